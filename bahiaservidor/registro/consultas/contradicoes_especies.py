"""The vocabulary of the contradictions inbox: kinds, gravities, and the row that every kind is told by."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import IntEnum, StrEnum
from typing import Final, NamedTuple


class Gravidade(IntEnum):
    """How much a contradiction weighs; the higher, the more urgent."""

    BAIXA = 1
    MEDIA = 2
    ALTA = 3

    @property
    def rotulo(self) -> str:
        """The word a clerk reads."""
        return {1: "Baixa", 2: "Média", 3: "Alta"}[self.value]

    @property
    def chave(self) -> str:
        """The word a command or a file uses."""
        return {1: "baixa", 2: "media", 3: "alta"}[self.value]


class Especie(StrEnum):
    """Kinds of contradiction, in the order in which a filter lists them."""

    RESSALVA = "ressalva"
    POSSE_FORA_DO_PRAZO = "posse_fora_do_prazo"
    POSSE_ZONA_CINZENTA = "posse_zona_cinzenta"
    CARGOS_SIMULTANEOS = "cargos_simultaneos"
    ATO_SEM_DOE = "ato_sem_doe"
    EXCEDENTE = "excedente"
    CARGO_ACIMA_DOS_POSTOS = "cargo_acima_dos_postos"
    ESTAGIO_SEM_AVALIADOR = "estagio_sem_avaliador"
    ESTAGIO_SEM_HOMOLOGACAO = "estagio_sem_homologacao"
    PRAZO_VENCIDO = "prazo_vencido"
    REINTEGRADO_AUSENTE = "reintegrado_ausente"
    ATO_NAO_CABE_MAIS = "ato_nao_cabe_mais"
    NOMEACAO_ACIMA_DA_LRF = "nomeacao_acima_da_lrf"
    SEM_NASCIMENTO = "sem_nascimento"
    SEM_CPF = "sem_cpf"
    POSSIVEL_DUPLICATA = "possivel_duplicata"

    @property
    def rotulo(self) -> str:
        """The words a clerk reads."""
        return _ROTULOS[self]


_ROTULOS: Final[Mapping[Especie, str]] = {
    Especie.RESSALVA: "Ato com ressalva",
    Especie.POSSE_FORA_DO_PRAZO: "Posse fora do prazo",
    Especie.POSSE_ZONA_CINZENTA: "Posse na zona cinzenta",
    Especie.CARGOS_SIMULTANEOS: "Dois cargos sem acumulação declarada",
    Especie.ATO_SEM_DOE: "Ato sem dados do Diário Oficial",
    Especie.EXCEDENTE: "Excedente",
    Especie.CARGO_ACIMA_DOS_POSTOS: "Cargo com mais ocupantes que postos",
    Especie.ESTAGIO_SEM_AVALIADOR: "Estágio sem avaliador",
    Especie.ESTAGIO_SEM_HOMOLOGACAO: "Estágio completo sem homologação",
    Especie.PRAZO_VENCIDO: "Prazo vencido sem ato",
    Especie.REINTEGRADO_AUSENTE: "Reintegrado ou reconduzido que não se apresentou",
    Especie.ATO_NAO_CABE_MAIS: "Ato que não cabe mais",
    Especie.NOMEACAO_ACIMA_DA_LRF: "Nomeação acima do limite de pessoal",
    Especie.SEM_NASCIMENTO: "Pessoa sem data de nascimento",
    Especie.SEM_CPF: "Pessoa sem CPF",
    Especie.POSSIVEL_DUPLICATA: "Pessoa possivelmente repetida",
}

ORDEM_DAS_ESPECIES: Final[Mapping[Especie, int]] = {especie: n for n, especie in enumerate(Especie)}

_DESLOCAMENTO: Final = 40
"""Bits left for the number of what a contradiction is about: more than a registry will ever count."""


class Achado(NamedTuple):
    """One contradiction as the queries tell it; what the numbers and days mean depends on the kind.

    ``objeto`` is the number of what it is about, alone in its kind; ``natural`` says the same in words that outlive a
    rebuilding of the tables.  ``desde`` is the day it has been so, or that counts from the next (``limite``).
    """

    especie: str
    objeto: int
    natural: str
    gravidade: int
    servidor_id: int | None = None
    vinculo_id: int | None = None
    outro_id: int | None = None
    ato_id: int | None = None
    cargo_id: int | None = None
    desde: date | None = None
    dia: date | None = None
    limite: date | None = None
    texto: str = ""
    numero: int | None = None

    @property
    def id(self) -> int:
        """The number by which lists know it: kind and object."""
        return ORDEM_DAS_ESPECIES[Especie(self.especie)] << _DESLOCAMENTO | self.objeto

    @property
    def chave(self) -> str:
        """What it is recognised by, whatever day it is looked at."""
        return f"{self.especie}:{self.natural}"

    @property
    def diz(self) -> str:
        """What it says, as one text: an acknowledgement holds while this is the same."""
        partes = (self.gravidade, self.outro_id, self.desde, self.dia, self.limite, self.numero)
        return "|".join("" if parte is None else str(parte) for parte in (*partes, self.texto))


def separar(id_: int) -> tuple[Especie, int]:
    """Return kind and object of a number given by `Achado.id`."""
    return ESPECIES[id_ >> _DESLOCAMENTO], id_ & ((1 << _DESLOCAMENTO) - 1)


ESPECIES: Final = tuple(Especie)
"""Kinds by their number."""
