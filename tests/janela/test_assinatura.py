"""Signing, importing and judging from the list of papers: what is asked, what is said, what is forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from bahiaservidor.documentos import assinatura_chaves
from bahiaservidor.janela.componentes.folhas import Documento
from bahiaservidor.janela.componentes.selo import Selo
from bahiaservidor.janela.dialogos.assinar import MODULO, TOKEN, DialogoAssinar
from bahiaservidor.janela.dialogos.conferir_assinatura import DialogoConferir, DialogoImportar
from bahiaservidor.janela.telas.documentos import TelaDocumentos
from bahiaservidor.relogio import RelogioFixo
from bahiaservidor.servicos import abertura, papeis_emissao
from bahiaservidor.servicos.papeis_emissao import Papel
from bahiaservidor.servicos.tipos import DocumentoEmitido
from tests.documentos import amostras
from tests.documentos import apoio_assinatura as icp
from tests.documentos.apoio_assinatura import AGORA, BENEDITO, DORALICE, SENHA

from .apoio_prazos import Lugar, casa_de_teste, dialogo_aberto, ditos, esperar, mostrar


@pytest.fixture
def lugar(qapp: QApplication, tmp_path: Path) -> Iterator[Lugar]:
    """A house over a registry with one termo issued, on a day on which the certificates hold."""
    ctx = abertura.abrir(tmp_path / "r.db", relogio=RelogioFixo(AGORA.date(), AGORA), usuario="Ana")
    papel = Papel(titulo="", nome_arquivo="", pdf=icp.termo(), especie="termo_posse", ano=2026, numero=12,
                  assunto=amostras.NOME, orgao_id=1)  # fmt: skip
    papeis_emissao.emitir(ctx, papel=papel)
    (tmp_path / "a1.p12").write_bytes(icp.a1())
    (tmp_path / "raizes").mkdir()
    (tmp_path / "raizes" / "raiz.crt").write_bytes(icp.raiz()[1].public_bytes(Encoding.PEM))
    with casa_de_teste(qapp, ctx, tmp_path, hoje=AGORA.date()) as dados:
        yield dados


def abrir(qtbot: QtBot, lugar: Lugar) -> TelaDocumentos:
    tela = TelaDocumentos(lugar[0])
    mostrar(qtbot, tela, lugar[0])
    return tela


def assinados(lugar: Lugar) -> list[DocumentoEmitido]:
    return [d for d in papeis_emissao.emitidos(lugar[0].ctx) if d.especie.endswith("_assinado")]


def test_signing_with_a_file_by_keyboard_and_the_password_leaves_its_field(
    qtbot: QtBot, lugar: Lugar, tmp_path: Path
) -> None:
    casa, pedidos = lugar
    tela = abrir(qtbot, lugar)
    tela.lista.menu_assinaturas.assinar.trigger()
    dialogo = dialogo_aberto(tela, DialogoAssinar)
    assert dialogo.senha.echoMode() == QLineEdit.EchoMode.Password
    assert dialogo.pin.echoMode() == QLineEdit.EchoMode.Password
    qtbot.keyClick(dialogo.arquivo.linha, Qt.Key.Key_Return)
    assert "Indique o arquivo do certificado." in ditos(dialogo)
    qtbot.keyClicks(dialogo.arquivo.linha, str(tmp_path / "a1.p12"))
    assert "Indique o arquivo do certificado." not in ditos(dialogo)
    qtbot.keyClick(dialogo.arquivo.linha, Qt.Key.Key_Tab)
    qtbot.keyClicks(dialogo.senha, "errada")
    qtbot.keyClick(dialogo.senha, Qt.Key.Key_Return)
    assert dialogo.senha.text() == ""
    esperar(qtbot, casa)
    assert dialogo.aviso.texto() == "A senha do certificado não confere. Nada foi assinado; digite-a de novo."
    assert assinados(lugar) == []
    qtbot.keyClicks(dialogo.senha, SENHA)
    qtbot.keyClick(dialogo.senha, Qt.Key.Key_Return)
    esperar(qtbot, casa)
    (assinado,) = assinados(lugar)
    assert pedidos.mensagens == [f"{assinado.titulo}."]
    assert assinado in tela.lista.modelo.linhas()
    casa.preferencias.gravar()
    assert SENHA not in casa.preferencias.arquivo.read_text("utf-8")


def test_stamp_shows_in_the_preview(lugar: Lugar) -> None:
    sem, com = Documento(icp.termo()), Documento(icp.assinado())
    ultima = len(com.tamanhos()) - 1
    assert sem.imagem(ultima, 1.0) != com.imagem(ultima, 1.0)
    assert sem.imagem(0, 1.0) == com.imagem(0, 1.0)
    sem.fechar()
    com.fechar()


def test_signing_with_a_token_lists_its_certificates(
    qtbot: QtBot, lugar: Lugar, monkeypatch: pytest.MonkeyPatch
) -> None:
    casa, _ = lugar
    pessoas = {"um": icp.emitir(BENEDITO, icp.intermediaria()), "dois": icp.emitir(DORALICE, icp.intermediaria())}
    ficha = icp.FichaSimulada("Servidor", "1234", pessoas, [icp.intermediaria()])
    monkeypatch.setattr(assinatura_chaves, "carregar_modulo", lambda _: icp.ModuloSimulado(ficha))
    tela = abrir(qtbot, lugar)
    tela.lista.menu_assinaturas.assinar.trigger()
    dialogo = dialogo_aberto(tela, DialogoAssinar)
    dialogo.onde.definir(TOKEN)
    assert dialogo.pin.isVisible()
    assert not dialogo.senha.isVisible()
    dialogo.listar.click()
    assert "Indique o módulo do token." in ditos(dialogo)
    dialogo.modulo.definir("simulado.so")
    dialogo.listar.click()
    esperar(qtbot, casa)
    assert [dialogo.certificado.itemText(n) for n in range(dialogo.certificado.count())] == [
        "BENEDITO ARAUJO SACRAMENTO — até 01/01/2030",
        "DORALICE PITANGA MOTA — até 01/01/2030",
    ]
    dialogo.certificado.definir(("Servidor", "dois"))
    dialogo.confirmar.click()
    assert "Digite o PIN." in ditos(dialogo)
    qtbot.keyClicks(dialogo.pin, "1234")
    dialogo.confirmar.click()
    esperar(qtbot, casa)
    (assinado,) = assinados(lugar)
    assert assinado.titulo.endswith("assinado por DORALICE PITANGA MOTA")
    assert casa.preferencias.texto(MODULO) == "simulado.so"


def test_judging_says_the_verdict_and_the_authorities_can_be_configured(
    qtbot: QtBot, lugar: Lugar, tmp_path: Path
) -> None:
    casa, pedidos = lugar
    tela = abrir(qtbot, lugar)
    tela.lista.menu_assinaturas.conferir.trigger()
    dialogo = dialogo_aberto(tela, DialogoConferir)
    esperar(qtbot, casa)
    assert "O arquivo não tem nenhuma assinatura eletrônica." in ditos(dialogo)
    dialogo.accept()
    (tmp_path / "de-fora.pdf").write_bytes(icp.assinado(BENEDITO, DORALICE))
    tela.lista.menu_assinaturas.examinar(str(tmp_path / "de-fora.pdf"))
    esperar(qtbot, casa)
    importar = dialogo_aberto(tela, DialogoImportar)
    assert assinados(lugar) == []
    assert "nem tudo nas assinaturas pôde ser confirmado" in ditos(importar)
    importar.guardar.click()
    esperar(qtbot, casa)
    (guardado,) = assinados(lugar)
    assert pedidos.mensagens == [f"Guardado: {guardado.titulo}."]
    tela.lista.selecionar(guardado.id)
    tela.lista.menu_assinaturas.conferir.trigger()
    dialogo = dialogo_aberto(tela, DialogoConferir)
    esperar(qtbot, casa)
    assert [s.palavra() for s in dialogo.findChildren(Selo)] == ["Inteiro, cadeia não confirmada"] * 2
    dialogo.definir_pasta(str(tmp_path / "raizes"))
    esperar(qtbot, casa)
    assert [s.palavra() for s in dialogo.findChildren(Selo)] == ["Confere"] * 2
    assert "Cadeia confiável: chega a AC Raiz do Recôncavo." in ditos(dialogo)
    assert dialogo.aviso.texto() == "Todas as assinaturas conferem."
    dialogo.definir_pasta(str(tmp_path / "nada"))
    esperar(qtbot, casa)
    assert "não existe" in dialogo.aviso.texto()
    dialogo.accept()
    # The same file again has nothing to add.
    tela.lista.menu_assinaturas.examinar(str(tmp_path / "de-fora.pdf"))
    esperar(qtbot, casa)
    importar = dialogo_aberto(tela, DialogoImportar)
    assert not importar.guardar.isEnabled()
    importar.reject()


def test_what_is_refused_is_said_over_the_list_and_nothing_is_kept(qtbot: QtBot, lugar: Lugar, tmp_path: Path) -> None:
    casa, _ = lugar
    tela = abrir(qtbot, lugar)
    ruim = bytearray(icp.assinado())
    ruim[6000] ^= 2
    for conteudo, motivo in ((bytes(ruim), "não vale: ALTERADO"), (icp.termo(), "não tem nenhuma assinatura")):
        (tmp_path / "x.pdf").write_bytes(conteudo)
        tela.lista.menu_assinaturas.examinar(str(tmp_path / "x.pdf"))
        esperar(qtbot, casa)
        assert motivo in tela.lista.aviso.texto()
    tela.lista.menu_assinaturas.examinar(str(tmp_path / "falta.pdf"))
    esperar(qtbot, casa)
    assert "não existe" in tela.lista.aviso.texto()
    assert assinados(lugar) == []


def test_menu_without_a_paper_offers_only_to_import(qtbot: QtBot, lugar: Lugar) -> None:
    tela = abrir(qtbot, lugar)
    menu = tela.lista.menu_assinaturas
    assert [acao.isEnabled() for acao in (menu.assinar, menu.importar, menu.conferir)] == [True, True, True]
    tela.busca.setText("não há")
    qtbot.waitUntil(lambda: tela.lista.modelo.rowCount() == 0)
    assert [acao.isEnabled() for acao in (menu.assinar, menu.importar, menu.conferir)] == [False, True, False]
