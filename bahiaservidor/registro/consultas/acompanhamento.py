"""Who follows each deadline, until which earlier day, and a note: read and written by the deadline's natural key.

The row outlives the deadline's own, which the fold writes again; few deadlines have one, so lists start from it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple, Protocol

from sqlalchemy import ColumnElement, Connection, and_, bindparam, case, delete, func, insert, null, select, update

from ...estatuto.formatos.nomes import chave_busca
from .. import modelos as m

LOTE = 500

_OUTRO = m.Prazo.__table__.alias("acompanhado")


class Recorte(Protocol):
    """The part of a filter of deadlines that looks at the follow-up alone."""

    @property
    def responsavel(self) -> str | None: ...
    @property
    def com_interna(self) -> bool: ...
    @property
    def interna_de(self) -> date | None: ...
    @property
    def interna_ate(self) -> date | None: ...


class Acompanhado(NamedTuple):
    """A deadline with its follow-up; ``versao`` 0 when there is none yet."""

    prazo_id: int
    vinculo_id: int
    tipo: str
    numero: int
    responsavel: str
    data_interna: date | None
    nota: str
    versao: int
    instante: datetime | None
    usuario: str


# ------------------------------------------------------------------ pieces of the lists


def do_prazo() -> ColumnElement[bool]:
    """Return the condition that joins the follow-up to its deadline."""
    a, p = m.Acompanhamento, m.Prazo
    return and_(a.vinculo_id == p.vinculo_id, a.tipo == p.tipo, a.numero == p.numero)


def com(*condicoes_: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return the condition that the deadline has a follow-up of which all these are true: it starts from the few."""
    a, o = m.Acompanhamento, _OUTRO.c
    junta = and_(o.vinculo_id == a.vinculo_id, o.tipo == a.tipo, o.numero == a.numero)
    return m.Prazo.id.in_(select(o.id).join_from(m.Acompanhamento, _OUTRO, junta).where(*condicoes_))


def depois_do_prazo() -> ColumnElement[bool]:
    """Return the condition, inside `com`, that the internal date is later than the legal one."""
    return m.Acompanhamento.data_interna > _OUTRO.c.vence


def condicoes(recorte: Recorte) -> list[ColumnElement[bool]]:
    """Return what the filter asks of the follow-up alone."""
    a = m.Acompanhamento
    pedidas = []
    if recorte.responsavel:
        pedidas.append(com(a.responsavel == recorte.responsavel))
    elif recorte.responsavel is not None:
        pedidas.append(~com(a.responsavel != ""))
    if recorte.com_interna or recorte.interna_de is not None or recorte.interna_ate is not None:
        pedidas.append(com(*_entre(a.data_interna.expression, recorte.interna_de, recorte.interna_ate)))
    return pedidas


