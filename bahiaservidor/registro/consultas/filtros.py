"""Filters that somebody keeps by name: ordinary rows, each of one user and one screen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, Row, delete, insert, select, update

from .. import modelos as m


def listar(conexao: Connection, *, usuario: str, tela: str) -> Sequence[Row[int, str, str]]:
    """Return the filters of a user in a screen, in the order in which they were kept."""
    f = m.FiltroSalvo
    return conexao.execute(
        select(f.id, f.nome, f.filtro).where(f.usuario == usuario, f.tela == tela).order_by(f.id)
    ).all()


def gravar(conexao: Connection, *, usuario: str, tela: str, nome: str, filtro: str, instante: datetime) -> None:
    """Keep a filter; one of the same name is replaced."""
    f = m.FiltroSalvo
    mesmo = (f.usuario == usuario, f.tela == tela, f.nome == nome)
    mudou = conexao.execute(update(f).where(*mesmo).values(filtro=filtro, instante=instante)).rowcount
    if not mudou:
        conexao.execute(insert(f).values(usuario=usuario, tela=tela, nome=nome, filtro=filtro, instante=instante))


def renomear(conexao: Connection, *, usuario: str, tela: str, de: str, para: str) -> int:
    """Give a filter another name; return how many changed."""
    f = m.FiltroSalvo
    comando = update(f).where(f.usuario == usuario, f.tela == tela, f.nome == de).values(nome=para)
    return int(conexao.execute(comando).rowcount)


def apagar(conexao: Connection, *, usuario: str, tela: str, nome: str) -> int:
    """Forget a filter; return how many went."""
    f = m.FiltroSalvo
    return int(conexao.execute(delete(f).where(f.usuario == usuario, f.tela == tela, f.nome == nome)).rowcount)
