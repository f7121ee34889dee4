"""Putting a page in the place of the whole window: what was on screen is hidden as it is, and comes back as it was."""

from __future__ import annotations

from functools import partial

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget

from .componentes.mensagem import MensagemPassageira

DA_COBERTURA = "da_cobertura"
"""Name of the windows that may be shown while the window is covered."""


class Cobertura(QObject):
    """Covers one main window with a page, and uncovers it."""

    def __init__(self, janela: QMainWindow) -> None:
        super().__init__(janela)
        self._janela = janela
        self._coberto: QWidget | None = None
        self._pagina: QWidget | None = None
        self._escondidas: list[QWidget] = []
        self._foco: QWidget | None = None
        self._titulo = ""
        self._segura_janelas = True

    @property
    def cobre(self) -> bool:
        """Tell whether the page is in the place of the window."""
        return self._coberto is not None

    def cobrir(self, pagina: QWidget, *, segura_janelas: bool) -> None:
        """Show only this page; ``segura_janelas`` hides the windows that open meanwhile too."""
        janela = self._janela
        for passageira in janela.findChildren(MensagemPassageira):
            passageira.dispensar()
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        self._foco = QApplication.focusWidget()
        self._titulo, self._pagina, self._segura_janelas = janela.windowTitle(), pagina, segura_janelas
        janela.setWindowTitle("bahiaservidor")
        janela.menuBar().hide()
        self._escondidas = [
            w for w in QApplication.topLevelWidgets()
            if w is not janela and w.isVisible() and w.windowType() is not Qt.WindowType.ToolTip
        ]  # fmt: skip
        for outra in self._escondidas:
            outra.hide()
        coberto = self._coberto = janela.takeCentralWidget()
        assert coberto is not None
        coberto.setParent(janela)
        coberto.hide()
        janela.setCentralWidget(pagina)
        pagina.show()
        _aplicacao().installEventFilter(self)

    def descobrir(self) -> None:
        """Give everything back; the page dies, with what was typed in it."""
        janela, coberto = self._janela, self._coberto
        assert coberto is not None
        _aplicacao().removeEventFilter(self)
        self._coberto = self._pagina = None
        janela.setCentralWidget(coberto)
        coberto.show()
        janela.menuBar().show()
        janela.setWindowTitle(self._titulo)
        for outra in sorted(self._vivas(), key=_quantos_acima):
            outra.show()
        self._escondidas = []
        if self._foco is not None and shiboken6.isValid(self._foco) and self._foco.isVisible():
            self._foco.setFocus(Qt.FocusReason.OtherFocusReason)
        self._foco = None

    def dialogos(self) -> int:
        """Return how many dialogs were left open."""
        return sum(1 for janela in self._vivas() if isinstance(janela, QDialog))

    def descartar(self) -> None:
        """Close what was left open: closing is when forms keep their drafts."""
        vivas, self._escondidas = self._vivas(), []
        for janela in sorted(vivas, key=_quantos_acima, reverse=True):
            if shiboken6.isValid(janela):
                janela.close()

    def _vivas(self) -> list[QWidget]:
        return [janela for janela in self._escondidas if shiboken6.isValid(janela)]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        tipo = event.type()
        if tipo is QEvent.Type.Shortcut:
            # No shortcut acts but the page's own.
            pagina = self._pagina
            return not (isinstance(watched, QWidget) and pagina is not None and pagina.isAncestorOf(watched))
        if (
            tipo is QEvent.Type.Show
            and self._segura_janelas
            and isinstance(watched, QWidget)
            and watched.isWindow()
            and watched is not self._janela
            and watched.objectName() != DA_COBERTURA
            and watched not in self._escondidas
        ):
            self._escondidas.append(watched)
            QTimer.singleShot(0, partial(_esconder, watched))
        return False


def _aplicacao() -> QObject:
    aplicacao = QApplication.instance()
    assert aplicacao is not None
    return aplicacao


def _esconder(janela: QWidget) -> None:
    if shiboken6.isValid(janela):
        janela.hide()


def _quantos_acima(janela: QWidget) -> int:
    acima, pai = 0, janela.parentWidget()
    while pai is not None:
        acima, pai = acima + 1, pai.parentWidget()
    return acima
