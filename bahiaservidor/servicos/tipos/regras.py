"""What changes of the rules give: deadlines that move, numbers of the law in use, readings chosen."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from ...estatuto.parametros import Janela, Parametro, ValorDatado
from ...estatuto.tipos import TipoPrazo
from .rotulos import rotulo_do_prazo


class EspecieMovimento(StrEnum):
    """What a change of the rules does to an open deadline."""

    MUDA = "muda"
    SURGE = "surge"
    DEIXA = "deixa_de_existir"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrazoMovido:
    """An open deadline that a change of the rules moves: ``vence`` and ``vence_ultimo``, before and after.

    A date is None while it depends on an event without one.  ``prazo_id`` is None for a deadline not stored yet.
    """

    prazo_id: int | None
    nome: str
    tipo: TipoPrazo
    de: date | None
    para: date | None
    ultimo_de: date | None = None
    ultimo_para: date | None = None
    numero: int | None = None
    servidor_id: int = 0
    vinculo_id: int = 0
    matricula: str = ""
    especie: EspecieMovimento = EspecieMovimento.MUDA

    @property
    def rotulo(self) -> str:
        """The kind in words, with its number when it has one."""
        return rotulo_do_prazo(self.tipo, self.numero)


@dataclass(frozen=True, slots=True, kw_only=True)
class Movimento:
    """What a change of the rules moves in all: how many, of which kinds, and the first ones by their new date.

    ``movidos`` may hold fewer than ``total``; ``examinados`` is how many people were computed again.
    """

    total: int = 0
    pessoas: int = 0
    examinados: int = 0
    por_tipo: tuple[tuple[TipoPrazo, int], ...] = ()
    movidos: tuple[PrazoMovido, ...] = ()

    @property
    def completo(self) -> bool:
        """Tell whether every deadline that moves is listed."""
        return len(self.movidos) == self.total


@dataclass(frozen=True, slots=True, kw_only=True)
class NovoValor:
    """A value of a parameter as typed, and the first day on which it would count."""

    chave: str
    valor: str
    desde: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Reforma:
    """What would change: numbers of the law from a day on, and readings as (key, value)."""

    valores: tuple[NovoValor, ...] = ()
    leituras: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistroDeValor:
    """A value with what the law asks to be kept of it: source, fundamento, the day it was read in the text."""

    chave: str
    valor: str
    desde: date
    citacao: str
    fundamento: str
    conferido_em: date | None = None
    confirmado: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistroDeJanela:
    """A window of N10 as entered by the installation, both days included."""

    chave: str
    rotulo: str
    inicio: date
    fim: date
    citacao: str
    fundamento: str
    conferido_em: date | None = None
    confirmado: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EmUso:
    """What of the law is in use; ``registrado_em`` and ``usuario`` only of what the installation entered."""

    registrado_em: datetime | None = None
    usuario: str = ""

    @property
    def da_instalacao(self) -> bool:
        """Tell whether it was entered here, and not shipped with the program."""
        return self.registrado_em is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class ValorEmUso(EmUso):
    """A dated value in use."""

    valor: ValorDatado


@dataclass(frozen=True, slots=True, kw_only=True)
class ParametroEmUso:
    """A number of the law with every value in use, in order of date.  ``move`` are the deadlines that rest on it."""

    parametro: Parametro
    valores: tuple[ValorEmUso, ...]
    admite: str
    move: tuple[TipoPrazo, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class JanelaEmUso(EmUso):
    """A window of N10 in use."""

    janela: Janela


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternativa:
    """One way of reading the law: its value, its name, what it does to the dates."""

    valor: str
    rotulo: str
    efeito: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Escolha:
    """A reading chosen: by whom, when, why."""

    chave: str
    valor: str
    fundamento: str
    usuario: str
    instante: datetime
    leitura: str = ""
    rotulo: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leitura:
    """A question that the law leaves open, its alternatives, the one in use, and the choices made so far."""

    chave: str
    regra: str
    titulo: str
    explicacao: str
    dispositivo: str
    alternativas: tuple[Alternativa, ...]
    padrao: str
    valor: str
    escolhas: tuple[Escolha, ...] = field(default=())

    @property
    def em_uso(self) -> Alternativa:
        """The alternative in use."""
        return next(a for a in self.alternativas if a.valor == self.valor)

    @property
    def escolhida(self) -> bool:
        """Tell whether somebody chose it here; otherwise the program's default is in use."""
        return bool(self.escolhas)
