"""Evidence: the chain of hashes, the seals, the triggers that protect the book, the trail of who did what."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, func, insert, select, text

from . import modelos as m
from .dialetos import GATILHOS_DA_BUSCA, GATILHOS_DO_LIVRO, eh_sqlite, gatilhos
from .livro import ORIGEM, digesto, hash_da_entrada, hash_do_instrumento

Progresso = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Falha:
    """Something in the book is not as it was written: where, and what is wrong, in words."""

    objeto: str
    detalhe: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeloGravado:
    """A seal: the root of the last hash of every subject, and how many entries there were."""

    id: int
    raiz: str
    contagem: int


def trilhar(
    conexao: Connection, *, instante: datetime, usuario: str, acao: str, objeto: str, objeto_id: int | None = None,
    detalhe: str = "",
) -> None:  # fmt: skip
    """Write in the trail who did what.  ``detalhe`` names fields, never values: the trail is kept for ever."""
    conexao.execute(
        _TRILHA,
        {
            "instante": instante,
            "usuario": usuario,
            "acao": acao,
            "objeto": objeto,
            "objeto_id": objeto_id,
            "detalhe": detalhe,
        },
    )


def selar(conexao: Connection, *, instante: datetime, motivo: str) -> SeloGravado:
    """Seal the book as it stands: with a report, a backup, a closing."""
    ultimo, contagem = conexao.execute(select(func.coalesce(func.max(m.Ato.id), 0), func.count(m.Ato.id))).one()
    raiz = raiz_do_livro(conexao, ultimo)
    valores = {"instante": instante, "motivo": motivo, "ultimo_ato": ultimo, "contagem": contagem, "raiz": raiz}
    chave = conexao.execute(insert(m.Selo), valores).inserted_primary_key
    assert chave is not None
    return SeloGravado(id=chave[0], raiz=raiz, contagem=contagem)


def conferir_corrente(conexao: Connection, *, progresso: Progresso | None = None) -> list[Falha]:
    """Return what is wrong with the book: chains, hashes, fields kept apart, papers, seals, triggers."""
    falhas = [*_conferir_gatilhos(conexao), *_conferir_instrumentos(conexao)]
    falhas += _conferir_entradas(conexao, progresso)
    falhas += _conferir_selos(conexao)
    return falhas


def _conferir_entradas(conexao: Connection, progresso: Progresso | None) -> Iterator[Falha]:
    total = conexao.execute(select(func.count(m.Ato.id))).scalar_one()
    sujeito: tuple[str, int] | None = None
    seq, anterior = 0, ORIGEM
    consulta: Select[Any] = (
        select(
            *m.Ato.__table__.columns,
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
        if linha.hash != hash_da_entrada(linha._asdict(), linha.hash_do_papel or ""):
            yield Falha(objeto=f"ato {linha.id}", detalhe="o conteúdo não é o que foi registrado (o hash não confere)")
        if linha.apartado is not None:
            yield from _conferir_apartado(linha)
        seq, anterior = linha.seq, linha.hash
        if progresso is not None and n % 1000 == 0:
            progresso(n, total)


def _conferir_apartado(linha: Row[Any]) -> Iterator[Falha]:
    conteudo = json.loads(linha.conteudo)
    for campo, valor in json.loads(linha.apartado).items():
        if conteudo.get(campo) != digesto(linha.sal_apartado, campo, valor):
            yield Falha(objeto=f"ato {linha.id}", detalhe=f"o dado sigiloso “{campo}” não é o que foi registrado")


def _conferir_instrumentos(conexao: Connection) -> Iterator[Falha]:
    i = m.Instrumento
    for linha in conexao.execute(select(i.id, i.tipo, i.numero, i.data, i.autoridade, i.texto, i.hash)):
        fixo = {n: linha._mapping[n] for n in ("tipo", "numero", "data", "autoridade", "texto")}
        if linha.hash != hash_do_instrumento(fixo):
            yield Falha(objeto=f"instrumento {linha.id}", detalhe="o texto não é o que foi registrado")


def _conferir_selos(conexao: Connection) -> Iterator[Falha]:
    for selo in conexao.execute(select(m.Selo).order_by(m.Selo.id)):
        contagem = conexao.execute(select(func.count(m.Ato.id)).where(m.Ato.id <= selo.ultimo_ato)).scalar_one()
        if contagem != selo.contagem or raiz_do_livro(conexao, selo.ultimo_ato) != selo.raiz:
            yield Falha(objeto=f"selo {selo.id}", detalhe=f"o livro não é o que era em {selo.instante:%d/%m/%Y}")


def _conferir_gatilhos(conexao: Connection) -> Iterator[Falha]:
    if not eh_sqlite(conexao):
        return
    for nome in sorted((GATILHOS_DO_LIVRO | GATILHOS_DA_BUSCA) - gatilhos(conexao).keys()):
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
