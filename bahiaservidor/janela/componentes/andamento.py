"""A long job inside a page: its bar, how far it is, and the button that stops it."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import Any, TypeVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from ...estatuto.erros import ErroDominio
from ..modelos.prazos import numero
from ..operacoes import Andamento, Executor, Mudanca, Tarefa
from .botao import botao
from .texto import Papel, texto

T = TypeVar("T")


class PainelAndamento(QWidget):
    """Shown while its one job runs; the bottom bar of the window shows the same job."""

    def __init__(self, executor: Executor, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self._executor = executor
        self._tarefa: Tarefa | None = None
        self._titulo, self._unidade, self._inteiro = "", "", 0
        self._parou = Event()
        self._ao_cancelar: Callable[[], None] | None = None
        self.dizeres = texto("", Papel.SECAO, pai=self)
        self.barra = QProgressBar(self)
        self.barra.setTextVisible(False)
        self.quanto = texto("", Papel.SUAVE, pai=self)
        self.cancelar = botao("Cance&lar", ao_clicar=self.parar, pai=self)
        linha = QHBoxLayout()
        linha.setSpacing(12)
        linha.addWidget(self.barra, 1)
        linha.addWidget(self.cancelar)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(8)
        caixa.addWidget(self.dizeres)
        caixa.addLayout(linha)
        caixa.addWidget(self.quanto)
        self.hide()
        executor.andamento.connect(self._andou)

    @property
    def correndo(self) -> bool:
        """Tell whether the job runs."""
        return self._tarefa is not None

    def correr(
        self,
        funcao: Callable[[Callable[[int, int], None], Callable[[], bool]], T],
        *,
        titulo: str,
        unidade: str,
        inteiro: int,
        sucesso: Callable[[T], None],
        falha: Callable[[ErroDominio], None],
        cancelado: Callable[[], None],
        mudou: Mudanca | None = None,
        escreve: bool = False,
    ) -> None:
        """Run ``funcao(progresso, cancelado)``: one of ``sucesso``, ``falha``, ``cancelado`` is called at the end.

        ``unidade`` names what is counted and ``inteiro`` how many there are: "1.200 de 10.000 linhas".
        """
        parou = self._parou
        parou.clear()
        self._titulo, self._unidade, self._inteiro, self._ao_cancelar = titulo, unidade, inteiro, cancelado
        self.dizeres.setText(f"{titulo}…")
        self.quanto.setText("")
        self.barra.setAccessibleName(titulo)
        self.barra.setRange(0, 0)
        self.cancelar.setEnabled(True)

        def fazer(progresso: Callable[[int, int], None], desistiu: Callable[[], bool]) -> T:
            return funcao(progresso, lambda: parou.is_set() or desistiu())

        def falhou(erro: ErroDominio) -> None:
            # What is refused after the button was pressed is the refusal to go on.
            if parou.is_set():
                cancelado()
            else:
                falha(erro)

        def acabou() -> None:
            # After an answer there is nothing to do; after a defect, which answers nobody, the page is given back.
            if self._tarefa is tarefa:
                self._fim()
                cancelado()

        tarefa = self._tarefa = self._executor.longa(
            self, fazer, titulo=titulo, sucesso=self._depois(sucesso), falha=self._depois(falhou), fim=acabou,
            mudou=mudou, escreve=escreve,
        )  # fmt: skip
        self.show()

    def _depois(self, responder: Callable[[Any], None]) -> Callable[[Any], None]:
        def terminar(valor: Any) -> None:
            self._fim()
            responder(valor)

        return terminar

    def _fim(self) -> None:
        self._tarefa = None
        self.hide()

    @Slot()
    def parar(self) -> None:
        """Ask the job to stop; not by dropping it: what comes of it says whether it was in time."""
        if self._tarefa is not None:
            self._parou.set()
            self.cancelar.setEnabled(False)
            self.quanto.setText("Cancelando…")

    @Slot(object)
    def _andou(self, andamento: Andamento) -> None:
        tarefa = self._tarefa
        if tarefa is None:
            return
        if tarefa.terminada and tarefa.cancelada:
            # Cancelled from the bar of the window, which drops what came of it.
            self._fim()
            if self._ao_cancelar is not None:
                self._ao_cancelar()
        elif andamento.titulo == self._titulo and andamento.total > 0 and not self._parou.is_set():
            self.barra.setRange(0, andamento.total)
            self.barra.setValue(andamento.feitos)
            if andamento.total == self._inteiro:
                palavras = f"{numero(andamento.feitos)} de {numero(andamento.total)} {self._unidade}"
            else:
                palavras = f"{100 * andamento.feitos // andamento.total} %"
            self.quanto.setText(palavras)
