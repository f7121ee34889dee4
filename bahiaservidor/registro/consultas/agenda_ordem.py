"""Deadlines in display order: each part of the list read over an index of its own, and merged as they come."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Date, Text, case, column, null, select, union_all

from ...estatuto.tipos import EstadoPrazo, TipoPrazo
from .. import modelos as m
from . import acompanhamento
from .agenda import Ajustados, Consulta, Criterio, filtrar, juntar, que_passam, rotulo_do_orgao, separadas
from .conjuntos import ids_em_ordem, linhas_soltas
from .estados import estado_do_prazo, ordenar

ORDENS: Final = (
    "vence", "vence_ultimo", "nome", "matricula", "cargo", "unidade", "orgao", "tipo", "estado", "responsavel",
    "data_interna", "nota", "falta", "inicio", "fechado_em", "dispositivo",
)  # fmt: skip


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
    if ordem not in ORDENS:
        raise KeyError(ordem)
    pedido = _Pedido(criterio, decrescente, hoje, ajustados, pendentes, limite)
    if ordem not in ("responsavel", "data_interna", "nota"):
        return _ler(conexao, pedido, ordem)
    # The few that somebody follows, in the order asked, and then all the others as they fall due.
    a = m.Acompanhamento
    seguido = acompanhamento.com(a.data_interna.is_not(None) if ordem == "data_interna" else getattr(a, ordem) != "")
    primeiros = _ler(conexao, pedido, ordem, seguido)
    if limite is None or len(primeiros) < limite:
        primeiros += _ler(conexao, pedido, "vence", ~seguido)
    return primeiros[:limite]


# ------------------------------------------------------------------ pieces


@dataclass(frozen=True, slots=True)
class _Pedido:
    """What a list is asked for, but for its order."""

    criterio: Criterio
    decrescente: bool
    hoje: date
    ajustados: Ajustados
    pendentes: bool
    limite: int | None


def _ler(conexao: Connection, pedido: _Pedido, ordem: str, so: ColumnElement[bool] | None = None) -> array[int]:
    """Return the ids in an order; ``so`` restricts the list further."""
    criterio, hoje, pendentes, ajustados = pedido.criterio, pedido.hoje, pedido.pendentes, pedido.ajustados
    nomes = acompanhamento.responsaveis(conexao) if ordem == "responsavel" else ()
    p = m.Prazo

    def fonte(aberta: bool) -> _Fonte:
        return _Fonte(p.vence.expression, p.vence_ultimo.expression, estado_do_prazo(hoje, aberto=aberta), nomes)

    if pendentes or criterio.estados:
        fixas = [
            (parte.consulta, fonte(parte.aberta)) for parte in separadas(conexao, criterio, hoje, pendentes, ajustados)
        ]
    else:
        fixas = [(filtrar(conexao, criterio, hoje, pendentes, ajustados), fonte(False))]
    partes = []
    movidos = {id_: ajustados[id_] for id_ in que_passam(conexao, criterio, hoje, ajustados, pendentes)}
    if movidos:
        movel = linhas_soltas(
            conexao,
            [(id_, prazo.vence, prazo.vence_ultimo, prazo.estado(hoje).value) for id_, prazo in movidos.items()],
            column("id", m.Inteiro), column("vence", Date), column("vence_ultimo", Date), column("estado", Text),
        )  # fmt: skip
        deles = select(p.id).select_from(p).join(movel, movel.c.id == p.id)
        soltos = _Fonte(movel.c.vence, movel.c.vence_ultimo, movel.c.estado, nomes)
        partes.append((juntar(deles, ordem, criterio), _chaves(ordem, soltos)))
    # Each part is read in the order of an index where there is one, and the parts are merged as they come: the first
    # page of a long list costs a page.
    for numero, (consulta, origem) in enumerate(fixas):
        chaves = _chaves(ordem, origem)
        if numero or so is not None or _estreito(criterio):
            partes.append((juntar(consulta, ordem, criterio), chaves))
            continue
        for parte, tem_a_primeira in _juntar_em_ordem(consulta, ordem, criterio):
            partes.append((parte, chaves if tem_a_primeira else [null(), *chaves[1:]]))
    nomeadas = [
        (parte if so is None else parte.where(so)).with_only_columns(
            p.id, *(chave.label(f"k{n}") for n, chave in enumerate(chaves))
        )
        for parte, chaves in partes
    ]
    postas: list[ColumnElement[Any]] = [*(column(f"k{n}") for n in range(len(partes[0][1]))), column("id")]
    juntas = union_all(*nomeadas) if len(nomeadas) > 1 else nomeadas[0]
    return ids_em_ordem(conexao, juntas.order_by(*ordenar(postas, decrescente=pedido.decrescente)), pedido.limite)


def _juntar_em_ordem(consulta: Consulta, ordem: str, criterio: Criterio) -> list[tuple[Consulta, bool]]:
    """Return the query with the tables of the order joined, in parts, and whether each has what it is sorted by.

    The reading starts from whose order it is: people by name, and of each the deadlines.  Sums without effect keep
    SQLite from starting from the deadlines, each of which would look for its person and all of which would then be
    sorted.
    """
    p, v, s, c, u = m.Prazo, m.Vinculo, m.Servidor, m.Cargo, m.Unidade
    if ordem not in ("nome", "matricula", "cargo", "unidade"):
        return [(juntar(consulta, ordem, criterio), True)]
    consulta = consulta.join(v, v.id + 0 == p.vinculo_id)
    if ordem == "nome":
        consulta = consulta.join(s, s.id + 0 == v.servidor_id)
    if ordem == "cargo":
        consulta = consulta.join(c, c.id + 0 == v.cargo_id)
    if ordem != "unidade" and criterio.orgao_id is None:
        return [(consulta, True)]
    partes = [(consulta.join(u, u.id + 0 == v.unidade_id), True)]
    if criterio.orgao_id is None:
        partes.append((consulta.where(v.unidade_id.is_(None)), False))
    return partes


def _estreito(criterio: Criterio) -> bool:
    """Tell whether the filter leaves few deadlines, which are then the place to start from."""
    return bool(
        criterio.texto or criterio.de or criterio.ate or criterio.dia_de or criterio.dia_ate or criterio.interna_depois
        or criterio.com_interna or criterio.interna_de or criterio.interna_ate or criterio.responsavel
    )  # fmt: skip


def _chaves(ordem: str, fonte: _Fonte) -> list[ColumnElement[Any]]:
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
