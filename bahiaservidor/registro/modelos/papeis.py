"""Prepared acts, issued papers, and the trail of who did what."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Index, UniqueConstraint, text

from .base import Base, coluna, ref

if TYPE_CHECKING:
    from sqlalchemy.orm import Mapped

    from .base import Id


class Minuta(Base):
    """A prepared act: outside the book and editable until confirmed.

    ``estado``: preparada, emitida, enviada, assinada, confirmada, sem_efeito.  ``numero`` is 0 until issued.
    ``pedido`` is JSON: the whole request, person and instrument included.
    """

    __tablename__ = "minuta"
    __table_args__ = (
        Index("ix_minuta_estado_tipo", "estado", "tipo"),
        Index(
            "uq_minuta_tipo_ano_numero",
            "tipo",
            "ano",
            "numero",
            unique=True,
            sqlite_where=text("numero > 0"),
        ),
    )

    id: Mapped[Id]
    tipo: Mapped[str]
    estado: Mapped[str]
    ano: Mapped[int]
    numero: Mapped[int]
    servidor_id: Mapped[int | None] = ref("servidor.id", indice=True)
    vinculo_id: Mapped[int | None] = ref("vinculo.id", indice=True)
    conteudo: Mapped[str]
    pedido: Mapped[str]
    ato_id: Mapped[int | None] = ref("ato.id")
    motivo: Mapped[str]
    versao: Mapped[int]
    criada_em: Mapped[datetime]
    emitida_em: Mapped[datetime | None]
    usuario: Mapped[str]


class Arquivo(Base):
    """Bytes of a paper or a scan, by their SHA-256: they are in the file of papers, here is how many (``tamanho``)."""

    __tablename__ = "arquivo"

    hash: Mapped[str] = coluna(chave=True)
    tamanho: Mapped[int]


class DocumentoEmitido(Base):
    """An issued paper, kept byte for byte; numbered per órgão, kind and year (``orgao_id`` 0: no órgão).

    ``memoria`` is JSON: how each printed date was reached.  ``codigo`` is what the QR code says of the contents.
    ``origem_id`` is the paper of which this one is a twin in another format, or the signed version.
    """

    __tablename__ = "documento_emitido"
    __table_args__ = (UniqueConstraint("orgao_id", "especie", "ano", "numero"),)

    id: Mapped[Id]
    especie: Mapped[str]
    orgao_id: Mapped[int]
    ano: Mapped[int]
    numero: Mapped[int]
    titulo: Mapped[str]
    modelo_versao: Mapped[str]
    hash: Mapped[str] = coluna(indice=True)
    emitido_em: Mapped[datetime]
    emitido_por: Mapped[str]
    servidor_id: Mapped[int | None] = ref("servidor.id", indice=True)
    vinculo_id: Mapped[int | None] = ref("vinculo.id", indice=True)
    minuta_id: Mapped[int | None] = ref("minuta.id")
    ato_id: Mapped[int | None] = ref("ato.id")
    midia: Mapped[str]
    memoria: Mapped[str]
    codigo: Mapped[str] = coluna(indice=True)
    lote: Mapped[str]
    origem_id: Mapped[int | None] = coluna(indice=True)


class Trilha(Base):
    """Who did what, when, where; ``detalhe`` names fields, never their values.  One chain: each row has the hash of
    the one before it.
    """

    __tablename__ = "trilha"
    __table_args__ = (Index("ix_trilha_objeto_objeto_id", "objeto", "objeto_id"),)

    id: Mapped[Id]
    instante: Mapped[datetime] = coluna(indice=True)
    usuario: Mapped[str]
    acao: Mapped[str]
    objeto: Mapped[str]
    objeto_id: Mapped[int | None]
    detalhe: Mapped[str]
    maquina: Mapped[str]
    hash_anterior: Mapped[str]
    hash: Mapped[str]
