"""The one lock of the PDF library that draws pages, and what is looked at on a page: words, ink, the corner."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Any, Final

TRAVA: Final = Lock()
"""The library is not safe for two threads at once, whatever the document: whoever calls it holds this."""

_LADO: Final = 1000
"""Pixels of the longer side of a page that is only looked at."""

_TINTA: Final = 24
"""How much darker than the paper (of 255) a point must be to be ink."""

_PAPEL_ESCURO: Final = 170
_BRANCO: Final = 254
_FRACAO_DE_TINTA: Final = 0.0001
"""Up to this share of the points a scanned page has dust, not writing: ten letters have three times as much."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vista:
    """What was seen of a page: size as shown, in points; whether it is blank; whether there is ink in its corner."""

    largura: float
    altura: float
    em_branco: bool
    canto_sujo: bool


def palavras(pdf: bytes) -> str | None:
    """Return the words of a PDF in one line, or None when it cannot be read."""
    import pypdfium2  # type: ignore[import-untyped]

    partes = []
    with TRAVA:
        try:
            documento = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError:
            return None
        try:
            for pagina in documento:
                camada = pagina.get_textpage()
                partes.append(str(camada.get_text_range()))
                camada.close()
                pagina.close()
        finally:
            documento.close()
    return " ".join(" ".join(partes).split())


class Paginas:
    """The pages of a PDF, looked at one by one.  Each call takes the lock for itself."""

    def __init__(self, documento: Any) -> None:
        self._documento = documento
        with TRAVA:
            self._total = len(documento)

    def __len__(self) -> int:
        return self._total

    def tamanho(self, numero: int) -> tuple[float, float]:
        """Return width and height of a page as shown, in points."""
        with TRAVA:
            largura, altura = self._documento.get_page_size(numero)
        return float(largura), float(altura)

    def ver(self, numero: int, canto: tuple[float, float]) -> Vista:
        """Return what is seen of a page; ``canto`` is the size, in points, of the upper right corner to look at."""
        import pypdfium2.raw as bruta  # type: ignore[import-untyped]

        with TRAVA:
            pagina = self._documento[numero]
            try:
                largura, altura = (float(lado) for lado in pagina.get_size())
                escala = min(1.0, _LADO / max(largura, altura, 1.0))
                texto = pagina.get_textpage()
                palavras = bool(str(texto.get_text_range()).strip())
                texto.close()
                # What has words is not blank: of it, only the corner is drawn.
                fora = (max(0.0, largura - canto[0]), max(0.0, altura - canto[1])) if palavras else (0.0, 0.0)
                mapa = pagina.render(scale=escala, grayscale=True, crop=(fora[0], fora[1], 0, 0))
                imagem = mapa.to_pil().copy()
                mapa.close()
                escaneada = not palavras and any(
                    objeto.type == bruta.FPDF_PAGEOBJ_IMAGE for objeto in pagina.get_objects(max_depth=3)
                )
            finally:
                pagina.close()
        papel, tinta = _papel_e_tinta(imagem)
        limite = 0.0
        if escaneada:
            limite = _FRACAO_DE_TINTA * imagem.width * imagem.height
        else:
            # Drawn by a program: what is not pure white was put there by somebody.
            tinta = sum(imagem.histogram()[:_BRANCO])
        beira = max(0, imagem.width - round(canto[0] * escala))
        quina = imagem.crop((beira, 0, imagem.width, max(1, round(canto[1] * escala))))
        escuros = sum(quina.histogram()[: max(0, papel - _TINTA)])
        return Vista(
            largura=largura,
            altura=altura,
            # A page darker than paper is a photograph, not a blank, however even it is.
            em_branco=not palavras and papel >= _PAPEL_ESCURO and tinta <= limite,
            canto_sujo=escuros > 0 or papel < _PAPEL_ESCURO,
        )


def _papel_e_tinta(imagem: Any) -> tuple[int, int]:
    """Return the tone of the paper (the most common) and how many points are ink."""
    tons = imagem.histogram()
    papel = max(range(256), key=tons.__getitem__)
    return papel, sum(tons[: max(0, papel - _TINTA)])


@contextmanager
def paginas(pdf: bytes) -> Iterator[Paginas]:
    """Give the pages of a PDF.  Raises ValueError when the library cannot open it."""
    import pypdfium2

    with TRAVA:
        try:
            documento = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as erro:
            raise ValueError(str(erro)) from erro
    try:
        yield Paginas(documento)
    finally:
        with TRAVA:
            documento.close()
