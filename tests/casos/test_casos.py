"""The executable examples of the statute: each case ends as it says, or uses an act that is still to come."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bahiaservidor.estatuto.atos.catalogo import POR_TIPO
from bahiaservidor.montagem import simulador
from bahiaservidor.servicos.contexto import Contexto
from bahiaservidor.servicos.simulacao import simular_caso
from bahiaservidor.servicos.simulacao_conferencia import diferencas
from bahiaservidor.servicos.simulacao_leitura import Caso, ler_casos

ARQUIVOS = sorted(Path(__file__).parent.glob("*.json"))
CASOS = [caso for arquivo in ARQUIVOS for caso in ler_casos(arquivo.read_bytes())]
DESTA_VERSAO = [caso for caso in CASOS if all(ato.ato in POR_TIPO for ato in caso.atos)]

AINDA_NAO = {
    "aposentadoria", "reversao", "extincao_cargo", "transformacao_cargo", "disponibilidade", "aproveitamento",
    "cassacao_aposentadoria", "cassacao_disponibilidade", "reintegracao", "reconducao", "remocao", "relotacao",
    "mandato_sindical", "demissao", "vacancia_posse_inacumulavel",
}  # fmt: skip
"""Acts of the format that this version answers `nao_suportado`; one that becomes known leaves this list."""


@pytest.fixture(scope="module")
def novo_contexto() -> Callable[[date], Contexto]:
    return simulador()


@pytest.mark.parametrize("caso", DESTA_VERSAO, ids=lambda caso: caso.id)
def test_caso(caso: Caso, novo_contexto: Callable[[date], Contexto]) -> None:
    obtido = simular_caso(caso, novo_contexto=novo_contexto)
    assert diferencas(caso, obtido) == ()


def test_os_demais_casos_so_usam_atos_que_ainda_nao_existem() -> None:
    estranhos = {ato.ato for caso in CASOS for ato in caso.atos if ato.ato not in POR_TIPO}
    assert estranhos <= AINDA_NAO
    assert AINDA_NAO.isdisjoint(POR_TIPO)
    assert len(DESTA_VERSAO) >= 30
