"""Limites da LRF: the empty screen, the figures typed, the chart by keyboard, words beside colours."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.estatuto.formatos.dinheiro import formatar_reais, ler_reais, reais_em_bilhoes
from bahiaservidor.janela.casa import Casa
from bahiaservidor.janela.dialogos.cadastros_lrf import DialogoLrf
from bahiaservidor.janela.telas.lrf import TelaLrf
from bahiaservidor.servicos import lrf
from bahiaservidor.servicos.tipos.lrf import NumerosLrf

from .apoio_prazos import HOJE, Lugar, conferir_modelo, esperar, mostrar

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


NUMEROS = NumerosLrf(ano=2026, quadrimestre=1, rcl=100_000_00, despesa=44_000_00, fonte="RGF")


def _registrar(casa: Casa, *despesas: int) -> list[int]:
    """Enter one quadrimestre after another, the last being the second of 2026."""
    ids = []
    ano, quadrimestre = 2026, 2
    lugares = []
    for _ in despesas:
        lugares.append((ano, quadrimestre))
        ano, quadrimestre = (ano, quadrimestre - 1) if quadrimestre > 1 else (ano - 1, 3)
    for (a, q), despesa in zip(reversed(lugares), despesas, strict=True):
        numeros = replace(NUMEROS, ano=a, quadrimestre=q, despesa=despesa)
        ids.append(lrf.salvar_numeros(casa.ctx, numeros=numeros, hoje=HOJE))
    return ids


def _campo(dialogo: DialogoLrf, chave: str) -> QLineEdit:
    campo = dialogo.formulario.campo(chave)
    assert isinstance(campo, QLineEdit)
    return campo


@pytest.mark.parametrize(
    ("escrito", "centavos"),
    [("60.123.456.789,01", 6_012_345_678_901), ("R$ 1.000", 100_000), ("0,5", 50), ("12,34", 1234), ("1000", 100_000)],
)
def test_amounts_are_read_as_brazilians_write_them(escrito: str, centavos: int) -> None:
    assert ler_reais(escrito) == centavos
    assert ler_reais(formatar_reais(centavos)) == centavos


@pytest.mark.parametrize("escrito", ["", "abc", "1,000.00", "1.00.000", "-5", "1,234", "1 2 3,"])
def test_what_is_no_amount_is_refused(escrito: str) -> None:
    with pytest.raises(ErroDominio, match="não é um valor em reais"):
        ler_reais(escrito)


def test_large_amounts_in_few_words() -> None:
    assert reais_em_bilhoes(6_012_345_678_901) == "60,12 bi"
    assert reais_em_bilhoes(85_000_000_000) == "850,00 mi"


def test_an_empty_registry_says_what_to_do_and_opens_the_dialog(qtbot: QtBot, lugar: Lugar) -> None:
    casa, pedidos = lugar
    tela = TelaLrf(casa)
    mostrar(qtbot, tela, casa)
    assert tela.pilha.currentWidget() is tela.vazio
    tela.focar()
    assert tela.focusWidget() is tela.vazio.botao
    qtbot.keyClick(tela.vazio.botao, Qt.Key.Key_Space)
    dialogo = tela.window().findChild(DialogoLrf)
    assert dialogo is not None
    assert (dialogo.valor("ano"), dialogo.valor("quadrimestre")) == (2026, 2)
    _campo(dialogo, "rcl").setText("100.000,00")
    _campo(dialogo, "despesa").setText("47.000")
    assert dialogo.resultado() == "47,00 % da RCL: acima do prudencial."
    dialogo.salvar()
    esperar(qtbot, casa)
    assert pedidos.mensagens == ["2º quadrimestre de 2026 salvo: 47,00 % da RCL: acima do prudencial."]
    assert tela.pilha.currentWidget() is tela.cheia
    assert tela.numero.text() == "47,00 %"
    assert tela.selo.palavra() == "Acima do prudencial"
    assert "vedada" in tela.consequencia.text()
    assert not tela.aviso.isVisibleTo(tela)


def test_wrong_figures_are_said_below_the_field(qtbot: QtBot, lugar: Lugar) -> None:
    casa, pedidos = lugar
    dialogo = DialogoLrf(casa, limites=lrf.painel(casa.ctx, hoje=HOJE).limites)
    qtbot.addWidget(dialogo)
    dialogo.open()
    _campo(dialogo, "rcl").setText("0")
    _campo(dialogo, "despesa").setText("muito")
    dialogo.salvar()
    assert "maior que zero" in _campo(dialogo, "rcl").accessibleDescription()
    assert "não é um valor em reais" in _campo(dialogo, "despesa").accessibleDescription()
    assert dialogo.resultado() == ""
    _campo(dialogo, "rcl").setText("10")
    _campo(dialogo, "despesa").setText("4")
    dialogo.quadrimestre.definir(3)
    dialogo.salvar()
    esperar(qtbot, casa)
    assert dialogo.isVisible()
    assert "só se registra depois de encerrado" in dialogo.aviso.texto()
    assert pedidos.mensagens == []


def test_the_chart_is_walked_by_keyboard_and_says_each_point(qtbot: QtBot, lugar: Lugar) -> None:
    casa, _ = lugar
    _registrar(casa, 43_000_00, 44_500_00, 47_000_00, 49_500_00)
    tela = TelaLrf(casa)
    mostrar(qtbot, tela, casa)
    vigia = conferir_modelo(tela.modelo, tela)
    grafico = tela.grafico
    assert tela.modelo.linhas()[0].nome == "2º quadrimestre de 2026"
    assert grafico.leitura().startswith("2º quadrimestre de 2026: 49,50 % da RCL — acima do máximo")
    qtbot.keyClick(grafico, Qt.Key.Key_Left)
    assert grafico.leitura() == "1º quadrimestre de 2026: 47,00 % da RCL — acima do prudencial (de 46,55 %)."
    assert tela.tabela.linha_atual() == 1, "table and chart walk together"
    qtbot.keyClick(grafico, Qt.Key.Key_Home)
    assert "abaixo do alerta (faltam 3,55 pontos para o prudencial)" in grafico.leitura()
    assert grafico.accessibleDescription() == grafico.leitura()
    tela.tabela.ir_para(2)
    assert "44,50 %" in grafico.leitura()
    qtbot.keyClick(grafico, Qt.Key.Key_Return)
    dialogo = tela.window().findChild(DialogoLrf)
    assert dialogo is not None
    assert _campo(dialogo, "despesa").text() == "44.500,00"
    dialogo.reject()
    assert vigia.model() is tela.modelo


def test_points_stand_above_and_below_the_lines_that_they_pass(qtbot: QtBot, lugar: Lugar) -> None:
    casa, _ = lugar
    _registrar(casa, 44_000_00, 49_000_00, 49_010_00)
    tela = TelaLrf(casa)
    mostrar(qtbot, tela, casa)
    grafico = tela.grafico
    y_maximo = grafico._y(Decimal(49))
    assert grafico.ponto(0).y() > grafico._y(Decimal("44.1"))
    assert grafico.ponto(1).y() == pytest.approx(y_maximo)
    assert grafico.ponto(2).y() < y_maximo
    baixo, alto = grafico.faixa_do_eixo()
    assert baixo < Decimal(44)
    assert alto > Decimal("49.01")


def test_a_quadrimestre_without_figures_is_asked_for(qtbot: QtBot, lugar: Lugar) -> None:
    casa, _ = lugar
    lrf.salvar_numeros(casa.ctx, numeros=NUMEROS, hoje=HOJE)
    tela = TelaLrf(casa)
    mostrar(qtbot, tela, casa)
    assert "2º quadrimestre de 2026 já terminou e não tem números" in tela.aviso.texto()
    assert "limite de alerta" in tela.confirmar.text()
    tela.voltar.click()
    _, pedidos = lugar
    assert pedidos.navegacoes == [("cargos", {})]


def test_a_figure_is_corrected_in_its_place(qtbot: QtBot, lugar: Lugar) -> None:
    casa, _ = lugar
    (id_,) = _registrar(casa, 44_000_00)
    tela = TelaLrf(casa)
    mostrar(qtbot, tela, casa)
    tela.tabela.setFocus()
    qtbot.keyClick(tela.tabela, Qt.Key.Key_F2)
    dialogo = tela.window().findChild(DialogoLrf)
    assert dialogo is not None
    _campo(dialogo, "despesa").setText("45.000,00")
    dialogo.salvar()
    esperar(qtbot, casa)
    (unico,) = lrf.painel(casa.ctx, hoje=HOJE).quadrimestres
    assert (unico.numeros.id, unico.percentual) == (id_, Decimal(45))
    assert tela.numero.text() == "45,00 %"


def test_many_quadrimestres_still_fit(qtbot: QtBot, lugar: Lugar) -> None:
    casa, _ = lugar
    _registrar(casa, *(40_000_00 + n * 100_00 for n in range(60)))
    tela = TelaLrf(casa)
    mostrar(qtbot, tela, casa)
    assert not tela.grafico.grab().isNull()
    qtbot.keyClick(tela.grafico, Qt.Key.Key_End)
    assert date(HOJE.year, 8, 31) == tela.modelo.linhas()[0].fim
    tela.grafico.resize(330, 230)
    assert not tela.grafico.grab().isNull()


def test_a_new_quadrimestre_is_the_last_without_figures_and_a_refusal_takes_room_of_its_own(
    qtbot: QtBot, lugar: Lugar
) -> None:
    casa, _ = lugar
    _registrar(casa, 43_000_00, 44_000_00)
    tela = TelaLrf(casa)
    mostrar(qtbot, tela, casa)
    tela.novo_quadrimestre()
    dialogo = tela.window().findChild(DialogoLrf)
    assert dialogo is not None
    assert (dialogo.valor("ano"), dialogo.valor("quadrimestre")) == (2025, 3)
    altura = dialogo.formulario.height()
    dialogo.aviso.definir(
        "O 3º quadrimestre de 2025 já está registrado; corrija os números dele. Nada foi gravado. " * 2
    )
    assert dialogo.aviso.isVisible()
    qtbot.waitUntil(lambda: dialogo.aviso.height() > 40 and dialogo.formulario.height() >= altura)
    dialogo.reject()
