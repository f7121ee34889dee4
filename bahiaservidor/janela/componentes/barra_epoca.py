"""As on a day, as known on another: the bar that asks for both, and says all along which moment is on screen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from .botao import TipoBotao, botao
from .campo_data import CampoData
from .texto import Papel, reestilizar, texto


class BarraEpoca(QFrame):
    """``pedida`` carries (day, day known or None for today); ``encerrada`` asks to come back to today."""

    pedida = Signal(object, object)
    encerrada = Signal()

    def __init__(self, hoje: Callable[[], date], pai: QWidget | None = None, *, fecha: bool = True) -> None:
        super().__init__(pai)
        self._hoje = hoje
        self.setProperty("faixa", "neutro")
        self.em = CampoData(self, hoje=hoje)
        self.em.setAccessibleName("Como em")
        self.sabido = CampoData(self, hoje=hoje)
        self.sabido.setAccessibleName("Como se sabia em")
        for campo in (self.em, self.sabido):
            campo.setMaximumWidth(160)
        self._momento = texto("", Papel.CORPO, quebra=True, pai=self)
        self._momento.hide()
        self._erro = texto("", Papel.LEGENDA, quebra=True, pai=self)
        self._erro.setProperty("tom", "perigo")
        self._erro.hide()
        self.ver = botao("V&er", TipoBotao.PRIMARIO, ao_clicar=self.pedir, pai=self)
        self.hoje = botao("V&oltar a hoje", ao_clicar=self._encerrar, pai=self)
        self.hoje.setVisible(fecha)
        linha = QHBoxLayout()
        linha.setSpacing(8)
        for rotulo, campo in (("&Como em", self.em), ("como se sa&bia em", self.sabido)):
            # A label with a buddy: "&" marks its accelerator, and no data of people goes in it.
            etiqueta = QLabel(rotulo, self)
            etiqueta.setTextFormat(Qt.TextFormat.PlainText)
            etiqueta.setBuddy(campo)
            linha.addWidget(etiqueta)
            linha.addWidget(campo)
        linha.addWidget(self.ver)
        linha.addWidget(self.hoje)
        linha.addStretch(1)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(12, 8, 12, 8)
        caixa.setSpacing(4)
        caixa.addLayout(linha)
        caixa.addWidget(texto("Em branco, como hoje se sabe.", Papel.LEGENDA, pai=self))
        caixa.addWidget(self._erro)
        caixa.addWidget(self._momento)
        for campo in (self.em, self.sabido):
            campo.returnPressed.connect(self.pedir)

    def definir_momento(self, frase: str) -> None:
        """Say which moment is on screen; empty when it is today."""
        self._momento.setText(frase)
        self._momento.setVisible(bool(frase))
        self.setProperty("faixa", "atencao" if frase else "neutro")
        for widget in (self, self._momento):
            widget.setProperty("faixa", self.property("faixa"))
            reestilizar(widget)

    def momento(self) -> str:
        """Return what is said of the moment on screen."""
        return self._momento.text()

    def dizer_erro(self, frase: str) -> None:
        """Say why the moment cannot be shown."""
        self._erro.setText(frase)
        self._erro.setVisible(bool(frase))

    def erro(self) -> str:
        """Return why the moment cannot be shown."""
        return self._erro.text()

    @Slot()
    def pedir(self) -> None:
        """Ask for the moment written, or say what is wrong with it."""
        em, sabido = self.em.data(), self.sabido.data()
        hoje = self._hoje()
        if self.em.erro() or em is None:
            self.dizer_erro(self.em.erro() or "Escreva o dia que quer ver.")
            self.em.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.sabido.erro() or (sabido is not None and sabido > hoje):
            self.dizer_erro(self.sabido.erro() or "Não se sabe hoje o que se saberá depois: este dia ainda não chegou.")
            self.sabido.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.dizer_erro("")
            self.pedida.emit(em, sabido if sabido != hoje else None)

    @Slot()
    def _encerrar(self) -> None:
        self.dizer_erro("")
        self.encerrada.emit()
