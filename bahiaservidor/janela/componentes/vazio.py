"""An empty place says what to do first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from .. import icones
from ..tema import tokens
from .botao import TipoBotao, botao
from .citacao import Citacoes
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
        self._explicacao.setVisible(bool(explicacao))
        # Wrapped labels only get their height right when nothing aligns them inside the column.
        coluna = QWidget(self)
        coluna.setMaximumWidth(440)
        caixa = QVBoxLayout(coluna)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(8)
        caixa.addStretch(2)
        caixa.addWidget(self._figura)
        caixa.addSpacing(4)
        caixa.addWidget(self._titulo)
        caixa.addWidget(self._explicacao)
        self._citacoes = Citacoes(explicacao, coluna, centro=True)
        caixa.addWidget(self._citacoes)
        self._ofertas = QVBoxLayout()
        self._ofertas.setSpacing(4)
        caixa.addLayout(self._ofertas)
        self.botao = botao(acao, TipoBotao.PRIMARIO, ao_clicar=ao_acionar, pai=self)
        self.botao.setVisible(bool(acao))
        caixa.addSpacing(8)
        caixa.addWidget(self.botao, 0, Qt.AlignmentFlag.AlignHCenter)
        caixa.addStretch(3)
        meio = QHBoxLayout(self)
        meio.setContentsMargins(16, 16, 16, 16)
        meio.setSpacing(0)
        meio.addStretch(1)
        meio.addWidget(coluna, 1000)
        meio.addStretch(1)
        self._pintar()

    def definir(self, titulo: str, explicacao: str = "") -> None:
        """Change the words."""
        self._titulo.setText(titulo)
        self._explicacao.setText(explicacao)
        self._explicacao.setVisible(bool(explicacao))
        self._citacoes.definir(explicacao)

    def oferecer(self, ofertas: Sequence[QPushButton]) -> None:
        """Put buttons under the sentence, in the place of those offered before."""
        while (item := self._ofertas.takeAt(0)) is not None:
            if (antes := item.widget()) is not None:
                antes.deleteLater()
        for oferta in ofertas:
            self._ofertas.addWidget(oferta, 0, Qt.AlignmentFlag.AlignHCenter)

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
