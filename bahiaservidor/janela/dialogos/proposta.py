"""Opening the act that the law suggests, with what the proposal already knows of it."""

from __future__ import annotations

from ...servicos.tipos import PedidoAto, Proposta
from ..casa import Casa


def abrir_proposta(casa: Casa, proposta: Proposta) -> None:
    """Open the act dialog on the act proposed; the cargo with a free post comes filled in."""
    servidor_id, vinculo_id, tipo = proposta.servidor_id, proposta.vinculo_id, proposta.ato
    if not proposta.conteudo:
        casa.abrir_ato(servidor_id=servidor_id, vinculo_id=vinculo_id, tipo=tipo)
        return
    pedido = PedidoAto(tipo=tipo, conteudo=dict(proposta.conteudo), servidor_id=servidor_id, vinculo_id=vinculo_id)
    casa.abrir_ato(servidor_id=servidor_id, vinculo_id=vinculo_id, pedido=pedido)
