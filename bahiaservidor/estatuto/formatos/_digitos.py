"""What the modules of numbers share: separators and sums of check digits."""

from collections.abc import Iterable


def so_digitos(texto: str, *, separadores: str) -> str:
    """Return the text without these separators and without white space at the ends; other characters stay."""
    return texto.strip().translate({ord(c): None for c in separadores})


def modulo_11(digitos: str, pesos: Iterable[int]) -> str:
    """Return the check digit 11 - (weighted sum mod 11), with 10 and 11 written 0."""
    soma = sum(int(d) * p for d, p in zip(digitos, pesos, strict=True))
    resto = 11 - soma % 11
    return "0" if resto >= 10 else str(resto)
