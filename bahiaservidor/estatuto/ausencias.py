"""Limits of absences: interesse particular (art. 111) and mission or study abroad (art. 26)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from .contagem import UM_DIA, dias_entre
from .tipos import MotivoAfastamento
from .vida import Afastamento

NO_EXTERIOR = frozenset({MotivoAfastamento.MISSAO_EXTERIOR, MotivoAfastamento.ESTUDO_EXTERIOR})


@dataclass(frozen=True, slots=True)
class Sequencia:
    """Absences of one kind that adjoin: the first and its extensions."""

    partes: tuple[Afastamento, ...]

    @property
    def inicio(self) -> date:
        """First day of the first absence."""
        return self.partes[0].inicio

    @property
    def fim(self) -> date | None:
        """Last day of the last absence; None while open."""
        return self.partes[-1].fim


def sequencia_anterior(
    afastamentos: Iterable[Afastamento], motivos: Iterable[MotivoAfastamento], inicio: date
) -> Sequencia | None:
    """Return the last sequence of absences of these kinds that began up to ``inicio``, or None."""
    aceitos = frozenset(motivos)
    partes: list[Afastamento] = []
    for afastamento in sorted((a for a in afastamentos if a.motivo in aceitos), key=lambda a: a.inicio):
        if afastamento.inicio > inicio:
            break
        ultima = partes[-1] if partes else None
        if ultima is not None and ultima.fim is not None and afastamento.inicio > ultima.fim + UM_DIA:
            partes = []
        partes.append(afastamento)
    return Sequencia(tuple(partes)) if partes else None


def fim_da_permanencia(afastamentos: Iterable[Afastamento], dia: date) -> date | None:
    """Return the last day of the equal period owed after the last absence abroad begun up to ``dia`` (art. 26).

    None if there was none; ``date.max`` while that absence has no end or lasts beyond ``dia``.
    """
    anterior = sequencia_anterior(afastamentos, NO_EXTERIOR, dia)
    if anterior is None:
        return None
    if anterior.fim is None:
        return date.max
    return anterior.fim + timedelta(days=dias_entre(anterior.inicio, anterior.fim))
