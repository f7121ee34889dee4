"""The contradictions inbox: what somebody acknowledged, and the indexes by which it reads the book.

Revision ID: 0005
Revises: 0004
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

Inteiro = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
Instante = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")

COM_RESSALVA = sa.text("ressalva IS NOT NULL")


def upgrade() -> None:
    """Create the table and the indexes; the book itself is not touched."""
    op.create_table(
        "contradicao_ciencia",
        sa.Column("id", Inteiro, primary_key=True, autoincrement="auto"),
        sa.Column("chave", sa.Text(), nullable=False),
        sa.Column("diz", sa.Text(), nullable=False),
        sa.Column("nota", sa.Text(), nullable=False),
        sa.Column("em", sa.Date(), nullable=False),
        sa.Column("instante", Instante, nullable=False),
        sa.Column("usuario", sa.Text(), nullable=False),
        sa.Column("retirada", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_contradicao_ciencia"),
    )
    op.create_index("ix_contradicao_ciencia_chave", "contradicao_ciencia", ["chave"])
    op.create_index("ix_ato_tipo", "ato", ["tipo", "vinculo_id", "data_legal"])
    op.create_index("ix_ato_entrada", "ato", ["servidor_id", "id", "tipo", "data_legal"])
    op.create_index("ix_ato_ressalva", "ato", ["id"], sqlite_where=COM_RESSALVA, postgresql_where=COM_RESSALVA)


def downgrade() -> None:
    """Take the table and the indexes away."""
    for nome in ("ix_ato_ressalva", "ix_ato_entrada", "ix_ato_tipo"):
        op.drop_index(nome, "ato")
    op.drop_table("contradicao_ciencia")
