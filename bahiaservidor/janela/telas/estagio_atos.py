"""The way from the estágio to the act dialog, with what the screen already knows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...servicos.tipos import PedidoAto
from ..casa import Casa


def pedir_ato(casa: Casa, servidor_id: int, vinculo_id: int, tipo: str, conhecido: Mapping[str, Any]) -> None:
    """Open the dialog of an act, its fields filled with what is known."""
    if not conhecido:
        casa.abrir_ato(servidor_id=servidor_id, vinculo_id=vinculo_id, tipo=tipo)
        return
    pedido = PedidoAto(tipo=tipo, conteudo=dict(conhecido), servidor_id=servidor_id, vinculo_id=vinculo_id)
    casa.abrir_ato(pedido=pedido)
