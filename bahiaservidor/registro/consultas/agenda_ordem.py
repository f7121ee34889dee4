"""Deadlines in display order: each part of the list read over an index of its own, and merged as they come."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Date, Text, and_, case, column, null, select, union_all

from ...estatuto.tipos import Desfecho, EstadoPrazo, TipoPrazo
from .. import modelos as m
from . import acompanhamento
from .agenda import Ajustados, Consulta, Criterio, filtrar, juntar, que_passam, rotulo_do_orgao, sem_desfecho
from .conjuntos import ids_em_ordem, linhas_soltas
from .estados import estado_do_prazo, ordenar

ORDENS: Final = (
    "vence", "vence_ultimo", "nome", "matricula", "cargo", "unidade", "orgao", "tipo", "estado", "responsavel",
    "data_interna", "nota", "falta", "inicio", "fechado_em", "dispositivo",
)  # fmt: skip

_EM_ABERTO: Final = frozenset({EstadoPrazo.ABERTO, EstadoPrazo.ZONA_CINZENTA, EstadoPrazo.SUSPENSO})
"""States of what nothing has closed as of the day; a lapsed deadline may have been closed since."""


@dataclass(frozen=True, slots=True)
class _Fonte:
    """Where the three columns that may move with the day come from."""

    vence: ColumnElement[Any]
    vence_ultimo: ColumnElement[Any]
    estado: ColumnElement[Any]
    nomes: tuple[str, ...] = ()
    """Who follows deadlines, in the order of the alphabet, when that is the order asked."""


def ids(
    conexao: Connection,
    criterio: Criterio,
    *,
    ordem: str,
    decrescente: bool,
    hoje: date,
    ajustados: Ajustados,
    pendentes: bool = False,
    limite: int | None = None,
) -> array[int]:
    """Return the ids of the deadlines that pass, in display order; those without the sorting value come last.

    ``pendentes`` leaves only what nothing has closed; ``limite`` is for a first page.  KeyError for an order that is
    not in `ORDENS`.
    """
    nomes = acompanhamento.responsaveis(conexao) if ordem == "responsavel" else ()
    fixa = _Fonte(m.Prazo.vence.expression, m.Prazo.vence_ultimo.expression, estado_do_prazo(hoje), nomes)
    separadas = [(parte, fixa) for parte in _fixos(conexao, criterio, hoje, pendentes, ajustados)]
    movidos = {id_: ajustados[id_] for id_ in que_passam(conexao, criterio, hoje, ajustados, pendentes)}
    if movidos:
        movel = linhas_soltas(
            conexao,
            [(id_, prazo.vence, prazo.vence_ultimo, prazo.estado(hoje).value) for id_, prazo in movidos.items()],
            column("id", m.Inteiro), column("vence", Date), column("vence_ultimo", Date), column("estado", Text),
        )  # fmt: skip
        fonte = _Fonte(movel.c.vence, movel.c.vence_ultimo, movel.c.estado, nomes)
        separadas.append((select(m.Prazo.id).select_from(m.Prazo).join(movel, movel.c.id == m.Prazo.id), fonte))
    # Each part is read in the order of an index where there is one, and the parts are merged as they come: the first
    # page of a long list costs a page.
    chaves = [f"k{i}" for i in range(len(_chaves(ordem, fixa)))]
    partes = []
    for parte, origem in separadas:
        for consulta, tem_a_primeira in _juntar_em_ordem(parte, ordem, criterio):
            valores = _chaves(ordem, origem)
            if not tem_a_primeira:
                valores[0] = null()
            postos = (valor.label(nome) for nome, valor in zip(chaves, valores, strict=True))
            partes.append(consulta.with_only_columns(m.Prazo.id, *postos))
    postas: list[ColumnElement[Any]] = [*(column(nome) for nome in chaves), column("id")]
    juntas = union_all(*partes) if len(partes) > 1 else partes[0]
    return ids_em_ordem(conexao, juntas.order_by(*ordenar(postas, decrescente=decrescente)), limite)


# ------------------------------------------------------------------ pieces


def _fixos(
    conexao: Connection, criterio: Criterio, hoje: date, pendentes: bool, ajustados: Ajustados
) -> list[Consulta]:
    """Return the same as queries apart, each over an index of its own: what is open is half of all there is."""
    p = m.Prazo
    if not pendentes and not (criterio.estados and set(criterio.estados) <= _EM_ABERTO):
        return [filtrar(conexao, criterio, hoje, pendentes, ajustados)]
    base = sem_desfecho(conexao, criterio, hoje, ajustados)
    adiante = and_(p.desfecho == Desfecho.CUMPRIDO.value, p.conta_de > hoje)
    return [base.where(p.desfecho.is_(None)), base.where(adiante)]


def _juntar_em_ordem(consulta: Consulta, ordem: str, criterio: Criterio) -> list[tuple[Consulta, bool]]:
    """Return the query with the tables of the order joined, in parts, and whether each has what it is sorted by.

    Where the filter leaves most of the list, the reading starts from whose order it is: people by name, and of each
    the deadlines.  A sum without effect keeps SQLite from starting from the deadlines, each of which would look for
    its person and all of which would then be sorted.
    """
    p, v, s, c, u, a = m.Prazo, m.Vinculo, m.Servidor, m.Cargo, m.Unidade, m.Acompanhamento
    if ordem in ("responsavel", "data_interna", "nota"):
        tem = a.data_interna.is_not(None) if ordem == "data_interna" else getattr(a, ordem) != ""
        consulta = juntar(consulta, "", criterio)
        seguidos = consulta.join(a, acompanhamento.do_prazo()).where(tem)
        return [(seguidos, True), (consulta.where(~acompanhamento.com(tem)), False)]
    if _estreito(criterio) or ordem not in ("nome", "matricula", "cargo", "unidade"):
        return [(juntar(consulta, ordem, criterio), True)]
    consulta = consulta.join(v, v.id + 0 == p.vinculo_id)
    if ordem == "nome":
        consulta = consulta.join(s, s.id == v.servidor_id)
    if ordem == "cargo":
        consulta = consulta.join(c, c.id == v.cargo_id)
    if ordem != "unidade" and criterio.orgao_id is None:
        return [(consulta, True)]
    com_unidade = (consulta.join(u, u.id == v.unidade_id), True)
    return (
        [com_unidade]
        if criterio.orgao_id is not None
        else [com_unidade, (consulta.where(v.unidade_id.is_(None)), False)]
    )


def _estreito(criterio: Criterio) -> bool:
    """Tell whether the filter leaves few deadlines, which are then the place to start from."""
    return bool(
        criterio.texto or criterio.de or criterio.ate or criterio.dia_de or criterio.dia_ate or criterio.interna_depois
        or criterio.com_interna or criterio.interna_de or criterio.interna_ate or criterio.responsavel
    )  # fmt: skip


def _chaves(ordem: str, fonte: _Fonte) -> list[ColumnElement[Any]]:
    if ordem not in ORDENS:
        raise KeyError(ordem)
    tipos = case({tipo.value: i for i, tipo in enumerate(TipoPrazo)}, value=m.Prazo.tipo)
    estados = case({estado.value: i for i, estado in enumerate(EstadoPrazo)}, value=fonte.estado)
    primeira: dict[str, ColumnElement[Any]] = {
        "vence": fonte.vence,
        "vence_ultimo": fonte.vence_ultimo,
        "nome": m.Servidor.nome_busca.expression,
        "matricula": m.Vinculo.matricula.expression,
        "cargo": m.Cargo.nome_busca.expression,
        "unidade": m.Unidade.nome.expression,
        "orgao": rotulo_do_orgao(),
        "tipo": tipos,
        "estado": estados,
        "responsavel": acompanhamento.posto_do_nome(fonte.nomes),
        "data_interna": m.Acompanhamento.data_interna.expression,
        "nota": m.Acompanhamento.nota.expression,
        "falta": fonte.vence,
        "inicio": m.Prazo.inicio.expression,
        "fechado_em": m.Prazo.fechado_em.expression,
        "dispositivo": m.Prazo.dispositivo.expression,
    }
    return [primeira[ordem]] if ordem in ("vence", "falta") else [primeira[ordem], fonte.vence]
