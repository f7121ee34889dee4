"""Regime: what the law needs besides the facts — calendar, dated parameters and chosen readings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from .calendario import Calendario
from .parametros import Parametros
from .tipos import ContagemPublicacao, FimDeMes, MotivoAfastamento


@dataclass(frozen=True, slots=True, kw_only=True)
class Opcoes:
    """The named alternatives an installation chooses (rules C4, C6 and S5).

    ``suspende_estagio`` has only the kinds of absence that were chosen about, in order of kind; the others follow the
    default of S5.
    """

    contagem_publicacao: ContagemPublicacao = ContagemPublicacao.LITERAL
    fim_de_mes: FimDeMes = FimDeMes.DIA_SEGUINTE
    suspende_estagio: tuple[tuple[MotivoAfastamento, bool], ...] = ()

    def suspende(self, motivo: MotivoAfastamento) -> bool | None:
        """Tell whether absences of this kind suspend the período avaliado; None when nobody chose, and S5's default
        holds: as in the efetivo exercício."""
        for escolhido, sim in self.suspende_estagio:
            if escolhido is motivo:
                return sim
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Regime:
    """One consistent set of calendar, parameters and readings."""

    calendario: Calendario
    parametros: Parametros
    opcoes: Opcoes = field(default_factory=Opcoes)


#: Gives the regime of a unit (registry's id or None) as it was known at an instant (None = now).  A closed deadline
#: stays as computed with what was known when the act that closed it was registered.
Regimes = Callable[[int | None, datetime | None], Regime]
