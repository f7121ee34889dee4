"""The sheet that papers are drawn on: fonts, measuring and breaking text, lines, images, QR codes.

reportlab costs 130 ms of import, so this module is only imported by the functions that draw (see the package).
What reportlab leaves untyped stays in here.
"""

from __future__ import annotations

import re
import threading
import zlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from io import BytesIO
from typing import Any, BinaryIO, Final, Literal

from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from bahiaservidor import caminhos
from bahiaservidor.documentos.metadados import acrescentar_metadados
from bahiaservidor.documentos.textos import limpar

CM: Final = 72 / 2.54
"""Points in a centimetre."""

SERIFA: Final = "LiberationSerif-Regular"
SERIFA_NEGRITO: Final = "LiberationSerif-Bold"
SERIFA_ITALICO: Final = "LiberationSerif-Italic"
SEM_SERIFA: Final = "LiberationSans-Regular"
SEM_SERIFA_NEGRITO: Final = "LiberationSans-Bold"
_FONTES: Final = (SERIFA, SERIFA_NEGRITO, SERIFA_ITALICO, SEM_SERIFA, SEM_SERIFA_NEGRITO)

Alinhamento = Literal["esquerda", "centro", "direita"]

_trava = threading.Lock()
_registradas = False


class _Fonte(TTFont):
    """A font that remembers the words it has measured: a batch measures the same ones thousands of times."""

    def __init__(self, nome: str, arquivo: str) -> None:
        super().__init__(nome, arquivo)
        self._unidades = lru_cache(maxsize=1 << 15)(self._somar)

    def _somar(self, texto: str) -> float:
        face: Any = self.face
        larguras, padrao = face.charWidths, face.defaultWidth
        return float(sum(larguras.get(ord(letra), padrao) for letra in texto))

    def stringWidth(self, text: Any, size: float, encoding: str = "utf8") -> float:  # noqa: N802 (reportlab's name)
        """Return the width in points."""
        if not isinstance(text, str):
            text = str(text or b"", encoding)
        return 0.001 * size * self._unidades(text)


def registrar_fontes() -> None:
    """Register the shipped fonts once per process; safe from several threads."""
    global _registradas
    with _trava:
        if _registradas:
            return
        # Binary streams: a quarter smaller than text ones, and a sixth of the time of a long report.
        rl_config.useA85 = 0
        pasta = caminhos.recursos() / "fontes"
        for nome in _FONTES:
            pdfmetrics.registerFont(_Fonte(nome, str(pasta / f"{nome}.ttf")))
        pdfmetrics.registerFontFamily(SERIFA, SERIFA, SERIFA_NEGRITO, SERIFA_ITALICO, SERIFA_NEGRITO)
        _registradas = True


@lru_cache(maxsize=1 << 16)
def _milesimos(texto: str, fonte: str) -> float:
    return float(pdfmetrics.stringWidth(texto, fonte, 1000))


def medir(texto: str, fonte: str, corpo: float) -> float:
    """Return the width of the text in points; the fonts must be registered."""
    return _milesimos(texto, fonte) * corpo / 1000


_ENTRE_PALAVRAS: Final = re.compile(r"(?<!nº)(?<!\bart\.)(?<!\barts\.)(?<!§) ")
"""A space where a line may end: never between "nº" or "art." and what it numbers."""


@lru_cache(maxsize=1 << 16)
def quebrar(texto: str, fonte: str, corpo: float, largura: float) -> tuple[str, ...]:
    """Return the lines of the text in that width (points); a word wider than a line is cut, nothing is lost."""
    texto = limpar(texto)
    if medir(texto, fonte, corpo) <= largura:
        return (texto,)
    linhas: list[str] = []
    atual = ""
    for palavra in _ENTRE_PALAVRAS.split(texto):
        tentativa = f"{atual} {palavra}" if atual else palavra
        if medir(tentativa, fonte, corpo) <= largura:
            atual = tentativa
            continue
        if atual:
            linhas.append(atual)
        while medir(palavra, fonte, corpo) > largura:
            corte = _corte(palavra, fonte, corpo, largura)
            linhas.append(palavra[:corte])
            palavra = palavra[corte:]
        atual = palavra
    if atual:
        linhas.append(atual)
    return tuple(linhas)


