"""Tables for spreadsheets: XLSX and CSV from plain cells, the same bytes for the same cells.

Cells arrive as they are to be shown: whoever hands them over has already taken care of what a spreadsheet would run.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from io import BytesIO, StringIO
from math import isfinite
from typing import Final

LINHAS_XLSX: Final = 1_048_000
"""Rows that one sheet takes, with room for its heading."""

Celula = str | int | float | date | None
Progresso = Callable[[int, int], None]
Cancelado = Callable[[], bool]

_PASSO: Final = 500
_FORMULAS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""How a formula begins; the last four are the wide forms, which some programs take for the others."""
_PRIMEIRO_ANO: Final = 1900
"""Spreadsheets have no days before it: those are written as text."""

_CRIADO: Final = datetime(2020, 1, 1)  # noqa: DTZ001  # XlsxWriter wants it naive; fixed, so that equal is equal


def sem_formula(celula: str) -> str:
    """Return the cell so that a spreadsheet shows it, and never runs it: names are data."""
    return f"'{celula}" if celula.startswith(_FORMULAS) else celula


def com_formula(celula: str) -> str:
    """Return the text that `sem_formula` took care of as it was: what leaves and comes back is the same."""
    return celula[1:] if celula.startswith("'") and celula[1:].startswith(_FORMULAS) else celula


def em_texto(celula: Celula) -> str:
    """Return a cell as it is written where there is only text: dd/mm/aaaa, comma, sim or não."""
    if isinstance(celula, date):
        return f"{celula:%d/%m/}{celula.year:04}"
    if isinstance(celula, bool):
        return "sim" if celula else "não"
    if isinstance(celula, float):
        return repr(celula).replace(".", ",")
    return "" if celula is None else str(celula)


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
    notas: Mapping[tuple[int, int], str] | None = None,
) -> bytes | None:
    """Return a workbook with one sheet: lines of text, a heading with filters, and rows; dates are real dates.

    None when ``cancelado`` answers yes.  ``larguras`` are in characters; ``notas`` are the comments of cells, by row
    and column from 0, and those cells are highlighted.
    """
    import xlsxwriter  # type: ignore[import-untyped]

    saida = BytesIO()
    livro = xlsxwriter.Workbook(saida, {"constant_memory": True})
    livro.set_properties({"created": _CRIADO, "title": aba})
    folha = livro.add_worksheet(aba)
    negrito = livro.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    texto = livro.add_format({"valign": "top"})
    dia = livro.add_format({"num_format": "dd/mm/yyyy", "align": "left", "valign": "top"})
    realce = {"bg_color": "#FFE5B4", "border": 1, "border_color": "#B45F06"}
    texto_realce = livro.add_format({"valign": "top", **realce})
    dia_realce = livro.add_format({"num_format": "dd/mm/yyyy", "align": "left", "valign": "top", **realce})
    notas = notas or {}
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
            posicao, nota = inicio + numero, notas.get((numero - 1, coluna))
            comum, do_dia = (texto, dia) if nota is None else (texto_realce, dia_realce)
            if nota is not None:
                folha.write_comment(posicao, coluna, nota, {"x_scale": 2, "font_size": 9})
            if isinstance(celula, date) and celula.year >= _PRIMEIRO_ANO:
                folha.write_datetime(posicao, coluna, datetime(celula.year, celula.month, celula.day), do_dia)  # noqa: DTZ001
            elif isinstance(celula, bool):
                folha.write_boolean(posicao, coluna, celula, comum)
            elif isinstance(celula, int | float) and isfinite(celula):
                folha.write_number(posicao, coluna, celula, comum)
            elif celula is not None and celula != "":
                folha.write_string(posicao, coluna, em_texto(celula), comum)
            elif nota is not None:
                folha.write_blank(posicao, coluna, None, comum)
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
        escritor.writerow([em_texto(celula) for celula in celulas])
        if progresso is not None and numero % _PASSO == 0:
            progresso(numero, total)
    return saida.getvalue().encode("utf-8-sig")
