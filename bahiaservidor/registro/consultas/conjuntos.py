"""Many ids at once: out of a query in display order, and into a condition, however many they are."""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Collection
from typing import Any, Final

from sqlalchemy import ColumnElement, CompoundSelect, Connection, Select, column, func, select

from ..dialetos import eh_sqlite
from ..modelos import Inteiro

Ordenada = Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]]

_OITO_DIGITOS: Final = "%08X"
"""An id as it is packed: four thousand million rows before it is too narrow."""


def ids_em_ordem(conexao: Connection, consulta: Ordenada, limite: int | None = None) -> array[int]:
    """Return the first column of an ordered query, at most ``limite`` rows of it.

    SQLite joins the whole list into one text, which becomes numbers at one stroke: row by row, a million ids cost more
    than finding them, and the window waits for the interpreter meanwhile.
    """
    if limite is not None:
        consulta = consulta.limit(limite)
    if not eh_sqlite(conexao):
        return array("I", conexao.execute(consulta).scalars())
    dentro = consulta.subquery()
    texto = conexao.execute(select(func.group_concat(func.printf(_OITO_DIGITOS, dentro.columns[0]), ""))).scalar()
    ids = array("I", bytes.fromhex(texto or ""))
    if sys.byteorder == "little":
        ids.byteswap()
    return ids


def um_destes(conexao: Connection, coluna: ColumnElement[Any], ids: Collection[int]) -> ColumnElement[bool]:
    """Return the condition that the column is one of these: one parameter, for a statement takes only so many."""
    if not eh_sqlite(conexao):
        return coluna.in_(list(ids))
    lista = func.json_each(json.dumps(list(ids))).table_valued(column("value", Inteiro))
    return coluna.in_(select(lista.columns.value))


def linhas_soltas(conexao: Connection, linhas: list[tuple[Any, ...]], *colunas: Any) -> Any:
    """Return rows that are in no table as a table of the query, with these columns."""
    if not eh_sqlite(conexao):
        from sqlalchemy import values

        return values(*colunas, name="soltas").data(linhas).cte("soltas")
    lista = func.json_each(json.dumps(linhas, default=str)).table_valued(column("value"))
    tirar = (
        func.json_extract(lista.columns.value, f"$[{n}]", type_=c.type).label(c.name) for n, c in enumerate(colunas)
    )
    return select(*tirar).cte("soltas")
