"""What depends on the day, said in SQL: state of a deadline, word of a vínculo (section 10).

`estatuto.prazo.Prazo.estado` and `estatuto.vida.situacao_em` are the reference; a test compares both on made-up rows.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, or_

from ...estatuto.tipos import NAO_AFASTAM, Carater, Desfecho, EstadoPrazo, Situacao, TipoPrazo
from .. import modelos as m

_NAO_AFASTAM = sorted(motivo.value for motivo in NAO_AFASTAM)


def estado_do_prazo(hoje: date, *, aberto: bool = False) -> ColumnElement[str]:
    """Return the state of the row of `prazo` on the day; ``aberto`` when it is known that nothing has closed it."""
    p = m.Prazo
    em_aberto = (
        (or_(p.vence.is_(None), p.vence_ultimo.is_(None)), EstadoPrazo.SUSPENSO.value),
        (or_(p.retido, p.vence >= hoje), EstadoPrazo.ABERTO.value),
        (p.vence_ultimo >= hoje, EstadoPrazo.ZONA_CINZENTA.value),
    )
    if aberto:
        return case(*em_aberto, else_=EstadoPrazo.VENCIDO.value)
    no_prazo = or_(p.vence_ultimo.is_(None), p.fechado_em <= p.vence_ultimo)
    cumpriu = and_(p.desfecho == Desfecho.CUMPRIDO.value, or_(p.conta_de.is_(None), p.conta_de <= hoje))
    perdeu = p.desfecho == Desfecho.PERDIDO.value
    return case(
        (p.desfecho == Desfecho.PREJUDICADO.value, EstadoPrazo.PREJUDICADO.value),
        (p.desfecho == Desfecho.SATISFEITO.value, EstadoPrazo.CUMPRIDO.value),
        (and_(cumpriu, no_prazo), EstadoPrazo.CUMPRIDO.value),
        (cumpriu, EstadoPrazo.CUMPRIDO_FORA_DO_PRAZO.value),
        (and_(perdeu, no_prazo), EstadoPrazo.PREJUDICADO.value),
        (perdeu, EstadoPrazo.VENCIDO.value),
        *em_aberto,
        else_=EstadoPrazo.VENCIDO.value,
    )


def sem_resposta(hoje: date) -> ColumnElement[bool]:
    """Return the condition that nothing has closed the deadline, as of the day."""
    p = m.Prazo
    return or_(p.desfecho.is_(None), and_(p.desfecho == Desfecho.CUMPRIDO.value, p.conta_de > hoje))


def esta_afastado(hoje: date) -> ColumnElement[bool]:
    """Return the condition that a leave covers the day."""
    a = m.Afastamento
    return exists().where(
        a.vinculo_id == m.Vinculo.id,
        a.inicio <= hoje,
        or_(a.fim.is_(None), a.fim >= hoje),
        a.motivo.not_in(_NAO_AFASTAM),
    )


def _tem_estagio() -> ColumnElement[bool]:
    """Return the condition that the vínculo has an estágio: every one that has, has the deadline of its end."""
    p = m.Prazo
    return exists().where(p.vinculo_id == m.Vinculo.id, p.tipo == TipoPrazo.FIM_ESTAGIO.value)


def situacao_do_vinculo(hoje: date) -> ColumnElement[str]:
    """Return the single word of the row of `vinculo` on the day."""
    v = m.Vinculo
    return case(
        (v.situacao_base != Situacao.EM_EXERCICIO.value, v.situacao_base),
        (esta_afastado(hoje), Situacao.AFASTADO.value),
        (v.estavel_desde <= hoje, Situacao.ESTAVEL.value),
        (and_(v.carater == Carater.PERMANENTE.value, _tem_estagio()), Situacao.EM_ESTAGIO_PROBATORIO.value),
        else_=Situacao.EM_EXERCICIO.value,
    )


def ordenar(chaves: list[ColumnElement[Any]], *, decrescente: bool) -> list[ColumnElement[Any]]:
    """Return the keys in the direction asked; what has no value comes last either way."""
    return [c.desc().nulls_last() if decrescente else c.asc().nulls_last() for c in chaves]
