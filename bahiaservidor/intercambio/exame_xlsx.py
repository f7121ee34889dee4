"""What a sheet of an XLSX holds, measured on its XML before the library reads it: rectangle, texts, formulas.

The library keeps the whole rectangle between the first and the last cell and a copy of each text, so that two cells far
apart, or a long text shown a million times, would take the memory of the machine: they are found here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from . import limites
from .limites import linhas_demais, malformado, recusa
from .pacote import alimentar, analisador

_USUAL: Final = re.compile(rb'<c r="([A-Za-z]{1,9}[0-9]{1,12})"(?: (?:s|t|cm|vm|ph)="[^"<>]*")*\s*/?>')
"""A cell as programs write it: its place first, no attribute twice, nothing that two readers could take in two ways."""

_ABERTURAS: Final = (b"<c ", b"<c>", b"<c/", b"<c\t", b"<c\n", b"<c\r")
_SEM_VALOR: Final = re.compile(  # an empty text (t="str") is a value
    rb"""<c\s(?![^<>]*t="str")[^<>]*>(?:<f[^<>]*>[^<]*</f>|<f[^<>]*/>)(?:<v>\s*</v>|<v\s*/>)?</c>"""
)
_INDICE: Final = re.compile(rb"""<c[^<>]*\st="s"[^<>]*><v>([0-9]{1,9})</v>""")
_PREFIXADA: Final = re.compile(rb"<[^\s<>/]*:c[\s/>]")
_FIM_DE_TEXTO: Final = re.compile(rb"</(?:[\w.-]+:)?si>|<(?:[\w.-]+:)?si\s*/>")
_QUANTOS: Final = re.compile(rb"""(?:uniqueC|c)ount\s*=\s*["']\s*([0-9]+)""")
_LUGAR: Final = re.compile(r"([A-Za-z]{1,9})0*([1-9][0-9]{0,8})")
_LETRAS: Final = bytes(range(65, 91)) + bytes(range(97, 123))


@dataclass(slots=True, kw_only=True)
class FolhaXlsx:
    """What was counted in a sheet; rows and columns are the last ones with a cell, from 1."""

    marcas: int = 0
    celulas: int = 0
    usuais: int = 0
    linhas: int = 0
    colunas: int = 0
    formulas: int = 0
    sem_valor: int = 0
    erros: int = 0
    partilhadas: int = 0
    mescladas: bool = False
    estranha: bool = False
    nome: str = field(repr=False)

    @property
    def incerta(self) -> bool:
        """Whether some cell does not say where it is in the usual way, so that it must be walked cell by cell."""
        return self.estranha or self.celulas != self.usuais

    def conferir(self) -> None:
        """Raise ErroDePlanilha when the sheet is larger than is taken."""
        if self.marcas > limites.LINHAS_ESCRITAS:
            raise linhas_demais(self.nome)
        conferir_retangulo(self.nome, self.linhas, self.colunas, self.celulas, limites.CELULAS)


def conferir_retangulo(nome: str, linhas: int, colunas: int, celulas: int, maximo: int) -> None:
    """Raise ErroDePlanilha for more rows, columns or cells than are taken."""
    if linhas > limites.LINHAS:
        raise recusa(
            nome,
            f"tem células até a linha {linhas} e o limite é {limites.LINHAS}",
            "apague as linhas vazias do fim ou divida-o em arquivos menores",
        )
    if colunas > limites.COLUNAS:
        raise recusa(
            nome,
            f"tem células até a coluna {letras(colunas)} ({colunas}) e o limite é de {limites.COLUNAS} colunas",
            "apague as colunas que não se usam",
        )
    if max(celulas, linhas * colunas) > maximo:
        raise recusa(
            nome,
            f"tem {linhas} linhas por {colunas} colunas, mais células do que se leem de uma vez ({maximo})",
            "apague linhas e colunas que não se usam ou divida-o em arquivos menores",
        )


def letras(coluna: int) -> str:
    """Return how a spreadsheet calls a column: 1 is A, 27 is AA."""
    nome = ""
    while coluna > 0:
        coluna, resto = divmod(coluna - 1, 26)
        nome = chr(65 + resto) + nome
    return nome


def _numero(coluna: bytes) -> int:
    numero = 0
    for letra in coluna.upper():
        numero = numero * 26 + letra - 64
    return numero


