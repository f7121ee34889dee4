"""A date typed as dd/mm/aaaa and read by our own parser: nothing is corrected in silence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QDate, QPoint, QRegularExpression, Qt, Signal, Slot
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QVBoxLayout, QWidget

from ...estatuto.erros import ErroDominio
from ...estatuto.formatos.datas import formatar_data, ler_data
from ..icones import icone
from .texto import como_dica, reestilizar


class CampoData(QLineEdit):
    """A date field: digits put their own bars, ↑ and ↓ walk a day, F4 or Alt+↓ opens the calendar.

    ``data`` is None while what is written is not a date; `erro` then says why.
    """

    alterada = Signal(object)
    """The date (or None) each time it changes."""

    def __init__(self, pai: QWidget | None = None, *, hoje: Callable[[], date] | None = None) -> None:
        super().__init__(pai)
        self._hoje = hoje
        self._ultima: date | None = None
        self._quadro: QFrame | None = None
        self.setPlaceholderText("dd/mm/aaaa")
        self.setMaxLength(10)
        self.setValidator(QRegularExpressionValidator(QRegularExpression(r"[0-9/.\-]*"), self))
        self.setInputMethodHints(Qt.InputMethodHint.ImhDate)
        self._botao = QAction(icone("calendario_campo"), "Abrir o calendário (F4)", self)
        self.addAction(self._botao, QLineEdit.ActionPosition.TrailingPosition)
        # signals
        self._botao.triggered.connect(self.abrir_calendario)
        self.textEdited.connect(self._por_barras)
        self.textChanged.connect(self._ao_mudar)

    # ------------------------------------------------------------ value

    def data(self) -> date | None:
        """Return the date written, or None."""
        return self._ler()[0]

    def erro(self) -> str:
        """Return why what is written is not a date, empty when it is one or when nothing is written."""
        return self._ler()[1]

    def definir(self, data: date | None) -> None:
        """Write a date; None empties the field."""
        self.setText("" if data is None else formatar_data(data))
        self._mostrar_erro("")

    def _ler(self) -> tuple[date | None, str]:
        if not self.text().strip():
            return None, ""
        try:
            return ler_data(self.text()), ""
        except ErroDominio as erro:
            return None, erro.mensagem

    # ------------------------------------------------------------ typing

    @Slot(str)
    def _por_barras(self, escrito: str) -> None:
        # Only while digits are added at the end: correcting in the middle is left to the clerk.
        if self.cursorPosition() != len(escrito) or len(escrito) < len(self._escrito_antes):
            self._escrito_antes = escrito
            return
        if escrito.isdigit() and len(escrito) in (2, 8):
            escrito = f"{escrito}/" if len(escrito) == 2 else f"{escrito[:2]}/{escrito[2:4]}/{escrito[4:]}"
        elif len(escrito) == 5 and escrito[2] == "/" and escrito[3:].isdigit():
            escrito = f"{escrito}/"
        elif escrito.endswith("//"):
            escrito = escrito[:-1]
        self._escrito_antes = escrito
        if escrito != self.text():
            self.setText(escrito)

    _escrito_antes = ""

    @Slot()
    def _ao_mudar(self) -> None:
        self._escrito_antes = self.text()
        data, erro = self._ler()
        if self.property("erro") and not erro:
            self._mostrar_erro("")
        if data != self._ultima:
            self._ultima = data
            self.alterada.emit(data)

    def _mostrar_erro(self, erro: str) -> None:
        if bool(self.property("erro")) != bool(erro):
            self.setProperty("erro", bool(erro))
            reestilizar(self)
        self.setToolTip(como_dica(erro))
        self.setAccessibleDescription(erro)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        tecla, alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if tecla == Qt.Key.Key_F4 or (alt and tecla == Qt.Key.Key_Down):
            self.abrir_calendario()
        elif tecla in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not self.isReadOnly():
            self._andar(1 if tecla == Qt.Key.Key_Up else -1)
        elif tecla == Qt.Key.Key_H and self._hoje is not None and not self.isReadOnly():
            self.definir(self._hoje())
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def _andar(self, dias: int) -> None:
        data = self.data()
        if data is not None:
            self.definir(data + timedelta(days=dias))
        elif not self.text() and self._hoje is not None:
            self.definir(self._hoje())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        data, erro = self._ler()
        if data is not None and self.text() != formatar_data(data):
            self.setText(formatar_data(data))
        self._mostrar_erro(erro)

    # ------------------------------------------------------------ calendar

    @Slot()
    def abrir_calendario(self) -> None:
        """Show the month below the field; choosing a day writes it."""
        if self.isReadOnly() or not self.isEnabled():
            return
        quadro = QFrame(self, Qt.WindowType.Popup)
        quadro.setObjectName("calendarioSuspenso")
        quadro.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        mes = QCalendarWidget(quadro)
        mes.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        mes.setDateEditEnabled(False)
        mes.setAccessibleName("Calendário")
        inicial = self.data() or (self._hoje() if self._hoje is not None else None)
        if inicial is not None:
            mes.setSelectedDate(QDate(inicial.year, inicial.month, inicial.day))
        caixa = QVBoxLayout(quadro)
        caixa.setContentsMargins(6, 6, 6, 6)
        caixa.addWidget(mes)
        mes.clicked.connect(self._escolher)
        mes.activated.connect(self._escolher)
        self._quadro = quadro
        quadro.destroyed.connect(self._esquecer_quadro)
        quadro.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        quadro.show()
        mes.setFocus()

    @Slot()
    def _esquecer_quadro(self) -> None:
        self._quadro = None

    @Slot(QDate)
    def _escolher(self, dia: QDate) -> None:
        self.definir(date(dia.year(), dia.month(), dia.day()))
        if self._quadro is not None:
            self._quadro.close()
        self.setFocus()
