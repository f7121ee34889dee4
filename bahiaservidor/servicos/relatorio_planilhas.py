"""The quarterly report as a spreadsheet and as CSV: the rows of the paper, in its order, with nothing left out.

Nothing of the clock goes in: the same report gives the same bytes.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator
from typing import Any, Final

from ..documentos.relatorio_figuras import figuras
from ..documentos.relatorio_modelos import COLUNAS, DadosRelatorio, Destino, Entrada, celulas, data
from .papeis_andamento import Cancelado, Progresso, exigir_que_continue
from .planilhas import sem_formula

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV: Final = "text/csv"
_DE_QUANTAS: Final = 500
_CRIADA: Final = dt.datetime(2000, 1, 1)  # noqa: DTZ001  # what a spreadsheet says of itself must not be a clock's
_LARGURAS: Final = (34, 30, 34, 12, 28, 30, 28, 12, 12, 20, 10, 24, 24, 44, 22)


def em_csv(dados: DadosRelatorio) -> bytes:
    """Return the rows as CSV for a spreadsheet: semicolons, UTF-8 with its mark, dates as dd/mm/aaaa."""
    saida = io.BytesIO()
    # Encoded as it is written: a long list is not in memory as text and as bytes.
    with io.TextIOWrapper(saida, encoding="utf-8-sig", newline="") as texto:
        escritor = csv.writer(texto, delimiter=";", lineterminator="\r\n")
        escritor.writerow(COLUNAS)
        for linha in dados.linhas:
            escritor.writerow([_texto(celula) for celula in celulas(linha)])
        texto.flush()
        return saida.getvalue()


def _texto(celula: object) -> str:
    if celula is None:
        return ""
    return data(celula) if isinstance(celula, dt.date) else sem_formula(str(celula))


def em_xlsx(
    dados: DadosRelatorio,
    numero: int | None = None,
    ano: int | None = None,
    progresso: Progresso | None = None,
    cancelado: Cancelado | None = None,
) -> bytes:
    """Return the report as a workbook: the rows, with dates that are dates, and the reconciliation.

    ``numero`` and ``ano`` are those of the issue; without them the workbook says it is a draft.  ``progresso`` receives
    rows written and how many there are; Cancelamento when ``cancelado`` answers yes.
    """
    import xlsxwriter  # type: ignore[import-untyped]

    saida = io.BytesIO()
    opcoes = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(saida, opcoes) as pasta:
        titulo = f"Relatório trimestral de prazos – {dados.periodo}"
        pasta.set_properties({"title": titulo, "author": dados.orgao.nome, "created": _CRIADA})
        formatos = {
            "titulo": pasta.add_format({"bold": True, "bg_color": "#DDDDDD", "bottom": 1, "text_wrap": True}),
            "data": pasta.add_format({"num_format": "dd/mm/yyyy"}),
            "numero": pasta.add_format({"num_format": "#,##0"}),
            "total": pasta.add_format({"bold": True, "num_format": "#,##0", "top": 1}),
        }
        _linhas(pasta.add_worksheet("Prazos"), dados, formatos, progresso, cancelado)
        _conciliacao(pasta.add_worksheet("Conciliação"), dados, formatos, _cabeca(dados, titulo, numero, ano))
    return saida.getvalue()


def _linhas(
    folha: Any,
    dados: DadosRelatorio,
    formatos: dict[str, Any],
    progresso: Progresso | None,
    cancelado: Cancelado | None,
) -> None:
    folha.freeze_panes(1, 0)
    folha.autofilter(0, 0, max(1, len(dados.linhas)), len(COLUNAS) - 1)
    for coluna, largura in enumerate(_LARGURAS):
        folha.set_column(coluna, coluna, largura)
    for coluna, titulo in enumerate(COLUNAS):
        folha.write_string(0, coluna, titulo, formatos["titulo"])
    for posicao, linha in enumerate(dados.linhas, start=1):
        if posicao % _DE_QUANTAS == 0:
            exigir_que_continue(cancelado)
            if progresso is not None:
                progresso(posicao, len(dados.linhas))
        for coluna, celula in enumerate(celulas(linha)):
            if isinstance(celula, dt.date):
                folha.write_datetime(posicao, coluna, celula, formatos["data"])
            elif isinstance(celula, int):
                folha.write_number(posicao, coluna, celula)
            elif celula:
                folha.write_string(posicao, coluna, sem_formula(celula))


def _cabeca(dados: DadosRelatorio, titulo: str, numero: int | None, ano: int | None) -> Iterator[tuple[str, str]]:
    yield "Relatório", titulo
    yield "Número", f"{numero}/{ano}" if numero is not None else "rascunho, sem número"
    yield "Órgão", dados.orgao.nome
    yield "Situação em", data(dados.em)
    yield "Pendentes no início", dados.saldo
    yield "Selo do registro", dados.identificacao.selo or ""
    yield "O selo abrange", dados.selado
    yield "Conteúdo (SHA-256)", dados.conteudo


def _conciliacao(
    folha: Any, dados: DadosRelatorio, formatos: dict[str, Any], cabeca: Iterable[tuple[str, str]]
) -> None:
    folha.set_column(0, 0, 40)
    folha.set_column(1, len(Entrada) + len(Destino), 15)
    linha = 0
    for rotulo, valor in cabeca:
        folha.write_string(linha, 0, rotulo)
        folha.write_string(linha, 1, sem_formula(valor))
        linha += 1
    linha += 1
    for coluna, titulo in enumerate(("Prazo", *(e.rotulo for e in Entrada), *(d.rotulo for d in Destino))):
        folha.write_string(linha, coluna, titulo, formatos["titulo"])
    contadas = figuras(dados)
    for rubricas in (*contadas.linhas, contadas.soma):
        linha += 1
        formato = formatos["total" if rubricas.linha is None else "numero"]
        folha.write_string(linha, 0, rubricas.rotulo, formato)
        numeros = [*(rubricas.entradas[e] for e in Entrada), *(rubricas.destinos[d] for d in Destino)]
        for coluna, numero in enumerate(numeros, start=1):
            folha.write_number(linha, coluna, numero, formato)
