"""Writing a file whole or not at all: the one way in which windows, commands and papers save; and what is asked of a
file before its contents are looked at: its name, its kind for the system, its size.
"""

from __future__ import annotations

import errno
import os
import re
import secrets
import shutil
import stat
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

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


def conferir_novo(caminho: Path) -> None:
    """Refuse a destination where something already is (an empty folder is nothing), before doing the work for it.

    Raises ErroDeArquivo.
    """
    try:
        ocupado = any(caminho.iterdir()) if caminho.is_dir() else os.path.lexists(caminho)
        ha_pasta = caminho.absolute().parent.is_dir()
    except OSError as erro:
        raise ErroDeArquivo(
            f"“{caminho}” não pode ser usado ({motivo(erro)}). Nada foi gravado; indique outro nome."
        ) from erro
    if ocupado:
        raise _ja_existe(caminho)
    if not ha_pasta:
        raise ErroDeArquivo(
            f"A pasta “{caminho.absolute().parent}” não existe. Nada foi gravado; crie-a ou indique outra."
        )


def _ja_existe(caminho: Path) -> ErroDeArquivo:
    oque = "A pasta" if caminho.is_dir() else "O arquivo"
    return ErroDeArquivo(
        f"{oque} “{caminho}” já existe, e nada do que há ali é substituído. Nada foi gravado; indique outro nome."
    )


@contextmanager
def provisorio(caminho: Path, *, substitui: bool = False) -> Iterator[Path]:
    """Give the name of a file or folder to be made beside ``caminho``, and put it there when the block ends well.

    Otherwise it is removed, whatever was in it.  Only with ``substitui`` is a file that is there replaced.  Raises
    ErroDeArquivo, as ``conferir_novo`` does, and for what the system refuses meanwhile.
    """
    if not substitui:
        conferir_novo(caminho)
    parte = caminho.absolute().parent / f".{secrets.token_hex(8)}.parte"
    try:
        try:
            yield parte
            _por_no_lugar(parte, caminho, substitui=substitui)
        except OSError as erro:
            raise ErroDeArquivo(
                f"“{caminho}” não pôde ser gravado ({motivo(erro)}). Nada ficou pela metade; indique outro lugar."
            ) from erro
    finally:
        shutil.rmtree(parte, ignore_errors=True)
        for sobra in ("", "-wal", "-shm", "-journal"):
            with suppress(OSError):
                parte.with_name(parte.name + sobra).unlink()


def _por_no_lugar(parte: Path, caminho: Path, *, substitui: bool) -> None:
    if parte.is_file():
        with parte.open("rb+") as arquivo:
            os.fsync(arquivo.fileno())
    if substitui:
        parte.replace(caminho)
        return
    if parte.is_dir():
        if caminho.is_dir():
            caminho.rmdir()  # an empty one: any other refuses to go
        conferir_novo(caminho)
        parte.rename(caminho)
        return
    try:
        os.link(parte, caminho)  # unlike a rename, never over what somebody put there meanwhile
    except FileExistsError as erro:
        raise _ja_existe(caminho) from erro
    except OSError:  # a disk without hard links
        conferir_novo(caminho)
        parte.rename(caminho)


@contextmanager
def arquivo_aos_poucos(caminho: Path) -> Iterator[BinaryIO]:
    """Give a new file, to be written a bit at a time inside something `provisorio`; it is on the disk at the end."""
    caminho.parent.mkdir(parents=True, exist_ok=True)
    with caminho.open("xb") as arquivo:
        yield arquivo
        arquivo.flush()
        os.fsync(arquivo.fileno())


def espaco_livre(caminho: Path) -> int:
    """Return how many bytes the disk still takes where a file would be."""
    return shutil.disk_usage(caminho.absolute().parent).free


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


class ArquivoDeLinhas:
    """A file that only grows, a line at a time; while open it is this program's, by a lock of the system.

    OSError for what the system refuses; BlockingIOError when another program has it.
    """

    def __init__(self, caminho: Path) -> None:
        self.caminho = caminho
        caminho.parent.mkdir(parents=True, exist_ok=True)
        modo = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0)
        self._aberto = os.open(caminho, modo, 0o600)
        if not _travar(self._aberto):
            self.fechar()
            raise BlockingIOError(errno.EAGAIN, "em uso", str(caminho))

    def acrescentar(self, linha: str) -> None:
        """Hand a line over to the system: it is there even if the program dies in the next instant."""
        dados = f"{linha}\n".encode()
        if os.write(self._aberto, dados) != len(dados):
            raise OSError(errno.ENOSPC, "linha incompleta", str(self.caminho))

    def garantir(self) -> None:
        """Put what was written on the disk: it is there even if the machine stops."""
        os.fsync(self._aberto)

    def fechar(self) -> None:
        """Let go of the file."""
        aberto, self._aberto = self._aberto, -1
        if aberto >= 0:
            os.close(aberto)

    def __del__(self) -> None:
        if getattr(self, "_aberto", -1) >= 0:
            self.fechar()


def _travar(aberto: int) -> bool:
    """Take an open file for this program; False when another has it.  Closing it gives it back."""
    try:
        if sys.platform == "win32":
            import msvcrt

            # A byte far after the end: the lines may still be read.
            os.lseek(aberto, 1 << 30, os.SEEK_SET)
            msvcrt.locking(aberto, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(aberto, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
