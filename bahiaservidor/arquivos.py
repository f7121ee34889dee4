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
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

from .estatuto.erros import ErroDominio

MAIOR_NOME: Final = 120
_MAIS_BYTES: Final = 240
"""Of a name in UTF-8: file systems take 255, and a provisional name adds some."""
_PROIBIDOS: Final = frozenset('<>:"|?*')
_RESERVADOS: Final = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$", "clock$"}
    | {f"{porta}{numero}" for porta in ("com", "lpt") for numero in "0123456789¹²³"}
)
"""Names that Windows gives to devices, whatever the extension."""
MAIOR_PEQUENO: Final = 4096
"""Bytes read of a file that should have a few hundred."""


class ErroDeArquivo(ErroDominio):
    """A file the user named cannot be read or written."""


REGISTROS: Final[list[Path]] = []
"""The files of the registries open in this process, once for each opening."""


def recusar_registro(caminho: Path) -> None:
    """Refuse a file that is an open registry, or one of its companions, before anything opens it.

    On POSIX systems, closing any opening of a file drops the locks that the process has on it: SQLite's would go, and
    two programs could write at once.  Raises ErroDeArquivo.
    """
    for aberto in REGISTROS:
        for sufixo in ("", "-wal", "-shm", "-journal"):
            try:
                mesmo = caminho.samefile(aberto.with_name(aberto.name + sufixo))
            except (OSError, ValueError):
                continue
            if mesmo:
                raise ErroDeArquivo(
                    f"“{caminho}” é o registro que está aberto. Nada foi lido nem gravado; indique outro arquivo, ou "
                    "uma cópia de segurança do registro."
                )


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
    recusar_registro(caminho)
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
            colocar(parte, caminho, substitui=substitui)
        except OSError as erro:
            raise ErroDeArquivo(
                f"“{caminho}” não pôde ser gravado ({motivo(erro)}). Nada ficou pela metade; indique outro lugar."
            ) from erro
    finally:
        shutil.rmtree(parte, ignore_errors=True)
        for sobra in ("", "-wal", "-shm", "-journal"):
            with suppress(OSError):
                parte.with_name(parte.name + sobra).unlink()


def colocar(parte: Path, caminho: Path, *, substitui: bool = False) -> None:
    """Put a finished file or folder in its place, on the disk; only with ``substitui`` over what is there.

    Raises ErroDeArquivo when something is there already, and OSError.
    """
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


def trocar_guardando(parte: Path, caminho: Path, *, guarda: Path | None = None) -> None:
    """Put a file made beside ``caminho`` there, in one rename; what was there stays too, under the name ``guarda``.

    Raises ErroDeArquivo, with everything where it was.
    """
    try:
        with parte.open("rb+") as arquivo:
            os.fsync(arquivo.fileno())
        if guarda is not None:
            try:
                os.link(caminho, guarda)
            except OSError:  # a disk without hard links
                shutil.copy2(caminho, guarda)
        parte.replace(caminho)
    except OSError as erro:
        if guarda is not None and parte.exists():
            with suppress(OSError):
                guarda.unlink()
        raise ErroDeArquivo(
            f"“{caminho}” não pôde ser trocado ({motivo(erro)}). Nada foi alterado; confira as permissões e o espaço "
            "da pasta."
        ) from erro


@contextmanager
def arquivo_aos_poucos(caminho: Path) -> Iterator[BinaryIO]:
    """Give a new file, to be written a bit at a time inside something `provisorio`; it is on the disk at the end."""
    caminho.parent.mkdir(parents=True, exist_ok=True)
    with caminho.open("xb") as arquivo:
        yield arquivo
        arquivo.flush()
        os.fsync(arquivo.fileno())


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
    """Return the name of a file as any system takes it: NFC, in no folder, nothing that does not print, not too long.

    The one way for a name that comes from data to become that of a file.  Devices of Windows (CON, LPT1) get a mark.
    """
    ultimo = re.split(r"[\\/]", nome)[-1]
    limpo = unicodedata.normalize("NFC", "".join(c if c.isprintable() and c not in _PROIBIDOS else " " for c in ultimo))
    limpo = " ".join(limpo.split()).strip(". ")
    if limpo.partition(".")[0].strip().lower() in _RESERVADOS:
        limpo = f"_{limpo}"
    base, ponto, extensao = limpo.rpartition(".")
    sufixo = f"….{extensao}" if ponto and 0 < len(extensao) <= 5 else ""
    if not _cabe(limpo):
        base = (base if sufixo else limpo)[: MAIOR_NOME - len(sufixo)]
        while not _cabe(f"{base}{sufixo}"):
            base = base[:-1]
        limpo = f"{base.rstrip('. ')}{sufixo}"
    return limpo or "sem nome"


def _cabe(nome: str) -> bool:
    return len(nome) <= MAIOR_NOME and len(nome.encode("utf-8")) <= _MAIS_BYTES


def dentro(pasta: Path, nome: str) -> Path:
    """Return the place of a file in a folder, whatever its name says: never out of it."""
    return pasta / nome_simples(nome)


def nome_para_salvar(nome: str, extensao: str) -> str:
    """Return a name that any system takes for a file that came with another, ending as its kind does."""
    base = nome_simples(nome)
    return nome_simples(f"{base.rpartition('.')[0] or base}.{extensao}")


def em_megas(tamanho: int) -> str:
    """Return a size in bytes as it is shown: 1,5 MB."""
    return f"{tamanho / 1024 / 1024:.1f} MB".replace(".", ",")


def ler_comum(caminho: Path, *, maximo: int, guardado: str) -> bytes:
    """Return the bytes of an ordinary file, never more than ``maximo``; a pipe or a device is not waited for.

    ErroDeArquivo for what is no file, is empty, too large or cannot be read; ``guardado`` says what was kept.
    """
    nome = nome_simples(caminho.name)
    recusar_registro(caminho)
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
