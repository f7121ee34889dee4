"""What is kept of papers and attachments, held against the hash it was kept under."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sqlalchemy import Connection, select

from . import modelos as m
from .auditoria import Falha
from .papeis_guardados import de


def conferir_papeis(conexao: Connection) -> Iterator[Falha]:
    """Yield each paper or attachment whose bytes are not those that were kept, or are missing."""
    yield from faltas(conexao, frozenset(de(conexao).conferir().estragados))


def faltas(conexao: Connection, estragados: Collection[str]) -> Iterator[Falha]:
    """Yield each paper, attachment or other file kept whose bytes are among the spoilt ones, or missing."""
    doc, anexo = m.DocumentoEmitido, m.Anexo
    papeis = de(conexao)
    guardados = papeis.hashes()
    de_quem = [
        (f"{nome} {id_}", hash_)
        for nome, modelo in (("documento", doc), ("anexo", anexo))
        for id_, hash_ in conexao.execute(select(modelo.id, modelo.hash).order_by(modelo.id))
    ]
    vistos = {hash_ for _, hash_ in de_quem}
    # A coat of arms, the balance of a report: no list has them.
    outros = [hash_ for hash_ in conexao.execute(select(m.Arquivo.hash)).scalars() if hash_ not in vistos]
    for objeto, hash_ in (*de_quem, *((f"arquivo {hash_[:12]}", hash_) for hash_ in sorted(outros))):
        if hash_ not in guardados:
            onde = f" em “{papeis.caminho.name}”" if papeis.caminho is not None else ""
            yield Falha(objeto=objeto, detalhe=f"os bytes guardados não existem mais{onde}")
        elif hash_ in estragados:
            yield Falha(objeto=objeto, detalhe="os bytes não são os que foram guardados (o hash não confere)")


def ha_papeis(conexao: Connection) -> bool:
    """Tell whether the registry names any paper."""
    return conexao.execute(select(m.Arquivo.hash).limit(1)).first() is not None
