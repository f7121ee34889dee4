"""`bahiaservidor --autoverificacao`: opens the real window where there is no display and looks at it."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QTimer

from ..estatuto.erros import ErroDominio
from ..relogio import Relogio, RelogioDoSistema

if TYPE_CHECKING:
    from ..servicos.contexto import Contexto

_PRAZO_MS = 30_000
_PASSO_MS = 50


def autoverificar() -> int:
    """Open the window over a temporary registry, look at what was painted and say it in one sentence; 0 = well."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory(prefix="bahiaservidor-", ignore_cleanup_errors=True) as pasta:
        falha = _verificar(Path(pasta))
    if falha:
        sys.stderr.write(f"A janela não abriu como devia: {falha}\n")
        return 1
    sys.stdout.write("A janela abriu fora da tela, foi desenhada e mostrou a navegação e o registro: tudo certo.\n")
    return 0


def _montar(caminho: Path, *, relogio: Relogio) -> Contexto:
    from ..servicos import abertura

    ctx = abertura.abrir(caminho, relogio=relogio, usuario="autoverificação")
    abertura.configurar(ctx, orgao="Órgão de teste", sigla="TESTE", municipio="Salvador")
    return ctx


def _desmontar(ctx: Contexto) -> None:
    from ..servicos import abertura

    abertura.fechar(ctx)


def _verificar(pasta: Path) -> str:
    from .aplicacao import Programa, criar_aplicacao
    from .preferencias import Preferencias
    from .tema import Tema

    try:
        app = criar_aplicacao(["bahiaservidor"])
        programa = Programa(
            pasta / "registro.sqlite3",
            montar=_montar,
            desmontar=_desmontar,
            relogio=RelogioDoSistema(),
            tema=Tema(app),
            preferencias=Preferencias(pasta / "janela.ini"),
        )
        programa.iniciar()
        _esperar(programa)
        falha = _olhar(programa)
        programa.janela.close()
        programa.encerrar()
    except ErroDominio as erro:
        return erro.mensagem
    return falha


def _esperar(programa: object) -> None:
    from .aplicacao import Programa

    assert isinstance(programa, Programa)
    laco = QEventLoop()
    passo = QTimer()
    passo.setInterval(_PASSO_MS)
    limite = QTimer()
    limite.setSingleShot(True)
    limite.timeout.connect(laco.quit)

    def conferir() -> None:
        if programa.pronto and programa.executor.ocioso:
            laco.quit()

    passo.timeout.connect(conferir)
    limite.start(_PRAZO_MS)
    passo.start()
    laco.exec()
    passo.stop()
    limite.stop()


def _olhar(programa: object) -> str:
    from .aplicacao import Programa
    from .componentes.pilha import TelaAusente

    assert isinstance(programa, Programa)
    janela = programa.janela
    if not programa.pronto:
        return "o registro não foi aberto a tempo."
    itens = [item for item in janela.navegacao.itens.values() if item.isVisible()]
    if len(itens) < 12:
        return "a navegação está incompleta."
    if isinstance(janela.pilha.currentWidget(), TelaAusente):
        return "a primeira tela não pôde ser aberta."
    foto = janela.grab().toImage()
    largura, altura = foto.width(), foto.height()
    cores = {foto.pixel(x, y) for x in range(4, largura, 16) for y in range(4, altura, 16)}
    if largura < 400 or altura < 300 or len(cores) < 8:
        return "nada foi desenhado."
    return ""
