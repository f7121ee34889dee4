"""Erasing what an act keeps apart: with the reason written first, and nothing of it left in the file's pages.

The act stays as it was: the book holds digests, and the salt that made them goes with the data.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, delete, func, insert, select, update

from ..estatuto.canonico import em_texto
from . import modelos as m
from .dialetos import eh_sqlite
from .trilha import em_uma_linha, trilhar

_CORRIGEM: Final = ("correcao", "retificacao")
"""Acts whose content repeats, apart, what the act they correct kept apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sigiloso:
    """An act with something kept apart: which fields, of whom."""

    ato_id: int
    tipo: str
    servidor_id: int | None
    campos: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Expurgado:
    """That an act had something kept apart, and why it no longer has."""

    ato_id: int
    instante: datetime
    usuario: str
    campos: tuple[str, ...]
    fundamento: str
    motivo: str


def sigilosos(conexao: Connection, ato_id: int) -> list[Sigiloso]:
    """Return the act and its corrections that keep something apart still, in order."""
    correcoes = [
        id_
        for id_, conteudo in conexao.execute(
            select(m.Ato.id, m.Ato.conteudo)
            .where(m.Ato.tipo.in_(_CORRIGEM), m.Ato.servidor_id == _pessoa_do(ato_id))
            .order_by(m.Ato.id)
        )
        if json.loads(conteudo).get("ato") == ato_id
    ]
    s = m.AtoSigilo
    consulta = (
        select(s.ato_id, s.conteudo, m.Ato.tipo, m.Ato.servidor_id)
        .join_from(s, m.Ato, m.Ato.id == s.ato_id)
        .where(s.ato_id.in_([ato_id, *correcoes]))
        .order_by(s.ato_id)
    )
    return [
        Sigiloso(
            ato_id=linha.ato_id, tipo=linha.tipo, servidor_id=linha.servidor_id,
            campos=tuple(sorted(json.loads(linha.conteudo))),
        )
        for linha in conexao.execute(consulta)
    ]  # fmt: skip


def _pessoa_do(ato_id: int) -> Any:
    return select(m.Ato.servidor_id).where(m.Ato.id == ato_id).scalar_subquery()


def com_sigilo(conexao: Connection, atos: Collection[int]) -> set[int]:
    """Return which of these acts keep something apart."""
    return set(conexao.execute(select(m.AtoSigilo.ato_id).where(m.AtoSigilo.ato_id.in_(atos))).scalars())


def expurgados(conexao: Connection, atos: Collection[int]) -> dict[int, Expurgado]:
    """Return what was erased of these acts."""
    x = m.Expurgo
    consulta = select(x.ato_id, x.instante, x.usuario, x.campos, x.fundamento, x.motivo).where(x.ato_id.in_(atos))
    return {
        linha.ato_id: Expurgado(
            ato_id=linha.ato_id, instante=linha.instante, usuario=linha.usuario, campos=tuple(linha.campos.split(", ")),
            fundamento=linha.fundamento, motivo=linha.motivo,
        )
        for linha in conexao.execute(consulta)
    }  # fmt: skip


def valores(conexao: Connection, atos: Collection[int]) -> set[str]:
    """Return the texts that these acts keep apart."""
    s = m.AtoSigilo
    lidos = (json.loads(texto) for texto in conexao.execute(select(s.conteudo).where(s.ato_id.in_(atos))).scalars())
    return {valor for dados in lidos for valor in _textos(dados)}


def _textos(valor: Any) -> Iterator[str]:
    if isinstance(valor, str):
        # What a correction keeps apart is the text of what it puts in the place.
        with suppress(ValueError):
            if valor.startswith("{"):
                yield from _textos(json.loads(valor))
                return
        yield valor
    elif isinstance(valor, Mapping | list):
        for item in valor.values() if isinstance(valor, Mapping) else valor:
            yield from _textos(item)


