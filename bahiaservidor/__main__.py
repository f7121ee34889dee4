"""`python -m bahiaservidor` and the installed command."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(argumentos: Sequence[str] | None = None) -> int:
    """Open the window when called with nothing else, or run a command; return the exit status."""
    argumentos = sys.argv[1:] if argumentos is None else argumentos
    if not argumentos:
        # The usual start: nothing of the command line is worth its time before the window shows.
        from . import caminhos
        from .montagem import abrir_janela

        return abrir_janela(caminhos.banco_padrao())
    from .cli import main as comandar

    return comandar(argumentos)


if __name__ == "__main__":
    sys.exit(main())
