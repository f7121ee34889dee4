"""What every list written for spreadsheets takes care of."""

from __future__ import annotations


def sem_formula(celula: str) -> str:
    """Return the cell so that a spreadsheet shows it, and never runs it: names are data."""
    return f"'{celula}" if celula[:1] in ("=", "+", "-", "@", "\t", "\r") else celula
