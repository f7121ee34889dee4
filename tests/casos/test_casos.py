"""The executable examples of the statute: each case ends as it says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bahiaservidor.estatuto.atos.catalogo import POR_TIPO
from bahiaservidor.montagem import simulador
from bahiaservidor.servicos.contexto import Contexto
from bahiaservidor.servicos.simulacao import simular_caso
from bahiaservidor.servicos.simulacao_atos import ATOS
from bahiaservidor.servicos.simulacao_conferencia import diferencas
from bahiaservidor.servicos.simulacao_leitura import Caso, ler_casos

ARQUIVOS = sorted(Path(__file__).parent.glob("*.json"))
CASOS = [caso for arquivo in ARQUIVOS for caso in ler_casos(arquivo.read_bytes())]


@pytest.fixture(scope="module")
def novo_contexto() -> Callable[[date], Contexto]:
    return simulador()


@pytest.mark.parametrize("caso", CASOS, ids=lambda caso: caso.id)
def test_caso(caso: Caso, novo_contexto: Callable[[date], Contexto]) -> None:
    obtido = simular_caso(caso, novo_contexto=novo_contexto)
    assert diferencas(caso, obtido) == ()


def test_o_programa_conhece_todos_os_atos_do_formato() -> None:
    assert set(ATOS) <= set(POR_TIPO)
    assert len(CASOS) >= 51
