"""Whose life must be read to tell contradictions: people whose book has corrections, or acts entered out of order."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from sqlalchemy import CompoundSelect, Connection, Text, case, cast, func, or_, select, union

from ...estatuto.atos.catalogo import POR_TIPO
from ...estatuto.quadro import atual
from ...estatuto.tipos import TipoPrazo
from .. import modelos as m
from ..livro import CADASTRO
from .contradicoes_regras import depois_de_provimento, vencido

_LOTE: Final = 500

_EMENDAS = tuple(d.tipo for d in POR_TIPO.values() if d.emenda or d.tipo == "registro_civil")

_DO_ESTAGIO = (TipoPrazo.FIM_ESTAGIO.value, TipoPrazo.ESTABILIDADE.value)


class Revolvida(NamedTuple):
    """A person whose acts did not enter in the order of the law; ``ultimo`` is the latest entry about the person."""

    servidor_id: int
    ultimo: int


class PrazoDoEstagio(NamedTuple):
    """A stored deadline of the end of the estágio that nothing closed."""

    id: int
    servidor_id: int
    vinculo_id: int
    vence_ultimo: date | None


def revolvidas(conexao: Connection, *, desde: int = 0) -> list[Revolvida]:
    """Return the people with a correction in the book, or with an act entered after one that it precedes.

    Acts of one day are compared by the law's order within it, as the fold does.  ``desde`` leaves only those about whom
    something entered after that entry: the others are as they were.
    """
    a = m.Ato
    dentro_do_dia = case({d.tipo: f"{500 + d.ordem:04d}" for d in POR_TIPO.values()}, value=a.tipo, else_="0000")
    chave = cast(a.data_legal, Text) + dentro_do_dia
    maior = func.max(chave).over(partition_by=a.servidor_id, order_by=a.id, rows=(None, -1))
    todos = select(
        a.servidor_id.label("servidor_id"),
        a.id.label("id"),
        a.tipo.label("tipo"),
        chave.label("chave"),
        maior.label("maior"),
    ).where(a.servidor_id.is_not(None), a.tipo != CADASTRO, a.data_legal.is_not(None))
    if desde:
        novos = select(a.servidor_id).where(a.id > desde, a.servidor_id.is_not(None))
        todos = todos.where(a.servidor_id.in_(novos))
    else:
        todos = todos.where(a.servidor_id.in_(_talvez()))
    lidos = todos.subquery("lidos")
    c = lidos.c
    fora = or_(c.chave < c.maior, c.tipo.in_(_EMENDAS))
    consulta = (
        select(c.servidor_id, func.max(c.id))
        .group_by(c.servidor_id)
        .having(func.max(case((fora, 1), else_=0)) == 1)
        .order_by(c.servidor_id)
    )
    achadas = [Revolvida(*linha) for linha in conexao.execute(consulta)]
    existem = _no_registro(conexao, [achada[0] for achada in achadas])
    return [achada for achada in achadas if achada[0] in existem]


def _talvez() -> CompoundSelect[int | None]:
    """Return who may have such acts: a correction, or an act not later than the one entered before it.

    Few, and found in the index: to compare every act with all before it would go over the whole book by its rows.
    """
    a = m.Ato
    antes = a.__table__.alias("antes").c
    anterior = (
        select(antes.data_legal)
        .where(
            antes.servidor_id == a.servidor_id,
            antes.id < a.id,
            antes.tipo != CADASTRO,
            antes.data_legal.is_not(None),
        )
        .order_by(antes.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    return union(
        select(a.servidor_id).where(
            a.servidor_id.is_not(None), a.tipo != CADASTRO, a.data_legal.is_not(None), anterior >= a.data_legal
        ),
        select(a.servidor_id).where(a.tipo.in_(_EMENDAS), a.servidor_id.is_not(None)),
    )


def _no_registro(conexao: Connection, pessoas: Sequence[int]) -> set[int]:
    """Return those of the people who have a file: who came in by an import taken back is only in the book."""
    s = m.Servidor
    return {
        id_
        for inicio in range(0, len(pessoas), _LOTE)
        for id_ in conexao.execute(select(s.id).where(s.id.in_(pessoas[inicio : inicio + _LOTE]))).scalars()
    }


def prazos_do_estagio(conexao: Connection, vinculos: Collection[int]) -> list[PrazoDoEstagio]:
    """Return the open deadlines of the end of the estágio of these vínculos, those that move with the day left out."""
    p = m.Prazo
    achados: list[PrazoDoEstagio] = []
    pedidos = sorted(vinculos)
    for inicio in range(0, len(pedidos), _LOTE):
        consulta = select(p.id, p.servidor_id, p.vinculo_id, p.vence_ultimo).where(
            p.vinculo_id.in_(pedidos[inicio : inicio + _LOTE]),
            p.tipo.in_(_DO_ESTAGIO),
            p.desfecho.is_(None),
            p.depende_de_hoje.is_(False),
        )
        achados += [PrazoDoEstagio(*linha) for linha in conexao.execute(consulta)]
    return achados


class PrazoDeVolta(NamedTuple):
    """A lapsed deadline of exercício after a provimento without posse; ``ordem`` 1 for the first of them."""

    id: int
    servidor_id: int
    vinculo_id: int
    ordem: int
    vence: date | None
    vence_ultimo: date | None


def prazos_de_volta(conexao: Connection, hoje: date) -> list[PrazoDeVolta]:
    """Return the deadlines of exercício after a reversão, aproveitamento, reintegração or recondução that lapsed."""
    p = m.Prazo
    consulta = select(p.id, p.servidor_id, p.vinculo_id, p.numero, p.vence, p.vence_ultimo).where(
        vencido(hoje), depois_de_provimento()
    )
    return [PrazoDeVolta(*linha) for linha in conexao.execute(consulta.order_by(p.id))]


def donos(conexao: Connection, vinculos: Sequence[int]) -> dict[int, int]:
    """Return the person of each vínculo."""
    v = m.Vinculo
    por_vinculo: dict[int, int] = {}
    pedidos = sorted(set(vinculos))
    for inicio in range(0, len(pedidos), _LOTE):
        consulta = select(v.id, v.servidor_id).where(v.id.in_(pedidos[inicio : inicio + _LOTE]))
        por_vinculo |= {linha.id: linha.servidor_id for linha in conexao.execute(consulta)}
    return por_vinculo


def cargos_corrigidos(conexao: Connection) -> list[int]:
    """Return the cargos with a correction of an act about them in the book."""
    a = m.Ato
    consulta = select(a.sujeito_id).where(a.tipo.in_(_EMENDAS), a.sujeito_tipo == "cargo").distinct()
    return sorted(conexao.execute(consulta).scalars())


def cargos_sem_numero(conexao: Connection, transformados: Mapping[int, int]) -> list[int]:
    """Return the cargos, as they are now called, of which some part never had its number of posts recorded."""
    com_vaga = set(conexao.execute(select(m.Vaga.cargo_id).distinct()).scalars())
    partes = {*transformados, *transformados.values()}
    return sorted({atual(parte, transformados) for parte in partes if parte not in com_vaga})


def com_publicacao(conexao: Connection, atos: Sequence[int]) -> set[int]:
    """Return which of the acts have a paper with edition and day of the Diário Oficial."""
    a, i = m.Ato, m.Instrumento
    achados: set[int] = set()
    pedidos = sorted(set(atos))
    for inicio in range(0, len(pedidos), _LOTE):
        consulta = (
            select(a.id)
            .join_from(a, i, i.id == a.instrumento_id)
            .where(a.id.in_(pedidos[inicio : inicio + _LOTE]), i.doe_edicao != "", i.doe_data.is_not(None))
        )
        achados |= set(conexao.execute(consulta).scalars())
    return achados
