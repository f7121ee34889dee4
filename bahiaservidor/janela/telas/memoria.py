"""The memória of a date on screen: numbered steps in words, each with its provision; it can be copied to a letter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ...servicos.tipos import PassoMemoria
from ..componentes.citacao import Citacao, agrupar
from ..componentes.texto import Papel, texto


def texto_da_memoria(passos: Sequence[PassoMemoria]) -> str:
    """Return the steps as plain text, one a line, for the clipboard."""
    return "\n".join(
        f"{numero}. {passo.texto}" + (f" ({passo.dispositivo})" if passo.dispositivo else "")
        for numero, passo in enumerate(passos, start=1)
    )


def esvaziar(caixa: QVBoxLayout | QGridLayout) -> None:
    """Take every widget out of a layout and delete it."""
    while (item := caixa.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


class Memoria(QWidget):
    """Numbered steps, one under the other."""

    def __init__(self, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self._passos: tuple[PassoMemoria, ...] = ()
        self._grade = QGridLayout(self)
        self._grade.setContentsMargins(0, 0, 0, 0)
        self._grade.setHorizontalSpacing(8)
        self._grade.setVerticalSpacing(8)
        self._grade.setColumnStretch(1, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def definir(self, passos: Sequence[PassoMemoria]) -> None:
        """Show these steps."""
        self._passos = tuple(passos)
        esvaziar(self._grade)
        for linha, passo in enumerate(self._passos):
            contador = texto(f"{linha + 1}.", Papel.SUAVE, pai=self)
            contador.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            self._grade.addWidget(contador, linha, 0)
            self._grade.addWidget(self._do_passo(passo), linha, 1)
        agrupar(self)

    def passos(self) -> tuple[PassoMemoria, ...]:
        """Return the steps shown."""
        return self._passos

    def como_texto(self) -> str:
        """Return the steps as plain text."""
        return texto_da_memoria(self._passos)

    def _do_passo(self, passo: PassoMemoria) -> QWidget:
        quadro = QWidget(self)
        caixa = QVBoxLayout(quadro)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(1)
        caixa.addWidget(_copiavel(passo.texto, Papel.CORPO, quadro))
        if passo.dispositivo:
            caixa.addWidget(Citacao(passo.dispositivo, quadro), 0, Qt.AlignmentFlag.AlignLeft)
        return quadro


def _copiavel(conteudo: str, papel: Papel, pai: QWidget) -> QLabel:
    # By mouse only: a stop of the Tab key at every step would bury the buttons; "Copiar" serves the keyboard.
    rotulo = texto(conteudo, papel, quebra=True, pai=pai)
    rotulo.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return rotulo
