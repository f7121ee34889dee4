"""Writing a file whole or not at all: the one way in which windows, commands and papers save; and what is asked of a
file before its contents are looked at: its name, its kind for the system, its size.
"""

from __future__ import annotations

import errno
import os
import re
import secrets
import stat
import unicodedata
from contextlib import suppress
from pathlib import Path
from typing import Final

from .estatuto.erros import ErroDominio

MAIOR_NOME: Final = 120


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


def nome_simples(nome: str) -> str:
    """Return the name of a file as it is kept: NFC, without folders nor characters that do not print, not too long."""
    ultimo = re.split(r"[\\/]", nome)[-1]
    limpo = unicodedata.normalize("NFC", "".join(c if c.isprintable() else " " for c in ultimo))
    limpo = " ".join(limpo.split()).strip(". ")
    base, ponto, extensao = limpo.rpartition(".")
    if len(limpo) > MAIOR_NOME and ponto and 0 < len(extensao) <= 5:
        limpo = f"{base[: MAIOR_NOME - 6].rstrip()}….{extensao}"
    return limpo[:MAIOR_NOME] or "sem nome"


def em_megas(tamanho: int) -> str:
    """Return a size in bytes as it is shown: 1,5 MB."""
    return f"{tamanho / 1024 / 1024:.1f} MB".replace(".", ",")


def ler_comum(caminho: Path, *, maximo: int, guardado: str) -> bytes:
    """Return the bytes of an ordinary file, never more than ``maximo``; a pipe or a device is not waited for.

    ErroDeArquivo for what is no file, is empty, too large or cannot be read; ``guardado`` says what was kept.
    """
    nome = nome_simples(caminho.name)
    try:
        # Without O_NONBLOCK a pipe nobody writes to would be waited for; the descriptor opened is the one examined.
        aberto = os.open(caminho, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(aberto, "rb") as arquivo:
            visto = os.fstat(arquivo.fileno())
            if not stat.S_ISREG(visto.st_mode):
                raise ErroDeArquivo(f"“{nome}” não é um arquivo comum. {guardado}; escolha um arquivo.")
            dados = arquivo.read(maximo + 1) if visto.st_size <= maximo else b""
    except (OSError, ValueError) as erro:
        if caminho.is_dir():
            raise ErroDeArquivo(f"“{nome}” é uma pasta. {guardado}; abra-a e escolha um arquivo.") from erro
        if isinstance(erro, FileNotFoundError):
            raise ErroDeArquivo(f"O arquivo “{nome}” não existe mais. {guardado}; confira onde ele está.") from erro
        porque = motivo(erro) if isinstance(erro, OSError) else "nome inválido"
        raise ErroDeArquivo(
            f"O arquivo “{nome}” não pôde ser lido ({porque}). {guardado}; veja se outro programa o está usando."
        ) from erro
    if visto.st_size > maximo or len(dados) > maximo:
        tem = em_megas(max(visto.st_size, len(dados)))
        raise ErroDeArquivo(
            f"O arquivo “{nome}” tem {tem} e o limite é {em_megas(maximo)}. {guardado}; divida-o em arquivos menores."
        )
    if not dados:
        raise ErroDeArquivo(f"O arquivo “{nome}” está vazio. {guardado}; escolha outro.")
    return dados
