"""Painel: the numbers of the service, the lists behind them, acknowledging, and the empty registry."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bahiaservidor.estatuto.tipos import EstadoPrazo, TipoPrazo
from bahiaservidor.janela.modelos.prazos import numero
from bahiaservidor.janela.operacoes import Mudanca
from bahiaservidor.janela.telas.painel import TelaPainel
from bahiaservidor.janela.telas.painel_grafico import Escolha, GraficoPrazos, escala, por_colunas
from bahiaservidor.janela.telas.propostas import TelaPropostas
from bahiaservidor.servicos import agenda, contradicoes
from bahiaservidor.servicos.tipos import BarraMes, FiltroPrazos, Proposta

from .apoio_prazos import HOJE, Lugar, casa_de_teste, conferir_modelo, esperar, mostrar, registro_de_demonstracao

DEPOIS = date(2027, 6, 1)
"""A day on which whoever waited for posse in the demonstration has lost the term."""


def test_cards_show_what_the_service_counts(qtbot: QtBot, demo: Lugar) -> None:
    casa, _ = demo
    esperado = agenda.painel(casa.ctx, hoje=HOJE)
    filtro = FiltroPrazos(estados=(EstadoPrazo.VENCIDO,))
    vencidos = sum(agenda.contar_prazos(casa.ctx, filtro=filtro, hoje=HOJE, pendentes=True).values())
    tela = TelaPainel(casa)
    mostrar(qtbot, tela, casa)
    mostrados = {chave: cartao.numero() for chave, cartao in tela.cartoes.items()}
    assert mostrados == {
        "vencidos": str(vencidos),
        "zona": str(esperado.zona_cinzenta),
        "dias_7": str(esperado.proximos_7),
        "dias_30": str(esperado.proximos_30),
        "dias_90": str(esperado.proximos_90),
        "propostas": str(esperado.total_propostas),
        "contradicoes": numero(contradicoes.resumo_contradicoes(casa.ctx, hoje=HOJE).pendentes),
    }
    assert vencidos > 0
    assert tela.modelo.rowCount() == len(esperado.novidades) > 0
    conferir_modelo(tela.modelo, tela)
    assert sum(mes.total for mes in tela.grafico.meses()) == sum(b.quantidade for b in esperado.meses)


def test_each_card_opens_the_list_that_it_counts(qtbot: QtBot, demo: Lugar) -> None:
    casa, pedidos = demo
    tela = TelaPainel(casa)
    mostrar(qtbot, tela, casa)
    for chave in ("vencidos", "zona", "dias_7", "dias_30", "dias_90"):
        tela.cartoes[chave].setFocus()
        qtbot.keyClick(tela.cartoes[chave], Qt.Key.Key_Space)
        destino, parametros = pedidos.navegacoes[-1]
        assert destino == "prazos"
        contados = agenda.contar_prazos(
            casa.ctx, filtro=parametros["filtro"], hoje=HOJE, pendentes=parametros["pendentes"]
        )
        assert tela.cartoes[chave].numero() == str(sum(contados.values()))
    assert len(pedidos.navegacoes) == 5


def test_news_are_acknowledged_one_by_one_and_all(qtbot: QtBot, demo: Lugar) -> None:
    casa, pedidos = demo
    tela = TelaPainel(casa)
    mostrar(qtbot, tela, casa)
    total = tela.modelo.rowCount()
    primeira = tela.modelo.linha(0)
    assert primeira is not None
    tela.tabela.ir_para(0)
    tela.tabela.setFocus()
    qtbot.keyClick(tela.tabela, Qt.Key.Key_Space)
    esperar(qtbot, casa)
    assert tela.modelo.rowCount() == total - 1
    assert primeira.id not in {linha.id for linha in tela.modelo.linhas()}
    assert pedidos.mensagens == ["1 prazo reconhecido."]
    qtbot.mouseClick(tela.ciente_de_todos, Qt.MouseButton.LeftButton)
    esperar(qtbot, casa)
    assert tela.modelo.rowCount() == 0
    assert agenda.painel(casa.ctx, hoje=HOJE).total_novidades == 0
    assert not tela.ciente.isEnabled()
    vazio = tela.tabela.vazio()
    assert vazio is not None
    assert vazio.isVisible()


def test_opening_is_recorded_once_shown(qtbot: QtBot, demo: Lugar) -> None:
    casa, _ = demo
    tela = TelaPainel(casa)
    mostrar(qtbot, tela, casa)
    amanha = HOJE + timedelta(days=1)
    assert agenda.painel(casa.ctx, hoje=amanha).desde_ultima_abertura == HOJE


def test_enter_on_the_news_opens_the_file(qtbot: QtBot, demo: Lugar) -> None:
    casa, pedidos = demo
    tela = TelaPainel(casa)
    mostrar(qtbot, tela, casa)
    tela.tabela.setFocus()
    tela.tabela.ir_para(0)
    linha = tela.modelo.linha(0)
    assert linha is not None
    qtbot.keyClick(tela.tabela, Qt.Key.Key_Return)
    assert pedidos.fichas == [linha.servidor_id]


def test_empty_registry_says_what_to_do_first(qtbot: QtBot, lugar: Lugar) -> None:
    casa, pedidos = lugar
    tela = TelaPainel(casa)
    mostrar(qtbot, tela, casa)
    assert tela.vazio.isVisible()
    assert not tela.cartoes["vencidos"].isVisible()
    qtbot.mouseClick(tela.vazio.botao, Qt.MouseButton.LeftButton)
    assert pedidos.atos == [{}]


def test_only_what_concerns_deadlines_makes_it_read_again(qtbot: QtBot, lugar: Lugar) -> None:
    casa, _ = lugar
    tela = TelaPainel(casa)
    qtbot.addWidget(tela)
    assert tela.interessa(Mudanca(prazos=True))
    assert tela.interessa(Mudanca(vinculos=frozenset({1})))
    assert not tela.interessa(Mudanca(documentos=True))


@pytest.fixture
def mais_tarde(qapp: QApplication, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lugar]:
    ctx = registro_de_demonstracao(tmp_path, tmp_path_factory.getbasetemp())
    with casa_de_teste(qapp, ctx, tmp_path, hoje=DEPOIS) as dados:
        yield dados


def test_act_that_is_not_registered_yet_is_not_prepared(qtbot: QtBot, lugar: Lugar) -> None:
    casa, pedidos = lugar
    tela = TelaPropostas(casa)
    mostrar(qtbot, tela, casa)
    tela._receber(
        [
            Proposta(
                servidor_id=5, vinculo_id=6, nome="Élio Ávila", ato="ato_de_outra_versao", rotulo="Aposentadoria",
                dispositivo="LC 152/2015, art. 2º", razao="Completou a idade.", desde=HOJE,
            )
        ]
    )  # fmt: skip
    assert not tela.preparar.isEnabled()
    tela.tabela.setFocus()
    qtbot.keyClick(tela.tabela, Qt.Key.Key_Return)
    assert pedidos.atos == []
    qtbot.mouseClick(tela.ficha, Qt.MouseButton.LeftButton)
    assert pedidos.fichas == [5]


def test_one_click_on_a_proposal_opens_its_draft(qtbot: QtBot, mais_tarde: Lugar) -> None:
    casa, pedidos = mais_tarde
    esperadas = agenda.propostas(casa.ctx, hoje=DEPOIS)
    assert len(esperadas) > 2
    tela = TelaPropostas(casa)
    mostrar(qtbot, tela, casa)
    assert tela.modelo.linhas() == esperadas
    conferir_modelo(tela.modelo, tela)
    coluna = [c.chave for c in tela.modelo.colunas].index("preparar")
    onde = tela.tabela.visualRect(tela.modelo.index(1, coluna)).center()
    qtbot.mouseClick(tela.tabela.viewport(), Qt.MouseButton.LeftButton, pos=onde)
    qtbot.waitUntil(lambda: len(pedidos.atos) == 1)
    segunda = esperadas[1]
    (aberto,) = pedidos.atos
    assert (aberto["servidor_id"], aberto["vinculo_id"]) == (segunda.servidor_id, segunda.vinculo_id)
    assert (aberto["pedido"].tipo if "pedido" in aberto else aberto["tipo"]) == segunda.ato
    # Any other cell only selects; Enter prepares from the keyboard.
    nome = tela.tabela.visualRect(tela.modelo.index(0, coluna + 1)).center()
    qtbot.mouseClick(tela.tabela.viewport(), Qt.MouseButton.LeftButton, pos=nome)
    qtbot.wait(20)
    assert len(pedidos.atos) == 1
    qtbot.keyClick(tela.tabela, Qt.Key.Key_Return)
    assert len(pedidos.atos) == 2


def test_tray_filters_by_act_and_by_words(qtbot: QtBot, mais_tarde: Lugar) -> None:
    casa, pedidos = mais_tarde
    esperadas = agenda.propostas(casa.ctx, hoje=DEPOIS)
    tela = TelaPropostas(casa)
    mostrar(qtbot, tela, casa)
    atos = {o.valor for o in tela.ato.opcoes() if o.valor}
    assert atos == {p.ato for p in esperadas}
    ato = min(atos)
    tela.receber(ato=ato)
    assert tela.modelo.linhas() == tuple(p for p in esperadas if p.ato == ato)
    tela.ato.definir("")
    nome = esperadas[0].nome
    tela.busca.setText(nome.upper())
    qtbot.keyClick(tela.busca, Qt.Key.Key_Return)
    assert {p.nome for p in tela.modelo.linhas()} == {nome}
    assert tela.razao.text().endswith(esperadas[0].razao)
    qtbot.mouseClick(tela.ver_prazos, Qt.MouseButton.LeftButton)
    assert pedidos.navegacoes == [
        ("prazos", {"filtro": FiltroPrazos(texto=nome), "pendentes": True, "vista": "tabela"})
    ]
    tela.busca.setText("ninguém assim")
    qtbot.keyClick(tela.busca, Qt.Key.Key_Return)
    assert tela.modelo.rowCount() == 0
    assert tela.vazio.botao.isVisible()
    qtbot.mouseClick(tela.vazio.botao, Qt.MouseButton.LeftButton)
    assert tela.modelo.linhas() == esperadas


# ---------------------------------------------------------------- the chart


_BARRAS = (
    BarraMes(ano=2026, mes=11, tipo=TipoPrazo.POSSE, quantidade=3),
    BarraMes(ano=2026, mes=11, tipo=TipoPrazo.EXERCICIO, quantidade=2),
    BarraMes(ano=2027, mes=1, tipo=TipoPrazo.AVALIACAO_SEMESTRAL, quantidade=7),
)


def test_columns_have_no_gaps_and_keep_the_order_of_kinds() -> None:
    novembro, dezembro, janeiro = por_colunas(_BARRAS)
    assert novembro.partes == ((TipoPrazo.POSSE, 3), (TipoPrazo.EXERCICIO, 2))
    assert (dezembro.mes, dezembro.total) == (12, 0)
    assert (janeiro.nome, janeiro.total) == ("janeiro de 2027", 7)
    assert por_colunas(()) == ()


@pytest.mark.parametrize(
    ("maximo", "esperada"),
    [(0, (1, 1)), (3, (1, 3)), (5, (1, 5)), (7, (2, 8)), (52, (20, 60)), (1000, (200, 1000)), (1001, (500, 1500))],
)
def test_axis_has_round_numbers(maximo: int, esperada: tuple[int, int]) -> None:
    assert escala(maximo) == esperada


def test_chart_is_walked_by_the_keyboard(qtbot: QtBot) -> None:
    grafico = GraficoPrazos(HOJE)
    qtbot.addWidget(grafico)
    grafico.resize(600, 320)
    grafico.definir(_BARRAS)
    grafico.show()
    qtbot.keyClick(grafico, Qt.Key.Key_Home)
    assert grafico.leitura() == "Novembro de 2026 — 5 prazos"
    qtbot.keyClick(grafico, Qt.Key.Key_Up)
    qtbot.keyClick(grafico, Qt.Key.Key_Up)
    assert grafico.leitura() == "Novembro de 2026 — Exercício: 2"
    assert grafico.accessibleDescription() == grafico.leitura()
    with qtbot.waitSignal(grafico.aberta) as sinal:
        qtbot.keyClick(grafico, Qt.Key.Key_Return)
    assert sinal.args == [Escolha(ano=2026, mes=11, tipo=TipoPrazo.EXERCICIO)]
    qtbot.keyClick(grafico, Qt.Key.Key_Right)
    with qtbot.assertNotEmitted(grafico.aberta):
        qtbot.keyClick(grafico, Qt.Key.Key_Return)  # December is empty: nothing to open


def test_clicking_a_bar_opens_its_kind(qtbot: QtBot, demo: Lugar) -> None:
    casa, pedidos = demo
    tela = TelaPainel(casa)
    mostrar(qtbot, tela, casa)
    grafico = tela.grafico
    grafico.definir(_BARRAS)
    ponto = grafico.retangulos(0)[1].center().toPoint()
    qtbot.mouseClick(grafico, Qt.MouseButton.LeftButton, pos=ponto)
    destino, parametros = pedidos.navegacoes[-1]
    assert destino == "prazos"
    assert parametros["filtro"] == FiltroPrazos(
        de=date(2026, 11, 1), ate=date(2026, 11, 30), tipos=(TipoPrazo.EXERCICIO,)
    )
