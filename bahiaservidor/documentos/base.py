"""The renderer every paper descends from: fonts, sheet, heading, "página x de y", metadata.

reportlab costs 130 ms of import, so this module is only imported by the functions that draw (see the package).
What reportlab leaves untyped stays in here.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import BinaryIO, ClassVar, Final, Literal

from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from bahiaservidor import caminhos
from bahiaservidor.documentos.modelos import IdentificacaoDocumento, OrgaoEmissor
from bahiaservidor.documentos.textos import limpar
from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.estatuto.formatos.datas import formatar_data

CM: Final = 72 / 2.54
"""Points in a centimetre."""

SERIFA: Final = "LiberationSerif-Regular"
SERIFA_NEGRITO: Final = "LiberationSerif-Bold"
SERIFA_ITALICO: Final = "LiberationSerif-Italic"
SEM_SERIFA: Final = "LiberationSans-Regular"
SEM_SERIFA_NEGRITO: Final = "LiberationSans-Bold"
_FONTES: Final = (SERIFA, SERIFA_NEGRITO, SERIFA_ITALICO, SEM_SERIFA, SEM_SERIFA_NEGRITO)

Alinhamento = Literal["esquerda", "centro", "direita"]
Progresso = Callable[[int, int], None]
Cancelado = Callable[[], bool]

_trava = threading.Lock()
_registradas = False


class Cancelamento(ErroDominio):
    """The clerk gave up while the paper was being drawn; nothing was written."""

    def __init__(self) -> None:
        super().__init__("A emissão foi cancelada; nenhum arquivo foi gravado.")


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
            pdfmetrics.registerFont(TTFont(nome, str(pasta / f"{nome}.ttf")))
        pdfmetrics.registerFontFamily(SERIFA, SERIFA, SERIFA_NEGRITO, SERIFA_ITALICO, SERIFA_NEGRITO)
        _registradas = True


@lru_cache(maxsize=1 << 16)
def _milesimos(texto: str, fonte: str) -> float:
    return float(pdfmetrics.stringWidth(texto, fonte, 1000))


def medir(texto: str, fonte: str, corpo: float) -> float:
    """Return the width of the text in points; the fonts must be registered."""
    return _milesimos(texto, fonte) * corpo / 1000


@lru_cache(maxsize=1 << 16)
def quebrar(texto: str, fonte: str, corpo: float, largura: float) -> tuple[str, ...]:
    """Return the lines of the text in that width (points); a word wider than a line is cut, nothing is lost."""
    texto = limpar(texto)
    if medir(texto, fonte, corpo) <= largura:
        return (texto,)
    linhas: list[str] = []
    atual = ""
    for palavra in texto.split(" "):
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
        self, destino: BinaryIO, *, tamanho: tuple[float, float], titulo: str, assunto: str, autor: str
    ) -> None:
        registrar_fontes()
        self.largura, self.altura = tamanho
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
        self.canvas.setTitle(titulo)
        self.canvas.setSubject(assunto)
        self.canvas.setAuthor(autor)
        self.canvas.setCreator("bahiaservidor")
        self.canvas.setViewerPreference("DisplayDocTitle", "true")

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
        """Close this page and begin the next."""
        self.canvas.showPage()

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


Pagina = Callable[[Folha], None]
"""Draws the body of one page."""


class Documento:
    """A paper. A subclass says how its body falls into pages; heading, footer and metadata are here.

    Pages are laid out before any is drawn, so the total of "página x de y" is known without drawing twice.
    """

    tamanho: ClassVar[tuple[float, float]] = A4
    #: 3 cm on the binding side.
    margem_esquerda: ClassVar[float] = 3 * CM
    margem_direita: ClassVar[float] = 2 * CM
    margem_superior: ClassVar[float] = 1.7 * CM
    margem_inferior: ClassVar[float] = 2 * CM

    def __init__(
        self, *, orgao: OrgaoEmissor, identificacao: IdentificacaoDocumento, especie: str, assunto: str
    ) -> None:
        self.orgao = orgao
        self.identificacao = identificacao
        self.especie = especie
        self.assunto = assunto

    @property
    def titulo(self) -> str:
        """Title for the metadata and the footer: kind, number and year."""
        return f"{self.especie} nº {self.identificacao.numero_e_ano}" if self.identificacao.numero else self.especie

    @property
    def largura_util(self) -> float:
        """Width between the margins, in points."""
        return self.tamanho[0] - self.margem_esquerda - self.margem_direita

    @property
    def direita(self) -> float:
        """Where the right margin begins."""
        return self.tamanho[0] - self.margem_direita

    def paginar(self) -> Sequence[Pagina]:
        """Return the pages, laid out and not yet drawn."""
        raise NotImplementedError

    def primeira_pagina(self, folha: Folha) -> None:
        """Hook: what only the first page carries."""
        self.timbre(folha)

    def demais_paginas(self, folha: Folha) -> None:
        """Hook: what every page but the first carries above its body."""

    def altura_timbre(self) -> float:
        """Return the height the heading takes from the top margin down, in points."""
        linhas = sum(len(quebrar(t, f, c, self.largura_util)) for t, f, c in self._niveis())
        return linhas * 13 + 8

    def _niveis(self) -> list[tuple[str, str, float]]:
        niveis = [(self.orgao.ente.upper(), SERIFA, 10.0), (self.orgao.nome, SERIFA_NEGRITO, 11.0)]
        if self.orgao.unidade:
            niveis.append((self.orgao.unidade, SERIFA, 10.0))
        return niveis

    def timbre(self, folha: Folha) -> None:
        """Draw the heading: ente, órgão and unidade, centred over a rule."""
        meio = self.margem_esquerda + self.largura_util / 2
        y = self.tamanho[1] - self.margem_superior
        for texto, fonte, corpo in self._niveis():
            for trecho in quebrar(texto, fonte, corpo, self.largura_util):
                y -= 13
                folha.texto(meio, y + 3, trecho, fonte, corpo, alinhar="centro")
        folha.linha(self.margem_esquerda, y - 4, self.direita, y - 4, espessura=0.8)

    def rodape(self, folha: Folha, pagina: int, total: int) -> None:
        """Hook: the footer of every page, with number, as-of date, seal if given and "página x de y"."""
        y = self.margem_inferior - 14
        folha.linha(self.margem_esquerda, y + 11, self.direita, y + 11, espessura=0.3, cinza=0.5)
        folha.texto(self.direita, y, f"Página {pagina} de {total}", SEM_SERIFA, 7.5, alinhar="direita", cinza=0.2)
        identificacao = self.identificacao
        partes = [self.titulo]
        if identificacao.situacao_em:
            partes.append(f"situação em {formatar_data(identificacao.situacao_em)}")
        if identificacao.versao_modelo:
            partes.append(f"modelo v. {identificacao.versao_modelo}")
        texto = encurtar(" · ".join(partes), SEM_SERIFA, 7.5, self.largura_util - 80)
        folha.texto(self.margem_esquerda, y, texto, SEM_SERIFA, 7.5, cinza=0.2)
        if identificacao.selo:
            folha.texto(
                self.margem_esquerda, y - 10, f"Selo do registro: {identificacao.selo}", SEM_SERIFA, 6.5, cinza=0.35
            )

    def desenhar_em(self, folha: Folha, progresso: Progresso | None = None, cancelado: Cancelado | None = None) -> None:
        """Draw every page on the sheet; raise Cancelamento when `cancelado` answers yes."""
        paginas = self.paginar()
        for numero, corpo in enumerate(paginas, start=1):
            if cancelado is not None and cancelado():
                raise Cancelamento
            if numero == 1:
                self.primeira_pagina(folha)
            else:
                self.demais_paginas(folha)
            corpo(folha)
            self.rodape(folha, numero, len(paginas))
            folha.nova_pagina()
            if progresso is not None:
                progresso(numero, len(paginas))

    def abrir_folha(self, destino: BinaryIO, titulo: str | None = None) -> Folha:
        """Return a sheet of this paper's size and metadata, writing to `destino`."""
        return Folha(
            destino,
            tamanho=self.tamanho,
            titulo=titulo or self.titulo,
            assunto=self.assunto,
            autor=" – ".join(filter(None, (self.orgao.nome, self.orgao.unidade))),
        )
