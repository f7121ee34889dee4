"""The calculator on screen: the service's answer with its steps, refusals in words, and nothing written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bahiaservidor.janela.casa import Casa
from bahiaservidor.janela.telas.calculadora import TelaCalculadora
from bahiaservidor.servicos import abertura, calculadora

from .apoio_prazos import Pedidos, casa_de_teste, esperar, mostrar, registro_vazio

Aberta = tuple[TelaCalculadora, Casa, Pedidos]


@pytest.fixture
def aberta(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Aberta]:
    with casa_de_teste(qapp, registro_vazio(tmp_path), tmp_path) as (casa, pedidos):
        tela = TelaCalculadora(casa)
        mostrar(qtbot, tela, casa)
        yield tela, casa, pedidos


def test_typed_date_is_calculated_with_its_steps(qtbot: QtBot, aberta: Aberta) -> None:
    tela, casa, pedidos = aberta
    assert tela.calculo() is None
    assert tela.vazio.isVisible()
    qtbot.keyClicks(tela.inicio, "08012026")
    qtbot.keyClick(tela.prorrogado, Qt.Key.Key_Space)
    esperar(qtbot, casa)
    calculo = tela.calculo()
    assert calculo is not None
    assert (calculo.vence, calculo.vence_ultimo) == (date(2026, 3, 9), date(2026, 3, 11))
    assert tela._memoria.passos() == calculo.passos
    qtbot.mouseClick(tela.copiar, Qt.MouseButton.LeftButton)
    copiado = QGuiApplication.clipboard().text()
    assert "Vence em 09/03/2026, segunda-feira." in copiado
    assert "1. Publicado no Diário Oficial em 08/01/2026." in copiado
    assert pedidos.mensagens == ["Cálculo copiado."]


def test_every_rule_of_the_service_is_offered_and_answers(qtbot: QtBot, aberta: Aberta) -> None:
    tela, casa, _ = aberta
    tela.inicio.definir(date(2026, 1, 8))
    for chave, rotulo in calculadora.regras():
        if ":" in chave:
            continue
        tela.regra.definir(chave)
        esperar(qtbot, casa)
        calculo = tela.calculo()
        assert calculo is not None
        assert calculo.rotulo == rotulo


def test_a_number_of_months_of_the_clerks_own(qtbot: QtBot, aberta: Aberta) -> None:
    tela, casa, _ = aberta
    assert not tela.quantidade.isVisible()
    tela.receber(regra="meses", inicio=date(2024, 2, 29))
    tela.quantidade.setValue(36)
    esperar(qtbot, casa)
    assert tela.quantidade.isVisible()
    calculo = tela.calculo()
    assert calculo is not None
    assert (calculo.regra, calculo.vence) == ("meses:36", date(2027, 3, 1))


def test_municipal_holiday_moves_the_date(qtbot: QtBot, aberta: Aberta) -> None:
    tela, casa, _ = aberta
    tela.receber(regra="exercicio", inicio=date(2026, 11, 8))  # + 30 days is 08/12, a holiday in Salvador
    esperar(qtbot, casa)
    sem = tela.calculo()
    tela.municipio.definir("Salvador")
    esperar(qtbot, casa)
    com = tela.calculo()
    assert sem is not None
    assert com is not None
    assert (sem.vence, com.vence) == (date(2026, 12, 8), date(2026, 12, 9))


def test_refusal_is_said_and_the_form_stays(qtbot: QtBot, aberta: Aberta) -> None:
    tela, casa, _ = aberta
    tela.receber(regra="exercicio", inicio=date(2026, 1, 8))
    tela.prorrogado.setChecked(True)
    esperar(qtbot, casa)
    assert tela.calculo() is None
    assert "não admite prorrogação" in tela.aviso.texto()
    assert tela.inicio.data() == date(2026, 1, 8)
    tela.prorrogado.setChecked(False)
    esperar(qtbot, casa)
    assert tela.calculo() is not None
    assert tela.aviso.isHidden()


def test_impossible_date_is_said_at_the_field(qtbot: QtBot, aberta: Aberta) -> None:
    tela, _, _ = aberta
    qtbot.keyClicks(tela.inicio, "31/02/2026")
    assert tela.calculo() is None
    assert tela.inicio.property("erro")
    assert "fevereiro" in tela.inicio.accessibleDescription()


def test_nothing_is_written(qtbot: QtBot, aberta: Aberta) -> None:
    tela, casa, _ = aberta
    antes = abertura.informacao(casa.ctx)
    mudancas: list[object] = []
    casa.executor.mudou.connect(mudancas.append)
    tela.receber(regra="posse", inicio=date(2026, 1, 8))
    esperar(qtbot, casa)
    assert tela.calculo() is not None
    assert abertura.informacao(casa.ctx) == antes
    assert mudancas == []
