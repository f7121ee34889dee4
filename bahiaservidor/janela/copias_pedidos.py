"""What screens and dialogs of copies say to one another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .operacoes import Mudanca

if TYPE_CHECKING:
    from ..servicos.copias_manifesto import Guardada

MUDOU_COPIAS = Mudanca(cadastros=frozenset({"copias"}))


@dataclass(frozen=True, slots=True, kw_only=True)
class PedidoRestauro:
    """The copy to go back to, and the passphrase of one that is encrypted."""

    guardada: Guardada
    frase: str = ""
