"""A page that scrolls where it does not fit: small screens, large text."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


def rolavel(dentro: QWidget, pai: QWidget | None = None) -> QScrollArea:
    """Return an area without frame that shows ``dentro`` whole when there is room, and scrolls when there is not."""
    area = QScrollArea(pai)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setProperty("transparente", True)
    dentro.setProperty("transparente", True)
    area.setWidget(dentro)
    return area
