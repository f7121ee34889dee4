"""Pieces of the sentences that services say."""

from __future__ import annotations

from collections.abc import Sequence


def enumerar(partes: Sequence[str]) -> str:
    """Return names joined as a sentence does: a, b e c."""
    if len(partes) < 2:
        return "".join(partes)
    return f"{', '.join(partes[:-1])} e {partes[-1]}"
