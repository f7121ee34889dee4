"""People as lists: one row per vínculo, with its word and its next deadline on the day asked."""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence
from datetime import date
from typing import Any, Final, NamedTuple, Protocol

from sqlalchemy import ColumnElement, Connection, Date, Select, and_, case, column, func, or_, select

from ...estatuto.tipos import Carater, Situacao
from .. import modelos as m
from ..busca import vinculos_com
from .agenda import LOTE, Ajustados, rotulo_do_orgao
from .conjuntos import ids_em_ordem, linhas_soltas, um_destes
from .estados import ordenar, sem_resposta, situacao_do_vinculo

Consulta = Select[*tuple[Any, ...]]

ORDENS: Final = (
    "nome", "matricula", "cpf", "cargo", "unidade", "orgao", "situacao", "proximo_prazo", "carater", "nomeacao",
    "posse", "exercicio", "estavel_desde", "fim", "ressalvas",
)  # fmt: skip

_DATAS: Final = ("nomeacao", "posse", "exercicio", "estavel_desde", "fim")


class Criterio(Protocol):
    """What a list of people is filtered by; empty values do not restrict."""

    @property
    def texto(self) -> str: ...
    @property
    def situacoes(self) -> tuple[Situacao, ...]: ...
    @property
    def orgao_id(self) -> int | None: ...
    @property
    def unidade_id(self) -> int | None: ...
    @property
    def cargo_id(self) -> int | None: ...
    @property
    def carater(self) -> Carater | None: ...
    @property
    def nomeacao_de(self) -> date | None: ...
    @property
    def nomeacao_ate(self) -> date | None: ...
    @property
    def exercicio_de(self) -> date | None: ...
    @property
    def exercicio_ate(self) -> date | None: ...
    @property
    def com_ressalva(self) -> bool: ...


class LinhaDePessoa(NamedTuple):
    """A vínculo with whose it is."""

    id: int
    servidor_id: int
    matricula: str | None
    cpf: str | None
    nome: str
    cargo: str
    unidade: str
    orgao: str
    situacao: str
    ressalvas: int
    carater: str
    nomeacao: date | None
    posse: date | None
    exercicio: date | None
    estavel_desde: date | None
    fim: date | None
    proximo_prazo: date | None = None
    proximo_prazo_tipo: str | None = None


class Vencimento(NamedTuple):
    """The deadline that a vínculo meets next."""

    vence: date
    tipo: str


def ids(
    conexao: Connection, criterio: Criterio, *, ordem: str, decrescente: bool, hoje: date, ajustados: Ajustados,
    limite: int | None = None,
) -> array[int]:  # fmt: skip
    """Return the ids of the vínculos that pass, in display order, at most ``limite`` of them.

    KeyError for an order that is not in `ORDENS`.
    """
    consulta = _juntar(_filtrar(conexao, criterio, hoje), ordem, criterio)
    chaves = [*_chaves(conexao, ordem, hoje, ajustados), m.Vinculo.id.expression]
    return ids_em_ordem(conexao, consulta.order_by(*ordenar(chaves, decrescente=decrescente)), limite)


def contar(conexao: Connection, criterio: Criterio, *, hoje: date) -> int:
    """Return how many vínculos pass."""
    consulta = _juntar(_filtrar(conexao, criterio, hoje), "", criterio).with_only_columns(func.count())
    return int(conexao.execute(consulta).scalar_one())


def contar_pessoas(conexao: Connection) -> int:
    """Return how many people the registry has."""
    return conexao.execute(select(func.count()).select_from(m.Servidor)).scalar_one()


def nomes(conexao: Connection, pessoas: Sequence[int]) -> dict[int, str]:
    """Return the names of some people, by id."""
    consulta = select(m.Servidor.id, m.Servidor.nome).where(m.Servidor.id.in_(list(pessoas)))
    return {linha.id: linha.nome for linha in conexao.execute(consulta)}


