"""What is kept of papers and attachments, held against the hash it was kept under."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, select

from . import modelos as m
from .auditoria import Falha
from .papeis_guardados import de


def conferir_papeis(conexao: Connection) -> Iterator[Falha]:
    """Yield each paper or attachment whose bytes are not those that were kept, or are missing."""
    doc, anexo = m.DocumentoEmitido, m.Anexo
    papeis = de(conexao)
    guardados = papeis.hashes()
    estragados = frozenset(papeis.conferir().estragados)
    for nome, id_, hash_ in (
        *(("documento", *linha) for linha in conexao.execute(select(doc.id, doc.hash).order_by(doc.id))),
        *(("anexo", *linha) for linha in conexao.execute(select(anexo.id, anexo.hash).order_by(anexo.id))),
    ):
        if hash_ not in guardados:
            onde = f" em “{papeis.caminho.name}”" if papeis.caminho is not None else ""
            yield Falha(objeto=f"{nome} {id_}", detalhe=f"os bytes guardados não existem mais{onde}")
        elif hash_ in estragados:
            yield Falha(objeto=f"{nome} {id_}", detalhe="os bytes não são os que foram guardados (o hash não confere)")
