"""The windows that `bench.py` measures, each in a process of its own: a bare one, ours, and ours at work."""

from __future__ import annotations

import gc
import json
import random
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

_FOLGA_S = 0.06
"""How long nothing must happen for an operation to be over."""

_PACIENCIA_S = 60.0


def _marcar(palavra: str) -> None:
    """Write a mark with the processor time spent so far, in milliseconds: what a busy machine does not change."""
    sys.stdout.write(f"{palavra} {time.process_time() * 1000:.1f}\n")
    sys.stdout.flush()


def nua(banco: Path) -> None:
    """The least a program like ours could be: an application, a window, the database library."""
    import sqlalchemy.orm
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow

    assert sqlalchemy.orm.Session is not None
    app = QApplication([])
    janela = QMainWindow()
    janela.resize(1100, 720)
    janela.show()

    def pronta() -> None:
        _marcar("pronta")
        app.quit()

    QTimer.singleShot(0, pronta)
    app.exec()


def nossa(banco: Path) -> None:
    """Our window over the registry: `visivel` when painted, `pronta` when the registry is open and shown."""
    gc.disable()  # as `montagem.abrir_janela` does
    from bahiaservidor import montagem
    from bahiaservidor.janela.aplicacao import Programa, criar_aplicacao
    from bahiaservidor.janela.preferencias import Preferencias
    from bahiaservidor.janela.tema import Tema
    from bahiaservidor.relogio import RelogioDoSistema

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as pasta:
        app = criar_aplicacao(["bahiaservidor"])
        programa = Programa(
            banco, montar=montagem.montar, desmontar=montagem.desmontar, relogio=RelogioDoSistema(), tema=Tema(app),
            preferencias=Preferencias(Path(pasta) / "janela.ini"),
        )  # fmt: skip
        programa.janela.apareceu.connect(lambda: _marcar("visivel"))
        programa.iniciar()
        _ate(app, lambda: programa.pronto)
        _marcar("pronta")
        programa.janela.close()
        programa.encerrar()


def _ate(app: Any, condicao: Callable[[], bool], folga: float = 0.0) -> None:
    """Run the event loop until the condition has held for ``folga`` seconds."""
    from PySide6.QtCore import QEventLoop, Qt, QTimer

    laco = QEventLoop()
    comeco = time.perf_counter()
    desde: list[float] = []

    def conferir() -> None:
        agora = time.perf_counter()
        if not condicao():
            desde.clear()
        elif not desde:
            desde.append(agora)
        if (desde and agora - desde[0] >= folga) or agora - comeco > _PACIENCIA_S:
            laco.quit()

    passo = QTimer()
    passo.setTimerType(Qt.TimerType.PreciseTimer)
    passo.setInterval(1)
    passo.timeout.connect(conferir)
    passo.start()
    laco.exec()
    passo.stop()


def telas(banco: Path) -> None:
    """Jump to rows and search, adding up what each costs the interface's thread."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from bahiaservidor import montagem
    from bahiaservidor.janela import aplicacao, partida
    from bahiaservidor.janela.preferencias import Preferencias
    from bahiaservidor.janela.tema import Tema
    from bahiaservidor.relogio import RelogioDoSistema

    principal = threading.get_ident()

    class Medida(QApplication):
        """Adds up the work of every event on the interface's thread; nested ones are inside their outer one.

        Work is processor time of that thread, so that what else the machine does is not counted; ``maior`` is the
        longest event by the clock.
        """

        total = 0.0
        maior = 0.0
        _fundo = 0

        def notify(self, objeto: Any, evento: Any) -> bool:
            if threading.get_ident() != principal:
                return super().notify(objeto, evento)
            self._fundo += 1
            inicio, trabalho = time.perf_counter(), time.thread_time()
            try:
                return super().notify(objeto, evento)
            finally:
                self._fundo -= 1
                if self._fundo == 0:
                    self.total += (time.thread_time() - trabalho) * 1000
                    self.maior = max(self.maior, (time.perf_counter() - inicio) * 1000)

    vars(partida)["QApplication"] = Medida
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as pasta:
        app: Any = partida.criar_aplicacao(["bahiaservidor"])
        if not isinstance(app, Medida):  # or nothing is measured
            raise SystemExit("the application of the measure is not the one that counts its events")
        programa = aplicacao.Programa(
            banco, montar=montagem.montar, desmontar=montagem.desmontar, relogio=RelogioDoSistema(), tema=Tema(app),
            preferencias=Preferencias(Path(pasta) / "janela.ini"),
        )  # fmt: skip
        programa.iniciar()

        def sossego() -> bool:
            return programa.pronto and programa.executor.ocioso

        def medir(acao: Callable[[], None], espera: float) -> tuple[float, float]:
            app.total = app.maior = 0.0
            QTimer.singleShot(0, acao)
            _ate(app, lambda: True, espera)  # the pause of who types, before the search begins
            _ate(app, sossego, _FOLGA_S)
            return app.total, app.maior

        _ate(app, sossego, _FOLGA_S)
        programa.janela.navegar("servidores")
        _ate(app, sossego, 4 * _FOLGA_S)
        tela: Any = programa.janela.pilha.currentWidget()
        linhas = tela.modelo.rowCount()
        barra = tela.tabela.verticalScrollBar()
        sorteio = random.Random(1)
        saltos = [sorteio.randint(0, barra.maximum()) for _ in range(25)]
        ocioso = medir(lambda: None, 0.0)[0]
        paginas = [medir(lambda alvo=alvo: barra.setValue(alvo), 0.0) for alvo in saltos]  # type: ignore[misc]
        nada = medir(lambda: None, 0.4)[0]
        textos = ("sil", "silva", "maria", "jo", "souza ana", "9200", "enfermeiro", "santos", "a", "")
        buscas = [medir(lambda texto=texto: tela.busca.setText(texto), 0.4) for texto in textos]  # type: ignore[misc]
        programa.janela.close()
        programa.encerrar()
    # What the waiting itself costs is not the program's work.
    medidas = {
        "lista_linhas": linhas,
        "lista_ms": _sem(paginas, ocioso),
        "lista_maior_evento_ms": round(max(maior for _, maior in paginas), 2),
        "busca_ms": _sem(buscas, nada),
        "busca_maior_evento_ms": round(max(maior for _, maior in buscas), 2),
    }
    sys.stdout.write(json.dumps(medidas) + "\n")


def _sem(medidos: list[tuple[float, float]], espera: float) -> float:
    return round(max(0.0, statistics.median(total for total, _ in medidos) - espera), 2)


FILHOS: dict[str, Callable[[Path], None]] = {"nua": nua, "nossa": nossa, "telas": telas}
