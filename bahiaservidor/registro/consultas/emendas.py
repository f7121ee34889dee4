"""What correcting the book reads and touches beside the book itself."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Table, exists, func, select, update

from .. import modelos as m

_PROJECOES: Final = frozenset({"vinculo", "afastamento", "prazo", "ocupacao"})
"""Tables that the fold writes: they follow the vínculo by themselves."""

_EM_ANDAMENTO: Final = ("preparada", "emitida", "enviada", "assinada")


def atos_da_operacao(conexao: Connection, operacao_id: int) -> list[Any]:
    """Return the acts of an operation (not the records of registers), in order: `id`, `servidor_id`, `vinculo_id`."""
    consulta = (
        select(m.Ato.id, m.Ato.servidor_id, m.Ato.vinculo_id, m.Ato.tipo)
        .where(m.Ato.operacao_id == operacao_id, m.Ato.tipo != "cadastro")
        .order_by(m.Ato.id)
    )
    return list(conexao.execute(consulta).all())


def operacao_do_ato(conexao: Connection, ato_id: int) -> int | None:
    """Return the operation that an act was entered in, or None."""
    return conexao.execute(select(m.Ato.operacao_id).where(m.Ato.id == ato_id)).scalar()


def operacoes_de(conexao: Connection, usuario: str, desde: datetime, fora: str, limite: int = 20) -> list[int]:
    """Return the operations of a user since an instant with acts of people, the latest first, but those of a kind."""
    o, a = m.Operacao, m.Ato
    sobre_pessoa = exists().where(a.operacao_id == o.id, a.servidor_id.is_not(None), a.tipo.not_in(("cadastro", fora)))
    consulta = select(o.id).where(o.usuario == usuario, o.instante >= desde, sobre_pessoa)
    return list(conexao.execute(consulta.order_by(o.id.desc()).limit(limite)).scalars())


def entrados_junto(conexao: Connection, operacao_id: int, tipos: Collection[str]) -> list[Any]:
    """Return the acts of some kinds of an operation: `id` and `servidor_id`."""
    consulta = select(m.Ato.id, m.Ato.servidor_id).where(m.Ato.operacao_id == operacao_id, m.Ato.tipo.in_(tipos))
    return list(conexao.execute(consulta.order_by(m.Ato.id)).all())


def atos_do_sujeito(conexao: Connection, sujeito_tipo: str, sujeito_id: int) -> list[int]:
    """Return the numbers of the acts about a subject that is no person, in order of entry."""
    consulta = select(m.Ato.id).where(
        m.Ato.sujeito_tipo == sujeito_tipo, m.Ato.sujeito_id == sujeito_id, m.Ato.tipo != "cadastro"
    )
    return list(conexao.execute(consulta.order_by(m.Ato.id)).scalars())


def autor(conexao: Connection, ato_id: int) -> Any:
    """Return who entered an act and when (`registrado_por`, `registrado_em`, `instrumento_id`), or None."""
    consulta = select(m.Ato.registrado_por, m.Ato.registrado_em, m.Ato.instrumento_id)
    return conexao.execute(consulta.where(m.Ato.id == ato_id)).first()


def instrumento(conexao: Connection, instrumento_id: int) -> Any:
    """Return a paper: `id` and `hash`."""
    consulta = select(m.Instrumento.id, m.Instrumento.hash)
    return conexao.execute(consulta.where(m.Instrumento.id == instrumento_id)).one()


def minutas_em_andamento(conexao: Connection, vinculos: Collection[int]) -> int:
    """Return how many minutas about the vínculos are neither confirmed nor without effect."""
    consulta = select(func.count()).select_from(m.Minuta)
    return conexao.execute(
        consulta.where(m.Minuta.vinculo_id.in_(vinculos), m.Minuta.estado.in_(_EM_ANDAMENTO))
    ).scalar_one()


def matriculas(conexao: Connection, vinculos: Collection[int]) -> dict[int, str]:
    """Return the matrículas of those of the vínculos that have one."""
    consulta = select(m.Vinculo.id, m.Vinculo.matricula).where(
        m.Vinculo.id.in_(vinculos), m.Vinculo.matricula.is_not(None)
    )
    return {linha.id: linha.matricula for linha in conexao.execute(consulta)}


def soltar_vinculos(conexao: Connection, vinculos: Collection[int]) -> None:
    """Leave papers and prepared acts about vínculos that cease to exist with the person alone."""
    for tabela, coluna in _que_apontam("vinculo"):
        if tabela.columns[coluna].nullable:
            conexao.execute(update(tabela).where(tabela.columns[coluna].in_(vinculos)).values({coluna: None}))


def passar_vinculos(conexao: Connection, vinculos: Collection[int], para: int) -> None:
    """Make vínculos, with everything about them that names the person, another person's."""
    for tabela, coluna in _que_apontam("vinculo"):
        if "servidor_id" in tabela.columns:
            conexao.execute(update(tabela).where(tabela.columns[coluna].in_(vinculos)).values(servidor_id=para))
    # Updated in place, and never erased: papers point to them.
    v, p = m.Vinculo, m.Prazo
    conexao.execute(update(v).where(v.id.in_(vinculos)).values(servidor_id=para, versao=v.versao + 1))
    conexao.execute(update(p).where(p.vinculo_id.in_(vinculos)).values(servidor_id=para))


