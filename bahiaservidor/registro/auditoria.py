"""Evidence: the chain of hashes, the seals, the triggers that protect the book, the trail of who did what."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Row, Select, func, insert, select, text, type_coerce
from sqlalchemy.types import NullType

from . import modelos as m
from .dialetos import GATILHOS_DA_BUSCA, GATILHOS_DO_LIVRO, GATILHOS_DO_PROGRAMA, eh_sqlite, gatilhos
from .livro import ORIGEM, digesto, hash_da_entrada, hash_do_instrumento

Progresso = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Falha:
    """Something in the book is not as it was written: where, and what is wrong, in words."""

    objeto: str
    detalhe: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeloGravado:
    """A seal: the root of the entries, how many there were, and the hash of it all, which is what is printed."""

    id: int
    raiz: str
    contagem: int
    hash: str


def trilhar(
    conexao: Connection, *, instante: datetime, usuario: str, acao: str, objeto: str, objeto_id: int | None = None,
    detalhe: str = "",
) -> None:  # fmt: skip
    """Write in the trail who did what.  ``detalhe`` names fields, never values: the trail is kept for ever.

    Each row is chained to the one before it, whatever it is about.
    """
    ultima = conexao.execute(_ULTIMA_DA_TRILHA).first()
    anterior = ORIGEM if ultima is None else ultima.hash
    # Like the book, the trail never goes back in time, whatever the clock says.
    instante = instante if ultima is None else max(instante, ultima.instante)
    linha = {
        "id": 1 if ultima is None else ultima.id + 1,
        "instante": instante,
        "usuario": em_uma_linha(usuario),
        "maquina": maquina(),
        "acao": em_uma_linha(acao),
        "objeto": em_uma_linha(objeto),
        "objeto_id": objeto_id,
        "detalhe": em_uma_linha(detalhe),
        "hash_anterior": anterior,
    }
    conexao.execute(_TRILHA, {**linha, "hash": hash_da_trilha(linha)})


def hash_da_trilha(linha: Mapping[str, Any]) -> str:
    """Return the hash of a row of the trail: all it says and the hash of the row before it."""
    campos = ("hash_anterior", "id", "instante", "usuario", "maquina", "acao", "objeto", "objeto_id", "detalhe")
    return _resumo(linha[campo] for campo in campos)


def hash_do_selo(selo: Mapping[str, Any]) -> str:
    """Return the hash of a seal: the book, the trail, and the seal before it."""
    campos = (
        "hash_anterior", "id", "instante", "motivo", "ultimo_ato", "contagem", "raiz", "ultima_trilha", "hash_trilha",
    )  # fmt: skip
    return _resumo(selo[campo] for campo in campos)


def _resumo(campos: Iterable[Any]) -> str:
    """Return the hash of these values, each preceded by its length in characters, so that no two lists are the same."""
    materia = hashlib.sha256()
    for campo in campos:
        texto = m.texto_do_instante(campo) if isinstance(campo, datetime) else "" if campo is None else str(campo)
        materia.update(f"{len(texto)}:{texto},".encode())
    return materia.hexdigest()


def em_uma_linha(texto: str) -> str:
    """Return a text that is one line wherever it is printed: control characters become spaces."""
    return texto if texto.isprintable() else "".join(c if c.isprintable() else " " for c in texto)


@cache
def maquina() -> str:
    """Return the name of this machine, as the trail has it."""
    return em_uma_linha(platform.node())


def ultimo_da_trilha(conexao: Connection) -> datetime | None:
    """Return the instant of the last row of the trail, None in an empty one."""
    ultima = conexao.execute(_ULTIMA_DA_TRILHA).first()
    return None if ultima is None else ultima.instante


def selar(conexao: Connection, *, instante: datetime, motivo: str) -> SeloGravado:
    """Seal book and trail as they stand: with a report, a backup, a closing.

    The root goes over the hash of each entry in order of registration, from the root of the seal before it: a seal
    costs what was written since.
    """
    s = m.Selo
    antes = conexao.execute(
        select(s.id, s.ultimo_ato, s.contagem, s.raiz, s.hash, s.instante).order_by(s.id.desc()).limit(1)
    ).first()
    trilha = conexao.execute(_ULTIMA_DA_TRILHA).first()
    raiz, ultimo, novos = _raiz_ate(conexao, antes.ultimo_ato if antes else 0, antes.raiz if antes else ORIGEM)
    valores: dict[str, Any] = {
        "id": antes.id + 1 if antes else 1,
        "instante": max(instante, antes.instante) if antes else instante,
        "motivo": em_uma_linha(motivo),
        "ultimo_ato": ultimo,
        "contagem": (antes.contagem if antes else 0) + novos,
        "raiz": raiz,
        "ultima_trilha": trilha.id if trilha else 0,
        "hash_trilha": trilha.hash if trilha else ORIGEM,
        "hash_anterior": antes.hash if antes else ORIGEM,
    }
    hash_ = hash_do_selo(valores)
    conexao.execute(insert(s), {**valores, "hash": hash_})
    return SeloGravado(id=valores["id"], raiz=raiz, contagem=valores["contagem"], hash=hash_)


def _raiz_ate(conexao: Connection, desde: int, raiz: str, ate: int | None = None) -> tuple[str, int, int]:
    """Return root, last entry and how many, going on from the root at ``desde``."""
    materia = hashlib.sha256(raiz.encode())
    ultimo, quantos = desde, 0
    consulta = select(m.Ato.id, m.Ato.hash).where(m.Ato.id > desde).order_by(m.Ato.id)
    if ate is not None:
        consulta = consulta.where(m.Ato.id <= ate)
    for id_, hash_ in conexao.execute(consulta.execution_options(yield_per=10_000)):
        materia.update(hash_.encode())
        ultimo, quantos = id_, quantos + 1
    return materia.hexdigest(), ultimo, quantos


def conferir_corrente(conexao: Connection, *, progresso: Progresso | None = None) -> list[Falha]:
    """Return what is wrong with the book: chains, hashes, fields kept apart, papers, seals, triggers."""
    falhas = [*_conferir_gatilhos(conexao), *_conferir_instrumentos(conexao)]
    falhas += _conferir_entradas(conexao, progresso)
    falhas += _conferir_trilha(conexao)
    falhas += _conferir_selos(conexao)
    return falhas


def _conferir_entradas(conexao: Connection, progresso: Progresso | None) -> Iterator[Falha]:
    total = conexao.execute(select(func.count(m.Ato.id))).scalar_one()
    sujeito: tuple[str, int] | None = None
    seq, anterior = 0, ORIGEM
    consulta: Select[Any] = (
        select(
            *(c for c in m.Ato.__table__.columns if c.name not in ("data_legal", "registrado_em")),
            # As stored: the driver would stop at what is no date, and the entry at fault would not be named.
            type_coerce(m.Ato.data_legal, NullType()).label("data_legal"),
            type_coerce(m.Ato.registrado_em, NullType()).label("registrado_em"),
            m.Instrumento.hash.label("hash_do_papel"),
            m.AtoSigilo.conteudo.label("apartado"),
            m.AtoSigilo.sal.label("sal_apartado"),
        )
        .join_from(m.Ato, m.Instrumento, m.Instrumento.id == m.Ato.instrumento_id, isouter=True)
        .join(m.AtoSigilo, m.AtoSigilo.ato_id == m.Ato.id, isouter=True)
        .order_by(m.Ato.sujeito_tipo, m.Ato.sujeito_id, m.Ato.seq)
        .execution_options(yield_per=1000)
    )
    for n, linha in enumerate(conexao.execute(consulta), start=1):
        atual = (linha.sujeito_tipo, linha.sujeito_id)
        if atual != sujeito:
            sujeito, seq, anterior = atual, 0, ORIGEM
        if linha.seq != seq + 1 or linha.hash_anterior != anterior:
            yield Falha(objeto=f"ato {linha.id}", detalhe="não se encadeia com a entrada anterior do mesmo assunto")
        if not _confere(linha):
            yield Falha(objeto=f"ato {linha.id}", detalhe="o conteúdo não é o que foi registrado (o hash não confere)")
        if linha.apartado is not None:
            yield from _conferir_apartado(linha)
        seq, anterior = linha.seq, linha.hash
        if progresso is not None and n % 1000 == 0:
            progresso(n, total)


def _confere(linha: Row[Any]) -> bool:
    valores = linha._asdict()
    try:
        if isinstance(valores["data_legal"], str):
            valores["data_legal"] = date.fromisoformat(valores["data_legal"])
        if isinstance(valores["registrado_em"], str):
            valores["registrado_em"] = datetime.fromisoformat(valores["registrado_em"])
        return bool(linha.hash == hash_da_entrada(valores, linha.hash_do_papel or ""))
    except (ValueError, TypeError, AttributeError):
        return False  # a value that no entry has: it was not written so


def _conferir_apartado(linha: Row[Any]) -> Iterator[Falha]:
    try:
        conteudo, apartado = dict(json.loads(linha.conteudo)), dict(json.loads(linha.apartado))
    except (ValueError, TypeError):
        yield Falha(objeto=f"ato {linha.id}", detalhe="o conteúdo, ou o dado sigiloso, não pode ser lido")
        return
    for campo, valor in apartado.items():
        if conteudo.get(campo) != digesto(linha.sal_apartado, campo, valor):
            yield Falha(objeto=f"ato {linha.id}", detalhe=f"o dado sigiloso “{campo}” não é o que foi registrado")


def _conferir_instrumentos(conexao: Connection) -> Iterator[Falha]:
    i = m.Instrumento
    for linha in conexao.execute(select(i.id, i.tipo, i.numero, i.data, i.autoridade, i.texto, i.hash)):
        fixo = {n: linha._mapping[n] for n in ("tipo", "numero", "data", "autoridade", "texto")}
        if linha.hash != hash_do_instrumento(fixo):
            yield Falha(objeto=f"instrumento {linha.id}", detalhe="o texto não é o que foi registrado")


def _conferir_trilha(conexao: Connection) -> Iterator[Falha]:
    t = m.Trilha
    anterior, ultimo = ORIGEM, 0
    for linha in conexao.execute(select(*t.__table__.columns).order_by(t.id).execution_options(yield_per=1000)):
        if linha.id != ultimo + 1 or linha.hash_anterior != anterior:
            yield Falha(objeto=f"trilha {linha.id}", detalhe="não se encadeia com a linha anterior da trilha")
        if linha.hash != hash_da_trilha(linha._asdict()):
            yield Falha(objeto=f"trilha {linha.id}", detalhe="não é o que foi registrado (o hash não confere)")
        anterior, ultimo = linha.hash, linha.id


def _conferir_selos(conexao: Connection) -> Iterator[Falha]:
    s, t = m.Selo, m.Trilha
    anterior, raiz, desde, contagem, id_ = ORIGEM, ORIGEM, 0, 0, 0
    for selo in conexao.execute(select(*s.__table__.columns).order_by(s.id)):
        if selo.hash != hash_do_selo(selo._asdict()) or selo.hash_anterior != anterior or selo.id != id_ + 1:
            yield Falha(objeto=f"selo {selo.id}", detalhe="não é o que foi registrado, ou falta o selo anterior")
        raiz, _, novos = _raiz_ate(conexao, desde, raiz, selo.ultimo_ato)
        contagem += novos
        da_trilha = conexao.execute(select(t.hash).where(t.id == selo.ultima_trilha)).scalar() or ORIGEM
        if (raiz, contagem, da_trilha) != (selo.raiz, selo.contagem, selo.hash_trilha):
            yield Falha(objeto=f"selo {selo.id}", detalhe=f"o registro não é o que era em {selo.instante:%d/%m/%Y}")
        anterior, raiz, desde, contagem, id_ = selo.hash, selo.raiz, selo.ultimo_ato, selo.contagem, selo.id


def _conferir_gatilhos(conexao: Connection) -> Iterator[Falha]:
    if not eh_sqlite(conexao):
        return
    for nome in sorted((GATILHOS_DO_LIVRO | GATILHOS_DO_PROGRAMA | GATILHOS_DA_BUSCA) - gatilhos(conexao).keys()):
        yield Falha(objeto=f"gatilho {nome}", detalhe="falta no registro: o livro não está protegido como deveria")
    danos = [linha[0] for linha in conexao.execute(text("PRAGMA quick_check(5)")) if linha[0] != "ok"]
    for dano in danos:
        yield Falha(objeto="arquivo", detalhe=f"o arquivo do registro está danificado: {dano}")


def raiz_do_livro(conexao: Connection, ultimo_ato: int) -> str:
    """Return the root of the last hash of each subject among the entries up to ``ultimo_ato``."""
    ate = (
        select(m.Ato.sujeito_tipo, m.Ato.sujeito_id, func.max(m.Ato.seq).label("seq"))
        .where(m.Ato.id <= ultimo_ato)
        .group_by(m.Ato.sujeito_tipo, m.Ato.sujeito_id)
        .subquery()
    )
    cabecas = (
        select(m.Ato.hash)
        .join(
            ate,
            (ate.c.sujeito_tipo == m.Ato.sujeito_tipo)
            & (ate.c.sujeito_id == m.Ato.sujeito_id)
            & (ate.c.seq == m.Ato.seq),
        )
        .order_by(m.Ato.sujeito_tipo, m.Ato.sujeito_id)
    )
    raiz = hashlib.sha256()
    for (hash_,) in conexao.execute(cabecas):
        raiz.update(hash_.encode())
    return raiz.hexdigest()


_TRILHA = insert(m.Trilha)
_ULTIMA_DA_TRILHA = select(m.Trilha.id, m.Trilha.hash, m.Trilha.instante).order_by(m.Trilha.id.desc()).limit(1)
