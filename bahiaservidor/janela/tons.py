"""The tone in which each state is shown: a colour beside the word, never instead of it."""

from __future__ import annotations

from ..estatuto.tipos import EstadoPrazo, Situacao
from .tema import Tom

_DO_PRAZO = {
    EstadoPrazo.ABERTO: Tom.INFO,
    EstadoPrazo.SUSPENSO: Tom.NEUTRO,
    EstadoPrazo.ZONA_CINZENTA: Tom.ZONA,
    EstadoPrazo.VENCIDO: Tom.PERIGO,
    EstadoPrazo.CUMPRIDO: Tom.SUCESSO,
    EstadoPrazo.CUMPRIDO_FORA_DO_PRAZO: Tom.ATENCAO,
    EstadoPrazo.PREJUDICADO: Tom.APAGADO,
}

_DA_SITUACAO = {
    Situacao.NOMEADO: Tom.INFO,
    Situacao.EMPOSSADO: Tom.INFO,
    Situacao.AGUARDANDO_EXERCICIO: Tom.INFO,
    Situacao.EM_ESTAGIO_PROBATORIO: Tom.ATENCAO,
    Situacao.EM_EXERCICIO: Tom.SUCESSO,
    Situacao.ESTAVEL: Tom.SUCESSO,
    Situacao.AFASTADO: Tom.ZONA,
    Situacao.EM_DISPONIBILIDADE: Tom.ZONA,
    Situacao.APOSENTADO: Tom.APAGADO,
    Situacao.DESLIGADO: Tom.APAGADO,
    Situacao.NOMEACAO_SEM_EFEITO: Tom.APAGADO,
}


def tom_do_prazo(estado: EstadoPrazo) -> Tom:
    """Return the tone in which a state of deadline is shown."""
    return _DO_PRAZO[estado]


def tom_da_situacao(situacao: Situacao | None) -> Tom:
    """Return the tone in which a situation is shown."""
    return Tom.NEUTRO if situacao is None else _DA_SITUACAO.get(situacao, Tom.NEUTRO)
