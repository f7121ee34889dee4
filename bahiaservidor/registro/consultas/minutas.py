"""Prepared acts: rows read and written."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, insert, select, update

from .. import modelos as m


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutaGravada:
    """A minuta as stored; ``conteudo`` and ``pedido`` are JSON text."""

    id: int
    tipo: str
    estado: str
    ano: int
    numero: int
    servidor_id: int | None
    vinculo_id: int | None
    conteudo: str
    pedido: str
    ato_id: int | None
    motivo: str
    versao: int
    criada_em: datetime
    nome: str
    cargo: str


def _consulta() -> Select[*tuple[Any, ...]]:
    mi = m.Minuta
    return (
        select(
            mi.id,
            mi.tipo,
            mi.estado,
            mi.ano,
            mi.numero,
            mi.servidor_id,
            mi.vinculo_id,
            mi.conteudo,
            mi.pedido,
            mi.ato_id,
            mi.motivo,
            mi.versao,
            mi.criada_em,
            func.coalesce(m.Servidor.nome, "").label("nome"),
            func.coalesce(m.Cargo.nome, "").label("cargo"),
        )
        .select_from(mi)
        .join(m.Servidor, m.Servidor.id == mi.servidor_id, isouter=True)
        .join(m.Vinculo, m.Vinculo.id == mi.vinculo_id, isouter=True)
        .join(m.Cargo, m.Cargo.id == m.Vinculo.cargo_id, isouter=True)
    )


def ler(conexao: Connection, minuta_id: int) -> MinutaGravada | None:
    """Return one minuta, or None."""
    linha = conexao.execute(_consulta().where(m.Minuta.id == minuta_id)).one_or_none()
    return None if linha is None else MinutaGravada(**linha._mapping)


def listar(
    conexao: Connection,
    *,
    estados: Collection[str] = (),
    tipo: str | None = None,
    servidor_id: int | None = None,
    vinculo_id: int | None = None,
) -> list[MinutaGravada]:
    """Return the minutas that match, latest first."""
    consulta = _consulta().order_by(m.Minuta.id.desc())
    if estados:
        consulta = consulta.where(m.Minuta.estado.in_(estados))
    if tipo is not None:
        consulta = consulta.where(m.Minuta.tipo == tipo)
    if servidor_id is not None:
        consulta = consulta.where(m.Minuta.servidor_id == servidor_id)
    if vinculo_id is not None:
        consulta = consulta.where(m.Minuta.vinculo_id == vinculo_id)
    return [MinutaGravada(**linha._mapping) for linha in conexao.execute(consulta)]


def inserir(
    conexao: Connection,
    *,
    tipo: str,
    ano: int,
    conteudo: str,
    pedido: str,
    servidor_id: int | None,
    vinculo_id: int | None,
    instante: datetime,
    usuario: str,
) -> int:
    """Write a new minuta, preparada and not numbered, and return its id."""
    chave = conexao.execute(
        insert(m.Minuta).values(
            tipo=tipo,
            estado="preparada",
            ano=ano,
            numero=0,
            servidor_id=servidor_id,
            vinculo_id=vinculo_id,
            conteudo=conteudo,
            pedido=pedido,
            ato_id=None,
            motivo="",
            versao=1,
            criada_em=instante,
            emitida_em=None,
            usuario=usuario,
        )
    ).inserted_primary_key
    assert chave is not None
    return int(chave[0])


def alterar(conexao: Connection, minuta_id: int, **colunas: Any) -> None:
    """Change columns of a minuta and raise its version."""
    conexao.execute(update(m.Minuta).where(m.Minuta.id == minuta_id).values(**colunas, versao=m.Minuta.versao + 1))


def maior_numero(conexao: Connection, *, tipo: str, ano: int) -> int:
    """Return the highest number of the minutas of a kind in a year, 0 for none: cancelled ones keep theirs."""
    maior = conexao.execute(
        select(func.max(m.Minuta.numero)).where(m.Minuta.tipo == tipo, m.Minuta.ano == ano)
    ).scalar()
    return maior or 0


def servidores_dos_vinculos(conexao: Connection, vinculos: Collection[int]) -> dict[int, int]:
    """Return the person of each vínculo."""
    consulta = select(m.Vinculo.id, m.Vinculo.servidor_id).where(m.Vinculo.id.in_(list(vinculos)))
    return {linha.id: linha.servidor_id for linha in conexao.execute(consulta)}
