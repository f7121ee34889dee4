"""The six evaluations as small marks: filled when made, with "!" when late, hollow while to come."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from ...estatuto.tipos import EstadoPrazo
from ...servicos.tipos import LinhaPrazo
from ...servicos.tipos.estagio import LinhaEstagio
from ..componentes.selo import DelegadoCelulas
from ..modelos.base import PAPEL_LINHA
from ..modelos.prazos import palavra_do_estado, resolvido, tom_da_linha
from ..tema import Tom, tokens

_LADO = 19.0
_PASSO = 23.0


def pintar_marcas(pincel: QPainter, area: QRectF, avaliacoes: Sequence[LinhaPrazo], widget: QWidget | None) -> None:
    """Paint one mark for each evaluation, from the left."""
    t = tokens(widget)
    pincel.setRenderHint(QPainter.RenderHint.Antialiasing)
    fonte = pincel.font()
    pequena = pincel.font()
    pequena.setPointSizeF(max(6.0, fonte.pointSizeF() * 0.8))
    pequena.setBold(True)
    pincel.setFont(pequena)
    for posicao, avaliacao in enumerate(avaliacoes):
        caixa = QRectF(area.left() + posicao * _PASSO, area.center().y() - _LADO / 2, _LADO, _LADO)
        if caixa.right() > area.right():
            break
        tom = tom_da_linha(avaliacao)
        cor, fundo = t.do_tom(tom)
        vencida = avaliacao.estado is EstadoPrazo.VENCIDO and not resolvido(avaliacao)
        por_vir = tom in (Tom.INFO, Tom.NEUTRO) and not resolvido(avaliacao)
        pincel.setPen(QPen(t.cor("borda_forte"), 1.2) if por_vir else QPen(cor, 1.4))
        pincel.setBrush(Qt.BrushStyle.NoBrush if por_vir else cor if vencida else fundo)
        pincel.drawEllipse(caixa)
        pincel.setPen(t.cor("superficie") if vencida else t.cor("texto_suave") if por_vir else cor)
        sinal = "!" if vencida else str(avaliacao.numero or "")
        pincel.drawText(caixa, Qt.AlignmentFlag.AlignCenter, sinal)
    pincel.setFont(fonte)


class DelegadoMarcas(DelegadoCelulas):
    """Draws the marks in the table; the model keeps the words for who copies or listens."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        linha = index.data(PAPEL_LINHA)
        if not isinstance(linha, LinhaEstagio):
            super().paint(painter, option, index)
            return
        opcao = QStyleOptionViewItem(option)
        self.initStyleOption(opcao, index)
        opcao.text = ""
        widget = opcao.widget
        widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, opcao, painter, widget)
        area = QRectF(opcao.rect).adjusted(8, 0, -2, 0)
        painter.save()
        pintar_marcas(painter, area, linha.avaliacoes, widget)
        painter.restore()


class Marcas(QWidget):
    """The marks on a page."""

    def __init__(self, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self._avaliacoes: tuple[LinhaPrazo, ...] = ()

    def definir(self, avaliacoes: Sequence[LinhaPrazo]) -> None:
        """Show these evaluations."""
        self._avaliacoes = tuple(avaliacoes)
        self.setAccessibleName("; ".join(f"{a.numero}ª avaliação: {palavra_do_estado(a)}" for a in self._avaliacoes))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(int(_PASSO * max(6, len(self._avaliacoes))), int(_LADO) + 6)

    def paintEvent(self, event: object) -> None:
        pincel = QPainter(self)
        pintar_marcas(pincel, QRectF(self.rect()).adjusted(1, 0, 0, 0), self._avaliacoes, self)
        pincel.end()
