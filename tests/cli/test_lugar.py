"""The command line over a registry that somebody else has open: it reads, says so, and takes over if told."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bahiaservidor.registro import uso
from bahiaservidor.registro.banco import Banco

from .base import Executar


@pytest.fixture
def na_nuvem(banco: Path) -> Path:
    pasta = banco.parent / "OneDrive"
    pasta.mkdir()
    return banco.rename(pasta / banco.name)


def avisar(banco: Path, **troca: object) -> Path:
    arquivo = banco.with_name(banco.name + uso.SUFIXO)
    dados = {"chave": "f" * 32, "nome": "Fulana", "maquina": "PC-3", "desde": "2026-11-22T17:32:00+00:00", **troca}
    arquivo.write_text(json.dumps(dados), "ascii")
    return arquivo


def test_quem_so_consulta_le_e_e_avisado(na_nuvem: Path, executar: Executar) -> None:
    arquivo = avisar(na_nuvem)
    lido = executar("prazos", "--banco", na_nuvem, "--em", "20/11/2026")
    assert lido.situacao == 0
    assert lido.frase == "Aberto por Fulana, em PC-3, desde 22/11/2026 14:32; você está só consultando."
    vazio = na_nuvem.with_name("vazio.sqlite3")
    Banco.abrir(vazio).fechar()
    avisar(vazio)
    recusado = executar("demo", "--servidores", "5", "--banco", vazio)
    assert recusado.situacao != 0
    assert "por outra pessoa (Fulana, em PC-3, desde 22/11/2026 14:32)" in recusado.erros
    assert "nada foi gravado" in recusado.erros
    arquivo.unlink()
    assert executar("prazos", "--banco", na_nuvem, "--em", "20/11/2026").erros == ""
    assert not arquivo.exists()


def test_assumir_espera_ver_que_ninguem_responde(
    na_nuvem: Path, executar: Executar, monkeypatch: pytest.MonkeyPatch
) -> None:
    arquivo = avisar(na_nuvem)
    monkeypatch.setattr(uso, "VELHA_NA_NUVEM_S", 0.06)
    lido = executar("--assumir", "prazos", "--banco", na_nuvem, "--em", "20/11/2026")
    assert lido.situacao == 0
    assert lido.frase.startswith("Aberto por Fulana, em PC-3, desde 22/11/2026 14:32. Vendo se ainda dá notícia")
    assert not arquivo.exists()
    with closing(sqlite3.connect(na_nuvem)) as conexao:
        anotado = conexao.execute("SELECT acao, objeto FROM trilha ORDER BY id DESC LIMIT 1").fetchone()
    assert anotado == ("assume", "registro")


def test_assumir_nao_tira_a_vez_de_quem_responde(
    na_nuvem: Path, executar: Executar, monkeypatch: pytest.MonkeyPatch
) -> None:
    arquivo = avisar(na_nuvem)
    monkeypatch.setattr(uso, "VELHA_NA_NUVEM_S", 30.0)

    def dormir_enquanto_renovam(segundos: float) -> None:
        avisar(na_nuvem, renovado="depois")

    aguardar = uso.UsoDoRegistro.aguardar
    monkeypatch.setattr(uso.UsoDoRegistro, "aguardar", lambda vez: aguardar(vez, dormir=dormir_enquanto_renovam))
    lido = executar("prazos", "--assumir", "--banco", na_nuvem)
    assert lido.situacao == 2
    assert "está mesmo em uso (Fulana, em PC-3" in lido.erros
    assert arquivo.exists()


def test_no_disco_daqui_assumir_nao_muda_nada(banco: Path, executar: Executar) -> None:
    lido = executar("--assumir", "prazos", "--banco", banco, "--em", "20/11/2026")
    assert (lido.situacao, lido.erros) == (0, "")
