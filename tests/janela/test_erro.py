"""What is said when something goes wrong, and what is never said."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.janela.componentes.dialogo import perguntar
from bahiaservidor.janela.erro import DialogoRelatorio, Ganchos, mostrar_erro, relatar, relatorio
from bahiaservidor.janela.tema import Tema


def falha() -> Exception:
    try:
        try:
            int("Jurema d'Ávila, CPF 111.444.777-35")
        except ValueError as causa:
            raise RuntimeError("ficha de Jurema") from causa
    except RuntimeError as erro:
        return erro
    raise AssertionError("nothing failed")


def test_o_relatorio_diz_onde_e_nada_de_ninguem() -> None:
    dito = relatorio(falha())
    assert "builtins.RuntimeError" in dito
    assert "provocada por:\nbuiltins.ValueError" in dito
    assert "em falha" in dito
    assert "Python " in dito
    assert "Jurema" not in dito
    assert "111.444" not in dito


def test_o_relatorio_pode_ser_copiado_e_conta_os_seguintes(qtbot: QtBot, tema: Tema) -> None:
    pai = QWidget()
    qtbot.addWidget(pai)
    dialogo = relatar(falha(), pai)
    assert relatar(ValueError("x"), pai) is dialogo
    assert "mais 1 outro erro" in dialogo._contagem.text()
    qtbot.mouseClick(dialogo.copiar, Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == dialogo.quadro.toPlainText()
    assert dialogo.copiar.text() == "Relatório copiado"
    qtbot.keyClick(dialogo, Qt.Key.Key_Escape)
    assert not dialogo.isVisible()


def test_a_caixa_mostra_a_frase_como_texto_e_o_artigo(qtbot: QtBot, tema: Tema) -> None:
    caixa = mostrar_erro(ErroDominio("<b>Ana</b> já tomou posse.", dispositivo="art. 19, § 2º"))
    assert caixa.mensagem.text() == "<b>Ana</b> já tomou posse."
    assert caixa.mensagem.textFormat() == Qt.TextFormat.PlainText
    assert caixa.isVisible()
    qtbot.keyClick(caixa, Qt.Key.Key_Return)
    assert not caixa.isVisible()


@pytest.fixture
def ganchos(qtbot: QtBot, tema: Tema) -> Iterator[Ganchos]:
    novos = Ganchos()
    novos.instalar()
    yield novos
    novos.retirar()


def test_o_defeito_de_outra_linha_vira_relatorio(qtbot: QtBot, ganchos: Ganchos) -> None:
    def quebrar() -> None:
        raise KeyError("Jurema")

    def aberto() -> DialogoRelatorio | None:
        return next(
            (w for w in QApplication.topLevelWidgets() if isinstance(w, DialogoRelatorio) and w.isVisible()), None
        )

    linha = threading.Thread(target=quebrar)
    linha.start()
    linha.join()
    qtbot.waitUntil(lambda: aberto() is not None)
    dialogo = aberto()
    assert dialogo is not None
    assert "KeyError" in dialogo.quadro.toPlainText()
    assert "Jurema" not in dialogo.quadro.toPlainText()
    dialogo.close()


def test_os_ganchos_voltam_ao_que_eram(qtbot: QtBot) -> None:
    antes = (sys.excepthook, threading.excepthook, sys.unraisablehook)
    ganchos = Ganchos()
    ganchos.instalar()
    assert sys.excepthook != antes[0]
    ganchos.retirar()
    assert (sys.excepthook, threading.excepthook, sys.unraisablehook) == antes


def test_a_pergunta_perigosa_nao_e_respondida_por_enter(qtbot: QtBot, tema: Tema) -> None:
    respostas: list[str] = []
    pai = QWidget()
    qtbot.addWidget(pai)
    pergunta = perguntar(
        pai, "Anular a minuta?", "O número fica cancelado.", confirmar="&Anular",
        ao_confirmar=lambda: respostas.append("sim"), perigo=True,
    )  # fmt: skip
    assert pergunta.cancelar.isDefault()
    pergunta.close()
    pergunta = perguntar(pai, "Registrar?", "", confirmar="&Registrar", ao_confirmar=lambda: respostas.append("sim"))
    qtbot.keyClick(pergunta, Qt.Key.Key_Return)
    assert respostas == ["sim"]
    assert not pergunta.isVisible()
