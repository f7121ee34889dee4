"""What surrounds the papers: texts by version, files received, processes, follow-up, defence, signatures.

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
    vinculo_id: Mapped[int | None] = ref("vinculo.id", indice=True)
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
    vinculo_id: Mapped[int | None] = ref("vinculo.id", indice=True)
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


class Acompanhamento(Base):
    """Who follows a deadline, until which earlier day, and a note; by the deadline's natural key, which outlives it."""

    __tablename__ = "acompanhamento"
    __table_args__ = (UniqueConstraint("vinculo_id", "tipo", "numero"),)

    id: Mapped[Id]
    vinculo_id: Mapped[int]
    tipo: Mapped[str]
    numero: Mapped[int]
    responsavel: Mapped[str] = coluna(indice=True)
    data_interna: Mapped[date | None] = coluna(indice=True)
    nota: Mapped[str]
    versao: Mapped[int]
    instante: Mapped[datetime]
    usuario: Mapped[str]
