"""What the reader of the Diário Oficial gives back: papers, proposed acts, and what belongs to neither.

Every ``inicio``/``fim`` is an offset in the text that was given to ``ler``; nothing here was decided by anybody yet.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Forma = Literal["A", "B", "C", "?"]
"""A: decree in batch; B: portaria of the payroll system, one cell per line; C: portaria written by hand."""

SituacaoLeitura = Literal["lida", "incompleta", "nao_e_ato", "nao_lida"]
"""``incompleta`` lacks what the act cannot do without; ``nao_lida`` may be an act and was not understood."""

EspecieTrecho = Literal["cabecalho", "rodape"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trecho:
    """A stretch of a paper that is not an act: its title and preamble, or its signature."""

    inicio: int
    fim: int
    especie: EspecieTrecho


@dataclass(frozen=True, slots=True, kw_only=True)
class Ignorado:
    """A stretch that is left out on purpose, and why (in words for the clerk); it may lie inside a proposta."""

    inicio: int
    fim: int
    motivo: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Campo:
    """One datum read: its name is that of the field of ``Proposta``; ``confianca`` from 0 to 1."""

    nome: str
    valor: str
    """As it will be used: digits of the matrícula, dates as aaaa-mm-dd."""
    inicio: int
    fim: int
    confianca: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AtoReferido:
    """The published act that another one annuls, ceases or rectifies, as far as the text tells."""

    especie: str
    """As written: "Portaria", "Decreto", "LICENÇA PRÊMIO"."""
    numero: str | None = None
    data: date | None = None
    doe_numero: str | None = None
    doe_data: date | None = None
    tipo: str | None = None
    """The act of ``estatuto.atos`` that it is, None when the words do not tell or there is no such act."""
    inicio: int = 0
    fim: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Papel:
    """An instrumento: a decree or portaria, with what its header and signature say."""

    forma: Forma
    tipo: str | None
    """``decreto``, ``portaria``, ``portaria_conjunta``, ``resolucao``, ``ato``...; None for loose acts."""
    numero: str | None = None
    data: date | None = None
    autoridade: str | None = None
    """The office: "Governador do Estado da Bahia"."""
    signatario: str | None = None
    """Who signs, by name."""
    orgao: str | None = None
    processo: str | None = None
    inicio: int
    fim: int
    data_efeito: date | None = None
    """The day from which its acts have effect, when the paper says one for all of them."""
    efeito_na_publicacao: bool = False
    """It says that it has effect from the day of its publication."""
    publicacao: date | None = None
    """The day of the edition, when a page header before it tells."""
    doe_numero: str | None = None
    pagina: str | None = None
    trechos: tuple[Trecho, ...] = ()
    """Its header and footers: what it has besides the propostas."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposta:
    """An act as the text says it, for the clerk to confirm, correct or discard.

    ``texto`` is exactly ``texto[inicio:fim]`` of what was read; the order is that of the text.
    """

    ordem: int
    papel: int
    """Which of ``Leitura.papeis``."""
    inicio: int
    fim: int
    texto: str
    verbo: str
    """In the infinitive: "exonerar", "tornar sem efeito"; empty when none is read."""
    tipo: str | None = None
    """The act of ``bahiaservidor.estatuto.atos`` that the words mean, None when there is none."""
    alternativas: tuple[str, ...] = ()
    """Other acts the same words may mean, the likeliest first."""
    nome: str | None = None
    matricula: str | None = None
    """Eight digits."""
    cpf: str | None = None
    """Eleven digits, or as printed when it is half hidden (``***.982.247-**``)."""
    cargo: str | None = None
    """The cargo (or função) the act is about."""
    simbolo: str | None = None
    carater: str | None = None
    """``permanente`` or ``temporario``, as in ``estatuto.tipos.Carater``, when the words tell."""
    lotacao: str | None = None
    """The units as written, without the secretaria."""
    unidades: tuple[str, ...] = ()
    """The same, one by one, from the smallest."""
    secretaria: str | None = None
    cargo_de_origem: str | None = None
    """The cargo the person already holds."""
    classe: str | None = None
    a_pedido: bool = False
    data_efeito: date | None = None
    efeito_na_publicacao: bool = False
    inicio_periodo: date | None = None
    fim_periodo: date | None = None
    """None with ``sem_fim`` for 31/12/9999."""
    sem_fim: bool = False
    dias: int | None = None
    """As written; what does not fit the dates is a doubt."""
    processo: str | None = None
    edital: str | None = None
    classificacao: int | None = None
    cota: str | None = None
    """``ampla``, ``pcd``, ``negros`` or ``outra``, as in ``estatuto.reservas.Modalidade``."""
    motivo: str | None = None
    """The kind of afastamento (``estatuto.tipos.MotivoAfastamento``) or of aposentadoria (``TipoAposentadoria``)."""
    titular: str | None = None
    """Who is substituted."""
    ultimo_ocupante: str | None = None
    """Of whom the post was: never the person of this act."""
    ato_referido: AtoReferido | None = None
    onde_se_le: str | None = None
    leia_se: str | None = None
    campos: tuple[Campo, ...] = ()
    confianca: float = 0.0
    faltas: tuple[str, ...] = ()
    duvidas: tuple[str, ...] = ()
    situacao: SituacaoLeitura = "nao_lida"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leitura:
    """Everything a text says: each of its printed characters is in a paper's trecho, a proposta or an ``Ignorado``."""

    papeis: tuple[Papel, ...] = ()
    propostas: tuple[Proposta, ...] = ()
    ignorados: tuple[Ignorado, ...] = ()
    avisos: tuple[str, ...] = ()
