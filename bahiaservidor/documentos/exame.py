"""What a file received is, by its contents: a PDF, a PNG or a JPG that can be kept and printed, or a refusal in words.

The file may be hostile.  Nothing is opened before its size, and nothing is unpacked before what it claims to unpack to,
is within bounds; whatever goes wrong ends in a sentence.
"""

from __future__ import annotations

import re
import struct
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from bahiaservidor.arquivos import em_megas
from bahiaservidor.estatuto.erros import ErroDominio

PDF: Final = "application/pdf"
PNG: Final = "image/png"
JPG: Final = "image/jpeg"
EXTENSOES: Final = {PDF: ".pdf", PNG: ".png", JPG: ".jpg"}

MAIS_PAGINAS: Final = 2000
MAIS_PONTOS: Final = 50_000_000
"""Points of an image: a sheet A4 read at 600 dots an inch has 35 million."""

_MAIS_OBJETOS: Final = 200_000
_MAIOR_FLUXO: Final = 200_000_000
_MAIORES_FLUXOS: Final = 2_000_000_000
_LADO_MAXIMO: Final = 14_400
_FUNDO: Final = 60
_PEDACO: Final = 1 << 20
_FLUXO: Final = re.compile(rb"(?<!end)stream\r?\n")
_PROGRAMAS: Final = {
    "/JavaScript": "um programa (JavaScript)",
    "/Launch": "um comando que abre outros programas",
    "/ImportData": "um comando que lê outros arquivos",
}
_QUE_FAZER: Final = "Nada foi anexado; imprima o documento num PDF novo e anexe esse."


@dataclass(frozen=True, slots=True, kw_only=True)
class Examinado:
    """What a file is: media, pages, and what there is to tell of it that does not stop it."""

    midia: str
    paginas: int
    avisos: tuple[str, ...] = ()


def examinar(dados: bytes, nome: str, *, maximo: int) -> Examinado:
    """Return what a file is.  ErroDominio, in words, for what cannot be kept; ``maximo`` is in bytes."""
    if not dados:
        raise ErroDominio(f"O arquivo “{nome}” está vazio. Nada foi anexado; escolha outro.")
    if len(dados) > maximo:
        raise ErroDominio(
            f"O arquivo “{nome}” tem {em_megas(len(dados))} e o limite é {em_megas(maximo)}. Nada foi anexado; "
            "digitalize com menos pontos ou divida o documento."
        )
    midia = _midia(dados)
    try:
        if midia == PDF:
            return _examinar_pdf(dados, nome)
        if midia in (PNG, JPG):
            _examinar_imagem(dados, nome, midia)
            return Examinado(midia=midia, paginas=1, avisos=_avisos_do_nome(nome, midia))
    except ErroDominio:
        raise
    except (Exception, RecursionError, MemoryError) as erro:
        # Whatever a reader of hostile files raises, the clerk hears the same: it cannot be read.
        raise _ilegivel(nome, midia) from erro
    dito = f", embora o nome termine em .{nome.rpartition('.')[2]}" if "." in nome else ""
    raise ErroDominio(
        f"O arquivo “{nome}” não é PDF, JPG nem PNG{dito}. Nada foi anexado; converta-o para PDF e anexe de novo."
    )


def _midia(dados: bytes) -> str:
    if b"%PDF-" in dados[:1024]:
        return PDF
    if dados.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    return JPG if dados.startswith(b"\xff\xd8\xff") else ""


def _ilegivel(nome: str, midia: str) -> ErroDominio:
    tipo = {PDF: "PDF", PNG: "PNG", JPG: "JPG"}[midia]
    return ErroDominio(
        f"O arquivo “{nome}” está danificado ou incompleto: não se lê como {tipo}. Nada foi anexado; peça-o ou "
        "digitalize-o de novo."
    )


def _avisos_do_nome(nome: str, midia: str) -> tuple[str, ...]:
    extensao = nome.rpartition(".")[2].lower() if "." in nome else ""
    aceitas = {PDF: {"pdf"}, PNG: {"png"}, JPG: {"jpg", "jpeg", "jpe", "jfif"}}[midia]
    if extensao in aceitas:
        return ()
    return (f"O nome não diz o que o arquivo é: pelo conteúdo, é {EXTENSOES[midia].removeprefix('.').upper()}.",)


# ------------------------------------------------------------------ images


