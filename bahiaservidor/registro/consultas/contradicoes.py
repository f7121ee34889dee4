"""The contradictions inbox: lists, counts and rows over the queries of every kind.

Findings that no query can tell arrive here computed (``extras``) and take their place among the others.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from operator import itemgetter
from typing import Any, Final, NamedTuple, Protocol

from sqlalchemy import (
    ColumnElement,
    Connection,
    Text,
    cast,
    exists,
    false,
    func,
    literal,
    null,
    select,
    union_all,
)

from .. import modelos as m
from ..busca import vinculos_com
from . import contradicoes_pessoas as pessoas
from . import contradicoes_regras as regras
from .contradicoes_ciencia import Ciencia, em_vigor
from .contradicoes_colunas import COLUNAS, Consulta, Momento
from .contradicoes_especies import ESPECIES, ORDEM_DAS_ESPECIES, Achado, Especie, Gravidade, separar

REGRAS: Final[Mapping[Especie, Callable[[Momento], Consulta]]] = {
    Especie.RESSALVA: regras.ressalvas,
    Especie.POSSE_FORA_DO_PRAZO: regras.posses_fora_do_prazo,
    Especie.POSSE_ZONA_CINZENTA: regras.posses_na_zona,
    Especie.CARGOS_SIMULTANEOS: pessoas.cargos_simultaneos,
    Especie.ATO_SEM_DOE: regras.atos_sem_doe,
    Especie.EXCEDENTE: pessoas.excedentes,
    Especie.CARGO_ACIMA_DOS_POSTOS: pessoas.cargos_acima_dos_postos,
    Especie.ESTAGIO_SEM_AVALIADOR: regras.estagios_sem_avaliador,
    Especie.ESTAGIO_SEM_HOMOLOGACAO: regras.estagios_sem_homologacao,
    Especie.PRAZO_VENCIDO: regras.prazos_vencidos,
    Especie.NOMEACAO_ACIMA_DA_LRF: regras.nomeacoes_acima_da_lrf,
    Especie.SEM_NASCIMENTO: pessoas.sem_nascimento,
    Especie.SEM_CPF: pessoas.sem_cpf,
    Especie.POSSIVEL_DUPLICATA: pessoas.possiveis_duplicatas,
}
"""The query of each kind that is found in the tables."""

ORDENS: Final = ("gravidade", "desde", "especie", "nome")

_LOTE: Final = 500


class Criterio(Protocol):
    """What the inbox is filtered by; empty values do not restrict, and ``cientes`` None takes both."""

    @property
    def especies(self) -> tuple[Especie, ...]: ...
    @property
    def gravidades(self) -> tuple[Gravidade, ...]: ...
    @property
    def texto(self) -> str: ...
    @property
    def cientes(self) -> bool | None: ...


class Contagem(NamedTuple):
    """How many findings of a kind and weight there are, acknowledged or not."""

    especie: Especie
    gravidade: Gravidade
    ciente: bool
    quantidade: int


class _Chaves(NamedTuple):
    """What a row is ordered by."""

    gravidade: int
    desde: date | None
    especie: int
    nome: str | None
    id: int


def ids(
    conexao: Connection,
    criterio: Criterio,
    *,
    ordem: str,
    decrescente: bool,
    momento: Momento,
    extras: Sequence[Achado],
) -> array[int]:
    """Return the ids of the findings that pass, in display order; those without the sorting value come last.

    KeyError for an order that is not in `ORDENS`.
    """
    if ordem not in ORDENS:
        raise KeyError(ordem)
    linhas = _em_ordem(conexao, criterio, ordem, decrescente, momento)
    do_filtro = _extras_que_passam(conexao, criterio, extras)
    if do_filtro:
        nomes = _nomes_de_busca(conexao, do_filtro)
        linhas += [
            _Chaves(a.gravidade, a.desde, ORDEM_DAS_ESPECIES[Especie(a.especie)], nomes.get(a.servidor_id), a.id)
            for a in do_filtro
        ]
        linhas = ordenar(linhas, ordem, decrescente=decrescente)
    return array("q", [linha.id for linha in linhas])


def ordenar(linhas: Iterable[_Chaves], ordem: str, *, decrescente: bool) -> list[_Chaves]:
    """Return the rows in the order the query gives them."""
    campo = _Chaves._fields.index(ordem)
    todas = sorted(linhas, key=lambda linha: (-linha.gravidade, linha.desde or date.max, linha.especie, linha.id))
    com = [linha for linha in todas if linha[campo] is not None]
    sem = [linha for linha in todas if linha[campo] is None]
    com.sort(key=itemgetter(campo), reverse=decrescente)
    return com + sem


def contar(conexao: Connection, *, momento: Momento, extras: Sequence[Achado]) -> list[Contagem]:
    """Return how many findings there are on the day, by kind, weight and whether somebody acknowledged them."""
    partes = []
    for especie, regra in REGRAS.items():
        a = regra(momento).subquery()
        partes.append(
            select(
                literal(ORDEM_DAS_ESPECIES[especie], m.Inteiro).label("especie"),
                a.c.gravidade.label("gravidade"),
                _ciente(conexao, especie, a).label("ciente"),
            )
        )
    u = union_all(*partes).subquery("u").c
    chaves = (u.especie, u.gravidade, u.ciente)
    total: Counter[tuple[Especie, Gravidade, bool]] = Counter()
    for numero, gravidade, ciente_, quantidade in conexao.execute(select(*chaves, func.count()).group_by(*chaves)):
        total[ESPECIES[numero], Gravidade(gravidade), bool(ciente_)] += quantidade
    vistas = em_vigor(conexao, extras)
    for achado in extras:
        total[Especie(achado.especie), Gravidade(achado.gravidade), achado.id in vistas] += 1
    return [Contagem(*chave, quantidade) for chave, quantidade in sorted(total.items())]


def achados(conexao: Connection, pedidos: Sequence[int], *, momento: Momento, extras: Sequence[Achado]) -> list[Achado]:
    """Return the findings asked for, in the order asked; ids that no longer are one are left out."""
    por_id = {achado.id: achado for achado in extras}
    por_especie: dict[Especie, list[int]] = {}
    for id_ in pedidos:
        especie, objeto = separar(id_)
        if especie in REGRAS and id_ not in por_id:
            por_especie.setdefault(especie, []).append(objeto)
    for especie, objetos in por_especie.items():
        a = REGRAS[especie](momento).subquery()
        for inicio in range(0, len(objetos), _LOTE):
            consulta = select(*(a.c[nome] for nome in COLUNAS)).where(a.c.objeto.in_(objetos[inicio : inicio + _LOTE]))
            for linha in conexao.execute(consulta):
                achado = Achado(especie.value, *linha)
                por_id[achado.id] = achado
    return [por_id[id_] for id_ in pedidos if id_ in por_id]


def cientes(conexao: Connection, de: Sequence[Achado]) -> dict[int, Ciencia]:
    """Return the acknowledgement in force of each of the findings, by id; those without one are absent."""
    return em_vigor(conexao, de)


# ------------------------------------------------------------------ pieces


def _em_ordem(
    conexao: Connection, criterio: Criterio, ordem: str, decrescente: bool, momento: Momento
) -> list[_Chaves]:
    especies = [especie for especie in REGRAS if not criterio.especies or especie in criterio.especies]
    if not especies:
        return []
    partes = []
    for especie in especies:
        a = REGRAS[especie](momento).subquery()
        numero = ORDEM_DAS_ESPECIES[especie]
        parte = select(
            a.c.gravidade.label("gravidade"),
            a.c.desde.label("desde"),
            literal(numero, m.Inteiro).label("especie"),
            a.c.servidor_id.label("servidor_id"),
            a.c.cargo_id.label("cargo_id"),
            (a.c.objeto + (numero << 40)).label("id"),
        )
        if criterio.gravidades:
            parte = parte.where(a.c.gravidade.in_([int(g) for g in criterio.gravidades]))
        if criterio.cientes is not None:
            ciente = _ciente(conexao, especie, a)
            parte = parte.where(ciente if criterio.cientes else ~ciente)
        partes.append(parte)
    u = union_all(*partes).subquery("u")
    s, c = m.Servidor, m.Cargo
    por_nome = ordem == "nome"
    nome = func.coalesce(s.nome_busca, c.nome_busca) if por_nome else cast(null(), Text)
    consulta = select(u.c.gravidade, u.c.desde, u.c.especie, nome.label("nome"), u.c.id).select_from(u)
    if por_nome:
        consulta = consulta.join(s, s.id == u.c.servidor_id, isouter=True)
        consulta = consulta.join(c, c.id == u.c.cargo_id, isouter=True)
    onde = _do_texto(conexao, criterio.texto, u.c.servidor_id)
    if onde is not None:
        consulta = consulta.where(onde)
    chaves: dict[str, ColumnElement[Any]] = {
        "gravidade": u.c.gravidade, "desde": u.c.desde, "especie": u.c.especie, "nome": nome,
    }  # fmt: skip
    chave = chaves[ordem]
    primeira = chave.desc().nulls_last() if decrescente else chave.asc().nulls_last()
    consulta = consulta.order_by(primeira, u.c.gravidade.desc(), u.c.desde.asc().nulls_last(), u.c.especie, u.c.id)
    return [_Chaves(*linha) for linha in conexao.execute(consulta)]


def _ciente(conexao: Connection, especie: Especie, a: Any) -> ColumnElement[bool]:
    """Return the condition that what a finding says now is what somebody acknowledged last."""
    c = m.ContradicaoCiencia
    da_especie = select(c.id).where(c.chave >= f"{especie.value}:", c.chave < f"{especie.value};").limit(1)
    if conexao.execute(da_especie).first() is None:
        # Nobody acknowledged one of this kind: nothing to compare, row by row.
        return false()
    chave = literal(f"{especie.value}:") + a.c.natural
    ultima = c.__table__.alias("ultima")
    return exists().where(
        c.chave == chave,
        c.diz == _diz(a),
        c.retirada.is_(False),
        c.id == select(func.max(ultima.c.id)).where(ultima.c.chave == c.chave).scalar_subquery(),
    )


def _diz(a: Any) -> ColumnElement[str]:
    """Return `Achado.diz` in SQL."""
    diz: ColumnElement[str] = cast(a.c.gravidade, Text)
    for nome in ("outro_id", "desde", "dia", "limite", "numero", "texto"):
        diz = diz + "|" + func.coalesce(cast(a.c[nome], Text), "")
    return diz


def _do_texto(conexao: Connection, texto: str, servidor_id: ColumnElement[Any]) -> ColumnElement[bool] | None:
    vinculos = vinculos_com(conexao, texto)
    if vinculos is None:
        return None
    return servidor_id.in_(select(m.Vinculo.servidor_id).where(m.Vinculo.id.in_(vinculos)))


def _extras_que_passam(conexao: Connection, criterio: Criterio, extras: Sequence[Achado]) -> list[Achado]:
    passam = [
        achado
        for achado in extras
        if (not criterio.especies or Especie(achado.especie) in criterio.especies)
        and (not criterio.gravidades or Gravidade(achado.gravidade) in criterio.gravidades)
    ]
    if passam and criterio.cientes is not None:
        vistas = em_vigor(conexao, passam)
        passam = [achado for achado in passam if (achado.id in vistas) is criterio.cientes]
    onde = _do_texto(conexao, criterio.texto, m.Servidor.id.expression)
    if passam and onde is not None:
        achados_ = set(conexao.execute(select(m.Servidor.id).where(onde)).scalars())
        passam = [achado for achado in passam if achado.servidor_id in achados_]
    return passam


def _nomes_de_busca(conexao: Connection, de: Sequence[Achado]) -> dict[int | None, str]:
    pedidos = sorted({a.servidor_id for a in de if a.servidor_id is not None})
    nomes: dict[int | None, str] = {}
    for inicio in range(0, len(pedidos), _LOTE):
        consulta = select(m.Servidor.id, m.Servidor.nome_busca).where(
            m.Servidor.id.in_(pedidos[inicio : inicio + _LOTE])
        )
        nomes |= {linha.id: linha.nome_busca for linha in conexao.execute(consulta)}
    return nomes
