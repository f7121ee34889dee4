"""Records of one person kept once: which record another was merged into.

Revision ID: 0004
Revises: 0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

Inteiro = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the column; nobody was merged until now."""
    op.add_column("servidor", sa.Column("unificado_em", Inteiro, nullable=True))


def downgrade() -> None:
    """Take the column away."""
    op.drop_column("servidor", "unificado_em")
