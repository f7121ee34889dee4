"""The windows that `bench_escala.py` measures, each in a process of its own."""

from __future__ import annotations

import gc
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from scripts.bench_janela import _FOLGA_S, _ate
from scripts.escrevente import escrevente

SALTOS = 25


@contextmanager
def _programa(banco: Path) -> Iterator[tuple[Any, Any]]:
    gc.disable()  # as `montagem.abrir_janela` does
    from bahiaservidor import montagem
    from bahiaservidor.janela.aplicacao import Programa, criar_aplicacao
    from bahiaservidor.janela.preferencias import Preferencias
    from bahiaservidor.janela.tema import Tema
    from bahiaservidor.relogio import RelogioDoSistema

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as pasta:
        app = criar_aplicacao(["bahiaservidor"])
        preferencias = Preferencias(Path(pasta) / "janela.ini")
        preferencias.guardar("janela/tela", "servidores")
        programa = Programa(
            banco, montar=montagem.montar, desmontar=montagem.desmontar, relogio=RelogioDoSistema(), tema=Tema(app),
            preferencias=preferencias,
        )  # fmt: skip
        programa.iniciar()
        yield app, programa
        programa.janela.close()
        programa.encerrar()


def partida(banco: Path) -> None:
    """Start on the list of people; over when its first answer is on screen."""
    from bahiaservidor.janela.telas.servidores import TelaServidores

    respondidas: list[bool] = []
    receber = TelaServidores._receber_ids

    def recebeu(tela: TelaServidores, lidos: Any) -> None:
        receber(tela, lidos)
        tela.tabela.viewport().repaint()
        respondidas.append(True)

    setattr(TelaServidores, "_receber_ids", recebeu)  # noqa: B010
    with _programa(banco) as (app, _):
        _ate(app, lambda: bool(respondidas))
        sys.stdout.write(json.dumps({"cpu_ms": round(time.process_time() * 1000, 1)}) + "\n")
        sys.stdout.flush()


def saltos(banco: Path) -> None:
    """Jump to rows of the list of people and, by turns, of a bare table of as many rows and columns."""
    from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt, QTimer
    from PySide6.QtWidgets import QTableView

    with _programa(banco) as (app, programa):

        def sossego() -> bool:
            return bool(programa.pronto and programa.executor.ocioso)

        _ate(app, sossego, 4 * _FOLGA_S)
        tela: Any = programa.janela.pilha.currentWidget()
        linhas, colunas = tela.modelo.rowCount(), tela.modelo.columnCount()

        class Nu(QAbstractTableModel):
            """Words already made, of the length of ours."""

            def rowCount(self, parent: Any = None) -> int:  # noqa: N802
                return int(linhas)

            def columnCount(self, parent: Any = None) -> int:  # noqa: N802
                return int(colunas)

            def data(self, index: Any, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
                return f"linha {index.row()} coluna {index.column()}" if role == Qt.ItemDataRole.DisplayRole else None

        modelo = Nu()
        assert modelo.index(0, 0, QModelIndex()).isValid()
        crua = QTableView()
        crua.setModel(modelo)
        crua.resize(tela.tabela.size())
        crua.show()
        _ate(app, sossego, 2 * _FOLGA_S)
        sorteio = random.Random(1)
        tempos: dict[str, list[float]] = {"nossa": [], "nua": [], "nada": []}
        for _ in range(SALTOS):
            for nome, tabela in (("nua", crua), ("nossa", tela.tabela), ("nada", None)):
                barra = tabela.verticalScrollBar() if tabela is not None else None
                inicio = time.thread_time()
                if barra is not None:
                    alvo = sorteio.randint(0, barra.maximum())
                    QTimer.singleShot(0, lambda b=barra, a=alvo: b.setValue(a))
                _ate(app, lambda: True, 0.0)
                _ate(app, sossego, _FOLGA_S)
                tempos[nome].append((time.thread_time() - inicio) * 1000)
        crua.close()
    nada = statistics.median(tempos["nada"])  # what the waiting itself costs
    nosso, nu = (max(0.1, statistics.median(tempos[nome]) - nada) for nome in ("nossa", "nua"))
    sys.stdout.write(json.dumps({"ms": round(nosso, 2), "razao": round(nosso / nu, 2)}) + "\n")


FILHOS: dict[str, Callable[[Path], None]] = {"partida": partida, "saltos": saltos, "escrevente": escrevente}
