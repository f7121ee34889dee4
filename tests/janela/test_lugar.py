"""The window over a registry on a shared folder: what it says, and the two ways to go on."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from bahiaservidor.janela.aplicacao import Programa
from bahiaservidor.janela.componentes.dialogo import Pergunta
from bahiaservidor.janela.dialogos.lugar import DialogoLugar
from bahiaservidor.janela.preferencias import Preferencias
from bahiaservidor.janela.telas.administracao import TelaAdministracao
from bahiaservidor.janela.tema import Tema
from bahiaservidor.registro import configuracao
from bahiaservidor.registro.banco import Banco
from bahiaservidor.registro.ocupante import placa_daqui
from bahiaservidor.registro.uso import SUFIXO, EstadoDoUso
from bahiaservidor.relogio import RelogioFixo
from bahiaservidor.servicos import abertura
from bahiaservidor.servicos.permissoes import Sessao

from .apoio_programa import montar, pronta

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

Abrir = Callable[[Path], Programa]


@pytest.fixture
def na_nuvem(registro: Path) -> Path:
    pasta = registro.parent / "OneDrive"
    pasta.mkdir()
    return Path(shutil.move(registro, pasta))


@pytest.fixture
def abrir(qtbot: QtBot, relogio: RelogioFixo, tema: Tema, preferencias: Preferencias) -> Iterator[Abrir]:
    feitos: list[Programa] = []

    def novo(caminho: Path) -> Programa:
        programa = Programa(
            caminho, montar=montar, desmontar=abertura.fechar, relogio=relogio, tema=tema, preferencias=preferencias
        )
        feitos.append(programa)
        programa.iniciar()
        qtbot.waitUntil(lambda: pronta(programa))
        return programa

    yield novo
    for programa in feitos:
        qtbot.addWidget(programa.janela)
        programa.janela.close()
        programa.encerrar()


def dialogo(tipo: type[QDialog]) -> QDialog | None:
    return next((d for d in QApplication.topLevelWidgets() if isinstance(d, tipo) and d.isVisible()), None)


def explicado(programa: Programa) -> None:
    aberto = dialogo(DialogoLugar)
    assert isinstance(aberto, DialogoLugar)
    aberto.entendi.click()


def aviso_de(registro: Path) -> Path:
    return registro.with_name(registro.name + SUFIXO)


def avisar(registro: Path) -> None:
    dados = {"chave": "f" * 32, "nome": "Fulana <b>", "maquina": "PC-3", "desde": "2026-11-22T17:32:00+00:00"}
    aviso_de(registro).write_text(json.dumps(dados), "ascii")


def vez(programa: Programa) -> EstadoDoUso:
    assert programa._aberto is not None
    assert programa._aberto.ctx.banco.uso is not None
    return programa._aberto.ctx.banco.uso.situacao.estado


def test_no_disco_daqui_nada_se_diz_senao_da_segunda_janela(registro: Path, abrir: Abrir) -> None:
    primeiro = abrir(registro)
    assert primeiro.janela.lugar.isHidden()
    segundo = abrir(registro)
    barra = segundo.janela.lugar
    assert barra.isVisible() == bool(placa_daqui())
    dito = "Este registro já está aberto por maria.souza"
    assert barra.vizinhos.texto().startswith(dito) or not placa_daqui()
    barra.vizinhos.esconder()
    assert dialogo(DialogoLugar) is None


def test_na_nuvem_se_explica_uma_vez_e_se_ve_em_administracao(na_nuvem: Path, abrir: Abrir, qtbot: QtBot) -> None:
    (na_nuvem.parent / "registro (1).sqlite3").write_bytes(na_nuvem.read_bytes())
    programa = abrir(na_nuvem)
    explicado(programa)
    barra = programa.janela.lugar
    assert barra.uso.texto() == ""
    assert "Há uma cópia em conflito" in barra.conflito.texto()
    barra._ver_em_administracao()
    qtbot.waitUntil(lambda: pronta(programa))
    tela = programa.janela.pilha.currentWidget()
    assert isinstance(tela, TelaAdministracao)
    assert "registro (1).sqlite3" in tela.lugar.conflito.texto()
    assert tela.lugar.fatos.valor("quem") == "Esta janela; quem abrir em outro lugar só consulta"
    assert "uma pessoa por vez" in tela.lugar.fatos.valor("jornal")
    programa._trocar(na_nuvem)
    qtbot.waitUntil(lambda: pronta(programa))
    assert dialogo(DialogoLugar) is None


def test_quem_so_consulta_tenta_de_novo_e_grava(na_nuvem: Path, abrir: Abrir, qtbot: QtBot) -> None:
    avisar(na_nuvem)
    programa = abrir(na_nuvem)
    explicado(programa)
    barra = programa.janela.lugar
    assert barra.uso.texto() == "Aberto por Fulana <b>, em PC-3, desde 22/11/2026 14:32; você está só consultando."
    assert not barra.tomar.isVisible()
    barra.tentar.click()
    qtbot.waitUntil(lambda: pronta(programa))
    assert vez(programa) == EstadoDoUso.DE_OUTRO
    aviso_de(na_nuvem).unlink()
    assert programa._aberto is not None
    assert programa._aberto.ctx.banco.uso is not None
    programa._aberto.ctx.banco.uso.passo()
    barra.olhar()
    assert "já pode ser aberto para gravar" in barra.uso.texto()
    barra.tentar.click()
    qtbot.waitUntil(lambda: pronta(programa))
    assert vez(programa) == EstadoDoUso.MINHA
    assert barra.isHidden()


def test_aviso_parado_se_assume_por_escolha(
    na_nuvem: Path, abrir: Abrir, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    avisar(na_nuvem)
    programa = abrir(na_nuvem)
    explicado(programa)
    monkeypatch.setattr("bahiaservidor.registro.uso.VELHA_NA_NUVEM_S", 0.0)
    assert programa._aberto is not None
    assert programa._aberto.ctx.banco.uso is not None
    for _ in range(3):
        programa._aberto.ctx.banco.uso.passo()
    barra = programa.janela.lugar
    barra.olhar()
    assert "parou de dar notícia" in barra.uso.texto()
    barra.tomar.click()
    pergunta = dialogo(Pergunta)
    assert isinstance(pergunta, Pergunta)
    pergunta.confirmar.click()
    qtbot.waitUntil(lambda: pronta(programa) and vez(programa) == EstadoDoUso.MINHA)
    assert barra.isHidden()


def test_quem_perdeu_a_vez_ve_antes_de_gravar(na_nuvem: Path, abrir: Abrir, qtbot: QtBot) -> None:
    programa = abrir(na_nuvem)
    explicado(programa)
    assert programa._aberto is not None
    ctx = programa._aberto.ctx
    ctx.entrar(Sessao(usuario="maria", nome="Maria das Dores"))
    assert ctx.banco.uso is not None
    ctx.banco.uso.renovar()
    lido = Banco.abrir(na_nuvem, relogio=programa.janela.relogio)
    assert lido.uso is not None
    assert lido.uso.situacao.ocupante is not None
    assert lido.uso.situacao.ocupante.nome == "Maria das Dores"
    lido.fechar()
    avisar(na_nuvem)  # as another machine would, taking over

    def gravar() -> None:
        with ctx.banco.escrita() as conexao:
            configuracao.gravar(conexao, "x", "1")

    recusas: list[str] = []
    programa.executor.gravar(programa.janela, gravar, falha=lambda erro: recusas.append(erro.mensagem))
    qtbot.waitUntil(lambda: bool(recusas))
    assert "passou para outra pessoa (Fulana <b>, em PC-3" in recusas[0]
    programa.janela.lugar.olhar()
    assert "A gravação passou para Fulana <b>" in programa.janela.lugar.uso.texto()
