"""What every vacância does (rule V2): it ends the vínculo and cuts what was still running."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ..contagem import UM_DIA
from ..vida import Afastamento, Fim, VidaFuncional, Vinculo
from .base import Ato


def encerrar(vida: VidaFuncional, ato: Ato) -> VidaFuncional:
    """Return the life with the act's vínculo ended on the act's date."""
    assert ato.vinculo is not None
    return vida.com(encerrado(vida.vinculo(ato.vinculo), ato))


def encerrado(vinculo: Vinculo, ato: Ato) -> Vinculo:
    """Return the vínculo ended; an open or longer absence ends the day before."""
    fim = Fim(fato=ato.fato, causa=ato.tipo)
    return replace(vinculo, fim=fim, afastamentos=cortar(vinculo.afastamentos, ato.data))


def cortar(afastamentos: tuple[Afastamento, ...], dia: date) -> tuple[Afastamento, ...]:
    """Return the absences that began before ``dia``, none lasting into it."""
    vespera = dia - UM_DIA
    return tuple(
        a if a.fim is not None and a.fim < dia else replace(a, fim=vespera) for a in afastamentos if a.inicio < dia
    )
