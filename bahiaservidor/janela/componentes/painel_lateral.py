"""A panel beside a list: the details of what is selected."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from .citacao import Citacoes
from .texto import Papel, texto


class Painel(QFrame):
    """A white surface with rounded corners and an optional title; fill ``corpo``."""

    def __init__(self, titulo: str = "", pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self.setProperty("superficie", True)
        self._titulo = texto(titulo, Papel.SECAO, quebra=True, pai=self)
        self._titulo.setVisible(bool(titulo))
        self.cabecalho = QHBoxLayout()
        self._citacoes = Citacoes(titulo, self)
        self.cabecalho.addWidget(self._titulo, 1)
        self.cabecalho.addWidget(self._citacoes)
        self.corpo = QVBoxLayout()
        self.corpo.setSpacing(8)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(16, 14, 16, 16)
        caixa.setSpacing(12)
        caixa.addLayout(self.cabecalho)
        caixa.addLayout(self.corpo, 1)

    def definir_titulo(self, titulo: str) -> None:
        """Change the title; empty hides it."""
        self._titulo.setText(titulo)
        self._titulo.setVisible(bool(titulo))
        self._citacoes.definir(titulo)


class PainelLateral(QFrame):
    """A `Painel` whose body scrolls; fill ``corpo``, empty it with `limpar`."""

    def __init__(self, titulo: str = "", pai: QWidget | None = None, *, largura: int = 340) -> None:
        super().__init__(pai)
        self.setProperty("superficie", True)
        self.setMinimumWidth(min(280, largura))
        self._largura = largura
        self._titulo = texto(titulo, Papel.SECAO, quebra=True, pai=self)
        self._rolagem = QScrollArea(self)
        self._rolagem.setWidgetResizable(True)
        self._rolagem.setFrameShape(QFrame.Shape.NoFrame)
        self._rolagem.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rolagem.setProperty("transparente", True)
        dentro = QWidget()
        dentro.setProperty("transparente", True)
        self.corpo = QVBoxLayout(dentro)
        self.corpo.setContentsMargins(16, 0, 16, 16)
        self.corpo.setSpacing(10)
        self.corpo.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._rolagem.setWidget(dentro)
        titulo_caixa = QVBoxLayout()
        titulo_caixa.setContentsMargins(16, 14, 16, 0)
        titulo_caixa.addWidget(self._titulo)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(1, 1, 1, 1)
        caixa.setSpacing(10)
        caixa.addLayout(titulo_caixa)
        caixa.addWidget(self._rolagem, 1)
        self.resize(largura, self.height())

    def definir_titulo(self, titulo: str) -> None:
        """Change the title."""
        self._titulo.setText(titulo)

    def ao_topo(self) -> None:
        """Show the body from its beginning."""
        self._rolagem.verticalScrollBar().setValue(0)

    def limpar(self) -> None:
        """Remove everything from the body."""
        while (item := self.corpo.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
