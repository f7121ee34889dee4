"""What the window says of the registry: who is in quarantine, whose file only reads, and a clock set back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from bahiaservidor.janela.casa import Casa
from bahiaservidor.janela.componentes.faixa_registro import FaixaRegistro, em_palavras
from bahiaservidor.janela.dialogos.quarentena import DialogoQuarentena
from bahiaservidor.janela.telas.ficha import TelaFicha
from bahiaservidor.registro import dialetos
from bahiaservidor.relogio import RelogioFixo
from bahiaservidor.servicos import abertura, quarentena, verificacao

from .apoio_prazos import Lugar


def estragar(caminho: Path, conteudo: str | None) -> tuple[int, str]:
    """Spoil the last exercício (or put it back); return whose it is and what it said."""
    with closing(sqlite3.connect(caminho)) as conexao:
        dialetos.autorizar(conexao)
        (gatilho,) = conexao.execute("SELECT sql FROM sqlite_master WHERE name = 'ato_nao_altera'").fetchone()
        consulta = "SELECT id, servidor_id, conteudo FROM ato WHERE tipo = 'exercicio' ORDER BY id DESC LIMIT 1"
        ato, dono, antes = conexao.execute(consulta).fetchone()
        conexao.execute("DROP TRIGGER ato_nao_altera")
        conexao.execute("UPDATE ato SET conteudo = ? WHERE id = ?", (conteudo if conteudo is not None else "{", ato))
        conexao.execute(gatilho)
        conexao.commit()
    return dono, antes


@pytest.fixture
def doente(demo: Lugar) -> tuple[int, str]:
    """Somebody whose book cannot be read, found by the check."""
    caminho = demo[0].ctx.banco.caminho
    assert caminho is not None
    quem = estragar(caminho, None)
    assert not verificacao.verificar(demo[0].ctx).integra
    return quem


def faixa(qtbot: QtBot, casa: Casa) -> FaixaRegistro:
    nova = FaixaRegistro()
    qtbot.addWidget(nova)
    nova.conferir(casa)
    assert nova._depois.isActive()
    nova._perguntar()
    qtbot.waitUntil(lambda: casa.executor.ocioso)
    return nova


def test_sem_nada_a_dizer_a_faixa_nao_aparece(qtbot: QtBot, demo: Lugar) -> None:
    nova = faixa(qtbot, demo[0])
    assert nova.isHidden()
    nova.conferir(None)
    assert [em_palavras(n)[:30] for n in (0, 1, 2)] == [
        "",
        "1 pessoa em quarentena, fora d",
        "2 pessoas em quarentena, fora ",
    ]


def test_a_faixa_diz_quem_esta_fora_das_contas_e_leva_ate_la(
    qtbot: QtBot, demo: Lugar, doente: tuple[int, str]
) -> None:
    nova = faixa(qtbot, demo[0])
    assert not nova.isHidden()
    assert "1 pessoa em quarentena, fora das contas" in nova.quarentena.texto()
    assert nova.relogio.texto() == ""
    nova._abrir()
    (dialogo,) = nova.findChildren(DialogoQuarentena)
    qtbot.waitUntil(lambda: dialogo.modelo.rowCount() == 1)
    assert "em quarentena" in dialogo.frase.text()
    dialogo._abrir_ficha()
    assert demo[1].fichas == [doente[0]]


def test_ler_de_novo_solta_quem_ja_se_le(qtbot: QtBot, demo: Lugar, doente: tuple[int, str]) -> None:
    dialogo = DialogoQuarentena(demo[0])
    qtbot.addWidget(dialogo)
    qtbot.waitUntil(lambda: dialogo.modelo.rowCount() == 1)
    dialogo.de_novo.click()
    qtbot.waitUntil(lambda: "ninguém saiu" in dialogo.aviso.texto())
    caminho = demo[0].ctx.banco.caminho
    assert caminho is not None
    estragar(caminho, doente[1])
    dialogo.de_novo.click()
    qtbot.waitUntil(lambda: dialogo.modelo.rowCount() == 0)
    assert quarentena.quantas(demo[0].ctx) == 0
    assert not dialogo.ficha.isEnabled()


def test_a_ficha_explica_mostra_o_livro_e_nao_oferece_atos(qtbot: QtBot, demo: Lugar, doente: tuple[int, str]) -> None:
    tela = TelaFicha(demo[0])
    qtbot.addWidget(tela)
    tela.receber(servidor_id=doente[0], aba="historico")
    qtbot.waitUntil(lambda: tela._lida is not None and demo[0].executor.ocioso)
    assert "em quarentena" in tela.quarentena.texto()
    assert not tela.registrar.isEnabled()
    assert not tela.mais.isEnabled()
    assert tela.principal.isHidden()
    rotulos = [linha.rotulo for linha in tela.historico.modelo.linhas()]
    assert "Não pode ser lida: Exercício" in rotulos
    assert len(rotulos) > 1
    outra = next(i for i in range(1, 9) if i != doente[0])
    tela.receber(servidor_id=outra)
    qtbot.waitUntil(lambda: tela._lida is not None and tela._lida.ficha.servidor_id == outra)
    assert tela.quarentena.isHidden()
    assert tela.registrar.isEnabled()


def test_o_relogio_atrasado_e_dito(qtbot: QtBot, casa: Casa) -> None:
    abertura.informacao(casa.ctx)
    object.__setattr__(casa, "relogio", RelogioFixo(date(2026, 11, 1)))
    nova = faixa(qtbot, casa)
    assert "marca 01/11/2026" in nova.relogio.texto()
    assert nova.quarentena.isHidden()
