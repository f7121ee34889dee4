"""What every vacância does (rule V2): it ends the vínculo, frees the post and cuts what was still running."""

from __future__ import annotations

from datetime import date

from ..contagem import UM_DIA
from ..copia import replace
from ..funcional import encerrar_registros
from ..vida import Afastamento, Apresentacao, Fato, Fim, VidaFuncional, Vinculo
from .base import Ato
from .postos import desocupar


def encerrar(vida: VidaFuncional, ato: Ato) -> VidaFuncional:
    """Return the life with the act's vínculo ended on the act's date."""
    assert ato.vinculo is not None
    return vida.com(encerrado(vida.vinculo(ato.vinculo), ato))


def encerrado(vinculo: Vinculo, ato: Ato) -> Vinculo:
    """Return the vínculo ended."""
    return replace(vago(vinculo, ato.fato, ato.tipo), fim=Fim(fato=ato.fato, causa=ato.tipo))


def vago(vinculo: Vinculo, fato: Fato, causa: str) -> Vinculo:
    """Return the vínculo without its post: what waited for an exercício is lost, what was running ends the day before.

    An open or longer absence ends on the eve (V2), and so does the time out of service that was still open.
    """
    vespera = fato.data - UM_DIA
    return replace(
        desocupar(vinculo, fato.data, causa),
        afastamentos=cortar(vinculo.afastamentos, fato.data),
        provimentos=tuple(replace(p, perdido=fato) if p.pendente else p for p in vinculo.provimentos),
        apresentacoes=sem_apresentacao(vinculo, fato),
        interrupcoes=tuple(replace(i, fim=vespera) if i.fim is None else i for i in vinculo.interrupcoes),
        perdas=(*vinculo.perdas, fato),
        funcional=encerrar_registros(vinculo.funcional, fato.data),
        disponibilidade=None,
        excedente=None,
    )


def sem_apresentacao(vinculo: Vinculo, fato: Fato) -> tuple[Apresentacao, ...]:
    """Return the removals with those still to be answered lost on the fact."""
    return tuple(
        replace(a, perdida=fato) if a.exercicio is None and a.perdida is None else a for a in vinculo.apresentacoes
    )


def cortar(afastamentos: tuple[Afastamento, ...], dia: date) -> tuple[Afastamento, ...]:
    """Return the absences that began before ``dia``, none lasting into it."""
    vespera = dia - UM_DIA
    return tuple(
        a if a.fim is not None and a.fim < dia else replace(a, fim=vespera) for a in afastamentos if a.inicio < dia
    )
