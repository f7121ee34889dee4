"""How the agenda is set on the page: title, filter in words, and the list drawn straight on the canvas."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import ClassVar, Final

from reportlab.lib.pagesizes import A4, landscape

from bahiaservidor.documentos.agenda_mes import GradeDoMes
from bahiaservidor.documentos.agenda_modelos import DadosAgenda, LinhaAgenda
from bahiaservidor.documentos.base import (
    CM,
    SEM_SERIFA,
    SEM_SERIFA_NEGRITO,
    SERIFA,
    SERIFA_NEGRITO,
    Documento,
    Folha,
    Pagina,
    encurtar,
    quebrar,
)
from bahiaservidor.documentos.modelos import IdentificacaoDocumento
from bahiaservidor.documentos.relatorio_figuras import milhar
from bahiaservidor.documentos.textos import matricula_formatada
from bahiaservidor.estatuto.formatos.datas import MESES, formatar_data

CORPO: Final = 7.4
ENTRELINHA: Final = 8.9
_FOLGA: Final = 4.2
_CABECALHO: Final = 24.0
_ENTRE: Final = 6.0
_VAZIO: Final = "–"


@dataclass(frozen=True, slots=True)
class Coluna:
    """A column: heading, share of the width, and what it shows of a deadline."""

    titulo: str
    peso: float
    valor: Callable[[LinhaAgenda], str]
    de_nomes: bool = False


@lru_cache(maxsize=1024)
def _data(data: dt.date | None) -> str:
    return formatar_data(data) if data else _VAZIO


def _interna(linha: LinhaAgenda) -> str:
    if linha.data_interna is None:
        return _VAZIO
    return f"{_data(linha.data_interna)} ({linha.aviso_interna})" if linha.aviso_interna else _data(linha.data_interna)


COLUNAS: Final = (
    Coluna("Vence", 46, lambda linha: _data(linha.vence)),
    Coluna("Último dia possível", 46, lambda linha: _data(linha.vence_ultimo)),
    Coluna("Estado", 60, lambda linha: linha.estado),
    Coluna("Prazo", 92, lambda linha: linha.prazo),
    Coluna("Servidor", 146, lambda linha: linha.nome, de_nomes=True),
    Coluna("Matrícula", 48, lambda linha: matricula_formatada(linha.matricula) or _VAZIO),
    Coluna("Unidade", 108, lambda linha: linha.unidade or _VAZIO),
    Coluna("Responsável", 84, lambda linha: linha.responsavel or _VAZIO, de_nomes=True),
    Coluna("Data interna", 60, _interna),
    Coluna("Fundamento", 92, lambda linha: linha.fundamento or _VAZIO),
)
_ESTADO: Final = "Estado"


@dataclass(slots=True)
class _PaginaLista:
    """What one page of the list shows: texts (x, y, text, font) and the rules under its rows."""

    topo: float
    textos: list[tuple[float, float, str, str]] = field(default_factory=list)
    regras: list[float] = field(default_factory=list)


class Agenda(Documento):
    """Landscape; the first page carries the heading, the title and the filter."""

    tamanho: ClassVar[tuple[float, float]] = landscape(A4)
    margem_esquerda: ClassVar[float] = 1.8 * CM
    margem_direita: ClassVar[float] = 1.6 * CM
    margem_superior: ClassVar[float] = 1.5 * CM
    margem_inferior: ClassVar[float] = 1.8 * CM

    def __init__(self, dados: DadosAgenda) -> None:
        self.dados = dados
        super().__init__(
            orgao=dados.orgao,
            identificacao=IdentificacaoDocumento(situacao_em=dados.em),
            especie="Agenda de prazos",
            assunto=f"Prazos, situação em {formatar_data(dados.em)}: {dados.filtro}",
        )
        self.colunas = [c for c in COLUNAS if not (dados.sem_nomes and c.de_nomes)]
        livre = self.largura_util - _ENTRE * (len(self.colunas) - 1)
        total = sum(coluna.peso for coluna in self.colunas)
        self._medidas = [livre * coluna.peso / total for coluna in self.colunas]
        self._inicios = []
        inicio = self.margem_esquerda
        for medida in self._medidas:
            self._inicios.append(inicio)
            inicio += medida + _ENTRE

    # ------------------------------------------------------------ pages

    def paginar(self) -> list[Pagina]:
        """Return the pages, laid out and not yet drawn: the month if asked for, and the list."""
        if self.dados.mes is None:
            lista = self._dispor(self._abaixo_do_titulo())
            return [partial(self._pagina_lista, pagina) for pagina in lista]
        grade = GradeDoMes(
            self.dados.mes, self.dados.linhas, hoje=self.dados.em, x=self.margem_esquerda,
            topo=self._abaixo_do_titulo(), largura=self.largura_util, base=self.margem_inferior + 6,
            sem_nomes=self.dados.sem_nomes,
        )  # fmt: skip
        lista = self._dispor(self._topo) if self.dados.linhas else []
        return [partial(self._pagina_mes, grade), *(partial(self._pagina_lista, pagina) for pagina in lista)]

    @property
    def _topo(self) -> float:
        return self.tamanho[1] - self.margem_superior - 20

    def _palavras(self) -> list[str]:
        dados = self.dados
        quantos = "1 prazo" if len(dados.linhas) == 1 else f"{milhar(len(dados.linhas))} prazos"
        ordem = f", {dados.ordem}" if dados.ordem and dados.mes is None else ""
        texto = f"Filtro: {dados.filtro}. {quantos}{ordem}. Situação em {formatar_data(dados.em)}."
        return list(quebrar(texto, SERIFA, 10, self.largura_util))

    def _abaixo_do_titulo(self) -> float:
        topo = self.tamanho[1] - self.margem_superior - self.altura_timbre()
        return topo - 42 - 12.5 * len(self._palavras())

    def primeira_pagina(self, folha: Folha) -> None:
        """Heading, title and the filter in words."""
        super().primeira_pagina(folha)
        y = self.tamanho[1] - self.margem_superior - self.altura_timbre() - 22
        meio = self.margem_esquerda + self.largura_util / 2
        mes = self.dados.mes
        titulo = "AGENDA DE PRAZOS" + (f" – {MESES[mes.month - 1].upper()} DE {mes.year}" if mes is not None else "")
        folha.texto(meio, y, titulo, SERIFA_NEGRITO, 14, alinhar="centro")
        y -= 4
        for linha in self._palavras():
            y -= 12.5
            folha.texto(self.margem_esquerda, y, linha, SERIFA, 10)

    def demais_paginas(self, folha: Folha) -> None:
        """Running head: the paper, the filter and the órgão."""
        y = self.tamanho[1] - self.margem_superior - 6
        texto = encurtar(f"{self.titulo} – {self.dados.filtro}", SEM_SERIFA, 8, self.largura_util * 0.68)
        folha.texto(self.margem_esquerda, y, texto, SEM_SERIFA, 8, cinza=0.2)
        orgao = encurtar(self.orgao.nome, SEM_SERIFA, 8, self.largura_util * 0.3)
        folha.texto(self.direita, y, orgao, SEM_SERIFA, 8, alinhar="direita", cinza=0.2)
        folha.linha(self.margem_esquerda, y - 5, self.direita, y - 5, espessura=0.3, cinza=0.5)

    # ------------------------------------------------------------ the list

    def _dispor(self, topo: float) -> list[_PaginaLista]:
        paginas = [_PaginaLista(topo)]
        y = topo - _CABECALHO
        if not self.dados.linhas:
            paginas[-1].textos.append((self.margem_esquerda, y - 14, "Nenhum prazo com este filtro.", SEM_SERIFA))
        for linha in self.dados.linhas:
            celulas = []
            for coluna, medida in zip(self.colunas, self._medidas, strict=True):
                fonte = SEM_SERIFA_NEGRITO if coluna.titulo == _ESTADO and linha.destaque else SEM_SERIFA
                celulas.append((fonte, quebrar(coluna.valor(linha), fonte, CORPO, medida)))
            altura = max(len(trechos) for _, trechos in celulas) * ENTRELINHA + _FOLGA
            if y - altura < self.margem_inferior + 4:
                paginas.append(_PaginaLista(self._topo))
                y = self._topo - _CABECALHO
            pagina = paginas[-1]
            for inicio, (fonte, trechos) in zip(self._inicios, celulas, strict=True):
                for numero, trecho in enumerate(trechos, start=1):
                    pagina.textos.append((inicio, y - numero * ENTRELINHA + 0.4, trecho, fonte))
            y -= altura
            pagina.regras.append(y + 1.2)
        return paginas

    def _pagina_lista(self, pagina: _PaginaLista, folha: Folha) -> None:
        folha.canvas.setLineWidth(0.25)
        folha.canvas.setStrokeGray(0.7)
        if pagina.regras:
            folha.canvas.lines([(self.margem_esquerda, y, self.direita, y) for y in pagina.regras])
        textos = folha.iniciar_textos()
        base = pagina.topo - _CABECALHO + 6.5
        for coluna, inicio, medida in zip(self.colunas, self._inicios, self._medidas, strict=True):
            for numero, linha in enumerate(reversed(quebrar(coluna.titulo, SEM_SERIFA_NEGRITO, CORPO, medida))):
                textos.em(inicio, base + numero * ENTRELINHA, linha, SEM_SERIFA_NEGRITO, CORPO)
        for x, y, texto, fonte in pagina.textos:
            textos.em(x, y, texto, fonte, CORPO)
        textos.fim()
        y = pagina.topo - _CABECALHO + 3
        folha.linha(self.margem_esquerda, y, self.direita, y, espessura=0.8)

    @staticmethod
    def _pagina_mes(grade: GradeDoMes, folha: Folha) -> None:
        grade.desenhar(folha)
