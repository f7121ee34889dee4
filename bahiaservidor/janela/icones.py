"""Line icons of our own: SVG files drawn in the colours of the theme when loaded, sharp at the scale of the screens.

Plain pixmaps, because an icon engine written in Python does not survive Qt's copies of it. Qt copies an icon freely but
keeps its key, so when the theme changes `trocar_cores` finds every icon of ours on screen and draws it again.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QListWidget, QListWidgetItem

from .. import caminhos

_TINTA = b"#000000"
"""The colour that the files use wherever a line is to be recoloured."""

_TAMANHOS = (14, 16, 18, 20, 24, 40, 48)
"""Logical sizes in which icons are shown."""


@dataclass(frozen=True, slots=True)
class _Pedido:
    nome: str
    cor: str
    papel: QPalette.ColorRole


_PEDIDOS: dict[int, _Pedido] = {}
"""What was asked for, by the key of the icon that was given."""


@lru_cache(maxsize=128)
def _fonte(nome: str) -> bytes:
    return (caminhos.recursos() / "icones" / f"{nome}.svg").read_bytes()


@lru_cache(maxsize=256)
def _desenho(nome: str, cor: str) -> QSvgRenderer:
    desenho = QSvgRenderer(QByteArray(_fonte(nome).replace(_TINTA, cor.encode())))
    desenho.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
    return desenho


@lru_cache(maxsize=512)
def _montado(nome: str, cor: str, apagada: str, escalas: tuple[float, ...]) -> QIcon:
    icone = QIcon()
    for lado in sorted({round(tamanho * escala) for tamanho in _TAMANHOS for escala in escalas}):
        icone.addPixmap(imagem(nome, lado, QColor(cor)))
        icone.addPixmap(imagem(nome, lado, QColor(apagada)), QIcon.Mode.Disabled)
    return icone


def icone(nome: str, *, cor: str = "", papel: QPalette.ColorRole = QPalette.ColorRole.ButtonText) -> QIcon:
    """Return an icon of resources/icones by name; its colour follows the palette unless ``cor`` (#rrggbb) is given."""
    paleta = QGuiApplication.palette()
    apagada = paleta.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText).name()
    escalas = tuple(sorted({tela.devicePixelRatio() for tela in QGuiApplication.screens()} or {1.0}))
    resultado = _montado(nome, cor or paleta.color(papel).name(), apagada, escalas)
    _PEDIDOS[resultado.cacheKey()] = _Pedido(nome, cor, papel)
    return resultado


def trocar_cores() -> None:
    """Draw every icon of ours that is on screen again, in the colours of the palette now in use."""
    for widget in QApplication.allWidgets():
        alvos: list[QAbstractButton | QAction | QListWidgetItem] = list(widget.actions())
        if isinstance(widget, QAbstractButton):
            alvos.append(widget)
        elif isinstance(widget, QListWidget):
            alvos.extend(widget.item(posicao) for posicao in range(widget.count()))
        for alvo in alvos:
            pedido = _PEDIDOS.get(alvo.icon().cacheKey())
            if pedido is not None:
                alvo.setIcon(icone(pedido.nome, cor=pedido.cor, papel=pedido.papel))


def imagem(nome: str, tamanho: int, cor: QColor, escala: float = 1.0) -> QPixmap:
    """Return the icon as a pixmap of ``tamanho`` logical pixels."""
    desenho = _desenho(nome, cor.name())
    resultado = QPixmap(QSize(tamanho, tamanho) * escala)
    resultado.fill(Qt.GlobalColor.transparent)
    pincel = QPainter(resultado)
    desenho.render(pincel, QRectF(0, 0, resultado.width(), resultado.height()))
    pincel.end()
    resultado.setDevicePixelRatio(escala)
    return resultado


def pintar(pincel: QPainter, nome: str, retangulo: QRectF, cor: QColor) -> None:
    """Paint an icon inside a rectangle."""
    _desenho(nome, cor.name()).render(pincel, retangulo)
