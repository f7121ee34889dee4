"""Terms of the requests against an evaluation of the estágio (rule S2): reconsideração, its decision, recurso.

They exist only where the ciência, or a request, is on record.  Nothing is proposed when they lapse.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from .avaliacoes import Pedido
from .contagem import Contagem, contar_do_fato
from .parametros import Parametros
from .prazo import Prazo, fechado, regime_do_fechamento
from .regime import Regime, Regimes
from .tipos import TipoPrazo
from .vida import Avaliacao, Fato, Vinculo


def termo_da_reconsideracao(regime: Regime, ciencia: date) -> Contagem:
    """Return the term to ask for reconsideração, counted from the ciência (C3)."""
    return _contar(regime, "reconsideracao_dias", ciencia, "data da ciência")


def termo_da_decisao(regime: Regime, pedido: date) -> Contagem:
    """Return the term of the boss to decide, counted from the request (C3)."""
    return _contar(regime, "reconsideracao_decisao_dias", pedido, "data do pedido")


def termo_do_recurso(regime: Regime, decisao: date) -> Contagem:
    """Return the term to appeal to the commission, counted from the decision (C3)."""
    return _contar(regime, "recurso_comissao_dias", decisao, "data da decisão")


def fonte_do_termo(parametros: Parametros, chave: str, em: date) -> str:
    """Return the norm that a term rests on, as its setting says."""
    return parametros.citacao(chave, em)


def _contar(regime: Regime, chave: str, fato: date, descricao: str) -> Contagem:
    return contar_do_fato(
        fato,
        regime.parametros.inteiro(chave, fato),
        regime.calendario,
        descricao=descricao,
        dispositivo=fonte_do_termo(regime.parametros, chave, fato),
    )


def prazos_das_avaliacoes(vinculo: Vinculo, regimes: Regimes) -> Iterator[Prazo]:
    """Yield the terms of each evaluation; the number of the deadline is that of the evaluation.

    Only who was found not satisfatório has a term to ask for reconsideração among the deadlines: to the others it
    matters to nobody whether it ran out.
    """
    # Asked of everybody at each refold, and almost nobody has any.
    com_termo = [a for a in vinculo.avaliacoes if a.ciencia is not None or a.reconsideracao is not None]
    if not com_termo:
        return
    homologado = vinculo.homologacao.fato if vinculo.homologacao is not None else None
    perdido = homologado or vinculo.encerrado_em
    for avaliacao in com_termo:
        yield from _da_avaliacao(vinculo, avaliacao, perdido, regimes)


def _da_avaliacao(vinculo: Vinculo, avaliacao: Avaliacao, perdido: Fato | None, regimes: Regimes) -> Iterator[Prazo]:
    pedido, recurso = avaliacao.reconsideracao, avaliacao.recurso
    if avaliacao.ciencia is not None and not avaliacao.satisfatoria:
        feito = _do_pedido(pedido) if pedido is not None else None
        regime = regime_do_fechamento(regimes, vinculo, feito or perdido)
        contagem = termo_da_reconsideracao(regime, avaliacao.ciencia)
        yield _prazo(
            vinculo, avaliacao, TipoPrazo.RECONSIDERACAO_AVALIACAO, avaliacao.ciencia, contagem, feito, perdido
        )
    if pedido is None:
        return
    decidido = None
    if pedido.decisao is not None:
        decidido = Fato(data=pedido.decisao, ato=pedido.ato_da_decisao, registrado_em=pedido.decisao_registrada_em)
    regime = regime_do_fechamento(regimes, vinculo, decidido or perdido)
    contagem = termo_da_decisao(regime, pedido.data)
    yield _prazo(vinculo, avaliacao, TipoPrazo.DECISAO_RECONSIDERACAO, pedido.data, contagem, decidido, perdido)
    if pedido.decisao is not None and not pedido.deferido:
        feito = _do_pedido(recurso) if recurso is not None else None
        regime = regime_do_fechamento(regimes, vinculo, feito or perdido)
        contagem = termo_do_recurso(regime, pedido.decisao)
        yield _prazo(vinculo, avaliacao, TipoPrazo.RECURSO_AVALIACAO, pedido.decisao, contagem, feito, perdido)


def _do_pedido(pedido: Pedido) -> Fato:
    return Fato(data=pedido.data, ato=pedido.ato, registrado_em=pedido.registrado_em)


def _prazo(
    vinculo: Vinculo, avaliacao: Avaliacao, tipo: TipoPrazo, inicio: date, contagem: Contagem,
    feito: Fato | None, perdido: Fato | None,
) -> Prazo:  # fmt: skip
    return Prazo(
        vinculo=vinculo.id,
        tipo=tipo,
        numero=avaliacao.numero,
        inicio=inicio,
        vence=contagem.vence,
        vence_ultimo=contagem.vence_ultimo,
        dispositivo=contagem.memoria[0].dispositivo,
        memoria=contagem.memoria,
        **fechado(feito, perdido),
    )
