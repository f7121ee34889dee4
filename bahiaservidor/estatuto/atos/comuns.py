"""What several acts ask of a vínculo: posse taken, in service, estável on a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..prazos import estavel_desde
from ..vida import Vinculo
from .base import Contexto, Requisito, estrutural, requisito


def empossado(vinculo: Vinculo, dia: date, dispositivo: str, *, regra: str = "V2") -> Requisito | None:
    """Return what is missing for the vínculo to be one in service, with posse, on the day; None if nothing."""
    if not vinculo.existe:
        return estrutural(regra, "O vínculo existe", dispositivo, "O vínculo já terminou.")
    aposentadoria = vinculo.aposentadoria
    if aposentadoria is not None:
        return estrutural(
            regra,
            "A pessoa está na ativa",
            dispositivo,
            f"A pessoa está aposentada desde {aposentadoria.fato.data:%d/%m/%Y}.",
        )
    if vinculo.inicial is not None:
        return None
    if vinculo.posse is None:
        return estrutural(
            regra, "Houve posse", dispositivo, "Não houve posse; a nomeação se torna sem efeito, não se exonera."
        )
    return None if dia >= vinculo.posse.data else antes(regra, dispositivo, "à posse", vinculo.posse.data)


def em_exercicio(vinculo: Vinculo, dia: date, dispositivo: str, *, regra: str) -> Requisito | None:
    """Return what is missing for the vínculo to be in exercício (even if away) on the day; None if nothing."""
    falta = empossado(vinculo, dia, dispositivo, regra=regra)
    if falta is not None:
        return falta
    disponibilidade = vinculo.disponibilidade
    if disponibilidade is not None:
        return estrutural(
            regra, "A pessoa está em exercício", dispositivo,
            f"A pessoa está em disponibilidade desde {disponibilidade.data:%d/%m/%Y}.",
        )  # fmt: skip
    if vinculo.aguarda_exercicio or (vinculo.exercicio is None and vinculo.inicial is None):
        return estrutural(regra, "A pessoa está em exercício", dispositivo, "A pessoa ainda não entrou em exercício.")
    if vinculo.exercicio is not None and dia < vinculo.exercicio.data:
        return antes(regra, dispositivo, "ao exercício", vinculo.exercicio.data)
    return None


def so_permanente(vinculo: Vinculo, regra: str, dispositivo: str) -> Requisito | None:
    """Return what is missing for an act that only the cargo permanente knows; None if nothing."""
    if vinculo.permanente:
        return None
    return estrutural(regra, "O cargo é permanente", dispositivo, "O cargo deste vínculo não é permanente.")


def antes(regra: str, dispositivo: str, a_que: str, dia: date) -> Requisito:
    """Return the structural failure of an act dated before what it depends on."""
    return estrutural(
        regra, f"O ato não é anterior {a_que}", dispositivo, f"O ato é anterior {a_que}, de {dia:%d/%m/%Y}."
    )


def exige_estavel(contexto: Contexto, dia: date, regra: str, dispositivo: str) -> Iterator[Requisito]:
    """Yield the requirement of estabilidade, judged on the vínculo of the act (rule D4, last lines)."""
    assert contexto.vinculo is not None
    so_este = contexto.parametros.inteiro("estavel_no_vinculo_atual", dia) == 1
    vinculos = (contexto.vinculo,) if so_este else contexto.vida.vinculos
    datas = [estavel_desde(v, lambda unidade, instante: contexto.regime, dia) for v in vinculos]
    desde = min((data for data in datas if data is not None), default=None)
    if desde is None:
        falta = "A pessoa não é estável neste vínculo." if so_este else "A pessoa não é estável em nenhum vínculo."
    else:
        falta = f"A pessoa só é estável a partir de {desde:%d/%m/%Y}."
    yield requisito(regra, "A pessoa é estável", dispositivo, desde is not None and desde <= dia, falta)
