"""One deadline: dates, how it closed, its state on a day (section 10 of the rules)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TypedDict

from .agil import agil
from .contagem import Memoria
from .regime import Regime, Regimes
from .tipos import Desfecho, EstadoPrazo, TipoPrazo
from .vida import Fato, Vinculo


@agil
@dataclass(frozen=True, slots=True, kw_only=True)
class Prazo:
    """One deadline of a vínculo.

    ``ordem`` tells apart deadlines of one kind that have no number of their own (the exercício after each provimento).
    ``vence`` is None while it depends on an event without a date.  ``desfecho`` with ``fechado_em`` says how it
    closed; a closing counts from ``conta_de`` on, when given; ``retido`` keeps it open while a timely request is
    undecided (P2).
    """

    vinculo: int
    tipo: TipoPrazo
    numero: int | None = None
    ordem: int = 0
    inicio: date | None
    vence: date | None
    vence_ultimo: date | None
    desfecho: Desfecho | None = None
    fechado_em: date | None = None
    fechado_por: int | None = None
    conta_de: date | None = None
    retido: bool = False
    depende_de_hoje: bool = False
    dispositivo: str
    memoria: Memoria = field(default=(), compare=False)

    @property
    def posicao(self) -> int:
        """The number that tells it apart among the vínculo's deadlines of its kind: its own, or the order."""
        return self.numero or self.ordem

    def estado(self, hoje: date) -> EstadoPrazo:
        """Return the state on ``hoje`` (section 10)."""
        if self.desfecho is Desfecho.PREJUDICADO:
            return EstadoPrazo.PREJUDICADO
        if self.desfecho is Desfecho.SATISFEITO:
            return EstadoPrazo.CUMPRIDO
        if self.desfecho is Desfecho.CUMPRIDO and (self.conta_de is None or hoje >= self.conta_de):
            assert self.fechado_em is not None
            if self.vence_ultimo is None or self.fechado_em <= self.vence_ultimo:
                return EstadoPrazo.CUMPRIDO
            return EstadoPrazo.CUMPRIDO_FORA_DO_PRAZO
        if self.desfecho is Desfecho.PERDIDO:
            assert self.fechado_em is not None
            if self.vence_ultimo is None or self.fechado_em <= self.vence_ultimo:
                return EstadoPrazo.PREJUDICADO
            return EstadoPrazo.VENCIDO
        if self.vence is None or self.vence_ultimo is None:
            return EstadoPrazo.SUSPENSO
        if self.retido or hoje <= self.vence:
            return EstadoPrazo.ABERTO
        return EstadoPrazo.ZONA_CINZENTA if hoje <= self.vence_ultimo else EstadoPrazo.VENCIDO

    def lapso(self, hoje: date) -> bool:
        """Tell whether the term ran out unanswered: past ``vence_ultimo``, nothing closed it, nothing holds it."""
        return self.desfecho is None and self.estado(hoje) is EstadoPrazo.VENCIDO


class Fechamento(TypedDict, total=False):
    """How a deadline closed; empty while open."""

    desfecho: Desfecho
    fechado_em: date
    fechado_por: int
    conta_de: date


def fechado(cumprido: Fato | None, perdido: Fato | None) -> Fechamento:
    """Return the closing fields of a Prazo: done by ``cumprido``, else lost by the end of the vínculo."""
    if cumprido is not None:
        return {"desfecho": Desfecho.CUMPRIDO, "fechado_em": cumprido.data, "fechado_por": cumprido.ato}
    if perdido is not None:
        return {"desfecho": Desfecho.PERDIDO, "fechado_em": perdido.data, "fechado_por": perdido.ato}
    return {}


def regime_do_fechamento(regimes: Regimes, vinculo: Vinculo, fechado: Fato | None) -> Regime:
    """Return the regime known when the deadline closed; today's while it is open."""
    return regimes(vinculo.unidade, None if fechado is None else fechado.registrado_em)
