"""An empty place says what to do first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from .. import icones
from ..tema import tokens
from .botao import TipoBotao, botao
from .texto import Papel, texto


class EstadoVazio(QWidget):
    """A title, a sentence and, when something can be done, a button; centred."""

    def __init__(
        self,
        titulo: str,
        explicacao: str = "",
        *,
        icone: str = "vazio",
        acao: str = "",
        ao_acionar: Callable[..., Any] | None = None,
        pai: QWidget | None = None,
    ) -> None:
        super().__init__(pai)
        self._icone = icone
        self._figura = QLabel(self)
        self._figura.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._titulo = texto(titulo, Papel.SECAO, quebra=True, pai=self)
        self._explicacao = texto(explicacao, Papel.SUAVE, quebra=True, pai=self)
        for rotulo in (self._titulo, self._explicacao):
            rotulo.setAlignment(Qt.AlignmentFlag.AlignCenter)
            rotulo.setMaximumWidth(440)
            rotulo.setMinimumWidth(200)
        self._explicacao.setVisible(bool(explicacao))
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(24, 24, 24, 24)
        caixa.setSpacing(8)
        caixa.addStretch(2)
        caixa.addWidget(self._figura, 0, Qt.AlignmentFlag.AlignHCenter)
        caixa.addSpacing(4)
        caixa.addWidget(self._titulo, 0, Qt.AlignmentFlag.AlignHCenter)
        caixa.addWidget(self._explicacao, 0, Qt.AlignmentFlag.AlignHCenter)
        self.botao = botao(acao, TipoBotao.PRIMARIO, ao_clicar=ao_acionar, pai=self)
        self.botao.setVisible(bool(acao))
        caixa.addSpacing(8)
        caixa.addWidget(self.botao, 0, Qt.AlignmentFlag.AlignHCenter)
        caixa.addStretch(3)
        self._pintar()

    def definir(self, titulo: str, explicacao: str = "") -> None:
        """Change the words."""
        self._titulo.setText(titulo)
        self._explicacao.setText(explicacao)
        self._explicacao.setVisible(bool(explicacao))

    def titulo(self) -> str:
        """Return the title shown."""
        return self._titulo.text()

    def _pintar(self) -> None:
        cor = tokens(self).cor("texto_apagado")
        self._figura.setPixmap(icones.imagem(self._icone, 48, cor, self.devicePixelRatioF()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._pintar()
