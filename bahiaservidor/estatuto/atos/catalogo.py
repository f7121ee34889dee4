"""The catalogue of acts: a new act is a new module and a line here."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from . import (
    afastamento,
    aposentadoria,
    assentamento_inicial,
    averbacao,
    demissao,
    designacao,
    disponibilidade,
    emendas,
    estagio,
    exercicio,
    exoneracao,
    falecimento,
    mandato_sindical,
    movimentacao,
    nomeacao,
    permuta,
    posse,
    prisao,
    promocao,
    prorrogacao_posse,
    quadro,
    readaptacao,
    reintegracao,
    republicacao,
    reversao,
    substituicao,
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
    aposentadoria.DEFINICAO,
    reversao.DEFINICAO,
    aposentadoria.CASSACAO,
    disponibilidade.DEFINICAO,
    disponibilidade.APROVEITAMENTO,
    disponibilidade.DOENCA,
    disponibilidade.CASSACAO,
    demissao.DEMISSAO,
    reintegracao.DEFINICAO,
    reintegracao.EXCEDENCIA,
    reintegracao.RECONDUCAO,
    demissao.POSSE_INACUMULAVEL,
    demissao.OUTRA,
    movimentacao.REMOCAO,
    movimentacao.RELOTACAO,
    permuta.DEFINICAO,
    mandato_sindical.DEFINICAO,
    prisao.CONDENACAO,
    readaptacao.DEFINICAO,
    readaptacao.FIM,
    designacao.DEFINICAO,
    designacao.DISPENSA,
    substituicao.DEFINICAO,
    substituicao.FIM,
    promocao.DEFINICAO,
    averbacao.DEFINICAO,
    quadro.EXTINCAO,
    quadro.TRANSFORMACAO,
    falecimento.DEFINICAO,
    assentamento_inicial.DEFINICAO,
)

#: Entries about other entries: the book has them, and no list of acts offers them.
EMENDAS: Final[tuple[DefinicaoAto, ...]] = emendas.EMENDAS

POR_TIPO: Final = MappingProxyType({definicao.tipo: definicao for definicao in (*DEFINICOES, *EMENDAS)})
