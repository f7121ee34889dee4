"""Deadlines as lists, counts and charts, exact on the day asked.

A few deadlines move with the day because an absence has no end yet.  They arrive here recomputed (`Ajustados`) and take
the place of their stored dates; everything else is read through the indexes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple, Protocol

from sqlalchemy import ColumnElement, Connection, Select, and_, case, false, func, or_, select

from ...estatuto.prazo import Prazo
from ...estatuto.tipos import Desfecho, EstadoPrazo, TipoPrazo
from .. import modelos as m
from ..busca import vinculos_com
from ..quarentena import fora_das_contas
from . import acompanhamento
from .conjuntos import um_destes
from .estados import estado_do_prazo, sem_resposta

Consulta = Select[*tuple[Any, ...]]

Ajustados = Mapping[int, Prazo]
"""Deadlines recomputed for the day asked, by id of their row."""

LOTE: Final = 500

_EM_ABERTO: Final = frozenset(
    {EstadoPrazo.ABERTO, EstadoPrazo.ZONA_CINZENTA, EstadoPrazo.SUSPENSO, EstadoPrazo.VENCIDO}
)
"""States of what nothing has closed as of the day."""

_FECHADOS: Final = frozenset(EstadoPrazo) - {EstadoPrazo.ABERTO, EstadoPrazo.ZONA_CINZENTA, EstadoPrazo.SUSPENSO}
"""States of what was closed: a deadline that lapsed may have been closed since."""


class Criterio(acompanhamento.Recorte, Protocol):
    """What a list of deadlines is filtered by; empty values do not restrict."""

    @property
    def de(self) -> date | None: ...
    @property
    def ate(self) -> date | None: ...
    @property
    def estados(self) -> tuple[EstadoPrazo, ...]: ...
    @property
    def tipos(self) -> tuple[TipoPrazo, ...]: ...
    @property
    def orgao_id(self) -> int | None: ...
    @property
    def unidade_id(self) -> int | None: ...
    @property
    def texto(self) -> str: ...
    @property
    def pelo_ultimo(self) -> bool: ...
    @property
    def dia_de(self) -> date | None: ...
    @property
    def dia_ate(self) -> date | None: ...
    @property
    def interna_depois(self) -> bool: ...


class Parte(NamedTuple):
    """Part of a list: its query, the states that its rows can have, and whether nothing has closed them."""

    consulta: Consulta
    estados: frozenset[EstadoPrazo]
    aberta: bool

    def so_os_pedidos(self, hoje: date) -> Parte:
        """Return the part restricted to its states."""
        if self.estados == (_EM_ABERTO if self.aberta else _FECHADOS):
            return self
        estado = estado_do_prazo(hoje, aberto=self.aberta)
        return self._replace(consulta=self.consulta.where(estado.in_([e.value for e in self.estados])))


class LinhaDePrazo(NamedTuple):
    """A deadline with whose it is."""

    id: int
    vinculo_id: int
    servidor_id: int
    nome: str
    matricula: str | None
    cargo: str
    unidade: str
    orgao: str
    tipo: str
    numero: int
    inicio: date | None
    vence: date | None
    vence_ultimo: date | None
    estado: str
    dispositivo: str
    fechado_em: date | None
    fechado_por: int | None
    responsavel: str
    data_interna: date | None
    nota: str


def contar(
    conexao: Connection, criterio: Criterio, *, hoje: date, ajustados: Ajustados, pendentes: bool = False
) -> dict[EstadoPrazo, int]:
    """Return how many deadlines pass, by state; states without any are absent."""
    total: Counter[EstadoPrazo] = Counter()
    for parte in separadas(conexao, criterio, hoje, pendentes, ajustados):
        # Sums, and no grouping: that would put the whole list in the order of its states first.
        estado = estado_do_prazo(hoje, aberto=parte.aberta)
        somas = (func.coalesce(func.sum(case((estado == e.value, 1), else_=0)), 0) for e in parte.estados)
        quantos = conexao.execute(juntar(parte.consulta, "", criterio).with_only_columns(*somas)).one()
        total.update(dict(zip(parte.estados, map(int, quantos), strict=True)))
    total.update(ajustados[id_].estado(hoje) for id_ in que_passam(conexao, criterio, hoje, ajustados, pendentes))
    return {estado: quantos for estado, quantos in total.items() if quantos}


def por_mes(
    conexao: Connection, criterio: Criterio, *, hoje: date, ajustados: Ajustados, pendentes: bool = False
) -> dict[tuple[int, int, TipoPrazo], int]:
    """Return how many deadlines fall due, by year, month and kind; suspended ones have no month."""
    p = m.Prazo
    quando = p.vence_ultimo if criterio.pelo_ultimo else p.vence
    consulta = juntar(filtrar(conexao, criterio, hoje, pendentes, ajustados), "", criterio)
    # By day, as an index has them: their months would have to be sorted.
    consulta = consulta.with_only_columns(quando, p.tipo, func.count()).where(quando.is_not(None))
    total: Counter[tuple[int, int, TipoPrazo]] = Counter()
    for dia, tipo, quantidade in conexao.execute(consulta.group_by(quando, p.tipo)):
        if dia is not None:
            total[dia.year, dia.month, TipoPrazo(tipo)] += quantidade
    for id_ in que_passam(conexao, criterio, hoje, ajustados, pendentes):
        prazo = ajustados[id_]
        ultimo = prazo.vence_ultimo if criterio.pelo_ultimo else prazo.vence
        if ultimo is not None:
            total[ultimo.year, ultimo.month, prazo.tipo] += 1
    return dict(total)


def linhas(conexao: Connection, pedidos: Sequence[int], *, hoje: date, ajustados: Ajustados) -> list[LinhaDePrazo]:
    """Return the deadlines asked for, in the order asked; ids that no longer exist are left out."""
    consulta = _consulta_das_linhas(hoje)
    por_id: dict[int, LinhaDePrazo] = {}
    for inicio in range(0, len(pedidos), LOTE):
        for linha in conexao.execute(consulta.where(m.Prazo.id.in_(list(pedidos[inicio : inicio + LOTE])))):
            por_id[linha.id] = LinhaDePrazo(*linha)._replace(**ajuste(linha.id, ajustados, hoje))
    return [por_id[id_] for id_ in pedidos if id_ in por_id]


def do_servidor(conexao: Connection, servidor_id: int, *, hoje: date, ajustados: Ajustados) -> list[LinhaDePrazo]:
    """Return every deadline of a person: by vínculo, kind's order of birth, number."""
    p = m.Prazo
    consulta = _consulta_das_linhas(hoje).where(p.servidor_id == servidor_id)
    consulta = consulta.order_by(p.vinculo_id, p.vence.asc().nulls_last(), p.tipo, p.numero)
    return [LinhaDePrazo(*linha)._replace(**ajuste(linha.id, ajustados, hoje)) for linha in conexao.execute(consulta)]


