"""As on a day, as known at an instant: the book folded up to both, for one person and for everyone.

What was registered later is not known; what is dated later has not happened; and the rules are those known then.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ..estatuto import canonico, dobra
from ..estatuto.atos.base import Ato
from ..estatuto.atos.quadro import TransformacaoCargo
from ..estatuto.emendas import efetivos
from ..estatuto.erros import ErroDominio
from ..estatuto.formatos.nomes import chave_busca
from ..estatuto.prazo import Prazo
from ..estatuto.prazos import estavel_desde, prazos_da_vida
from ..estatuto.quadro import Transformacoes
from ..estatuto.regime import Regime, Regimes
from ..estatuto.tipos import Situacao
from ..estatuto.vida import Fato, VidaFuncional, Vinculo, situacao_em
from ..registro import livro
from ..registro.conexao import Conexao
from ..registro.consultas import historia as consultas
from ..registro.vidas import montar, para_dobra
from . import acessos
from .contexto import Contexto
from .fichas_emendas import livro_da_ficha
from .protecao import protegida
from .tipos.atos import DadosPessoa
from .tipos.historia import AtoEm, FichaEm, FiltroQuadro, LinhaQuadro, PrazoEm, VinculoEm

_LOTE = 300
"""People folded in one short reading: the writer is never made to wait for the whole list."""


@dataclass(frozen=True, slots=True)
class _Conhecidos:
    """The regimes as known at an instant: what closed before it keeps what was known when it closed."""

    regimes: Regimes
    instante: datetime

    def __call__(self, unidade: int | None, conhecido_em: datetime | None) -> Regime:
        return self.regimes(unidade, self.instante if conhecido_em is None else min(conhecido_em, self.instante))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Momento:
    """A day and an instant, with what is read once for them."""

    em: date
    instante: datetime
    regimes: Regimes
    cargos: Mapping[int, str]
    unidades: Mapping[int, str]
    transformacoes: Transformacoes

    def dobrar(self, nascimento: date | None, atos: Sequence[Ato]) -> VidaFuncional:
        """Return what the acts that hold on the day add up to, in the cargos of that day."""
        return dobra.dobrar(nascimento, self.atos(atos), self.transformacoes)

    def atos(self, atos: Sequence[Ato]) -> list[Ato]:
        """Return the acts that hold on the day: corrections known by then reach back, acts dated later are to come."""
        return [ato for ato in efetivos(atos) if ato.data <= self.em]

    def situacao(self, vida: VidaFuncional, vinculo: Vinculo) -> Situacao:
        """Return the word of section 10 on the day."""
        return situacao_em(vida, vinculo, self.em, estavel_desde(vinculo, self.regimes, self.em))

    def prazos(self, vida: VidaFuncional) -> tuple[PrazoEm, ...]:
        """Return the deadlines of a life, in order of date."""
        numeros = {v.id: v.numero for v in vida.vinculos}
        todos = [_prazo(p, numeros[p.vinculo], self.em) for p in prazos_da_vida(vida, self.regimes, self.em)]
        return tuple(sorted(todos, key=lambda p: (p.vence or date.max, p.vinculo_numero, p.tipo, p.numero or 0)))


def _momento(ctx: Contexto, conexao: Conexao, em: date, conhecido_em: datetime | None) -> _Momento:
    instante = conhecido_em or ctx.relogio.agora()
    cargos, unidades = consultas.nomes_de(conexao)
    return _Momento(
        em=em,
        instante=instante,
        regimes=_Conhecidos(ctx.regimes, instante),
        cargos=cargos,
        unidades=unidades,
        transformacoes=_transformacoes(conexao, em, instante),
    )


def _transformacoes(conexao: Conexao, em: date, instante: datetime) -> Transformacoes:
    """Return what each cargo had become by the day, as known."""
    lidas = [livro.ler_entrada(conexao, id_) for id_ in consultas.atos_de_cargos(conexao, instante)]
    valem = efetivos(para_dobra(lida) for lida in lidas if lida is not None)
    transformacoes = [a for a in valem if isinstance(a.conteudo, TransformacaoCargo) and a.data <= em]
    return {a.conteudo.cargo: a.conteudo.para for a in sorted(transformacoes, key=lambda a: (a.data, a.sequencia))}


# ------------------------------------------------------------------ one person


@protegida
def ficha_em(ctx: Contexto, *, servidor_id: int, em: date, conhecido_em: datetime | None = None) -> FichaEm:
    """Return a person's file as on a day, as known at an instant (None: now).

    ErroDominio when the book did not know the person by then.
    """
    with ctx.banco.leitura() as conexao:
        momento = _momento(ctx, conexao, em, conhecido_em)
        sabidas = [e for e in livro.historico(conexao, servidor_id) if e.registrado_em <= momento.instante]
        registro = consultas.registros_em(conexao, "servidor", (servidor_id,), momento.instante).get(servidor_id)
        if registro is None:
            raise ErroDominio(
                f"Em {momento.instante:%d/%m/%Y} esta pessoa ainda não estava registrada. "
                "Nada há a mostrar; escolha um dia posterior."
            )
        entradas = [e for e in sabidas if e.tipo != livro.CADASTRO]
        dados = _dados(registro)
        leitura = montar(servidor_id, dados.nascimento, entradas)
        vida = momento.dobrar(dados.nascimento, leitura.atos)
        matriculas = consultas.registros_em(conexao, "vinculo", [v.id for v in vida.vinculos], momento.instante)
    acessos.anotar(ctx, "servidor", servidor_id, "ficha em outro dia: Histórico")
    vinculos = tuple(_vinculo(momento, vida, v, matriculas.get(v.id, {}).get("matricula")) for v in vida.vinculos)
    return FichaEm(
        servidor_id=servidor_id,
        em=em,
        conhecido_em=momento.instante,
        dados=dados,
        situacao=vinculos[-1].situacao if vinculos else None,
        vinculos=vinculos,
        prazos=momento.prazos(vida),
        atos=tuple(_atos(momento, leitura.atos, entradas, vida)),
    )


def _vinculo(momento: _Momento, vida: VidaFuncional, v: Vinculo, matricula: str | None) -> VinculoEm:
    return VinculoEm(
        id=v.id,
        numero=v.numero,
        matricula=matricula,
        cargo_id=v.cargo,
        cargo=momento.cargos.get(v.cargo, ""),
        unidade_id=v.unidade,
        unidade=momento.unidades.get(v.unidade or 0, ""),
        carater=v.carater,
        situacao=momento.situacao(vida, v),
        nomeacao=_dia(v.nomeacao),
        posse=_dia(v.posse),
        exercicio=_dia(v.exercicio),
        estavel_desde=estavel_desde(v, momento.regimes, momento.em),
        fim=_dia(v.encerrado_em),
    )


def _dia(fato: Fato | None) -> date | None:
    return None if fato is None else fato.data


def _atos(
    momento: _Momento, atos: Sequence[Ato], entradas: Sequence[livro.AtoLido], vida: VidaFuncional
) -> Iterator[AtoEm]:
    do_livro = livro_da_ficha(atos, entradas)
    numeros = {v.id: v.numero for v in vida.vinculos}
    na_linha = do_livro.na_linha_do_tempo(entradas)
    for entrada in sorted(na_linha, key=lambda e: (e.data_legal or e.registrado_em.date(), e.id)):
        data = entrada.data_legal or entrada.registrado_em.date()
        if data > momento.em:
            continue
        yield AtoEm(
            ato_id=entrada.id,
            data=data,
            tipo=entrada.tipo,
            rotulo=do_livro.por_id[entrada.id].definicao.rotulo,
            detalhe=do_livro.detalhe(entrada),
            vinculo_numero=numeros.get(entrada.vinculo_id or 0, 0),
            registrado_em=entrada.registrado_em,
        )


def _prazo(prazo: Prazo, numero: int, em: date) -> PrazoEm:
    return PrazoEm(
        vinculo_id=prazo.vinculo,
        vinculo_numero=numero,
        tipo=prazo.tipo,
        numero=prazo.numero,
        inicio=prazo.inicio,
        vence=prazo.vence,
        vence_ultimo=prazo.vence_ultimo,
        estado=prazo.estado(em),
        sem_resposta=prazo.desfecho is None or (prazo.conta_de is not None and prazo.conta_de > em),
        dispositivo=prazo.dispositivo,
        passos=tuple(passo.texto for passo in prazo.memoria),
    )


def _dados(registro: Mapping[str, Any]) -> DadosPessoa:
    """Return a record of the book as a person's data; contact data is not in the book, and is left blank."""
    nomes = {campo.name for campo in dataclasses.fields(DadosPessoa)}
    valores = {nome: valor for nome, valor in registro.items() if nome in nomes and valor is not None}
    lida: DadosPessoa = canonico.ler(DadosPessoa, valores)
    return lida


