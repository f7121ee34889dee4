"""Indexes for three hundred thousand people: lists in order without sorting, states counted without reading rows.

Revision ID: 0009
Revises: 0008
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

ABERTO = sa.text("desfecho IS NULL")
FECHADO = sa.text("desfecho IS NOT NULL")
CONTA = sa.text("conta_de IS NOT NULL")


def upgrade() -> None:
    """Change indexes only: no row is touched."""
    op.drop_index("ix_prazo_vence", "prazo")
    op.drop_index("ix_prazo_aberto", "prazo")
    op.drop_index("ix_prazo_vence_ultimo", "prazo")
    # ``desfecho`` ends each: without it SQLite reads the row to see once more that it is empty.
    op.create_index("ix_prazo_vence_ultimo_vence", "prazo", ["vence_ultimo", "vence"])
    op.create_index("ix_prazo_vence_tipo", "prazo", ["vence", "tipo"])
    _parcial("ix_prazo_aberto", ["vence", "vence_ultimo", "retido", "tipo", "vinculo_id", "desfecho"], ABERTO)
    _parcial("ix_prazo_aberto_ultimo", ["vence_ultimo", "vence", "desfecho"], ABERTO)
    _parcial("ix_prazo_aberto_vinculo", ["vinculo_id", "vence", "vence_ultimo", "retido", "desfecho"], ABERTO)
    _parcial("ix_prazo_fechado", ["desfecho", "vence_ultimo", "fechado_em", "conta_de"], FECHADO)
    _parcial("ix_prazo_conta_de", ["conta_de"], CONTA)
    op.create_index("ix_ato_instrumento_id", "ato", ["instrumento_id"])
    op.create_index("ix_unidade_nome", "unidade", ["nome"])


def downgrade() -> None:
    """Put the indexes back as they were."""
    op.drop_index("ix_unidade_nome", "unidade")
    op.drop_index("ix_ato_instrumento_id", "ato")
    for nome in (
        "ix_prazo_conta_de", "ix_prazo_fechado", "ix_prazo_aberto_vinculo", "ix_prazo_aberto_ultimo", "ix_prazo_aberto",
        "ix_prazo_vence_tipo", "ix_prazo_vence_ultimo_vence",
    ):  # fmt: skip
        op.drop_index(nome, "prazo")
    op.create_index("ix_prazo_vence", "prazo", ["vence"])
    op.create_index("ix_prazo_vence_ultimo", "prazo", ["vence_ultimo"])
    _parcial("ix_prazo_aberto", ["vence", "vence_ultimo"], ABERTO)


def _parcial(nome: str, colunas: list[str], onde: sa.TextClause) -> None:
    op.create_index(nome, "prazo", colunas, sqlite_where=onde, postgresql_where=onde)
