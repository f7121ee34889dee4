"""Garbage of cycles is collected on the interface's thread only.

Python collects on whichever thread happens to allocate. A window caught in a cycle would then be destroyed by a reader
thread, under Qt's feet; so while there are such threads the automatic collection is off, and a timer does it here.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

_INTERVALO_MS = 500
_ativas = 0


class Faxina(QObject):
    """Takes the place of Python's automatic collection from `comecar` to `terminar`."""

    def __init__(self, pai: QObject | None = None) -> None:
        super().__init__(pai)
        self._comecou = False
        self._relogio = QTimer(self)
        self._relogio.setInterval(_INTERVALO_MS)
        self._relogio.timeout.connect(self.varrer)

    def comecar(self) -> None:
        """Turn the automatic collection off."""
        global _ativas
        if not self._comecou:
            self._comecou = True
            _ativas += 1
            gc.disable()
            self._relogio.start()

    def terminar(self) -> None:
        """Turn it on again, once nobody else needs it off."""
        global _ativas
        if self._comecou:
            self._comecou = False
            _ativas -= 1
            self._relogio.stop()
            if _ativas == 0:
                gc.enable()

    @Slot()
    def varrer(self) -> None:
        """Collect what Python would have collected by now."""
        contagem, limites = gc.get_count(), gc.get_threshold()
        for geracao in (2, 1, 0):
            if contagem[geracao] > limites[geracao]:
                gc.collect(geracao)
                return
