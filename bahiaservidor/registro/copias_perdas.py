"""What a registry has that a copy of it has not: what restoring the copy would take away."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

from sqlalchemy import select

from . import modelos as m
from .arquivo import conectar
from .conexao import Conexao
from .copias import explicando

MUITAS: Final = 500
"""Entries and papers named one by one, at most; all are counted."""


class AtoDepois(NamedTuple):
    """An entry of the book made after a copy."""

    id: int
    tipo: str
    sujeito_tipo: str
    registrado_em: datetime
    registrado_por: str
    pessoa: str | None
    matricula: str | None


class PapelDepois(NamedTuple):
    """A paper issued after a copy."""

    id: int
    titulo: str
    numero: int
    ano: int
    emitido_em: datetime
    emitido_por: str


class Pontos(NamedTuple):
    """Up to where the registry and the copy are the same."""

    ato: int
    papel: int


def pontos_comuns(conexao: Conexao, copia: Path) -> Pontos:
    """Return the last entry and the last paper that the registry and the copy have alike.  Raises ErroRegistro."""
    viva = conexao.connection.driver_connection
    assert viva is not None
    with explicando(copia), closing(conectar(copia, "ro")) as outra:
        return Pontos(
            ato=_ultimo_comum(viva, outra, "SELECT hash FROM ato WHERE id = ?", "ato"),
            papel=_ultimo_comum(viva, outra, "SELECT hash FROM documento_emitido WHERE id = ?", "documento_emitido"),
        )


def _ultimo_comum(viva: sqlite3.Connection, copia: sqlite3.Connection, consulta: str, tabela: str) -> int:
    """Both only grow, each from its own number on: what is alike comes first, and halving finds where it ends."""
    ids = [linha[0] for linha in copia.execute(f"SELECT id FROM {tabela} ORDER BY id")]
    inicio, fim = 0, len(ids)
    while inicio < fim:
        meio = (inicio + fim + 1) // 2
        id_ = ids[meio - 1]
        if viva.execute(consulta, (id_,)).fetchone() == copia.execute(consulta, (id_,)).fetchone():
            inicio = meio
        else:
            fim = meio - 1
    return ids[inicio - 1] if inicio else 0


def quantos_depois(conexao: Conexao, pontos: Pontos) -> tuple[int, int]:
    """Return how many entries and how many papers came after."""
    motor = conexao.connection.driver_connection
    assert motor is not None
    (atos,) = motor.execute("SELECT count(*) FROM ato WHERE id > ?", (pontos.ato,)).fetchone()
    (papeis,) = motor.execute("SELECT count(*) FROM documento_emitido WHERE id > ?", (pontos.papel,)).fetchone()
    return int(atos), int(papeis)


def atos_depois(conexao: Conexao, pontos: Pontos) -> list[AtoDepois]:
    """Return the latest entries made after, the latest first, at most ``MUITAS``."""
    a, s, v = m.Ato, m.Servidor, m.Vinculo
    consulta = (
        select(
            a.id, a.tipo, a.sujeito_tipo, a.registrado_em, a.registrado_por, s.nome.label("pessoa"), v.matricula,
        )
        .join(s, s.id == a.servidor_id, isouter=True)
        .join(v, v.id == a.vinculo_id, isouter=True)
        .where(a.id > pontos.ato)
        .order_by(a.id.desc())
        .limit(MUITAS)
    )  # fmt: skip
    return [AtoDepois(*linha) for linha in conexao.execute(consulta)]


def papeis_depois(conexao: Conexao, pontos: Pontos) -> list[PapelDepois]:
    """Return the latest papers issued after, the latest first, at most ``MUITAS``."""
    d = m.DocumentoEmitido
    consulta = (
        select(d.id, d.titulo, d.numero, d.ano, d.emitido_em, d.emitido_por)
        .where(d.id > pontos.papel)
        .order_by(d.id.desc())
        .limit(MUITAS)
    )
    return [PapelDepois(*linha) for linha in conexao.execute(consulta)]
