"""The cover of each volume, with the index by sheet, and the termo that closes the process."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from html import unescape
from io import BytesIO
from typing import Final

from bahiaservidor.documentos.base import (
    SEM_SERIFA,
    SEM_SERIFA_NEGRITO,
    SERIFA,
    SERIFA_NEGRITO,
    Documento,
    Folha,
    Pagina,
    quebrar,
)
from bahiaservidor.documentos.modelos import IdentificacaoDocumento, OrgaoEmissor, Signatario
from bahiaservidor.documentos.peca import (
    Assinam,
    Assinatura,
    DataImpressa,
    LocalData,
    Parte,
    Peca,
    Tabela,
    Texto,
)
from bahiaservidor.documentos.textos import ModeloTexto, matricula_formatada

_ENTRE: Final = 13.0
_MARCAS: Final = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True, kw_only=True)
class DadosProcesso:
    """What the cover and the closing termo say.  ``numero`` is the SEI process; ``provimento`` in words, lower case."""

    orgao: OrgaoEmissor
    modelo: ModeloTexto
    provimento: str
    interessado: str
    cargo: str
    assunto: str
    data: dt.date
    numero: str = ""
    matricula: str = ""
    destino: str = ""
    lavrado_por: Signatario = Signatario()


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemIndice:
    """A paper in the index: its sheets (0 when every page of it was blank), its volume, the pages left out."""

    titulo: str
    inicio: int
    fim: int
    volume: int = 1
    em_branco: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ligacao:
    """A line of the index: its page of the cover, its rectangle in points, and the place of its paper in the index."""

    pagina: int
    retangulo: tuple[float, float, float, float]
    item: int


def plano(modelo: ModeloTexto, chave: str, **valores: str | None) -> str:
    """Return a text of the template as plain words."""
    return unescape(_MARCAS.sub("", modelo.paragrafo(chave, **valores)))


def folhas_do(modelo: ModeloTexto, inicio: int, fim: int) -> str:
    """Return "fl. 3" or "fls. 3 a 5"."""
    if inicio == fim:
        return plano(modelo, "so_uma", folha=str(inicio))
    return plano(modelo, "so_folhas", inicio=str(inicio), fim=str(fim))


def linha_do_indice(modelo: ModeloTexto, item: ItemIndice) -> str:
    """Return the words of a line of the index: "Termo de posse (fls. 12 a 14)"."""
    if item.inicio == item.fim:
        return plano(modelo, "uma_folha", titulo=item.titulo, folha=str(item.inicio))
    return plano(modelo, "folhas", titulo=item.titulo, inicio=str(item.inicio), fim=str(item.fim))


def desenhar_capa(
    dados: DadosProcesso, indice: Sequence[ItemIndice], *, volume: int, volumes: int
) -> tuple[bytes, tuple[Ligacao, ...]]:
    """Return the cover of a volume as a PDF, and where each line of the index is."""
    capa = _Capa(dados, indice, volume, volumes)
    saida = BytesIO()
    folha = capa.abrir_folha(saida, capa.titulo)
    capa.desenhar_em(folha)
    folha.salvar()
    return saida.getvalue(), tuple(capa.ligacoes)


class _Capa(Documento):
    """Heading, whose process it is, index by sheet.  Not numbered."""

    chave = "processo"

    def __init__(self, dados: DadosProcesso, indice: Sequence[ItemIndice], volume: int, volumes: int) -> None:
        self.dados, self.indice, self.volume, self.volumes = dados, indice, volume, volumes
        self.ligacoes: list[Ligacao] = []
        identificacao = IdentificacaoDocumento(versao_modelo=dados.modelo.versao)
        especie = plano(dados.modelo, "titulo", provimento=dados.provimento)
        super().__init__(orgao=dados.orgao, identificacao=identificacao, especie=especie, assunto=dados.interessado)

    def rodape(self, folha: Folha, pagina: int, total: int) -> None:
        """The version of the texts and the reminder that the cover has no number."""
        y = self.margem_inferior - 14
        folha.linha(self.margem_esquerda, y + 11, self.direita, y + 11, espessura=0.3, cinza=0.5)
        nota = f"{plano(self.dados.modelo, 'capa_sem_numero')} Modelo v. {self.dados.modelo.versao}"
        folha.texto(self.margem_esquerda, y, nota, SEM_SERIFA, 7.5, cinza=0.2)

    def paginar(self) -> Sequence[Pagina]:
        """Return the pages; the rectangles of the index are known once this was called."""
        paginas: list[list[Callable[[Folha], None]]] = [[]]
        y = self.tamanho[1] - self.margem_superior - self.altura_timbre() - 22
        meio = self.margem_esquerda + self.largura_util / 2

        def escrever(
            x: float, texto: str, fonte: str, corpo: float, largura: float, *, centro: bool = False, cinza: float = 0.0
        ) -> None:
            nonlocal y
            for trecho in quebrar(texto, fonte, corpo, largura):
                if y < self.margem_inferior + 16:
                    paginas.append([])
                    y = self.tamanho[1] - self.margem_superior - 20
                y -= corpo + 4
                paginas[-1].append(
                    partial(_texto, x=x, y=y, texto=trecho, fonte=fonte, corpo=corpo, centro=centro, cinza=cinza)
                )

        escrever(meio, self.especie.upper(), SERIFA_NEGRITO, 17, self.largura_util, centro=True)
        y -= 4
        escrever(meio, self._volume(), SERIFA, 11.5, self.largura_util, centro=True)
        y -= 14
        for rotulo, valor in self._campos():
            escrever(self.margem_esquerda, rotulo.upper(), SEM_SERIFA, 7, self.largura_util, cinza=0.35)
            escrever(self.margem_esquerda, valor, SERIFA, 12, self.largura_util)
            y -= 5
        y -= 12
        escrever(self.margem_esquerda, plano(self.dados.modelo, "indice").upper(), SEM_SERIFA_NEGRITO, 8.5, 400)
        y -= 3
        for posicao, item in enumerate(self.indice):
            if not item.inicio:
                continue
            topo, pagina = y, len(paginas)
            linha = linha_do_indice(self.dados.modelo, item)
            escrever(self.margem_esquerda, linha, SERIFA, 11, self.largura_util - 70)
            if len(paginas) != pagina:
                topo = self.tamanho[1] - self.margem_superior - 20
            if self.volumes > 1 and item.volume != self.volume:
                texto = plano(self.dados.modelo, "noutro_volume", numero=str(item.volume))
                paginas[-1].append(partial(_a_direita, x=self.direita, y=y, texto=texto))
            else:
                retangulo = (self.margem_esquerda, y - 3, self.direita, topo - 2)
                self.ligacoes.append(Ligacao(pagina=len(paginas) - 1, retangulo=retangulo, item=posicao))
            y -= 2.5
        brancas = [i for i in self.indice if i.em_branco]
        if brancas:
            lista = "; ".join(
                plano(self.dados.modelo, "brancas_de", titulo=i.titulo, paginas=", ".join(map(str, i.em_branco)))
                for i in brancas
            )
            y -= 10
            nota = plano(self.dados.modelo, "brancas", lista=lista)
            escrever(self.margem_esquerda, nota, SEM_SERIFA, 8, self.largura_util, cinza=0.2)
        return [partial(_desenhar, ops) for ops in paginas]

    def _volume(self) -> str:
        deste = [i for i in self.indice if i.volume == self.volume and i.inicio]
        folhas = folhas_do(self.dados.modelo, deste[0].inicio, deste[-1].fim)
        if self.volumes == 1:
            return plano(self.dados.modelo, "volume_unico", folhas=folhas)
        return plano(
            self.dados.modelo, "volume", numero=str(self.volume), total=str(self.volumes), folhas=folhas
        )  # fmt: skip

    def _campos(self) -> list[tuple[str, str]]:
        dados = self.dados
        campos = [
            ("Processo SEI nº", dados.numero),
            ("Interessado", dados.interessado),
            ("Matrícula", matricula_formatada(dados.matricula) or ""),
            ("Cargo", dados.cargo),
            ("Assunto", dados.assunto),
            ("Destino", dados.destino),
        ]
        return [(rotulo, valor) for rotulo, valor in campos if valor]


def _texto(
    folha: Folha, *, x: float, y: float, texto: str, fonte: str, corpo: float, centro: bool, cinza: float
) -> None:
    folha.texto(x, y, texto, fonte, corpo, alinhar="centro" if centro else "esquerda", cinza=cinza)


def _a_direita(folha: Folha, *, x: float, y: float, texto: str) -> None:
    folha.texto(x, y, texto, SEM_SERIFA, 8, alinhar="direita", cinza=0.35)


def _desenhar(operacoes: Sequence[Callable[[Folha], None]], folha: Folha) -> None:
    for operacao in operacoes:
        operacao(folha)


# ------------------------------------------------------------------ the termo that closes it


def encaminhamento(
    dados: DadosProcesso,
    indice: Sequence[ItemIndice],
    *,
    folhas: int,
    volumes: int,
    assinadas: bool,
    uma_folha: bool,
) -> Peca:
    """Return the closing termo: how many sheets, of which papers, to whom.  ``indice`` does not have it."""
    modelo = dados.modelo
    matricula = matricula_formatada(dados.matricula)
    qualificacao = f"{dados.cargo}, matrícula {matricula}" if matricula else dados.cargo
    abertura = modelo.paragrafo(
        "encaminho", numero=f"SEI nº {dados.numero}" if dados.numero else None,
        interessado=dados.interessado, qualificacao=qualificacao, assunto=dados.assunto,
    )  # fmt: skip
    if volumes == 1:
        composto = modelo.paragrafo("composto_um", folhas=str(folhas))
    else:
        composto = modelo.paragrafo("composto", folhas=str(folhas), volumes=str(volumes))
    linhas = [(i.titulo, folhas_do(modelo, i.inicio, i.fim)) for i in indice if i.inicio]
    fim: list[Parte] = []
    if assinadas:
        fim.append(Texto(texto=modelo.paragrafo("assinadas")))
    fim += [
        Texto(texto=modelo.paragrafo("fecho" if uma_folha else "fecho_folhas")),
        LocalData(data=dados.data),
        Assinam(itens=modelo.assinar(Assinatura(dados.lavrado_por.nome, "Responsável pelo encaminhamento"))),
    ]
    titulo = plano(modelo, "encaminhamento")
    return Peca(
        chave="processo",
        titulo=titulo,
        assunto=dados.interessado,
        orgao=dados.orgao,
        grupos=[
            [Texto(texto=modelo.paragrafo("destino", destino=dados.destino or None), alinhar="esquerda")],
            [Texto(texto=abertura)],
            [Texto(texto=composto)],
            [Tabela(colunas=("Documento", "Folhas"), linhas=linhas, pesos=(4, 1.2), direita=(1,))],
            fim,
        ],
        identificacao=replace(IdentificacaoDocumento(), versao_modelo=modelo.versao),
        nome_corrente=dados.interessado,
        numerada=False,
        memorias=memorias(dados),
    )


def memorias(dados: DadosProcesso) -> tuple[DataImpressa, ...]:
    """Return where the only date of cover and termo comes from."""
    return (DataImpressa(data=dados.data, rotulo="data do termo de encaminhamento", origem="dia em que foi montado"),)
