"""What surrounds an act, as the registry found it: contest, authority, unit, other people.  Values, without rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class SituacaoConcurso:
    """What a nomeação needs to know of the concurso and of the candidate's place in the list."""

    nome: str
    homologacao: date
    validade_meses: int
    prorrogacao: date | None = None
    classificacao: int | None = None
    preteridos: int = 0
    nomes_preteridos: tuple[str, ...] = ()
    cargo: int | None = None
    candidato: str = ""
    ja_nomeado: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pretendente:
    """Somebody about whom a requirement speaks: who is in disponibilidade and fits, who would be displaced."""

    vinculo: int
    nome: str
    desde: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SituacaoAutoridade:
    """An entry of the register of authorities."""

    nome: str
    cargo: str
    inciso: str
    desde: date | None = None
    ate: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SituacaoUnidade:
    """A unit, its órgão and the Poder it belongs to (empty where it was not said)."""

    id: int
    nome: str
    orgao: int
    poder: str
