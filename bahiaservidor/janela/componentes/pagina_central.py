"""A page with one frame in the middle: the first run, entering."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from .. import icones
from .texto import Papel, texto


class PaginaCentral(QScrollArea):
    """Fill ``dentro``, whose frame is ``quadro``: title and sentence are on top of it, beside the program's mark."""

    def __init__(self, pai: QWidget | None = None, *, largura: int, espaco: int = 20) -> None:
        super().__init__(pai)
        self.setProperty("transparente", True)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        fundo = QWidget()
        fundo.setProperty("transparente", True)
        quadro = self.quadro = QFrame(fundo)
        quadro.setProperty("superficie", True)
        quadro.setMaximumWidth(largura)
        figura = QLabel(quadro)
        figura.setPixmap(icones.icone("bahiaservidor").pixmap(40, 40))
        self.titulo = texto("", Papel.TITULO, quebra=True, pai=quadro)
        self.frase = texto("", Papel.SUAVE, quebra=True, pai=quadro)
        palavras = QVBoxLayout()
        palavras.setSpacing(4)
        palavras.addWidget(self.titulo)
        palavras.addWidget(self.frase)
        alto = QHBoxLayout()
        alto.setSpacing(16)
        alto.addWidget(figura, 0, Qt.AlignmentFlag.AlignTop)
        alto.addLayout(palavras, 1)
        self.dentro = QVBoxLayout(quadro)
        self.dentro.setContentsMargins(32, 28, 32, 24)
        self.dentro.setSpacing(espaco)
        self.dentro.addLayout(alto)
        centro = QHBoxLayout()
        centro.addStretch(1)
        centro.addWidget(quadro, 100)
        centro.addStretch(1)
        caixa = QVBoxLayout(fundo)
        caixa.setContentsMargins(24, 24, 24, 24)
        caixa.addStretch(2)
        caixa.addLayout(centro)
        caixa.addStretch(3)
        self.setWidget(fundo)
