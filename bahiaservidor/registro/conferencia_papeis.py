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
    """Yield each paper or attachment whose bytes are among the spoilt ones, or missing."""
    doc, anexo = m.DocumentoEmitido, m.Anexo
    papeis = de(conexao)
    guardados = papeis.hashes()
    for nome, id_, hash_ in (
        *(("documento", *linha) for linha in conexao.execute(select(doc.id, doc.hash).order_by(doc.id))),
        *(("anexo", *linha) for linha in conexao.execute(select(anexo.id, anexo.hash).order_by(anexo.id))),
    ):
        if hash_ not in guardados:
            onde = f" em “{papeis.caminho.name}”" if papeis.caminho is not None else ""
            yield Falha(objeto=f"{nome} {id_}", detalhe=f"os bytes guardados não existem mais{onde}")
        elif hash_ in estragados:
            yield Falha(objeto=f"{nome} {id_}", detalhe="os bytes não são os que foram guardados (o hash não confere)")


def ha_papeis(conexao: Connection) -> bool:
    """Tell whether the registry names any paper."""
    return conexao.execute(select(m.Arquivo.hash).limit(1)).first() is not None
