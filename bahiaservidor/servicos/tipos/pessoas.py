"""People: rows of lists and the file of a servidor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from ...estatuto.atos.base import Requisito, Ressalva
from ...estatuto.tipos import Carater, EstadoPrazo, Situacao, TipoPrazo
from ...estatuto.tipos_emendas import SituacaoAto
from .atos import DadosPessoa, Instrumento, Minuta, Proposta
from .rotulos import rotulo_do_prazo


@dataclass(frozen=True, slots=True, kw_only=True)
class LinhaServidor:
    """One row per vínculo."""

    id: int
    servidor_id: int
    matricula: str | None
    cpf: str | None
    nome: str
    cargo: str
    unidade: str
    orgao: str
    situacao: Situacao
    proximo_prazo: date | None
    proximo_prazo_tipo: TipoPrazo | None
    ressalvas: int = 0
    carater: Carater | None = None
    nomeacao: date | None = None
    posse: date | None = None
    exercicio: date | None = None
    estavel_desde: date | None = None
    fim: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FiltroServidores:
    """Filter of the list of people; empty means everybody; periods have both ends included."""

    texto: str = ""
    situacoes: tuple[Situacao, ...] = ()
    orgao_id: int | None = None
    unidade_id: int | None = None
    cargo_id: int | None = None
    carater: Carater | None = None
    nomeacao_de: date | None = None
    nomeacao_ate: date | None = None
    exercicio_de: date | None = None
    exercicio_ate: date | None = None
    com_ressalva: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MarcaLinha:
    """A mark on the timeline: an act, on its legal date."""

    ato_id: int
    data: date
    tipo: str
    rotulo: str
    detalhe: str
    vinculo_numero: int
    ressalva: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodoLinha:
    """A bar on the timeline: a period; ``fim`` None while it lasts. ``especie``: exercicio, afastamento, estagio."""

    inicio: date
    fim: date | None
    especie: str
    rotulo: str
    vinculo_numero: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LinhaPrazo:
    """One deadline in a list, with its state on the day asked; ``posicao`` tells it apart from others of its kind."""

    id: int
    vinculo_id: int
    servidor_id: int
    nome: str
    matricula: str | None
    cargo: str
    unidade: str
    orgao: str
    tipo: TipoPrazo
    numero: int | None
    inicio: date | None
    vence: date | None
    vence_ultimo: date | None
    estado: EstadoPrazo
    dispositivo: str
    fechado_em: date | None
    fechado_por: int | None
    posicao: int = 0
    responsavel: str = ""
    data_interna: date | None = None
    nota: str = ""

    @property
    def interna_depois(self) -> bool:
        """Tell whether the internal date is later than the legal one, which moved after it was set."""
        return self.data_interna is not None and self.vence is not None and self.data_interna > self.vence

    @property
    def rotulo(self) -> str:
        """The kind in words, with the number of the evaluation."""
        return rotulo_do_prazo(self.tipo, self.numero)


@dataclass(frozen=True, slots=True, kw_only=True)
class Novidade(LinhaPrazo):
    """A deadline of the inbox: what happened to it, and the first day on which that was so."""

    evento: str
    em: date

    @property
    def da_interna(self) -> bool:
        """Tell whether the news is that the internal date passed."""
        return self.evento.startswith("interna")

    @property
    def aconteceu(self) -> str:
        """What happened, in words."""
        if self.da_interna:
            return "Data interna passou"
        return {"zona_cinzenta": "Zona cinzenta", "vencido": "Venceu"}.get(self.evento, "Em alerta")


@dataclass(frozen=True, slots=True, kw_only=True)
class EntradaLivro:
    """An entry of the book as Histórico shows it.

    ``emendas`` says, line by line, what others did to this one; ``alvo_id`` is the act that a correction is about;
    ``confirmada_por`` the second person of an act of high value, empty without one.
    ``com_sigilo`` tells whether it keeps something apart; ``expurgo`` says what became of what it kept.
    """

    ato_id: int
    data: date
    tipo: str
    rotulo: str
    campos: tuple[tuple[str, str], ...]
    requisitos: tuple[Requisito, ...]
    instrumento: Instrumento | None
    ressalva: Ressalva | None
    registrado_em: datetime
    registrado_por: str
    hash: str
    vinculo_id: int | None = None
    operacao_id: int = 0
    situacao: SituacaoAto = SituacaoAto.VIGENTE
    emendas: tuple[str, ...] = ()
    alvo_id: int | None = None
    confirmada_por: str = ""
    com_sigilo: bool = False
    expurgo: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FichaVinculo:
    """One vínculo in a person's file; ``funcional`` says, in words, what it goes through besides the cargo."""

    id: int
    numero: int
    versao: int
    matricula: str | None
    cargo_id: int
    cargo: str
    carater: Carater
    unidade_id: int | None
    unidade: str
    orgao: str
    situacao: Situacao
    nomeacao: date | None
    posse: date | None
    exercicio: date | None
    estavel_desde: date | None
    fim: date | None
    funcional: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentoEmitido:
    """A paper that was issued and is kept byte for byte.

    ``codigo`` is what its QR code says of the contents; ``origem_id`` the paper it is a twin or a signed version of.
    """

    id: int
    especie: str
    numero: str
    titulo: str
    emitido_em: datetime
    emitido_por: str
    servidor_id: int | None
    vinculo_id: int | None
    hash: str
    midia: str = "application/pdf"
    codigo: str = ""
    lote: str = ""
    origem_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ficha:
    """Everything a person's file shows; ``unificado_em`` is the record that this one was merged into, if any.

    ``quarentena`` says why the book cannot be read, when it cannot: the rest is then as it was last stored.
    """

    servidor_id: int
    dados: DadosPessoa
    situacao: Situacao | None
    vinculos: tuple[FichaVinculo, ...]
    prazos: tuple[LinhaPrazo, ...]
    marcas: tuple[MarcaLinha, ...]
    periodos: tuple[PeriodoLinha, ...]
    historico: tuple[EntradaLivro, ...]
    documentos: tuple[DocumentoEmitido, ...]
    minutas: tuple[Minuta, ...]
    propostas: tuple[Proposta, ...]
    ressalvas: tuple[str, ...]
    unificado_em: int | None = None
    quarentena: str = ""
