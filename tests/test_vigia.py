"""The watchdog that `make bench` trusts."""

from __future__ import annotations

import time

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from scripts.vigia import Vigia


def _bloquear() -> None:
    fim = time.perf_counter() + 0.12
    while time.perf_counter() < fim:
        pass


def test_a_vigia_acha_a_parada_plantada_e_diz_onde(qtbot: QtBot) -> None:
    vigia = Vigia(limite_ms=50)
    # Planted again and again: on a busy machine the other thread may look just before, or just after, one of them.
    plantar = QTimer()
    plantar.setInterval(40)
    plantar.timeout.connect(_bloquear)
    vigia.comecar()
    try:
        vigia.passo = "plantada"
        plantar.start()
        qtbot.waitUntil(lambda: any("_bloquear" in p.pilha for p in vigia.paradas), timeout=15_000)
    finally:
        plantar.stop()
        vigia.terminar()
    parada = next(p for p in vigia.paradas if "_bloquear" in p.pilha)
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
