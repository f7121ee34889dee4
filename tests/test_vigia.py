"""The watchdog that `make bench` trusts."""

from __future__ import annotations

import time
from functools import partial

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from scripts.vigia import Vigia


def _bloquear(vigia: Vigia) -> None:
    # On a busy machine the other thread may not get its turn to look in a tenth of a second.
    inicio = time.perf_counter()
    while (passou := time.perf_counter() - inicio) < 0.12 or ("_bloquear" not in vigia._pilha and passou < 3):
        pass


def test_a_vigia_acha_a_parada_plantada_e_diz_onde(qtbot: QtBot) -> None:
    vigia = Vigia(limite_ms=50)
    vigia.comecar()
    try:
        vigia.passo = "plantada"
        QTimer.singleShot(0, partial(_bloquear, vigia))
        qtbot.waitUntil(lambda: any("_bloquear" in p.pilha for p in vigia.paradas), timeout=5_000)
    finally:
        vigia.terminar()
    (parada,) = [p for p in vigia.paradas if "_bloquear" in p.pilha]
    assert parada.ms >= 110
    assert parada.passo == "plantada"


def test_a_vigia_nao_ve_parada_onde_nao_ha(qtbot: QtBot) -> None:
    vigia = Vigia(limite_ms=50)
    vigia.comecar()
    try:
        qtbot.waitUntil(lambda: vigia.batidas > 5, timeout=5_000)
    finally:
        vigia.terminar()
    assert [p for p in vigia.paradas if p.cpu_ms > 50] == []
