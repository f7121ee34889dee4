"""A batch of papers: whose they may be, what each kind asks, what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from .pessoas import DocumentoEmitido

De = Literal["vinculo", "candidato", "minuta"]
"""What the papers of a kind are about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alvo:
    """Whose papers: a list of a concurso, or these vínculos."""

    lista_id: int | None = None
    vinculos: Sequence[int] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Destinatario:
    """Who may get a paper of a kind: ``id`` is the vínculo, the candidate or the minuta (0 for who has none).

    ``impedimento`` is why there is no such paper for this person; empty when there is.
    """

    id: int
    nome: str
    cargo: str
    situacao: str
    classificacao: int | None = None
    impedimento: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CampoDoLote:
    """What a kind asks once for all its papers; ``tipo`` says how it is typed."""

    nome: str
    rotulo: str
    tipo: Literal["data", "hora", "texto"] = "texto"
    obrigatorio: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EspecieDoLote:
    """A kind of paper that comes in batches; ``um_so`` when it is one paper for all those chosen."""

    chave: str
    rotulo: str
    de: De
    campos: tuple[CampoDoLote, ...] = ()
    um_so: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PedidoDoLote:
    """What to issue: which kind, for whom (ids of `Destinatario`), with which answers to its fields."""

    especie: str
    ids: Sequence[int]
    respostas: Mapping[str, str | date | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Falha:
    """Who gets no paper, and why."""

    nome: str
    motivo: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LoteEmitido:
    """What a batch left: each paper with its file, and all of them in one PDF if it was asked for.

    ``gemeos`` are the files of the other formats they are kept in.  ``repetidos`` counts the papers that had been
    issued before, equal: they keep their number.
    """

    lote: str
    titulo: str
    nome_arquivo: str
    documentos: tuple[DocumentoEmitido, ...]
    arquivos: tuple[tuple[str, bytes], ...] = field(repr=False)
    junto: bytes | None = field(default=None, repr=False)
    gemeos: tuple[tuple[str, bytes], ...] = field(default=(), repr=False)
    repetidos: int = 0
