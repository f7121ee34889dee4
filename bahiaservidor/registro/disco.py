"""Large files on the disk: copied, read back, kept apart while they are made, and there after a loss of power."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

from ..arquivos import arquivo_aos_poucos

_PEDACO: Final = 1024 * 1024
_OBRA: Final = re.compile(r"\.[0-9a-f]{16}\.obra")


@contextmanager
def pasta_de_trabalho(pasta: Path) -> Iterator[Path]:
    """Give a new folder inside another, that nobody else may read; it goes at the end with all that is in it.

    Raises OSError.
    """
    obra = pasta / f".{secrets.token_hex(8)}.obra"
    obra.mkdir(mode=0o700)
    try:
        yield obra
    finally:
        shutil.rmtree(obra, ignore_errors=True)


def varrer_obras(pasta: Path, *, antes_de: float) -> None:
    """Take away the working folders that a machine which stopped left behind, if last changed before an instant."""
    with suppress(OSError):
        for obra in pasta.iterdir():
            if _OBRA.fullmatch(obra.name) and obra.stat().st_mtime < antes_de:
                shutil.rmtree(obra, ignore_errors=True)


def copiar_arquivo(origem: Path, novo: Path) -> tuple[int, str]:
    """Write the bytes of a file to a new one, inside something `provisorio`; return how many, and their SHA-256.

    Both go to the disk and come from it, not from what the system remembers, where it can be asked for that.
    """
    materia, tamanho = hashlib.sha256(), 0
    with origem.open("rb") as lido, arquivo_aos_poucos(novo) as escrito:
        _esquecer(lido)
        while pedaco := lido.read(_PEDACO):
            materia.update(pedaco)
            escrito.write(pedaco)
            tamanho += len(pedaco)
    with novo.open("rb") as lido:
        _esquecer(lido)
    return tamanho, materia.hexdigest()


def duplicar(origem: Path, novo: Path) -> None:
    """Write the bytes of a file, read from the disk, to a new one of no consequence: nothing waits for the disk.

    Raises OSError.
    """
    with origem.open("rb") as lido:
        _esquecer(lido)
    with novo.open("xb"):
        pass
    shutil.copyfile(origem, novo)


def resumo_do_arquivo(caminho: Path) -> str:
    """Return the SHA-256 of a file as it is on the disk.  Raises OSError."""
    with caminho.open("rb") as lido:
        _esquecer(lido)
        return hashlib.file_digest(lido, "sha256").hexdigest()


def _esquecer(arquivo: BinaryIO) -> None:
    """Ask the system to forget a file's pages, so that it is read from the disk; where that exists."""
    if hasattr(os, "posix_fadvise"):
        with suppress(OSError):
            os.posix_fadvise(arquivo.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def firmar(caminho: Path) -> None:
    """Make a file already written be on the disk.  Raises OSError."""
    with caminho.open("rb+") as arquivo:
        os.fsync(arquivo.fileno())


def firmar_pasta(pasta: Path) -> None:
    """Make what was put in a folder, or renamed there, survive a loss of power, where the system lets one ask."""
    if os.name == "nt":
        return
    with suppress(OSError):
        aberta = os.open(pasta, os.O_RDONLY)
        try:
            os.fsync(aberta)
        finally:
            os.close(aberta)
