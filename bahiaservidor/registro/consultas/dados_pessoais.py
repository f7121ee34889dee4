"""Every row about one person, table by table: what is handed to that person (LGPD, art. 18)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Connection, Table, and_, false, or_, select

from .. import modelos as m


def registros_da_pessoa(conexao: Connection, servidor_id: int) -> list[int]:
    """Return the record of a person and those that were merged into it, in order; empty when there is none."""
    achados: list[int] = []
    procurados = [servidor_id]
    s = m.Servidor
    if conexao.execute(select(s.id).where(s.id == servidor_id)).scalar() is None:
        return []
    while procurados:
        achados += procurados
        consulta = select(s.id).where(s.unificado_em.in_(procurados), s.id.not_in(achados))
        procurados = list(conexao.execute(consulta).scalars())
    return sorted(achados)


def linhas(conexao: Connection, tabela: str, por: Mapping[str, Collection[Any]]) -> list[dict[str, Any]]:
    """Return the rows of a table in which some column is one of the values given for it, in order of key."""
    t = _tabela(tabela)
    onde = or_(false(), *(t.columns[coluna].in_(sorted(valores)) for coluna, valores in por.items() if valores))
    return _ler(conexao, t, onde)


def linhas_por_par(
    conexao: Connection, tabela: str, colunas: tuple[str, str], pares: Mapping[str, Collection[int]]
) -> list[dict[str, Any]]:
    """Return the rows that say of what they are: a kind of thing and its number (the trail, the lines imported)."""
    t = _tabela(tabela)
    especie, numero = (t.columns[coluna] for coluna in colunas)
    onde = or_(false(), *(and_(especie == nome, numero.in_(sorted(ids))) for nome, ids in pares.items() if ids))
    return _ler(conexao, t, onde)


def _tabela(nome: str) -> Table:
    m.todas()
    return m.Base.metadata.tables[nome]


def _ler(conexao: Connection, t: Table, onde: Any) -> list[dict[str, Any]]:
    return [linha._asdict() for linha in conexao.execute(select(*t.columns).where(onde).order_by(*t.primary_key))]


def nomes(conexao: Connection, coluna: str, ids: Collection[int]) -> dict[int, str]:
    """Return the names of what a column points to (cargo_id, unidade_id, orgao_id, lista_id), by number."""
    if coluna == "lista_id":
        li, co, ca = m.Lista, m.Concurso, m.Cargo
        consulta = select(li.id, co.edital, ca.nome, li.modalidade).where(li.id.in_(sorted(ids)))
        consulta = consulta.join(co, co.id == li.concurso_id).join(ca, ca.id == li.cargo_id)
        return {id_: ", ".join(filter(None, partes)) for id_, *partes in conexao.execute(consulta)}
    modelos = {"cargo_id": m.Cargo, "unidade_id": m.Unidade, "orgao_id": m.Orgao}
    if coluna not in modelos:
        return {}
    t = modelos[coluna].__table__
    achados = conexao.execute(select(t.columns["id"], t.columns["nome"]).where(t.columns["id"].in_(sorted(ids))))
    return {linha.id: linha.nome for linha in achados}
