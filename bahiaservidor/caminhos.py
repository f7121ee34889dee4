"""Where things lie: what the program ships with, and where the clerk's registry is kept.

The same code runs from a checkout, from an installed wheel and from a frozen bundle; this is the only module that
knows the difference.
"""

from __future__ import annotations

import sys
from pathlib import Path

import platformdirs

NOME = "bahiaservidor"
"""Application name, as the folders of the operating system are named."""

ARQUIVO_DO_BANCO = "registro.sqlite3"
"""File name of the registry in the user's data folder."""


def _candidatas() -> tuple[Path, ...]:
    """Folders that may hold the shipped ones, most specific first."""
    pacote = Path(__file__).resolve().parent
    # A frozen bundle unpacks its data there; a wheel carries it inside the package; a checkout, beside the package.
    congelado = getattr(sys, "_MEIPASS", None)
    pastas = (pacote, pacote.parent)
    return (Path(congelado) / NOME, Path(congelado), *pastas) if congelado else pastas


def _pasta(nome: str) -> Path:
    for candidata in _candidatas():
        if (candidata / nome).is_dir():
            return candidata / nome
    raise FileNotFoundError(
        f"A pasta '{nome}' não veio com o programa: a instalação está incompleta. "
        "Nada foi alterado no seu registro; instale o bahiaservidor de novo."
    )


def recursos() -> Path:
    """Return the folder `resources/`; FileNotFoundError when the installation lacks it."""
    return _pasta("resources")


def migracoes() -> Path:
    """Return the folder `migrations/` (Alembic's script location); FileNotFoundError when the installation lacks it."""
    return _pasta("migrations")


def dados_do_usuario() -> Path:
    """Return the user's data folder of this program, as the operating system names it. Does not create it."""
    return platformdirs.user_data_path(NOME, appauthor=False)


def estado_do_usuario() -> Path:
    """Return the user's folder of what this program has in hand and is no document. Does not create it."""
    return platformdirs.user_state_path(NOME, appauthor=False)


def banco_padrao() -> Path:
    """Return the registry opened when no `--banco` is given. Does not create it."""
    return dados_do_usuario() / ARQUIVO_DO_BANCO
