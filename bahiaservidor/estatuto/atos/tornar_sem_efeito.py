"""Tornar sem efeito the nomeação without posse (art. 19, § 2º) or the aproveitamento without exercício (art. 39)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .. import dispositivos as d
from ..copia import replace
from ..prazos import prazo_da_posse
from ..tipos import FundamentoSemEfeito, TipoProvimento
from ..vida import Provimento, VidaFuncional, Vinculo
from .base import Ato, Contexto, DefinicaoAto, Requisito, TipoCampo, campo, estrutural, exige_autoridade, requisito
from .disponibilidade import aproveitamento_descumprido
from .postos import desocupar


@dataclass(frozen=True, slots=True, kw_only=True)
class TornarSemEfeito:
    """Content of the act."""

    publicacao: date = campo("Publicação no DOE", TipoCampo.DATA, dispositivo=d.ART_19_P2)
    fundamento: FundamentoSemEfeito = campo(
        "Fundamento", TipoCampo.ESCOLHA, padrao=FundamentoSemEfeito.DECURSO_DO_PRAZO
    )
    texto: str = campo("Fundamento por extenso", TipoCampo.TEXTO_LONGO, padrao="")
    autoridade: int | None = campo("Autoridade", TipoCampo.AUTORIDADE, padrao=None, dispositivo=d.ART_9)


def _admite(vida: VidaFuncional, vinculo: Vinculo, conteudo: TornarSemEfeito) -> Requisito | None:
    provimento = _aproveitamento(vinculo)
    if provimento is not None:
        if conteudo.publicacao <= provimento.fato.data:
            return estrutural(
                "D3", "O ato é posterior ao aproveitamento", d.ART_39,
                f"O aproveitamento é de {provimento.fato.data:%d/%m/%Y}.",
            )  # fmt: skip
        return None
    if not vinculo.pendente_de_posse or vinculo.nomeacao is None:
        return estrutural(
            "P4", "Há nomeação à espera de posse", d.ART_19_P2,
            "Não há nomeação à espera de posse; quem tomou posse é exonerado.",
        )  # fmt: skip
    if conteudo.publicacao < vinculo.nomeacao.data:
        return estrutural("P4", "O ato não é anterior à nomeação", d.ART_19_P2, "O ato é anterior à nomeação.")
    return None


def _aproveitamento(vinculo: Vinculo) -> Provimento | None:
    """Return the aproveitamento that waits for the exercício, if any."""
    ultimo = vinculo.provimento
    if ultimo is None or not vinculo.aguarda_exercicio or ultimo.tipo is not TipoProvimento.APROVEITAMENTO:
        return None
    return ultimo


def _requisitos(contexto: Contexto, conteudo: TornarSemEfeito) -> Iterator[Requisito]:
    vinculo = contexto.vinculo
    assert vinculo is not None
    if conteudo.fundamento is FundamentoSemEfeito.OUTRO:
        yield requisito(
            "P4", "O fundamento está escrito", d.ART_19_P2, bool(conteudo.texto.strip()), "Escreva o fundamento do ato."
        )
    elif _aproveitamento(vinculo) is not None:
        yield from aproveitamento_descumprido(contexto, vinculo, conteudo.publicacao)
    else:
        prazo = prazo_da_posse(contexto.vida, vinculo, lambda unidade, instante: contexto.regime)
        assert prazo is not None
        ultimo = prazo.vence_ultimo
        lapso = ultimo is not None and not prazo.retido and conteudo.publicacao > ultimo
        if ultimo is None:
            falta = "O prazo da posse está suspenso por impedimento legal."
        elif prazo.retido:
            falta = "Há pedido de prorrogação feito a tempo e ainda não decidido."
        else:
            falta = f"O prazo da posse vai até {ultimo:%d/%m/%Y}; o ato só cabe depois desse dia."
        yield requisito("P4", "O prazo da posse terminou", d.ART_19_P2, lapso, falta)
    yield from exige_autoridade(contexto, conteudo.publicacao, d.ART_9)


def _aplicar(vida: VidaFuncional, ato: Ato) -> VidaFuncional:
    assert ato.vinculo is not None
    vinculo = vida.vinculo(ato.vinculo)
    provimento = _aproveitamento(vinculo)
    if provimento is None:
        return vida.com(replace(desocupar(vinculo, ato.data, ato.tipo), sem_efeito=ato.fato))
    # The cargo is again the former one, and so is the disponibilidade (D3).
    vinculo = desocupar(vinculo, ato.data, ato.tipo)
    return vida.com(
        replace(
            vinculo,
            cargo=provimento.cargo_anterior,
            provimentos=(*vinculo.provimentos[:-1], replace(provimento, sem_efeito=ato.fato)),
            disponibilidade=ato.fato,
        )
    )


def _efeitos(contexto: Contexto, conteudo: TornarSemEfeito) -> Iterator[str]:
    if contexto.vinculo is not None and _aproveitamento(contexto.vinculo) is not None:
        yield "A pessoa volta à disponibilidade, no cargo anterior, e o posto fica livre."
    else:
        yield "A nomeação deixa de ter efeito desde o começo, e o posto fica livre."


DEFINICAO = DefinicaoAto(
    tipo="tornar_sem_efeito",
    rotulo="Tornar sem efeito",
    registrado="Ato tornado sem efeito",
    dispositivo=d.ART_19_P2,
    conteudo=TornarSemEfeito,
    campo_data="publicacao",
    # Before a new aproveitamento of the same edition of the Diário Oficial.
    ordem=13,
    precisa=frozenset({"autoridade"}),
    publicado=True,
    admite=_admite,
    requisitos=_requisitos,
    aplicar=_aplicar,
    efeitos=_efeitos,
)
