"""The bare canvas the report's speed is measured against: the same rows, nine strings each, and nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import BinaryIO

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from bahiaservidor.documentos.base import SEM_SERIFA, registrar_fontes
from bahiaservidor.documentos.modelos import LinhaPrazo

_COLUNAS = (85, 240, 290, 395, 510, 595, 645, 695, 760)


def _data(data: dt.date | None) -> str:
    return data.strftime("%d/%m/%Y") if data else "–"


def desenhar_base(linhas: Sequence[LinhaPrazo], destino: BinaryIO) -> None:
    """Draw the rows one under the other, in the report's font and page, with `drawString` alone."""
    registrar_fontes()
    tela = Canvas(destino, pagesize=landscape(A4), invariant=1, pageCompression=1)
    y = 540.0
    tela.setFont(SEM_SERIFA, 7.4)
    for linha in linhas:
        if y < 60:
            tela.showPage()
            tela.setFont(SEM_SERIFA, 7.4)
            y = 540.0
        celulas = (
            linha.nome,
            linha.matricula or "–",
            linha.cargo,
            linha.unidade,
            linha.tipo.rotulo,
            _data(linha.vence),
            _data(linha.vence_ultimo),
            linha.estado.rotulo,
            linha.fundamento,
        )
        for x, celula in zip(_COLUNAS, celulas, strict=True):
            tela.drawString(x, y, celula)
        y -= 13
    tela.save()