# ------------------------------------------------------------------ pieces


def _consulta_das_linhas(hoje: date) -> Consulta:
    p, v, s, c, u, o = m.Prazo, m.Vinculo, m.Servidor, m.Cargo, m.Unidade, m.Orgao
    a = m.Acompanhamento
    return (
        select(
            p.id, p.vinculo_id, p.servidor_id, s.nome, v.matricula, c.nome.label("cargo"),
            func.coalesce(u.nome, "").label("unidade"), func.coalesce(rotulo_do_orgao(), "").label("orgao"),
            p.tipo, p.numero, p.inicio, p.vence, p.vence_ultimo, estado_do_prazo(hoje), p.dispositivo,
            p.fechado_em, p.fechado_por, func.coalesce(a.responsavel, ""), a.data_interna, func.coalesce(a.nota, ""),
        )
        .join_from(p, v, v.id == p.vinculo_id)
        .join(s, s.id == p.servidor_id)
        .join(c, c.id == v.cargo_id)
        .join(u, u.id == v.unidade_id, isouter=True)
        .join(o, o.id == u.orgao_id, isouter=True)
        .join(a, acompanhamento.do_prazo(), isouter=True)
    )  # fmt: skip


def rotulo_do_orgao() -> ColumnElement[str]:
    """Return the sigla of the órgão, or its name when it has none."""
    return case((m.Orgao.sigla != "", m.Orgao.sigla), else_=m.Orgao.nome)


