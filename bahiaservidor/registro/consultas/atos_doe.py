"""What the draft of an act says of cargos, units and candidates, by id."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from .. import modelos as m


class CargoCitado(NamedTuple):
    """A cargo as an act names it; empty texts where nothing is registered."""

    nome: str
    especialidade: str
    simbolo: str
    extinto_em: date | None
    desnecessario_em: date | None


class UnidadeCitada(NamedTuple):
    """A unit with its órgão."""

    nome: str
    municipio: str
    orgao_id: int
    orgao: str


class Aprovado(NamedTuple):
    """A candidate's concurso, list and place."""

    edital: str
    lista: str
    classificacao: int


def cargo(conexao: Connection, cargo_id: int) -> CargoCitado | None:
    """Return a cargo, or None."""
    c = m.Cargo
    linha = conexao.execute(
        select(c.nome, c.especialidade, c.simbolo, c.extinto_em, c.desnecessario_em).where(c.id == cargo_id)
    ).one_or_none()
    return None if linha is None else CargoCitado(*linha)


def unidade(conexao: Connection, unidade_id: int) -> UnidadeCitada | None:
    """Return a unit, or None."""
    u, o = m.Unidade, m.Orgao
    linha = conexao.execute(
        select(u.nome, u.municipio, o.id, o.nome).join_from(u, o, o.id == u.orgao_id).where(u.id == unidade_id)
    ).one_or_none()
    return None if linha is None else UnidadeCitada(*linha)


def aprovado(conexao: Connection, candidato_id: int) -> Aprovado | None:
    """Return the concurso, the list and the place of a candidate, or None."""
    ca, li, co = m.Candidato, m.Lista, m.Concurso
    linha = conexao.execute(
        select(co.edital, li.modalidade, li.especialidade, li.polo, ca.classificacao)
        .join_from(ca, li, li.id == ca.lista_id)
        .join(co, co.id == li.concurso_id)
        .where(ca.id == candidato_id)
    ).one_or_none()
    if linha is None:
        return None
    lista = " – ".join(filter(None, (linha.modalidade, linha.especialidade, linha.polo)))
    return Aprovado(linha.edital, lista, linha.classificacao)


def nome_do_ocupante(conexao: Connection, vinculo_id: int) -> str:
    """Return the name of the person of a vínculo; empty if there is none."""
    v, s = m.Vinculo, m.Servidor
    nome = conexao.execute(
        select(func.coalesce(s.nome, "")).join_from(v, s, s.id == v.servidor_id).where(v.id == vinculo_id)
    ).scalar_one_or_none()
    return nome or ""
