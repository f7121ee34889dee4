"""Following deadlines from the list, the internal date on the calendar, files of what the filter shows, calculator."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from bahiaservidor.estatuto.tipos import EstadoPrazo
from bahiaservidor.janela.casa import Casa
from bahiaservidor.janela.dialogos.acompanhamento import DialogoAcompanhamento, Interna
from bahiaservidor.janela.modelos.prazos import dica_da_interna, palavra_da_interna, tom_da_interna
from bahiaservidor.janela.telas.calculadora_janela import JanelaCalculadora, abrir_calculadora
from bahiaservidor.janela.telas.painel import TelaPainel
from bahiaservidor.janela.telas.prazos import TelaPrazos
from bahiaservidor.janela.telas.prazos_filtro import Periodo
from bahiaservidor.janela.telas.prazos_saida import DialogoSaida
from bahiaservidor.janela.tema import Tom
from bahiaservidor.servicos import acompanhamento, agenda
from bahiaservidor.servicos.tipos import FiltroPrazos, LinhaPrazo
from bahiaservidor.servicos.tipos.acompanhamento import PedidoAcompanhamento
from bahiaservidor.servicos.tipos.agenda import SaidaAgenda

from .apoio_prazos import (
    HOJE,
    Lugar,
    Pedidos,
    casa_de_teste,
    dialogo_aberto,
    esperar,
    mostrar,
    prazo,
    registro_de_demonstracao,
)

Aberta = tuple[TelaPrazos, Casa, Pedidos]
DIA = timedelta(days=1)


@pytest.fixture
def aberta(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Aberta]:
    ctx = registro_de_demonstracao(tmp_path, tmp_path_factory.getbasetemp())
    with casa_de_teste(qapp, ctx, tmp_path) as (casa, pedidos):
        tela = TelaPrazos(casa)
        mostrar(qtbot, tela, casa)
        tela.receber(filtro=FiltroPrazos(estados=(EstadoPrazo.ABERTO,)), pendentes=True)
        esperar(qtbot, casa)
        yield tela, casa, pedidos


def linhas(tela: TelaPrazos, quantas: int) -> list[LinhaPrazo]:
    achadas = [tela.modelo.linha(n) for n in range(quantas)]
    assert None not in achadas
    return [linha for linha in achadas if linha is not None]


def selecionar(tela: TelaPrazos, *posicoes: int) -> None:
    tela.tabela.clearSelection()
    for posicao in posicoes:
        tela.tabela.selectionModel().select(
            tela.modelo.index(posicao, 0),
            QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows,
        )


def test_several_are_followed_from_the_keyboard_and_filtered(qtbot: QtBot, aberta: Aberta) -> None:
    tela, casa, pedidos = aberta
    tres = [linhas(tela, 5)[n] for n in (0, 2, 4)]
    selecionar(tela, 0, 2, 4)
    tela.tabela.setFocus()
    qtbot.keyClick(tela.tabela, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    esperar(qtbot, casa)
    dialogo = dialogo_aberto(tela, DialogoAcompanhamento)
    assert not dialogo.responsavel.isEnabled(), "of several, only what is ticked changes"
    assert not dialogo.nota.isEnabled()
    qtbot.keyClick(dialogo.mudar_responsavel, Qt.Key.Key_Space)
    qtbot.keyClicks(dialogo.responsavel, "Ávila Souza")
    dialogo.interna.definir(Interna.DIAS_ANTES)
    dialogo.dias.setValue(4)
    qtbot.mouseClick(dialogo.gravar, Qt.MouseButton.LeftButton)
    esperar(qtbot, casa)
    assert pedidos.mensagens == ["3 prazos acompanhados."]
    agora = {p.id: p for p in agenda.linhas_prazos(casa.ctx, ids=[p.id for p in tres], hoje=HOJE)}
    assert [(agora[p.id].responsavel, agora[p.id].data_interna) for p in tres] == [
        ("Ávila Souza", p.vence and p.vence - 4 * DIA) for p in tres
    ]
    assert tela.filtro.acompanhamento.responsavel.opcoes()[-1].valor == "Ávila Souza"
    tela.filtro.acompanhamento.responsavel.definir("Ávila Souza")
    esperar(qtbot, casa)
    assert set(tela.modelo.ids()) == set(agora)
    tela.filtro.acompanhamento.responsavel.definir("")
    esperar(qtbot, casa)
    assert not set(tela.modelo.ids()) & set(agora)
    assert tela.modelo.rowCount() > 0
    tela.filtro.acompanhamento.responsavel.definir("*")
    tela.filtro.acompanhamento.interna.definir("com")
    esperar(qtbot, casa)
    assert set(tela.modelo.ids()) == set(agora)
    coluna = [c.chave for c in tela.modelo.colunas].index("data_interna")
    tela.tabela.sortByColumn(coluna, Qt.SortOrder.DescendingOrder)
    esperar(qtbot, casa)
    dias = [p.data_interna or HOJE for p in linhas(tela, 3)]
    assert dias == sorted(dias, reverse=True)


def test_one_is_followed_from_the_panel_and_refused_when_later_than_the_law(qtbot: QtBot, aberta: Aberta) -> None:
    tela, casa, _ = aberta
    primeira = linhas(tela, 1)[0]
    assert primeira.vence is not None
    qtbot.mouseClick(tela.por_que.acompanhar, Qt.MouseButton.LeftButton)
    esperar(qtbot, casa)
    dialogo = dialogo_aberto(tela, DialogoAcompanhamento)
    assert dialogo.responsavel.hasFocus()
    dialogo.interna.definir(Interna.NO_DIA)
    qtbot.mouseClick(dialogo.gravar, Qt.MouseButton.LeftButton)
    assert casa.executor.ocioso, "without a day there is nothing to write"
    dialogo.dia.definir(primeira.vence + DIA)
    qtbot.mouseClick(dialogo.gravar, Qt.MouseButton.LeftButton)
    esperar(qtbot, casa)
    assert dialogo.isVisible()
    assert "a data interna antecipa a legal, e não a adia" in dialogo.aviso.texto()
    dialogo.dia.definir(primeira.vence - DIA)
    dialogo.responsavel.setText("Bia")
    dialogo.nota.setPlainText("Falta o laudo.")
    qtbot.mouseClick(dialogo.gravar, Qt.MouseButton.LeftButton)
    esperar(qtbot, casa)
    (lido,) = acompanhamento.ler(casa.ctx, prazo_ids=[primeira.id], hoje=HOJE)
    assert (lido.responsavel, lido.data_interna, lido.nota) == ("Bia", primeira.vence - DIA, "Falta o laudo.")
    mostrado = tela.por_que._seguido.text()
    assert "Responsável: Bia" in mostrado
    assert mostrado.endswith("Falta o laudo.")
    # The same dialog again brings what is there, and who wrote it.
    qtbot.mouseClick(tela.por_que.acompanhar, Qt.MouseButton.LeftButton)
    esperar(qtbot, casa)
    dialogo = dialogo_aberto(tela, DialogoAcompanhamento)
    assert (dialogo.responsavel.text(), dialogo.dia.data()) == ("Bia", primeira.vence - DIA)
    assert dialogo._quando.text().startswith("Alterado por Ana em 23/11/2026")
    dialogo.reject()


def test_the_menu_of_the_rows_follows_them(qtbot: QtBot, aberta: Aberta) -> None:
    tela, casa, _ = aberta
    tela.tabela.ir_para(0)
    onde = tela.tabela.visualRect(tela.modelo.index(0, 0)).center()
    pedido = QContextMenuEvent(
        QContextMenuEvent.Reason.Keyboard, onde, tela.tabela.viewport().mapToGlobal(QPoint(onde))
    )
    tela.tabela.contextMenuEvent(pedido)
    menu = next(m for m in tela.tabela.findChildren(QMenu) if m.isVisible())
    textos = [a.text() for a in menu.actions()]
    assert textos[0] == "Acompanhar…"
    assert any(t.startswith("Ler ") for t in textos)
    menu.actions()[0].trigger()
    menu.close()
    esperar(qtbot, casa)
    dialogo_aberto(tela, DialogoAcompanhamento).reject()


def test_the_internal_date_is_said_in_words_and_tone() -> None:
    vence = HOJE + 20 * DIA
    base = prazo(vence=vence)
    casos = [(None, "—", None), (HOJE + DIA, "24/11/2026", None), (HOJE - DIA, "22/11/2026, passou", Tom.ATENCAO),
             (vence + DIA, "14/12/2026, rever", Tom.ZONA)]  # fmt: skip
    for interna, palavras, tom in casos:
        linha = _com(base, data_interna=interna)
        assert (palavra_da_interna(linha, HOJE), tom_da_interna(linha, HOJE)) == (palavras, tom)
    assert dica_da_interna(_com(base, data_interna=vence + DIA), HOJE) == (
        "Data interna: 14/12/2026, segunda-feira. O vencimento legal passou a ser antes dela (13/12/2026): reveja-a."
    )
    cumprido = _com(prazo(estado=EstadoPrazo.CUMPRIDO, vence=vence, fechado_em=HOJE), data_interna=HOJE - DIA)
    assert palavra_da_interna(cumprido, HOJE) == "22/11/2026", "of what is done nothing is asked"


def _nada(_: SaidaAgenda) -> None:
    """Who saves waits for nothing else."""


def _com(linha: LinhaPrazo, **campos: object) -> LinhaPrazo:
    from dataclasses import replace

    return replace(linha, **campos)  # type: ignore[arg-type]


def test_calendar_and_next_days_know_the_internal_date(qtbot: QtBot, aberta: Aberta) -> None:
    tela, casa, _ = aberta
    ids = agenda.ids_prazos(casa.ctx, filtro=FiltroPrazos(de=date(2027, 2, 1)), pendentes=True, hoje=HOJE)
    longe = agenda.linhas_prazos(casa.ctx, ids=ids[:1], hoje=HOJE)[0]
    quando = HOJE + 3 * DIA
    pedido = PedidoAcompanhamento(data_interna=quando)
    acompanhamento.gravar(casa.ctx, prazo_ids=[longe.id], pedido=pedido, hoje=HOJE)
    tela.receber(filtro=FiltroPrazos(), vista="calendario")
    esperar(qtbot, casa)
    grade = tela.calendario.grade
    grade.ir_para(quando)
    esperar(qtbot, casa)
    assert [p.id for p in grade.internas_do_dia(quando)] == [longe.id]
    assert longe.id in tela.modelo_dia.ids()
    assert "1 data interna" in grade.accessibleName()
    assert "1 data interna" in tela._dia.text()
    # In the month in which it falls due it is there by its legal date.
    assert longe.vence is not None
    grade.ir_para(longe.vence)
    esperar(qtbot, casa)
    assert longe.id in [p.id for p in grade.prazos_do_dia(longe.vence)]
    tela.receber(vista="tabela")
    tela.filtro.periodo.definir(Periodo.DIAS_7)
    esperar(qtbot, casa)
    assert longe.id in tela.modelo.ids()
    assert tela.filtro.filtro().dia_ate == HOJE + 7 * DIA


def test_files_have_the_rows_of_the_filter_in_its_order(qtbot: QtBot, aberta: Aberta, tmp_path: Path) -> None:
    tela, casa, pedidos = aberta
    nomes = [coluna.chave for coluna in tela.modelo.colunas]
    tela.tabela.sortByColumn(nomes.index("nome"), Qt.SortOrder.DescendingOrder)
    esperar(qtbot, casa)
    esperadas = [p.nome for p in agenda.linhas_prazos(casa.ctx, ids=list(tela.modelo.ids()), hoje=HOJE)]
    qtbot.keyClick(tela.tabela, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    dialogo = dialogo_aberto(tela, DialogoSaida)
    esperar(qtbot, casa)
    assert dialogo.palavras.text() == "Filtro: só pendentes; estado: aberto."
    for formato in ("csv", "ics", "xlsx", "pdf"):
        dialogo.formato.definir(formato)
        assert dialogo.ver.isVisible() == (formato == "pdf")
        assert dialogo.aviso_do_calendario.isVisible() == (formato == "ics")
        destino = tmp_path / f"agenda.{formato}"
        pedir = dialogo._pedir()
        casa.executor.longa(tela, partial(pedir.gravar, destino), titulo="x", sucesso=_nada)
        esperar(qtbot, casa)
        assert destino.stat().st_size > 500
    linhas_csv = list(csv.reader(io.StringIO((tmp_path / "agenda.csv").read_text("utf-8-sig")), delimiter=";"))
    assert [linha[4] for linha in linhas_csv[1:]] == esperadas
    dialogo.formato.definir("pdf")
    qtbot.mouseClick(dialogo.ver, Qt.MouseButton.LeftButton)
    esperar(qtbot, casa)
    assert [p["nome_arquivo"] for p in pedidos.previas] == ["agenda-de-prazos-2026-11-23.pdf"]


def test_saving_asks_where_and_says_what_was_saved(qtbot: QtBot, aberta: Aberta, tmp_path: Path) -> None:
    tela, casa, pedidos = aberta
    tela.receber(vista="calendario")
    esperar(qtbot, casa)
    qtbot.mouseClick(tela.exportar, Qt.MouseButton.LeftButton)
    dialogo = dialogo_aberto(tela, DialogoSaida)
    assert [o.rotulo for o in dialogo.conteudo.opcoes()] == ["O calendário de novembro de 2026", "A lista"]
    qtbot.mouseClick(dialogo.salvar, Qt.MouseButton.LeftButton)
    (onde,) = [d for d in tela.window().findChildren(QFileDialog) if d.isVisible()]
    destino = tmp_path / "mes.pdf"
    onde.fileSelected.emit(str(destino))
    onde.close()
    esperar(qtbot, casa)
    assert destino.read_bytes().startswith(b"%PDF")
    assert f"salvos em {destino}" in pedidos.mensagens[-1]


def test_who_gives_up_leaves_no_file(qtbot: QtBot, aberta: Aberta, tmp_path: Path) -> None:
    tela, casa, pedidos = aberta
    qtbot.mouseClick(tela.exportar, Qt.MouseButton.LeftButton)
    dialogo = dialogo_aberto(tela, DialogoSaida)
    pedir, destino = dialogo._pedir(), tmp_path / "agenda.pdf"
    dialogo.reject()
    tarefa = casa.executor.longa(tela, partial(pedir.gravar, destino), titulo="x", sucesso=_nada)
    tarefa.cancelar()
    esperar(qtbot, casa)
    assert not destino.exists()
    assert pedidos.mensagens == []


def test_calculator_is_a_window_used_beside_the_main_one(qtbot: QtBot, demo: Lugar) -> None:
    casa, pedidos = demo
    tela = TelaPrazos(casa)
    mostrar(qtbot, tela, casa)
    tela._abrir_calculadora()
    (janela,) = tela.findChildren(JanelaCalculadora)
    assert (janela.isVisible(), janela.isModal(), janela.isWindow()) == (True, False, True)
    assert not janela.tela.voltar.isVisible()
    esperar(qtbot, casa)
    qtbot.keyClicks(janela.tela.inicio, "31012026")
    esperar(qtbot, casa)
    calculo = janela.tela.calculo()
    assert calculo is not None
    assert calculo.vence == date(2026, 3, 2)
    qtbot.mouseClick(janela.tela.copiar, Qt.MouseButton.LeftButton)
    assert "Vence em 02/03/2026, segunda-feira." in QGuiApplication.clipboard().text()
    # The main window goes on being used, and asking again brings the same one.
    tela.filtro.busca.setText("a")
    qtbot.keyClick(tela.filtro.busca, Qt.Key.Key_Return)
    esperar(qtbot, casa)
    assert abrir_calculadora(casa, tela) is janela
    assert pedidos.navegacoes == []
    janela.close()


def test_what_went_further_after_shown_stays_in_the_inbox(qtbot: QtBot, demo: Lugar) -> None:
    casa, pedidos = demo
    tela = TelaPainel(casa)
    mostrar(qtbot, tela, casa)
    mostradas = tela.modelo.linhas()
    alvo = next(n for n in mostradas if n.aconteceu == "Em alerta" and n.vence is not None and n.vence > HOJE + 5 * DIA)
    pedido = PedidoAcompanhamento(data_interna=HOJE - DIA)
    acompanhamento.gravar(casa.ctx, prazo_ids=[alvo.id], pedido=pedido, hoje=HOJE)
    qtbot.mouseClick(tela.ciente_de_todos, Qt.MouseButton.LeftButton)
    esperar(qtbot, casa)
    assert [(n.id, n.aconteceu) for n in tela.modelo.linhas()] == [(alvo.id, "Data interna passou")]
    assert pedidos.mensagens[-1].endswith("1 mudou depois de mostrado e continua na lista.")
    tela.cartoes["propostas"].setFocus()
    qtbot.keyClick(tela.cartoes["propostas"], Qt.Key.Key_Space)
    assert pedidos.navegacoes[-1][0] == "propostas"
