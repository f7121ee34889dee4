"""Extension of the term of the posse (art. 19; rules P2 and C9): the request and, apart, a late decision."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .. import dispositivos as d
from ..agil import agil
from ..copia import replace
from ..prazos import prazo_da_posse
from ..tipos import TipoPrazo
from ..vida import Prorrogacao, VidaFuncional, Vinculo
from .base import Ato, Contexto, DefinicaoAto, Requisito, TipoCampo, campo, estrutural, requisito


@agil
@dataclass(frozen=True, slots=True, kw_only=True)
class ProrrogacaoPosse:
    """Content of a request; ``deferida`` None while it was not decided."""

    requerimento: date = campo("Data do requerimento", TipoCampo.DATA, dispositivo=d.ART_19)
    deferida: bool | None = campo("Deferida", TipoCampo.SIM_NAO_PENDENTE, padrao=True)
    decisao: date | None = campo("Data da decisão", TipoCampo.DATA, padrao=None)
    processo: str = campo("Processo SEI", TipoCampo.TEXTO, padrao="")


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisaoProrrogacao:
    """Content of the decision on a request that was registered undecided."""

    data: date = campo("Data da decisão", TipoCampo.DATA, dispositivo=d.ART_19)
    deferida: bool = campo("Deferida", TipoCampo.SIM_NAO, padrao=True)
    processo: str = campo("Processo SEI", TipoCampo.TEXTO, padrao="")


def _admite(vida: VidaFuncional, vinculo: Vinculo, conteudo: ProrrogacaoPosse) -> Requisito | None:
    if not vinculo.pendente_de_posse or vinculo.publicacao_vigente is None:
        return estrutural("P2", "Há nomeação à espera de posse", d.ART_19, "Não há nomeação à espera de posse.")
    if conteudo.requerimento < vinculo.publicacao_vigente.data:
        return estrutural(
            "P2",
            "O requerimento é posterior à nomeação",
            d.ART_19,
            "O requerimento é anterior à publicação da nomeação.",
        )
    return None


def _requisitos(contexto: Contexto, conteudo: ProrrogacaoPosse) -> Iterator[Requisito]:
    vinculo = contexto.vinculo
    assert vinculo is not None
    yield requisito(
        "P2", "É o primeiro pedido de prorrogação", d.ART_19, not vinculo.prorrogacoes,
        "Já houve um pedido de prorrogação, e ela só se pede uma vez.",
    )  # fmt: skip
    prazo = prazo_da_posse(contexto.vida, replace(vinculo, prorrogacoes=()), lambda u, i: contexto.regime)
    assert prazo is not None
    ultimo = prazo.vence_ultimo
    dentro = ultimo is None or conteudo.requerimento <= ultimo
    yield requisito(
        "P2", "O pedido foi feito dentro do prazo original", d.ART_19, dentro,
        f"O prazo original terminou em {ultimo:%d/%m/%Y}." if ultimo is not None else "",
    )  # fmt: skip


def _aplicar(vida: VidaFuncional, ato: Ato) -> VidaFuncional:
    assert ato.vinculo is not None
    vinculo = vida.vinculo(ato.vinculo)
    nova = Prorrogacao(requerimento=ato.conteudo.requerimento, deferida=ato.conteudo.deferida, ato=ato.id)
    return vida.com(replace(vinculo, prorrogacoes=(*vinculo.prorrogacoes, nova)))


def _efeitos(contexto: Contexto, conteudo: ProrrogacaoPosse) -> Iterator[str]:
    if conteudo.deferida is None:
        yield "O prazo da posse não vence enquanto o pedido não for decidido."
    elif conteudo.deferida:
        yield "O prazo da posse passa a 60 dias, contados de uma só vez."
    else:
        yield "O prazo da posse continua o original; não cabe outro pedido."


DEFINICAO = DefinicaoAto(
    tipo="prorrogacao_posse",
    traz=TipoPrazo.POSSE,
    rotulo="Prorrogação do prazo da posse",
    registrado="Prorrogação registrada",
    dispositivo=d.ART_19,
    conteudo=ProrrogacaoPosse,
    campo_data="requerimento",
    ordem=20,
    admite=_admite,
    requisitos=_requisitos,
    aplicar=_aplicar,
    efeitos=_efeitos,
)


def _admite_decisao(vida: VidaFuncional, vinculo: Vinculo, conteudo: DecisaoProrrogacao) -> Requisito | None:
    pendente = next((p for p in vinculo.prorrogacoes if p.deferida is None), None)
    if pendente is None or not vinculo.pendente_de_posse:
        return estrutural("P2", "Há pedido sem decisão", d.ART_19, "Não há pedido de prorrogação à espera de decisão.")
    if conteudo.data < pendente.requerimento:
        return estrutural("P2", "A decisão é posterior ao pedido", d.ART_19, "A decisão é anterior ao requerimento.")
    return None


def _aplicar_decisao(vida: VidaFuncional, ato: Ato) -> VidaFuncional:
    assert ato.vinculo is not None
    vinculo = vida.vinculo(ato.vinculo)
    decididas = tuple(
        replace(p, deferida=ato.conteudo.deferida) if p.deferida is None else p for p in vinculo.prorrogacoes
    )
    return vida.com(replace(vinculo, prorrogacoes=decididas))


DECISAO = DefinicaoAto(
    tipo="decisao_prorrogacao",
    traz=TipoPrazo.POSSE,
    rotulo="Decisão do pedido de prorrogação",
    registrado="Decisão registrada",
    dispositivo=d.ART_19,
    conteudo=DecisaoProrrogacao,
    campo_data="data",
    ordem=25,
    admite=_admite_decisao,
    aplicar=_aplicar_decisao,
)
