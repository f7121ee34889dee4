"""Fields: nothing typed is corrected in silence, and everything can be done by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QDate, QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCalendarWidget, QLineEdit
from pytestqt.qtbot import QtBot

from bahiaservidor.janela.componentes.campo_busca import CampoBusca
from bahiaservidor.janela.componentes.campo_data import CampoData
from bahiaservidor.janela.componentes.combo import Combo, ComboBusca, Opcao
from bahiaservidor.janela.componentes.formulario import Formulario

from .conftest import HOJE


@pytest.fixture
def campo(qtbot: QtBot) -> Iterator[CampoData]:
    novo = CampoData(hoje=lambda: HOJE)
    qtbot.addWidget(novo)
    novo.show()
    yield novo
    novo.hide()


@pytest.mark.parametrize(
    ("teclas", "escrito", "data"),
    [
        ("02072026", "02/07/2026", date(2026, 7, 2)),
        ("02/07/2026", "02/07/2026", date(2026, 7, 2)),
        ("2/7/2026", "2/7/2026", date(2026, 7, 2)),
        ("29022028", "29/02/2028", date(2028, 2, 29)),
        ("29022027", "29/02/2027", None),
        ("31/12/26", "31/12/26", None),
        ("abc", "", None),
    ],
)
def test_a_data_digitada(qtbot: QtBot, campo: CampoData, teclas: str, escrito: str, data: date | None) -> None:
    qtbot.keyClicks(campo, teclas)
    assert campo.text() == escrito
    assert campo.data() == data
    assert bool(campo.erro()) == (data is None and bool(escrito))


def test_a_data_impossivel_fica_escrita_e_diz_por_que(qtbot: QtBot, campo: CampoData) -> None:
    outro = QLineEdit()
    qtbot.addWidget(outro)
    campo.setFocus()
    qtbot.keyClicks(campo, "31042026")
    campo.clearFocus()
    assert campo.text() == "31/04/2026"
    assert "abril" in campo.erro()
    campo.focusOutEvent(_saiu())
    assert campo.property("erro") is True
    assert "abril" in campo.toolTip()
    campo.definir(date(2026, 4, 30))
    assert campo.property("erro") is False
    assert campo.erro() == ""


def _saiu() -> QFocusEvent:
    return QFocusEvent(QEvent.Type.FocusOut)


def test_apagar_nao_repoe_a_barra(qtbot: QtBot, campo: CampoData) -> None:
    qtbot.keyClicks(campo, "02")
    assert campo.text() == "02/"
    qtbot.keyClick(campo, Qt.Key.Key_Backspace)
    qtbot.keyClick(campo, Qt.Key.Key_Backspace)
    assert campo.text() == "0"
    qtbot.keyClicks(campo, "3")
    assert campo.text() == "03/"


def test_as_setas_andam_um_dia_e_h_e_hoje(qtbot: QtBot, campo: CampoData) -> None:
    mudancas: list[date | None] = []
    campo.alterada.connect(mudancas.append)
    qtbot.keyClick(campo, Qt.Key.Key_H)
    assert campo.data() == HOJE
    qtbot.keyClick(campo, Qt.Key.Key_Up)
    qtbot.keyClick(campo, Qt.Key.Key_Down)
    qtbot.keyClick(campo, Qt.Key.Key_Down)
    assert campo.data() == date(2026, 11, 22)
    assert mudancas == [HOJE, date(2026, 11, 24), HOJE, date(2026, 11, 22)]


def test_o_calendario_escreve_o_dia(qtbot: QtBot, campo: CampoData) -> None:
    campo.definir(date(2026, 7, 2))
    qtbot.keyClick(campo, Qt.Key.Key_F4)
    mes = campo.findChild(QCalendarWidget)
    assert mes is not None
    assert mes.selectedDate() == QDate(2026, 7, 2)
    mes.clicked.emit(QDate(2026, 7, 15))
    assert campo.data() == date(2026, 7, 15)
    qtbot.waitUntil(lambda: campo.findChild(QCalendarWidget) is None)


CARGOS = (
    Opcao(valor=1, rotulo="Técnico Administrativo", detalhe="Gestão"),
    Opcao(valor=2, rotulo="Auditor Fiscal", detalhe="Fisco"),
    Opcao(valor=3, rotulo="Professor", detalhe="Educação"),
)


def test_procura_sem_acentos_e_escolhe(qtbot: QtBot) -> None:
    combo = ComboBusca(CARGOS)
    qtbot.addWidget(combo)
    valores: list[object] = []
    combo.alterado.connect(valores.append)
    qtbot.keyClicks(combo, "tecnico gest")
    completador = combo.completer()
    assert completador is not None
    assert completador.model().rowCount() == 1
    assert combo.valor() is None
    combo.focusOutEvent(_saiu())
    assert combo.valor() == 1
    assert combo.text() == "Técnico Administrativo"
    combo.definir(3)
    combo.definir(99)
    assert combo.valor() is None
    assert valores == [1, 3, None]
    popup = completador.popup()
    assert popup is not None
    popup.hide()


def test_o_que_nao_esta_na_lista_nao_vale(qtbot: QtBot) -> None:
    combo = ComboBusca(CARGOS)
    qtbot.addWidget(combo)
    combo.definir(2)
    combo.definir_opcoes(CARGOS[:1])
    assert combo.valor() is None
    combo.setText("inventado")
    combo.focusOutEvent(_saiu())
    assert combo.valor() is None
    assert combo.property("erro") is True


def test_a_lista_curta_mantem_a_escolha(qtbot: QtBot) -> None:
    combo = Combo(CARGOS)
    qtbot.addWidget(combo)
    combo.definir(3)
    combo.definir_opcoes(CARGOS[1:])
    assert combo.valor() == 3
    combo.definir_opcoes(CARGOS[:2])
    assert combo.valor() == 1


def test_a_busca_espera_a_pausa(qtbot: QtBot) -> None:
    campo = CampoBusca("Buscar", atraso_ms=20)
    qtbot.addWidget(campo)
    buscas: list[str] = []
    campo.buscou.connect(buscas.append)
    qtbot.keyClicks(campo, "maria")
    assert buscas == []
    qtbot.waitUntil(lambda: buscas == ["maria"])
    qtbot.keyClick(campo, Qt.Key.Key_Escape)
    assert campo.text() == ""
    assert buscas == ["maria", ""]


def test_o_formulario_liga_rotulo_campo_e_erro(qtbot: QtBot) -> None:
    formulario = Formulario(colunas=2)
    qtbot.addWidget(formulario)
    nome, idade = QLineEdit(), QLineEdit()
    formulario.adicionar("nome", "&Nome", nome, obrigatorio=True, ajuda="Como no documento")
    formulario.adicionar("idade", "&Idade", idade)
    assert nome.accessibleName() == "Nome (obrigatório)"
    formulario.erro("nome", "Escreva o nome.")
    assert nome.property("erro") is True
    assert nome.accessibleDescription() == "Escreva o nome."
    assert formulario.focar_erro()
    formulario.limpar_erros()
    assert nome.accessibleDescription() == "Como no documento"
    assert not formulario.focar_erro()


def test_typing_in_a_list_finds_any_word_without_accents_and_leaves_accelerators_alone(qtbot: QtBot) -> None:
    rotulos = ("Escolha…", "Por invalidez (incapacidade permanente)", "Voluntária", "Compulsória", "Órgão", "Outro")
    combo = Combo([Opcao(valor=rotulo, rotulo=rotulo) for rotulo in rotulos])
    qtbot.addWidget(combo)
    combo.show()
    combo.setFocus()

    def digitar(letras: str) -> str:
        combo._pausa.stop()
        qtbot.keyClicks(combo, letras)
        return combo.currentText()

    assert digitar("inc") == "Por invalidez (incapacidade permanente)"
    assert digitar("volu") == "Voluntária"
    assert digitar("xyz") == "Voluntária"
    # The same letter walks the lines that begin with it.
    assert digitar("oo") == "Outro"
    assert digitar("o") == "Órgão"
    # Alt+C is the button "Continuar", even while it is disabled.
    qtbot.keyClick(combo, Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)
    assert combo.currentText() == "Órgão"
