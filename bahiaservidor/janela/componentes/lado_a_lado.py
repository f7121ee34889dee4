"""Two or three parts side by side; one below the other where there is no room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget


class LadoALado(QWidget):
    """``pesos`` share the width while the parts stand side by side; below ``minimo`` logical pixels they are piled."""

    def __init__(
        self, partes: Sequence[QWidget], pesos: Sequence[int], *, minimo: int, vao: int = 16, pai: QWidget | None = None
    ) -> None:
        super().__init__(pai)
        self._minimo = minimo
        self._pesos = tuple(pesos)
        self._caixa = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._caixa.setContentsMargins(0, 0, 0, 0)
        self._caixa.setSpacing(vao)
        for parte, peso in zip(partes, self._pesos, strict=True):
            self._caixa.addWidget(parte, peso)

    def empilhado(self) -> bool:
        """Tell whether the parts are one below the other."""
        return self._caixa.direction() is QBoxLayout.Direction.TopToBottom

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        estreito = event.size().width() < self._minimo
        if estreito != self.empilhado():
            self._caixa.setDirection(QBoxLayout.Direction.TopToBottom if estreito else QBoxLayout.Direction.LeftToRight)
            for posicao, peso in enumerate(self._pesos):
                self._caixa.setStretch(posicao, 0 if estreito else peso)
