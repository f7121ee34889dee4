"""The three charts of the quarterly report: told apart by shade and hatching, so that any printer will do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol

from bahiaservidor.documentos.base import SEM_SERIFA, SEM_SERIFA_NEGRITO, Folha, encurtar, medir
from bahiaservidor.documentos.relatorio_figuras import Figuras, milhar, por_cento
from bahiaservidor.documentos.relatorio_modelos import Especie
from bahiaservidor.estatuto.formatos.datas import MESES

CORPO: Final = 6.8
_NUMERO: Final = 5.3
_TITULO: Final = 15.0
_LEGENDA: Final = 11.0
_BARRA: Final = 3.9
_ENTRE: Final = 2.2
_FAIXA: Final = 12.5
_MAX_ORGAOS: Final = 8
_TRAMAS: Final = ((1.0, 0.0), (0.88, 2.4), (0.25, 0.0))
"""Grey (0 black, 1 white) and step of the hatching in points (0 for none) of the three months."""


class Grafico(Protocol):
    """A drawing with a height of its own in a given width. Points."""

    def altura(self, largura: float) -> float:
        """Return the height in that width, title included."""

    def desenhar(self, folha: Folha, x: float, topo: float, largura: float) -> None:
        """Draw with the upper left corner at (x, topo)."""


def trama(folha: Folha, x: float, y: float, largura: float, altura: float, qual: int) -> None:
    """Draw a rectangle in one of the shades."""
    fundo, passo = _TRAMAS[qual]
    folha.retangulo(x, y, largura, altura, fundo=fundo)
    if passo:
        folha.hachura(x, y, largura, altura, passo=passo)
    folha.retangulo(x, y, largura, altura, borda=0.1, espessura=0.4)


def _titular(folha: Folha, x: float, topo: float, largura: float, texto: str) -> float:
    folha.texto(x, topo - 9, encurtar(texto, SEM_SERIFA_NEGRITO, 8.4, largura), SEM_SERIFA_NEGRITO, 8.4)
    return topo - _TITULO


class PorMes:
    """Kinds by month: a group of three bars for each kind that falls due in the quarter."""

    def __init__(self, figuras: Figuras, primeiro_mes: int) -> None:
        self._meses = figuras.por_mes
        self._nomes = [MESES[primeiro_mes - 1 + n].capitalize() for n in range(3)]
        self._especies = [e for e in Especie if any(mes[e] for mes in self._meses)]

    def altura(self, largura: float) -> float:
        """Return the height, which depends on how many kinds there are."""
        return _TITULO + max(1, len(self._especies)) * (3 * _BARRA + _ENTRE) + _LEGENDA + 4

    def desenhar(self, folha: Folha, x: float, topo: float, largura: float) -> None:
        """Draw the groups, a number at the end of each bar, and the legend."""
        y = _titular(folha, x, topo, largura, "Espécies por mês de vencimento")
        if not self._especies:
            folha.texto(x, y - 9, "Nada vence no trimestre.", SEM_SERIFA, CORPO, cinza=0.3)
            return
        rotulos = min(largura * 0.42, max(medir(e.rotulo, SEM_SERIFA, CORPO) for e in self._especies)) + 5
        maior = max(mes[e] for mes in self._meses for e in self._especies)
        cheia = largura - rotulos - medir(milhar(maior), SEM_SERIFA, _NUMERO) - 4
        for especie in self._especies:
            rotulo = encurtar(especie.rotulo, SEM_SERIFA, CORPO, rotulos - 5)
            folha.texto(x, y - 1.5 * _BARRA - CORPO * 0.35, rotulo, SEM_SERIFA, CORPO)
            folha.linha(x + rotulos, y + 0.8, x + rotulos, y - 3 * _BARRA - 0.8, espessura=0.5)
            for numero, mes in enumerate(self._meses):
                y -= _BARRA
                valor = mes[especie]
                if valor:
                    comprimento = max(cheia * valor / maior, 0.8)
                    trama(folha, x + rotulos, y + 0.5, comprimento, _BARRA - 1, numero)
                    fim = x + rotulos + comprimento + 2.5
                    folha.texto(fim, y + 0.5, milhar(valor), SEM_SERIFA, _NUMERO)
            y -= _ENTRE
        y -= _LEGENDA - 2
        for numero, nome in enumerate(self._nomes):
            trama(folha, x, y, 9, 6, numero)
            folha.texto(x + 12, y + 0.4, nome, SEM_SERIFA, CORPO)
            x += 12 + medir(nome, SEM_SERIFA, CORPO) + 12


class _Barras:
    """Horizontal bars, a label before and words after each."""

    def __init__(
        self, titulo: str, vazio: str, barras: Sequence[tuple[str, float, str]], nota: str, cheia: float = 0
    ) -> None:
        self._titulo, self._vazio, self._barras, self._nota = titulo, vazio, barras, nota
        #: The value of a bar that fills the room; the greatest one, unless given.
        self._cheia = cheia

    def altura(self, largura: float) -> float:
        """Return the height, which depends on how many bars there are."""
        return _TITULO + max(1, len(self._barras)) * _FAIXA + (_LEGENDA if self._nota else 0) + 2

    def desenhar(self, folha: Folha, x: float, topo: float, largura: float) -> None:
        """Draw the bars; the longest takes the room that labels and words leave."""
        y = _titular(folha, x, topo, largura, self._titulo)
        if not self._barras:
            folha.texto(x, y - 9, self._vazio, SEM_SERIFA, CORPO, cinza=0.3)
            return
        rotulos = min(largura * 0.45, max(medir(r, SEM_SERIFA, CORPO) for r, _, _ in self._barras)) + 5
        palavras = max(medir(p, SEM_SERIFA, CORPO) for _, _, p in self._barras) + 4
        cheia = largura - rotulos - palavras
        maior = self._cheia or max(valor for _, valor, _ in self._barras) or 1
        for rotulo, valor, dito in self._barras:
            y -= _FAIXA
            texto = encurtar(rotulo, SEM_SERIFA, CORPO, rotulos - 5)
            folha.texto(x, y + 3, texto, SEM_SERIFA, CORPO)
            comprimento = cheia * valor / maior
            folha.linha(x + rotulos, y + 0.5, x + rotulos, y + _FAIXA - 2, espessura=0.5)
            if valor:
                trama(folha, x + rotulos, y + 2, max(comprimento, 0.8), _FAIXA - 5, 1)
            folha.texto(x + rotulos + comprimento + 3, y + 3, dito, SEM_SERIFA, CORPO, cinza=0 if valor else 0.4)
        if self._nota:
            folha.texto(x, y - 9, encurtar(self._nota, SEM_SERIFA, CORPO - 0.6, largura), SEM_SERIFA, CORPO - 0.6,
                        cinza=0.3)  # fmt: skip


def no_prazo_por_orgao(figuras: Figuras) -> Grafico:
    """Return the chart of what was met on time, by órgão: a full bar is 100 %."""
    primeiros, demais = figuras.no_prazo[:_MAX_ORGAOS], figuras.no_prazo[_MAX_ORGAOS:]
    barras = [(o.orgao, o.por_cento, f"{por_cento(o.por_cento)} de {milhar(o.total)}") for o in primeiros]
    if demais:
        cumpridos, total = sum(o.cumpridos for o in demais), sum(o.total for o in demais)
        valor = 100 * cumpridos / total
        barras.append((f"Demais órgãos ({len(demais)})", valor, f"{por_cento(valor)} de {milhar(total)}"))
    return _Barras(
        "Cumpridos no prazo, por órgão", "Nenhum prazo chegou ao fim.", barras,
        "De cumpridos, cumpridos fora do prazo, resolvidos e vencidos.", cheia=100,
    )  # fmt: skip


def idade_dos_vencidos(figuras: Figuras) -> Grafico:
    """Return the chart of the age of what lapsed and is still without an act."""
    total = sum(quantos for _, quantos in figuras.idades)
    barras = [(nome, float(quantos), milhar(quantos)) for nome, quantos in figuras.idades] if total else []
    return _Barras(
        "Idade dos vencidos sem ato", "Nenhum vencido sem ato.", barras,
        "Dias desde o último dia possível.",
    )  # fmt: skip
