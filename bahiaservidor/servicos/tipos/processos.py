"""Processes: what may enter one, what was put together, what became of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from ...estatuto.formatos.datas import formatar_data


class SituacaoEntrega(StrEnum):
    """What became of a process."""

    MONTADO = "montado"
    ENVIADO = "enviado"
    ACEITO = "aceito"
    REJEITADO = "rejeitado"

    @property
    def rotulo(self) -> str:
        """The state in words."""
        return {"montado": "Por enviar", "enviado": "Enviado", "aceito": "Aceito", "rejeitado": "Rejeitado"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class ParteProposta:
    """A paper that may enter a process, in its legal place.

    ``chave``: ``d`` and the id of an issued paper, or ``a`` and that of a file received.  ``lugar`` is what it answers
    to in `Exigencia`; ``detalhe`` says where it comes from; ``tamanho`` in bytes.
    """

    chave: str
    titulo: str
    lugar: str
    onde: str
    detalhe: str
    tamanho: int
    incluida: bool
    assinada: bool = False

    @property
    def id(self) -> int:
        """A number that tells it apart from the others."""
        return int(self.chave[1:]) * 2 + (self.chave[0] == "a")


@dataclass(frozen=True, slots=True, kw_only=True)
class Exigencia:
    """What there must be in a process: one of the places ``aceitas``; ``rotulo`` in words."""

    aceitas: frozenset[str]
    rotulo: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PropostaProcesso:
    """Everything that may enter the process of a provimento, in the legal order, and what must be there."""

    vinculo_id: int
    provimento: str
    rotulo: str
    interessado: str
    cargo: str
    partes: tuple[ParteProposta, ...]
    exigencias: tuple[Exigencia, ...]
    numero: str = ""
    destino: str = ""
    limite_mb: int = 15

    def faltam(self, chaves: Collection[str] | None = None) -> tuple[str, ...]:
        """Return what is missing among the parts with these keys (None: those proposed), in words."""
        lugares = {
            parte.lugar for parte in self.partes if (parte.incluida if chaves is None else parte.chave in chaves)
        }
        return tuple(exigencia.rotulo for exigencia in self.exigencias if not exigencia.aceitas & lugares)


@dataclass(frozen=True, slots=True, kw_only=True)
class PedidoProcesso:
    """What to put together: ``partes`` are keys of `ParteProposta` in order (None: as proposed)."""

    vinculo_id: int
    provimento: str
    partes: tuple[str, ...] | None = None
    numero: str = ""
    destino: str = ""
    limite_mb: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeProcesso:
    """One of the PDFs of a process, kept as an issued paper; ``tamanho`` in bytes."""

    documento_id: int
    nome: str
    inicio: int
    fim: int
    tamanho: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Entrega:
    """A piece of news of a process; ``anexo_id`` is its receipt."""

    situacao: SituacaoEntrega
    em: date
    destino: str
    protocolo: str
    motivo: str
    anexo_id: int | None
    usuario: str

    @property
    def palavras(self) -> str:
        """The news in a sentence without a full stop."""
        dia = formatar_data(self.em)
        protocolo = f", protocolo {self.protocolo}" if self.protocolo else ""
        if self.situacao is SituacaoEntrega.ENVIADO:
            return f"Enviado em {dia} para {self.destino}{protocolo}"
        if self.situacao is SituacaoEntrega.ACEITO:
            return f"Aceito em {dia}{protocolo}"
        return f"Rejeitado em {dia}: {self.motivo}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessoMontado:
    """A process as it was put together, with its volumes and what became of it, the latest news last."""

    id: int
    servidor_id: int
    vinculo_id: int
    nome: str
    matricula: str | None
    provimento: str
    rotulo: str
    numero: str
    titulo: str
    folhas: int
    volumes: tuple[VolumeProcesso, ...]
    indice: tuple[str, ...]
    avisos: tuple[str, ...]
    partes: tuple[str, ...]
    destino: str
    limite_mb: int
    instante: datetime
    usuario: str
    entregas: tuple[Entrega, ...] = ()

    @property
    def situacao(self) -> SituacaoEntrega:
        """What became of it."""
        return self.entregas[-1].situacao if self.entregas else SituacaoEntrega.MONTADO

    @property
    def palavras(self) -> str:
        """What became of it, in a sentence without a full stop."""
        return self.entregas[-1].palavras if self.entregas else "Montado, por enviar"
