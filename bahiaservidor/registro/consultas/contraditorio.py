"""Notice and defence, read and written; the files of a vínculo that may prove a step."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, insert, select, update

from .. import modelos as m


class Gravado(NamedTuple):
    """A checklist as stored."""

    id: int
    servidor_id: int
    vinculo_id: int
    ato: str
    minuta_id: int | None
    aviso_meio: str
    aviso_em: date | None
    aviso_anexo_id: int | None
    resposta_ate: date | None
    resposta_em: date | None
    resposta: str
    resposta_anexo_id: int | None
    decisao_em: date | None
    decisao: str
    decisao_autoridade: str
    decisao_anexo_id: int | None
    dispensa: str
    versao: int


class AnexoLido(NamedTuple):
    """A file attached to a vínculo."""

    id: int
    nome: str
    peca: str


def aberto(conexao: Connection, vinculo_id: int, ato: str) -> Gravado | None:
    """Return the latest checklist of a kind of act about a vínculo that no entered act has used yet, or None."""
    c = m.Contraditorio
    linha = conexao.execute(
        select(*_colunas())
        .where(c.vinculo_id == vinculo_id, c.ato == ato, c.ato_id.is_(None))
        .order_by(c.id.desc())
        .limit(1)
    ).first()
    return None if linha is None else Gravado(*linha)


def inserir(conexao: Connection, *, instante: datetime, usuario: str, **colunas: Any) -> int:
    """Write a new checklist and return its id."""
    valores = {**colunas, "ato_id": None, "versao": 1, "instante": instante, "usuario": usuario}
    chave = conexao.execute(insert(m.Contraditorio).values(**valores)).inserted_primary_key
    assert chave is not None
    return int(chave[0])


def alterar(conexao: Connection, id_: int, versao: int, *, instante: datetime, usuario: str, **colunas: Any) -> bool:
    """Change a checklist if it still has that version; tell whether it had."""
    c = m.Contraditorio
    feito = conexao.execute(
        update(c)
        .where(c.id == id_, c.versao == versao)
        .values(**colunas, versao=versao + 1, instante=instante, usuario=usuario)
    )
    return feito.rowcount == 1


def ligar(conexao: Connection, id_: int, ato_id: int) -> None:
    """Say which entered act the checklist was for."""
    c = m.Contraditorio
    conexao.execute(update(c).where(c.id == id_).values(ato_id=ato_id))


def anexos(conexao: Connection, servidor_id: int, vinculo_id: int) -> list[AnexoLido]:
    """Return the files of a vínculo, and those of its person that name no vínculo, the latest first."""
    a = m.Anexo
    consulta = (
        select(a.id, a.nome, a.peca)
        .where(
            a.retirado == "", (a.vinculo_id == vinculo_id) | (a.vinculo_id.is_(None) & (a.servidor_id == servidor_id))
        )
        .order_by(a.id.desc())
    )
    return [AnexoLido(*linha) for linha in conexao.execute(consulta)]


def nome_do_anexo(conexao: Connection, anexo_id: int) -> str | None:
    """Return the name of a file received, or None."""
    return conexao.execute(select(m.Anexo.nome).where(m.Anexo.id == anexo_id)).scalar_one_or_none()


def _colunas() -> list[Any]:
    # Asked for when needed: the first screen needs no table of papers.
    return [getattr(m.Contraditorio, nome) for nome in Gravado._fields]


def ha_algum(conexao: Connection) -> bool:
    """Tell whether the registry has any checklist of notice and defence."""
    return conexao.execute(select(m.Contraditorio.id).limit(1)).first() is not None
