"""The left column: one item a screen, words or icons only, one stop of the Tab key and arrows inside."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from .. import icones
from ..registro_telas import RegistroTela
from ..tema import tokens
from .botao import botao_icone
from .texto import como_dica

LARGURA, LARGURA_RECOLHIDA = 216, 56

_PASSOS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Home: -99, Qt.Key.Key_End: 99}


class ItemNavegacao(QAbstractButton):
    """One screen; its words stay its accessible name when only the icon is painted."""

    andou = Signal(int)
    """How many items the focus is to move."""

    def __init__(self, registro: RegistroTela, numero: int, pai: QWidget) -> None:
        super().__init__(pai)
        self.registro = registro
        self.recolhido = False
        self.setCheckable(True)
        # No letter with Alt: those belong to the buttons and fields of the screen, where they are underlined.
        self.setText(registro.rotulo)
        self.setAccessibleName(registro.rotulo)
        atalho = f"  (Ctrl+{numero})" if numero <= 9 else ""
        self.setToolTip(como_dica(f"{registro.rotulo}{atalho}\n{registro.dica}".strip()))
        self.setAccessibleDescription(registro.dica)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def nextCheckState(self) -> None:
        # The window lights up the screen that it really shows.
        return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        tecla = event.key()
        passo = next((passo for qual, passo in _PASSOS.items() if qual == tecla), 0)
        if passo:
            self.andou.emit(passo)
        elif tecla in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def sizeHint(self) -> QSize:
        return QSize(LARGURA_RECOLHIDA - 16 if self.recolhido else LARGURA - 16, 36)

    def minimumSizeHint(self) -> QSize:
        return QSize(LARGURA_RECOLHIDA - 16, 32)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens(self)
        pincel = QPainter(self)
        pincel.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        fundo = "selecao" if self.isChecked() else "realce" if self.underMouse() and self.isEnabled() else ""
        if self.isDown():
            fundo = "selecao"
        pincel.setPen(QPen(t.cor("foco"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        pincel.setBrush(t.cor(fundo) if fundo else Qt.BrushStyle.NoBrush)
        if fundo or self.hasFocus():
            pincel.drawRoundedRect(area, 6, 6)
        if not self.isEnabled():
            cor = t.cor("texto_apagado")
        elif self.isChecked():
            cor = t.cor("destaque_forte" if not t.escuro else "destaque")
        else:
            cor = t.cor("texto_suave")
        lado = 20.0
        esquerda = (self.width() - lado) / 2 if self.recolhido else 10.0
        icones.pintar(pincel, self.registro.icone, QRectF(esquerda, (self.height() - lado) / 2, lado, lado), cor)
        if not self.recolhido:
            fonte = QFont(self.font())
            fonte.setWeight(QFont.Weight.DemiBold if self.isChecked() else QFont.Weight.Normal)
            pincel.setFont(fonte)
            pincel.setPen(cor if self.isChecked() or not self.isEnabled() else t.cor("texto"))
            nome = pincel.fontMetrics().elidedText(self.registro.rotulo, Qt.TextElideMode.ElideRight, self.width() - 48)
            pincel.drawText(QRectF(40, 0, self.width() - 44, self.height()), Qt.AlignmentFlag.AlignVCenter, nome)
        pincel.end()


class Navegacao(QWidget):
    """Every screen of the navigation, gathered in groups; collapses to icons."""

    escolhida = Signal(str)
    """The key of the screen asked for."""
    recolheu = Signal(bool)

    def __init__(self, telas: Sequence[RegistroTela], pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self.setObjectName("navegacao")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Navegação")
        self._recolhida = False
        self.itens: dict[str, ItemNavegacao] = {}
        dentro = QWidget(self)
        dentro.setProperty("transparente", True)
        lista = QVBoxLayout(dentro)
        lista.setContentsMargins(8, 12, 8, 8)
        lista.setSpacing(2)
        grupo = 0
        for numero, registro in enumerate((t for t in telas if t.na_navegacao), start=1):
            if registro.grupo != grupo:
                lista.addSpacing(14)
                grupo = registro.grupo
            item = ItemNavegacao(registro, numero, dentro)
            item.clicked.connect(self._ao_clicar)
            item.andou.connect(self._andar)
            lista.addWidget(item)
            self.itens[registro.chave] = item
        lista.addStretch(1)
        rolagem = QScrollArea(self)
        rolagem.setProperty("transparente", True)
        rolagem.setWidgetResizable(True)
        rolagem.setFrameShape(QFrame.Shape.NoFrame)
        rolagem.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rolagem.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        rolagem.setWidget(dentro)
        self.alternador = botao_icone("recolher", "Recolher a navegação (Ctrl+B)", ao_clicar=self.alternar, pai=self)
        self.alternador.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 1, 8)
        caixa.setSpacing(0)
        caixa.addWidget(rolagem, 1)
        pe = QHBoxLayout()
        pe.setContentsMargins(11, 4, 0, 0)
        pe.addWidget(self.alternador)
        pe.addStretch(1)
        caixa.addLayout(pe)
        self._medir()

    # ------------------------------------------------------------ state

    def marcar(self, chave: str) -> None:
        """Light up a screen."""
        for outra, item in self.itens.items():
            atual = outra == chave
            item.setChecked(atual)
            item.setFocusPolicy(Qt.FocusPolicy.StrongFocus if atual else Qt.FocusPolicy.ClickFocus)

    def marcada(self) -> str:
        """Return the key lit up, empty when none is."""
        return next((chave for chave, item in self.itens.items() if item.isChecked()), "")

    def habilitar(self, sim: bool) -> None:
        """Let screens be chosen, or not yet."""
        for item in self.itens.values():
            item.setEnabled(sim)

    def focar(self) -> None:
        """Give the focus to the item lit up."""
        item = self.itens.get(self.marcada()) or next(iter(self.itens.values()))
        item.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def recolhida(self) -> bool:
        """Tell whether only icons are shown."""
        return self._recolhida

    def recolher(self, sim: bool) -> None:
        """Show only icons, or words too."""
        if sim != self._recolhida:
            self._recolhida = sim
            self._medir()
            self.recolheu.emit(sim)

    @Slot()
    def alternar(self) -> None:
        """Collapse or expand."""
        self.recolher(not self._recolhida)

    def _medir(self) -> None:
        self.setFixedWidth(LARGURA_RECOLHIDA if self._recolhida else LARGURA)
        for item in self.itens.values():
            item.recolhido = self._recolhida
            item.updateGeometry()
            item.update()
        palavra = "Expandir" if self._recolhida else "Recolher"
        self.alternador.setIcon(icones.icone("expandir" if self._recolhida else "recolher"))
        self.alternador.setToolTip(como_dica(f"{palavra} a navegação (Ctrl+B)"))
        self.alternador.setAccessibleName(f"{palavra} a navegação")

    # ------------------------------------------------------------ slots

    @Slot()
    def _ao_clicar(self) -> None:
        item = self.sender()
        if isinstance(item, ItemNavegacao):
            self.escolhida.emit(item.registro.chave)

    @Slot(int)
    def _andar(self, passo: int) -> None:
        itens = list(self.itens.values())
        foco = next((n for n, item in enumerate(itens) if item.hasFocus()), 0)
        destino = max(0, min(len(itens) - 1, foco + passo))
        itens[destino].setFocus(Qt.FocusReason.OtherFocusReason)
