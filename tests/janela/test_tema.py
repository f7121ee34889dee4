"""Colours that can be read, icons that exist, and both themes everywhere."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QAction, QColor, QIcon
from PySide6.QtWidgets import QFileDialog, QListWidget, QListWidgetItem
from pytestqt.qtbot import QtBot

from bahiaservidor import caminhos
from bahiaservidor.janela.componentes.botao import botao_icone
from bahiaservidor.janela.componentes.dialogo_arquivo import DialogoArquivo
from bahiaservidor.janela.icones import icone, imagem
from bahiaservidor.janela.preferencias import Preferencias
from bahiaservidor.janela.registro_telas import TELAS
from bahiaservidor.janela.tema import CLARO, ESCURO, ModoTema, Tema, Tokens, Tom, folha

PACOTE = Path(caminhos.__file__).resolve().parent / "janela"


def contraste(a: QColor, b: QColor) -> float:
    def luz(cor: QColor) -> float:
        def canal(c: float) -> float:
            return c / 12.92 if c <= 0.03928 else float(((c + 0.055) / 1.055) ** 2.4)

        return 0.2126 * canal(cor.redF()) + 0.7152 * canal(cor.greenF()) + 0.0722 * canal(cor.blueF())

    clara, escura = sorted((luz(a), luz(b)), reverse=True)
    return (clara + 0.05) / (escura + 0.05)


TEMAS = pytest.mark.parametrize("t", [CLARO, ESCURO], ids=["claro", "escuro"])


@TEMAS
@pytest.mark.parametrize("tom", list(Tom))
def test_cada_selo_se_le(t: Tokens, tom: Tom) -> None:
    cor, fundo = t.do_tom(tom)
    assert contraste(cor, fundo) >= 4.5


@TEMAS
@pytest.mark.parametrize("fundo", ["fundo", "superficie", "superficie_alta", "navegacao", "zebra", "realce", "selecao"])
def test_o_texto_se_le_sobre_tudo(t: Tokens, fundo: str) -> None:
    assert contraste(t.cor("texto"), t.cor(fundo)) >= 7
    assert contraste(t.cor("texto_suave"), t.cor(fundo)) >= 4.5


@TEMAS
def test_botoes_mensagem_e_foco_se_veem(t: Tokens) -> None:
    assert contraste(t.cor("sobre_destaque"), t.cor("destaque")) >= 4.5
    assert contraste(QColor("#ffffff"), t.cor("perigo_cheio")) >= 4.5
    assert contraste(t.cor("mensagem_acao"), t.cor("mensagem_fundo")) >= 4.5
    assert contraste(t.cor("foco"), t.cor("superficie")) >= 3
    assert contraste(t.cor("foco"), t.cor("fundo")) >= 3


@TEMAS
def test_a_folha_usa_so_o_que_existe(t: Tokens) -> None:
    escrita = folha(t, 10.0)
    assert "$" not in escrita
    imagens = re.findall(r'url\("([^"]+)"\)', escrita)
    assert len(imagens) > 10
    assert [i for i in imagens if not Path(i).is_file()] == []


def test_nenhuma_cor_fica_sem_uso_na_definicao() -> None:
    for campo in fields(Tokens):
        if campo.name != "escuro":
            assert QColor(getattr(CLARO, campo.name)).isValid(), campo.name
            assert QColor(getattr(ESCURO, campo.name)).isValid(), campo.name


def test_todo_icone_citado_existe(qtbot: QtBot) -> None:
    citados = {t.icone for t in TELAS}
    for fonte in PACOTE.rglob("*.py"):
        citados |= set(re.findall(r'icone="([a-z_]+)"', fonte.read_text("utf-8")))
        citados |= set(re.findall(r'icone\("([a-z_]+)"', fonte.read_text("utf-8")))
        citados |= set(re.findall(r'botao_icone\(\s*"([a-z_]+)"', fonte.read_text("utf-8")))
    existem = {arquivo.stem for arquivo in (caminhos.recursos() / "icones").glob("*.svg")}
    assert citados - existem == set()
    assert len(citados) > 20


def test_o_icone_toma_a_cor_pedida_e_e_nitido(qtbot: QtBot, tema: Tema) -> None:
    foto = imagem("mais", 16, QColor("#ff0000"), 2.0)
    assert foto.width() == 32
    assert foto.toImage().pixelColor(16, 16) == QColor("#ff0000")
    assert icone("mais", cor="#00aa00").pixmap(QSize(16, 16), 2.0).width() == 32
    apagado = icone("mais").pixmap(QSize(32, 32), 1.0, QIcon.Mode.Disabled).toImage().pixelColor(16, 16)
    assert apagado.name() == tema.tokens.texto_apagado
    with pytest.raises(FileNotFoundError):
        icone("nao_existe")


def test_trocar_o_tema_troca_os_icones_da_tela(qtbot: QtBot, tema: Tema) -> None:
    no_botao, na_acao = botao_icone("mais", "Mais"), QAction(icone("mais"), "Mais")
    qtbot.addWidget(no_botao)
    no_botao.addAction(na_acao)

    def claros() -> set[bool]:
        alvos = (no_botao, na_acao)
        return {alvo.icon().pixmap(16, 16).toImage().pixelColor(8, 8).lightness() > 128 for alvo in alvos}

    assert claros() == {False}
    tema.aplicar(ModoTema.ESCURO)
    try:
        assert claros() == {True}
    finally:
        tema.aplicar(ModoTema.CLARO)
    assert claros() == {False}


def test_as_preferencias_voltam_do_arquivo_e_o_estragado_e_o_padrao(tmp_path: Path) -> None:
    arquivo = tmp_path / "janela.ini"
    primeiras = Preferencias(arquivo)
    primeiras.guardar("nome", "Conceição")
    primeiras.guardar("ligado", True)
    primeiras.gravar()
    outras = Preferencias(arquivo)
    assert outras.texto("nome") == "Conceição"
    assert outras.ligado("ligado")
    assert not outras.ligado("outro")
    assert outras.estado("nada").isEmpty()
    arquivo.write_bytes(b"\xff\xfe lixo [[[")
    assert Preferencias(arquivo).texto("nome", "padrão") == "padrão"


def test_os_icones_de_uma_lista_acompanham_o_tema(qtbot: QtBot, tema: Tema) -> None:
    lista = QListWidget()
    qtbot.addWidget(lista)
    lista.addItem(QListWidgetItem(icone("banco"), "Órgãos"))
    antes = lista.item(0).icon().cacheKey()
    tema.aplicar(ModoTema.ESCURO)
    escuro = lista.item(0).icon().cacheKey()
    tema.aplicar(ModoTema.CLARO)
    assert (lista.item(0).icon().cacheKey(), escuro != antes) == (antes, True)


def test_o_dialogo_de_arquivo_nao_tem_palavra_em_ingles(qtbot: QtBot) -> None:
    dialogo = DialogoArquivo()
    qtbot.addWidget(dialogo)
    rotulos = (QFileDialog.DialogLabel.LookIn, QFileDialog.DialogLabel.FileType, QFileDialog.DialogLabel.Reject)
    assert [dialogo.labelText(r).replace("&", "") for r in rotulos] == ["Procurar em:", "Tipo de arquivo:", "Cancelar"]
