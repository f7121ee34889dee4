"""Condenação after a prison (art. 118, inciso IX): the days of the prison no longer count (rule S5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .. import dispositivos as d
from ..copia import replace
from ..tipos import MotivoAfastamento, TipoPrazo
from ..vida import Afastamento, VidaFuncional, Vinculo
from .base import Ato, Contexto, DefinicaoAto, Requisito, TipoCampo, campo, estrutural


@dataclass(frozen=True, slots=True, kw_only=True)
class Condenacao:
    """Content of a conviction that became final after a prison."""

    data: date = campo("Trânsito em julgado da condenação", TipoCampo.DATA, dispositivo=d.ART_118_IX)
    inicio_da_prisao: date | None = campo(
        "Primeiro dia da prisão", TipoCampo.DATA, padrao=None, ajuda="Em branco: a prisão mais recente."
    )
    processo: str = campo("Processo", TipoCampo.TEXTO, padrao="")


def _prisao(vinculo: Vinculo, conteudo: Condenacao, antes_de: int | None = None) -> Afastamento | None:
    """Return the absence that the conviction is about: the one that began on the day given, or the latest known."""
    prisoes = [
        a
        for a in vinculo.afastamentos
        if a.motivo is MotivoAfastamento.PRISAO
        and a.inicio <= conteudo.data
        and (antes_de is None or conteudo.inicio_da_prisao is not None or a.sequencia < antes_de)
        and conteudo.inicio_da_prisao in (None, a.inicio)
    ]
    return max(prisoes, key=lambda a: (a.inicio, a.sequencia), default=None)


def _admite_condenacao(vida: VidaFuncional, vinculo: Vinculo, conteudo: Condenacao) -> Requisito | None:
    if _prisao(vinculo, conteudo) is not None:
        return None
    falta = "Não há prisão registrada neste vínculo a que a condenação se refira."
    return estrutural("S5", "Há prisão registrada", d.ART_118_IX, falta)


def _aplicar_condenacao(vida: VidaFuncional, ato: Ato) -> VidaFuncional:
    assert ato.vinculo is not None
    vinculo = vida.vinculo(ato.vinculo)
    prisao = _prisao(vinculo, ato.conteudo, ato.sequencia)
    if prisao is None:
        return vida
    condenada = replace(prisao, motivo=MotivoAfastamento.PRISAO_CONDENACAO)
    novos = tuple(condenada if a is prisao else a for a in vinculo.afastamentos)
    return vida.com(replace(vinculo, afastamentos=novos))


def _efeitos_da_condenacao(contexto: Contexto, conteudo: Condenacao) -> Iterator[str]:
    yield "Os dias da prisão deixam de contar como efetivo exercício (art. 118, inciso IX)."


CONDENACAO = DefinicaoAto(
    tipo="condenacao",
    traz=TipoPrazo.FIM_ESTAGIO,
    rotulo="Condenação depois de prisão",
    registrado="Condenação registrada",
    dispositivo=d.ART_118_IX,
    conteudo=Condenacao,
    campo_data="data",
    ordem=55,
    admite=_admite_condenacao,
    aplicar=_aplicar_condenacao,
    efeitos=_efeitos_da_condenacao,
)
