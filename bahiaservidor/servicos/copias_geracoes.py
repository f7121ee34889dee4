"""Which copies stay and which go: the latest of each hour, day, week and month."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from ..relogio import fuso_da_bahia
from .copias_manifesto import Manifesto, Motivo

ULTIMAS: Final = 3
"""Copies of each kind of `_DE_PROPOSITO` that stay, whatever their age."""
_DE_PROPOSITO: Final = (Motivo.MIGRACAO, Motivo.IMPORTACAO, Motivo.PEDIDO)
"""Copied to be able to go back to just before something: the next copy of the same hour does not replace it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Geracoes:
    """How many hours, days, weeks and months with a copy keep their latest one."""

    horas: int = 24
    dias: int = 14
    semanas: int = 8
    meses: int = 24


def a_apagar(copias: Sequence[Manifesto], geracoes: Geracoes) -> list[Manifesto]:
    """Return the copies, of one registry in one folder, that nothing asks to keep.

    What counts is the order in which they were made and the hour that each one says, never what time it is now: a
    clock that goes back or leaps makes nothing go.  The latest proven one, the last of those made on purpose, and what
    failed its proof (it may be all that is left of something) always stay.
    """
    provadas = sorted((c for c in copias if c.provada), key=lambda c: (c.sequencia, c.instante), reverse=True)
    ficam = {id(c) for c in provadas[:1]}
    for motivo in _DE_PROPOSITO:
        ficam |= {id(c) for c in [c for c in provadas if c.motivo is motivo][:ULTIMAS]}
    baldes: tuple[tuple[int, Callable[[datetime], object]], ...] = (
        (geracoes.horas, lambda i: (i.date(), i.hour)),
        (geracoes.dias, lambda i: i.date()),
        (geracoes.semanas, lambda i: i.isocalendar()[:2]),
        (geracoes.meses, lambda i: (i.year, i.month)),
    )
    fuso = fuso_da_bahia()
    for quantos, balde_de in baldes:
        cheios: set[object] = set()
        for copia in provadas:
            balde = balde_de(copia.instante.astimezone(fuso))
            if balde not in cheios and len(cheios) < quantos:
                cheios.add(balde)
                ficam.add(id(copia))
    return [c for c in provadas if id(c) not in ficam]
