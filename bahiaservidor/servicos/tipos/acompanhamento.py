"""Following a deadline: who, until which earlier day, and a note."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from ...estatuto.tipos import TipoPrazo
from .rotulos import rotulo_do_prazo


@dataclass(frozen=True, slots=True, kw_only=True)
class Acompanhamento:
    """The follow-up of a deadline as it stands; ``versao`` 0 when nobody has written any."""

    prazo_id: int
    vinculo_id: int
    nome: str
    tipo: TipoPrazo
    numero: int | None
    vence: date | None
    responsavel: str = ""
    data_interna: date | None = None
    nota: str = ""
    versao: int = 0
    alterado_por: str = ""
    alterado_em: datetime | None = None

    @property
    def rotulo(self) -> str:
        """The kind in words, with the number of the evaluation."""
        return rotulo_do_prazo(self.tipo, self.numero)


@dataclass(frozen=True, slots=True, kw_only=True)
class PedidoAcompanhamento:
    """What to write in the follow-up of some deadlines.

    None leaves what each has; empty takes the name or the note away, and ``tirar_data`` the internal date.
    ``dias_antes`` sets the internal date that many calendar days before each one's `vence`.  ``versoes`` are those
    read: a deadline whose follow-up has changed since refuses the whole request.
    """

    responsavel: str | None = None
    data_interna: date | None = None
    dias_antes: int | None = None
    tirar_data: bool = False
    nota: str | None = None
    versoes: Mapping[int, int] = field(default_factory=dict)