def ajuste(id_: int, ajustados: Ajustados, hoje: date) -> dict[str, Any]:
    """Return the columns of a deadline's row that the day changes; none unless it was recomputed."""
    prazo = ajustados.get(id_)
    if prazo is None:
        return {}
    return {
        "inicio": prazo.inicio,
        "vence": prazo.vence,
        "vence_ultimo": prazo.vence_ultimo,
        "estado": prazo.estado(hoje).value,
        "fechado_em": prazo.fechado_em,
        "fechado_por": prazo.fechado_por,
    }


def filtrar(conexao: Connection, criterio: Criterio, hoje: date, pendentes: bool, ajustados: Ajustados) -> Consulta:
    """Return the query of the stored deadlines that pass, those recomputed left out."""
    p = m.Prazo
    consulta = _sem_dias(conexao, criterio, ajustados)
    if criterio.dia_de is not None or criterio.dia_ate is not None:
        vence_nesses, interna_nesses = acompanhamento.nesses_dias(criterio.dia_de, criterio.dia_ate)
        consulta = consulta.where(or_(vence_nesses, interna_nesses))
    if criterio.estados:
        consulta = consulta.where(estado_do_prazo(hoje).in_([estado.value for estado in criterio.estados]))
    if criterio.estados and not {EstadoPrazo.CUMPRIDO, EstadoPrazo.CUMPRIDO_FORA_DO_PRAZO} & set(criterio.estados):
        # Said again in a form that an index can be used for: most deadlines are fulfilled ones.
        consulta = consulta.where(or_(p.desfecho.is_(None), p.desfecho != "cumprido", p.conta_de > hoje))
    return consulta.where(sem_resposta(hoje)) if pendentes else consulta


def separadas(
    conexao: Connection, criterio: Criterio, hoje: date, pendentes: bool, ajustados: Ajustados
) -> list[Parte]:
    """Return the same as queries apart, each over an index of its own.

    The first has what is open, unless the filter leaves none of it; the others are few, or what was closed.
    """
    pedidos = frozenset(criterio.estados or EstadoPrazo)
    partes = []
    bases = [_sem_dias(conexao, criterio, ajustados)]
    if criterio.dia_de is not None or criterio.dia_ate is not None:
        # Either of two days: asked for together, neither has an index.
        vence_nesses, interna_nesses = acompanhamento.nesses_dias(criterio.dia_de, criterio.dia_ate)
        so_interna = and_(interna_nesses, func.coalesce(vence_nesses, false()).is_(False))
        bases = [bases[0].where(vence_nesses), bases[0].where(so_interna)]
    for base in bases:
        partes += _por_desfecho(base, pedidos, pendentes, hoje)
    return [parte.so_os_pedidos(hoje) for parte in partes]


def _por_desfecho(base: Consulta, pedidos: frozenset[EstadoPrazo], pendentes: bool, hoje: date) -> list[Parte]:
    p = m.Prazo
    partes = []
    if pedidos & _EM_ABERTO:
        # From the days ahead, which are few: by the word it would go over all that was ever fulfilled.
        adiante = and_(func.coalesce(p.desfecho, "") == Desfecho.CUMPRIDO.value, p.conta_de > hoje)
        partes += [Parte(base.where(onde), pedidos & _EM_ABERTO, True) for onde in (p.desfecho.is_(None), adiante)]
    if not pendentes and pedidos & _FECHADOS:
        ja = or_(p.desfecho != Desfecho.CUMPRIDO.value, p.conta_de.is_(None), p.conta_de <= hoje)
        # Only what lost its object can have been closed after it lapsed.
        perdido = p.desfecho == Desfecho.PERDIDO.value
        quais = perdido if pedidos & _FECHADOS == {EstadoPrazo.VENCIDO} else p.desfecho.is_not(None)
        partes.append(Parte(base.where(quais, ja), pedidos & _FECHADOS, False))
    return partes


