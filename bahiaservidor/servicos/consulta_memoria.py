"""Where each date that a consulta prints comes from: the day, the facts, the calendar, the computation, its text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..documentos.consulta import DadosConsulta, FatoRegistrado, PassoCalculo
from ..documentos.peca import Campos, DataImpressa, Parte, Peca, Tabela, Texto
from ..estatuto.prazo import Prazo
from .consulta_prazo import proposto_desde
from .papeis_memoria import de_fato, de_prazo, de_texto, sem_repetir


def memorias(
    peca: Peca, dados: DadosConsulta, prazo: Prazo | None, extras: tuple[DataImpressa, ...]
) -> tuple[DataImpressa, ...]:
    """Return the origin of every date printed: the day, the facts, the calendar, the computation, then the rest."""
    entradas = [
        *de_fato(dados.data, "data da consulta", "dia em que se respondeu"),
        *extras,
        *_do_prazo(prazo),
        *(e for fato in dados.fatos for e in _do_fato(fato)),
        *(e for dia in dados.dias for e in de_fato(dia.data, f"dia sem expediente: {dia.motivo}", dia.fundamento)),
        *(
            e for n, passo in enumerate(dados.calculo, start=1)
            for e in _do_passo(n, passo, dados.calculo)
        ),
        *(
            e for x in dados.leituras
            for e in de_texto(f"{x.vence} {x.ultimo}", f"data na leitura “{x.nome}”", f"cálculo pela outra leitura "
                              f"({x.dispositivo})")
        ),
        *(e for n in dados.numeros for e in de_texto(n.conferencia, n.rotulo, f"parâmetro datado ({n.citacao})")),
    ]  # fmt: skip
    conhecidas = {entrada.data for entrada in entradas}
    escritas = (e for texto in _escritos(peca) for e in de_texto(texto, "data citada no texto", "texto da consulta"))
    return sem_repetir([*entradas, *(e for e in escritas if e.data not in conhecidas)])


def _do_prazo(prazo: Prazo | None) -> Iterator[DataImpressa]:
    """Yield the ends of a deadline, and the day from which its lapse lets an act be proposed."""
    yield from de_prazo(prazo)
    if prazo is not None:
        passos = tuple(f"{p.texto} ({p.dispositivo})" if p.dispositivo else p.texto for p in prazo.memoria)
        rotulo = "primeiro dia em que o ato pode ser proposto"
        for entrada in de_fato(proposto_desde(prazo), rotulo, f"prazo de {prazo.tipo.rotulo.lower()}"):
            yield replace(entrada, passos=passos, dispositivo=prazo.dispositivo)


def _do_fato(fato: FatoRegistrado) -> Iterator[DataImpressa]:
    yield from de_fato(fato.data, fato.texto, fato.fonte)
    yield from de_texto(f"{fato.texto} {fato.fonte}", f"citada no registro de {fato.texto}", fato.fonte)


def _do_passo(n: int, passo: PassoCalculo, todos: Sequence[PassoCalculo]) -> Iterator[DataImpressa]:
    passos = tuple(f"{p.texto} ({p.dispositivo})" if p.dispositivo else p.texto for p in todos[:n])
    for entrada in de_texto(passo.texto, f"cálculo, passo {n}", "cálculo desta consulta"):
        yield replace(entrada, passos=passos, dispositivo=passo.dispositivo)


def _escritos(peca: Peca) -> Iterator[str]:
    for grupo in peca.grupos:
        for parte in grupo:
            yield from _da_parte(parte)


def _da_parte(parte: Parte) -> Iterator[str]:
    if isinstance(parte, Texto):
        yield parte.texto
    elif isinstance(parte, Tabela):
        yield from (celula for linha in parte.linhas for celula in linha)
    elif isinstance(parte, Campos):
        yield from (campo.valor or "" for linha in parte.linhas for campo in linha)
