"""What the filter of the contradictions offers, with how many of each there are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ...servicos.tipos.contradicoes import Especie, Gravidade
from ..componentes.combo import Opcao
from ..modelos.prazos import numero


def opcoes_de_especie(por_especie: Mapping[Especie, int]) -> list[Opcao]:
    """Return the kinds a filter offers, each with how many are pending."""
    return [
        Opcao(valor=None, rotulo="Todas as espécies"),
        *(Opcao(valor=e, rotulo=_com_numero(e.rotulo, por_especie.get(e, 0))) for e in Especie),
    ]


def opcoes_de_gravidade(por_gravidade: Mapping[Gravidade, int]) -> list[Opcao]:
    """Return the weights a filter offers, each with how many are pending."""
    return [
        Opcao(valor=None, rotulo="Toda gravidade"),
        *(
            Opcao(valor=g, rotulo=_com_numero(g.rotulo, por_gravidade.get(g, 0)))
            for g in sorted(Gravidade, reverse=True)
        ),
    ]


def _com_numero(rotulo: str, quantas: int) -> str:
    return f"{rotulo} ({numero(quantas)})" if quantas else rotulo


class Situacao:
    """Which contradictions are listed, by whether somebody acknowledged them."""

    PENDENTES = "pendentes"
    CIENTES = "cientes"
    TODAS = "todas"


SITUACOES: Final = (
    Opcao(valor=Situacao.PENDENTES, rotulo="Pendentes"),
    Opcao(valor=Situacao.CIENTES, rotulo="Com ciência"),
    Opcao(valor=Situacao.TODAS, rotulo="Pendentes e com ciência"),
)

CIENTES_DA_SITUACAO: Final = {Situacao.PENDENTES: False, Situacao.CIENTES: True, Situacao.TODAS: None}
