"""A page that scrolls where it does not fit: small screens, large text."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget


def rolavel(dentro: QWidget, pai: QWidget | None = None) -> QScrollArea:
    """Return an area without frame that shows ``dentro`` whole when there is room, and scrolls when there is not."""
    area = QScrollArea(pai)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setProperty("transparente", True)
    dentro.setProperty("transparente", True)
    area.setWidget(dentro)
    return area


class _Rolagem(QScrollArea):
    """As high as what is in it, where there is room."""

    def __init__(self, dentro: QWidget, largura: int) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("transparente", True)
        dentro.setProperty("transparente", True)
        self.setWidget(dentro)
        self._dentro, self._largura = dentro, largura

    def sizeHint(self) -> QSize:
        disposicao = self._dentro.layout()
        assert disposicao is not None
        return QSize(self._largura, disposicao.totalHeightForWidth(self._largura) + 2)


def rolar_corpo(corpo: QVBoxLayout, largura: int) -> None:
    """Put all that a dialog has between its title and its foot in an area that scrolls where it does not fit.

    ``largura`` in pixels is what it takes across.
    """
    miolo = QWidget()
    caixa = QVBoxLayout(miolo)
    caixa.setContentsMargins(0, 0, 0, 0)
    caixa.setSpacing(corpo.spacing())
    while (item := corpo.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            caixa.addWidget(widget)
        elif (disposicao := item.layout()) is not None:
            caixa.addLayout(disposicao)
    corpo.addWidget(_Rolagem(miolo, largura), 1)
