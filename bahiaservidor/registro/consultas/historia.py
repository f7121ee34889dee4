"""The book read up to an instant: records of registers as they were then, names of what acts refer to."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from .. import modelos as m
from ..livro import CADASTRO

_LOTE = 500

_ULTIMAS = (
    select(m.Ato.sujeito_id, func.max(m.Ato.seq).label("seq"))
    .where(
        m.Ato.sujeito_tipo == bindparam("tipo"),
        m.Ato.sujeito_id.in_(bindparam("ids", expanding=True)),
        m.Ato.tipo == CADASTRO,
        m.Ato.registrado_em <= bindparam("instante"),
    )
    .group_by(m.Ato.sujeito_id)
    .subquery()
)
_REGISTROS = (
    select(m.Ato.sujeito_id, m.Ato.conteudo)
    .join(_ULTIMAS, (_ULTIMAS.c.sujeito_id == m.Ato.sujeito_id) & (_ULTIMAS.c.seq == m.Ato.seq))
    .where(m.Ato.sujeito_tipo == bindparam("tipo"))
)


def registros_em(
    conexao: Connection, sujeito_tipo: str, ids: Collection[int], instante: datetime
) -> dict[int, dict[str, Any]]:
    """Return the records of subjects of a kind as the book knew them at the instant, by subject; those it had."""
    procurados = sorted(ids)
    achados: dict[int, dict[str, Any]] = {}
    for inicio in range(0, len(procurados), _LOTE):
        valores = {"tipo": sujeito_tipo, "ids": procurados[inicio : inicio + _LOTE], "instante": instante}
        for linha in conexao.execute(_REGISTROS, valores):
            achados[linha.sujeito_id] = json.loads(linha.conteudo)
    return achados


def orgaos_das_unidades(conexao: Connection) -> dict[int, int]:
    """Return the órgão of each unit."""
    return {linha.id: linha.orgao_id for linha in conexao.execute(select(m.Unidade.id, m.Unidade.orgao_id))}


def nomes_de(conexao: Connection) -> tuple[dict[int, str], dict[int, str]]:
    """Return the names of every cargo and of every unit, by id."""
    cargos = {linha.id: linha.nome for linha in conexao.execute(select(m.Cargo.id, m.Cargo.nome))}
    unidades = {linha.id: linha.nome for linha in conexao.execute(select(m.Unidade.id, m.Unidade.nome))}
    return cargos, unidades


def pessoas_conhecidas(conexao: Connection, instante: datetime) -> list[int]:
    """Return the people that the book spoke of by the instant, in order."""
    consulta = (
        select(m.Ato.servidor_id)
        .where(m.Ato.servidor_id.is_not(None), m.Ato.registrado_em <= instante)
        .distinct()
        .order_by(m.Ato.servidor_id)
    )
    return [id_ for id_ in conexao.execute(consulta).scalars() if id_ is not None]


def atos_de_cargos(conexao: Connection, instante: datetime) -> list[int]:
    """Return the numbers of the acts on cargos known by the instant, corrections included, in order of entry."""
    consulta = select(m.Ato.id).where(
        m.Ato.sujeito_tipo == "cargo", m.Ato.tipo != CADASTRO, m.Ato.registrado_em <= instante
    )
    return list(conexao.execute(consulta.order_by(m.Ato.id)).scalars())
