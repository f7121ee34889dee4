"""A page with one box in the middle: the first run, the passphrase of the registry."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from .. import icones
from .texto import Papel, texto


class PaginaCentral(QScrollArea):
    """Put what the page has in ``dentro``, below `cabecalho`; it scrolls where it does not fit."""

    def __init__(self, pai: QWidget | None = None, *, largura: int) -> None:
        super().__init__(pai)
        self.setProperty("transparente", True)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        fundo = QWidget()
        fundo.setProperty("transparente", True)
        self.quadro = QFrame(fundo)
        self.quadro.setProperty("superficie", True)
        self.quadro.setMaximumWidth(largura)
        self.dentro = QVBoxLayout(self.quadro)
        self.dentro.setContentsMargins(32, 28, 32, 24)
        self.dentro.setSpacing(20)
        centro = QHBoxLayout()
        centro.addStretch(1)
        centro.addWidget(self.quadro, 100)
        centro.addStretch(1)
        caixa = QVBoxLayout(fundo)
        caixa.setContentsMargins(24, 24, 24, 24)
        caixa.addStretch(2)
        caixa.addLayout(centro)
        caixa.addStretch(3)
        self.setWidget(fundo)

    def cabecalho(self, titulo: str, frase: str, *, icone: str) -> QHBoxLayout:
        """Return a title with its icon and the sentence below it."""
        figura = QLabel(self.quadro)
        figura.setPixmap(icones.icone(icone).pixmap(40, 40))
        alto = QHBoxLayout()
        alto.setSpacing(16)
        alto.addWidget(figura, 0, Qt.AlignmentFlag.AlignTop)
        palavras = QVBoxLayout()
        palavras.setSpacing(4)
        palavras.addWidget(texto(titulo, Papel.TITULO, quebra=True, pai=self.quadro))
        palavras.addWidget(texto(frase, Papel.SUAVE, quebra=True, pai=self.quadro))
        alto.addLayout(palavras, 1)
        return alto
