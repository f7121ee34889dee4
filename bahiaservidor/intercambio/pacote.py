"""The package (ZIP) of an XLSX or ODS: opened without believing its headers, inflated while counted, made again clean.

What reads the cells never sees the package that arrived, only one written here with the parts already examined.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Final, Self
from xml.parsers import expat

from . import limites
from .limites import ErroDePlanilha, Guarda, danificado, malformado, recusa

_PEDACO: Final = 1 << 18
_ENTRADA: Final = b"PK\x01\x02"
_DE_CELULA: Final = (b"<c", b"<si", b":c", b":si", b"-cell")
_DE_TEXTO: Final = (b"</t>", b":t>", b"</text:")


class Pacote:
    """A package in memory, its parts by name without regard to case."""

    def __init__(self, dados: bytes, nome: str) -> None:
        """Open it.  ErroDePlanilha for what is no whole package."""
        self.nome = nome
        # Each part has this mark in any reading of the file: counted before anything is built from the list.
        if dados.count(_ENTRADA) > limites.PARTES:
            raise malformado(nome, "tem partes demais para uma planilha")
        try:
            self._zip = zipfile.ZipFile(BytesIO(dados))
        except Exception as erro:
            raise danificado(nome) from erro
        self._partes = {parte.filename.replace("\\", "/").lstrip("/").lower(): parte for parte in self._zip.infolist()}

    def tem(self, parte: str) -> bool:
        """Return whether there is such a part."""
        return parte.lower() in self._partes

    def nomes(self) -> list[str]:
        """Return the names of the parts, in lower case."""
        return list(self._partes)

    def inflar(self, parte: str, maximo: int, guarda: Guarda) -> Iterator[bytes]:
        """Yield a part a piece at a time.  ErroDePlanilha past ``maximo`` bytes, whatever its headers say."""
        info = self._partes.get(parte.lower())
        if info is None:
            raise danificado(self.nome)
        if info.flag_bits & 1:
            raise protegido(self.nome)
        total = 0
        try:
            with self._zip.open(info) as aberta:
                while pedaco := aberta.read(_PEDACO):
                    total += len(pedaco)
                    if total > maximo:
                        raise malformado(self.nome, "se expande muito além do que uma planilha ocupa")
                    guarda.conferir()
                    yield pedaco
        except (ErroDePlanilha, GeneratorExit):
            raise
        except Exception as erro:
            raise danificado(self.nome) from erro

    def medir(self, parte: str, guarda: Guarda) -> None:
        """Inflate a large part to nothing: ErroDePlanilha for a bomb, before any time is spent on what it says."""
        for _ in self.inflar(parte, limites.INFLADO, guarda):
            pass

    def pequena(self, parte: str, guarda: Guarda) -> bytes:
        """Return a small part whole."""
        return b"".join(self.inflar(parte, limites.INDICE, guarda))


def protegido(nome: str) -> ErroDePlanilha:
    """Return the refusal of a file that only opens with a password."""
    return recusa(nome, "está protegido por senha", "abra-o no programa de planilhas, salve-o sem senha e repita")


def vigiado(pedacos: Iterator[bytes], nome: str) -> Iterator[bytes]:
    """Yield the same XML, in pieces that do not cut a mark in two, refusing what no spreadsheet program writes.

    That is: another encoding, declarations (entities, document types, comments, CDATA) and a cell without end.
    """
    resto = b""
    sem_celula = 0
    primeiro = True
    for pedaco in pedacos:
        if b"\0" in pedaco:
            raise malformado(nome, "tem caracteres nulos onde deveria haver texto")
        bloco = resto + pedaco
        if primeiro:
            bloco = _sem_prologo(bloco, nome)
            primeiro = False
        if b"<!" in bloco or b"<?" in bloco:
            raise malformado(nome, "traz declarações (entidades, comentários) que uma planilha não usa")
        # Between two rows if possible, so that what is counted in a cell is in one piece.
        corte = max(bloco.rfind(b"<row", len(bloco) - _PEDACO // 4), 0) or max(bloco.rfind(b"<"), 0)
        inteiro, resto = bloco[:corte], bloco[corte:]
        if len(resto) > limites.CELULA_BRUTA:
            raise _texto_demais(nome)
        # A text may come in many short pieces, without a new cell among them.
        if any(marca in inteiro for marca in _DE_CELULA) or not any(marca in inteiro for marca in _DE_TEXTO):
            sem_celula = 0
        else:
            sem_celula += len(inteiro)
            if sem_celula > limites.CELULA_BRUTA:
                raise _texto_demais(nome)
        if inteiro:
            yield inteiro
    if resto:
        yield resto


def _texto_demais(nome: str) -> ErroDePlanilha:
    return recusa(nome, f"tem uma célula com mais de {limites.CARACTERES} caracteres", "encurte o texto dela e repita")


def _sem_prologo(bloco: bytes, nome: str) -> bytes:
    """Return the XML without its first declaration, refused when it names an encoding other than the usual one."""
    bloco = bloco.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not bloco.startswith(b"<?xml"):
        return bloco
    fim = bloco.find(b"?>")
    declaracao = bloco[:fim].lower()
    if fim < 0 or fim > 300 or (b"encoding" in declaracao and not re.search(rb"utf-?8|us-ascii", declaracao)):
        raise malformado(nome, "tem partes numa codificação que uma planilha não usa")
    return bloco[fim + 2 :]


def analisador(nome: str) -> expat.XMLParserType:
    """Return an XML parser that refuses document types, so that no entity is ever expanded nor fetched."""
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def recusar(*_: object) -> None:
        raise malformado(nome, "traz declarações (entidades, comentários) que uma planilha não usa")

    parser.StartDoctypeDeclHandler = recusar
    parser.EntityDeclHandler = recusar
    return parser


def alimentar(parser: expat.XMLParserType, pedacos: Iterator[bytes], nome: str) -> None:
    """Give the pieces to a parser.  ErroDePlanilha when the XML does not hold together."""
    try:
        for pedaco in pedacos:
            parser.Parse(pedaco, False)
        parser.Parse(b"", True)
    except expat.ExpatError as erro:
        raise danificado(nome) from erro


def elementos(pacote: Pacote, parte: str, guarda: Guarda) -> list[tuple[str, dict[str, str]]]:
    """Return the elements of a small part in order, names and attributes without prefixes."""
    achados: list[tuple[str, dict[str, str]]] = []

    def comecou(marca: str, atributos: dict[str, str]) -> None:
        achados.append((_sem_prefixo(marca), {_sem_prefixo(chave): valor for chave, valor in atributos.items()}))
        if len(achados) > 10 * limites.PARTES:
            raise malformado(pacote.nome, "tem partes demais para uma planilha")

    parser = analisador(pacote.nome)
    parser.StartElementHandler = comecou
    alimentar(parser, pacote.inflar(parte, limites.INDICE, guarda), pacote.nome)
    return achados


def _sem_prefixo(marca: str) -> str:
    return marca.rpartition(":")[2]


class PacoteLimpo:
    """A package being written with parts already examined, to be read by the library of spreadsheets."""

    def __init__(self) -> None:
        self._saida = BytesIO()
        self._zip = zipfile.ZipFile(self._saida, "w", zipfile.ZIP_DEFLATED, compresslevel=1)

    def guardar(self, parte: str, pedacos: Iterator[bytes] | bytes) -> None:
        """Write a part, whole or a piece at a time."""
        if isinstance(pedacos, bytes):
            pedacos = iter((pedacos,))
        with self._zip.open(parte, "w") as destino:
            for pedaco in pedacos:
                destino.write(pedaco)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def pronto(self) -> BytesIO:
        """Return the package, closed."""
        self._zip.close()
        self._saida.seek(0)
        return self._saida
