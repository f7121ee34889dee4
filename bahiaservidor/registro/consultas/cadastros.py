"""Registers as lists: career plan and posts, órgãos, authorities, contests, days without expediente."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, func, or_, select, update

from ...estatuto.tipos import Situacao, TipoPrazo
from .. import modelos as m
from .agenda import Consulta

Linhas = list[Row[*tuple[Any, ...]]]
"""Rows are named tuples; their names are those of the columns."""

_SEM_POSTO = (
    Situacao.DESLIGADO.value,
    Situacao.APOSENTADO.value,
    Situacao.EM_DISPONIBILIDADE.value,
    Situacao.NOMEACAO_SEM_EFEITO.value,
)

_TABELAS: Mapping[str, type[m.Base]] = {
    "orgao": m.Orgao,
    "unidade": m.Unidade,
    "autoridade": m.Autoridade,
    "cargo": m.Cargo,
    "vaga": m.Vaga,
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


def ocupacao(conexao: Connection, cargo_id: int | None = None) -> Linhas:
    """Return the posts occupied, as (cargo_id, unidade_id, unidade, ocupadas): named, sworn in or in exercício."""
    v, u = m.Vinculo, m.Unidade
    consulta = (
        select(v.cargo_id, v.unidade_id, func.coalesce(u.nome, "").label("unidade"), func.count().label("ocupadas"))
        .join_from(v, u, u.id == v.unidade_id, isouter=True)
        .where(v.situacao_base.not_in(_SEM_POSTO))
        .group_by(v.cargo_id, v.unidade_id, u.nome)
    )
    if cargo_id is not None:
        consulta = consulta.where(v.cargo_id == cargo_id)
    return _todas(conexao, consulta)


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
    """Return the candidates of a list in order of classification, with the `vinculo_id` of who was named."""
    c, v = m.Candidato, m.Vinculo
    nomeado = select(func.max(v.id)).where(v.candidato_id == c.id).correlate(c).scalar_subquery()
    consulta = select(*c.__table__.columns, nomeado.label("vinculo_id"))
    return _todas(conexao, consulta.where(c.lista_id == lista_id).order_by(c.classificacao))


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


def prazos_tocaveis(conexao: Connection, dia: date, unidades_tocadas: list[int] | None) -> list[tuple[int, int]]:
    """Return (person, vínculo) of the open deadlines whose computation may meet the day.

    Only terms that roll: those of posse and exercício that run over the day, and the submission, which rolls backward.
    ``unidades_tocadas`` None means every unit, and vínculos without one.
    """
    p, v = m.Prazo, m.Vinculo
    termos = and_(
        p.tipo.in_((TipoPrazo.POSSE.value, TipoPrazo.EXERCICIO.value, TipoPrazo.APRESENTACAO.value)),
        p.inicio <= dia,
        p.vence_ultimo >= dia,
    )
    # A submission that rolled backward over the day is due on it or some days before.
    recuo = and_(p.tipo == TipoPrazo.SUBMISSAO_AVALIACAO.value, p.vence <= dia, p.vence >= _antes(dia))
    moveis = and_(p.tipo == TipoPrazo.SUBMISSAO_AVALIACAO.value, p.depende_de_hoje.is_(True))
    onde: ColumnElement[bool] = and_(p.desfecho.is_(None), or_(termos, recuo, moveis))
    consulta = select(p.servidor_id, p.vinculo_id).join_from(p, v, v.id == p.vinculo_id).where(onde).distinct()
    if unidades_tocadas is not None:
        consulta = consulta.where(v.unidade_id.in_(unidades_tocadas))
    return [(a, b) for a, b in conexao.execute(consulta.order_by(p.servidor_id, p.vinculo_id))]


def com_prazo_aberto(
    conexao: Connection, tipos: tuple[TipoPrazo, ...], unidade_id: int | None = None
) -> list[tuple[int, int]]:
    """Return (person, vínculo) of the open deadlines of these kinds, of one unit if given."""
    p, v = m.Prazo, m.Vinculo
    consulta = select(p.servidor_id, p.vinculo_id).join_from(p, v, v.id == p.vinculo_id).distinct()
    consulta = consulta.where(p.desfecho.is_(None), p.tipo.in_([tipo.value for tipo in tipos]))
    if unidade_id is not None:
        consulta = consulta.where(v.unidade_id == unidade_id)
    return [(a, b) for a, b in conexao.execute(consulta.order_by(p.servidor_id, p.vinculo_id))]


def ids_dos_prazos(conexao: Connection, vinculos: list[int]) -> dict[tuple[int, str, int], int]:
    """Return the ids of the deadlines of some vínculos, by vínculo, kind and number (0 for none)."""
    p = m.Prazo
    achados: dict[tuple[int, str, int], int] = {}
    for inicio in range(0, len(vinculos), 500):
        consulta = select(p.id, p.vinculo_id, p.tipo, p.numero).where(p.vinculo_id.in_(vinculos[inicio : inicio + 500]))
        achados |= {(b, c, d): a for a, b, c, d in conexao.execute(consulta)}
    return achados


def repetido(conexao: Connection, tipo: str, id_: int | None, **colunas: Any) -> bool:
    """Tell whether another record of a register has all these values."""
    tabela = _TABELAS[tipo].__table__
    consulta = select(tabela.columns["id"]).where(*(tabela.columns[n] == valor for n, valor in colunas.items()))
    if id_ is not None:
        consulta = consulta.where(tabela.columns["id"] != id_)
    return conexao.execute(consulta.limit(1)).first() is not None


def liberar_classificacoes(conexao: Connection, ids: list[int]) -> None:
    """Take these candidates out of their places, so that an exchange of places meets nobody; they are written next."""
    tabela = m.Candidato
    conexao.execute(update(tabela).where(tabela.id.in_(ids)).values(classificacao=-tabela.id))


def _antes(dia: date) -> date:
    """Return the earliest day to which a roll backward over ``dia`` can lead: no run of days off is longer."""
    return date.fromordinal(dia.toordinal() - 20)
