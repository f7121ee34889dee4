"""Acts: what is asked for, what the law says of it, what it changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from ...estatuto.agil import agil
from ...estatuto.atos.base import Requisito, Ressalva
from ...estatuto.tipos import EstadoPrazo, Situacao, TipoPrazo


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrumento:
    """The paper that carries an act: type, number, date, authority and where the DOE published it."""

    tipo: str = "Decreto"
    numero: str = ""
    data: date | None = None
    autoridade: str = ""
    doe_edicao: str = ""
    doe_data: date | None = None
    doe_pagina: str = ""
    texto: str = ""


@agil
@dataclass(frozen=True, kw_only=True)
class DadosPessoa:
    """A person's registered data; what the fold needs (name, CPF, birth) enters the book.

    Without slots, for `copia.replace`.
    """

    nome: str
    cpf: str | None = None
    nascimento: date | None = None
    nome_social: str = ""
    nomes_anteriores: tuple[str, ...] = ()
    sexo: str = ""
    pis: str | None = None
    rg: str = ""
    rg_orgao: str = ""
    rg_uf: str = ""
    rg_data: date | None = None
    titulo_eleitor: str = ""
    nacionalidade: str = "Brasileira"
    naturalidade: str = ""
    estado_civil: str = ""
    filiacao: str = ""
    escolaridade: str = ""
    endereco: str = ""
    telefone: str = ""
    email: str = ""


@agil
@dataclass(frozen=True, slots=True, kw_only=True)
class PedidoAto:
    """An act somebody wants to prepare or register.

    ``conteudo`` maps the act's field names to values (dates as ``date`` or ISO text).  For an act that opens a vínculo
    of a person not yet registered, ``pessoa`` gives the person.  ``vinculo_id`` None lets the law choose the latest
    vínculo that admits the act.  ``em_seguida`` are acts that enter with it or not at all.  ``versao`` is the vínculo's
    version that the screen showed; None skips that check.
    """

    tipo: str
    conteudo: Mapping[str, Any]
    servidor_id: int | None = None
    vinculo_id: int | None = None
    vinculo_numero: int | None = None
    pessoa: DadosPessoa | None = None
    ressalva: Ressalva | None = None
    instrumento: Instrumento | None = None
    matricula: str | None = None
    versao: int | None = None
    em_seguida: tuple[PedidoAto, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PrazoPrevisto:
    """A deadline as it would stand after an act; ``mudanca`` says abre, muda, fecha or permanece."""

    tipo: TipoPrazo
    numero: int | None
    vence: date | None
    vence_ultimo: date | None
    estado: EstadoPrazo
    dispositivo: str
    mudanca: str
    passos: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Analise:
    """What the law says of an act before it is entered; ``cascata``: what it makes the law suggest about others."""

    requisitos: tuple[Requisito, ...]
    recusa: Requisito | None
    reservas: tuple[Requisito, ...]
    avisos: tuple[str, ...]
    efeitos: tuple[str, ...]
    prazos: tuple[PrazoPrevisto, ...]
    situacao_antes: Situacao | None
    situacao_depois: Situacao | None
    vinculo_id: int | None
    campos_incompletos: tuple[tuple[str, str], ...] = ()
    cascata: tuple[Proposta, ...] = ()

    @property
    def aceito(self) -> bool:
        """Tell whether the act can be registered as it stands."""
        return self.recusa is None and not self.campos_incompletos


@agil
@dataclass(frozen=True, slots=True, kw_only=True)
class Registrado:
    """What a registered act changed: ids to reread, and a sentence for the clerk."""

    ato_id: int
    servidor_id: int
    vinculo_id: int
    mensagem: str
    avisos: tuple[str, ...] = ()
    papel: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AtoPossivel:
    """An act as the act dialog offers it; when not ``permitido``, ``razao`` says why with the article."""

    tipo: str
    rotulo: str
    dispositivo: str
    permitido: bool
    razao: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Minuta:
    """A prepared act: outside the book, editable, with a numbered paper once issued.

    ``estado``: preparada, emitida, enviada, assinada, confirmada, sem_efeito.
    """

    id: int
    tipo: str
    rotulo: str
    estado: str
    numero: str
    servidor_id: int | None
    vinculo_id: int | None
    nome: str
    cargo: str
    conteudo: Mapping[str, Any]
    criada_em: datetime
    motivo: str = ""
    ato_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposta:
    """An act the law suggests; never applied by the program (C5).  ``conteudo`` is what is known of its fields."""

    servidor_id: int
    vinculo_id: int
    nome: str
    ato: str
    rotulo: str
    dispositivo: str
    razao: str
    desde: date | None
    cargo_id: int | None = None
    conteudo: Mapping[str, Any] = field(default_factory=dict)
