"""What a list is made of before it has rows: its columns, the order asked for, and where its rows are read from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from ..tema import Tom

L = TypeVar("L")


@dataclass(frozen=True, slots=True, kw_only=True)
class Coluna(Generic[L]):
    """One column: words from a row, width in logical pixels, and how it looks.

    ``tom`` answers the tone of a badge (colour *and* the word of ``texto``), or None for plain text. ``ordem`` is the
    sorting key of a `ModeloLista`. ``oculta`` columns start hidden, and the header's menu shows them. ``cresce`` is a
    column's share of the room left over, until the clerk sizes a column by hand.  ``exporta`` are the words for a file,
    where those of the cell are cut short; ``desdobra`` the columns that stand for this one in a file, where a cell says
    two things: none for one that is only a button.
    """

    chave: str
    rotulo: str
    texto: Callable[[L], str]
    largura: int = 120
    direita: bool = False
    tom: Callable[[L], Tom | None] | None = None
    dica: Callable[[L], str] | None = None
    ordem: Callable[[L], Any] | None = None
    ordenavel: bool = True
    oculta: bool = False
    estica: bool = False
    cresce: int = 0
    forte: bool = False
    exporta: Callable[[L], str] | None = None
    desdobra: tuple[Coluna[L], ...] | None = None

    def por_extenso(self, linha: L) -> str:
        """Return the words of a cell for a file."""
        return (self.exporta or self.texto)(linha)

    def no_arquivo(self) -> tuple[Coluna[L], ...]:
        """Return what stands for it in a file."""
        return (self,) if self.desdobra is None else self.desdobra


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordem:
    """What a click on a header asks for."""

    chave: str
    decrescente: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Fonte(Generic[L]):
    """Rows of a list as it stood when asked, to be read off the interface's thread: how many, and each in order."""

    total: int
    linhas: Callable[[], Iterator[L]]
