"""Words of the ceremony, and what happens after it."""

from __future__ import annotations

from collections.abc import Sequence

from ...servicos.tipos import Registrado
from ..casa import Casa
from ..operacoes import Mudanca


class VerExercicio:
    """Shows who waits for exercício; belongs to a message, which outlives the dialog."""

    __slots__ = ("_casa",)

    def __init__(self, casa: Casa) -> None:
        self._casa = casa

    def __call__(self) -> None:
        self._casa.navegar("provimentos", aba="exercicio")


def mudanca(registrados: Sequence[Registrado]) -> Mudanca:
    """Return what the confirmation of a ceremony changed."""
    return Mudanca(
        servidores=frozenset(r.servidor_id for r in registrados),
        vinculos=frozenset(r.vinculo_id for r in registrados),
        prazos=True,
        minutas=True,
        documentos=True,
    )


def termos(quantos: int) -> str:
    """Return the number of termos in words."""
    return "1 termo" if quantos == 1 else f"{quantos} termos"


def prontos(quantos: int) -> str:
    """Return how the termos came out, in agreement."""
    return "pronto e numerado" if quantos == 1 else "prontos e numerados"


def posses(quantos: int) -> str:
    """Return the number of posses in words."""
    return "1 posse" if quantos == 1 else f"{quantos} posses"


def faltas(quantos: int) -> str:
    """Return the number of absences in words."""
    return "1 falta" if quantos == 1 else f"{quantos} faltas"
