"""Fixtures of the command line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bahiaservidor.cli import main

from .base import Execucao, Executar

EM = "20/11/2026"


@pytest.fixture(autouse=True)
def sem_registro_do_usuario(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the registry of whoever runs it."""
    monkeypatch.setattr("bahiaservidor.caminhos.banco_padrao", lambda: tmp_path / "padrao" / "registro.sqlite3")
    monkeypatch.delenv("BAHIASERVIDOR_DEPURAR", raising=False)
    # The registry is of a fixed day; the machine's may be any.
    monkeypatch.setattr("bahiaservidor.servicos.relogio_atrasado.aviso_do_relogio", lambda ctx, *, hoje: "")


@pytest.fixture
def executar(capsys: pytest.CaptureFixture[str]) -> Executar:
    def rodar(*argumentos: object) -> Execucao:
        capsys.readouterr()
        situacao = main([str(argumento) for argumento in argumentos])
        lido = capsys.readouterr()
        return Execucao(situacao=situacao, saida=lido.out, erros=lido.err)

    return rodar


@pytest.fixture(scope="session")
def _modelo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    caminho = tmp_path_factory.mktemp("demo") / "registro.sqlite3"
    assert main(["demo", "--servidores", "60", "--semente", "5", "--em", EM, "--banco", str(caminho)]) == 0
    return caminho


@pytest.fixture
def banco(_modelo: Path, tmp_path: Path) -> Path:
    """A demonstration registry of 60 people as of EM, that the test may change."""
    destino = tmp_path / "registro.sqlite3"
    shutil.copyfile(_modelo, destino)
    return destino
