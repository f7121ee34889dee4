"""What every table shares: names of constraints, types, the annotation map."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)
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


@lru_cache(maxsize=256)
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


if TYPE_CHECKING:
    from sqlalchemy.orm import DeclarativeBase

    Id = int

    class Base(DeclarativeBase):
        """What type checkers see: SQLAlchemy's own classes, whose attributes are typed columns."""

else:

    class _Classe(type):
        """A class that stands for its table wherever a statement takes one."""

        def __clause_element__(cls) -> Table:
            return cls.__table__

    class Base(metaclass=_Classe):
        """Root of the models; migrations describe the same tables on their own, and a test compares the two.

        A model is written, and typed, as a declarative class, but is a table and its columns and nothing more: no row
        is ever loaded as an object, and the machinery for it would cost more than all the rest of opening a registry.
        """

        metadata = MetaData(naming_convention=CONVENCAO)
        __table_args__ = ()

        def __init_subclass__(cls) -> None:
            colunas = [_coluna(nome, tipo, vars(cls).get(nome)) for nome, tipo in cls.__annotations__.items()]
            cls.__table__ = Table(cls.__tablename__, Base.metadata, *colunas, *cls.__table_args__)
            for feita in colunas:
                setattr(cls, feita.name, feita)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Feitio:
    """What a column is besides its type."""

    alvo: str = ""
    chave: bool = False
    unica: bool = False
    indice: bool = False


def coluna(*, chave: bool = False, unica: bool = False, indice: bool = False) -> Any:
    """Return a column that is a key given by the program, unique, or indexed."""
    return _Feitio(chave=chave, unica=unica, indice=indice)


def ref(alvo: str, *, unica: bool = False, indice: bool = False) -> Any:
    """Return a column that points to ``alvo`` (``tabela.coluna``); never cascades, because nothing is erased."""
    return _Feitio(alvo=alvo, unica=unica, indice=indice)


_TIPOS: dict[str, Any] = {
    "Id": Inteiro,
    "int": Inteiro,
    "str": Text(),
    "bool": Boolean(create_constraint=False),
    "date": Date(),
    "datetime": Instante(),
    "bytes": LargeBinary(),
}


def _coluna(nome: str, anotacao: str, feitio: _Feitio | None) -> Column[Any]:
    """Return the column of an annotation: ``Mapped[T]``, or ``Mapped[T | None]`` for one that may be null."""
    palavra, _, nulo = anotacao.removeprefix("Mapped[").removesuffix("]").partition(" | ")
    como = feitio or _Feitio()
    return Column(
        nome,
        _TIPOS[palavra],
        *((ForeignKey(como.alvo),) if como.alvo else ()),
        primary_key=como.chave or palavra == "Id",
        autoincrement="auto" if palavra == "Id" else False,
        nullable=nulo == "None",
        unique=como.unica or None,
        index=como.indice or None,
    )
