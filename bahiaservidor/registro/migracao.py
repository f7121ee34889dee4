"""Alembic, run by the program: only when the stored version is not the one this program expects."""

from __future__ import annotations

import io
from typing import Any

from sqlalchemy import Connection

from .. import caminhos


def migrar(conexao: Connection, *, para: str = "head") -> None:
    """Take the registry of ``conexao`` to a version, inside the transaction that is already open there."""
    from alembic import command

    command.upgrade(_configuracao(connection=conexao), para)


def reverter(conexao: Connection, *, para: str) -> None:
    """Take the registry back to an earlier version (``base`` for none), inside the open transaction."""
    from alembic import command

    command.downgrade(_configuracao(connection=conexao), para)


def escrever_sql(dialeto: str, *, de_para: str = "head", desfaz: bool = False) -> str:
    """Return the statements that the migrations run on another database."""
    from alembic import command

    saida = io.StringIO()
    configuracao = _configuracao(dialeto=dialeto)
    configuracao.output_buffer = saida
    if desfaz:
        command.downgrade(configuracao, de_para, sql=True)
    else:
        command.upgrade(configuracao, de_para, sql=True)
    return saida.getvalue()


def ultima_versao() -> str:
    """Return the version at the head of the migrations."""
    from alembic.script import ScriptDirectory

    versao = ScriptDirectory.from_config(_configuracao()).get_current_head()
    assert versao is not None
    return versao


def versoes() -> frozenset[str]:
    """Return every version that the migrations can make."""
    from alembic.script import ScriptDirectory

    return frozenset(revisao.revision for revisao in ScriptDirectory.from_config(_configuracao()).walk_revisions())


def _configuracao(**atributos: Any) -> Any:
    from alembic.config import Config

    configuracao = Config()
    # Alembic interpolates its options as configparser does.
    configuracao.set_main_option("script_location", str(caminhos.migracoes()).replace("%", "%%"))
    configuracao.set_main_option("path_separator", "os")
    configuracao.attributes.update(atributos)
    return configuracao
