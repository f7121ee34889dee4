"""A citation that can be followed: from any window to the article, in our summary, without losing what was typed."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QWidget

from ...estatuto.citacoes import encontrar, resolver
from ...estatuto.dispositivos import RESUMOS
from ..casa import Casa
from ..registro_telas import TELAS
from .botao import Botao
from .texto import como_dica, reestilizar

_FOLHA = ("bahiaservidor.janela.componentes.folha_citacao", "FolhaCitacao")
_LINHA = 32
"""Letters of a citation that fit in one line of the narrowest panel."""

_VIZINHAS = {
    Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1,
}  # fmt: skip


def casa_de(widget: QWidget | None) -> Casa | None:
    """Return the house of the screen or window that a widget is in, the nearest first; None when there is none."""
    while widget is not None:
        casa = getattr(widget, "casa", None)
        if isinstance(casa, Casa):
            return casa
        widget = widget.parentWidget()
    return None


def _tela_de(widget: QWidget | None) -> str:
    """Return the key of the screen that a widget is in, to which one comes back; empty when it is in none."""
    chaves = {registro.fabrica: registro.chave for registro in TELAS}
    while widget is not None:
        chave = chaves.get(f"{type(widget).__module__}:{type(widget).__name__}")
        if chave is not None:
            return chave
        widget = widget.parentWidget()
    return ""


def abrir_citacao(de: QWidget, citacao: str) -> None:
    """Follow a citation from a widget: to the Estatuto, or to a sheet over the form that must not be lost."""
    casa = casa_de(de)
    if casa is not None and QApplication.activeModalWidget() is None and not de.window().isModal():
        casa.navegar("estatuto", dispositivo=citacao, volta=_tela_de(de))
        return
    modulo, nome = _FOLHA
    getattr(import_module(modulo), nome)(citacao, casa, de.window()).open()


def _em_linhas(citacao: str) -> str:
    """Return a long citation in two lines, cut at a comma: a button does not wrap its words."""
    if len(citacao) <= _LINHA or ", " not in citacao[:_LINHA]:
        return citacao
    corte = citacao.rindex(", ", 0, _LINHA) + 1
    return f"{citacao[:corte]}\n{citacao[corte:].strip()}"


class Citacao(Botao):
    """Shows a citation as a link; hidden while it is empty.

    In a screen it goes to the Estatuto. Over a form, which must not be lost, it opens a small sheet with the summary.
    """

    def __init__(self, citacao: str = "", pai: QWidget | None = None) -> None:
        super().__init__("", pai)
        self._citacao = ""
        self.setProperty("tipo", "citacao")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.clicked.connect(self.abrir)
        self.definir(citacao)

    def definir(self, citacao: str, *, faixa: str = "") -> None:
        """Show another citation, in the colour of a strip when it is in one."""
        self._citacao = citacao
        self.setText(_em_linhas(citacao).replace("&", "&&"))
        conhecida = resolver(citacao)
        self.setEnabled(bool(conhecida))
        self.setToolTip(como_dica("\n".join(RESUMOS[c] for c in conhecida)))
        self.setAccessibleName(f"Ler {citacao}" if citacao else "")
        self.setAccessibleDescription("\n".join(RESUMOS[c] for c in conhecida))
        if not citacao:
            self.hide()
        elif self.parentWidget() is not None:
            # Without a parent, showing would make a window of it.
            self.show()
        if faixa:
            self.setProperty("faixa", faixa)
            reestilizar(self)

    def citacao(self) -> str:
        """Return the citation shown."""
        return self._citacao

    @Slot()
    def abrir(self) -> None:
        """Follow the citation."""
        abrir_citacao(self, self._citacao)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        passo = _VIZINHAS.get(Qt.Key(event.key()))
        grupo = self._grupo() if passo is not None else []
        if passo is None or len(grupo) < 2 or self not in grupo:
            super().keyPressEvent(event)
            return
        event.accept()
        posicao = grupo.index(self) + passo
        if 0 <= posicao < len(grupo):
            grupo[posicao].setFocus(Qt.FocusReason.TabFocusReason)

    def _grupo(self) -> list[Citacao]:
        dono = self.parentWidget()
        while dono is not None and not dono.property("agrupa_citacoes"):
            dono = dono.parentWidget()
        return _citacoes_em(dono) if dono is not None else []


def _citacoes_em(conteiner: QWidget) -> list[Citacao]:
    achadas = [c for c in conteiner.findChildren(Citacao) if c.isVisibleTo(conteiner) and c.isEnabled()]
    # As they are read: widgets made again are children in another order.
    return sorted(achadas, key=lambda c: (c.mapTo(conteiner, c.rect().topLeft()).y(), c.mapTo(conteiner, c.pos()).x()))


def agrupar(conteiner: QWidget) -> None:
    """Make the citations of a list one stop of the Tab key; the arrows go through them.

    Call it after filling the list: a stop at each line would bury the buttons that come after.
    """
    conteiner.setProperty("agrupa_citacoes", True)
    primeira = True
    for citacao in conteiner.findChildren(Citacao):
        if citacao.isVisibleTo(conteiner) and citacao.isEnabled():
            citacao.setFocusPolicy(Qt.FocusPolicy.StrongFocus if primeira else Qt.FocusPolicy.ClickFocus)
            primeira = False


class Citacoes(QWidget):
    """The citations that a sentence makes, as links in a row; hidden when it makes none."""

    def __init__(self, frase: str = "", pai: QWidget | None = None, *, centro: bool = False) -> None:
        super().__init__(pai)
        self._caixa = QHBoxLayout(self)
        self._caixa.setContentsMargins(0, 0, 0, 0)
        self._caixa.setSpacing(4)
        if centro:
            self._caixa.addStretch(1)
        self._posicao = self._caixa.count()
        self._caixa.addStretch(1)
        self._mostradas: list[Citacao] = []
        self.definir(frase)

    def definir(self, frase: str) -> None:
        """Show the citations of another sentence."""
        for antiga in self._mostradas:
            antiga.hide()
            antiga.deleteLater()
        self._mostradas = [Citacao(citacao, self) for citacao in encontrar(frase)]
        for deslocamento, citacao in enumerate(self._mostradas):
            self._caixa.insertWidget(self._posicao + deslocamento, citacao)
        if not self._mostradas:
            self.hide()
        elif self.parentWidget() is not None:
            self.show()

    def citacoes(self) -> tuple[str, ...]:
        """Return the citations shown."""
        return tuple(c.citacao() for c in self._mostradas)


class MenuCitacoes(QMenu):
    """The citations of a row of a table, to be followed: cells hold no links."""

    def __init__(self, textos: Iterable[str], de: QWidget) -> None:
        super().__init__(de)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._de = de
        achadas = dict.fromkeys(citacao for frase in textos for citacao in encontrar(frase))
        for citacao in achadas:
            acao = self.addAction(f"Ler {citacao}".replace("&", "&&"))
            acao.setData(citacao)
        self.triggered.connect(self._abrir)

    @Slot(QAction)
    def _abrir(self, acao: QAction) -> None:
        # What a screen offers beside the articles does its own work.
        if isinstance(acao.data(), str):
            abrir_citacao(self._de, acao.data())
