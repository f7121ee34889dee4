"""A watchdog of the interface's thread: how long each turn of its event loop kept it busy, and doing what.

A turn begins when the loop wakes and ends when it would sleep again; while it lasts nothing that the clerk does is
answered.  Another thread looks, every few milliseconds, at what the interface's thread is doing.
"""

from __future__ import annotations

import sys
import threading
import time
import traceback
from dataclasses import dataclass
from types import FrameType

from PySide6.QtCore import QAbstractEventDispatcher, QObject, Qt, Slot

PASSO_S = 0.01
"""How often the other thread looks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parada:
    """A turn that went over the limit: by the clock, by the processor of that thread, when, and the stack seen."""

    ms: float
    cpu_ms: float
    passo: str
    pilha: str


class Vigia(QObject):
    """Watches the thread it is made on, from `comecar` to `terminar`."""

    def __init__(self, limite_ms: float = 50.0, pai: QObject | None = None) -> None:
        super().__init__(pai)
        self.limite_ms = limite_ms
        self.passo = ""
        """What is being done, for who reads the stops."""
        self.paradas: list[Parada] = []
        self.voltas = 0
        self.maior_ms = 0.0
        self.maior_cpu_ms = 0.0
        self._fio = threading.get_ident()
        self._desde: float | None = None
        self._cpu = 0.0
        self._pilha = ""
        self._fim = threading.Event()
        self._olheiro = threading.Thread(target=self._olhar, name="vigia", daemon=True)

    def comecar(self) -> None:
        """Start watching; there must be an application."""
        laco = QAbstractEventDispatcher.instance()
        assert laco is not None
        laco.awake.connect(self._acordou, Qt.ConnectionType.DirectConnection)
        laco.aboutToBlock.connect(self._vai_dormir, Qt.ConnectionType.DirectConnection)
        self._olheiro.start()

    def terminar(self) -> None:
        """Stop watching."""
        self._fim.set()
        self._olheiro.join()
        laco = QAbstractEventDispatcher.instance()
        if laco is not None:
            laco.awake.disconnect(self._acordou)
            laco.aboutToBlock.disconnect(self._vai_dormir)
        self._vai_dormir()

    @Slot()
    def _acordou(self) -> None:
        # Also after a turn that ended without sleep: one ends where the next begins.
        self._vai_dormir()
        self._pilha = ""
        self._cpu = time.thread_time()
        self._desde = time.perf_counter()

    @Slot()
    def _vai_dormir(self) -> None:
        desde, self._desde = self._desde, None
        if desde is None:
            return
        ms = (time.perf_counter() - desde) * 1000
        cpu_ms = (time.thread_time() - self._cpu) * 1000
        self.voltas += 1
        self.maior_ms = max(self.maior_ms, ms)
        self.maior_cpu_ms = max(self.maior_cpu_ms, cpu_ms)
        if ms > self.limite_ms:
            self.paradas.append(Parada(ms=ms, cpu_ms=cpu_ms, passo=self.passo, pilha=self._pilha))

    def _olhar(self) -> None:
        while not self._fim.wait(PASSO_S):
            desde = self._desde
            # At half the limit, so that what goes past it was already seen at work.
            if desde is not None and (time.perf_counter() - desde) * 1000 > self.limite_ms / 2:
                quadro = sys._current_frames().get(self._fio)
                if quadro is not None and self._desde == desde:
                    self._pilha = _em_texto(quadro)


def _em_texto(quadro: FrameType) -> str:
    """Return the last calls, the innermost first, without the folder of the project."""
    chamadas = traceback.extract_stack(quadro)[-8:]
    return " < ".join(f"{'/'.join(c.filename.split('/')[-2:])}:{c.lineno} {c.name}" for c in reversed(chamadas))
