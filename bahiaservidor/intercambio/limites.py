"""How much of a spreadsheet is taken, each limit with its reason, and the words with which the rest is refused.

A file may be hostile: nothing it says of itself is believed, and whatever goes past a limit ends in a sentence.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from bahiaservidor.estatuto.erros import ErroDominio

MB: Final = 1024 * 1024

ARQUIVO: Final = 64 * MB
"""Bytes of a file: 300,000 people with ten columns take 13 MB in XLSX and 32 MB in CSV."""

INFLADO: Final = 256 * MB
"""Bytes that one part of a package inflates to, counted while it inflates: those 300,000 people take 120 MB."""

INDICE: Final = 4 * MB
"""Bytes of the small parts (list of sheets, relations): thousands of sheets fit."""

ESTILOS: Final = 16 * MB
"""Bytes of the styles: workbooks copied for years bring tens of thousands."""

PARTES: Final = 10_000
"""Parts of a package: one for each sheet, image and comment."""

FOLHAS: Final = 500
"""Sheets of a workbook: nobody chooses from more."""

LINHAS: Final = 500_000
"""Rows of a sheet: more people than the State has, and half of what a sheet takes."""

LINHAS_ESCRITAS: Final = 1_048_576
"""Rows with or without something in them: what a spreadsheet program shows."""

COLUNAS: Final = 500
"""Columns of a sheet: a register has tens."""

CELULAS: Final = 4_000_000
"""Cells of the smallest rectangle that holds a sheet: the library keeps it whole, some 30 bytes a cell."""

CELULAS_ODS: Final = 1_000_000
"""The same for all the sheets of an ODS: the library keeps each cell four times."""

TEXTO: Final = 192 * MB
"""Characters of all the cells together, counting a shared text each time it is shown."""

CARACTERES: Final = 32_767
"""Characters of a cell: no spreadsheet program takes more."""

CELULA_BRUTA: Final = MB // 2
"""Bytes of a cell as they are in the file, marks included; also of a line of text without a break."""

SEGUNDOS: Final = 60.0
"""Time to read a file: those 300,000 people take ten seconds on a slow machine."""

PASSO: Final = 4_096
"""Rows between two looks at the clock and at whether to stop."""

NADA: Final = "Nada foi importado"


class ErroDePlanilha(ErroDominio):
    """A spreadsheet cannot be read; nothing was taken from it."""


class LeituraCancelada(ErroDePlanilha):
    """Who asked for the reading gave it up."""


def recusa(nome: str, porque: str, fazer: str) -> ErroDePlanilha:
    """Return the refusal of a file: what it has, that nothing was imported, what to do."""
    return ErroDePlanilha(f"O arquivo “{nome}” {porque}. {NADA}; {fazer}.")


def danificado(nome: str) -> ErroDePlanilha:
    """Return the refusal of a file that does not hold together."""
    return recusa(nome, "está danificado ou incompleto", "abra-o no programa de planilhas, salve-o de novo e repita")


def malformado(nome: str, porque: str) -> ErroDePlanilha:
    """Return the refusal of a file made so as no spreadsheet program makes it."""
    return recusa(nome, porque, "confira de onde ele veio e peça outro")


def linhas_demais(nome: str) -> ErroDePlanilha:
    """Return the refusal of a file with more rows, empty or not, than a spreadsheet has."""
    return recusa(
        nome,
        f"tem mais de {LINHAS_ESCRITAS} linhas, contando as vazias",
        "apague as linhas vazias ou divida-o em arquivos menores",
    )


class Guarda:
    """Stops a reading that takes too long, or that is no longer wanted."""

    __slots__ = ("_cancelado", "_fim", "nome")

    def __init__(self, nome: str, cancelado: Callable[[], bool] | None = None, *, segundos: float = SEGUNDOS) -> None:
        self.nome = nome
        self._cancelado = cancelado
        self._fim = time.monotonic() + segundos

    def conferir(self) -> None:
        """Raise ErroDePlanilha past the time, LeituraCancelada when asked to stop."""
        if self._cancelado is not None and self._cancelado():
            raise LeituraCancelada(f"A leitura de “{self.nome}” foi cancelada. {NADA}.")
        if time.monotonic() > self._fim:
            raise recusa(self.nome, "leva tempo demais para ser lido", "divida-o em arquivos menores")