def _corte(palavra: str, fonte: str, corpo: float, largura: float) -> int:
    """Return how many characters fit, at least one; a hyphen or slash inside is preferred as the end."""
    cabem = 1
    while cabem < len(palavra) and medir(palavra[: cabem + 1], fonte, corpo) <= largura:
        cabem += 1
    preferido = max(palavra.rfind(sinal, 0, cabem) for sinal in "-/.") + 1
    return preferido if preferido > cabem // 2 else cabem


def encurtar(texto: str, fonte: str, corpo: float, largura: float) -> str:
    """Return the text, ended by an ellipsis where it would pass the width; for running heads, where nothing is lost."""
    if medir(texto, fonte, corpo) <= largura:
        return texto
    while texto and medir(f"{texto}…", fonte, corpo) > largura:
        texto = texto[:-1].rstrip()
    return f"{texto}…"


class Folha:
    """The sheet being drawn: a thin, typed face of reportlab's canvas. Points, origin at the lower left corner."""

    def __init__(
        self,
        destino: BinaryIO,
        *,
        tamanho: tuple[float, float],
        titulo: str,
        assunto: str,
        autor: str,
        palavras_chave: str = "",
    ) -> None:
        registrar_fontes()
        self.largura, self.altura = tamanho
        #: How strings were split by glyph on this sheet (`escrita`): by font and text.
        self.partes: dict[tuple[str, str], list[tuple[str, str]]] = {}
        # Without an initial font of ours, reportlab names Helvetica on each page and does not embed it.
        # `invariant` takes the clock and random ids out of the file: equal papers are equal bytes.
        self.canvas = Canvas(
            destino,
            pagesize=tamanho,
            invariant=1,
            pageCompression=1,
            lang="pt-BR",
            initialFontName=SERIFA,  # type: ignore[arg-type]  # the stub says float; it is a name
        )
        self.canvas.setTitle(limpar(titulo))
        self.canvas.setSubject(limpar(assunto))
        self.canvas.setAuthor(limpar(autor))
        self.canvas.setCreator("bahiaservidor")
        if palavras_chave:
            self.canvas.setKeywords(palavras_chave)
        self.canvas.setViewerPreference("DisplayDocTitle", "true")
        acrescentar_metadados(self.canvas, titulo=titulo, assunto=assunto, autor=autor, palavras_chave=palavras_chave)

    def texto(
        self,
        x: float,
        y: float,
        texto: str,
        fonte: str,
        corpo: float,
        *,
        alinhar: Alinhamento = "esquerda",
        cinza: float = 0.0,
    ) -> None:
        """Draw one line with its baseline at y; x is the start, the middle or the end, as aligned."""
        if alinhar != "esquerda":
            x -= medir(texto, fonte, corpo) / (2 if alinhar == "centro" else 1)
        self.canvas.setFont(fonte, corpo)
        self.canvas.setFillGray(cinza)
        self.canvas.drawString(x, y, texto)

    def linha(self, x1: float, y1: float, x2: float, y2: float, *, espessura: float = 0.5, cinza: float = 0.0) -> None:
        """Draw a straight rule."""
        self.canvas.setLineWidth(espessura)
        self.canvas.setStrokeGray(cinza)
        self.canvas.line(x1, y1, x2, y2)

    def retangulo(
        self,
        x: float,
        y: float,
        largura: float,
        altura: float,
        *,
        fundo: float | None = None,
        borda: float | None = None,
        espessura: float = 0.5,
    ) -> None:
        """Draw a rectangle; `fundo` and `borda` are greys (0 black, 1 white), None for none."""
        if fundo is not None:
            self.canvas.setFillGray(fundo)
        if borda is not None:
            self.canvas.setStrokeGray(borda)
            self.canvas.setLineWidth(espessura)
        self.canvas.rect(x, y, largura, altura, stroke=int(borda is not None), fill=int(fundo is not None))

    def imagem(self, dados: bytes, x: float, y: float, largura: float, altura: float) -> None:
        """Draw a PNG or JPG inside a rectangle, its proportions kept, centred."""
        self.canvas.drawImage(
            ImageReader(BytesIO(dados)), x, y, largura, altura, mask="auto", preserveAspectRatio=True, anchor="c"
        )

    def qr(self, texto: str, x: float, y: float, lado: float) -> None:
        """Draw a QR code with its lower left corner at (x, y)."""
        lados, modulos = _modulos_qr(texto)
        escala = lado / lados
        # Written straight into the page: through the canvas each of its 700 rectangles is four numbers put in words,
        # which costs more than all the text of a paper.
        codigo: list[str] = self.canvas._code  # type: ignore[attr-defined]  # the stubs leave it out
        codigo.append(f"q 0 g {escala:.5f} 0 0 {-escala:.5f} {x:.4f} {y + lado:.4f} cm {modulos} f Q")

    def hachura(self, x: float, y: float, largura: float, altura: float, *, passo: float) -> None:
        """Fill a rectangle with diagonal lines, so that shades are told apart on any printer."""
        self.canvas.saveState()
        recorte = self.canvas.beginPath()
        recorte.rect(x, y, largura, altura)
        self.canvas.clipPath(recorte, stroke=0, fill=0)
        deslocamento = -altura
        while deslocamento < largura:
            self.linha(x + deslocamento, y, x + deslocamento + altura, y + altura, espessura=0.6, cinza=0.15)
            deslocamento += passo
        self.canvas.restoreState()

    def iniciar_textos(self) -> Textos:
        """Return a run of text for many small strings: faster than one call of the canvas for each."""
        return Textos(self.canvas)

    def marcador(self, titulo: str, chave: str, nivel: int = 0) -> None:
        """Add an entry to the reader's outline that leads to this page."""
        self.canvas.bookmarkPage(chave)
        self.canvas.addOutlineEntry(titulo, chave, nivel, closed=False)

    def nova_pagina(self) -> None:
        """Close this page and begin the next.

        What was drawn is compressed now, as reportlab would when saving: a thousand pages are not kept as text.
        """
        self.canvas.showPage()
        documento: Any = self.canvas._doc  # type: ignore[attr-defined]  # the stubs leave it out
        pagina = documento.Pages.pages[-1]
        if pagina.stream and not pagina.Contents:
            filtro = PDFDictionary({"Filter": PDFArray([PDFName("FlateDecode")])})
            pagina.Contents = PDFStream(filtro, zlib.compress(pagina.stream.encode("utf8")))
            pagina.stream = None

    def salvar(self) -> None:
        """Write the document to its destination."""
        self.canvas.save()


