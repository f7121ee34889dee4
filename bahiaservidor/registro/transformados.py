"""What each transformed cargo became, as the registers say: what a fold needs to know of the quadro."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, select

from . import modelos as m

_TRANSFORMACOES: Final = select(m.Cargo.id, m.Cargo.transformado_em).where(m.Cargo.transformado_em.is_not(None))


def transformacoes(conexao: Connection) -> dict[int, int]:
    """Return, by transformed cargo, the one it became."""
    return {id_: para for id_, para in conexao.execute(_TRANSFORMACOES) if para is not None}
