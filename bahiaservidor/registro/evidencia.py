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

Progresso = Callable[[int, int], None]

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
    progresso: Progresso | None = None,
    caminho: Path | None = None,
    processos: int = 1,
) -> Conferencia:
    """Hold every record of a SQLite registry against its hash, its chain and the seals, those ``impressos`` included.

    ``progresso`` receives pieces done and in all; what it raises stops the check.  With more than one of ``processos``
    the file at ``caminho``, when it is big, is read by that many at once.
    """
    ver = conferidor()
    crua: Any = conexao.connection.dbapi_connection
    grande = caminho is not None and (crua.execute("SELECT max(id) FROM ato").fetchone()[0] or 0) > ver.PEDACO
    # A bundle has no interpreter to start again.
    if caminho is None or processos < 2 or not grande or getattr(sys, "frozen", False):
        return _conferencia(ver.conferir(crua, impressos, progresso=progresso))
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # Started anew: a copy of this process would have its locks and its open registry.
    with ProcessPoolExecutor(
        processos, mp_context=get_context("spawn"), initializer=_comecar, initargs=(caminho,)
    ) as grupo:
        dito = ver.conferir(
            crua, impressos, progresso=progresso, mapear=lambda tarefas: grupo.map(_uma_tarefa, tarefas)
        )
    return _conferencia(dito)


def _comecar(caminho: Path) -> None:
    conferidor()._comecar(caminho)


def _uma_tarefa(tarefa: tuple[str, tuple[Any, ...]]) -> Any:
    return conferidor()._uma(tarefa)


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
