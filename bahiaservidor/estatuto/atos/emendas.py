"""Entries about other entries: the five ways of correcting the book, what moves between files, changes of civil record.

They have no effect of their own in the fold: ``estatuto.emendas`` reads them before it and gives the acts that hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from .. import dispositivos as d
from ..tipos import AlcanceRepublicacao
from ..tipos_emendas import FormaEmenda
from ..vida import VidaFuncional, Vinculo
from .base import Ato, DefinicaoAto, Requisito, Sujeito, TipoCampo, campo, estrutural


@dataclass(frozen=True, slots=True, kw_only=True)
class Estorno:
    """Content of an estorno; ``movido_para`` is the person whose file the act was entered in instead."""

    data: date = campo("Data do estorno", TipoCampo.DATA)
    ato: int = campo("Ato estornado", TipoCampo.INTEIRO)
    motivo: str = campo("Motivo", TipoCampo.TEXTO_LONGO)
    movido_para: int | None = campo("Ficha a que o ato passou", TipoCampo.INTEIRO, padrao=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correcao:
    """Content of a correção: the whole new content of the act, as canonical text; what is kept apart, apart."""

    data: date = campo("Data da correção", TipoCampo.DATA)
    ato: int = campo("Ato corrigido", TipoCampo.INTEIRO)
    motivo: str = campo("Motivo", TipoCampo.TEXTO_LONGO)
    novo: str = "{}"
    novo_sigiloso: str = campo("Dados apartados", TipoCampo.TEXTO_LONGO, padrao="", sigiloso=True)
    versao: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Retificacao:
    """Content of a published rectification: the whole new content, and how far it reaches (C13)."""

    publicacao: date = campo("Publicação da retificação no DOE", TipoCampo.DATA)
    ato: int = campo("Ato retificado", TipoCampo.INTEIRO)
    alcance: AlcanceRepublicacao = campo("Alcance", TipoCampo.ESCOLHA, padrao=AlcanceRepublicacao.FORMAL)
    motivo: str = campo("Fundamento", TipoCampo.TEXTO_LONGO)
    novo: str = "{}"
    novo_sigiloso: str = campo("Dados apartados", TipoCampo.TEXTO_LONGO, padrao="", sigiloso=True)
    versao: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Anulacao:
    """Content of an annulment: the act, and the destiny of each later one that relied on it."""

    publicacao: date = campo("Publicação da anulação no DOE", TipoCampo.DATA)
    ato: int = campo("Ato anulado", TipoCampo.INTEIRO)
    motivo: str = campo("Fundamento", TipoCampo.TEXTO_LONGO)
    caem: tuple[int, ...] = campo("Atos que caem junto", TipoCampo.INTEIRO, padrao=())
    mantidos: tuple[int, ...] = campo("Atos mantidos", TipoCampo.INTEIRO, padrao=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Revogacao:
    """Content of a revogação: the act ceases from ``efeitos_em`` on (its own publication, if not given)."""

    publicacao: date = campo("Publicação da revogação no DOE", TipoCampo.DATA)
    ato: int = campo("Ato revogado", TipoCampo.INTEIRO)
    efeitos_em: date | None = campo("Deixa de valer a partir de", TipoCampo.DATA, padrao=None)
    motivo: str = campo("Fundamento", TipoCampo.TEXTO_LONGO)

    @property
    def vigencia(self) -> date:
        """The first day on which the act no longer holds."""
        return self.efeitos_em or self.publicacao


@dataclass(frozen=True, slots=True, kw_only=True)
class Par:
    """An act entered again in another file: its number now and before, and the instant at which it became known."""

    ato: int
    era: int
    registrado_em: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Movimento:
    """Content of what came from another file: why, from whom, and which acts."""

    data: date = campo("Data", TipoCampo.DATA)
    de: int = campo("Ficha de onde vieram", TipoCampo.INTEIRO)
    motivo: str = campo("Motivo", TipoCampo.TEXTO_LONGO)
    unificacao: bool = campo("Unificação de cadastros", TipoCampo.SIM_NAO, padrao=False)
    pares: tuple[Par, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistroCivil:
    """Content of a change of name or of birth date, with the decision it rests on."""

    data: date = campo("Data da decisão ou averbação", TipoCampo.DATA)
    nome_anterior: str = campo("Nome anterior", TipoCampo.TEXTO, padrao="")
    nome: str = campo("Nome", TipoCampo.TEXTO, padrao="")
    nascimento_anterior: date | None = campo("Nascimento anterior", TipoCampo.DATA, padrao=None)
    nascimento: date | None = campo("Nascimento", TipoCampo.DATA, padrao=None)
    decisao: str = campo("Processo ou assento", TipoCampo.TEXTO)
    autoridade: str = campo("Juízo ou cartório", TipoCampo.TEXTO, padrao="")
    fundamento: str = campo("Fundamento", TipoCampo.TEXTO_LONGO)


def _so_por_correcao(vida: VidaFuncional, vinculo: Vinculo, conteudo: Any) -> Requisito | None:
    return estrutural(
        "0", "A correção do livro parte do ato a corrigir", d.ART_22,
        "A correção do livro parte do ato a corrigir: abra a ficha, escolha o ato e “Corrigir”.",
    )  # fmt: skip


def _sem_efeito_proprio(vida: VidaFuncional, ato: Ato) -> VidaFuncional:
    return vida


def _emenda(forma: FormaEmenda, registrado: str, conteudo: type[Any], campo_data: str, ordem: int) -> DefinicaoAto:
    return DefinicaoAto(
        tipo=forma.value,
        rotulo=forma.rotulo,
        registrado=registrado,
        dispositivo=d.ART_22,
        conteudo=conteudo,
        campo_data=campo_data,
        ordem=ordem,
        admite=_so_por_correcao,
        aplicar=_sem_efeito_proprio,
        publicado=forma.publicada,
        oferecido=False,
        emenda=True,
    )


ESTORNO = _emenda(FormaEmenda.ESTORNO, "Ato estornado", Estorno, "data", 95)
CORRECAO = _emenda(FormaEmenda.CORRECAO, "Correção registrada", Correcao, "data", 95)
# On the day they share with other acts: as the republication, as the return, as what leaves a nomeação without effect.
RETIFICACAO = _emenda(FormaEmenda.RETIFICACAO, "Retificação registrada", Retificacao, "publicacao", 15)
REVOGACAO = _emenda(FormaEmenda.REVOGACAO, "Revogação registrada", Revogacao, "publicacao", 46)
ANULACAO = _emenda(FormaEmenda.ANULACAO, "Anulação registrada", Anulacao, "publicacao", 80)

MOVIMENTO = DefinicaoAto(
    tipo="movimento",
    rotulo="Atos vindos de outra ficha",
    registrado="Atos passados para esta ficha",
    dispositivo=d.ART_22,
    conteudo=Movimento,
    campo_data="data",
    ordem=95,
    sujeito=Sujeito.SERVIDOR,
    admite=_so_por_correcao,
    aplicar=_sem_efeito_proprio,
    oferecido=False,
    emenda=True,
)

REGISTRO_CIVIL = DefinicaoAto(
    tipo="registro_civil",
    rotulo="Alteração do registro civil",
    registrado="Alteração do registro civil registrada",
    dispositivo=d.ART_22,
    conteudo=RegistroCivil,
    campo_data="data",
    ordem=95,
    sujeito=Sujeito.SERVIDOR,
    admite=_so_por_correcao,
    aplicar=_sem_efeito_proprio,
    oferecido=False,
)

POR_FORMA = {
    FormaEmenda.ESTORNO: ESTORNO,
    FormaEmenda.CORRECAO: CORRECAO,
    FormaEmenda.RETIFICACAO: RETIFICACAO,
    FormaEmenda.ANULACAO: ANULACAO,
    FormaEmenda.REVOGACAO: REVOGACAO,
}

EMENDAS = (ESTORNO, CORRECAO, RETIFICACAO, ANULACAO, REVOGACAO, MOVIMENTO, REGISTRO_CIVIL)
