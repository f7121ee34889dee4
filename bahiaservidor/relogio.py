"""The clock: the only module that asks the system what day it is.

Everybody else receives a `Relogio`, or the day itself, so that any day can be lived again in a test or a report.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


class Relogio(Protocol):
    """What tells the day and the instant."""

    def hoje(self) -> date:
        """Return the civil date in Bahia."""
        ...

    def agora(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        ...


def fuso_da_bahia() -> tzinfo:
    """Return the time zone of Bahia; a fixed UTC-3 where the system has no time zone data.

    Bahia has kept UTC-3 without summer time since 2012, so the two agree on every instant that this program records.
    """
    try:
        return ZoneInfo("America/Bahia")
    except ZoneInfoNotFoundError:
        return timezone(timedelta(hours=-3), "UTC-3")


@dataclass(frozen=True, slots=True)
class RelogioDoSistema:
    """The real clock."""

    def hoje(self) -> date:
        """Return today's civil date in Bahia, wherever the machine thinks it is."""
        return datetime.now(fuso_da_bahia()).date()

    def agora(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        return datetime.now(UTC)


class RelogioFixo:
    """A clock stopped on a day: for tests, `--em`, and registries as of a day."""

    __slots__ = ("_agora", "_hoje")

    def __init__(self, hoje: date, agora: datetime | None = None) -> None:
        """Stop at `hoje`; without `agora`, the instant is noon of that day in Bahia. ValueError on a naive `agora`."""
        if agora is not None and agora.tzinfo is None:
            raise ValueError("agora precisa de fuso horário")
        self._hoje = hoje
        meio_dia = datetime.combine(hoje, time(12), timezone(timedelta(hours=-3)))
        self._agora = (meio_dia if agora is None else agora).astimezone(UTC)

    def hoje(self) -> date:
        """Return the day on which the clock was stopped."""
        return self._hoje

    def agora(self) -> datetime:
        """Return the instant at which the clock was stopped, in UTC."""
        return self._agora
