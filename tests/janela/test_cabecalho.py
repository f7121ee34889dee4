"""The header of a screen."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from bahiaservidor.janela.componentes.botao import botao
from bahiaservidor.janela.componentes.tela import Cabecalho

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.mark.parametrize("subtitulo", ["", "Quem espera posse"])
def test_o_titulo_fica_com_o_espaco_e_os_botoes_com_o_seu_tamanho(qtbot: QtBot, subtitulo: str) -> None:
    cabecalho = Cabecalho("Provimentos", subtitulo)
    qtbot.addWidget(cabecalho)
    acao = botao("Registrar nomeação")
    cabecalho.adicionar_acao(acao)
    cabecalho.resize(900, 60)
    cabecalho.show()
    assert acao.width() == acao.sizeHint().width()
    assert cabecalho._titulo.width() == 900 - acao.width() - 16
    # A long name is cut rather than widening the window.
    cabecalho.definir_titulo("Maria " * 60)
    assert cabecalho.minimumSizeHint().width() < 400
    cabecalho.hide()
