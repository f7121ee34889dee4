"""VidaFuncional: what the acts of a person add up to, one record per vínculo.

The fold uses effects only: an act already accepted is never refused here, whatever came to be known later.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from .agil import agil
from .avaliacoes import Avaliadores
from .contagem import UM_DIA, unir
from .copia import replace
from .fatos import (
    Afastamento,
    Aposentadoria,
    Apresentacao,
    Avaliacao,
    Fato,
    Fim,
    Homologacao,
    Inicial,
    Interrupcao,
    Ocupacao,
    Periodo,
    Prorrogacao,
    Provimento,
)
from .funcional import RegistroFuncional
from .tipos import (
    NAO_AFASTAM,
    NAO_SAO_IMPEDIMENTO,
    Carater,
    Situacao,
    SituacaoInicial,
)

__all__ = [
    "Afastamento",
    "Aposentadoria",
    "Apresentacao",
    "Avaliacao",
    "Fato",
    "Fim",
    "Homologacao",
    "Inicial",
    "Interrupcao",
    "Ocupacao",
    "Periodo",
    "Prorrogacao",
    "Provimento",
    "VidaFuncional",
    "Vinculo",
    "situacao_em",
]


@agil
@dataclass(frozen=True, kw_only=True)
class Vinculo:
    """One vínculo as its acts leave it.  ``numero`` counts from 1 in order of nomeação; ``id`` is the registry's.

    Without slots, for `copia.replace`.
    """

    id: int
    numero: int
    cargo: int
    carater: Carater
    unidade: int | None
    nomeacao: Fato | None
    publicacao_vigente: Fato | None
    candidato: int | None = None
    prorrogacoes: tuple[Prorrogacao, ...] = ()
    posse: Fato | None = None
    exercicio: Fato | None = None
    afastamentos: tuple[Afastamento, ...] = ()
    avaliacoes: tuple[Avaliacao, ...] = ()
    avaliadores: tuple[Avaliadores, ...] = ()
    submissao: Fato | None = None
    homologacao: Homologacao | None = None
    sem_efeito: Fato | None = None
    fim: Fim | None = None
    inicial: Inicial | None = None
    aposentadoria: Aposentadoria | None = None
    disponibilidade: Fato | None = None
    excedente: Fato | None = None
    provimentos: tuple[Provimento, ...] = ()
    interrupcoes: tuple[Interrupcao, ...] = ()
    ocupacoes: tuple[Ocupacao, ...] = ()
    apresentacoes: tuple[Apresentacao, ...] = ()
    perdas: tuple[Fato, ...] = ()
    funcional: tuple[RegistroFuncional, ...] = ()

    @property
    def pendente_de_posse(self) -> bool:
        """Named and neither sworn in, annulled nor ended."""
        return self.nomeacao is not None and self.posse is None and self.vivo and self.inicial is None

    @property
    def existe(self) -> bool:
        """Neither ended nor without effect: it may be that of an aposentado."""
        return self.fim is None and self.sem_efeito is None

    @property
    def vivo(self) -> bool:
        """In service: neither ended, nor without effect, nor aposentado."""
        return self.existe and self.aposentadoria is None

    @property
    def encerrado_em(self) -> Fato | None:
        """The vacância in force, if any: from that day the cargo is no longer held (V2)."""
        if self.sem_efeito is not None:
            return self.sem_efeito
        if self.aposentadoria is not None:
            # What the retirement closed, a later death or cassação does not close again.
            return self.aposentadoria.fato
        return self.fim.fato if self.fim is not None else None

    @property
    def provimento(self) -> Provimento | None:
        """The latest provimento without posse, if any."""
        return self.provimentos[-1] if self.provimentos else None

    @property
    def aguarda_exercicio(self) -> bool:
        """Tell whether a provimento without posse waits for the exercício."""
        return bool(self.provimentos) and self.vivo and self.provimentos[-1].pendente

    @property
    def ocupa_desde(self) -> date:
        """First day on which the vínculo occupies a post."""
        if self.nomeacao is not None:
            return self.nomeacao.data
        assert self.inicial is not None
        return self.inicial.data

    @property
    def permanente(self) -> bool:
        """Tell whether the cargo is permanente: the only one with estágio probatório (S1)."""
        return self.carater is Carater.PERMANENTE

    @property
    def tem_estagio(self) -> bool:
        """Tell whether the vínculo has an estágio probatório: not who entered the book past it, or without one."""
        if self.inicial is not None and self.inicial.situacao is not SituacaoInicial.EM_ESTAGIO_PROBATORIO:
            return False
        return self.permanente and self.exercicio is not None

    def em_exercicio_em(self, dia: date) -> bool:
        """Tell whether the vínculo existed, in exercício (even if away), on ``dia``."""
        fora = any(i.inicio <= dia and (i.fim is None or dia <= i.fim) for i in self.interrupcoes)
        return not fora and self._desde(self.exercicio, dia)

    def empossado_em(self, dia: date) -> bool:
        """Tell whether the person held the cargo (posse taken, not ended) on ``dia``."""
        fora = any(i.inicio <= dia < i.provido_em for i in self.interrupcoes)
        return not fora and self._desde(self.posse, dia)

    def _desde(self, comeco: Fato | None, dia: date) -> bool:
        if comeco is None or dia < comeco.data:
            return False
        fim = self.encerrado_em
        if fim is not None and dia >= fim.data:
            return False
        return self.disponibilidade is None or dia < self.disponibilidade.data


@agil
@dataclass(frozen=True, kw_only=True)
class VidaFuncional:
    """Everything the book says of one person, folded."""

    nascimento: date | None = None
    falecimento: Fato | None = None
    vinculos: tuple[Vinculo, ...] = field(default=())

    def vinculo(self, id_: int) -> Vinculo:
        """Return the vínculo with the registry's id; KeyError if the person has none such."""
        for vinculo in self.vinculos:
            if vinculo.id == id_:
                return vinculo
        raise KeyError(id_)

    def com(self, vinculo: Vinculo) -> VidaFuncional:
        """Return the life with ``vinculo`` in the place of the one with its id, or after the others."""
        antes = self.vinculos
        if len(antes) == 1 and antes[0].id == vinculo.id:
            novos: tuple[Vinculo, ...] = (vinculo,)
        elif any(outro.id == vinculo.id for outro in antes):
            novos = tuple(vinculo if outro.id == vinculo.id else outro for outro in antes)
        else:
            novos = (*antes, vinculo)
        return replace(self, vinculos=novos)

    def impedimento_em(self, dia: date) -> Periodo | None:
        """Return the lawful impediment that covers ``dia``, over all vínculos (P3, E2).

        Every absence but the suspensão (a penalty); those that overlap or adjoin are one.
        """
        periodos = [
            (a.inicio, a.fim or date.max)
            for vinculo in self.vinculos
            for a in vinculo.afastamentos
            if a.motivo not in NAO_SAO_IMPEDIMENTO
        ]
        if not periodos:
            return None
        aberto = [inicio for inicio, fim in periodos if fim == date.max]
        unidos = unir([(i, f) for i, f in periodos if f != date.max])
        if aberto:
            # An open absence absorbs every closed one that reaches it: from its start on the end is not known.
            primeiro = min(aberto)
            mudou = True
            while mudou:
                mudou = False
                for inicio, fim in unidos:
                    if inicio < primeiro <= fim + UM_DIA:
                        primeiro, mudou = inicio, True
            if dia >= primeiro:
                return Periodo(inicio=primeiro, fim=None)
        for inicio, fim in unidos:
            if inicio <= dia <= fim:
                return Periodo(inicio=inicio, fim=fim)
        return None

    def servindo_em_cargo_temporario(self, vinculo: Vinculo) -> tuple[Periodo, ...]:
        """Return the periods in which a permanente serves a cargo temporário of a later vínculo (N9)."""
        if not vinculo.permanente or vinculo.exercicio is None:
            return ()
        periodos = []
        for outro in self.vinculos:
            if outro.carater is not Carater.TEMPORARIO or outro.exercicio is None or outro.id == vinculo.id:
                continue
            if outro.exercicio.data < vinculo.exercicio.data:
                continue
            fim = outro.encerrado_em
            periodos.append(Periodo(inicio=outro.exercicio.data, fim=None if fim is None else fim.data - UM_DIA))
        return tuple(p for p in periodos if p.fim is None or p.fim >= p.inicio)


