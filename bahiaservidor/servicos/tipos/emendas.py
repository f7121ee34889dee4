"""Correcting the book and identity: what is asked, what it would change, what was done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ...estatuto.atos.base import Requisito, Ressalva
from ...estatuto.tipos import AlcanceRepublicacao, EstadoPrazo, Situacao, TipoPrazo
from ...estatuto.tipos_emendas import DestinoAto, FormaEmenda, SituacaoAto
from .atos import Instrumento
from .rotulos import rotulo_do_prazo


@dataclass(frozen=True, slots=True, kw_only=True)
class FormaPossivel:
    """One of the five ways, for one act; when not ``permitida``, ``razao`` says why."""

    forma: FormaEmenda
    rotulo: str
    explicacao: str
    permitida: bool
    razao: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlvoEmenda:
    """The act to correct, as it holds today.

    ``conteudo`` is what the form of the new content starts from, as JSON values; ``historia`` says, line by line, what
    was already done to the act.
    """

    ato_id: int
    tipo: str
    rotulo: str
    frase: str
    servidor_id: int | None
    nome: str
    vinculo_id: int | None
    vinculo_numero: int | None
    versao: int | None
    operacao_id: int
    atos_da_operacao: tuple[int, ...]
    conteudo: Mapping[str, Any]
    publicado: bool
    situacao: SituacaoAto
    historia: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PedidoEmenda:
    """A correction somebody wants to enter.

    ``conteudo`` is the complete new content (correção, retificação); ``destinos`` gives each dependent act its destiny
    (anulação: cai or mantido; estorno: cai); ``versao`` is the vínculo's version that the screen showed.
    """

    forma: FormaEmenda
    ato_id: int
    motivo: str = ""
    publicacao: date | None = None
    efeitos_em: date | None = None
    conteudo: Mapping[str, Any] | None = None
    alcance: AlcanceRepublicacao | None = None
    destinos: Mapping[int, DestinoAto] = field(default_factory=dict)
    ressalva: Ressalva | None = None
    instrumento: Instrumento | None = None
    versao: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dependente:
    """A later act that relied on the one to correct; ``destinos`` are those it may have, ``destino`` the one chosen."""

    ato_id: int
    tipo: str
    rotulo: str
    data: date
    vinculo_id: int | None
    vinculo_numero: int | None
    motivo: str
    destinos: tuple[DestinoAto, ...]
    destino: DestinoAto | None = None
    nota: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrazoAlterado:
    """A deadline that changes; ``mudanca`` says abre, muda, fecha, reabre or some."""

    vinculo_id: int
    vinculo_numero: int
    tipo: TipoPrazo
    numero: int | None
    mudanca: str
    de: date | None
    para: date | None
    de_ultimo: date | None
    para_ultimo: date | None
    estado_de: EstadoPrazo | None
    estado_para: EstadoPrazo | None
    dispositivo: str
    passos: tuple[str, ...] = ()

    @property
    def rotulo(self) -> str:
        """The kind in words, with its number where there are several."""
        return rotulo_do_prazo(self.tipo, self.numero)

    @property
    def frase(self) -> str:
        """What happens to it, in one line."""
        de = "sem data" if self.de is None else f"{self.de:%d/%m/%Y}"
        para = "sem data" if self.para is None else f"{self.para:%d/%m/%Y}"
        estado = "" if self.estado_para is None else self.estado_para.rotulo.lower()
        if self.mudanca == "abre":
            return f"{self.rotulo}: abre, até {para}" if self.para is not None else f"{self.rotulo}: abre, suspenso"
        if self.mudanca == "some":
            return f"{self.rotulo}: deixa de existir (era {de})"
        if self.mudanca == "fecha":
            return f"{self.rotulo}: fica {estado} ({para})"
        if self.mudanca == "reabre":
            return f"{self.rotulo}: reabre, até {para}"
        if self.de != self.para:
            return f"{self.rotulo}: de {de} para {para}"
        if self.de_ultimo != self.para_ultimo:
            ultimo_de = "sem data" if self.de_ultimo is None else f"{self.de_ultimo:%d/%m/%Y}"
            ultimo_para = "sem data" if self.para_ultimo is None else f"{self.para_ultimo:%d/%m/%Y}"
            return f"{self.rotulo}: último dia possível de {ultimo_de} para {ultimo_para}"
        return f"{self.rotulo}: passa a {estado}"


@dataclass(frozen=True, slots=True, kw_only=True)
class CampoAlterado:
    """A field whose content changes, in words."""

    campo: str
    rotulo: str
    de: str
    para: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PontaDoPrazo:
    """Where a term ends with each reach of a rectification (C13)."""

    alcance: AlcanceRepublicacao
    tipo: TipoPrazo
    vence: date | None
    vence_ultimo: date | None

    @property
    def rotulo(self) -> str:
        """The reach in words."""
        return self.alcance.rotulo


@dataclass(frozen=True, slots=True, kw_only=True)
class SituacaoAlterada:
    """The word of a vínculo before and after; None where it does not exist."""

    vinculo_id: int
    vinculo_numero: int
    de: Situacao | None
    para: Situacao | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnaliseEmenda:
    """What a correction would do, before it is entered."""

    forma: FormaEmenda
    titulo: str
    frase: str
    requisitos: tuple[Requisito, ...] = ()
    recusa: Requisito | None = None
    reservas: tuple[Requisito, ...] = ()
    avisos: tuple[str, ...] = ()
    dependentes: tuple[Dependente, ...] = ()
    prazos: tuple[PrazoAlterado, ...] = ()
    campos: tuple[CampoAlterado, ...] = ()
    pontas: tuple[PontaDoPrazo, ...] = ()
    situacoes: tuple[SituacaoAlterada, ...] = ()
    campos_incompletos: tuple[tuple[str, str], ...] = ()

    @property
    def aceita(self) -> bool:
        """Tell whether the correction can be entered as it stands."""
        return self.recusa is None and not self.campos_incompletos


@dataclass(frozen=True, slots=True, kw_only=True)
class EmendaRegistrada:
    """What a correction changed: the entries made, the people to reread, a sentence for the clerk."""

    atos: tuple[int, ...]
    servidores: tuple[int, ...]
    operacao_id: int
    mensagem: str
    avisos: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AtoDoCargo:
    """An act on a cargo, or the correction of one; ``corrigivel`` when it may still be corrected."""

    ato_id: int
    tipo: str
    rotulo: str
    data: date
    situacao: SituacaoAto
    emendas: tuple[str, ...]
    corrigivel: bool


# ------------------------------------------------------------------ identity


@dataclass(frozen=True, slots=True, kw_only=True)
class PessoaNaPrevia:
    """One of the people of a merge or a move."""

    servidor_id: int
    nome: str
    cpf: str | None
    nascimento: date | None
    vinculos: int
    atos: int
    papeis: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AtoMovido:
    """An act that passes to another file; ``faltas`` is what it fails there, flagged and never refused."""

    ato_id: int
    rotulo: str
    data: date
    vinculo_numero: int | None
    faltas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviaIdentidade:
    """What a merge, a move or a change of civil record would do; ``recusa`` empty when it may be done.

    ``campos`` are the data that differ: ``de`` as kept (or as it is), ``para`` in the duplicate (or as it will be).
    """

    frase: str
    recusa: str = ""
    pessoas: tuple[PessoaNaPrevia, ...] = ()
    atos: tuple[AtoMovido, ...] = ()
    prazos: tuple[PrazoAlterado, ...] = ()
    situacoes: tuple[SituacaoAlterada, ...] = ()
    campos: tuple[CampoAlterado, ...] = ()
    avisos: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ParDuplicado:
    """Two records that may be the same person, and why."""

    servidor_id: int
    outro_id: int
    nome: str
    outro_nome: str
    nascimento: date | None
    razao: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PedidoRegistroCivil:
    """A change of name or of birth date; ``decisao`` is the process or the entry of the civil register it rests on."""

    servidor_id: int
    data: date
    fundamento: str
    decisao: str
    nome: str | None = None
    nascimento: date | None = None
    autoridade: str = ""