def outros_nomes(conexao: Connection, pessoas: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """Return the social and the former names of the people who have any, by id."""
    s = m.Servidor
    consulta = select(s.id, s.nome_social, s.nomes_anteriores).where(s.id.in_(list(pessoas)), s.outros_busca != "")
    return {
        linha.id: tuple(n for n in (linha.nome_social, *json.loads(linha.nomes_anteriores or "[]")) if n)
        for linha in conexao.execute(consulta)
    }


def linhas(conexao: Connection, pedidos: Sequence[int], *, hoje: date, ajustados: Ajustados) -> list[LinhaDePessoa]:
    """Return the vínculos asked for, in the order asked; ids that no longer exist are left out."""
    v, s, c, u, o = m.Vinculo, m.Servidor, m.Cargo, m.Unidade, m.Orgao
    consulta = (
        select(
            v.id, v.servidor_id, v.matricula, s.cpf, s.nome, c.nome.label("cargo"),
            func.coalesce(u.nome, "").label("unidade"), func.coalesce(rotulo_do_orgao(), "").label("orgao"),
            situacao_do_vinculo(hoje).label("situacao"), v.ressalvas,
            v.carater, *(getattr(v, data) for data in _DATAS),
        )
        .join_from(v, s, s.id == v.servidor_id)
        .join(c, c.id == v.cargo_id)
        .join(u, u.id == v.unidade_id, isouter=True)
        .join(o, o.id == u.orgao_id, isouter=True)
    )  # fmt: skip
    por_id: dict[int, LinhaDePessoa] = {}
    for inicio in range(0, len(pedidos), LOTE):
        lote = list(pedidos[inicio : inicio + LOTE])
        proximos = proximos_vencimentos(conexao, lote, hoje=hoje, ajustados=ajustados)
        for linha in conexao.execute(consulta.where(v.id.in_(lote))):
            proximo = proximos.get(linha.id)
            por_id[linha.id] = LinhaDePessoa(*linha, *(proximo or (None, None)))
    return [por_id[id_] for id_ in pedidos if id_ in por_id]


def proximos_vencimentos(
    conexao: Connection, vinculos: Sequence[int], *, hoje: date, ajustados: Ajustados
) -> dict[int, Vencimento]:
    """Return the next unanswered deadline of each vínculo that has one ahead of it, the day itself included."""
    p = m.Prazo
    consulta = select(p.id, p.vinculo_id, p.vence, p.tipo).where(p.vinculo_id.in_(list(vinculos)), _adiante(hoje))
    if ajustados:
        consulta = consulta.where(~um_destes(conexao, p.id.expression, ajustados))
    candidatos = [(linha.vinculo_id, Vencimento(linha.vence, linha.tipo)) for linha in conexao.execute(consulta)]
    pedidos = set(vinculos)
    candidatos += [(v, venc) for v, venc in _ajustados_adiante(ajustados, hoje) if v in pedidos]
    proximos: dict[int, Vencimento] = {}
    for vinculo, vencimento in candidatos:
        atual = proximos.get(vinculo)
        if atual is None or vencimento < atual:
            proximos[vinculo] = vencimento
    return proximos


def vinculos_da_chave(conexao: Connection, *, matricula: str | None, cpf: str | None, id_: int | None) -> list[int]:
    """Return the vínculos found by matrícula, else by CPF (the latest first), else by id."""
    v, s = m.Vinculo, m.Servidor
    if matricula is not None:
        achados = conexao.execute(select(v.id).where(v.matricula == matricula)).scalars().all()
        if achados:
            return list(achados)
    if cpf is not None:
        consulta = select(v.id).join_from(v, s, s.id == v.servidor_id).where(s.cpf == cpf).order_by(v.numero.desc())
        achados = conexao.execute(consulta).scalars().all()
        if achados:
            return list(achados)
    if id_ is not None and id_ < 2**63:
        return list(conexao.execute(select(v.id).where(v.id == id_)).scalars())
    return []


# ------------------------------------------------------------------ pieces


def _filtrar(conexao: Connection, criterio: Criterio, hoje: date) -> Consulta:
    v = m.Vinculo
    consulta: Consulta = select(v.id).select_from(v)
    if criterio.situacoes:
        consulta = consulta.where(situacao_do_vinculo(hoje).in_([s.value for s in criterio.situacoes]))
    if criterio.unidade_id is not None:
        consulta = consulta.where(v.unidade_id == criterio.unidade_id)
    if criterio.orgao_id is not None:
        consulta = consulta.where(m.Unidade.orgao_id == criterio.orgao_id)
    if criterio.cargo_id is not None:
        consulta = consulta.where(v.cargo_id == criterio.cargo_id)
    if criterio.carater is not None:
        consulta = consulta.where(v.carater == criterio.carater.value)
    for coluna, de, ate in (
        (v.nomeacao, criterio.nomeacao_de, criterio.nomeacao_ate),
        (v.exercicio, criterio.exercicio_de, criterio.exercicio_ate),
    ):
        if de is not None:
            consulta = consulta.where(coluna >= de)
        if ate is not None:
            consulta = consulta.where(coluna <= ate)
    if criterio.com_ressalva:
        consulta = consulta.where(v.ressalvas > 0)
    achados = vinculos_com(conexao, criterio.texto)
    if achados is not None:
        consulta = consulta.where(v.id.in_(achados))
    return consulta


def _juntar(consulta: Consulta, ordem: str, criterio: Criterio) -> Consulta:
    """Join the tables that the filter and the order look at, and no other: each one costs."""
    v, s, c, u = m.Vinculo, m.Servidor, m.Cargo, m.Unidade
    if ordem in ("nome", "cpf"):
        consulta = consulta.join(s, s.id == v.servidor_id)
    if ordem == "cargo":
        consulta = consulta.join(c, c.id == v.cargo_id)
    if ordem in ("unidade", "orgao") or criterio.orgao_id is not None:
        consulta = consulta.join(u, u.id == v.unidade_id, isouter=True)
    if ordem == "orgao":
        consulta = consulta.join(m.Orgao, m.Orgao.id == u.orgao_id, isouter=True)
    return consulta


def _chaves(conexao: Connection, ordem: str, hoje: date, ajustados: Ajustados) -> list[ColumnElement[Any]]:
    if ordem not in ORDENS:
        raise KeyError(ordem)
    if ordem == "proximo_prazo":
        return [_proximo_em_sql(conexao, hoje, ajustados)]
    if ordem == "situacao":
        posicoes = {situacao.value: i for i, situacao in enumerate(Situacao)}
        return [case(posicoes, value=situacao_do_vinculo(hoje))]
    por_nome: dict[str, ColumnElement[Any]] = {
        "nome": m.Servidor.nome_busca.expression,
        "matricula": m.Vinculo.matricula.expression,
        "cpf": m.Servidor.cpf.expression,
        "cargo": m.Cargo.nome_busca.expression,
        "unidade": m.Unidade.nome.expression,
        "orgao": rotulo_do_orgao(),
        "carater": m.Vinculo.carater.expression,
        "ressalvas": m.Vinculo.ressalvas.expression,
        **{data: getattr(m.Vinculo, data).expression for data in _DATAS},
    }
    return [por_nome[ordem]]


def _adiante(hoje: date) -> ColumnElement[bool]:
    p = m.Prazo
    return and_(sem_resposta(hoje), p.vence.is_not(None), or_(p.vence_ultimo >= hoje, p.retido.is_(True)))


def _ajustados_adiante(ajustados: Ajustados, hoje: date) -> list[tuple[int, Vencimento]]:
    return [
        (prazo.vinculo, Vencimento(prazo.vence, prazo.tipo.value))
        for prazo in ajustados.values()
        if (prazo.desfecho is None or (prazo.conta_de is not None and prazo.conta_de > hoje))
        and prazo.vence is not None
        and prazo.vence_ultimo is not None
        and (prazo.vence_ultimo >= hoje or prazo.retido)
    ]


def _proximo_em_sql(conexao: Connection, hoje: date, ajustados: Ajustados) -> ColumnElement[Any]:
    p, v = m.Prazo, m.Vinculo
    # Two readings, each over an index of its own: of what is open, and of the few that count only from a day ahead.
    adiante = and_(p.vence.is_not(None), or_(p.vence_ultimo >= hoje, p.retido.is_(True)))
    do_vinculo = select(func.min(p.vence)).where(p.vinculo_id == v.id, adiante).correlate(v)
    gravado = do_vinculo.where(p.desfecho.is_(None)).scalar_subquery()
    tardios = _com_tardios(conexao, hoje)
    moveis = sorted({prazo.vinculo for prazo in ajustados.values()} | tardios)
    if not moveis:
        return gravado
    exatos = proximos_vencimentos(conexao, moveis, hoje=hoje, ajustados=ajustados)
    soltas = linhas_soltas(
        conexao, [(id_, exatos[id_].vence if id_ in exatos else None) for id_ in moveis],
        column("id", m.Inteiro), column("vence", Date),
    )  # fmt: skip
    exato = select(soltas.c.vence).where(soltas.c.id == v.id).correlate(v).scalar_subquery()
    return case((um_destes(conexao, v.id.expression, moveis), exato), else_=gravado)


def _com_tardios(conexao: Connection, hoje: date) -> set[int]:
    """Return the vínculos with a deadline answered by an act that counts only from a day ahead."""
    p = m.Prazo
    return set(conexao.execute(select(p.vinculo_id).where(p.conta_de > hoje)).scalars())
