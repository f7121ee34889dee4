"""What an evaluation of the estágio is made of: scores, scale, evaluators, requests against it (art. 27; rule S2).

The scale and the minimum are settings of the installation, each with its source: while they are empty nothing is
suggested and nothing is refused for them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Final

from .parametros import Parametros

FATORES: Final[tuple[tuple[str, str], ...]] = (
    ("assiduidade", "Assiduidade"),
    ("disciplina", "Disciplina"),
    ("iniciativa", "Capacidade de iniciativa"),
    ("produtividade", "Produtividade"),
    ("responsabilidade", "Responsabilidade"),
)
"""The five factors of art. 27: the name of the field and the words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notas:
    """Scores of the five factors; None where a factor has none."""

    assiduidade: int | None = None
    disciplina: int | None = None
    iniciativa: int | None = None
    produtividade: int | None = None
    responsabilidade: int | None = None

    @property
    def valores(self) -> tuple[int | None, ...]:
        """The scores in the order of `FATORES`."""
        return (self.assiduidade, self.disciplina, self.iniciativa, self.produtividade, self.responsabilidade)

    @property
    def completas(self) -> bool:
        """Tell whether every factor has a score."""
        return None not in self.valores

    @property
    def vazias(self) -> bool:
        """Tell whether no factor has one."""
        return all(valor is None for valor in self.valores)

    @property
    def media(self) -> Decimal | None:
        """The exact mean of the five; None while one is missing."""
        valores = [valor for valor in self.valores if valor is not None]
        return Decimal(sum(valores)) / 5 if len(valores) == len(FATORES) else None

    @property
    def faltam(self) -> tuple[str, ...]:
        """The factors without a score, in words."""
        return tuple(rotulo for (_, rotulo), valor in zip(FATORES, self.valores, strict=True) if valor is None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Escala:
    """The scale of the scores and the minimum of the mean, as set for who entered into exercício on a day."""

    minimo: int | None = None
    maximo: int | None = None
    nota_minima: Decimal | None = None
    fonte: str = ""

    @property
    def informada(self) -> bool:
        """Tell whether anything was set."""
        return not (self.minimo is None and self.maximo is None and self.nota_minima is None)

    def fora(self, notas: Notas) -> tuple[str, ...]:
        """Return the factors whose score is outside the scale, in words."""
        return tuple(
            rotulo
            for (_, rotulo), valor in zip(FATORES, notas.valores, strict=True)
            if valor is not None
            and ((self.minimo is not None and valor < self.minimo) or (self.maximo is not None and valor > self.maximo))
        )

    def sugere(self, notas: Notas) -> bool | None:
        """Return what the scores say: satisfatória or not; None without the minimum or without all the scores."""
        media = notas.media
        return None if media is None or self.nota_minima is None else media >= self.nota_minima

    @property
    def em_palavras(self) -> str:
        """The scale as a form shows it."""
        if not self.informada:
            return "Escala e nota mínima ainda não informadas na Administração: o programa não sugere o resultado."
        partes = []
        if self.minimo is not None and self.maximo is not None:
            partes.append(f"Notas de {self.minimo} a {self.maximo}")
        elif self.maximo is not None:
            partes.append(f"Notas até {self.maximo}")
        elif self.minimo is not None:
            partes.append(f"Notas a partir de {self.minimo}")
        if self.nota_minima is not None:
            partes.append(f"média mínima {decimal_em_palavras(self.nota_minima)}")
        frase = "; ".join(partes)
        return f"{frase[:1].upper()}{frase[1:]}" + (f" ({self.fonte})." if self.fonte else ".")


@dataclass(frozen=True, slots=True, kw_only=True)
class Avaliadores:
    """Who evaluates, from a day on: the boss, and the commission that hears the appeals."""

    desde: date
    chefe: str
    comissao: tuple[str, ...] = ()
    numero: str = ""
    ato: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Pedido:
    """A reconsideração or a recurso; ``deferido`` is None and ``decisao`` has no day while undecided."""

    data: date
    deferido: bool | None = None
    decisao: date | None = None
    ato: int = 0
    registrado_em: datetime | None = None
    ato_da_decisao: int = 0
    decisao_registrada_em: datetime | None = None


def escala_do_estagio(parametros: Parametros, exercicio: date) -> Escala:
    """Return the scale in force for who entered into exercício on the day; empty where nobody set it.

    The scale is written as its two ends: "0-10" or "0 a 10".
    """
    minima = parametros.valor("estagio_nota_minima", exercicio)
    menor, maior = extremos(str(parametros.valor("estagio_escala", exercicio) or "")) or (None, None)
    return Escala(
        minimo=menor,
        maximo=maior,
        nota_minima=_decimal(minima),
        fonte=parametros.citacao("estagio_nota_minima", exercicio),
    )


def extremos(texto: str) -> tuple[int, int] | None:
    """Return the ends of a scale written as "0-10" or "0 a 10", the lower first; None when it is not written so."""
    lido = _EXTREMOS.fullmatch(texto)
    if lido is None or int(lido[1]) == int(lido[2]):
        return None
    menor, maior = sorted((int(lido[1]), int(lido[2])))
    return menor, maior


_EXTREMOS: Final = re.compile(r"\s*(?:de\s+)?(\d{1,4})\s*(?:-|–|a|até)\s*(\d{1,4})\s*")


def _decimal(valor: object) -> Decimal | None:
    if valor is None or isinstance(valor, bool):
        return None
    try:
        return Decimal(str(valor).replace(",", "."))
    except InvalidOperation:
        return None


def decimal_em_palavras(valor: Decimal) -> str:
    """Return a number with a comma and at most two decimals: '7', '7,5', '7,33'."""
    arredondado = valor.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{arredondado:f}".rstrip("0").rstrip(".").replace(".", ",")


def enumerar_avaliacoes(numeros: Sequence[int]) -> str:
    """Return the numbers of evaluations, in order."""
    return ", ".join(str(n) for n in sorted(set(numeros)))


def quais_avaliacoes(numeros: Sequence[int]) -> str:
    """Return the evaluations as a sentence names them."""
    *outros, ultimo = (f"{n}ª" for n in sorted(set(numeros)))
    return f"a {', a '.join(outros)} e a {ultimo} avaliações" if outros else f"a {ultimo} avaliação"
