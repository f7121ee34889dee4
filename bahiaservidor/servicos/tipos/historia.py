"""The registry as on a day, as known at an instant: one person's file, and the list of everyone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from ...estatuto.tipos import Carater, EstadoPrazo, Situacao, TipoPrazo
from .atos import DadosPessoa
from .rotulos import rotulo_do_prazo


@dataclass(frozen=True, slots=True, kw_only=True)
class PrazoEm:
    """A deadline as it stood; ``sem_resposta`` while nothing had closed it."""

    vinculo_id: int
    vinculo_numero: int
    tipo: TipoPrazo
    numero: int | None
    inicio: date | None
    vence: date | None
    vence_ultimo: date | None
    estado: EstadoPrazo
    dispositivo: str
    sem_resposta: bool
    passos: tuple[str, ...] = ()

    @property
    def rotulo(self) -> str:
        """The kind in words, with the number where there are several."""
        return rotulo_do_prazo(self.tipo, self.numero)


@dataclass(frozen=True, slots=True, kw_only=True)
class VinculoEm:
    """A vínculo as it stood."""

    id: int
    numero: int
    matricula: str | None
    cargo_id: int
    cargo: str
    unidade_id: int | None
    unidade: str
    carater: Carater
    situacao: Situacao
    nomeacao: date | None
    posse: date | None
    exercicio: date | None
    estavel_desde: date | None
    fim: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AtoEm:
    """An act that held on the day, as known."""

    ato_id: int
    data: date
    tipo: str
    rotulo: str
    detalhe: str
    vinculo_numero: int
    registrado_em: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FichaEm:
    """One person's file as on ``em``, as known at ``conhecido_em``."""

    servidor_id: int
    em: date
    conhecido_em: datetime
    dados: DadosPessoa
    situacao: Situacao | None
    vinculos: tuple[VinculoEm, ...]
    prazos: tuple[PrazoEm, ...]
    atos: tuple[AtoEm, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FiltroQuadro:
    """Filter of the list as on a day; empty means everybody."""

    texto: str = ""
    situacoes: tuple[Situacao, ...] = ()
    cargo_id: int | None = None
    unidade_id: int | None = None
    orgao_id: int | None = None
    so_com_prazo_aberto: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LinhaQuadro:
    """One vínculo of the list as on a day; ``prazos`` are the unanswered ones, the next first."""

    servidor_id: int
    vinculo_id: int
    nome: str
    matricula: str | None
    cargo: str
    unidade: str
    situacao: Situacao
    prazos: tuple[PrazoEm, ...]

    @property
    def proximo(self) -> PrazoEm | None:
        """The next unanswered deadline, if any."""
        return self.prazos[0] if self.prazos else None
