"""Choices: a plain list of values, and a searchable one for long registers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QSignalBlocker, QStringListModel, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QCompleter, QLineEdit, QWidget

from ...estatuto.formatos.nomes import sem_acentos
from ..icones import icone
from .texto import reestilizar

_LIMITE = 200
"""Rows shown at most: beyond this one types more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opcao:
    """A value and its words; ``detalhe`` is searched and shown after them."""

    valor: Any
    rotulo: str
    detalhe: str = ""

    @property
    def linha(self) -> str:
        """The words of the list."""
        return f"{self.rotulo} — {self.detalhe}" if self.detalhe else self.rotulo


class Combo(QComboBox):
    """A short list of `Opcao`; the wheel does not change it unless it has the focus."""

    alterado = Signal(object)

    def __init__(self, opcoes: Sequence[Opcao] = (), pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self._opcoes: tuple[Opcao, ...] = ()
        self._esperado: Any = None
        self._digitado = ""
        self._pausa = QTimer(self)
        self._pausa.setSingleShot(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.definir_opcoes(opcoes)
        self.currentIndexChanged.connect(self._ao_mudar)

    def definir_opcoes(self, opcoes: Sequence[Opcao]) -> None:
        """Offer these, keeping the value chosen when it is still among them, or choosing the one that waited."""
        antes, esperado = self.valor(), self._esperado
        with QSignalBlocker(self):
            self._opcoes = tuple(opcoes)
            self.clear()
            self.addItems([opcao.linha for opcao in self._opcoes])
            self.definir(antes)
            if esperado is not None:
                self.pretender(esperado)
        if esperado is not None and self._esperado is None:
            self.alterado.emit(self.valor())

    def opcoes(self) -> tuple[Opcao, ...]:
        """Return what is offered."""
        return self._opcoes

    def valor(self) -> Any:
        """Return the value chosen, or None."""
        indice = self.currentIndex()
        return self._opcoes[indice].valor if 0 <= indice < len(self._opcoes) else None

    def definir(self, valor: Any) -> None:
        """Choose a value; one that is not offered leaves the first."""
        self._esperado = None
        for indice, opcao in enumerate(self._opcoes):
            if opcao.valor == valor:
                self.setCurrentIndex(indice)
                return

    def pretender(self, valor: Any) -> None:
        """Choose a value: at once or, while there is nothing but a word for all of them, when it is offered."""
        self.definir(valor)
        if len(self._opcoes) < 2 and self.valor() != valor:
            self._esperado = valor

    def pretendido(self) -> Any:
        """Return the value chosen, or the one that waits to be offered."""
        return self.valor() if self._esperado is None else self._esperado

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letra = event.text()
        if not letra.isalnum():
            super().keyPressEvent(event)
            return
        if event.modifiers() & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier):
            event.ignore()  # the accelerator of a button that is disabled: Qt would take it for a search
            return
        # Qt looks only at how each line begins, and minds accents: one types "inv" for "Por invalidez".
        self._digitado = self._digitado + letra if self._pausa.isActive() else letra
        self._pausa.start(QApplication.keyboardInputInterval())
        achado = self._procurar(sem_acentos(self._digitado).casefold())
        if achado >= 0:
            self.setCurrentIndex(achado)

    def _procurar(self, digitado: str) -> int:
        """Return the line that begins so, or that has a word that does, from the next one on; -1 if none."""
        linhas = [sem_acentos(opcao.linha).casefold() for opcao in self._opcoes]
        if len(set(digitado)) == 1 and not any(linha.startswith(digitado) for linha in linhas):
            digitado = digitado[0]  # the same letter again and again walks the lines
        atual = self.currentIndex()
        desde = atual + 1 if len(digitado) == 1 else atual
        ordem = [(desde + n) % len(linhas) for n in range(len(linhas))] if linhas else []
        comeco = next((n for n in ordem if linhas[n].startswith(digitado)), -1)
        return comeco if comeco >= 0 else next((n for n in ordem if f" {digitado}" in linhas[n]), -1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    @Slot()
    def _ao_mudar(self) -> None:
        self._esperado = None
        self.alterado.emit(self.valor())


class ComboBusca(QLineEdit):
    """Type a piece of the words, in any case and without accents, and choose: for cargos, unidades, autoridades."""

    alterado = Signal(object)
    """The value chosen, or None."""

    def __init__(
        self, opcoes: Sequence[Opcao] = (), *, dica: str = "Digite para procurar", pai: QWidget | None = None
    ) -> None:
        super().__init__(pai)
        self._opcoes: tuple[Opcao, ...] = ()
        self._chaves: tuple[str, ...] = ()
        self._escolhida: Opcao | None = None
        self._esperado: Any = None
        self.setPlaceholderText(dica)
        self._modelo = QStringListModel(self)
        completador = QCompleter(self._modelo, self)
        completador.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completador.setMaxVisibleItems(10)
        self._completador = completador
        if (lista := completador.popup()) is not None:
            lista.setObjectName("sugestoes")
        self.setCompleter(completador)
        self._abrir = QAction(icone("seta_baixo"), "Mostrar a lista (Alt+↓)", self)
        self.addAction(self._abrir, QLineEdit.ActionPosition.TrailingPosition)
        self.definir_opcoes(opcoes)
        # signals
        self._abrir.triggered.connect(self.mostrar_lista)
        self.textEdited.connect(self._filtrar)
        completador.activated.connect(self._escolher_texto)

    def definir_opcoes(self, opcoes: Sequence[Opcao]) -> None:
        """Offer these; a choice that is no longer offered is undone, and one that waited for them is made."""
        antes, esperado = self.valor(), self._esperado
        self._opcoes = tuple(opcoes)
        self._chaves = tuple(sem_acentos(opcao.linha).casefold() for opcao in self._opcoes)
        self._oferecer("")
        if esperado is None:
            self.definir(antes)
        else:
            self.pretender(esperado)
        if esperado is not None and self.pretendido() is None:
            self.alterado.emit(None)  # it waited for what does not exist any more

    def opcoes(self) -> tuple[Opcao, ...]:
        """Return what is offered."""
        return self._opcoes

    def valor(self) -> Any:
        """Return the value chosen, or None."""
        return self._escolhida.valor if self._escolhida is not None else None

    def definir(self, valor: Any) -> None:
        """Choose a value; None, or one that is not offered, empties the field."""
        self._esperado = None
        achada = next((o for o in self._opcoes if valor is not None and o.valor == valor), None)
        self._fixar(achada)
        self.setText(achada.rotulo if achada is not None else "")

    def pretender(self, valor: Any) -> None:
        """Choose a value: at once or, while nothing is offered yet, when it is."""
        self.definir(valor)
        if not self._opcoes:
            self._esperado = valor

    def pretendido(self) -> Any:
        """Return the value chosen, or the one that waits to be offered."""
        return self.valor() if self._esperado is None else self._esperado

    @Slot()
    def mostrar_lista(self) -> None:
        """Show everything that is offered."""
        if not self.isEnabled() or self.isReadOnly():
            return
        self.setFocus()
        self._oferecer("")
        self._completador.complete()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.key() == Qt.Key.Key_Down and (alt or not self._lista_aberta()):
            self.mostrar_lista()
            event.accept()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() == Qt.FocusReason.PopupFocusReason:
            return
        # What is written and matches one offer only is that offer; anything else is said to be none.
        if self._escolhida is None and self.text().strip():
            achadas = self._achar(self.text())
            if len(achadas) == 1:
                self._fixar(achadas[0])
                self.setText(achadas[0].rotulo)
        falta = self._escolhida is None and bool(self.text().strip())
        if bool(self.property("erro")) != falta:
            self.setProperty("erro", falta)
            self.setToolTip("Escolha um item da lista." if falta else "")
            reestilizar(self)

    def _lista_aberta(self) -> bool:
        lista = self._completador.popup()
        return lista is not None and lista.isVisible()

    def _achar(self, escrito: str) -> list[Opcao]:
        pedacos = sem_acentos(escrito).casefold().split()
        achadas = []
        for chave, opcao in zip(self._chaves, self._opcoes, strict=True):
            if all(p in chave for p in pedacos):
                achadas.append(opcao)
                if len(achadas) == _LIMITE:
                    break
        return achadas

    def _oferecer(self, escrito: str) -> None:
        self._modelo.setStringList([opcao.linha for opcao in self._achar(escrito)])

    @Slot(str)
    def _filtrar(self, escrito: str) -> None:
        self._esperado = None
        self._fixar(None)
        self._oferecer(escrito)

    @Slot(str)
    def _escolher_texto(self, linha: str) -> None:
        achada = next((o for o in self._opcoes if o.linha == linha), None)
        if achada is not None:
            self._fixar(achada)
            self.setText(achada.rotulo)

    def _fixar(self, opcao: Opcao | None) -> None:
        antes, self._escolhida = self._escolhida, opcao
        if opcao is not None and self.property("erro"):
            self.setProperty("erro", False)
            reestilizar(self)
        if (antes is None) != (opcao is None) or (opcao is not None and antes is not None and opcao != antes):
            self.alterado.emit(self.valor())
