"""The book of papers issued, as the screens show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .pessoas import DocumentoEmitido


@dataclass(frozen=True, slots=True, kw_only=True)
class NoLivro:
    """What the book says of a paper besides what the list shows."""

    documento_id: int
    orgao_id: int
    orgao: str
    ano: int
    pessoa: str
    matricula: str
    modelo_versao: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Origem:
    """Where a printed date comes from."""

    data: date
    rotulo: str
    origem: str
    passos: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DetalheDoPapel:
    """Everything kept of a paper: labelled data, where each date comes from, what was made from it."""

    documento_id: int
    dados: tuple[tuple[str, str], ...]
    origens: tuple[Origem, ...]
    derivados: tuple[DocumentoEmitido, ...]
