"""How much of the screen a window may take."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget


def area_livre(janela: QWidget) -> QSize:
    """Return the size of `retangulo_livre`."""
    return retangulo_livre(janela).size()


def retangulo_livre(janela: QWidget) -> QRect:
    """Return what is free of the desktop's bars on the screen where ``janela``, or its parent, is.

    Not ``janela.screen()``: its wrapper takes the screen with it when the window's own wrapper goes.
    """
    pai = janela.parentWidget()
    onde = (pai.window() if pai is not None else janela).frameGeometry().center()
    telas = QGuiApplication.screens()
    tela = next((t for t in telas if t.geometry().contains(onde)), telas[0])
    return tela.availableGeometry()
