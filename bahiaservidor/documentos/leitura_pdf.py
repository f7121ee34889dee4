"""Reading a PDF that somebody brings: how many pages, what they say, which paper it claims to be.

Nothing in the file is trusted: what is read is bounded, and a file that cannot be read is only that.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from bahiaservidor.documentos.autenticidade import ler_marca
from bahiaservidor.documentos.pdfium import TRAVA

MAIS_PAGINAS: Final = 3000
_MAIS_LETRAS: Final = 40_000
_MAIS_REVISOES: Final = 64
_CORTE: Final = re.compile("[\ufffe\x02]\n?")
"""What the library gives for the hyphen that cuts a word at the end of a line."""
_FIM: Final = re.compile(rb"%%EOF(?:\r\n|\n|\r)?")
_CODIGO: Final = re.compile(r"C[óo]digo\s+((?:[0-9A-F]{4}\s*){8})(?![0-9A-F])")
_CHAVES: Final = re.compile(r"bahiaservidor;[^;]*;[^;]*;([0-9A-F]{32})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lido:
    """What was read of a PDF; ``codigos`` are those it prints or carries, in order, once each."""

    paginas: int
    textos: tuple[str, ...]
    codigos: tuple[str, ...]


def eh_pdf(dados: bytes) -> bool:
    """Tell whether a file says that it is a PDF, as readers look for it."""
    return b"%PDF-" in dados[:1024]


def ler(dados: bytes) -> Lido | None:
    """Return what the PDF says; None when it cannot be read, asks for a password, or is beyond any paper of ours."""
    lidas = _paginas(dados)
    if lidas is None:
        return None
    brutos, chaves = lidas
    textos = tuple(" ".join(texto.split()) for texto in brutos)
    marca = ler_marca(dados)
    codigos = [marca.codigo] if marca is not None else []
    codigos += _CHAVES.findall(chaves)
    for texto in textos:
        codigos += ["".join(achado.split()) for achado in _CODIGO.findall(texto)]
    return Lido(paginas=len(textos), textos=textos, codigos=tuple(dict.fromkeys(codigos)))


def ler_linhas(dados: bytes) -> tuple[str, ...] | None:
    """Return the text of each page, line by line, words cut at the end of a line joined; None as `ler`."""
    lidas = _paginas(dados)
    return None if lidas is None else tuple(_CORTE.sub("", "\n".join(t.splitlines())) for t in lidas[0])


def _paginas(dados: bytes) -> tuple[tuple[str, ...], str] | None:
    """Return the text of each page as it stands, and the keywords."""
    import pypdfium2  # type: ignore[import-untyped]

    with TRAVA:
        try:
            documento = pypdfium2.PdfDocument(dados)
        except (pypdfium2.PdfiumError, ValueError, MemoryError):
            return None
        try:
            paginas = len(documento)
            if not 0 < paginas <= MAIS_PAGINAS:
                return None
            textos = tuple(_texto(documento, numero) for numero in range(paginas))
            return textos, str(documento.get_metadata_dict().get("Keywords", ""))
        except (pypdfium2.PdfiumError, ValueError, MemoryError):
            return None
        finally:
            documento.close()


def _texto(documento: Any, numero: int) -> str:
    pagina = documento[numero]
    try:
        camada = pagina.get_textpage()
        try:
            return str(camada.get_text_range(0, min(camada.count_chars(), _MAIS_LETRAS)))
        finally:
            camada.close()
    finally:
        pagina.close()


def mesma_figura(um: bytes, outro: bytes) -> bool:
    """Tell whether the pages of two PDFs are drawn alike, leaving out annotations and fields (signature stamps)."""
    import pypdfium2

    with TRAVA:
        abertos: list[Any] = []
        try:
            abertos = [pypdfium2.PdfDocument(um), pypdfium2.PdfDocument(outro)]
            if len(abertos[0]) != len(abertos[1]):
                return False
            return all(_figura(abertos[0], n) == _figura(abertos[1], n) for n in range(len(abertos[0])))
        except (pypdfium2.PdfiumError, ValueError, MemoryError):
            return False
        finally:
            for aberto in abertos:
                aberto.close()


def _figura(documento: Any, numero: int) -> bytes:
    pagina = documento[numero]
    try:
        largura, altura = pagina.get_size()
        if max(largura, altura) > 3000:
            raise ValueError("page beyond any paper")
        mapa = pagina.render(scale=0.6, grayscale=True, draw_annots=False, may_draw_forms=False)
        try:
            return sha256(bytes(mapa.buffer)).digest()
        finally:
            mapa.close()
    finally:
        pagina.close()


def resumos_dos_comecos(dados: bytes) -> dict[str, int]:
    """Return the SHA-256 of each beginning of the file that may be a whole PDF, and its length."""
    cortes = {corte for achado in _FIM.finditer(dados) for corte in (achado.end(), achado.start() + 5)}
    resumos: dict[str, int] = {}
    soma, feito = sha256(), 0
    visto = memoryview(dados)
    for corte in sorted(cortes)[: 2 * _MAIS_REVISOES]:
        soma.update(visto[feito:corte])
        feito = corte
        resumos[soma.copy().hexdigest()] = corte
    return resumos
