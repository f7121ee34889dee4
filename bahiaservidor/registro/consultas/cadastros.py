"""Registers as lists: career plan and posts, órgãos, authorities, contests, days without expediente."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, func, select, update

from .. import modelos as m
from .agenda import Consulta

Linhas = list[Row[*tuple[Any, ...]]]
"""Rows are named tuples; their names are those of the columns."""

_TABELAS: Mapping[str, type[m.Base]] = {
    "orgao": m.Orgao,
    "unidade": m.Unidade,
    "autoridade": m.Autoridade,
    "cargo": m.Cargo,
    "vaga": m.Vaga,
    "reserva_posto": m.ReservaPosto,
    "lrf": m.Lrf,
    "concurso": m.Concurso,
    "lista": m.Lista,
    "candidato": m.Candidato,
    "dia_sem_expediente": m.DiaSemExpediente,
    "servidor": m.Servidor,
    "vinculo": m.Vinculo,
}


def _todas(conexao: Connection, consulta: Consulta) -> Linhas:
    return list(conexao.execute(consulta).all())


def orgaos(conexao: Connection) -> Linhas:
    """Return every órgão, in order of name."""
    return _todas(conexao, select(*m.Orgao.__table__.columns).order_by(m.Orgao.nome, m.Orgao.id))


def unidades(conexao: Connection, orgao_id: int | None = None) -> Linhas:
    """Return the units, with `orgao` (sigla, or name without one), in order of órgão and name."""
    u, o = m.Unidade, m.Orgao
    rotulo = func.coalesce(func.nullif(o.sigla, ""), o.nome).label("orgao")
    consulta = select(*u.__table__.columns, rotulo).join_from(u, o, o.id == u.orgao_id)
    if orgao_id is not None:
        consulta = consulta.where(u.orgao_id == orgao_id)
    return _todas(conexao, consulta.order_by(rotulo, u.nome, u.id))


def autoridades(conexao: Connection) -> Linhas:
    """Return the register of authorities, in order of name."""
    return _todas(conexao, select(*m.Autoridade.__table__.columns).order_by(m.Autoridade.nome, m.Autoridade.id))


def cargos(conexao: Connection) -> Linhas:
    """Return the cargos with the names of their `grupo` and `categoria`, in order of grupo, categoria, name."""
    c, g, k = m.Cargo, m.GrupoOcupacional, m.CategoriaFuncional
    grupo = func.coalesce(g.nome, "").label("grupo")
    categoria = func.coalesce(k.nome, "").label("categoria")
    consulta = (
        select(*c.__table__.columns, grupo, categoria)
        .join_from(c, g, g.id == c.grupo_id, isouter=True)
        .join(k, k.id == c.categoria_id, isouter=True)
        .order_by(grupo, categoria, c.nome_busca, c.id)
    )
    return _todas(conexao, consulta)


def vagas(conexao: Connection, cargo_id: int | None = None) -> Linhas:
    """Return the entries of posts created by law, with the name of the `unidade`."""
    v, u = m.Vaga, m.Unidade
    consulta = select(*v.__table__.columns, func.coalesce(u.nome, "").label("unidade"))
    consulta = consulta.join_from(v, u, u.id == v.unidade_id, isouter=True)
    if cargo_id is not None:
        consulta = consulta.where(v.cargo_id == cargo_id)
    return _todas(conexao, consulta.order_by(v.cargo_id, v.desde.asc().nulls_first(), v.id))


def concursos(conexao: Connection) -> Linhas:
    """Return the contests, the latest homologação first."""
    consulta = select(*m.Concurso.__table__.columns).order_by(m.Concurso.homologacao.desc(), m.Concurso.id)
    return _todas(conexao, consulta)


def listas(conexao: Connection, concurso_id: int) -> Linhas:
    """Return the lists of a contest, with the name of the `cargo`."""
    lista, c = m.Lista, m.Cargo
    consulta = (
        select(*lista.__table__.columns, c.nome.label("cargo"))
        .join_from(lista, c, c.id == lista.cargo_id)
        .where(lista.concurso_id == concurso_id)
        .order_by(c.nome, lista.especialidade, lista.polo, lista.modalidade, lista.id)
    )
    return _todas(conexao, consulta)


def candidatos(conexao: Connection, lista_id: int) -> Linhas:
    """Return the candidates of a list in order of classification, with the `vinculo_id` of who was named.

    ``sem_efeito`` is since when that nomeação is annulled.
    """
    return _todas(conexao, _CANDIDATOS.where(m.Candidato.lista_id == lista_id).order_by(m.Candidato.classificacao))


def candidatos_do_concurso(conexao: Connection, concurso_id: int) -> Linhas:
    """Return the candidates of every list of a contest, as `candidatos`."""
    c, lista = m.Candidato, m.Lista
    das_listas = select(lista.id).where(lista.concurso_id == concurso_id)
    return _todas(conexao, _CANDIDATOS.where(c.lista_id.in_(das_listas)).order_by(c.lista_id, c.classificacao))


def _candidatos() -> Any:
    c, v = m.Candidato, m.Vinculo
    nomeado = select(func.max(v.id)).where(v.candidato_id == c.id).correlate(c).scalar_subquery()
    return select(*c.__table__.columns, v.id.label("vinculo_id"), v.sem_efeito).join_from(
        c, v, v.id == nomeado, isouter=True
    )


_CANDIDATOS = _candidatos()


def dias(conexao: Connection, ano: int) -> Linhas:
    """Return the days without expediente entered for a year, revoked ones included, in order of date."""
    dia = m.DiaSemExpediente
    consulta = select(*dia.__table__.columns).where(dia.data >= date(ano, 1, 1), dia.data <= date(ano, 12, 31))
    return _todas(conexao, consulta.order_by(dia.data, dia.id))


def um(conexao: Connection, tipo: str, id_: int) -> Any | None:
    """Return one record of a register by its kind and id, or None."""
    tabela = _TABELAS[tipo].__table__
    return conexao.execute(select(*tabela.columns).where(tabela.columns["id"] == id_)).first()


def gravar_autoridade(conexao: Connection, id_: int | None, valores: dict[str, Any]) -> int:
    """Write an entry of the register of authorities, which is no entry of the book; return its id."""
    tabela = m.Autoridade.__table__
    if id_ is not None:
        conexao.execute(tabela.update().where(tabela.columns["id"] == id_), valores)  # type: ignore[attr-defined]
        return id_
    chave = conexao.execute(tabela.insert(), valores).inserted_primary_key  # type: ignore[attr-defined]
    assert chave is not None
    return int(chave[0])


def repetido(conexao: Connection, tipo: str, id_: int | None, **colunas: Any) -> bool:
    """Tell whether another record of a register has all these values."""
    tabela = _TABELAS[tipo].__table__
    consulta = select(tabela.columns["id"]).where(*(tabela.columns[n] == valor for n, valor in colunas.items()))
    if id_ is not None:
        consulta = consulta.where(tabela.columns["id"] != id_)
    return conexao.execute(consulta.limit(1)).first() is not None


def editais(conexao: Connection) -> set[str]:
    """Return the edital of every contest."""
    return set(conexao.execute(select(m.Concurso.edital)).scalars())


def liberar_classificacoes(conexao: Connection, ids: list[int]) -> None:
    """Take these candidates out of their places, so that an exchange of places meets nobody; they are written next."""
    tabela = m.Candidato
    conexao.execute(update(tabela).where(tabela.id.in_(ids)).values(classificacao=-tabela.id))
