"""The long list of the quarterly report, laid out first and drawn straight on the canvas.

A table object of reportlab is quadratic in its rows; here 20,000 rows cost about what their strings cost.  Laying out
only remembers which rows fall on each page: their lines are broken again when the page is drawn, so that a long list is
never in memory as drawn text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from bahiaservidor.documentos.base import SEM_SERIFA, SEM_SERIFA_NEGRITO, Folha, quebrar
from bahiaservidor.documentos.escrita import Escrita
from bahiaservidor.documentos.relatorio_figuras import contar, grupos, milhar
from bahiaservidor.documentos.relatorio_modelos import VAZIO, LinhaRelatorio, Secao, data
from bahiaservidor.documentos.textos import matricula_formatada
from bahiaservidor.estatuto.tipos import EstadoPrazo

CORPO: Final = 7.2
ENTRELINHA: Final = 8.7
_FOLGA: Final = 4.2
_CABECALHO: Final = 24.0
_TITULO: Final = 20.0
_GRUPO: Final = 17.0
_SUBTOTAL: Final = 15.0
_ENTRE: Final = 5.5
_EM_NEGRITO: Final = frozenset({EstadoPrazo.VENCIDO, EstadoPrazo.ZONA_CINZENTA})


def _lugar(linha: LinhaRelatorio) -> str:
    if linha.secao is Secao.PRAZOS:
        return linha.unidade or VAZIO  # the órgão is in the heading of its group
    return " – ".join(filter(None, (linha.orgao, linha.unidade))) or VAZIO


@dataclass(frozen=True, slots=True)
class Coluna:
    """A column: heading, share of the width, and what it shows of a deadline."""

    titulo: str
    peso: float
    valor: Callable[[LinhaRelatorio], str]


COLUNAS: Final = (
    Coluna("Nome", 118, lambda linha: linha.nome),
    Coluna("Matrícula", 45, lambda linha: matricula_formatada(linha.matricula) or VAZIO),
    Coluna("Cargo", 86, lambda linha: linha.cargo or VAZIO),
    Coluna("Unidade", 96, _lugar),
    Coluna("Prazo", 84, lambda linha: linha.prazo),
    Coluna("Vence", 45, lambda linha: data(linha.vence)),
    Coluna("Último dia possível", 45, lambda linha: data(linha.vence_ultimo)),
    Coluna("Estado", 60, lambda linha: linha.estado.rotulo),
    Coluna("Como entrou, como saiu", 110, lambda linha: linha.movimento),
    Coluna("Fundamento", 74, lambda linha: linha.fundamento or VAZIO),
)
_ESTADO: Final = 7

_Celulas = list[tuple[str, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Faixa:
    """A heading over rows, on a grey band; ``marca`` makes it an entry of the reader's outline, at that level."""

    linhas: tuple[str, ...]
    altura: float
    fundo: float
    marca: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Trecho:
    """Rows of the list that follow one another on a page."""

    linhas: Sequence[LinhaRelatorio]
    de: int
    ate: int


@dataclass(frozen=True, slots=True)
class Fecho:
    """A subtotal, or the total, in bold."""

    linhas: tuple[str, ...]
    altura: float


@dataclass(slots=True)
class PaginaLista:
    """What one page of the list shows, from its top down."""

    partes: list[Faixa | Trecho | Fecho] = field(default_factory=list)