class Textos:
    """Many strings in one text object; `fim` draws it."""

    __slots__ = ("_canvas", "_corpo", "_fonte", "_objeto")

    def __init__(self, canvas: Canvas) -> None:
        canvas.setFillGray(0)
        self._canvas = canvas
        self._objeto = canvas.beginText()
        self._fonte = ""
        self._corpo = 0.0

    def em(self, x: float, y: float, texto: str, fonte: str, corpo: float) -> None:
        """Write the text at that point."""
        if fonte != self._fonte or corpo != self._corpo:
            self._objeto.setFont(fonte, corpo)
            self._fonte, self._corpo = fonte, corpo
        self._objeto.setTextOrigin(x, y)
        self._objeto.textOut(texto)

    def fim(self) -> None:
        """Draw what was written."""
        self._canvas.drawText(self._objeto)


@lru_cache(maxsize=64)
def _modulos_qr(texto: str) -> tuple[int, str]:
    """Return how many modules a side has, and the dark ones as rectangles of PDF, from the upper left corner down."""
    matriz = matriz_qr(texto)
    retangulos = (
        f"{coluna} {linha} {comprimento} 1 re"
        for linha, celulas in enumerate(matriz)
        for coluna, comprimento in _corridas(celulas)
    )
    return len(matriz), " ".join(retangulos)


def matriz_qr(texto: str) -> tuple[tuple[int, ...], ...]:
    """Return the modules of a QR code, row by row: 1 is dark."""
    import segno

    # A fixed mask is as readable at this size and costs a fifth of trying the eight.
    return tuple(tuple(linha) for linha in segno.make_qr(texto, error="m", mask=3, boost_error=False).matrix)


def _corridas(celulas: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield where each run of dark cells begins, and its length."""
    inicio: int | None = None
    for coluna, escura in enumerate((*celulas, 0)):
        if escura and inicio is None:
            inicio = coluna
        elif not escura and inicio is not None:
            yield inicio, coluna - inicio
            inicio = None
