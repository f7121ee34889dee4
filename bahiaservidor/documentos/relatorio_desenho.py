"""How the quarterly report is set on the page: the summary with its tables and chart, and then the list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
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
    quebrar,
)
from bahiaservidor.documentos.blocos import Paragrafo
from bahiaservidor.documentos.grafico import Meses, altura_grafico, amostra, desenhar_grafico
from bahiaservidor.documentos.modelos import DadosRelatorioTrimestral
from bahiaservidor.documentos.relatorio_lista import Lista, PaginaLista
from bahiaservidor.documentos.relatorio_totais import ESTADOS, contar, milhar, totalizar
from bahiaservidor.documentos.textos import ModeloTexto
from bahiaservidor.estatuto.formatos.datas import MESES, formatar_data
from bahiaservidor.estatuto.tipos import EstadoPrazo

_LINHA: Final = 14.0
_CABECALHO: Final = 32.0
_CORPO: Final = 8.0
_SUBTITULO: Final = 34.0
_DESTAQUES: Final = 42.0
_ENTRE_COLUNAS: Final = 24.0
_NEGRITO_PEQUENO: Final = 6.7


@dataclass(frozen=True, slots=True)
class LinhaTabela:
    """A row of a table of counts: what is counted and the number in each state."""

    rotulo: str
    contagem: Counter[EstadoPrazo]
    total: bool = False


class RelatorioTrimestral(Documento):
    """Landscape, for the nine columns of the list."""

    chave: ClassVar[str] = "relatorio_trimestral"

    tamanho: ClassVar[tuple[float, float]] = landscape(A4)
    margem_direita: ClassVar[float] = 1.6 * CM
    margem_superior: ClassVar[float] = 1.5 * CM
    margem_inferior: ClassVar[float] = 1.8 * CM

    def __init__(self, dados: DadosRelatorioTrimestral, *, modelo: ModeloTexto) -> None:
        identificacao = replace(dados.identificacao, situacao_em=dados.em)
        if identificacao.versao_modelo is None:
            identificacao = replace(identificacao, versao_modelo=modelo.versao)
        self.dados = dados
        self.modelo = modelo
        self.totais = totalizar(dados)
        self.periodo = f"{dados.trimestre}º trimestre de {dados.ano}"
        super().__init__(
            orgao=dados.orgao,
            identificacao=identificacao,
            especie=modelo.titulo,
            assunto=f"Prazos do {self.periodo}, situação em {formatar_data(dados.em)}",
        )

    @property
    def titulo(self) -> str:
        """Kind, number if any, and the quarter."""
        return f"{super().titulo} – {self.periodo}"

    @property
    def _topo(self) -> float:
        return self.tamanho[1] - self.margem_superior - 20

    def paginar(self) -> list[Pagina]:
        """Return the pages, laid out and not yet drawn: summary, table by órgão, list."""
        if not self.totais.total:
            return [self._pagina_vazia]
        orgaos = [LinhaTabela(grupo.orgao, grupo.por_estado) for grupo in self.totais.grupos]
        orgaos.append(self._linha_total())
        resta = self._fim_resumo() - self.margem_inferior
        cabe = _SUBTITULO + self._altura_tabela(orgaos, self.largura_util) <= resta
        tabelas = [] if cabe else self._paginar_orgaos(orgaos)
        lista = Lista(x=self.margem_esquerda, topo=self._topo, largura=self.largura_util, base=self.margem_inferior + 4)
        lista.dispor(self.totais)
        return [
            partial(self._pagina_resumo, orgaos if cabe else []),
            *(partial(self._pagina_orgaos, tabela, numero) for numero, tabela in enumerate(tabelas)),
            *(partial(self._pagina_lista, lista, pagina) for pagina in lista.paginas),
        ]

    def _paginar_orgaos(self, linhas: Sequence[LinhaTabela]) -> list[list[LinhaTabela]]:
        disponivel = self._topo - self.margem_inferior - _CABECALHO - 26
        paginas: list[list[LinhaTabela]] = [[]]
        usado = 0.0
        for linha in linhas:
            altura = self._altura_linha(linha, self.largura_util - self._numeros(self.largura_util))
            if usado + altura > disponivel:
                # The total never stands alone on a page.
                carregada = [paginas[-1].pop()] if linha.total and len(paginas[-1]) > 1 else []
                paginas.append(carregada)
                usado = sum(self._altura_linha(outra, self.largura_util) for outra in carregada)
            paginas[-1].append(linha)
            usado += altura
        return paginas

    def demais_paginas(self, folha: Folha) -> None:
        """Running head: the report, the quarter and the day the figures are of."""
        y = self.tamanho[1] - self.margem_superior - 6
        folha.texto(self.margem_esquerda, y, self.titulo, SEM_SERIFA, 8, cinza=0.2)
        orgao = encurtar(self.orgao.nome, SEM_SERIFA, 8, self.largura_util * 0.5)
        folha.texto(self.direita, y, orgao, SEM_SERIFA, 8, alinhar="direita", cinza=0.2)
        folha.linha(self.margem_esquerda, y - 5, self.direita, y - 5, espessura=0.3, cinza=0.5)

    @property
    def _abaixo_do_titulo(self) -> float:
        return self.tamanho[1] - self.margem_superior - self.altura_timbre() - 47

    def _titulos(self, folha: Folha) -> float:
        """Draw the title under the heading; return where the body begins."""
        meio = self.margem_esquerda + self.largura_util / 2
        y = self._abaixo_do_titulo + 30
        numero = f" nº {self.identificacao.numero_e_ano}" if self.identificacao.numero else ""
        folha.texto(meio, y, f"{self.especie.upper()}{numero}", SERIFA_NEGRITO, 14, alinhar="centro")
        inicio, fim = formatar_data(self.dados.inicio), formatar_data(self.dados.fim)
        em = formatar_data(self.dados.em)
        texto = f"{self.periodo} ({inicio} a {fim}) · situação em {em}"
        folha.texto(meio, y - 16, texto, SERIFA, 11, alinhar="centro")
        return self._abaixo_do_titulo

    def _pagina_vazia(self, folha: Folha) -> None:
        y = self._titulos(folha)
        inicio, fim, em = (formatar_data(data) for data in (self.dados.inicio, self.dados.fim, self.dados.em))
        texto = self.modelo.paragrafo("vazio", inicio=inicio, fim=fim, em=em)
        Paragrafo(texto, corpo=12, alinhar="centro").desenhar(folha, self.margem_esquerda, y - 30, self.largura_util)

    def _linha_total(self) -> LinhaTabela:
        return LinhaTabela("Total", self.totais.por_estado, total=True)

    def _linhas_por_tipo(self) -> list[LinhaTabela]:
        tipos = [LinhaTabela(tipo.rotulo, contagem) for tipo, contagem in self.totais.por_tipo.items()]
        return [*tipos, self._linha_total()]

    def _meses(self) -> Meses:
        primeiro = self.dados.inicio.month - 1
        return [(MESES[primeiro + n].capitalize(), contagem) for n, contagem in enumerate(self.totais.por_mes)]

    def _larguras_resumo(self) -> tuple[float, float]:
        """Return the widths of the table and of the chart beside it."""
        tabela = self.largura_util * 0.64
        return tabela, self.largura_util - tabela - _ENTRE_COLUNAS

    def _fim_tabela_e_grafico(self, topo: float) -> float:
        tabela, grafico = self._larguras_resumo()
        altura_tabela = 6 + self._altura_tabela(self._linhas_por_tipo(), tabela)
        return topo - max(altura_tabela, 14 + altura_grafico(self._meses(), grafico))

    def _fim_resumo(self) -> float:
        """Return where the summary will end, so that the table by órgão joins it if it fits."""
        fim = self._fim_tabela_e_grafico(self._abaixo_do_titulo - _DESTAQUES - 18) - 10
        return fim - sum(nota.altura(self.largura_util) + 2 for nota in self._notas())

    def _pagina_resumo(self, orgaos: Sequence[LinhaTabela], folha: Folha) -> None:
        folha.marcador("Resumo", "resumo")
        y = self._destaques(folha, self._titulos(folha)) - 18
        largura_tabela, largura_grafico = self._larguras_resumo()
        self._subtitulo(folha, self.margem_esquerda, y, "Por espécie e estado")
        self._tabela(folha, self.margem_esquerda, y - 6, largura_tabela, "Prazo", self._linhas_por_tipo())
        x = self.direita - largura_grafico
        self._subtitulo(folha, x, y, "Por mês de vencimento e estado")
        desenhar_grafico(folha, x, y - 14, largura_grafico, self._meses())
        y = self._fim_tabela_e_grafico(y) - 10
        for nota in self._notas():
            nota.desenhar(folha, self.margem_esquerda, y, self.largura_util)
            y -= nota.altura(self.largura_util) + 2
        if orgaos:
            self._subtitulo(folha, self.margem_esquerda, y - 20, "Por órgão e estado")
            self._tabela(folha, self.margem_esquerda, y - 26, self.largura_util, "Órgão", orgaos)

    def _notas(self) -> list[Paragrafo]:
        textos = [self.modelo.paragrafo("nota_estados", em=formatar_data(self.dados.em))]
        if self.totais.sem_mes:
            textos.append(self.modelo.paragrafo("nota_sem_data", quantidade=contar(self.totais.sem_mes)))
        return [Paragrafo(texto, corpo=8.2, alinhar="esquerda") for texto in textos]

    def _destaques(self, folha: Folha, y: float) -> float:
        """Draw the figure of each state, and the total; return where they end."""
        folga, altura = 6.0, _DESTAQUES
        largura = (self.largura_util - folga * len(ESTADOS)) / (len(ESTADOS) + 1)
        valores = [(estado.rotulo, self.totais.por_estado[estado], estado) for estado in ESTADOS]
        x = self.margem_esquerda
        for rotulo, valor, estado in [("Total", self.totais.total, None), *valores]:
            folha.retangulo(x, y - altura, largura, altura, borda=0.4, espessura=1.0 if estado is None else 0.4)
            folha.texto(x + 7, y - 19, milhar(valor), SEM_SERIFA_NEGRITO, 15, cinza=0 if valor else 0.55)
            inicio = x + 7
            if estado is not None:
                amostra(folha, x + largura - 15, y - 17, 9, 9, estado)
            for indice, linha in enumerate(quebrar(rotulo, SEM_SERIFA, 7.2, largura - 11)):
                folha.texto(inicio, y - 29 - indice * 8.2, linha, SEM_SERIFA, 7.2, cinza=0.2)
            x += largura + folga
        return y - altura

    def _subtitulo(self, folha: Folha, x: float, y: float, texto: str) -> None:
        folha.texto(x, y, texto, SEM_SERIFA_NEGRITO, 9.5)

    def _pagina_orgaos(self, linhas: Sequence[LinhaTabela], numero: int, folha: Folha) -> None:
        if numero == 0:
            folha.marcador("Por órgão", "orgaos")
        texto = "Por órgão e estado" if numero == 0 else "Por órgão e estado (continuação)"
        self._subtitulo(folha, self.margem_esquerda, self._topo - 12, texto)
        self._tabela(folha, self.margem_esquerda, self._topo - 18, self.largura_util, "Órgão", linhas)

    @staticmethod
    def _numeros(largura: float) -> float:
        """Width of all the number columns together."""
        return min(largura * 0.76, 8 * 56.0)

    def _altura_linha(self, linha: LinhaTabela, largura: float) -> float:
        fonte = SEM_SERIFA_NEGRITO if linha.total else SEM_SERIFA
        return _LINHA + (len(quebrar(linha.rotulo, fonte, _CORPO, largura - 6)) - 1) * 10

    def _altura_tabela(self, linhas: Sequence[LinhaTabela], largura: float) -> float:
        rotulos = largura - self._numeros(largura)
        return _CABECALHO + sum(self._altura_linha(linha, rotulos) for linha in linhas)

    def _tabela(
        self, folha: Folha, x: float, topo: float, largura: float, cabecalho: str, linhas: Sequence[LinhaTabela]
    ) -> float:
        """Draw a table of counts by state, the numbers at the right of their columns; return where it ends."""
        coluna = self._numeros(largura) / (len(ESTADOS) + 1)
        rotulos = largura - self._numeros(largura)
        fim = x + largura
        base = topo - _CABECALHO
        folha.texto(x, base + 4, cabecalho, SEM_SERIFA_NEGRITO, _NEGRITO_PEQUENO)
        titulos = [*(estado.rotulo for estado in ESTADOS), "Total"]
        for indice, titulo in enumerate(titulos, start=1):
            partes = quebrar(titulo, SEM_SERIFA_NEGRITO, _NEGRITO_PEQUENO, coluna - 1)
            for linha_titulo, parte in enumerate(reversed(partes)):
                direita = x + rotulos + coluna * indice
                y = base + 4 + linha_titulo * 8
                folha.texto(direita, y, parte, SEM_SERIFA_NEGRITO, _NEGRITO_PEQUENO, alinhar="direita")
        folha.linha(x, base, fim, base, espessura=0.8)
        y = base
        for linha in linhas:
            fonte = SEM_SERIFA_NEGRITO if linha.total else SEM_SERIFA
            altura = self._altura_linha(linha, rotulos)
            if linha.total:
                folha.linha(x, y, fim, y, espessura=0.8)
            for indice, parte in enumerate(quebrar(linha.rotulo, fonte, _CORPO, rotulos - 6)):
                folha.texto(x, y - 10 - indice * 10, parte, fonte, _CORPO)
            valores = [*(linha.contagem[estado] for estado in ESTADOS), sum(linha.contagem.values())]
            for indice, valor in enumerate(valores, start=1):
                numero = milhar(valor) if valor else "–"
                negrito = linha.total or indice == len(valores)
                folha.texto(
                    x + rotulos + coluna * indice,
                    y - 10,
                    numero,
                    SEM_SERIFA_NEGRITO if negrito else SEM_SERIFA,
                    _CORPO,
                    alinhar="direita",
                    cinza=0 if valor else 0.5,
                )
            y -= altura
            if not linha.total:
                folha.linha(x, y, fim, y, espessura=0.25, cinza=0.7)
        return y

    def _pagina_lista(self, lista: Lista, pagina: PaginaLista, folha: Folha) -> None:
        lista.desenhar(pagina, folha)
