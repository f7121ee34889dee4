"""The screens' modules imported behind the window, before the clerk first asks for them.

A screen is imported when it is first shown, which at the start spares half a second and at the first click costs it:
the window's thread would stop for as long.  Once the first screen is there, a reader does it instead.
"""

from __future__ import annotations

import gc
import time
from importlib import import_module
from typing import Final

from PySide6.QtCore import QObject, QTimer

from .operacoes import Executor
from .registro_telas import TELAS

ESPERA_MS: Final = 1500
"""After the registry is open: the first screen comes first."""

DIALOGOS: Final = ("bahiaservidor.janela.dialogos.ato", "bahiaservidor.janela.componentes.exportar_lista")

_FOLGA_S: Final = 0.005


def aquecer_depois(executor: Executor, dono: QObject) -> None:
    """Import what the first clicks ask for, in a while, on a reader thread."""
    QTimer.singleShot(ESPERA_MS, dono, lambda: executor.ler(dono, importar, sucesso=_assentar, chave="aquecer"))


def importar() -> int:
    """Import the screens one by one, leaving the interpreter to whoever waits for it; return how many."""
    modulos = [registro.fabrica.partition(":")[0] for registro in TELAS]
    for modulo in (*modulos, *DIALOGOS):
        import_module(modulo)
        time.sleep(_FOLGA_S)
    return len(modulos)


def _assentar(_: int) -> None:
    # Modules are for ever: the search for cycles, which holds the window, need not go over them each time.
    gc.freeze()
