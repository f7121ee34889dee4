"""What a change of the book does to a person: deadlines and states before and after, and the words for it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from typing import Any

from ..estatuto import canonico
from ..estatuto.atos.base import DefinicaoAto
from ..estatuto.formatos.datas import formatar_data
from ..estatuto.prazo import Prazo
from ..estatuto.prazos import estavel_desde, prazos_da_vida
from ..estatuto.regime import Regimes
from ..estatuto.tipos import Situacao
from ..estatuto.vida import VidaFuncional, situacao_em
from .tipos.emendas import CampoAlterado, PrazoAlterado, SituacaoAlterada

_Chave = tuple[int, str, int]


def prazos_alterados(
    antes: VidaFuncional,
    depois: VidaFuncional,
    regimes: Regimes,
    hoje: date,
    *,
    regimes_antes: Regimes | None = None,
) -> tuple[PrazoAlterado, ...]:
    """Return every deadline, of every vínculo, that is not the same before and after, in order of date."""
    return comparar(
        prazos_da_vida(antes, regimes_antes or regimes, hoje),
        prazos_da_vida(depois, regimes, hoje),
        {v.id: v.numero for v in (*antes.vinculos, *depois.vinculos)},
        hoje,
    )


def comparar(
    antes: Iterable[Prazo], depois: Iterable[Prazo], numeros: Mapping[int, int], hoje: date
) -> tuple[PrazoAlterado, ...]:
    """Return the deadlines that differ, in order of date; ``numeros`` gives the number of each vínculo."""
    velhos, novos = _por_chave(antes), _por_chave(depois)
    achados = []
    for chave in {**velhos, **novos}:
        mudanca = _mudanca(velhos.get(chave), novos.get(chave), hoje)
        if mudanca:
            achados.append(_alterado(velhos.get(chave), novos.get(chave), mudanca, numeros[chave[0]], hoje))
    return tuple(sorted(achados, key=lambda p: (p.vinculo_numero, p.para or p.de or date.max, p.tipo, p.numero or 0)))


def _por_chave(prazos: Iterable[Prazo]) -> dict[_Chave, Prazo]:
    return {(p.vinculo, p.tipo.value, p.posicao): p for p in prazos}


def _mudanca(velho: Prazo | None, novo: Prazo | None, hoje: date) -> str:
    if velho is None:
        return "abre"
    if novo is None:
        return "some"
    if velho.desfecho is None and novo.desfecho is not None:
        return "fecha"
    if velho.desfecho is not None and novo.desfecho is None:
        return "reabre"
    iguais = (velho.vence, velho.vence_ultimo, velho.retido) == (novo.vence, novo.vence_ultimo, novo.retido)
    return "" if iguais and velho.estado(hoje) is novo.estado(hoje) else "muda"


def _alterado(velho: Prazo | None, novo: Prazo | None, mudanca: str, numero: int, hoje: date) -> PrazoAlterado:
    prazo = novo or velho
    assert prazo is not None
    return PrazoAlterado(
        vinculo_id=prazo.vinculo,
        vinculo_numero=numero,
        tipo=prazo.tipo,
        numero=prazo.numero,
        mudanca=mudanca,
        de=velho.vence if velho is not None else None,
        para=novo.vence if novo is not None else None,
        de_ultimo=velho.vence_ultimo if velho is not None else None,
        para_ultimo=novo.vence_ultimo if novo is not None else None,
        estado_de=velho.estado(hoje) if velho is not None else None,
        estado_para=novo.estado(hoje) if novo is not None else None,
        dispositivo=prazo.dispositivo,
        passos=tuple(passo.texto for passo in prazo.memoria),
    )


def situacoes_alteradas(
    antes: VidaFuncional, depois: VidaFuncional, regimes: Regimes, hoje: date
) -> tuple[SituacaoAlterada, ...]:
    """Return the vínculos whose word of section 10 is not the same before and after."""
    velhas, novas = situacoes(antes, regimes, hoje), situacoes(depois, regimes, hoje)
    numeros = {v.id: v.numero for v in (*antes.vinculos, *depois.vinculos)}
    return tuple(
        SituacaoAlterada(vinculo_id=id_, vinculo_numero=numero, de=velhas.get(id_), para=novas.get(id_))
        for id_, numero in numeros.items()
        if velhas.get(id_) is not novas.get(id_)
    )


def situacoes(vida: VidaFuncional, regimes: Regimes, hoje: date) -> dict[int, Situacao]:
    """Return the word of section 10 of each vínculo on the day."""
    return {v.id: situacao_em(vida, v, hoje, estavel_desde(v, regimes, hoje)) for v in vida.vinculos}


# ------------------------------------------------------------------ words


def campos_alterados(
    definicao: DefinicaoAto, antes: Any, depois: Any, nomes: Mapping[tuple[str, int], str]
) -> tuple[CampoAlterado, ...]:
    """Return the fields of an act's content that differ, in words; ``nomes`` names what they refer to by number."""
    achados = []
    for campo in dataclasses.fields(definicao.conteudo):
        velho, novo = getattr(antes, campo.name), getattr(depois, campo.name)
        if velho != novo and "rotulo" in campo.metadata:
            especie = ESPECIES_DE_ID.get(campo.metadata["tipo"], "")
            achados.append(
                CampoAlterado(
                    campo=campo.name,
                    rotulo=str(campo.metadata["rotulo"]),
                    de=em_palavras(velho, nomes, especie),
                    para=em_palavras(novo, nomes, especie),
                )
            )
    return tuple(achados)


ESPECIES_DE_ID: Mapping[str, str] = {
    "cargo": "cargo",
    "unidade": "unidade",
    "autoridade": "autoridade",
    "candidato": "candidato",
}
"""Kinds of field that hold the number of something registered."""


def referidos(definicao: DefinicaoAto, *conteudos: Any) -> dict[str, set[int]]:
    """Return what contents refer to by number, by kind: what must be named to show them."""
    procurados: dict[str, set[int]] = {}
    for campo in dataclasses.fields(definicao.conteudo):
        especie = ESPECIES_DE_ID.get(campo.metadata.get("tipo", ""))
        for conteudo in conteudos:
            valor = getattr(conteudo, campo.name)
            if especie is not None and isinstance(valor, int):
                procurados.setdefault(especie, set()).add(valor)
    return procurados


def em_palavras(valor: Any, nomes: Mapping[tuple[str, int], str], especie: str = "") -> str:
    """Return a value as a clerk reads it."""
    if valor is None or valor in ("", ()):
        return "(em branco)"
    if especie and isinstance(valor, int):
        return nomes.get((especie, valor), f"nº {valor}")
    if isinstance(valor, bool):
        return "Sim" if valor else "Não"
    if isinstance(valor, Enum):
        return str(getattr(valor, "rotulo", valor.value))
    if isinstance(valor, date):
        return formatar_data(valor)
    if isinstance(valor, tuple):
        return f"{len(valor)} itens"
    return str(valor)


def json_do_conteudo(conteudo: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return a content as JSON values: what the book holds, and what is kept apart from it; empty ones stay."""
    dados: dict[str, Any] = canonico.simples(conteudo)
    sigilosos = {c.name for c in dataclasses.fields(conteudo) if c.metadata.get("sigiloso")}
    apartados = {n: v for n, v in dados.items() if n in sigilosos and v not in (None, "", False)}
    return {n: v for n, v in dados.items() if n not in apartados}, apartados
