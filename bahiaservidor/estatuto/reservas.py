"""Posts reserved in a concurso (rule N6): how many of a number, and which one in the order of the calls.

Percentages and roundings are parameters, those in force on the day of the edital; the positions may also be those that
the edital itself gives.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from .erros import ErroDominio
from .formatos.nomes import chave_busca
from .parametros import Parametros


class Modalidade(StrEnum):
    """What a list of a concurso is reserved to."""

    AMPLA = "ampla"
    PCD = "pcd"
    NEGROS = "negros"
    OUTRA = "outra"

    @property
    def rotulo(self) -> str:
        """The words a clerk reads."""
        return _ROTULOS[self]


_ROTULOS: Final = {
    Modalidade.AMPLA: "ampla concorrência",
    Modalidade.PCD: "pessoas com deficiência",
    Modalidade.NEGROS: "pessoas negras",
    Modalidade.OUTRA: "outra lista",
}

RESERVADAS: Final = (Modalidade.PCD, Modalidade.NEGROS)
"""In the order in which two that fall due on one post take it."""

_PALAVRAS: Final = {
    Modalidade.PCD: re.compile(r"\b(pcd|pne|ppd|deficien\w*)\b"),
    Modalidade.NEGROS: re.compile(r"\b(negr\w*|pret[oa]s?|pard\w*|racia\w*)\b"),
    Modalidade.AMPLA: re.compile(r"\b(ampla\w*|geral)\b"),
}


def modalidade_de(texto: str) -> Modalidade:
    """Return what a list is by the words of its modalidade; ``OUTRA`` when they say none of those known."""
    chave = chave_busca(texto)
    return next((qual for qual, palavras in _PALAVRAS.items() if palavras.search(chave)), Modalidade.OUTRA)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reserva:
    """How many posts of a number are reserved: ``percentual`` of them; a fraction counts only above ``fracao``.

    Below ``minimo`` posts nothing is reserved.
    """

    percentual: Decimal
    fracao: Decimal
    minimo: int = 0
    citacao: str = ""

    def de(self, total: int) -> int:
        """Return how many of ``total`` posts are reserved."""
        if total < self.minimo:
            return 0
        exato = self.exato(total)
        inteiros = int(exato)
        return inteiros + (1 if exato - inteiros > self.fracao else 0)

    def exato(self, total: int) -> Decimal:
        """Return the share before it is rounded."""
        return total * self.percentual / 100


def reservas(parametros: Parametros, em: date) -> Mapping[Modalidade, Reserva]:
    """Return the reserves that the law sets on a day; one whose law did not exist yet is left out."""
    achadas: dict[Modalidade, Reserva] = {}
    for qual, prefixo, minimo in ((Modalidade.PCD, "pcd", ""), (Modalidade.NEGROS, "negros", "negros_minimo_vagas")):
        chave = f"{prefixo}_percentual"
        # Before its first value a parameter answers the first: a reserve must not be older than its law.
        if parametros.parametro(chave).valores[0].desde > em or parametros.valor(chave, em) is None:
            continue
        achadas[qual] = Reserva(
            percentual=parametros.decimal(chave, em),
            fracao=parametros.decimal(f"{prefixo}_fracao_minima", em),
            minimo=parametros.inteiro(minimo, em) if minimo else 0,
            citacao=parametros.citacao(chave, em),
        )
    return achadas


# ------------------------------------------------------------------ alternation

FRACOES: Final = "fracoes"
NENHUMA: Final = "nenhuma"


@dataclass(frozen=True, slots=True, kw_only=True)
class Posicoes:
    """Posts given by the edital: the ``primeira``, and then one in every ``intervalo``."""

    primeira: int
    intervalo: int

    def ate(self, n: int) -> int:
        """Return how many of the first ``n`` posts are reserved."""
        return 0 if n < self.primeira else 1 + (n - self.primeira) // self.intervalo


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternancia:
    """In what order the lists of a concurso are called.

    By the positions of the edital when it gives them, else by the fractions of the law; ``presumida`` while nobody has
    said which of them the edital has.
    """

    reservas: Mapping[Modalidade, Reserva] = field(default_factory=dict, hash=False)
    posicoes: Mapping[Modalidade, Posicoes] = field(default_factory=dict, hash=False)
    presumida: bool = False

    def ate(self, qual: Modalidade, n: int) -> int:
        """Return how many of the first ``n`` posts belong to a reserved list."""
        fixas = self.posicoes.get(qual)
        if fixas is not None:
            return fixas.ate(n)
        reserva = self.reservas.get(qual)
        return reserva.de(n) if reserva is not None else 0

    def por_que(self, qual: Modalidade, n: int) -> str:
        """Return why a post belongs to a reserved list."""
        fixas = self.posicoes.get(qual)
        if fixas is not None:
            return f"o edital reserva a {fixas.primeira}ª e depois uma a cada {fixas.intervalo}"
        reserva = self.reservas[qual]
        return f"{_br(reserva.percentual)} % de {n} são {_br(reserva.exato(n))}, o que dá {reserva.de(n)}; " + (
            reserva.citacao
        )


_POSICAO = re.compile(r"(pcd|negros)=(\d{1,4})/(\d{1,4})")


def ler_alternancia(texto: str, parametros: Parametros, em: date) -> Alternancia:
    """Return the alternation that a concurso keeps as text.

    Empty or ``fracoes``: by the law; ``nenhuma``: reserved lists take no turn; else ``pcd=5/20;negros=3/3``, first and
    interval. ErroDominio for any other text.
    """
    texto = texto.strip()
    if texto in ("", FRACOES):
        return Alternancia(reservas=reservas(parametros, em), presumida=not texto)
    if texto == NENHUMA:
        return Alternancia()
    posicoes: dict[Modalidade, Posicoes] = {}
    for parte in texto.split(";"):
        lida = _POSICAO.fullmatch(parte.strip())
        if lida is None or int(lida[2]) < 1 or int(lida[3]) < 1:
            raise ErroDominio(
                f"A alternância “{texto}” não foi entendida: informe a primeira posição e o intervalo, a partir de 1. "
                "Nada foi gravado."
            )
        posicoes[Modalidade(lida[1])] = Posicoes(primeira=int(lida[2]), intervalo=int(lida[3]))
    return Alternancia(posicoes=posicoes)


def escrever_alternancia(posicoes: Mapping[Modalidade, Posicoes]) -> str:
    """Return the text that `ler_alternancia` reads back; ``nenhuma`` without positions."""
    partes = [f"{q}={posicoes[q].primeira}/{posicoes[q].intervalo}" for q in RESERVADAS if q in posicoes]
    return ";".join(partes) or NENHUMA


def _br(valor: Decimal) -> str:
    return f"{valor.normalize():f}".replace(".", ",")
