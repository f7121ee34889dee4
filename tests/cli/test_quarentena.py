"""What commands say beside their answer: who is out of the counts, and a clock set back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bahiaservidor.registro import dialetos

from .base import Executar
from .conftest import EM


@pytest.fixture
def doente(banco: Path) -> Path:
    """The registry, with somebody whose book cannot be read."""
    with closing(sqlite3.connect(banco)) as conexao:
        dialetos.autorizar(conexao)
        conexao.execute("DROP TRIGGER ato_nao_altera")
        conexao.execute("UPDATE ato SET versao = 99 WHERE id = (SELECT min(id) FROM ato WHERE tipo = 'exercicio')")
        conexao.commit()
    return banco


def test_verificar_diz_de_quem_e_e_os_outros_que_ha_alguem_fora(executar: Executar, doente: Path) -> None:
    sem_saber = executar("prazos", "--em", EM, "--banco", doente)
    assert sem_saber.situacao == 0
    conferido = executar("verificar", "--banco", doente)
    assert conferido.situacao == 1
    assert "em quarentena, fora das contas" in conferido.saida
    assert "versão 99" in conferido.saida
    assert conferido.erros == ""
    depois = executar("prazos", "--em", EM, "--json", "--banco", doente)
    assert depois.situacao == 0
    assert depois.frase.startswith("1 pessoa em quarentena, fora das contas")


def test_o_relogio_atrasado_e_dito_antes_da_resposta(
    executar: Executar, banco: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert executar("prazos", "--em", EM, "--banco", banco).erros == ""
    dito = "bahiaservidor.servicos.relogio_atrasado.aviso_do_relogio"
    monkeypatch.setattr(dito, lambda ctx, *, hoje: "O relógio está atrasado.")
    execucao = executar("prazos", "--em", EM, "--banco", banco)
    assert (execucao.situacao, execucao.frase) == (0, "O relógio está atrasado.")
