"""The calculator in a window of its own, used beside the main one: it asks nothing of the registry but its calendar."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from ..casa import Casa
from ..componentes.area import area_livre
from .calculadora import TelaCalculadora

_GEOMETRIA: Final = "calculadora/geometria"
_TAMANHO: Final = QSize(860, 620)


class JanelaCalculadora(QDialog):
    """Modeless; child of the screen it was opened from, so that it goes when the registry is closed."""

    def __init__(self, casa: Casa, dono: QWidget) -> None:
        super().__init__(dono, Qt.WindowType.Window)
        self._casa = casa
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Calculadora de prazos")
        self.tela = TelaCalculadora(casa, self)
        self.tela.voltar.hide()
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.addWidget(self.tela)
        self.resize(_TAMANHO.boundedTo(area_livre(self) - QSize(16, 48)))
        geometria = casa.preferencias.estado(_GEOMETRIA)
        if not geometria.isEmpty():
            self.restoreGeometry(geometria)

    def mostrar(self) -> None:
        """Show the window in front, ready for a date."""
        self.show()
        self.raise_()
        self.activateWindow()
        self.tela.ativar()
        self.tela.focar()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._casa.preferencias.guardar(_GEOMETRIA, self.saveGeometry())
        super().closeEvent(event)


def abrir_calculadora(casa: Casa, dono: QWidget) -> JanelaCalculadora:
    """Show the calculator over the window of ``dono``, the one already open if there is one."""
    abertas = [j for j in dono.window().findChildren(JanelaCalculadora) if j.isVisible()]
    janela = abertas[0] if abertas else JanelaCalculadora(casa, dono)
    janela.mostrar()
    return janela
