"""What the papers are made of: plain values.  A paper knows no database; whoever prints it fills these in.

A field of None is not known: a minuta leaves a ruled blank for it, to be filled by hand.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from bahiaservidor.estatuto.tipos import Carater, TipoRessalva

Hipotese = Literal["a", "b", "c"]
"""The hypotheses in which two cargos may be held (CF, art. 37, inciso XVI)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentificacaoDocumento:
    """Number and year of the paper, and what its footer says of it."""

    numero: str | None = None
    ano: int | None = None
    #: The day the figures are of ("situação em"); None where the paper is not a picture of a day.
    situacao_em: dt.date | None = None
    #: Seal of the registry, or head of the book's chain, when the paper was issued, as printed.
    selo: str | None = None
    #: Version of the texts; filled in by the paper itself from its template when None.
    versao_modelo: str | None = None
    #: Digest of the contents, printed with the QR code; filled in by the paper itself once it has a number.
    codigo: str | None = None

    @property
    def numero_e_ano(self) -> str:
        """`12/2026`, or `12` without the year; empty without a number."""
        if not self.numero:
            return ""
        return f"{self.numero}/{self.ano}" if self.ano else self.numero


@dataclass(frozen=True, slots=True, kw_only=True)
class OrgaoEmissor:
    """Who issues the paper: the heading, from the ente down to the unit."""

    nome: str
    unidade: str | None = None
    municipio: str | None = None
    ente: str = "Governo do Estado da Bahia"
    #: Coat of arms (PNG or JPG), drawn above the heading; None for none.
    brasao: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Autoridade:
    """Who gives posse (art. 18) or exercício (art. 21, § 4º)."""

    nome: str | None = None
    cargo: str | None = None
    matricula: str | None = None
    #: Inciso of art. 18, in Roman numerals (`VI`).
    inciso: str | None = None
    #: Act of delegation, as it is cited; None when there is none.
    delegacao: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pessoa:
    """The person the paper is about. CPF and matrícula as digits; they are formatted when printed."""

    nome: str | None = None
    nome_social: str | None = None
    cpf: str | None = None
    rg_numero: str | None = None
    #: Issuer and UF, `SSP/BA`.
    rg_orgao: str | None = None
    rg_data: dt.date | None = None
    matricula: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cargo:
    """The cargo and the post taken."""

    nome: str | None = None
    natureza: Carater = Carater.PERMANENTE
    classe: str | None = None
    referencia: str | None = None
    carreira: str | None = None
    grupo_ocupacional: str | None = None
    #: `DAS-2C`, `DAI-4`: cargo temporário.
    simbolo: str | None = None
    vaga: str | None = None
    #: Where the post comes from: law of creation, or vacancy and former holder.
    origem_vaga: str | None = None
    horas_semanais: int | None = None
    lotacao: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AtoPublicado:
    """A published act: the nomeação of a posse."""

    #: `Decreto`, `Portaria`.
    tipo: str | None = None
    numero: str | None = None
    data: dt.date | None = None
    autoridade: str | None = None
    doe_numero: str | None = None
    doe_data: dt.date | None = None
    doe_pagina: str | None = None
    #: `suplemento`, `extra`; None for a normal edition.
    doe_tipo: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Concurso:
    """The concurso of a cargo permanente: edital, list and place in it."""

    edital: str | None = None
    lista: str | None = None
    classificacao: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PrazoPosse:
    """The term in which the posse is taken (art. 19)."""

    prorrogado: bool = False
    #: The decision that extended it, as it is cited.
    ato_prorrogacao: str | None = None
    vence: dt.date | None = None
    #: The latest end of all readings; printed when it is not `vence`.
    vence_ultimo: dt.date | None = None
    #: Last day of the impediment of who was already a servidor (art. 19, § 1º).
    impedimento_ate: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Laudo:
    """Official medical inspection (art. 20): number, date and result, never the exams."""

    numero: str | None = None
    data: dt.date | None = None
    #: None: not known yet; False is printed as it is (a posse by ressalva).
    apto: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaracaoAcumulacao:
    """Declaration of other cargos (art. 19, § 4º; CF, art. 37, inciso XVI)."""

    data: dt.date | None = None
    #: Whether another cargo is held; None prints the two answers to be marked by hand.
    acumula: bool | None = None
    outro_cargo: str | None = None
    horas_semanais: int | None = None
    hipotese: Hipotese | None = None
    #: How the other cargo ends, when they cannot be held together: `exoneração publicada em …`.
    desligamento: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Procuracao:
    """Specific power of attorney (art. 19, § 3º)."""

    procurador: str | None = None
    cpf: str | None = None
    #: `instrumento público lavrado no …, livro …, folha …`.
    instrumento: str | None = None
    data: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ressalva:
    """Why a fact was recorded although a legal requirement failed (rule 0)."""

    tipo: TipoRessalva
    numero: str | None = None
    data: dt.date | None = None
    autoridade: str | None = None
    fundamento: str | None = None
    #: The provision whose requirement failed (`art. 19, § 2º`).
    dispositivo: str | None = None
    #: Second person who confirmed it (rule R4).
    confirmada_por: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatario:
    """Who drew the paper up, or who else signs it."""

    nome: str | None = None
    cargo: str | None = None
    matricula: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DadosTermoPosse:
    """Everything a termo de posse says. `data` None: the place and the date are left to be filled by hand."""

    orgao: OrgaoEmissor
    empossado: Pessoa
    cargo: Cargo
    identificacao: IdentificacaoDocumento = IdentificacaoDocumento()
    data: dt.date | None = None
    autoridade: Autoridade = Autoridade()
    nomeacao: AtoPublicado = AtoPublicado()
    concurso: Concurso = Concurso()
    prazo: PrazoPosse = PrazoPosse()
    laudo: Laudo = Laudo()
    declaracao_bens: dt.date | None = None
    acumulacao: DeclaracaoAcumulacao = DeclaracaoAcumulacao()
    #: Delivery of the declaração de parentesco: cargo temporário.
    declaracao_parentesco: dt.date | None = None
    #: What was written down of the negative certificates: issue and validity of each; None prints nothing of them.
    certidoes_negativas: str | None = None
    requisitos_conferidos_por: str | None = None
    requisitos_conferidos_em: dt.date | None = None
    procuracao: Procuracao | None = None
    ressalvas: tuple[Ressalva, ...] = ()
    lavrado_por: Signatario = Signatario()


@dataclass(frozen=True, slots=True, kw_only=True)
class DadosTermoExercicio:
    """Everything a termo de exercício says."""

    orgao: OrgaoEmissor
    servidor: Pessoa
    cargo: Cargo
    identificacao: IdentificacaoDocumento = IdentificacaoDocumento()
    #: Day and time (wall clock of the unit) of the entry into exercício.
    data: dt.date | None = None
    hora: dt.time | None = None
    #: Who gives exercício (art. 21, § 4º).
    autoridade: Autoridade = Autoridade()
    data_posse: dt.date | None = None
    vence: dt.date | None = None
    vence_ultimo: dt.date | None = None
    #: Last day of the impediment, when the term counts from it (art. 21, § 2º).
    impedimento_ate: dt.date | None = None
    #: Delivery of the documents for the assentamento individual (art. 22, parágrafo único).
    documentos_entregues: bool | None = None
    ressalvas: tuple[Ressalva, ...] = ()
    lavrado_por: Signatario = Signatario()
