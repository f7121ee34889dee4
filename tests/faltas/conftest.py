"""What tests of faults share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine

from bahiaservidor.registro import motores


@pytest.fixture
def mesmos_comandos(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the statements compiled from one opening to the next: hundreds of openings would spend their time there."""
    criar: Callable[..., Engine] = vars(motores)["create_engine"]
    primeiro: list[Engine] = []

    def mesmo(*args: Any, **kwargs: Any) -> Engine:
        motor = criar(*args, **kwargs)
        if primeiro:
            motor.dialect = motor.pool._dialect = primeiro[0].dialect
            motor._compiled_cache = primeiro[0]._compiled_cache
        else:
            primeiro.append(motor)
        return motor

    monkeypatch.setattr(motores, "create_engine", mesmo)
