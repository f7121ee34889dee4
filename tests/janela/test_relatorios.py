"""Relatórios and Documentos: generate, look, issue, and open again the very same bytes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from io import BytesIO
from pathlib import Path
from threading import Event

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from bahiaservidor.documentos.relatorio_modelos import Destino, Entrada, Especie, LinhaRelatorio, Secao
from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.estatuto.tipos import EstadoPrazo
from bahiaservidor.janela.casa import Casa
from bahiaservidor.janela.dialogos.relatorio_prazos import DialogoPrazosDoRelatorio
from bahiaservidor.janela.operacoes import Mudanca
from bahiaservidor.janela.telas.documentos import TelaDocumentos
from bahiaservidor.janela.telas.documentos_lista import Arquivo, salvar_como
from bahiaservidor.janela.telas.relatorios import TelaRelatorios, trimestre_anterior
from bahiaservidor.janela.telas.relatorios_arquivo import DialogoSalvarRelatorio
from bahiaservidor.janela.telas.relatorios_conciliacao import PainelConciliacao
from bahiaservidor.servicos import papeis, papeis_relatorio

from .apoio_prazos import (
    HOJE,
    Lugar,
    casa_de_teste,
    conferir_modelo,
    dialogo_aberto,
    ditos,
    esperar,
    mostrar,
    registro_vazio,
)


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
    assert pedidos.previas == []
    qtbot.mouseClick(tela.ver, Qt.MouseButton.LeftButton)
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


@contextmanager
def escritor_ocupado(casa: Casa) -> Iterator[None]:
    """Keep the writer thread busy meanwhile: what is asked for waits its turn."""
    livre = Event()
    casa.executor.gravar(casa.executor, livre.wait)
    try:
        yield
    finally:
        livre.set()


def test_issuing_cancelled_in_time_keeps_the_draft_and_may_be_repeated(qtbot: QtBot, demo: Lugar) -> None:
    casa, _ = demo
    tela = TelaRelatorios(casa)
    mostrar(qtbot, tela, casa)
    gerado(qtbot, tela)
    andou: list[str] = []
    casa.executor.andamento.connect(lambda a: andou.append(a.titulo) if a.total else None)
    with escritor_ocupado(casa):
        qtbot.mouseClick(tela.emitir, Qt.MouseButton.LeftButton)
        assert tela.cancelar.isVisible()
        assert not tela.formulario.isEnabled()
        qtbot.mouseClick(tela.cancelar, Qt.MouseButton.LeftButton)
        assert not tela.cancelar.isEnabled()
    esperar(qtbot, casa)
    assert tela.aviso.texto() == "Emissão cancelada. Nada foi emitido; o rascunho continua aqui."
    assert papeis.emitidos(casa.ctx) == ()
    assert tela.emitir.isVisible()
    qtbot.mouseClick(tela.emitir, Qt.MouseButton.LeftButton)
    esperar(qtbot, casa)
    assert [d.numero for d in papeis.emitidos(casa.ctx, especie="relatorio_trimestral")] == ["1/2026"]
    assert not tela.cancelar.isVisible()
    assert "Emitindo o relatório trimestral" in andou


def test_issuing_cancelled_from_the_bottom_bar_says_where_to_look(qtbot: QtBot, demo: Lugar) -> None:
    casa, _ = demo
    tela = TelaRelatorios(casa)
    mostrar(qtbot, tela, casa)
    gerado(qtbot, tela)
    with escritor_ocupado(casa):
        qtbot.mouseClick(tela.emitir, Qt.MouseButton.LeftButton)
        casa.executor.cancelar_visivel()
    esperar(qtbot, casa)
    assert tela.aviso.texto().startswith("Emissão interrompida. Confira")
    assert tela.emitir.isVisible()
    assert not tela.cancelar.isVisible()


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
    emitidos = papeis.emitidos(casa.ctx, especie="relatorio_trimestral")
    primeiro = next(d for d in emitidos if "1º trimestre" in d.titulo)
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


# ---------------------------------------------------------------- the reconciliation


def gerado(qtbot: QtBot, tela: TelaRelatorios) -> PainelConciliacao:
    """Generate what the form asks for and return what shows it."""
    qtbot.mouseClick(tela.gerar, Qt.MouseButton.LeftButton)
    esperar(qtbot, tela.casa)
    return tela.conciliacao


def test_each_cell_opens_its_list_and_a_row_opens_the_file(qtbot: QtBot, demo: Lugar) -> None:
    casa, pedidos = demo
    tela = TelaRelatorios(casa)
    mostrar(qtbot, tela, casa)
    assert "Nada apurado ainda" in ditos(tela.conciliacao.tabela)
    painel = gerado(qtbot, tela)
    modelo, papel = painel.modelo, tela.papel()
    assert modelo is not None
    assert papel is not None
    conferir_modelo(modelo, tela)
    linhas = papeis.linhas_do_trimestre(casa.ctx, ano=2026, trimestre=3, hoje=date(2026, 9, 30))
    total = modelo.linha(modelo.rowCount() - 1)
    assert total is not None
    assert (total.rotulo, total.total) == ("Total", len(linhas))
    assert f"{len(linhas)} prazos:" in painel.resumo.text()
    assert painel.saldo.text().startswith("Pendentes no início: apurado, para 30/06/2026")
    abertos = 0
    for linha in range(modelo.rowCount()):
        for coluna in range(modelo.columnCount()):
            painel.tabela.setCurrentIndex(modelo.index(linha, coluna))
            qtbot.keyClick(painel.tabela, Qt.Key.Key_Return)
            achados = [d for d in tela.window().findChildren(DialogoPrazosDoRelatorio) if d.isVisible()]
            rubricas = modelo.linha(linha)
            assert rubricas is not None
            esperado = rubricas.total if coluna == 0 else int(modelo.index(linha, coluna).data().replace("–", "0"))
            assert [d.modelo.rowCount() for d in achados] == ([esperado] if esperado else [])
            for dialogo in achados:
                abertos += 1
                dialogo.reject()
    assert abertos > 10
    painel.tabela.setCurrentIndex(modelo.index(modelo.rowCount() - 1, 0))
    qtbot.keyClick(painel.tabela, Qt.Key.Key_Space)
    dialogo = dialogo_aberto(tela, DialogoPrazosDoRelatorio)
    conferir_modelo(dialogo.modelo, dialogo)
    assert list(dialogo.modelo.linhas()) == list(linhas)
    dono = next(i for i, linha in enumerate(linhas) if linha.servidor_id is not None)
    dialogo.tabela.ir_para(dono)
    qtbot.keyClick(dialogo.tabela, Qt.Key.Key_Return)
    assert pedidos.fichas == [linhas[dono].servidor_id]
    assert not dialogo.isVisible()


def test_a_concurso_is_nobodys_file(qtbot: QtBot, demo: Lugar) -> None:
    casa, pedidos = demo
    modelo = LinhaRelatorio(
        chave=("validade_concurso", 1, 0), servidor_id=None, especie=Especie.VALIDADE_CONCURSO, nome="Edital 1/2024",
        matricula=None, cargo="", orgao="", unidade="", vence=HOJE, vence_ultimo=HOJE, estado=EstadoPrazo.ABERTO,
        secao=Secao.PRAZOS, entrada=Entrada.ABERTO, destino=Destino.PENDENTE, observacao="", fundamento="art. 14",
    )  # fmt: skip
    dialogo = DialogoPrazosDoRelatorio(casa, "Teste", [modelo])
    qtbot.addWidget(dialogo)
    dialogo.open()
    assert not dialogo.ficha.isEnabled()
    qtbot.keyClick(dialogo.tabela, Qt.Key.Key_Return)
    assert pedidos.fichas == []


def test_the_quarter_brings_its_last_day(qtbot: QtBot, demo: Lugar) -> None:
    casa, _ = demo
    tela = TelaRelatorios(casa)
    mostrar(qtbot, tela, casa)
    assert tela.em.data() == date(2026, 9, 30)
    tela.receber(ano=2026, trimestre=4)
    assert tela.em.data() == HOJE
    tela.receber(ano=2025, trimestre=1)
    assert tela.em.data() == date(2025, 3, 31)


def test_an_empty_quarter_says_so(qtbot: QtBot, demo: Lugar) -> None:
    casa, _ = demo
    tela = TelaRelatorios(casa)
    mostrar(qtbot, tela, casa)
    tela.receber(ano=1999, trimestre=1)
    painel = gerado(qtbot, tela)
    assert "Nenhum prazo neste trimestre" in ditos(painel)
    assert painel.modelo is not None
    assert painel.modelo.rowCount() == 0
    assert tela.emitir.isVisible()


def test_saved_in_each_format_as_draft_and_as_issued(qtbot: QtBot, demo: Lugar, tmp_path: Path) -> None:
    casa, pedidos = demo
    tela = TelaRelatorios(casa)
    mostrar(qtbot, tela, casa)
    gerado(qtbot, tela)
    destinos = [tmp_path / f"rascunho.{formato}" for formato in ("pdf", "xlsx", "csv")]
    for destino in destinos:
        qtbot.mouseClick(tela.salvar, Qt.MouseButton.LeftButton)
        dialogo = tela.window().findChildren(DialogoSalvarRelatorio)[-1]
        dialogo.fileSelected.emit(str(destino))
        dialogo.reject()
        esperar(qtbot, casa)
    assert [d.read_bytes()[:2] for d in destinos] == [b"%P", b"PK", b"\xef\xbb"]
    qtbot.mouseClick(tela.emitir, Qt.MouseButton.LeftButton)
    esperar(qtbot, casa)
    (emitido,) = papeis.emitidos(casa.ctx, especie="relatorio_trimestral")
    for formato, guardado in papeis_relatorio.formatos_de(casa.ctx, emitido).items():
        destino = tmp_path / f"emitido.{formato}"
        qtbot.mouseClick(tela.lista.salvar, Qt.MouseButton.LeftButton)
        dialogo = tela.window().findChildren(DialogoSalvarRelatorio)[-1]
        dialogo.fileSelected.emit(str(destino))
        dialogo.reject()
        esperar(qtbot, casa)
        assert destino.read_bytes() == papeis.bytes_de(casa.ctx, documento_id=guardado.id)
    assert len(pedidos.mensagens) == 7
    assert not tela.lista.aviso.isVisible()
