"""Seals: what the book, the trail and the other tables that only grow were at an instant, in one hash.

A seal costs what was written since the one before it.  Whoever keeps a printed one has what no rewriting of the file
can change.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, Table, func, insert, select

from ..estatuto.canonico import em_texto
from . import modelos as m
from .entrada import ORIGEM, canonico, hash_da_lista, texto_do_instante
from .trilha import em_uma_linha, ultima_da_trilha

SELADAS: Final[Mapping[str, Sequence[str]]] = {
    "operacao": ("id", "instante", "usuario", "descricao"),
    "instrumento": ("id", "hash"),
    "documento_emitido": (
        "id", "especie", "orgao_id", "ano", "numero", "titulo", "modelo_versao", "hash", "emitido_em", "emitido_por",
        "minuta_id", "ato_id", "midia", "memoria", "codigo", "lote", "origem_id",
    ),
    "modelo_documento": ("id", "orgao_id", "nome", "versao", "conteudo", "nota", "instante", "usuario"),
    "processo": ("id", "provimento", "numero", "titulo", "folhas", "partes", "indice", "instante", "usuario"),
    "processo_entrega": (
        "id", "processo_id", "situacao", "em", "destino", "protocolo", "motivo", "anexo_id", "instante", "usuario",
    ),
    "assinatura": (
        "id", "documento_id", "signatario", "assinado_em", "integro", "todo", "confiavel", "veredito", "instante",
        "usuario",
    ),
    "expurgo": ("id", "ato_id", "instante", "usuario", "campos", "fundamento", "motivo"),
    "confirmacao": ("id", "operacao_id", "usuario", "instante", "motivo"),
}  # fmt: skip
"""Tables that only grow, beside book and trail, and the columns of each that never change.

What a seal has of them is computed over these columns for ever: a table that gets a new column keeps its list.
"""

_LIDAS: Final = 10_000
"""Rows in memory at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeloGravado:
    """A seal: the root of the entries, how many there were, and the hash of it all, which is what is printed."""

    id: int
    instante: datetime
    motivo: str
    ultimo_ato: int
    contagem: int
    raiz: str
    ultima_trilha: int
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trecho:
    """Rows of a table up to ``ultimo``, from its first one: how many, and the root over them."""

    ultimo: int = 0
    quantas: int = 0
    raiz: str = ORIGEM


def hash_do_selo(selo: Mapping[str, Any]) -> str:
    """Return the hash of a seal: the book, the trail, the other tables, and the seal before it."""
    return hash_da_lista(
        selo["hash_anterior"], selo["id"], texto_do_instante(selo["instante"]), selo["motivo"], selo["ultimo_ato"],
        selo["contagem"], selo["raiz"], selo["ultima_trilha"], selo["hash_trilha"], selo["tabelas"],
    )  # fmt: skip


def selar(conexao: Connection, *, instante: datetime, motivo: str) -> SeloGravado:
    """Seal book, trail and papers as they stand: with a report, a backup, a closing.

    The root of the book goes over the hash of each entry in order of registration, from the root of the seal before.
    """
    antes = conexao.execute(_ULTIMO).first()
    livro = Trecho() if antes is None else Trecho(ultimo=antes.ultimo_ato, quantas=antes.contagem, raiz=antes.raiz)
    livro = estender_livro(conexao, livro)
    outras = trechos(antes.tabelas if antes is not None else "")
    trilha = ultima_da_trilha(conexao)
    valores: dict[str, Any] = {
        "id": antes.id + 1 if antes else 1,
        # A clock put back does not put a seal before the one it follows.
        "instante": max(instante, antes.instante) if antes else instante,
        "motivo": em_uma_linha(motivo),
        "ultimo_ato": livro.ultimo,
        "contagem": livro.quantas,
        "raiz": livro.raiz,
        "ultima_trilha": trilha.id if trilha else 0,
        "hash_trilha": trilha.hash if trilha else ORIGEM,
        "tabelas": _texto_dos_trechos({nome: estender(conexao, nome, outras[nome]) for nome in SELADAS}),
        "hash_anterior": antes.hash if antes else ORIGEM,
    }
    valores["hash"] = hash_do_selo(valores)
    conexao.execute(insert(m.Selo), valores)
    return _gravado(valores)


