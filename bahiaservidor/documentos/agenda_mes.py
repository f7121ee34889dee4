"""The month on paper: a grid of days, each with its deadlines and internal dates in words."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Sequence
from typing import Final

from bahiaservidor.documentos.agenda_modelos import LinhaAgenda
from bahiaservidor.documentos.base import SEM_SERIFA, SEM_SERIFA_NEGRITO, Folha, encurtar, quebrar
from bahiaservidor.documentos.textos import limpar, matricula_formatada

_SEMANA: Final = ("segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "sábado", "domingo")
_CABECALHO: Final = 14.0
_CORPO: Final = 6.4
_ENTRELINHA: Final = 7.6
_NUMERO: Final = 8.5

INTERNA: Final = "Data interna"
"""What the mark of an internal date is called, on the screen and on paper."""

Marca = tuple[str, bool]
"""Words of a mark, and whether they are in bold."""


def marcas_do_mes(
    mes: dt.date, linhas: Sequence[LinhaAgenda], *, sem_nomes: bool = False
) -> dict[dt.date, list[Marca]]:
    """Return the marks of each day of a month, those that fall due first, in the order of the rows."""
    por_dia: dict[dt.date, list[Marca]] = {}
    for linha in linhas:
        if linha.vence is not None and _no_mes(linha.vence, mes):
            quem = _quem(linha, sem_nomes)
            por_dia.setdefault(linha.vence, []).append((f"{linha.estado}: {linha.prazo}{quem}", linha.destaque))
    for linha in linhas:
        if linha.data_interna is not None and _no_mes(linha.data_interna, mes):
            por_dia.setdefault(linha.data_interna, []).append(
                (f"{INTERNA}: {linha.prazo}{_quem(linha, sem_nomes)}", False)
            )
    return por_dia


def _no_mes(dia: dt.date, mes: dt.date) -> bool:
    return (dia.year, dia.month) == (mes.year, mes.month)


def _quem(linha: LinhaAgenda, sem_nomes: bool) -> str:
    matricula = matricula_formatada(linha.matricula)
    if not sem_nomes:
        return f", {limpar(linha.nome)}"
    return f", {matricula}" if matricula else ""


class GradeDoMes:
    """One page: seven columns, as many rows as the month has weeks; what does not fit in a day is counted."""

    def __init__(
        self, mes: dt.date, linhas: Sequence[LinhaAgenda], *, hoje: dt.date, x: float, topo: float, largura: float,
        base: float, sem_nomes: bool = False,
    ) -> None:  # fmt: skip
        self._mes = mes.replace(day=1)
        self._hoje = hoje
        self._x, self._topo, self._largura, self._base = x, topo, largura, base
        self._marcas = marcas_do_mes(self._mes, linhas, sem_nomes=sem_nomes)

    def desenhar(self, folha: Folha) -> None:
        """Draw the grid."""
        coluna = self._largura / 7
        for posicao, nome in enumerate(_SEMANA):
            folha.texto(self._x + posicao * coluna + 3, self._topo - 10, nome, SEM_SERIFA_NEGRITO, 7.4)
        dias = monthrange(self._mes.year, self._mes.month)[1]
        desloca = self._mes.weekday()
        semanas = -(-(desloca + dias) // 7)
        altura = (self._topo - _CABECALHO - self._base) / semanas
        for numero in range(dias):
            semana, dia_da_semana = divmod(desloca + numero, 7)
            self._dia(
                folha, self._mes + dt.timedelta(days=numero), self._x + dia_da_semana * coluna,
                self._topo - _CABECALHO - (semana + 1) * altura, coluna, altura,
            )  # fmt: skip

    def _dia(self, folha: Folha, dia: dt.date, x: float, y: float, largura: float, altura: float) -> None:
        fundo = 0.93 if dia.weekday() >= 5 else None
        espessura = 1.6 if dia == self._hoje else 0.4
        folha.retangulo(x, y, largura, altura, fundo=fundo, borda=0.35, espessura=espessura)
        rotulo = f"{dia.day} (situação nesta data)" if dia == self._hoje else str(dia.day)
        folha.texto(x + 3, y + altura - 9, rotulo, SEM_SERIFA_NEGRITO, 7.4)
        marcas = self._marcas.get(dia, [])
        cabem = max(1, int((altura - _NUMERO - 4) // _ENTRELINHA))
        baixo = y + altura - _NUMERO - 2
        inteiras = [
            (trecho, forte)
            for texto, forte in marcas
            for trecho in quebrar(texto, SEM_SERIFA_NEGRITO if forte else SEM_SERIFA, _CORPO, largura - 6)
        ]
        if len(inteiras) <= cabem:
            self._escrever(folha, inteiras, x, baixo, largura)
            return
        # One line of them says how many are not there.
        mostradas = marcas if len(marcas) <= cabem else marcas[: cabem - 1]
        baixo = self._escrever(folha, mostradas, x, baixo, largura)
        resto = len(marcas) - len(mostradas)
        if resto:
            mais = f"e mais {resto}: ver a lista" if mostradas else f"{resto}: ver a lista"
            folha.texto(x + 3, baixo - _ENTRELINHA + 1, mais, SEM_SERIFA, _CORPO, cinza=0.2)

    @staticmethod
    def _escrever(folha: Folha, marcas: Sequence[Marca], x: float, y: float, largura: float) -> float:
        for texto, forte in marcas:
            y -= _ENTRELINHA
            fonte = SEM_SERIFA_NEGRITO if forte else SEM_SERIFA
            folha.texto(x + 3, y + 1, encurtar(limpar(texto), fonte, _CORPO, largura - 6), fonte, _CORPO)
        return y
