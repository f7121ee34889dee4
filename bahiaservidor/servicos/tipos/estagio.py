"""Estágio probatório: who is in it, what is missing, the two counters, the exit paths, a batch of homologações."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ...estatuto.avaliacoes import Avaliadores, Escala, Notas
from ...estatuto.contadores import AusenciaContada, Contador
from ...estatuto.tipos import EstadoPrazo, ResultadoEstagio
from .atos import Registrado
from .pessoas import LinhaPrazo


class Recorte(StrEnum):
    """Parts of the list that ask for something."""

    TODOS = "todos"
    AVALIACAO_VENCIDA = "avaliacao_vencida"
    PORTAO = "portao"
    SUBMISSAO_VENCIDA = "submissao_vencida"
    A_HOMOLOGAR = "a_homologar"
    SEM_HOMOLOGACAO = "sem_homologacao"
    SEM_AVALIADOR = "sem_avaliador"


class EtapaPortao(StrEnum):
    """Where the submission stands on the day (art. 27, parágrafo único; rule S3)."""

    SEM_DATA = "sem_data"
    LONGE = "longe"
    AVISO = "aviso"
    ULTIMO_DIA = "ultimo_dia"
    VENCIDA = "vencida"
    SUBMETIDA = "submetida"


@dataclass(frozen=True, slots=True, kw_only=True)
class FiltroEstagio:
    """Filter of who is in estágio; empty means everybody."""

    recorte: Recorte = Recorte.TODOS
    orgao_id: int | None = None
    unidade_id: int | None = None
    texto: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinhaEstagio:
    """One vínculo in estágio; ``aviso`` is the number of months of the warning in course (6, 5), None outside it.

    ``chefe`` is who evaluates as of the latest designation, None when nobody was designated.
    """

    vinculo_id: int
    servidor_id: int
    nome: str
    matricula: str | None
    cargo: str
    unidade: str
    orgao: str
    exercicio: date | None
    fim: LinhaPrazo
    submissao: LinhaPrazo | None
    avaliacoes: tuple[LinhaPrazo, ...]
    aviso: int | None
    chefe: str | None = None

    @property
    def id(self) -> int:
        """The vínculo, as lists with ticks ask for it."""
        return self.vinculo_id

    @property
    def feitas(self) -> int:
        """How many evaluations were made."""
        return sum(a.fechado_em is not None for a in self.avaliacoes)

    @property
    def vencidas(self) -> tuple[LinhaPrazo, ...]:
        """The evaluations that are late."""
        return tuple(a for a in self.avaliacoes if a.estado is EstadoPrazo.VENCIDO and a.fechado_em is None)

    @property
    def avaliacao_vencida(self) -> LinhaPrazo | None:
        """The first evaluation that is late, None when none is."""
        return next(iter(self.vencidas), None)

    @property
    def proxima_avaliacao(self) -> LinhaPrazo | None:
        """The first evaluation still to be made."""
        return next((a for a in self.avaliacoes if a.fechado_em is None), None)

    @property
    def submetida(self) -> bool:
        """Tell whether the evaluation was already submitted to homologação."""
        return self.submissao is not None and self.submissao.fechado_em is not None

    @property
    def submissao_vencida(self) -> bool:
        """Tell whether the gate was passed without a submission."""
        return self.submissao is not None and not self.submetida and self.submissao.estado is EstadoPrazo.VENCIDO

    @property
    def tempo_completo(self) -> bool:
        """Tell whether the time is complete and the homologação did not come (S4)."""
        return self.fim.estado is EstadoPrazo.VENCIDO

    def etapa(self, hoje: date) -> EtapaPortao:
        """Return where the submission stands."""
        if self.submetida:
            return EtapaPortao.SUBMETIDA
        if self.submissao is None or self.submissao.vence is None:
            return EtapaPortao.SEM_DATA
        if hoje > self.submissao.vence:
            return EtapaPortao.VENCIDA
        if hoje == self.submissao.vence:
            return EtapaPortao.ULTIMO_DIA
        return EtapaPortao.LONGE if self.aviso is None else EtapaPortao.AVISO

    def em(self, recorte: Recorte) -> bool:
        """Tell whether the row belongs to a part of the list."""
        return {
            Recorte.TODOS: True,
            Recorte.AVALIACAO_VENCIDA: self.avaliacao_vencida is not None,
            Recorte.PORTAO: self.aviso is not None or self.submissao_vencida,
            Recorte.SUBMISSAO_VENCIDA: self.submissao_vencida,
            Recorte.A_HOMOLOGAR: self.submetida,
            Recorte.SEM_HOMOLOGACAO: self.tempo_completo,
            Recorte.SEM_AVALIADOR: self.chefe is None,
        }[recorte]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumoEstagio:
    """How many people each part of the list has."""

    total: int
    por_recorte: dict[Recorte, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class PedidoAvaliacao:
    """A reconsideração or a recurso as the panel shows it; ``ate`` is the last day to decide, when there is one."""

    data: date
    deferido: bool | None
    decisao: date | None
    ate: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AvaliacaoFeita:
    """One registered evaluation; ``reconsiderar_ate`` and ``recorrer_ate`` are the last days, while they still run."""

    numero: int
    data: date
    satisfatoria: bool
    prevalece: bool
    notas: Notas | None
    avaliador: str
    ciencia: date | None
    reconsideracao: PedidoAvaliacao | None
    recurso: PedidoAvaliacao | None
    reconsiderar_ate: date | None
    recorrer_ate: date | None
    proximo_ato: str
    """Act that comes next about this evaluation; empty when none does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saida:
    """One way out of the estágio: what leads to it, what it gives, whether it is what happened."""

    rotulo: str
    texto: str
    dispositivo: str
    aconteceu: bool = False
    ato: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contadores:
    """The two counters of S5, absence by absence."""

    exercicio: date
    meses: int
    ausencias: tuple[AusenciaContada, ...]
    efetivo: Contador
    avaliado: Contador
    depende_de_hoje: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DetalheEstagio:
    """Everything the panel of one person shows beyond the row."""

    vinculo_id: int
    servidor_id: int
    versao: int
    avaliacoes: tuple[AvaliacaoFeita, ...]
    avaliadores: Avaliadores | None
    escala: Escala
    contadores: Contadores | None
    resultado: ResultadoEstagio | None
    saidas: tuple[Saida, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidatoHomologacao:
    """One person in a batch of homologações: ``recusa`` says why not, with the article; ``avisos`` do not prevent."""

    vinculo_id: int
    servidor_id: int
    nome: str
    matricula: str | None
    cargo: str
    unidade: str
    fim: date | None
    submissao: date | None
    recusa: str = ""
    dispositivo: str = ""
    avisos: tuple[str, ...] = ()

    @property
    def id(self) -> int:
        """The vínculo, as lists with ticks ask for it."""
        return self.vinculo_id

    @property
    def pode(self) -> bool:
        """Tell whether the law lets this person in."""
        return not self.recusa


@dataclass(frozen=True, slots=True, kw_only=True)
class HomologacaoEmLote:
    """What a batch did: who was registered, and who stayed out, with the reason."""

    registrados: tuple[Registrado, ...]
    fora: tuple[CandidatoHomologacao, ...]