# ------------------------------------------------------------------ everyone


@protegida
def quadro_em(
    ctx: Contexto,
    *,
    em: date,
    conhecido_em: datetime | None = None,
    filtro: FiltroQuadro | None = None,
    progresso: Callable[[int, int], None] | None = None,
    cancelado: Callable[[], bool] | None = None,
) -> Iterator[tuple[LinhaQuadro, ...]]:
    """Yield, in chunks, every vínculo as on a day, as known at an instant (None: now), with its unanswered deadlines.

    The book is never rewritten, so that chunks read one after another still tell one moment.  ``progresso`` is told
    people done and people in all; it ends, without complaint, once ``cancelado`` says so.
    """
    filtro = filtro or FiltroQuadro()
    with ctx.banco.leitura() as conexao:
        momento = _momento(ctx, conexao, em, conhecido_em)
        pessoas = consultas.pessoas_conhecidas(conexao, momento.instante)
        orgaos = consultas.orgaos_das_unidades(conexao) if filtro.orgao_id is not None else {}
    passa = _Peneira(filtro, orgaos)
    for inicio in range(0, len(pessoas), _LOTE):
        if cancelado is not None and cancelado():
            return
        lote = pessoas[inicio : inicio + _LOTE]
        with ctx.banco.leitura() as conexao:
            linhas = _linhas(conexao, momento, lote, passa)
        if progresso is not None:
            progresso(inicio + len(lote), len(pessoas))
        if linhas:
            yield linhas


