"""What every screen is: a header, a body, and rereading only when something it shows has changed."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ..casa import Casa
from ..operacoes import Mudanca
from ..permitido import vedar
from .citacao import Citacoes
from .filtros_salvos import FiltrosSalvos
from .texto import Papel, como_dica, texto

_LARGURA_DO_TITULO = 220
"""Logical pixels that the title keeps beside the actions."""


class Cabecalho(QWidget):
    """Title and subtitle at the left, actions at the right."""

    def __init__(self, titulo: str, subtitulo: str = "", pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self._titulo = texto(titulo, Papel.TITULO, pai=self)
        # Expanding, not Ignored: beside the row of a subtitle that is hidden, Ignored would leave it no width at all.
        self._titulo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._titulo.setMinimumWidth(1)
        # Beside three buttons there is no room for matrícula, CPF, cargo and unidade in one line: it goes on below.
        self._subtitulo = texto(subtitulo, Papel.SUAVE, quebra=True, pai=self)
        largura = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        largura.setHeightForWidth(True)
        self._subtitulo.setSizePolicy(largura)
        self._subtitulo.setVisible(bool(subtitulo))
        self._citacoes = Citacoes(subtitulo, self)
        palavras = QVBoxLayout()
        palavras.setSpacing(2)
        palavras.addWidget(self._titulo)
        baixo = QHBoxLayout()
        baixo.setSpacing(8)
        baixo.addWidget(self._subtitulo, 1)
        baixo.addWidget(self._citacoes)
        palavras.addLayout(baixo)
        self.acoes = QHBoxLayout()
        self.acoes.setSpacing(8)
        caixa = self._caixa = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(16)
        caixa.addLayout(palavras, 1)
        caixa.addLayout(self.acoes)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # At 200 % the actions would leave no room for the name: they go below it.
        estreito = event.size().width() - self.acoes.sizeHint().width() < _LARGURA_DO_TITULO
        lado = QBoxLayout.Direction.TopToBottom if estreito else QBoxLayout.Direction.LeftToRight
        if self._caixa.direction() is not lado:
            self._caixa.setDirection(lado)
            self._caixa.setSpacing(6 if estreito else 16)

    def definir_titulo(self, titulo: str) -> None:
        """Change the title."""
        self._titulo.setText(titulo)
        self._titulo.setToolTip(como_dica(titulo))

    def definir_subtitulo(self, subtitulo: str) -> None:
        """Change the subtitle; empty hides it."""
        self._subtitulo.setText(subtitulo)
        self._subtitulo.setVisible(bool(subtitulo))
        self._citacoes.definir(subtitulo)

    def subtitulo(self) -> str:
        """Return the subtitle shown."""
        return self._subtitulo.text()

    def adicionar_acao(self, widget: QWidget) -> None:
        """Put a control at the right."""
        self.acoes.addWidget(widget)


class Tela(QWidget):
    """A screen: subclasses fill ``self.corpo`` in ``__init__`` and read in `recarregar`.

    The window calls `ativar` each time the screen is shown; a screen that nothing made stale is not read again.
    """

    titulo: ClassVar[str] = ""
    icone: ClassVar[str] = ""
    filtros_salvos: FiltrosSalvos | None = None
    """The button of the filters with a name, of a screen that has them."""

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self.casa = casa
        self._obsoleta = True
        self.cabecalho = Cabecalho(self.titulo, pai=self)
        self.corpo = QVBoxLayout()
        self.corpo.setSpacing(16)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(24, 20, 24, 16)
        caixa.setSpacing(16)
        caixa.addWidget(self.cabecalho)
        caixa.addLayout(self.corpo, 1)
        self.setAccessibleName(self.titulo)
        casa.executor.mudou.connect(self._ao_mudar)

    def ativar(self) -> None:
        """Reread if stale; called by the window when the screen is shown."""
        if self._obsoleta:
            self._obsoleta = False
            self.recarregar()
        vedar(self, self.casa.ctx)

    def recarregar(self) -> None:
        """Read what the screen shows, through the executor. For subclasses."""

    def receber(self, **parametros: Any) -> None:
        """Take what `Casa.navegar` was given, after `ativar`. For subclasses."""

    def interessa(self, mudanca: Mudanca) -> bool:
        """Tell whether a change concerns this screen; any does, unless the subclass knows better."""
        return True

    def pode_sair(self) -> bool:
        """Tell whether the window may close; a screen with an unsaved form keeps its draft here."""
        return True

    def filtro_em_palavras(self) -> str:
        """Return what the screen is filtered by, as a file of its list says it; empty without a filter."""
        return self.filtros_salvos.em_palavras() if self.filtros_salvos is not None else ""

    def focar(self) -> None:
        """Give the focus to what is used first. For subclasses."""
        self.setFocus()

    @Slot(object)
    def _ao_mudar(self, mudanca: Mudanca) -> None:
        if not self.interessa(mudanca):
            return
        self._obsoleta = True
        if self.isVisible():
            self.ativar()
