"""A reading of a composed text, given back in the offsets of the text as it was pasted."""

from __future__ import annotations

from array import array
from dataclasses import replace
from typing import TypeVar

from .diario_oficial_tipos import AtoReferido, Ignorado, Leitura, Papel, Proposta, Trecho

Parte = TypeVar("Parte", Ignorado, Trecho, AtoReferido, Papel)


def devolver(leitura: Leitura, texto: str, lugares: array[int]) -> Leitura:
    """Return the same reading with every offset moved by ``lugares``, and each proposta's text as it was pasted."""
    return replace(
        leitura,
        papeis=tuple(_papel(papel, lugares) for papel in leitura.papeis),
        propostas=tuple(_proposta(p, texto, lugares) for p in leitura.propostas),
        ignorados=tuple(_movido(i, lugares) for i in leitura.ignorados),
    )


def _movido(parte: Parte, lugares: array[int]) -> Parte:
    return replace(parte, inicio=lugares[parte.inicio], fim=lugares[parte.fim])


def _papel(papel: Papel, lugares: array[int]) -> Papel:
    return replace(_movido(papel, lugares), trechos=tuple(_movido(t, lugares) for t in papel.trechos))


def _proposta(p: Proposta, texto: str, lugares: array[int]) -> Proposta:
    inicio, fim = lugares[p.inicio], lugares[p.fim]
    return replace(
        p,
        inicio=inicio,
        fim=fim,
        texto=texto[inicio:fim],
        campos=tuple(replace(c, inicio=lugares[c.inicio], fim=lugares[c.fim]) for c in p.campos),
        ato_referido=_movido(p.ato_referido, lugares) if p.ato_referido is not None else None,
    )
