"""Processes put together, their volumes, and what became of each once it was sent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, insert, or_, select

from .. import modelos as m


class ProcessoGuardado(NamedTuple):
    """A process; ``partes`` and ``indice`` are JSON."""

    id: int
    servidor_id: int
    vinculo_id: int
    provimento: str
    numero: str
    titulo: str
    folhas: int
    partes: str
    indice: str
    instante: datetime
    usuario: str
    nome: str
    matricula: str | None


class EntregaGuardada(NamedTuple):
    """One piece of news of a process."""

    id: int
    processo_id: int
    situacao: str
    em: date
    destino: str
    protocolo: str
    motivo: str
    anexo_id: int | None
    instante: datetime
    usuario: str


class PapelDoVinculo(NamedTuple):
    """An issued paper that may enter a process; ``tamanho`` in bytes."""

    id: int
    especie: str
    numero: int
    ano: int
    titulo: str
    emitido_em: datetime
    ato_id: int | None
    origem_id: int | None
    tamanho: int


def _processos() -> Select[*tuple[Any, ...]]:
    p = m.Processo
    consulta: Select[*tuple[Any, ...]] = (
        select(
            p.id, p.servidor_id, p.vinculo_id, p.provimento, p.numero, p.titulo, p.folhas, p.partes, p.indice,
            p.instante, p.usuario, m.Servidor.nome, m.Vinculo.matricula,
        )
        .join_from(p, m.Servidor, m.Servidor.id == p.servidor_id)
        .join(m.Vinculo, m.Vinculo.id == p.vinculo_id)
        .order_by(p.id.desc())
    )  # fmt: skip
    return consulta


def um(conexao: Connection, processo_id: int) -> ProcessoGuardado | None:
    """Return a process, or None."""
    linha = conexao.execute(_processos().where(m.Processo.id == processo_id)).first()
    return None if linha is None else ProcessoGuardado(*linha)


def listar(conexao: Connection, *, servidor_id: int | None = None, limite: int = 500) -> list[ProcessoGuardado]:
    """Return the processes, the latest first: all of them, or a person's."""
    consulta = _processos()
    if servidor_id is not None:
        consulta = consulta.where(m.Vinculo.servidor_id == servidor_id)
    return [ProcessoGuardado(*linha) for linha in conexao.execute(consulta.limit(limite))]


def ultimo(conexao: Connection, vinculo_id: int, provimento: str) -> ProcessoGuardado | None:
    """Return the latest process of a provimento of a vínculo, or None."""
    consulta = _processos().where(m.Processo.vinculo_id == vinculo_id, m.Processo.provimento == provimento)
    linha = conexao.execute(consulta.limit(1)).first()
    return None if linha is None else ProcessoGuardado(*linha)


def entregas(conexao: Connection, processos: Sequence[int]) -> dict[int, list[EntregaGuardada]]:
    """Return the news of each process, in order."""
    e = m.ProcessoEntrega
    consulta = (
        select(
            e.id, e.processo_id, e.situacao, e.em, e.destino, e.protocolo, e.motivo, e.anexo_id, e.instante, e.usuario
        )
        .where(e.processo_id.in_(processos))
        .order_by(e.id)
    )
    achadas: dict[int, list[EntregaGuardada]] = {}
    for linha in conexao.execute(consulta):
        entrega = EntregaGuardada(*tuple(linha))
        achadas.setdefault(entrega.processo_id, []).append(entrega)
    return achadas


def inserir(conexao: Connection, **colunas: Any) -> int:
    """Write a process and return its id."""
    chave = conexao.execute(insert(m.Processo), colunas).inserted_primary_key
    assert chave is not None
    return int(chave[0])


def inserir_entrega(conexao: Connection, **colunas: Any) -> int:
    """Write a piece of news and return its id."""
    chave = conexao.execute(insert(m.ProcessoEntrega), colunas).inserted_primary_key
    assert chave is not None
    return int(chave[0])


def papeis_do_vinculo(conexao: Connection, *, servidor_id: int, vinculo_id: int) -> list[PapelDoVinculo]:
    """Return the PDFs issued about a vínculo, or about the person and no vínculo, in order of issue; no process."""
    d = m.DocumentoEmitido
    consulta = (
        select(
            d.id, d.especie, d.numero, d.ano, d.titulo, d.emitido_em, d.ato_id, d.origem_id,
            m.Arquivo.tamanho,
        )
        .join_from(d, m.Arquivo, m.Arquivo.hash == d.hash)
        .where(
            or_(d.vinculo_id == vinculo_id, (d.vinculo_id.is_(None)) & (d.servidor_id == servidor_id)),
            d.midia == "application/pdf",
            d.especie != "processo",
        )
        .order_by(d.id)
    )  # fmt: skip
    return [PapelDoVinculo(*linha) for linha in conexao.execute(consulta)]
