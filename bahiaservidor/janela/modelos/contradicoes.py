"""Contradictions in a table: columns and tones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...servicos.tipos.contradicoes import Gravidade
from ..tema import Tom
from .base import Coluna
from .prazos import data_com_dia, data_ou_traco

if TYPE_CHECKING:
    from ...servicos.tipos.contradicoes import Contradicao

TOM_DA_GRAVIDADE: Final = {Gravidade.ALTA: Tom.PERIGO, Gravidade.MEDIA: Tom.ATENCAO, Gravidade.BAIXA: Tom.INFO}


def colunas_contradicoes() -> tuple[Coluna[Contradicao], ...]:
    """Return the columns of the inbox, in render order; ``chave`` is what the service sorts by."""
    return (
        Coluna(chave="gravidade", rotulo="Gravidade", texto=lambda c: c.gravidade.rotulo, largura=104,
               tom=lambda c: TOM_DA_GRAVIDADE[c.gravidade]),
        Coluna(chave="especie", rotulo="Contradição", texto=lambda c: c.especie.rotulo, largura=236),
        Coluna(chave="nome", rotulo="Servidor ou cargo", texto=lambda c: c.nome or c.cargo or "—", largura=184),
        Coluna(chave="desde", rotulo="Desde", texto=lambda c: data_ou_traco(c.desde), largura=104, forte=True,
               dica=lambda c: data_com_dia(c.desde) if c.desde is not None else "Sem data conhecida"),
        Coluna(chave="o_que", rotulo="O que há", texto=lambda c: c.o_que, largura=360, ordenavel=False),
        Coluna(chave="cargo", rotulo="Cargo", texto=lambda c: c.cargo or "—", largura=180, ordenavel=False,
               oculta=True),
        Coluna(chave="dispositivo", rotulo="Dispositivo", texto=lambda c: c.dispositivo, largura=140, ordenavel=False,
               oculta=True),
        Coluna(chave="ciencia", rotulo="Ciência", texto=lambda c: data_ou_traco(c.ciencia.em) if c.ciencia else "",
               largura=112, ordenavel=False, oculta=True,
               dica=lambda c: c.ciencia.nota if c.ciencia else "Ninguém deu ciência desta contradição",
               desdobra=(
                   Coluna(chave="ciencia", rotulo="Ciência",
                          texto=lambda c: data_ou_traco(c.ciencia.em) if c.ciencia else ""),
                   Coluna(chave="nota", rotulo="Nota da ciência", largura=240,
                          texto=lambda c: c.ciencia.nota if c.ciencia else ""),
               )),
    )  # fmt: skip
