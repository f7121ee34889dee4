"""What a paper carries to be kept for long and found true: QR, metadata, fonts, what can be read of PDF/A."""

from __future__ import annotations

import importlib
import re
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
import segno
from pypdf import PdfReader

from bahiaservidor.documentos import termo_exercicio, termo_posse
from bahiaservidor.documentos.autenticidade import ler_marca
from bahiaservidor.documentos.folha import CM
from tests.documentos.amostras import EXERCICIO, LONGO, POSSE

PAPEIS = {
    "posse": termo_posse.gerar(POSSE),
    "posse_longa": termo_posse.gerar(LONGO),
    "exercicio": termo_exercicio.gerar(EXERCICIO),
}


@pytest.fixture(params=PAPEIS)
def pdf(request: pytest.FixtureRequest) -> bytes:
    return PAPEIS[request.param]


def modulos(pdf: bytes, pagina: int, lado: int) -> list[list[int]]:
    """Return the QR code of a page as it is drawn: the middle of each module, 1 where it is dark."""
    pdfium: Any = importlib.import_module("pypdfium2")
    documento = pdfium.PdfDocument(pdf)
    try:
        folha = documento[pagina]
        altura, escala, medida = folha.get_height(), 8, 1.45 * CM
        imagem = folha.render(scale=escala, grayscale=True).to_pil()
        x, baixo = folha.get_width() - 2 * CM - medida, 2 * CM - 14 + 8 - medida
        passo = medida / lado
        return [
            [
                int(imagem.getpixel((
                    int((x + (coluna + 0.5) * passo) * escala),
                    int((altura - baixo - medida + (linha + 0.5) * passo) * escala),
                )) < 128)
                for coluna in range(lado)
            ]
            for linha in range(lado)
        ]  # fmt: skip
    finally:
        documento.close()


def test_o_qr_de_cada_pagina_e_o_do_codigo(pdf: bytes) -> None:
    marca = ler_marca(pdf)
    assert marca is not None
    esperado = [list(linha) for linha in segno.make_qr(marca.texto_qr, error="m", mask=3, boost_error=False).matrix]
    for pagina in range(len(PdfReader(BytesIO(pdf)).pages)):
        assert modulos(pdf, pagina, len(esperado)) == esperado


def test_o_codigo_muda_com_o_conteudo_e_com_o_texto() -> None:
    marcas = [ler_marca(termo_posse.gerar(dados)) for dados in (POSSE, replace(POSSE, declaracao_bens=None))]
    assert marcas[0] is not None
    assert marcas[1] is not None
    assert marcas[0].codigo != marcas[1].codigo
    assert marcas[0].numero == marcas[1].numero


def test_todas_as_fontes_vao_dentro(pdf: bytes) -> None:
    leitor = PdfReader(BytesIO(pdf))
    vistas = 0
    paginas: Any = leitor.pages
    for pagina in paginas:
        for fonte in pagina["/Resources"]["/Font"].values():
            descritor = fonte.get_object()["/FontDescriptor"].get_object()
            assert "/FontFile2" in descritor
            assert "/ToUnicode" in fonte.get_object()
            vistas += 1
    assert vistas >= 3


def test_o_xmp_diz_o_mesmo_que_as_informacoes(pdf: bytes) -> None:
    leitor = PdfReader(BytesIO(pdf))
    metadados = leitor.trailer["/Root"]["/Metadata"].get_object()  # type: ignore[index]
    assert not metadados.get("/Filter")
    xmp = metadados.get_data().decode("utf-8")
    info = leitor.metadata
    assert info is not None
    for nome, rotulo in (("title", "dc:title"), ("description", "dc:description"), ("creator", "dc:creator")):
        valor = {"title": info.title, "description": info.subject, "creator": info.author}[nome]
        achado = re.search(rf"<{rotulo}>.*?<rdf:li[^>]*>(.*?)</rdf:li>", xmp, re.DOTALL)
        assert achado is not None
        assert achado[1] == valor
    assert f"<pdf:Keywords>{info['/Keywords']}</pdf:Keywords>" in xmp
    assert f"<pdf:Producer>{info.producer}</pdf:Producer>" in xmp
    assert "<pdfaid:part>2</pdfaid:part>" in xmp
    assert "<pdfaid:conformance>B</pdfaid:conformance>" in xmp


def test_o_que_o_arquivamento_exige_e_o_que_proibe(pdf: bytes) -> None:
    leitor = PdfReader(BytesIO(pdf))
    assert not leitor.is_encrypted
    final: Any = leitor.trailer
    assert len(final["/ID"]) == 2
    raiz = final["/Root"]
    (intencao,) = raiz["/OutputIntents"]
    assert intencao.get_object()["/S"] == "/GTS_PDFA1"
    assert intencao.get_object()["/DestOutputProfile"].get_object()["/N"] == 3
    assert raiz["/Lang"] == "pt-BR"
    for proibido in (b"/JavaScript", b"/JS ", b"/Launch", b"/EmbeddedFile", b"/AA ", b"/OpenAction", b"/LZWDecode"):
        assert proibido not in pdf, proibido
    assert pdf[:5] == b"%PDF-"
    # A comment of bytes above 127 right after the header, so that nobody takes the file for text.
    assert all(byte > 127 for byte in pdf.split(b"\n")[1].strip()[1:5])
    paginas: Any = leitor.pages
    for pagina in paginas:
        assert not any("/SMask" in valor.get_object() for valor in pagina["/Resources"].get("/XObject", {}).values())
