"""What the quarterly report is made of: deadlines as stored, absences that end, concursos, and what each report left.

The rows are those of the registry as it stands; of whom has acts after the day asked, the service folds the book again
and leaves these rows aside (`pessoas_a_dobrar`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, insert, or_, select

from ...estatuto.atos.emendas import EMENDAS
from ...estatuto.tipos import NAO_AFASTAM, EstadoPrazo, TipoPrazo
from .. import modelos as m
from . import guardados
from .estados import estado_do_prazo, sem_resposta

LOTE: Final = 500
_EMENDAS: Final = tuple(definicao.tipo for definicao in EMENDAS)
_AFASTAM: Final = sorted(motivo.value for motivo in NAO_AFASTAM)

Consulta = Select[*tuple[Any, ...]]


class PrazoLido(NamedTuple):
    """A stored deadline, whose it is, and how it stands on the day asked."""

    id: int
    servidor_id: int
    vinculo_id: int
    nome: str
    matricula: str | None
    cargo: str
    orgao_id: int | None
    orgao: str
    unidade: str
    tipo: str
    numero: int
    estado: str
    pendente: bool
    vence: date | None
    vence_ultimo: date | None
    aberto_em: date | None
    dispositivo: str
    fechado_por: int | None


class ChaveLida(NamedTuple):
    """A deadline nothing has closed: by its row and by its natural key."""

    id: int
    servidor_id: int
    vinculo_id: int
    tipo: str
    numero: int


class VinculoLido(NamedTuple):
    """Who a vínculo is of, where, and the day it ended, if it did."""

    id: int
    servidor_id: int
    nome: str
    matricula: str | None
    cargo: str
    unidade_id: int | None
    encerrado_em: date | None


class AfastamentoLido(NamedTuple):
    """A period away, both ends included."""

    vinculo_id: int
    inicio: date
    fim: date | None
    motivo: str
    ato_id: int | None


class UnidadeLida(NamedTuple):
    """A unit and the órgão it belongs to."""

    nome: str
    orgao_id: int
    orgao: str


class SaldoLido(NamedTuple):
    """What an issued report left pending: the number and the as-of date of that report, and its bytes."""

    documento_id: int
    numero: int
    ano: int
    em: date
    conteudo: bytes


# ------------------------------------------------------------------ deadlines


def prazos_do_periodo(
    conexao: Connection,
    *,
    inicio: date,
    fim: date,
    antes_de: date,
    suspensos_ate: date,
    orgao_id: int | None,
    dia: date,
) -> Iterator[PrazoLido]:
    """Yield the stored deadlines due from ``inicio`` to ``fim``, those due before ``antes_de`` that nothing has closed
    on ``dia``, and those suspended on ``dia`` that were open by ``suspensos_ate``."""
    p = m.Prazo
    consulta = _prazos(orgao_id, dia)
    partes = (
        consulta.where(p.vence >= inicio, p.vence <= fim),
        consulta.where(p.vence < antes_de, sem_resposta(dia)),
        consulta.where(_suspenso(dia), _aberto_em() <= suspensos_ate),
    )
    for parte in partes:
        # Not all at once: a quarter of a large registry has tens of thousands.
        for linha in conexao.execute(parte.execution_options(yield_per=1000)):
            yield PrazoLido(*linha)


def prazos_por_id(conexao: Connection, ids: Collection[int], *, dia: date) -> Iterator[PrazoLido]:
    """Yield stored deadlines by id, of any órgão and whenever due."""
    for lote in _lotes(ids):
        for linha in conexao.execute(_prazos(None, dia).where(m.Prazo.id.in_(lote))):
            yield PrazoLido(*linha)


def prazos_dos_vinculos(conexao: Connection, vinculos: Collection[int], *, dia: date) -> Iterator[PrazoLido]:
    """Yield every stored deadline of some vínculos, of any órgão."""
    for lote in _lotes(vinculos):
        for linha in conexao.execute(_prazos(None, dia).where(m.Prazo.vinculo_id.in_(lote))):
            yield PrazoLido(*linha)


def chaves_pendentes(
    conexao: Connection, *, inicio: date, fim: date, antes_de: date, orgao_id: int | None, dia: date
) -> Iterator[ChaveLida]:
    """Yield the keys of all that nothing has closed on ``dia``: due before ``antes_de``, due from ``inicio`` to
    ``fim``, or suspended and open by then.

    One question of its own, without the parts of `prazos_do_periodo`: what the report reconciles is held against it.
    """
    p, v, u = m.Prazo, m.Vinculo, m.Unidade
    aberto = (EstadoPrazo.ABERTO.value, EstadoPrazo.ZONA_CINZENTA.value)
    estado = estado_do_prazo(dia)
    vencido = and_(estado == EstadoPrazo.VENCIDO.value, or_(p.desfecho.is_(None), p.conta_de > dia))
    consulta: Consulta = (
        select(p.id, p.servidor_id, p.vinculo_id, p.tipo, p.numero)
        .join_from(p, v, v.id == p.vinculo_id)
        .where(
            or_(
                and_(
                    p.vence <= fim,
                    or_(p.vence < antes_de, p.vence >= inicio),
                    or_(estado.in_(aberto), vencido),
                ),
                and_(p.vence.is_(None), estado == EstadoPrazo.SUSPENSO.value, _aberto_em() <= fim),
            )
        )
    )
    if orgao_id is not None:
        consulta = consulta.join(u, u.id == v.unidade_id).where(u.orgao_id == orgao_id)
    for linha in conexao.execute(consulta.execution_options(yield_per=1000)):
        yield ChaveLida(*linha)


def _prazos(orgao_id: int | None, dia: date) -> Consulta:
    p, v, s, c, u, o = m.Prazo, m.Vinculo, m.Servidor, m.Cargo, m.Unidade, m.Orgao
    consulta: Consulta = (
        select(
            p.id, p.servidor_id, p.vinculo_id, s.nome, v.matricula, c.nome, u.orgao_id, func.coalesce(o.nome, ""),
            func.coalesce(u.nome, ""), p.tipo, p.numero, estado_do_prazo(dia), sem_resposta(dia), p.vence,
            p.vence_ultimo, _aberto_em(), p.dispositivo, p.fechado_por,
        )
        .join_from(p, v, v.id == p.vinculo_id)
        .join(s, s.id == p.servidor_id)
        .join(c, c.id == v.cargo_id)
        .join(u, u.id == v.unidade_id, isouter=True)
        .join(o, o.id == u.orgao_id, isouter=True)
    )  # fmt: skip
    return consulta if orgao_id is None else consulta.where(u.orgao_id == orgao_id)


def _suspenso(dia: date) -> ColumnElement[bool]:
    return and_(m.Prazo.vence.is_(None), sem_resposta(dia))


def _aberto_em() -> Any:
    """Return the day the deadline came to be: a suspended one has no start yet, but what opened it has a date."""
    v = m.Vinculo
    do_fato = case(
        (m.Prazo.tipo == TipoPrazo.POSSE.value, v.nomeacao),
        (m.Prazo.tipo == TipoPrazo.EXERCICIO.value, v.posse),
        else_=v.exercicio,
    )
    return func.coalesce(m.Prazo.inicio, do_fato, v.ocupa_desde, type_=m.Prazo.inicio.type)


# ------------------------------------------------------------------ people and acts


def pessoas_a_dobrar(conexao: Connection, dia: date) -> frozenset[int]:
    """Return whose stored rows do not tell of ``dia``: who has acts dated after it, or corrections."""
    a = m.Ato
    consulta = select(a.servidor_id).where(a.servidor_id.is_not(None), or_(a.data_legal > dia, a.tipo.in_(_EMENDAS)))
    return frozenset(id_ for id_ in conexao.execute(consulta.distinct()).scalars() if id_ is not None)


def pessoas_com_varios_dias(conexao: Connection, *, depois: date, ate: date) -> frozenset[int]:
    """Return who has acts of two days or more after ``depois`` and up to ``ate``, and who has corrections and acts."""
    a = m.Ato
    corrigidos = select(a.servidor_id).where(a.tipo.in_(_EMENDAS))
    consulta = (
        select(a.servidor_id)
        .where(a.servidor_id.is_not(None), a.data_legal > depois, a.data_legal <= ate)
        .group_by(a.servidor_id)
        .having(or_(func.count(a.data_legal.distinct()) > 1, a.servidor_id.in_(corrigidos)))
    )
    return frozenset(id_ for id_ in conexao.execute(consulta).scalars() if id_ is not None)


def vinculos(conexao: Connection, ids: Collection[int]) -> dict[int, VinculoLido]:
    """Return vínculos by id, as the registry has them now."""
    v, s, c = m.Vinculo, m.Servidor, m.Cargo
    consulta = (
        select(
            v.id, v.servidor_id, s.nome, v.matricula, c.nome, v.unidade_id,
            func.coalesce(v.sem_efeito, v.aposentado_em, v.fim, type_=v.fim.type),
        )
        .join_from(v, s, s.id == v.servidor_id)
        .join(c, c.id == v.cargo_id)
    )  # fmt: skip
    return {
        linha[0]: VinculoLido(*linha)
        for lote in _lotes(ids)
        for linha in conexao.execute(consulta.where(v.id.in_(lote)))
    }


def unidades(conexao: Connection) -> dict[int, UnidadeLida]:
    """Return every unit with its órgão, by id."""
    u, o = m.Unidade, m.Orgao
    linhas = conexao.execute(select(u.id, u.nome, o.id, o.nome).join_from(u, o, o.id == u.orgao_id))
    return {id_: UnidadeLida(nome, orgao_id, orgao) for id_, nome, orgao_id, orgao in linhas}


def pessoas_dos_vinculos(conexao: Connection, ids: Collection[int]) -> dict[int, int]:
    """Return whose each vínculo is, by id."""
    v = m.Vinculo
    return {
        id_: servidor_id
        for lote in _lotes(ids)
        for id_, servidor_id in conexao.execute(select(v.id, v.servidor_id).where(v.id.in_(lote)))
    }


def vinculos_das_pessoas(conexao: Connection, pessoas: Collection[int]) -> frozenset[int]:
    """Return the vínculos of some people."""
    v = m.Vinculo
    return frozenset(
        id_
        for lote in _lotes(pessoas)
        for id_ in conexao.execute(select(v.id).where(v.servidor_id.in_(lote))).scalars()
    )


def atos(conexao: Connection, ids: Collection[int]) -> dict[int, tuple[str, date | None]]:
    """Return the kind and the legal date of acts, by id."""
    a = m.Ato
    return {
        id_: (tipo, data)
        for lote in _lotes(ids)
        for id_, tipo, data in conexao.execute(select(a.id, a.tipo, a.data_legal).where(a.id.in_(lote)))
    }


def vinculos_com(conexao: Connection, tipos: Collection[str], *, depois: date | None) -> frozenset[int]:
    """Return the vínculos with an act of some kinds, dated after a day when one is given."""
    a = m.Ato
    consulta = select(a.vinculo_id).where(a.tipo.in_(tuple(tipos)), a.vinculo_id.is_not(None))
    if depois is not None:
        consulta = consulta.where(a.data_legal > depois)
    return frozenset(id_ for id_ in conexao.execute(consulta.distinct()).scalars() if id_ is not None)


def ultima_entrada(conexao: Connection) -> datetime | None:
    """Return when the last entry of the book was registered; None while it is empty."""
    return conexao.execute(select(m.Ato.registrado_em).order_by(m.Ato.id.desc()).limit(1)).scalar_one_or_none()


# ------------------------------------------------------------------ absences and concursos


def afastamentos_que_terminam(conexao: Connection, *, de: date, ate: date) -> dict[int, list[AfastamentoLido]]:
    """Return, by vínculo, every leave of those of whom one ends between two days (both included), in order of start.

    Férias, abonos and faltas are no leave (section 10).
    """
    a = m.Afastamento
    donos = select(a.vinculo_id).where(a.fim >= de, a.fim <= ate, a.motivo.not_in(_AFASTAM), a.ato_id.is_not(None))
    return _por_vinculo(conexao.execute(_afastamentos().where(a.vinculo_id.in_(donos))))


def afastamentos_dos_vinculos(conexao: Connection, ids: Collection[int]) -> dict[int, list[AfastamentoLido]]:
    """Return, by vínculo, every leave, in order of start."""
    achados: dict[int, list[AfastamentoLido]] = {}
    for lote in _lotes(ids):
        achados |= _por_vinculo(conexao.execute(_afastamentos().where(m.Afastamento.vinculo_id.in_(lote))))
    return achados


def _afastamentos() -> Consulta:
    a = m.Afastamento
    consulta: Consulta = select(a.vinculo_id, a.inicio, a.fim, a.motivo, a.ato_id)
    return consulta.where(a.motivo.not_in(_AFASTAM), a.ato_id.is_not(None)).order_by(a.vinculo_id, a.inicio, a.id)


def _por_vinculo(linhas: Any) -> dict[int, list[AfastamentoLido]]:
    achados: dict[int, list[AfastamentoLido]] = {}
    for linha in linhas:
        achados.setdefault(linha[0], []).append(AfastamentoLido(*linha))
    return achados


def concursos(conexao: Connection) -> list[Any]:
    """Return the contests with what their validity is counted from, and the órgão's name."""
    c, o = m.Concurso, m.Orgao
    consulta = select(
        c.id, c.edital, c.orgao_id, func.coalesce(o.nome, "").label("orgao"), c.homologacao, c.validade_meses,
        c.prorrogacao,
    ).join_from(c, o, o.id == c.orgao_id, isouter=True)  # fmt: skip
    return list(conexao.execute(consulta.order_by(c.id)))


