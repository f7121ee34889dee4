"""Files that nobody should send, made as they are asked for, and a program that tries each within a memory of its own.

``python -m tests.intercambio.hostis PASTA`` prints, as JSON, what became of each: the sentence, the processor's
seconds and the peak of memory so far in MB.
"""

from __future__ import annotations

import json
import os
import resource
import struct
import sys
import time
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.intercambio.planilha import abrir, ler

from .planilhas import (
    CABECALHO,
    celula,
    celula_ods,
    conteudo_ods,
    folha_xml,
    linha,
    linha_ods,
    ods_de,
    pacote,
    tabela_ods,
    xlsx,
    xlsx_de,
)

MB = 1024 * 1024
TETO_MB = 400
BOM = xlsx(CABECALHO, ("Ana", "1"))
CABECA = linha(1, *CABECALHO)
CABECA_ODS = linha_ods(*CABECALHO)
DTD = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
) + "]>"  # fmt: skip
EXTERNA = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def folha(xml: str | bytes) -> bytes:
    return xlsx_de({"P": xml})


def comprido(antes: bytes, meio: bytes, depois: bytes, total: int) -> bytes:
    """Return a workbook whose sheet inflates to ``total`` bytes, written without having them."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    comeco = deflate.compress(antes) + deflate.flush(zlib.Z_FULL_FLUSH)
    claro = meio * (MB // len(meio))
    crc = zlib.crc32(antes)
    for _ in range(total // MB if total < 256 * MB else 0):  # beyond it, nobody reads to the end
        crc = zlib.crc32(claro, crc)
    crc = zlib.crc32(depois, crc)
    inteiro = len(antes) + len(claro) * (total // MB) + len(depois)
    bloco = deflate.compress(claro) + deflate.flush(zlib.Z_FULL_FLUSH)
    corpo = comeco + bloco * (total // MB) + deflate.compress(depois) + deflate.flush()
    saida = BytesIO(BOM)
    with zipfile.ZipFile(saida, "a") as zip_:
        nome = "xl/worksheets/sheet1.xml"
        zip_.filelist = [info for info in zip_.filelist if info.filename != nome]
        info = zipfile.ZipInfo(nome)
        info.header_offset, info.compress_type = zip_.start_dir, zipfile.ZIP_DEFLATED
        info.compress_size, info.file_size = len(corpo), min(inteiro, 0x7FFFFFF0)
        info.CRC = crc
        assert zip_.fp is not None
        zip_.fp.seek(zip_.start_dir)
        zip_.fp.write(info.FileHeader() + corpo)
        zip_.start_dir = zip_.fp.tell()
        zip_.filelist.append(info)
        zip_._didModify = True  # type: ignore[attr-defined]
    return saida.getvalue()


COMECO, FIM = (parte.encode() for parte in folha_xml("|").split("|"))


def mentiroso() -> bytes:
    """Return a part whose headers say that it is small."""
    dados = bytearray(comprido(COMECO, b"<x></x>", FIM, 4 * MB))
    for marca, onde in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        achado = dados.rfind(marca)
        struct.pack_into("<I", dados, achado + onde, 1000)
    return bytes(dados)


def sobrepostos() -> bytes:
    """Return a package in which two thousand parts are the same bytes."""
    dados = bytearray(BOM)
    fim = dados.rfind(b"PK\x05\x06")
    tamanho, inicio = struct.unpack_from("<II", dados, fim + 12)
    indice = bytes(dados[inicio : inicio + tamanho])
    repetido = indice * 2000
    final = bytearray(dados[fim:])
    struct.pack_into("<HHII", final, 8, 5 * 2000, 5 * 2000, len(repetido), inicio)
    return bytes(dados[:inicio]) + repetido + bytes(final)


def muitos_textos() -> bytes:
    """Return a workbook in which a long text is shown two hundred thousand times."""
    textos = f'<sst uniqueCount="1"><si><t>{"x" * 30_000}</t></si></sst>'
    celulas = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 200_001))
    return xlsx_de({"P": folha_xml(celulas)}, textos=textos)


def sem_lugar() -> bytes:
    """Return a sheet whose first row is wide and whose others are many, none saying where it is."""
    larga = "<row>" + "<c/>" * 499 + "</row>"
    return folha(folha_xml(larga + "<row><c><v>1</v></c></row>" * 300_000))


def lugar_escondido() -> bytes:
    """Return a cell that says twice where it is, far apart, with decoys so that the counts match."""
    return folha(folha_xml(CABECA + '<row r="2"><c  s=">" r = "XFD1048576"><v>1</v></c></row><c r="A1"/>'))


def ole(marca: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + marca.encode("utf-16-le") + b"\0" * 600


def ods_repetido(repete: str) -> bytes:
    return ods_de(conteudo_ods(tabela_ods(CABECA_ODS + repete)))


ODS_VAZIAS = (
    '<table:table-row><table:table-cell table:number-columns-repeated="16000"/><table:table-cell/></table:table-row>'
)
CELULA_REPETIDA = ' table:number-columns-repeated="500000"'

HOSTIS: dict[str, tuple[Callable[[], bytes], str]] = {
    "bomba.xlsx": (lambda: comprido(COMECO, b" " * 64, FIM, 2048 * MB), "expande|mais de 32767"),
    "bomba_de_linhas.xlsx": (lambda: comprido(COMECO, b"<x></x>", FIM, 1024 * MB), "expande"),
    "celula_de_2_gb.xlsx": (
        lambda: comprido(COMECO + b'<row r="1"><c r="A1" t="inlineStr"><is><t>', b"a" * 64,
                         b"</t></is></c></row>" + FIM, 2048 * MB), "expande"),
    "celula_de_100_mb.xlsx": (
        lambda: comprido(COMECO + b'<row r="1"><c r="A1" t="inlineStr"><is><t>', b"a" * 64,
                         b"</t></is></c></row>" + FIM, 100 * MB), "mais de 32767 caracteres"),
    "celula_em_pedacos.xlsx": (
        lambda: comprido(COMECO + b'<row r="1"><c r="A1" t="inlineStr"><is>', b"<r><t>aaaaaaaaaaaaaaaa</t></r>",
                         b"</is></c></row>" + FIM, 200 * MB), "mais de 32767 caracteres"),
    "tamanhos_que_mentem.xlsx": (mentiroso, "danificado|expande"),
    "sobrepostos.xlsx": (sobrepostos, ""),
    "bomba_dentro_de_bomba.xlsx": (lambda: pacote({"dentro.xlsx": BOM, "a.zip": BOM}), "não é planilha"),
    "partes_demais.xlsx": (lambda: BOM[:-22] + b"PK\x01\x02" * 20_000 + BOM[-22:], "partes demais"),
    "textos_repetidos.xlsx": (muitos_textos, "repete textos longos"),
    "textos_anunciados.xlsx": (
        lambda: xlsx_de({"P": folha_xml(CABECA)}, textos='<sst uniqueCount="999999999999"></sst>'), "anuncia mais"),
    "dez_milhoes_de_linhas.xlsx": (
        lambda: folha(folha_xml(CABECA + linha(10_000_000, "a"))), "até a linha 10000000"),
    "dez_milhoes_de_linhas_vazias.xlsx": (
        lambda: comprido(COMECO, b'<row r="1"/>', FIM, 120 * MB), "contando as vazias"),
    "retangulo.xlsx": (
        lambda: folha(folha_xml(CABECA + linha(400_000, "a") + f'<row r="400001">{celula("ZZ400001", "b")}</row>')),
        "coluna ZZ"),
    "area.xlsx": (
        lambda: folha(folha_xml(CABECA + f'<row r="400000">{celula("SA400000", "b")}</row>')), "mais células"),
    "meio_milhao_de_colunas.xlsx": (
        lambda: folha(folha_xml(f'<row r="1">{celula("ABCDE1", "a")}</row>')), "limite é de 500 colunas"),
    "dimensao_que_mente.xlsx": (
        lambda: folha(folha_xml(CABECA + linha(2, "Ana", "1")).replace(
            "<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>')), ""),
    "sem_lugar.xlsx": (sem_lugar, "mais células"),
    "lugar_escondido.xlsx": (lugar_escondido, "até a linha 1048576"),
    "lugar_repetido.xlsx": (
        lambda: folha(folha_xml(CABECA + '<row r="2"><c r="A2" r="XFD1048576"><v>1</v></c></row>')), "danificado"),
    "lugar_impossivel.xlsx": (
        lambda: folha(folha_xml(CABECA + '<row r="2"><c r="A99999999999999"><v>1</v></c></row>')), "não existem"),
    "entidades.xlsx": (lambda: folha(DTD + folha_xml(linha(1, "&j;"))), "entidades"),
    "entidade_externa.xlsx": (lambda: folha(EXTERNA + folha_xml(linha(1, "&a;"))), "entidades"),
    "entidades_nos_textos.xlsx": (
        lambda: xlsx_de({"P": folha_xml(CABECA)}, textos=DTD + "<sst><si><t>&j;</t></si></sst>"), "entidades"),
    "entidades_no_indice.xlsx": (
        lambda: pacote({"[Content_Types].xml": "x", "xl/workbook.xml": DTD + "<workbook>&j;</workbook>"}), "entidades"),
    "xml_quebrado.xlsx": (lambda: folha(folha_xml(CABECA)[:-40]), "danificado"),
    "xml_sem_fim.xlsx": (lambda: folha(folha_xml(CABECA + '<row r="2"><c r="A2"><v>1</row>')), "danificado"),
    "utf16.xlsx": (lambda: folha(folha_xml(CABECA).encode("utf-16")), "nulos"),
    "nulos.xlsx": (lambda: folha(folha_xml(CABECA).encode().replace(b"Nome", b"No\0e")), "nulos"),
    "cortado.xlsx": (lambda: BOM[: len(BOM) // 2], "danificado"),
    "so_a_marca.xlsx": (lambda: b"PK\x03\x04", "danificado"),
    "sem_folhas.xlsx": (lambda: xlsx_de({}), "danificado"),
    "folha_que_falta.xlsx": (
        lambda: xlsx_de({}, mais={"xl/_rels/workbook.xml.rels": "<a/>"}), "danificado"),
    "com_senha.xlsx": (lambda: ole("EncryptedPackage"), "senha"),
    "antigo.xls": (lambda: ole("Workbook"), "XLS"),
    "binario.xlsb": (lambda: pacote({"[Content_Types].xml": "", "xl/workbook.bin": "x"}), "XLSB"),
    "documento.docx": (lambda: pacote({"[Content_Types].xml": "", "word/document.xml": "x"}), "não é planilha"),
    "pdf.xlsx": (lambda: b"%PDF-1.7 ...", "PDF"),
    "pagina.xls": (lambda: b"<html><table><tr><td>a</td></tr></table></html>", "HTML"),
    "entidades.ods": (lambda: ods_de(conteudo_ods(tabela_ods(linha_ods("&j;")), antes=DTD)), "entidades"),
    "linhas_repetidas.ods": (
        lambda: ods_repetido(linha_ods("a", mais=' table:number-rows-repeated="10000000"')), "até a linha 10000001"),
    "colunas_repetidas.ods": (
        lambda: ods_repetido(f"<table:table-row>{celula_ods('a', CELULA_REPETIDA)}</table:table-row>"), "500 colunas"),
    "vazias_no_meio.ods": (
        lambda: ods_repetido('<table:table-row table:number-rows-repeated="900000"/>' + linha_ods("a")), "até a linha"),
    "vazias_escritas.ods": (lambda: ods_repetido(ODS_VAZIAS * 3000), "células vazias"),
    "textos_repetidos.ods": (
        lambda: ods_repetido(linha_ods("x" * 30_000, mais=' table:number-rows-repeated="100000"')), "repete textos"),
    "vezes_impossiveis.ods": (lambda: ods_repetido(linha_ods("a", mais=' table:number-rows-repeated="-5"')), "vezes"),
    "com_senha.ods": (
        lambda: ods_de("x", mais={"META-INF/manifest.xml": "<manifest:encryption-data/>"}), "senha"),
    "texto.ods": (lambda: ods_de(conteudo_ods(""), mais={"mimetype": "application/vnd.oasis.opendocument.text"}),
                  "não é planilha"),
    "xml_quebrado.ods": (lambda: ods_de(conteudo_ods(tabela_ods(CABECA_ODS))[:-30]), "danificado"),
    "aspas_abertas.csv": (lambda: b'Nome;Obs\nAna;1\nBia;"sem fim\n' + b"Caio;2\n" * 100, "linha 3 da planilha"),
    "aspas_abertas_e_longas.csv": (lambda: b'Nome;Obs\nBia;"' + b"Caio;2\n" * 50_000, "linha 2 da planilha"),
    "linha_comprida.csv": (lambda: b"a" * (40 * MB), "linha de texto com mais"),
    "linha_de_separadores.csv": (lambda: b"a;" * 500_000, "linha de texto com mais"),
    "meio_milhao_de_colunas.csv": (lambda: b"a;" * 200_000 + b"\n", "200001 colunas"),
    "dez_milhoes_de_linhas.csv": (lambda: b"Nome;CPF\n" + b";\n" * 10_000_000 + b"Ana;1\n", "contando as vazias"),
    "linhas_demais.csv": (lambda: b"Nome;CPF\n" + b"a;1\n" * 600_000, "linha 500"),
    "nulos.csv": (lambda: b"Nome;CPF\nAna\0;1\n" * 100, "nulos"),
    "aleatorio.csv": (lambda: bytes(range(1, 256)) * 100, "não é um texto"),
    "utf16_quebrado.csv": (lambda: "Nome;CPF\n".encode("utf-16") + b"\x00\xd8x", "UTF-16"),
    "so_linhas_vazias.csv": (lambda: b"\n" * 1000, "nenhuma linha preenchida"),
    "vazio.csv": (lambda: b"", "está vazio"),
}  # fmt: skip
"""Each hostile file, how it is made and what its sentence says; nothing said: it is read."""


def tentar(caminho: Path) -> str:
    """Return the sentence in which reading a file ends, or "lido"."""
    try:
        ler(abrir(caminho))
    except ErroDominio as erro:
        return erro.mensagem
    return "lido"


def pico_mb() -> int:
    """Return the peak of memory of this process; the other count begins with that of whoever started it."""
    estado = Path("/proc/self/status").read_text("ascii")
    return int(estado.partition("VmHWM:")[2].split()[0]) // 1024


def main(pasta: Path) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (3 * TETO_MB * MB, 3 * TETO_MB * MB))
    achados = {}
    nomes = [*(caminho.name for caminho in sorted(pasta.iterdir()))]
    for nome in nomes:
        inicio = time.process_time()
        dito = tentar(pasta / nome)
        pico = pico_mb()
        achados[nome] = (dito, time.process_time() - inicio, pico)
    json.dump(achados, sys.stdout)


def preparar(pasta: Path) -> None:
    """Write all of them, and what is no file at all."""
    for nome, (fazer, _) in HOSTIS.items():
        (pasta / nome).write_bytes(fazer())
    os.mkfifo(pasta / "tubo.csv")
    (pasta / "pasta.xlsx").mkdir()
    (pasta / "aparelho.csv").symlink_to("/dev/zero")
    with (pasta / "de_2_gb.csv").open("wb") as grande:
        grande.truncate(2048 * MB)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