def selos(conexao: Connection) -> Iterator[SeloGravado]:
    """Yield the seals, the latest first."""
    s = m.Selo
    for linha in conexao.execute(select(*s.__table__.columns).order_by(s.id.desc())):
        yield _gravado(linha._asdict())


def ultimo_selo(conexao: Connection) -> SeloGravado | None:
    """Return the last seal, None in a registry never sealed."""
    linha = conexao.execute(_ULTIMO).first()
    return None if linha is None else _gravado(linha._asdict())


def ha_o_que_selar(conexao: Connection) -> bool:
    """Tell whether anything was written since the last seal: a question of a moment, whatever the registry's size."""
    antes = conexao.execute(_ULTIMO).first()
    trilha = ultima_da_trilha(conexao)
    agora = (_maior(conexao, _tabela("ato")), trilha.id if trilha else 0)
    if antes is None:
        return agora != (0, 0)
    if agora != (antes.ultimo_ato, antes.ultima_trilha):
        return True
    return any(_maior(conexao, _tabela(nome)) != trecho.ultimo for nome, trecho in trechos(antes.tabelas).items())


def trechos(texto: str) -> dict[str, Trecho]:
    """Return what a seal says of each table of `SELADAS`; a table it does not know had nothing."""
    ditos: dict[str, list[Any]] = json.loads(texto or "{}")
    return {
        nome: Trecho(ultimo=ditos[nome][0], quantas=ditos[nome][1], raiz=ditos[nome][2]) if nome in ditos else Trecho()
        for nome in SELADAS
    }


def _texto_dos_trechos(todos: Mapping[str, Trecho]) -> str:
    return canonico({nome: [t.ultimo, t.quantas, t.raiz] for nome, t in todos.items()})


def estender_livro(conexao: Connection, desde: Trecho, ate: int | None = None) -> Trecho:
    """Return the entries up to ``ate`` (the last, for None), going on from those at ``desde``."""
    consulta = select(m.Ato.id, m.Ato.hash).where(m.Ato.id > desde.ultimo).order_by(m.Ato.id)
    if ate is not None:
        consulta = consulta.where(m.Ato.id <= ate)
    return _estender(conexao, consulta, desde, lambda linha: str(linha.hash))


def estender(conexao: Connection, nome: str, desde: Trecho, ate: int | None = None) -> Trecho:
    """Return the rows of a table of `SELADAS` up to ``ate`` (the last, for None), going on from those at ``desde``."""
    tabela = _tabela(nome)
    chave = tabela.columns["id"]
    consulta = select(*(tabela.columns[c] for c in SELADAS[nome])).where(chave > desde.ultimo).order_by(chave)
    if ate is not None:
        consulta = consulta.where(chave <= ate)
    return _estender(conexao, consulta, desde, lambda linha: em_texto([_valor(v) for v in linha]) + "\n")


def _estender(conexao: Connection, consulta: Any, desde: Trecho, em_linha: Callable[[Any], str]) -> Trecho:
    materia = hashlib.sha256(desde.raiz.encode())
    ultimo, quantas = desde.ultimo, desde.quantas
    for linha in conexao.execute(consulta.execution_options(yield_per=_LIDAS)):
        materia.update(em_linha(linha).encode())
        ultimo, quantas = linha.id, quantas + 1
    return Trecho(ultimo=ultimo, quantas=quantas, raiz=materia.hexdigest())


def _valor(valor: Any) -> str | int | None:
    """Return a value as the registry's file has it: what whoever has only the file computes with."""
    if isinstance(valor, datetime):
        return texto_do_instante(valor)
    if isinstance(valor, date):
        return valor.isoformat()
    if isinstance(valor, bool):
        return int(valor)
    assert valor is None or isinstance(valor, str | int)
    return valor


def _maior(conexao: Connection, tabela: Table) -> int:
    return int(conexao.execute(select(func.max(tabela.columns["id"]))).scalar() or 0)


def _tabela(nome: str) -> Table:
    if nome not in m.Base.metadata.tables:
        m.todas()  # some are imported late
    return m.Base.metadata.tables[nome]


def _gravado(valores: Mapping[str, Any]) -> SeloGravado:
    nomes = ("id", "instante", "motivo", "ultimo_ato", "contagem", "raiz", "ultima_trilha", "hash")
    return SeloGravado(**{nome: valores[nome] for nome in nomes})


_ULTIMO: Final = select(*m.Selo.__table__.columns).order_by(m.Selo.id.desc()).limit(1)
