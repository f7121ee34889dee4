"""Posts as the fold sees them: taken, left, held as excedente (N1, I3)."""

from __future__ import annotations

from datetime import date

from ..copia import replace
from ..vida import Ocupacao, Vinculo


def ocupar(vinculo: Vinculo, dia: date, *, cargo: int | None = None, unidade: int | None = None) -> Vinculo:
    """Return the vínculo in a post from ``dia`` on: of its own cargo and unit unless others are given."""
    nova = Ocupacao(
        cargo=vinculo.cargo if cargo is None else cargo,
        unidade=vinculo.unidade if unidade is None else unidade,
        desde=dia,
    )
    return replace(vinculo, cargo=nova.cargo, unidade=nova.unidade, ocupacoes=(*vinculo.ocupacoes, nova))


def desocupar(vinculo: Vinculo, dia: date, causa: str) -> Vinculo:
    """Return the vínculo out of its post: free on ``dia`` itself, and never before it was taken."""
    if not vinculo.ocupacoes or vinculo.ocupacoes[-1].ate is not None:
        return vinculo
    ultima = vinculo.ocupacoes[-1]
    fechada = replace(ultima, ate=max(dia, ultima.desde), causa=causa)
    return replace(vinculo, ocupacoes=(*vinculo.ocupacoes[:-1], fechada))


def ocupante(vinculo: Vinculo) -> bool:
    """Tell whether the vínculo holds a post now."""
    return bool(vinculo.ocupacoes) and vinculo.ocupacoes[-1].ate is None
