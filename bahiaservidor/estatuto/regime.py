"""Regime: what the law needs besides the facts — calendar, dated parameters and chosen readings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from .calendario import Calendario
from .parametros import Parametros
from .tipos import ContagemPublicacao, FimDeMes


@dataclass(frozen=True, slots=True, kw_only=True)
class Opcoes:
    """The named alternatives an installation chooses (rules C4 and C6)."""

    contagem_publicacao: ContagemPublicacao = ContagemPublicacao.LITERAL
    fim_de_mes: FimDeMes = FimDeMes.DIA_SEGUINTE


@dataclass(frozen=True, slots=True, kw_only=True)
class Regime:
    """One consistent set of calendar, parameters and readings."""

    calendario: Calendario
    parametros: Parametros
    opcoes: Opcoes = field(default_factory=Opcoes)


#: Gives the regime of a unit (registry's id or None) as it was known at an instant (None = now).  A closed deadline
#: stays as computed with what was known when the act that closed it was registered.
Regimes = Callable[[int | None, datetime | None], Regime]