def contar(pedacos: Iterator[bytes], folha: FolhaXlsx) -> Iterator[bytes]:
    """Yield the XML of a sheet as it comes, counting in ``folha``.  ErroDePlanilha as soon as it is too large."""
    for pedaco in pedacos:
        referencias = _USUAL.findall(pedaco)
        if referencias:
            juntas = b" ".join(referencias)
            # Letters out, rows stay; digits out, columns stay: a million cells at the speed of a translation.
            folha.linhas = max(folha.linhas, *map(int, set(juntas.translate(None, _LETRAS).split())))
            folha.colunas = max(folha.colunas, *map(_numero, set(juntas.translate(None, b"0123456789").split())))
            folha.usuais += len(referencias)
        # Other marks begin with the same letter: told apart only where there are any.
        abertas = pedaco.count(b"<c")
        folha.celulas += abertas if abertas == len(referencias) else sum(map(pedaco.count, _ABERTURAS))
        folha.marcas += pedaco.count(b"<row")
        folha.estranha = folha.estranha or (b":c" in pedaco and _PREFIXADA.search(pedaco) is not None)
        if b"<f" in pedaco:
            folha.formulas += pedaco.count(b"<f>") + pedaco.count(b"<f ") + pedaco.count(b"<f/>")
            folha.sem_valor += len(_SEM_VALOR.findall(pedaco))
        folha.erros += pedaco.count(b't="e"')
        folha.partilhadas += pedaco.count(b't="s"') + pedaco.count(b"t='s'")
        folha.mescladas = folha.mescladas or b"<mergeCell " in pedaco
        folha.conferir()
        yield pedaco


def percorrer(pedacos: Iterator[bytes], folha: FolhaXlsx) -> None:
    """Measure a sheet cell by cell: some programs do not write where each is.  ErroDePlanilha if it is too large."""
    linha = coluna = 0  # from 0, and moved as the library moves them
    parser = analisador(folha.nome)

    def comecou(marca: str, atributos: dict[str, str]) -> None:
        nonlocal linha, coluna
        local = marca.rpartition(":")[2]
        if local == "row" and "r" in atributos:
            linha = _lugar(folha.nome, "A" + atributos["r"])[0]
        elif local == "c":
            onde = linha, coluna
            if "r" in atributos:
                onde = _lugar(folha.nome, atributos["r"])
            coluna = onde[1] + 1
            folha.linhas, folha.colunas = max(folha.linhas, onde[0] + 1), max(folha.colunas, coluna)
            folha.celulas += 1
            folha.erros += atributos.get("t") == "e"
            folha.partilhadas += atributos.get("t") == "s"
            folha.conferir()
        elif local == "f":
            folha.formulas += 1
        elif local == "mergeCell":
            folha.mescladas = True

    def acabou(marca: str) -> None:
        nonlocal linha, coluna
        if marca.rpartition(":")[2] == "row":
            linha, coluna = linha + 1, 0

    parser.StartElementHandler = comecou
    parser.EndElementHandler = acabou
    alimentar(parser, pedacos, folha.nome)


def _lugar(nome: str, referencia: str) -> tuple[int, int]:
    """Return row and column, from 0, of a reference such as B7."""
    achada = _LUGAR.fullmatch(referencia)
    if achada is None:
        raise malformado(nome, "tem células em lugares que não existem")
    return int(achada[2]) - 1, _numero(achada[1].encode()) - 1


@dataclass(slots=True, kw_only=True)
class Textos:
    """The lengths of the shared texts of a workbook, in the order by which the cells name them."""

    nome: str = field(repr=False)
    tamanhos: list[int] = field(default_factory=list, repr=False)
    maior: int = 0


def contar_textos(pedacos: Iterator[bytes], textos: Textos) -> Iterator[bytes]:
    """Yield the XML of the shared texts as it comes, measuring each.  ErroDePlanilha when there are too many."""
    resto = b""
    for pedaco in pedacos:
        for quantos in _QUANTOS.findall(pedaco):
            # The library sets memory apart for as many as the file says.
            if len(quantos) > 9 or int(quantos) > 4 * limites.CELULAS:
                raise malformado(textos.nome, "anuncia mais textos do que uma planilha tem")
        *inteiros, resto = _FIM_DE_TEXTO.split(resto + pedaco)
        textos.tamanhos += [len(texto) for texto in inteiros]
        textos.maior = max(textos.maior, *map(len, inteiros), 0)
        if textos.maior > limites.CELULA_BRUTA or len(resto) > 2 * limites.CELULA_BRUTA:
            raise recusa(
                textos.nome, f"tem uma célula com mais de {limites.CARACTERES} caracteres", "encurte o texto e repita"
            )
        if len(textos.tamanhos) > limites.CELULAS:
            raise malformado(textos.nome, "tem mais textos do que uma planilha usa")
        yield pedaco


def conferir_repetidos(folha: FolhaXlsx, textos: Textos, reabrir: Callable[[], Iterator[bytes]]) -> None:
    """Raise ErroDePlanilha when shared texts, each counted as often as it is shown, go past what is kept in memory."""
    if folha.partilhadas * textos.maior <= limites.TEXTO:
        return
    total = vistas = 0
    for pedaco in reabrir():
        indices = list(map(int, _INDICE.findall(pedaco)))
        vistas += len(indices)
        total += sum(textos.tamanhos[indice] for indice in indices if indice < len(textos.tamanhos))
        if total > limites.TEXTO:
            break
    # A cell written in a way this does not follow is taken to show the longest of them.
    if total + (folha.partilhadas - vistas) * textos.maior > limites.TEXTO and total <= limites.TEXTO:
        total = limites.TEXTO + 1
    if total > limites.TEXTO:
        raise recusa(folha.nome, "repete textos longos até não caberem na memória", "divida-o em arquivos menores")
