"""What every act is made of: fields, requirements, effects.

Forms, command line, case files and persistence read the same definition, so nothing is said twice.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any

from .. import dispositivos as d
from ..agil import agil
from ..lrf import SituacaoLrf
from ..parametros import Parametros
from ..quadro import SituacaoCargo
from ..regime import Regime
from ..tipos import Carater, TipoPrazo, TipoRessalva
from ..vida import Fato, VidaFuncional, Vinculo
from .situacoes import Pretendente, SituacaoAutoridade, SituacaoConcurso, SituacaoUnidade

__all__ = [
    "Ato",
    "Contexto",
    "DefinicaoAto",
    "Julgamento",
    "Pretendente",
    "Requisito",
    "Ressalva",
    "SituacaoAutoridade",
    "SituacaoCargo",
    "SituacaoConcurso",
    "SituacaoLrf",
    "SituacaoUnidade",
    "Sujeito",
    "TipoCampo",
    "aviso",
    "campo",
    "escolher_vinculo",
    "estrutural",
    "exige_autoridade",
    "requisito",
]


class TipoCampo(StrEnum):
    """How a form asks for a field."""

    DATA = "data"
    HORA = "hora"
    TEXTO = "texto"
    TEXTO_LONGO = "texto_longo"
    INTEIRO = "inteiro"
    SIM_NAO = "sim_nao"
    SIM_NAO_PENDENTE = "sim_nao_pendente"
    ESCOLHA = "escolha"
    CARGO = "cargo"
    UNIDADE = "unidade"
    CANDIDATO = "candidato"
    AUTORIDADE = "autoridade"
    CONFERENCIA = "conferencia"
    VINCULO = "vinculo"


def campo(
    rotulo: str,
    tipo: TipoCampo,
    *,
    padrao: Any = dataclasses.MISSING,
    ajuda: str = "",
    dispositivo: str = "",
    grupo: str = "",
    sigiloso: bool = False,
    conferir: bool = False,
    apurado: bool = False,
) -> Any:
    """Describe one field of an act's content; without ``padrao`` the field is mandatory.

    ``sigiloso`` marks health and third-party data: kept apart from the book, which holds a salted digest.
    ``conferir`` marks what a person must check: a form starts it unticked whatever ``padrao`` says.
    ``apurado`` marks what the registry itself answers when the act is entered: no form asks for it.
    """
    metadados = {
        "rotulo": rotulo,
        "tipo": tipo,
        "ajuda": ajuda,
        "dispositivo": dispositivo,
        "grupo": grupo,
        "sigiloso": sigiloso,
        "conferir": conferir,
        "apurado": apurado,
    }
    return field(default=padrao, metadata=metadados)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ressalva:
    """What lets a fact be recorded although a legal requirement failed (rule 0).

    It counts only with ``tipo``, ``numero`` and ``data``, and not dated after the act it covers.
    """

    tipo: TipoRessalva | None = campo("Espécie", TipoCampo.ESCOLHA, padrao=None)
    numero: str | None = campo("Número do processo ou documento", TipoCampo.TEXTO, padrao=None)
    data: date | None = campo("Data", TipoCampo.DATA, padrao=None)
    autoridade: str = campo("Autoridade", TipoCampo.TEXTO, padrao="")
    fundamento: str = campo("Fundamento", TipoCampo.TEXTO_LONGO, padrao="")
    confirmada_por: str = campo(
        "Segunda pessoa que confirma",
        TipoCampo.TEXTO,
        padrao="",
        ajuda="Só para a reversão depois dos 70 anos (art. 36): outra pessoa, que não quem registra.",
    )

    def vale_para(self, data_do_ato: date) -> bool:
        """Tell whether the reservation is complete and not dated after the act."""
        return bool(
            self.tipo is not None
            and self.numero is not None
            and self.numero.strip()
            and self.data is not None
            and self.data <= data_do_ato
        )


@agil
@dataclass(frozen=True, slots=True, kw_only=True)
class Requisito:
    """One requirement, judged: ``atendido`` or not, with its rule and provision.

    ``estrutural`` requirements are never waived; an ``aviso`` never refuses; ``so_com`` lists the kinds of ressalva
    that waive this one, confirmed by a second person (R4); empty: any does.
    """

    regra: str
    descricao: str
    dispositivo: str
    atendido: bool
    estrutural: bool = False
    aviso: bool = False
    falta: str = ""
    so_com: tuple[TipoRessalva, ...] = ()

    @property
    def recusa(self) -> bool:
        """Tell whether the act is refused for it, unless a ressalva covers it."""
        return not self.atendido and not self.aviso

    def dispensado_por(self, ressalva: Ressalva | None) -> bool:
        """Tell whether a ressalva that counts records the failure as a reservation instead of a refusal."""
        if ressalva is None or self.estrutural:
            return False
        if not self.so_com:
            return True
        return ressalva.tipo in self.so_com and bool(ressalva.confirmada_por.strip())


@agil
@dataclass(frozen=True, kw_only=True)
class Contexto:
    """Everything a requirement may look at, as frozen values.  Without slots, for `copia.replace`.

    ``cargo_atual`` is that of the vínculo, ``origem`` the one a recondução goes back to, ``disponiveis`` who fits the
    post of a nomeação (D2), ``ocupante`` who a reintegração would displace (I3), ``lotacao`` posts and occupants of the
    unit the act names, ``unidade_atual`` and ``destino`` the units of a movement, ``mandatos`` the union mandates of
    the entity that overlap.
    """

    vida: VidaFuncional
    vinculo: Vinculo | None
    regime: Regime
    cargo: SituacaoCargo | None = None
    concurso: SituacaoConcurso | None = None
    autoridade: SituacaoAutoridade | None = None
    cargo_atual: SituacaoCargo | None = None
    origem: SituacaoCargo | None = None
    disponiveis: tuple[Pretendente, ...] = ()
    ocupante: Pretendente | None = None
    lotacao: tuple[int, int] | None = None
    unidade_atual: SituacaoUnidade | None = None
    destino: SituacaoUnidade | None = None
    lrf: SituacaoLrf | None = None
    mandatos: int | None = None
    hoje: date = date.max

    @property
    def parametros(self) -> Parametros:
        """The dated numbers of the statute."""
        return self.regime.parametros


class Sujeito(StrEnum):
    """Whose file an act enters."""

    NOVO_VINCULO = "novo_vinculo"
    VINCULO = "vinculo"
    SERVIDOR = "servidor"
    CARGO = "cargo"


@agil
@dataclass(frozen=True, slots=True, kw_only=True)
class Ato:
    """An entry of the book as the fold reads it.  ``vinculo`` is the registry's id of the vínculo it is about."""

    id: int
    definicao: DefinicaoAto
    conteudo: Any
    vinculo: int | None
    sequencia: int = 0
    registrado_em: datetime | None = None
    ressalva: Ressalva | None = None

    @property
    def tipo(self) -> str:
        """Kind of act (``posse``)."""
        return self.definicao.tipo

    @property
    def data(self) -> date:
        """The legal date."""
        return self.definicao.data_de(self.conteudo)

    @property
    def fato(self) -> Fato:
        """The act as a dated fact."""
        return Fato(data=self.data, ato=self.id, registrado_em=self.registrado_em)


