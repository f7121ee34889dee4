"""Writing a file whole or not at all: the one way in which windows, commands and papers save."""

from __future__ import annotations

import errno
import os
import secrets
from contextlib import suppress
from pathlib import Path

from .estatuto.erros import ErroDominio


class ErroDeArquivo(ErroDominio):
    """A file the user named cannot be read or written."""


def conferir_destino(caminho: Path, *, registro: Path | None = None) -> None:
    """Refuse a destination that cannot be written, or that is the registry, before doing the work for it.

    Nothing is opened: opening the live registry outside SQLite would drop its locks.  Raises ErroDeArquivo.
    """
    try:
        existe, comum = caminho.exists(), caminho.is_file()
        eh_o_registro = existe and registro is not None and registro.exists() and caminho.samefile(registro)
    except OSError as erro:
        raise ErroDeArquivo(
            f"O arquivo “{caminho}” não pode ser usado ({motivo(erro)}). Nada foi gravado; indique outro nome."
        ) from erro
    if caminho.is_dir():
        raise ErroDeArquivo(f"“{caminho}” é uma pasta; indique o nome do arquivo. Nada foi gravado.")
    if eh_o_registro:
        raise ErroDeArquivo(f"“{caminho}” é o próprio registro. Nada foi gravado; indique outro arquivo.")
    if existe and not comum:
        # Put in the place of a device, the paper would take the device away from the whole machine.
        raise ErroDeArquivo(f"“{caminho}” não é um arquivo comum. Nada foi gravado; indique outro nome.")
    if not caminho.absolute().parent.is_dir():
        raise ErroDeArquivo(
            f"A pasta “{caminho.absolute().parent}” não existe. Nada foi gravado; crie-a ou indique outra."
        )


def gravar_arquivo(caminho: Path, conteudo: bytes, *, registro: Path | None = None) -> Path:
    """Write a file beside its place, then put it there, and return its path; what was there stays until then.

    Raises ErroDeArquivo, as ``conferir_destino`` does.
    """
    conferir_destino(caminho, registro=registro)
    provisorio = caminho.absolute().parent / f".{secrets.token_hex(8)}.parte"
    try:
        with provisorio.open("xb") as arquivo:
            arquivo.write(conteudo)
            arquivo.flush()
            os.fsync(arquivo.fileno())
        provisorio.replace(caminho)
    except OSError as erro:
        with suppress(OSError):
            provisorio.unlink()
        raise ErroDeArquivo(
            f"O arquivo “{caminho}” não pôde ser gravado ({motivo(erro)}). Nada ficou pela metade; "
            "indique outro lugar ou feche o programa que o está usando."
        ) from erro
    return caminho


def motivo(erro: OSError) -> str:
    """Return why the system refused, in words."""
    if isinstance(erro, PermissionError):
        return "sem permissão"
    if erro.errno == errno.ENOSPC:
        return "disco cheio"
    if erro.errno == errno.ENAMETOOLONG:
        return "nome longo demais"
    return "erro do sistema"