class Lista:
    """Lays the rows out in pages of the given box; then each page can be drawn, in any order."""

    def __init__(self, *, x: float, topo: float, largura: float, base: float) -> None:
        self._x, self._topo, self._largura, self._base = x, topo, largura, base
        total = sum(coluna.peso for coluna in COLUNAS)
        livre = largura - _ENTRE * (len(COLUNAS) - 1)
        self.medidas = [livre * coluna.peso / total for coluna in COLUNAS]
        self.inicios: list[float] = []
        inicio = x
        for medida in self.medidas:
            self.inicios.append(inicio)
            inicio += medida + _ENTRE
        self.paginas: list[PaginaLista] = []
        self._y = 0.0
        self._marcas = 0

    # ------------------------------------------------------------ laying out

    def dispor(self, linhas: Sequence[LinhaRelatorio], secoes: Counter[Secao]) -> None:
        """Lay out the sections in order, the groups of each with their subtotals, and the grand total."""
        self._nova_pagina()
        secao: Secao | None = None
        estados: Counter[EstadoPrazo] = Counter()
        for desta, orgao, reunidas in grupos(linhas):
            do_grupo = Counter(linha.estado for linha in reunidas)
            estados.update(do_grupo)
            if desta is not secao:
                secao = desta
                titulo = f"{secao.rotulo} – {contar(secoes[secao])}"
                resto = _GRUPO if orgao else 0.0
                self._abrir(titulo, _TITULO, 0.82, 0, reserva=resto + 3 * ENTRELINHA + _FOLGA)
            if orgao:
                self._abrir(f"{orgao} – {contar(len(reunidas))}", _GRUPO, 0.92, 1, reserva=3 * ENTRELINHA + _FOLGA)
            self._dispor_linhas(reunidas, orgao or desta.rotulo)
            if orgao:
                self._fechar(f"Subtotal – {contar(len(reunidas))}", resumo(do_grupo))
        self._fechar(f"Total geral – {contar(len(linhas))}", resumo(estados))

    def _nova_pagina(self) -> None:
        self.paginas.append(PaginaLista())
        self._y = self._topo - _CABECALHO

    def _abrir(self, texto: str, altura: float, fundo: float, nivel: int, *, reserva: float) -> None:
        linhas = quebrar(texto, SEM_SERIFA_NEGRITO, CORPO, self._largura - 8)
        inteira = altura + (len(linhas) - 1) * ENTRELINHA
        if self._y - inteira - reserva < self._base:
            self._nova_pagina()
        self._marcas += 1
        self.paginas[-1].partes.append(Faixa(linhas, inteira, fundo, (f"lista-{self._marcas}", nivel)))
        self._y -= inteira

    def _continuar(self, titulo: str) -> None:
        linhas = quebrar(f"{titulo} (continuação)", SEM_SERIFA_NEGRITO, CORPO, self._largura - 8)
        altura = _GRUPO + (len(linhas) - 1) * ENTRELINHA
        self.paginas[-1].partes.append(Faixa(linhas, altura, 0.92))
        self._y -= altura

    def _dispor_linhas(self, linhas: Sequence[LinhaRelatorio], titulo: str) -> None:
        de = 0
        for numero, linha in enumerate(linhas):
            altura = self._altura(self._celulas(linha))
            if self._y - altura < self._base:
                if numero > de:
                    self.paginas[-1].partes.append(Trecho(linhas, de, numero))
                de = numero
                self._nova_pagina()
                self._continuar(titulo)
            self._y -= altura
        self.paginas[-1].partes.append(Trecho(linhas, de, len(linhas)))

    def _fechar(self, titulo: str, detalhe: str) -> None:
        linhas = quebrar(f"{titulo}: {detalhe}" if detalhe else titulo, SEM_SERIFA_NEGRITO, CORPO, self._largura)
        altura = _SUBTOTAL + (len(linhas) - 1) * ENTRELINHA
        if self._y - altura < self._base:
            self._nova_pagina()
        self.paginas[-1].partes.append(Fecho(linhas, altura))
        self._y -= altura

    def _celulas(self, linha: LinhaRelatorio) -> _Celulas:
        celulas: _Celulas = []
        for indice, coluna in enumerate(COLUNAS):
            fonte = SEM_SERIFA_NEGRITO if indice == _ESTADO and linha.estado in _EM_NEGRITO else SEM_SERIFA
            celulas.append((fonte, quebrar(coluna.valor(linha), fonte, CORPO, self.medidas[indice])))
        return celulas

    @staticmethod
    def _altura(celulas: _Celulas) -> float:
        return max(len(trechos) for _, trechos in celulas) * ENTRELINHA + _FOLGA

    # ------------------------------------------------------------ drawing

    def desenhar(self, pagina: PaginaLista, folha: Folha) -> None:
        """Draw one page: bands as they come, all the text in one run over them, the rules last."""
        textos = Escrita(folha)
        self._cabecalho(textos)
        regras = []
        y = self._topo - _CABECALHO
        for parte in pagina.partes:
            if isinstance(parte, Trecho):
                for linha in parte.linhas[parte.de : parte.ate]:
                    y = self._linha(textos, linha, y)
                    regras.append(y + 1.2)
                continue
            primeira, recuo = y - ENTRELINHA, 0.0
            if isinstance(parte, Faixa):
                folha.retangulo(self._x, y - parte.altura, self._largura, parte.altura - 4, fundo=parte.fundo)
                primeira, recuo = y - parte.altura + 4.2 + (len(parte.linhas) - 1) * ENTRELINHA, 4.0
                if parte.marca is not None:
                    folha.marcador(" ".join(parte.linhas), *parte.marca)
            for indice, texto in enumerate(parte.linhas):
                textos.em(self._x + recuo, primeira - indice * ENTRELINHA, texto, SEM_SERIFA_NEGRITO, CORPO)
            y -= parte.altura
        textos.fim()
        fim = self._x + self._largura
        folha.canvas.setLineWidth(0.25)
        folha.canvas.setStrokeGray(0.7)
        if regras:
            folha.canvas.lines([(self._x, regra, fim, regra) for regra in regras])
        y = self._topo - _CABECALHO + 3
        folha.linha(self._x, y, fim, y, espessura=0.8)

    def _linha(self, textos: Escrita, linha: LinhaRelatorio, topo: float) -> float:
        maior = 1
        base = topo - ENTRELINHA + 0.4
        for inicio, (fonte, trechos) in zip(self.inicios, self._celulas(linha), strict=True):
            y = base
            for trecho in trechos:
                textos.em(inicio, y, trecho, fonte, CORPO)
                y -= ENTRELINHA
            if len(trechos) > maior:
                maior = len(trechos)
        return topo - maior * ENTRELINHA - _FOLGA

    def _cabecalho(self, textos: Escrita) -> None:
        base = self._topo - _CABECALHO + 6.5
        for coluna, inicio, medida in zip(COLUNAS, self.inicios, self.medidas, strict=True):
            linhas = quebrar(coluna.titulo, SEM_SERIFA_NEGRITO, CORPO, medida)
            for indice, linha in enumerate(reversed(linhas)):
                textos.em(inicio, base + indice * ENTRELINHA, linha, SEM_SERIFA_NEGRITO, CORPO)


_ORDEM: Final = (
    EstadoPrazo.CUMPRIDO,
    EstadoPrazo.CUMPRIDO_FORA_DO_PRAZO,
    EstadoPrazo.VENCIDO,
    EstadoPrazo.ZONA_CINZENTA,
    EstadoPrazo.ABERTO,
    EstadoPrazo.SUSPENSO,
    EstadoPrazo.PREJUDICADO,
)
"""Done, done late, not done, still to come, without object."""


def resumo(contagem: Counter[EstadoPrazo]) -> str:
    """Return "cumprido 12 · vencido 3" for the states that occur."""
    return " · ".join(f"{e.rotulo.lower()} {milhar(contagem[e])}" for e in _ORDEM if contagem.get(e))


def textos_da_linha(linha: LinhaRelatorio) -> Iterable[str]:
    """Return what the paper prints of a row, cell by cell."""
    return (coluna.valor(linha) for coluna in COLUNAS)
