"""The name of a file or folder: typed, or found with the button."""

from __future__ import annotations

from PySide6.QtCore import QDynamicPropertyChangeEvent, QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from .botao import botao
from .dialogo_arquivo import DialogoArquivo
from .texto import reestilizar


class CampoArquivo(QWidget):
    """A line and “Procurar…”. ``alterado`` carries the name after each change."""

    alterado = Signal(str)

    def __init__(self, titulo: str, filtro: str = "", pai: QWidget | None = None, *, pasta: bool = False) -> None:
        """``titulo`` is that of the dialog; ``filtro`` as Qt writes it; ``pasta`` asks for a folder."""
        super().__init__(pai)
        self._titulo, self._filtro, self._pasta = titulo, filtro, pasta
        self.linha = QLineEdit(self)
        self.procurar = botao("P&rocurar…", ao_clicar=self._procurar, pai=self)
        self.procurar.setAccessibleName(titulo)
        caixa = QHBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(8)
        caixa.addWidget(self.linha, 1)
        caixa.addWidget(self.procurar)
        self.setFocusProxy(self.linha)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.linha.textChanged.connect(self.alterado)

    def text(self) -> str:
        """Return the name, trimmed."""
        return self.linha.text().strip()

    def definir(self, nome: str) -> None:
        """Put a name."""
        self.linha.setText(nome)

    def setAccessibleName(self, nome: str) -> None:
        """Name the line too: it is what has the focus."""
        super().setAccessibleName(nome)
        self.linha.setAccessibleName(nome)

    def event(self, event: QEvent) -> bool:
        # The form marks the field as wrong: the line is what is painted.
        if isinstance(event, QDynamicPropertyChangeEvent) and event.propertyName().data() == b"erro":
            self.linha.setProperty("erro", self.property("erro"))
            reestilizar(self.linha)
        return super().event(event)

    @Slot()
    def _procurar(self) -> None:
        dialogo = DialogoArquivo(self.window(), self._titulo, self.text(), self._filtro)
        dialogo.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        modo = QFileDialog.FileMode.Directory if self._pasta else QFileDialog.FileMode.ExistingFile
        dialogo.setFileMode(modo)
        dialogo.setLabelText(QFileDialog.DialogLabel.Accept, "Escolher")
        dialogo.fileSelected.connect(self._escolher)
        dialogo.open()

    @Slot(str)
    def _escolher(self, nome: str) -> None:
        self.linha.setText(nome)
        self.linha.setFocus()
