"""The book: operations, instruments, acts, what is kept apart from them, seals.  Append-only."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import Index, UniqueConstraint, text

from .base import Base, coluna, ref

if TYPE_CHECKING:
    from sqlalchemy.orm import Mapped

    from .base import Id


class Operacao(Base):
    """Acts registered together, in one transaction, by one person."""

    __tablename__ = "operacao"

    id: Mapped[Id]
    instante: Mapped[datetime]
    usuario: Mapped[str]
    descricao: Mapped[str]


_SEM_DOE = text("doe_edicao = '' OR doe_data IS NULL")
_EXCETUADA = text("requisitos LIKE '%Reposição em área excetuada do limite prudencial%'")


class Instrumento(Base):
    """The paper that carries acts.  Only where the DOE published it may be corrected; ``hash`` covers the rest."""

    __tablename__ = "instrumento"
    __table_args__ = (Index("ix_instrumento_sem_doe", "id", sqlite_where=_SEM_DOE, postgresql_where=_SEM_DOE),)

    id: Mapped[Id]
    tipo: Mapped[str]
    numero: Mapped[str]
    data: Mapped[date | None]
    autoridade: Mapped[str]
    texto: Mapped[str]
    doe_edicao: Mapped[str]
    doe_data: Mapped[date | None]
    doe_pagina: Mapped[str]
    hash: Mapped[str]


class Ato(Base):
    """One entry about a subject, chained by ``hash`` to the entry before it about the same subject."""

    __tablename__ = "ato"
    __table_args__ = (
        UniqueConstraint("sujeito_tipo", "sujeito_id", "seq"),
        Index("ix_ato_tipo", "tipo", "vinculo_id", "data_legal"),
        Index("ix_ato_entrada", "servidor_id", "id", "tipo", "data_legal"),
        Index("ix_ato_ressalva", "id", sqlite_where=text("ressalva IS NOT NULL")),
        Index("ix_ato_excetuada", "id", sqlite_where=_EXCETUADA, postgresql_where=_EXCETUADA),
        Index("ix_ato_instrumento_id_tipo", "instrumento_id", "tipo"),
    )

    id: Mapped[Id]
    operacao_id: Mapped[int] = ref("operacao.id", indice=True)
    instrumento_id: Mapped[int | None] = ref("instrumento.id")
    sujeito_tipo: Mapped[str]
    sujeito_id: Mapped[int]
    servidor_id: Mapped[int | None] = coluna(indice=True)
    vinculo_id: Mapped[int | None] = coluna(indice=True)
    seq: Mapped[int]
    tipo: Mapped[str]
    versao: Mapped[int]
    data_legal: Mapped[date | None]
    conteudo: Mapped[str]
    requisitos: Mapped[str | None]
    ressalva: Mapped[str | None]
    registrado_em: Mapped[datetime]
    registrado_por: Mapped[str]
    motor: Mapped[str]
    sal: Mapped[str]
    hash_anterior: Mapped[str]
    hash: Mapped[str]


class AtoSigilo(Base):
    """Health and third-party data of an act, apart from the book, which holds one salted digest per field."""

    __tablename__ = "ato_sigilo"

    ato_id: Mapped[int] = coluna(chave=True)
    conteudo: Mapped[str]
    sal: Mapped[str]


class Selo(Base):
    """Book and trail as they stood at ``ultimo_ato`` and ``ultima_trilha``; ``hash`` chains it to the seal before.

    ``tabelas`` is JSON: last row, how many and root of each of the other tables that only grow.
    """

    __tablename__ = "selo"

    id: Mapped[Id]
    instante: Mapped[datetime]
    motivo: Mapped[str]
    ultimo_ato: Mapped[int]
    contagem: Mapped[int]
    raiz: Mapped[str]
    ultima_trilha: Mapped[int]
    hash_trilha: Mapped[str]
    tabelas: Mapped[str]
    hash_anterior: Mapped[str]
    hash: Mapped[str]
