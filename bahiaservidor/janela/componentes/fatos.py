"""Facts in two columns: what each is, and its value, which can be copied."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from .texto import Papel, texto


class QuadroDeFatos(QFrame):
    """``rotulos`` are keys and words, in order."""

    def __init__(self, rotulos: Sequence[tuple[str, str]], pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self.setProperty("superficie", True)
        grade = QGridLayout(self)
        grade.setContentsMargins(16, 14, 16, 16)
        grade.setHorizontalSpacing(24)
        grade.setVerticalSpacing(10)
        grade.setColumnStretch(1, 1)
        self._valores: dict[str, QLabel] = {}
        for numero, (chave, rotulo) in enumerate(rotulos):
            valor = texto("", Papel.CORPO, quebra=True, selecionavel=True, pai=self)
            grade.addWidget(texto(rotulo, Papel.SUAVE, pai=self), numero, 0, Qt.AlignmentFlag.AlignTop)
            grade.addWidget(valor, numero, 1)
            self._valores[chave] = valor

    def definir(self, chave: str, valor: str) -> None:
        """Show a value."""
        self._valores[chave].setText(valor)

    def valor(self, chave: str) -> str:
        """Return what is shown under a key."""
        return self._valores[chave].text()
