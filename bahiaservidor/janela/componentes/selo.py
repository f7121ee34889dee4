"""State badges: a colour and always the word."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ..modelos.base import PAPEL_TOM
from ..tema import ALTURA_LINHA, Tom, tokens


def pintar_selo(pincel: QPainter, retangulo: QRectF, palavra: str, tom: Tom, widget: QWidget | None) -> None:
    """Paint a badge that fills the rectangle."""
    cor, fundo = tokens(widget).do_tom(tom)
    pincel.setRenderHint(QPainter.RenderHint.Antialiasing)
    pincel.setPen(Qt.PenStyle.NoPen)
    pincel.setBrush(fundo)
    raio = retangulo.height() / 2
    pincel.drawRoundedRect(retangulo, raio, raio)
    pincel.setPen(QPen(cor))
    dentro = retangulo.adjusted(10, 0, -10, 0)
    cortada = pincel.fontMetrics().elidedText(palavra, Qt.TextElideMode.ElideRight, int(dentro.width()) + 1)
    pincel.drawText(dentro, Qt.AlignmentFlag.AlignCenter, cortada)


class Selo(QWidget):
    """A badge on a page."""

    def __init__(self, palavra: str = "", tom: Tom = Tom.NEUTRO, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self._palavra = ""
        self._tom = tom
        self.definir(palavra, tom)

    def definir(self, palavra: str, tom: Tom) -> None:
        """Change word and tone."""
        self._palavra = palavra
        self._tom = tom
        self.setAccessibleName(palavra)
        self.setVisible(bool(palavra))
        self.updateGeometry()
        self.update()

    def palavra(self) -> str:
        """Return the word shown."""
        return self._palavra

    def tom(self) -> Tom:
        """Return the tone shown."""
        return self._tom

    def sizeHint(self) -> QSize:
        metrica = self.fontMetrics()
        return QSize(metrica.horizontalAdvance(self._palavra) + 22, metrica.height() + 6)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: object) -> None:
        pincel = QPainter(self)
        altura = self.sizeHint().height()
        topo = (self.height() - altura) / 2
        pintar_selo(pincel, QRectF(0, topo, self.width(), altura), self._palavra, self._tom, self)
        pincel.end()


class DelegadoCelulas(QStyledItemDelegate):
    """Draws the cells of every table: badges where the model answers a tone, plain words elsewhere."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        # Qt hands a word over as plain text, whatever kind of word it was.
        valor = index.data(PAPEL_TOM)
        if not valor:
            super().paint(painter, option, index)
            return
        tom = Tom(valor)
        opcao = QStyleOptionViewItem(option)
        self.initStyleOption(opcao, index)
        palavra, opcao.text = opcao.text, ""
        widget = opcao.widget
        widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, opcao, painter, widget)
        if not palavra:
            return
        metrica = opcao.fontMetrics
        area = QRectF(opcao.rect).adjusted(6, 0, -6, 0)
        altura = metrica.height() + 6
        largura = min(area.width(), metrica.horizontalAdvance(palavra) + 22)
        caixa = QRectF(area.left(), area.center().y() - altura / 2 + 0.5, largura, altura)
        painter.save()
        painter.setFont(opcao.font)
        pintar_selo(painter, caixa, palavra, tom, widget)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        tamanho = super().sizeHint(option, index)
        return QSize(tamanho.width(), max(tamanho.height(), ALTURA_LINHA))


__all__ = ["DelegadoCelulas", "Selo", "pintar_selo"]
