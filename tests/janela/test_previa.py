"""The preview shows the pages, saves the same bytes, and prints."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QPageLayout, QPageRanges, QPageSize, QWheelEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from bahiaservidor.janela.componentes.dialogo import Dialogo
from bahiaservidor.janela.erro import CaixaErro
from bahiaservidor.janela.impressora import copia, paginas_escolhidas
from bahiaservidor.janela.operacoes import Executor
from bahiaservidor.janela.preferencias import Preferencias
from bahiaservidor.janela.previa import JanelaPrevia
from bahiaservidor.janela.tema import Tema


def papel(paginas: int = 3) -> bytes:
    memoria = io.BytesIO()
    tela = Canvas(memoria, pagesize=A4, invariant=1)
    for numero in range(paginas):
        tela.drawString(72, 760, f"Termo de posse, folha {numero + 1}")
        tela.setFillColorRGB(1, 0, 0)
        tela.rect(0, 0, 200, 200, stroke=0, fill=1)
        tela.showPage()
    tela.save()
    return memoria.getvalue()


@pytest.fixture
def previa(qtbot: QtBot, executor: Executor, tema: Tema, preferencias: Preferencias) -> Iterator[JanelaPrevia]:
    nova = JanelaPrevia(
        titulo="Termo de posse", pdf=papel(), nome_arquivo="termo.pdf", executor=executor, preferencias=preferencias
    )
    nova.show()
    qtbot.waitUntil(lambda: nova.paginas() == 3 and executor.ocioso)
    yield nova
    nova.close()


def test_mostra_as_paginas_como_sao(qtbot: QtBot, previa: JanelaPrevia, executor: Executor) -> None:
    qtbot.waitUntil(lambda: previa.folhas.prontas() >= 1)
    assert previa.posicao.text() == "Página 1 de 3"
    assert not previa.anterior.isEnabled()
    area = previa.folhas.retangulo(0)
    foto = previa.folhas.grab().toImage()
    canto = foto.pixelColor(area.left() + 10, area.bottom() - 10)
    assert (canto.red(), canto.green(), canto.blue()) == (255, 0, 0)
    assert foto.pixelColor(area.right() - 10, area.top() + 10).lightness() == 255


def test_o_dialogo_da_impressora_abre_com_um_nome_de_arquivo(qtbot: QtBot, previa: JanelaPrevia) -> None:
    previa.setWindowTitle("Relatório, situação em 22/11/2026")
    qtbot.mouseClick(previa.imprimir, Qt.MouseButton.LeftButton)
    dialogo = previa.findChild(QPrintDialog)
    assert dialogo is not None
    assert dialogo.printer().docName() == "termo"
    dialogo.reject()


def test_aceito_o_dialogo_o_papel_sai_no_arquivo_escolhido(
    qtbot: QtBot, previa: JanelaPrevia, executor: Executor, tmp_path: Path
) -> None:
    destino = tmp_path / "impresso.pdf"
    qtbot.mouseClick(previa.imprimir, Qt.MouseButton.LeftButton)
    dialogo = previa.findChild(QPrintDialog)
    assert dialogo is not None
    nome = dialogo.findChild(QLineEdit, "filename")
    assert nome is not None
    nome.setText(str(destino))
    with qtbot.waitSignal(dialogo.finished):
        dialogo.accept()
    qtbot.waitUntil(lambda: executor.ocioso and destino.exists(), timeout=20_000)
    assert previa.mensagem.texto() == "3 páginas enviadas à impressora."
    assert len(PdfReader(destino).pages) == 3
    assert previa.findChild(QPrintDialog) is None


def test_cancelado_o_dialogo_nada_se_imprime(qtbot: QtBot, previa: JanelaPrevia, executor: Executor) -> None:
    qtbot.mouseClick(previa.imprimir, Qt.MouseButton.LeftButton)
    dialogo = previa.findChild(QPrintDialog)
    assert dialogo is not None
    dialogo.reject()
    qtbot.waitUntil(lambda: previa.findChild(QPrintDialog) is None and executor.ocioso)
    assert previa.mensagem.texto() == ""


def test_a_impressora_de_cada_trabalho_e_so_dele_e_leva_o_que_se_escolheu(qapp: QApplication, tmp_path: Path) -> None:
    escolhida = QPrinter(QPrinter.PrinterMode.HighResolution)
    escolhida.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    escolhida.setOutputFileName(str(tmp_path / "termo.pdf"))
    escolhida.setDocName("termo")
    escolhida.setPageSize(QPageSize(QPageSize.PageSizeId.A5))
    escolhida.setPageOrientation(QPageLayout.Orientation.Landscape)
    escolhida.setFullPage(True)
    escolhida.setColorMode(QPrinter.ColorMode.GrayScale)
    escolhida.setCopyCount(2)
    escolhida.setCollateCopies(False)
    escolhida.setPageRanges(QPageRanges.fromString("1,3"))
    nova = copia(escolhida)
    assert nova is not escolhida
    assert (nova.outputFileName(), nova.docName()) == (str(tmp_path / "termo.pdf"), "termo")
    assert nova.pageLayout().pageSize().id() == QPageSize.PageSizeId.A5
    assert nova.pageLayout().orientation() == QPageLayout.Orientation.Landscape
    assert nova.fullPage()
    assert nova.colorMode() == QPrinter.ColorMode.GrayScale
    assert paginas_escolhidas(nova, 4) == [0, 0, 2, 2]
    nova.setCollateCopies(True)
    nova.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert paginas_escolhidas(nova, 4) == [2, 0, 2, 0]


def test_anda_pelas_paginas(qtbot: QtBot, previa: JanelaPrevia) -> None:
    qtbot.mouseClick(previa.proxima, Qt.MouseButton.LeftButton)
    assert previa.posicao.text() == "Página 2 de 3"
    qtbot.mouseClick(previa.proxima, Qt.MouseButton.LeftButton)
    assert previa.posicao.text() == "Página 3 de 3"
    assert not previa.proxima.isEnabled()
    qtbot.mouseClick(previa.anterior, Qt.MouseButton.LeftButton)
    assert previa.posicao.text() == "Página 2 de 3"


def test_aproxima_pela_roda_pelo_botao_e_pela_lista(qtbot: QtBot, previa: JanelaPrevia) -> None:
    inicial = previa.ampliacao()
    qtbot.mouseClick(previa.mais, Qt.MouseButton.LeftButton)
    maior = previa.ampliacao()
    assert maior > inicial
    qtbot.mouseClick(previa.mais, Qt.MouseButton.LeftButton)
    roda = QWheelEvent(
        QPointF(50, 50), QPointF(50, 50), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(previa.visor.viewport(), roda)
    assert previa.ampliacao() == maior
    previa.zoom.setCurrentText("200 %")
    previa.zoom.activated.emit(previa.zoom.currentIndex())
    assert previa.ampliacao() == 2.0
    assert previa.folhas.retangulo(0).width() == round(A4[0] * 96 / 72 * 2)
    qtbot.keyClick(previa, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert previa.ampliacao() == inicial


def test_salva_os_mesmos_bytes(
    qtbot: QtBot, previa: JanelaPrevia, executor: Executor, tmp_path: Path, preferencias: Preferencias
) -> None:
    destino = tmp_path / "saída" / "termo.pdf"
    destino.parent.mkdir()
    previa.salvar_em(str(destino))
    qtbot.waitUntil(lambda: executor.ocioso)
    assert destino.read_bytes() == papel()
    assert [p.name for p in destino.parent.iterdir()] == ["termo.pdf"]
    assert "termo.pdf" in previa.mensagem.texto()
    assert preferencias.texto("previa/pasta") == str(destino.parent)


def test_a_pasta_que_nao_existe_e_dita(qtbot: QtBot, previa: JanelaPrevia, executor: Executor, tmp_path: Path) -> None:
    previa.salvar_em(str(tmp_path / "não há" / "termo.pdf"))

    def caixa() -> CaixaErro | None:
        return next((w for w in QApplication.topLevelWidgets() if isinstance(w, CaixaErro) and w.isVisible()), None)

    qtbot.waitUntil(lambda: caixa() is not None)
    aberta = caixa()
    assert aberta is not None
    assert "não existe. Nada foi gravado" in aberta.mensagem.text()
    aberta.close()


def test_imprime_as_paginas_escolhidas(qtbot: QtBot, previa: JanelaPrevia, executor: Executor, tmp_path: Path) -> None:
    impressora = QPrinter(QPrinter.PrinterMode.HighResolution)
    impressora.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    impressora.setOutputFileName(str(tmp_path / "impresso.pdf"))
    impressora.setFullPage(True)
    impressora.setFromTo(2, 3)
    previa.imprimir_em(impressora)
    qtbot.waitUntil(lambda: executor.ocioso, timeout=20_000)
    assert previa.mensagem.texto() == "2 páginas enviadas à impressora."
    impresso = PdfReader(tmp_path / "impresso.pdf")
    assert len(impresso.pages) == 2
    largura, altura = impresso.pages[0].mediabox.width, impresso.pages[0].mediabox.height
    assert (round(float(largura)), round(float(altura))) == (595, 842)


def test_pedida_num_dialogo_abre_sobre_ele_e_nao_atras(
    qtbot: QtBot, executor: Executor, tema: Tema, preferencias: Preferencias
) -> None:
    janela = QWidget()
    qtbot.addWidget(janela)
    janela.show()
    dialogo = Dialogo("Cerimônia de posse", janela)
    dialogo.open()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is dialogo)
    nova = JanelaPrevia(titulo="Termos", pdf=papel(), nome_arquivo="termos.pdf", executor=executor, pai=janela)
    nova.show()
    qtbot.waitUntil(lambda: nova.paginas() == 3 and executor.ocioso)
    assert nova.parentWidget() is dialogo
    livre = nova.screen().availableSize()
    assert nova.height() < livre.height()
    assert nova.width() < livre.width()
    nova.close()
    dialogo.reject()


def test_enter_aciona_o_botao_que_tem_o_foco(qtbot: QtBot, tema: Tema) -> None:
    janela = QWidget()
    qtbot.addWidget(janela)
    dialogo = Dialogo("Registrar", janela)
    cancelar = dialogo.adicionar_botao("&Cancelar")
    dialogo.adicionar_botao("&Registrar", ao_clicar=dialogo.accept, padrao=True)
    janela.show()
    dialogo.open()
    cancelar.setFocus()
    qtbot.keyClick(cancelar, Qt.Key.Key_Return)
    assert dialogo.result() == QDialog.DialogCode.Rejected
    assert not dialogo.isVisible()


def test_dialogo_maior_que_a_tela_cabe_nela(qtbot: QtBot, tema: Tema) -> None:
    janela = QWidget()
    qtbot.addWidget(janela)
    dialogo = Dialogo("Nomeação", janela)
    dialogo.resize(9000, 9000)
    janela.show()
    dialogo.open()
    livre = dialogo.screen().availableSize()
    assert dialogo.width() < livre.width()
    assert dialogo.height() < livre.height()
    dialogo.reject()


def test_a_mensagem_se_le_sobre_as_folhas(qtbot: QtBot, previa: JanelaPrevia) -> None:
    previa.mensagem.mostrar("3 páginas enviadas à impressora.")
    qtbot.waitUntil(lambda: previa.mensagem.texto() != "")
    foto = previa.mensagem.grab().toImage()
    meio = foto.height() // 2
    fundo = foto.pixelColor(6, meio)
    # Most of the strip is its own dark ground: a word on a light box could not be read.
    iguais = sum(foto.pixelColor(x, meio) == fundo for x in range(6, foto.width() - 6))
    assert iguais > (foto.width() - 12) // 2


def test_nao_se_salva_por_cima_do_registro(
    qtbot: QtBot, executor: Executor, tema: Tema, preferencias: Preferencias, tmp_path: Path
) -> None:
    registro = tmp_path / "registro.sqlite3"
    registro.write_bytes(b"livro")
    previa = JanelaPrevia(
        titulo="Termo", pdf=papel(1), nome_arquivo="termo.pdf", executor=executor, preferencias=preferencias,
        registro=registro,
    )  # fmt: skip
    previa.show()
    qtbot.waitUntil(lambda: previa.paginas() == 1 and executor.ocioso)
    previa.salvar_em(str(registro))
    qtbot.waitUntil(lambda: executor.ocioso)
    caixa = previa.findChild(CaixaErro)
    assert caixa is not None
    caixa.close()
    assert registro.read_bytes() == b"livro"
    previa.close()
