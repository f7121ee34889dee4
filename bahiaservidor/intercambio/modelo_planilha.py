"""An empty spreadsheet to be filled in: a sheet with the headers, another that says what to write in each column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Final

_CRIADO: Final = datetime(2020, 1, 1)  # noqa: DTZ001  # XlsxWriter wants it naive; fixed, so that equal is equal
_LINHAS: Final = 10_000
_MAIOR_LISTA: Final = 250
"""Characters of a list of choices, by the format."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coluna:
    """A column: ``data`` is shown as a date, anything else is text; ``opcoes`` are the words it takes."""

    titulo: str
    obrigatoria: bool
    explicacao: str
    exemplo: str
    data: bool = False
    opcoes: tuple[str, ...] = ()


def modelo(
    *, aba: str, instrucoes: Sequence[str], colunas: Sequence[Coluna], anexo: tuple[str, Sequence[Sequence[str]]] | None
) -> bytes:
    """Return the workbook as XLSX; ``anexo`` is one more sheet, its title and its rows, the first of them headers."""
    import xlsxwriter  # type: ignore[import-untyped]

    saida = BytesIO()
    livro = xlsxwriter.Workbook(saida, {"in_memory": True})
    livro.set_properties({"created": _CRIADO, "title": aba})
    obrigatoria = livro.add_format({"bold": True, "bottom": 1, "bg_color": "#FCE8B2"})
    comum = livro.add_format({"bold": True, "bottom": 1})
    texto = livro.add_format({"num_format": "@"})
    dia = livro.add_format({"num_format": "dd/mm/yyyy", "align": "left"})
    quebra = livro.add_format({"text_wrap": True, "valign": "top"})
    folha = livro.add_worksheet(aba)
    for numero, coluna in enumerate(colunas):
        folha.set_column(numero, numero, max(14, len(coluna.titulo) + 2), dia if coluna.data else texto)
        folha.write_string(0, numero, coluna.titulo, obrigatoria if coluna.obrigatoria else comum)
        if coluna.opcoes and len(",".join(coluna.opcoes)) <= _MAIOR_LISTA:
            folha.data_validation(
                1, numero, _LINHAS, numero,
                {"validate": "list", "source": list(coluna.opcoes), "error_type": "warning"},
            )  # fmt: skip
    folha.freeze_panes(1, 0)
    ajuda = livro.add_worksheet("Instruções")
    for numero, largura in enumerate((28, 12, 60, 28)):
        ajuda.set_column(numero, numero, largura)
    for numero, linha in enumerate(instrucoes):
        ajuda.write_string(numero, 0, linha)
    inicio = len(instrucoes) + 1
    for numero, titulo in enumerate(("Coluna", "Obrigatória", "O que escrever", "Exemplo")):
        ajuda.write_string(inicio, numero, titulo, comum)
    for numero, coluna in enumerate(colunas, start=inicio + 1):
        explicacao = coluna.explicacao
        if coluna.opcoes:
            explicacao = f"{explicacao} Opções: {'; '.join(coluna.opcoes)}.".strip()
        celulas = (coluna.titulo, "sim" if coluna.obrigatoria else "não", explicacao, coluna.exemplo)
        for posicao, celula in enumerate(celulas):
            ajuda.write_string(numero, posicao, celula, quebra)
    if anexo is not None:
        titulo, linhas = anexo
        outra = livro.add_worksheet(titulo)
        outra.set_column(0, 0, 40)
        outra.set_column(1, 2, 70)
        for numero, celulas_ in enumerate(linhas):
            for posicao, celula in enumerate(celulas_):
                outra.write_string(numero, posicao, celula, quebra if numero else comum)
        outra.freeze_panes(1, 0)
    livro.close()
    return saida.getvalue()
