"""Spending on personnel against the limits of the LRF, by quadrimestre (rule N7).

Percentages are of the receita corrente líquida (RCL); a limit is passed only above it, never on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from .formatos.datas import formatar_data
from .parametros import Parametros

_FINS: Final = {1: (4, 30), 2: (8, 31), 3: (12, 31)}


class FaixaLrf(StrEnum):
    """Where a percentage stands among the limits."""

    ABAIXO = "abaixo"
    ALERTA = "alerta"
    PRUDENCIAL = "prudencial"
    MAXIMO = "maximo"

    @property
    def rotulo(self) -> str:
        """The words a clerk reads."""
        return _ROTULOS[self]


_ROTULOS: Final = {
    FaixaLrf.ABAIXO: "Abaixo do alerta",
    FaixaLrf.ALERTA: "Acima do alerta",
    FaixaLrf.PRUDENCIAL: "Acima do prudencial",
    FaixaLrf.MAXIMO: "Acima do máximo",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitesLrf:
    """The three limits, in % of the RCL."""

    alerta: Decimal
    prudencial: Decimal
    maximo: Decimal

    def faixa(self, percentual: Decimal) -> FaixaLrf:
        """Return the highest limit that the percentage passes."""
        if percentual > self.maximo:
            return FaixaLrf.MAXIMO
        if percentual > self.prudencial:
            return FaixaLrf.PRUDENCIAL
        return FaixaLrf.ALERTA if percentual > self.alerta else FaixaLrf.ABAIXO


@dataclass(frozen=True, slots=True, kw_only=True)
class SituacaoLrf:
    """The last quadrimestre closed before a day, with figures: its percentage and the limits of its last day."""

    ano: int
    quadrimestre: int
    percentual: Decimal
    alerta: Decimal
    prudencial: Decimal
    maximo: Decimal

    @property
    def faixa(self) -> FaixaLrf:
        """The highest limit passed."""
        limites = LimitesLrf(alerta=self.alerta, prudencial=self.prudencial, maximo=self.maximo)
        return limites.faixa(self.percentual)

    @property
    def acima_do_prudencial(self) -> bool:
        """Tell whether a nomeação needs the exception or a ressalva (LRF, art. 22, parágrafo único, inciso IV)."""
        return self.percentual > self.prudencial

    @property
    def nome(self) -> str:
        """The quadrimestre in words: ``2º quadrimestre de 2026``."""
        return nome_do_quadrimestre(self.ano, self.quadrimestre)

    @property
    def palavras(self) -> str:
        """One sentence: the quadrimestre, its percentage and the prudential limit."""
        relacao = "acima do" if self.acima_do_prudencial else "dentro do"
        return (
            f"{self.nome} (até {formatar_data(fim_do_quadrimestre(self.ano, self.quadrimestre))}): despesa com pessoal "
            f"de {porcento(self.percentual)} da RCL, {relacao} limite prudencial de {porcento(self.prudencial)}."
        )


def limites_lrf(parametros: Parametros, em: date) -> LimitesLrf:
    """Return the limits of the State Executive on a day, in % of the RCL.

    The prudential limit is a part of the maximum unless it was itself entered for the same time or a later one.
    """
    maximo = parametros.decimal("lrf_limite_executivo", em)
    alerta = maximo * parametros.decimal("lrf_limite_alerta", em) / 100
    prudencial = maximo * parametros.decimal("lrf_limite_prudencial", em) / 100
    proprio = parametros.datado("lrf_prudencial_executivo", em)
    outros = (parametros.datado(chave, em).desde for chave in ("lrf_limite_executivo", "lrf_limite_prudencial"))
    if proprio.valor is not None and proprio.desde >= max(outros):
        prudencial = parametros.decimal("lrf_prudencial_executivo", em)
    return LimitesLrf(alerta=alerta, prudencial=prudencial, maximo=maximo)


def percentual_da_rcl(despesa: int, rcl: int) -> Decimal:
    """Return the spending in % of the RCL; both in cents, the RCL above zero."""
    return Decimal(despesa) * 100 / Decimal(rcl)


def fim_do_quadrimestre(ano: int, quadrimestre: int) -> date:
    """Return the last day of a quadrimestre (1 to 3)."""
    mes, dia = _FINS[quadrimestre]
    return date(ano, mes, dia)


def ultimo_encerrado(dia: date) -> tuple[int, int]:
    """Return (year, quadrimestre) of the last one that had ended before a day."""
    if dia.month <= 4:
        return dia.year - 1, 3
    return dia.year, 1 if dia.month <= 8 else 2


def nome_do_quadrimestre(ano: int, quadrimestre: int) -> str:
    """Return a quadrimestre in words."""
    return f"{quadrimestre}º quadrimestre de {ano}"


def porcento(valor: Decimal) -> str:
    """Return a percentage with two decimals, with a comma."""
    return f"{valor:.2f} %".replace(".", ",")
