"""Contradictions told by acts and deadlines: each kind as one query, in the columns of `Achado`.

What moves with the day because an absence has no end (`prazo.depende_de_hoje`), and what only a new judgement of a life
can tell, is not here: whoever asks brings it (`servicos.contradicoes_dobra`).
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, case, exists, func, literal_column, null, or_, select, union_all

from ...estatuto.atos.catalogo import POR_TIPO
from ...estatuto.dobra import VIGENCIA
from ...estatuto.tipos import Desfecho, TipoPrazo
from .. import modelos as m
from .contradicoes_colunas import Consulta, Momento, entre, linha, texto, vivo
from .contradicoes_especies import Gravidade
from .contradicoes_publicacao import SEM_PAPEL

_DO_FIM_DO_ESTAGIO = (TipoPrazo.FIM_ESTAGIO.value, TipoPrazo.ESTABILIDADE.value)

DIREITOS: Final = (TipoPrazo.RECONSIDERACAO_AVALIACAO, TipoPrazo.RECURSO_AVALIACAO)
"""Terms in which the servidor may ask for something: letting one pass contradicts nothing."""

_GRAVES = (TipoPrazo.POSSE, TipoPrazo.EXERCICIO, TipoPrazo.COMPULSORIA)
"""Deadlines after which the law wants an act of the authority."""

DESIGNACAO: Final = "designacao_avaliadores"
"""The act that says who evaluates an estágio."""


# ------------------------------------------------------------------ acts


def ressalvas(momento: Momento) -> Consulta:
    """Acts recorded although the law refused them (rule 0); the weight is that of what allowed them."""
    a = m.Ato
    gravidade = case(
        (a.ressalva.contains('"tipo":"decisao_judicial"'), int(Gravidade.BAIXA)),
        (a.ressalva.contains('"tipo":"parecer_pge"'), int(Gravidade.MEDIA)),
        else_=int(Gravidade.ALTA),
    )
    return select(
        *linha(gravidade, objeto=a.id, natural=texto(a.id), servidor_id=a.servidor_id,
            vinculo_id=a.vinculo_id, ato_id=a.id, desde=a.data_legal, dia=a.data_legal,
        )
    ).where(a.ressalva.is_not(None), ~entre(a.id, momento.sem_valor))  # fmt: skip


def atos_sem_doe(momento: Momento) -> Consulta:
    """Published acts in force of which the paper, or the edition or the day of the Diário Oficial, is missing.

    What is dated before the statute or before the assentamento inicial is history, and is not judged.
    """
    a, i = m.Ato, m.Instrumento
    # Spelled as the partial index is: read from there, the papers that are complete, nearly all, cost nothing.
    sem_doe = or_(i.doe_edicao == literal_column("''"), i.doe_data.is_(None))
    inicial = a.__table__.alias("inicial")
    historia = exists().where(
        inicial.c.vinculo_id == a.vinculo_id,
        inicial.c.tipo == "assentamento_inicial",
        inicial.c.data_legal > a.data_legal,
    )
    falta = case(
        (i.id.is_(None), SEM_PAPEL),
        (and_(i.doe_edicao == "", i.doe_data.is_(None)), "doe"),
        (i.doe_edicao == "", "edicao"),
        else_="data",
    )
    publicados = [definicao.tipo for definicao in POR_TIPO.values() if definicao.publicado]
    faltosos = union_all(
        select(a.id).where(a.instrumento_id.in_(select(i.id).where(sem_doe)), a.tipo.in_(publicados)),
        select(a.id).where(a.instrumento_id.is_(None), a.tipo.in_(publicados)),
    )
    return (
        select(
            *linha(Gravidade.MEDIA, objeto=a.id, natural=texto(a.id), servidor_id=a.servidor_id,
                vinculo_id=a.vinculo_id, ato_id=a.id, desde=a.data_legal, dia=a.data_legal, texto=falta,
                cargo_id=case((a.sujeito_tipo == "cargo", a.sujeito_id), else_=null()),
            )
        )
        .join_from(a, i, i.id == a.instrumento_id, isouter=True)
        .where(
            a.id.in_(faltosos),
            a.data_legal >= VIGENCIA,
            ~historia,
            ~entre(a.id, (*momento.sem_valor, *momento.publicados)),
        )
    )  # fmt: skip


EXCECAO_DA_LRF: Final = "Reposição em área excetuada do limite prudencial"
"""How the judgement of a nomeação says that the exception was what let it in: the only trace of it."""

_EXCETUADA: Final = m.Ato.requisitos.like(literal_column(f"'%{EXCECAO_DA_LRF}%'"))
"""Spelled as the partial index is; the kind is asked for so that its own index, of every nomeação, is not taken."""


def nomeacoes_acima_da_lrf(momento: Momento) -> Consulta:
    """Nomeações over the prudential limit that the exception let in (N7); with a ressalva they are told as such."""
    a = m.Ato
    return select(
        *linha(
            Gravidade.MEDIA, objeto=a.id, natural=texto(a.id), servidor_id=a.servidor_id, vinculo_id=a.vinculo_id,
            ato_id=a.id, desde=a.data_legal, dia=a.data_legal,
        )
    ).where(
        func.coalesce(a.tipo, "") == "nomeacao",
        a.ressalva.is_(None),
        _EXCETUADA,
        ~entre(a.id, momento.sem_valor),
    )  # fmt: skip


# ------------------------------------------------------------------ posse


def posses_fora_do_prazo(momento: Momento) -> Consulta:
    """Posses after the last day of every reading, with ressalva or by what was found out later."""
    p = m.Prazo
    return _posses(Gravidade.ALTA).where(p.fechado_em > p.vence_ultimo)


def posses_na_zona(momento: Momento) -> Consulta:
    """Posses after the adopted reading and within the last one: accepted, and noted (P4)."""
    p = m.Prazo
    return _posses(Gravidade.BAIXA).where(p.fechado_em <= p.vence_ultimo)


def _posses(gravidade: Gravidade) -> Consulta:
    """Return the posses after `vence`: no last day is before it, and a partial index has just these."""
    p = m.Prazo
    return select(
        *linha(gravidade, objeto=p.vinculo_id, natural=texto(p.vinculo_id), servidor_id=p.servidor_id,
            vinculo_id=p.vinculo_id, ato_id=p.fechado_por, desde=p.fechado_em, dia=p.vence, limite=p.vence_ultimo,
        )
    ).where(
        p.tipo == literal_column(f"'{TipoPrazo.POSSE.value}'"),
        p.fechado_em > p.vence,
        # Said so that the index of what was closed, nearly all, is not the one taken.
        func.coalesce(p.desfecho, "") == Desfecho.CUMPRIDO.value,
    )  # fmt: skip


# ------------------------------------------------------------------ deadlines


def vencido(hoje: date) -> ColumnElement[bool]:
    """Return the condition that a deadline ran out with nothing that closed or holds it, whatever the day moves."""
    p = m.Prazo
    return and_(p.desfecho.is_(None), p.vence_ultimo < hoje, p.retido.is_(False), p.depende_de_hoje.is_(False))


def prazos_vencidos(momento: Momento) -> Consulta:
    """Deadlines past their last day without the act.

    Those of the end of the estágio have a kind of their own, those to ask for something bind nobody, and what follows
    from an exercício after a provimento without posse depends on which it was: a life tells it.
    """
    p = m.Prazo
    outros = p.tipo.not_in((*_DO_FIM_DO_ESTAGIO, *(tipo.value for tipo in DIREITOS)))
    return _dos_prazos(_peso()).where(vencido(momento.hoje), outros, ~depois_de_provimento())


def depois_de_provimento() -> ColumnElement[bool]:
    """Return the condition that a deadline of exercício is not the one after the posse."""
    p = m.Prazo
    return and_(p.tipo == TipoPrazo.EXERCICIO.value, p.numero > 0)


def _dos_prazos(gravidade: ColumnElement[Any] | Gravidade) -> Consulta:
    p = m.Prazo
    return select(
        *linha(gravidade, objeto=p.id, natural=texto(p.vinculo_id, p.tipo, p.numero),
            servidor_id=p.servidor_id, vinculo_id=p.vinculo_id, desde=p.vence_ultimo, dia=p.vence,
            limite=p.vence_ultimo, texto=p.tipo, numero=p.numero,
        )
    )  # fmt: skip


def _peso() -> ColumnElement[Any]:
    graves = m.Prazo.tipo.in_([tipo.value for tipo in _GRAVES])
    return case((graves, int(Gravidade.ALTA)), else_=int(Gravidade.MEDIA))


def peso_do_prazo(tipo: TipoPrazo) -> Gravidade:
    """Return the weight of a lapsed deadline by its kind, as the query gives it."""
    return Gravidade.ALTA if tipo in _GRAVES else Gravidade.MEDIA


# ------------------------------------------------------------------ estágio


def estagios_sem_avaliador(momento: Momento) -> Consulta:
    """Who is in estágio on the day and has no act that says who evaluates."""
    p, v, a = m.Prazo, m.Vinculo, m.Ato
    return (
        select(
            *linha(Gravidade.MEDIA, objeto=v.id, natural=texto(v.id),
                servidor_id=v.servidor_id, vinculo_id=v.id, desde=v.exercicio, dia=v.exercicio,
            )
        )
        .join_from(p, v, v.id == p.vinculo_id)
        .where(
            p.tipo == TipoPrazo.FIM_ESTAGIO.value,
            p.desfecho.is_(None),
            v.exercicio <= momento.hoje,
            vivo(v, momento.hoje),
            ~exists().where(a.vinculo_id == v.id, a.tipo == DESIGNACAO, ~entre(a.id, momento.sem_valor)),
        )
    )  # fmt: skip


def estagios_sem_homologacao(momento: Momento) -> Consulta:
    """Whose time is complete by one of the two counters, or both, without homologação (S4)."""
    p = m.Prazo
    completos = (
        select(
            p.vinculo_id.label("vinculo_id"),
            p.servidor_id.label("servidor_id"),
            func.min(p.vence_ultimo).label("desde"),
        )
        .where(vencido(momento.hoje), p.tipo.in_(_DO_FIM_DO_ESTAGIO), ~entre(p.vinculo_id, momento.moveis))
        .group_by(p.vinculo_id, p.servidor_id)
        .subquery("completos")
    )
    c = completos.c
    return select(
        *linha(Gravidade.ALTA, objeto=c.vinculo_id, natural=texto(c.vinculo_id),
            servidor_id=c.servidor_id, vinculo_id=c.vinculo_id, desde=c.desde, dia=c.desde,
        )
    )  # fmt: skip
