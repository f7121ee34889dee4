"""The quadro: cargos with their posts, as an act or a proposal finds them on a day (art. 3º)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from .tipos import Carater
from .vida import VidaFuncional, Vinculo

#: What each transformed cargo became.
Transformacoes = Mapping[int, int]

SEM_TRANSFORMACOES: Transformacoes = MappingProxyType({})


def atual(cargo: int, transformacoes: Transformacoes) -> int:
    """Return what a cargo is today: itself, or what it was transformed into, however many times (N1)."""
    vistos = {cargo}
    while (novo := transformacoes.get(cargo)) is not None and novo not in vistos:
        vistos.add(novo)
        cargo = novo
    return cargo


@dataclass(frozen=True, slots=True, kw_only=True)
class SituacaoCargo:
    """A cargo on a day: ``postos`` None means no limit is recorded.

    ``ocupacao_maxima`` is the highest number of posts occupied, excedentes apart, on any day from that one on.
    """

    id: int
    nome: str
    natureza: Carater
    extinto_em: date | None = None
    desnecessario_em: date | None = None
    postos: int | None = None
    ocupacao_maxima: int = 0
    carreira: str = ""

    def extinto(self, dia: date) -> bool:
        """Tell whether the cargo was extinct by the day."""
        return self.extinto_em is not None and self.extinto_em <= dia

    def dispensado(self, dia: date) -> bool:
        """Tell whether the cargo was extinct or declared unnecessary by the day (art. 37)."""
        return self.extinto(dia) or (self.desnecessario_em is not None and self.desnecessario_em <= dia)

    def tem_posto(self, dia: date) -> bool:
        """Tell whether a post of the cargo may be filled on the day."""
        return not self.extinto(dia) and (self.postos is None or self.ocupacao_maxima < self.postos)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quadro:
    """The cargos that matter to a question, on one day."""

    cargos: Mapping[int, SituacaoCargo] = field(default_factory=dict)

    def cargo(self, id_: int) -> SituacaoCargo | None:
        """Return a cargo, or None if it is not here."""
        return self.cargos.get(id_)

    def livres_da_carreira(self, de: SituacaoCargo, dia: date) -> Iterator[SituacaoCargo]:
        """Yield the cargos of the same carreira and natureza with a free post, neither extinct nor unnecessary."""
        for cargo in self.cargos.values():
            serve = cargo.natureza is de.natureza and mesma_carreira(cargo, de)
            if serve and cargo.tem_posto(dia) and not cargo.dispensado(dia):
                yield cargo


def mesma_carreira(um: SituacaoCargo, outro: SituacaoCargo) -> bool:
    """Tell whether two cargos are of one carreira; a cargo without carreira is only like itself."""
    return um.id == outro.id or (um.carreira != "" and um.carreira == outro.carreira)


def origem_da_reconducao(vida: VidaFuncional, vinculo: Vinculo, quadro: Quadro) -> SituacaoCargo | None:
    """Return the cargo to which the occupant displaced by a reintegração goes back, or None (I3).

    That of the latest vínculo left for posse in a cargo that cannot be accumulated (K2), in the same carreira.
    """
    deste = quadro.cargo(vinculo.cargo)
    if deste is None:
        return None
    candidatos = []
    for outro in vida.vinculos:
        if outro.id == vinculo.id or outro.fim is None or outro.fim.causa != "vacancia_posse_inacumulavel":
            continue
        cargo = quadro.cargo(outro.cargo)
        if cargo is not None and mesma_carreira(cargo, deste):
            candidatos.append((outro.fim.fato.data, outro.numero, cargo))
    return max(candidatos, key=lambda c: c[:2])[2] if candidatos else None
