"""Notice and defence before an act against somebody: what was sent, answered and decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class MeioAviso(StrEnum):
    """How the person was told of the act that is proposed."""

    PESSOAL = "pessoal"
    CARTA = "carta"
    EDITAL = "edital"
    EMAIL = "email"
    SEI = "sei"

    @property
    def rotulo(self) -> str:
        """The words a clerk reads."""
        return _ROTULOS[self]


_ROTULOS = {
    MeioAviso.PESSOAL: "Pessoalmente, com ciência assinada",
    MeioAviso.CARTA: "Carta com aviso de recebimento",
    MeioAviso.EDITAL: "Edital",
    MeioAviso.EMAIL: "Correio eletrônico",
    MeioAviso.SEI: "SEI",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Exigencia:
    """Why an act asks for notice and defence, and the provision."""

    razao: str
    dispositivo: str


AMPLA_DEFESA: Final = "CF, art. 5º, inciso LV"

EXIGEM: Final[Mapping[str, Exigencia]] = MappingProxyType(
    {
        "tornar_sem_efeito": Exigencia(razao="A pessoa perde a nomeação ou o aproveitamento", dispositivo=AMPLA_DEFESA),
        "exoneracao_de_oficio": Exigencia(razao="A pessoa perde o cargo sem ter pedido", dispositivo=AMPLA_DEFESA),
        "cassacao_aposentadoria": Exigencia(razao="A pessoa perde a aposentadoria", dispositivo=AMPLA_DEFESA),
        "cassacao_disponibilidade": Exigencia(razao="A pessoa perde a disponibilidade", dispositivo=AMPLA_DEFESA),
        "demissao": Exigencia(razao="A pessoa perde o cargo por penalidade", dispositivo=AMPLA_DEFESA),
        "anulacao": Exigencia(razao="Deixa de valer um ato que beneficia a pessoa", dispositivo=AMPLA_DEFESA),
    }
)
"""Acts that ask for notice and defence, each with the reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Defesa:
    """The checklist of one act against one vínculo; ``versao`` 0 while it was never kept.

    ``ato`` is the kind of act (`tornar_sem_efeito`), with the act it annuls after a colon (`anulacao:12`).
    ``dispensa`` is why the act is issued although the checklist is not complete; the ``*_anexo_id`` are the proofs.
    """

    servidor_id: int
    vinculo_id: int
    ato: str
    id: int | None = None
    minuta_id: int | None = None
    aviso_meio: MeioAviso | None = None
    aviso_em: date | None = None
    aviso_anexo_id: int | None = None
    resposta_ate: date | None = None
    resposta_em: date | None = None
    resposta: str = ""
    resposta_anexo_id: int | None = None
    decisao_em: date | None = None
    decisao: str = ""
    decisao_autoridade: str = ""
    decisao_anexo_id: int | None = None
    dispensa: str = ""
    versao: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AnexoDoVinculo:
    """A file already attached to the vínculo, which may prove a step."""

    id: int
    nome: str
    peca: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SituacaoDefesa:
    """Where notice and defence stand on a day; ``pendencias`` in words, empty when everything is in order.

    ``dias`` is the term to answer that the registry suggests, None while nobody confirmed one.
    """

    defesa: Defesa
    exigencia: Exigencia
    nome: str
    rotulo: str
    pendencias: tuple[str, ...]
    sem_resposta: bool
    anexos: tuple[AnexoDoVinculo, ...] = ()
    dias: int | None = None

    @property
    def completa(self) -> bool:
        """Tell whether every step was taken, in order, with its proof."""
        return not self.pendencias

    @property
    def permite_emitir(self) -> bool:
        """Tell whether the paper may be issued: complete, or waived with a fundamento."""
        return self.completa or bool(self.defesa.dispensa)
