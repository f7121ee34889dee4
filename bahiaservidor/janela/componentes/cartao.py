"""A number with its name; a button when there is a list behind it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from ..tema import RAIO, Tom, tokens
from .texto import Papel, como_dica, reestilizar, texto


class Cartao(QAbstractButton):
    """A clickable card: title, number, detail. Enter and space open the list behind the number."""

    acionado = Signal()

    def __init__(self, titulo: str, *, tom: Tom = Tom.NEUTRO, detalhe: str = "", pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self._tom = tom
        self._nome = titulo
        self._titulo = texto(titulo, Papel.SUAVE, pai=self)
        self._numero = texto("–", Papel.NUMERO, pai=self)
        self._detalhe = texto(detalhe, Papel.LEGENDA, pai=self)
        for rotulo in (self._titulo, self._numero, self._detalhe):
            rotulo.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            rotulo.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._caixa = caixa = QVBoxLayout(self)
        caixa.setContentsMargins(20, 12, 12, 12)
        caixa.setSpacing(2)
        caixa.addWidget(self._titulo)
        caixa.addWidget(self._numero)
        caixa.addWidget(self._detalhe)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(132)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._dizer()
        self.clicked.connect(self._acionar)

    def definir(self, numero: int | str, detalhe: str | None = None, *, tom: Tom | None = None) -> None:
        """Show a number (grouped by thousands), and optionally another detail and tone."""
        self._numero.setText(f"{numero:,}".replace(",", ".") if isinstance(numero, int) else numero)
        if detalhe is not None:
            self._detalhe.setText(detalhe)
        if tom is not None:
            self._tom = tom
        destacado = self._tom not in (Tom.NEUTRO, Tom.APAGADO) and self._numero.text() not in ("0", "–")
        self._numero.setProperty("tom", str(self._tom) if destacado else "")
        reestilizar(self._numero)
        self._dizer()
        self.update()

    def numero(self) -> str:
        """Return the number as shown."""
        return self._numero.text()

    def _dizer(self) -> None:
        self.setAccessibleName(f"{self._nome}: {self._numero.text()}")
        self.setAccessibleDescription(self._detalhe.text())
        self.setToolTip(como_dica(self._detalhe.text()))

    @Slot()
    def _acionar(self) -> None:
        self.acionado.emit()

    def sizeHint(self) -> QSize:
        return self._caixa.sizeHint().expandedTo(QSize(160, 96))

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens(self)
        pincel = QPainter(self)
        pincel.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        fundo = t.cor("realce") if self.underMouse() or self.isDown() else t.cor("superficie")
        borda = QPen(t.cor("foco"), 2) if self.hasFocus() else QPen(t.cor("borda"), 1)
        pincel.setPen(borda)
        pincel.setBrush(fundo)
        pincel.drawRoundedRect(area, RAIO + 2, RAIO + 2)
        if self._tom not in (Tom.NEUTRO, Tom.APAGADO):
            cor, _ = t.do_tom(self._tom)
            pincel.setPen(Qt.PenStyle.NoPen)
            pincel.setBrush(cor)
            pincel.drawRoundedRect(QRectF(8, 14, 4, self.height() - 28), 2, 2)
        pincel.end()
