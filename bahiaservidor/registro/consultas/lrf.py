"""Figures of the LRF by quadrimestre, and where the last one closed stands (rule N7)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Final

from sqlalchemy import Connection, Row, select

from ... import caminhos
from ...estatuto.lrf import SituacaoLrf, fim_do_quadrimestre, limites_lrf, percentual_da_rcl, ultimo_encerrado
from ...estatuto.parametros import Parametros, ValorDatado
from .. import modelos as m
from ..recursos import ARQUIVO_PARAMETROS, ler_parametros

EXECUTIVO: Final = "Executivo"
"""The only Poder whose limits are parameters here."""

Linhas = list[Row[*tuple[Any, ...]]]

_TODOS = select(m.Lrf).order_by(m.Lrf.ano.desc(), m.Lrf.quadrimestre.desc(), m.Lrf.poder)
_ENTRADAS = select(m.Parametro).where(m.Parametro.chave.startswith("lrf_")).order_by(m.Parametro.id)


def quadrimestres(conexao: Connection) -> Linhas:
    """Return the figures entered, the latest first."""
    return list(conexao.execute(_TODOS).all())


def situacao_da_lrf(conexao: Connection, dia: date, parametros: Parametros | None = None) -> SituacaoLrf | None:
    """Return the latest quadrimestre with figures that had closed before the day, with its limits; None without any.

    ``parametros`` are those in use; without them the shipped ones and those entered here are read.
    """
    ano, quadrimestre = ultimo_encerrado(dia)
    lrf = m.Lrf
    consulta = _TODOS.where(
        lrf.poder == EXECUTIVO, (lrf.ano < ano) | ((lrf.ano == ano) & (lrf.quadrimestre <= quadrimestre))
    ).limit(1)
    linha = conexao.execute(consulta).first()
    if linha is None:
        return None
    linhas = limites_lrf(
        parametros if parametros is not None else _parametros(conexao),
        fim_do_quadrimestre(linha.ano, linha.quadrimestre),
    )
    return SituacaoLrf(
        ano=linha.ano,
        quadrimestre=linha.quadrimestre,
        percentual=percentual_da_rcl(linha.despesa, linha.rcl),
        alerta=linhas.alerta,
        prudencial=linhas.prudencial,
        maximo=linhas.maximo,
    )


def _parametros(conexao: Connection) -> Parametros:
    return _com(_do_programa(), conexao.execute(_ENTRADAS))


def _com(parametros: Parametros, linhas: Iterable[Any]) -> Parametros:
    for linha in linhas:
        if linha.chave in parametros.itens:
            valor = ValorDatado(
                desde=linha.desde, valor=json.loads(linha.valor, parse_float=Decimal), citacao=linha.citacao,
                conferido_em=linha.conferido_em, confirmado=linha.confirmado, observacao=linha.observacao,
            )  # fmt: skip
            parametros = parametros.com(linha.chave, valor)
    return parametros


@cache
def _do_programa() -> Parametros:
    return ler_parametros(caminhos.recursos() / ARQUIVO_PARAMETROS)
