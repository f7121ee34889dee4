r"""The cells of an open archive: any value of the registry as text that any reader of CSV takes, and back, exactly.

A cell that begins with a backslash is no text: ``\N`` is null, ``\J`` goes before a JSON value, ``\B`` before bytes in
base 64.  Everything else is what it says.

>>> [escrever_celula(v, TEXTO) for v in ("", None, "São José", "=1+1")]
['', '\\N', 'São José', '=1+1']
>>> escrever_celula(True, BOOLEANO), escrever_celula(7, INTEIRO), escrever_celula("\\N", TEXTO)
('sim', '7', '\\J"\\\\N"')
>>> ler_celula('\\J"\\\\N"', TEXTO)
'\\N'
"""

from __future__ import annotations

import base64
import csv
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import StringIO
from typing import Any, Final, Protocol

from ..estatuto.erros import ErroDominio

INTEIRO: Final = "inteiro"
BOOLEANO: Final = "booleano"
TEXTO: Final = "texto"

SEPARADOR: Final = ";"
NULO: Final = "\\N"

MAIOR_CELULA: Final = 64 * 1024 * 1024
"""Longest text of a cell, in characters: attachments are files of their own, and nothing else comes near it."""

_LOTE: Final = 500
"""Rows written at a time."""


class Destino(Protocol):
    """What bytes are written to."""

    def write(self, dados: bytes, /) -> int:
        """Write."""
        ...


Valor = str | int | float | bytes | None


class CelulaIlegivel(ErroDominio):
    """A cell is not written as the archive's own manual says."""


def escrever_celula(valor: Valor, especie: str) -> str:
    """Return the text of a value of a column of that kind.  ErroDominio for a text too long."""
    return _ESCRITORES.get(especie, _texto)(valor)


def ler_celula(texto: str, especie: str) -> Valor:
    """Return the value that a cell says.  CelulaIlegivel when it says none."""
    return _LEITORES.get(especie, _de_texto)(texto)


# ------------------------------------------------------------------ writing


def _texto(valor: Valor) -> str:
    if type(valor) is str and valor[:1] != "\\" and "\0" not in valor and len(valor) <= MAIOR_CELULA:
        return valor
    return _outro(valor)


def _inteiro(valor: Valor) -> str:
    return str(valor) if type(valor) is int else _outro(valor)


def _booleano(valor: Valor) -> str:
    if type(valor) is bool or (type(valor) is int and valor in (0, 1)):
        return "sim" if valor else "nao"
    return _outro(valor)


def _outro(valor: Valor) -> str:
    """Return what is not of the kind of its column: nothing, an odd text, a number where there should be none."""
    if valor is None:
        return NULO
    if isinstance(valor, bytes):
        return "\\B" + base64.b64encode(valor).decode("ascii")
    escrito = "\\J" + json.dumps(valor, ensure_ascii=False)
    if len(escrito) > MAIOR_CELULA:
        raise ErroDominio(
            "Há no registro um texto maior do que o acervo comporta (64 milhões de letras). Nada foi gravado; peça "
            "ajuda com este arquivo do registro."
        )
    return escrito


_ESCRITORES: Final[dict[str, Callable[[Valor], str]]] = {INTEIRO: _inteiro, BOOLEANO: _booleano}


def escrever_csv(
    destino: Destino, colunas: Sequence[str], especies: Sequence[str], linhas: Iterable[Sequence[Valor]]
) -> Iterator[int]:
    """Write a table and yield, every so often, how many rows were written since the last time."""
    escritores = [_ESCRITORES.get(especie, _texto) for especie in especies]
    texto = StringIO()
    escritor = csv.writer(texto, delimiter=SEPARADOR, lineterminator="\r\n")
    escritor.writerow(colunas)
    lote = 0
    for linha in linhas:
        escritor.writerow([escrever(valor) for escrever, valor in zip(escritores, linha, strict=True)])
        lote += 1
        if lote == _LOTE:
            destino.write(texto.getvalue().encode())
            texto.seek(0)
            texto.truncate()
            yield lote
            lote = 0
    destino.write(texto.getvalue().encode())
    yield lote


# ------------------------------------------------------------------ reading


def _de_texto(texto: str) -> Valor:
    return texto if texto[:1] != "\\" else _de_outro(texto)


def _de_inteiro(texto: str) -> Valor:
    if texto[:1] == "\\":
        return _de_outro(texto)
    numero = texto[1:] if texto[:1] == "-" else texto
    if not (numero.isascii() and numero.isdigit() and len(numero) <= 19):
        raise _ilegivel(texto)
    return int(texto)


def _de_booleano(texto: str) -> Valor:
    if texto in ("sim", "nao"):
        return 1 if texto == "sim" else 0
    return _de_outro(texto)


def _de_outro(texto: str) -> Valor:
    if texto == NULO:
        return None
    try:
        if texto.startswith("\\B"):
            return base64.b64decode(texto[2:], validate=True)
        if texto.startswith("\\J"):
            valor = json.loads(texto[2:])
            if isinstance(valor, str):
                valor.encode()  # half a pair of surrogates is no text
            if isinstance(valor, str | int | float) and not isinstance(valor, bool):
                return valor
    except (ValueError, RecursionError):
        pass
    raise _ilegivel(texto)


def _ilegivel(texto: str) -> CelulaIlegivel:
    curto = texto[:40] + ("…" if len(texto) > 40 else "")
    return CelulaIlegivel(f"a célula “{curto}” não está escrita como diz o LEIA-ME")


_LEITORES: Final[dict[str, Callable[[str], Valor]]] = {INTEIRO: _de_inteiro, BOOLEANO: _de_booleano}


def ler_csv(origem: Iterable[str]) -> Iterator[list[str]]:
    """Yield the rows of a table, the headings first.  CelulaIlegivel for what is no CSV."""
    # The module has one limit for everybody, and its own is less than one long paper.
    csv.field_size_limit(max(csv.field_size_limit(), MAIOR_CELULA))
    leitor = csv.reader(origem, delimiter=SEPARADOR, strict=True)
    try:
        yield from leitor
    except csv.Error as erro:
        raise CelulaIlegivel(f"a linha {leitor.line_num} não é CSV ({erro})") from erro


def leitores(especies: Sequence[str]) -> list[Callable[[str], Any]]:
    """Return what reads each column of a table."""
    return [_LEITORES.get(especie, _de_texto) for especie in especies]
