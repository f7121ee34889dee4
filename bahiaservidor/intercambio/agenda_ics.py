"""A calendar file of deadlines (RFC 5545): whole days, stable identifiers, equal bytes for equal values.

Read again, it replaces what an earlier one brought: the identifier is that of the deadline, and the sequence grows
with the instant.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

LIMITE: Final = 20_000
"""Events in one file at most: beyond it no program of calendars takes it."""

_PRODUTO: Final = "-//bahiaservidor//agenda de prazos//PT"
_ERA: Final = datetime(2020, 1, 1, tzinfo=UTC)
_HORA_DO_AVISO: Final = timedelta(hours=9)
_PASSO: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class EventoAgenda:
    """A day to be marked. ``chave`` tells it apart for ever; ``descricao`` is lines of text."""

    chave: str
    dia: date
    titulo: str
    descricao: tuple[str, ...] = ()
    categorias: tuple[str, ...] = ()
    avisar: bool = True
    """Whether an alarm makes sense: what is fulfilled, or is past, asks for none."""


def gerar(
    eventos: Sequence[EventoAgenda],
    *,
    nome: str,
    dominio: str,
    instante: datetime,
    aviso_dias: int | None = None,
    progresso: Callable[[int, int], None] | None = None,
    cancelado: Callable[[], bool] | None = None,
) -> bytes | None:
    """Return the file, or None when ``cancelado`` answers yes.

    ``dominio`` tells registries apart in the identifiers; ``aviso_dias`` puts an alarm at nine in the morning that
    many days before (0: on the day), None puts none.  ValueError for an ``instante`` without a time zone.
    """
    from icalendar import Alarm, Calendar, Event

    if instante.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    instante = instante.astimezone(UTC).replace(microsecond=0)
    sequencia = int((instante - _ERA).total_seconds())
    calendario = Calendar()
    calendario.add("prodid", _PRODUTO)
    calendario.add("version", "2.0")
    calendario.add("calscale", "GREGORIAN")
    calendario.add("method", "PUBLISH")
    calendario.add("x-wr-calname", nome)
    for posicao, dados in enumerate(eventos):
        if posicao % _PASSO == 0:
            if cancelado is not None and cancelado():
                return None
            if progresso is not None:
                progresso(posicao, len(eventos))
        evento = Event()
        evento.add("uid", f"{dados.chave}@{dominio}")
        evento.add("dtstamp", instante)
        evento.add("last-modified", instante)
        evento.add("sequence", sequencia)
        # Whole days are dates, and the end is the day after (RFC 5545, 3.6.1): an hour would move with the time zone.
        evento.add("dtstart", dados.dia)
        evento.add("dtend", dados.dia + timedelta(days=1))
        evento.add("summary", dados.titulo)
        if dados.descricao:
            evento.add("description", "\n".join(dados.descricao))
        if dados.categorias:
            evento.add("categories", list(dados.categorias))
        evento.add("transp", "TRANSPARENT")
        evento.add("class", "PRIVATE")
        if aviso_dias is not None and dados.avisar:
            alarme = Alarm()
            alarme.add("action", "DISPLAY")
            alarme.add("description", dados.titulo)
            alarme.add("trigger", _HORA_DO_AVISO - timedelta(days=aviso_dias))
            evento.add_component(alarme)
        calendario.add_component(evento)
    if progresso is not None:
        progresso(len(eventos), len(eventos))
    return bytes(calendario.to_ical())
