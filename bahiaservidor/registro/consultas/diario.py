"""Readings of the Diário Oficial: rows kept, and what their people are matched with."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, Select, case, func, insert, select, update

from .. import modelos as m
from ..busca import vinculos_com

_LOTE = 400
"""Values asked for in one query: below every limit of variables."""


class PessoaAchada(NamedTuple):
    """A person as the matching compares them."""

    id: int
    nome: str
    nome_busca: str
    cpf: str | None
    nascimento: date | None


class VinculoAchado(NamedTuple):
    """A vínculo of such a person; ``fim`` tells since when it no longer is."""

    id: int
    servidor_id: int
    numero: int
    matricula: str | None
    cargo_id: int
    cargo: str
    simbolo: str
    unidade: str
    fim: date | None


class PapelDoAto(NamedTuple):
    """The paper of an act in the book."""

    ato_id: int
    tipo: str
    numero: str
    data: date | None
    doe_edicao: str
    doe_data: date | None


# ------------------------------------------------------------------ readings


def inserir(conexao: Connection, **valores: Any) -> int:
    """Keep a reading and return its id."""
    chave = conexao.execute(insert(m.Leitura).values(**valores)).inserted_primary_key
    assert chave is not None
    return int(chave[0])


def inserir_itens(conexao: Connection, linhas: Sequence[Mapping[str, Any]]) -> None:
    """Keep the items of a reading."""
    if linhas:
        conexao.execute(insert(m.LeituraItem), [dict(linha) for linha in linhas])


def lida_antes(conexao: Connection, sha256: str, *, exceto: int = 0) -> datetime | None:
    """Return when the same text was last kept, None if it never was."""
    le = m.Leitura
    consulta = select(le.instante).where(le.sha256 == sha256, le.id != exceto).order_by(le.id.desc()).limit(1)
    return conexao.execute(consulta).scalar()


def leituras(conexao: Connection) -> list[Row[Any]]:
    """Return every reading without its text, the latest first, with how many items are in each state."""
    return list(conexao.execute(_com_contagem().order_by(m.Leitura.id.desc())).all())


def leitura(conexao: Connection, id_: int) -> Row[Any] | None:
    """Return one reading with its text, or None."""
    consulta = _com_contagem().add_columns(m.Leitura.texto, m.Leitura.sha256).where(m.Leitura.id == id_)
    return conexao.execute(consulta).first()


def _com_contagem() -> Select[*tuple[Any, ...]]:
    le, item = m.Leitura, m.LeituraItem

    def quantos(estado: str) -> Any:
        return func.coalesce(func.sum(case((item.estado == estado, 1), else_=0)), 0)

    conta = (
        select(
            item.leitura_id,
            func.count().label("total"),
            quantos("pendente").label("pendentes"),
            quantos("confirmado").label("confirmados"),
            quantos("descartado").label("descartados"),
        )
        .group_by(item.leitura_id)
        .subquery()
    )
    return select(
        le.id, le.titulo, le.origem, le.doe_edicao, le.doe_data, le.doe_pagina, le.instante, le.usuario,
        *(func.coalesce(conta.c[nome], 0).label(nome) for nome in ("total", "pendentes", "confirmados", "descartados")),
    ).join_from(le, conta, conta.c.leitura_id == le.id, isouter=True)  # fmt: skip


def alterar_leitura(conexao: Connection, id_: int, **colunas: Any) -> None:
    """Change what is known of a reading."""
    conexao.execute(update(m.Leitura).where(m.Leitura.id == id_).values(**colunas))


# ------------------------------------------------------------------ items


def itens(conexao: Connection, leitura_id: int) -> list[Row[Any]]:
    """Return the items of a reading in the order of the text."""
    item = m.LeituraItem
    consulta = select(*item.__table__.columns).where(item.leitura_id == leitura_id).order_by(item.ordem)
    return list(conexao.execute(consulta).all())


def leituras_dos_itens(conexao: Connection, ids: Collection[int]) -> dict[int, int]:
    """Return the reading of each item."""
    item = m.LeituraItem
    achados: dict[int, int] = {}
    for lote in _lotes(ids):
        consulta = select(item.id, item.leitura_id).where(item.id.in_(lote))
        achados.update((linha.id, linha.leitura_id) for linha in conexao.execute(consulta))
    return achados


def alterar_item(conexao: Connection, id_: int, versao: int | None = None, **colunas: Any) -> bool:
    """Change an item and raise its version; False, with nothing changed, when it is no longer at ``versao``."""
    item = m.LeituraItem
    comando = update(item).where(item.id == id_)
    if versao is not None:
        comando = comando.where(item.versao == versao)
    return bool(conexao.execute(comando.values(**colunas, versao=item.versao + 1)).rowcount)


# ------------------------------------------------------------------ people


def pessoas(
    conexao: Connection, *, ids: Collection[int] = (), cpfs: Collection[str] = (), nomes: Collection[str] = ()
) -> list[PessoaAchada]:
    """Return the people with these ids, CPFs or names (as they are compared); merged records are left out."""
    s = m.Servidor
    base = select(s.id, s.nome, s.nome_busca, s.cpf, s.nascimento).where(s.unificado_em.is_(None)).order_by(s.id)
    achadas: dict[int, PessoaAchada] = {}
    for coluna, valores in ((s.id, ids), (s.cpf, cpfs), (s.nome_busca, nomes)):
        for lote in _lotes(valores):
            for linha in conexao.execute(base.where(coluna.in_(lote))):
                achadas[linha.id] = PessoaAchada(*linha)
    return list(achadas.values())


def pessoas_parecidas(conexao: Connection, nome: str, limite: int) -> list[int]:
    """Return people whose names, former and social ones too, have every word of this one."""
    achados = vinculos_com(conexao, nome)
    if achados is None:
        return []
    v = m.Vinculo
    consulta = select(v.servidor_id).where(v.id.in_(achados)).distinct().order_by(v.servidor_id).limit(limite)
    return list(conexao.execute(consulta).scalars())


def vinculos(
    conexao: Connection, *, matriculas: Collection[str] = (), servidores: Collection[int] = ()
) -> list[VinculoAchado]:
    """Return the vínculos with these matrículas, or of these people, in order of person and number."""
    v, c, u = m.Vinculo, m.Cargo, m.Unidade
    base = (
        select(
            v.id, v.servidor_id, v.numero, v.matricula, v.cargo_id, c.nome.label("cargo"), c.simbolo,
            func.coalesce(u.nome, "").label("unidade"), func.coalesce(v.fim, v.sem_efeito).label("fim"),
        )
        .join_from(v, c, c.id == v.cargo_id)
        .join(u, u.id == v.unidade_id, isouter=True)
        .order_by(v.servidor_id, v.numero)
    )  # fmt: skip
    achados: dict[int, VinculoAchado] = {}
    for coluna, valores in ((v.matricula, matriculas), (v.servidor_id, servidores)):
        for lote in _lotes(valores):
            for linha in conexao.execute(base.where(coluna.in_(lote))):
                achados[linha.id] = VinculoAchado(*linha)
    return list(achados.values())


def papeis_dos_atos(conexao: Connection, atos: Collection[int]) -> dict[int, PapelDoAto]:
    """Return the paper of each of the acts that has one."""
    a, i = m.Ato, m.Instrumento
    base = select(a.id.label("ato_id"), i.tipo, i.numero, i.data, i.doe_edicao, i.doe_data).join_from(
        a, i, i.id == a.instrumento_id
    )
    achados: dict[int, PapelDoAto] = {}
    for lote in _lotes(atos):
        for linha in conexao.execute(base.where(a.id.in_(lote))):
            achados[linha.ato_id] = PapelDoAto(*linha)
    return achados


# ------------------------------------------------------------------ concursos


def candidatos(conexao: Connection, concursos: Collection[int]) -> Sequence[Any]:
    """Return the classified of these concursos, with list and cargo, in order of list and place."""
    ca, li = m.Candidato, m.Lista
    consulta = (
        select(
            ca.id, ca.nome, ca.nome_busca, ca.cpf, ca.nascimento, ca.classificacao, ca.situacao, li.cargo_id,
            li.modalidade,
        )
        .join_from(ca, li, li.id == ca.lista_id)
        .where(li.concurso_id.in_(list(concursos)))
        .order_by(li.id, ca.classificacao)
    )  # fmt: skip
    return conexao.execute(consulta).all()


def _lotes(valores: Iterable[Any]) -> Iterable[list[Any]]:
    lista = list(dict.fromkeys(valores))
    for inicio in range(0, len(lista), _LOTE):
        yield lista[inicio : inicio + _LOTE]
