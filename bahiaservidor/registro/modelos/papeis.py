"""Prepared acts, papers issued and received, and the trail of who did what."""

from __future__ import annotations

from datetime import date, datetime
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
    """Bytes of an issued paper, found by their SHA-256."""

    __tablename__ = "arquivo"

    hash: Mapped[str] = coluna(chave=True)
    conteudo: Mapped[bytes]


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


class ModeloDocumento(Base):
    """What an órgão adjusted of a paper's texts, by version (``orgao_id`` 0: the installation); never changed.

    ``conteudo`` is JSON; an empty object is the shipped paper again.
    """

    __tablename__ = "modelo_documento"
    __table_args__ = (UniqueConstraint("orgao_id", "nome", "versao"),)

    id: Mapped[Id]
    orgao_id: Mapped[int]
    nome: Mapped[str]
    versao: Mapped[int]
    conteudo: Mapped[str]
    nota: Mapped[str]
    instante: Mapped[datetime]
    usuario: Mapped[str]


class Anexo(Base):
    """A file received: its bytes are in ``arquivo``; ``peca`` is its place in the process.

    ``retirado`` is why it no longer counts, empty while it does.
    """

    __tablename__ = "anexo"

    id: Mapped[Id]
    hash: Mapped[str] = ref("arquivo.hash")
    nome: Mapped[str]
    midia: Mapped[str]
    paginas: Mapped[int]
    peca: Mapped[str]
    descricao: Mapped[str]
    data: Mapped[date | None]
    servidor_id: Mapped[int | None] = ref("servidor.id", indice=True)
    vinculo_id: Mapped[int | None] = ref("vinculo.id", indice=True)
    ato_id: Mapped[int | None] = ref("ato.id")
    minuta_id: Mapped[int | None] = ref("minuta.id")
    recebido_em: Mapped[datetime]
    usuario: Mapped[str]
    retirado: Mapped[str]


class Processo(Base):
    """The papers of one provimento as they were put together: ``partes`` and ``indice`` are JSON."""

    __tablename__ = "processo"

    id: Mapped[Id]
    servidor_id: Mapped[int] = ref("servidor.id")
    vinculo_id: Mapped[int] = ref("vinculo.id", indice=True)
    provimento: Mapped[str]
    numero: Mapped[str]
    titulo: Mapped[str]
    folhas: Mapped[int]
    partes: Mapped[str]
    indice: Mapped[str]
    instante: Mapped[datetime]
    usuario: Mapped[str]


class ProcessoEntrega(Base):
    """What became of a process sent: enviado, aceito, rejeitado; one row for each news."""

    __tablename__ = "processo_entrega"

    id: Mapped[Id]
    processo_id: Mapped[int] = ref("processo.id", indice=True)
    situacao: Mapped[str]
    em: Mapped[date]
    destino: Mapped[str]
    protocolo: Mapped[str]
    motivo: Mapped[str]
    anexo_id: Mapped[int | None] = ref("anexo.id")
    instante: Mapped[datetime]
    usuario: Mapped[str]


class Contraditorio(Base):
    """Notice and defence before an act against somebody: what was sent, answered and decided, with the proofs.

    ``dispensa`` is the fundamento of issuing the act without it.
    """

    __tablename__ = "contraditorio"

    id: Mapped[Id]
    servidor_id: Mapped[int] = ref("servidor.id")
    vinculo_id: Mapped[int] = ref("vinculo.id", indice=True)
    ato: Mapped[str]
    minuta_id: Mapped[int | None] = ref("minuta.id")
    ato_id: Mapped[int | None] = ref("ato.id")
    aviso_meio: Mapped[str]
    aviso_em: Mapped[date | None]
    aviso_anexo_id: Mapped[int | None] = ref("anexo.id")
    resposta_ate: Mapped[date | None]
    resposta_em: Mapped[date | None]
    resposta: Mapped[str]
    resposta_anexo_id: Mapped[int | None] = ref("anexo.id")
    decisao_em: Mapped[date | None]
    decisao: Mapped[str]
    decisao_autoridade: Mapped[str]
    decisao_anexo_id: Mapped[int | None] = ref("anexo.id")
    dispensa: Mapped[str]
    versao: Mapped[int]
    instante: Mapped[datetime]
    usuario: Mapped[str]


class RelatorioSaldo(Base):
    """The deadlines an issued quarterly report left pending: where the next one begins (``orgao_id`` 0: all)."""

    __tablename__ = "relatorio_saldo"
    __table_args__ = (Index("ix_relatorio_saldo_orgao_id_ano", "orgao_id", "ano", "trimestre"),)

    id: Mapped[Id]
    documento_id: Mapped[int] = ref("documento_emitido.id")
    orgao_id: Mapped[int]
    ano: Mapped[int]
    trimestre: Mapped[int]
    em: Mapped[date]
    hash: Mapped[str] = ref("arquivo.hash")


class Assinatura(Base):
    """A signature found in a kept PDF, and what was judged of it when it was read."""

    __tablename__ = "assinatura"

    id: Mapped[Id]
    documento_id: Mapped[int] = ref("documento_emitido.id", indice=True)
    signatario: Mapped[str]
    assinado_em: Mapped[datetime | None]
    integro: Mapped[bool]
    todo: Mapped[bool]
    confiavel: Mapped[bool]
    veredito: Mapped[str]
    instante: Mapped[datetime]
    usuario: Mapped[str]


class Trilha(Base):
    """Who did what, when; ``detalhe`` names fields, never their values."""

    __tablename__ = "trilha"
    __table_args__ = (Index("ix_trilha_objeto_objeto_id", "objeto", "objeto_id"),)

    id: Mapped[Id]
    instante: Mapped[datetime] = coluna(indice=True)
    usuario: Mapped[str]
    acao: Mapped[str]
    objeto: Mapped[str]
    objeto_id: Mapped[int | None]
    detalhe: Mapped[str]
