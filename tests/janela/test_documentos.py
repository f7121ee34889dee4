"""Documentos as a book: filters, details, checking a file, reprints, the book of a year."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from bahiaservidor.janela.dialogos.conferir_documento import DialogoConferirDocumento
from bahiaservidor.janela.dialogos.livro_do_ano import DialogoLivroDoAno
from bahiaservidor.janela.dialogos.segunda_via import DialogoSegundaVia
from bahiaservidor.janela.telas.documentos import TelaDocumentos
from bahiaservidor.servicos import papeis, papeis_lote
from bahiaservidor.servicos.tipos.lote import Alvo, PedidoDoLote

from .apoio_prazos import HOJE, Lugar, casa_de_teste, dialogo_aberto, esperar, mostrar, registro_de_demonstracao


@pytest.fixture
def lugar(qapp: QApplication, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lugar]:
    """A demonstration with a batch of three termos issued."""
    modelos = tmp_path_factory.getbasetemp() / "modelos_documentos"
    modelos.mkdir(exist_ok=True)
    with casa_de_teste(qapp, registro_de_demonstracao(tmp_path, modelos), tmp_path) as (casa, pedidos):
        alvo = Alvo(vinculos=range(1, 200))
        quem = papeis_lote.destinatarios(casa.ctx, especie="termo_posse", alvo=alvo, hoje=HOJE)
        ids = [q.id for q in quem if not q.impedimento]
        ruins = papeis_lote.falhas(casa.ctx, pedido=PedidoDoLote(especie="termo_posse", ids=ids), hoje=HOJE)
        fora = {f.nome for f in ruins}
        bons = [q.id for q in quem if q.id in ids and q.nome not in fora][:3]
        papeis_lote.emitir_lote(casa.ctx, pedido=PedidoDoLote(especie="termo_posse", ids=bons), hoje=HOJE)
        yield casa, pedidos


def palavras(widget: QWidget) -> str:
    """Return what the labels of a widget say."""
    return "\n".join(rotulo.text() for rotulo in widget.findChildren(QLabel) if not rotulo.isHidden())


def test_a_lista_filtra_por_especie_e_pessoa_e_detalha(qtbot: QtBot, lugar: Lugar) -> None:
    casa, _ = lugar
    tela = TelaDocumentos(casa)
    mostrar(qtbot, tela, casa)
    assert tela.lista.modelo.rowCount() == 4
    tela.especie.definir("termo_posse")
    assert tela.lista.modelo.rowCount() == 3
    documento = tela.lista.modelo.linhas()[0]
    tela.busca.setText(documento.titulo.partition(" – ")[2].upper())
    tela.busca.buscou.emit(tela.busca.text())
    assert tela.lista.modelo.linhas() == (documento,)
    esperar(qtbot, casa)
    # What enters a panel is shown by the next turn of the loop.
    qtbot.waitUntil(lambda: documento.titulo in palavras(tela.painel))
    ditas = palavras(tela.painel)
    for trecho in (documento.titulo, documento.codigo[:4], "Versão do modelo", "De onde vem cada data", "livro, ato"):
        assert trecho in ditas
    tela.ano.definir(HOJE.year)
    assert tela.lista.modelo.rowCount() == 1


def test_conferir_um_arquivo_solto_e_um_codigo(qtbot: QtBot, lugar: Lugar, tmp_path: Path) -> None:
    casa, pedidos = lugar
    documento = papeis.emitidos(casa.ctx, especie="termo_posse")[0]
    pdf = papeis.bytes_de(casa.ctx, documento_id=documento.id)
    arquivo = tmp_path / "termo.pdf"
    arquivo.write_bytes(pdf)
    dialogo = DialogoConferirDocumento(casa)
    dialogo.open()
    assert not dialogo.guardado.isVisible()
    dados = QMimeData()
    dados.setUrls([QUrl.fromLocalFile(str(arquivo))])
    botoes, teclas = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    solta = QDropEvent(QPoint(5, 5), Qt.DropAction.CopyAction, dados, botoes, teclas)
    dialogo.area.dropEvent(solta)
    esperar(qtbot, casa)
    assert dialogo.aviso.texto() == "Documento deste registro, sem alteração."
    assert documento.hash in dialogo.dados.text()
    qtbot.mouseClick(dialogo.guardado, Qt.MouseButton.LeftButton)
    esperar(qtbot, casa)
    assert pedidos.previas[-1]["pdf"] == pdf
    arquivo.write_bytes(pdf[:-2])
    dialogo.conferir_arquivo(str(arquivo))
    esperar(qtbot, casa)
    assert "foi alterado" in dialogo.aviso.texto()
    dialogo.codigo.setText(documento.codigo.lower())
    qtbot.keyClick(dialogo.codigo, Qt.Key.Key_Return)
    esperar(qtbot, casa)
    assert "é de um documento deste registro" in dialogo.aviso.texto()
    dialogo.conferir_arquivo(str(tmp_path / "nenhum.pdf"))
    esperar(qtbot, casa)
    assert "não pôde ser lido" in dialogo.aviso.texto()
    dialogo.close()


def test_reimprimir_pede_o_motivo_e_guarda_os_bytes(qtbot: QtBot, lugar: Lugar, tmp_path: Path) -> None:
    casa, pedidos = lugar
    tela = TelaDocumentos(casa)
    mostrar(qtbot, tela, casa)
    tela.especie.definir("termo_posse")
    documento = tela.lista.atual()
    assert documento is not None
    qtbot.mouseClick(tela.lista.via, Qt.MouseButton.LeftButton)
    dialogo = dialogo_aberto(tela, DialogoSegundaVia)
    qtbot.mouseClick(dialogo.emitir, Qt.MouseButton.LeftButton)
    assert dialogo.motivo.property("erro") is True
    qtbot.keyClicks(dialogo.motivo, "Extravio")
    qtbot.mouseClick(dialogo.emitir, Qt.MouseButton.LeftButton)
    esperar(qtbot, casa)
    qtbot.mouseClick(dialogo.ver, Qt.MouseButton.LeftButton)
    assert pedidos.previas[-1]["titulo"].startswith("Segunda via nº 1/")
    dialogo.salvar_em(str(tmp_path))
    esperar(qtbot, casa)
    original = papeis.bytes_de(casa.ctx, documento_id=documento.id)
    assert original in [arquivo.read_bytes() for arquivo in tmp_path.glob("*.pdf")]
    dialogo.close()
    tela.recarregar()
    esperar(qtbot, casa)
    tela.especie.definir(None)
    tela.lista.selecionar(papeis.emitidos(casa.ctx, especie="segunda_via")[0].id)
    assert not tela.lista.via.isEnabled()


def test_o_livro_do_ano_sai_da_tela(qtbot: QtBot, lugar: Lugar) -> None:
    casa, pedidos = lugar
    tela = TelaDocumentos(casa)
    mostrar(qtbot, tela, casa)
    qtbot.mouseClick(tela.livro, Qt.MouseButton.LeftButton)
    dialogo = dialogo_aberto(tela, DialogoLivroDoAno)
    esperar(qtbot, casa)
    assert dialogo.especie.valor() == "termo_posse"
    qtbot.mouseClick(dialogo.emitir, Qt.MouseButton.LeftButton)
    esperar(qtbot, casa)
    assert pedidos.previas[-1]["titulo"].startswith("Livro de documentos")
    assert not pedidos.sobre_dialogo  # a preview opened over a dialog goes away with it
    assert len(papeis.emitidos(casa.ctx, especie="indice_livro")) == 1
