"""What the rows of one import share: the open transaction, the operation, the registers they refer to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from ..registro.auditoria import trilhar
from ..registro.conexao import Conexao
from ..registro.livro import Operacao
from .contexto import Contexto
from .importacao_linha import Campo, Efeito, Linha
from .importacao_quadro import Quadro
from .lote import Lote
from .tipos.importacao import PedidoImportacao

DESCRICAO = "Importação de planilha"
"""What operations of imports are called in the book."""

ACAO_NA_TRILHA = "importa"


@dataclass(slots=True, kw_only=True)
class Sessao:
    """One import under way, in a transaction of its own."""

    ctx: Contexto
    conexao: Conexao
    operacao: Operacao
    lote: Lote
    pedido: PedidoImportacao
    hoje: date
    importacao_id: int
    _quadro: Quadro | None = field(default=None)

    @property
    def quadro(self) -> Quadro:
        """The registers, read when first asked for."""
        if self._quadro is None:
            self._quadro = Quadro.ler(self.conexao)
        return self._quadro

    def esquecer_quadro(self) -> None:
        """Read the registers again: a row wrote in them."""
        self._quadro = None

    def trilhar(self, objeto: str, objeto_id: int, detalhe: str) -> None:
        """Say in the trail what is not in the book, under the number of the import."""
        trilhar(
            self.conexao, instante=self.operacao.instante, usuario=self.operacao.usuario, acao=ACAO_NA_TRILHA,
            objeto=objeto, objeto_id=objeto_id, detalhe=f"{marca(self.importacao_id)}{detalhe}",
        )  # fmt: skip


def marca(importacao_id: int) -> str:
    """Return how a line of the trail says which import it is of."""
    return f"importação {importacao_id}: "


class Executor(Protocol):
    """Enters the rows of a kind, one at a time, by the rules of the services."""

    def ordem(self, linhas: Sequence[Linha]) -> Sequence[Linha]:
        """Return the rows in the order in which they enter."""

    def executar(self, linha: Linha) -> Efeito:
        """Enter a row.  Recusada or Duvida when it does not enter; ErroDominio counts as a reason."""

    def concluir(self) -> None:
        """Do what is done once for all the rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Especie:
    """A kind of import: its fields, and what enters its rows.

    ``regra`` when it may move a deadline.  ``em_massa`` when its rows enter by the bulk path: they write nothing before
    all that may refuse them has been asked, and write only by the batch until `concluir`.
    """

    chave: str
    rotulo: str
    explicacao: str
    campos: tuple[Campo, ...]
    abrir: Callable[[Sessao, Sequence[Linha]], Executor]
    regra: bool = False
    em_massa: bool = False

    @property
    def por_chave(self) -> dict[str, Campo]:
        """The fields by key."""
        return {campo.chave: campo for campo in self.campos}
