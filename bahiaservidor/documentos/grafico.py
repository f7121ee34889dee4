"""The small bar chart of the quarterly report: months by state, told apart by shade and hatching on any printer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from bahiaservidor.documentos.base import SEM_SERIFA, SEM_SERIFA_NEGRITO, Folha, medir
from bahiaservidor.documentos.relatorio_totais import ESTADOS, milhar
from bahiaservidor.estatuto.tipos import EstadoPrazo

#: Grey (0 black, 1 white) and step of the hatching in points (0 for none).
_TRAMAS: Final = {
    EstadoPrazo.CUMPRIDO: (0.78, 0.0),
    EstadoPrazo.CUMPRIDO_FORA_DO_PRAZO: (0.86, 3.4),
    EstadoPrazo.VENCIDO: (0.12, 0.0),
    EstadoPrazo.ZONA_CINZENTA: (0.5, 0.0),
    EstadoPrazo.ABERTO: (1.0, 0.0),
    EstadoPrazo.SUSPENSO: (1.0, 5.0),
    EstadoPrazo.PREJUDICADO: (1.0, 2.2),
}
_CORPO: Final = 7.0
_LEGENDA: Final = 11.0
_PASSO: Final = 7.8


Meses = Sequence[tuple[str, Counter[EstadoPrazo]]]


def _presentes(meses: Meses) -> list[EstadoPrazo]:
    return [estado for estado in ESTADOS if any(contagem[estado] for _, contagem in meses)]


def altura_grafico(meses: Meses, largura: float) -> float:
    """Return the height the chart takes in that width, in points; 0 when there is nothing to draw."""
    estados = _presentes(meses)
    if not estados:
        return 0.0
    return len(meses) * (len(estados) + 0.9) * _PASSO + len(_legenda(estados, largura)) * _LEGENDA + 4


def desenhar_grafico(folha: Folha, x: float, topo: float, largura: float, meses: Meses) -> None:
    """Draw horizontal bars from the upper left corner (x, topo) down; a number ends each bar."""
    estados = _presentes(meses)
    if not estados:
        return
    maior = max(contagem[estado] for _, contagem in meses for estado in estados)
    linhas_legenda = _legenda(estados, largura)
    passo, barra = _PASSO, _PASSO * 0.82
    eixo = x + max(medir(mes, SEM_SERIFA_NEGRITO, _CORPO) for mes, _ in meses) + 7
    cheia = x + largura - eixo - medir(milhar(maior), SEM_SERIFA, _CORPO) - 6
    y = topo
    for mes, contagem in meses:
        meio = y - passo * len(estados) / 2
        folha.texto(eixo - 6, meio - _CORPO * 0.35, mes, SEM_SERIFA_NEGRITO, _CORPO, alinhar="direita")
        folha.linha(eixo, y + 1, eixo, y - passo * len(estados) - 1, espessura=0.6)
        for estado in estados:
            y -= passo
            valor = contagem[estado]
            comprimento = cheia * valor / maior
            base = y + (passo - barra) / 2
            if valor:
                amostra(folha, eixo, base, max(comprimento, 0.8), barra, estado)
            numero_y = base + barra / 2 - _CORPO * 0.35
            folha.texto(eixo + comprimento + 3, numero_y, milhar(valor), SEM_SERIFA, _CORPO, cinza=0 if valor else 0.5)
        y -= passo * 0.9
    y -= 4
    for linha in linhas_legenda:
        y -= _LEGENDA
        inicio = x
        for estado, medida in linha:
            amostra(folha, inicio, y + 1.5, 10, 6.5, estado)
            folha.texto(inicio + 13, y + 2.2, estado.rotulo, SEM_SERIFA, _CORPO)
            inicio += medida


def _legenda(estados: Sequence[EstadoPrazo], largura: float) -> list[list[tuple[EstadoPrazo, float]]]:
    """Return the states of each line of the legend with the width each takes."""
    linhas: list[list[tuple[EstadoPrazo, float]]] = [[]]
    usado = 0.0
    for estado in estados:
        medida = 13 + medir(estado.rotulo, SEM_SERIFA, _CORPO) + 12
        if linhas[-1] and usado + medida - 12 > largura:
            linhas.append([])
            usado = 0.0
        linhas[-1].append((estado, medida))
        usado += medida
    return linhas


def amostra(folha: Folha, x: float, y: float, largura: float, altura: float, estado: EstadoPrazo) -> None:
    """Draw a rectangle in the shade of the state."""
    fundo, passo = _TRAMAS[estado]
    folha.retangulo(x, y, largura, altura, fundo=fundo)
    if passo:
        folha.hachura(x, y, largura, altura, passo=passo)
    folha.retangulo(x, y, largura, altura, borda=0.1, espessura=0.4)
