"""The contradictions inbox: its filter, its rows and its numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from ...registro.consultas.contradicoes_especies import Especie, Gravidade

__all__ = [
    "AtoCitado",
    "CienciaDada",
    "Contradicao",
    "Especie",
    "FiltroContradicoes",
    "Gravidade",
    "Publicacao",
    "ResumoContradicoes",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class FiltroContradicoes:
    """Filter of the inbox; empty means everything.  ``cientes`` False leaves out what somebody acknowledged.

    None takes both, True only the acknowledged.
    """

    especies: tuple[Especie, ...] = ()
    gravidades: tuple[Gravidade, ...] = ()
    texto: str = ""
    cientes: bool | None = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AtoCitado:
    """An act that a contradiction is about."""

    ato_id: int
    frase: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CienciaDada:
    """An acknowledgement: who, when, with what note."""

    nota: str
    em: date
    instante: datetime
    usuario: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradicao:
    """One contradiction in words.

    ``chave`` recognises it on any day; ``o_que``, ``por_que`` (with ``dispositivo``) and ``o_que_fazer`` are sentences.
    ``desde`` is the day it has been so; ``ato_sugerido`` is the kind of act that would put it right, if one would, and
    ``rotulo_do_ato`` its name; ``completa_publicacao`` when the paper of the act only lacks where the DOE published it.
    """

    id: int
    chave: str
    especie: Especie
    gravidade: Gravidade
    nome: str
    cargo: str
    o_que: str
    por_que: str
    dispositivo: str
    o_que_fazer: str
    desde: date | None
    servidor_id: int | None = None
    vinculo_id: int | None = None
    outro_servidor_id: int | None = None
    cargo_id: int | None = None
    atos: tuple[AtoCitado, ...] = ()
    ato_sugerido: str = ""
    rotulo_do_ato: str = ""
    completa_publicacao: bool = False
    ciencia: CienciaDada | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumoContradicoes:
    """How many there are on a day: pending and acknowledged, pending ones by kind and by weight."""

    pendentes: int
    cientes: int
    por_especie: Mapping[Especie, int] = field(default_factory=dict)
    por_gravidade: Mapping[Gravidade, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Publicacao:
    """Where the Diário Oficial published the paper of an act; empty where unknown."""

    edicao: str
    data: date | None
    pagina: str
