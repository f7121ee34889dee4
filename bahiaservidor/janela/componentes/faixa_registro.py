"""What is wrong with the registry or with the clock, above every screen: nothing to say, nothing shown."""

from __future__ import annotations

from functools import partial
from importlib import import_module

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...estatuto.erros import ErroDominio
from ..casa import Casa
from ..tema import Tom
from .aviso import FaixaAviso

_DEPOIS_MS = 2_500
"""How long after a screen is shown the registry is asked: the screen comes first, and may find somebody unreadable."""


class FaixaRegistro(QWidget):
    """Asks again when a screen is shown and when something is written; says what the services answer."""

    def __init__(self, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self._casa: Casa | None = None
        self.relogio = FaixaAviso(pai=self)
        self.quarentena = FaixaAviso(pai=self)
        self.quarentena.adicionar_acao("&Ver quem…", self._abrir)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(24, 12, 24, 0)
        caixa.setSpacing(8)
        caixa.addWidget(self.relogio)
        caixa.addWidget(self.quarentena)
        self._depois = QTimer(self)
        self._depois.setSingleShot(True)
        self._depois.setInterval(_DEPOIS_MS)
        self._depois.timeout.connect(self._perguntar)
        self.hide()

    def conferir(self, casa: Casa | None) -> None:
        """Ask about the registry of this house, soon; without one there is nothing to say."""
        if casa is None:
            self._depois.stop()
            if self._casa is not None:
                self._casa.executor.mudou.disconnect(self._mudou)
            self._casa = None
            self._mostrar(("", 0))
            return
        if self._casa is None:
            casa.executor.mudou.connect(self._mudou)
            self._casa = casa
        self._depois.start()

    @Slot(object)
    def _mudou(self, mudanca: object) -> None:
        self._depois.start()

    @Slot()
    def _perguntar(self) -> None:
        casa = self._casa
        if casa is not None:
            casa.executor.ler(self, partial(_ler, casa), sucesso=self._mostrar, falha=self._calar, chave="faixa")

    def _calar(self, erro: ErroDominio) -> None:
        """Leave the errors of reading to the screens, which say them where they happen."""

    def _mostrar(self, lido: tuple[str, int]) -> None:
        relogio, quantas = lido
        self.relogio.definir(relogio, Tom.ATENCAO)
        self.quarentena.definir(em_palavras(quantas), Tom.PERIGO)
        self.setVisible(bool(relogio or quantas))

    @Slot()
    def _abrir(self) -> None:
        if self._casa is not None:
            # By name: the dialogs are above the components.
            modulo = import_module("bahiaservidor.janela.dialogos.quarentena")
            modulo.DialogoQuarentena(self._casa, self.window()).open()


def em_palavras(quantas: int) -> str:
    """Return how many people are set aside, in a sentence; empty for nobody."""
    if not quantas:
        return ""
    if quantas == 1:
        return "1 pessoa em quarentena, fora das contas: há no livro uma entrada dela que não pode ser lida."
    return f"{quantas} pessoas em quarentena, fora das contas: há no livro entradas delas que não podem ser lidas."


def _ler(casa: Casa) -> tuple[str, int]:
    from ...servicos import quarentena, relogio_atrasado

    return relogio_atrasado.aviso_do_relogio(casa.ctx, hoje=casa.hoje()), quarentena.quantas(casa.ctx)
