"""Estatuto: every provision is there, found by its words, and says which acts rest on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from bahiaservidor.estatuto.dispositivos import ART_12, ART_19, ART_19_P2, RESUMOS
from bahiaservidor.janela.casa import Casa
from bahiaservidor.janela.modelos.estatuto import dispositivos, localizar, procurar
from bahiaservidor.janela.telas.estatuto import TelaEstatuto

from .apoio_prazos import casa_de_teste, conferir_modelo, esperar, mostrar, registro_vazio

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def casa(qapp: QApplication, tmp_path: Path) -> Iterator[Casa]:
    with casa_de_teste(qapp, registro_vazio(tmp_path), tmp_path) as (casa, _):
        yield casa


def test_every_summary_is_listed_and_the_statute_comes_first() -> None:
    lista = dispositivos()
    assert {d.citacao: d.resumo for d in lista} == RESUMOS
    assert lista[0].norma == ""
    assert lista[-1].norma != ""


def test_an_act_is_listed_under_what_it_cites() -> None:
    artigo_12 = localizar(dispositivos(), ART_12)
    assert artigo_12 is not None
    assert "Nomeação" in {uso.rotulo for uso in artigo_12.usos}
    assert any("Candidato do concurso" in uso.por for uso in artigo_12.usos)


@pytest.mark.parametrize(
    ("escrito", "esperado"),
    [
        ("art. 19, § 2º", ART_19_P2),
        ("art. 19, § 9º", ART_19),
        ("arts. 21, § 3º, e 29", "art. 21"),
        ("Lei de outro Estado", None),
    ],
)
def test_a_citation_leads_to_its_provision(escrito: str, esperado: str | None) -> None:
    achado = localizar(dispositivos(), escrito)
    assert (achado.citacao if achado is not None else None) == esperado


def test_search_ignores_case_and_accents() -> None:
    achados = procurar(dispositivos(), "INSPECAO medica")
    assert [d.citacao for d in achados] == ["art. 20"]
    assert procurar(dispositivos(), "palavra que não existe") == ()


def _textos(tela: TelaEstatuto) -> list[str]:
    return [r.text() for r in tela.detalhe.findChildren(QLabel) if r.isVisibleTo(tela)]


def test_a_link_opens_the_provision(qtbot: QtBot, casa: Casa) -> None:
    tela = TelaEstatuto(casa)
    mostrar(qtbot, tela, casa)
    tela.receber(dispositivo=ART_19_P2)
    atual = tela.atual()
    assert atual is not None
    assert atual.citacao == ART_19_P2
    esperar(qtbot, casa)
    assert RESUMOS[ART_19_P2] in _textos(tela)


def test_an_unknown_link_becomes_a_search_that_says_so(qtbot: QtBot, casa: Casa) -> None:
    tela = TelaEstatuto(casa)
    mostrar(qtbot, tela, casa)
    tela.receber(dispositivo="Lei 99.999/2099")
    vazio = tela.tabela.vazio()
    assert tela.modelo.rowCount() == 0
    assert vazio is not None
    assert vazio.isVisibleTo(tela)
    assert "Nenhum dispositivo" in vazio.titulo()


def test_typing_filters_and_the_neighbours_are_one_key_away(qtbot: QtBot, casa: Casa) -> None:
    tela = TelaEstatuto(casa)
    mostrar(qtbot, tela, casa)
    tela.focar()
    qtbot.keyClicks(tela.busca, "procuracao")
    qtbot.keyClick(tela.busca, Qt.Key.Key_Return)
    assert [d.citacao for d in tela.modelo.linhas()] == ["art. 19, § 3º"]
    esperar(qtbot, casa)
    salto = next(b for b in tela.detalhe.findChildren(QPushButton) if b.text() == ART_19_P2 and b.isVisibleTo(tela))
    qtbot.keyClick(salto, Qt.Key.Key_Space)
    atual = tela.atual()
    assert atual is not None
    assert atual.citacao == ART_19_P2
    assert tela.busca.text() == ""


def test_the_model_obeys_qt(qtbot: QtBot, casa: Casa) -> None:
    tela = TelaEstatuto(casa)
    qtbot.addWidget(tela)
    vigia = conferir_modelo(tela.modelo, tela)
    tela.modelo.definir(())
    tela.modelo.definir(dispositivos())
    assert vigia.model() is tela.modelo
