"""What the termos have in common: a body that flows, the ressalvas, the date in words, the signatures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from io import BytesIO
from typing import Final

from bahiaservidor.documentos.autenticidade import codigo_de
from bahiaservidor.documentos.base import (
    SEM_SERIFA,
    SERIFA,
    SERIFA_NEGRITO,
    Cancelado,
    Documento,
    Folha,
    Progresso,
    encurtar,
)
from bahiaservidor.documentos.blocos import (
    Anotacao,
    Bloco,
    Grupo,
    Linha,
    Paragrafo,
    Posto,
    Quadro,
    menor_altura,
    paginar,
)
from bahiaservidor.documentos.modelos import IdentificacaoDocumento, OrgaoEmissor, Pessoa, Ressalva
from bahiaservidor.documentos.peca import quadros_das_ressalvas
from bahiaservidor.documentos.textos import ModeloTexto, lacuna
from bahiaservidor.estatuto.formatos.datas import MESES, data_com_mes, formatar_data, numero_por_extenso

DATA_EM_BRANCO: Final = "____/____/________"
_CORPOS: Final = (10.8, 10.4, 10.0)
_MEIO: Final = " · "


class Termo(Documento):
    """A paper signed by three people, in a subclass's words; set in the largest body that needs the fewest pages."""

    def __init__(
        self,
        *,
        orgao: OrgaoEmissor,
        identificacao: IdentificacaoDocumento,
        modelo: ModeloTexto,
        assunto: str,
        conteudo: object,
        via: int | None = None,
    ) -> None:
        if identificacao.versao_modelo is None:
            identificacao = replace(identificacao, versao_modelo=modelo.versao)
        if identificacao.numero and identificacao.codigo is None:
            identificacao = replace(identificacao, codigo=codigo_de(conteudo, modelo.versao))
        super().__init__(orgao=orgao, identificacao=identificacao, especie=modelo.titulo, assunto=assunto)
        self.modelo = modelo
        self.via = via
        self._dispostas: list[list[Posto]] | None = None

    def corpo_texto(self, corpo: float) -> Sequence[Grupo]:
        """Return the groups of the paper, in order, set in that body (points)."""
        raise NotImplementedError

    def nome_corrente(self) -> str:
        """Return the name repeated at the head of the second page on."""
        raise NotImplementedError

    def paginar(self) -> list[partial[None]]:
        """Return the pages, laid out and not yet drawn: once, however many times they are drawn."""
        if self._dispostas is None:
            self._dispostas = self._escolher()
        return [
            partial(self._desenhar_pagina, postos, numero) for numero, postos in enumerate(self._dispostas, start=1)
        ]

    def _escolher(self) -> list[list[Posto]]:
        maior, *menores = _CORPOS
        grupos = [self._titulo(), *self.corpo_texto(maior)]
        melhor = self._paginas(grupos)
        if len(melhor) > 1 and self._caberia(grupos, len(melhor) - 1, menores[-1] / maior):
            # Each try breaks every line again: the smallest body says whether any other is worth it.
            menor = self._dispor(menores[-1])
            if len(menor) < len(melhor):
                melhor = min([*(self._dispor(corpo) for corpo in menores[:-1]), menor], key=len)
        return melhor

    def _dispor(self, corpo: float) -> list[list[Posto]]:
        return self._paginas([self._titulo(), *self.corpo_texto(corpo)])

    def _alturas(self) -> tuple[float, float]:
        disponivel = self.tamanho[1] - self.margem_superior - self.margem_inferior
        return disponivel - self.altura_timbre(), disponivel - 22

    def _paginas(self, grupos: Sequence[Grupo]) -> list[list[Posto]]:
        primeira, demais = self._alturas()
        return paginar(grupos, largura=self.largura_util, primeira=primeira, demais=demais)

    def _caberia(self, grupos: Sequence[Grupo], paginas: int, fator: float) -> bool:
        """Tell whether the same paper in a body so much smaller might fill only so many pages; no for certain only."""
        primeira, demais = self._alturas()
        piso = sum(menor_altura(bloco, self.largura_util, fator) for grupo in grupos for bloco in grupo)
        return piso <= primeira + demais * (paginas - 1)

    def _titulo(self) -> Grupo:
        titulo = Linha(self.especie.upper(), SERIFA_NEGRITO, 14, antes=10)
        numero = self.identificacao.numero_e_ano or "________/________"
        return [titulo, Linha(f"nº {numero}", SERIFA, 11.5, antes=1)]

    def _desenhar_pagina(self, postos: Sequence[Posto], numero: int, folha: Folha) -> None:
        topo = self.tamanho[1] - self.margem_superior - (self.altura_timbre() if numero == 1 else 22)
        for posto in postos:
            posto.bloco.desenhar(folha, self.margem_esquerda, topo - posto.recuo, self.largura_util)

    def primeira_pagina(self, folha: Folha) -> None:
        """Heading and, when the copies are printed apart, which one this is."""
        super().primeira_pagina(folha)
        if self.via is not None:
            y = self.tamanho[1] - self.margem_superior + 2
            folha.texto(self.direita, y, f"{self.via}ª via", SEM_SERIFA, 8, alinhar="direita", cinza=0.2)

    def demais_paginas(self, folha: Folha) -> None:
        """Running head: which paper and whose, so that loose sheets find each other."""
        y = self.tamanho[1] - self.margem_superior - 8
        texto = f"{self.titulo}{_MEIO}{self.nome_corrente()}" if self.nome_corrente() else self.titulo
        if self.via is not None:
            texto = f"{texto}{_MEIO}{self.via}ª via"
        folha.texto(
            self.margem_esquerda, y, encurtar(texto, SEM_SERIFA, 8, self.largura_util), SEM_SERIFA, 8, cinza=0.2
        )
        folha.linha(self.margem_esquerda, y - 5, self.direita, y - 5, espessura=0.3, cinza=0.5)

    def secao_clausulas(self, clausulas: Iterable[str], corpo: float) -> list[Bloco]:
        """Return the numbered statements."""
        return [
            Paragrafo(texto, corpo=corpo, antes=8 if numero == 1 else 3.5, marca=f"{numero}.")
            for numero, texto in enumerate(clausulas, start=1)
        ]

    def secao_ressalvas(self, ressalvas: Sequence[Ressalva], corpo: float) -> list[Grupo]:
        """Return a marked box for each ressalva (rule 0: shown on the papers)."""
        return [
            [Quadro(titulo, linhas, corpo - 0.6, antes=9, destaque=True)]
            for titulo, linhas in quadros_das_ressalvas(ressalvas)
        ]

    def local_e_data(self, data: dt.date | None, corpo: float) -> Bloco:
        """Return the line of place and date before the signatures."""
        municipio = self.orgao.municipio or lacuna(26)
        dia = data_com_mes(data) if data else f"{lacuna(5)} de {lacuna(18)} de {lacuna(8)}"
        return Paragrafo(f"{municipio}, Bahia, {dia}.", corpo=corpo, antes=9, alinhar="direita")

    def anotacao_assentamento(self) -> Bloco:
        """Return the box for the entry in the assentamento individual."""
        texto = f"Assentamento individual (art. 22): lançado em {DATA_EM_BRANCO}, por {lacuna(34)}"
        return Anotacao(texto, 8, antes=12)


