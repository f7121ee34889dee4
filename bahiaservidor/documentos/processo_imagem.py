"""A scanned image on a sheet A4: whole, in proportion, upright; kept as compressed as it came wherever it can be."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from bahiaservidor.documentos.exame import MAIS_PONTOS

A4: Final = (595.2756, 841.8898)
MARGEM: Final = 28.35
"""1 cm, in points: the number of the sheet is stamped in it."""

_PONTO_POR_PONTO: Final = 0.75
"""Points of paper that a point of a small image takes at most (96 in an inch): a thumbnail is not blown up."""

_PNG_CRUS: Final = {0: ("/DeviceGray", 1), 2: ("/DeviceRGB", 3)}
_GIRO: Final = {
    1: (1, 0, 0, 1), 2: (-1, 0, 0, 1), 3: (-1, 0, 0, -1), 4: (1, 0, 0, -1),
    5: (0, -1, -1, 0), 6: (0, -1, 1, 0), 7: (0, 1, 1, 0), 8: (0, 1, -1, 0),
}  # fmt: skip
"""What each EXIF orientation does to the square of the image, as the linear part of a matrix."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Crua:
    """An image as the PDF carries it."""

    largura: int
    altura: int
    cores: str
    bits: int
    filtro: str
    dados: bytes
    parametros: dict[str, int]
    inverter: bool = False


def pagina_da_imagem(dados: bytes) -> bytes:
    """Return a PDF of one page with a PNG or JPG.  Raises ValueError when it cannot be read."""
    from pypdf import PageObject, PdfWriter
    from pypdf.generic import (
        ArrayObject,
        DecodedStreamObject,
        DictionaryObject,
        NameObject,
        NumberObject,
        StreamObject,
    )

    crua, orientacao = _ler(dados)
    fluxo = StreamObject()
    fluxo.set_data(crua.dados)
    fluxo.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Image"),
            NameObject("/Width"): NumberObject(crua.largura),
            NameObject("/Height"): NumberObject(crua.altura),
            NameObject("/ColorSpace"): NameObject(crua.cores),
            NameObject("/BitsPerComponent"): NumberObject(crua.bits),
            NameObject("/Filter"): NameObject(crua.filtro),
        }
    )
    if crua.parametros:
        fluxo[NameObject("/DecodeParms")] = DictionaryObject(
            {NameObject(f"/{chave}"): NumberObject(valor) for chave, valor in crua.parametros.items()}
        )
    if crua.inverter:
        fluxo[NameObject("/Decode")] = ArrayObject([NumberObject(v) for v in (1, 0) * 4])
    escritor = PdfWriter()
    deitada = (crua.largura > crua.altura) != (orientacao > 4)
    largura, altura = (A4[1], A4[0]) if deitada else A4
    pagina = PageObject.create_blank_page(width=largura, height=altura)
    desenho = DecodedStreamObject()
    desenho.set_data(_desenho(crua, orientacao, largura, altura))
    pagina[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/XObject"): DictionaryObject({NameObject("/Im0"): escritor._add_object(fluxo)})}
    )
    pagina[NameObject("/Contents")] = escritor._add_object(desenho)
    escritor.add_page(pagina)
    saida = BytesIO()
    escritor.write(saida)
    return saida.getvalue()


def _desenho(crua: _Crua, orientacao: int, largura: float, altura: float) -> bytes:
    """Return the operators that draw the image upright in the middle of the sheet."""
    de_pe = (crua.altura, crua.largura) if orientacao > 4 else (crua.largura, crua.altura)
    escala = min((largura - 2 * MARGEM) / de_pe[0], (altura - 2 * MARGEM) / de_pe[1], _PONTO_POR_PONTO)
    w, h = de_pe[0] * escala, de_pe[1] * escala
    a, b, c, d = _GIRO[orientacao]
    # The unit square turned about its middle, then stretched and put in the middle of the sheet.
    e, f = (1 - a - c) / 2, (1 - b - d) / 2
    x, y = (largura - w) / 2, (altura - h) / 2
    matriz = (a * w, b * h, c * w, d * h, e * w + x, f * h + y)
    return f"q {' '.join(f'{v:.3f}' for v in matriz)} cm /Im0 Do Q".encode()


def _ler(dados: bytes) -> tuple[_Crua, int]:
    from PIL import Image

    try:
        with Image.open(BytesIO(dados), formats=("PNG", "JPEG")) as imagem:
            if imagem.width * imagem.height > MAIS_PONTOS:
                raise ValueError("imagem grande demais")
            orientacao = int(imagem.getexif().get(0x0112, 1) or 1)
            crua = _do_jpg(imagem, dados) if dados.startswith(b"\xff\xd8") else _do_png(imagem, dados)
    except (OSError, SyntaxError, KeyError, TypeError, struct.error, zlib.error) as erro:
        raise ValueError(str(erro)) from erro
    return crua, orientacao if orientacao in _GIRO else 1


def _do_jpg(imagem: Any, dados: bytes) -> _Crua:
    cores = {"L": "/DeviceGray", "RGB": "/DeviceRGB", "CMYK": "/DeviceCMYK"}[imagem.mode]
    return _Crua(
        largura=imagem.width, altura=imagem.height, cores=cores, bits=8, filtro="/DCTDecode", dados=dados,
        parametros={}, inverter=imagem.mode == "CMYK" and "adobe" in imagem.info,
    )  # fmt: skip


def _do_png(imagem: Any, dados: bytes) -> _Crua:
    """Return the compressed points as they are in the file, where the PDF has the same way; else painted on white."""
    bits, tipo, entrelacado = dados[24], dados[25], dados[28]
    if tipo in _PNG_CRUS and bits <= 8 and not entrelacado and "transparency" not in imagem.info:
        cores, canais = _PNG_CRUS[tipo]
        return _Crua(
            largura=imagem.width, altura=imagem.height, cores=cores, bits=bits, filtro="/FlateDecode",
            dados=b"".join(_pedacos(dados)),
            parametros={"Predictor": 15, "Colors": canais, "BitsPerComponent": bits, "Columns": imagem.width},
        )  # fmt: skip
    from PIL import Image

    if imagem.mode.startswith("I"):
        pintada = imagem.convert("I").point(lambda v: v / 256).convert("L")
    elif "A" in imagem.getbands() or "transparency" in imagem.info:
        com_alfa = imagem.convert("RGBA")
        pintada = Image.new("RGB", imagem.size, "white")
        pintada.paste(com_alfa, mask=com_alfa.getchannel("A"))
    else:
        pintada = imagem.convert("L" if imagem.mode in ("1", "L") else "RGB")
    return _Crua(
        largura=imagem.width, altura=imagem.height, cores="/DeviceGray" if pintada.mode == "L" else "/DeviceRGB",
        bits=8, filtro="/FlateDecode", dados=zlib.compress(pintada.tobytes(), 6), parametros={},
    )  # fmt: skip


def _pedacos(dados: bytes) -> list[bytes]:
    """Return the data of each IDAT of a PNG."""
    pedacos, posicao = [], 8
    while posicao + 8 <= len(dados):
        tamanho, tipo = struct.unpack(">I4s", dados[posicao : posicao + 8])
        if tipo == b"IDAT":
            pedacos.append(dados[posicao + 8 : posicao + 8 + tamanho])
        posicao += 12 + tamanho
    return pedacos
