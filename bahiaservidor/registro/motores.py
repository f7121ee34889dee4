"""SQLAlchemy engines over one file or one memory, each of whose transactions begins as it should."""

from __future__ import annotations

import atexit
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool, StaticPool

from . import chaves
from .dialetos import preparar_conexao


def motor(
    abrir_conexao: Callable[[], sqlite3.Connection], inicio: str, *, um_so: bool, cifrado: bool, tamanho: int = 4
) -> Engine:
    """Return an engine whose transactions begin with ``inicio``; ``um_so`` for the only connection of a memory."""
    como: dict[str, Any] = {"module": chaves.biblioteca()} if cifrado else {}
    if um_so:
        feito = create_engine("sqlite://", creator=abrir_conexao, poolclass=StaticPool, **como)
    else:
        feito = create_engine(
            "sqlite://", creator=abrir_conexao, poolclass=QueuePool, pool_size=tamanho, max_overflow=16, **como
        )
    comecar = partial(_comecar, inicio)
    event.listen(feito, "begin", comecar)
    return feito


def _comecar(inicio: str, conexao: Connection) -> None:
    # The driver's own transactions are off (isolation_level None): each begins here, and as it should.
    conexao.exec_driver_sql(inicio)


def motor_em_memoria(chave: str | None = None) -> tuple[Engine, sqlite3.Connection]:
    """Return a memory, that takes copies of what has the key when there is one, and the engine over it."""
    if chave is None:
        memoria = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    else:
        # Pages are copied as they are: to memory too they come encrypted.
        memoria = chaves.conectar_com_chave("file::memory:", chave, 0)
    preparar_conexao(memoria, leitor=False, duravel=False)
    return motor(lambda: memoria, "BEGIN", um_so=True, cifrado=chave is not None), memoria


_reserva: list[tuple[Engine, sqlite3.Connection]] = []
"""Engines of closed temporary registries: a new one would compile every statement again."""


def tirar_da_reserva() -> tuple[Engine, sqlite3.Connection] | None:
    """Return an engine that nobody uses any more, and its memory, if there is one."""
    try:
        return _reserva.pop()
    except IndexError:
        return None


def devolver_a_reserva(motor: Engine, memoria: sqlite3.Connection) -> None:
    """Give back an engine and its memory."""
    if len(_reserva) < 4 and isinstance(memoria, sqlite3.Connection):
        _reserva.append((motor, memoria))
    else:
        motor.dispose()
        memoria.close()


@atexit.register
def _esvaziar_reserva() -> None:
    while _reserva:
        motor, memoria = _reserva.pop()
        motor.dispose()
        memoria.close()


@contextmanager
def lendo(motor: Engine, fechado: Callable[[], bool]) -> Iterator[Connection]:
    """Give a connection with a transaction; one whose registry was ``fechado`` meanwhile is closed, not kept.

    Kept for the next reading, in a pool that nobody has any more, it would hold the file for nobody.
    """
    with motor.connect() as conexao:
        try:
            with conexao.begin():
                yield conexao
        finally:
            if fechado():
                conexao.invalidate()
