"""Models of lists: valid for Qt, paged, and never showing an answer to an older question."""

from __future__ import annotations

import threading
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from bahiaservidor.janela.componentes.tabela import Tabela
from bahiaservidor.janela.componentes.vazio import EstadoVazio
from bahiaservidor.janela.modelos.base import ESPERANDO, PAPEL_TOM, Coluna, ModeloJanela, ModeloLista, Ordem
from bahiaservidor.janela.operacoes import Executor
from bahiaservidor.janela.preferencias import Preferencias
from bahiaservidor.janela.tema import Tema, Tom

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


@dataclass(frozen=True, slots=True, kw_only=True)
class Pessoa:
    id: int
    nome: str
    idade: int | None = None


COLUNAS: tuple[Coluna[Pessoa], ...] = (
    Coluna(chave="nome", rotulo="Nome", texto=lambda p: p.nome, largura=200, estica=True),
    Coluna(
        chave="idade",
        rotulo="Idade",
        texto=lambda p: "" if p.idade is None else str(p.idade),
        ordem=lambda p: p.idade,
        direita=True,
        tom=lambda p: Tom.ATENCAO if p.idade and p.idade > 70 else None,
    ),
)


class Busca:
    def __init__(self) -> None:
        self.pedidos: list[tuple[int, ...]] = []
        self.livre = threading.Event()
        self.livre.set()

    def __call__(self, ids: Sequence[int]) -> Sequence[Pessoa]:
        self.livre.wait(5)
        self.pedidos.append(tuple(ids))
        return tuple(Pessoa(id=i, nome=f"Pessoa {i}", idade=i % 100) for i in ids)


def nome(modelo: ModeloJanela[Pessoa], linha: int) -> str:
    return str(modelo.index(linha, 0).data())


def test_a_lista_longa_le_so_as_paginas_que_mostra(qtbot: QtBot, executor: Executor) -> None:
    busca = Busca()
    modelo = ModeloJanela(COLUNAS, busca, executor)
    QAbstractItemModelTester(modelo, FATAL, modelo)
    modelo.definir_ids(array("q", range(1000, 4000)))
    assert modelo.rowCount() == 3_000
    assert nome(modelo, 0) == ESPERANDO
    with qtbot.waitSignal(modelo.pagina_chegou):
        pass
    assert nome(modelo, 0) == "Pessoa 1000"
    assert nome(modelo, 99) == "Pessoa 1099"
    assert nome(modelo, 2_321) == ESPERANDO
    with qtbot.waitSignal(modelo.pagina_chegou):
        pass
    assert nome(modelo, 2_321) == "Pessoa 3321"
    assert modelo.id_da_linha(2_321) == 3_321
    assert modelo.linha(2_321) == Pessoa(id=3_321, nome="Pessoa 3321", idade=21)
    assert len(busca.pedidos) <= 4
    executor.encerrar()


def test_a_resposta_a_pergunta_antiga_nao_aparece(qtbot: QtBot, executor: Executor) -> None:
    busca = Busca()
    busca.livre.clear()
    modelo = ModeloJanela(COLUNAS, busca, executor)
    modelo.definir_ids([1, 2, 3])
    assert nome(modelo, 0) == ESPERANDO
    qtbot.waitUntil(lambda: not executor.ocioso)
    modelo.definir_ids([7, 8])
    busca.livre.set()
    qtbot.waitUntil(lambda: executor.ocioso)
    assert nome(modelo, 0) == ESPERANDO
    qtbot.waitUntil(lambda: nome(modelo, 0) == "Pessoa 7")
    assert modelo.rowCount() == 2


def test_o_cabecalho_pede_a_ordem(qtbot: QtBot, executor: Executor) -> None:
    modelo = ModeloJanela(COLUNAS, Busca(), executor)
    with qtbot.waitSignal(modelo.ordem_pedida) as pedido:
        modelo.sort(1, Qt.SortOrder.DescendingOrder)
    assert pedido.args == [Ordem(chave="idade", decrescente=True)]


def test_a_seta_nao_volta_quando_as_linhas_vem_na_ordem_da_tela(
    qtbot: QtBot, executor: Executor, preferencias: Preferencias
) -> None:
    def nova() -> Tabela:
        tabela = Tabela("pessoas", preferencias)
        qtbot.addWidget(tabela)
        tabela.definir_modelo(ModeloJanela(COLUNAS, Busca(), executor, tabela))
        return tabela

    primeira = nova()
    primeira.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert primeira.horizontalHeader().sortIndicatorSection() == 1
    assert nova().horizontalHeader().sortIndicatorSection() not in range(len(COLUNAS))


