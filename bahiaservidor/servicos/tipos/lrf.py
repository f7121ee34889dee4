"""What the screen of the LRF limits gives and takes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ...estatuto.lrf import FaixaLrf, LimitesLrf, nome_do_quadrimestre


@dataclass(frozen=True, slots=True, kw_only=True)
class NumerosLrf:
    """What is entered of a quadrimestre; ``rcl`` and ``despesa`` in cents, the twelve months up to its end."""

    id: int | None = None
    ano: int
    quadrimestre: int
    rcl: int
    despesa: int
    fonte: str = ""
    publicado_em: date | None = None
    observacao: str = ""
    poder: str = "Executivo"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuadrimestreLrf:
    """A quadrimestre with its figures, its percentage of the RCL and the limits of its last day."""

    numeros: NumerosLrf
    fim: date
    percentual: Decimal
    limites: LimitesLrf

    @property
    def nome(self) -> str:
        """The quadrimestre in words."""
        return nome_do_quadrimestre(self.numeros.ano, self.numeros.quadrimestre)

    @property
    def faixa(self) -> FaixaLrf:
        """The highest limit passed."""
        return self.limites.faixa(self.percentual)


@dataclass(frozen=True, slots=True, kw_only=True)
class PainelLrf:
    """Everything the screen shows: the quadrimestres, the latest first, and the limits of today.

    ``a_confirmar``: labels of the limits that nobody has checked in the law. ``falta``: the quadrimestre already closed
    that has no figures, in words; empty when none is missing.
    """

    quadrimestres: tuple[QuadrimestreLrf, ...]
    limites: LimitesLrf
    a_confirmar: tuple[str, ...] = ()
    falta: str = ""
