"""What a file of the agenda says besides its rows: whose registry it is, the names of the filter's places."""

from __future__ import annotations

from sqlalchemy import Connection, select

from .. import modelos as m


def identidade(conexao: Connection) -> str:
    """Return what tells this registry from any other, for ever: the hash of the first entry of its book, or empty."""
    return conexao.execute(select(m.Ato.hash).order_by(m.Ato.id).limit(1)).scalar() or ""


def nome_do_orgao(conexao: Connection, orgao_id: int) -> str:
    """Return the sigla of an órgão, or its name; empty when there is no such órgão."""
    linha = conexao.execute(select(m.Orgao.sigla, m.Orgao.nome).where(m.Orgao.id == orgao_id)).first()
    return (linha.sigla or linha.nome) if linha is not None else ""


def nome_da_unidade(conexao: Connection, unidade_id: int) -> str:
    """Return the name of a unit; empty when there is no such unit."""
    return conexao.execute(select(m.Unidade.nome).where(m.Unidade.id == unidade_id)).scalar() or ""
