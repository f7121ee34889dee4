"""Spreadsheets changed at random, outside and inside the package: they are read, or end in a sentence."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.intercambio.planilha import Tabela, abrir, ler

from .mutacoes import BASES, mutacao
from .planilhas import gravado

VEZES = 60


@pytest.mark.parametrize("nome", BASES)
def test_o_que_muda_ao_acaso_se_le_ou_se_recusa(tmp_path: Path, nome: str) -> None:
    lidos = recusados = 0
    for semente in range(VEZES):
        caminho = gravado(tmp_path, nome, mutacao(BASES[nome], random.Random(semente)))
        try:
            assert isinstance(ler(abrir(caminho)), Tabela)
            lidos += 1
        except ErroDominio:
            recusados += 1
    # Text bears almost anything; of a package something is always lost.
    assert lidos > 0
    assert recusados > 0 or nome.endswith(".csv")
