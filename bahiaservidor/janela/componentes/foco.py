"""Where the keyboard goes: Tab through what is made late, and what is left by a button turned off."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def entrar_na_ordem(secao: QWidget, novos: Iterable[QWidget]) -> None:
    """Put new controls after ``secao`` in the way of Tab: made late, they would come after the foot's buttons."""
    anterior: QWidget | None = secao
    while anterior is not None and not anterior.focusPolicy() & Qt.FocusPolicy.TabFocus:
        anterior = anterior.previousInFocusChain()
        if anterior is secao:
            return
    for widget in novos:
        if anterior is not None:
            QWidget.setTabOrder(anterior, widget)
        anterior = widget


def ligar(botao: QWidget, sim: bool, *, senao: QWidget) -> None:
    """Enable or disable a button; the keyboard that was on it goes to ``senao``, not to the next that Qt finds."""
    if not sim and botao.hasFocus():
        senao.setFocus()
    botao.setEnabled(sim)
