"""The open archive on screen: exported from Administração, restored on the first run, stopped half way."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from bahiaservidor.janela.componentes.dialogo_arquivo import DialogoArquivo
from bahiaservidor.janela.dialogos.dados_pessoais import DialogoDadosPessoais
from bahiaservidor.janela.erro import CaixaErro
from bahiaservidor.janela.telas.administracao import SECOES, TelaAdministracao
from bahiaservidor.janela.telas.administracao_acervo import DialogoExportarAcervo
from bahiaservidor.janela.telas.ficha_mais import MenuDaFicha
from bahiaservidor.servicos import abertura, acervo, pessoas

from .apoio_prazos import Lugar, esperar, mostrar
from .apoio_programa import Fabrica, pronta
from .test_programa import fabrica, primeira

__all__ = ["fabrica"]

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def tela(qtbot: QtBot, lugar: Lugar) -> TelaAdministracao:
    casa, _ = lugar
    tela = TelaAdministracao(casa)
    mostrar(qtbot, tela, casa)
    tela.receber(secao="acervo")
    assert tela.pilha.currentWidget() is tela.acervo
    assert tela.lista.currentItem().text() == {chave: nome for chave, nome, _ in SECOES}["acervo"]
    return tela


def test_exporta_mostra_o_hash_e_guarda_na_lista(
    qtbot: QtBot, lugar: Lugar, tela: TelaAdministracao, tmp_path: Path
) -> None:
    (casa, _), secao = lugar, tela.acervo
    destino = tmp_path / "acervo.zip"
    secao.exportar.click()
    dialogo = secao.window().findChild(DialogoExportarAcervo)
    assert dialogo is not None
    assert dialogo.defaultSuffix() == "zip"
    dialogo.filterSelected.emit(dialogo.nameFilters()[1])
    assert dialogo.defaultSuffix() == ""
    dialogo.fileSelected.emit(str(destino))
    dialogo.close()
    assert not secao.exportar.isEnabled()
    assert secao.parar.isVisible()
    esperar(qtbot, casa)
    (feita,) = acervo.exportacoes(casa.ctx)
    assert secao.aviso.texto().startswith(f"Acervo gravado em {destino}: ")
    assert secao.minimumSizeHint().width() < 520
    assert secao.modelo.linha(0) == feita
    secao.copiar.click()
    assert QApplication.clipboard().text() == feita.manifesto
    assert secao.exportar.isEnabled()
    assert not secao.parar.isVisible()
    secao.exportar_para(destino)
    esperar(qtbot, casa)
    assert "já existe" in secao.aviso.texto()
    assert not secao.copiar.isVisible()
    assert secao.exportar.isEnabled()


@pytest.mark.parametrize("pela_barra", [False, True])
def test_parada_no_meio_devolve_a_tela_e_nao_deixa_nada(
    qtbot: QtBot, lugar: Lugar, tela: TelaAdministracao, tmp_path: Path, pela_barra: bool
) -> None:
    (casa, _), secao = lugar, tela.acervo
    pasta = tmp_path / "saida"
    pasta.mkdir()
    secao.exportar_para(pasta / "acervo")
    if pela_barra:
        casa.executor.cancelar_visivel()
    else:
        secao.parar.click()
    esperar(qtbot, casa)
    assert secao.aviso.texto() == "Exportação interrompida. Nada foi gravado."
    assert secao.exportar.isEnabled()
    assert list(pasta.iterdir()) == []
    assert acervo.exportacoes(casa.ctx) == ()


def test_a_primeira_tela_restaura_de_um_acervo(qtbot: QtBot, fabrica: Fabrica, lugar: Lugar, tmp_path: Path) -> None:
    exportado = tmp_path / "acervo"
    acervo.exportar(lugar[0].ctx, destino=exportado)
    estragado = Path(shutil.copytree(exportado, tmp_path / "estragado"))
    (estragado / "atos.jsonl").write_text("{}")
    programa = fabrica(tmp_path / "restaurado.sqlite3")
    qtbot.waitUntil(lambda: primeira(programa) is not None, timeout=10_000)
    pagina = primeira(programa)
    assert pagina is not None
    menu = pagina.restaurar.menu()
    assert [acao.text().replace("&", "") for acao in menu.actions()] == ["De um arquivo ZIP…", "De uma pasta…"]
    menu.actions()[0].trigger()
    (dialogo,) = programa.janela.findChildren(DialogoArquivo)
    assert dialogo.fileMode() is DialogoArquivo.FileMode.ExistingFile
    dialogo.close()
    qtbot.waitUntil(lambda: programa.janela.findChildren(DialogoArquivo) == [])
    menu.actions()[1].trigger()
    (dialogo,) = programa.janela.findChildren(DialogoArquivo)
    assert dialogo.fileMode() is DialogoArquivo.FileMode.Directory
    dialogo.fileSelected.emit(str(estragado))
    dialogo.close()
    assert not pagina.comecar.isEnabled()
    qtbot.waitUntil(lambda: programa.executor.ocioso, timeout=20_000)
    assert "não é o que foi exportado “atos.jsonl”" in pagina.aviso.texto()
    assert pagina.comecar.isEnabled()
    assert not programa.pronto
    pagina.restauracao_pedida.emit(exportado)
    programa.executor.cancelar_visivel()
    qtbot.waitUntil(lambda: programa.executor.ocioso, timeout=20_000)
    assert pagina.comecar.isEnabled()
    assert not programa.pronto
    pagina.restauracao_pedida.emit(exportado)
    qtbot.waitUntil(lambda: pronta(programa), timeout=20_000)
    casa = programa.janela.casa
    assert casa is not None
    assert abertura.informacao(casa.ctx).orgao == abertura.informacao(lugar[0].ctx).orgao
    assert sorted(c.name for c in tmp_path.iterdir() if c.name.startswith(".")) == []


def test_os_dados_de_uma_pessoa_se_gravam_pelo_menu_da_ficha(qtbot: QtBot, demo: Lugar, tmp_path: Path) -> None:
    casa, pedidos = demo
    ficha = pessoas.ficha(casa.ctx, servidor_id=1, hoje=casa.hoje())
    janela = QWidget()
    qtbot.addWidget(janela)
    dono = QPushButton("Mais", janela)
    menu = MenuDaFicha(casa, dono, ver_epoca=lambda: None)
    menu.definir(ficha)
    janela.show()
    destino = tmp_path / "dados.zip"
    for _ in range(2):
        menu.dados.trigger()
        (dialogo,) = janela.findChildren(DialogoDadosPessoais)
        assert dialogo.selectedFiles()[0].endswith(".zip")
        dialogo.fileSelected.emit(str(destino))
        dialogo.close()
        qtbot.waitUntil(lambda: janela.findChildren(DialogoDadosPessoais) == [])
        esperar(qtbot, casa)
    assert destino.read_bytes()[:2] == b"PK"
    assert pedidos.mensagens == [f"Dados pessoais gravados em {destino}"]
    caixa = janela.findChild(CaixaErro)
    assert caixa is not None
    assert caixa.isVisible()
    caixa.close()
