"""The reader of the Diário Oficial: text in, proposed acts out, and nothing of the text dropped in silence."""

from __future__ import annotations

from .diario_oficial_tipos import (
    AtoReferido,
    Campo,
    EspecieTrecho,
    Forma,
    Ignorado,
    Leitura,
    Papel,
    Proposta,
    SituacaoLeitura,
    Trecho,
)

__all__ = [
    "AtoReferido",
    "Campo",
    "EspecieTrecho",
    "Forma",
    "Ignorado",
    "Leitura",
    "Papel",
    "Proposta",
    "SituacaoLeitura",
    "Trecho",
    "ler",
]


def ler(texto: str) -> Leitura:
    """Return what the text says.  For now everything is one stretch nobody understood."""
    inicio = len(texto) - len(texto.lstrip())
    fim = len(texto.rstrip())
    if inicio >= fim:
        return Leitura()
    return Leitura(
        papeis=(Papel(forma="?", tipo=None, inicio=inicio, fim=fim),),
        propostas=(Proposta(ordem=1, papel=0, inicio=inicio, fim=fim, texto=texto[inicio:fim], verbo=""),),
    )
