"""Republication or rectification of a pending nomeação (rule C13)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .. import dispositivos as d
from ..copia import replace
from ..tipos import AlcanceRepublicacao, TipoPrazo
from ..vida import VidaFuncional, Vinculo
from .base import Ato, Contexto, DefinicaoAto, Requisito, TipoCampo, campo, estrutural, requisito


@dataclass(frozen=True, slots=True, kw_only=True)
class Republicacao:
    """Content of a republication: the clerk says how far it reaches, with fundamento."""

    publicacao: date = campo("Publicação no DOE", TipoCampo.DATA, dispositivo=d.ART_19)
    alcance: AlcanceRepublicacao = campo("Alcance", TipoCampo.ESCOLHA, padrao=AlcanceRepublicacao.FORMAL)
    fundamento: str = campo("Fundamento", TipoCampo.TEXTO_LONGO, padrao="")


def _admite(vida: VidaFuncional, vinculo: Vinculo, conteudo: Republicacao) -> Requisito | None:
    if not vinculo.pendente_de_posse or vinculo.nomeacao is None:
        return estrutural("C13", "Há nomeação à espera de posse", d.ART_19, "Não há nomeação à espera de posse.")
    if conteudo.publicacao <= vinculo.nomeacao.data:
        return estrutural(
            "C13", "A republicação é posterior à nomeação", d.ART_19, "A republicação não é posterior à nomeação."
        )
    return None


def _requisitos(contexto: Contexto, conteudo: Republicacao) -> Iterator[Requisito]:
    yield requisito(
        "C13", "O alcance da republicação tem fundamento", d.ART_19, bool(conteudo.fundamento.strip()),
        "Diga por que a republicação muda ou não muda pessoa, cargo ou quadro.",
    )  # fmt: skip


def _aplicar(vida: VidaFuncional, ato: Ato) -> VidaFuncional:
    if ato.conteudo.alcance is AlcanceRepublicacao.FORMAL or ato.vinculo is None:
        return vida
    return vida.com(replace(vida.vinculo(ato.vinculo), publicacao_vigente=ato.fato, prorrogacoes=()))


def _efeitos(contexto: Contexto, conteudo: Republicacao) -> Iterator[str]:
    if conteudo.alcance is AlcanceRepublicacao.SUBSTANCIAL:
        yield "O prazo da posse recomeça da nova publicação."
    else:
        yield "O prazo da posse continua contado da primeira publicação."


DEFINICAO = DefinicaoAto(
    tipo="republicacao",
    traz=TipoPrazo.POSSE,
    rotulo="Republicação ou retificação da nomeação",
    registrado="Republicação registrada",
    dispositivo=d.ART_19,
    conteudo=Republicacao,
    campo_data="publicacao",
    ordem=15,
    publicado=True,
    admite=_admite,
    requisitos=_requisitos,
    aplicar=_aplicar,
    efeitos=_efeitos,
)
