"""A whole number, typed or stepped."""

from __future__ import annotations

from PySide6.QtWidgets import QSpinBox, QWidget

_RECUO = 8


class CampoNumero(QSpinBox):
    """A `QSpinBox` whose text begins where that of the other fields does."""

    def __init__(self, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        # The theme's padding does not reach the line inside.
        self.lineEdit().setTextMargins(_RECUO, 0, 0, 0)
