"""Every model of the windows, found by opening them all, obeys Qt while a registry is looked at and changed."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractItemView, QWidget
from pytestqt.qtbot import QtBot

from bahiaservidor import janela
from bahiaservidor.janela.aplicacao import Programa
from bahiaservidor.janela.casa import Casa
from bahiaservidor.janela.dialogos.cerimonia import DialogoCerimonia
from bahiaservidor.janela.dialogos.estagio_lote import DialogoLote
from bahiaservidor.janela.operacoes import Mudanca
from bahiaservidor.janela.preferencias import Preferencias
from bahiaservidor.janela.registro_telas import TELAS
from bahiaservidor.janela.tema import Tema
from bahiaservidor.relogio import Relogio, RelogioFixo
from bahiaservidor.servicos import abertura, demonstracao
from bahiaservidor.servicos.contexto import Contexto

from .conftest import HOJE

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


def _declarados(classe: type[QAbstractItemModel] = QAbstractItemModel) -> Iterator[type[QAbstractItemModel]]:
    for outra in classe.__subclasses__():
        yield from _declarados(outra)
    if classe.__module__.startswith(janela.__name__) and not classe.__name__.startswith("_"):
        yield classe


def _montar(caminho: Path, *, relogio: Relogio) -> Contexto:
    return abertura.abrir(caminho, relogio=relogio, usuario="maria.souza")


class Vigias:
    """Watches the models behind the lists and trees of a window; a breach of Qt's rules ends the run."""

    def __init__(self) -> None:
        self.vistos: set[type[QAbstractItemModel]] = set()
        self._vigiados: list[QAbstractItemModel] = []

    def olhar(self, onde: QWidget) -> None:
        for lista in onde.findChildren(QAbstractItemView):
            modelo = lista.model()
            if modelo in self._vigiados or not type(modelo).__module__.startswith(janela.__name__):
                continue
            QAbstractItemModelTester(modelo, FATAL, modelo)
            self._vigiados.append(modelo)
            self.vistos.add(type(modelo))


@pytest.fixture
def programa(
    qtbot: QtBot, relogio: RelogioFixo, tema: Tema, preferencias: Preferencias, tmp_path: Path
) -> Iterator[Programa]:
    arquivo = tmp_path / "demonstracao.sqlite3"
    aberto = _montar(arquivo, relogio=relogio)
    demonstracao.preencher(aberto, servidores=40, semente=7, em=HOJE)
    abertura.fechar(aberto)
    novo = Programa(
        arquivo, montar=_montar, desmontar=abertura.fechar, relogio=relogio, tema=tema, preferencias=preferencias
    )
    novo.iniciar()
    qtbot.waitUntil(lambda: novo.pronto and novo.executor.ocioso, timeout=10_000)
    yield novo
    qtbot.addWidget(novo.janela)
    novo.janela.close()
    novo.encerrar()


def test_todo_modelo_das_janelas_obedece_ao_qt(qtbot: QtBot, programa: Programa, casa: Casa) -> None:
    for modulo in pkgutil.walk_packages(janela.__path__, f"{janela.__name__}."):
        importlib.import_module(modulo.name)
    vigias = Vigias()
    for registro in TELAS:
        programa.janela.navegar(registro.chave)
        qtbot.waitUntil(lambda: programa.executor.ocioso, timeout=10_000)
        vigias.olhar(programa.janela)
        # What is watched changes: everything is read again under the watch.
        programa.executor.anunciar(Mudanca(tudo=True))
        qtbot.waitUntil(lambda: programa.executor.ocioso, timeout=10_000)
    for dialogo in (DialogoCerimonia(casa), DialogoLote(casa)):
        qtbot.addWidget(dialogo)
        vigias.olhar(dialogo)
    qtbot.waitUntil(lambda: casa.executor.ocioso, timeout=10_000)
    assert set(_declarados()) - vigias.vistos == set()
