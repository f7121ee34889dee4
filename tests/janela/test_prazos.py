"""Prazos: list and month over one filter, "Por quê?", and the acts that fulfil; all over a real registry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bahiaservidor.estatuto.tipos import EstadoPrazo, TipoPrazo
from bahiaservidor.janela.casa import Casa
from bahiaservidor.janela.modelos.prazos import FECHADOS
from bahiaservidor.janela.telas.prazos import TelaPrazos
from bahiaservidor.janela.telas.prazos_filtro import Periodo, limites_do_mes
from bahiaservidor.servicos import agenda, cadastros
from bahiaservidor.servicos.tipos import FiltroPrazos, LinhaPrazo

from .apoio_prazos import (
    HOJE,
    Pedidos,
    casa_de_teste,
    conferir_modelo,
    esperar,
    mostrar,
    prazo,
    registro_de_demonstracao,
    registro_vazio,
)

Aberta = tuple[TelaPrazos, Casa, Pedidos]


@pytest.fixture
def aberta(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Aberta]:
    ctx = registro_de_demonstracao(tmp_path, tmp_path_factory.getbasetemp())
    with casa_de_teste(qapp, ctx, tmp_path) as (casa, pedidos):
        tela = TelaPrazos(casa)
        mostrar(qtbot, tela, casa)
        yield tela, casa, pedidos


def _esperados(casa: Casa, filtro: FiltroPrazos, *, pendentes: bool, ordem: str = "vence") -> list[int]:
    return list(agenda.ids_prazos(casa.ctx, filtro=filtro, ordem=ordem, hoje=HOJE, pendentes=pendentes))


def _linha(tela: TelaPrazos) -> LinhaPrazo:
    linha = tela.prazo_atual()
    assert linha is not None
    return linha


def test_opens_on_what_is_pending_in_the_order_of_the_days(aberta: Aberta) -> None:
    tela, casa, _ = aberta
    assert list(tela.modelo.ids()) == _esperados(casa, FiltroPrazos(), pendentes=True)
    assert tela.modelo.rowCount() > 50
    conferir_modelo(tela.modelo, tela)
    conferir_modelo(tela.modelo_dia, tela)
    assert _linha(tela).id == tela.modelo.id_da_linha(0)


def test_badges_say_how_many_there_are_in_each_state(aberta: Aberta) -> None:
    tela, casa, _ = aberta
    todos = agenda.contar_prazos(casa.ctx, filtro=FiltroPrazos(), hoje=HOJE)
    abertos = agenda.contar_prazos(casa.ctx, filtro=FiltroPrazos(), hoje=HOJE, pendentes=True)
    esperadas = {e: (todos if e in FECHADOS else abertos)[e] for e in EstadoPrazo}
    assert {e: ficha.quantidade() for e, ficha in tela.filtro.estados.items()} == esperadas
    assert esperadas[EstadoPrazo.CUMPRIDO] > 0


def test_pressing_a_badge_filters_by_that_state(qtbot: QtBot, aberta: Aberta) -> None:
    tela, casa, _ = aberta
    qtbot.keyClick(tela.filtro.estados[EstadoPrazo.VENCIDO], Qt.Key.Key_Space)
    esperar(qtbot, casa)
    filtro = FiltroPrazos(estados=(EstadoPrazo.VENCIDO,))
    assert list(tela.modelo.ids()) == _esperados(casa, filtro, pendentes=True)
    assert tela.filtro.so_pendentes()


def test_a_closed_state_leaves_only_pending(qtbot: QtBot, aberta: Aberta) -> None:
    tela, casa, _ = aberta
    qtbot.keyClick(tela.filtro.estados[EstadoPrazo.CUMPRIDO], Qt.Key.Key_Space)
    esperar(qtbot, casa)
    assert not tela.filtro.so_pendentes()
    filtro = FiltroPrazos(estados=(EstadoPrazo.CUMPRIDO,))
    assert list(tela.modelo.ids()) == _esperados(casa, filtro, pendentes=False)


def test_words_kind_and_period_filter_together(qtbot: QtBot, aberta: Aberta) -> None:
    tela, casa, _ = aberta
    nome = _linha(tela).nome.split()[0]
    tela.filtro.tipos.definir([TipoPrazo.AVALIACAO_SEMESTRAL.value])
    tela.filtro.periodo.definir(Periodo.ANO)
    tela.filtro.busca.setText(nome)
    qtbot.keyClick(tela.filtro.busca, Qt.Key.Key_Return)
    esperar(qtbot, casa)
    filtro = FiltroPrazos(
        de=date(2026, 1, 1), ate=date(2026, 12, 31), tipos=(TipoPrazo.AVALIACAO_SEMESTRAL,), texto=nome
    )
    assert tela.filtro.filtro() == filtro
    assert list(tela.modelo.ids()) == _esperados(casa, filtro, pendentes=True)


def test_orgao_narrows_the_units(qtbot: QtBot, aberta: Aberta) -> None:
    tela, casa, _ = aberta
    orgao = cadastros.orgaos(casa.ctx)[0]
    tela.filtro.orgao.definir(orgao.id)
    esperar(qtbot, casa)
    oferecidas = {opcao.valor for opcao in tela.filtro.unidade.opcoes()}
    assert oferecidas == {u.id for u in cadastros.unidades(casa.ctx, orgao_id=orgao.id)}
    assert list(tela.modelo.ids()) == _esperados(casa, FiltroPrazos(orgao_id=orgao.id), pendentes=True)


def test_typed_period_is_kept_when_it_has_a_name_and_when_it_has_not(qtbot: QtBot, aberta: Aberta) -> None:
    tela, casa, _ = aberta
    tela.receber(filtro=FiltroPrazos(de=HOJE, ate=date(2026, 12, 23)))
    assert tela.filtro.periodo.valor() is Periodo.DIAS_30
    assert not tela.filtro.de.isVisible()
    outro = FiltroPrazos(de=date(2026, 2, 3), ate=date(2026, 5, 4))
    tela.receber(filtro=outro)
    esperar(qtbot, casa)
    assert tela.filtro.periodo.valor() is Periodo.OUTRO
    assert tela.filtro.de.isVisible()
    assert tela.filtro.filtro() == outro
    assert not tela.filtro.so_pendentes()


def test_header_sorts_in_the_registry(qtbot: QtBot, aberta: Aberta) -> None:
    tela, casa, _ = aberta
    nomes = [coluna.chave for coluna in tela.modelo.colunas]
    tela.tabela.sortByColumn(nomes.index("nome"), Qt.SortOrder.AscendingOrder)
    esperar(qtbot, casa)
    assert list(tela.modelo.ids()) == _esperados(casa, FiltroPrazos(), pendentes=True, ordem="nome")


def test_every_sortable_column_is_known_by_the_service(aberta: Aberta) -> None:
    tela, casa, _ = aberta
    for coluna in tela.modelo.colunas:
        if coluna.ordenavel:
            assert len(_esperados(casa, FiltroPrazos(), pendentes=True, ordem=coluna.chave)) == tela.modelo.rowCount()


def test_panel_explains_the_selected_date(qtbot: QtBot, aberta: Aberta) -> None:
    tela, casa, pedidos = aberta
    tela.receber(filtro=FiltroPrazos(tipos=(TipoPrazo.POSSE,)))
    esperar(qtbot, casa)
    linha = _linha(tela)
    assert tela.por_que.prazo() == linha
    assert tela.por_que.explicacao() == agenda.por_que(casa.ctx, prazo_id=linha.id, hoje=HOJE)
    tela.tabela.setFocus()
    qtbot.keyClick(tela.tabela, Qt.Key.Key_Down)
    esperar(qtbot, casa)
    segunda = _linha(tela)
    assert segunda.id != linha.id
    assert tela.por_que.explicacao() == agenda.por_que(casa.ctx, prazo_id=segunda.id, hoje=HOJE)
    qtbot.mouseClick(tela.por_que.copiar, Qt.MouseButton.LeftButton)
    copiado = QGuiApplication.clipboard().text()
    assert segunda.nome in copiado
    assert "1. Publicado no Diário Oficial" in copiado
    assert pedidos.mensagens == ["Explicação copiada."]


def test_enter_opens_the_file_and_ctrl_enter_the_act(qtbot: QtBot, aberta: Aberta) -> None:
    tela, casa, pedidos = aberta
    tela.receber(filtro=FiltroPrazos(tipos=(TipoPrazo.EXERCICIO,)), pendentes=True)
    esperar(qtbot, casa)
    linha = _linha(tela)
    tela.tabela.setFocus()
    qtbot.keyClick(tela.tabela, Qt.Key.Key_Return)
    assert pedidos.fichas == [linha.servidor_id]
    qtbot.keyClick(tela.tabela, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    esperado = {"servidor_id": linha.servidor_id, "vinculo_id": linha.vinculo_id, "tipo": "exercicio"}
    assert pedidos.atos == [esperado]


def test_what_is_fulfilled_offers_no_act(qtbot: QtBot, aberta: Aberta) -> None:
    tela, casa, pedidos = aberta
    tela.receber(filtro=FiltroPrazos(estados=(EstadoPrazo.CUMPRIDO,)))
    esperar(qtbot, casa)
    assert not tela.por_que.registrar.isVisible()
    tela.tabela.setFocus()
    qtbot.keyClick(tela.tabela, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert pedidos.atos == []
    assert pedidos.mensagens == ["Este prazo não espera ato algum."]


def test_lapsed_posse_offers_what_the_law_suggests(qtbot: QtBot, aberta: Aberta) -> None:
    tela, _, pedidos = aberta
    vencido = prazo(TipoPrazo.POSSE, EstadoPrazo.VENCIDO, vinculo_id=3, vence=date(2026, 10, 1))
    tela.por_que.mostrar(vencido)
    qtbot.mouseClick(tela.por_que.propor, Qt.MouseButton.LeftButton)
    assert pedidos.atos == [{"servidor_id": 1003, "vinculo_id": 3, "tipo": "tornar_sem_efeito"}]
    tela.por_que.mostrar(replace(vencido, estado=EstadoPrazo.ABERTO))
    assert tela.por_que.propor.isHidden()
    tela.por_que.mostrar(None)


def test_a_later_exercicio_is_not_answered_by_exoneracao(qtbot: QtBot, aberta: Aberta) -> None:
    tela, _, _ = aberta
    vencido = prazo(TipoPrazo.EXERCICIO, EstadoPrazo.VENCIDO, vinculo_id=3, vence=date(2026, 10, 1))
    tela.por_que.mostrar(vencido)
    assert not tela.por_que.propor.isHidden()
    # After a reversão the law speaks of cassação (art. 34): the file proposes it.
    tela.por_que.mostrar(replace(vencido, posicao=1))
    assert tela.por_que.propor.isHidden()
    tela.por_que.mostrar(None)


def test_what_no_longer_exists_is_said_in_the_panel(qtbot: QtBot, aberta: Aberta) -> None:
    tela, casa, _ = aberta
    tela.por_que.mostrar(prazo(TipoPrazo.POSSE, prazo_id=999_999, vence=HOJE))
    esperar(qtbot, casa)
    assert tela.por_que.explicacao() is None
    assert "não existe mais" in tela.por_que.aviso()


def test_calendar_shows_the_same_deadlines_by_day(qtbot: QtBot, aberta: Aberta) -> None:
    tela, casa, _ = aberta
    filtro = FiltroPrazos(tipos=(TipoPrazo.AVALIACAO_SEMESTRAL,))
    mes = max(agenda.por_mes(casa.ctx, filtro=filtro, hoje=HOJE), key=lambda barra: barra.quantidade)
    de, ate = limites_do_mes(mes.ano, mes.mes)
    tela.receber(filtro=filtro, vista="calendario")
    grade = tela.calendario.grade
    grade.ir_para(de)
    esperar(qtbot, casa)
    ids = _esperados(casa, replace(filtro, de=de, ate=ate), pendentes=False)
    assert len(ids) == mes.quantidade
    dias = [date(mes.ano, mes.mes, dia) for dia in range(1, ate.day + 1)]
    assert sorted(p.id for dia in dias for p in grade.prazos_do_dia(dia)) == sorted(ids)
    cheio = next(dia for dia in dias if grade.prazos_do_dia(dia))
    grade.ir_para(cheio)
    esperar(qtbot, casa)
    assert list(tela.modelo_dia.ids()) == [p.id for p in grade.prazos_do_dia(cheio)]
    assert tela.por_que.prazo() == grade.prazos_do_dia(cheio)[0]


def test_calendar_is_walked_by_the_keyboard(qtbot: QtBot, aberta: Aberta) -> None:
    tela, casa, _ = aberta
    tela.receber(filtro=FiltroPrazos(), vista="calendario")
    esperar(qtbot, casa)
    grade = tela.calendario.grade
    qtbot.keyClick(grade, Qt.Key.Key_Right)
    qtbot.keyClick(grade, Qt.Key.Key_Down)
    assert grade.atual() == date(2026, 12, 1)
    qtbot.keyClick(grade, Qt.Key.Key_PageDown)
    qtbot.keyClick(grade, Qt.Key.Key_PageDown)
    assert grade.atual() == date(2027, 2, 1)
    esperar(qtbot, casa)
    filtro = replace(FiltroPrazos(), de=date(2027, 2, 1), ate=date(2027, 2, 28))
    total = len(_esperados(casa, filtro, pendentes=False))
    assert tela.calendario.resumo().startswith(f"{total} prazo")
    qtbot.keyClick(grade, Qt.Key.Key_Home)
    assert grade.atual() == HOJE
    assert grade.accessibleName().startswith("23/11/2026, segunda-feira")


def test_nothing_found_offers_to_take_the_filters_away(qtbot: QtBot, aberta: Aberta) -> None:
    tela, casa, _ = aberta
    antes = tela.modelo.rowCount()
    tela.receber(filtro=FiltroPrazos(texto="zzzz"))
    esperar(qtbot, casa)
    vazio = tela.tabela.vazio()
    assert vazio is not None
    assert vazio.isVisible()
    assert tela.por_que.prazo() is None
    qtbot.mouseClick(vazio.botao, Qt.MouseButton.LeftButton)
    esperar(qtbot, casa)
    assert tela.modelo.rowCount() == antes


def test_empty_registry(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    with casa_de_teste(qapp, registro_vazio(tmp_path), tmp_path) as (casa, _):
        tela = TelaPrazos(casa)
        mostrar(qtbot, tela, casa)
        assert tela.modelo.rowCount() == 0
        tela.receber(vista="calendario")
        esperar(qtbot, casa)
        assert tela.calendario.resumo() == "0 prazos no mês"
