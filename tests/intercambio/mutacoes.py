"""Small spreadsheets, and any file changed at random: its bytes, or one part of the package that it is."""

from __future__ import annotations

import random
import zipfile
from io import BytesIO

from .planilhas import CABECALHO, conteudo_ods, folha_xml, linha, linha_ods, ods_de, pacote, tabela_ods, xlsx_de

LINHAS = (CABECALHO, ("Ana Luz", "1"), ("José", "2"))
PEDACOS = (
    b"<", b">", b'"', b"'", b"&", b"&lt;", b"\x00", b"\xff", b"<c/>", b"<row>", b"</c>", b"99999999999", b"-1",
    b"1e999", b"<![CDATA[", b"<!--", b"]]>", b"<?", b'r="ZZZ9999999"', b't="s"', b't="d"', b"\n", b";", b"NaN",
    b"\xef\xbb\xbf", b'table:number-rows-repeated="99999999999"', b'office:date-value="0000-13-99"', b"<f/>",
    b"2026-02-31T99",
)  # fmt: skip


def livro() -> bytes:
    datas = '<row r="4"><c r="A4" s="1"><v>45123.5</v></c><c r="B4" t="d"><v>2026-11-23</v></c></row>'
    partilhado = '<row r="5"><c r="A5" t="s"><v>0</v></c><c r="B5" t="b"><v>1</v></c></row>'
    linhas = "".join(linha(n, *textos) for n, textos in enumerate(LINHAS, 1)) + datas + partilhado
    estilos = (
        '<styleSheet><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts>'
        '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>'
    )
    textos = '<sst count="1" uniqueCount="1"><si><t>Bia</t></si></sst>'
    return xlsx_de({"P": folha_xml(linhas)}, textos=textos, estilos=estilos)


def documento() -> bytes:
    data = (
        '<table:table-row><table:table-cell office:value-type="date" office:date-value="2026-11-23"/></table:table-row>'
    )
    repetida = linha_ods("x", "y", mais=' table:number-rows-repeated="2"')
    return ods_de(conteudo_ods(tabela_ods("".join(linha_ods(*textos) for textos in LINHAS) + data + repetida)))


BASES = {
    "a.xlsx": livro(),
    "a.ods": documento(),
    "a.csv": "".join(";".join(textos) + "\r\n" for textos in LINHAS).encode("cp1252"),
}


def mudado(dados: bytes, acaso: random.Random, pedacos: tuple[bytes, ...] = ()) -> bytes:
    """Return the bytes with a few changes; ``pedacos`` are what may be put in, besides what is always tried."""
    novo = bytearray(dados)
    for _ in range(acaso.randint(1, 4)):
        onde = acaso.randrange(len(novo) + 1)
        match acaso.randrange(4):
            case 0 if onde < len(novo):
                novo[onde] = acaso.randrange(256)
            case 1:
                del novo[onde : onde + acaso.randint(1, 40)]
            case 2:
                novo[onde:onde] = novo[onde : onde + acaso.randint(1, 200)]
            case _:
                novo[onde:onde] = acaso.choice(pedacos or PEDACOS)
    return bytes(novo)


def mutacao(dados: bytes, acaso: random.Random, pedacos: tuple[bytes, ...] = ()) -> bytes:
    """Return the file changed: its bytes, or one of the parts of the package, put together again."""
    if not dados.startswith(b"PK") or acaso.random() < 0.3:
        return mudado(dados, acaso, pedacos)
    with zipfile.ZipFile(BytesIO(dados)) as zip_:
        partes = {nome: zip_.read(nome) for nome in zip_.namelist()}
    alvo = acaso.choice([nome for nome in partes if partes[nome]])
    partes[alvo] = mudado(partes[alvo], acaso, pedacos)
    return pacote(partes)
