"""Text as it was pasted, and the same text in a row: lines joined, words healed, each character knowing where it was.

``Corrido.mostra`` is what a clerk would read; ``Corrido.chave`` has the same length, in small letters without accents,
so that one expression fits what was typed with `º`, `°` or nothing, in capitals or not.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

_LINHA: Final = re.compile(r"[^\r\n\f\v\x1c-\x1e\x85\u2028\u2029]+")
_PALAVRA: Final = re.compile(r"\S+")
_ESTRANHO: Final = re.compile(
    "[\u0000-\u0008\u000e-\u001b\u007f\u00ad\u0300-\u036f\u200b-\u200f\u2060\ue000-\ue0ff\ufeff]"
)
_LARGO: Final = re.compile(r"\s\s|[^\S ]")
_INVISIVEIS: Final = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
_QUEBRA_LETRA: Final = re.compile(r"[^\W\d_]-$")

# What is glued in the DOE: "92.000.868do cargo", "SOUZAmatrícula", "Pública.exonerar", "Bahia,para".
_COLADO: Final = re.compile(
    r"(?<=\d)(?=(?:d[oaeOAE]s?|para|PARA|no|na)\s)"
    r"|(?<=[A-ZÀ-Þ])(?=(?:matr[ií]cula|cadastro|ocupante|para o |para exercer|do cargo|d[ao] função|n[º°]\s?\d))"
    r"|(?<=[a-zà-ÿ])(?=matr[ií]cula)"
    r"|(?<=[A-Za-zÀ-ÿ)],)(?=[A-Za-zÀ-ÿ])"
    r"|(?<=[a-zà-ÿ]{3}[.;])(?=[A-Za-zÀ-ÿ])"
)


def _tabela() -> dict[int, str]:
    tabela = {ord(letra): letra.lower() for letra in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
    for codigo in range(0x80, 0x250):
        base = unicodedata.normalize("NFD", chr(codigo))[0]
        tabela[codigo] = base.lower() if base.isascii() else chr(codigo)
    tabela |= {ord(c): "o" for c in "º°˚"} | {ord("ª"): "a"}
    tabela |= {ord(c): "'" for c in "‘’ʼ`´′"} | {ord(c): '"' for c in "“”„«»"}
    tabela |= {ord(c): "-" for c in "‐‑‒–—−"}
    return tabela


_DOBRA: Final = _tabela()


def dobrar(texto: str) -> str:
    """Return the text in small letters without accents, one character for each."""
    return texto.translate(_DOBRA)


def visivel(c: str) -> bool:
    """Tell whether a character leaves ink on the paper."""
    return not c.isspace() and c.isprintable() and c not in _INVISIVEIS and not unicodedata.combining(c)


def compor(texto: str) -> tuple[str, array[int] | None]:
    """Return the text without soft hyphens and the like, letters and their accents in one character each.

    With it, where each character was (and, last, the length of the text); None when the text is already so.
    """
    if _ESTRANHO.search(texto) is None:
        return texto, None
    letras: list[str] = []
    lugares: array[int] = array("q")
    for lugar, letra in enumerate(texto):
        if unicodedata.combining(letra):
            junta = unicodedata.normalize("NFC", letras[-1] + letra) if letras else ""
            if len(junta) == 1:
                letras[-1] = junta
            continue
        if letra in _INVISIVEIS:
            continue
        # Controls, and what stands for a date while an act is read, are blanks.
        limpa = letra if letra.isprintable() or letra.isspace() else " "
        letras.append(limpa)
        lugares.append(lugar)
    lugares.append(len(texto))
    return "".join(letras), lugares


@dataclass(frozen=True, slots=True, kw_only=True)
class Linha:
    """A line without the blanks at its ends; ``depois_de_vazia`` when a blank line comes before it."""

    inicio: int
    fim: int
    mostra: str
    chave: str
    depois_de_vazia: bool


def linhas(texto: str) -> list[Linha]:
    """Return the lines that have something on them."""
    achadas: list[Linha] = []
    ultimo = 0
    for achado in _LINHA.finditer(texto):
        bruta = achado[0]
        limpa = bruta.strip()
        if not limpa:
            continue
        inicio = achado.start() + len(bruta) - len(bruta.lstrip())
        fim = inicio + len(limpa)
        entre = texto[ultimo:inicio]
        vazia = entre.count("\n") > 1 or entre.replace("\r\n", "\n").count("\r") > 1 or "\u2029" in entre
        achadas.append(Linha(inicio=inicio, fim=fim, mostra=limpa, chave=dobrar(limpa), depois_de_vazia=vazia))
        ultimo = fim
    return achadas


class Corrido:
    """A stretch of text in a row; ``quebras`` has where its lines began, ``vazios`` where its paragraphs did."""

    __slots__ = ("chave", "mostra", "posicoes", "quebras", "vazios")

    def __init__(
        self, mostra: str, posicoes: array[int], quebras: frozenset[int], vazios: frozenset[int], chave: str = ""
    ) -> None:
        self.mostra = mostra
        self.chave = chave or dobrar(mostra)
        self.posicoes = posicoes
        self.quebras = quebras
        self.vazios = vazios

    def original(self, inicio: int, fim: int) -> tuple[int, int]:
        """Return the offsets, in the text given, of a stretch of this one (not empty)."""
        return self.posicoes[inicio], self.posicoes[fim - 1] + 1

    def fatia(self, inicio: int, fim: int) -> Corrido:
        """Return a stretch as a text of its own, without the blanks at its ends."""
        while inicio < fim and self.mostra[inicio].isspace():
            inicio += 1
        while fim > inicio and self.mostra[fim - 1].isspace():
            fim -= 1
        return Corrido(
            self.mostra[inicio:fim], self.posicoes[inicio:fim], frozenset(), frozenset(), self.chave[inicio:fim]
        )


def correr(trechos: Iterable[Linha]) -> Corrido:
    """Return lines joined by single spaces, with words broken at the end of a line made whole."""
    partes: list[str] = []
    posicoes: array[int] = array("q")
    quebras: list[int] = []
    vazios: list[int] = []
    tamanho = 0
    anterior: Linha | None = None
    for linha in trechos:
        if anterior is not None:
            emenda = _emenda(anterior.mostra, linha.mostra)
            if emenda < 0:
                partes[-1] = partes[-1][:-1]
                posicoes.pop()
                tamanho -= 1
            elif emenda > 0:
                partes.append(" ")
                posicoes.append(anterior.fim)
                tamanho += 1
        quebras.append(tamanho)
        if linha.depois_de_vazia:
            vazios.append(tamanho)
        tamanho += _por_linha(linha, partes, posicoes)
        anterior = linha
    mostra = "".join(partes)
    return _descolar(Corrido(mostra, posicoes, frozenset(quebras), frozenset(vazios)))


def _emenda(antes: str, depois: str) -> int:
    """Return 1 to join with a space, 0 with nothing, -1 taking the hyphen out."""
    if not _QUEBRA_LETRA.search(antes[-2:]) or len(depois) < 2:
        # "0001234-" and "56": a number goes on.
        return 0 if antes[-1:] == "-" and antes[-2:-1].isdigit() and depois[:1].isdigit() else 1
    if depois[0].islower():
        return -1
    if depois[0].isdigit():
        return 0
    return -1 if depois[:2].isupper() and antes[-3:-1].isupper() else 0


def _por_linha(linha: Linha, partes: list[str], posicoes: array[int]) -> int:
    if not _LARGO.search(linha.mostra):
        partes.append(linha.mostra)
        posicoes.extend(range(linha.inicio, linha.fim))
        return len(linha.mostra)
    tamanho = 0
    for palavra in _PALAVRA.finditer(linha.mostra):
        inicio = linha.inicio + palavra.start()
        if tamanho:
            partes.append(" ")
            posicoes.append(inicio - 1)
            tamanho += 1
        partes.append(palavra[0])
        posicoes.extend(range(inicio, inicio + len(palavra[0])))
        tamanho += len(palavra[0])
    return tamanho


def _descolar(corrido: Corrido) -> Corrido:
    pontos = [achado.start() for achado in _COLADO.finditer(corrido.mostra)]
    if not pontos:
        return corrido
    partes: list[str] = []
    posicoes: array[int] = array("q")
    anterior = 0
    for ponto in [*pontos, len(corrido.mostra)]:
        partes.append(corrido.mostra[anterior:ponto])
        posicoes.extend(corrido.posicoes[anterior:ponto])
        if ponto < len(corrido.mostra):
            partes.append(" ")
            posicoes.append(corrido.posicoes[ponto] - 1)
        anterior = ponto
    postos = array("q", pontos)

    def mover(antigos: frozenset[int]) -> frozenset[int]:
        return frozenset(antigo + bisect_right(postos, antigo) for antigo in antigos)

    return Corrido("".join(partes), posicoes, mover(corrido.quebras), mover(corrido.vazios))
