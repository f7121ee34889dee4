"""How the quarterly report is set on the page: the summary with its charts, how to read it, and then the list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import ClassVar, Final

from reportlab.lib.pagesizes import A4, landscape

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
)
from bahiaservidor.documentos.blocos import Paragrafo
from bahiaservidor.documentos.relatorio_figuras import Figuras, figuras
from bahiaservidor.documentos.relatorio_graficos import Grafico, PorMes, idade_dos_vencidos, no_prazo_por_orgao
from bahiaservidor.documentos.relatorio_lista import Lista, PaginaLista
from bahiaservidor.documentos.relatorio_modelos import DadosRelatorio
from bahiaservidor.documentos.relatorio_resumo import Conciliacao, desenhar_destaques
from bahiaservidor.documentos.textos import ModeloTexto
from bahiaservidor.estatuto.formatos.datas import formatar_data

_ENTRE_COLUNAS: Final = 22.0
_LARGURAS: Final = (0.40, 0.33, 0.27)
"""Shares of the width for the three charts."""
NOTAS: Final = (
    "nota_conciliacao", "nota_inicio", "nota_pertence", "nota_movimentos", "nota_estados", "nota_zona", "nota_proprios",
    "nota_tardios",
)  # fmt: skip
"""Texts that say how the report is to be read, in order."""


class RelatorioTrimestral(Documento):
    """Landscape, for the columns of the list."""

    chave: ClassVar[str] = "relatorio_trimestral"

    tamanho: ClassVar[tuple[float, float]] = landscape(A4)
    margem_direita: ClassVar[float] = 1.6 * CM
    margem_superior: ClassVar[float] = 1.5 * CM
    margem_inferior: ClassVar[float] = 1.8 * CM

    def __init__(self, dados: DadosRelatorio, *, modelo: ModeloTexto) -> None:
        identificacao = replace(dados.identificacao, situacao_em=dados.em)
        if identificacao.versao_modelo is None:
            identificacao = replace(identificacao, versao_modelo=modelo.versao)
        self.dados = dados
        self.modelo = modelo
        self.figuras: Figuras = figuras(dados)
        super().__init__(
            orgao=dados.orgao,
            identificacao=identificacao,
            especie=modelo.titulo,
            assunto=f"Prazos do {dados.periodo}, situação em {formatar_data(dados.em)}",
        )
        self._graficos: tuple[Grafico, ...] = (
            PorMes(self.figuras, dados.inicio.month),
            no_prazo_por_orgao(self.figuras),
            idade_dos_vencidos(self.figuras),
        )
        self._conciliacao = Conciliacao(self.figuras)

    @property
    def titulo(self) -> str:
        """Kind, number if any, and the quarter."""
        return f"{super().titulo} – {self.dados.periodo}"

    @property
    def _topo(self) -> float:
        return self.tamanho[1] - self.margem_superior - 20

    @property
    def _abaixo_do_titulo(self) -> float:
        return self.tamanho[1] - self.margem_superior - self.altura_timbre() - 45

    # ------------------------------------------------------------ pages

    def paginar(self) -> list[Pagina]:
        """Return the pages, laid out and not yet drawn: summary, how to read it, list."""
        if not self.figuras.total:
            return [self._pagina_vazia]
        cabem = self._fim_da_conciliacao() - 10 - self._altura_graficos() >= self.margem_inferior
        lista = Lista(x=self.margem_esquerda, topo=self._topo, largura=self.largura_util, base=self.margem_inferior + 4)
        lista.dispor(self.dados.linhas, self.figuras.secoes)
        return [
            partial(self._pagina_resumo, cabem),
            *self._paginas_de_notas(not cabem),
            *(partial(self._pagina_lista, lista, pagina) for pagina in lista.paginas),
        ]

    def _paginas_de_notas(self, com_graficos: bool) -> list[Pagina]:
        """Return the pages of the notes, after the charts where these did not fit in the summary."""
        notas = [
            Paragrafo(self.modelo.paragrafo(nome, **self._campos()), corpo=9.2, alinhar="esquerda", marca="•")
            for nome in NOTAS
        ]
        altura = self._topo - 22 - self.margem_inferior
        disponivel = altura - (self._altura_graficos() + 22 if com_graficos else 0)
        paginas: list[list[Paragrafo]] = [[]]
        for nota in notas:
            ocupa = nota.altura(self.largura_util) + 3
            if ocupa > disponivel and paginas[-1]:
                paginas.append([])
                disponivel = altura
            paginas[-1].append(nota)
            disponivel -= ocupa
        return [
            partial(self._pagina_notas, com_graficos and numero == 0, numero == 0, deste)
            for numero, deste in enumerate(paginas)
        ]

    def _campos(self) -> dict[str, str | None]:
        d = self.dados
        return {
            "em": formatar_data(d.em), "inicio": formatar_data(d.inicio), "fim": formatar_data(d.fim),
            "saldo": d.saldo or None,
        }  # fmt: skip

    def demais_paginas(self, folha: Folha) -> None:
        """Running head: the report, the quarter and the day the figures are of."""
        y = self.tamanho[1] - self.margem_superior - 6
        folha.texto(self.margem_esquerda, y, self.titulo, SEM_SERIFA, 8, cinza=0.2)
        orgao = encurtar(self.orgao.nome, SEM_SERIFA, 8, self.largura_util * 0.5)
        folha.texto(self.direita, y, orgao, SEM_SERIFA, 8, alinhar="direita", cinza=0.2)
        folha.linha(self.margem_esquerda, y - 5, self.direita, y - 5, espessura=0.3, cinza=0.5)

    def rodape(self, folha: Folha, pagina: int, total: int) -> None:
        """Foot: what every paper has there, the seal of the registry with it, and under it the hash of the contents."""
        super().rodape(folha, pagina, total)
        if self.dados.conteudo:
            selado = f"O selo abrange {self.dados.selado}. " if self.dados.selado else ""
            texto = f"{selado}Conteúdo (SHA-256): {self.dados.conteudo}"
            folha.texto(self.margem_esquerda, self.margem_inferior - 32, texto, SEM_SERIFA, 6.5, cinza=0.35)

    # ------------------------------------------------------------ the first page

    def _titulos(self, folha: Folha) -> float:
        """Draw the title under the heading; return where the body begins."""
        meio = self.margem_esquerda + self.largura_util / 2
        y = self._abaixo_do_titulo + 28
        numero = f" nº {self.identificacao.numero_e_ano}" if self.identificacao.numero else ""
        folha.texto(meio, y, f"{self.especie.upper()}{numero}", SERIFA_NEGRITO, 14, alinhar="centro")
        inicio, fim = formatar_data(self.dados.inicio), formatar_data(self.dados.fim)
        em = formatar_data(self.dados.em)
        texto = f"{self.dados.periodo} ({inicio} a {fim}) · situação em {em}"
        folha.texto(meio, y - 15, texto, SERIFA, 11, alinhar="centro")
        return self._abaixo_do_titulo

    def _pagina_vazia(self, folha: Folha) -> None:
        y = self._titulos(folha)
        campos = self._campos()
        texto = self.modelo.paragrafo("vazio", inicio=campos["inicio"], fim=campos["fim"], em=campos["em"])
        Paragrafo(texto, corpo=12, alinhar="centro").desenhar(folha, self.margem_esquerda, y - 30, self.largura_util)

    def _fonte_do_inicio(self) -> Paragrafo:
        return Paragrafo(self.modelo.paragrafo("inicio", saldo=self.dados.saldo), corpo=8.4, alinhar="esquerda")

    def _fim_da_conciliacao(self) -> float:
        """Return where the table and the sentence under it will end."""
        tabela = self._abaixo_do_titulo - 40 - 20 - self._conciliacao.altura(self.largura_util)
        return tabela - 4 - self._fonte_do_inicio().altura(self.largura_util)

    def _pagina_resumo(self, com_graficos: bool, folha: Folha) -> None:
        folha.marcador("Resumo", "resumo")
        y = desenhar_destaques(folha, self.margem_esquerda, self._titulos(folha), self.largura_util, self.figuras)
        self._subtitulo(folha, self.margem_esquerda, y - 15, "Conciliação")
        y = self._conciliacao.desenhar(folha, self.margem_esquerda, y - 20, self.largura_util) - 4
        nota = self._fonte_do_inicio()
        nota.desenhar(folha, self.margem_esquerda, y, self.largura_util)
        if com_graficos:
            self._desenhar_graficos(folha, y - nota.altura(self.largura_util) - 10)

    def _subtitulo(self, folha: Folha, x: float, y: float, texto: str) -> None:
        folha.texto(x, y, texto, SEM_SERIFA_NEGRITO, 9.5)

    # ------------------------------------------------------------ charts and notes

    def _larguras(self) -> Sequence[float]:
        livre = self.largura_util - 2 * _ENTRE_COLUNAS
        return [livre * parte for parte in _LARGURAS]

    def _altura_graficos(self) -> float:
        return max(g.altura(w) for g, w in zip(self._graficos, self._larguras(), strict=True))

    def _desenhar_graficos(self, folha: Folha, topo: float) -> None:
        x = self.margem_esquerda
        for grafico, largura in zip(self._graficos, self._larguras(), strict=True):
            grafico.desenhar(folha, x, topo, largura)
            x += largura + _ENTRE_COLUNAS

    def _pagina_notas(self, com_graficos: bool, primeira: bool, notas: Sequence[Paragrafo], folha: Folha) -> None:
        y = self._topo
        if com_graficos:
            self._desenhar_graficos(folha, y - 4)
            y -= self._altura_graficos() + 22
        if primeira:
            folha.marcador("Como ler", "notas")
            self._subtitulo(folha, self.margem_esquerda, y - 12, "Como ler este relatório")
        y -= 20
        for nota in notas:
            nota.desenhar(folha, self.margem_esquerda, y, self.largura_util)
            y -= nota.altura(self.largura_util) + 3

    def _pagina_lista(self, lista: Lista, pagina: PaginaLista, folha: Folha) -> None:
        lista.desenhar(pagina, folha)
