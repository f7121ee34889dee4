"""A workbook read back for the tests: its sheets, their rows, dates as dates."""

from __future__ import annotations

import re
import zipfile
from datetime import date, timedelta
from io import BytesIO
from xml.etree import ElementTree

_NS = {"s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
_NOME = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

Celula = str | float | date


def ler_planilha(xlsx: bytes) -> dict[str, list[list[Celula]]]:
    """Return the rows of each sheet, in order; a cell that is not there is an empty string."""
    with zipfile.ZipFile(BytesIO(xlsx)) as pasta:
        datas = _formatos_de_data(pasta)
        livro = ElementTree.fromstring(pasta.read("xl/workbook.xml"))
        return {
            folha.attrib["name"]: _linhas(pasta, f"xl/worksheets/sheet{numero}.xml", datas)
            for numero, folha in enumerate(livro.iterfind("s:sheets/s:sheet", _NS), start=1)
            if folha.attrib[_NOME]
        }


def _formatos_de_data(pasta: zipfile.ZipFile) -> set[int]:
    estilos = ElementTree.fromstring(pasta.read("xl/styles.xml"))
    numeros = {
        n.attrib["numFmtId"] for n in estilos.iterfind("s:numFmts/s:numFmt", _NS) if "yy" in n.attrib["formatCode"]
    }
    return {
        posicao
        for posicao, formato in enumerate(estilos.iterfind("s:cellXfs/s:xf", _NS))
        if formato.attrib["numFmtId"] in numeros
    }


def _linhas(pasta: zipfile.ZipFile, arquivo: str, datas: set[int]) -> list[list[Celula]]:
    folha = ElementTree.fromstring(pasta.read(arquivo))
    linhas: list[list[Celula]] = []
    for linha in folha.iterfind("s:sheetData/s:row", _NS):
        celulas: dict[int, Celula] = {}
        for celula in linha.iterfind("s:c", _NS):
            celulas[_coluna(celula.attrib["r"])] = _valor(celula, datas)
        while len(linhas) < int(linha.attrib["r"]) - 1:
            linhas.append([])
        linhas.append([celulas.get(n, "") for n in range(max(celulas, default=-1) + 1)])
    return linhas


def _coluna(referencia: str) -> int:
    numero = 0
    for letra in re.match(r"[A-Z]+", referencia).group():  # type: ignore[union-attr]
        numero = numero * 26 + ord(letra) - 64
    return numero - 1


def _valor(celula: ElementTree.Element, datas: set[int]) -> Celula:
    if celula.attrib.get("t") == "inlineStr":
        return "".join(celula.itertext())
    numero = float(celula.findtext("s:v", namespaces=_NS) or 0)
    if int(celula.attrib.get("s", 0)) in datas:
        return date(1899, 12, 30) + timedelta(days=int(numero))
    return numero
