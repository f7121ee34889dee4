"""A message in passing: what was done, and a button for what usually comes next."""

from __future__ import annotations

from PySide6.QtCore import QSize, QTimer, Slot
from PySide6.QtGui import QColor, QEnterEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from .. import icones
from ..casa import Acao
from ..tema import Tom, tokens
from .botao import TipoBotao, botao, botao_icone
from .texto import Papel, texto

_FIGURA = {Tom.SUCESSO: "certo", Tom.ATENCAO: "atencao", Tom.PERIGO: "erro"}
_COR = {Tom.SUCESSO: "#8fd9aa", Tom.ATENCAO: "#f2c47a", Tom.PERIGO: "#f7aaa3"}
_DURACAO_MS, _DURACAO_COM_ACAO_MS = 6000, 14000
_MARGEM = 16
_PE = 68
"""Above the row of buttons with which most screens end: what was just done must not hide what to do next."""


class MensagemPassageira(QFrame):
    """Floats over the foot of its parent, stays while the pointer or the focus is on it, and leaves by itself."""

    def __init__(self, pai: QWidget) -> None:
        super().__init__(pai)
        self.setObjectName("mensagem")
        self._acao: Acao | None = None
        self._outra: Acao | None = None
        self._figura = QLabel(self)
        self._texto = texto("", Papel.CORPO, quebra=True, pai=self)
        self._texto.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.botao = botao("", TipoBotao.DISCRETO, ao_clicar=self._acionar, pai=self)
        self.segundo = botao("", TipoBotao.DISCRETO, ao_clicar=self._acionar_outra, pai=self)
        self.fechar = botao_icone("fechar", "Dispensar a mensagem", ao_clicar=self.dispensar, pai=self)
        self.fechar.setIcon(icones.icone("fechar", cor="#f3f5f8"))
        self.fechar.setIconSize(QSize(14, 14))
        caixa = QHBoxLayout(self)
        caixa.setContentsMargins(16, 8, 8, 8)
        caixa.setSpacing(12)
        caixa.addWidget(self._figura)
        caixa.addWidget(self._texto, 1)
        caixa.addWidget(self.botao)
        caixa.addWidget(self.segundo)
        caixa.addWidget(self.fechar)
        self._tempo = QTimer(self)
        self._tempo.setSingleShot(True)
        self._tempo.timeout.connect(self._expirar)
        self.hide()

    def mostrar(
        self, texto: str, acao: Acao | None = None, *, tom: Tom = Tom.SUCESSO, outra: Acao | None = None
    ) -> None:
        """Say something; it takes the place of what was being said.  ``outra`` is a second button."""
        self._acao = acao
        self._outra = outra
        self._texto.setText(texto)
        cor = QColor(_COR.get(tom, tokens(self).mensagem_acao))
        self._figura.setPixmap(icones.imagem(_FIGURA.get(tom, "info"), 20, cor, self.devicePixelRatioF()))
        for botao_, sua in ((self.botao, acao), (self.segundo, outra)):
            botao_.setText(sua.texto if sua is not None else "")
            botao_.setAccessibleName(sua.texto.replace("&", "") if sua is not None else "")
            botao_.setVisible(sua is not None)
        self.setAccessibleName(texto)
        self.show()
        self.colocar()
        self.raise_()
        self._tempo.start(_DURACAO_COM_ACAO_MS if acao is not None else _DURACAO_MS)

    def texto(self) -> str:
        """Return what is being said, empty when nothing is."""
        return self._texto.text() if self.isVisible() else ""

    @Slot()
    def dispensar(self) -> None:
        """Stop saying it."""
        self._tempo.stop()
        self._acao = self._outra = None
        self.hide()

    @Slot()
    def _acionar(self) -> None:
        self._fazer(self._acao)

    @Slot()
    def _acionar_outra(self) -> None:
        self._fazer(self._outra)

    def _fazer(self, acao: Acao | None) -> None:
        self.dispensar()
        if acao is not None:
            acao.ao_acionar()

    @Slot()
    def _expirar(self) -> None:
        if self.underMouse() or self.botao.hasFocus() or self.segundo.hasFocus() or self.fechar.hasFocus():
            self._tempo.start(2000)
        else:
            self.dispensar()

    def colocar(self) -> None:
        """Take the place at the foot of the parent; to be called when it is resized."""
        if self.isHidden():
            return
        pai = self.parentWidget()
        if pai is None:
            return
        maxima = min(620, pai.width() - 2 * _MARGEM)
        metrica = self._texto.fontMetrics().horizontalAdvance(self._texto.text())
        adorno = 110 + sum(b.sizeHint().width() + 12 for b in (self.botao, self.segundo) if not b.isHidden())
        largura = max(240, min(maxima, metrica + adorno))
        self.setFixedWidth(largura)
        altura = max(52, self.heightForWidth(largura) if self.hasHeightForWidth() else self.sizeHint().height())
        self.setFixedHeight(altura)
        self.move((pai.width() - largura) // 2, pai.height() - altura - _PE)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._tempo.start(_DURACAO_MS)
