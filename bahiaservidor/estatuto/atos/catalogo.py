"""The catalogue of acts: a new act is a new module and a line here."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from . import (
    afastamento,
    assentamento_inicial,
    estagio,
    exercicio,
    exoneracao,
    falecimento,
    nomeacao,
    posse,
    prorrogacao_posse,
    republicacao,
    tornar_sem_efeito,
)
from .base import DefinicaoAto

DEFINICOES: Final[tuple[DefinicaoAto, ...]] = (
    nomeacao.DEFINICAO,
    prorrogacao_posse.DEFINICAO,
    prorrogacao_posse.DECISAO,
    republicacao.DEFINICAO,
    posse.DEFINICAO,
    exercicio.DEFINICAO,
    afastamento.DEFINICAO,
    afastamento.RETORNO,
    estagio.AVALIACAO,
    estagio.SUBMISSAO,
    estagio.HOMOLOGACAO,
    tornar_sem_efeito.DEFINICAO,
    exoneracao.DE_OFICIO,
    exoneracao.A_PEDIDO,
    exoneracao.A_JUIZO,
    falecimento.DEFINICAO,
    assentamento_inicial.DEFINICAO,
)

POR_TIPO: Final = MappingProxyType({definicao.tipo: definicao for definicao in DEFINICOES})
