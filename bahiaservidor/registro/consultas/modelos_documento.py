"""Adjustments of the papers' texts, by version; and bytes kept by their hash."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, insert, select

from .. import modelos as m


class Ajuste(NamedTuple):
    """One version of an adjustment; ``conteudo`` is JSON, an empty object for none."""

    versao: int
    conteudo: str
    nota: str
    instante: datetime
    usuario: str


def _ajustes(orgao_id: int, nome: str) -> Select[*tuple[Any, ...]]:
    md = m.ModeloDocumento
    consulta: Select[*tuple[Any, ...]] = (
        select(md.versao, md.conteudo, md.nota, md.instante, md.usuario)
        .where(md.orgao_id == orgao_id, md.nome == nome)
        .order_by(md.versao.desc())
    )
    return consulta


def ultimo(conexao: Connection, orgao_id: int, nome: str) -> Ajuste | None:
    """Return the last version of an adjustment, or None."""
    linha = conexao.execute(_ajustes(orgao_id, nome).limit(1)).first()
    return None if linha is None else Ajuste(*linha)


def historico(conexao: Connection, orgao_id: int, nome: str) -> list[Ajuste]:
    """Return every version of an adjustment, the latest first."""
    return [Ajuste(*linha) for linha in conexao.execute(_ajustes(orgao_id, nome))]


def inserir(conexao: Connection, **colunas: Any) -> int:
    """Write a version and return its id."""
    chave = conexao.execute(insert(m.ModeloDocumento), colunas).inserted_primary_key
    assert chave is not None
    return int(chave[0])
