"""The deadlines that move with the day: time out of service without an end goes on counting (S5)."""

from __future__ import annotations

from datetime import date
from typing import Final

from sqlalchemy import Connection, func, select

from ...estatuto.prazo import Prazo
from ...estatuto.prazos import prazos_do_vinculo
from ...estatuto.regime import Regimes
from .. import modelos as m
from ..vidas import ler_vidas

DE_VOLTA: Final = ("reintegracao", "reversao")
"""Acts after which the time out of service goes on until the exercício."""


def versao_do_livro(conexao: Connection) -> int:
    """Return the number of the last entry: whatever moves a deadline is in the book, so it tells readings apart."""
    return conexao.execute(select(func.max(m.Ato.id))).scalar() or 0


def recomputar(conexao: Connection, regimes: Regimes, hoje: date) -> dict[int, Prazo]:
    """Return the deadlines that depend on the day, as they stand on it, by id of their row."""
    p, a = m.Prazo, m.Afastamento
    # From the open absences and from who came back, perhaps not yet in exercício, which are few: there is no index on
    # what depends on the day.
    em_aberto = select(a.vinculo_id).where(a.fim.is_(None))
    de_volta = select(m.Ato.vinculo_id).where(m.Ato.tipo.in_(DE_VOLTA))
    consulta = select(p.id, p.servidor_id, p.vinculo_id, p.tipo, p.numero).where(
        p.vinculo_id.in_(em_aberto.union(de_volta)), p.depende_de_hoje.is_(True)
    )
    linhas = conexao.execute(consulta).all()
    lidas = ler_vidas(conexao, sorted({linha.servidor_id for linha in linhas}))
    computados: dict[tuple[int, str, int], Prazo] = {}
    for servidor_id, vinculo_id in {(linha.servidor_id, linha.vinculo_id) for linha in linhas}:
        if servidor_id not in lidas:
            continue
        vida = lidas[servidor_id].vida
        for prazo in prazos_do_vinculo(vida, vida.vinculo(vinculo_id), regimes, hoje):
            computados[vinculo_id, prazo.tipo.value, prazo.posicao] = prazo
    achados = ((linha.id, computados.get((linha.vinculo_id, linha.tipo, linha.numero))) for linha in linhas)
    return {id_: prazo for id_, prazo in achados if prazo is not None}
