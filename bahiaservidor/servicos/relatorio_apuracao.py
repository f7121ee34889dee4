"""The quarterly report counted from the registry: two photographs, what the report before left, and the rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Final

from ..documentos.modelos import IdentificacaoDocumento, OrgaoEmissor
from ..documentos.relatorio_modelos import (
    DadosRelatorio,
    Especie,
    LinhaRelatorio,
    anterior,
    data,
    limites,
    ordem,
    resumo_do_conteudo,
)
from ..estatuto.atos.catalogo import POR_TIPO
from ..estatuto.erros import ErroDominio
from ..estatuto.regime import Regimes
from ..estatuto.tipos import EstadoPrazo
from ..registro import configuracao, quarentena
from ..registro.conexao import Conexao
from ..registro.consultas import papeis as consultas_de_papeis
from ..registro.consultas import relatorio as consultas
from . import modelos_documento, relatorio_saldo
from .contexto import Contexto
from .relatorio_conciliacao import Base, Pendencia, conciliar, conferir
from .relatorio_fotografia import Fotografia
from .relatorio_item import UM_DIA, Chave, Item, Passagem, Recorte

ANOS: Final = range(1900, 2201)
_PRORROGACOES: Final = ("prorrogacao_posse", "decisao_prorrogacao")


def apurar(
    ctx: Contexto,
    *,
    ano: int,
    trimestre: int,
    orgao_id: int | None,
    em: date,
    progresso: Callable[[int, int], None] | None = None,
    cancelado: Callable[[], bool] | None = None,
) -> DadosRelatorio:
    """Return the report of a quarter as of ``em``, reconciled and in order.

    ``progresso`` receives people read and to be read.  ErroDominio when ``cancelado`` answers yes, for a quarter or an
    órgão that does not exist, or when the figures do not close, naming what differs.
    """
    if trimestre not in (1, 2, 3, 4) or ano not in ANOS:
        raise ErroDominio(
            f"Não existe o {trimestre}º trimestre de {ano}. Nada foi emitido; escolha um trimestre de 1 a 4 e um ano "
            f"de {ANOS[0]} a {ANOS[-1]}."
        )
    regimes = ctx.regimes
    passagem = Passagem(progresso, cancelado)
    with ctx.banco.leitura() as conexao:
        # One reading of the registry: both photographs and the totals are of the same moment.
        emissor = _emissor(conexao, orgao_id)
        apuracao = _Apuracao(conexao, regimes, ano, trimestre, orgao_id, em, passagem)
        linhas = apuracao.linhas()
        saldo = apuracao.palavras_do_saldo
    linhas.sort(key=ordem)
    dados = DadosRelatorio(
        orgao=emissor,
        ano=ano,
        trimestre=trimestre,
        em=em,
        linhas=linhas,
        saldo=saldo,
        identificacao=IdentificacaoDocumento(),
    )
    return _com_resumo(dados)


def fora_das_contas(quantas: int) -> str:
    """Return how a report says that people are set aside; nothing for nobody."""
    if not quantas:
        return ""
    return f"; {quantas} {'pessoa' if quantas == 1 else 'pessoas'} em quarentena, fora das contas"


def _com_resumo(dados: DadosRelatorio) -> DadosRelatorio:
    resumo = resumo_do_conteudo(dados)
    codigo = replace(dados.identificacao, codigo=resumo[:32].upper())
    return replace(dados, conteudo=resumo, identificacao=codigo)


def _emissor(conexao: Conexao, orgao_id: int | None) -> OrgaoEmissor:
    nome: str | None
    if orgao_id is None:
        nome = configuracao.nome_do_orgao(conexao) or "Órgão não configurado"
    else:
        nome = consultas_de_papeis.nome_do_orgao(conexao, orgao_id)
    if nome is None:
        raise ErroDominio("O órgão escolhido não existe mais neste registro. Nada foi emitido; escolha outro.")
    emissor = OrgaoEmissor(nome=nome, municipio=configuracao.ler(conexao, configuracao.MUNICIPIO) or None)
    return modelos_documento.timbrar(conexao, emissor, orgao_que_numera(conexao, orgao_id))


def orgao_que_numera(conexao: Conexao, orgao_id: int | None) -> int:
    """Return the órgão whose sequence numbers the report: the one asked for, or the installation's (0: none)."""
    return orgao_id or int(configuracao.ler(conexao, configuracao.ORGAO) or 0)


