"""The renderer every paper descends from: sheet, heading, "página x de y", metadata, the code that identifies it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import BinaryIO, ClassVar, Final

from reportlab.lib.pagesizes import A4

from bahiaservidor.documentos.autenticidade import Marca
from bahiaservidor.documentos.folha import CM as CM
from bahiaservidor.documentos.folha import SEM_SERIFA as SEM_SERIFA
from bahiaservidor.documentos.folha import SEM_SERIFA_NEGRITO as SEM_SERIFA_NEGRITO
from bahiaservidor.documentos.folha import SERIFA as SERIFA
from bahiaservidor.documentos.folha import SERIFA_ITALICO as SERIFA_ITALICO
from bahiaservidor.documentos.folha import SERIFA_NEGRITO as SERIFA_NEGRITO
from bahiaservidor.documentos.folha import Alinhamento as Alinhamento
from bahiaservidor.documentos.folha import Folha as Folha
from bahiaservidor.documentos.folha import Textos as Textos
from bahiaservidor.documentos.folha import encurtar as encurtar
from bahiaservidor.documentos.folha import medir as medir
from bahiaservidor.documentos.folha import quebrar as quebrar
from bahiaservidor.documentos.folha import registrar_fontes as registrar_fontes
from bahiaservidor.documentos.modelos import IdentificacaoDocumento, OrgaoEmissor
from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.estatuto.formatos.datas import formatar_data

_QR: Final = 1.45 * CM
_BRASAO: Final = 1.9 * CM

Progresso = Callable[[int, int], None]
Cancelado = Callable[[], bool]


class Cancelamento(ErroDominio):
    """The clerk gave up while the paper was being drawn; nothing was written."""

    def __init__(self) -> None:
        super().__init__("A emissão foi cancelada; nenhum arquivo foi gravado.")


def _em_grupos(codigo: str) -> str:
    """Return the digest in groups of four, to be read aloud and typed."""
    return " ".join(codigo[i : i + 4] for i in range(0, len(codigo), 4))


Pagina = Callable[[Folha], None]
"""Draws the body of one page."""


class Documento:
    """A paper. A subclass says how its body falls into pages; heading, footer and metadata are here.

    Pages are laid out before any is drawn, so the total of "página x de y" is known without drawing twice.
    """

    #: Kind of the paper, as the registry files it.
    chave: ClassVar[str] = ""
    tamanho: ClassVar[tuple[float, float]] = A4
    #: 3 cm on the binding side.
    margem_esquerda: ClassVar[float] = 3 * CM
    margem_direita: ClassVar[float] = 2 * CM
    margem_superior: ClassVar[float] = 1.7 * CM
    margem_inferior: ClassVar[float] = 2 * CM

    def __init__(
        self, *, orgao: OrgaoEmissor, identificacao: IdentificacaoDocumento, especie: str, assunto: str
    ) -> None:
        self.orgao = orgao
        self.identificacao = identificacao
        self.especie = especie
        self.assunto = assunto

    @property
    def titulo(self) -> str:
        """Title for the metadata and the footer: kind, number and year."""
        return f"{self.especie} nº {self.identificacao.numero_e_ano}" if self.identificacao.numero else self.especie

    @property
    def marca(self) -> Marca | None:
        """What the paper says of itself in its QR code; None while it has no number."""
        identificacao = self.identificacao
        if not (self.chave and identificacao.numero and identificacao.codigo):
            return None
        return Marca(especie=self.chave, numero=identificacao.numero_e_ano, codigo=identificacao.codigo)

    @property
    def largura_util(self) -> float:
        """Width between the margins, in points."""
        return self.tamanho[0] - self.margem_esquerda - self.margem_direita

    @property
    def direita(self) -> float:
        """Where the right margin begins."""
        return self.tamanho[0] - self.margem_direita

    def paginar(self) -> Sequence[Pagina]:
        """Return the pages, laid out and not yet drawn."""
        raise NotImplementedError

    def primeira_pagina(self, folha: Folha) -> None:
        """Hook: what only the first page carries."""
        self.timbre(folha)

    def demais_paginas(self, folha: Folha) -> None:
        """Hook: what every page but the first carries above its body."""

    def altura_timbre(self) -> float:
        """Return the height the heading takes from the top margin down, in points."""
        linhas = sum(len(quebrar(t, f, c, self.largura_util)) for t, f, c in self._niveis())
        return linhas * 13 + 8 + (_BRASAO + 2 if self.orgao.brasao else 0)

    def _niveis(self) -> list[tuple[str, str, float]]:
        niveis = [(self.orgao.ente.upper(), SERIFA, 10.0), (self.orgao.nome, SERIFA_NEGRITO, 11.0)]
        if self.orgao.unidade:
            niveis.append((self.orgao.unidade, SERIFA, 10.0))
        return niveis

    def timbre(self, folha: Folha) -> None:
        """Draw the heading: ente, órgão and unidade, centred over a rule."""
        meio = self.margem_esquerda + self.largura_util / 2
        y = self.tamanho[1] - self.margem_superior
        if self.orgao.brasao:
            y -= _BRASAO
            folha.imagem(self.orgao.brasao, self.margem_esquerda, y, self.largura_util, _BRASAO)
            y -= 2
        for texto, fonte, corpo in self._niveis():
            for trecho in quebrar(texto, fonte, corpo, self.largura_util):
                y -= 13
                folha.texto(meio, y + 3, trecho, fonte, corpo, alinhar="centro")
        folha.linha(self.margem_esquerda, y - 4, self.direita, y - 4, espessura=0.8)

    def rodape(self, folha: Folha, pagina: int, total: int) -> None:
        """Hook: the footer of every page, with number, as-of date, seal if given and "página x de y"."""
        y = self.margem_inferior - 14
        direita = self.direita
        marca = self.marca
        if marca is not None:
            # On every sheet, so that one found alone can be checked; under the rule, out of the way of the text.
            folha.qr(marca.texto_qr, self.direita - _QR, y + 8 - _QR, _QR)
            direita -= _QR + 5
            folha.texto(
                direita, y - 10, f"Código {_em_grupos(marca.codigo)}", SEM_SERIFA, 6.5, alinhar="direita", cinza=0.35
            )
        folha.linha(self.margem_esquerda, y + 11, self.direita, y + 11, espessura=0.3, cinza=0.5)
        folha.texto(direita, y, f"Página {pagina} de {total}", SEM_SERIFA, 7.5, alinhar="direita", cinza=0.2)
        identificacao = self.identificacao
        partes = [self.titulo]
        if identificacao.situacao_em:
            partes.append(f"situação em {formatar_data(identificacao.situacao_em)}")
        if identificacao.versao_modelo:
            partes.append(f"modelo v. {identificacao.versao_modelo}")
        texto = encurtar(" · ".join(partes), SEM_SERIFA, 7.5, direita - self.margem_esquerda - 80)
        folha.texto(self.margem_esquerda, y, texto, SEM_SERIFA, 7.5, cinza=0.2)
        if identificacao.selo:
            folha.texto(
                self.margem_esquerda, y - 10, f"Selo do registro: {identificacao.selo}", SEM_SERIFA, 6.5, cinza=0.35
            )

    def desenhar_em(self, folha: Folha, progresso: Progresso | None = None, cancelado: Cancelado | None = None) -> None:
        """Draw every page on the sheet; raise Cancelamento when `cancelado` answers yes."""
        paginas = self.paginar()
        for numero, corpo in enumerate(paginas, start=1):
            if cancelado is not None and cancelado():
                raise Cancelamento
            if numero == 1:
                self.primeira_pagina(folha)
            else:
                self.demais_paginas(folha)
            corpo(folha)
            self.rodape(folha, numero, len(paginas))
            folha.nova_pagina()
            if progresso is not None:
                progresso(numero, len(paginas))

    def abrir_folha(self, destino: BinaryIO, titulo: str | None = None) -> Folha:
        """Return a sheet of this paper's size and metadata, writing to `destino`."""
        marca = self.marca if titulo is None else None
        return Folha(
            destino,
            tamanho=self.tamanho,
            titulo=titulo or self.titulo,
            assunto=self.assunto,
            autor=" – ".join(filter(None, (self.orgao.nome, self.orgao.unidade))),
            palavras_chave=marca.palavras_chave if marca is not None else "",
        )
