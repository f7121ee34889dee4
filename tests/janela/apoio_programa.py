"""The whole program in a test: made over a path, closed when the test ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pytestqt.qtbot import QtBot

from bahiaservidor.janela.aplicacao import Programa
from bahiaservidor.janela.preferencias import Preferencias
from bahiaservidor.janela.tema import Tema
from bahiaservidor.relogio import Relogio
from bahiaservidor.servicos import abertura
from bahiaservidor.servicos.contexto import Contexto


def montar(caminho: Path, *, relogio: Relogio) -> Contexto:
    return abertura.abrir(caminho, relogio=relogio, usuario="maria.souza")


class Fabrica:
    """Makes programs over a path, and closes them when the test ends."""

    def __init__(self, relogio: Relogio, tema: Tema, preferencias: Preferencias) -> None:
        self._relogio, self._tema, self._preferencias = relogio, tema, preferencias
        self.fechados: list[Contexto] = []
        self.feitos: list[Programa] = []

    def __call__(self, caminho: Path) -> Programa:
        programa = Programa(
            caminho,
            montar=montar,
            desmontar=self.desmontar,
            relogio=self._relogio,
            tema=self._tema,
            preferencias=self._preferencias,
        )
        self.feitos.append(programa)
        programa.iniciar()
        return programa

    def desmontar(self, ctx: Contexto) -> None:
        self.fechados.append(ctx)
        abertura.fechar(ctx)


@contextmanager
def fabricas(qtbot: QtBot, relogio: Relogio, tema: Tema, preferencias: Preferencias) -> Iterator[Fabrica]:
    """Give what makes programs, and close those it made."""
    nova = Fabrica(relogio, tema, preferencias)
    yield nova
    for programa in nova.feitos:
        qtbot.addWidget(programa.janela)
        programa.janela.close()
        programa.encerrar()


def pronta(programa: Programa) -> bool:
    """Tell whether the registry is shown and nothing is being done."""
    return programa.pronto and programa.executor.ocioso
