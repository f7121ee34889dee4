"""Asking for what is never an argument: arguments are seen by every user of the machine, and stay in the history."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path

from ..arquivos import ErroDeArquivo
from . import saida
from .registro import ErroDeEntrada


def pedir(pergunta: str, *, arquivo: Path | None, opcao: str, nada: str) -> str:
    """Return a secret: the first line of a file (-: standard input), or what is typed on the terminal.

    ``opcao`` names the option that gives the file and ``nada`` what was not done.  ErroDeArquivo and ErroDeEntrada.
    """
    if arquivo is not None:
        linhas = saida.ler_arquivo(arquivo).splitlines()
        try:
            return linhas[0].decode("utf-8") if linhas else ""
        except UnicodeDecodeError:
            raise ErroDeArquivo(f"O arquivo da senha não está em UTF-8. {nada}; grave-o de novo.") from None
    if sys.stdin is None or not sys.stdin.isatty():
        raise ErroDeEntrada(f"Aqui não há terminal em que pedir a senha. {nada}; use {opcao} (- lê da entrada padrão).")
    return getpass.getpass(pergunta)
