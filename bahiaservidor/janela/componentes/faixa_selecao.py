"""What floats over the foot of a list while several of its rows are selected: how many, and what to do with them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QWidget

from .texto import Papel, texto


class FaixaSelecao(QFrame):
    """The number selected and a button for each action, or one for all of them where the list is narrow.

    Esc, in the list, lets go of the selection.
    """

    def __init__(self, pai: QWidget) -> None:
        super().__init__(pai)
        self._lista = pai
        self.setObjectName("faixaSelecao")
        self._quantas = texto("", Papel.ROTULO, pai=self)
        self._caixa = QHBoxLayout(self)
        self._caixa.setContentsMargins(12, 4, 6, 4)
        self._caixa.setSpacing(4)
        self._caixa.addWidget(self._quantas)
        self._caixa.addSpacing(8)
        self._menu = QMenu(self)
        self.todas = QToolButton(self)
        self.todas.setText("O que fazer")
        self.todas.setAutoRaise(True)
        self.todas.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.todas.setMenu(self._menu)
        self._caixa.addWidget(self.todas)
        self._botoes: list[QToolButton] = []
        self.hide()

    def definir_acoes(self, acoes: Sequence[QAction]) -> None:
        """Offer these."""
        for antigo in self._botoes:
            self._caixa.removeWidget(antigo)
            antigo.deleteLater()
        self._botoes = []
        self._menu.clear()
        self._menu.addActions(list(acoes))
        for acao in acoes:
            botao = QToolButton(self)
            botao.setDefaultAction(acao)
            botao.setAutoRaise(True)
            self._caixa.addWidget(botao)
            self._botoes.append(botao)

    def mostrar(self, quantas: int) -> None:
        """Say how many rows are selected; below two there is nothing to say."""
        if quantas > 1:
            self._quantas.setText(f"{quantas:,} selecionados".replace(",", "."))
            self.adjustSize()
            self.dispor()
        self.setVisible(quantas > 1)

    def dispor(self) -> None:
        """Stay at the foot, in the middle."""
        pai = self._lista
        self._abrir(juntas=False)
        if self.sizeHint().width() > pai.width() - 16:
            self._abrir(juntas=True)
        tamanho = self.sizeHint()
        largura = min(tamanho.width(), pai.width() - 16)
        self.setGeometry((pai.width() - largura) // 2, pai.height() - tamanho.height() - 10, largura, tamanho.height())

    def _abrir(self, *, juntas: bool) -> None:
        self.todas.setVisible(juntas)
        for botao in self._botoes:
            botao.setVisible(not juntas)
        self._caixa.activate()
