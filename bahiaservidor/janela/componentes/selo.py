"""State badges: a colour and always the word."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ..modelos.base import PAPEL_TOM, so_palavras
from ..tema import ALTURA_LINHA, Tom, tokens

_ATIVA = QStyle.StateFlag.State_Enabled.value
_COM_QT = _ATIVA | QStyle.StateFlag.State_HasFocus.value
"""A cell that is not enabled, or has the focus, is left to Qt, which knows how to show it."""

_SELECIONADA = QStyle.StateFlag.State_Selected.value
_SOB_O_PONTEIRO = QStyle.StateFlag.State_MouseOver.value

_MARGEM = 11
"""Pixels between a word and the edge of its cell: what the style sheet and Qt's own margin add up to."""

_LEMBRADAS = 4000
"""Words whose cut form is remembered."""

_A_DIREITA = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_A_ESQUERDA = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


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

    def __init__(self, pai: QObject | None = None) -> None:
        super().__init__(pai)
        self._cortadas: dict[tuple[str, int, str], str] = {}
        self._cores: tuple[int, QColor, QColor, QColor] | None = None

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        modelo = index.model()
        estado = option.state.value
        if estado & _COM_QT != _ATIVA or not so_palavras(modelo):
            self._pintar_com_qt(painter, option, index)
            return
        # Asked of the model itself and drawn here: through Qt each cell costs eight questions, and a page of a list
        # is hundreds of cells.
        palavra, tom, direita = modelo.celula(index.row(), index.column())
        chave = option.palette.cacheKey()
        if self._cores is None or self._cores[0] != chave:
            t = tokens(option.widget)
            self._cores = (chave, t.cor("texto"), t.cor("selecao"), t.cor("realce"))
        area = option.rect
        if estado & _SELECIONADA:
            painter.fillRect(area, self._cores[2])
        elif estado & _SOB_O_PONTEIRO:
            painter.fillRect(area, self._cores[3])
        if not palavra:
            return
        if tom is not None:
            self._pintar_selo(painter, option, palavra, tom)
            return
        area.adjust(_MARGEM, 0, -_MARGEM, 0)
        painter.setPen(self._cores[1])
        # Measuring a word takes as long as drawing it, and most words of a list are the same few.
        medida = (palavra, area.width(), option.font.key())
        cortada = self._cortadas.get(medida)
        if cortada is None:
            if len(self._cortadas) >= _LEMBRADAS:
                self._cortadas.clear()
            cortada = option.fontMetrics.elidedText(palavra, Qt.TextElideMode.ElideRight, area.width())
            self._cortadas[medida] = cortada
        painter.drawText(area, _A_DIREITA if direita else _A_ESQUERDA, cortada)

    def _pintar_com_qt(
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
        if palavra:
            self._pintar_selo(painter, opcao, palavra, tom)

    def _pintar_selo(self, painter: QPainter, opcao: QStyleOptionViewItem, palavra: str, tom: Tom) -> None:
        metrica = opcao.fontMetrics
        area = QRectF(opcao.rect).adjusted(6, 0, -6, 0)
        altura = metrica.height() + 6
        largura = min(area.width(), metrica.horizontalAdvance(palavra) + 22)
        caixa = QRectF(area.left(), area.center().y() - altura / 2 + 0.5, largura, altura)
        painter.save()
        painter.setFont(opcao.font)
        pintar_selo(painter, caixa, palavra, tom, opcao.widget)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        tamanho = super().sizeHint(option, index)
        return QSize(tamanho.width(), max(tamanho.height(), ALTURA_LINHA))


__all__ = ["DelegadoCelulas", "Selo", "pintar_selo"]
