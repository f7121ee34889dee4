"""The import of a spreadsheet, walked by hand: file, columns, dry run, import, undoing; and left half-way."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from bahiaservidor.janela.casa import Casa
from bahiaservidor.janela.componentes.salvar import DialogoSalvar
from bahiaservidor.janela.dialogos.importacao_desfazer import DialogoDesfazerImportacao
from bahiaservidor.janela.telas.importacoes import TelaImportacoes
from bahiaservidor.janela.telas.importacoes_campo import LinhaCampo
from bahiaservidor.janela.telas.importacoes_guia import ARQUIVO, COLUNAS, CONFERENCIA, FIM, GuiaImportacao
from bahiaservidor.servicos import importacao, pessoas
from bahiaservidor.servicos.contexto import Contexto
from bahiaservidor.servicos.tipos import FiltroServidores

from .apoio_prazos import conferir_modelo, dialogo_aberto, ditos, esperar, letras_visiveis, mostrar
from .conftest import HOJE, Anotacoes

CABECALHO = ("SERVIDOR", "CPF", "DT NASC", "OBS")
LINHAS = (
    ("Ana Lima", "529.982.247-25", "31/12/1980", "chegou em 2010"),
    ("José Sá", "111.444.777-00", "01/01/80", ""),
    ("Ana Lima", "", "", ""),
    ("Bruno Céu", "111.444.777-35", "03/02/1975", ""),
    ("Rita Luz", "123.456.789-00", "", "=1+1"),
)


def escrever(pasta: Path, nome: str = "servidores.csv", separador: str = ";") -> Path:
    arquivo = pasta / nome
    linhas = (separador.join(linha) for linha in (CABECALHO, *LINHAS))
    arquivo.write_bytes("\r\n".join(linhas).encode("cp1252"))
    return arquivo


def soltar(guia: GuiaImportacao, arquivo: Path) -> None:
    dados = QMimeData()
    dados.setUrls([QUrl.fromLocalFile(str(arquivo))])
    guia.arquivo.dropEvent(
        QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, dados, Qt.MouseButton.LeftButton,
                   Qt.KeyboardModifier.NoModifier)
    )  # fmt: skip


def campo(qtbot: QtBot, guia: GuiaImportacao, chave: str) -> LinhaCampo:
    qtbot.waitUntil(lambda: not guia.colunas.montando())
    return next(linha for linha in guia.colunas.linhas if linha.campo.chave == chave)


DOS_MENUS = ("&R", "E&x", "Aj&u")


def letras_repetidas(onde: QWidget) -> dict[str, int]:
    return {letra: quantas for letra, quantas in letras_visiveis(onde, DOS_MENUS).items() if quantas > 1}


@pytest.fixture
def tela(qtbot: QtBot, casa: Casa) -> TelaImportacoes:
    nova = TelaImportacoes(casa)
    mostrar(qtbot, nova, casa)
    return nova


def ate_a_conferencia(qtbot: QtBot, tela: TelaImportacoes, arquivo: Path) -> GuiaImportacao:
    tela.receber(especie="servidores")
    esperar(qtbot, tela.casa)
    guia = tela.guia
    soltar(guia, arquivo)
    esperar(qtbot, tela.casa)
    for _ in range(2):
        assert letras_repetidas(tela) == {}
        qtbot.keyClick(guia, Qt.Key.Key_Return)
        esperar(qtbot, tela.casa)
    assert guia.passo() == CONFERENCIA
    return guia


def test_da_planilha_ao_registro_e_de_volta(
    qtbot: QtBot, tela: TelaImportacoes, casa: Casa, ctx: Contexto, tmp_path: Path, anotacoes: Anotacoes
) -> None:
    assert "Nenhuma planilha importada" in ditos(tela)
    conferir_modelo(tela.modelo, tela)
    guia = ate_a_conferencia(qtbot, tela, escrever(tmp_path))
    conferencia = guia.conferencia
    conferir_modelo(conferencia.modelo, tela)
    # what would happen, counted and told
    assert {c: f.quantidade() for c, f in conferencia.fichas.items() if f.quantidade()} == {
        "entra": 2, "recusada": 2, "duvida": 1,
    }  # fmt: skip
    assert importacao.importacoes(ctx) == ()
    assert guia.avancar.text() == "&Importar 2 linhas"
    assert "3 linhas ficam de fora" in guia.dizeres.text()
    assert conferencia.abas.tabText(0) == f"Motivos ({conferencia.modelo_motivos.rowCount()})"
    # a reason filters; a badge too; both can be taken back
    do_ano = conferencia.modelo_motivos.posicao(lambda m: "ano com dois" in m.texto)
    conferencia.motivos.ir_para(do_ano)
    assert [linha.numero for linha in conferencia.modelo.linhas()] == [3]
    qtbot.mouseClick(conferencia.limpar, Qt.MouseButton.LeftButton)
    assert conferencia.modelo.rowCount() == 5
    conferencia.tabela.ir_para(conferencia.modelo.posicao(lambda linha: linha.numero == 3))
    qtbot.keyClick(conferencia.tabela, Qt.Key.Key_Return)
    assert conferencia.abas.currentWidget() is conferencia.detalhe
    dito = ditos(conferencia.detalhe)
    assert "CPF: “111.444.777-00”" in dito
    assert "DT NASC: “01/01/80”" in dito
    # the namesake, side by side, and the choice
    qtbot.mouseClick(conferencia.fichas["duvida"], Qt.MouseButton.LeftButton)
    (duvida,) = conferencia.modelo.linhas()
    esperar(qtbot, casa)
    dito = ditos(conferencia.detalhe)
    assert letras_repetidas(tela) == {}
    assert "Linha 2" in dito
    assert "529.982.247-25" in dito
    conferencia.detalhe.escolhida.emit("pular", False)
    assert conferencia.escolhas() == {duvida.numero: "pular"}
    assert guia.avancar.text() == "Conferir de &novo"
    qtbot.keyClick(guia, Qt.Key.Key_Return)
    esperar(qtbot, casa)
    assert conferencia.fichas["pulada"].quantidade() == 1
    assert guia.passo() == CONFERENCIA
    # the import: Enter on the page goes to the button, and only the button writes
    qtbot.keyClick(guia, Qt.Key.Key_Return)
    assert guia.passo() == CONFERENCIA
    assert guia.avancar.hasFocus()
    qtbot.keyClick(guia.avancar, Qt.Key.Key_Return)
    esperar(qtbot, casa)
    assert guia.passo() == FIM
    assert letras_repetidas(tela) == {}
    assert "2 linhas entraram, em uma operação; 2 ficaram de fora." in ditos(guia.fim)
    assert len(pessoas.ids_servidores(ctx, filtro=FiltroServidores(), hoje=HOJE)) == 0  # people without vínculo
    qtbot.mouseClick(guia.fim.ver, Qt.MouseButton.LeftButton)
    assert anotacoes.navegacoes[-1] == ("servidores", {})
    # taken back from there
    qtbot.mouseClick(guia.fim.desfeita, Qt.MouseButton.LeftButton)
    esperar(qtbot, casa)
    dialogo = dialogo_aberto(tela, DialogoDesfazerImportacao)
    assert "2 cadastros voltarão ao que eram" in dialogo.previa.text()
    qtbot.mouseClick(dialogo.confirmar, Qt.MouseButton.LeftButton)
    assert "Escreva o motivo" in ditos(dialogo)
    dialogo.motivo.setText("planilha de outro órgão")
    qtbot.keyClick(dialogo.motivo, Qt.Key.Key_Return)
    esperar(qtbot, casa)
    assert not tela.na_guia()
    assert "Desfeita" in tela.dizeres.text()
    assert "planilha de outro órgão" in tela.dizeres.text()
    assert not tela.desfazer.isEnabled()
    # the next file with these headers finds its columns chosen, and says why
    tela.receber(especie="servidores")
    soltar(guia, escrever(tmp_path, "outra.csv"))
    esperar(qtbot, casa)
    guia.seguir()
    esperar(qtbot, casa)
    assert "como na última planilha" in guia.colunas.lembrado.texto()
    assert campo(qtbot, guia, "nascimento").valor() == 2


def test_as_recusadas_saem_com_o_que_corrigir(
    qtbot: QtBot, tela: TelaImportacoes, casa: Casa, tmp_path: Path, anotacoes: Anotacoes
) -> None:
    guia = ate_a_conferencia(qtbot, tela, escrever(tmp_path))
    qtbot.mouseClick(guia.conferencia.salvar, Qt.MouseButton.LeftButton)
    dialogo = dialogo_aberto(tela, DialogoSalvar)
    saida = tmp_path / "recusadas.csv"
    dialogo.fileSelected.emit(str(saida))
    esperar(qtbot, casa)
    dialogo.close()
    assert anotacoes.mensagens[-1][0] == f"Salvo em {saida}"
    with saida.open(encoding="utf-8-sig", newline="") as aberto:
        titulos, *linhas = csv.reader(aberto, delimiter=";")
    assert titulos == ["Linha", *CABECALHO, "O que corrigir"]
    assert [linha[1] for linha in linhas] == ["José Sá", "Ana Lima", "Rita Luz"]
    assert "CPF: " in linhas[0][5]
    assert "DT NASC: " in linhas[0][5]
    assert "diga se é a mesma" in linhas[1][5]
    assert linhas[2][4] == "'=1+1"


def test_o_que_falta_impede_de_avancar_e_um_valor_fixo_supre(
    qtbot: QtBot, tela: TelaImportacoes, casa: Casa, tmp_path: Path
) -> None:
    tela.receber(especie="assentamentos")
    esperar(qtbot, casa)
    guia = tela.guia
    especie = guia.arquivo.especie()
    assert especie is not None
    assert especie.chave == "assentamentos"
    assert not guia.avancar.isEnabled()
    guia.arquivo._escolhido(str(escrever(tmp_path)))
    esperar(qtbot, casa)
    guia.seguir()
    esperar(qtbot, casa)
    assert guia.passo() == COLUNAS
    assert campo(qtbot, guia, "nome").valor() == 0
    assert campo(qtbot, guia, "nome").amostra.text().startswith("Ana Lima · José Sá")
    assert guia.colunas.nao_usadas.text() == "OBS" or campo(qtbot, guia, "observacao").valor() == 3
    assert not guia.avancar.isEnabled()
    qtbot.waitUntil(lambda: not guia.colunas.montando())
    faltam = [linha for linha in guia.colunas.linhas if guia.colunas._falta(linha.campo)]
    assert faltam
    assert all(linha.campo.rotulo in guia.colunas.aviso.texto() for linha in faltam)
    assert all(linha.coluna.property("erro") for linha in faltam)
    for linha in faltam:
        linha.coluna.definir("fixo")
        assert linha.valor() == ""
        assert not guia.avancar.isEnabled()
        linha.escrever(linha.campo.exemplo)
    assert "Falta a fonte" in guia.colunas.aviso.texto()
    guia.colunas.sistema.definir("SIRH")
    assert "Falta o dia" in guia.colunas.aviso.texto()
    guia.colunas.data.setText("31/10/2026")
    assert guia.colunas.falta() == ""
    assert guia.avancar.isEnabled()
    pedido = guia._pedido()
    assert pedido.fonte == "SIRH"
    assert pedido.data is not None
    assert pedido.fixos["situacao"] == "Em exercício"


def test_sair_no_meio_guarda_a_planilha_e_as_colunas(
    qtbot: QtBot, tela: TelaImportacoes, casa: Casa, tmp_path: Path, anotacoes: Anotacoes
) -> None:
    tela.receber(especie="servidores")
    guia = tela.guia
    soltar(guia, escrever(tmp_path))
    esperar(qtbot, casa)
    guia.seguir()
    esperar(qtbot, casa)
    campo(qtbot, guia, "rg").coluna.definir(3)
    campo(qtbot, guia, "sexo").escrever("F")
    qtbot.mouseClick(guia.fechar, Qt.MouseButton.LeftButton)
    assert not tela.na_guia()
    assert "Nada foi importado" in anotacoes.mensagens[-1][0]
    # another day: the screen is new, the draft is not
    outra = TelaImportacoes(casa)
    mostrar(qtbot, outra, casa)
    qtbot.mouseClick(outra.nova, Qt.MouseButton.LeftButton)
    esperar(qtbot, casa)
    assert outra.guia.arquivo.nome.text() == "servidores.csv"
    outra.guia.seguir()
    esperar(qtbot, casa)
    assert campo(qtbot, outra.guia, "rg").valor() == 3
    assert campo(qtbot, outra.guia, "sexo").valor() == "F"
    assert campo(qtbot, outra.guia, "nome").valor() == 0
    qtbot.mouseClick(outra.guia.outra, Qt.MouseButton.LeftButton)
    assert outra.guia.passo() == ARQUIVO
    assert outra.guia.arquivo.lido() is None


def test_arquivo_que_nao_e_planilha_e_separador_trocado(
    qtbot: QtBot, tela: TelaImportacoes, casa: Casa, tmp_path: Path
) -> None:
    tela.receber(especie="")
    guia = tela.guia
    ruim = tmp_path / "ruim.xlsx"
    ruim.write_bytes(b"%PDF-1.7\n")
    soltar(guia, ruim)
    esperar(qtbot, casa)
    assert "ruim.xlsx" in guia.arquivo.aviso.texto()
    assert not guia.avancar.isEnabled()
    soltar(guia, escrever(tmp_path, "certo.csv"))
    esperar(qtbot, casa)
    assert guia.arquivo.aviso.texto() == ""
    assert guia.arquivo.fatos.text().startswith("CSV · 1 KB · 5 linhas · 4 colunas")
    assert guia.arquivo.codificacao.currentText() == "Windows-1252 — detectado"
    guia.arquivo.separador.definir(",")
    esperar(qtbot, casa)
    lido = guia.arquivo.lido()
    assert lido is not None
    assert (lido.separador, len(lido.cabecalho)) == (",", 1)
    guia.arquivo.separador.definir(";")
    guia.arquivo.linha.setValue(2)
    esperar(qtbot, casa)
    lido = guia.arquivo.lido()
    assert lido is not None
    assert lido.cabecalho[0] == "Ana Lima"
    assert guia.arquivo.amostra.model().rowCount() == lido.linhas


def test_cancelar_a_conferencia_e_a_importacao_nada_grava(
    qtbot: QtBot, tela: TelaImportacoes, casa: Casa, ctx: Contexto, tmp_path: Path
) -> None:
    guia = ate_a_conferencia(qtbot, tela, escrever(tmp_path))
    guia.recuar()
    campo(qtbot, guia, "rg").coluna.definir(3)
    guia.seguir()
    # Before its turn comes on the writer's thread.
    qtbot.keyClick(guia, Qt.Key.Key_Escape)
    esperar(qtbot, casa)
    assert "Conferência cancelada. Nada foi gravado." in guia.conferencia.aviso.texto()
    assert guia.avancar.text() == "Conferir de &novo"
    guia.seguir()
    esperar(qtbot, casa)
    guia.seguir()
    guia.fim.andamento.parar()
    esperar(qtbot, casa)
    assert "O registro ficou como estava" in guia.fim.aviso.texto()
    assert importacao.importacoes(ctx) == ()
    guia.recuar()
    assert guia.passo() == CONFERENCIA
    assert guia.avancar.text() == "&Importar 2 linhas"
