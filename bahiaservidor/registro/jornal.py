"""Which journal a file of ours keeps, by where it lives: the one place that chooses, for the registry and its papers.

A write-ahead log needs memory that two programs share: on another machine's disk there is none, and SQLite itself
says that it does not work there.  A folder that is copied to the cloud would copy the file without its log.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from .arquivo import ErroRegistro, conectar
from .lugar import Lugar

_SEM_TRAVAS: Final = frozenset(
    {
        sqlite3.SQLITE_PROTOCOL, sqlite3.SQLITE_NOLFS, sqlite3.SQLITE_IOERR_LOCK, sqlite3.SQLITE_IOERR_RDLOCK,
        sqlite3.SQLITE_IOERR_UNLOCK, sqlite3.SQLITE_IOERR_CHECKRESERVEDLOCK,
    }
)  # fmt: skip
"""What SQLite answers where files cannot be locked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Jornal:
    """Journal of a file, and how much is waited for the disk at each commit."""

    modo: str
    sincronia: str


WAL: Final = Jornal(modo="wal", sincronia="FULL")
COMUM: Final = Jornal(modo="delete", sincronia="EXTRA")
"""EXTRA also waits for the folder, after the journal goes: without it a commit could come undone with the light."""


def jornal_do_lugar(lugar: Lugar) -> Jornal:
    """Return the journal of a file that lives there."""
    return COMUM if lugar.de_um_so else WAL


def por_jornal(conexao: sqlite3.Connection, caminho: Path, lugar: Lugar) -> None:
    """Give a file, through a connection that writes, the journal of where it lives; a log it had is brought in first.

    Raises ErroRegistro, with the file as it was, when another program keeps it in the log or it cannot be locked.
    """
    quer = jornal_do_lugar(lugar).modo
    try:
        (ficou,) = conexao.execute(f"PRAGMA journal_mode = {quer}").fetchone()
        if lugar.de_um_so and ficou == quer:
            conexao.execute("BEGIN IMMEDIATE")
            conexao.execute("ROLLBACK")
    except sqlite3.OperationalError as erro:
        if erro.sqlite_errorcode in _SEM_TRAVAS:
            raise ErroRegistro(
                f"A pasta de “{caminho}” não deixa travar arquivos, e sem isso duas pessoas estragariam o registro. "
                "Nada foi alterado; copie o registro para o disco deste computador e abra a cópia."
            ) from erro
        if not lugar.de_um_so or erro.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise
        ficou = ""
    if ficou != quer and lugar.de_um_so:
        raise ErroRegistro(
            f"Outro programa está com o registro “{caminho}” aberto de um modo que não serve para a rede nem para "
            "pastas sincronizadas. Nada foi alterado; feche o registro nos outros computadores e abra-o de novo."
        )


def interrompida(caminho: Path) -> bool:
    """Tell whether a write stopped in the middle and is still to be undone, which who only reads cannot do."""
    try:
        with closing(conectar(caminho, "ro")) as conexao:
            conexao.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as erro:
        return erro.sqlite_errorcode == sqlite3.SQLITE_READONLY_ROLLBACK
    return False


def desfazer_interrompida(caminho: Path) -> None:
    """Let SQLite undo a write that stopped in the middle.  Only when who was writing is known to have stopped."""
    with closing(conectar(caminho, "rw")) as conexao:
        conexao.execute("SELECT count(*) FROM sqlite_master").fetchone()


def aguardar_o_disco(conexao: sqlite3.Connection, lugar: Lugar) -> None:
    """Make a connection wait at each commit for as much as the place asks."""
    conexao.execute(f"PRAGMA synchronous = {jornal_do_lugar(lugar).sincronia}")


def jornal_de(caminho: Path, lugar: Lugar, conexao: sqlite3.Connection) -> None:
    """Give another file of the same registry, through a connection that writes, journal and waiting of the place."""
    por_jornal(conexao, caminho, lugar)
    aguardar_o_disco(conexao, lugar)
