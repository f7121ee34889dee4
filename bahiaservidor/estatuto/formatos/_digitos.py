"""What the modules of numbers share: separators and sums of check digits."""

from collections.abc import Sequence
from operator import mul

_ZERO = ord("0")


def so_digitos(texto: str, *, separadores: str) -> str:
    """Return the text without these separators and without white space at the ends; other characters stay."""
    limpo = texto.strip()
    return limpo if limpo.isdecimal() else limpo.translate({ord(c): None for c in separadores})


def modulo_11(digitos: str, pesos: Sequence[int]) -> str:
    """Return the check digit 11 - (weighted sum mod 11), with 10 and 11 written 0."""
    if len(digitos) != len(pesos):
        raise ValueError("as many weights as digits")
    if not (digitos.isascii() and digitos.isdigit()):
        raise ValueError("digits only")
    # By their codes, which follow that of zero: no text is made a number.
    soma = sum(map(mul, digitos.encode(), pesos)) - _ZERO * sum(pesos)
    resto = 11 - soma % 11
    return "0" if resto >= 10 else str(resto)