def papeis_que_podem_repetir(conexao: Connection, ato_id: int) -> tuple[int, int]:
    """Return how many papers issued and attachments of the person exist: they are kept byte for byte, whatever goes."""
    d, a = m.DocumentoEmitido, m.Anexo
    papeis = select(func.count(d.id)).where(d.servidor_id == _pessoa_do(ato_id))
    anexos = select(func.count(a.id)).where(a.servidor_id == _pessoa_do(ato_id))
    return int(conexao.execute(papeis).scalar_one()), int(conexao.execute(anexos).scalar_one())


def expurgar(
    conexao: Connection, alvo: Sigiloso, *, instante: datetime, usuario: str, fundamento: str, motivo: str
) -> None:
    """Write the reason, and erase: what is kept apart, and what the minuta of the act repeats of it."""
    if eh_sqlite(conexao):
        # Pages given back are written over with zeros.
        conexao.exec_driver_sql("PRAGMA secure_delete = ON")
    conexao.execute(
        insert(m.Expurgo),
        {
            "ato_id": alvo.ato_id, "instante": instante, "usuario": em_uma_linha(usuario),
            "campos": ", ".join(alvo.campos), "fundamento": em_uma_linha(fundamento), "motivo": em_uma_linha(motivo),
        },
    )  # fmt: skip
    conexao.execute(delete(m.AtoSigilo).where(m.AtoSigilo.ato_id == alvo.ato_id))
    minuta = m.Minuta
    linhas = conexao.execute(
        select(minuta.id, minuta.conteudo, minuta.pedido).where(minuta.ato_id == alvo.ato_id)
    ).all()
    for linha in linhas:
        limpos = {nome: _sem(linha._mapping[nome], alvo.campos) for nome in ("conteudo", "pedido")}
        conexao.execute(update(minuta).where(minuta.id == linha.id).values(**limpos))
    trilhar(
        conexao, instante=instante, usuario=usuario, acao="expurga", objeto="ato", objeto_id=alvo.ato_id,
        detalhe=", ".join(alvo.campos),
    )  # fmt: skip


def apagar_repetidos(conexao: Connection, ditos: Collection[str], *, servidor_id: int | None) -> int:
    """Empty the fields that repeat these texts in unfinished forms, and in minutas of the person not confirmed yet.

    Return in how many forms and minutas; whoever was typing one writes there again what is missing.
    """
    r, mi = m.Rascunho, m.Minuta
    consultas: tuple[tuple[Any, tuple[str, ...], Any], ...] = (
        (r, ("conteudo", "titulo"), select(r.id, r.conteudo, r.titulo)),
        (mi, ("conteudo", "pedido"), select(mi.id, mi.conteudo, mi.pedido).where(
            mi.servidor_id == servidor_id, mi.ato_id.is_(None)
        )),
    )  # fmt: skip
    quantos = 0
    for modelo, nomes, consulta in consultas:
        for linha in conexao.execute(consulta).all():
            antes = {nome: linha._mapping[nome] for nome in nomes}
            limpos = {nome: _sem_textos(texto, ditos) for nome, texto in antes.items()}
            if limpos != antes:
                conexao.execute(update(modelo).where(modelo.id == linha.id).values(**limpos))
                quantos += 1
    return quantos


def _sem_textos(texto: str, ditos: Collection[str]) -> str:
    """Return a text, JSON or not, with what has one of these inside it emptied."""

    def limpar(valor: Any) -> Any:
        if isinstance(valor, Mapping):
            return {nome: limpar(item) for nome, item in valor.items()}
        if isinstance(valor, str):
            return "" if any(dito.casefold() in valor.casefold() for dito in ditos) else valor
        return [limpar(item) for item in valor] if isinstance(valor, list) else valor

    try:
        lido = json.loads(texto)
    except ValueError:
        return str(limpar(texto))
    limpo = limpar(lido)
    return texto if limpo == lido else json.dumps(limpo, ensure_ascii=False, sort_keys=True)


def _sem(texto: str, campos: Collection[str]) -> str:
    """Return a JSON text without some fields, wherever they are."""

    def limpar(valor: Any) -> Any:
        if isinstance(valor, Mapping):
            return {nome: limpar(item) for nome, item in valor.items() if nome not in campos}
        return [limpar(item) for item in valor] if isinstance(valor, list) else valor

    return em_texto(limpar(json.loads(texto))) if texto else texto
