"""Tables for spreadsheets: XLSX and CSV from plain cells, the same bytes for the same cells.

Cells arrive as they are to be shown: whoever hands them over has already taken care of what a spreadsheet would run.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Final

LINHAS_XLSX: Final = 1_048_000
"""Rows that one sheet takes, with room for its heading."""

Celula = str | int | date | None
Progresso = Callable[[int, int], None]
Cancelado = Callable[[], bool]

_PASSO: Final = 500
_CRIADO: Final = datetime(2020, 1, 1)  # noqa: DTZ001  # XlsxWriter wants it naive; fixed, so that equal is equal


def xlsx(
    *,
    aba: str,
    antes: Sequence[str],
    titulos: Sequence[str],
    larguras: Sequence[int],
    linhas: Iterable[Sequence[Celula]],
    total: int,
    progresso: Progresso | None = None,
    cancelado: Cancelado | None = None,
) -> bytes | None:
    """Return a workbook with one sheet: lines of text, a heading with filters, and rows; dates are real dates.

    None when ``cancelado`` answers yes.  ``larguras`` are in characters.
    """
    import xlsxwriter  # type: ignore[import-untyped]

    saida = BytesIO()
    livro = xlsxwriter.Workbook(saida, {"constant_memory": True})
    livro.set_properties({"created": _CRIADO, "title": aba})
    folha = livro.add_worksheet(aba)
    negrito = livro.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    texto = livro.add_format({"valign": "top"})
    dia = livro.add_format({"num_format": "dd/mm/yyyy", "align": "left", "valign": "top"})
    for coluna, largura in enumerate(larguras):
        folha.set_column(coluna, coluna, largura)
    for numero, linha in enumerate(antes):
        folha.write_string(numero, 0, linha)
    inicio = len(antes) + bool(antes)
    for coluna, titulo in enumerate(titulos):
        folha.write_string(inicio, coluna, titulo, negrito)
    folha.freeze_panes(inicio + 1, 0)
    folha.autofilter(inicio, 0, inicio + max(total, 1), len(titulos) - 1)
    desistiu = False
    for numero, celulas in enumerate(linhas, start=1):
        if numero % _PASSO == 1 and cancelado is not None and cancelado():
            desistiu = True
            break
        for coluna, celula in enumerate(celulas):
            if isinstance(celula, date):
                folha.write_datetime(inicio + numero, coluna, datetime(celula.year, celula.month, celula.day), dia)  # noqa: DTZ001
            elif isinstance(celula, int):
                folha.write_number(inicio + numero, coluna, celula, texto)
            elif celula:
                folha.write_string(inicio + numero, coluna, celula, texto)
        if progresso is not None and numero % _PASSO == 0:
            progresso(numero, total)
    livro.close()
    return None if desistiu else saida.getvalue()


def em_csv(
    *,
    titulos: Sequence[str],
    linhas: Iterable[Sequence[Celula]],
    total: int,
    progresso: Progresso | None = None,
    cancelado: Cancelado | None = None,
) -> bytes | None:
    """Return the table as the spreadsheets of this country read it: semicolons, UTF-8 with its mark, dd/mm/aaaa.

    None when ``cancelado`` answers yes.
    """
    saida = StringIO()
    escritor = csv.writer(saida, delimiter=";", lineterminator="\r\n")
    escritor.writerow(titulos)
    for numero, celulas in enumerate(linhas, start=1):
        if numero % _PASSO == 1 and cancelado is not None and cancelado():
            return None
        escritor.writerow([f"{c:%d/%m/%Y}" if isinstance(c, date) else "" if c is None else str(c) for c in celulas])
        if progresso is not None and numero % _PASSO == 0:
            progresso(numero, total)
    return saida.getvalue().encode("utf-8-sig")
