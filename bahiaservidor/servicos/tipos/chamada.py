"""Who is next in a concurso, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ...estatuto.chamada import Passado
from ...estatuto.reservas import Modalidade
from .cadastros import Candidato
from .vagas import Disponivel


@dataclass(frozen=True, slots=True, kw_only=True)
class Proximo:
    """The next call: the ``vaga``-th post of the group, whose turn, from which list and why; who was passed over."""

    vaga: int
    lista_id: int
    modalidade: Modalidade
    lista: str
    candidato: Candidato
    motivo: str
    passados: tuple[Passado, ...] = ()
    aviso: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grupo:
    """The lists of one cargo, especialidade and polo, called by turns.

    ``livres`` None when the cargo has no number of posts recorded.  ``reservadas``: how many of the posts of the edital
    each reserve takes, in words; empty without the number.  ``disponiveis`` come before any nomeação (art. 38).
    """

    cargo_id: int
    cargo: str
    especialidade: str
    polo: str
    listas: tuple[int, ...]
    nomeados: int
    livres: int | None
    proximos: tuple[Proximo, ...]
    alternancia: str
    reservadas: str = ""
    disponiveis: tuple[Disponivel, ...] = ()
    avisos: tuple[str, ...] = ()

    @property
    def nome(self) -> str:
        """The group in words."""
        return " · ".join(p for p in (self.cargo, self.especialidade, self.polo) if p)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chamadas:
    """Every group of a concurso; ``impedimento`` says why nobody can be named by it on the day."""

    concurso_id: int
    grupos: tuple[Grupo, ...]
    valido_ate: date
    impedimento: str = ""
