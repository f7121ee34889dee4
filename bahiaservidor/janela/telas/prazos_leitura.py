"""What the screen of deadlines reads, off the interface's thread."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from ...estatuto.tipos import EstadoPrazo
from ...servicos.tipos import FiltroPrazos, LinhaPrazo, Orgao, Unidade
from ..casa import Casa
from ..modelos.base import ModeloJanela, Ordem
from ..modelos.prazos import FECHADOS

LIMITE_DO_MES = 5000
"""Deadlines read at most for one month of the calendar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lista:
    """The ids in order, all of them or the first of a long list, and the rows of the first page."""

    ids: array[int]
    primeiras: Sequence[LinhaPrazo]
    completa: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LerLista:
    """One reading of the list as filtered and ordered; at most ``limite`` ids."""

    casa: Casa
    modelo: ModeloJanela[LinhaPrazo]
    filtro: FiltroPrazos
    ordem: Ordem
    pendentes: bool
    limite: int | None

    def __call__(self) -> Lista:
        from ...servicos import agenda

        ids = agenda.ids_prazos(
            self.casa.ctx, filtro=self.filtro, ordem=self.ordem.chave, decrescente=self.ordem.decrescente,
            hoje=self.casa.hoje(), pendentes=self.pendentes, limite=self.limite,
        )  # fmt: skip
        completa = self.limite is None or len(ids) < self.limite
        return Lista(ids=ids, primeiras=self.modelo.primeiras(ids), completa=completa)


def ler_contagens(casa: Casa, filtro: FiltroPrazos, pendentes: bool) -> dict[EstadoPrazo, int]:
    """Return the counts by state, whatever states are chosen."""
    from ...servicos import agenda

    hoje, sem_estado = casa.hoje(), replace(filtro, estados=())
    contagens = agenda.contar_prazos(casa.ctx, filtro=sem_estado, hoje=hoje)
    if pendentes:
        # What is closed keeps its number: it says how many there would be.
        abertos = agenda.contar_prazos(casa.ctx, filtro=sem_estado, hoje=hoje, pendentes=True)
        contagens |= {estado: abertos.get(estado, 0) for estado in EstadoPrazo if estado not in FECHADOS}
    return contagens


def ler_linhas(casa: Casa, ids: Sequence[int]) -> Sequence[LinhaPrazo]:
    """Return rows in the order asked. Off the interface's thread."""
    from ...servicos import agenda

    return agenda.linhas_prazos(casa.ctx, ids=ids, hoje=casa.hoje())


def ler_mes(casa: Casa, filtro: FiltroPrazos, mes: date, pendentes: bool) -> tuple[tuple[LinhaPrazo, ...], int]:
    """Return the month's rows (up to a limit) and how many there are. Off the interface's thread."""
    from ...servicos import agenda

    hoje = casa.hoje()
    ids = agenda.ids_prazos(casa.ctx, filtro=agenda.no_mes(filtro, mes), hoje=hoje, pendentes=pendentes)
    return agenda.linhas_prazos(casa.ctx, ids=ids[:LIMITE_DO_MES], hoje=hoje), len(ids)


def ler_responsaveis(casa: Casa) -> tuple[str, ...]:
    """Return the names that the filter offers. Off the interface's thread."""
    from ...servicos import acompanhamento

    return acompanhamento.responsaveis(casa.ctx)


def ler_orgaos(casa: Casa) -> tuple[Sequence[Orgao], Sequence[Unidade]]:
    """Return what the filter offers. Off the interface's thread."""
    from ...servicos import cadastros

    return cadastros.orgaos(casa.ctx), cadastros.unidades(casa.ctx)
