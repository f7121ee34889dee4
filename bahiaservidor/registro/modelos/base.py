"""What every table shares: names of constraints, types, the annotation map."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated, Any

from sqlalchemy import BigInteger, Boolean, Date, DateTime, Dialect, ForeignKey, Integer, LargeBinary, MetaData, Text
from sqlalchemy.orm import DeclarativeBase, mapped_column
from sqlalchemy.types import TypeDecorator, TypeEngine

CONVENCAO = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

Inteiro = BigInteger().with_variant(Integer(), "sqlite")
"""SQLite numbers rows only in an INTEGER key; elsewhere 64 bits are asked for by name."""


def texto_do_instante(instante: datetime) -> str:
    """Return the one text of an instant: UTC, microseconds, offset; sorts as the instants do."""
    return instante.astimezone(UTC).isoformat(timespec="microseconds")


class Instante(TypeDecorator[datetime]):
    """An aware instant: timestamp with time zone, or ISO text with offset where the database has none."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return the column type of the dialect."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(Text())
        return dialect.type_descriptor(DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Refuse naive instants: without an offset they name no moment."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return texto_do_instante(value) if dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Return the instant, aware, in UTC."""
        if value is None:
            return None
        return datetime.fromisoformat(value) if isinstance(value, str) else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Root of the models; migrations describe the same tables on their own, and a test compares the two."""

    metadata = MetaData(naming_convention=CONVENCAO)
    type_annotation_map = {  # noqa: RUF012 - read once by SQLAlchemy, never changed
        int: Inteiro,
        str: Text,
        bool: Boolean(create_constraint=False),
        date: Date,
        datetime: Instante,
        bytes: LargeBinary,
    }


Id = Annotated[int, mapped_column(Inteiro, primary_key=True)]
"""Key of a table."""


def ref(alvo: str, *, unica: bool = False, indice: bool = False) -> Any:
    """Return a column that points to ``alvo`` (``tabela.coluna``); never cascades, because nothing is erased."""
    return mapped_column(Inteiro, ForeignKey(alvo), unique=unica or None, index=indice or None)
