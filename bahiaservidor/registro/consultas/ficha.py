"""What the file of one person shows besides acts and deadlines."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, func, or_, select

from .. import modelos as m
from ..busca import termos
from .agenda import rotulo_do_orgao
from .cadastros import Linhas

_LIMITE_DE_TERMOS = 6

_MAIOR_NUMERO = 60
"""Letters of the longest number of a paper; SQLite refuses long patterns."""


def servidor(conexao: Connection, servidor_id: int) -> Row[*tuple[Any, ...]] | None:
    """Return the record of a person, or None."""
    return conexao.execute(select(*m.Servidor.__table__.columns).where(m.Servidor.id == servidor_id)).first()


def unificado_em(conexao: Connection, servidor_id: int) -> int | None:
    """Return the record that a person's was merged into, or None."""
    return conexao.execute(select(m.Servidor.unificado_em).where(m.Servidor.id == servidor_id)).scalar()


def vinculos(conexao: Connection, servidor_id: int) -> Linhas:
    """Return the vínculos of a person, in order, with the names of `cargo`, `unidade` and `orgao`."""
    v, c, u, o = m.Vinculo, m.Cargo, m.Unidade, m.Orgao
    consulta = (
        select(
            *v.__table__.columns,
            c.nome.label("cargo"),
            func.coalesce(u.nome, "").label("unidade"),
            func.coalesce(rotulo_do_orgao(), "").label("orgao"),
        )
        .join_from(v, c, c.id == v.cargo_id)
        .join(u, u.id == v.unidade_id, isouter=True)
        .join(o, o.id == u.orgao_id, isouter=True)
        .where(v.servidor_id == servidor_id)
        .order_by(v.numero)
    )
    return list(conexao.execute(consulta).all())


def afastamentos(conexao: Connection, servidor_id: int) -> Linhas:
    """Return the absences of a person, with the `numero` of the vínculo, in order of start."""
    a, v = m.Afastamento, m.Vinculo
    consulta = select(a.inicio, a.fim, a.motivo, v.numero).join_from(a, v, v.id == a.vinculo_id)
    return list(conexao.execute(consulta.where(v.servidor_id == servidor_id).order_by(a.inicio, a.id)).all())


def instrumentos(conexao: Connection, ids: list[int]) -> dict[int, Any]:
    """Return the papers that carry acts, by id."""
    consulta = select(*m.Instrumento.__table__.columns).where(m.Instrumento.id.in_(ids))
    return {linha.id: linha for linha in conexao.execute(consulta)}


def documentos(conexao: Connection, servidor_id: int) -> Linhas:
    """Return the papers issued about a person, the latest first."""
    doc = m.DocumentoEmitido
    consulta = select(*doc.__table__.columns).where(doc.servidor_id == servidor_id)
    return list(conexao.execute(consulta.order_by(doc.emitido_em.desc(), doc.id.desc())).all())


def nomes(conexao: Connection, especie: str, ids: set[int]) -> dict[int, str]:
    """Return the names of cargos, unidades, autoridades, candidatos or servidores, or of who has a vínculo, by id."""
    if especie == "vinculo":
        return _titulares(conexao, ids)
    modelos = {
        "cargo": m.Cargo,
        "unidade": m.Unidade,
        "autoridade": m.Autoridade,
        "candidato": m.Candidato,
        "servidor": m.Servidor,
    }
    tabela = modelos[especie].__table__
    consulta = select(tabela.columns["id"], tabela.columns["nome"]).where(tabela.columns["id"].in_(sorted(ids)))
    return {linha.id: linha.nome for linha in conexao.execute(consulta)}


def _titulares(conexao: Connection, vinculos: set[int]) -> dict[int, str]:
    consulta = (
        select(m.Vinculo.id, m.Servidor.nome)
        .join(m.Servidor, m.Servidor.id == m.Vinculo.servidor_id)
        .where(m.Vinculo.id.in_(sorted(vinculos)))
    )
    return {linha.id: linha.nome for linha in conexao.execute(consulta)}


# ------------------------------------------------------------------ the search field over everything


def achar_cargos(conexao: Connection, texto: str, limite: int) -> Linhas:
    """Return the cargos of which every term begins a word of the name or symbol."""
    procurados = termos(texto)[:_LIMITE_DE_TERMOS]
    if not procurados:
        return []
    c, g = m.Cargo, m.GrupoOcupacional
    consulta = select(c.id, c.nome, c.simbolo, func.coalesce(g.nome, "").label("grupo"))
    consulta = consulta.join_from(c, g, g.id == c.grupo_id, isouter=True)
    for termo in procurados:
        consulta = consulta.where((" " + c.nome_busca).contains(f" {termo}", autoescape=True))
    return list(conexao.execute(consulta.order_by(c.nome_busca, c.id).limit(limite)).all())


def achar_instrumentos(conexao: Connection, texto: str, limite: int) -> Linhas:
    """Return the papers whose number contains the text, with the `servidor_id` of an act they carry."""
    procurado = texto.strip()
    if not 3 <= len(procurado) <= _MAIOR_NUMERO or not any(c.isdigit() for c in procurado):
        return []
    i, a, s = m.Instrumento, m.Ato, m.Servidor
    consulta = (
        select(i.id, i.tipo, i.numero, i.data, a.servidor_id, s.nome)
        .join_from(i, a, a.instrumento_id == i.id)
        .join(s, s.id == a.servidor_id)
        .where(or_(i.numero.contains(procurado, autoescape=True), i.doe_edicao == procurado))
        .order_by(i.data.desc(), i.id, a.id)
        .limit(limite)
    )
    return list(conexao.execute(consulta).all())
