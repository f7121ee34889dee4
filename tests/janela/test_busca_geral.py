"""The search of the whole program by keyboard alone: order, Enter before the answers, letters taken back."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from bahiaservidor.janela.componentes.busca_geral import Achado, BuscaGeral
from bahiaservidor.janela.operacoes import Executor

TELAS = (
    Achado(especie="tela", titulo="Prazos", detalhe="O que vence", chave="prazos"),
    Achado(especie="tela", titulo="Painel", detalhe="Do mar ao sertão", chave="painel"),
)
GENTE = ("Maria da Silva", "Maria do Socorro", "Mariana Silvério", "Prazeres Lima")


class Registro:
    """Answers slowly, and remembers what it was asked."""

    def __init__(self) -> None:
        self.pedidos: list[str] = []

    def buscar(self, procurado: str) -> Sequence[Achado]:
        self.pedidos.append(procurado)
        time.sleep(0.03)
        achados = [
            Achado(especie="servidor", titulo=nome, id=numero)
            for numero, nome in enumerate(GENTE, start=1)
            if nome.casefold().startswith(procurado.casefold())
        ]
        return [*achados, Achado(especie="sugestao", titulo="“marta”", chave="marta")]


@pytest.fixture
def registro() -> Registro:
    return Registro()


@pytest.fixture
def campo(qtbot: QtBot, executor: Executor, registro: Registro) -> Iterator[BuscaGeral]:
    janela = QWidget()
    janela.resize(600, 500)
    caixa = QVBoxLayout(janela)
    novo = BuscaGeral(executor, TELAS, janela)
    caixa.addWidget(novo, 0, Qt.AlignmentFlag.AlignTop)
    novo.definir_busca(registro.buscar)
    qtbot.addWidget(janela)
    janela.show()
    janela.activateWindow()
    novo.setFocus()
    qtbot.waitUntil(novo.hasFocus)
    yield novo
    janela.close()


def titulos(campo: BuscaGeral) -> list[str]:
    achados = (campo.modelo.achado(n) for n in range(campo.modelo.rowCount()))
    return [achado.titulo for achado in achados if achado is not None]


def test_enter_antes_da_resposta_escolhe_a_resposta_e_nao_o_que_estava_na_tela(qtbot: QtBot, campo: BuscaGeral) -> None:
    qtbot.keyClicks(campo, "mar")
    assert titulos(campo) == ["Painel"]  # found at once, by a word of what it is
    with qtbot.waitSignal(campo.escolhido, timeout=5_000) as escolha:
        qtbot.keyClick(campo, Qt.Key.Key_Return)
    assert escolha.args is not None
    assert escolha.args[0].titulo == "Maria da Silva"
    assert campo.text() == ""
    assert not campo.aberta()


def test_a_tela_que_se_chama_assim_vem_antes_e_as_grafias_por_ultimo(qtbot: QtBot, campo: BuscaGeral) -> None:
    qtbot.keyClicks(campo, "mar")
    qtbot.waitUntil(lambda: len(titulos(campo)) == 5)
    assert titulos(campo) == [*GENTE[:3], "Painel", "“marta”"]
    campo.selectAll()
    qtbot.keyClicks(campo, "prazos")
    qtbot.waitUntil(lambda: titulos(campo) == ["Prazos", "“marta”"])


def test_o_que_se_fechou_se_abre_de_novo_pelo_teclado(qtbot: QtBot, campo: BuscaGeral, registro: Registro) -> None:
    qtbot.keyClicks(campo, "maria")
    qtbot.waitUntil(lambda: len(titulos(campo)) == 4)
    qtbot.keyClick(campo, Qt.Key.Key_Escape)
    assert not campo.aberta()
    assert campo.text() == "maria"
    qtbot.keyClick(campo, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: campo.aberta() and registro.pedidos[-2:] == ["maria", "maria"])
    qtbot.waitUntil(lambda: len(titulos(campo)) == 4)
    qtbot.keyClick(campo, Qt.Key.Key_PageDown)
    assert campo.lista.currentIndex().row() == 3
    qtbot.keyClick(campo, Qt.Key.Key_PageUp)
    qtbot.keyClick(campo, Qt.Key.Key_Up)
    assert campo.lista.currentIndex().row() == 3  # one by one it goes round


def test_uma_letra_apagada_e_um_espaco_no_fim_nao_perdem_a_resposta(qtbot: QtBot, campo: BuscaGeral) -> None:
    qtbot.keyClicks(campo, "maria")
    qtbot.waitUntil(lambda: len(titulos(campo)) == 4)
    qtbot.keyClicks(campo, "x")
    qtbot.keyClick(campo, Qt.Key.Key_Backspace)
    qtbot.keyClicks(campo, " ")
    qtbot.waitUntil(lambda: not campo._esperando)
    assert titulos(campo) == [*GENTE[:3], "“marta”"]


def test_uma_pagina_colada_cabe_na_resposta(qtbot: QtBot, campo: BuscaGeral) -> None:
    campo.definir_busca(lambda procurado: ())
    campo.setText("Lorem ipsum " * 500)
    qtbot.waitUntil(lambda: campo.aberta() and "Nada encontrado" in campo._nada.text())
    assert len(campo.text()) <= 300
    assert campo._nada.text().endswith("…”.")
    assert campo._nada.heightForWidth(campo._nada.width()) <= campo._nada.height()
