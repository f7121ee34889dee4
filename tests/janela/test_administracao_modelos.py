"""Templates on screen: checked as they are typed, tried, kept as a version, restored; heading and arms."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bahiaservidor.janela.casa import Casa
from bahiaservidor.janela.componentes.dialogo import Pergunta
from bahiaservidor.janela.telas.administracao_modelos import SecaoModelos
from bahiaservidor.servicos import modelos_documento

from .apoio_prazos import casa_de_teste, esperar, registro_vazio


def secao(qtbot: QtBot, casa: Casa) -> SecaoModelos:
    aberta = SecaoModelos(casa)
    qtbot.addWidget(aberta)
    aberta.resize(980, 640)
    aberta.show()
    aberta.ler()
    esperar(qtbot, casa)
    return aberta


def escolher(qtbot: QtBot, casa: Casa, aberta: SecaoModelos, titulo: str) -> None:
    (linha,) = [n for n in range(aberta.lista.count()) if aberta.lista.item(n).text().startswith(titulo)]
    aberta.lista.setCurrentRow(linha)
    esperar(qtbot, casa)
    qtbot.waitUntil(lambda: not aberta.pagina._faltam, timeout=5000)


def test_ajustar_conferir_ver_gravar_e_restaurar(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    with casa_de_teste(qapp, registro_vazio(tmp_path), tmp_path) as (casa, pedidos):
        aberta = secao(qtbot, casa)
        escolher(qtbot, casa, aberta, "Termo de posse")
        pagina = aberta.pagina
        (bens,) = [e for e in pagina.editores if e.item.chave == "bens"]
        bens.campo.setPlainText("Entregue em {dia}.")
        assert "{dia} não existe" in bens.estado.text()
        assert not pagina.gravar.isEnabled()
        bens.campo.setPlainText("Entregue a declaração de bens.")
        assert "Não usa: {data}" in bens.estado.text()
        qtbot.mouseClick(pagina.previa, Qt.MouseButton.LeftButton)
        esperar(qtbot, casa)
        assert pedidos.previas[-1]["titulo"] == "Termo de posse (prévia)"
        # What was written and not kept is there when one comes back.
        escolher(qtbot, casa, aberta, "Termo de exercício")
        escolher(qtbot, casa, aberta, "Termo de posse")
        assert "ainda não gravados" in pagina.aviso.texto()
        pagina.nota.setText("Pedido da auditoria")
        qtbot.mouseClick(pagina.gravar, Qt.MouseButton.LeftButton)
        esperar(qtbot, casa)
        gravado = modelos_documento.ler(casa.ctx, nome="termo_posse")
        assert gravado.versao == "1.1"
        assert [t.ajustado for t in gravado.textos if t.chave == "bens"] == ["Entregue a declaração de bens."]
        assert gravado.historico[0].nota == "Pedido da auditoria"
        aberta.ler()
        esperar(qtbot, casa)
        qtbot.waitUntil(lambda: not pagina._faltam, timeout=5000)
        assert "1.1" in pagina.versao.text()
        qtbot.mouseClick(pagina.restaurar, Qt.MouseButton.LeftButton)
        (pergunta,) = [p for p in aberta.window().findChildren(Pergunta) if p.isVisible()]
        qtbot.mouseClick(pergunta.confirmar, Qt.MouseButton.LeftButton)
        esperar(qtbot, casa)
        assert modelos_documento.ler(casa.ctx, nome="termo_posse").versao == "1"


def test_o_brasao_e_conferido_antes_de_ser_mostrado(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    imagem = BytesIO()
    Image.new("RGB", (60, 60), "navy").save(imagem, "PNG")
    boa, ruim = tmp_path / "brasao.png", tmp_path / "ruim.png"
    boa.write_bytes(imagem.getvalue())
    ruim.write_bytes(b"nada")
    with casa_de_teste(qapp, registro_vazio(tmp_path), tmp_path) as (casa, pedidos):
        aberta = secao(qtbot, casa)
        timbre = aberta.timbre
        timbre.usar_arquivo(str(ruim))
        esperar(qtbot, casa)
        assert "não é uma imagem" in timbre.aviso.texto()
        timbre.usar_arquivo(str(boa))
        esperar(qtbot, casa)
        assert timbre.tirar.isEnabled()
        timbre.nome.setText("Casa Nova")
        qtbot.mouseClick(timbre.previa, Qt.MouseButton.LeftButton)
        esperar(qtbot, casa)
        assert pedidos.previas[-1]["titulo"] == "Timbre (prévia)"
        qtbot.mouseClick(timbre.gravar, Qt.MouseButton.LeftButton)
        esperar(qtbot, casa)
        gravado = modelos_documento.timbre(casa.ctx)
        assert (gravado.nome, gravado.brasao) == ("Casa Nova", imagem.getvalue())


def test_o_orgao_tem_os_seus(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    with casa_de_teste(qapp, registro_vazio(tmp_path), tmp_path) as (casa, _):
        modelos_documento.gravar(casa.ctx, nome="termo_posse", textos={"bens": "Da instalação."})
        aberta = secao(qtbot, casa)
        aberta.orgao.setCurrentIndex(1)
        esperar(qtbot, casa)
        escolher(qtbot, casa, aberta, "Termo de posse")
        assert "herdada da instalação" in aberta.pagina.versao.text()
        assert not aberta.pagina.restaurar.isEnabled()
