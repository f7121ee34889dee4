"""Files made for the tests: pages, scans, and what nobody should send."""

from __future__ import annotations

import random
import struct
import zlib
from collections.abc import Collection
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject
from reportlab.pdfgen.canvas import Canvas


def escrito(escritor: PdfWriter) -> bytes:
    saida = BytesIO()
    escritor.write(saida)
    return saida.getvalue()


def pdf(
    texto: str = "Documento",
    paginas: int = 1,
    *,
    brancas: Collection[int] = (),
    giro: int = 0,
    caixa: tuple[float, float, float, float] | None = None,
    topo: bool = False,
) -> bytes:
    """Return pages of text; ``brancas`` (from 1) have nothing, ``topo`` fills the upper edge with ink."""
    saida = BytesIO()
    canvas = Canvas(saida, pagesize=(595, 842), invariant=1)
    for pagina in range(1, paginas + 1):
        if pagina not in brancas:
            canvas.drawString(100, 500, f"{texto}, p. {pagina}")
            if topo:
                canvas.rect(0, 780, 595, 62, fill=1)
        canvas.showPage()
    canvas.save()
    if not giro and caixa is None:
        return saida.getvalue()
    escritor = PdfWriter()
    for folha in PdfReader(saida).pages:
        folha.rotate(giro)
        if caixa is not None:
            folha.mediabox.lower_left, folha.mediabox.upper_right = caixa[:2], caixa[2:]
            folha.cropbox = folha.mediabox
        escritor.add_page(folha)
    return escrito(escritor)


def com_catalogo(**chaves: Any) -> bytes:
    """Return one page with these in the catalogue."""
    escritor = PdfWriter(clone_from=BytesIO(pdf()))
    for chave, valor in chaves.items():
        escritor.root_object[NameObject(f"/{chave}")] = valor
    return escrito(escritor)


def cifrado() -> bytes:
    escritor = PdfWriter(clone_from=BytesIO(pdf()))
    escritor.encrypt("", "dono", algorithm="RC4-128")
    return escrito(escritor)


def em_circulo() -> bytes:
    """Return a PDF whose tree of pages has itself as a branch."""
    escritor = PdfWriter(clone_from=BytesIO(pdf()))
    raiz: Any = escritor.root_object["/Pages"]
    ramo = DictionaryObject({NameObject("/Type"): NameObject("/Pages"), NameObject("/Kids"): ArrayObject()})
    referencia = escritor._add_object(ramo)
    ramo[NameObject("/Kids")] = ArrayObject([referencia])
    raiz["/Kids"].append(referencia)
    return escrito(escritor)


def de_muitas_paginas(quantas: int) -> bytes:
    """Return a PDF that repeats one page: cheap to write, costly to read."""
    folha = b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
    filhos = b" ".join(b"%d 0 R" % n for n in range(3, quantas + 3))
    objetos = [b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n",
               b"2 0 obj<</Type/Pages/Count %d/Kids[%b]>>endobj\n" % (quantas, filhos)]  # fmt: skip
    objetos += [folha.replace(b"3 0", b"%d 0" % n, 1) for n in range(3, quantas + 3)]
    posicao, lugares = 9, []
    for objeto in objetos:
        lugares.append(posicao)
        posicao += len(objeto)
    tabela = b"".join(b"%010d 00000 n \n" % lugar for lugar in lugares)
    fim = b"xref\n0 %d\n0000000000 65535 f \n%btrailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    return b"%PDF-1.4\n" + b"".join(objetos) + fim % (len(objetos) + 1, tabela, len(objetos) + 1, posicao)


def que_se_expande(megas: int) -> bytes:
    """Return a small PDF with a stream that unpacks to so many MB."""
    compressor = zlib.compressobj(9)
    zeros = b"\0" * (1 << 20)
    fluxo = b"".join(compressor.compress(zeros) for _ in range(megas)) + compressor.flush()
    escritor = PdfWriter(clone_from=BytesIO(pdf()))
    objeto = StreamObject()
    objeto.set_data(fluxo)
    objeto[NameObject("/Filter")] = NameObject("/FlateDecode")
    escritor.root_object[NameObject("/Extra")] = escritor._add_object(objeto)
    return escrito(escritor)


def imagem(
    formato: str = "PNG", tamanho: tuple[int, int] = (600, 850), *, desenho: bool = True, **opcoes: Any
) -> bytes:
    figura = Image.new("RGB", tamanho, (250, 249, 247))
    if desenho:
        ImageDraw.Draw(figura).rectangle((80, 300, tamanho[0] - 80, 380), fill="navy")
    saida = BytesIO()
    figura.save(saida, formato, **opcoes)
    return saida.getvalue()


def ruido(lado: int, semente: int = 0) -> bytes:
    """Return a PNG that does not compress: its size is about three times the square of the side."""
    pontos = random.Random(semente).randbytes(lado * lado * 3)
    saida = BytesIO()
    Image.frombytes("RGB", (lado, lado), pontos).save(saida, "PNG")
    return saida.getvalue()


def bomba_png() -> bytes:
    """Return a PNG of a few bytes that says it has 30,000 by 30,000 points."""

    def pedaco(tipo: bytes, dados: bytes) -> bytes:
        return struct.pack(">I", len(dados)) + tipo + dados + struct.pack(">I", zlib.crc32(tipo + dados))

    cabeca = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + pedaco(b"IHDR", cabeca)
        + pedaco(b"IDAT", zlib.compress(b"\0" * 99))
        + pedaco(b"IEND", b"")
    )
