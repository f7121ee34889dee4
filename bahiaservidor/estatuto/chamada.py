"""Who is next in a concurso, and why: the lists of one cargo, called by turns (art. 12 and rule N6)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from .formatos.datas import formatar_data
from .formatos.nomes import chave_busca
from .reservas import RESERVADAS, Alternancia, Modalidade

A_NOMEAR, CONVOCADO, DESISTENTE, ELIMINADO, NOMEADO = "a_nomear", "convocado", "desistente", "eliminado", "nomeado"

POR_NOMEAR = (A_NOMEAR, CONVOCADO)
"""States of a candidate whose turn has still to come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Concorrente:
    """A candidate of a list, in its order.

    ``situacao_em``: since when the state holds. ``valida`` is False of a nomeação that was annulled. ``original``: the
    classification before going to the end of the list.
    """

    id: int
    classificacao: int
    nome: str
    cpf: str | None = None
    situacao: str = A_NOMEAR
    situacao_em: date | None = None
    fundamento: str = ""
    convocado_ate: date | None = None
    valida: bool = True
    original: int | None = None

    @property
    def chave(self) -> str:
        """Who it is, across lists: the CPF, or the name where there is none."""
        return self.cpf or chave_busca(self.nome)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fila:
    """A list of the concurso; its candidates in order of classification."""

    id: int
    modalidade: Modalidade
    nome: str
    candidatos: tuple[Concorrente, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passado:
    """A better-placed candidate who is not called, and why."""

    classificacao: int
    nome: str
    motivo: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chamada:
    """The ``vaga``-th post since the concurso began: whose turn, from which list, why, and who was passed over."""

    vaga: int
    fila: int
    modalidade: Modalidade
    candidato: Concorrente
    motivo: str
    passados: tuple[Passado, ...] = ()


@dataclass(slots=True)
class _Andamento:
    """Where each list has got to while the turns are being told."""

    vaga: int
    usadas: dict[Modalidade, int]
    chamados: dict[str, str] = field(default_factory=dict)
    ponteiro: dict[int, int] = field(default_factory=dict)


def chamadas(filas: Sequence[Fila], alternancia: Alternancia, quantas: int) -> tuple[Chamada, ...]:
    """Return the next calls, in order: fewer than asked for when the lists end.

    An annulled nomeação gives its post back to the list it came from. Who was already called by another list is passed.
    """
    return tuple(_chamar(filas, alternancia, quantas))


def _chamar(filas: Sequence[Fila], alternancia: Alternancia, quantas: int) -> Iterator[Chamada]:
    nomeados = [(f, c) for f in filas for c in f.candidatos if c.situacao == NOMEADO]
    andamento = _Andamento(
        vaga=sum(1 for _, c in nomeados if c.valida),
        usadas={q: sum(1 for f, c in nomeados if f.modalidade is q and c.valida) for q in Modalidade},
        chamados={c.chave: f"já foi nomeado(a) pela lista {f.nome}" for f, c in nomeados},
    )
    for fila in filas:
        # What came before the last one named is history: only later places are told.
        feitas = [n for n, c in enumerate(fila.candidatos) if c.situacao == NOMEADO]
        andamento.ponteiro[fila.id] = max(feitas) + 1 if feitas else 0
    for _ in range(quantas):
        andamento.vaga += 1
        escolha = _da_vez(filas, alternancia, andamento)
        if escolha is None:
            return
        fila, candidato, motivo = escolha
        passados = _passados(fila, candidato, andamento)
        yield Chamada(
            vaga=andamento.vaga, fila=fila.id, modalidade=fila.modalidade, candidato=candidato, motivo=motivo,
            passados=passados,
        )  # fmt: skip
        andamento.usadas[fila.modalidade] += 1
        andamento.chamados[candidato.chave] = f"é chamado(a) antes, pela lista {fila.nome}"
        andamento.ponteiro[fila.id] = fila.candidatos.index(candidato) + 1


def _da_vez(
    filas: Sequence[Fila], alternancia: Alternancia, andamento: _Andamento
) -> tuple[Fila, Concorrente, str] | None:
    """Return the list whose turn it is, its next candidate and the reason."""
    vaga, faltas = andamento.vaga, []
    for qual in RESERVADAS:
        if andamento.usadas[qual] >= alternancia.ate(qual, vaga):
            continue
        achado = _primeiro(filas, qual, andamento)
        if achado is not None:
            return (*achado, f"{vaga}ª vaga: reservada a {qual.rotulo} ({alternancia.por_que(qual, vaga)}).")
        faltas.append(f"a reserva de {qual.rotulo} não tem candidato por nomear e passa à ampla concorrência")
    achado = _primeiro(filas, Modalidade.AMPLA, andamento)
    if achado is not None:
        fila, candidato = achado
        falta = "".join(f"; {f}" for f in faltas)
        return fila, candidato, f"{vaga}ª vaga: ampla concorrência, {candidato.classificacao}º da lista{falta}."
    for qual in (*RESERVADAS, Modalidade.OUTRA):
        achado = _primeiro(filas, qual, andamento)
        if achado is not None:
            fila, candidato = achado
            return (
                fila, candidato,
                f"{vaga}ª vaga: a ampla concorrência não tem candidato por nomear; segue a lista {fila.nome}. "
                "Confira o edital.",
            )  # fmt: skip
    return None


def _primeiro(filas: Sequence[Fila], qual: Modalidade, andamento: _Andamento) -> tuple[Fila, Concorrente] | None:
    for fila in filas:
        if fila.modalidade is qual:
            for candidato in fila.candidatos:
                if candidato.situacao in POR_NOMEAR and candidato.chave not in andamento.chamados:
                    return fila, candidato
    return None


def _passados(fila: Fila, escolhido: Concorrente, andamento: _Andamento) -> tuple[Passado, ...]:
    """Return who stands between the last one called from the list and this one, with the reason."""
    posicao = fila.candidatos.index(escolhido)
    entre = fila.candidatos[min(andamento.ponteiro[fila.id], posicao) : posicao]
    achados = [
        Passado(classificacao=c.classificacao, nome=c.nome, motivo=por_que_passou(c, andamento.chamados))
        for c in entre
        if c.situacao != NOMEADO
    ]
    achados += [
        Passado(classificacao=c.original, nome=c.nome, motivo=_fim_da_lista(c))
        for c in fila.candidatos
        if c.original is not None and c.original < escolhido.classificacao < c.classificacao
    ]
    return tuple(sorted(achados, key=lambda p: p.classificacao))


def por_que_passou(candidato: Concorrente, chamados: dict[str, str] | None = None) -> str:
    """Return why a candidate's turn passes, in words without a full stop."""
    quando = f" em {formatar_data(candidato.situacao_em)}" if candidato.situacao_em is not None else ""
    base = f" ({candidato.fundamento})" if candidato.fundamento else ""
    if candidato.situacao == DESISTENTE:
        return f"desistiu{quando}{base}"
    if candidato.situacao == ELIMINADO:
        return f"foi eliminado(a){quando}{base}"
    return (chamados or {}).get(candidato.chave, "")


def _fim_da_lista(candidato: Concorrente) -> str:
    quando = f" em {formatar_data(candidato.situacao_em)}" if candidato.situacao_em is not None else ""
    return f"pediu o fim da lista{quando} e está em {candidato.classificacao}º"
