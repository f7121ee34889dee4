"""What leaves the agenda: which rows, in which form."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from .prazos import FiltroPrazos


class FormatoAgenda(StrEnum):
    """A form in which the agenda is written to a file."""

    PDF = "pdf"
    XLSX = "xlsx"
    CSV = "csv"
    ICS = "ics"


@dataclass(frozen=True, slots=True, kw_only=True)
class PedidoAgenda:
    """The rows of a filter, in the order of the screen, as of a day.

    ``sem_nomes`` leaves the matrícula only; ``mes`` (its first day) prints the month, and the PDF has then only what
    has a mark in it; ``aviso_dias`` puts alarms in the calendar file, that many days before.
    """

    filtro: FiltroPrazos = field(default_factory=FiltroPrazos)
    pendentes: bool = False
    ordem: str = "vence"
    decrescente: bool = False
    hoje: date
    sem_nomes: bool = False
    mes: date | None = None
    aviso_dias: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidaAgenda:
    """A file ready to be written: its bytes, the name offered, how many deadlines are in it, what was left out."""

    titulo: str
    nome_arquivo: str
    conteudo: bytes
    prazos: int
    avisos: tuple[str, ...] = ()