def data_ou_nada(data: dt.date | None) -> str | None:
    """Return the date as dd/mm/aaaa, or None."""
    return formatar_data(data) if data else None


def data_ou_lacuna(data: dt.date | None) -> str:
    """Return the date as dd/mm/aaaa, or a blank of that shape."""
    return formatar_data(data) if data else DATA_EM_BRANCO


def dia_por_extenso(data: dt.date | None) -> str:
    """Return "Aos vinte dias do mês de maio de dois mil e vinte e seis", or the same with blanks."""
    if data is None:
        return f"Aos {lacuna(16)} dias do mês de {lacuna(16)} de {lacuna(24)}"
    dia = "Ao primeiro dia" if data.day == 1 else f"Aos {numero_por_extenso(data.day)} dias"
    return f"{dia} do mês de {MESES[data.month - 1]} de {numero_por_extenso(data.year)}"


def rg_completo(pessoa: Pessoa) -> str | None:
    """Return number, issuer and date of the RG in one line, or None."""
    if not pessoa.rg_numero:
        return None
    numero = " ".join(filter(None, (pessoa.rg_numero, pessoa.rg_orgao)))
    return f"{numero}, de {formatar_data(pessoa.rg_data)}" if pessoa.rg_data else numero


def numerar_vias(vias: int) -> Sequence[int | None]:
    """Return the number of each copy to draw; a single one carries no number. ValueError below 1."""
    if vias < 1:
        raise ValueError(f"vias {vias}: ao menos uma")
    return [None] if vias == 1 else range(1, vias + 1)


def desenhar_vias(
    termos: Sequence[Sequence[Termo]], progresso: Progresso | None = None, cancelado: Cancelado | None = None
) -> bytes:
    """Return one PDF with the copies of every termo, each with its own "página x de y"."""
    saida = BytesIO()
    primeiro = termos[0][0]
    plural = f"{primeiro.especie} ({len(termos)})" if len(termos) > 1 else None
    folha = primeiro.abrir_folha(saida, plural)
    for feitos, vias in enumerate(termos, start=1):
        if len(termos) > 1:
            folha.marcador(f"{vias[0].titulo}{_MEIO}{vias[0].nome_corrente()}", f"termo-{feitos}")
        for termo in vias:
            termo.desenhar_em(folha, cancelado=cancelado)
        if progresso is not None:
            progresso(feitos, len(termos))
    folha.salvar()
    return saida.getvalue()