class _Apuracao:
    """One report being counted, inside one reading of the registry."""

    def __init__(
        self, conexao: Conexao, regimes: Regimes, ano: int, trimestre: int, orgao_id: int | None, em: date,
        passagem: Passagem,
    ) -> None:  # fmt: skip
        self._conexao = conexao
        self._orgao_id = orgao_id
        self._em = em
        self._inicio, self._fim = limites(ano, trimestre)
        # A report asked for before its quarter begins starts where the registry stands.
        self._vespera = min(self._inicio - UM_DIA, em)
        self._final = Fotografia(conexao, regimes, em, passagem)
        self._inicial = Fotografia(conexao, regimes, self._vespera, passagem)
        ano_anterior, trimestre_anterior = anterior(ano, trimestre)
        self._saldo = consultas.saldo(
            conexao, ano=ano_anterior, trimestre=trimestre_anterior, orgao_id=orgao_id, ate=em
        )

    @property
    def palavras_do_saldo(self) -> str:
        """Where the pending ones of the start come from."""
        a_parte = fora_das_contas(len(quarentena.pessoas(self._conexao)))
        if self._saldo is not None:
            s = self._saldo
            return f"saldo do relatório nº {s.numero}/{s.ano}, com situação em {data(s.em)}{a_parte}"
        ate: datetime | None = consultas.ultima_entrada(self._conexao)
        registrados = f"até {data(ate.date())}" if ate is not None else "neste livro, ainda vazio"
        return f"apurado, para {data(self._vespera)}, pelos atos registrados {registrados}{a_parte}"

    def linhas(self) -> list[LinhaRelatorio]:
        """Return the rows, reconciled and checked."""
        pendentes: set[Chave] = set()
        do_fim = self._recorte(self._fim)
        finais = {item.chave: item for item in self._final.itens(do_fim, pendentes)}
        iniciais, devidos = self._do_inicio()
        passageiros = {
            chave: vence
            for chave, vence in self._final.passageiros(self._vespera, self._inicio, self._fim).items()
            if chave not in finais and chave not in iniciais and chave not in devidos
        }
        fora = [chave for chave in (*iniciais, *devidos, *passageiros) if chave not in finais]
        finais |= self._final.por_chave(fora)
        sumidos = self._inicial.por_chave([chave for chave in fora if chave not in finais])
        for chave in passageiros:
            # Only those that moved on: what was undone never was, and what went to another órgão is counted there.
            item = finais.get(chave)
            if item is not None and not (item.vence is not None and item.vence > self._fim and self._do_orgao(item)):
                del finais[chave]
        conhecidas = iniciais.keys() | devidos.keys() | passageiros.keys()
        novas = [chave for chave in finais if chave not in conhecidas]
        base = Base(
            inicio=self._inicio,
            fim=self._fim,
            em=self._em,
            orgao_id=self._orgao_id,
            iniciais=iniciais,
            devidos=devidos,
            passageiros=passageiros,
            vespera=self._inicial.por_chave(novas),
            finais=finais,
            prorrogados=consultas.vinculos_com(
                self._conexao, _PRORROGACOES, depois=None if self._saldo is not None else self._vespera
            ),
            atos=self._atos(finais.values()),
            do_saldo=self._saldo is not None,
        )
        linhas = conciliar(base, sumidos)
        conferir(linhas, pendentes)
        return linhas

    def _recorte(self, suspensos_ate: date) -> Recorte:
        antes_de = self._inicio if self._saldo is not None else min(self._inicio, self._em + UM_DIA)
        return Recorte(self._inicio, self._fim, antes_de, suspensos_ate, self._orgao_id)

    def _do_orgao(self, item: Item) -> bool:
        return self._orgao_id is None or item.orgao_id == self._orgao_id

    def _do_inicio(self) -> tuple[dict[Chave, Pendencia], dict[Chave, date]]:
        iniciais: dict[Chave, Pendencia] = {}
        devidos: dict[Chave, date] = {}
        recorte = self._recorte(self._vespera)
        if self._saldo is not None:
            fora = consultas.vinculos_das_pessoas(self._conexao, self._final.fora)
            lidas = relatorio_saldo.ler(self._saldo.conteudo).items()
            iniciais.update((c, p) for c, p in lidas if c[0] == Especie.VALIDADE_CONCURSO or c[1] not in fora)
        for item in self._inicial.itens(recorte):
            if item.vence is not None and item.vence >= self._inicio:
                if item.chave not in iniciais:
                    devidos[item.chave] = item.vence
            elif self._saldo is None:
                iniciais[item.chave] = Pendencia(
                    vence=item.vence, vence_ultimo=item.vence_ultimo, estado=item.estado, item=item
                )
        return iniciais, devidos

    def _atos(self, itens: Iterable[Item]) -> dict[int, str]:
        """Return, in words, the acts that answered what had lapsed."""
        respostas = {
            i.fechado_por for i in itens if i.fechado_por and i.estado is EstadoPrazo.VENCIDO and not i.pendente
        }
        palavras = {}
        for id_, (tipo, dia) in consultas.atos(self._conexao, respostas).items():
            definicao = POR_TIPO.get(tipo)
            nome = definicao.rotulo if definicao is not None else tipo
            palavras[id_] = f"{nome.lower()}, de {data(dia)}" if dia is not None else nome.lower()
        return palavras
