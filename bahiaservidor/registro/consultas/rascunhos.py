"""Forms left unfinished: one row for each user and form."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from .. import modelos as m


def gravar(
    conexao: Connection, *, usuario: str, chave: str, titulo: str, conteudo: str, instante: datetime
) -> None:  # fmt: skip
    """Write a form over the one there was."""
    apagar(conexao, usuario=usuario, chave=chave)
    conexao.execute(
        insert(m.Rascunho),
        {"usuario": usuario, "chave": chave, "titulo": titulo, "conteudo": conteudo, "instante": instante},
    )


def apagar(conexao: Connection, *, usuario: str, chave: str) -> None:
    """Forget a form."""
    r = m.Rascunho
    conexao.execute(delete(r).where(r.usuario == usuario, r.chave == chave))


def de(conexao: Connection, usuario: str) -> list[Any]:
    """Return the forms of a user, the latest first: `chave`, `titulo`, `conteudo`, `instante`."""
    r = m.Rascunho
    consulta = select(r.chave, r.titulo, r.conteudo, r.instante).where(r.usuario == usuario)
    return list(conexao.execute(consulta.order_by(r.instante.desc(), r.id.desc())))


def existe(conexao: Connection, *, usuario: str, chave: str) -> bool:
    """Tell whether a form is kept."""
    r = m.Rascunho
    return conexao.execute(select(r.id).where(r.usuario == usuario, r.chave == chave)).first() is not None