def _sem_dias(conexao: Connection, criterio: Criterio, ajustados: Ajustados) -> Consulta:
    """Return the query with the filter, but for its days and for what asks whether something closed the deadline."""
    p = m.Prazo
    consulta = _sem_datas(conexao, criterio)
    quando = p.vence_ultimo if criterio.pelo_ultimo else p.vence
    if criterio.de is not None:
        consulta = consulta.where(quando >= criterio.de)
    if criterio.ate is not None:
        consulta = consulta.where(quando <= criterio.ate)
    if criterio.interna_depois:
        consulta = consulta.where(acompanhamento.com(acompanhamento.depois_do_prazo()))
    if ajustados:
        consulta = consulta.where(~um_destes(conexao, p.id.expression, ajustados))
    return consulta


def _sem_datas(conexao: Connection, criterio: Criterio) -> Consulta:
    """Return the query with the part of the filter that does not look at dates and states."""
    p = m.Prazo
    consulta: Consulta = select(p.id).select_from(p).where(*fora_das_contas(conexao, p.servidor_id))
    if criterio.tipos:
        consulta = consulta.where(p.tipo.in_([tipo.value for tipo in criterio.tipos]))
    if criterio.unidade_id is not None:
        consulta = consulta.where(m.Vinculo.unidade_id == criterio.unidade_id)
    if criterio.orgao_id is not None:
        consulta = consulta.where(m.Unidade.orgao_id == criterio.orgao_id)
    consulta = consulta.where(*acompanhamento.condicoes(criterio))
    achados = vinculos_com(conexao, criterio.texto)
    if achados is not None:
        consulta = consulta.where(p.vinculo_id.in_(achados))
    return consulta


def juntar(consulta: Consulta, ordem: str, criterio: Criterio) -> Consulta:
    """Join the tables that the filter and the order look at, and no other: each one costs."""
    p, v, s, c, u, o = m.Prazo, m.Vinculo, m.Servidor, m.Cargo, m.Unidade, m.Orgao
    por_unidade = ordem in ("unidade", "orgao") or criterio.orgao_id is not None
    if ordem in ("matricula", "cargo") or por_unidade or criterio.unidade_id is not None:
        consulta = consulta.join(v, v.id == p.vinculo_id)
    if ordem == "nome":
        consulta = consulta.join(s, s.id == p.servidor_id)
    if ordem == "cargo":
        consulta = consulta.join(c, c.id == v.cargo_id)
    if por_unidade:
        consulta = consulta.join(u, u.id == v.unidade_id, isouter=True)
    if ordem == "orgao":
        consulta = consulta.join(o, o.id == u.orgao_id, isouter=True)
    if ordem in ("responsavel", "data_interna", "nota"):
        consulta = consulta.join(m.Acompanhamento, acompanhamento.do_prazo(), isouter=True)
    return consulta


def que_passam(conexao: Connection, criterio: Criterio, hoje: date, ajustados: Ajustados, pendentes: bool) -> list[int]:
    """Return the recomputed deadlines that pass the whole filter."""
    if not ajustados:
        return []
    consulta = juntar(_sem_datas(conexao, criterio), "", criterio).where(
        um_destes(conexao, m.Prazo.id.expression, ajustados)
    )
    achados = list(conexao.execute(consulta).scalars())
    olha_a_interna = criterio.interna_depois or criterio.dia_de is not None or criterio.dia_ate is not None
    internas = acompanhamento.internas(conexao, achados) if olha_a_interna else {}
    return [id_ for id_ in achados if _passa(ajustados[id_], internas.get(id_), criterio, hoje, pendentes)]


def _passa(prazo: Prazo, interna: date | None, criterio: Criterio, hoje: date, pendentes: bool) -> bool:
    if criterio.interna_depois and (interna is None or prazo.vence is None or interna <= prazo.vence):
        return False
    if criterio.dia_de is not None or criterio.dia_ate is not None:
        de, ate = criterio.dia_de or date.min, criterio.dia_ate or date.max
        if not any(dia is not None and de <= dia <= ate for dia in (prazo.vence, interna)):
            return False
    quando = prazo.vence_ultimo if criterio.pelo_ultimo else prazo.vence
    if criterio.de is not None and (quando is None or quando < criterio.de):
        return False
    if criterio.ate is not None and (quando is None or quando > criterio.ate):
        return False
    estado = prazo.estado(hoje)
    if criterio.estados and estado not in criterio.estados:
        return False
    respondido = prazo.desfecho is not None and not (prazo.conta_de is not None and prazo.conta_de > hoje)
    return not (pendentes and respondido)
