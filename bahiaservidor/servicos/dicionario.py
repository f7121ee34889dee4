"""What each table and column of the registry is, in words, for who reads it outside the program."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from .. import caminhos
from ..estatuto.erros import ErroDominio

PASTA: Final = "acervo"
_UNIDADE = re.compile(r" \[([^\]]+)\]$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verbete:
    """What a table or a column is: a label, what explains it further, and the unit when it is not that of its type."""

    rotulo: str
    explicacao: str = ""
    unidade: str = ""

    @property
    def significado(self) -> str:
        """Label and explanation."""
        return f"{self.rotulo}: {self.explicacao}" if self.explicacao else self.rotulo


@dataclass(frozen=True, slots=True, kw_only=True)
class VerbeteDeTabela:
    """What a table is, and its columns."""

    tabela: Verbete
    colunas: Mapping[str, Verbete]


@lru_cache(maxsize=1)
def dicionario() -> Mapping[str, VerbeteDeTabela]:
    """Return what each table is, by name.  ErroDominio when what is shipped cannot be read."""
    try:
        dados = tomllib.loads((caminhos.recursos() / PASTA / "dicionario.toml").read_text("utf-8"))
        return {
            nome: VerbeteDeTabela(
                tabela=_verbete(linhas.pop("_")), colunas={coluna: _verbete(texto) for coluna, texto in linhas.items()}
            )
            for nome, linhas in dados.items()
        }
    except (OSError, ValueError, KeyError, AttributeError, TypeError) as erro:
        raise ErroDominio(
            "O dicionário das tabelas (acervo/dicionario.toml) não pôde ser lido. Nada foi gravado; instale o programa "
            "de novo."
        ) from erro


def _verbete(texto: str) -> Verbete:
    achado = _UNIDADE.search(texto)
    unidade = achado.group(1) if achado is not None else ""
    rotulo, _, explicacao = _UNIDADE.sub("", texto).partition(": ")
    return Verbete(rotulo=rotulo, explicacao=explicacao, unidade=unidade)
