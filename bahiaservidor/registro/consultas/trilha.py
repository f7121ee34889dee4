"""The trail as it is read: pages of it, who is in it, what of the notes of a session it already has."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from .. import modelos as m

_T = m.Trilha


@dataclass(frozen=True, slots=True, kw_only=True)
class FiltroDaTrilha:
    """``de`` included, ``ate`` not; ``servidor_id`` takes what is about the person: vínculos, papers, files."""

    de: datetime | None = None
    ate: datetime | None = None
    usuario: str = ""
    acoes: tuple[str, ...] = ()
    objeto: str = ""
    servidor_id: int | None = None


def ids(conexao: Connection, filtro: FiltroDaTrilha, *, decrescente: bool = True) -> array[int]:
    """Return the ids of the rows that pass, the latest first unless asked otherwise."""
    ordem = _T.id.desc() if decrescente else _T.id
    consulta = select(_T.id).where(*_condicoes(filtro)).order_by(ordem)
    return array("q", conexao.execute(consulta).scalars())


def linhas(conexao: Connection, quais: Sequence[int]) -> list[Any]:
    """Return the rows asked for, in the order asked."""
    consulta = select(
        _T.id, _T.instante, _T.usuario, _T.maquina, _T.acao, _T.objeto, _T.objeto_id, _T.detalhe, _T.hash
    ).where(_T.id.in_(quais))
    por_id: dict[int, Any] = {linha.id: linha for linha in conexao.execute(consulta)}
    return [por_id[id_] for id_ in quais if id_ in por_id]


def contagem(conexao: Connection) -> int:
    """Return how many rows the trail has."""
    return conexao.execute(select(func.count(_T.id))).scalar_one()


def distintos(conexao: Connection, coluna: str) -> tuple[str, ...]:
    """Return the users, actions or kinds of object there are."""
    escolhida = {"usuario": _T.usuario, "acao": _T.acao, "objeto": _T.objeto}[coluna]
    return tuple(conexao.execute(select(escolhida).distinct().order_by(escolhida)).scalars())


def nomes_de_pessoas(conexao: Connection, pares: Sequence[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """Return the name of the person each (object, id) is about, where it is about one: users too."""
    por_objeto: dict[str, set[int]] = {}
    for objeto, id_ in pares:
        por_objeto.setdefault(objeto, set()).add(id_)
    achados: dict[tuple[str, int], str] = {}
    for objeto, quais in por_objeto.items():
        dono = _DONOS.get(objeto)
        if dono is None:
            continue
        chave, servidor = dono
        consulta = select(chave.label("id"), m.Servidor.nome, m.Servidor.nome_social).where(
            m.Servidor.id == servidor, chave.in_(quais)
        )
        for linha in conexao.execute(consulta):
            achados[objeto, linha.id] = linha.nome_social or linha.nome
    usuarios = select(m.Usuario.id, m.Usuario.nome).where(m.Usuario.id.in_(por_objeto.get("usuario", ())))
    return achados | {("usuario", linha.id): linha.nome for linha in conexao.execute(usuarios)}


def notas_da_sessao(conexao: Connection, sessao: str) -> list[str]:
    """Return the details of the rows that come from the notes of a session.

    The whole trail is read: clocks go back, and this is asked only after a fall.
    """
    consulta = select(_T.detalhe).where(_T.detalhe.contains(f"nota {sessao}-", autoescape=True))
    return list(conexao.execute(consulta).scalars())


def identidade(conexao: Connection) -> str:
    """Return what tells a registry from any other: the salted hash of its first entry; empty before there is one."""
    return conexao.execute(select(m.Ato.hash).order_by(m.Ato.id).limit(1)).scalar() or ""


_DONOS: dict[str, tuple[Any, Any]] = {
    "servidor": (m.Servidor.id, m.Servidor.id),
    "vinculo": (m.Vinculo.id, m.Vinculo.servidor_id),
    "documento_emitido": (m.DocumentoEmitido.id, m.DocumentoEmitido.servidor_id),
    "anexo": (m.Anexo.id, m.Anexo.servidor_id),
    "processo": (m.Processo.id, m.Processo.servidor_id),
    "contraditorio": (m.Contraditorio.id, m.Contraditorio.servidor_id),
    "minuta": (m.Minuta.id, m.Minuta.servidor_id),
    "ato": (m.Ato.id, m.Ato.servidor_id),
}
"""Kinds of object of the trail that are about one person: their id, and the person's."""


def _condicoes(filtro: FiltroDaTrilha) -> list[ColumnElement[bool]]:
    quais: list[ColumnElement[bool]] = []
    if filtro.de is not None:
        quais.append(_T.instante >= filtro.de)
    if filtro.ate is not None:
        quais.append(_T.instante < filtro.ate)
    if filtro.usuario:
        quais.append(_T.usuario == filtro.usuario)
    if filtro.acoes:
        quais.append(_T.acao.in_(filtro.acoes))
    if filtro.objeto:
        quais.append(_T.objeto == filtro.objeto)
    if filtro.servidor_id is not None:
        quais.append(
            or_(
                *(
                    and_(_T.objeto == objeto, _T.objeto_id.in_(select(chave).where(servidor == filtro.servidor_id)))
                    for objeto, (chave, servidor) in _DONOS.items()
                )
            )
        )
    return quais
