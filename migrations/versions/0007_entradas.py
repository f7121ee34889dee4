"""What comes in: imports of spreadsheets, line by line; readings of the Diário Oficial; filters kept by name.

Revision ID: 0007
Revises: 0006
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

Inteiro = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
Instante = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")

TABELAS = ("filtro_salvo", "leitura_item", "leitura", "importacao_mapa", "importacao_linha", "importacao")


def _texto(nome: str) -> sa.Column[Any]:
    return sa.Column(nome, sa.Text(), nullable=False)


def _inteiro(nome: str, *, nulo: bool = False) -> sa.Column[Any]:
    return sa.Column(nome, Inteiro, nullable=nulo)


def _instante(nome: str) -> sa.Column[Any]:
    return sa.Column(nome, Instante, nullable=False)


def _tabela(nome: str, *itens: Any) -> None:
    chave = sa.Column("id", Inteiro, primary_key=True, autoincrement="auto")
    op.create_table(nome, chave, *itens, sa.PrimaryKeyConstraint("id", name=f"pk_{nome}"))


def _ref(tabela: str, coluna: str, alvo: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([coluna], [f"{alvo}.id"], name=f"fk_{tabela}_{coluna}_{alvo}")


def upgrade() -> None:
    """Add the tables."""
    _tabela(
        "importacao",
        _texto("especie"), _texto("arquivo"), _texto("sha256"), _texto("folha"), _texto("mapa"), _texto("fonte"),
        _inteiro("linhas"), _inteiro("entraram"), _inteiro("recusadas"), _inteiro("operacao_id"),
        _inteiro("desfeita_por", nulo=True), _texto("motivo"), _instante("instante"), _texto("usuario"),
        _ref("importacao", "operacao_id", "operacao"),
        _ref("importacao", "desfeita_por", "operacao"),
    )  # fmt: skip
    op.create_index("ix_importacao_sha256", "importacao", ["sha256"])
    op.create_index("ix_importacao_operacao_id", "importacao", ["operacao_id"])
    _tabela(
        "importacao_linha",
        _inteiro("importacao_id"), _inteiro("linha"), _texto("sujeito_tipo"), _inteiro("sujeito_id"),
        _inteiro("ato_id", nulo=True), _texto("resultado"),
        _ref("importacao_linha", "importacao_id", "importacao"),
        _ref("importacao_linha", "ato_id", "ato"),
    )  # fmt: skip
    op.create_index("ix_importacao_linha_importacao_id", "importacao_linha", ["importacao_id", "linha"])
    op.create_index("ix_importacao_linha_sujeito_tipo", "importacao_linha", ["sujeito_tipo", "sujeito_id"])
    _tabela(
        "importacao_mapa",
        _texto("especie"), _texto("cabecalho"), _texto("mapa"), _instante("instante"), _texto("usuario"),
        sa.UniqueConstraint("especie", "cabecalho", name="uq_importacao_mapa_especie_cabecalho"),
    )  # fmt: skip
    _tabela(
        "leitura",
        _texto("titulo"), _texto("texto"), _texto("sha256"), _texto("origem"), _texto("doe_edicao"),
        sa.Column("doe_data", sa.Date(), nullable=True), _texto("doe_pagina"), _instante("instante"),
        _texto("usuario"),
    )  # fmt: skip
    op.create_index("ix_leitura_sha256", "leitura", ["sha256"])
    _tabela(
        "leitura_item",
        _inteiro("leitura_id"), _inteiro("ordem"), _inteiro("inicio"), _inteiro("fim"), _texto("proposta"),
        _texto("estado"), _texto("motivo"), _inteiro("servidor_id", nulo=True), _inteiro("vinculo_id", nulo=True),
        _inteiro("ato_id", nulo=True), _inteiro("versao"),
        _ref("leitura_item", "leitura_id", "leitura"),
        _ref("leitura_item", "ato_id", "ato"),
        sa.UniqueConstraint("leitura_id", "ordem", name="uq_leitura_item_leitura_id_ordem"),
    )  # fmt: skip
    op.create_index("ix_leitura_item_estado", "leitura_item", ["estado"])
    _tabela(
        "filtro_salvo",
        _texto("usuario"), _texto("tela"), _texto("nome"), _texto("filtro"), _instante("instante"),
        sa.UniqueConstraint("usuario", "tela", "nome", name="uq_filtro_salvo_usuario_tela_nome"),
    )  # fmt: skip


def downgrade() -> None:
    """Take the tables away."""
    for tabela in TABELAS:
        op.drop_table(tabela)