Admite = Callable[[VidaFuncional, Vinculo, Any], Requisito | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinicaoAto:
    """Everything the law says of one act.

    ``admite`` returns the structural requirement that a vínculo fails, or None; ``requisitos`` yields the legal ones;
    ``aplicar`` returns the life after the act; ``ordem`` places acts of the same day as the law does; ``sonda`` gives
    values of the fields with which to ask whether the act is possible at all, where the defaults would not do;
    ``dispositivo_por`` gives the provision where it depends on the content; ``traz`` is the deadline that the act opens
    or moves, and that whoever enters it wants to read first; ``completar`` records in the content what the registry
    showed when the act was entered (was there a free post?), so that the fold needs nothing else; ``cessar`` ends from
    a day on what the act set in motion; an act not ``oferecido`` is entered by the program beside another; ``para`` are
    the naturezas of the cargos it is offered for (empty: any); an ``emenda`` is about another entry of the book;
    ``recomecar`` starts again, from a fact, the deadlines that the act's publication opened (C13).
    """

    tipo: str
    rotulo: str
    registrado: str
    dispositivo: str
    conteudo: type[Any]
    campo_data: str
    ordem: int
    admite: Admite
    aplicar: Callable[[VidaFuncional, Ato], VidaFuncional]
    requisitos: Callable[[Contexto, Any], Iterable[Requisito]] = lambda contexto, conteudo: ()
    efeitos: Callable[[Contexto, Any], Iterable[str]] = lambda contexto, conteudo: ()
    sujeito: Sujeito = Sujeito.VINCULO
    precisa: frozenset[str] = frozenset()
    publicado: bool = False
    papel: str = ""
    versao: int = 1
    sonda: Callable[[VidaFuncional, date], Mapping[str, Any]] | None = None
    dispositivo_por: Callable[[Any], str] | None = None
    traz: TipoPrazo | None = None
    completar: Callable[[Contexto, Any], Any] | None = None
    cessar: Callable[[VidaFuncional, Ato, date], VidaFuncional] | None = None
    oferecido: bool = True
    para: frozenset[Carater] = frozenset()
    emenda: bool = False
    recomecar: Callable[[VidaFuncional, Ato, Fato], VidaFuncional] | None = None

    def dispositivo_de(self, conteudo: Any) -> str:
        """Return the provision that an act with this content rests on."""
        return self.dispositivo if self.dispositivo_por is None else self.dispositivo_por(conteudo)

    def data_de(self, conteudo: Any) -> date:
        """Return the legal date of a content of this act."""
        valor: date = getattr(conteudo, self.campo_data)
        return valor


@agil
@dataclass(frozen=True, slots=True, kw_only=True)
class Julgamento:
    """The verdict on an act being entered: the vínculo it is about and every requirement, judged."""

    vinculo: Vinculo | None
    requisitos: tuple[Requisito, ...]
    ressalva: Ressalva | None = None

    @property
    def ressalvado(self) -> bool:
        """Tell whether a ressalva that counts came with the act."""
        return self.ressalva is not None

    @property
    def recusa(self) -> Requisito | None:
        """The requirement for which the act is refused, or None: structural ones first."""
        falhas = [r for r in self.requisitos if not r.atendido and not r.aviso]
        if not falhas:
            return None
        estruturais = (r for r in falhas if r.estrutural)
        return next(estruturais, None) or next((r for r in falhas if not r.dispensado_por(self.ressalva)), None)

    @property
    def reservas(self) -> tuple[Requisito, ...]:
        """The legal requirements recorded as reservations because the ressalva covers them."""
        return tuple(r for r in self.requisitos if r.recusa and r.dispensado_por(self.ressalva))

    @property
    def avisos(self) -> tuple[str, ...]:
        """Warnings, in words."""
        return tuple([r.falta or r.descricao for r in self.requisitos if r.aviso and not r.atendido])


def escolher_vinculo(
    definicao: DefinicaoAto, vida: VidaFuncional, conteudo: Any, numero: int | None
) -> tuple[Vinculo | None, Requisito | None]:
    """Return the vínculo the act is about and the structural requirement it fails, if any.

    The latest vínculo that admits the act, unless ``numero`` (1, 2, ... in order of nomeação) chooses another.
    """
    if numero is not None:
        for vinculo in vida.vinculos:
            if vinculo.numero == numero:
                return vinculo, definicao.admite(vida, vinculo, conteudo)
        return None, _sem_vinculo(definicao, conteudo, f"A pessoa não tem o vínculo nº {numero}.")
    primeira_falta: Requisito | None = None
    for vinculo in reversed(vida.vinculos):
        falta = definicao.admite(vida, vinculo, conteudo)
        if falta is None:
            return vinculo, None
        primeira_falta = primeira_falta or falta
    if not vida.vinculos:
        return None, _sem_vinculo(definicao, conteudo, "A pessoa não tem nenhuma nomeação registrada.")
    return vida.vinculos[-1], primeira_falta


def _sem_vinculo(definicao: DefinicaoAto, conteudo: Any, falta: str) -> Requisito:
    return Requisito(
        regra="0",
        descricao="O ato se refere a um vínculo da pessoa",
        dispositivo=definicao.dispositivo_de(conteudo),
        atendido=False,
        estrutural=True,
        falta=falta,
    )


def estrutural(regra: str, descricao: str, dispositivo: str, falta: str) -> Requisito:
    """Return a structural requirement that failed, with what is missing in words."""
    return Requisito(
        regra=regra, descricao=descricao, dispositivo=dispositivo, atendido=False, estrutural=True, falta=falta
    )


@lru_cache(maxsize=2048)
def _atendido(regra: str, descricao: str, dispositivo: str, aviso: bool) -> Requisito:
    # Most acts meet the same ones in the same words: one record for them all.
    return Requisito(regra=regra, descricao=descricao, dispositivo=dispositivo, atendido=True, aviso=aviso)


def requisito(regra: str, descricao: str, dispositivo: str, atendido: bool, falta: str = "") -> Requisito:
    """Return a legal requirement, judged."""
    if atendido:
        return _atendido(regra, descricao, dispositivo, False)
    return Requisito(regra=regra, descricao=descricao, dispositivo=dispositivo, atendido=False, falta=falta)


def aviso(regra: str, descricao: str, dispositivo: str, atendido: bool, falta: str = "") -> Requisito:
    """Return a warning: shown when not ``atendido``, never a refusal."""
    if atendido:
        return _atendido(regra, descricao, dispositivo, True)
    return Requisito(regra=regra, descricao=descricao, dispositivo=dispositivo, atendido=False, aviso=True, falta=falta)


def exige_autoridade(contexto: Contexto, data: date, dispositivo: str) -> Iterator[Requisito]:
    """Yield the requirement on who issues the act, when an authority was informed (N11, P8)."""
    autoridade = contexto.autoridade
    if autoridade is None:
        return
    vigente = (autoridade.desde is None or autoridade.desde <= data) and (
        autoridade.ate is None or data <= autoridade.ate
    )
    yield requisito(
        "N11",
        "A autoridade estava no cargo na data do ato",
        dispositivo or d.ART_9,
        vigente,
        f"{autoridade.nome} ({autoridade.cargo}) não consta como autoridade na data do ato.",
    )
