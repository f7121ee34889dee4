"""Signatures found in issued papers, and the papers they may be of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, insert, select

from .. import modelos as m
from .papeis import Guardado, _guardados


class AssinaturaGuardada(NamedTuple):
    """A signature as it was judged at an instant."""

    id: int
    documento_id: int
    signatario: str
    assinado_em: datetime | None
    integro: bool
    todo: bool
    confiavel: bool
    veredito: str
    instante: datetime
    usuario: str


def inserir(conexao: Connection, linhas: Sequence[dict[str, Any]]) -> None:
    """Write what was judged of the signatures of a paper, in their order."""
    if linhas:
        conexao.execute(insert(m.Assinatura), list(linhas))


def do_documento(conexao: Connection, documento_id: int) -> list[AssinaturaGuardada]:
    """Return every verdict on the signatures of a paper, in the order written."""
    a = m.Assinatura
    consulta: Select[*tuple[Any, ...]] = (
        select(
            a.id, a.documento_id, a.signatario, a.assinado_em, a.integro, a.todo, a.confiavel, a.veredito, a.instante,
            a.usuario,
        )
        .where(a.documento_id == documento_id)
        .order_by(a.id)
    )  # fmt: skip
    return [AssinaturaGuardada(*linha) for linha in conexao.execute(consulta)]


def com_algum_hash(conexao: Connection, hashes: Sequence[str]) -> list[Guardado]:
    """Return the issued papers with exactly one of these digests."""
    consulta = _guardados().where(m.DocumentoEmitido.hash.in_(hashes))
    return [Guardado(*linha) for linha in conexao.execute(consulta)]


def com_numero_impresso(conexao: Connection, numero: int, ano: int) -> list[Guardado]:
    """Return the issued papers whose title carries the number, or that were kept with it, the latest first."""
    doc = m.DocumentoEmitido
    no_titulo = doc.titulo.contains(f"nº {numero}/{ano} ", autoescape=True)
    consulta = _guardados().where(doc.ano == ano, no_titulo | (doc.numero == numero)).limit(50)
    return [Guardado(*linha) for linha in conexao.execute(consulta)]


def minuta_ato_modelo(conexao: Connection, documento_id: int) -> tuple[int | None, int | None, str]:
    """Return minuta, act and version of the text of an issued paper: what its signed version inherits."""
    doc = m.DocumentoEmitido
    linha = conexao.execute(select(doc.minuta_id, doc.ato_id, doc.modelo_versao).where(doc.id == documento_id)).one()
    return linha.minuta_id, linha.ato_id, linha.modelo_versao
