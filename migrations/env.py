"""How Alembic reaches a database: the connection the program gives it, or a file named with ``-x banco=ARQUIVO``.

``alembic upgrade head --sql -x dialeto=postgresql`` writes the statements of another database without reaching it.
"""

from __future__ import annotations

from pathlib import Path

from alembic import context

config = context.config
argumentos = context.get_x_argument(as_dictionary=True)


def sem_conexao() -> None:
    """Write the statements to the output buffer."""
    dialeto = config.attributes.get("dialeto") or argumentos.get("dialeto", "sqlite")
    context.configure(dialect_name=dialeto, literal_binds=True, dialect_opts={"paramstyle": "named"})
    with context.begin_transaction():
        context.run_migrations()


def com_conexao() -> None:
    """Run in the transaction of the connection given: all of it or nothing."""
    conexao = config.attributes.get("connection")
    if conexao is not None:
        context.configure(connection=conexao, transactional_ddl=True)
        with context.begin_transaction():
            context.run_migrations()
        return
    from bahiaservidor.caminhos import banco_padrao
    from bahiaservidor.registro.banco import Banco

    banco = Banco.abrir(Path(argumentos.get("banco", str(banco_padrao()))), migrar=False)
    try:
        with banco.escrita() as conexao:
            context.configure(connection=conexao, transactional_ddl=True)
            with context.begin_transaction():
                context.run_migrations()
    finally:
        banco.fechar()


if context.is_offline_mode():
    sem_conexao()
else:
    com_conexao()
