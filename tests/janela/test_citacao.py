"""A citation is a link everywhere: to the Estatuto from a screen, to a sheet over a form that must not be lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from bahiaservidor.estatuto.dispositivos import ART_12, ART_19_P2, RESUMOS
from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.janela.casa import Casa
from bahiaservidor.janela.componentes.aviso import FaixaAviso
from bahiaservidor.janela.componentes.citacao import Citacao, Citacoes, MenuCitacoes, agrupar
from bahiaservidor.janela.componentes.dialogo import Dialogo
from bahiaservidor.janela.componentes.folha_citacao import FolhaCitacao
from bahiaservidor.janela.componentes.formulario import Formulario, campo_texto
from bahiaservidor.janela.componentes.tabela import Tabela
from bahiaservidor.janela.componentes.tela import Tela
from bahiaservidor.janela.componentes.vazio import EstadoVazio
from bahiaservidor.janela.erro import CaixaErro
from bahiaservidor.janela.modelos.base import Coluna, ModeloLista
from bahiaservidor.janela.telas.calculadora import TelaCalculadora
from bahiaservidor.janela.telas.consulta_estatuto import DialogoEstatuto
from bahiaservidor.janela.telas.estatuto import TelaEstatuto
from bahiaservidor.janela.telas.memoria import Memoria
from bahiaservidor.servicos.contexto import Contexto
from bahiaservidor.servicos.tipos import PassoMemoria

from .apoio_atos import abrir_dialogo, esperar, pagina, povoar, preencher
from .conftest import Anotacoes


@pytest.fixture
def tela(qtbot: QtBot, casa: Casa) -> Tela:
    nova = Tela(casa)
    qtbot.addWidget(nova)
    nova.resize(700, 500)
    nova.show()
    return nova


class _Janela(QWidget):
    """As the main window: it has the house."""

    def __init__(self, casa: Casa) -> None:
        super().__init__()
        self.casa = casa


def aberto(tipo: type[Any]) -> Any:
    return next((w for w in QApplication.topLevelWidgets() if isinstance(w, tipo) and w.isVisible()), None)


@pytest.fixture
def formulario(qtbot: QtBot, casa: Casa) -> Iterator[Dialogo]:
    janela = _Janela(casa)
    qtbot.addWidget(janela)
    janela.show()
    dialogo = Dialogo("Nomeação", janela, explicacao="A ordem da lista decide (art. 12).")
    campo = QLineEdit(dialogo)
    campo.setObjectName("campo")
    dialogo.corpo.addWidget(campo)
    dialogo.open()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is dialogo)
    yield dialogo
    dialogo.reject()


def citacoes(onde: QWidget) -> list[str]:
    return [c.citacao() for c in onde.findChildren(Citacao) if c.isVisibleTo(onde)]


def test_in_a_screen_it_goes_to_the_estatuto(qtbot: QtBot, tela: Tela, anotacoes: Anotacoes) -> None:
    link = Citacao(ART_19_P2, tela)
    tela.corpo.addWidget(link)
    link.setFocus()
    qtbot.keyClick(link, Qt.Key.Key_Return)
    assert anotacoes.navegacoes == [("estatuto", {"dispositivo": ART_19_P2, "volta": ""})]
    assert link.toolTip() == RESUMOS[ART_19_P2]
    assert link.accessibleName() == "Ler art. 19, § 2º"


def test_over_a_form_it_opens_a_sheet_and_the_form_stays(
    qtbot: QtBot, formulario: Dialogo, anotacoes: Anotacoes
) -> None:
    campo = formulario.findChild(QLineEdit, "campo")
    assert campo is not None
    campo.setText("Secretaria da Saúde")
    link = next(c for c in formulario.findChildren(Citacao) if c.citacao() == ART_12)
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    folha = aberto(FolhaCitacao)
    assert folha.parentWidget() is formulario
    assert RESUMOS[ART_12] in {rotulo.text() for rotulo in folha.findChildren(QLabel)}
    qtbot.mouseClick(folha.inteiro, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: aberto(DialogoEstatuto) is not None)
    consulta = aberto(DialogoEstatuto)
    qtbot.waitUntil(lambda: consulta.casa.executor.ocioso)
    assert consulta.tela.atual().citacao == ART_12
    qtbot.keyClick(consulta, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is formulario)
    assert campo.text() == "Secretaria da Saúde"
    assert anotacoes.navegacoes == []


def test_the_requirements_of_an_act_are_links_and_the_form_is_kept(
    qtbot: QtBot, casa: Casa, ctx: Contexto, anotacoes: Anotacoes
) -> None:
    povo = povoar(ctx)
    ato = abrir_dialogo(qtbot, casa, servidor_id=povo.nomeado.servidor_id, tipo="posse")
    ato.setModal(True)
    preencher(qtbot, casa, ato, data=date(2026, 11, 20))
    painel = pagina(ato).painel
    mostradas = citacoes(painel)
    assert {"art. 20", "art. 19, § 4º", "art. 8º"} <= set(mostradas)
    assert citacoes(ato)[0] == "art. 19"
    link = next(c for c in painel.findChildren(Citacao) if c.citacao() == "art. 20" and c.isVisibleTo(painel))
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    folha = aberto(FolhaCitacao)
    qtbot.mouseClick(folha.inteiro, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: aberto(DialogoEstatuto) is not None)
    consulta = aberto(DialogoEstatuto)
    esperar(qtbot, casa)
    assert consulta.tela.atual().citacao == "art. 20"
    consulta.reject()
    campo = pagina(ato).form.campo("data")
    assert campo is not None
    assert campo.valor() == date(2026, 11, 20)
    assert anotacoes.navegacoes == []
    ato.reject()


def test_escape_closes_the_sheet_and_not_the_form(qtbot: QtBot, formulario: Dialogo) -> None:
    next(c for c in formulario.findChildren(Citacao) if c.citacao() == ART_12).click()
    folha = aberto(FolhaCitacao)
    qtbot.keyClick(folha, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: aberto(FolhaCitacao) is None)
    assert formulario.isVisible()


def test_without_a_registry_the_sheet_opens_alone(qtbot: QtBot, tema: object) -> None:
    caixa = CaixaErro(ErroDominio("A posse passou do prazo.", dispositivo="arts. 21, § 3º, e 29"))
    caixa.open()
    assert citacoes(caixa) == ["arts. 21, § 3º, e 29"]
    link = caixa.findChild(Citacao)
    assert link is not None
    link.click()
    folha = aberto(FolhaCitacao)
    ditos = {rotulo.text() for rotulo in folha.findChildren(QLabel)}
    assert {RESUMOS["art. 21, § 3º"], RESUMOS["art. 29"]} <= ditos
    assert not folha.inteiro.isVisibleTo(folha)
    folha.reject()
    caixa.reject()


def test_what_leads_nowhere_is_no_link(qtbot: QtBot, tela: Tela, anotacoes: Anotacoes) -> None:
    link = Citacao("Lei de outro Estado", tela)
    tela.corpo.addWidget(link)
    assert not link.isEnabled()
    link.click()
    assert anotacoes.navegacoes == []
    link.definir("")
    assert link.isHidden()


def test_a_list_is_one_stop_of_tab_and_the_arrows_go_through_it(qtbot: QtBot, tela: Tela) -> None:
    memoria = Memoria(tela)
    tela.corpo.addWidget(memoria)
    memoria.definir(
        [
            PassoMemoria(texto="Publicação em 08/01/2026.", dispositivo="art. 19"),
            PassoMemoria(texto="Cai num sábado.", dispositivo="art. 259"),
            PassoMemoria(texto="Fim.", dispositivo="art. 19, § 2º"),
        ]
    )
    primeira, segunda, terceira = [c for c in memoria.findChildren(Citacao) if c.isVisibleTo(memoria)]
    assert [c.focusPolicy() == Qt.FocusPolicy.StrongFocus for c in (primeira, segunda, terceira)] == [
        True,
        False,
        False,
    ]
    tela.activateWindow()
    primeira.setFocus()
    qtbot.keyClick(primeira, Qt.Key.Key_Down)
    assert segunda.hasFocus()
    qtbot.keyClick(segunda, Qt.Key.Key_Down)
    qtbot.keyClick(terceira, Qt.Key.Key_Down)
    assert terceira.hasFocus()
    qtbot.keyClick(terceira, Qt.Key.Key_Up)
    assert segunda.hasFocus()


def test_strips_forms_headers_and_empty_places_link_what_they_cite(qtbot: QtBot, tela: Tela) -> None:
    faixa = FaixaAviso(pai=tela)
    faixa.definir("A posse passou do prazo.", dispositivo=ART_19_P2)
    assert citacoes(faixa) == [ART_19_P2]
    faixa.definir("Nada a dizer.")
    assert citacoes(faixa) == []
    form = Formulario(tela)
    form.adicionar("meses", "&Meses", campo_texto(), ajuda="Até 24 (art. 14).")
    form.adicionar("nome", "&Nome", campo_texto(), ajuda="Como no documento.")
    assert citacoes(form) == ["art. 14"]
    vazio = EstadoVazio("Sem lista", "A nomeação depende dela (art. 12).", pai=tela)
    assert citacoes(vazio) == ["art. 12"]
    tela.cabecalho.definir_subtitulo("Os dias sem expediente decidem (art. 259)")
    assert citacoes(tela.cabecalho) == ["art. 259"]
    tela.cabecalho.definir_subtitulo("")
    assert citacoes(tela.cabecalho) == []


def test_a_name_is_never_a_link(qtbot: QtBot, tela: Tela) -> None:
    linha = Citacoes("Maria <b>Art</b> Conceição, 19 anos", tela)
    assert linha.citacoes() == ()
    assert linha.isHidden()


def test_the_row_of_a_table_offers_its_articles(qtbot: QtBot, tela: Tela, anotacoes: Anotacoes) -> None:
    colunas: tuple[Coluna[tuple[str, str]], ...] = (
        Coluna(chave="nome", rotulo="Nome", texto=lambda linha: str(linha[0])),
        Coluna(chave="artigo", rotulo="Dispositivo", texto=lambda linha: str(linha[1]), oculta=True),
    )
    tabela = Tabela("prova", None, tela)
    tabela.definir_modelo(ModeloLista(colunas, [("Ana", "art. 19"), ("Rui", "")], tabela))
    tela.corpo.addWidget(tabela)

    def pedir() -> MenuCitacoes | None:
        evento = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), QPoint(5, 5))
        QApplication.sendEvent(tabela, evento)
        return next((m for m in tabela.findChildren(MenuCitacoes) if m.isVisible()), None)

    sempre = ["&Copiar", "&Selecionar tudo", "&Exportar a lista…"]
    tabela.ir_para(1)
    menu = pedir()
    assert menu is not None
    assert [a.text() for a in menu.actions() if a.text()] == sempre
    menu.close()
    tabela.ir_para(0)
    menu = pedir()
    assert menu is not None
    assert [a.text() for a in menu.actions() if a.text()] == ["Ler art. 19", *sempre]
    menu.actions()[0].trigger()
    menu.close()
    assert anotacoes.navegacoes == [("estatuto", {"dispositivo": "art. 19", "volta": ""})]


def test_agrupar_skips_what_is_hidden(qtbot: QtBot, tela: Tela) -> None:
    quadro = QWidget(tela)
    caixa = QVBoxLayout(quadro)
    escondida, visivel = Citacao(ART_12, quadro), Citacao(ART_19_P2, quadro)
    caixa.addWidget(escondida)
    caixa.addWidget(visivel)
    tela.corpo.addWidget(quadro)
    escondida.hide()
    agrupar(quadro)
    assert visivel.focusPolicy() == Qt.FocusPolicy.StrongFocus


def test_the_estatuto_knows_the_way_back_to_the_screen_that_cited(
    qtbot: QtBot, casa: Casa, anotacoes: Anotacoes
) -> None:
    calculadora = TelaCalculadora(casa)
    qtbot.addWidget(calculadora)
    link = Citacao(ART_12, calculadora)
    link.click()
    assert anotacoes.navegacoes == [("estatuto", {"dispositivo": ART_12, "volta": "calculadora"})]
    estatuto = TelaEstatuto(casa)
    qtbot.addWidget(estatuto)
    estatuto.resize(1000, 600)
    estatuto.show()
    estatuto.activateWindow()
    qtbot.waitUntil(estatuto.isActiveWindow)
    assert not estatuto.retornar.isVisible()
    estatuto.receber(**anotacoes.navegacoes[0][1])
    assert estatuto.retornar.isVisible()
    assert estatuto.retornar.accessibleName() == "Voltar: Calculadora de prazos"
    estatuto.ir_para("art. 14")
    qtbot.keyClick(estatuto.tabela, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    atual = estatuto.atual()
    assert atual is not None
    assert atual.citacao == ART_12
    qtbot.keyClick(estatuto.tabela, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert anotacoes.navegacoes[-1] == ("calculadora", {})
    assert not estatuto.retornar.isVisible()
