"""kill -9 at random moments: of writing, of opening, of copying, of migrating.  Nothing confirmed is lost."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


def matar(pasta: Path, corridas: int, semente: int) -> dict[str, Any]:
    """Run the program of `morte` and return its account."""
    comando = [sys.executable, "-m", "tests.faltas.morte", str(pasta), str(corridas), str(semente)]
    feito = subprocess.run(comando, capture_output=True, text=True, check=False)
    assert feito.returncode == 0, feito.stderr
    conta: dict[str, Any] = json.loads(feito.stdout)
    return conta


def contar(conta: dict[str, Any], record_property: Callable[[str, object], None]) -> None:
    partes = ", ".join(f"{vezes} {oque}" for oque, vezes in conta["conta"].items())
    record_property("medida", f"{conta['confirmados']} confirmados, {len(conta['achados'])} perdidos; {partes}")


def test_mortes(tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    conta = matar(tmp_path, 8, 7)
    contar(conta, record_property)
    assert conta["achados"] == []
    assert conta["confirmados"] > 0


@pytest.mark.longo
def test_duzentas_mortes(tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    conta = matar(tmp_path, 260, 1000)
    contar(conta, record_property)
    assert conta["achados"] == []
    assert conta["conta"]["mortes gravando"] >= 200
    assert conta["confirmados"] > 200
