"""What is kept of papers and attachments, held against the hash it was kept under."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from sqlalchemy import Connection, select

from . import modelos as m
from .auditoria import Falha

_LOTE = 20
"""Papers in memory at once: a process may have 15 MB."""


def conferir_papeis(conexao: Connection) -> Iterator[Falha]:
    """Yield each paper or attachment whose bytes are not those that were kept, or are missing."""
    a, doc, anexo = m.Arquivo, m.DocumentoEmitido, m.Anexo
    estragados: set[str] = set()
    guardados: set[str] = set()
    for hash_, conteudo in conexao.execute(select(a.hash, a.conteudo).execution_options(yield_per=_LOTE)):
        guardados.add(hash_)
        if hashlib.sha256(conteudo).hexdigest() != hash_:
            estragados.add(hash_)
    for nome, id_, hash_ in (
        *(("documento", *linha) for linha in conexao.execute(select(doc.id, doc.hash).order_by(doc.id))),
        *(("anexo", *linha) for linha in conexao.execute(select(anexo.id, anexo.hash).order_by(anexo.id))),
    ):
        if hash_ not in guardados:
            yield Falha(objeto=f"{nome} {id_}", detalhe="os bytes guardados não existem mais")
        elif hash_ in estragados:
            yield Falha(objeto=f"{nome} {id_}", detalhe="os bytes não são os que foram guardados (o hash não confere)")
