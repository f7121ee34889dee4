"""Buttons, in four weights."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from ..icones import icone as carregar_icone
from .texto import como_dica


class TipoBotao(StrEnum):
    """Weight of a button: one primary a page at most."""

    PRIMARIO = "primario"
    SECUNDARIO = "secundario"
    PERIGO = "perigo"
    DISCRETO = "discreto"


class Botao(QPushButton):
    """Enter presses the button that has the focus, never another: in a dialog Qt would press the default one."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
            self.click()
        else:
            super().keyPressEvent(event)


def botao(
    texto: str,
    tipo: TipoBotao = TipoBotao.SECUNDARIO,
    *,
    ao_clicar: Callable[..., Any] | None = None,
    icone: str = "",
    dica: str = "",
    pai: QWidget | None = None,
) -> QPushButton:
    """Return a push button; ``texto`` may carry an accelerator (``&Registrar``). ``ao_clicar``: a bound slot."""
    resultado = Botao(texto, pai)
    resultado.setProperty("tipo", str(tipo))
    resultado.setCursor(Qt.CursorShape.PointingHandCursor)
    resultado.setAutoDefault(False)
    resultado.setAccessibleName(texto.replace("&", ""))
    if icone:
        sobre = tipo in (TipoBotao.PRIMARIO, TipoBotao.PERIGO)
        papel = QPalette.ColorRole.BrightText if sobre else QPalette.ColorRole.ButtonText
        resultado.setIcon(carregar_icone(icone, papel=papel))
        resultado.setIconSize(QSize(16, 16))
    if dica:
        resultado.setToolTip(como_dica(dica))
    if ao_clicar is not None:
        resultado.clicked.connect(ao_clicar)
    return resultado


def botao_icone(
    icone: str,
    rotulo: str,
    *,
    ao_clicar: Callable[..., Any] | None = None,
    pai: QWidget | None = None,
) -> QToolButton:
    """Return a small button that shows only an icon; ``rotulo`` is its tooltip and accessible name."""
    resultado = QToolButton(pai)
    resultado.setIcon(carregar_icone(icone))
    resultado.setIconSize(QSize(18, 18))
    resultado.setToolTip(como_dica(rotulo))
    resultado.setAccessibleName(rotulo)
    resultado.setCursor(Qt.CursorShape.PointingHandCursor)
    resultado.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    resultado.setAutoRaise(True)
    if ao_clicar is not None:
        resultado.clicked.connect(ao_clicar)
    return resultado
