"""No window says an article without a way to read it: a citation alone is a link, never a mere label."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from bahiaservidor.estatuto.citacoes import encontrar
from bahiaservidor.janela.casa import Casa
from bahiaservidor.janela.componentes.citacao import Citacao
from bahiaservidor.janela.componentes.tabela import Tabela
from bahiaservidor.janela.componentes.tela import Tela
from bahiaservidor.janela.registro_telas import TELAS, RegistroTela
from bahiaservidor.servicos import pessoas
from bahiaservidor.servicos.tipos import FiltroServidores

from .apoio_prazos import HOJE, casa_de_teste, esperar, mostrar, registro_de_demonstracao

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
    modulo, _, nome = registro.fabrica.partition(":")
    tela: Tela = getattr(import_module(modulo), nome)(casa)
    mostrar(qtbot, tela, casa)
    if registro.chave == "ficha":
        ids = pessoas.ids_servidores(casa.ctx, filtro=FiltroServidores(), hoje=HOJE)
        (linha,) = pessoas.linhas_servidores(casa.ctx, ids=(ids[0],), hoje=HOJE)
        tela.receber(servidor_id=linha.servidor_id)
        esperar(qtbot, casa)
    abas = tela.findChild(QTabWidget)
    for indice in range(abas.count() if abas is not None else 1):
        if abas is not None:
            abas.setCurrentIndex(indice)
        esperar(qtbot, casa)
        for tabela in tela.findChildren(Tabela):
            if tabela.isVisible() and tabela.linha_atual() < 0:
                tabela.ir_para(0)
        esperar(qtbot, casa)
        assert so_rotulos(tela) == set()
        assert all(not c.citacao() or c.isEnabled() for c in tela.findChildren(Citacao))
