"""The stand-alone verifier, used by the program too: what an outsider runs and what the window runs are one file."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, cast

from sqlalchemy import Connection

from .. import caminhos
from .auditoria import Falha

_NOME: Final = "bahiaservidor_conferir_registro"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conferencia:
    """What was held against itself and what was found; the first of ``falhas`` is the first bad record."""

    falhas: tuple[Falha, ...]
    atos: int
    trilha: int
    selos: int
    arquivos: int
    registros: int


def arquivo_do_conferidor() -> Path:
    """Return the verifier's file."""
    return caminhos.recursos() / "auditoria" / "conferir_registro.py"


@cache
def conferidor() -> Any:
    """Return the verifier as a module."""
    especificacao = importlib.util.spec_from_file_location(_NOME, arquivo_do_conferidor())
    assert especificacao is not None
    assert especificacao.loader is not None
    modulo = importlib.util.module_from_spec(especificacao)
    sys.modules[_NOME] = modulo
    especificacao.loader.exec_module(modulo)
    return modulo


def ler_selo(texto: str) -> tuple[int, str]:
    """Return number and hash of a seal as it is typed from paper.  ValueError, in words, when it is none."""
    return cast(tuple[int, str], conferidor().ler_selo(texto))


def conferir(
    conexao: Connection,
    *,
    impressos: Sequence[tuple[int, str]] = (),
    progresso: Callable[[int, int], None] | None = None,
) -> Conferencia:
    """Hold every record of a SQLite registry against its hash, its chain and the seals, those ``impressos`` included.

    ``progresso`` receives pieces done and in all; what it raises stops the check.
    """
    crua = conexao.connection.dbapi_connection
    return _conferencia(conferidor().conferir(crua, impressos, progresso=progresso))


def _conferencia(dito: dict[str, Any]) -> Conferencia:
    feitos = dito["conferidos"]
    return Conferencia(
        falhas=tuple(Falha(objeto=onde, detalhe=detalhe) for onde, detalhe in dito["falhas"]),
        atos=feitos.get("atos", 0),
        trilha=feitos.get("trilha", 0),
        selos=dito["selos"],
        arquivos=feitos.get("arquivos", 0),
        registros=dito["registros"],
    )
