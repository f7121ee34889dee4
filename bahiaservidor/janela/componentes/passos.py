"""Where one is in something done in steps: "1 Arquivo – 2 Colunas – 3 Conferência"."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ..tema import tokens
from .texto import como_dica

_BOLA = 22.0
_VAO = 28.0
"""Logical pixels of the line between two steps."""


class Passos(QWidget):
    """Painted only: the steps are walked with the buttons of the page."""

    def __init__(self, nomes: Sequence[str], pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self._nomes = tuple(nomes)
        self._atual = 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.definir(0)

    def atual(self) -> int:
        """Return the step one is at, from 0."""
        return self._atual

    def definir(self, atual: int) -> None:
        """Say which step one is at."""
        self._atual = atual
        self.setAccessibleName(f"Passo {atual + 1} de {len(self._nomes)}: {self._nomes[atual]}")
        self.setToolTip(como_dica(self.accessibleName()))
        self.update()

    def sizeHint(self) -> QSize:
        metrica = self.fontMetrics()
        palavras = sum(metrica.horizontalAdvance(nome) + _BOLA + 8 for nome in self._nomes)
        return QSize(round(palavras + _VAO * (len(self._nomes) - 1)) + 24, round(_BOLA) + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, round(_BOLA) + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens(self)
        pincel = QPainter(self)
        pincel.setRenderHint(QPainter.RenderHint.Antialiasing)
        # Where there is no room for all the names, only that of the step one is at is written.
        todos = self.width() >= self.sizeHint().width()
        x, meio = 1.0, self.height() / 2
        fonte = QFont(self.font())
        for numero, nome in enumerate(self._nomes):
            feito, atual = numero < self._atual, numero == self._atual
            bola = QRectF(x, meio - _BOLA / 2, _BOLA, _BOLA)
            pincel.setPen(QPen(t.cor("destaque" if feito or atual else "borda_forte"), 1.4))
            pincel.setBrush(t.cor("destaque") if atual else t.cor("superficie"))
            pincel.drawEllipse(bola)
            if feito:
                pincel.setPen(QPen(t.cor("destaque"), 1.8))
                pincel.drawPolyline(
                    [QPointF(x + 6.5, meio), QPointF(x + 9.5, meio + 3.5), QPointF(x + 15.5, meio - 3.5)]
                )
            else:
                pincel.setPen(t.cor("sobre_destaque" if atual else "texto_suave"))
                fonte.setWeight(QFont.Weight.DemiBold)
                pincel.setFont(fonte)
                pincel.drawText(bola, Qt.AlignmentFlag.AlignCenter, str(numero + 1))
            x = bola.right() + 8
            if todos or atual:
                fonte.setWeight(QFont.Weight.DemiBold if atual else QFont.Weight.Normal)
                pincel.setFont(fonte)
                pincel.setPen(t.cor("texto" if atual else "texto_suave"))
                largura = pincel.fontMetrics().horizontalAdvance(nome) + 2.0
                pincel.drawText(QRectF(x, 0, largura, self.height()), Qt.AlignmentFlag.AlignVCenter, nome)
                x += largura + 8
            if numero < len(self._nomes) - 1:
                pincel.setPen(QPen(t.cor("borda_forte"), 1))
                pincel.drawLine(QPointF(x, meio), QPointF(x + _VAO - 16, meio))
                x += _VAO - 8
        pincel.end()
