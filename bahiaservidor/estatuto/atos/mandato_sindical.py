"""Union mandate (art. 40): an absence that counts, with its guarantee."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .. import dispositivos as d
from ..ausencias import sequencia_anterior
from ..contagem import UM_DIA
from ..copia import replace
from ..tipos import MotivoAfastamento
from ..vida import Afastamento, VidaFuncional, Vinculo
from .afastamento import cessar
from .base import Ato, Contexto, DefinicaoAto, Requisito, TipoCampo, campo, estrutural, requisito
from .comuns import em_exercicio, exige_estavel, so_permanente


@dataclass(frozen=True, slots=True, kw_only=True)
class MandatoSindical:
    """Content of the absence for a union mandate, both ends included; ``base`` is how many people the entity has."""

    inicio: date = campo("Início do mandato", TipoCampo.DATA, dispositivo=d.ART_40)
    fim: date = campo("Fim do mandato", TipoCampo.DATA, dispositivo=d.ART_40)
    entidade: str = campo("Entidade sindical", TipoCampo.TEXTO, padrao="")
    base: int = campo(
        "Integrantes da base", TipoCampo.INTEIRO, padrao=0, dispositivo=d.ART_40, ajuda="Dão lugares além dos seis."
    )
    processo: str = campo("Processo SEI", TipoCampo.TEXTO, padrao="")


def _admite(vida: VidaFuncional, vinculo: Vinculo, conteudo: MandatoSindical) -> Requisito | None:
    if conteudo.fim < conteudo.inicio:
        return estrutural("D4", "As datas estão em ordem", d.ART_40, "O fim do mandato é anterior ao início.")
    falta = em_exercicio(vinculo, conteudo.inicio, d.ART_40, regra="D4")
    return falta or so_permanente(vinculo, "D4", d.ART_40)


def _requisitos(contexto: Contexto, conteudo: MandatoSindical) -> Iterator[Requisito]:
    vinculo = contexto.vinculo
    assert vinculo is not None
    dia = conteudo.inicio
    yield from exige_estavel(contexto, dia, "D4", d.ART_40)
    reeleicoes = contexto.parametros.inteiro("sindical_reeleicoes", dia)
    anterior = sequencia_anterior(vinculo.afastamentos, (MotivoAfastamento.MANDATO_SINDICAL,), dia)
    if anterior is not None and anterior.fim is not None and anterior.fim + UM_DIA >= dia:
        yield requisito(
            "D4", f"No máximo {reeleicoes} reeleições", d.ART_40, len(anterior.partes) <= reeleicoes,
            f"Este seria o {len(anterior.partes) + 1}º mandato seguido.",
        )  # fmt: skip
    if contexto.mandatos is not None:
        lugares = contexto.parametros.inteiro("sindical_lugares", dia)
        lugares += conteudo.base // contexto.parametros.inteiro("sindical_base_por_lugar", dia)
        yield requisito(
            "D4", f"A entidade tem {lugares} lugares", d.ART_40, contexto.mandatos < lugares,
            f"A entidade já tem {contexto.mandatos} servidores em mandato.",
        )  # fmt: skip


def _aplicar(vida: VidaFuncional, ato: Ato) -> VidaFuncional:
    assert ato.vinculo is not None
    vinculo = vida.vinculo(ato.vinculo)
    conteudo: MandatoSindical = ato.conteudo
    if not vinculo.vivo:
        return vida
    novo = Afastamento(
        inicio=conteudo.inicio,
        fim=conteudo.fim,
        motivo=MotivoAfastamento.MANDATO_SINDICAL,
        ato=ato.id,
        sequencia=ato.sequencia,
    )
    return vida.com(replace(vinculo, afastamentos=(*vinculo.afastamentos, novo)))


DEFINICAO = DefinicaoAto(
    tipo="mandato_sindical",
    rotulo="Mandato sindical",
    registrado="Mandato sindical registrado",
    dispositivo=d.ART_40,
    conteudo=MandatoSindical,
    campo_data="inicio",
    ordem=50,
    precisa=frozenset({"mandatos"}),
    admite=_admite,
    requisitos=_requisitos,
    aplicar=_aplicar,
    cessar=cessar,
    efeitos=lambda contexto, conteudo: (
        "Conta como efetivo exercício; não há relotação nem remoção de ofício até seis meses depois do fim (art. 40).",
    ),
)
