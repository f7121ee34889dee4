"""Who saw what, from the window: batches to the trail now and then, and what left the program by it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Slot

from ..arquivos import gravar_arquivo
from ..estatuto.erros import ErroDominio
from .operacoes import NADA_MUDA, Executor

if TYPE_CHECKING:
    from ..servicos.contexto import Contexto

PASSO_MS: Final = 5_000
PASSOS_DO_LOTE: Final = 6
"""A batch each half minute, or at the first step after it is full."""


class GravadorDeAcessos(QObject):
    """Has the writer thread enter in the trail what was noted."""

    def __init__(self, executor: Executor) -> None:
        super().__init__(executor)
        self._executor = executor
        self._ctx: Contexto | None = None
        self._passos = 0
        self._gravando = False
        self._relogio = QTimer(self)
        self._relogio.setInterval(PASSO_MS)
        self._relogio.timeout.connect(self.passo)

    def definir(self, ctx: Contexto | None) -> None:
        """Look after an open registry, or none."""
        self._ctx = ctx
        if ctx is None:
            self._relogio.stop()
        else:
            self._relogio.start()

    @Slot()
    def passo(self) -> None:
        """Enter the notes when there are enough of them, or they have waited enough."""
        ctx = self._ctx
        if ctx is None or ctx.acessos is None or self._gravando or not ctx.acessos.quantas:
            self._passos = 0
            return
        from ..servicos.acessos import LOTE

        self._passos += 1
        if self._passos >= PASSOS_DO_LOTE or ctx.acessos.quantas >= LOTE:
            self._passos = 0
            self._gravando = True
            self._executor.gravar(
                self, partial(ctx.acessos.gravar, ctx), falha=self._depois, fim=self._terminou,
                mudou=NADA_MUDA,
            )  # fmt: skip

    def _depois(self, _: ErroDominio) -> None:
        """Somebody else is writing: they wait for the next batch, and nobody need be told."""

    def _terminou(self) -> None:
        self._gravando = False


def anotar_saida(ctx: Contexto, titulo: str, como: str, *, objeto: str = "papel", objeto_id: int | None = None) -> None:
    """Note that something left the program: saved or printed.

    Of a title only its kind and number are kept: what comes after the dash may be somebody's name.
    """
    from ..servicos import acessos

    acao = acessos.IMPRIMIU if como == "impresso" else acessos.SAIU
    acessos.anotar(ctx, objeto, objeto_id, f"{titulo.partition(' – ')[0]}: {como}", acao=acao)


def salvar(
    ctx: Contexto, destino: Path, dados: bytes, titulo: str, *, objeto: str = "papel", objeto_id: int | None = None
) -> Path:
    """Write a file that the clerk asked for, and note it.  Off the interface's thread; raises ErroDeArquivo."""
    gravado = gravar_arquivo(destino, dados, registro=ctx.banco.caminho)
    anotar_saida(
        ctx, titulo, f"salvo em {destino.suffix.lower().removeprefix('.')}", objeto=objeto, objeto_id=objeto_id
    )
    return gravado