# ------------------------------------------------------------------ what a report left


def saldo(
    conexao: Connection, *, ano: int, trimestre: int, orgao_id: int | None, de: date | None = None,
    ate: date | None = None,
) -> SaldoLido | None:  # fmt: skip
    """Return what the report issued of a quarter, with the same órgão asked for, left pending; None if none was.

    Of several, the one of the latest day; ``de`` and ``ate`` limit that day, both included.
    """
    s, d = m.RelatorioSaldo, m.DocumentoEmitido
    consulta = (
        select(s.documento_id, d.numero, d.ano, s.em, s.hash)
        .join_from(s, d, d.id == s.documento_id)
        .where(s.orgao_id == (orgao_id or 0), s.ano == ano, s.trimestre == trimestre)
        .order_by(s.em.desc(), s.id.desc())
        .limit(1)
    )
    if de is not None:
        consulta = consulta.where(s.em >= de)
    if ate is not None:
        consulta = consulta.where(s.em <= ate)
    linha = conexao.execute(consulta).first()
    return None if linha is None else SaldoLido(*linha[:-1], guardados.ler(conexao, linha.hash))


def guardar_saldo(
    conexao: Connection, *, documento_id: int, orgao_id: int | None, ano: int, trimestre: int, em: date, hash_: str,
    conteudo: bytes,
) -> None:  # fmt: skip
    """Keep what an issued report left pending, its bytes once however often they come."""
    guardados.guardar(conexao, {hash_: conteudo})
    linha = {
        "documento_id": documento_id, "orgao_id": orgao_id or 0, "ano": ano, "trimestre": trimestre, "em": em,
        "hash": hash_,
    }  # fmt: skip
    conexao.execute(insert(m.RelatorioSaldo), linha)


def _lotes(ids: Collection[int]) -> Iterator[list[int]]:
    ordenados = sorted(ids)
    for comeco in range(0, len(ordenados), LOTE):
        yield ordenados[comeco : comeco + LOTE]
