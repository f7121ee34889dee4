"""A box of facts: what each is, and its value, that can be selected."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from .texto import Papel, texto


class QuadroDeFatos(QFrame):
    """``linhas`` are the keys and words of the facts, in order."""

    def __init__(self, linhas: Iterable[tuple[str, str]], pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self.setProperty("superficie", True)
        grade = QGridLayout(self)
        grade.setContentsMargins(14, 14, 14, 14)
        grade.setHorizontalSpacing(16)
        grade.setVerticalSpacing(10)
        grade.setColumnStretch(1, 1)
        self._valores: dict[str, QLabel] = {}
        for numero, (chave, rotulo) in enumerate(linhas):
            valor = texto("—", Papel.CORPO, quebra=True, selecionavel=True, pai=self)
            grade.addWidget(texto(rotulo, Papel.SUAVE, pai=self), numero, 0, Qt.AlignmentFlag.AlignTop)
            grade.addWidget(valor, numero, 1)
            self._valores[chave] = valor

    def definir(self, valores: Iterable[tuple[str, str]]) -> None:
        """Show values by key; a dash for an empty one."""
        for chave, valor in valores:
            self._valores[chave].setText(valor or "—")

    def valor(self, chave: str) -> str:
        """Return what is shown under a key."""
        return self._valores[chave].text()
