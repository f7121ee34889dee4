"""Whom a change of the rules may touch: people with open deadlines, as arrays of ids, which stay small for 300,000."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, or_, select

from ...estatuto.tipos import TipoPrazo
from .. import modelos as m

_TERMOS = (
    TipoPrazo.POSSE.value, TipoPrazo.EXERCICIO.value, TipoPrazo.APRESENTACAO.value,
    TipoPrazo.RECONSIDERACAO_AVALIACAO.value, TipoPrazo.DECISAO_RECONSIDERACAO.value, TipoPrazo.RECURSO_AVALIACAO.value,
)  # fmt: skip


def pessoas_do_dia(conexao: Connection, dia: date, unidades_tocadas: list[int] | None) -> array[int]:
    """Return who has an open deadline whose computation may meet the day, in order of id.

    Only terms that roll: those of posse, exercício and apresentação that run over the day, and the submission, which
    rolls backward.  ``unidades_tocadas`` None means every unit, and vínculos without one.
    """
    p, v = m.Prazo, m.Vinculo
    termos = and_(p.tipo.in_(_TERMOS), p.inicio <= dia, p.vence_ultimo >= dia)
    # A submission that rolled backward over the day is due on it or some days before.
    recuo = and_(p.tipo == TipoPrazo.SUBMISSAO_AVALIACAO.value, p.vence <= dia, p.vence >= _antes(dia))
    moveis = and_(p.tipo == TipoPrazo.SUBMISSAO_AVALIACAO.value, p.depende_de_hoje.is_(True))
    consulta = _abertos(or_(termos, recuo, moveis))
    if unidades_tocadas is not None:
        consulta = consulta.join_from(p, v, v.id == p.vinculo_id).where(v.unidade_id.in_(unidades_tocadas))
    return _ids(conexao, consulta)


def pessoas_com_prazo_aberto(
    conexao: Connection,
    tipos: Collection[TipoPrazo],
    *,
    desde: date | None = None,
    unidade_id: int | None = None,
    ausencia: str = "",
) -> array[int]:
    """Return who has an open deadline of these kinds, in order of id.

    ``desde``: only those that start on it or later, or whose start is not known.  ``unidade_id``: only of that unit.
    ``ausencia``: only of who has an absence of that kind about which the clerk marked nothing.
    """
    p, v, a = m.Prazo, m.Vinculo, m.Afastamento
    consulta = _abertos(p.tipo.in_([tipo.value for tipo in tipos]))
    if desde is not None:
        consulta = consulta.where(or_(p.inicio.is_(None), p.inicio >= desde))
    if unidade_id is not None:
        consulta = consulta.join_from(p, v, v.id == p.vinculo_id).where(v.unidade_id == unidade_id)
    if ausencia:
        consulta = consulta.join_from(p, a, a.vinculo_id == p.vinculo_id)
        consulta = consulta.where(a.motivo == ausencia, a.suspende_estagio.is_(None))
    return _ids(conexao, consulta)


def ids_dos_prazos(conexao: Connection, vinculos: Iterable[int]) -> dict[tuple[int, str, int], int]:
    """Return the ids of the deadlines of some vínculos, by vínculo, kind and number (0 for none)."""
    achados: dict[tuple[int, str, int], int] = {}
    for lote in _lotes(vinculos):
        achados |= {(b, c, d): a for a, b, c, d in conexao.execute(_PRAZOS, {"ids": lote})}
    return achados


def matriculas(conexao: Connection, servidores: Iterable[int]) -> dict[int, str]:
    """Return the matrícula of each vínculo of these people, empty while it has none."""
    achadas: dict[int, str] = {}
    for lote in _lotes(servidores):
        achadas |= {a: b or "" for a, b in conexao.execute(_MATRICULAS, {"ids": lote})}
    return achadas


def escolhas(conexao: Connection) -> list[Any]:
    """Return the readings chosen, the first first."""
    o = m.Opcao
    return list(conexao.execute(select(*o.__table__.columns).order_by(o.instante, o.id)))


def _abertos(onde: ColumnElement[bool]) -> Select[int]:
    p = m.Prazo
    return select(p.servidor_id).where(p.desfecho.is_(None), onde).distinct().order_by(p.servidor_id)


def _ids(conexao: Connection, consulta: Select[int]) -> array[int]:
    return array("q", conexao.execute(consulta).scalars())


def _lotes(ids: Iterable[int]) -> Iterable[list[int]]:
    todos = list(ids)
    return (todos[inicio : inicio + 500] for inicio in range(0, len(todos), 500))


def _antes(dia: date) -> date:
    """Return the earliest day to which a roll backward over ``dia`` can lead: no run of days off is longer."""
    return date.fromordinal(dia.toordinal() - 20)


_PRAZOS = select(m.Prazo.id, m.Prazo.vinculo_id, m.Prazo.tipo, m.Prazo.numero).where(
    m.Prazo.vinculo_id.in_(bindparam("ids", expanding=True))
)
_MATRICULAS = select(m.Vinculo.id, m.Vinculo.matricula).where(
    m.Vinculo.servidor_id.in_(bindparam("ids", expanding=True))
)
