"""What differs between databases: pragmas, and the triggers that must be there."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, text

from ..desistencia import desistiram

ESPERA_MS = 5_000
"""How long a connection waits for another program to finish writing, milliseconds."""

_PASSOS_ENTRE_PERGUNTAS = 20_000
"""SQLite's instructions between two questions whether somebody still waits: under a millisecond of work."""

MARCA_DO_ARQUIVO = 0x42534552
"""SQLite's application_id of a registry."""

MARCA_DOS_PAPEIS = 0x42535050
"""SQLite's application_id of a file of papers."""

GATILHOS_DO_LIVRO: frozenset[str] = frozenset(
    f"{tabela}_{recusa}"
    for tabela in (
        "operacao", "instrumento", "ato", "ato_sigilo", "selo", "trilha",
        "arquivo", "documento_emitido", "modelo_documento", "processo", "processo_entrega", "assinatura", "expurgo",
        "confirmacao",
    )
    for recusa in ("nao_altera", "nao_apaga", "nao_troca", "so_programa")
)  # fmt: skip
"""SQLite triggers without which the book and the papers issued would not be append-only."""

GATILHOS_DO_PROGRAMA: frozenset[str] = frozenset(
    f"{tabela}_so_programa_{quando}"
    for tabela in (
        "usuario", "codigo_recuperacao", "configuracao", "parametro", "opcao", "servidor", "vinculo", "prazo",
        "cargo", "orgao", "unidade", "autoridade", "vaga", "reserva_posto", "concurso", "lista", "candidato",
        "dia_sem_expediente", "ocupacao", "afastamento", "reconhecimento", "anexo", "minuta", "contraditorio",
    )
    for quando in ("insere", "altera", "apaga")
)  # fmt: skip
"""SQLite triggers that refuse what another program writes in tables that change."""

FUNCAO_DO_PROGRAMA = "bahiaservidor_grava"
"""SQL function that those triggers call, and that only the program gives its connections."""

GATILHOS_DA_BUSCA: frozenset[str] = frozenset(
    f"busca_{quando}"
    for quando in (
        "vinculo_entra", "vinculo_muda", "vinculo_sai", "servidor_muda", "cargo_muda", "unidade_muda", "orgao_muda",
        "ato_entra",
    )
)  # fmt: skip
"""SQLite triggers that keep the text index of people."""


def preparar_conexao(conexao: sqlite3.Connection, *, leitor: bool, duravel: bool) -> None:
    """Set the pragmas of a SQLite connection.

    ``recursive_triggers`` makes REPLACE fire the DELETE triggers of the book: without it, it walks past them.
    """
    # Temporary files of an encrypted registry would not be encrypted.
    em_arquivo = leitor and duravel and isinstance(conexao, sqlite3.Connection)
    pragmas = [
        f"busy_timeout = {ESPERA_MS}",
        "foreign_keys = ON",
        "recursive_triggers = ON",
        f"synchronous = {'FULL' if duravel else 'OFF'}",
        # Each reader has its own; the system keeps the file's pages for all of them.
        f"cache_size = {-8192 if leitor else -32768}",
        # A list of a million put in order would hold a hundred megabytes of the window's memory.
        f"temp_store = {'FILE' if em_arquivo else 'MEMORY'}",
    ]
    if leitor:
        pragmas.append("query_only = ON")
    for pragma in pragmas:
        conexao.execute(f"PRAGMA {pragma}")
    # A reader writes nothing, and says so itself, if its statement has a meaning.
    autorizar(conexao)
    if leitor:
        # What is typed next makes the query under way useless: it stops there, and the reader is free.
        conexao.set_progress_handler(desistiram, _PASSOS_ENTRE_PERGUNTAS)


def autorizar(conexao: sqlite3.Connection) -> None:
    """Let a connection write in the tables that ask who writes."""
    conexao.create_function(FUNCAO_DO_PROGRAMA, 0, _sim, deterministic=True)


def texto_ilegivel(erro: BaseException) -> bool:
    """Tell whether a reading stopped at a stored text that is not text: bytes changed on the disk."""
    return "could not decode to utf-8" in str(getattr(erro, "orig", erro)).lower()


@contextmanager
def textos_tolerantes(conexao: Connection) -> Iterator[None]:
    """Let a SQLite connection read texts that are not text, with a mark where they are wrong: to say which they are."""
    dbapi: Any = conexao.connection.driver_connection
    dbapi.text_factory = _com_marca
    try:
        yield
    finally:
        dbapi.text_factory = str


def _com_marca(bruto: bytes) -> str:
    return bruto.decode("utf-8", "replace")


def _sim() -> int:
    return 1


def gatilhos(conexao: Connection) -> dict[str, str]:
    """Return the triggers of a SQLite registry: name and text."""
    linhas = conexao.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
    return {str(linha.name): str(linha.sql) for linha in linhas}


def eh_sqlite(conexao: Connection) -> bool:
    """Tell whether the registry is kept in SQLite."""
    return conexao.dialect.name == "sqlite"
