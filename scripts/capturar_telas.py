"""Photographs the windows over a demonstration registry: what README shows, and what a reviewer looks at.

`make telas` writes docs/telas/principal.png; `--todas` also writes every screen, in the theme and scale asked.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
RAIZ = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(RAIZ))

from PySide6.QtCore import QEventLoop, QTimer  # noqa: E402  (after the platform is chosen)
from PySide6.QtWidgets import QApplication  # noqa: E402

from bahiaservidor.janela.aplicacao import Programa, criar_aplicacao  # noqa: E402
from bahiaservidor.janela.preferencias import Preferencias  # noqa: E402
from bahiaservidor.janela.tema import ModoTema, Tema  # noqa: E402
from bahiaservidor.relogio import Relogio, RelogioFixo  # noqa: E402
from bahiaservidor.servicos import abertura, demonstracao  # noqa: E402
from bahiaservidor.servicos.contexto import Contexto  # noqa: E402

HOJE = date(2026, 3, 16)
LARGURA, ALTURA = 1280, 800


def _montar(caminho: Path, *, relogio: Relogio) -> Contexto:
    return abertura.abrir(caminho, relogio=relogio, usuario="Jacira Vilasboas")


def capturar(
    destino: Path,
    *,
    servidores: int = 250,
    telas: tuple[str, ...] = ("painel",),
    modo: ModoTema = ModoTema.CLARO,
    tamanho: tuple[int, int] = (LARGURA, ALTURA),
) -> list[Path]:
    """Write one PNG for each screen and return the paths; the first screen's is ``principal.png``."""
    app = QApplication.instance() or criar_aplicacao(["bahiaservidor"])
    assert isinstance(app, QApplication)
    destino.mkdir(parents=True, exist_ok=True)
    fotos = []
    with tempfile.TemporaryDirectory(prefix="bahiaservidor-telas-", ignore_cleanup_errors=True) as pasta:
        arquivo = Path(pasta) / "demonstracao.sqlite3"
        ctx = _montar(arquivo, relogio=RelogioFixo(HOJE))
        demonstracao.preencher(ctx, servidores=servidores, semente=7, em=HOJE)
        abertura.fechar(ctx)
        programa = Programa(
            arquivo,
            montar=_montar,
            desmontar=abertura.fechar,
            relogio=RelogioFixo(HOJE),
            tema=Tema(app, modo),
            preferencias=Preferencias(Path(pasta) / "janela.ini"),
        )
        programa.iniciar()
        programa.janela.resize(*tamanho)
        _esperar(programa)
        for indice, tela in enumerate(telas):
            programa.janela.navegar(tela)
            _esperar(programa)
            foto = destino / ("principal.png" if indice == 0 else f"{tela}.png")
            programa.janela.grab().save(str(foto))
            fotos.append(foto)
        programa.janela.close()
        programa.encerrar()
    return fotos


def _esperar(programa: Programa) -> None:
    """Run the loop until the registry is open, nothing is being read, and what was read is painted."""
    laco = QEventLoop()
    quietos = 0

    def conferir() -> None:
        nonlocal quietos
        quietos = quietos + 1 if programa.pronto and programa.executor.ocioso else 0
        if quietos >= 6:
            laco.quit()

    passo = QTimer()
    passo.setInterval(40)
    passo.timeout.connect(conferir)
    passo.start()
    QTimer.singleShot(60_000, laco.quit)
    laco.exec()
    passo.stop()


def main() -> int:
    """Read the command line and take the pictures."""
    leitor = argparse.ArgumentParser(description="Fotografa as janelas sobre um registro de demonstração.")
    leitor.add_argument("--destino", type=Path, default=RAIZ / "docs" / "telas")
    leitor.add_argument("--todas", action="store_true", help="fotografa todas as telas, não só a principal")
    leitor.add_argument("--escuro", action="store_true", help="no tema escuro")
    leitor.add_argument("--servidores", type=int, default=250)
    opcoes = leitor.parse_args()
    telas: tuple[str, ...] = ("painel",)
    if opcoes.todas:
        from bahiaservidor.janela.registro_telas import TELAS

        telas = tuple(registro.chave for registro in TELAS)
    modo = ModoTema.ESCURO if opcoes.escuro else ModoTema.CLARO
    for foto in capturar(opcoes.destino, servidores=opcoes.servidores, telas=telas, modo=modo):
        sys.stdout.write(f"{foto.name}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
