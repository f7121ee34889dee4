"""People and their vínculos: projections of the book, rebuilt from it at any time."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import Index, text

from .base import Base, coluna, ref

if TYPE_CHECKING:
    from sqlalchemy.orm import Mapped

    from .base import Id


_SEM_DIA = text("nascimento IS NULL")


class Servidor(Base):
    """A person, from the first nomeação on.  Projection of the latest ``cadastro`` entry, contact data apart.

    ``unificado_em`` is the record that this one, of the same person, was merged into.
    """

    __tablename__ = "servidor"
    __table_args__ = (
        Index("ix_servidor_nome_busca_id", "nome_busca", "id"),
        Index("ix_servidor_sem_nascimento", "id", sqlite_where=_SEM_DIA, postgresql_where=_SEM_DIA),
    )

    id: Mapped[int] = coluna(chave=True)
    nome: Mapped[str]
    nome_busca: Mapped[str]
    outros_busca: Mapped[str]
    cpf: Mapped[str | None] = coluna(unica=True)
    nascimento: Mapped[date | None]
    nome_social: Mapped[str]
    nomes_anteriores: Mapped[str]
    sexo: Mapped[str]
    pis: Mapped[str | None]
    rg: Mapped[str]
    rg_orgao: Mapped[str]
    rg_uf: Mapped[str]
    rg_data: Mapped[date | None]
    titulo_eleitor: Mapped[str]
    nacionalidade: Mapped[str]
    naturalidade: Mapped[str]
    escolaridade: Mapped[str]
    unificado_em: Mapped[int | None]
    # Ordinary columns, with a trail: nothing the law folds, and nothing to keep for ever.
    estado_civil: Mapped[str]
    filiacao: Mapped[str]
    endereco: Mapped[str]
    telefone: Mapped[str]
    email: Mapped[str]
    versao: Mapped[int]


class Vinculo(Base):
    """One vínculo as its acts leave it; nothing here depends on the day it is read.

    ``situacao_base`` is the word of section 10 before the facets that change with the day: who is in exercício is
    ``em_exercicio`` here, and afastado, estável or em estágio only in a query with a day.
    """

    __tablename__ = "vinculo"

    id: Mapped[int] = coluna(chave=True)
    servidor_id: Mapped[int] = ref("servidor.id", indice=True)
    numero: Mapped[int]
    matricula: Mapped[str | None] = coluna(unica=True)
    cargo_id: Mapped[int] = ref("cargo.id", indice=True)
    carater: Mapped[str]
    unidade_id: Mapped[int | None] = ref("unidade.id", indice=True)
    candidato_id: Mapped[int | None] = ref("candidato.id", indice=True)
    ocupa_desde: Mapped[date | None]
    nomeacao: Mapped[date | None]
    posse: Mapped[date | None]
    exercicio: Mapped[date | None]
    sem_efeito: Mapped[date | None]
    fim: Mapped[date | None]
    fim_causa: Mapped[str]
    situacao_base: Mapped[str] = coluna(indice=True)
    estavel_desde: Mapped[date | None]
    aposentado_em: Mapped[date | None]
    disponivel_desde: Mapped[date | None] = coluna(indice=True)
    excedente_desde: Mapped[date | None] = coluna(indice=True)
    ressalvas: Mapped[int]
    versao: Mapped[int]
    motor: Mapped[str] = coluna(indice=True)


class Ocupacao(Base):
    """A post held, from ``desde`` up to the day before ``ate``; an excedente's takes none from others (N1, I3).

    ``causa`` is the kind of act that ended it: where the post, free again, comes from.
    """

    __tablename__ = "ocupacao"
    __table_args__ = (Index("ix_ocupacao_cargo_id_ate", "cargo_id", "ate"),)

    id: Mapped[Id]
    vinculo_id: Mapped[int] = ref("vinculo.id", indice=True)
    cargo_id: Mapped[int] = ref("cargo.id")
    unidade_id: Mapped[int | None] = ref("unidade.id")
    desde: Mapped[date]
    ate: Mapped[date | None]
    excedente: Mapped[bool]
    causa: Mapped[str]


class Afastamento(Base):
    """A period away, both ends included; ``fim`` None while open.

    ``motivo`` is that of the statute, or ``cargo_temporario`` while a permanente serves one (N9; derived, no act).
    """

    __tablename__ = "afastamento"

    id: Mapped[Id]
    vinculo_id: Mapped[int] = ref("vinculo.id", indice=True)
    inicio: Mapped[date]
    fim: Mapped[date | None]
    motivo: Mapped[str]
    suspende_estagio: Mapped[bool | None]
    ato_id: Mapped[int | None] = ref("ato.id")
