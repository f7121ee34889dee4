"""The fold of a person's acts, and the judgment of an act about to enter the book."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from operator import attrgetter
from typing import Any, Final

from . import dispositivos as d
from .atos.base import (
    Ato,
    Contexto,
    DefinicaoAto,
    Julgamento,
    Requisito,
    Ressalva,
    Sujeito,
    aviso,
    escolher_vinculo,
)
from .copia import replace
from .emendas import efetivos
from .quadro import SEM_TRANSFORMACOES, Transformacoes, atual
from .regime import Regimes
from .vida import VidaFuncional, Vinculo

#: First day of the statute; acts before it are recorded under the former regime and not judged.
VIGENCIA: Final = date(1994, 9, 26)


def ordem(ato: Ato) -> tuple[date, int, int]:
    """Return the key of the fold: legal date, the law's order within a day, then sequence."""
    definicao = ato.definicao
    return (getattr(ato.conteudo, definicao.campo_data), definicao.ordem, ato.sequencia)


_sequencia = attrgetter("sequencia")


def dobrar(
    nascimento: date | None, atos: Iterable[Ato], transformacoes: Transformacoes = SEM_TRANSFORMACOES
) -> VidaFuncional:
    """Return what the acts add up to; ``transformacoes`` tells what each transformed cargo became (N1).

    Acts that open a vínculo come first, in order of entry, so that a late one does not renumber the others, and because
    history may be dated before the assentamento that opened the file; an act whose vínculo is not (or no longer) there
    has no effect.
    """
    ordenados = sorted(efetivos(atos), key=ordem)
    vida = VidaFuncional(nascimento=nascimento)
    primeiros = [ato for ato in ordenados if ato.definicao.sujeito is Sujeito.NOVO_VINCULO]
    primeiros.sort(key=_sequencia)
    for ato in primeiros:
        vida = ato.definicao.aplicar(vida, ato)
    abertos = {vinculo.id for vinculo in vida.vinculos}
    for ato in ordenados:
        definicao = ato.definicao
        sujeito = definicao.sujeito
        if (sujeito is Sujeito.VINCULO and ato.vinculo in abertos) or sujeito is Sujeito.SERVIDOR:
            vida = definicao.aplicar(vida, ato)
    return _nos_cargos_de_hoje(vida, transformacoes) if transformacoes else vida


def acrescentar(
    vida: VidaFuncional, atos: Sequence[Ato], novo: Ato, transformacoes: Transformacoes = SEM_TRANSFORMACOES
) -> VidaFuncional:
    """Return the fold of ``atos`` and ``novo``, entered after them; ``vida`` is the fold of ``atos``.

    What comes last in the order of the fold is applied over what there is: nothing before it is folded again.
    """
    definicao = novo.definicao
    sujeito = definicao.sujeito
    abre = sujeito is Sujeito.NOVO_VINCULO
    vem_por_fim = not (transformacoes or definicao.emenda or (abre and atos))
    if vem_por_fim and not abre:
        chave = ordem(novo)
        for ato in atos:
            outra = ato.definicao
            if outra.emenda or (outra.sujeito is not Sujeito.NOVO_VINCULO and ordem(ato) > chave):
                vem_por_fim = False
                break
    if not vem_por_fim:
        return dobrar(vida.nascimento, (*atos, novo), transformacoes)
    if sujeito is Sujeito.VINCULO and all(vinculo.id != novo.vinculo for vinculo in vida.vinculos):
        return vida
    return definicao.aplicar(vida, novo)


def _nos_cargos_de_hoje(vida: VidaFuncional, transformacoes: Transformacoes) -> VidaFuncional:
    """Return the life with every cargo as what it became: posts and vínculos pass along, ended ones included."""
    return replace(
        vida,
        vinculos=tuple(
            replace(
                v,
                cargo=atual(v.cargo, transformacoes),
                ocupacoes=tuple(replace(o, cargo=atual(o.cargo, transformacoes)) for o in v.ocupacoes),
            )
            for v in vida.vinculos
        ),
    )


def julgar(
    definicao: DefinicaoAto,
    conteudo: Any,
    contexto: Contexto,
    *,
    ressalva: Ressalva | None = None,
    vinculo_numero: int | None = None,
    regimes: Regimes | None = None,
    escolha: tuple[Vinculo | None, Requisito | None] | None = None,
) -> Julgamento:
    """Judge an act about to enter: on its own date, under the rules of that date.

    ``regimes`` gives the regime of the unit of the vínculo the act turns out to be about; without it, ``contexto``'s.
    ``escolha`` is what `escolher_vinculo` gave, from who asked already.

    Structural requirements first; when one fails the legal ones are not evaluated, as what they look at is not there.
    """
    data = definicao.data_de(conteudo)
    vale = ressalva if ressalva is not None and ressalva.vale_para(data) else None
    vinculo: Vinculo | None = None
    if definicao.sujeito not in (Sujeito.NOVO_VINCULO, Sujeito.CARGO):
        vinculo, falta = escolha or escolher_vinculo(definicao, contexto.vida, conteudo, vinculo_numero)
        if falta is not None:
            return Julgamento(vinculo=vinculo, requisitos=(falta,))
        regime = contexto.regime
        if regimes is not None and vinculo is not None:
            regime = regimes(vinculo.unidade, None)
        contexto = replace(contexto, vinculo=vinculo, regime=regime)
    if data < VIGENCIA:
        return Julgamento(vinculo=vinculo, requisitos=(_regime_anterior(),), ressalva=vale)
    if vinculo is not None and vinculo.inicial is not None and data < vinculo.inicial.data:
        return Julgamento(vinculo=vinculo, requisitos=(_historia(vinculo),), ressalva=vale)
    return Julgamento(vinculo=vinculo, requisitos=tuple(definicao.requisitos(contexto, conteudo)), ressalva=vale)


def _regime_anterior() -> Requisito:
    return aviso(
        "0", "Ato sob o regime anterior", d.ESTATUTO, False,
        "O ato é anterior ao estatuto (26/09/1994): fica registrado sob o regime anterior, sem "
        "julgamento dos requisitos; escreva o fundamento na ressalva.",
    )  # fmt: skip


def _historia(vinculo: Vinculo) -> Requisito:
    assert vinculo.inicial is not None
    return aviso(
        "0", "Ato anterior ao assentamento inicial", d.ART_22, False,
        f"O ato é anterior ao assentamento inicial ({vinculo.inicial.data:%d/%m/%Y}): fica como história, "
        "sem julgamento.",
    )  # fmt: skip
