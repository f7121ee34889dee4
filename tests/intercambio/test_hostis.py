"""Hostile files end in a sentence, within limits of memory and time, in a process of their own."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from . import hostis

SEGUNDOS = 10.0

OUTROS = {
    "tubo.csv": "não é um arquivo comum",
    "aparelho.csv": "não é um arquivo comum",
    "pasta.xlsx": "é uma pasta",
    "de_2_gb.csv": "limite é 64,0 MB",
}


@pytest.fixture(scope="module")
def achados(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, float, int]]:
    pasta = tmp_path_factory.mktemp("hostis")
    hostis.preparar(pasta)
    feito = subprocess.run(
        [sys.executable, "-m", "tests.intercambio.hostis", str(pasta)],
        cwd=Path(__file__).parents[2], capture_output=True, text=True, timeout=180, check=False,
    )  # fmt: skip
    assert feito.returncode == 0, feito.stderr[-2000:]
    return {nome: tuple(visto) for nome, visto in json.loads(feito.stdout).items()}


def test_cada_um_termina_na_sua_frase(achados: dict[str, tuple[str, float, int]]) -> None:
    esperados = {nome: dito for nome, (_, dito) in hostis.HOSTIS.items()} | OUTROS
    assert achados.keys() == esperados.keys()
    errados = {}
    for nome, esperado in esperados.items():
        dito = achados[nome][0]
        if esperado and not (re.search(esperado, dito) and "Nada foi importado; " in dito and nome in dito):
            errados[nome] = dito
        if not esperado and dito != "lido":
            errados[nome] = dito
    assert errados == {}


def test_dentro_da_memoria_e_do_tempo(achados: dict[str, tuple[str, float, int]]) -> None:
    assert {nome: visto[2] for nome, visto in achados.items() if visto[2] > hostis.TETO_MB} == {}
    assert {nome: visto[1] for nome, visto in achados.items() if visto[1] > SEGUNDOS} == {}
