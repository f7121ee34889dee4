"""A watchdog of the interface's thread: how long it left its heart without beating, and doing what.

A timer of that thread beats every few milliseconds while the event loop turns: where it does not, nothing that the
clerk does is answered either.  Another thread looks at what the interface's thread is doing meanwhile.
"""

from __future__ import annotations

import sys
import threading
import time
import traceback
from dataclasses import dataclass
from types import FrameType

from PySide6.QtCore import QObject, Qt, QTimer, Slot

BATIDA_MS = 5
"""How often the heart beats when nothing holds it."""

PASSO_S = 0.01
"""How often the other thread looks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parada:
    """A stop over the limit: by the clock, by the processor of that thread, during what, and the stack seen."""

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
        self.batidas = 0
        self.maior_ms = 0.0
        self.maior_cpu_ms = 0.0
        self._fio = threading.get_ident()
        self._desde: float | None = None
        self._cpu = 0.0
        self._pilha = ""
        self._fim = threading.Event()
        self._olheiro = threading.Thread(target=self._olhar, name="vigia", daemon=True)

        self._coracao = QTimer(self)
        self._coracao.setTimerType(Qt.TimerType.PreciseTimer)
        self._coracao.setInterval(BATIDA_MS)
        self._coracao.timeout.connect(self._bater)

    def comecar(self) -> None:
        """Start watching; there must be an application."""
        self._desde, self._cpu = time.perf_counter(), time.thread_time()
        self._coracao.start()
        self._olheiro.start()

    def terminar(self) -> None:
        """Stop watching."""
        self._bater()
        self._coracao.stop()
        self._fim.set()
        self._olheiro.join()

    @Slot()
    def _bater(self) -> None:
        agora, cpu = time.perf_counter(), time.thread_time()
        desde, gasto = self._desde, (cpu - self._cpu) * 1000
        self._desde, self._cpu = agora, cpu
        pilha, self._pilha = self._pilha, ""
        self.batidas += 1
        if desde is None:
            return
        ms = max(0.0, (agora - desde) * 1000 - BATIDA_MS)
        self.maior_ms = max(self.maior_ms, ms)
        self.maior_cpu_ms = max(self.maior_cpu_ms, gasto)
        if ms > self.limite_ms:
            self.paradas.append(Parada(ms=ms, cpu_ms=gasto, passo=self.passo, pilha=pilha))

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
