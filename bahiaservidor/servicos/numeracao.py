"""The next number of a paper: one place decides it, for what is issued alone, in a batch, or by way of a minuta.

A termo keeps the number its minuta had, so both draw from one sequence.  That of the papers is of each órgão, that of
the minutas of all together: a minuta comes after what any órgão has issued, and a paper after all minutas.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from ..registro.conexao import Conexao
from ..registro.consultas import minutas as consultas_de_minutas
from ..registro.consultas import papeis as consultas_de_papeis

TIPO_MINUTA: Final[Mapping[str, str]] = MappingProxyType({"termo_posse": "posse", "termo_exercicio": "exercicio"})
"""Minutas that share the sequence of a kind of paper."""

_PAPEL_DA_MINUTA: Final = {tipo: especie for especie, tipo in TIPO_MINUTA.items()}


def maior_do_papel(conexao: Conexao, *, especie: str, orgao_id: int, ano: int) -> int:
    """Return the highest number taken in the sequence of a kind of paper, órgão and year, 0 for none."""
    maior = consultas_de_papeis.maior_numero(conexao, especie=especie, orgao_id=orgao_id, ano=ano)
    tipo = TIPO_MINUTA.get(especie)
    return maior if tipo is None else max(maior, consultas_de_minutas.maior_numero(conexao, tipo=tipo, ano=ano))


def maior_da_minuta(conexao: Conexao, *, tipo: str, ano: int) -> int:
    """Return the highest number taken that a minuta of a kind and year must come after, 0 for none."""
    maior = consultas_de_minutas.maior_numero(conexao, tipo=tipo, ano=ano)
    especie = _PAPEL_DA_MINUTA.get(tipo)
    if especie is None:
        return maior
    return max(maior, consultas_de_papeis.maior_numero(conexao, especie=especie, orgao_id=None, ano=ano))
