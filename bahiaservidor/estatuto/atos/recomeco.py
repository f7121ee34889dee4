"""What a substantial rectification starts again: the deadlines counted from the publication of an act (rule C13)."""

from __future__ import annotations

from ..copia import replace
from ..vida import Fato, VidaFuncional
from .base import Ato


def recomecar_posse(vida: VidaFuncional, alvo: Ato, fato: Fato) -> VidaFuncional:
    """Return the life in which the term of the posse counts from ``fato``; a posse already taken stays as it is."""
    assert alvo.vinculo is not None
    vinculo = vida.vinculo(alvo.vinculo)
    if not vinculo.pendente_de_posse:
        return vida
    return vida.com(replace(vinculo, publicacao_vigente=fato, prorrogacoes=()))


def recomecar_exercicio(vida: VidaFuncional, alvo: Ato, fato: Fato) -> VidaFuncional:
    """Return the life in which the exercício after a provimento without posse counts from ``fato`` (E1)."""
    assert alvo.vinculo is not None
    vinculo = vida.vinculo(alvo.vinculo)
    provimentos = tuple(
        replace(p, fato=fato) if p.pendente and p.fato.ato == alvo.id else p for p in vinculo.provimentos
    )
    return vida.com(replace(vinculo, provimentos=provimentos))


def recomecar_apresentacao(vida: VidaFuncional, alvo: Ato, fato: Fato) -> VidaFuncional:
    """Return the life in which the exercício in another locality counts from ``fato`` (E7)."""
    assert alvo.vinculo is not None
    vinculo = vida.vinculo(alvo.vinculo)
    apresentacoes = tuple(
        replace(a, fato=fato) if a.exercicio is None and a.perdida is None and a.fato.ato == alvo.id else a
        for a in vinculo.apresentacoes
    )
    return vida.com(replace(vinculo, apresentacoes=apresentacoes))
