"""Contradictions told by people, cargos and posts: each kind as one query, in the columns of `Achado`."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, func, literal, or_, select

from ...estatuto.tipos import Carater
from .. import modelos as m
from .contradicoes_colunas import Consulta, Momento, entre, linha, texto, vivo
from .contradicoes_especies import Gravidade

_COM_COMPULSORIA = (Carater.PERMANENTE.value, Carater.VITALICIO.value)


# ------------------------------------------------------------------ cargos held together


def cargos_simultaneos(momento: Momento) -> Consulta:
    """Pairs of cargos held on the day by one person, neither N9 nor an accumulation declared at the later posse.

    Only what lasts on the day: an overlap that has ended left nothing to put right.  One for each later vínculo, with
    the first of those it meets.
    """
    hoje, antes, depois, a = (
        momento.hoje,
        m.Vinculo.__table__.alias("antes"),
        m.Vinculo.__table__.alias("depois"),
        m.Ato,
    )
    inicio_antes = func.coalesce(antes.c.posse, antes.c.ocupa_desde)
    inicio = func.coalesce(depois.c.posse, depois.c.ocupa_desde)
    # A permanente who serves a cargo temporário keeps both, and is away from the first (N9).
    n9 = and_(antes.c.carater == Carater.PERMANENTE.value, depois.c.carater == Carater.TEMPORARIO.value)
    na_tabela = and_(
        a.conteudo.contains('"declaracao_acumulacao":true'),
        a.conteudo.contains('"acumulacao_licita":true'),
        ~a.conteudo.contains('"outro_cargo":""'),
        ~entre(a.id, momento.corrigidas),
    )
    declarada = exists().where(
        a.vinculo_id == depois.c.id,
        a.tipo == "posse",
        ~entre(a.id, momento.sem_valor),
        or_(na_tabela, entre(a.id, momento.declaradas)),
    )
    # Almost everybody has one vínculo: the pairs are looked for among the others only.
    v = m.Vinculo
    com_mais = select(v.servidor_id).group_by(v.servidor_id).having(func.count() > 1)
    pares = (
        select(
            depois.c.id.label("id"),
            depois.c.servidor_id.label("servidor_id"),
            func.min(antes.c.id).label("outro"),
            inicio.label("desde"),
        )
        .join_from(
            depois,
            antes,
            and_(
                antes.c.servidor_id == depois.c.servidor_id,
                or_(inicio_antes < inicio, and_(inicio_antes == inicio, antes.c.id < depois.c.id)),
            ),
        )
        .where(
            depois.c.servidor_id.in_(com_mais),
            _empossado(antes, hoje),
            _empossado(depois, hoje),
            inicio <= hoje,
            ~n9,
            ~declarada,
        )
        .group_by(depois.c.id, depois.c.servidor_id, inicio)
        .subquery("pares")
    )
    c = pares.c
    return select(
        *linha(Gravidade.ALTA, objeto=c.id, natural=texto(c.id), servidor_id=c.servidor_id,
            vinculo_id=c.id, outro_id=c.outro, desde=c.desde, dia=c.desde,
        )
    )  # fmt: skip


def _empossado(vinculo: Any, hoje: date) -> ColumnElement[bool]:
    """Return the condition that the cargo of an alias of `vinculo` is held on the day: named is not yet holding."""
    return and_(vivo(vinculo.c, hoje), or_(vinculo.c.posse.is_not(None), vinculo.c.nomeacao.is_(None)))


# ------------------------------------------------------------------ posts


def excedentes(momento: Momento) -> Consulta:
    """Who lost the post to a reintegração and waits for an act (I3)."""
    v, hoje = m.Vinculo, momento.hoje
    return select(
        *linha(Gravidade.MEDIA, objeto=v.id, natural=texto(v.id), servidor_id=v.servidor_id,
            vinculo_id=v.id, cargo_id=v.cargo_id, desde=v.excedente_desde, dia=v.excedente_desde,
        )
    ).where(v.excedente_desde <= hoje, vivo(v, hoje))  # fmt: skip


def cargos_acima_dos_postos(momento: Momento) -> Consulta:
    """Cargos with more occupants on the day than posts in force (N1); the day is that of the first without a post."""
    vaga, q, hoje = m.Vaga, m.Ocupacao, momento.hoje
    da_vaga, do_posto = momento.cargo(vaga.cargo_id), momento.cargo(q.cargo_id)
    postos = (
        select(
            da_vaga.label("cargo_id"),
            func.sum(case((or_(vaga.desde.is_(None), vaga.desde <= hoje), vaga.quantidade), else_=0)).label("postos"),
        )
        .where(~entre(da_vaga, momento.sem_numero))
        .group_by(da_vaga)
        .subquery("postos")
    )
    ate = or_(q.ate.is_(None), q.ate > hoje)
    ocupa = and_(q.desde <= hoje, ate, q.excedente.is_(False))
    # Counted in the index first, with the excedentes and those still to come: few cargos are full even so.
    no_maximo = select(do_posto.label("cargo_id"), func.count().label("total")).where(ate).group_by(do_posto)
    teto = no_maximo.subquery("teto")
    talvez = select(teto.c.cargo_id).join(postos, postos.c.cargo_id == teto.c.cargo_id)
    totais = (
        select(do_posto.label("cargo_id"), func.count().label("total"))
        .where(ocupa, do_posto.in_(talvez.where(teto.c.total > postos.c.postos)))
        .group_by(do_posto)
        .subquery("totais")
    )
    cheios = (
        select(totais.c.cargo_id, totais.c.total, postos.c.postos)
        .join_from(totais, postos, postos.c.cargo_id == totais.c.cargo_id)
        .where(totais.c.total > postos.c.postos)
        .subquery("cheios")
    )
    ocupantes = (
        select(
            cheios.c.cargo_id.label("cargo_id"),
            q.desde.label("desde"),
            cheios.c.total.label("total"),
            cheios.c.postos.label("postos"),
            func.row_number()
            .over(partition_by=cheios.c.cargo_id, order_by=(q.desde, q.vinculo_id, q.id))
            .label("ordem"),
        )
        .join_from(q, cheios, cheios.c.cargo_id == do_posto)
        .where(ocupa)
        .subquery("ocupantes")
    )
    o = ocupantes.c
    return select(
        *linha(
            Gravidade.ALTA, objeto=o.cargo_id, natural=texto(o.cargo_id), cargo_id=o.cargo_id, desde=o.desde,
            dia=o.desde, numero=o.total, outro_id=o.postos,
        )
    ).where(o.ordem == o.postos + 1)  # fmt: skip


# ------------------------------------------------------------------ people


def sem_nascimento(momento: Momento) -> Consulta:
    """Who has no birth date and holds a cargo with a compulsory age of retirement."""
    v = m.Vinculo
    return _sem_dado(Gravidade.MEDIA, m.Servidor.nascimento, v.carater.in_(_COM_COMPULSORIA), momento)


def sem_cpf(momento: Momento) -> Consulta:
    """Who has no CPF and has a vínculo on the day."""
    return _sem_dado(Gravidade.BAIXA, m.Servidor.cpf, literal(True), momento)


def _sem_dado(gravidade: Gravidade, dado: Any, onde: ColumnElement[bool], momento: Momento) -> Consulta:
    s, v = m.Servidor, m.Vinculo
    # Few: their vínculos are looked for, and not the other way round.
    sem = select(s.id).where(dado.is_(None))
    pessoas = (
        select(s.id.label("id"), func.min(v.ocupa_desde).label("desde"), func.min(v.id).label("vinculo_id"))
        .join_from(s, v, v.servidor_id == s.id)
        .where(v.servidor_id.in_(sem), onde, vivo(v, momento.hoje))
        .group_by(s.id)
        .subquery("pessoas")
    )
    c = pessoas.c
    return select(
        *linha(gravidade, objeto=c.id, natural=texto(c.id), servidor_id=c.id, vinculo_id=c.vinculo_id,
            desde=c.desde,
        )
    )  # fmt: skip


def possiveis_duplicatas(momento: Momento) -> Consulta:
    """People in service with the name and birth date of somebody registered before; less grave if both have a CPF.

    One for each later person, with the first of those who look the same.
    """
    s, v = m.Servidor, m.Vinculo
    # Found by their names first, which are in order in an index: to number everybody, or to read everybody's birth
    # date, would cost more than all the rest.
    nomes = select(s.nome_busca).group_by(s.nome_busca).having(func.count() > 1)
    repetidos = (
        select(s.nome_busca.label("nome"), s.nascimento.label("nascimento"))
        .where(s.nome_busca.in_(nomes), s.nascimento.is_not(None), s.unificado_em.is_(None))
        .group_by(s.nome_busca, s.nascimento)
        .having(func.count() > 1)
        .subquery("repetidos")
    )
    iguais = (s.nome_busca, s.nascimento)
    contados = (
        select(
            s.id.label("id"),
            s.cpf.label("cpf"),
            func.min(s.id).over(partition_by=iguais).label("primeiro"),
            func.row_number().over(partition_by=iguais, order_by=s.id).label("ordem"),
        )
        .join_from(repetidos, s, and_(s.nome_busca == repetidos.c.nome, s.nascimento == repetidos.c.nascimento))
        .where(s.unificado_em.is_(None), exists().where(v.servidor_id == s.id))
        .subquery("contados")
    )
    primeiro = s.__table__.alias("primeiro")
    c = contados.c
    gravidade = case(
        (and_(c.cpf.is_not(None), primeiro.c.cpf.is_not(None)), int(Gravidade.BAIXA)), else_=int(Gravidade.MEDIA)
    )
    desde = select(func.min(v.ocupa_desde)).where(v.servidor_id == c.id).scalar_subquery()
    return (
        select(
            *linha(gravidade, objeto=c.id, natural=texto(c.primeiro, c.id),
                servidor_id=c.id, outro_id=c.primeiro, desde=desde,
            )
        )
        .join_from(contados, primeiro, primeiro.c.id == c.primeiro)
        .where(c.ordem > 1)
    )  # fmt: skip
