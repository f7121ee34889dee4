"""Deadlines: filters, explanations, the morning panel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ...estatuto.tipos import EstadoPrazo, TipoPrazo

if TYPE_CHECKING:
    from .atos import Proposta
    from .pessoas import Novidade


@dataclass(frozen=True, slots=True, kw_only=True)
class FiltroPrazos:
    """Filter of deadlines; ``de``/``ate`` bound ``vence`` (``vence_ultimo`` when ``pelo_ultimo``).

    ``dia_de``/``dia_ate`` bound what asks for attention: `vence` or the internal date, either of them.  ``responsavel``
    None is anybody, and empty is nobody; ``interna_depois`` leaves the internal dates later than `vence`.
    """

    de: date | None = None
    ate: date | None = None
    estados: tuple[EstadoPrazo, ...] = ()
    tipos: tuple[TipoPrazo, ...] = ()
    orgao_id: int | None = None
    unidade_id: int | None = None
    texto: str = ""
    pelo_ultimo: bool = False
    dia_de: date | None = None
    dia_ate: date | None = None
    responsavel: str | None = None
    com_interna: bool = False
    interna_de: date | None = None
    interna_ate: date | None = None
    interna_depois: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PassoMemoria:
    """One step of a computation, in words, with its provision."""

    texto: str
    dispositivo: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PorQue:
    """Why a date: the steps, our summary of the provision, the alternative reading."""

    titulo: str
    passos: tuple[PassoMemoria, ...]
    dispositivo: str
    resumo: str
    alternativas: tuple[str, ...] = ()
    resolvido_por: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BarraMes:
    """Deadlines of one month and kind, for the chart."""

    ano: int
    mes: int
    tipo: TipoPrazo
    quantidade: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Painel:
    """The first screen of the morning."""

    hoje: date
    vencidos: int
    zona_cinzenta: int
    proximos_7: int
    proximos_30: int
    proximos_90: int
    propostas: tuple[Proposta, ...]
    total_propostas: int
    desde_ultima_abertura: date | None
    novidades: tuple[Novidade, ...]
    total_novidades: int
    meses: tuple[BarraMes, ...]
    servidores: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Calculo:
    """Result of the calculator."""

    regra: str
    rotulo: str
    inicio: date
    vence: date
    vence_ultimo: date
    dispositivo: str
    passos: tuple[PassoMemoria, ...]
