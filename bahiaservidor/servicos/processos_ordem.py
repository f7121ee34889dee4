"""The legal order of the papers of each provimento, and the places a paper may have: read from a file of data."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from .. import caminhos
from ..estatuto.erros import ErroDominio
from .conferencia import itens_da_posse

CONFERENCIA: Final = "@conferencia"
ESPECIE: Final = "especie:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Provimento:
    """What goes into the process of a provimento.

    ``ordem`` are places, ``especie:<kind>`` of issued papers; ``exigidas`` are alternatives, one of which must be
    there; ``conferencia`` asks for the mandatory items of the posse too; ``substitui``: kind left out, by which.
    """

    chave: str
    rotulo: str
    assunto: str
    ordem: tuple[str, ...]
    exigidas: tuple[tuple[str, ...], ...] = ()
    conferencia: bool = False
    substitui: Mapping[str, str] = field(default_factory=dict)


def lugares() -> Mapping[str, str]:
    """Return the places a file may have in a process, with their words: the posse's items first, then the others."""
    return _ler(_arquivo())[0]


def rotulo_do_lugar(chave: str) -> str:
    """Return the words of a place; one no longer in the list is shown by its key."""
    return lugares().get(chave, chave)


def provimentos() -> tuple[Provimento, ...]:
    """Return the provimentos that have a process, in the order of the list."""
    return _ler(_arquivo())[1]


def provimento(chave: str) -> Provimento:
    """Return one provimento.  ErroDominio, with those there are, for an unknown key."""
    for achado in provimentos():
        if achado.chave == chave:
            return achado
    conhecidos = ", ".join(p.chave for p in provimentos())
    raise ErroDominio(f"Não há processo de “{chave}”. Nada foi montado; os que há são: {conhecidos}.")


def _arquivo() -> Path:
    return caminhos.recursos() / "processos" / "ordem.toml"


@lru_cache(maxsize=4)
def _ler(arquivo: Path) -> tuple[Mapping[str, str], tuple[Provimento, ...]]:
    itens = {item.chave: item.rotulo for item in itens_da_posse()}
    try:
        dados = tomllib.loads(arquivo.read_text("utf-8"))
        todos = {**itens, **{str(chave): str(rotulo) for chave, rotulo in dados["lugares"].items()}}
        lidos = tuple(_provimento(bruto, todos, tuple(itens)) for bruto in dados["provimentos"])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as erro:
        raise ErroDominio(
            f"A ordem das peças do processo ({arquivo.name}) não pôde ser lida: {erro}. Nada foi alterado; corrija o "
            "arquivo ou instale o programa de novo."
        ) from erro
    return todos, lidos


def _provimento(bruto: Mapping[str, Any], todos: Mapping[str, str], itens: tuple[str, ...]) -> Provimento:
    pedida = [str(chave) for chave in bruto["ordem"]]
    ordem: list[str] = []
    for chave in pedida:
        ordem.extend([item for item in itens if item not in pedida] if chave == CONFERENCIA else [chave])
    desconhecidas = [chave for chave in ordem if chave not in todos and not chave.startswith(ESPECIE)]
    if desconhecidas:
        raise ValueError(f"o lugar “{desconhecidas[0]}” de “{bruto['chave']}” não existe")
    return Provimento(
        chave=str(bruto["chave"]),
        rotulo=str(bruto["rotulo"]),
        assunto=str(bruto["assunto"]),
        ordem=tuple(ordem),
        exigidas=tuple(tuple(str(grupo).split("|")) for grupo in bruto.get("exigidas", ())),
        conferencia=bruto.get("conferencia", False) is True,
        substitui={str(k): str(v) for k, v in bruto.get("substitui", {}).items()},
    )
