"""The checklist of documents of a posse: a list that each órgão may edit, kept beside the models of papers."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from .. import caminhos
from ..estatuto.erros import ErroDominio
from ..estatuto.tipos import Carater

_OBRIGATORIEDADES = frozenset({"sim", "caso"})
_PUBLICOS = frozenset({"todos", "masculino"})
_TEXTOS = ("chave", "rotulo", "obrigatorio", "condicao", "guardar", "publico")


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemDaLista:
    """One document to check.

    ``obrigatorio`` False means only when ``condicao`` holds; ``guardar`` says what is written down when it is checked;
    ``a_confirmar`` marks a demand not yet found in an official source.
    """

    chave: str
    rotulo: str
    caracteres: frozenset[Carater]
    obrigatorio: bool
    condicao: str = ""
    guardar: str = ""
    so_homens: bool = False
    a_confirmar: bool = False


def itens_da_posse(*, carater: Carater | None = None, sexo: str = "") -> tuple[ItemDaLista, ...]:
    """Return the documents to check, in the order of the list, for a character of nomeação (None: all of them).

    Items asked of men only are left out when ``sexo`` says it is a woman.  ErroDominio when the list cannot be read.
    """
    mulher = sexo.strip().casefold().startswith("f")
    return tuple(
        item
        for item in _ler(caminhos.recursos() / "modelos" / "conferencia_posse.toml")
        if (carater is None or carater in item.caracteres) and not (item.so_homens and mulher)
    )


def rotulo_do_item(chave: str) -> str:
    """Return the words of an item of the book; one no longer in the list is shown by its key."""
    for item in itens_da_posse():
        if item.chave == chave:
            return item.rotulo
    return chave


@lru_cache(maxsize=4)
def _ler(arquivo: Path) -> tuple[ItemDaLista, ...]:
    try:
        dados = tomllib.loads(arquivo.read_text("utf-8"))
        itens = tuple(_item(bruto) for bruto in dados["itens"])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as erro:
        raise ErroDominio(
            f"A lista de conferência da posse ({arquivo.name}) não pôde ser lida: {erro}. "
            "Nada foi alterado; corrija o arquivo ou instale o programa de novo."
        ) from erro
    chaves = [item.chave for item in itens]
    repetidas = sorted({chave for chave in chaves if chaves.count(chave) > 1})
    if repetidas:
        raise ErroDominio(
            f"A lista de conferência da posse ({arquivo.name}) repete a chave “{repetidas[0]}”. "
            "Nada foi alterado; corrija o arquivo."
        )
    return itens


def _item(bruto: Mapping[str, Any]) -> ItemDaLista:
    textos = {nome: bruto.get(nome, "") for nome in _TEXTOS}
    if not all(isinstance(valor, str) for valor in textos.values()):
        raise ValueError(f"o item “{textos['chave']}” tem um valor que não é texto")
    if not textos["chave"] or not textos["rotulo"]:
        raise ValueError("há um item sem chave ou sem rótulo")
    publico = textos["publico"] or "todos"
    if textos["obrigatorio"] not in _OBRIGATORIEDADES or publico not in _PUBLICOS:
        raise ValueError(f"o item “{textos['chave']}” tem obrigatoriedade ou público desconhecido")
    return ItemDaLista(
        chave=textos["chave"],
        rotulo=textos["rotulo"],
        caracteres=frozenset(Carater(valor) for valor in bruto["caracteres"]),
        obrigatorio=textos["obrigatorio"] == "sim",
        condicao=textos["condicao"],
        guardar=textos["guardar"],
        so_homens=publico == "masculino",
        a_confirmar=bruto.get("a_confirmar", False) is True,
    )
