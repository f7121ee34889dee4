"""Figures of the LRF by quadrimestre, and where the last one closed stands (rule N7)."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, Row, select

from ...estatuto.lrf import SituacaoLrf, fim_do_quadrimestre, limites_lrf, percentual_da_rcl, ultimo_encerrado
from ...estatuto.parametros import Parametros
from .. import modelos as m

EXECUTIVO: Final = "Executivo"
"""The only Poder whose limits are parameters here."""

Linhas = list[Row[*tuple[Any, ...]]]

_TODOS = select(m.Lrf).order_by(m.Lrf.ano.desc(), m.Lrf.quadrimestre.desc(), m.Lrf.poder)


def quadrimestres(conexao: Connection) -> Linhas:
    """Return the figures entered, the latest first."""
    return list(conexao.execute(_TODOS).all())


def situacao_da_lrf(conexao: Connection, dia: date, parametros: Parametros) -> SituacaoLrf | None:
    """Return the latest quadrimestre with figures that had closed before the day, with its limits; None without any."""
    ano, quadrimestre = ultimo_encerrado(dia)
    lrf = m.Lrf
    consulta = _TODOS.where(
        lrf.poder == EXECUTIVO, (lrf.ano < ano) | ((lrf.ano == ano) & (lrf.quadrimestre <= quadrimestre))
    ).limit(1)
    linha = conexao.execute(consulta).first()
    if linha is None:
        return None
    linhas = limites_lrf(parametros, fim_do_quadrimestre(linha.ano, linha.quadrimestre))
    return SituacaoLrf(
        ano=linha.ano,
        quadrimestre=linha.quadrimestre,
        percentual=percentual_da_rcl(linha.despesa, linha.rcl),
        alerta=linhas.alerta,
        prudencial=linhas.prudencial,
        maximo=linhas.maximo,
    )
