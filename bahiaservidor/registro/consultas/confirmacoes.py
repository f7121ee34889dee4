"""Who confirmed, as a second person, what is in the book."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, insert, select

from .. import modelos as m

_LOTE = 500


def gravar(conexao: Connection, *, operacao_id: int, usuario: str, instante: datetime, motivo: str) -> None:
    """Keep who confirmed an operation, and what was confirmed in it."""
    conexao.execute(
        insert(m.Confirmacao),
        {"operacao_id": operacao_id, "usuario": usuario, "instante": instante, "motivo": motivo},
    )


def das_operacoes(conexao: Connection, operacoes: Collection[int]) -> dict[int, str]:
    """Return who confirmed each of these operations; those that nobody had to confirm are left out."""
    ids = sorted(operacoes)
    c = m.Confirmacao
    achadas: dict[int, str] = {}
    for inicio in range(0, len(ids), _LOTE):
        consulta = select(c.operacao_id, c.usuario).where(c.operacao_id.in_(ids[inicio : inicio + _LOTE]))
        achadas.update((linha.operacao_id, linha.usuario) for linha in conexao.execute(consulta.order_by(c.id)))
    return achadas


def no_livro(conexao: Connection, atos: Collection[int]) -> set[int]:
    """Return which of these entries are in the book: of a row that was taken back none is."""
    ids = sorted(atos)
    return {
        id_
        for inicio in range(0, len(ids), _LOTE)
        for id_ in conexao.execute(select(m.Ato.id).where(m.Ato.id.in_(ids[inicio : inicio + _LOTE]))).scalars()
    }
