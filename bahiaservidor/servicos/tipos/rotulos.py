"""Names that several values give alike."""

from __future__ import annotations

from ...estatuto.tipos import TipoPrazo


def rotulo_do_prazo(tipo: TipoPrazo, numero: int | None) -> str:
    """Return the kind of a deadline in words, with its number where there are several."""
    return f"{tipo.rotulo} nº {numero}" if numero else tipo.rotulo