@pytest.mark.parametrize(
    ("coluna", "ordem", "esperado"),
    [
        (0, Qt.SortOrder.AscendingOrder, ["Ana", "bia", "Caio"]),
        (0, Qt.SortOrder.DescendingOrder, ["Caio", "bia", "Ana"]),
        (1, Qt.SortOrder.AscendingOrder, ["Caio", "bia", "Ana"]),
    ],
)
def test_a_lista_curta_ordena_a_si_mesma(qtbot: QtBot, coluna: int, ordem: Qt.SortOrder, esperado: list[str]) -> None:
    pessoas = [Pessoa(id=1, nome="bia", idade=80), Pessoa(id=2, nome="Caio", idade=9), Pessoa(id=3, nome="Ana")]
    modelo = ModeloLista(COLUNAS, pessoas)
    QAbstractItemModelTester(modelo, FATAL, modelo)
    modelo.sort(coluna, ordem)
    assert [p.nome for p in modelo.linhas()] == esperado
    modelo.definir(pessoas)
    assert [p.nome for p in modelo.linhas()] == esperado


def test_a_celula_com_tom_e_um_selo_com_palavra(qtbot: QtBot, tema: Tema) -> None:
    modelo = ModeloLista(COLUNAS, [Pessoa(id=1, nome="Bia", idade=80)])
    indice = modelo.index(0, 1)
    assert indice.data(PAPEL_TOM) == Tom.ATENCAO
    assert indice.data() == "80"
    assert indice.data(Qt.ItemDataRole.AccessibleTextRole) == "Idade: 80"
    tabela = Tabela()
    qtbot.addWidget(tabela)
    tabela.definir_modelo(modelo)
    tabela.resize(400, 120)
    foto = tabela.grab().toImage()
    fundo = tema.tokens.cor("tom_atencao_fundo").rgb()
    assert any(foto.pixel(x, y) == fundo for x in range(foto.width()) for y in range(36, foto.height()))


def test_a_tabela_abre_pelo_teclado_copia_e_diz_o_que_fazer_quando_vazia(qtbot: QtBot, qapp: object) -> None:
    modelo = ModeloLista(COLUNAS)
    tabela = Tabela()
    qtbot.addWidget(tabela)
    tabela.definir_modelo(modelo)
    vazio = EstadoVazio("Ninguém ainda", "Registre uma nomeação.")
    tabela.definir_vazio(vazio)
    tabela.show()
    assert vazio.isVisible()
    modelo.definir([Pessoa(id=1, nome="Ana", idade=30), Pessoa(id=2, nome="Bia")])
    assert not vazio.isVisible()
    tabela.ir_para(1)
    assert tabela.linha_atual() == 1
    assert tabela.linhas_selecionadas() == [1]
    with qtbot.waitSignal(tabela.aberta) as abriu:
        qtbot.keyClick(tabela, Qt.Key.Key_Return)
    assert abriu.args == [1]
    tabela.selectAll()
    qtbot.keyClick(tabela, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    from PySide6.QtWidgets import QApplication

    assert QApplication.clipboard().text() == "Nome\tIdade\nAna\t30\nBia\t"
    tabela.hide()


def test_a_tabela_lembra_as_colunas(qtbot: QtBot, preferencias: Preferencias) -> None:
    def nova() -> Tabela:
        tabela = Tabela("pessoas", preferencias)
        qtbot.addWidget(tabela)
        tabela.definir_modelo(ModeloLista(COLUNAS, [Pessoa(id=1, nome="Ana")], tabela))
        return tabela

    primeira = nova()
    menu = primeira.menu_de_colunas()
    menu.actions()[1].trigger()
    assert primeira.isColumnHidden(1)
    # The last visible column cannot be hidden: there would be no header left to bring them back.
    menu.actions()[0].trigger()
    assert not primeira.isColumnHidden(0)
    segunda = nova()
    assert segunda.isColumnHidden(1)
    assert not segunda.isColumnHidden(0)


def test_a_folga_da_tabela_vai_para_as_colunas_de_texto_ate_alguem_acertar_a_mao(
    qtbot: QtBot, preferencias: Preferencias
) -> None:
    colunas: tuple[Coluna[Pessoa], ...] = (
        Coluna(chave="nome", rotulo="Nome", texto=lambda p: p.nome, largura=100, cresce=1),
        Coluna(chave="falta", rotulo="O que falta", texto=lambda p: p.nome, largura=100, cresce=3),
        Coluna(chave="idade", rotulo="Idade", texto=lambda p: p.nome, largura=80),
    )

    def nova(largura: int) -> Tabela:
        tabela = Tabela("folga", preferencias)
        qtbot.addWidget(tabela)
        tabela.definir_modelo(ModeloLista(colunas, [Pessoa(id=1, nome="Ana")], tabela))
        tabela.resize(largura, 200)
        tabela.show()
        return tabela

    def larguras(tabela: Tabela) -> list[int]:
        return [tabela.columnWidth(numero) for numero in range(3)]

    tabela = nova(700)
    folga = tabela.viewport().width() - 280
    assert larguras(tabela) == [100 + folga // 4, 100 + folga * 3 // 4, 80]
    tabela.resize(200, 200)
    assert larguras(tabela) == [100, 100, 80]
    tabela.resize(700, 200)
    tabela.setColumnWidth(0, 300)  # by hand
    tabela.resize(900, 200)
    assert larguras(tabela) == [300, 100 + folga * 3 // 4, 80]
    outra = nova(1000)
    assert larguras(outra) == larguras(tabela)
    tabela.hide()
    outra.hide()
