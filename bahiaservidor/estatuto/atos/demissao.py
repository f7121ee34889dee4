"""Demissão, and vacância by posse in a cargo that cannot be accumulated (art. 44, K2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .. import dispositivos as d
from ..vida import VidaFuncional, Vinculo
from .base import Ato, Contexto, DefinicaoAto, Requisito, TipoCampo, campo, exige_autoridade, requisito
from .comuns import empossado
from .vacancia import encerrar


@dataclass(frozen=True, slots=True, kw_only=True)
class Demissao:
    """Content of a demissão."""

    publicacao: date = campo("Publicação no DOE", TipoCampo.DATA, dispositivo=d.ART_44)
    processo: str = campo("Processo administrativo disciplinar", TipoCampo.TEXTO, padrao="", dispositivo=d.ART_29)
    autoridade: int | None = campo("Autoridade", TipoCampo.AUTORIDADE, padrao=None, dispositivo=d.ART_9)


@dataclass(frozen=True, slots=True, kw_only=True)
class PosseInacumulavel:
    """Content of the vacância of who takes posse in a cargo that cannot be held with this one."""

    publicacao: date = campo("Publicação no DOE", TipoCampo.DATA, dispositivo=d.ART_44)
    outro_cargo: str = campo("Cargo em que toma posse", TipoCampo.TEXTO, padrao="", dispositivo=d.CF_37_XVI)
    autoridade: int | None = campo("Autoridade", TipoCampo.AUTORIDADE, padrao=None, dispositivo=d.ART_9)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutraVacancia:
    """Content of a vacância for another legal cause."""

    publicacao: date = campo("Publicação no DOE", TipoCampo.DATA, dispositivo=d.ART_44)
    fundamento: str = campo("Fundamento", TipoCampo.TEXTO_LONGO, padrao="", dispositivo=d.ART_44)
    autoridade: int | None = campo("Autoridade", TipoCampo.AUTORIDADE, padrao=None, dispositivo=d.ART_9)


def _admite(
    vida: VidaFuncional, vinculo: Vinculo, conteudo: Demissao | PosseInacumulavel | OutraVacancia
) -> Requisito | None:
    return empossado(vinculo, conteudo.publicacao, d.ART_44)


def _requisitos(contexto: Contexto, conteudo: Demissao | PosseInacumulavel | OutraVacancia) -> Iterator[Requisito]:
    if isinstance(conteudo, OutraVacancia):
        yield requisito(
            "V2",
            "O fundamento está escrito",
            d.ART_44,
            bool(conteudo.fundamento.strip()),
            "Escreva o fundamento do ato.",
        )
    yield from exige_autoridade(contexto, conteudo.publicacao, d.ART_9)


def _aplicar(vida: VidaFuncional, ato: Ato) -> VidaFuncional:
    return encerrar(vida, ato)


_FIM = "O vínculo termina nessa data, o posto fica livre e os prazos abertos ficam prejudicados."


DEMISSAO = DefinicaoAto(
    tipo="demissao",
    rotulo="Demissão",
    registrado="Demissão registrada",
    dispositivo=d.ART_44,
    conteudo=Demissao,
    campo_data="publicacao",
    ordem=85,
    precisa=frozenset({"autoridade"}),
    publicado=True,
    admite=_admite,
    requisitos=_requisitos,
    aplicar=_aplicar,
    efeitos=lambda contexto, conteudo: (_FIM,),
)

POSSE_INACUMULAVEL = DefinicaoAto(
    tipo="vacancia_posse_inacumulavel",
    rotulo="Vacância por posse em cargo inacumulável",
    registrado="Vacância registrada",
    dispositivo=d.ART_44,
    conteudo=PosseInacumulavel,
    campo_data="publicacao",
    ordem=85,
    precisa=frozenset({"autoridade"}),
    publicado=True,
    admite=_admite,
    requisitos=_requisitos,
    aplicar=_aplicar,
    efeitos=lambda contexto, conteudo: (
        _FIM,
        "Fica guardado como cargo de origem: se o anterior ocupante do novo cargo for reintegrado, cabe a recondução.",
    ),
)

OUTRA = DefinicaoAto(
    tipo="vacancia_outra",
    rotulo="Vacância por outra causa legal",
    registrado="Vacância registrada",
    dispositivo=d.ART_44,
    conteudo=OutraVacancia,
    campo_data="publicacao",
    ordem=85,
    precisa=frozenset({"autoridade"}),
    publicado=True,
    admite=_admite,
    requisitos=_requisitos,
    aplicar=_aplicar,
    efeitos=lambda contexto, conteudo: (_FIM,),
)
