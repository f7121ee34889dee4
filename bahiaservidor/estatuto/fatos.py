"""What a vínculo is made of: facts, absences, provimentos, posts held; values, without rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from .agil import agil
from .avaliacoes import Notas, Pedido
from .tipos import (
    FormaIngresso,
    MotivoAfastamento,
    ResultadoEstagio,
    SituacaoInicial,
    TipoAposentadoria,
    TipoProvimento,
)


@agil
@dataclass(frozen=True, slots=True, kw_only=True)
class Fato:
    """Something that happened on a civil day, with the act that says so."""

    data: date
    ato: int = 0
    registrado_em: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Periodo:
    """First and last day, both included; the last None while unknown."""

    inicio: date
    fim: date | None

    def cobre(self, dia: date) -> bool:
        """Tell whether ``dia`` falls in the period."""
        return self.inicio <= dia and (self.fim is None or dia <= self.fim)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prorrogacao:
    """A request to extend the term of the posse; ``deferida`` is None while undecided (art. 19)."""

    requerimento: date
    deferida: bool | None
    ato: int = 0


@agil
@dataclass(frozen=True, slots=True, kw_only=True)
class Afastamento:
    """An absence, both ends included; ``fim`` None while open.

    ``suspende_estagio`` None means the default of rule S5 for its ``motivo``.  ``sequencia`` is that of the act: a
    return ends what was known when it was entered, not what is found later.
    """

    inicio: date
    fim: date | None
    motivo: MotivoAfastamento
    suspende_estagio: bool | None = None
    ato: int = 0
    sequencia: int = 0

    def cobre(self, dia: date) -> bool:
        """Tell whether ``dia`` falls in the absence."""
        return self.inicio <= dia and (self.fim is None or dia <= self.fim)


@agil
@dataclass(frozen=True, slots=True, kw_only=True)
class Avaliacao:
    """One of the evaluations of the estágio probatório, with what was asked against it (S2)."""

    numero: int
    fato: Fato
    satisfatoria: bool
    notas: Notas | None = None
    avaliador: str = ""
    ciencia: date | None = None
    reconsideracao: Pedido | None = None
    recurso: Pedido | None = None

    @property
    def prevalece(self) -> bool:
        """Tell whether it counts as satisfatória: as given, or as reconsideração or recurso reversed it."""
        return self.satisfatoria or any(p is not None and bool(p.deferido) for p in (self.reconsideracao, self.recurso))


@dataclass(frozen=True, slots=True, kw_only=True)
class Homologacao:
    """The homologated result of the estágio probatório."""

    fato: Fato
    resultado: ResultadoEstagio


@dataclass(frozen=True, slots=True, kw_only=True)
class Fim:
    """The end of a vínculo: the day from which it no longer exists, and the act's kind."""

    fato: Fato
    causa: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Aposentadoria:
    """The retirement in force; ``tipo`` None where an opening entry did not say it."""

    fato: Fato
    tipo: TipoAposentadoria | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provimento:
    """A provimento that needs no posse (E1): reversão, aproveitamento, reintegração or recondução.

    ``fato`` is its publication; ``disponibilidade`` tells that it lands there, with no exercício to enter into;
    ``cargo_anterior`` is where the vínculo was, to which an aproveitamento without effect gives it back (D3).
    """

    tipo: TipoProvimento
    fato: Fato
    cargo: int
    cargo_anterior: int
    disponibilidade: bool = False
    exercicio: Fato | None = None
    sem_efeito: Fato | None = None
    perdido: Fato | None = None
    doenca: Fato | None = None

    @property
    def pendente(self) -> bool:
        """Waiting for the exercício."""
        return not self.disponibilidade and self.exercicio is None and self.sem_efeito is None and self.perdido is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Interrupcao:
    """Time out of service between a vacância and the new exercício (I4), both days included; ``fim`` None while open.

    ``provido_em`` is the publication that gave the cargo back.  ``conta_efetivo`` tells whether it counts as efetivo
    exercício: from demissão to reintegração it does.
    """

    inicio: date
    fim: date | None
    conta_efetivo: bool
    causa: str
    provido_em: date


@agil
@dataclass(frozen=True, slots=True, kw_only=True)
class Ocupacao:
    """A post held: from ``desde`` up to the day before ``ate``; as ``excedente`` it takes no post from others (I3).

    ``causa`` is the kind of act that ended it, ``fim`` included in none of the days: the post is free on that day.
    """

    cargo: int
    unidade: int | None
    desde: date
    ate: date | None = None
    excedente: bool = False
    causa: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Apresentacao:
    """A removal or relotação to another locality, in which exercício is to be entered into (art. 23)."""

    fato: Fato
    exercicio: Fato | None = None
    perdida: Fato | None = None


@agil
@dataclass(frozen=True, slots=True, kw_only=True)
class Inicial:
    """What an assentamento inicial declared; the fold of the vínculo starts on ``data``."""

    data: date
    situacao: SituacaoInicial
    forma: FormaIngresso
    estavel_desde: date | None
    dias_contados: int
