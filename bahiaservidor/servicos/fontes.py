"""What the judgment of an act asks of the registers around a person: each question, and its answer by query.

`massa.FontesEmMassa` answers the same from memory, where a fresh registry is being filled.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from ..estatuto.atos.base import Pretendente, SituacaoAutoridade, SituacaoConcurso, SituacaoUnidade
from ..estatuto.lrf import SituacaoLrf
from ..estatuto.parametros import Parametros
from ..estatuto.quadro import Quadro, SituacaoCargo
from ..registro.conexao import Conexao
from ..registro.consultas import provimento as consultas
from ..registro.consultas import quadro
from ..registro.consultas.lrf import situacao_da_lrf


class Vidas(Protocol):
    """The batch that asks: its connection, and the lives that it still has to write."""

    @property
    def conexao(self) -> Conexao:
        """The connection of the open transaction."""

    def gravar(self) -> None:
        """Write the lives that wait."""


class Fontes:
    """The registry as the acts of a batch find it: what depends on lives is asked after these are written."""

    def __init__(self, lote: Vidas) -> None:
        """Take the batch whose lives must be written before a question that depends on them."""
        self._lote = lote

    def cargo(self, cargo_id: int, dia: date) -> SituacaoCargo | None:
        """Return the cargo as an act of the day finds it; None if there is no such cargo."""
        self._lote.gravar()
        return consultas.situacao_do_cargo(self._lote.conexao, cargo_id, dia)

    def disponiveis(self, cargo: SituacaoCargo, dia: date) -> tuple[Pretendente, ...]:
        """Return who is in disponibilidade and fits the cargo, first who waits longest (art. 38)."""
        self._lote.gravar()
        return quadro.quem_cabe(self._lote.conexao, cargo, dia)

    def lotacao(self, cargo_id: int, unidade_id: int, dia: date, *, exceto: int) -> tuple[int, int] | None:
        """Return posts and occupants of a cargo in a unit; None where no post of it was ever lotado there."""
        self._lote.gravar()
        return quadro.lotacao(self._lote.conexao, cargo_id, unidade_id, dia, exceto=exceto)

    def ocupante(self, cargo_id: int, dia: date, *, exceto: int) -> Pretendente | None:
        """Return the last named among those who hold a post of the cargo, or None (I3)."""
        self._lote.gravar()
        return quadro.ultimo_ocupante(self._lote.conexao, cargo_id, dia, exceto=exceto)

    def quadro(self, cargos: Iterable[int], dia: date) -> Quadro:
        """Return the cargos given and every one of their carreiras, as the day finds them."""
        self._lote.gravar()
        return quadro.quadro_de(self._lote.conexao, cargos, dia)

    def mandatos(self, entidade: str, inicio: date, fim: date) -> int:
        """Return how many union mandates of the entity overlap the period."""
        self._lote.gravar()
        return quadro.mandatos_da_entidade(self._lote.conexao, entidade, inicio, fim)

    def concurso(self, candidato_id: int, dia: date) -> SituacaoConcurso | None:
        """Return the concurso of a candidate and who, better placed, is neither named nor withdrawn by the day."""
        return consultas.situacao_do_concurso(self._lote.conexao, candidato_id, dia)

    def autoridade(self, autoridade_id: int) -> SituacaoAutoridade | None:
        """Return an entry of the register of authorities; None if there is none with this id."""
        return consultas.situacao_da_autoridade(self._lote.conexao, autoridade_id)

    def unidade(self, unidade_id: int) -> SituacaoUnidade | None:
        """Return a unit with its órgão and Poder, or None."""
        return quadro.unidade(self._lote.conexao, unidade_id)

    def lrf(self, dia: date, parametros: Parametros) -> SituacaoLrf | None:
        """Return the latest quadrimestre with figures that had closed before the day; None without any."""
        return situacao_da_lrf(self._lote.conexao, dia, parametros)
