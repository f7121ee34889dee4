"""What the sheets of an ODS hold, measured on the XML before the library reads it.

In an ODS a cell or a row says how many times it is repeated: a few bytes may stand for ten million rows of texts.  The
empty ones at the end, which every program writes, count for nothing; the others count as many times as they say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from xml.parsers.expat import XMLParserType

from . import limites
from .exame_xlsx import conferir_retangulo
from .limites import linhas_demais, malformado, recusa
from .pacote import alimentar, analisador

_CELULAS: Final = ("table:table-cell", "table:covered-table-cell")


@dataclass(slots=True, kw_only=True)
class TabelaOds:
    """A sheet: its name, its last row and column with something (from 1), whether it is shown."""

    nome: str
    linhas: int = 0
    colunas: int = 0
    oculta: bool = False
    formulas: int = 0
    mescladas: bool = False


@dataclass(slots=True, kw_only=True)
class ConteudoOds:
    """The sheets of an ODS in order, with how much they hold together."""

    nome: str = field(repr=False)
    tabelas: list[TabelaOds] = field(default_factory=list)
    celulas: int = 0
    texto: int = 0


class _Medidor:
    """Walks the marks as they come, keeping only counts."""

    def __init__(self, conteudo: ConteudoOds, parser: XMLParserType) -> None:
        self.conteudo = conteudo
        self._parser = parser
        self._estilo = ""
        self._ocultos: set[str] = set()
        self._linha = self._coluna = self._ultima = self._vazias = 0
        self._repete_linha = self._repete = 1
        self._cheia = False
        self._inicio = self._texto_linha = self._escritas = self._marcas = 0

    def comecou(self, marca: str, atributos: dict[str, str]) -> None:
        if marca in _CELULAS:
            self._repete = self._vezes(atributos.get("table:number-columns-repeated"))
            self._cheia = any(chave.startswith("office:") or chave == "table:formula" for chave in atributos)
            self._inicio = self._parser.CurrentByteIndex
            if self.conteudo.tabelas:
                tabela = self.conteudo.tabelas[-1]
                tabela.formulas += "table:formula" in atributos
                tabela.mescladas = tabela.mescladas or "table:number-columns-spanned" in atributos
        elif marca == "table:table-row":
            self._marcas += 1
            if self._marcas > limites.LINHAS_ESCRITAS:
                raise linhas_demais(self.conteudo.nome)
            self._repete_linha = self._vezes(atributos.get("table:number-rows-repeated"))
            self._coluna = self._ultima = self._vazias = self._texto_linha = 0
        elif marca == "text:p":
            self._cheia = True
        elif marca == "table:table":
            self._linha = 0
            nome = atributos.get("table:name")
            if nome is not None:
                oculta = atributos.get("table:style-name", "") in self._ocultos
                self.conteudo.tabelas.append(TabelaOds(nome=nome, oculta=oculta))
                if len(self.conteudo.tabelas) > limites.FOLHAS:
                    raise malformado(self.conteudo.nome, f"tem mais de {limites.FOLHAS} folhas")
        elif marca == "style:style":
            self._estilo = atributos.get("style:name", "")
        elif marca == "style:table-properties" and atributos.get("table:display") == "false":
            self._ocultos.add(self._estilo)

    def acabou(self, marca: str) -> None:
        if marca in _CELULAS:
            # All between its marks: never less than the text, and counted without asking for it.
            texto = self._parser.CurrentByteIndex - self._inicio
            if texto > limites.CELULA_BRUTA:
                raise recusa(
                    self.conteudo.nome,
                    f"tem uma célula com mais de {limites.CARACTERES} caracteres",
                    "encurte o texto dela e repita",
                )
            self._coluna += self._repete
            self._vazias = 0 if self._cheia else self._repete
            if self._cheia:
                self._ultima = self._coluna
                self._texto_linha += texto * self._repete
                if self._coluna > limites.COLUNAS:
                    conferir_retangulo(self.conteudo.nome, 1, self._coluna, 0, limites.CELULAS_ODS)
            self._cheia = False
        elif marca == "table:table-row":
            self._linha += self._repete_linha
            # The library writes down the empty cells too, but for those at the end of the row.
            self._escritas += min(self._coluna - self._vazias, 1 << 14)
            if self._escritas > 4 * limites.CELULAS_ODS:
                raise malformado(self.conteudo.nome, "tem mais células vazias do que uma planilha usa")
            if self._ultima:
                self._somar_linha()

    def _somar_linha(self) -> None:
        conteudo = self.conteudo
        if not conteudo.tabelas:
            return
        tabela = conteudo.tabelas[-1]
        antes = tabela.linhas * tabela.colunas
        tabela.linhas, tabela.colunas = self._linha, max(tabela.colunas, self._ultima)
        conteudo.celulas += tabela.linhas * tabela.colunas - antes
        conteudo.texto += self._texto_linha * self._repete_linha
        conferir_retangulo(conteudo.nome, tabela.linhas, tabela.colunas, conteudo.celulas, limites.CELULAS_ODS)
        if conteudo.texto > limites.TEXTO:
            raise recusa(
                conteudo.nome, "repete textos longos até não caberem na memória", "divida-o em arquivos menores"
            )

    def _vezes(self, escrito: str | None) -> int:
        if escrito is None:
            return 1
        if not (escrito.isascii() and escrito.isdigit() and len(escrito) < 12):
            raise malformado(self.conteudo.nome, "repete células um número de vezes que não existe")
        return int(escrito)


def medir(pedacos: Iterator[bytes], nome: str) -> ConteudoOds:
    """Return the sheets of an ODS.  ErroDePlanilha as soon as they are larger than is taken."""
    conteudo = ConteudoOds(nome=nome)
    parser = analisador(nome)
    medidor = _Medidor(conteudo, parser)
    parser.StartElementHandler = medidor.comecou
    parser.EndElementHandler = medidor.acabou
    alimentar(parser, pedacos, nome)
    return conteudo
