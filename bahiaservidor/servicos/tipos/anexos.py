"""Files received."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

LAUDO: Final = "laudo"
"""The place of the medical report: its bytes are health data."""
OUTROS: Final = "outros"
"""The place of what has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anexo:
    """A file received; ``rotulo`` are the words of its place (``peca``), ``tamanho`` in bytes."""

    id: int
    nome: str
    midia: str
    paginas: int
    tamanho: int
    peca: str
    rotulo: str
    descricao: str
    data: date | None
    servidor_id: int | None
    vinculo_id: int | None
    recebido_em: datetime
    usuario: str
    hash: str
    retirado: str = ""

    @property
    def titulo(self) -> str:
        """What it is called in the index of a process: what was written of it, or the words of its place."""
        return self.descricao or (self.rotulo if self.peca != OUTROS else self.nome.rpartition(".")[0] or self.nome)


@dataclass(frozen=True, slots=True, kw_only=True)
class Anexado:
    """What came of attaching: the file, and what there is to tell of it."""

    anexo: Anexo
    avisos: tuple[str, ...] = ()
