"""A sentence inside the page: information, warning or refusal, with the article it rests on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ...estatuto.erros import ErroDominio
from .. import icones
from ..tema import Tom, tokens
from .botao import TipoBotao, botao
from .citacao import Citacao
from .texto import Papel, reestilizar, texto

_FIGURA = {Tom.SUCESSO: "certo", Tom.ATENCAO: "atencao", Tom.PERIGO: "erro"}


class FaixaAviso(QFrame):
    """Hidden while it has nothing to say."""

    def __init__(self, conteudo: str = "", tom: Tom = Tom.INFO, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self._tom = tom
        self._figura = QLabel(self)
        self._figura.setFixedWidth(20)
        self._figura.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._texto = texto("", Papel.CORPO, quebra=True, selecionavel=True, pai=self)
        self._artigo = Citacao(pai=self)
        palavras = QVBoxLayout()
        palavras.setSpacing(2)
        palavras.addWidget(self._texto)
        palavras.addWidget(self._artigo, 0, Qt.AlignmentFlag.AlignLeft)
        self.acoes = QHBoxLayout()
        self._caixa = caixa = QHBoxLayout(self)
        caixa.setContentsMargins(12, 10, 12, 10)
        caixa.setSpacing(10)
        caixa.addWidget(self._figura, 0, Qt.AlignmentFlag.AlignTop)
        caixa.addLayout(palavras, 1)
        caixa.addLayout(self.acoes)
        self.definir(conteudo, tom)

    def definir(self, conteudo: str, tom: Tom = Tom.INFO, *, dispositivo: str = "") -> None:
        """Say something; an empty text hides the strip."""
        self._tom = tom
        self._texto.setText(conteudo)
        self._artigo.definir(dispositivo, faixa=str(tom))
        for widget in (self, self._texto):
            widget.setProperty("faixa", str(tom))
            reestilizar(widget)
        self.setAccessibleName(f"{conteudo} {dispositivo}".strip())
        self.setVisible(bool(conteudo))
        self._pintar()

    def mostrar_erro(self, erro: ErroDominio) -> None:
        """Say why something was refused; fits as ``falha=`` of the executor."""
        self.definir(erro.mensagem, Tom.PERIGO, dispositivo=erro.dispositivo)

    def esconder(self) -> None:
        """Say nothing."""
        self.definir("")

    def texto(self) -> str:
        """Return what is said."""
        return self._texto.text()

    def adicionar_acao(self, rotulo: str, ao_acionar: Callable[..., Any]) -> None:
        """Put a button at the right."""
        self.acoes.addWidget(botao(rotulo, TipoBotao.DISCRETO, ao_clicar=ao_acionar, pai=self))
        # The button makes the strip higher than one line, and the words go to the middle: the icon with them.
        self._caixa.setAlignment(self._figura, Qt.AlignmentFlag.AlignVCenter)

    def _pintar(self) -> None:
        cor, _ = tokens(self).do_tom(self._tom)
        figura = _FIGURA.get(self._tom, "info")
        self._figura.setPixmap(icones.imagem(figura, 18, cor, self.devicePixelRatioF()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._pintar()
