"""Estatuto: every provision is there, found by its words, and says which acts rest on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from bahiaservidor.estatuto.dispositivos import ART_12, ART_19, ART_19_P2, RESUMOS
from bahiaservidor.estatuto.regras_indice import REGRAS
from bahiaservidor.estatuto.tipos import TipoPrazo
from bahiaservidor.janela.casa import Casa
from bahiaservidor.janela.componentes.selo import Selo
from bahiaservidor.janela.modelos.estatuto import Especie, localizar, procurar, verbetes
from bahiaservidor.janela.telas.estatuto import TelaEstatuto

from .apoio_prazos import casa_de_teste, conferir_modelo, esperar, mostrar, registro_vazio

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def casa(qapp: QApplication, tmp_path: Path) -> Iterator[Casa]:
    with casa_de_teste(qapp, registro_vazio(tmp_path), tmp_path) as (casa, _):
        yield casa


def test_every_summary_and_every_rule_are_listed_the_statute_first() -> None:
    lista = verbetes()
    assert {v.citacao: v.resumo for v in lista if v.especie is not Especie.REGRA} == RESUMOS
    assert {v.regras[0].id for v in lista if v.especie is Especie.REGRA} == set(REGRAS)
    assert lista[0].citacao == "art. 3º"
    assert [v.especie for v in lista] == sorted((v.especie for v in lista), key=list(Especie).index)


def test_an_act_is_listed_under_what_it_cites_and_under_its_rules() -> None:
    artigo_12 = localizar(verbetes(), ART_12)
    assert artigo_12 is not None
    nomeacao = next(u for u in artigo_12.usos if u.rotulo == "Nomeação")
    assert "Candidato do concurso" in nomeacao.por
    assert "requisito" in nomeacao.por
    regra = localizar(verbetes(), "P7")
    assert regra is not None
    assert regra.citacoes == ("art. 20",)
    assert {u.tipo for u in regra.usos} == {"posse"}
    assert TipoPrazo.POSSE in next(v for v in verbetes() if v.citacao == "art. 19").prazos


@pytest.mark.parametrize(
    ("escrito", "esperado"),
    [
        ("art. 19, § 2º", ART_19_P2),
        ("art. 19, § 9º", ART_19),
        ("arts. 21, § 3º, e 29", "art. 21, § 3º"),
        ("art. 18, inciso VI", "art. 18"),
        ("P4", "Regra P4"),
        ("0", "Regra 0"),
        ("Lei de outro Estado", None),
    ],
)
def test_a_citation_leads_to_its_provision(escrito: str, esperado: str | None) -> None:
    achado = localizar(verbetes(), escrito)
    assert (achado.citacao if achado is not None else None) == esperado


@pytest.mark.parametrize(
    ("escrito", "primeiro"),
    [
        ("19", "art. 19"), ("art 19", "art. 19"), ("ARTIGO 9", "art. 9º"), ("art. 19, § 2º", "art. 19, § 2º"),
        ("19 3o", "art. 19, § 3º"), ("p4", "Regra P4"), ("lc 152", "LC 152/2015"),
    ],
)  # fmt: skip
def test_what_is_called_by_its_number_comes_first(escrito: str, primeiro: str) -> None:
    assert procurar(verbetes(), escrito)[0].citacao == primeiro


def test_search_ignores_case_and_accents_and_a_number_is_a_whole_number() -> None:
    achados = procurar(verbetes(), "INSPECAO oficial")
    assert [v.citacao for v in achados] == ["art. 20"]
    assert "art. 118" not in {v.citacao for v in procurar(verbetes(), "18")}
    assert procurar(verbetes(), "palavra que não existe") == ()
    assert {v.especie for v in procurar(verbetes(), "posse", Especie.REGRA)} == {Especie.REGRA}


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
    assert [v.citacao for v in tela.modelo.linhas()] == ["art. 19, § 3º", "Regra P5"]
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
    tela.modelo.definir(verbetes())
    assert vigia.model() is tela.modelo


def test_a_rule_has_its_page_with_the_ways_to_its_articles_and_back(qtbot: QtBot, casa: Casa) -> None:
    tela = TelaEstatuto(casa)
    mostrar(qtbot, tela, casa)
    tela.receber(regra="V3")
    esperar(qtbot, casa)
    textos = _textos(tela)
    assert REGRAS["V3"].descricao in textos
    assert "Idade da aposentadoria compulsória" in textos
    assert "Aposentadoria" in textos
    salto = next(
        b for b in tela.detalhe.findChildren(QPushButton) if b.text() == "LC 152/2015, art. 2º" and b.isVisibleTo(tela)
    )
    qtbot.keyClick(salto, Qt.Key.Key_Space)
    atual = tela.atual()
    assert atual is not None
    assert atual.citacao == "LC 152/2015, art. 2º"
    qtbot.keyClick(tela.tabela, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    atual = tela.atual()
    assert atual is not None
    assert atual.citacao == "Regra V3"


def test_the_numbers_of_an_article_say_which_await_confirmation(qtbot: QtBot, casa: Casa) -> None:
    tela = TelaEstatuto(casa)
    mostrar(qtbot, tela, casa)
    tela.receber(dispositivo="EC 19/1998")
    esperar(qtbot, casa)
    assert any(t.startswith("36 meses, desde 05/06/1998") for t in _textos(tela))
    selos = [s for s in tela.detalhe.findChildren(Selo) if s.isVisibleTo(tela)]
    assert {s.palavra() for s in selos} == {"a confirmar"}


def test_the_kinds_are_filtered(qtbot: QtBot, casa: Casa) -> None:
    tela = TelaEstatuto(casa)
    mostrar(qtbot, tela, casa)
    tela.especie.definir(Especie.REGRA)
    tela.especie.alterado.emit(Especie.REGRA)
    assert {v.especie for v in tela.modelo.linhas()} == {Especie.REGRA}
    tela.receber(dispositivo=ART_19)
    assert tela.especie.valor() is None
    atual = tela.atual()
    assert atual is not None
    assert atual.citacao == ART_19
