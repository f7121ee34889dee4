"""A badge to press: a colour, a word and how many there are of what it stands for."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ..tema import Tom, tokens
from .texto import como_dica


class Ficha(QAbstractButton):
    """Checkable: pressed means that the list shows this. ``grupo`` comes before its accessible name."""

    def __init__(self, rotulo: str, tom: Tom, *, grupo: str = "", dica: str = "", pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self._rotulo, self._tom, self._grupo = rotulo, tom, grupo
        self._quantidade: int | None = None
        self._sob = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setToolTip(como_dica(dica))
        self._escrever()

    def quantidade(self) -> int:
        """Return how many it shows."""
        return self._quantidade or 0

    def definir_quantidade(self, quantidade: int | None) -> None:
        """Write how many there are; None writes no number."""
        if quantidade != self._quantidade:
            self._quantidade = quantidade
            self._escrever()

    def _escrever(self) -> None:
        quantidade = "" if self._quantidade is None else f" {self._quantidade:,}".replace(",", ".")
        self.setText(f"{self._rotulo}{quantidade}")
        self.setAccessibleName(f"{self._grupo}: {self.text()}" if self._grupo else self.text())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrica = self.fontMetrics()
        # Room for the tick is always there: pressing a badge must not push its neighbours.
        return QSize(metrica.horizontalAdvance(self.text()) + 34, metrica.height() + 12)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._sob = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._sob = False
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens(self)
        cor, fundo = t.do_tom(self._tom)
        vazia = self._quantidade == 0
        pincel = QPainter(self)
        pincel.setRenderHint(QPainter.RenderHint.Antialiasing)
        caixa = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        raio = caixa.height() / 2
        if self.isChecked():
            pincel.setPen(QPen(cor, 1.6))
            pincel.setBrush(fundo)
        else:
            pincel.setPen(QPen(t.cor("borda_forte" if self._sob else "borda"), 1))
            pincel.setBrush(t.cor("realce" if self._sob else "superficie"))
        pincel.drawRoundedRect(caixa, raio, raio)
        if self.hasFocus():
            pincel.setPen(QPen(t.cor("foco"), 2))
            pincel.setBrush(Qt.BrushStyle.NoBrush)
            pincel.drawRoundedRect(caixa, raio, raio)
        meio = caixa.center().y()
        if self.isChecked():
            pincel.setPen(QPen(cor, 1.8))
            x = caixa.left() + 9
            pincel.drawPolyline([QPointF(x, meio), QPointF(x + 3, meio + 3), QPointF(x + 8, meio - 4)])
        else:
            pincel.setPen(Qt.PenStyle.NoPen)
            pincel.setBrush(cor)
            pincel.drawEllipse(QRectF(caixa.left() + 9, meio - 3.5, 7, 7))
        pincel.setPen(cor if self.isChecked() else t.cor("texto_apagado" if vazia else "texto"))
        alinhamento = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        pincel.drawText(caixa.adjusted(22, 0, -6, 0), alinhamento, self.text())
        pincel.end()
