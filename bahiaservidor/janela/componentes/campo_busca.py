"""A search field that waits for a pause in the typing."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent, QPalette
from PySide6.QtWidgets import QLineEdit, QWidget

from ..icones import icone


class CampoBusca(QLineEdit):
    """Emits ``buscou`` once the typing pauses; Esc clears, Enter answers at once, Down goes to what was found."""

    buscou = Signal(str)
    desceu = Signal()
    """Down was pressed: the clerk wants the list."""

    def __init__(self, dica: str = "Buscar", *, atraso_ms: int = 120, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self.setPlaceholderText(dica)
        self.setAccessibleName(dica)
        self.setProperty("busca", True)
        lupa = QAction(icone("busca", papel=QPalette.ColorRole.PlaceholderText), "", self)
        self.addAction(lupa, QLineEdit.ActionPosition.LeadingPosition)
        self._limpar = QAction(icone("fechar"), "Limpar a busca (Esc)", self)
        self._limpar.triggered.connect(self.clear)
        self.addAction(self._limpar, QLineEdit.ActionPosition.TrailingPosition)
        self._limpar.setVisible(False)
        self._ultimo = ""
        self._espera = QTimer(self)
        self._espera.setSingleShot(True)
        self._espera.setInterval(atraso_ms)
        self._espera.timeout.connect(self._emitir)
        self.textChanged.connect(self._ao_mudar)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            event.accept()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._espera.stop()
            self._emitir()
        if event.key() == Qt.Key.Key_Down:
            self._espera.stop()
            self._emitir()
            self.desceu.emit()
            event.accept()
            return
        super().keyPressEvent(event)

    @Slot()
    def _ao_mudar(self) -> None:
        self._limpar.setVisible(bool(self.text()))
        if self.text():
            self._espera.start()
        else:
            self._espera.stop()
            self._emitir()

    @Slot()
    def _emitir(self) -> None:
        procurado = self.text().strip()
        if procurado != self._ultimo:
            self._ultimo = procurado
            self.buscou.emit(procurado)
