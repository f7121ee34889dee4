"""Bytes of papers and scans leave for a file of their own: here stays how many they are.

Revision ID: 0012
Revises: 0011
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

Inteiro = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

RECUSA = "O livro só recebe entradas novas: nada do que foi escrito nele se altera ou se apaga."
_DE_FORA = "papeis"
"""Mark on the connection of what keeps the bytes outside the registry."""


def upgrade() -> None:
    """Keep the bytes in their file, then let the column go.  On PostgreSQL they stay where they are."""
    if op.get_context().dialect.name == "postgresql":
        op.add_column("arquivo", sa.Column("tamanho", Inteiro, nullable=False, server_default="0"))
        op.execute("ALTER TABLE arquivo DISABLE TRIGGER arquivo_nao_altera")
        op.execute("UPDATE arquivo SET tamanho = octet_length(conteudo)")
        op.execute("ALTER TABLE arquivo ENABLE TRIGGER arquivo_nao_altera")
        return
    if not op.get_context().as_sql:
        conexao = op.get_bind()
        if conexao.exec_driver_sql("SELECT 1 FROM arquivo LIMIT 1").first() is not None:
            conexao.info[_DE_FORA].receber(conexao)
    # The sizes first: a row whose bytes are gone is small, and is written once.
    op.execute("CREATE TEMPORARY TABLE tamanho_de_arquivo AS SELECT hash, length(conteudo) AS tamanho FROM arquivo")
    op.execute("DROP TRIGGER arquivo_nao_altera")
    op.drop_column("arquivo", "conteudo")
    op.add_column("arquivo", sa.Column("tamanho", Inteiro, nullable=False, server_default="0"))
    op.execute(
        "UPDATE arquivo SET tamanho = (SELECT t.tamanho FROM tamanho_de_arquivo AS t WHERE t.hash = arquivo.hash)"
    )
    op.execute("DROP TABLE tamanho_de_arquivo")
    _recusar_mudanca()


def downgrade() -> None:
    """Bring the bytes back; those of papers that are missing come back empty."""
    if op.get_context().dialect.name == "postgresql":
        op.drop_column("arquivo", "tamanho")
        return
    op.execute("DROP TRIGGER arquivo_nao_altera")
    op.add_column("arquivo", sa.Column("conteudo", sa.LargeBinary(), nullable=False, server_default=sa.text("x''")))
    if not op.get_context().as_sql:
        conexao = op.get_bind()
        for hash_ in conexao.exec_driver_sql("SELECT hash FROM arquivo").scalars().all():
            dados = conexao.info[_DE_FORA].ler(hash_)
            if dados is not None:
                conexao.exec_driver_sql("UPDATE arquivo SET conteudo = ? WHERE hash = ?", (dados, hash_))
    op.drop_column("arquivo", "tamanho")
    _recusar_mudanca()


def _recusar_mudanca() -> None:
    op.execute(f"CREATE TRIGGER arquivo_nao_altera BEFORE UPDATE ON arquivo BEGIN SELECT RAISE(ABORT, '{RECUSA}'); END")