@dataclass(frozen=True, slots=True)
class _Peneira:
    """What a filter lets through."""

    filtro: FiltroQuadro
    orgaos: Mapping[int, int]

    def nome(self, nome: str) -> bool:
        """Tell whether every word of the text begins a word of the name."""
        palavras = f" {chave_busca(nome)}"
        return all(f" {termo}" in palavras for termo in chave_busca(self.filtro.texto).split())

    def vinculo(self, vinculo: Vinculo) -> bool:
        """Tell whether the vínculo is of the cargo, unit and órgão asked for."""
        f = self.filtro
        return (
            (f.cargo_id is None or vinculo.cargo == f.cargo_id)
            and (f.unidade_id is None or vinculo.unidade == f.unidade_id)
            and (f.orgao_id is None or self.orgaos.get(vinculo.unidade or 0) == f.orgao_id)
        )


def _linhas(conexao: Conexao, momento: _Momento, pessoas: Sequence[int], passa: _Peneira) -> tuple[LinhaQuadro, ...]:
    registros = consultas.registros_em(conexao, "servidor", pessoas, momento.instante)
    procuradas = [id_ for id_ in pessoas if id_ in registros and passa.nome(registros[id_]["nome"])]
    entradas = livro.ler_atos_de(conexao, procuradas)
    vidas = []
    for id_ in procuradas:
        if id_ in entradas.apartadas:
            continue
        sabidas = [e for e in entradas.get(id_, []) if e.registrado_em <= momento.instante]
        if sabidas:
            texto = registros[id_].get("nascimento")
            nascimento = date.fromisoformat(texto) if texto else None
            vidas.append((id_, momento.dobrar(nascimento, [para_dobra(e) for e in sabidas])))
    ids = [v.id for _, vida in vidas for v in vida.vinculos]
    matriculas = consultas.registros_em(conexao, "vinculo", ids, momento.instante) if ids else {}
    linhas = []
    for id_, vida in vidas:
        abertos = [p for p in momento.prazos(vida) if p.sem_resposta] if vida.vinculos else []
        for v in vida.vinculos:
            situacao = momento.situacao(vida, v)
            prazos = tuple(p for p in abertos if p.vinculo_id == v.id)
            if not passa.vinculo(v) or (passa.filtro.situacoes and situacao not in passa.filtro.situacoes):
                continue
            if passa.filtro.so_com_prazo_aberto and not prazos:
                continue
            linhas.append(
                LinhaQuadro(
                    servidor_id=id_,
                    vinculo_id=v.id,
                    nome=registros[id_]["nome"],
                    matricula=matriculas.get(v.id, {}).get("matricula"),
                    cargo=momento.cargos.get(v.cargo, ""),
                    unidade=momento.unidades.get(v.unidade or 0, ""),
                    situacao=situacao,
                    prazos=prazos,
                )
            )
    return tuple(linhas)
