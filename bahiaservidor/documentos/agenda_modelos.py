"""What the printed agenda is made of: the rows of a filter, already in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from bahiaservidor.documentos.modelos import OrgaoEmissor


@dataclass(frozen=True, slots=True, kw_only=True)
class LinhaAgenda:
    """A deadline as the list shows it; ``destaque`` prints its state in bold."""

    prazo: str
    estado: str
    vence: dt.date | None
    vence_ultimo: dt.date | None
    nome: str
    matricula: str | None
    unidade: str
    responsavel: str
    data_interna: dt.date | None
    #: What the list says of the internal date: past, later than the legal one.
    aviso_interna: str
    fundamento: str
    destaque: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DadosAgenda:
    """The agenda on a day: the filter in words, the order in words, the rows; with ``mes``, the month's grid first.

    ``sem_nomes`` leaves out the columns of names.
    """

    orgao: OrgaoEmissor
    em: dt.date
    filtro: str
    ordem: str
    linhas: Sequence[LinhaAgenda]
    mes: dt.date | None = None
    sem_nomes: bool = False
