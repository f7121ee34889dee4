"""A section whose work takes long: a button that begins, one that stops, a bar, and a strip that says how it ended."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QProgressBar, QPushButton, QWidget

from ...estatuto.erros import ErroDominio
from ..casa import Casa
from ..componentes.aviso import FaixaAviso
from ..componentes.botao import botao
from ..operacoes import Andamento, Tarefa
from ..tema import Tom


class SecaoDemorada(QWidget):
    """Say ``titulo`` and ``interrompida``, give the button that begins to `montar_demora`, and start with `demorar`."""

    titulo: ClassVar[str]
    """What the bottom bar shows while it runs."""
    interrompida: ClassVar[str]
    """What is said of a job that was stopped."""

    def __init__(self, casa: Casa) -> None:
        super().__init__()
        self._casa = casa
        self._tarefa: Tarefa | None = None
        self._inicio: QPushButton | None = None
        self.parar = botao("&Parar", ao_clicar=self.cancelar, pai=self)
        self.barra = QProgressBar(self)
        self.barra.setTextVisible(False)
        self.aviso = FaixaAviso(pai=self)

    def montar_demora(self, inicio: QPushButton, andamento: str) -> None:
        """Take the button that begins, and the name of the bar for who does not see it."""
        self._inicio = inicio
        self.barra.setAccessibleName(andamento)
        self.ocupar(False)
        self._casa.executor.andamento.connect(self._acompanhar)

    def demorar(self, trabalho: Callable[..., Any], sucesso: Callable[[Any], None]) -> None:
        """Begin; the bottom bar shows it and lets the clerk stop."""
        self.aviso.esconder()
        self.ocupar(True)
        self._tarefa = self._casa.executor.longa(
            self, trabalho, titulo=self.titulo, sucesso=sucesso, falha=self._falhar
        )

    @Slot()
    def cancelar(self) -> None:
        """Stop."""
        if self._tarefa is not None:
            self._tarefa.cancelar()

    def ocupar(self, sim: bool) -> None:
        """Show that it runs, or that it may begin."""
        if self._inicio is not None:
            self._inicio.setEnabled(not sim)
        self.parar.setVisible(sim)
        self.barra.setRange(0, 0)
        self.barra.setVisible(sim)

    @Slot(object)
    def _acompanhar(self, andamento: Andamento) -> None:
        if andamento.titulo == self.titulo and andamento.total:
            self.barra.setRange(0, andamento.total)
            self.barra.setValue(andamento.feitos)
        # Stopped from here or from the bottom bar: nothing else is said when a job that was cancelled ends.
        if self._tarefa is not None and self._tarefa.terminada and self._tarefa.cancelada:
            self.ocupar(False)
            self._tarefa = None
            self.aviso.definir(self.interrompida, Tom.NEUTRO)

    def _falhar(self, erro: ErroDominio) -> None:
        self.ocupar(False)
        self.aviso.mostrar_erro(erro)
