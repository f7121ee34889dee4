"""Cargos e vagas: the tree, what is in doubt, the search, and the dialogs over a real registry."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from bahiaservidor.estatuto.formatos.niveis import ler_niveis
from bahiaservidor.janela.casa import Casa
from bahiaservidor.janela.dialogos.cadastros_cargos import DialogoCargo, DialogoVagas
from bahiaservidor.janela.modelos.base import PAPEL_LINHA
from bahiaservidor.janela.modelos.cargos import Especie, ModeloCargos, colunas_duvidosas, em_duvida
from bahiaservidor.janela.telas.cargos import TelaCargos
from bahiaservidor.janela.telas.cargos_detalhe import linhas_por_unidade
from bahiaservidor.relogio import RelogioFixo
from bahiaservidor.servicos import abertura, cadastros
from bahiaservidor.servicos.tipos import Cargo, OcupacaoCargo

from .apoio_prazos import HOJE, Lugar, casa_de_teste, esperar, mostrar

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

D = TypeVar("D", bound=QDialog)


@pytest.fixture
def sem_cargos(qapp: QApplication, tmp_path: Path) -> Iterator[Lugar]:
    ctx = abertura.abrir_temporario(relogio=RelogioFixo(HOJE), usuario="Ana")
    with casa_de_teste(qapp, ctx, tmp_path) as dados:
        yield dados


def _ocupacao(nome: str, **campos: object) -> OcupacaoCargo:
    numeros = {chave: campos.pop(chave) for chave in ("criadas", "ocupadas", "livres") if chave in campos}
    cargo = Cargo(nome=nome, **campos)  # type: ignore[arg-type]
    return OcupacaoCargo(
        cargo=cargo,
        criadas=numeros.get("criadas"),  # type: ignore[arg-type]
        ocupadas=numeros.get("ocupadas", 0),  # type: ignore[arg-type]
        livres=numeros.get("livres"),  # type: ignore[arg-type]
    )


def _dialogo(tela: TelaCargos, classe: type[D]) -> D:
    achado = tela.window().findChild(classe)
    assert achado is not None
    return achado


def _cargo(casa: Casa, nome: str) -> OcupacaoCargo:
    return next(o for o in cadastros.arvore_cargos(casa.ctx) if o.cargo.nome == nome)


# ------------------------------------------------------------ reading the levels


@pytest.mark.parametrize(
    ("texto", "classes", "referencias"),
    [
        ("", [], []),
        ("classes I-IV", ["Classe I", "Classe II", "Classe III", "Classe IV"], []),
        ("graus I", ["Grau I"], []),
        ("graus I-II / refs 1-3", ["Grau I", "Grau II"], ["Referência 1", "Referência 2", "Referência 3"]),
        ("classes 3ª/2ª/1ª/Especial", ["Classe 3ª", "Classe 2ª", "Classe 1ª", "Classe Especial"], []),
        ("graus I-II / refs S,E", ["Grau I", "Grau II"], ["Referência S", "Referência E"]),
        ("8 classes", ["8 classes"], []),
        ("graus (ex. IA, III)", ["graus (ex. IA, III)"], []),
    ],
)
def test_levels_are_read_as_the_law_writes_them(texto: str, classes: list[str], referencias: list[str]) -> None:
    niveis = ler_niveis(texto)
    assert [n.rotulo for n in niveis] == classes
    assert all([r.rotulo for r in n.referencias] == referencias for n in niveis)


# ------------------------------------------------------------ the tree


def _arvore() -> ModeloCargos:
    modelo = ModeloCargos()
    modelo.definir(
        [
            _ocupacao("Técnico", id=1, grupo="Gestão", niveis="graus I-II / refs 1-2", criadas=5, ocupadas=2, livres=3),
            _ocupacao("Analista", id=2, grupo="Gestão", criadas=4, ocupadas=1, livres=3, a_confirmar=("niveis",)),
            _ocupacao("Médico", id=3, grupo="Saúde", categoria="Medicina", ocupadas=7),
            _ocupacao("Avulso", id=4),
        ]
    )
    return modelo


def _filhos(modelo: ModeloCargos, indice: QModelIndex) -> list[str]:
    return [str(modelo.index(n, 0, indice).data()) for n in range(modelo.rowCount(indice))]


def test_the_tree_has_every_level_and_obeys_qt(qtbot: QtBot) -> None:
    modelo = _arvore()
    vigia = QAbstractItemModelTester(modelo, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert _filhos(modelo, QModelIndex()) == ["Gestão", "Saúde", "Sem grupo ocupacional"]
    gestao = modelo.index(0, 0)
    assert _filhos(modelo, gestao) == ["Analista", "Técnico"]
    tecnico = modelo.index(1, 0, gestao)
    assert _filhos(modelo, tecnico) == ["Grau I", "Grau II"]
    assert _filhos(modelo, modelo.index(0, 0, tecnico)) == ["Referência 1", "Referência 2"]
    assert _filhos(modelo, modelo.index(1, 0)) == ["Medicina"]
    modelo.filtrar("medico")
    assert _filhos(modelo, QModelIndex()) == ["Saúde"]
    modelo.filtrar("")
    assert modelo.total_de_cargos() == 4
    assert vigia.model() is modelo


def test_a_sum_says_nothing_where_a_number_is_missing(qtbot: QtBot) -> None:
    modelo = _arvore()
    gestao, saude = modelo.index(0, 0), modelo.index(1, 0)
    assert [gestao.siblingAtColumn(c).data() for c in (1, 2, 3)] == ["9", "3", "6"]
    assert [saude.siblingAtColumn(c).data() for c in (1, 2, 3)] == ["—", "7", "—"]
    no = modelo.no(saude)
    assert no is not None
    assert no.especie is Especie.GRUPO


def test_what_is_in_doubt_says_so_with_words(qtbot: QtBot) -> None:
    modelo = _arvore()
    analista = modelo.indice_do_cargo(2).siblingAtColumn(4)
    assert analista.data() == "a confirmar"
    assert "classes e referências" in analista.data(Qt.ItemDataRole.ToolTipRole)
    ocupacao = analista.data(PAPEL_LINHA)
    assert colunas_duvidosas(ocupacao.cargo) == ("classes e referências",)
    assert em_duvida(ocupacao.cargo, "niveis")
    assert not em_duvida(ocupacao.cargo, "lei")


def test_posts_without_lotacao_are_used_by_units_that_have_none(qtbot: QtBot) -> None:
    ocupacao = OcupacaoCargo(
        cargo=Cargo(nome="Assessor"), criadas=50, ocupadas=6, livres=44,
        por_unidade=(("Sem lotação", 45, 0), ("Diretoria", None, 4), ("Sede", 5, 2)),
    )  # fmt: skip
    assert [linha.livres for linha in linhas_por_unidade(ocupacao)] == [41, None, 3]


# ------------------------------------------------------------ the screen


def test_the_seed_is_listed_and_the_doubts_are_visible(qtbot: QtBot, lugar: Lugar) -> None:
    casa, _ = lugar
    tela = TelaCargos(casa)
    mostrar(qtbot, tela, casa)
    assert tela.modelo.total_de_cargos() == len(cadastros.cargos(casa.ctx)) > 50
    duvidoso = next(c for c in cadastros.cargos(casa.ctx) if "escolaridade" in c.a_confirmar)
    tela.receber(cargo_id=duvidoso.id)
    _, valor, selo = tela.detalhe._linhas["escolaridade"]
    assert tela.detalhe.nome.text() == duvidoso.nome
    assert valor.text() == duvidoso.escolaridade
    assert selo.palavra() == "a confirmar"
    assert "Confira na lei" in selo.toolTip()
    assert tela.detalhe.sem_limite.isVisibleTo(tela)


def test_an_empty_registry_says_what_to_do_first(qtbot: QtBot, sem_cargos: Lugar) -> None:
    casa, _ = sem_cargos
    tela = TelaCargos(casa)
    mostrar(qtbot, tela, casa)
    assert tela.pilha.currentWidget() is tela.vazio
    tela.focar()
    assert tela.focusWidget() is tela.vazio.botao
    qtbot.keyClick(tela.vazio.botao, Qt.Key.Key_Space)
    assert _dialogo(tela, DialogoCargo).isVisible()


def test_search_opens_the_groups_and_says_when_nothing_is_found(qtbot: QtBot, lugar: Lugar) -> None:
    casa, _ = lugar
    tela = TelaCargos(casa)
    mostrar(qtbot, tela, casa)
    qtbot.keyClicks(tela.busca, "museologo")
    qtbot.keyClick(tela.busca, Qt.Key.Key_Return)
    assert tela.contagem.text() == "1 cargo"
    assert tela.arvore.isExpanded(tela.modelo.index(0, 0))
    tela.busca.setText("zzzz")
    qtbot.keyClick(tela.busca, Qt.Key.Key_Return)
    assert tela.nada.isVisibleTo(tela)


def test_a_new_cargo_is_saved_and_chosen(qtbot: QtBot, lugar: Lugar) -> None:
    casa, pedidos = lugar
    tela = TelaCargos(casa)
    mostrar(qtbot, tela, casa)
    qtbot.keyClick(tela.arvore, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    dialogo = _dialogo(tela, DialogoCargo)
    nome = dialogo.formulario.campo("nome")
    assert isinstance(nome, QLineEdit)
    nome.setText("Perito de Arquivos")
    dialogo.salvar()
    esperar(qtbot, casa)
    ocupacao = tela.ocupacao_atual()
    assert ocupacao is not None
    assert ocupacao.cargo.nome == "Perito de Arquivos"
    assert pedidos.mensagens == ["Cargo salvo: Perito de Arquivos."]


def test_a_missing_name_is_said_below_the_field_and_nothing_is_saved(qtbot: QtBot, lugar: Lugar) -> None:
    casa, pedidos = lugar
    antes = len(cadastros.cargos(casa.ctx))
    dialogo = DialogoCargo(casa)
    qtbot.addWidget(dialogo)
    dialogo.open()
    dialogo.salvar()
    esperar(qtbot, casa)
    assert dialogo.isVisible()
    assert dialogo.focusWidget() is dialogo.formulario.campo("nome")
    assert dialogo.formulario.campo("nome").accessibleDescription() == "Preencha este campo."
    assert len(cadastros.cargos(casa.ctx)) == antes
    assert pedidos.mensagens == []


def test_a_repeated_cargo_is_refused_in_the_dialog(qtbot: QtBot, lugar: Lugar) -> None:
    casa, _ = lugar
    existente = next(c for c in cadastros.cargos(casa.ctx) if not c.especialidade and c.grupo)
    dialogo = DialogoCargo(casa)
    qtbot.addWidget(dialogo)
    dialogo.open()
    for chave in ("nome", "grupo", "categoria", "lei"):
        campo = dialogo.formulario.campo(chave)
        assert isinstance(campo, QLineEdit)
        campo.setText(str(getattr(existente, chave)))
    dialogo.salvar()
    esperar(qtbot, casa)
    assert dialogo.isVisible()
    assert dialogo.aviso.isVisible()
    assert dialogo.confirmar.isEnabled()


def test_checking_a_doubt_removes_it(qtbot: QtBot, lugar: Lugar) -> None:
    casa, _ = lugar
    cargo = next(c for c in cadastros.cargos(casa.ctx) if len(c.a_confirmar) > 1)
    dialogo = DialogoCargo(casa, cargo)
    qtbot.addWidget(dialogo)
    dialogo.open()
    primeira = cargo.a_confirmar[0]
    dialogo._conferidos[primeira].setChecked(True)
    dialogo.salvar()
    esperar(qtbot, casa)
    salvo = next(c for c in cadastros.cargos(casa.ctx) if c.id == cargo.id)
    assert salvo.a_confirmar == cargo.a_confirmar[1:]


def test_posts_are_created_by_law(qtbot: QtBot, lugar: Lugar) -> None:
    casa, pedidos = lugar
    tela = TelaCargos(casa)
    mostrar(qtbot, tela, casa)
    ocupacao = _cargo(casa, "Museólogo")
    tela.receber(cargo_id=ocupacao.cargo.id)
    tela.criar_vagas()
    dialogo = _dialogo(tela, DialogoVagas)
    dialogo.quantidade.setValue(12)
    assert dialogo.resultado() == "Depois de salvar: criadas, 12; ocupadas, 0; livres, 12."
    dialogo.salvar()
    assert dialogo.focusWidget() is dialogo.formulario.campo("lei")
    lei = dialogo.formulario.campo("lei")
    assert isinstance(lei, QLineEdit)
    lei.setText("Lei 8.889/2003")
    dialogo.salvar()
    esperar(qtbot, casa)
    assert _cargo(casa, "Museólogo").criadas == 12
    assert tela.detalhe.numeros["livres"].text() == "12"
    assert pedidos.mensagens == ["12 vagas criadas."]


def test_tab_goes_through_the_fields_before_the_buttons(qtbot: QtBot, lugar: Lugar) -> None:
    casa, _ = lugar
    dialogo = DialogoCargo(casa)
    qtbot.addWidget(dialogo)
    dialogo.show()
    assert dialogo.focusWidget() is dialogo.formulario.campo("nome")
    ordem: list[QWidget] = []
    widget: QWidget | None = dialogo.formulario.campo("nome")
    while widget is not None and widget is not dialogo.confirmar and len(ordem) < 200:
        ordem.append(widget)
        widget = widget.nextInFocusChain()
    assert ordem[-1] is dialogo.cancelar
    assert dialogo.formulario.campo("orgao_tipico") in ordem


def test_naming_opens_the_act_dialog(qtbot: QtBot, lugar: Lugar) -> None:
    casa, pedidos = lugar
    tela = TelaCargos(casa)
    mostrar(qtbot, tela, casa)
    tela.receber(cargo_id=_cargo(casa, "Museólogo").cargo.id)
    tela.detalhe.botao_nomear.click()
    assert [ato["tipo"] for ato in pedidos.atos] == ["nomeacao"]
