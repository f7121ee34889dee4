"""Bytes on the disk: small files that two programs compete for, and what is known to be there and not in memory."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Final

MAIOR_PEQUENO: Final = 4096
"""Bytes read of a file that should have a few hundred."""


def criar_se_ninguem_criou(caminho: Path, conteudo: bytes) -> bool:
    """Make a small file only if nothing has that name, and tell whether it was made: of two, one succeeds.

    Raises OSError for any other reason.
    """
    try:
        aberto = os.open(caminho, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o666)
    except FileExistsError:
        return False
    with os.fdopen(aberto, "wb") as arquivo:
        arquivo.write(conteudo)
        arquivo.flush()
        os.fsync(arquivo.fileno())
    return True


def regravar_se(caminho: Path, conteudo: bytes, *, ainda: Callable[[bytes], bool]) -> bool:
    """Write a small file over itself if ``ainda`` likes what is in it; the file judged is the one written.

    Neither is another put in its place nor is one made that is not there.  Raises OSError.
    """
    with caminho.open("r+b", buffering=0) as arquivo:
        if not ainda(arquivo.read(MAIOR_PEQUENO)):
            return False
        arquivo.seek(0)
        arquivo.write(conteudo)
        os.fsync(arquivo.fileno())
        return True


def duplicar(origem: Path, novo: Path) -> None:
    """Write the bytes of a file, read from the disk, to a new one of no consequence: nothing waits for the disk.

    Raises OSError.
    """
    with origem.open("rb") as lido:
        esquecer(lido)
    with novo.open("xb"):
        pass
    shutil.copyfile(origem, novo)


def resumo_do_arquivo(caminho: Path) -> str:
    """Return the SHA-256 of a file as it is on the disk.  Raises OSError."""
    with caminho.open("rb") as lido:
        esquecer(lido)
        return hashlib.file_digest(lido, "sha256").hexdigest()


def esquecer(arquivo: BinaryIO) -> None:
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
