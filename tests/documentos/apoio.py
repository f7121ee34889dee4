"""What the tests of papers look at: the dates they print, the margins they must keep clear."""

from __future__ import annotations

import datetime as dt
import importlib
import re
from collections.abc import Iterable
from typing import Any

from bahiaservidor.documentos.peca import DataImpressa
from bahiaservidor.estatuto.formatos.datas import MESES
from tests.documentos.amostras import ler

DA_LEI = {dt.date(1994, 9, 26)}
"""The date of the statute, which citations of it carry."""

_CURTA = re.compile(r"(?<!\d)(\d{2})/(\d{2})/(\d{4})(?!\d)")
_COM_MES = re.compile(rf"(\d{{1,2}})º? de ({'|'.join(MESES)}) de (\d{{4}})", re.IGNORECASE)


def datas_impressas(pdf: bytes) -> set[dt.date]:
    """Return every date that the pages print, as figures or with the month's name."""
    texto = re.sub(r"\s+", " ", " ".join(ler(pdf)))
    curtas = {dt.date(int(a), int(m), int(d)) for d, m, a in _CURTA.findall(texto)}
    longas = {dt.date(int(a), MESES.index(m.lower()) + 1, int(d)) for d, m, a in _COM_MES.findall(texto)}
    return curtas | longas


def sem_memoria(pdf: bytes, memoria: Iterable[DataImpressa]) -> set[dt.date]:
    """Return the printed dates that nothing explains."""
    return datas_impressas(pdf) - {entrada.data for entrada in memoria} - DA_LEI


def fora_das_margens(pdf: bytes, *, esquerda: float = 84, direita: float = 55, acima: float = 30) -> list[int]:
    """Return the pages (from 1) with ink outside these margins, in points: a text that ran over."""
    sujas = []
    pdfium: Any = importlib.import_module("pypdfium2")
    documento = pdfium.PdfDocument(pdf)
    try:
        for numero, pagina in enumerate(documento, start=1):
            imagem = pagina.render(scale=1, grayscale=True).to_pil()
            largura, altura = imagem.size
            faixas = (
                (0, 0, int(esquerda), altura),
                (largura - int(direita), 0, largura, altura),
                (0, 0, largura, int(acima)),
            )
            if any(imagem.crop(faixa).getextrema()[0] < 250 for faixa in faixas):
                sujas.append(numero)
    finally:
        documento.close()
    return sujas
