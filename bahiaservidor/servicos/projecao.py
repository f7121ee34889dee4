"""From a folded life to the rows stored for speed: the one way in which projections are computed."""

from __future__ import annotations

from ..estatuto.prazos import Prazo, estavel_desde, prazos_do_vinculo
from ..estatuto.regime import Regimes
from ..estatuto.vida import VidaFuncional
from ..registro.projecoes import VidaCalculada


def calcular(regimes: Regimes, servidor_id: int, vida: VidaFuncional) -> VidaCalculada:
    """Return a life with its deadlines and estabilidade, none of which depends on today."""
    prazos: dict[int, list[Prazo]] = {v.id: prazos_do_vinculo(vida, v, regimes, None) for v in vida.vinculos}
    return VidaCalculada(
        servidor_id=servidor_id,
        vida=vida,
        prazos=prazos,
        estavel_desde={v.id: estavel_desde(v, regimes, None) for v in vida.vinculos},
    )
