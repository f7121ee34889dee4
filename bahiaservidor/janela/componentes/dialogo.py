"""Dialogs: title, content, buttons at the foot. They open without blocking and die when closed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import shiboken6
from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtWidgets import QAbstractScrollArea, QDialog, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from .area import area_livre, retangulo_livre
from .aviso import FaixaAviso
from .botao import TipoBotao, botao
from .citacao import Citacoes
from .texto import Papel, texto

_SEM_PAI: set[Dialogo] = set()
"""Open dialogs that no window owns: without this, nothing would keep them alive."""


class Dialogo(QDialog):
    """Fill ``corpo``, add buttons with `adicionar_botao`, and call ``open()``. Esc cancels.

    ``aviso`` is a strip above the buttons for what was refused: the dialog stays open and what was typed stays.
    """

    def __init__(self, titulo: str, pai: QWidget | None = None, *, explicacao: str = "", largura: int = 480) -> None:
        super().__init__(pai)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(titulo)
        self.setMinimumWidth(min(largura, 480))
        self._largura = largura
        self._titulo = texto(titulo, Papel.SECAO, quebra=True, pai=self)
        self._explicacao = texto(explicacao, Papel.SUAVE, quebra=True, pai=self)
        self._explicacao.setVisible(bool(explicacao))
        self.corpo = QVBoxLayout()
        self.corpo.setSpacing(12)
        self.aviso = FaixaAviso(pai=self)
        conteudo = QVBoxLayout()
        conteudo.setContentsMargins(24, 20, 24, 20)
        conteudo.setSpacing(12)
        conteudo.addWidget(self._titulo)
        self._citacoes = Citacoes(explicacao, self)
        conteudo.addWidget(self._explicacao)
        conteudo.addWidget(self._citacoes)
        conteudo.addLayout(self.corpo, 1)
        conteudo.addWidget(self.aviso)
        pe = QFrame(self)
        pe.setProperty("pe", True)
        self._botoes = QHBoxLayout(pe)
        self._botoes.setContentsMargins(24, 12, 24, 12)
        self._botoes.setSpacing(8)
        self._botoes.addStretch(1)
        self._caixa = caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(0)
        caixa.addLayout(conteudo, 1)
        caixa.addWidget(pe)

    def open(self) -> None:
        """Show the dialog without blocking."""
        for aberto in [d for d in _SEM_PAI if not shiboken6.isValid(d)]:
            _SEM_PAI.discard(aberto)
        if self.parent() is None:
            _SEM_PAI.add(self)
        super().open()

    def done(self, resultado: int) -> None:
        """Close the dialog with a result."""
        _SEM_PAI.discard(self)
        super().done(resultado)

    def adicionar_botao(
        self,
        rotulo: str,
        tipo: TipoBotao = TipoBotao.SECUNDARIO,
        *,
        ao_clicar: Callable[..., Any] | None = None,
        padrao: bool = False,
        esquerda: bool = False,
        icone: str = "",
    ) -> QPushButton:
        """Add a button at the foot (without ``ao_clicar`` it cancels); ``padrao`` answers Enter."""
        resultado = botao(rotulo, tipo, ao_clicar=ao_clicar or self.reject, icone=icone, pai=self)
        if padrao:
            resultado.setAutoDefault(True)
            resultado.setDefault(True)
        if esquerda:
            self._botoes.insertWidget(0, resultado)
        else:
            self._botoes.addWidget(resultado)
        return resultado

    def definir_titulo(self, titulo: str) -> None:
        """Change the title."""
        self.setWindowTitle(titulo)
        self._titulo.setText(titulo)

    def definir_explicacao(self, explicacao: str) -> None:
        """Change the sentence below the title."""
        self._explicacao.setText(explicacao)
        self._explicacao.setVisible(bool(explicacao))
        self._citacoes.definir(explicacao)

    def showEvent(self, event: Any) -> None:
        if not self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            largura = max(self._largura, self.minimumWidth(), self._caixa.totalMinimumSize().width())
            self.resize(largura, max(self._caixa.totalHeightForWidth(largura), self._caixa.totalMinimumSize().height()))
        # At 200 %, or on a small screen, the buttons at the foot must stay on it.
        livre = area_livre(self)
        self.resize(min(self.width(), livre.width() - 16), min(self.height(), livre.height() - 48))
        super().showEvent(event)

    def event(self, event: QEvent) -> bool:
        tratado = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._crescer()
        return tratado

    def _crescer(self) -> None:
        # What appears below the fields (a refusal, errors) takes its own room, not theirs.
        rola = any(area.isVisible() for area in self.findChildren(QAbstractScrollArea))
        medir = self._caixa.minimumHeightForWidth if rola else self._caixa.totalHeightForWidth
        precisa = medir(self.width())
        if precisa <= self.height():
            return
        livre = retangulo_livre(self)
        self.resize(self.width(), min(precisa, max(self.height(), livre.height() - 48)))
        sobra = self.frameGeometry().bottom() - livre.bottom()
        if sobra > 0:
            self.move(self.x(), max(livre.top(), self.y() - sobra))


class Pergunta(Dialogo):
    """A question with one way forward and one way back."""

    def __init__(
        self,
        titulo: str,
        explicacao: str,
        *,
        confirmar: str,
        ao_confirmar: Callable[[], None],
        perigo: bool = False,
        pai: QWidget | None = None,
    ) -> None:
        super().__init__(titulo, pai, explicacao=explicacao, largura=440)
        self._ao_confirmar = ao_confirmar
        self.cancelar = self.adicionar_botao("&Cancelar")
        tipo = TipoBotao.PERIGO if perigo else TipoBotao.PRIMARIO
        self.confirmar = self.adicionar_botao(confirmar, tipo, ao_clicar=self._confirmar, padrao=not perigo)
        if perigo:
            self.cancelar.setDefault(True)
        # Enter presses what has the focus: the way forward, or the way back when going forward destroys.
        (self.cancelar if perigo else self.confirmar).setFocus()

    @Slot()
    def _confirmar(self) -> None:
        ao_confirmar = self._ao_confirmar
        self.accept()
        ao_confirmar()


def perguntar(
    pai: QWidget | None,
    titulo: str,
    explicacao: str,
    *,
    confirmar: str,
    ao_confirmar: Callable[[], None],
    perigo: bool = False,
) -> Pergunta:
    """Open a question without blocking; ``ao_confirmar`` (a bound method) is called if the answer is yes."""
    janela = pai.window() if pai is not None else None
    pergunta = Pergunta(titulo, explicacao, confirmar=confirmar, ao_confirmar=ao_confirmar, perigo=perigo, pai=janela)
    pergunta.open()
    return pergunta
