"""Spreadsheets made by hand for the tests: whole ones, and those that nobody should send."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACOTE = "http://schemas.openxmlformats.org/package/2006/relationships"
ODS_NS = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
)
CABECALHO = ("Nome", "CPF")


def pacote(partes: Mapping[str, bytes | str], *, nivel: int = 1) -> bytes:
    saida = BytesIO()
    with zipfile.ZipFile(saida, "w", zipfile.ZIP_DEFLATED, compresslevel=nivel) as zip_:
        for nome, conteudo in partes.items():
            zip_.writestr(nome, conteudo)
    return saida.getvalue()


def celula(onde: str, texto: str) -> str:
    return f'<c r="{onde}" t="inlineStr"><is><t>{texto}</t></is></c>'


def linha(numero: int, *textos: str) -> str:
    celulas = "".join(celula(f"{chr(65 + i)}{numero}", texto) for i, texto in enumerate(textos))
    return f'<row r="{numero}">{celulas}</row>'


def folha_xml(linhas: str, *, depois: str = "") -> str:
    return f'<?xml version="1.0"?><worksheet xmlns="{MAIN}"><sheetData>{linhas}</sheetData>{depois}</worksheet>'


def xlsx_de(
    folhas: Mapping[str, str | bytes],
    *,
    textos: str | bytes | None = None,
    estilos: str | None = None,
    ocultas: Iterable[str] = (),
    desde_1904: bool = False,
    mais: Mapping[str, bytes | str] | None = None,
) -> bytes:
    """Return a workbook with these sheets, given as XML."""
    entradas, relacoes, partes = [], [], dict[str, bytes | str]()
    for n, (nome, xml) in enumerate(folhas.items(), start=1):
        estado = ' state="hidden"' if nome in ocultas else ""
        entradas.append(f'<sheet name="{nome}" sheetId="{n}"{estado} r:id="r{n}"/>')
        relacoes.append(f'<Relationship Id="r{n}" Type="{REL}/worksheet" Target="worksheets/sheet{n}.xml"/>')
        partes[f"xl/worksheets/sheet{n}.xml"] = xml
    for nome, conteudo in (("sharedStrings", textos), ("styles", estilos)):
        if conteudo is not None:
            relacoes.append(f'<Relationship Id="{nome}" Type="{REL}/{nome}" Target="{nome}.xml"/>')
            partes[f"xl/{nome}.xml"] = conteudo
    return pacote({
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{PACOTE}"><Relationship Id="a" Type="{REL}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{REL}"><workbookPr date1904="{int(desde_1904)}"/>'
        f"<sheets>{''.join(entradas)}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACOTE}">{"".join(relacoes)}</Relationships>',
        **partes,
        **(mais or {}),
    })  # fmt: skip


def xlsx(*linhas: Iterable[str], **outros: Any) -> bytes:
    """Return a workbook with one sheet of texts, ``linhas`` from row 1 on."""
    return xlsx_de({"Plan1": folha_xml("".join(linha(n, *textos) for n, textos in enumerate(linhas, 1)))}, **outros)


def ods_de(conteudo: str | bytes, *, mais: Mapping[str, bytes | str] | None = None) -> bytes:
    return pacote({
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": "<manifest:manifest xmlns:manifest='m'></manifest:manifest>",
        "content.xml": conteudo,
        **(mais or {}),
    })  # fmt: skip


def tabela_ods(linhas: str, *, nome: str = "Plan1", estilo: str = "") -> str:
    return f'<table:table table:name="{nome}" table:style-name="{estilo}">{linhas}</table:table>'


def conteudo_ods(tabelas: str, *, antes: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{antes}<office:document-content {ODS_NS}><office:automatic-styles>'
        '<style:style style:name="oculta" style:family="table"><style:table-properties table:display="false"/>'
        f"</style:style></office:automatic-styles><office:body><office:spreadsheet>{tabelas}</office:spreadsheet>"
        "</office:body></office:document-content>"
    )


def celula_ods(texto: str, mais: str = "") -> str:
    return f'<table:table-cell office:value-type="string"{mais}><text:p>{texto}</text:p></table:table-cell>'


def linha_ods(*textos: str, mais: str = "") -> str:
    return f"<table:table-row{mais}>{''.join(map(celula_ods, textos))}</table:table-row>"


def ods(*linhas: Iterable[str]) -> bytes:
    return ods_de(conteudo_ods(tabela_ods("".join(linha_ods(*textos) for textos in linhas))))


def gravado(pasta: Path, nome: str, dados: bytes) -> Path:
    caminho = pasta / nome
    caminho.write_bytes(dados)
    return caminho
