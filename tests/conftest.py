"""What every test needs before anything is imported."""

from __future__ import annotations

import os
import shutil
import tempfile

# Before Qt is imported by anybody: the suite never opens a window on the screen of whoever runs it.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
# Names of month and sort order must not depend on the machine.
os.environ["LC_ALL"] = "C.UTF-8"
# What the program has in hand (who saw what, before it is in the trail) never goes to the folder of whoever runs it.
os.environ["XDG_STATE_HOME"] = tempfile.mkdtemp(prefix="bahiaservidor-estado-")

import pytest


def pytest_sessionfinish() -> None:
    """Leave nothing behind."""
    shutil.rmtree(os.environ["XDG_STATE_HOME"], ignore_errors=True)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests measured (their property ``medida``): figures are read in every run, not only when they fall."""
    for situacao in ("passed", "failed"):
        for relato in terminalreporter.getreports(situacao):
            for nome, texto in relato.user_properties:
                if nome == "medida":
                    terminalreporter.section(relato.nodeid.rsplit("::", 1)[-1])
                    terminalreporter.write_line(str(texto))
