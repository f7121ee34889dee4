"""The way from a screen to the import of the spreadsheets that bring what it shows."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from ..casa import Casa
from .botao import Botao, TipoBotao


class BotaoImportar(Botao):
    """Opens the import with the kind chosen; off where the registry is only read."""

    def __init__(self, casa: Casa, especie: str, pai: QWidget | None = None) -> None:
        super().__init__("I&mportar…", pai)
        self._casa, self._especie = casa, especie
        self.setProperty("tipo", str(TipoBotao.DISCRETO))
        self.setAutoDefault(False)
        self.setAccessibleName("Importar de planilha")
        self.setToolTip("Trazer de uma planilha XLSX, ODS ou CSV, com conferência antes")
        self.setEnabled(not casa.ctx.banco.somente_leitura)
        self.clicked.connect(self._abrir)

    @Slot()
    def _abrir(self) -> None:
        self._casa.navegar("importacoes", especie=self._especie)
