"""Watches the binding: PySide6 6.12.0 on Python 3.11 loses a reference at each call that returns None.

The process then aborts after about five thousand calls, in the middle of somebody's work; so the pin of pyproject.toml
only moves to a release that passes this test.
"""

from __future__ import annotations

import os
import subprocess
import sys

PROGRAMA = """
from PySide6.QtWidgets import QApplication, QLabel

aplicacao = QApplication([])
rotulo = QLabel()
for vez in range(20_000):
    rotulo.setText(str(vez))
    rotulo.isEnabled()
assert rotulo.text() == "19999"
print("inteiro")
"""


def test_vinte_mil_chamadas_que_devolvem_nada_nao_derrubam_o_processo() -> None:
    resultado = subprocess.run(
        [sys.executable, "-c", PROGRAMA],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (resultado.returncode, resultado.stdout.strip()) == (0, "inteiro"), resultado.stderr
