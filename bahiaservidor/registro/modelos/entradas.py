"""What comes in: imports of spreadsheets, readings of the Diário Oficial, and the filters that a clerk keeps.

Loaded when first asked for: the first screen needs none of it.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import Index, UniqueConstraint

from .base import Base, coluna, ref

if TYPE_CHECKING:
    from sqlalchemy.orm import Mapped

    from .base import Id


class Importacao(Base):
    """A spreadsheet that came in, in one operation; ``desfeita_por`` is the operation that took it back.

    ``mapa`` is JSON: which column gave which field.  ``fonte`` is where the órgão had the data (SIRH, RH Bahia, paper).
    """

    __tablename__ = "importacao"

    id: Mapped[Id]
    especie: Mapped[str]
    arquivo: Mapped[str]
    sha256: Mapped[str] = coluna(indice=True)
    folha: Mapped[str]
    mapa: Mapped[str]
    fonte: Mapped[str]
    linhas: Mapped[int]
    entraram: Mapped[int]
    recusadas: Mapped[int]
    operacao_id: Mapped[int] = ref("operacao.id", indice=True)
    desfeita_por: Mapped[int | None] = ref("operacao.id")
    motivo: Mapped[str]
    instante: Mapped[datetime]
    usuario: Mapped[str]


class ImportacaoLinha(Base):
    """What a line of the spreadsheet became; ``resultado``: criado, alterado, registrado, sem_mudanca."""

    __tablename__ = "importacao_linha"
    __table_args__ = (
        Index("ix_importacao_linha_importacao_id", "importacao_id", "linha"),
        Index("ix_importacao_linha_sujeito_tipo", "sujeito_tipo", "sujeito_id"),
    )

    id: Mapped[Id]
    importacao_id: Mapped[int] = ref("importacao.id")
    linha: Mapped[int]
    sujeito_tipo: Mapped[str]
    sujeito_id: Mapped[int]
    ato_id: Mapped[int | None] = ref("ato.id")
    resultado: Mapped[str]


class ImportacaoMapa(Base):
    """Which column gives which field, remembered for files with the same headers (``cabecalho``, compared form)."""

    __tablename__ = "importacao_mapa"
    __table_args__ = (UniqueConstraint("especie", "cabecalho"),)

    id: Mapped[Id]
    especie: Mapped[str]
    cabecalho: Mapped[str]
    mapa: Mapped[str]
    instante: Mapped[datetime]
    usuario: Mapped[str]


class Leitura(Base):
    """A text of the Diário Oficial as it was read, whole; ``origem`` is how it came (colado, a file's name)."""

    __tablename__ = "leitura"

    id: Mapped[Id]
    titulo: Mapped[str]
    texto: Mapped[str]
    sha256: Mapped[str] = coluna(indice=True)
    origem: Mapped[str]
    doe_edicao: Mapped[str]
    doe_data: Mapped[date | None]
    doe_pagina: Mapped[str]
    instante: Mapped[datetime]
    usuario: Mapped[str]


class LeituraItem(Base):
    """What was read in a stretch of a text: ``estado`` is pendente, confirmado or descartado (with ``motivo``).

    ``proposta`` is JSON: the fields read, as the clerk corrected them.
    """

    __tablename__ = "leitura_item"
    __table_args__ = (UniqueConstraint("leitura_id", "ordem"),)

    id: Mapped[Id]
    leitura_id: Mapped[int] = ref("leitura.id")
    ordem: Mapped[int]
    inicio: Mapped[int]
    fim: Mapped[int]
    proposta: Mapped[str]
    estado: Mapped[str] = coluna(indice=True)
    motivo: Mapped[str]
    servidor_id: Mapped[int | None]
    vinculo_id: Mapped[int | None]
    ato_id: Mapped[int | None] = ref("ato.id")
    versao: Mapped[int]


class FiltroSalvo(Base):
    """A filter that somebody named, of a screen; ``filtro`` is JSON, as the screen writes it."""

    __tablename__ = "filtro_salvo"
    __table_args__ = (UniqueConstraint("usuario", "tela", "nome"),)

    id: Mapped[Id]
    usuario: Mapped[str]
    tela: Mapped[str]
    nome: Mapped[str]
    filtro: Mapped[str]
    instante: Mapped[datetime]
