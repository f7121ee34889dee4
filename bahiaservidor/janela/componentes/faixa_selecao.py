"""What floats over the foot of a list while several of its rows are selected: how many, and what to do with them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from .texto import Papel, texto


class FaixaSelecao(QFrame):
    """The number selected and a button for each action; Esc, in the list, lets go of the selection."""

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
        self.hide()

    def definir_acoes(self, acoes: Sequence[QAction]) -> None:
        """Offer these."""
        while self._caixa.count() > 2:
            item = self._caixa.takeAt(2)
            if item is not None and (botao := item.widget()) is not None:
                botao.deleteLater()
        for acao in acoes:
            botao = QToolButton(self)
            botao.setDefaultAction(acao)
            botao.setAutoRaise(True)
            self._caixa.addWidget(botao)

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
        tamanho = self.sizeHint()
        largura = min(tamanho.width(), pai.width() - 16)
        self.setGeometry((pai.width() - largura) // 2, pai.height() - tamanho.height() - 10, largura, tamanho.height())
