"""Files received: what is kept of each, whose it is, and its place in the process."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, func, insert, or_, select, update

from .. import modelos as m
from ..configuracao import gravar, ler


class AnexoGuardado(NamedTuple):
    """A file received, without its bytes; ``tamanho`` in bytes."""

    id: int
    hash: str
    nome: str
    midia: str
    paginas: int
    peca: str
    descricao: str
    data: date | None
    servidor_id: int | None
    vinculo_id: int | None
    recebido_em: datetime
    usuario: str
    retirado: str
    tamanho: int


def _anexos() -> Select[*tuple[Any, ...]]:
    a = m.Anexo
    consulta: Select[*tuple[Any, ...]] = (
        select(
            a.id, a.hash, a.nome, a.midia, a.paginas, a.peca, a.descricao, a.data, a.servidor_id, a.vinculo_id,
            a.recebido_em, a.usuario, a.retirado, m.Arquivo.tamanho,
        )
        .join_from(a, m.Arquivo, m.Arquivo.hash == a.hash)
        .order_by(a.id)
    )  # fmt: skip
    return consulta


def um(conexao: Connection, anexo_id: int) -> AnexoGuardado | None:
    """Return a file received, or None."""
    linha = conexao.execute(_anexos().where(m.Anexo.id == anexo_id)).first()
    return None if linha is None else AnexoGuardado(*linha)


def do_servidor(conexao: Connection, servidor_id: int, *, retirados: bool = False) -> list[AnexoGuardado]:
    """Return the files of a person in the order received; those taken out only when asked for.

    Those of a vínculo that came from another file are here too, and those of the records merged into this one.
    """
    vinculos = select(m.Vinculo.id).where(m.Vinculo.servidor_id == servidor_id)
    unificados = select(m.Servidor.id).where(m.Servidor.unificado_em == servidor_id)
    do_outro = m.Anexo.servidor_id.in_(unificados)
    consulta = _anexos().where(or_(m.Anexo.servidor_id == servidor_id, m.Anexo.vinculo_id.in_(vinculos), do_outro))
    if not retirados:
        consulta = consulta.where(m.Anexo.retirado == "")
    return [AnexoGuardado(*linha) for linha in conexao.execute(consulta)]


def com_hash(conexao: Connection, hash_: str) -> list[tuple[int, str, int | None, str]]:
    """Return id, name, person and person's name of the files not taken out that have these bytes."""
    a, s = m.Anexo, m.Servidor
    consulta = (
        select(a.id, a.nome, a.servidor_id, func.coalesce(s.nome, ""))
        .join_from(a, s, s.id == a.servidor_id, isouter=True)
        .where(a.hash == hash_, a.retirado == "")
        .order_by(a.id)
    )
    return [(id_, nome, dono, pessoa) for id_, nome, dono, pessoa in conexao.execute(consulta)]


def dono_do_vinculo(conexao: Connection, vinculo_id: int) -> int | None:
    """Return whose a vínculo is, or None."""
    return conexao.execute(select(m.Vinculo.servidor_id).where(m.Vinculo.id == vinculo_id)).scalar_one_or_none()


def servidor_existe(conexao: Connection, servidor_id: int) -> bool:
    """Tell whether there is such a person."""
    return conexao.execute(select(m.Servidor.id).where(m.Servidor.id == servidor_id)).first() is not None


def inserir(conexao: Connection, **colunas: Any) -> int:
    """Write a file received and return its id."""
    chave = conexao.execute(insert(m.Anexo), colunas).inserted_primary_key
    assert chave is not None
    return int(chave[0])


def mudar(conexao: Connection, anexo_id: int, **colunas: Any) -> None:
    """Change what is said of a file received; its bytes never change."""
    conexao.execute(update(m.Anexo).where(m.Anexo.id == anexo_id).values(**colunas))


def inteiro(conexao: Connection, chave: str, padrao: int) -> int:
    """Return a setting that is a whole number, the default when it is not set or cannot be read."""
    valor = ler(conexao, chave) or ""
    return int(valor) if valor.isascii() and valor.isdecimal() else padrao


def gravar_inteiro(conexao: Connection, chave: str, valor: int) -> None:
    """Write a setting that is a whole number."""
    gravar(conexao, chave, str(valor))
