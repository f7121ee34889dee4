"""Giving up: who asked for work that nobody waits for any more, and how the work finds out.

The window says, around a piece of work, how to tell whether it was given up; a reading of the registry asks, now and
then, in the middle of a query.  Neither knows the other.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from .estatuto.erros import ErroDominio


class Desistencia(ErroDominio):
    """The work stopped because nobody waits for it; nothing was changed."""


class _Fio(threading.local):
    desistiu: Callable[[], bool] | None = None


_fio = _Fio()


@contextmanager
def enquanto(desistiu: Callable[[], bool]) -> Iterator[None]:
    """Let what runs in the block, on this thread, find out that it was given up."""
    antes, _fio.desistiu = _fio.desistiu, desistiu
    try:
        yield
    finally:
        _fio.desistiu = antes


def desistiram() -> bool:
    """Tell whether nobody waits any more for what this thread is doing."""
    return _fio.desistiu is not None and _fio.desistiu()
