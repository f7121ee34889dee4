"""The long list of the quarterly report, laid out first and drawn straight on the canvas.

A table object of reportlab is quadratic in its rows; here 20,000 rows cost about what their strings cost.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from bahiaservidor.documentos.base import SEM_SERIFA, SEM_SERIFA_NEGRITO, Folha, Textos, quebrar
from bahiaservidor.documentos.modelos import LinhaPrazo
from bahiaservidor.documentos.relatorio_totais import ESTADOS, GrupoOrgao, TotaisTrimestre, contar, milhar
from bahiaservidor.documentos.textos import matricula_formatada
from bahiaservidor.estatuto.formatos.datas import formatar_data
from bahiaservidor.estatuto.tipos import EstadoPrazo

CORPO: Final = 7.4
ENTRELINHA: Final = 8.9
_FOLGA: Final = 4.2
_CABECALHO: Final = 24.0
_GRUPO: Final = 17.0
_SUBTOTAL: Final = 15.0
_EM_NEGRITO: Final = frozenset({EstadoPrazo.VENCIDO, EstadoPrazo.ZONA_CINZENTA})
_VAZIO: Final = "–"


@dataclass(frozen=True, slots=True)
class Coluna:
    """A column: heading, share of the width, and what it shows of a deadline."""

    titulo: str
    peso: float
    valor: Callable[[LinhaPrazo], str]


@lru_cache(maxsize=1024)
def _data(data: dt.date | None) -> str:
    return formatar_data(data) if data else _VAZIO


COLUNAS: Final = (
    Coluna("Nome", 150, lambda linha: linha.nome),
    Coluna("Matrícula", 46, lambda linha: matricula_formatada(linha.matricula) or _VAZIO),
    Coluna("Cargo", 102, lambda linha: linha.cargo or _VAZIO),
    Coluna("Unidade", 112, lambda linha: linha.unidade or _VAZIO),
    Coluna("Prazo", 80, lambda linha: linha.tipo.rotulo),
    Coluna("Vence", 46, lambda linha: _data(linha.vence)),
    Coluna("Último dia possível", 46, lambda linha: _data(linha.vence_ultimo)),
    Coluna("Estado", 65, lambda linha: linha.estado.rotulo),
    Coluna("Fundamento", 76, lambda linha: linha.fundamento or _VAZIO),
)
_ESTADO: Final = 7
_ENTRE: Final = 6.0


@dataclass(slots=True)
class PaginaLista:
    """What one page of the list shows: texts (x, y, text, font) and the rules under its rows (y),
    bands of the groups (y, height), entries of the outline."""

    textos: list[tuple[float, float, str, str]] = field(default_factory=list)
    regras: list[float] = field(default_factory=list)
    faixas: list[tuple[float, float]] = field(default_factory=list)
    marcadores: list[tuple[str, str]] = field(default_factory=list)


class Lista:
    """Lays the groups out in pages of the given box; then each page can be drawn, in any order."""

    def __init__(self, *, x: float, topo: float, largura: float, base: float) -> None:
        self._x, self._topo, self._largura, self._base = x, topo, largura, base
        total = sum(coluna.peso for coluna in COLUNAS)
        livre = largura - _ENTRE * (len(COLUNAS) - 1)
        self._medidas = [livre * coluna.peso / total for coluna in COLUNAS]
        self._inicios: list[float] = []
        inicio = x
        for medida in self._medidas:
            self._inicios.append(inicio)
            inicio += medida + _ENTRE
        self.paginas: list[PaginaLista] = []
        self._y = 0.0

    def dispor(self, totais: TotaisTrimestre) -> None:
        """Lay out every group, its subtotal and the grand total."""
        self._nova_pagina()
        for numero, grupo in enumerate(totais.grupos):
            self._abrir_grupo(grupo, numero)
            for linha in grupo.linhas:
                self._dispor_linha(linha, grupo)
            self._fechar_grupo(f"Subtotal – {contar(len(grupo.linhas))}", resumo(grupo.por_estado))
        self._fechar_grupo(f"Total geral – {contar(totais.total)}", resumo(totais.por_estado))

    def _nova_pagina(self) -> None:
        self.paginas.append(PaginaLista())
        self._y = self._topo - _CABECALHO

    def _abrir_grupo(self, grupo: GrupoOrgao, numero: int) -> None:
        if self._y - _GRUPO - 3 * ENTRELINHA - _FOLGA < self._base:
            self._nova_pagina()
        self.paginas[-1].marcadores.append((grupo.orgao, f"orgao-{numero}"))
        self._faixa(f"{grupo.orgao} – {contar(len(grupo.linhas))}")

    def _faixa(self, texto: str) -> None:
        linhas = quebrar(texto, SEM_SERIFA_NEGRITO, CORPO, self._largura - 8)
        altura = _GRUPO + (len(linhas) - 1) * ENTRELINHA
        y = self._y - _GRUPO
        self._y -= altura
        self.paginas[-1].faixas.append((self._y, altura - 4))
        for indice, linha in enumerate(linhas):
            self.paginas[-1].textos.append((self._x + 4, y + 4.2 - indice * ENTRELINHA, linha, SEM_SERIFA_NEGRITO))

    def _dispor_linha(self, linha: LinhaPrazo, grupo: GrupoOrgao) -> None:
        celulas = []
        maior = 1
        for indice, coluna in enumerate(COLUNAS):
            fonte = SEM_SERIFA_NEGRITO if indice == _ESTADO and linha.estado in _EM_NEGRITO else SEM_SERIFA
            trechos = quebrar(coluna.valor(linha), fonte, CORPO, self._medidas[indice])
            celulas.append((fonte, trechos))
            if len(trechos) > maior:
                maior = len(trechos)
        altura = maior * ENTRELINHA + _FOLGA
        if self._y - altura < self._base:
            self._nova_pagina()
            self._faixa(f"{grupo.orgao} (continuação)")
        textos = self.paginas[-1].textos
        base = self._y - ENTRELINHA + 0.4
        for inicio, (fonte, trechos) in zip(self._inicios, celulas, strict=True):
            y = base
            for trecho in trechos:
                textos.append((inicio, y, trecho, fonte))
                y -= ENTRELINHA
        self._y -= altura
        self.paginas[-1].regras.append(self._y + 1.2)

    def _fechar_grupo(self, titulo: str, detalhe: str) -> None:
        linhas = quebrar(f"{titulo}: {detalhe}" if detalhe else titulo, SEM_SERIFA_NEGRITO, CORPO, self._largura)
        altura = _SUBTOTAL + (len(linhas) - 1) * ENTRELINHA
        if self._y - altura < self._base:
            self._nova_pagina()
        y = self._y
        for linha in linhas:
            y -= ENTRELINHA
            self.paginas[-1].textos.append((self._x, y, linha, SEM_SERIFA_NEGRITO))
        self._y -= altura

    def desenhar(self, pagina: PaginaLista, folha: Folha) -> None:
        """Draw one page: bands and rules first, then all its text in one run."""
        for y, altura in pagina.faixas:
            folha.retangulo(self._x, y, self._largura, altura, fundo=0.9)
        fim = self._x + self._largura
        folha.canvas.setLineWidth(0.25)
        folha.canvas.setStrokeGray(0.7)
        if pagina.regras:
            folha.canvas.lines([(self._x, y, fim, y) for y in pagina.regras])
        for titulo, chave in pagina.marcadores:
            folha.marcador(titulo, chave)
        textos = folha.iniciar_textos()
        self._cabecalho(textos)
        for x, y, texto, fonte in pagina.textos:
            textos.em(x, y, texto, fonte, CORPO)
        textos.fim()
        y = self._topo - _CABECALHO + 3
        folha.linha(self._x, y, fim, y, espessura=0.8)

    def _cabecalho(self, textos: Textos) -> None:
        base = self._topo - _CABECALHO + 6.5
        for coluna, inicio, medida in zip(COLUNAS, self._inicios, self._medidas, strict=True):
            linhas = quebrar(coluna.titulo, SEM_SERIFA_NEGRITO, CORPO, medida)
            for indice, linha in enumerate(reversed(linhas)):
                textos.em(inicio, base + indice * ENTRELINHA, linha, SEM_SERIFA_NEGRITO, CORPO)


def resumo(contagem: dict[EstadoPrazo, int]) -> str:
    """Return "cumprido 12 · vencido 3" for the states that occur, in the order of the columns."""
    return " · ".join(
        f"{estado.rotulo.lower()} {milhar(contagem[estado])}" for estado in ESTADOS if contagem.get(estado)
    )
