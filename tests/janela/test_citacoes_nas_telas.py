"""No window says an article without a way to read it: a citation alone is a link, never a mere label."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from bahiaservidor.estatuto.citacoes import encontrar
from bahiaservidor.janela.casa import Casa
from bahiaservidor.janela.componentes.citacao import Citacao
from bahiaservidor.janela.componentes.tabela import Tabela
from bahiaservidor.janela.registro_telas import TELAS, RegistroTela

from .apoio_prazos import abas_da_tela, casa_de_teste, esperar, registro_de_demonstracao

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture(scope="module")
def modelos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("modelos")


@pytest.fixture
def casa(qapp: QApplication, tmp_path: Path, modelos: Path) -> Iterator[Casa]:
    with casa_de_teste(qapp, registro_de_demonstracao(tmp_path, modelos), tmp_path) as (casa, _):
        yield casa


def so_rotulos(onde: QWidget) -> set[str]:
    """Return the citations that a window shows as mere labels."""
    textos = {r.text().strip() for r in onde.findChildren(QLabel) if r.isVisibleTo(onde)}
    return {t for t in textos if encontrar(t) == (t,)}


@pytest.mark.parametrize("registro", [t for t in TELAS if t.chave != "estatuto"], ids=lambda r: str(r.chave))
def test_every_screen_links_what_it_cites(qtbot: QtBot, casa: Casa, registro: RegistroTela) -> None:
    for tela in abas_da_tela(qtbot, casa, registro):
        for tabela in tela.findChildren(Tabela):
            if tabela.isVisible() and tabela.linha_atual() < 0:
                tabela.ir_para(0)
        esperar(qtbot, casa)
        assert so_rotulos(tela) == set()
        assert all(not c.citacao() or c.isEnabled() for c in tela.findChildren(Citacao))
