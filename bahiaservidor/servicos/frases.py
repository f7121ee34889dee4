"""Pieces of the sentences that services say."""

from __future__ import annotations

from collections.abc import Sequence


def enumerar(partes: Sequence[str]) -> str:
    """Return names joined as a sentence does: a, b e c."""
    if len(partes) < 2:
        return "".join(partes)
    return f"{', '.join(partes[:-1])} e {partes[-1]}"


def milhar(numero: int) -> str:
    """Return a whole number with a point at each thousand."""
    return f"{numero:,}".replace(",", ".")


def quantos(numero: int, um: str, varios: str) -> str:
    """Return a number with what it counts, in the singular or the plural."""
    return f"{milhar(numero)} {um if numero == 1 else varios}"
