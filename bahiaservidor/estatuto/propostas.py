"""What the law suggests when a term lapses: proposed, never applied by the program (C5)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from . import dispositivos as d
from .prazo import Prazo
from .quadro import Quadro, SituacaoCargo, origem_da_reconducao
from .tipos import ResultadoEstagio, TipoPrazo, TipoProvimento
from .vida import VidaFuncional, Vinculo


@dataclass(frozen=True, slots=True, kw_only=True)
class PropostaLegal:
    """An act the law suggests; never applied by the program (C5)."""

    vinculo: int
    ato: str
    dispositivo: str
    razao: str
    desde: date | None = None
    cargo: int | None = None


_SEM_QUADRO: Final = Quadro()
_NINGUEM: Final[Mapping[int, date | None]] = MappingProxyType({})


def propostas(
    vida: VidaFuncional,
    prazos: Sequence[Prazo],
    hoje: date,
    *,
    quadro: Quadro = _SEM_QUADRO,
    estaveis: Mapping[int, date | None] = _NINGUEM,
    quadro_em: date | None = None,
) -> list[PropostaLegal]:
    """Return the acts that the law suggests on ``hoje``: only past ``vence_ultimo``, never by themselves (C5).

    ``quadro`` has the cargos of the vínculos and those of their carreiras, ``estaveis`` since when each is estável:
    without them nothing is said of posts (D1, D2, I3).  ``quadro_em`` is the day of the quadro, where it is another.
    """
    resultado: list[PropostaLegal] = []
    por_vinculo: dict[int, list[Prazo]] = {}
    for prazo in prazos:
        por_vinculo.setdefault(prazo.vinculo, []).append(prazo)
    for vinculo in vida.vinculos:
        if vinculo.vivo:
            resultado.extend(_dos_prazos(vinculo, por_vinculo.get(vinculo.id, []), hoje))
            desde = estaveis.get(vinculo.id)
            resultado.extend(_do_quadro(vida, vinculo, quadro, quadro_em or hoje, desde is not None and desde <= hoje))
    return resultado


def _dos_prazos(vinculo: Vinculo, prazos: Sequence[Prazo], hoje: date) -> Iterator[PropostaLegal]:
    for prazo in prazos:
        if prazo.tipo is TipoPrazo.POSSE and prazo.lapso(hoje):
            yield _proposta(
                vinculo, "tornar_sem_efeito", d.ART_19_P2, "Passou o último dia possível para a posse.",
                prazo.vence_ultimo,
            )  # fmt: skip
        elif prazo.tipo is TipoPrazo.EXERCICIO and prazo.lapso(hoje):
            yield from _sem_exercicio(vinculo, prazo)
        elif prazo.tipo is TipoPrazo.COMPULSORIA and prazo.vence is not None and hoje >= prazo.vence:
            yield _proposta(
                vinculo, "aposentadoria", d.LEI_COMPULSORIA, "Completou a idade da aposentadoria compulsória.",
                prazo.vence,
            )  # fmt: skip
    if vinculo.homologacao is not None and vinculo.homologacao.resultado is ResultadoEstagio.REPROVADO:
        yield _proposta(
            vinculo, "exoneracao_de_oficio", d.ART_27, "O estágio probatório foi homologado com reprovação.",
            vinculo.homologacao.fato.data,
        )  # fmt: skip
    if _aproveitamento_sem_efeito(vinculo):
        assert vinculo.disponibilidade is not None
        yield _proposta(
            vinculo, "cassacao_disponibilidade", d.ART_39, "O aproveitamento ficou sem efeito por falta de exercício.",
            vinculo.disponibilidade.data,
        )  # fmt: skip


def _sem_exercicio(vinculo: Vinculo, prazo: Prazo) -> Iterator[PropostaLegal]:
    """Yield what follows when nobody entered into exercício: it depends on the provimento (E3, R3, D3, E5)."""
    razao = "Passou o último dia possível para entrar em exercício."
    ultimo = prazo.vence_ultimo
    if prazo.ordem == 0:
        yield _proposta(vinculo, "exoneracao_de_oficio", d.ART_21_P3, razao, ultimo)
        return
    provimento = vinculo.provimentos[prazo.ordem - 1]
    if provimento.tipo is TipoProvimento.REVERSAO:
        yield _proposta(vinculo, "cassacao_aposentadoria", d.ART_34_PU, razao, ultimo)
    elif provimento.tipo is TipoProvimento.APROVEITAMENTO and provimento.doenca is None:
        yield _proposta(vinculo, "tornar_sem_efeito", d.ART_39, razao, ultimo)
        yield _proposta(vinculo, "cassacao_disponibilidade", d.ART_39, razao, ultimo)


def _aproveitamento_sem_efeito(vinculo: Vinculo) -> bool:
    """Tell whether the vínculo is in disponibilidade because an aproveitamento lapsed (D3)."""
    ultimo = vinculo.provimento
    return vinculo.disponibilidade is not None and ultimo is not None and ultimo.sem_efeito is not None


def _do_quadro(
    vida: VidaFuncional, vinculo: Vinculo, quadro: Quadro, hoje: date, estavel: bool
) -> Iterator[PropostaLegal]:
    """Yield what posts suggest: disponibilidade (D1), aproveitamento (D2), the way of who was displaced (I3)."""
    cargo = quadro.cargo(vinculo.cargo)
    if cargo is None:
        return
    if vinculo.disponibilidade is not None:
        livres = () if _aproveitamento_sem_efeito(vinculo) else tuple(quadro.livres_da_carreira(cargo, hoje))
        if livres:
            yield _proposta(
                vinculo, "aproveitamento", d.ART_38, f"Há posto livre no cargo {livres[0].nome}, da mesma carreira.",
                vinculo.disponibilidade.data, livres[0].id,
            )  # fmt: skip
    elif vinculo.excedente is not None:
        if estavel:
            yield from _do_deslocado(vida, vinculo, quadro, cargo, hoje)
    elif cargo.dispensado(hoje) and estavel and (vinculo.exercicio is not None or vinculo.inicial is not None):
        como = "extinto" if cargo.extinto(hoje) else "declarado desnecessário"
        desde = cargo.extinto_em if cargo.extinto(hoje) else cargo.desnecessario_em
        yield _proposta(vinculo, "disponibilidade", d.ART_37, f"O cargo {cargo.nome} foi {como}.", desde)


def _do_deslocado(
    vida: VidaFuncional, vinculo: Vinculo, quadro: Quadro, cargo: SituacaoCargo, hoje: date
) -> Iterator[PropostaLegal]:
    assert vinculo.excedente is not None
    origem = origem_da_reconducao(vida, vinculo, quadro)
    if origem is None:
        return
    desde = vinculo.excedente.data
    razao = "O anterior ocupante do posto foi reintegrado"
    if origem.tem_posto(hoje) and not origem.dispensado(hoje):
        yield _proposta(
            vinculo, "reconducao", d.ART_42, f"{razao}; há posto livre no cargo de origem, {origem.nome}.", desde,
            origem.id,
        )  # fmt: skip
        return
    livre = next(quadro.livres_da_carreira(cargo, hoje), None)
    if livre is not None:
        yield _proposta(
            vinculo, "aproveitamento", d.ART_42_PU, f"{razao}; o cargo de origem não tem posto, e {livre.nome} tem.",
            desde, livre.id,
        )  # fmt: skip
    else:
        yield _proposta(
            vinculo, "disponibilidade", d.ART_42_PU, f"{razao}, e nenhum cargo da carreira tem posto livre.", desde
        )


def _proposta(
    vinculo: Vinculo, ato: str, dispositivo: str, razao: str, desde: date | None, cargo: int | None = None
) -> PropostaLegal:
    return PropostaLegal(vinculo=vinculo.id, ato=ato, dispositivo=dispositivo, razao=razao, desde=desde, cargo=cargo)