def situacao_em(vida: VidaFuncional, vinculo: Vinculo, dia: date, estavel_desde: date | None) -> Situacao:
    """Return the single word of section 10 for ``vinculo`` on ``dia``.

    ``estavel_desde`` is the day on which the vínculo's holder becomes estável (``prazos.estavel_desde``), or None.
    """
    if vinculo.fim is not None:
        return Situacao.DESLIGADO
    if vinculo.aposentadoria is not None:
        return Situacao.APOSENTADO
    if vinculo.disponibilidade is not None:
        return Situacao.EM_DISPONIBILIDADE
    if vinculo.sem_efeito is not None:
        return Situacao.NOMEACAO_SEM_EFEITO
    inicial = vinculo.inicial
    if vinculo.posse is None and inicial is None:
        return Situacao.NOMEADO
    if vinculo.aguarda_exercicio:
        return Situacao.AGUARDANDO_EXERCICIO
    if vinculo.exercicio is None and inicial is None:
        return Situacao.EMPOSSADO
    if any(a.cobre(dia) and a.motivo not in NAO_AFASTAM for a in vinculo.afastamentos) or any(
        a.cobre(dia) for a in vida.servindo_em_cargo_temporario(vinculo)
    ):
        return Situacao.AFASTADO
    if estavel_desde is not None and dia >= estavel_desde:
        return Situacao.ESTAVEL
    return Situacao.EM_ESTAGIO_PROBATORIO if vinculo.tem_estagio else Situacao.EM_EXERCICIO
