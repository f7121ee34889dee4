"""The summary of the quarterly report, for the head of the unit: key figures and the reconciliation, line by line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bahiaservidor.documentos.base import SEM_SERIFA, SEM_SERIFA_NEGRITO, Folha, quebrar
from bahiaservidor.documentos.relatorio_figuras import Figuras, Rubricas, milhar, por_cento
from bahiaservidor.documentos.relatorio_modelos import Destino, Entrada, Rubrica, Secao

_CORPO: Final = 7.8
_TITULOS: Final = 5.9
_ENTRE_TITULOS: Final = 7.2
_LINHA: Final = 12.4
_CABECALHO: Final = 30.0
_DESTAQUES: Final = 40.0
_ROTULOS: Final = 0.215
"""Share of the width for the names of the lines."""

COLUNAS: Final[tuple[Entrada | Destino, ...]] = (*Entrada, *Destino)


def _sinal(nome: Entrada | Destino) -> str:
    """Return the sign of a column in the sum that each line is."""
    if nome is Entrada.INICIO:
        return ""
    if nome is Destino.PENDENTE:
        return "="
    return "+" if isinstance(nome, Entrada) else "\N{MINUS SIGN}"


def destaques(figuras: Figuras) -> tuple[tuple[str, str], ...]:
    """Return the key figures: words and number."""
    em_tempo = figuras.cumpridos_em_tempo
    return (
        ("vencidos em trimestres anteriores, sem ato", milhar(figuras.secoes[Secao.VENCIDOS])),
        ("vencidos depois disso, sem ato", milhar(figuras.vencidos_no_trimestre)),
        ("em zona cinzenta", milhar(figuras.secoes[Secao.ZONA_CINZENTA])),
        ("suspensos", milhar(figuras.secoes[Secao.SUSPENSOS])),
        ("pendentes no fim", milhar(figuras.soma.destinos[Destino.PENDENTE])),
        ("cumpridos no prazo", por_cento(em_tempo.por_cento) if em_tempo.total else "–"),
        ("prazos no relatório", milhar(figuras.total)),
    )


def desenhar_destaques(folha: Folha, x: float, y: float, largura: float, figuras: Figuras) -> float:
    """Draw the key figures, a box each; return where they end."""
    valores = destaques(figuras)
    folga = 6.0
    caixa = (largura - folga * (len(valores) - 1)) / len(valores)
    for posicao, (rotulo, valor) in enumerate(valores):
        # The first is what has waited longest: it is framed so.
        folha.retangulo(x, y - _DESTAQUES, caixa, _DESTAQUES, borda=0.2, espessura=0.4 if posicao else 1.2)
        folha.texto(x + 6, y - 17, valor, SEM_SERIFA_NEGRITO, 13.5)
        for numero, linha in enumerate(quebrar(rotulo, SEM_SERIFA, 6.6, caixa - 10)[:2]):
            folha.texto(x + 6, y - 26 - numero * 7.6, linha, SEM_SERIFA, 6.6, cinza=0.2)
        x += caixa + folga
    return y - _DESTAQUES


class Conciliacao:
    """The table: a line for each kind that occurs, for the grey zone and for the suspended; and the total."""

    def __init__(self, figuras: Figuras) -> None:
        self._linhas: Sequence[Rubricas] = [r for r in figuras.linhas if r.total or isinstance(r.linha, Rubrica)]
        self._soma = figuras.soma

    def altura(self, largura: float) -> float:
        """Return the height in that width."""
        return _CABECALHO + sum(self._altura_linha(r, largura) for r in (*self._linhas, self._soma))

    @staticmethod
    def _altura_linha(rubricas: Rubricas, largura: float) -> float:
        return _LINHA + (len(_rotulo(rubricas, largura)) - 1) * 8.6

    def desenhar(self, folha: Folha, x: float, topo: float, largura: float) -> float:
        """Draw it with the upper left corner at (x, topo), numbers at the right of their columns; return its end."""
        rotulos = largura * _ROTULOS
        coluna = (largura - rotulos) / len(COLUNAS)
        base = topo - _CABECALHO
        self._cabecalho(folha, x, base, rotulos, coluna)
        folha.linha(x, base, x + largura, base, espessura=0.8)
        # The last column is what remains: it is set on grey.
        altura = self.altura(largura) - _CABECALHO
        folha.retangulo(x + largura - coluna + 3, base - altura, coluna - 3, altura, fundo=0.93)
        y = base
        for rubricas in (*self._linhas, self._soma):
            total = rubricas.linha is None
            if total:
                folha.linha(x, y, x + largura, y, espessura=0.8)
            fonte = SEM_SERIFA_NEGRITO if total else SEM_SERIFA
            for numero, parte in enumerate(_rotulo(rubricas, largura)):
                folha.texto(x, y - 9 - numero * 8.6, parte, fonte, _CORPO)
            for posicao, nome in enumerate(COLUNAS, start=1):
                valor = _valor(rubricas, nome)
                negrito = total or nome is Destino.PENDENTE
                folha.texto(
                    x + rotulos + coluna * posicao - 2, y - 9, milhar(valor) if valor else "–",
                    SEM_SERIFA_NEGRITO if negrito else SEM_SERIFA, _CORPO, alinhar="direita",
                    cinza=0 if valor else 0.5,
                )  # fmt: skip
            y -= self._altura_linha(rubricas, largura)
            if not total:
                folha.linha(x, y, x + largura, y, espessura=0.25, cinza=0.7)
        return y

    @staticmethod
    def _cabecalho(folha: Folha, x: float, base: float, rotulos: float, coluna: float) -> None:
        folha.texto(x, base + 4, "Prazo", SEM_SERIFA_NEGRITO, _TITULOS + 0.4)
        for posicao, nome in enumerate(COLUNAS, start=1):
            direita = x + rotulos + coluna * posicao - 2
            texto = f"{_sinal(nome)} {nome.rotulo}".strip()
            partes = quebrar(texto, SEM_SERIFA_NEGRITO, _TITULOS, coluna - 3.2)
            for numero, parte in enumerate(reversed(partes)):
                y = base + 4 + numero * _ENTRE_TITULOS
                folha.texto(direita, y, parte, SEM_SERIFA_NEGRITO, _TITULOS, alinhar="direita")


def _rotulo(rubricas: Rubricas, largura: float) -> tuple[str, ...]:
    fonte = SEM_SERIFA_NEGRITO if rubricas.linha is None else SEM_SERIFA
    return quebrar(rubricas.rotulo, fonte, _CORPO, largura * _ROTULOS - 6)


def _valor(rubricas: Rubricas, nome: Entrada | Destino) -> int:
    return rubricas.entradas[nome] if isinstance(nome, Entrada) else rubricas.destinos[nome]
