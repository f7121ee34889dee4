"""The book of papers issued: who, when, which version, whose; and the numbers that no paper took."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, func, select

from .. import modelos as m


class LinhaLivro(NamedTuple):
    """An issued paper as the book of papers shows it, without its bytes."""

    id: int
    especie: str
    orgao_id: int
    orgao: str
    ano: int
    numero: int
    titulo: str
    modelo_versao: str
    hash: str
    emitido_em: datetime
    emitido_por: str
    servidor_id: int | None
    pessoa: str
    matricula: str
    vinculo_id: int | None
    midia: str
    codigo: str
    lote: str
    origem_id: int | None


class NumeroDeMinuta(NamedTuple):
    """A number that a minuta took: its state, why it was cancelled, and whose it is."""

    numero: int
    estado: str
    motivo: str
    nome: str


def _linhas() -> Select[*tuple[Any, ...]]:
    doc, o, s, v = m.DocumentoEmitido, m.Orgao, m.Servidor, m.Vinculo
    consulta: Select[*tuple[Any, ...]] = (
        select(
            doc.id, doc.especie, doc.orgao_id, func.coalesce(o.nome, ""), doc.ano, doc.numero, doc.titulo,
            doc.modelo_versao, doc.hash, doc.emitido_em, doc.emitido_por, doc.servidor_id, func.coalesce(s.nome, ""),
            func.coalesce(v.matricula, ""), doc.vinculo_id, doc.midia, doc.codigo, doc.lote, doc.origem_id,
        )
        .join_from(doc, o, o.id == doc.orgao_id, isouter=True)
        .join(s, s.id == doc.servidor_id, isouter=True)
        .join(v, v.id == doc.vinculo_id, isouter=True)
    )  # fmt: skip
    return consulta


def linhas(
    conexao: Connection, *, especie: str | None = None, orgao_id: int | None = None, ano: int | None = None
) -> list[LinhaLivro]:
    """Return the papers issued that match, the latest first."""
    doc = m.DocumentoEmitido
    consulta = _linhas()
    for coluna, valor in ((doc.especie, especie), (doc.orgao_id, orgao_id), (doc.ano, ano)):
        if valor is not None:
            consulta = consulta.where(coluna == valor)
    return [LinhaLivro(*linha) for linha in conexao.execute(consulta.order_by(doc.id.desc()))]


def por_id(conexao: Connection, documento_id: int) -> LinhaLivro | None:
    """Return one issued paper, or None."""
    linha = conexao.execute(_linhas().where(m.DocumentoEmitido.id == documento_id)).first()
    return None if linha is None else LinhaLivro(*linha)


def com_hashes(conexao: Connection, hashes: Iterable[str]) -> list[LinhaLivro]:
    """Return the issued papers whose bytes have one of these digests, the first issued first."""
    doc = m.DocumentoEmitido
    consulta = _linhas().where(doc.hash.in_(list(hashes))).order_by(doc.id)
    return [LinhaLivro(*linha) for linha in conexao.execute(consulta)]


def com_codigos(conexao: Connection, codigos: Iterable[str]) -> list[LinhaLivro]:
    """Return the issued papers with one of these codes, the first issued first."""
    doc = m.DocumentoEmitido
    consulta = _linhas().where(doc.codigo.in_(list(codigos)), doc.codigo != "").order_by(doc.id)
    return [LinhaLivro(*linha) for linha in conexao.execute(consulta)]


def numeros_das_minutas(conexao: Connection, tipo: str, ano: int) -> dict[int, NumeroDeMinuta]:
    """Return what became of the minutas that took each number of a year."""
    mi, s = m.Minuta, m.Servidor
    consulta = (
        select(mi.numero, mi.estado, mi.motivo, func.coalesce(s.nome, ""))
        .join_from(mi, s, s.id == mi.servidor_id, isouter=True)
        .where(mi.tipo == tipo, mi.ano == ano, mi.numero > 0)
    )
    return {linha[0]: NumeroDeMinuta(*linha) for linha in conexao.execute(consulta)}


def quantas_de_origem(conexao: Connection, documento_id: int, especie: str) -> int:
    """Return how many papers of a kind were made from one."""
    doc = m.DocumentoEmitido
    consulta = select(func.count()).select_from(doc).where(doc.origem_id == documento_id, doc.especie == especie)
    return conexao.execute(consulta).scalar_one()