def nesses_dias(de: date | None, ate: date | None) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Return the conditions that `vence`, and that the internal date, falls in the days."""
    interna = com(*_entre(m.Acompanhamento.data_interna.expression, de, ate))
    return and_(*_entre(m.Prazo.vence.expression, de, ate)), interna


def _entre(coluna: ColumnElement[Any], de: date | None, ate: date | None) -> list[ColumnElement[bool]]:
    limites: list[ColumnElement[bool]] = [coluna.is_not(None)]
    if de is not None:
        limites.append(coluna >= de)
    if ate is not None:
        limites.append(coluna <= ate)
    return limites


def posto_do_nome(nomes: Sequence[str]) -> ColumnElement[Any]:
    """Return the place of the responsible person in ``nomes``; none when there is nobody."""
    nome = m.Acompanhamento.responsavel
    # Nobody comes first: most rows are nobody's, and would be compared with every name.
    ninguem = nome.is_(None) | (nome == "")
    return case((ninguem, null()), *((nome == quem, posto) for posto, quem in enumerate(nomes)), else_=len(nomes))


def responsaveis(conexao: Connection) -> tuple[str, ...]:
    """Return the names in use, in the order of the alphabet whatever their accents."""
    nome = m.Acompanhamento.responsavel
    achados = conexao.execute(select(nome).distinct().where(nome != "")).scalars()
    return tuple(sorted(achados, key=lambda n: (chave_busca(n), n)))


def internas(conexao: Connection, prazo_ids: Sequence[int]) -> dict[int, date]:
    """Return the internal dates of those of the deadlines that have one."""
    a = m.Acompanhamento
    achadas: dict[int, date] = {}
    for inicio in range(0, len(prazo_ids), LOTE):
        consulta = select(m.Prazo.id, a.data_interna).join_from(m.Prazo, a, do_prazo())
        consulta = consulta.where(m.Prazo.id.in_(prazo_ids[inicio : inicio + LOTE]), a.data_interna.is_not(None))
        achadas |= {id_: dia for id_, dia in conexao.execute(consulta) if dia is not None}
    return achadas


def passadas(conexao: Connection, desde: date, hoje: date) -> dict[int, date]:
    """Return the internal dates, from ``desde`` on, that are past on the day, by deadline."""
    a = m.Acompanhamento
    consulta = select(m.Prazo.id, a.data_interna).join_from(a, m.Prazo, do_prazo())
    achadas = conexao.execute(consulta.where(a.data_interna >= desde, a.data_interna < hoje))
    return {id_: dia for id_, dia in achadas if dia is not None}


# ------------------------------------------------------------------ reading and writing


def ler(conexao: Connection, prazo_ids: Sequence[int]) -> dict[int, Acompanhado]:
    """Return the follow-up of each of the deadlines that still exist, empty for those that have none."""
    p, a = m.Prazo, m.Acompanhamento
    achados: dict[int, Acompanhado] = {}
    for inicio in range(0, len(prazo_ids), LOTE):
        consulta = (
            select(
                p.id, p.vinculo_id, p.tipo, p.numero, func.coalesce(a.responsavel, ""), a.data_interna,
                func.coalesce(a.nota, ""), func.coalesce(a.versao, 0), a.instante, func.coalesce(a.usuario, ""),
            )
            .join_from(p, a, do_prazo(), isouter=True)
            .where(p.id.in_(prazo_ids[inicio : inicio + LOTE]))
        )  # fmt: skip
        for linha in conexao.execute(consulta):
            achados[linha[0]] = Acompanhado._make(linha)
    return achados


def gravar(conexao: Connection, novos: Iterable[Acompanhado], *, instante: datetime, usuario: str) -> None:
    """Write follow-ups as given; those of version 0 are new, and the others go one version up."""
    entram, mudam = [], []
    for novo in novos:
        valores = {
            "responsavel": novo.responsavel, "data_interna": novo.data_interna, "nota": novo.nota,
            "versao": novo.versao + 1, "instante": instante, "usuario": usuario,
        }  # fmt: skip
        if novo.versao:
            mudam.append({"v_": novo.vinculo_id, "t_": novo.tipo, "n_": novo.numero, **valores})
        else:
            entram.append({"vinculo_id": novo.vinculo_id, "tipo": novo.tipo, "numero": novo.numero, **valores})
    if entram:
        conexao.execute(insert(m.Acompanhamento), entram)
    if mudam:
        conexao.execute(_ALTERA, mudam)


_A = m.Acompanhamento
_ALTERA = (
    update(_A)
    .where(_A.vinculo_id == bindparam("v_"), _A.tipo == bindparam("t_"), _A.numero == bindparam("n_"))
    .values(
        {n: bindparam(n) for n in ("responsavel", "data_interna", "nota", "versao", "instante", "usuario")}
    )
)  # fmt: skip


# ------------------------------------------------------------------ vínculos that cease to exist, acts that pass


def apagar(conexao: Connection, vinculos: Collection[int]) -> list[tuple[int, str, int]]:
    """Erase the follow-up of vínculos that cease to exist; return the keys of what was erased."""
    a = m.Acompanhamento
    onde = a.vinculo_id.in_(list(vinculos))
    chaves = conexao.execute(select(a.vinculo_id, a.tipo, a.numero).where(onde).order_by(a.id)).all()
    if chaves:
        conexao.execute(delete(m.Acompanhamento).where(onde))
    return [(v, t, n) for v, t, n in chaves]


def passar(conexao: Connection, de: Collection[int], para: int) -> list[tuple[int, str, int]]:
    """Take to a vínculo the follow-up of deadlines that left others and that it now has; return the keys they had.

    A deadline of the vínculo that is followed already keeps its own.
    """
    a, p = m.Acompanhamento, m.Prazo
    outra = m.Acompanhamento.__table__.alias("outra")
    ainda = select(p.id).where(p.vinculo_id == a.vinculo_id, p.tipo == a.tipo, p.numero == a.numero).exists()
    chegou = select(p.id).where(p.vinculo_id == para, p.tipo == a.tipo, p.numero == a.numero).exists()
    seguido = (
        select(outra.c.id)
        .where(outra.c.vinculo_id == para, outra.c.tipo == a.tipo, outra.c.numero == a.numero)
        .exists()
    )
    consulta = select(a.id, a.vinculo_id, a.tipo, a.numero).where(
        a.vinculo_id.in_([v for v in de if v != para]), ~ainda, chegou, ~seguido
    )
    chaves: list[tuple[int, str, int]] = []
    for id_, vinculo, tipo, numero in conexao.execute(consulta.order_by(a.id)).all():
        if (tipo, numero) in {(t, n) for _, t, n in chaves}:
            continue
        conexao.execute(update(m.Acompanhamento).where(a.id == id_).values(vinculo_id=para, versao=a.versao + 1))
        chaves.append((vinculo, tipo, numero))
    return chaves
