"""The bars of a person's timeline: time in each post, time out of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..estatuto.contagem import UM_DIA
from ..estatuto.vida import VidaFuncional, Vinculo
from ..registro.conexao import Conexao
from ..registro.consultas import quadro as consultas
from .tipos import PeriodoLinha

_FORA = {"aposentadoria": "Aposentado", "demissao": "Demitido", "disponibilidade": "Em disponibilidade"}


def periodos_no_cargo(conexao: Conexao, vida: VidaFuncional) -> Iterator[PeriodoLinha]:
    """Yield each stretch of exercício in a cargo, and each stretch out of the post after a vacância that was undone."""
    nomes = consultas.nomes_dos_cargos(conexao, {o.cargo for v in vida.vinculos for o in v.ocupacoes})
    for vinculo in vida.vinculos:
        for cargo, inicio, fim in trechos(vinculo):
            yield PeriodoLinha(
                inicio=inicio, fim=fim, especie="exercicio", rotulo=f"Exercício: {nomes.get(cargo, '')}",
                vinculo_numero=vinculo.numero,
            )  # fmt: skip
        for rotulo, inicio, fim in fora_do_cargo(vinculo):
            yield PeriodoLinha(
                inicio=inicio, fim=fim, especie="afastamento", rotulo=rotulo, vinculo_numero=vinculo.numero
            )


def trechos(vinculo: Vinculo) -> list[tuple[int, date, date | None]]:
    """Return (cargo, first day, last day or None) of each stretch of exercício, adjoining ones together."""
    achados: list[tuple[int, date, date | None]] = []
    if vinculo.exercicio is None:
        return achados
    respostas = {p.fato.data: p.exercicio for p in vinculo.provimentos if not p.disponibilidade}
    for posicao, posto in enumerate(vinculo.ocupacoes):
        fim = None if posto.ate is None else posto.ate - UM_DIA
        if posto.desde in respostas:
            resposta = respostas[posto.desde]
            if resposta is None:
                continue
            inicio = resposta.data
        elif posicao == 0:
            # Before an opening entry the post is not in the book, but the exercício it declares is.
            inicio = vinculo.exercicio.data
        else:
            inicio = max(posto.desde, vinculo.exercicio.data)
        if fim is not None and fim < inicio:
            continue
        ultimo = achados[-1] if achados else None
        if ultimo is not None and ultimo[0] == posto.cargo and ultimo[2] == inicio - UM_DIA:
            achados[-1] = (posto.cargo, ultimo[1], fim)
        else:
            achados.append((posto.cargo, inicio, fim))
    return achados


def fora_do_cargo(vinculo: Vinculo) -> Iterator[tuple[str, date, date | None]]:
    """Yield (words, first day, last day or None) of the time after aposentadoria, demissão undone, disponibilidade."""
    for fora in vinculo.interrupcoes:
        if fora.causa not in _FORA:
            continue  # days that an opening entry did not count: they say how many, not when
        yield _FORA[fora.causa], fora.inicio, fora.provido_em - UM_DIA
    if vinculo.aposentadoria is not None:
        fim = None if vinculo.fim is None else vinculo.fim.fato.data - UM_DIA
        yield _FORA["aposentadoria"], vinculo.aposentadoria.fato.data, fim
    if vinculo.disponibilidade is not None:
        yield _FORA["disponibilidade"], vinculo.disponibilidade.data, None
