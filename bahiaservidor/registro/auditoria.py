"""Evidence held against itself: chains of hashes, seals, the triggers that protect the book, the trail."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select, text, type_coerce
from sqlalchemy.types import NullType

from . import modelos as m
from .dialetos import GATILHOS_DA_BUSCA, GATILHOS_DO_LIVRO, GATILHOS_DO_PROGRAMA, eh_sqlite, gatilhos
from .entrada import (
    ORIGEM,
    digesto,
    hash_antigo_da_entrada,
    hash_da_entrada,
    hash_do_instrumento,
)
from .selagem import SeloGravado as SeloGravado
from .selagem import Trecho, estender, estender_livro, hash_do_selo, trechos
from .selagem import selar as selar
from .trilha import em_uma_linha as em_uma_linha
from .trilha import hash_da_trilha
from .trilha import trilhar as trilhar
from .trilha import ultimo_da_trilha as ultimo_da_trilha

Progresso = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Falha:
    """Something in the book is not as it was written: where, and what is wrong, in words."""

    objeto: str
    detalhe: str


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
    valores, papel = linha._asdict(), linha.hash_do_papel or ""
    try:
        if isinstance(valores["data_legal"], str):
            valores["data_legal"] = date.fromisoformat(valores["data_legal"])
        if isinstance(valores["registrado_em"], str):
            valores["registrado_em"] = datetime.fromisoformat(valores["registrado_em"])
        return linha.hash in (hash_da_entrada(valores, papel), hash_antigo_da_entrada(valores, papel))
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
    anterior, id_, livro, outras = ORIGEM, 0, Trecho(), trechos("")
    for selo in conexao.execute(select(*s.__table__.columns).order_by(s.id)):
        objeto = f"selo {selo.id}"
        if selo.hash != hash_do_selo(selo._asdict()) or selo.hash_anterior != anterior or selo.id != id_ + 1:
            yield Falha(objeto=objeto, detalhe="não é o que foi registrado, ou falta o selo anterior")
        dito = Trecho(ultimo=selo.ultimo_ato, quantas=selo.contagem, raiz=selo.raiz)
        da_trilha = conexao.execute(select(t.hash).where(t.id == selo.ultima_trilha)).scalar() or ORIGEM
        if estender_livro(conexao, livro, selo.ultimo_ato) != dito or da_trilha != selo.hash_trilha:
            yield Falha(objeto=objeto, detalhe=f"o registro não é o que era em {selo.instante:%d/%m/%Y}")
        ditas = trechos(selo.tabelas)
        for nome, trecho in ditas.items():
            if estender(conexao, nome, outras[nome], trecho.ultimo) != trecho:
                yield Falha(
                    objeto=objeto, detalhe=f"a tabela {nome} não é a que era em {selo.instante:%d/%m/%Y}, até a "
                    f"linha {trecho.ultimo}",
                )  # fmt: skip
        anterior, id_, livro, outras = selo.hash, selo.id, dito, ditas


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
