"""What the law suggests when a term lapses: proposed, never applied by the program (C5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from . import dispositivos as d
from .prazo import Prazo
from .tipos import ResultadoEstagio, TipoPrazo
from .vida import VidaFuncional, Vinculo


@dataclass(frozen=True, slots=True, kw_only=True)
class PropostaLegal:
    """An act the law suggests; never applied by the program (C5)."""

    vinculo: int
    ato: str
    dispositivo: str
    razao: str
    desde: date | None = None


def propostas(vida: VidaFuncional, prazos: Sequence[Prazo], hoje: date) -> list[PropostaLegal]:
    """Return the acts that the law suggests on ``hoje``: only past ``vence_ultimo``, never by themselves (C5)."""
    resultado: list[PropostaLegal] = []
    por_vinculo: dict[int, list[Prazo]] = {}
    for prazo in prazos:
        por_vinculo.setdefault(prazo.vinculo, []).append(prazo)
    for vinculo in vida.vinculos:
        if vinculo.vivo:
            resultado.extend(_propostas_do_vinculo(vinculo, por_vinculo.get(vinculo.id, []), hoje))
    return resultado


def _propostas_do_vinculo(vinculo: Vinculo, prazos: Sequence[Prazo], hoje: date) -> Iterator[PropostaLegal]:
    for prazo in prazos:
        if prazo.tipo is TipoPrazo.POSSE and prazo.lapso(hoje):
            yield PropostaLegal(
                vinculo=vinculo.id,
                ato="tornar_sem_efeito",
                dispositivo=d.ART_19_P2,
                razao="Passou o último dia possível para a posse.",
                desde=prazo.vence_ultimo,
            )
        elif prazo.tipo is TipoPrazo.EXERCICIO and prazo.lapso(hoje):
            yield PropostaLegal(
                vinculo=vinculo.id,
                ato="exoneracao_de_oficio",
                dispositivo=d.ART_21_P3,
                razao="Passou o último dia possível para entrar em exercício.",
                desde=prazo.vence_ultimo,
            )
        elif prazo.tipo is TipoPrazo.COMPULSORIA and prazo.vence is not None and hoje >= prazo.vence:
            yield PropostaLegal(
                vinculo=vinculo.id,
                ato="aposentadoria",
                dispositivo=d.LEI_COMPULSORIA,
                razao="Completou a idade da aposentadoria compulsória.",
                desde=prazo.vence,
            )
    if vinculo.homologacao is not None and vinculo.homologacao.resultado is ResultadoEstagio.REPROVADO:
        yield PropostaLegal(
            vinculo=vinculo.id,
            ato="exoneracao_de_oficio",
            dispositivo=d.ART_27,
            razao="O estágio probatório foi homologado com reprovação.",
            desde=vinculo.homologacao.fato.data,
        )
