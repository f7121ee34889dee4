"""Whose lives may have an event of eSocial in a period."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import Connection, or_, select

from ...estatuto.atos.emendas import EMENDAS
from .. import modelos as m


def candidatos(conexao: Connection, *, inicio: date, fim: date, tipos: Collection[str]) -> list[int]:
    """Return the people who entered into exercício in the period, or have in the book an act of ``tipos`` in it.

    Also those whose book has one of these acts and a correction, as it may have moved the day: who asks folds the life.
    """
    v, a = m.Vinculo, m.Ato
    exercicios = select(v.servidor_id).where(v.exercicio >= inicio, v.exercicio <= fim)
    corrigidos = select(a.servidor_id).where(a.tipo.in_(sorted(definicao.tipo for definicao in EMENDAS)))
    retornos = select(m.Ato.vinculo_id).where(a.tipo == "exercicio", a.data_legal >= inicio, a.data_legal <= fim)
    atos = select(a.servidor_id).where(
        a.tipo.in_(sorted(tipos)),
        a.servidor_id.is_not(None),
        or_(
            (a.data_legal >= inicio) & (a.data_legal <= fim),
            a.servidor_id.in_(corrigidos),
            a.vinculo_id.in_(retornos),
        ),
    )
    return sorted(set(conexao.execute(exercicios.union(atos)).scalars()))
