"""Blocks of a paper that flows: paragraphs, framed fields, signatures; and how they fall into pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any, Final, Literal, Protocol

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph

from bahiaservidor.documentos.base import (
    SEM_SERIFA,
    SEM_SERIFA_NEGRITO,
    SERIFA,
    SERIFA_NEGRITO,
    Alinhamento,
    Folha,
    quebrar,
)
from bahiaservidor.documentos.peca import Assinatura as Assinatura
from bahiaservidor.documentos.peca import Campo as Campo

_ALINHAMENTOS: Final[dict[str, Literal[0, 1, 2, 4]]] = {"esquerda": 0, "centro": 1, "direita": 2, "justificado": 4}
"""The numbers by which reportlab names them."""


class Bloco(Protocol):
    """Something with a height in a given width, drawn from its top down. Points."""

    @property
    def antes(self) -> float:
        """Room above the block, when it does not begin a page."""

    def altura(self, largura: float) -> float:
        """Return the height in that width."""

    def desenhar(self, folha: Folha, x: float, topo: float, largura: float) -> None:
        """Draw with the upper left corner at (x, topo)."""


class Paragrafo:
    """Running text, in the paragraph markup of the text templates (`<b>`, escaped values)."""

    def __init__(
        self,
        texto: str,
        *,
        corpo: float,
        antes: float = 0,
        marca: str | None = None,
        alinhar: str = "justificado",
        fonte: str = SERIFA,
    ) -> None:
        self.antes = antes
        self.texto = texto
        self.corpo = corpo
        if alinhar == "justificado" and ("____" in texto or "(\u00a0" in texto):
            # A blank is one long word: justified, the line above it would be stretched, and so would a "( )".
            alinhar = "esquerda"
        self._recuo = recuo = corpo * 1.8 if marca else 0.0
        estilo = ParagraphStyle(
            "paragrafo",
            fontName=fonte,
            fontSize=corpo,
            leading=corpo * 1.3,
            alignment=_ALINHAMENTOS[alinhar],
            leftIndent=recuo,
            bulletFontName=fonte,
            bulletFontSize=corpo,
            allowWidows=0,
            allowOrphans=0,
            splitLongWords=1,
        )
        self._paragrafo = Paragraph(texto, estilo, bulletText=marca)
        self._medido: tuple[float, float] | None = None

    def altura(self, largura: float) -> float:
        """Return the height in that width, in points."""
        # Breaking the lines is most of the cost of a termo, and each block is measured several times.
        if self._medido is None or self._medido[0] != largura:
            self._medido = (largura, float(self._paragrafo.wrap(largura, 1e6)[1]))
        return self._medido[1]

    def menor_altura(self, largura: float, fator: float) -> float:
        """Return a height it cannot be below in a body ``fator`` times as large: its words end to end."""
        self.altura(largura)
        quebrado: Any = self._paragrafo
        util = largura - self._recuo
        linhas_feitas = quebrado.blPara.lines
        sobras = (float(linha[0] if isinstance(linha, tuple) else linha.extraSpace) for linha in linhas_feitas)
        # Justified lines may be a little fuller than full: their spaces shrink.
        linhas = ceil(sum(util - sobra for sobra in sobras) * fator / (util * 1.03))
        return max(1, linhas) * self.corpo * 1.3 * fator

    def desenhar(self, folha: Folha, x: float, topo: float, largura: float) -> None:
        """Draw with the upper left corner at (x, topo)."""
        self._paragrafo.drawOn(folha.canvas, x, topo - self.altura(largura))


@dataclass(frozen=True, slots=True)
class Linha:
    """One line (or more, if it does not fit) of display text."""

    texto: str
    fonte: str
    corpo: float
    antes: float = 0
    alinhar: Alinhamento = "centro"
    cinza: float = 0

    def altura(self, largura: float) -> float:
        """Return the height in that width, in points."""
        return len(quebrar(self.texto, self.fonte, self.corpo, largura)) * self.corpo * 1.25

    def desenhar(self, folha: Folha, x: float, topo: float, largura: float) -> None:
        """Draw with the upper left corner at (x, topo)."""
        base = {"esquerda": x, "centro": x + largura / 2, "direita": x + largura}[self.alinhar]
        for linha in quebrar(self.texto, self.fonte, self.corpo, largura):
            topo -= self.corpo * 1.25
            folha.texto(
                base, topo + self.corpo * 0.28, linha, self.fonte, self.corpo, alinhar=self.alinhar, cinza=self.cinza
            )


_ROTULO: Final = 6.8
_ENTRE_CAMPOS: Final = 10.0


@dataclass(frozen=True, slots=True)
class Quadro:
    """Rows of labelled values over hairlines, under a heading; `destaque` marks it with a bar at the left."""

    titulo: str
    linhas: Sequence[Sequence[Campo]]
    corpo: float
    antes: float = 0
    destaque: bool = False

    @property
    def _recuo(self) -> float:
        return 9.0 if self.destaque else 0.0

    @property
    def _entrelinha(self) -> float:
        return self.corpo * 1.2

    def _medidas(self, linha: Sequence[Campo], largura: float) -> list[float]:
        livre = largura - self._recuo - _ENTRE_CAMPOS * (len(linha) - 1)
        pesos = sum(campo.peso for campo in linha)
        return [livre * campo.peso / pesos for campo in linha]

    def _textos(self, linha: Sequence[Campo], largura: float) -> list[tuple[str, ...]]:
        medidas = self._medidas(linha, largura)
        return [
            quebrar(campo.valor or "", SERIFA_NEGRITO if campo.negrito else SERIFA, self.corpo, medida)
            for campo, medida in zip(linha, medidas, strict=True)
        ]

    def _altura_linha(self, linha: Sequence[Campo], largura: float) -> float:
        return _ROTULO + 3 + max(len(texto) for texto in self._textos(linha, largura)) * self._entrelinha + 3.5

    def altura(self, largura: float) -> float:
        """Return the height in that width, in points."""
        return 13 + sum(self._altura_linha(linha, largura) for linha in self.linhas)

    def desenhar(self, folha: Folha, x: float, topo: float, largura: float) -> None:
        """Draw with the upper left corner at (x, topo)."""
        if self.destaque:
            folha.retangulo(x, topo - self.altura(largura) + 1, 2.5, self.altura(largura) - 2, fundo=0.25)
        x += self._recuo
        folha.texto(x, topo - 9.5, self.titulo.upper(), SEM_SERIFA_NEGRITO, 7.5)
        y = topo - 13
        for linha in self.linhas:
            altura = self._altura_linha(linha, largura)
            inicio = x
            campos = zip(linha, self._medidas(linha, largura), self._textos(linha, largura), strict=True)
            for campo, medida, textos in campos:
                folha.texto(inicio, y - _ROTULO - 0.5, campo.rotulo, SEM_SERIFA, _ROTULO, cinza=0.35)
                base = y - _ROTULO - 3
                for texto in textos:
                    base -= self._entrelinha
                    fonte = SERIFA_NEGRITO if campo.negrito else SERIFA
                    folha.texto(inicio, base + self.corpo * 0.25, texto, fonte, self.corpo)
                folha.linha(inicio, y - altura + 2, inicio + medida, y - altura + 2, espessura=0.35, cinza=0.45)
                inicio += medida + _ENTRE_CAMPOS
            y -= altura


@dataclass(frozen=True, slots=True)
class Assinaturas:
    """Lines to sign on, two abreast and an odd one centred; never broken across pages."""

    itens: Sequence[Assinatura]
    corpo: float
    antes: float = 0
    espaco: float = 36
    """Room above each line for the hand, in points."""

    def _textos(self, item: Assinatura, largura: float) -> list[tuple[str, str, float]]:
        nome = quebrar(item.nome or "", SERIFA_NEGRITO, self.corpo, largura)
        menor = self.corpo - 1
        textos = [(linha, SERIFA_NEGRITO, self.corpo) for linha in nome]
        if item.detalhe:
            textos += [(linha, SERIFA, menor) for linha in quebrar(item.detalhe, SERIFA, menor, largura)]
        textos += [(linha, SERIFA, menor) for linha in quebrar(item.qualidade, SERIFA, menor, largura)]
        return textos

    def _fileiras(self) -> list[Sequence[Assinatura]]:
        return [self.itens[i : i + 2] for i in range(0, len(self.itens), 2)]

    def _altura_fileira(self, fileira: Sequence[Assinatura], largura: float) -> float:
        medida = self._medida(largura)
        return self.espaco + max(sum(corpo * 1.2 for _, _, corpo in self._textos(item, medida)) for item in fileira)

    @staticmethod
    def _medida(largura: float) -> float:
        return (largura - 28) / 2

    def altura(self, largura: float) -> float:
        """Return the height in that width, in points."""
        return sum(self._altura_fileira(fileira, largura) for fileira in self._fileiras()) + 2

    def desenhar(self, folha: Folha, x: float, topo: float, largura: float) -> None:
        """Draw with the upper left corner at (x, topo)."""
        medida = self._medida(largura)
        for fileira in self._fileiras():
            inicios = [x + (largura - medida) / 2] if len(fileira) == 1 else [x, x + largura - medida]
            for item, inicio in zip(fileira, inicios, strict=True):
                y = topo - self.espaco
                folha.linha(inicio, y, inicio + medida, y, espessura=0.6)
                for texto, fonte, corpo in self._textos(item, medida):
                    y -= corpo * 1.2
                    folha.texto(inicio + medida / 2, y + 1, texto, fonte, corpo, alinhar="centro")
            topo -= self._altura_fileira(fileira, largura)


@dataclass(frozen=True, slots=True)
class Anotacao:
    """A box for what is written afterwards: the entry in the assentamento individual."""

    texto: str
    corpo: float
    antes: float = 0

    def altura(self, largura: float) -> float:
        """Return the height in that width, in points."""
        return len(quebrar(self.texto, SEM_SERIFA, self.corpo, largura - 12)) * self.corpo * 1.5 + 13

    def desenhar(self, folha: Folha, x: float, topo: float, largura: float) -> None:
        """Draw with the upper left corner at (x, topo)."""
        folha.retangulo(x, topo - self.altura(largura), largura, self.altura(largura), borda=0.45, espessura=0.4)
        y = topo - 6
        for linha in quebrar(self.texto, SEM_SERIFA, self.corpo, largura - 12):
            y -= self.corpo * 1.5
            folha.texto(x + 6, y + self.corpo * 0.3, linha, SEM_SERIFA, self.corpo)


def menor_altura(bloco: Bloco, largura: float, fator: float) -> float:
    """Return a height that the block cannot be below once set in a body ``fator`` times as large (less than 1)."""
    if isinstance(bloco, Paragrafo):
        return bloco.menor_altura(largura, fator)
    if isinstance(bloco, Quadro):
        return 13 + len(bloco.linhas) * (_ROTULO + 6.5 + bloco.corpo * 1.2 * fator)
    if isinstance(bloco, Assinaturas):
        fileiras = (len(bloco.itens) + 1) // 2
        return fileiras * (bloco.espaco + 2 * (bloco.corpo - 1) * 1.2 * fator)
    # The others are set in a size of their own, or may be anything.
    return bloco.altura(largura) * (1.0 if isinstance(bloco, Anotacao | Linha) else 0.5)


Grupo = Sequence[Bloco]
"""Blocks that stay on one page."""


@dataclass(frozen=True, slots=True)
class Posto:
    """A block and how far below the top of the body it begins."""

    bloco: Bloco
    recuo: float


def paginar(grupos: Sequence[Grupo], *, largura: float, primeira: float, demais: float) -> list[list[Posto]]:
    """Return the pages of the groups, given the body height of the first page and of the others, in points.

    A group never breaks unless it alone is taller than a page; then it breaks between its blocks.  A block with a
    `cabecalho` (a row of a table) that begins a page gets it above.
    """
    paginas: list[list[Posto]] = [[]]
    usado = 0.0

    def cabe(altura: float) -> bool:
        return usado + altura <= (primeira if len(paginas) == 1 else demais)

    def colocar(bloco: Bloco) -> float:
        cabecalho = None if paginas[-1] else getattr(bloco, "cabecalho", None)
        if cabecalho is not None:
            paginas[-1].append(Posto(cabecalho, 0.0))
            paginas[-1].append(Posto(bloco, cabecalho.altura(largura)))
            return float(cabecalho.altura(largura) + bloco.altura(largura))
        antes = bloco.antes if paginas[-1] else 0.0
        paginas[-1].append(Posto(bloco, usado + antes))
        return usado + antes + bloco.altura(largura)

    for grupo in grupos:
        altura = sum(bloco.antes + bloco.altura(largura) for bloco in grupo)
        if paginas[-1] and not cabe(altura):
            paginas.append([])
            usado = 0.0
        for bloco in grupo:
            if paginas[-1] and not cabe(bloco.antes + bloco.altura(largura)):
                paginas.append([])
                usado = 0.0
            usado = colocar(bloco)
    return paginas
