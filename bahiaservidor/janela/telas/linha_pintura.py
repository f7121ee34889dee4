"""How one bar and one mark of the timeline are painted."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from ..tema import Tokens
from .linha_desenho import Barra, Ponto

RAIO = 6.0
"""Half the size of a mark, in logical pixels."""


def pintar_barra(pincel: QPainter, t: Tokens, barra: Barra, caixa: QRectF, area: QRectF) -> None:
    """Paint a period; its words stay in the visible part of it."""
    cor, fundo = _cores_da_barra(t, barra.especie)
    pincel.setPen(QPen(cor, 1))
    pincel.setBrush(fundo)
    pincel.drawRoundedRect(caixa, 4, 4)
    if barra.fim is None:
        # An open end is drawn open.
        pincel.setPen(QPen(fundo, 2))
        pincel.drawLine(caixa.topRight() + QPointF(0, 3), caixa.bottomRight() - QPointF(0, 3))
    visivel = caixa.intersected(area).adjusted(6, 0, -4, 0)
    if visivel.width() > 24:
        pincel.setPen(cor)
        metrica = QFontMetricsF(pincel.font())
        texto = metrica.elidedText(barra.rotulo, Qt.TextElideMode.ElideRight, visivel.width())
        pincel.drawText(visivel, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, texto)


def pintar_ponto(
    pincel: QPainter, t: Tokens, ponto: Ponto, onde: QPointF, *, rotulo: str, escrito: float, altura: float | None,
    ate: float | None, escolhido: bool,
) -> None:  # fmt: skip
    """Paint a mark.

    ``escrito`` and ``altura``: where its label begins, and the foot of it (None hides it); ``ate``: where its last
    possible day is.
    """
    cor, fundo = t.do_tom(ponto.tom)
    if altura is not None:
        pincel.setPen(QPen(t.cor("borda_forte"), 1))
        pincel.drawLine(onde, QPointF(onde.x(), altura - 2))
        pincel.setPen(t.cor("texto") if escolhido else cor)
        pincel.drawText(QPointF(escrito + 4, altura - 3), rotulo)
    if ate is not None:
        pincel.setPen(QPen(cor, 3, Qt.PenStyle.DotLine))
        pincel.drawLine(onde, QPointF(ate, onde.y()))
    if escolhido:
        pincel.setPen(QPen(t.cor("foco"), 2))
        pincel.setBrush(Qt.BrushStyle.NoBrush)
        pincel.drawEllipse(onde, RAIO + 4, RAIO + 4)
    pincel.setPen(QPen(cor, 2))
    pincel.setBrush(fundo if ponto.prazo_id is not None else cor)
    if ponto.prazo_id is not None:
        losango = [QPointF(0, -RAIO), QPointF(RAIO, 0), QPointF(0, RAIO), QPointF(-RAIO, 0)]
        pincel.drawPolygon(QPolygonF([onde + canto for canto in losango]))
    else:
        pincel.drawEllipse(onde, RAIO - 1, RAIO - 1)


def _cores_da_barra(t: Tokens, especie: str) -> tuple[QColor, QColor]:
    nome = {"exercicio": "sucesso", "estagio": "info", "afastamento": "zona"}.get(especie, "neutro")
    return t.cor(f"tom_{nome}"), t.cor(f"tom_{nome}_fundo")
