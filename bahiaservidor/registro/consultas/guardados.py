"""Bytes of papers and attachments, as the registry knows them: which there are, and those of each."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from sqlalchemy import Connection, insert, select

from .. import modelos as m
from ..papeis_guardados import de

_LOTE = 500


def guardar(conexao: Connection, arquivos: Mapping[str, bytes]) -> None:
    """Keep bytes under their SHA-256, once however often they come: on the disk before the rows that name them."""
    hashes = list(arquivos)
    presentes: set[str] = set()
    for inicio in range(0, len(hashes), _LOTE):
        consulta = select(m.Arquivo.hash).where(m.Arquivo.hash.in_(hashes[inicio : inicio + _LOTE]))
        presentes.update(conexao.execute(consulta).scalars())
    # Those the registry names already are offered too: their bytes may have been lost with the file of papers.
    de(conexao).guardar(arquivos)
    linhas = [{"hash": h, "tamanho": len(dados)} for h, dados in arquivos.items() if h not in presentes]
    if linhas:
        conexao.execute(insert(m.Arquivo), linhas)


def guardar_um(conexao: Connection, dados: bytes) -> str:
    """Keep bytes and return their SHA-256."""
    hash_ = hashlib.sha256(dados).hexdigest()
    guardar(conexao, {hash_: dados})
    return hash_


def ler(conexao: Connection, hash_: str) -> bytes:
    """Return the bytes kept under a hash.  PapelAusente when they are not in the file of papers."""
    return de(conexao).exigir(hash_)


def achar(conexao: Connection, hash_: str) -> bytes | None:
    """Return the bytes kept under a hash, None when they are not in the file of papers."""
    return de(conexao).ler(hash_)
