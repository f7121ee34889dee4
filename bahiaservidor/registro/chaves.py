"""The keys of encrypted registries, by file, in the memory of this process only: nothing here is ever written."""

from __future__ import annotations

import sqlite3
import threading
from importlib import import_module
from pathlib import Path
from typing import Any

_chaves: dict[Path, str] = {}
_trava = threading.Lock()


def da(caminho: Path) -> str | None:
    """Return the key of a file as the library takes it (key and salt, in hexadecimal), None for one that is open."""
    return _chaves.get(caminho.absolute())


def guardar(caminho: Path, chave: str) -> None:
    """Remember the key of a file until the program ends."""
    with _trava:
        _chaves[caminho.absolute()] = chave


def herdar(caminho: Path, *, de: Path) -> None:
    """Let a file made from another (its papers, a copy of it) open with the other's key, if it has one."""
    chave = da(de)
    if chave is None:
        esquecer(caminho)
    else:
        guardar(caminho, chave)


def esquecer(caminho: Path) -> None:
    """Forget the key of a file."""
    with _trava:
        _chaves.pop(caminho.absolute(), None)


def biblioteca() -> Any:
    """Return the library of encrypted files.  ImportError when it is not installed."""
    return import_module("sqlcipher3.dbapi2")


def conectar_com_chave(endereco: str, chave: str, espera: float) -> sqlite3.Connection:
    """Open an encrypted file by its address.  A wrong key shows at the first reading: “not a database”."""
    conexao: sqlite3.Connection = biblioteca().connect(
        endereco, uri=True, isolation_level=None, check_same_thread=False, timeout=espera
    )
    # What it would write on the standard error is said in a sentence.
    conexao.execute("PRAGMA cipher_log_level = NONE")
    conexao.execute(f"PRAGMA key = \"x'{chave}'\"")
    return conexao
