"""The trail as it is shown: who, when, what, about whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FiltroTrilha:
    """Filter of the trail; empty means all.  Both days are included, as civil days in Bahia."""

    de: date | None = None
    ate: date | None = None
    usuario: str = ""
    acoes: tuple[str, ...] = ()
    objeto: str = ""
    servidor_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinhaTrilha:
    """A row of the trail.

    ``instante`` is when it was entered, UTC; ``visto_em`` and ``visto_ate`` when what it tells happened: of what was
    seen, the first and the last of ``vezes``.  ``pessoa`` is whom it is about, empty when about nobody.
    """

    id: int
    instante: datetime
    visto_em: datetime
    visto_ate: datetime
    vezes: int
    usuario: str
    maquina: str
    acao: str
    objeto: str
    objeto_id: int | None
    pessoa: str
    detalhe: str
    hash: str

    @property
    def alvo(self) -> str:
        """What it is about, in words: the kind and its number."""
        return f"{self.objeto} nº {self.objeto_id}" if self.objeto_id is not None else self.objeto


@dataclass(frozen=True, slots=True, kw_only=True)
class EscolhasDaTrilha:
    """What a filter of the trail may choose among: users, and pairs of what is stored and its words."""

    usuarios: tuple[str, ...]
    acoes: tuple[tuple[str, str], ...]
    objetos: tuple[tuple[str, str], ...]
    total: int
