"""Posts held, and what the forms of provimento without posse leave on a vínculo and on a cargo.

Describes its tables on its own, without the models, which go on changing; a test compares the two.

Revision ID: 0002
Revises: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

Inteiro = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

NOVAS = (
    ("vinculo", "aposentado_em", sa.Date()),
    ("vinculo", "disponivel_desde", sa.Date()),
    ("vinculo", "excedente_desde", sa.Date()),
    ("cargo", "desnecessario_em", sa.Date()),
    ("cargo", "transformado_em", Inteiro),
)

# Until here a life had at most one post, from its nomeação or opening entry to its end.
POSTOS = """
INSERT INTO ocupacao (vinculo_id, cargo_id, unidade_id, desde, ate, excedente, causa)
SELECT id, cargo_id, unidade_id, ocupa_desde,
       CASE WHEN coalesce(fim, sem_efeito) < ocupa_desde THEN ocupa_desde ELSE coalesce(fim, sem_efeito) END,
       {falso},
       CASE WHEN fim IS NOT NULL THEN fim_causa WHEN sem_efeito IS NOT NULL THEN 'tornar_sem_efeito' ELSE '' END
FROM vinculo
WHERE situacao_base NOT IN ('aposentado', 'em_disponibilidade') AND fim_causa <> 'assentamento_inicial'
ORDER BY id
"""


def upgrade() -> None:
    """Add the table of posts held, the columns, and the rows that follow from those there are."""
    op.create_table(
        "ocupacao",
        sa.Column("id", Inteiro, primary_key=True, autoincrement="auto"),
        sa.Column("vinculo_id", Inteiro, nullable=False),
        sa.Column("cargo_id", Inteiro, nullable=False),
        sa.Column("unidade_id", Inteiro, nullable=True),
        sa.Column("desde", sa.Date(), nullable=False),
        sa.Column("ate", sa.Date(), nullable=True),
        sa.Column("excedente", sa.Boolean(), nullable=False),
        sa.Column("causa", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_ocupacao"),
        sa.ForeignKeyConstraint(["vinculo_id"], ["vinculo.id"], name="fk_ocupacao_vinculo_id_vinculo"),
        sa.ForeignKeyConstraint(["cargo_id"], ["cargo.id"], name="fk_ocupacao_cargo_id_cargo"),
        sa.ForeignKeyConstraint(["unidade_id"], ["unidade.id"], name="fk_ocupacao_unidade_id_unidade"),
    )
    op.create_index("ix_ocupacao_vinculo_id", "ocupacao", ["vinculo_id"])
    op.create_index("ix_ocupacao_cargo_id_ate", "ocupacao", ["cargo_id", "ate"])
    for tabela, nome, tipo in NOVAS:
        op.add_column(tabela, sa.Column(nome, tipo, nullable=True))
    op.create_index("ix_vinculo_disponivel_desde", "vinculo", ["disponivel_desde"])
    op.create_index("ix_vinculo_motor", "vinculo", ["motor"])
    op.create_index("ix_vinculo_excedente_desde", "vinculo", ["excedente_desde"])
    op.execute(POSTOS.format(falso="0" if op.get_context().dialect.name == "sqlite" else "false"))
    op.execute("UPDATE vinculo SET aposentado_em = ocupa_desde WHERE situacao_base = 'aposentado'")
    op.execute("UPDATE vinculo SET disponivel_desde = ocupa_desde WHERE situacao_base = 'em_disponibilidade'")


def downgrade() -> None:
    """Take back the table and the columns."""
    op.drop_index("ix_vinculo_excedente_desde", "vinculo")
    op.drop_index("ix_vinculo_motor", "vinculo")
    op.drop_index("ix_vinculo_disponivel_desde", "vinculo")
    for tabela, nome, _ in reversed(NOVAS):
        op.drop_column(tabela, nome)
    op.drop_table("ocupacao")
