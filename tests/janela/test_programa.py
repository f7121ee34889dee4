"""From the start of the program to the first screen, and what is said when the registry cannot be opened."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLineEdit
from pytestqt.qtbot import QtBot

from bahiaservidor.janela import telas
from bahiaservidor.janela.aplicacao import Programa, modo_preferido, traduzir
from bahiaservidor.janela.erro import CaixaErro
from bahiaservidor.janela.preferencias import Preferencias
from bahiaservidor.janela.primeira_execucao import PrimeiraExecucao, Respostas
from bahiaservidor.janela.principal import JanelaPrincipal
from bahiaservidor.janela.tema import ModoTema, Tema
from bahiaservidor.relogio import RelogioFixo
from bahiaservidor.servicos import abertura

from .apoio_prazos import letras_visiveis
from .apoio_programa import Fabrica, fabricas, pronta


@pytest.fixture
def fabrica(qtbot: QtBot, relogio: RelogioFixo, tema: Tema, preferencias: Preferencias) -> Iterator[Fabrica]:
    with fabricas(qtbot, relogio, tema, preferencias) as nova:
        yield nova


def primeira(programa: Programa) -> PrimeiraExecucao | None:
    atual = programa.janela.pilha.currentWidget()
    return atual if isinstance(atual, PrimeiraExecucao) else None


def test_a_janela_aparece_antes_de_o_registro_abrir(qtbot: QtBot, fabrica: Fabrica, registro: Path) -> None:
    programa = fabrica(registro)
    assert programa.janela.isVisible()
    assert not programa.pronto
    assert programa.janela.pilha.aviso.titulo() == "Abrindo o registro…"
    qtbot.waitUntil(lambda: pronta(programa), timeout=10_000)
    assert programa.janela.windowTitle() == "Secretaria da Educação – bahiaservidor"
    assert programa.janela.navegacao.marcada() == "painel"


def test_a_primeira_execucao_pergunta_e_prepara_o_registro(qtbot: QtBot, fabrica: Fabrica, tmp_path: Path) -> None:
    programa = fabrica(tmp_path / "novo.sqlite3")
    qtbot.waitUntil(lambda: primeira(programa) is not None, timeout=10_000)
    pagina = primeira(programa)
    assert pagina is not None
    qtbot.keyClick(pagina.orgao, Qt.Key.Key_Return)
    assert pagina.orgao.property("erro") is True
    assert pagina.municipio.property("erro") is True
    assert not programa.pronto
    pagina.orgao.setText("Secretaria da Saúde")
    pagina.orgao.editingFinished.emit()
    assert pagina.sigla.text() == "SESAB"
    pagina.municipio.setText("  Feira de   Santana ")
    assert pagina.vazio.isChecked()
    qtbot.mouseClick(pagina.comecar, Qt.MouseButton.LeftButton)
    assert not pagina.orgao.isEnabled()
    qtbot.waitUntil(lambda: pronta(programa), timeout=10_000)
    casa = programa.janela.casa
    assert casa is not None
    informacao = abertura.informacao(casa.ctx)
    assert informacao.orgao == "Secretaria da Saúde"
    assert informacao.municipio == "Feira de Santana"
    assert informacao.servidores == 0
    assert programa.janela.base.banco.texto() == "Secretaria da Saúde · novo.sqlite3"


def test_enter_numa_sugestao_toma_a_sugestao_e_nao_responde(qtbot: QtBot) -> None:
    pagina = PrimeiraExecucao()
    qtbot.addWidget(pagina)
    respondidas: list[Respostas] = []
    pagina.respondida.connect(respondidas.append)
    pagina.show()
    qtbot.keyClick(pagina.orgao, Qt.Key.Key_Return)
    assert pagina.orgao.property("erro") is True
    qtbot.keyClicks(pagina.orgao, "secretaria da saude")
    assert pagina.orgao.property("erro") is False  # what was wrong stops being red as it is corrected
    qtbot.keyClicks(pagina.municipio, "feira de san")
    completador = pagina.municipio.completer()
    assert completador is not None
    lista = completador.popup()
    assert lista is not None
    lista.setCurrentIndex(completador.completionModel().index(0, 0))
    lista.show()
    pagina.municipio.returnPressed.emit()
    assert respondidas == []
    lista.hide()
    pagina.municipio.setText("vitoria da conquista")
    qtbot.keyClick(pagina.municipio, Qt.Key.Key_Return)
    assert [(r.orgao, r.municipio) for r in respondidas] == [("Secretaria da Saúde", "Vitória da Conquista")]


def test_a_primeira_execucao_com_demonstracao_enche_o_registro(
    qtbot: QtBot, fabrica: Fabrica, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bahiaservidor.janela.configuracao_inicial.SERVIDORES_DA_DEMONSTRACAO", 5)
    programa = fabrica(tmp_path / "novo.sqlite3")
    qtbot.waitUntil(lambda: primeira(programa) is not None, timeout=10_000)
    pagina = primeira(programa)
    assert pagina is not None
    pagina.orgao.setText("Secretaria da Saúde")
    pagina.municipio.setText("Salvador")
    pagina.demonstracao.setChecked(True)
    qtbot.mouseClick(pagina.comecar, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: pronta(programa), timeout=30_000)
    casa = programa.janela.casa
    assert casa is not None
    assert abertura.informacao(casa.ctx).servidores == 5


@pytest.mark.parametrize("conteudo", ["isto não é um registro", "SQLite format 3\0 cortado"])
def test_o_que_nao_e_registro_e_dito_e_fica_como_estava(
    qtbot: QtBot, fabrica: Fabrica, tmp_path: Path, conteudo: str
) -> None:
    arquivo = tmp_path / "planilha.sqlite3"
    arquivo.write_text(conteudo * 40, encoding="utf-8")
    antes = arquivo.read_bytes()
    programa = fabrica(arquivo)

    def caixa() -> CaixaErro | None:
        return next((w for w in QApplication.topLevelWidgets() if isinstance(w, CaixaErro) and w.isVisible()), None)

    qtbot.waitUntil(lambda: caixa() is not None, timeout=10_000)
    aberta = caixa()
    assert aberta is not None
    assert aberta.mensagem.text() != ""
    assert not programa.pronto
    assert programa.janela.pilha.aviso.titulo() == "O registro não foi aberto"
    assert arquivo.read_bytes() == antes
    aberta.close()


def test_trocar_de_registro_fecha_o_anterior(qtbot: QtBot, fabrica: Fabrica, registro: Path, tmp_path: Path) -> None:
    programa = fabrica(registro)
    qtbot.waitUntil(lambda: pronta(programa), timeout=10_000)
    casa = programa.janela.casa
    assert casa is not None
    programa.janela.registro_pedido.emit(tmp_path / "outro.sqlite3")
    qtbot.waitUntil(lambda: primeira(programa) is not None, timeout=10_000)
    assert fabrica.fechados == [casa.ctx]


def test_os_botoes_do_qt_falam_portugues(qtbot: QtBot, qapp: QApplication) -> None:
    assert traduzir(qapp)
    caixa = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel | QDialogButtonBox.StandardButton.Save)
    qtbot.addWidget(caixa)
    textos = {b.text().replace("&", "") for b in caixa.buttons()}
    assert textos == {"Cancelar", "Salvar"}
    campo = QLineEdit()
    qtbot.addWidget(campo)
    menu = campo.createStandardContextMenu()
    qtbot.addWidget(menu)
    assert any("Colar" in acao.text().replace("&", "") for acao in menu.actions())


def test_o_tema_guardado_que_nao_existe_e_o_do_sistema(preferencias: Preferencias) -> None:
    assert modo_preferido(preferencias) is ModoTema.SISTEMA
    preferencias.guardar("tema", "escuro")
    assert modo_preferido(preferencias) is ModoTema.ESCURO
    preferencias.guardar("tema", "roxo")
    assert modo_preferido(preferencias) is ModoTema.SISTEMA


def test_a_autoverificacao_abre_a_janela_de_verdade() -> None:
    programa = "import sys; from bahiaservidor.janela.autoverificacao import autoverificar; sys.exit(autoverificar())"
    saida = subprocess.run(
        [sys.executable, "-W", "error", "-c", programa],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        timeout=120,
        check=False,
    )
    assert saida.returncode == 0, saida.stderr
    assert saida.stdout.count("\n") == 1
    assert "tudo certo" in saida.stdout


def test_nada_pesado_antes_da_primeira_pintura() -> None:
    programa = (
        "import sys; import bahiaservidor.janela.aplicacao; "
        "print([m for m in ('sqlalchemy', 'alembic', 'reportlab', 'pypdfium2', 'sqlite3') if m in sys.modules])"
    )
    saida = subprocess.run([sys.executable, "-c", programa], capture_output=True, text=True, timeout=60, check=True)
    assert saida.stdout.strip() == "[]"


TELAS = (
    "painel", "servidores", "provimentos", "prazos", "estagio", "cargos", "concursos", "documentos", "relatorios",
    "calendario", "estatuto", "administracao", "calculadora", "propostas", "importacoes",
)  # fmt: skip


def letras(janela: JanelaPrincipal) -> Counter[str]:
    """Return how many visible things answer each Alt+letter."""
    return letras_visiveis(janela, [acao.text() for acao in janela.menuBar().actions()])


@pytest.mark.parametrize("tela", TELAS)
def test_cada_letra_sublinhada_aciona_uma_so_coisa(qtbot: QtBot, fabrica: Fabrica, registro: Path, tela: str) -> None:
    programa = fabrica(registro)
    qtbot.waitUntil(lambda: pronta(programa), timeout=10_000)
    programa.janela.navegar(tela)
    qtbot.waitUntil(lambda: pronta(programa), timeout=10_000)
    assert {letra: quantas for letra, quantas in letras(programa.janela).items() if quantas > 1} == {}


def test_nenhum_botao_de_tela_usa_a_letra_de_um_menu(fabrica: Fabrica, registro: Path) -> None:
    # The menu wins, and the button says a letter that opens something else: also those shown only now and then.
    programa = fabrica(registro)
    menus = {QKeySequence.mnemonic(a.text()).toString() for a in programa.janela.menuBar().actions()}
    assert len(menus) == 3
    for arquivo in sorted(Path(telas.__file__).parent.glob("*.py")):
        for texto in re.findall(r'botao\(\s*f?"([^"]*&[^"]*)"', arquivo.read_text("utf-8")):
            assert QKeySequence.mnemonic(texto).toString() not in menus, f"{arquivo.name}: {texto}"