def _examinar_imagem(dados: bytes, nome: str, midia: str) -> None:
    import warnings

    from PIL import Image

    with warnings.catch_warnings():
        # The library warns of sizes that are refused here, with other words.
        warnings.simplefilter("ignore")
        try:
            with Image.open(BytesIO(dados), formats=("PNG", "JPEG")) as imagem:
                largura, altura = imagem.size
                if largura * altura > MAIS_PONTOS:
                    raise Image.DecompressionBombError
                if midia == JPG:
                    # Every byte is read, and an eighth of the points kept: a cut file is found without the memory.
                    imagem.draft("L", (max(1, largura // 8), max(1, altura // 8)))
                imagem.load()
        except Image.DecompressionBombError as erro:
            raise ErroDominio(
                f"A imagem “{nome}” tem mais pontos do que o programa abre. Nada foi anexado; digitalize com menos "
                "pontos por polegada."
            ) from erro


# ------------------------------------------------------------------ PDF


def _examinar_pdf(dados: bytes, nome: str) -> Examinado:
    from pypdf import PdfReader

    from bahiaservidor.documentos import pdfium

    if b"%%EOF" not in dados[-4096:]:
        raise _ilegivel(nome, PDF)
    _limitar_fluxos(dados, nome)
    leitor = PdfReader(BytesIO(dados), strict=False)
    if leitor.is_encrypted:
        raise ErroDominio(f"O arquivo “{nome}” está protegido por senha ou com restrições. {_QUE_FAZER}")
    quantas = _contar_paginas(leitor, nome)
    embutidos = _percorrer(leitor, nome)
    try:
        with pdfium.paginas(dados) as paginas:
            lidas = len(paginas)
            tamanhos = [paginas.tamanho(numero) for numero in range(lidas)]
    except ValueError as erro:
        raise _ilegivel(nome, PDF) from erro
    if lidas != quantas:
        raise _ilegivel(nome, PDF)
    if any(not (1 <= lado <= _LADO_MAXIMO) for tamanho in tamanhos for lado in tamanho):
        raise ErroDominio(f"O arquivo “{nome}” tem uma página de tamanho impossível. {_QUE_FAZER}")
    avisos = list(_avisos_do_nome(nome, PDF))
    if embutidos:
        avisos.append("O PDF traz outros arquivos embutidos: no processo entram só as páginas.")
    return Examinado(midia=PDF, paginas=quantas, avisos=tuple(avisos))


def _limitar_fluxos(dados: bytes, nome: str) -> None:
    """Refuse a file whose compressed streams unpack to more than any paper has, unpacking a little at a time."""
    total = 0
    for achado in _FLUXO.finditer(dados):
        inicio = achado.end()
        if dados[inicio : inicio + 1] not in (b"\x78", b"\x58", b"\x68", b"\x48"):
            continue
        abridor, tamanho, resto = zlib.decompressobj(), 0, memoryview(dados)[inicio:]
        lido = 0
        try:
            while not abridor.eof:
                pedaco: Any = abridor.unconsumed_tail
                if not pedaco:
                    pedaco = resto[lido : lido + _PEDACO]
                    lido += len(pedaco)
                    if not len(pedaco):
                        break
                tamanho += len(abridor.decompress(pedaco, _PEDACO))
                if tamanho > _MAIOR_FLUXO or total + tamanho > _MAIORES_FLUXOS:
                    raise ErroDominio(
                        f"O arquivo “{nome}” se expande muito além do que um documento ocupa. Nada foi anexado; "
                        "confira de onde ele veio."
                    )
        except zlib.error:
            pass  # not a stream of this kind, or damaged: the readers will say
        total += tamanho


def _contar_paginas(leitor: Any, nome: str) -> int:
    """Return how many pages the tree has, walking it with a mark on each node: a tree may go round."""
    vistos: set[int] = set()
    quantas = 0
    pilha = [(leitor.trailer["/Root"].raw_get("/Pages"), 0)]
    while pilha:
        referencia, fundo = pilha.pop()
        numero = getattr(referencia, "idnum", None)
        if numero in vistos or fundo > _FUNDO:
            raise ErroDominio(f"As páginas do arquivo “{nome}” dão voltas: o PDF foi malformado. {_QUE_FAZER}")
        if numero is not None:
            vistos.add(numero)
        no = referencia.get_object()
        if "/Kids" in no:
            filhos = no["/Kids"]
            if len(filhos) + len(pilha) > 10 * MAIS_PAGINAS:
                quantas = MAIS_PAGINAS + 1
                break
            pilha.extend((filhos[i] if not hasattr(filhos, "raw_get") else filhos.raw_get(i), fundo + 1)
                         for i in range(len(filhos)))  # fmt: skip
        else:
            quantas += 1
            if quantas > MAIS_PAGINAS:
                break
    if quantas > MAIS_PAGINAS:
        raise ErroDominio(f"O arquivo “{nome}” passa de {MAIS_PAGINAS} páginas. Nada foi anexado; divida o documento.")
    if not quantas:
        raise ErroDominio(f"O arquivo “{nome}” não tem nenhuma página. Nada foi anexado; escolha outro.")
    return quantas


def _percorrer(leitor: Any, nome: str) -> bool:
    """Look at every object for what a paper has no use for; tell whether there are files inside."""
    from pypdf.generic import IndirectObject

    numeros = [(i, g) for g, ids in leitor.xref.items() for i in ids] + [(i, 0) for i in leitor.xref_objStm]
    if len(numeros) > _MAIS_OBJETOS:
        raise ErroDominio(f"O arquivo “{nome}” é complexo demais para ser examinado. {_QUE_FAZER}")
    embutidos = False
    for numero, geracao in numeros:
        objeto = leitor.get_object(IndirectObject(numero, geracao, leitor))
        embutidos |= _olhar(objeto, nome)
    return embutidos


def _olhar(raiz: Any, nome: str) -> bool:
    from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

    embutidos = False
    pilha = [(raiz, 0)]
    while pilha:
        objeto, fundo = pilha.pop()
        if fundo > _FUNDO:
            raise ErroDominio(f"O arquivo “{nome}” é complexo demais para ser examinado. {_QUE_FAZER}")
        if isinstance(objeto, DictionaryObject):
            if isinstance(objeto, StreamObject):
                _olhar_fluxo(objeto, nome)
            acao = str(_valor(objeto, "/S"))
            if acao in _PROGRAMAS or "/JS" in objeto:
                traz = _PROGRAMAS.get(acao, _PROGRAMAS["/JavaScript"])
                raise ErroDominio(f"O arquivo “{nome}” traz {traz}. {_QUE_FAZER}")
            if "/XFA" in objeto:
                raise ErroDominio(f"O arquivo “{nome}” é um formulário dinâmico (XFA). {_QUE_FAZER}")
            embutidos = embutidos or "/EmbeddedFiles" in objeto or "/EF" in objeto
            filhos = [objeto.raw_get(chave) for chave in objeto]
        elif isinstance(objeto, ArrayObject):
            filhos = list.copy(objeto)
        else:
            continue
        pilha.extend((filho, fundo + 1) for filho in filhos if not isinstance(filho, IndirectObject))
    return embutidos


def _olhar_fluxo(fluxo: Any, nome: str) -> None:
    filtros = _valor(fluxo, "/Filter") or []
    filtros = [str(filtro.get_object()) for filtro in (filtros if isinstance(filtros, list) else [filtros])]
    if sum(f in ("/FlateDecode", "/Fl", "/LZWDecode", "/LZW", "/RunLengthDecode", "/RL") for f in filtros) > 1:
        raise ErroDominio(f"O arquivo “{nome}” tem partes comprimidas umas dentro das outras. {_QUE_FAZER}")
    if _valor(fluxo, "/Subtype") != "/Image":
        return
    pontos = int(_valor(fluxo, "/Width") or 0) * int(_valor(fluxo, "/Height") or 0)
    if "/JPXDecode" in filtros:
        pontos = max(pontos, _pontos_jpx(fluxo._data))
    if pontos > 3 * MAIS_PONTOS:
        raise ErroDominio(f"O arquivo “{nome}” tem uma imagem grande demais para ser aberta. {_QUE_FAZER}")


def _valor(objeto: Any, chave: str) -> Any:
    """Return what a dictionary has under a key, wherever in the file it is; None without it."""
    valor = objeto.get(chave)
    return None if valor is None else valor.get_object()


def _pontos_jpx(dados: bytes) -> int:
    """Return the points that a JPEG 2000 says it has in its own header, which the reader believes."""
    inicio = dados.find(b"\xff\x4f\xff\x51")
    if inicio < 0 or len(dados) < inicio + 16:
        return 0
    largura, altura = struct.unpack(">II", dados[inicio + 8 : inicio + 16])
    return int(largura * altura)
