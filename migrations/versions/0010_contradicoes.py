"""Indexes of what is wrong, which is little: found without going over all that is right.

Revision ID: 0010
Revises: 0009
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

TARDE = sa.text("tipo = 'posse' AND fechado_em > vence")
SEM_DOE = sa.text("doe_edicao = '' OR doe_data IS NULL")
SEM_NASCIMENTO = sa.text("nascimento IS NULL")
EXCETUADA = sa.text("requisitos LIKE '%Reposição em área excetuada do limite prudencial%'")


def upgrade() -> None:
    """Change indexes only: no row is touched."""
    op.create_index("ix_prazo_posse_tarde", "prazo", ["fechado_em"], sqlite_where=TARDE, postgresql_where=TARDE)
    op.create_index("ix_instrumento_sem_doe", "instrumento", ["id"], sqlite_where=SEM_DOE, postgresql_where=SEM_DOE)
    op.create_index("ix_ato_excetuada", "ato", ["id"], sqlite_where=EXCETUADA, postgresql_where=EXCETUADA)
    op.create_index(
        "ix_servidor_sem_nascimento", "servidor", ["id"], sqlite_where=SEM_NASCIMENTO, postgresql_where=SEM_NASCIMENTO
    )
    # With the kind: most acts have no paper, and only those of some kinds should.
    op.drop_index("ix_ato_instrumento_id", "ato")
    op.create_index("ix_ato_instrumento_id_tipo", "ato", ["instrumento_id", "tipo"])


def downgrade() -> None:
    """Put the indexes back as they were."""
    op.drop_index("ix_ato_instrumento_id_tipo", "ato")
    op.create_index("ix_ato_instrumento_id", "ato", ["instrumento_id"])
    op.drop_index("ix_ato_excetuada", "ato")
    op.drop_index("ix_servidor_sem_nascimento", "servidor")
    op.drop_index("ix_instrumento_sem_doe", "instrumento")
    op.drop_index("ix_prazo_posse_tarde", "prazo")
