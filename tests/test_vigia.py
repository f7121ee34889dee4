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
    vigia.comecar()
    try:
        vigia.passo = "plantada"
        QTimer.singleShot(0, _bloquear)
        qtbot.waitUntil(lambda: bool(vigia.paradas), timeout=5_000)
    finally:
        vigia.terminar()
    parada = max(vigia.paradas, key=lambda p: p.ms)
    assert parada.ms >= 110
    assert parada.passo == "plantada"
    assert "_bloquear" in parada.pilha


def test_a_vigia_nao_ve_parada_onde_nao_ha(qtbot: QtBot) -> None:
    vigia = Vigia(limite_ms=50)
    vigia.comecar()
    try:
        qtbot.wait(100)
    finally:
        vigia.terminar()
    assert vigia.batidas > 5
    assert [p for p in vigia.paradas if p.cpu_ms > 50] == []
