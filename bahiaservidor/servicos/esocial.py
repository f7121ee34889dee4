"""The events of eSocial of a period, from the acts that hold: what was corrected or annulled is not sent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from ..estatuto.atos.base import Ato
from ..estatuto.emendas import efetivos
from ..estatuto.erros import ErroDominio
from ..estatuto.formatos.datas import formatar_data
from ..estatuto.tipos import Carater, SituacaoInicial, TipoProvimento
from ..estatuto.vida import VidaFuncional, Vinculo
from ..intercambio import esocial as tabelas
from ..intercambio.esocial import Evento, Ocorrencia, Pessoa
from ..registro.conexao import Conexao
from ..registro.consultas import esocial as consultas
from ..registro.consultas import papeis_lote
from ..registro.consultas.papeis import Posto
from ..registro.vidas import ler_vidas
from . import acessos
from .contexto import Contexto
from .papeis_andamento import Cancelado, Progresso, exigir_que_continue
from .permissoes import Permissao, exige
from .protecao import exigir_ver_texto

_LOTE: Final = 500
_RETORNOS: Final = {tipo.value: tipo for tipo in TipoProvimento}
_FINS: Final = (
    "aposentadoria", "demissao", "exoneracao_a_juizo", "exoneracao_a_pedido", "exoneracao_de_oficio", "falecimento",
    "vacancia_outra", "vacancia_posse_inacumulavel",
)  # fmt: skip
_JA_FORA: Final = (SituacaoInicial.APOSENTADO, SituacaoInicial.DESLIGADO)


@dataclass(frozen=True, slots=True, kw_only=True)
class Periodo:
    """First and last day asked, both included."""

    inicio: date
    fim: date

    def tem(self, dia: date) -> bool:
        """Tell whether a day is in the period."""
        return self.inicio <= dia <= self.fim


@dataclass(frozen=True, slots=True, kw_only=True)
class _Achado:
    vinculo: Vinculo
    servidor_id: int
    valores: dict[str, Any]


@exige(Permissao.EXPORTAR, Permissao.VER_CPF)
def ocorrencias(
    ctx: Contexto,
    *,
    inicio: date,
    fim: date,
    progresso: Progresso | None = None,
    cancelado: Cancelado | None = None,
) -> dict[Evento, list[Ocorrencia]]:
    """Return the rows of each event, by day and name.

    An admission is of the day of the exercício: a nomeação without posse, or a posse without exercício, is none, nor is
    the end of a vínculo that never had it.  ErroDominio for a period that ends before it begins; Cancelamento when
    ``cancelado`` answers yes.
    """
    if fim < inicio:
        raise ErroDominio(
            f"O período termina em {formatar_data(fim)}, antes de começar. Nada foi gravado; troque as datas."
        )
    acessos.anotar(ctx, "lista", None, "tabelas do eSocial: CPF inteiro", acao=acessos.SAIU)
    periodo = Periodo(inicio=inicio, fim=fim)
    achadas: dict[Evento, list[Ocorrencia]] = {evento: [] for evento in Evento}
    with ctx.banco.leitura() as conexao:
        quem = consultas.candidatos(conexao, inicio=inicio, fim=fim, tipos=(*_FINS, *_RETORNOS))
        for comeco in range(0, len(quem), _LOTE):
            exigir_que_continue(cancelado)
            for ocorrencia in _do_lote(conexao, quem[comeco : comeco + _LOTE], periodo):
                achadas[ocorrencia.evento].append(ocorrencia)
            if progresso is not None:
                progresso(min(comeco + _LOTE, len(quem)), len(quem))
    for linhas in achadas.values():
        for linha in linhas:
            exigir_ver_texto(ctx, f"{linha.forma} {linha.observacao}")
        linhas.sort(key=lambda o: (o.dia or o.efeito or fim, o.pessoa.nome, o.pessoa.matricula or ""))
    return achadas


def exportar(evento: Evento, linhas: list[Ocorrencia], *, inicio: date, fim: date, xlsx: bool) -> bytes:
    """Return the table of an event as XLSX or CSV."""
    periodo = f"De {formatar_data(inicio)} a {formatar_data(fim)}."
    dados = tabelas.tabela(evento, linhas, xlsx=xlsx, antes=(f"{evento.rotulo}. {periodo} Leiaute S-1.3.",))
    assert dados is not None  # nobody cancels
    return dados


def _do_lote(conexao: Conexao, servidores: list[int], periodo: Periodo) -> Iterator[Ocorrencia]:
    achados: list[_Achado] = []
    for servidor_id, leitura in ler_vidas(conexao, servidores).items():
        atos = sorted(efetivos(leitura.atos), key=lambda ato: (ato.data, ato.sequencia))
        for vinculo in leitura.vida.vinculos:
            for valores in _do_vinculo(leitura.vida, vinculo, atos, periodo):
                achados.append(_Achado(vinculo=vinculo, servidor_id=servidor_id, valores=valores))
    pessoas = papeis_lote.servidores(conexao, sorted({achado.servidor_id for achado in achados}))
    postos = papeis_lote.postos(conexao, sorted({achado.vinculo.id for achado in achados}))
    for achado in achados:
        pessoa = _pessoa(pessoas[achado.servidor_id], postos[achado.vinculo.id])
        yield Ocorrencia(pessoa=pessoa, **achado.valores)


def _pessoa(linha: Any, posto: Posto) -> Pessoa:
    return Pessoa(
        nome=linha.nome, cpf=linha.cpf, pis=linha.pis, nascimento=linha.nascimento, sexo=linha.sexo,
        matricula=posto.matricula, cargo=posto.cargo, unidade=posto.unidade, orgao=posto.orgao,
    )  # fmt: skip


def _do_vinculo(vida: VidaFuncional, vinculo: Vinculo, atos: list[Ato], periodo: Periodo) -> Iterator[dict[str, Any]]:
    exercicio = vinculo.exercicio
    if exercicio is None:
        return
    efetivo = _ja_efetivo(vida, vinculo, exercicio.data)
    if periodo.tem(exercicio.data):
        yield _admissao(vinculo, exercicio.data, efetivo=efetivo)
    aberto = vinculo.inicial is None or vinculo.inicial.situacao not in _JA_FORA
    for ato in atos:
        morte = ato.tipo == "falecimento"
        if ato.data < exercicio.data or not (morte or ato.vinculo == vinculo.id):
            continue
        if ato.tipo in _RETORNOS:
            aberto = True
            yield from _retorno(vinculo, ato, periodo)
        elif aberto and ato.tipo in _FINS:
            aberto = False
            if periodo.tem(ato.data):
                codigo = tabelas.desligamento(ato.tipo, getattr(ato.conteudo, "tipo", None))
                assert codigo is not None
                yield {
                    "evento": Evento.DESLIGAMENTO, "codigo": "" if efetivo else codigo,
                    "forma": tabelas.DESLIGAMENTOS[codigo], "dia": ato.data,
                    "observacao": tabelas.JA_EFETIVO if efetivo else "",
                }  # fmt: skip


def _ja_efetivo(vida: VidaFuncional, vinculo: Vinculo, dia: date) -> bool:
    """Tell whether a cargo em comissão was taken by who already had a permanente one: the vínculo sent is the other."""
    return vinculo.carater is Carater.TEMPORARIO and any(
        outro.permanente and outro.em_exercicio_em(dia) for outro in vida.vinculos if outro.id != vinculo.id
    )


def _admissao(vinculo: Vinculo, dia: date, *, efetivo: bool) -> dict[str, Any]:
    codigo = tabelas.provimento(vinculo.carater, None if vinculo.inicial is None else vinculo.inicial.forma)
    return {
        "evento": Evento.ADMISSAO,
        "codigo": "" if efetivo else str(codigo),
        "forma": "Cargo em comissão, com cargo efetivo" if efetivo else tabelas.PROVIMENTOS[codigo],
        "dia": dia,
        "nomeacao": None if vinculo.nomeacao is None else vinculo.nomeacao.data,
        "posse": None if vinculo.posse is None else vinculo.posse.data,
        "observacao": tabelas.JA_EFETIVO if efetivo else "",
    }


def _retorno(vinculo: Vinculo, ato: Ato, periodo: Periodo) -> Iterator[dict[str, Any]]:
    provido = next((p for p in vinculo.provimentos if p.fato.ato == ato.id), None)
    if provido is None or provido.sem_efeito is not None:
        return
    volta = None if provido.exercicio is None else provido.exercicio.data
    if not periodo.tem(volta or ato.data):
        return
    tipo = _RETORNOS[ato.tipo]
    codigo = tabelas.retorno(tipo, getattr(ato.conteudo, "fundamento", None))
    yield {
        "evento": Evento.RETORNO,
        "codigo": "" if codigo is None else str(codigo),
        "forma": tipo.rotulo if codigo is None else tabelas.RETORNOS[codigo],
        "dia": volta,
        "efeito": ato.data,
        "processo": tabelas.processo_judicial(ato.conteudo.processo) if codigo == 1 else "",
        "observacao": tabelas.SEM_CODIGO if codigo is None else "",
    }
