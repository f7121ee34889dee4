"""Posts with their act and area, reserved posts, the turns of a concurso, the figures of the LRF.

Columns are added with a default that an older entry of the book also reads as: nothing recorded.

Revision ID: 0003
Revises: 0002
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

Inteiro = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _texto(nome: str) -> sa.Column[Any]:
    return sa.Column(nome, sa.Text(), nullable=False, server_default="")


def _logico(nome: str) -> sa.Column[Any]:
    return sa.Column(nome, sa.Boolean(), nullable=False, server_default=sa.false())


def _dia(nome: str) -> sa.Column[Any]:
    return sa.Column(nome, sa.Date(), nullable=True)


def _inteiro(nome: str) -> sa.Column[Any]:
    return sa.Column(nome, Inteiro, nullable=True)


def _colunas() -> dict[str, tuple[sa.Column[Any], ...]]:
    """Return the new columns, by table."""
    return {
        "orgao": (_texto("area"),),
        "unidade": (_texto("area"),),
        "vaga": (_texto("especie"), _texto("ato"), _dia("publicado_em"), _texto("observacao")),
        "concurso": (
            _dia("edital_em"), _texto("prorrogacao_ato"), _texto("alternancia"), _logico("fim_de_lista"),
            _logico("desempate_servico"),
        ),
        "lista": (_inteiro("vagas"),),
        "candidato": (
            _dia("situacao_em"), _texto("documento"), _dia("convocado_em"), _dia("convocado_ate"),
            _texto("convocacao"), _inteiro("classificacao_original"),
        ),
    }  # fmt: skip


def upgrade() -> None:
    """Add the columns and the two tables."""
    for tabela, colunas in _colunas().items():
        for coluna in colunas:
            op.add_column(tabela, coluna)
    op.create_table(
        "reserva_posto",
        sa.Column("id", Inteiro, autoincrement=False, nullable=False),
        sa.Column("cargo_id", Inteiro, nullable=False),
        sa.Column("unidade_id", Inteiro, nullable=True),
        sa.Column("quantidade", Inteiro, nullable=False),
        sa.Column("motivo", sa.Text(), nullable=False),
        sa.Column("documento", sa.Text(), nullable=False),
        sa.Column("desde", sa.Date(), nullable=True),
        sa.Column("ate", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["cargo_id"], ["cargo.id"], name="fk_reserva_posto_cargo_id_cargo"),
        sa.ForeignKeyConstraint(["unidade_id"], ["unidade.id"], name="fk_reserva_posto_unidade_id_unidade"),
        sa.PrimaryKeyConstraint("id", name="pk_reserva_posto"),
    )
    op.create_index("ix_reserva_posto_cargo_id", "reserva_posto", ["cargo_id"])
    op.create_table(
        "lrf",
        sa.Column("id", Inteiro, autoincrement=False, nullable=False),
        sa.Column("poder", sa.Text(), nullable=False),
        sa.Column("ano", Inteiro, nullable=False),
        sa.Column("quadrimestre", Inteiro, nullable=False),
        sa.Column("rcl", Inteiro, nullable=False),
        sa.Column("despesa", Inteiro, nullable=False),
        sa.Column("fonte", sa.Text(), nullable=False),
        sa.Column("publicado_em", sa.Date(), nullable=True),
        sa.Column("observacao", sa.Text(), nullable=False),
        sa.UniqueConstraint("poder", "ano", "quadrimestre", name="uq_lrf_poder_ano_quadrimestre"),
        sa.PrimaryKeyConstraint("id", name="pk_lrf"),
    )


def downgrade() -> None:
    """Drop them: what they held stays in the book."""
    op.drop_table("lrf")
    op.drop_table("reserva_posto")
    for tabela, colunas in _colunas().items():
        for coluna in colunas:
            op.drop_column(tabela, coluna.name)
