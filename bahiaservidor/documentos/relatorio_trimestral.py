"""Quarterly deadline report: the reconciliation of the quarter, its charts, and the whole list."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from bahiaservidor.arquivos import gravar_arquivo
from bahiaservidor.documentos.relatorio_modelos import DadosRelatorio
from bahiaservidor.documentos.textos import ModeloTexto, ler_modelo


def gerar(
    dados: DadosRelatorio,
    destino: BinaryIO | Path,
    progresso: Callable[[int, int], None] | None = None,
    cancelado: Callable[[], bool] | None = None,
    *,
    modelo: ModeloTexto | None = None,
) -> None:
    """Write the report as a PDF; equal data give equal bytes, and a file is written whole or not at all.

    `progresso` receives pages done and total; ErroDominio when `cancelado` answers yes, when the texts (those shipped,
    unless `modelo` is given) are not usable, or when the file cannot be written.
    """
    # Imported here: reportlab costs 130 ms, and whoever only lists what can be printed does not pay for it.
    from bahiaservidor.documentos.relatorio_desenho import RelatorioTrimestral

    saida = BytesIO()
    relatorio = RelatorioTrimestral(dados, modelo=modelo or ler_modelo("relatorio_trimestral"))
    folha = relatorio.abrir_folha(saida)
    relatorio.desenhar_em(folha, progresso, cancelado)
    folha.salvar()
    if isinstance(destino, Path):
        gravar_arquivo(destino, saida.getvalue())
    else:
        destino.write(saida.getvalue())
