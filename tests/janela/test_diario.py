"""Diário Oficial on screen: reading, the text and its items, deciding by keyboard."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from bahiaservidor.estatuto.tipos import TipoRessalva
from bahiaservidor.janela.casa import Casa
from bahiaservidor.janela.componentes.dialogo import Pergunta
from bahiaservidor.janela.dialogos.diario_corrigir import DialogoCorrigirItem
from bahiaservidor.janela.dialogos.diario_descartar import DialogoDescartar
from bahiaservidor.janela.dialogos.diario_nova import DialogoNovaLeitura
from bahiaservidor.janela.dialogos.diario_publicacao import DialogoPublicacaoDaLeitura
from bahiaservidor.janela.dialogos.pagina_ato import PaginaAto
from bahiaservidor.janela.telas.diario import TelaDiario
from bahiaservidor.relogio import RelogioFixo
from bahiaservidor.servicos import abertura, diario
from bahiaservidor.servicos.tipos import DadosPessoa
from bahiaservidor.servicos.tipos.diario import Publicacao, SituacaoItem

from ..servicos.apoio_diario import Texto, lendo
from .apoio_atos import HOJE, esperar, povoar, registrar, vigiar
from .conftest import Anotacoes

DOE = Publicacao(edicao="24.561", data=date(2026, 11, 21), pagina="3")
NOME_LONGO = (
    "MARIA APARECIDA DA CONCEIÇÃO EVANGELISTA DOS SANTOS ALBUQUERQUE DE FIGUEIREDO VASCONCELOS SODRÉ GUIMARÃES NETA"
)
SAI = {"verbo": "exonerar", "cargo": "Coordenador de Projetos", "simbolo": "DAI-4"}


@pytest.fixture
def texto() -> Texto:
    """One ready, one of two namesakes, one that the law refuses, one that is no act; a stretch left out."""
    t = Texto()
    t.item("exonerar IARA \U0001d4d0LVES, matrícula nº 92.000.868 😀", tipo="exoneracao_a_juizo", nome="Iara Alves",
           matricula="92000868", **SAI)  # fmt: skip
    t.item("exonerar ROSA LIMA", tipo="exoneracao_a_juizo", nome="ROSA LIMA", **SAI)
    t.item(f"nomear {NOME_LONGO} para o cargo de Analista de Gestão", verbo="nomear", tipo="nomeacao", nome=NOME_LONGO,
           cargo="Analista de Gestão", confianca=0.8)  # fmt: skip
    t.item("convocar os candidatos", verbo="convocar", confianca=0.2)
    return t.ignorado("anteriormente ocupado por FULANO", "Diz de quem era o cargo")


@pytest.fixture(scope="module")
def povoado(registro_modelo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry with people, two of them namesakes, made once."""
    arquivo = Path(shutil.copy(registro_modelo, tmp_path_factory.mktemp("diario") / "registro.sqlite3"))
    ctx = abertura.abrir(arquivo, relogio=RelogioFixo(HOJE), usuario="maria.souza")
    povo = povoar(ctx)
    for nome, matricula in (("Iara Alves", "92000868"), ("Rosa Lima", None), ("Rosa Lima", None)):
        pessoa = DadosPessoa(nome=nome, nascimento=date(1985, 5, 5))
        feito = registrar(ctx, "nomeacao", pessoa=pessoa, publicacao=date(2026, 2, 3), carater="temporario",
                          cargo=povo.temporario, unidade=povo.unidade)  # fmt: skip
        registrar(ctx, "posse", servidor=feito.servidor_id, data=date(2026, 2, 5), matricula=matricula)
        registrar(ctx, "exercicio", servidor=feito.servidor_id, data=date(2026, 2, 6))
    abertura.fechar(ctx)
    return arquivo


@pytest.fixture
def registro(povoado: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(povoado, tmp_path / "registro.sqlite3"))


@pytest.fixture
def tela(qtbot: QtBot, casa: Casa, texto: Texto, monkeypatch: pytest.MonkeyPatch) -> Iterator[TelaDiario]:
    """The screen, with nothing read yet."""
    with lendo(monkeypatch, texto):
        aberta = TelaDiario(casa)
        vigiar(aberta.modelo, aberta)
        vigiar(aberta.pagina.modelo, aberta)
        qtbot.addWidget(aberta)
        aberta.resize(1140, 700)
        aberta.show()
        aberta.ativar()
        esperar(qtbot, casa)
        yield aberta
        esperar(qtbot, casa)


def abrir(qtbot: QtBot, casa: Casa, tela: TelaDiario, texto: Texto) -> None:
    lida = diario.ler(casa.ctx, texto=texto.texto, origem="decreto.pdf", hoje=HOJE, publicacao=DOE)
    tela.receber(leitura_id=lida.leitura.id)
    esperar(qtbot, casa)


def ir(qtbot: QtBot, casa: Casa, tela: TelaDiario, ordem: int) -> None:
    tela.pagina.escolher(ordem)
    qtbot.wait(190)  # the verdict is asked for a moment after the choice
    esperar(qtbot, casa)


