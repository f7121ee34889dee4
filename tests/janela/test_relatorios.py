"""Relatórios and Documentos: generate, look, issue, and open again the very same bytes."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.janela.operacoes import Mudanca
from bahiaservidor.janela.telas.documentos import TelaDocumentos
from bahiaservidor.janela.telas.documentos_lista import Arquivo, salvar_como
from bahiaservidor.janela.telas.relatorios import TelaRelatorios, trimestre_anterior
from bahiaservidor.servicos import papeis

from .apoio_prazos import HOJE, Lugar, casa_de_teste, conferir_modelo, esperar, mostrar, registro_vazio


@pytest.mark.parametrize(
    ("hoje", "esperado"),
    [(date(2026, 11, 23), (2026, 3)), (date(2026, 1, 2), (2025, 4)), (date(2026, 12, 31), (2026, 3))],
)
def test_offers_the_last_quarter_that_ended(hoje: date, esperado: tuple[int, int]) -> None:
    assert trimestre_anterior(hoje) == esperado


def test_generated_seen_issued_and_opened_unchanged(qtbot: QtBot, demo: Lugar) -> None:
    casa, pedidos = demo
    tela = TelaRelatorios(casa)
    mostrar(qtbot, tela, casa)
    conferir_modelo(tela.lista.modelo, tela)
    assert tela.lista.modelo.rowCount() == 0
    qtbot.mouseClick(tela.gerar, Qt.MouseButton.LeftButton)
    assert tela.cancelar.isVisible()
    assert not tela.gerar.isEnabled()
    esperar(qtbot, casa)
    rascunho = tela.papel()
    assert rascunho is not None
    assert pedidos.previas[-1]["pdf"] == rascunho.pdf
    assert "3º trimestre de 2026" in rascunho.titulo
    assert papeis.emitidos(casa.ctx) == ()

    qtbot.mouseClick(tela.emitir, Qt.MouseButton.LeftButton)
    esperar(qtbot, casa)
    (emitido,) = papeis.emitidos(casa.ctx, especie="relatorio_trimestral")
    assert emitido.numero == "1/2026"
    assert tela.papel() is None
    assert tela.lista.modelo.linhas() == (emitido,)

    tela.lista.tabela.setFocus()
    qtbot.keyClick(tela.lista.tabela, Qt.Key.Key_Return)
    esperar(qtbot, casa)
    aberto = pedidos.previas[-1]["pdf"]
    assert aberto == papeis.bytes_de(casa.ctx, documento_id=emitido.id)
    assert "1/2026" in PdfReader(BytesIO(aberto)).pages[0].extract_text()


def test_another_quarter_forgets_the_draft(qtbot: QtBot, demo: Lugar) -> None:
    casa, _ = demo
    tela = TelaRelatorios(casa)
    mostrar(qtbot, tela, casa)
    tela.receber(ano=2026, trimestre=1)
    qtbot.mouseClick(tela.gerar, Qt.MouseButton.LeftButton)
    esperar(qtbot, casa)
    assert tela.emitir.isVisible()
    tela.trimestre.definir(2)
    assert tela.papel() is None
    assert not tela.emitir.isVisible()


def test_cancelled_report_leaves_nothing(qtbot: QtBot, demo: Lugar) -> None:
    casa, pedidos = demo
    tela = TelaRelatorios(casa)
    mostrar(qtbot, tela, casa)
    qtbot.mouseClick(tela.gerar, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(tela.cancelar, Qt.MouseButton.LeftButton)
    esperar(qtbot, casa)
    assert tela.papel() is None
    assert tela.gerar.isEnabled()
    assert not tela.cancelar.isVisible()
    assert tela.aviso.texto() == "Relatório cancelado. Nada foi emitido."
    assert pedidos.previas == []


def test_report_asks_for_a_day(qtbot: QtBot, demo: Lugar) -> None:
    casa, _ = demo
    tela = TelaRelatorios(casa)
    mostrar(qtbot, tela, casa)
    tela.em.setText("31/02/2026")
    qtbot.mouseClick(tela.gerar, Qt.MouseButton.LeftButton)
    assert tela.papel() is None
    assert casa.executor.ocioso
    assert tela.em.property("erro")


def test_documents_are_found_by_words_and_kind(qtbot: QtBot, demo: Lugar) -> None:
    casa, pedidos = demo
    for trimestre in (1, 2):
        papel = papeis.relatorio_trimestral(casa.ctx, ano=2026, trimestre=trimestre, hoje=HOJE)
        papeis.emitir(casa.ctx, papel=papel)
    tela = TelaDocumentos(casa)
    mostrar(qtbot, tela, casa)
    conferir_modelo(tela.lista.modelo, tela)
    assert tela.lista.modelo.rowCount() == 2
    primeiro = next(d for d in papeis.emitidos(casa.ctx) if "1º trimestre" in d.titulo)
    tela.receber(especie="relatorio_trimestral", documento_id=primeiro.id)
    assert tela.lista.atual() == primeiro
    tela.busca.setText("2º TRIMESTRE")
    qtbot.keyClick(tela.busca, Qt.Key.Key_Return)
    assert [d.titulo.count("2º trimestre") for d in tela.lista.modelo.linhas()] == [1]
    assert not tela.lista.ficha.isVisible()  # a report is of nobody
    qtbot.mouseClick(tela.lista.abrir, Qt.MouseButton.LeftButton)
    esperar(qtbot, casa)
    atual = tela.lista.atual()
    assert atual is not None
    assert pedidos.previas[-1]["pdf"] == papeis.bytes_de(casa.ctx, documento_id=atual.id)
    assert tela.interessa(Mudanca(documentos=True))
    assert not tela.interessa(Mudanca(prazos=True))


def test_no_documents_says_where_they_come_from(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    with casa_de_teste(qapp, registro_vazio(tmp_path), tmp_path) as (casa, _):
        tela = TelaDocumentos(casa)
        mostrar(qtbot, tela, casa)
        assert tela.vazio.isVisible()
        assert not tela.lista.abrir.isEnabled()


def test_saved_whole_and_said(qtbot: QtBot, demo: Lugar, tmp_path: Path) -> None:
    casa, pedidos = demo
    tela = TelaDocumentos(casa)
    mostrar(qtbot, tela, casa)
    erros: list[ErroDominio] = []
    arquivo = Arquivo(titulo="Termo", nome="termo.pdf", pdf=b"%PDF-1.4 termo")
    dialogo = salvar_como(tela, casa, arquivo, falha=erros.append)
    assert isinstance(dialogo, QFileDialog)
    destino = tmp_path / "saida.pdf"
    dialogo.fileSelected.emit(str(destino))
    dialogo.reject()
    esperar(qtbot, casa)
    assert destino.read_bytes() == arquivo.pdf
    assert pedidos.mensagens == [f"Salvo em {destino}"]
    assert erros == []
