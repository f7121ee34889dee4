"""What every list written for spreadsheets takes care of."""

from __future__ import annotations

from ..intercambio.tabelas import sem_formula

__all__ = ["sem_formula"]
