"""The bare canvas the report's speed is measured against: the same rows, the same strings, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from bahiaservidor.documentos.base import SEM_SERIFA, registrar_fontes
from bahiaservidor.documentos.relatorio_lista import textos_da_linha
from bahiaservidor.documentos.relatorio_modelos import LinhaRelatorio

_COLUNAS = (85, 195, 240, 320, 410, 490, 535, 580, 640, 740)


def desenhar_base(linhas: Sequence[LinhaRelatorio], destino: BinaryIO) -> None:
    """Draw the rows one under the other, in the report's font and page, with `drawString` alone."""
    registrar_fontes()
    tela = Canvas(destino, pagesize=landscape(A4), invariant=1, pageCompression=1)
    y = 540.0
    tela.setFont(SEM_SERIFA, 7.2)
    for linha in linhas:
        if y < 60:
            tela.showPage()
            tela.setFont(SEM_SERIFA, 7.2)
            y = 540.0
        for x, celula in zip(_COLUNAS, textos_da_linha(linha), strict=True):
            tela.drawString(x, y, celula)
        y -= 13
    tela.save()