def aberto(classe: type[Any]) -> Any:
    (achado,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, classe) and w.isVisible()]
    return achado


def situacoes(tela: TelaDiario) -> list[SituacaoItem]:
    lida = tela.pagina.aberta()
    assert lida is not None
    return [i.situacao for i in lida.itens]


def tecla(qtbot: QtBot, casa: Casa, tela: TelaDiario, qual: Qt.Key, *, ctrl: bool = False) -> None:
    modo = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
    tela.pagina.tabela.setFocus()
    qtbot.keyClick(tela.pagina.tabela, qual, modo)
    esperar(qtbot, casa)


# ------------------------------------------------------------------ the list and a new reading


def test_lista_vazia_e_colar_o_que_foi_copiado(
    qtbot: QtBot, casa: Casa, tela: TelaDiario, texto: Texto, anotacoes: Anotacoes
) -> None:
    assert tela.vazio.isVisible()
    assert not tela.nova.isVisible()
    QApplication.clipboard().setText(texto.texto)
    tela.colar()
    dialogo: DialogoNovaLeitura = aberto(DialogoNovaLeitura)
    assert dialogo.caixa.toPlainText() == texto.texto
    dialogo.publicacao.definir(DOE)
    dialogo.ler.click()
    esperar(qtbot, casa)
    assert tela.pilha.currentWidget() is tela.pagina
    assert tela.cabecalho.subtitulo() == "4 pendentes de 4 · DOE nº 24.561, de 21/11/2026 · Colado"
    assert tela.voltar.isVisible()
    tela.voltar.click()
    esperar(qtbot, casa)
    assert [leitura.contagem for leitura in tela.modelo.linhas()] == ["4 pendentes de 4"]
    assert tela.cabecalho.subtitulo().endswith("4 itens pendentes")


def test_abrir_um_arquivo_que_nao_serve_diz_por_que(qtbot: QtBot, casa: Casa, tela: TelaDiario, tmp_path: Any) -> None:
    tela.nova_leitura()
    dialogo: DialogoNovaLeitura = aberto(DialogoNovaLeitura)
    dialogo.ler.click()
    assert "Cole o texto" in dialogo.aviso.texto()
    ruim = tmp_path / "planilha.xlsx"
    ruim.write_bytes(b"PK\x03\x04\x00")
    dialogo.abrir_arquivo(str(ruim))
    esperar(qtbot, casa)
    assert "não é texto nem PDF" in dialogo.aviso.texto()
    bom = tmp_path / "doe.txt"
    bom.write_bytes("nomeação".encode("cp1252"))
    dialogo.abrir_arquivo(str(bom))
    esperar(qtbot, casa)
    assert dialogo.nome.text() == "doe.txt · Windows-1252"
    assert dialogo.caixa.isReadOnly()
    dialogo.reject()


# ------------------------------------------------------------------ the text and its items


def test_o_texto_e_a_lista_andam_juntos(qtbot: QtBot, casa: Casa, tela: TelaDiario, texto: Texto) -> None:
    abrir(qtbot, casa, tela, texto)
    pagina = tela.pagina
    assert situacoes(tela) == [
        SituacaoItem.PRONTO, SituacaoItem.FALTA, SituacaoItem.RECUSADO, SituacaoItem.SEM_ATO
    ]  # fmt: skip
    assert pagina.fora.text().startswith("1 trecho fora")
    assert pagina.texto.fora_em(texto.texto.index("anteriormente")) is not None
    # A letter beyond the basic plane is one for the reader and two for Qt: the paragraph is marked all the same.
    pagina.escolher(2)
    marcada = [m.cursor.selectedText() for m in pagina.texto.extraSelections()]
    assert marcada[-1] == "exonerar ROSA LIMA"
    cursor = pagina.texto.textCursor()
    cursor.setPosition(pagina.texto.toPlainText().encode("utf-16-le").index("convocar".encode("utf-16-le")) // 2 + 3)
    cursor.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor, 4)
    pagina.texto.setTextCursor(cursor)
    atual = pagina.atual()
    assert atual is not None
    assert atual.ordem == 4
    assert not pagina.grab().isNull()


def test_o_filtro_conta_e_mostra(qtbot: QtBot, casa: Casa, tela: TelaDiario, texto: Texto) -> None:
    abrir(qtbot, casa, tela, texto)
    filtro = tela.pagina.filtro
    assert [filtro.itemText(i) for i in range(3)] == ["Todos (4)", "Pendentes (4)", "Pronto (1)"]
    filtro.definir(SituacaoItem.RECUSADO)
    assert [i.ordem for i in tela.pagina.modelo.linhas()] == [3]
    tela.pagina.escolher(1)
    assert tela.pagina.modelo.rowCount() == 4


# ------------------------------------------------------------------ deciding by keyboard


