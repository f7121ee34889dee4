"""The underlined letters: one letter, one thing, among what is on screen at once."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QLabel, QTabBar

from .test_programa import fabrica, pronta  # noqa: F401

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from bahiaservidor.janela.principal import JanelaPrincipal

    from .test_programa import Fabrica

TELAS = (
    "painel", "servidores", "provimentos", "prazos", "estagio", "cargos", "concursos", "documentos", "relatorios",
    "calendario", "estatuto", "administracao", "calculadora",
)  # fmt: skip


def letras(janela: JanelaPrincipal) -> Counter[str]:
    """Return how many visible things answer each Alt+letter."""
    textos = [b.text() for b in janela.findChildren(QAbstractButton) if b.isVisible()]
    textos += [r.text() for r in janela.findChildren(QLabel) if r.isVisible() and r.buddy() is not None]
    for abas in janela.findChildren(QTabBar):
        if abas.isVisible():
            textos += [abas.tabText(n) for n in range(abas.count())]
    textos += [acao.text() for acao in janela.menuBar().actions()]
    atalhos = (QKeySequence.mnemonic(t).toString() for t in textos)
    return Counter(a for a in atalhos if a)


@pytest.mark.parametrize("tela", TELAS)
def test_cada_letra_sublinhada_aciona_uma_so_coisa(
    qtbot: QtBot,
    fabrica: Fabrica,
    registro: Path,
    tela: str,  # noqa: F811
) -> None:
    programa = fabrica(registro)
    qtbot.waitUntil(lambda: pronta(programa), timeout=10_000)
    programa.janela.navegar(tela)
    qtbot.waitUntil(lambda: pronta(programa), timeout=10_000)
    assert {letra: quantas for letra, quantas in letras(programa.janela).items() if quantas > 1} == {}
