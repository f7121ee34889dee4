"""What happened to the deadlines while nobody looked, and which of them ask for an act."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    and_,
    bindparam,
    false,
    func,
    insert,
    not_,
    or_,
    select,
    union_all,
)

from ...estatuto.contagem import UM_DIA, somar_meses
from ...estatuto.parametros import Parametros
from ...estatuto.tipos import Desfecho, FimDeMes, TipoPrazo
from .. import modelos as m
from ..quarentena import fora_das_contas, pessoas
from . import acompanhamento
from .agenda import LOTE, Ajustados

DIAS_DE_ALERTA: Final = 30
"""Days before `vence` at which a deadline becomes news, but for the kinds with alerts of their own."""

ALCANCE: Final = timedelta(days=200)
"""No alert comes earlier than this before `vence`; a parameter set above it is cut here."""

_COM_ALERTA_PROPRIO: Final = (TipoPrazo.SUBMISSAO_AVALIACAO.value, TipoPrazo.COMPULSORIA.value)

ALERTA: Final = "alerta"
INTERNA: Final = "interna"
ZONA: Final = "zona_cinzenta"
VENCIDO: Final = "vencido"


class Evento(NamedTuple):
    """Something that happened to an open deadline: an alert, its internal date, `vence` or `vence_ultimo` past."""

    prazo_id: int
    vinculo_id: int
    tipo: str
    numero: int
    vence: date | None
    evento: str
    em: date

    @property
    def chave(self) -> tuple[int, str, int, date | None, str]:
        """What an acknowledgement is recorded by: if the date moves, it is news again."""
        return (self.vinculo_id, self.tipo, self.numero, self.vence, self.evento)


@dataclass(frozen=True, slots=True)
class _Aberto:
    """An open deadline, its dates those of the day asked."""

    prazo_id: int
    vinculo_id: int
    tipo: str
    numero: int
    inicio: date | None
    vence: date | None
    vence_ultimo: date | None
    retido: bool
    fim_estagio: date | None
    interna: date | None


def eventos(
    conexao: Connection, *, desde: date, hoje: date, parametros: Parametros, ajustados: Ajustados
) -> list[Evento]:
    """Return the latest event of each deadline after `desde` up to `hoje`, unless acknowledged; the latest first."""
    vistos = reconhecidos(conexao)
    achados = []
    for aberto in _abertos(conexao, desde, hoje, ajustados):
        # Only of the latest is an event made: most deadlines have none, and of those that have it is the one shown.
        ultimo: tuple[date, str] | None = None
        for nome, dia in _marcos(aberto, parametros).items():
            if desde < dia <= hoje and (ultimo is None or dia >= ultimo[0]):
                ultimo = (dia, nome)
        if ultimo is not None:
            evento = _evento(aberto, *ultimo)
            if evento.chave not in vistos:
                achados.append(evento)
    return sorted(achados, key=lambda e: (-e.em.toordinal(), e.vence or date.max, e.prazo_id))


def eventos_de(
    conexao: Connection, prazo_ids: Sequence[int], *, hoje: date, parametros: Parametros, ajustados: Ajustados
) -> dict[int, list[Evento]]:
    """Return what has happened to each of these deadlines while open, in order: the latest is what is news."""
    internas = acompanhamento.internas(conexao, prazo_ids)
    abertos = _lidos(conexao, prazo_ids, ajustados, internas)
    return {aberto.prazo_id: _eventos(aberto, hoje, parametros) for aberto in abertos}


def reconhecidos(conexao: Connection) -> set[tuple[int, str, int, date | None, str]]:
    """Return the keys of the events somebody acknowledged."""
    r = m.Reconhecimento
    linhas = conexao.execute(select(r.vinculo_id, r.tipo, r.numero, r.vence, r.estado))
    return {(a, b, c, d, e) for a, b, c, d, e in linhas}


def reconhecer(conexao: Connection, novos: Iterable[Evento], *, hoje: date, instante: datetime, usuario: str) -> int:
    """Record that somebody saw these events; what was seen already is left as it is.  Return how many were new."""
    vistos = reconhecidos(conexao)
    gravar = [
        {
            "vinculo_id": e.vinculo_id,
            "tipo": e.tipo,
            "numero": e.numero,
            "vence": e.vence,
            "estado": e.evento,
            "em": hoje,
            "instante": instante,
            "usuario": usuario,
        }
        for e in {e.chave: e for e in novos if e.chave not in vistos}.values()
    ]
    if gravar:
        conexao.execute(insert(m.Reconhecimento), gravar)
    return len(gravar)


# ------------------------------------------------------------------ openings


def aberturas(conexao: Connection, hoje: date) -> tuple[date | None, date | None]:
    """Return the first day on which the program was opened, and the last one before `hoje`."""
    s = m.SessaoAbertura
    primeira = conexao.execute(select(func.min(s.data))).scalar()
    ultima = conexao.execute(select(func.max(s.data)).where(s.data < hoje)).scalar()
    return primeira, ultima


def marcar_abertura(conexao: Connection, *, hoje: date, instante: datetime, usuario: str) -> None:
    """Record that the program was opened on the day, once per day and user."""
    s = m.SessaoAbertura
    if conexao.execute(select(s.id).where(s.data == hoje, s.usuario == usuario)).first() is None:
        conexao.execute(insert(s), {"data": hoje, "instante": instante, "usuario": usuario})


# ------------------------------------------------------------------ acts the law may suggest


class Candidato(NamedTuple):
    """A vínculo about which the law may suggest an act, and since when; ``certo``: one act, whatever the posts."""

    servidor_id: int
    vinculo_id: int
    desde: date | None
    certo: bool = True


def candidatos_a_proposta(conexao: Connection, *, hoje: date) -> list[Candidato]:
    """Return the vínculos about which the law may suggest an act, one for each reason, the oldest first.

    Not ``certo``: who is in disponibilidade, excedente or in a cargo no longer needed, for it depends on the posts
    there are; and the exercício after a provimento without posse, which asks for two acts, one or none.
    """
    prazos = conexao.execute(_PEDEM_ATO, {"hoje": hoje}).all()
    fora = pessoas(conexao)
    dos_postos = conexao.execute(_POSTOS, {"hoje": hoje}).all()
    # Ordered here: in SQL it would walk an index over every deadline there ever was.
    return sorted(
        (Candidato(s, v, desde, bool(certo)) for s, v, desde, certo in (*prazos, *dos_postos) if s not in fora),
        key=lambda c: (c.desde or date.min, c.vinculo_id),
    )


_V = m.Vinculo
_ATIVO = and_(_V.fim.is_(None), _V.sem_efeito.is_(None), _V.aposentado_em.is_(None))
_POSTOS: CompoundSelect[int, int, date | None, bool] = union_all(
    select(_V.servidor_id, _V.id, _V.disponivel_desde, false()).where(_V.disponivel_desde.is_not(None), _ATIVO),
    select(_V.servidor_id, _V.id, _V.excedente_desde, false()).where(_V.excedente_desde.is_not(None), _ATIVO),
    select(_V.servidor_id, _V.id, func.coalesce(m.Cargo.extinto_em, m.Cargo.desnecessario_em), false())
    .join(m.Cargo, m.Cargo.id == _V.cargo_id)
    .where(
        or_(m.Cargo.extinto_em <= bindparam("hoje"), m.Cargo.desnecessario_em <= bindparam("hoje")),
        _ATIVO,
        _V.disponivel_desde.is_(None),
        _V.excedente_desde.is_(None),
        _V.estavel_desde <= bindparam("hoje"),
    ),
)


_P = m.Prazo
_DEPENDE = and_(_P.tipo == TipoPrazo.EXERCICIO.value, _P.numero > 0)
_QUE_PEDE = select(_P.servidor_id, _P.vinculo_id, _P.vence_ultimo, not_(_DEPENDE))
# Three readings, each over an index of its own: asked for together they would go over every deadline.
_PEDEM_ATO: CompoundSelect[int, int, date | None, bool] = union_all(
    _QUE_PEDE.where(
        _P.desfecho.is_(None),
        _P.tipo.in_((TipoPrazo.POSSE.value, TipoPrazo.EXERCICIO.value)),
        _P.vence_ultimo < bindparam("hoje"),
        _P.retido.is_(False),
    ),
    _QUE_PEDE.where(_P.desfecho.is_(None), _P.tipo == TipoPrazo.COMPULSORIA.value, _P.vence <= bindparam("hoje")),
    _QUE_PEDE.join(_V, _V.id == _P.vinculo_id).where(
        _P.tipo == TipoPrazo.ESTABILIDADE.value,
        _P.desfecho == Desfecho.PREJUDICADO.value,
        _V.fim.is_(None),
        _V.sem_efeito.is_(None),
    ),
)


# ------------------------------------------------------------------ pieces


def _abertos(conexao: Connection, desde: date, hoje: date, ajustados: Ajustados) -> list[_Aberto]:
    p = m.Prazo
    # Of the kinds that have no alert of their own, what falls due later than the common one is no news yet.
    alcance = or_(
        p.vence <= hoje + timedelta(days=DIAS_DE_ALERTA),
        and_(p.vence <= hoje + ALCANCE, p.tipo.in_(_COM_ALERTA_PROPRIO)),
    )
    proximos = and_(p.desfecho.is_(None), p.vence <= hoje + ALCANCE, alcance, p.vence_ultimo >= desde)
    # An internal date may be long before the legal one, and a suspended deadline has no other.
    passadas = acompanhamento.passadas(conexao, desde, hoje)
    abertos = _ler_abertos(conexao, proximos, {}, passadas)
    a_parte = dict.fromkeys([*ajustados, *passadas])
    if not a_parte:
        return abertos
    return [a for a in abertos if a.prazo_id not in a_parte] + _lidos(conexao, list(a_parte), ajustados, passadas)


def _lidos(
    conexao: Connection, prazo_ids: Sequence[int], ajustados: Ajustados, internas: Mapping[int, date]
) -> list[_Aberto]:
    achados = []
    for inicio in range(0, len(prazo_ids), LOTE):
        onde = m.Prazo.id.in_(list(prazo_ids[inicio : inicio + LOTE]))
        achados += _ler_abertos(conexao, onde, ajustados, internas)
    return achados


_FIM = m.Prazo.__table__.alias("fim")


def _ler_abertos(
    conexao: Connection, onde: ColumnElement[bool], ajustados: Ajustados, internas: Mapping[int, date]
) -> list[_Aberto]:
    p, fim = m.Prazo, _FIM.c
    consulta = (
        select(p.id, p.vinculo_id, p.tipo, p.numero, p.inicio, p.vence, p.vence_ultimo, p.retido, fim.id, fim.vence)
        .join_from(
            p,
            _FIM,
            and_(
                p.tipo == TipoPrazo.SUBMISSAO_AVALIACAO.value,
                fim.vinculo_id == p.vinculo_id,
                fim.tipo == TipoPrazo.FIM_ESTAGIO.value,
            ),
            isouter=True,
        )
        .where(onde, p.desfecho.is_(None), *fora_das_contas(conexao, p.servidor_id))
    )
    return [_aberto(linha, ajustados, internas) for linha in conexao.execute(consulta)]


def _aberto(linha: Any, ajustados: Ajustados, internas: Mapping[int, date]) -> _Aberto:
    id_, vinculo, tipo, numero, inicio, vence, ultimo, retido, fim_id, fim = linha
    prazo = ajustados.get(id_)
    if prazo is not None:
        vence, ultimo = prazo.vence, prazo.vence_ultimo
    if fim_id in ajustados:
        fim = ajustados[fim_id].vence
    return _Aberto(id_, vinculo, tipo, numero, inicio, vence, ultimo, bool(retido), fim, internas.get(id_))


def _eventos(aberto: _Aberto, hoje: date, parametros: Parametros) -> list[Evento]:
    """Return what has happened to an open deadline up to the day, in order; of one day, the gravest last."""
    passados = [(dia, nome) for nome, dia in _marcos(aberto, parametros).items() if dia <= hoje]
    return [_evento(aberto, em, nome) for em, nome in sorted(passados, key=lambda par: par[0])]


def _marcos(aberto: _Aberto, parametros: Parametros) -> dict[str, date]:
    """Return the days on which something happens to an open deadline; of one day, the gravest last."""
    marcos: dict[str, date] = {}
    if aberto.vence is not None:
        marcos = _alertas(aberto, aberto.vence, parametros)
    if aberto.interna is not None:
        # Named with its day: moved, it is news again.
        marcos[f"{INTERNA}_{aberto.interna.isoformat()}"] = aberto.interna + UM_DIA
    if aberto.vence is not None and aberto.vence_ultimo is not None and not aberto.retido:
        if aberto.vence_ultimo > aberto.vence:
            marcos[ZONA] = aberto.vence + UM_DIA
        marcos[VENCIDO] = aberto.vence_ultimo + UM_DIA
    return marcos


def _evento(aberto: _Aberto, em: date, nome: str) -> Evento:
    return Evento(
        prazo_id=aberto.prazo_id,
        vinculo_id=aberto.vinculo_id,
        tipo=aberto.tipo,
        numero=aberto.numero,
        vence=aberto.vence,
        evento=nome,
        em=em,
    )


def _alertas(aberto: _Aberto, vence: date, parametros: Parametros) -> dict[str, date]:
    if aberto.tipo == TipoPrazo.SUBMISSAO_AVALIACAO.value and aberto.fim_estagio is not None:
        meses = parametros.inteiros("alertas_submissao_meses", aberto.inicio or aberto.fim_estagio)
        fim = aberto.fim_estagio
        return {f"{ALERTA}_{n}": somar_meses(fim, -n, FimDeMes.ULTIMO_DIA) for n in meses}
    if aberto.tipo == TipoPrazo.COMPULSORIA.value:
        dias = parametros.inteiro("alerta_compulsoria_dias", vence)
    else:
        dias = DIAS_DE_ALERTA
    return {ALERTA: vence - timedelta(days=dias)}
