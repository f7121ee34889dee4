"""A `Peca` set on the page, by the same renderer as the termos."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from bahiaservidor.documentos.base import SEM_SERIFA, SEM_SERIFA_NEGRITO, Cancelado, Folha, Progresso, quebrar
from bahiaservidor.documentos.blocos import Anotacao, Assinaturas, Bloco, Grupo, Linha, Paragrafo, Quadro
from bahiaservidor.documentos.peca import (
    Assinam,
    Campos,
    LocalData,
    Parte,
    Peca,
    Quadrinho,
    Subtitulo,
    Tabela,
    Texto,
)
from bahiaservidor.documentos.termo import Termo, desenhar_vias
from bahiaservidor.documentos.textos import ModeloTexto

_CORPO_TABELA: Final = 8.2
_ENTRELINHA: Final = 10.2
_FOLGA: Final = 5.0


def gerar(peca: Peca) -> bytes:
    """Return the paper as a PDF; equal values give equal bytes."""
    return gerar_lote([peca])


def gerar_lote(
    pecas: Sequence[Peca], *, progresso: Progresso | None = None, cancelado: Cancelado | None = None
) -> bytes:
    """Return one PDF with all the papers, each numbered "página x de y" on its own.

    `progresso` receives papers done and total. Raises ErroDominio (nothing kept) when `cancelado` answers yes.
    """
    if not pecas:
        raise ValueError("gerar_lote precisa de ao menos uma peça")
    return desenhar_vias([[PecaPdf(peca)] for peca in pecas], progresso, cancelado)


class PecaPdf(Termo):
    """A paper made of parts."""

    def __init__(self, peca: Peca) -> None:
        self.peca = peca
        modelo = ModeloTexto(arquivo="", versao=peca.identificacao.versao_modelo or "", titulo=peca.titulo)
        super().__init__(
            orgao=peca.orgao,
            identificacao=peca.identificacao,
            modelo=modelo,
            assunto=peca.assunto,
            conteudo=peca,
        )
        self.chave = peca.chave  # type: ignore[misc]  # a kind of paper for each value, not for each class

    def nome_corrente(self) -> str:
        """Return the name repeated at the head of the second page on."""
        return self.peca.nome_corrente

    def _titulo(self) -> Grupo:
        titulo, numero = super()._titulo()
        return [titulo, numero] if self.peca.numerada else [titulo]

    def corpo_texto(self, corpo: float) -> Sequence[Grupo]:
        """Return the groups of the paper, set in that body."""
        grupos: list[Grupo] = []
        for partes in self.peca.grupos:
            blocos = [bloco for parte in partes for bloco in self._blocos(parte, corpo)]
            # The rows of a table may go on to the next page: only its heading and first rows hold together.
            if any(isinstance(parte, Tabela) for parte in partes):
                grupos.extend(_soltar(blocos))
            elif grupos and partes and isinstance(partes[0], LocalData):
                # Nobody signs a page that has nothing else on it: what comes before goes along.
                grupos[-1] = [*grupos[-1], *blocos]
            else:
                grupos.append(blocos)
        return grupos

    def _blocos(self, parte: Parte, corpo: float) -> list[Bloco]:
        match parte:
            case Subtitulo():
                return [Linha(parte.texto.upper(), SEM_SERIFA_NEGRITO, 8.2, antes=11, alinhar="esquerda")]
            case Texto():
                tamanho = corpo - 2.2 if parte.pequeno else corpo
                antes = 3.5 if parte.pequeno or parte.marca else 7
                paragrafo = Paragrafo(parte.texto, corpo=tamanho, antes=antes, marca=parte.marca, alinhar=parte.alinhar)
                return [Recuado(paragrafo)] if parte.recuo else [paragrafo]
            case Campos():
                return [Quadro(parte.titulo, parte.linhas, corpo - 0.6, antes=8, destaque=parte.destaque)]
            case Tabela():
                return _linhas_da_tabela(parte)
            case Assinam():
                return [Assinaturas(parte.itens, corpo)]
            case LocalData():
                return [self.local_e_data(parte.data, corpo)]
            case Quadrinho():
                return [Anotacao(parte.texto, 8, antes=12)]


@dataclass(frozen=True, slots=True)
class Recuado:
    """A block set in from the left half of the page."""

    bloco: Paragrafo

    @property
    def antes(self) -> float:
        """Room above."""
        return self.bloco.antes + 4

    def altura(self, largura: float) -> float:
        """Return the height in that width, in points."""
        return self.bloco.altura(largura / 2) + 4

    def desenhar(self, folha: Folha, x: float, topo: float, largura: float) -> None:
        """Draw with the upper left corner at (x, topo)."""
        self.bloco.desenhar(folha, x + largura / 2, topo, largura / 2)


@dataclass(frozen=True, slots=True)
class LinhaTabela:
    """A row of a table over a hairline; `cabecalho` is drawn again above the first row of a page."""

    celulas: Sequence[str]
    pesos: Sequence[float]
    direita: Sequence[int]
    negrito: bool = False
    titulos: bool = False
    antes: float = 0
    cabecalho: LinhaTabela | None = field(default=None, compare=False)

    @property
    def _fonte(self) -> str:
        return SEM_SERIFA_NEGRITO if self.negrito or self.titulos else SEM_SERIFA

    @property
    def _corpo(self) -> float:
        return _CORPO_TABELA - 1 if self.titulos else _CORPO_TABELA

    def _textos(self, largura: float) -> list[tuple[float, float, tuple[str, ...]]]:
        livre = largura - _FOLGA * (len(self.pesos) - 1)
        total = sum(self.pesos)
        inicio, textos = 0.0, []
        for celula, peso in zip(self.celulas, self.pesos, strict=True):
            medida = livre * peso / total
            textos.append((inicio, medida, quebrar(celula, self._fonte, self._corpo, medida)))
            inicio += medida + _FOLGA
        return textos

    def altura(self, largura: float) -> float:
        """Return the height in that width, in points."""
        return max(len(linhas) for _, _, linhas in self._textos(largura)) * _ENTRELINHA + 3.4

    def desenhar(self, folha: Folha, x: float, topo: float, largura: float) -> None:
        """Draw with the upper left corner at (x, topo)."""
        altura = self.altura(largura)
        for coluna, (inicio, medida, linhas) in enumerate(self._textos(largura)):
            y = topo - 1.2
            for linha in linhas:
                y -= _ENTRELINHA
                if coluna in self.direita:
                    folha.texto(x + inicio + medida, y + 2.4, linha, self._fonte, self._corpo, alinhar="direita")
                else:
                    folha.texto(x + inicio, y + 2.4, linha, self._fonte, self._corpo)
        forte = self.titulos or self.negrito
        folha.linha(x, topo - altura, x + largura, topo - altura, espessura=0.7 if forte else 0.25, cinza=0.3)


def _linhas_da_tabela(tabela: Tabela) -> list[Bloco]:
    blocos: list[Bloco] = []
    if tabela.titulo:
        blocos.append(Linha(tabela.titulo.upper(), SEM_SERIFA_NEGRITO, 7.5, antes=9, alinhar="esquerda"))
    if not tabela.linhas:
        blocos.append(Linha(tabela.vazia, SEM_SERIFA, _CORPO_TABELA, antes=2, alinhar="esquerda", cinza=0.25))
        return blocos
    cabecalho = LinhaTabela(tabela.colunas, tabela.pesos, tabela.direita, titulos=True, antes=2)
    blocos.append(cabecalho)
    ultima = len(tabela.linhas) - 1
    for numero, linha in enumerate(tabela.linhas):
        negrito = tabela.total and numero == ultima
        blocos.append(LinhaTabela(linha, tabela.pesos, tabela.direita, negrito=negrito, cabecalho=cabecalho))
    return blocos


def _soltar(blocos: Sequence[Bloco]) -> list[Grupo]:
    """Return the blocks as groups: what comes before the second row of a table stays with it, the rest may break."""
    grupos: list[Grupo] = []
    preso: list[Bloco] = []
    for bloco in blocos:
        preso.append(bloco)
        if isinstance(bloco, LinhaTabela) and not bloco.titulos:
            grupos.append(preso)
            preso = []
    if preso:
        grupos.append(preso)
    return grupos
