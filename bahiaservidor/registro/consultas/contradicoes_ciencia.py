"""Acknowledged contradictions: who saw which, when, and with what note.

Nothing is ever erased: taking an acknowledgement back is another row.  The latest row about a contradiction holds while
the contradiction says the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Connection, func, insert, select

from .. import modelos as m
from .contradicoes_especies import Achado

_LOTE = 500


class Ciencia(NamedTuple):
    """An acknowledgement, or its withdrawal, as kept."""

    chave: str
    diz: str
    nota: str
    em: date
    instante: datetime
    usuario: str
    retirada: bool


def em_vigor(conexao: Connection, achados: Iterable[Achado]) -> dict[int, Ciencia]:
    """Return the acknowledgement in force of each finding, by id; those nobody acknowledged as they are are absent."""
    pedidos = list(achados)
    ultimas = _ultimas(conexao, [achado.chave for achado in pedidos])
    return {
        achado.id: ciencia
        for achado in pedidos
        if (ciencia := ultimas.get(achado.chave)) is not None and not ciencia.retirada and ciencia.diz == achado.diz
    }


def historico(conexao: Connection, chave: str) -> list[Ciencia]:
    """Return every acknowledgement and withdrawal about a contradiction, the latest first."""
    c = m.ContradicaoCiencia
    consulta = select(*_COLUNAS).where(c.chave == chave).order_by(c.id.desc())
    return [Ciencia(*linha) for linha in conexao.execute(consulta)]


def gravar(
    conexao: Connection,
    achados: Sequence[Achado],
    *,
    nota: str,
    em: date,
    instante: datetime,
    usuario: str,
    retirada: bool = False,
) -> None:
    """Keep that somebody acknowledged these findings as they are now, or took it back."""
    linhas = [
        {
            "chave": achado.chave,
            "diz": achado.diz,
            "nota": nota,
            "em": em,
            "instante": instante,
            "usuario": usuario,
            "retirada": retirada,
        }
        for achado in achados
    ]
    if linhas:
        conexao.execute(insert(m.ContradicaoCiencia), linhas)


def _ultimas(conexao: Connection, chaves: Sequence[str]) -> Mapping[str, Ciencia]:
    c = m.ContradicaoCiencia
    ultimas: dict[str, Ciencia] = {}
    for inicio in range(0, len(chaves), _LOTE):
        das_chaves = c.chave.in_(chaves[inicio : inicio + _LOTE])
        maiores = select(func.max(c.id)).where(das_chaves).group_by(c.chave)
        for linha in conexao.execute(select(*_COLUNAS).where(c.id.in_(maiores))):
            ultimas[linha.chave] = Ciencia(*linha)
    return ultimas


_C = m.ContradicaoCiencia
_COLUNAS = (_C.chave, _C.diz, _C.nota, _C.em, _C.instante, _C.usuario, _C.retirada)
