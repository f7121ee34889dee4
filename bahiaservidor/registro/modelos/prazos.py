"""Deadlines as projected, and what a clerk has already seen of them."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import Index, UniqueConstraint, text

from .base import Base, coluna, ref

if TYPE_CHECKING:
    from sqlalchemy.orm import Mapped

    from .base import Id


_ABERTO = text("desfecho IS NULL")
_FECHADO = text("desfecho IS NOT NULL")
_CONTA = text("conta_de IS NOT NULL")
_TARDE = text("tipo = 'posse' AND fechado_em > vence")


class Prazo(Base):
    """One deadline; its state on a day is computed in the query.  ``numero`` is 0 for kinds that have only one."""

    __tablename__ = "prazo"
    __table_args__ = (
        UniqueConstraint("vinculo_id", "tipo", "numero"),
        # With the kind, the months are counted without reading a row.
        Index("ix_prazo_vence_tipo", "vence", "tipo"),
        Index("ix_prazo_vence_ultimo_vence", "vence_ultimo", "vence"),
        # What nothing has closed is listed, counted and told apart by state from these alone; without ``desfecho``
        # SQLite would read each row to see once more that it is empty.
        Index(
            "ix_prazo_aberto",
            "vence",
            "vence_ultimo",
            "retido",
            "tipo",
            "vinculo_id",
            "desfecho",
            sqlite_where=_ABERTO,
            postgresql_where=_ABERTO,
        ),
        Index(
            "ix_prazo_aberto_ultimo",
            "vence_ultimo",
            "vence",
            "desfecho",
            sqlite_where=_ABERTO,
            postgresql_where=_ABERTO,
        ),
        Index(
            "ix_prazo_aberto_vinculo",
            "vinculo_id",
            "vence",
            "vence_ultimo",
            "retido",
            "desfecho",
            sqlite_where=_ABERTO,
            postgresql_where=_ABERTO,
        ),
        Index(
            "ix_prazo_fechado",
            "desfecho",
            "vence_ultimo",
            "fechado_em",
            "conta_de",
            sqlite_where=_FECHADO,
            postgresql_where=_FECHADO,
        ),
        Index("ix_prazo_conta_de", "conta_de", sqlite_where=_CONTA, postgresql_where=_CONTA),
        Index("ix_prazo_posse_tarde", "fechado_em", sqlite_where=_TARDE, postgresql_where=_TARDE),
    )

    id: Mapped[Id]
    servidor_id: Mapped[int] = ref("servidor.id", indice=True)
    vinculo_id: Mapped[int] = ref("vinculo.id")
    tipo: Mapped[str]
    numero: Mapped[int]
    inicio: Mapped[date | None]
    vence: Mapped[date | None]
    vence_ultimo: Mapped[date | None]
    desfecho: Mapped[str | None]
    fechado_em: Mapped[date | None]
    fechado_por: Mapped[int | None] = ref("ato.id")
    conta_de: Mapped[date | None]
    retido: Mapped[bool]
    depende_de_hoje: Mapped[bool]
    dispositivo: Mapped[str]


class Reconhecimento(Base):
    """A deadline somebody acknowledged, by its natural key and the date it had: if the date moves, it is news again."""

    __tablename__ = "reconhecimento"
    __table_args__ = (UniqueConstraint("vinculo_id", "tipo", "numero", "vence", "estado"),)

    id: Mapped[Id]
    vinculo_id: Mapped[int]
    tipo: Mapped[str]
    numero: Mapped[int]
    vence: Mapped[date | None]
    estado: Mapped[str]
    em: Mapped[date]
    instante: Mapped[datetime]
    usuario: Mapped[str]


class SessaoAbertura(Base):
    """A day on which the program was opened."""

    __tablename__ = "sessao_abertura"

    id: Mapped[Id]
    data: Mapped[date] = coluna(indice=True)
    instante: Mapped[datetime]
    usuario: Mapped[str]
