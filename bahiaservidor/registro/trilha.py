"""The trail: who did what, when, on which machine; each row chained to the one before it."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from . import modelos as m
from .entrada import ORIGEM, hash_da_lista, texto_do_instante


def trilhar(
    conexao: Connection, *, instante: datetime, usuario: str, acao: str, objeto: str, objeto_id: int | None = None,
    detalhe: str = "",
) -> None:  # fmt: skip
    """Write in the trail who did what.  ``detalhe`` names fields, never values: the trail is kept for ever.

    Each row is chained to the one before it, whatever it is about.
    """
    ultima = ultima_da_trilha(conexao)
    anterior = ORIGEM if ultima is None else ultima.hash
    # Like the book, the trail never goes back in time, whatever the clock says.
    instante = instante if ultima is None else max(instante, ultima.instante)
    linha = {
        "id": 1 if ultima is None else ultima.id + 1,
        "instante": instante,
        "usuario": em_uma_linha(usuario),
        "maquina": maquina(),
        "acao": em_uma_linha(acao),
        "objeto": em_uma_linha(objeto),
        "objeto_id": objeto_id,
        "detalhe": em_uma_linha(detalhe),
        "hash_anterior": anterior,
    }
    conexao.execute(_TRILHA, {**linha, "hash": hash_da_trilha(linha)})


def hash_da_trilha(linha: Mapping[str, Any]) -> str:
    """Return the hash of a row of the trail: all it says and the hash of the row before it."""
    return hash_da_lista(
        linha["hash_anterior"], linha["id"], texto_do_instante(linha["instante"]), linha["usuario"], linha["maquina"],
        linha["acao"], linha["objeto"], linha["objeto_id"], linha["detalhe"],
    )  # fmt: skip


def ultima_da_trilha(conexao: Connection) -> Row[int, str, datetime] | None:
    """Return id, hash and instant of the last row of the trail."""
    return conexao.execute(_ULTIMA_DA_TRILHA).first()


def ultimo_da_trilha(conexao: Connection) -> datetime | None:
    """Return the instant of the last row of the trail, None in an empty one."""
    ultima = ultima_da_trilha(conexao)
    return None if ultima is None else ultima.instante


def em_uma_linha(texto: str) -> str:
    """Return a text that is one line wherever it is printed: control characters become spaces."""
    return texto if texto.isprintable() else "".join(c if c.isprintable() else " " for c in texto)


@cache
def maquina() -> str:
    """Return the name of this machine, as the trail has it."""
    return em_uma_linha(platform.node())


_TRILHA = insert(m.Trilha)
_ULTIMA_DA_TRILHA = select(m.Trilha.id, m.Trilha.hash, m.Trilha.instante).order_by(m.Trilha.id.desc()).limit(1)
