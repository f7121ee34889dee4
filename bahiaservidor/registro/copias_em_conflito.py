"""Copies that a program left beside the registry because two machines changed it: acts may be in them and not here."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from .dialetos import MARCA_DO_ARQUIVO

_INICIO: Final = b"SQLite format 3\0"

_NOMES: Final = (
    # "(conflito de PC-2)", "(PC-2's conflicted copy 2026-11-22)", "(cópia em conflito de …)", "(1)" and " 2"
    re.compile(r" ?\((?:.*\b(?:conflit\w*|conflict\w*).*|\d{1,3})\)", re.IGNORECASE),
    re.compile(r" \d{1,2}"),
    re.compile(r"[._-]sync-conflict-.+", re.IGNORECASE),
    re.compile(r"[ ._-]*conflict.*", re.IGNORECASE),
    # OneDrive adds the name of the machine, as Windows writes it.
    re.compile(r"-[A-Z0-9][A-Z0-9-]{2,14}(?:-\d{1,3})?"),
)


def copias_em_conflito(registro: Path) -> tuple[str, ...]:
    """Return the names of the files beside the registry that look like copies in conflict, and are registries."""
    achadas = []
    try:
        for vizinho in registro.parent.iterdir():
            resto = vizinho.stem.removeprefix(registro.stem)
            parecido = vizinho.name != registro.name and vizinho.suffix == registro.suffix
            if (
                parecido
                and resto != vizinho.stem
                and any(nome.fullmatch(resto) for nome in _NOMES)
                and not vizinho.samefile(registro)
                and _e_registro(vizinho)
            ):
                achadas.append(vizinho.name)
    except OSError:
        return ()
    return tuple(sorted(achadas))


def _e_registro(arquivo: Path) -> bool:
    # Not the registry in use, which nobody may open outside SQLite: a file of another name beside it.
    try:
        if not arquivo.is_file() or arquivo.is_symlink():
            return False
        with arquivo.open("rb") as aberto:
            inicio = aberto.read(72)
    except OSError:
        return False
    return inicio.startswith(_INICIO) and inicio[68:72] == MARCA_DO_ARQUIVO.to_bytes(4)
