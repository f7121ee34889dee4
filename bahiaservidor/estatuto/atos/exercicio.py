"""Exercício (arts. 21 and 22): the servidor starts to work; estágio probatório and compulsória start to count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, time

from .. import dispositivos as d
from ..prazos import prazo_do_exercicio
from ..tipos import TipoPrazo
from ..vida import VidaFuncional, Vinculo
from .base import (
    Ato,
    Contexto,
    DefinicaoAto,
    Requisito,
    TipoCampo,
    aviso,
    campo,
    estrutural,
    exige_autoridade,
    requisito,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercicio:
    """Content of the entry into exercício."""

    data: date = campo("Data de entrada em exercício", TipoCampo.DATA, dispositivo=d.ART_21)
    hora: time | None = campo("Hora", TipoCampo.HORA, padrao=None)
    autoridade: int | None = campo(
        "Autoridade que dá exercício", TipoCampo.AUTORIDADE, padrao=None, dispositivo=d.ART_21_P4
    )
    documentos_entregues: bool = campo(
        "Documentos do assentamento entregues",
        TipoCampo.SIM_NAO,
        padrao=True,
        dispositivo=d.ART_22_PU,
        conferir=True,
    )


def _admite(vida: VidaFuncional, vinculo: Vinculo, conteudo: Exercicio) -> Requisito | None:
    if vinculo.posse is None:
        return estrutural("E1", "Houve posse", d.ART_21, "Não há posse registrada neste vínculo.")
    if vinculo.exercicio is not None:
        return estrutural(
            "E1", "O exercício ainda não começou", d.ART_21,
            f"O exercício já começou em {vinculo.exercicio.data:%d/%m/%Y}.",
        )  # fmt: skip
    if conteudo.data < vinculo.posse.data:
        return estrutural(
            "E1", "O exercício não é anterior à posse", d.ART_21, f"A posse é de {vinculo.posse.data:%d/%m/%Y}."
        )
    fim = vinculo.encerrado_em
    # A late entry may precede the end of the vínculo, but not belie an exoneração for not having entered.
    de_oficio = vinculo.fim is not None and vinculo.fim.causa == "exoneracao_de_oficio"
    if fim is not None and (de_oficio or conteudo.data >= fim.data):
        return estrutural("E1", "O vínculo existe", d.ART_21, f"O vínculo terminou em {fim.data:%d/%m/%Y}.")
    return None


def _requisitos(contexto: Contexto, conteudo: Exercicio) -> Iterator[Requisito]:
    assert contexto.vinculo is not None
    prazo = prazo_do_exercicio(contexto.vida, contexto.vinculo, lambda unidade, instante: contexto.regime)
    assert prazo is not None
    if prazo.vence_ultimo is None:
        yield requisito("E2", "O prazo do exercício está suspenso por impedimento legal", d.ART_21_P2, True)
    else:
        yield requisito(
            "E4", f"Exercício até {prazo.vence_ultimo:%d/%m/%Y}", d.ART_21_P3, conteudo.data <= prazo.vence_ultimo,
            f"O último dia possível para entrar em exercício foi {prazo.vence_ultimo:%d/%m/%Y}.",
        )  # fmt: skip
    yield aviso(
        "E6", "Documentos do assentamento individual entregues", d.ART_22_PU, conteudo.documentos_entregues,
        "Faltam documentos do assentamento individual (art. 22, parágrafo único).",
    )  # fmt: skip
    yield from exige_autoridade(contexto, conteudo.data, d.ART_21_P4)


def _aplicar(vida: VidaFuncional, ato: Ato) -> VidaFuncional:
    assert ato.vinculo is not None
    vinculo = vida.vinculo(ato.vinculo)
    return vida if vinculo.inicial is not None else vida.com(replace(vinculo, exercicio=ato.fato))


def _efeitos(contexto: Contexto, conteudo: Exercicio) -> Iterator[str]:
    if contexto.vinculo is not None and contexto.vinculo.permanente:
        yield "Começa o estágio probatório, com as avaliações semestrais (art. 27)."
    else:
        yield "Começa o exercício do cargo."


DEFINICAO = DefinicaoAto(
    tipo="exercicio",
    traz=TipoPrazo.AVALIACAO_SEMESTRAL,
    rotulo="Exercício",
    registrado="Exercício registrado",
    dispositivo=d.ART_21,
    conteudo=Exercicio,
    campo_data="data",
    ordem=40,
    precisa=frozenset({"autoridade"}),
    papel="termo_exercicio",
    admite=_admite,
    requisitos=_requisitos,
    aplicar=_aplicar,
    efeitos=_efeitos,
)
