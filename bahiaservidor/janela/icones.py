"""Line icons of our own, drawn as SVG and coloured by the palette when painted: sharp at any scale, in any theme."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from .. import caminhos

_TINTA = b"#000000"
"""The colour that the files use wherever a line is to be recoloured."""


@lru_cache(maxsize=128)
def _fonte(nome: str) -> bytes:
    return (caminhos.recursos() / "icones" / f"{nome}.svg").read_bytes()


@lru_cache(maxsize=512)
def _desenho(nome: str, cor: str) -> QSvgRenderer:
    desenho = QSvgRenderer(QByteArray(_fonte(nome).replace(_TINTA, cor.encode())))
    desenho.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
    return desenho


class _Motor(QIconEngine):
    def __init__(self, nome: str, papel: QPalette.ColorRole, cor: str) -> None:
        super().__init__()
        self._nome = nome
        self._papel = papel
        self._cor = cor

    def _cor_de(self, modo: QIcon.Mode) -> str:
        paleta = QGuiApplication.palette()
        if modo == QIcon.Mode.Disabled:
            return paleta.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText).name()
        return self._cor or paleta.color(self._papel).name()

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        _desenho(self._nome, self._cor_de(mode)).render(painter, QRectF(rect))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        imagem = QPixmap(size)
        imagem.fill(Qt.GlobalColor.transparent)
        pincel = QPainter(imagem)
        self.paint(pincel, QRect(QPoint(0, 0), size), mode, state)
        pincel.end()
        return imagem

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        # ``size`` is in logical pixels; the caller sets the ratio.
        return self.pixmap(size * scale, mode, state)

    def clone(self) -> QIconEngine:
        return _Motor(self._nome, self._papel, self._cor)


def icone(nome: str, *, cor: str = "", papel: QPalette.ColorRole = QPalette.ColorRole.ButtonText) -> QIcon:
    """Return an icon of resources/icones by name; its colour follows the palette unless ``cor`` (#rrggbb) is given."""
    _fonte(nome)  # a missing file is noticed here, not inside a paint event
    return QIcon(_Motor(nome, papel, cor))


def imagem(nome: str, tamanho: int, cor: QColor, escala: float = 1.0) -> QPixmap:
    """Return the icon as a pixmap of ``tamanho`` logical pixels."""
    resultado = QPixmap(QSize(tamanho, tamanho) * escala)
    resultado.fill(Qt.GlobalColor.transparent)
    pincel = QPainter(resultado)
    _desenho(nome, cor.name()).render(pincel, QRectF(0, 0, tamanho * escala, tamanho * escala))
    pincel.end()
    resultado.setDevicePixelRatio(escala)
    return resultado


def pintar(pincel: QPainter, nome: str, retangulo: QRectF, cor: QColor) -> None:
    """Paint an icon inside a rectangle."""
    _desenho(nome, cor.name()).render(pincel, retangulo)
