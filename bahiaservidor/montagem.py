"""Composition root: the only module that builds concrete things and wires them.

Start-up of the window, in order:

1. `__main__`, called without arguments, comes straight here; with some, the command line reads them first and comes
   here when there is no command;
2. `abrir_janela` imports Qt and gives the window the path of the registry, the way to open and close it, and the clock;
3. the window is painted, still without a registry: no database library was imported until then;
4. its first paint makes the writer thread open the registry with `montar`, which imports SQLAlchemy, creates a file
   that is absent, and imports Alembic only when the schema's version differs;
5. a registry never configured asks órgão, município and “demonstração ou vazio”; any other shows the Painel.
"""

from __future__ import annotations

import gc
import getpass
import os
import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from . import caminhos
from .relogio import Relogio, RelogioDoSistema, RelogioFixo

if TYPE_CHECKING:
    from .servicos.contexto import Contexto


def montar(caminho: Path, *, usuario: str | None = None, relogio: Relogio | None = None) -> Contexto:
    """Open the registry at ``caminho``, creating it if absent, and return the context that services take.

    Raises ErroDominio, with the file as it was, when it cannot be used.
    """
    from .servicos import abertura

    return abertura.abrir(
        caminho, relogio=relogio or RelogioDoSistema(), usuario=nome_do_usuario() if usuario is None else usuario
    )


def desmontar(ctx: Contexto) -> None:
    """Close what ``montar`` opened."""
    from .servicos import abertura

    abertura.fechar(ctx)


def simulador() -> Callable[[date], Contexto]:
    """Return what gives, for a day, a context over an empty registry in memory whose clock is stopped on that day."""
    from .servicos import abertura

    def novo(em: date) -> Contexto:
        return abertura.abrir_temporario(relogio=RelogioFixo(em), usuario="simulação")

    return novo


def nome_do_usuario() -> str:
    """Return the name of the system's user, empty where there is none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def ha_tela(ambiente: Mapping[str, str], plataforma: str) -> bool:
    """Return whether Qt has where to open a window: only on Linux may there be no display."""
    if not plataforma.startswith("linux"):
        return True
    if ambiente.get("QT_QPA_PLATFORM", "").partition(":")[0] not in ("", "xcb", "wayland"):
        return True  # offscreen, vnc, linuxfb: somebody chose another screen
    return bool(ambiente.get("DISPLAY") or ambiente.get("WAYLAND_DISPLAY"))


def abrir_janela(caminho: Path) -> int:
    """Show the window over the registry at ``caminho`` and return the exit status when it closes.

    Without a display it says so and returns 2: Qt would abort the process.
    """
    if not ha_tela(os.environ, sys.platform):
        sys.stderr.write(
            "Esta máquina não tem tela (DISPLAY e WAYLAND_DISPLAY estão vazias), e a janela não pôde abrir; nada foi "
            "alterado. Entre numa sessão gráfica, use xvfb-run, ou um comando (veja “bahiaservidor --help”).\n"
        )
        return 2
    # Modules are no garbage, and looking for it while they load costs a thirtieth of the start; the window, once made,
    # looks for it by itself.
    gc.disable()
    from .anotador import instalar
    from .janela.aplicacao import executar

    # Beside the registry that opens by itself; absent until something goes wrong.
    instalar(caminhos.dados_do_usuario())
    return executar(caminho, montar=montar, desmontar=desmontar, relogio=RelogioDoSistema())


def autoverificar() -> int:
    """Open the window off screen, check that it works, and return the exit status."""
    from .janela.autoverificacao import autoverificar as verificar_janela

    return verificar_janela()
