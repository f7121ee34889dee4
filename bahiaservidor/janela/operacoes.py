"""Work off the interface's thread: one writer, a few readers, and what each write changed.

A screen never waits: it hands over a function and receives the value later, on the interface's thread, and only if
the widget that asked is still alive.
"""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from threading import Lock
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from ..anotador import pilha
from ..estatuto.erros import ErroDominio
from .faxina import Faxina
from .tarefas import NADA_MUDA as NADA_MUDA
from .tarefas import NAO_CORREU, Recusada
from .tarefas import Mudanca as Mudanca
from .tarefas import Tarefa as Tarefa

T = TypeVar("T")

_diario = logging.getLogger(__name__)

_INTERVALO_DE_PROGRESSO = 0.05
"""Seconds between two progress messages of a long job: more often than this nobody sees."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Andamento:
    """What the bottom bar shows: jobs under way, the name of the latest, its progress (``total`` 0 = unknown)."""

    ativos: int
    titulo: str = ""
    feitos: int = 0
    total: int = 0
    cancelavel: bool = False


Apresentar = Callable[[BaseException, QWidget | None], object]
"""Shows an error over a window: the designed box or the report."""


Intermediar = Callable[[Recusada], bool]
"""Shown an expected error before who asked for the work; True when it takes care of it, now or later."""


def _ao_gancho(erro: BaseException, pai: QWidget | None) -> None:
    sys.excepthook(type(erro), erro, erro.__traceback__)


class Executor(QObject):
    """Runs reads on a small pool and writes, one at a time, on a thread of their own."""

    mudou = Signal(object)
    """A `Mudanca`, after each successful write."""
    andamento = Signal(object)
    """An `Andamento`, when a visible job starts, advances or ends."""
    _pronta = Signal(object)
    _avancou = Signal(object, int, int)

    def __init__(self, pai: QObject | None = None, *, leitores: int = 2, apresentar: Apresentar | None = None) -> None:
        """``apresentar`` shows an error that the work's owner does not take; without it, the program's hook does."""
        super().__init__(pai)
        self.apresentar = apresentar or _ao_gancho
        #: Asked first about what failed: the second person of an act is asked for here, whichever screen enters it.
        self.intermediar: Intermediar | None = None
        self._escritor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="escrita")
        self._leitores = ThreadPoolExecutor(max_workers=leitores, thread_name_prefix="leitura")
        self._abertas: set[Tarefa] = set()
        self._visiveis: list[Tarefa] = []
        self._trava = Lock()
        self._encerrado = False
        self._faxina = Faxina(self)
        self._faxina.comecar()
        self._pronta.connect(self._entregar, Qt.ConnectionType.QueuedConnection)
        self._avancou.connect(self._mostrar_avanco, Qt.ConnectionType.QueuedConnection)

    # ------------------------------------------------------------ asking

    def ler(
        self,
        dono: QObject,
        funcao: Callable[[], T],
        *,
        sucesso: Callable[[T], None],
        falha: Callable[[ErroDominio], None] | None = None,
        fim: Callable[[], None] | None = None,
        chave: str = "",
    ) -> Tarefa:
        """Run ``funcao`` on a reader; ``sucesso`` receives the value on the interface's thread.

        With ``chave``, an earlier read of the same ``dono`` and key is cancelled: only the latest answer arrives.
        ``fim`` is called after success or failure, never after cancellation.
        """
        if chave:
            self.cancelar(dono, chave)
        tarefa = Tarefa(dono, funcao, sucesso)
        tarefa.falha, tarefa._fim, tarefa.chave = falha, fim, chave
        return self._submeter(self._leitores, tarefa)

    def gravar(
        self,
        dono: QObject,
        funcao: Callable[[], T],
        *,
        sucesso: Callable[[T], None] | None = None,
        falha: Callable[[ErroDominio], None] | None = None,
        fim: Callable[[], None] | None = None,
        mudou: Mudanca | Callable[[T], Mudanca] | None = None,
        aguarde: str = "",
    ) -> Tarefa:
        """Run ``funcao`` on the writer thread; then say what changed (a `Mudanca`, or a function of the result).

        ``aguarde`` is the sentence the bottom bar shows meanwhile.
        """
        tarefa = Tarefa(dono, funcao, sucesso)
        tarefa.falha, tarefa._fim, tarefa.mudou, tarefa.aguarde = falha, fim, mudou, aguarde
        tarefa.visivel = bool(aguarde)
        return self._submeter(self._escritor, tarefa)

    def longa(
        self,
        dono: QObject,
        funcao: Callable[[Callable[[int, int], None], Callable[[], bool]], T],
        *,
        titulo: str,
        sucesso: Callable[[T], None],
        falha: Callable[[ErroDominio], None] | None = None,
        fim: Callable[[], None] | None = None,
        mudou: Mudanca | Callable[[T], Mudanca] | None = None,
        escreve: bool = False,
    ) -> Tarefa:
        """Run a long ``funcao(progresso, cancelado)``; the bottom bar shows it and lets the clerk cancel."""
        tarefa = Tarefa(dono, lambda: None, sucesso)
        ultimo = 0.0

        def progresso(feitos: int, total: int) -> None:
            nonlocal ultimo
            agora = time.monotonic()
            if agora - ultimo >= _INTERVALO_DE_PROGRESSO or feitos >= total:
                ultimo = agora
                self._emitir_avanco(tarefa, feitos, total)

        def cancelado() -> bool:
            return tarefa.cancelada

        tarefa.funcao = lambda: funcao(progresso, cancelado)
        tarefa.falha, tarefa._fim, tarefa.mudou, tarefa.aguarde = falha, fim, mudou, titulo
        tarefa.visivel = tarefa.cancelavel = True
        return self._submeter(self._escritor if escreve else self._leitores, tarefa)

    def cancelar(self, dono: QObject, chave: str = "") -> None:
        """Cancel the pending work of ``dono`` (all of it, or that of one key)."""
        for tarefa in [t for t in self._abertas if t.dono is dono and (not chave or t.chave == chave)]:
            tarefa.cancelar()

    def largar_leituras(self) -> None:
        """Cancel every pending read, whoever asked for it: the registry is being exchanged."""
        for tarefa in [t for t in self._abertas if t.leitura]:
            tarefa.cancelar()

    def cancelar_visivel(self) -> None:
        """Cancel the long job that the bottom bar shows."""
        if self._visiveis and self._visiveis[-1].cancelavel:
            self._visiveis[-1].cancelar()

    @property
    def ocioso(self) -> bool:
        """Tell whether nothing is pending."""
        return not self._abertas

    def anunciar(self, mudanca: Mudanca) -> None:
        """Tell every screen what changed."""
        self.mudou.emit(mudanca)

    def encerrar(self) -> None:
        """Finish what is being written, drop what is being read, and stop the threads."""
        self._encerrado = True
        for tarefa in list(self._abertas):
            if tarefa.cancelavel or tarefa.mudou is None:
                tarefa._cancelada = True
        self._leitores.shutdown(wait=True, cancel_futures=True)
        self._escritor.shutdown(wait=True, cancel_futures=False)
        for tarefa in list(self._abertas):
            self._abertas.discard(tarefa)
            tarefa._soltar()
        self._visiveis.clear()
        self._faxina.terminar()

    # ------------------------------------------------------------ running

    def _submeter(self, grupo: ThreadPoolExecutor, tarefa: Tarefa) -> Tarefa:
        if self._encerrado:
            tarefa._cancelada = True
            tarefa._soltar()
            return tarefa
        self._abertas.add(tarefa)
        if tarefa.visivel:
            self._visiveis.append(tarefa)
            self._emitir_andamento()
        tarefa.leitura = grupo is self._leitores
        tarefa._futuro = grupo.submit(self._correr, tarefa)
        tarefa._futuro.add_done_callback(_AoCancelar(self, tarefa))
        return tarefa

    def _correr(self, tarefa: Tarefa) -> None:
        tarefa._correr()
        self._emitir_pronta(tarefa)

    def _emitir_pronta(self, tarefa: Tarefa) -> None:
        if shiboken6.isValid(self):
            self._pronta.emit(tarefa)

    def _emitir_avanco(self, tarefa: Tarefa, feitos: int, total: int) -> None:
        if shiboken6.isValid(self):
            self._avancou.emit(tarefa, feitos, total)

    def _emitir_andamento(self, feitos: int = 0, total: int = 0) -> None:
        ultima = self._visiveis[-1] if self._visiveis else None
        self.andamento.emit(
            Andamento(
                ativos=len(self._visiveis),
                titulo=ultima.aguarde if ultima else "",
                feitos=feitos,
                total=total,
                cancelavel=ultima.cancelavel if ultima else False,
            )
        )

    # ------------------------------------------------------------ delivering (interface's thread)

    @Slot(object, int, int)
    def _mostrar_avanco(self, tarefa: Tarefa, feitos: int, total: int) -> None:
        if self._visiveis and self._visiveis[-1] is tarefa and not tarefa.cancelada:
            self._emitir_andamento(feitos, total)

    @Slot(object)
    def _entregar(self, tarefa: Tarefa) -> None:
        if tarefa.terminada:
            return
        if self._intermediada(tarefa):
            return
        valor, erro = tarefa._valor, tarefa._erro
        dono, sucesso, falha, fim, mudou = tarefa.dono, tarefa.sucesso, tarefa.falha, tarefa._fim, tarefa.mudou
        cancelada = tarefa.cancelada
        self._abertas.discard(tarefa)
        tarefa._soltar()
        if tarefa in self._visiveis:
            self._visiveis.remove(tarefa)
            self._emitir_andamento()
        correu = erro is None and valor is not NAO_CORREU
        if correu and mudou is not None:
            # What was written was written, whether or not anybody still waits for it.
            mudanca = mudou(valor) if callable(mudou) else mudou
            if mudanca != NADA_MUDA:
                self.anunciar(mudanca)
        vivo = dono is not None and shiboken6.isValid(dono)
        if erro is not None and not (cancelada and isinstance(erro, ErroDominio)):
            self._falhar(dono if vivo else None, erro, falha if vivo and not cancelada else None)
        elif correu and vivo and not cancelada and sucesso is not None:
            sucesso(valor)
        if fim is not None and not cancelada and dono is not None and shiboken6.isValid(dono):
            fim()

    def _intermediada(self, tarefa: Tarefa) -> bool:
        """Tell whether somebody takes care of what this work lacked; then it waits, and is not counted as pending."""
        erro, dono = tarefa._erro, tarefa.dono
        if self.intermediar is None or not isinstance(erro, ErroDominio) or tarefa.cancelada:
            return False
        recusada = Recusada(
            dono=dono, erro=erro, repetir=partial(self._repetir, tarefa), desistir=partial(self._desistir, tarefa, erro)
        )
        if dono is None or not shiboken6.isValid(dono) or not self.intermediar(recusada):
            return False
        self._abertas.discard(tarefa)
        if tarefa in self._visiveis:
            self._visiveis.remove(tarefa)
            self._emitir_andamento()
        return True

    def _repetir(self, tarefa: Tarefa, como: Callable[[Callable[[], Any]], Any]) -> None:
        funcao = tarefa.funcao
        if tarefa.terminada or funcao is None:
            return
        tarefa._valor, tarefa._erro = NAO_CORREU, None
        tarefa.funcao = partial(como, funcao)
        self._submeter(self._leitores if tarefa.leitura else self._escritor, tarefa)

    def _desistir(self, tarefa: Tarefa, erro: ErroDominio) -> None:
        dono, falha, fim = tarefa.dono, tarefa.falha, tarefa._fim
        tarefa._soltar()
        if dono is not None and shiboken6.isValid(dono):
            self._falhar(dono, erro, falha)
            if fim is not None and shiboken6.isValid(dono):
                fim()

    def _falhar(self, dono: QObject | None, erro: BaseException, falha: Callable[[ErroDominio], None] | None) -> None:
        if isinstance(erro, ErroDominio) and falha is not None:
            falha(erro)
            return
        if not isinstance(erro, ErroDominio):
            _diario.error("falha inesperada num trabalho: %s", pilha(erro))
        self.apresentar(erro, dono.window() if isinstance(dono, QWidget) else QApplication.activeWindow())


class _AoCancelar:
    """A future cancelled before it ran delivers nothing by itself: this closes its books."""

    __slots__ = ("_executor", "_tarefa")

    def __init__(self, executor: Executor, tarefa: Tarefa) -> None:
        self._executor = executor
        self._tarefa = tarefa

    def __call__(self, futuro: Future[None]) -> None:
        if futuro.cancelled():
            self._executor._emitir_pronta(self._tarefa)