def passar_pessoa(conexao: Connection, de: int, para: int) -> None:
    """Make papers and prepared acts about a person, whatever the vínculo, another person's."""
    for tabela, coluna in _que_apontam("servidor"):
        conexao.execute(update(tabela).where(tabela.columns[coluna] == de).values({coluna: para}))


def papeis(conexao: Connection, servidor_id: int) -> int:
    """Return how many papers were issued about a person."""
    consulta = select(func.count()).select_from(m.DocumentoEmitido)
    return conexao.execute(consulta.where(m.DocumentoEmitido.servidor_id == servidor_id)).scalar_one()


def pares_parecidos(conexao: Connection, limite: int) -> list[Any]:
    """Return pairs of records that may be of one person: same name, and birth dates that do not differ.

    `id`, `nome`, `nascimento`, `cpf` of the first and, with ``o_``, of the other.
    """
    um, outro = m.Servidor.__table__.alias("um"), m.Servidor.__table__.alias("outro")
    a, b = um.columns, outro.columns
    iguais = (a["nascimento"] == b["nascimento"]) | a["nascimento"].is_(None) | b["nascimento"].is_(None)
    consulta = (
        select(
            a["id"], a["nome"], a["nascimento"], a["cpf"],
            b["id"].label("o_id"), b["nome"].label("o_nome"), b["nascimento"].label("o_nascimento"),
            b["cpf"].label("o_cpf"),
        )
        .where(a["nome_busca"] == b["nome_busca"], a["id"] < b["id"], iguais)
        .where(a["cpf"].is_(None) | b["cpf"].is_(None) | (a["nascimento"] == b["nascimento"]))
        .where(a["unificado_em"].is_(None), b["unificado_em"].is_(None))
        .where(*(exists().where(m.Vinculo.servidor_id == lado["id"]) for lado in (a, b)))
        .order_by(a["nome_busca"], a["id"], b["id"])
    )  # fmt: skip
    return list(conexao.execute(consulta.limit(limite)).all())


def _que_apontam(alvo: str) -> list[tuple[Table, str]]:
    """Return tables that are not projections, with the column by which each points to ``alvo``."""
    achadas = []
    m.todas()
    for tabela in m.Base.metadata.tables.values():
        if tabela.name in _PROJECOES or tabela.name == alvo:
            continue
        for chave in tabela.foreign_keys:
            if chave.column.table.name == alvo:
                achadas.append((tabela, chave.parent.name))
    return achadas


def enderecar_minutas(conexao: Connection, de: int, para: int, vinculos: Collection[int] | None = None) -> None:
    """Make the requests of prepared acts about a person ask about another: of some vínculos, or all (None)."""
    mi = m.Minuta
    consulta = select(mi.id, mi.pedido).where(mi.servidor_id == para, mi.estado.in_(_EM_ANDAMENTO))
    if vinculos is not None:
        consulta = consulta.where(mi.vinculo_id.in_(vinculos))
    for linha in conexao.execute(consulta).all():
        pedido = json.loads(linha.pedido or "{}")
        if pedido.get("servidor_id") == de:
            texto = json.dumps({**pedido, "servidor_id": para}, ensure_ascii=False, sort_keys=True)
            conexao.execute(update(mi).where(mi.id == linha.id).values(pedido=texto, versao=mi.versao + 1))