def test_enter_confirma_e_passa_ao_proximo(
    qtbot: QtBot, casa: Casa, tela: TelaDiario, texto: Texto, anotacoes: Anotacoes
) -> None:
    abrir(qtbot, casa, tela, texto)
    ir(qtbot, casa, tela, 1)
    assert tela.pagina.detalhe.juizo.veredito == "A lei admite este ato. Leia os avisos."
    tecla(qtbot, casa, tela, Qt.Key.Key_Return)
    assert situacoes(tela)[0] is SituacaoItem.CONFIRMADO
    assert anotacoes.mensagens[0][0].startswith("Exoneração registrada.")
    atual = tela.pagina.atual()
    assert atual is not None
    assert atual.ordem == 2
    # What cannot be confirmed says why, and nothing happens.
    tecla(qtbot, casa, tela, Qt.Key.Key_Return)
    assert "O item 2 ainda não pode ser confirmado. Há 2 pessoas" in tela.pagina.aviso.texto()
    assert not tela.pagina.prontos.isEnabled()


def test_homonimos_lado_a_lado_e_confirmar_os_prontos(
    qtbot: QtBot, casa: Casa, tela: TelaDiario, texto: Texto, anotacoes: Anotacoes
) -> None:
    abrir(qtbot, casa, tela, texto)
    ir(qtbot, casa, tela, 2)
    botoes = [b for b in tela.pagina.detalhe.findChildren(QPushButton) if b.text() == "É esta pessoa" and b.isVisible()]
    assert len(botoes) == 2
    botoes[1].click()
    esperar(qtbot, casa)
    assert situacoes(tela)[:2] == [SituacaoItem.PRONTO] * 2
    assert tela.pagina.prontos.text() == "Confirmar os 2 pro&ntos"
    tecla(qtbot, casa, tela, Qt.Key.Key_Return, ctrl=True)
    pergunta: Pergunta = aberto(Pergunta)
    pergunta.confirmar.click()
    esperar(qtbot, casa)
    assert situacoes(tela)[:2] == [SituacaoItem.CONFIRMADO] * 2
    assert anotacoes.mensagens[-1][0].startswith("2 atos registrados: Decreto")
    assert tela.cabecalho.subtitulo().startswith("2 pendentes de 4")


def test_del_descarta_com_motivo_e_reabrir_devolve(qtbot: QtBot, casa: Casa, tela: TelaDiario, texto: Texto) -> None:
    abrir(qtbot, casa, tela, texto)
    ir(qtbot, casa, tela, 4)
    tecla(qtbot, casa, tela, Qt.Key.Key_Delete)
    dialogo: DialogoDescartar = aberto(DialogoDescartar)
    dialogo.motivo.definir("")
    dialogo.confirmar.click()
    assert dialogo.isVisible()
    dialogo.outro.setText("Convocação: fica no concurso")
    dialogo.confirmar.click()
    esperar(qtbot, casa)
    assert situacoes(tela)[3] is SituacaoItem.DESCARTADO
    ir(qtbot, casa, tela, 4)
    assert tela.pagina.detalhe.reabrir.isVisible()
    tela.pagina.detalhe.reabrir.click()
    esperar(qtbot, casa)
    assert situacoes(tela)[3] is SituacaoItem.SEM_ATO


def test_f2_corrige_e_a_ressalva_vem_escrita(qtbot: QtBot, casa: Casa, tela: TelaDiario, texto: Texto) -> None:
    abrir(qtbot, casa, tela, texto)
    ir(qtbot, casa, tela, 3)
    tela.pagina.detalhe.juizo.quer_ressalva.emit()
    esperar(qtbot, casa)
    dialogo: DialogoCorrigirItem = aberto(DialogoCorrigirItem)
    assert isinstance(dialogo.pagina, PaginaAto)
    escrita = dialogo.pagina.ressalva.ressalva()
    assert escrita is not None
    assert escrita.tipo is TipoRessalva.ATO_CONSUMADO
    assert "Publicado no Diário Oficial do Estado nº 24.561" in escrita.fundamento
    dialogo.guardar.click()
    esperar(qtbot, casa)
    assert situacoes(tela)[2] is SituacaoItem.PRONTO
    ir(qtbot, casa, tela, 4)
    tecla(qtbot, casa, tela, Qt.Key.Key_F2)
    outro: DialogoCorrigirItem = aberto(DialogoCorrigirItem)
    assert not outro.guardar.isEnabled()
    outro.ato.definir("exoneracao_a_juizo")
    esperar(qtbot, casa)
    assert "Escolha a pessoa" in outro.aviso.texto()
    outro.reject()


def test_o_papel_e_a_publicacao_se_corrigem(qtbot: QtBot, casa: Casa, tela: TelaDiario, texto: Texto) -> None:
    abrir(qtbot, casa, tela, texto)
    tela.pagina.publicacao.click()
    dialogo: DialogoPublicacaoDaLeitura = aberto(DialogoPublicacaoDaLeitura)
    dialogo.publicacao.edicao.setText("24.562")
    dialogo.numero.setText("23.900")
    dialogo.guardar.click()
    esperar(qtbot, casa)
    lida = tela.pagina.aberta()
    assert lida is not None
    papel = lida.papeis[0].instrumento
    assert (papel.numero, papel.doe_edicao) == ("23.900", "24.562")
    assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]
