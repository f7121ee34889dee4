"""What the tabs of the file share: they are filled only when they are seen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ...servicos.tipos import Ficha, Minuta
from ..casa import Casa
from ..permitido import vedar


class Aba(QWidget):
    """A tab. Subclasses build once and fill in `mostrar`."""

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self.casa = casa
        self.ficha: Ficha | None = None
        self.minutas: tuple[Minuta, ...] = ()
        self._suja = False
        self.caixa = QVBoxLayout(self)
        self.caixa.setContentsMargins(0, 16, 0, 0)
        self.caixa.setSpacing(12)

    def definir(self, ficha: Ficha, minutas: tuple[Minuta, ...]) -> None:
        """Take a file; it is shown when the tab is."""
        self.ficha, self.minutas = ficha, minutas
        self._suja = True

    def mostrar_se_preciso(self) -> None:
        """Show what was taken, if it was not shown yet."""
        if self._suja and self.ficha is not None:
            self._suja = False
            self.mostrar(self.ficha)
            vedar(self, self.casa.ctx)

    def mostrar(self, ficha: Ficha) -> None:
        """Show a file. For subclasses."""


def rolavel(dentro: QWidget) -> QScrollArea:
    """Return a frameless scroll area around a widget."""
    dentro.setProperty("transparente", True)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setProperty("transparente", True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(dentro)
    return area


def esvaziar(caixa: QVBoxLayout) -> None:
    """Remove everything from a layout."""
    while (item := caixa.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
