"""Posts of a cargo: laws, people, reserves, and what is free on a day with its origin (arts. 3º, 38 and 44; N7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, func, or_, select

from ...estatuto.atos.base import Pretendente
from ...estatuto.quadro import SituacaoCargo, atual
from ...estatuto.tipos import AreaVaga, OrigemVaga
from ...estatuto.vagas import CRIACAO, MovimentoPostos, Passagem, PostoLivre, postos_livres
from .. import modelos as m
from ..quarentena import abrir_ou_nada
from ..transformados import transformacoes
from .provimento import situacao_do_cargo
from .quadro import quem_cabe

Linhas = list[Row[*tuple[Any, ...]]]

_O, _V, _S, _U = m.Ocupacao, m.Vinculo, m.Servidor, m.Unidade

_MOVIMENTOS = (
    select(*m.Vaga.__table__.columns, func.coalesce(_U.nome, "").label("unidade"))
    .join_from(m.Vaga, _U, _U.id == m.Vaga.unidade_id, isouter=True)
    .where(m.Vaga.cargo_id.in_(bindparam("cargos", expanding=True)))
    .order_by(m.Vaga.desde.asc().nulls_first(), m.Vaga.id)
)
_RESERVAS = (
    select(*m.ReservaPosto.__table__.columns, func.coalesce(_U.nome, "").label("unidade"))
    .join_from(m.ReservaPosto, _U, _U.id == m.ReservaPosto.unidade_id, isouter=True)
    .order_by(m.ReservaPosto.cargo_id, m.ReservaPosto.desde.asc().nulls_first(), m.ReservaPosto.id)
)
_PASSAGENS = (
    select(_O.vinculo_id, _O.unidade_id, _O.desde, _O.ate, _O.causa)
    .where(_O.cargo_id == bindparam("cargo"), _O.excedente.is_(False), _O.desde <= bindparam("dia"))
    .order_by(_O.desde, _O.id)
)
# Only who left gives a name to a post: most are still in service.
_QUEM_SAIU = (
    select(_O.vinculo_id, _S.nome)
    .join_from(_O, _V, _V.id == _O.vinculo_id)
    .join(_S, _S.id == _V.servidor_id)
    .where(_O.cargo_id == bindparam("cargo"), _O.ate <= bindparam("dia"))
)
_NOMEACOES = select(m.Ato.vinculo_id, m.Ato.conteudo).where(
    m.Ato.tipo == "nomeacao",
    m.Ato.vinculo_id.in_(select(_O.vinculo_id).where(_O.cargo_id == bindparam("cargo"))),
    or_(m.Ato.conteudo.not_like('%"ultimo_ocupante":""%'), m.Ato.conteudo.not_like('%"origem":null%')),
)
_NO_DIA = and_(_O.desde <= bindparam("dia"), or_(_O.ate.is_(None), _O.ate > bindparam("dia")))
_EXCEDENTES = (
    select(_O.vinculo_id, _V.servidor_id, _S.nome, _O.desde, func.coalesce(_U.nome, "").label("unidade"))
    .join_from(_O, _V, _V.id == _O.vinculo_id)
    .join(_S, _S.id == _V.servidor_id)
    .join(_U, _U.id == _O.unidade_id, isouter=True)
    .where(_O.cargo_id == bindparam("cargo"), _O.excedente.is_(True), _NO_DIA)
    .order_by(_O.desde, _O.vinculo_id)
)
_OCUPACAO = (
    select(_O.cargo_id, _O.unidade_id, _O.excedente, func.count().label("ocupadas"))
    .where(_NO_DIA)
    .group_by(_O.cargo_id, _O.unidade_id, _O.excedente)
)
_LUGARES = select(_U.id, _U.nome, _U.area, m.Orgao.area.label("area_do_orgao"), m.Orgao.sigla).join_from(
    _U, m.Orgao, m.Orgao.id == _U.orgao_id
)
_DE_QUEM = select(_V.id, _V.servidor_id, m.Cargo.nome.label("cargo")).join_from(_V, m.Cargo, m.Cargo.id == _V.cargo_id)


def ocupacao(conexao: Connection, dia: date, cargo_id: int | None = None) -> Linhas:
    """Return who holds posts on a day, as (cargo_id, unidade_id, excedente, ocupadas, unidade)."""
    soma = (_OCUPACAO if cargo_id is None else _OCUPACAO.where(_O.cargo_id == cargo_id)).subquery()
    consulta = select(*soma.c, func.coalesce(_U.nome, "").label("unidade")).join_from(
        soma, _U, _U.id == soma.c.unidade_id, isouter=True
    )
    return list(conexao.execute(consulta, {"dia": dia}).all())


def somados(conexao: Connection, cargo_id: int) -> list[int]:
    """Return the cargo and those transformed into it, whose posts it has (N1)."""
    mudados = transformacoes(conexao)
    return [cargo_id, *(velho for velho in mudados if atual(velho, mudados) == cargo_id)]


def movimentos(conexao: Connection, cargo_id: int) -> Linhas:
    """Return the posts that laws gave the cargo or took away, the oldest first, with the name of the `unidade`."""
    return list(conexao.execute(_MOVIMENTOS, {"cargos": somados(conexao, cargo_id)}).all())


def reservas(conexao: Connection, dia: date | None = None, cargo_id: int | None = None) -> Linhas:
    """Return the reserved posts, of one cargo and in force on one day if given."""
    r, consulta = m.ReservaPosto, _RESERVAS
    if cargo_id is not None:
        consulta = consulta.where(r.cargo_id == cargo_id)
    if dia is not None:
        consulta = consulta.where(or_(r.desde.is_(None), r.desde <= dia), or_(r.ate.is_(None), r.ate >= dia))
    return list(conexao.execute(consulta).all())


def excedentes(conexao: Connection, cargo_id: int, dia: date) -> Linhas:
    """Return who is excedente in the cargo on a day, the oldest first (I3)."""
    return list(conexao.execute(_EXCEDENTES, {"cargo": cargo_id, "dia": dia}).all())


def vacancias_livres(conexao: Connection, cargo_id: int, dia: date) -> tuple[PostoLivre, ...]:
    """Return the free posts of a cargo on a day, each with where it came from, the oldest first."""
    linhas = movimentos(conexao, cargo_id)
    leis = [
        MovimentoPostos(
            quantidade=v.quantidade, desde=v.desde, unidade=v.unidade_id, lei=v.lei, especie=v.especie or CRIACAO
        )
        for v in linhas
    ]
    ditas = _nomeacoes(conexao, cargo_id)
    chave = {"cargo": cargo_id, "dia": dia}
    nomes = {linha.vinculo_id: linha.nome for linha in conexao.execute(_QUEM_SAIU, chave)}
    passagens = []
    for vinculo, unidade, desde, ate, causa in conexao.execute(_PASSAGENS, chave):
        passagem = Passagem(
            vinculo=vinculo, nome=nomes.get(vinculo, ""), unidade=unidade, desde=desde, ate=ate, causa=causa
        )
        dita = ditas.get((vinculo, desde.isoformat())) if ditas else None
        passagens.append(passagem if dita is None else replace(passagem, **dita))
    achados = postos_livres(leis, passagens, dia)
    return tuple(sorted(achados, key=lambda p: (p.desde or date.min, p.unidade or 0)))


def _nomeacoes(conexao: Connection, cargo_id: int) -> dict[tuple[int, str], dict[str, Any]]:
    """Return what the nomeações say of the post they fill, by vínculo and day of publication."""
    ditas: dict[tuple[int, str], dict[str, Any]] = {}
    for linha in conexao.execute(_NOMEACOES, {"cargo": cargo_id}):
        conteudo = abrir_ou_nada(linha.conteudo)
        origem = conteudo.get("origem")
        ditas[linha.vinculo_id, conteudo.get("publicacao", "")] = {
            "origem": OrigemVaga(origem) if origem else None,
            "antes": conteudo.get("ultimo_ocupante") or "",
        }
    return ditas


def lugares(conexao: Connection) -> Mapping[int, tuple[str, AreaVaga | None]]:
    """Return the name of each unit and its area: its own, or that of the órgão; None where nobody has said it."""
    return {
        linha.id: (
            linha.nome,
            AreaVaga(linha.area or linha.area_do_orgao) if linha.area or linha.area_do_orgao else None,
        )
        for linha in conexao.execute(_LUGARES)
    }


def cargo_no_dia(conexao: Connection, cargo_id: int, dia: date) -> SituacaoCargo | None:
    """Return the cargo as a day finds it, or None if there is none."""
    return situacao_do_cargo(conexao, cargo_id, dia)


def em_disponibilidade(conexao: Connection, cargo: SituacaoCargo, dia: date) -> Sequence[tuple[Pretendente, int, str]]:
    """Return who is in disponibilidade and fits a post of the cargo, with the person and the present cargo (art. 38).

    Nobody fits a cargo extinct or declared unnecessary.
    """
    if cargo.dispensado(dia):
        return ()
    quem = quem_cabe(conexao, cargo, dia)
    if not quem:
        return ()
    donos = {x.id: x for x in conexao.execute(_DE_QUEM.where(_V.id.in_([p.vinculo for p in quem])))}
    return tuple((p, donos[p.vinculo].servidor_id, donos[p.vinculo].cargo) for p in quem)
