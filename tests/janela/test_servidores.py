"""The list of people, over a real registry."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from bahiaservidor.estatuto.tipos import Carater, Situacao, TipoPrazo
from bahiaservidor.janela.casa import Casa
from bahiaservidor.janela.modelos.servidores import ModeloServidores, colunas
from bahiaservidor.janela.operacoes import Mudanca
from bahiaservidor.janela.telas.servidores import TelaServidores
from bahiaservidor.janela.tema import Tom
from bahiaservidor.servicos.colunas_listas import cpf_de, matricula_de
from bahiaservidor.servicos.contexto import Contexto
from bahiaservidor.servicos.tipos import LinhaServidor

from .apoio_atos import HOJE, NOME_LONGO, esperar, mostrar, povoar, vigiar
from .conftest import Anotacoes


def _linha(**mudancas: object) -> LinhaServidor:
    valores: dict[str, object] = {
        "id": 1, "servidor_id": 1, "matricula": None, "cpf": None, "nome": "Ana", "cargo": "Analista", "unidade": "",
        "orgao": "", "situacao": Situacao.NOMEADO, "proximo_prazo": None, "proximo_prazo_tipo": None,
    }  # fmt: skip
    return LinhaServidor(**(valores | mudancas))  # type: ignore[arg-type]


def _tela(qtbot: QtBot, casa: Casa) -> TelaServidores:
    tela = TelaServidores(casa)
    tela.ativar()
    mostrar(qtbot, tela, casa)
    return tela


def _nomes(tela: TelaServidores) -> list[str]:
    return [str(tela.modelo.index(i, 0).data()) for i in range(tela.modelo.rowCount())]


def test_empty_registry_says_what_to_do_first(qtbot: QtBot, casa: Casa, anotacoes: Anotacoes) -> None:
    tela = _tela(qtbot, casa)
    vazio = tela.tabela.vazio()
    assert vazio is not None
    assert vazio.isVisible()
    assert vazio.titulo() == "Nenhum servidor no registro"
    vazio.botao.click()
    assert anotacoes.atos == [{"tipo": "nomeacao"}]


def test_search_while_typing_ignores_case_and_accents(qtbot: QtBot, casa: Casa, ctx: Contexto) -> None:
    povoar(ctx)
    tela = _tela(qtbot, casa)
    assert tela.modelo.rowCount() == 4
    assert tela.cabecalho.subtitulo() == "4 vínculos"
    qtbot.keyClicks(tela.busca, "PECANHA")
    qtbot.waitUntil(lambda: tela.modelo.rowCount() == 1, timeout=5_000)
    esperar(qtbot, casa)
    tela.grab()
    esperar(qtbot, casa)
    assert _nomes(tela) == ["Ana Lúcia Peçanha"]
    qtbot.keyClicks(tela.busca, "xyz")
    qtbot.waitUntil(lambda: tela.modelo.rowCount() == 0, timeout=5_000)
    vazio = tela.tabela.vazio()
    assert vazio is not None
    assert vazio.titulo() == "Ninguém com esse filtro"
    vazio.botao.click()
    qtbot.waitUntil(lambda: tela.modelo.rowCount() == 4, timeout=5_000)


def test_a_misspelt_name_is_offered_as_it_is_written(qtbot: QtBot, casa: Casa, ctx: Contexto) -> None:
    povoar(ctx)
    tela = _tela(qtbot, casa)
    qtbot.keyClicks(tela.busca, "lucya pesanha")
    qtbot.waitUntil(lambda: tela.modelo.rowCount() == 0, timeout=5_000)
    esperar(qtbot, casa)
    vazio = tela.tabela.vazio()
    assert vazio is not None
    (oferta,) = [b for b in vazio.findChildren(QPushButton) if b.text().startswith("Você quis dizer")]
    assert oferta.text() == "Você quis dizer “lucia pecanha”?"
    oferta.click()
    qtbot.waitUntil(lambda: tela.modelo.rowCount() == 1, timeout=5_000)
    assert tela.busca.text() == "lucia pecanha"
    esperar(qtbot, casa)


def test_filters_are_kept_for_the_next_day(qtbot: QtBot, casa: Casa, ctx: Contexto) -> None:
    povo = povoar(ctx)
    tela = _tela(qtbot, casa)
    tela.situacao.definir(Situacao.NOMEADO.value)
    tela.cargo.definir(povo.cargo)
    esperar(qtbot, casa)
    assert tela.modelo.rowCount() == 2
    assert tela.filtro().situacoes == (Situacao.NOMEADO,)
    assert tela.filtro().cargo_id == povo.cargo
    outra = _tela(qtbot, casa)
    assert outra.filtro() == tela.filtro()
    assert outra.modelo.rowCount() == 2
    outra.carater.definir(Carater.TEMPORARIO.value)
    esperar(qtbot, casa)
    assert outra.modelo.rowCount() == 0


def test_any_column_sorts_and_enter_opens_the_file(
    qtbot: QtBot, casa: Casa, ctx: Contexto, anotacoes: Anotacoes
) -> None:
    povo = povoar(ctx)
    tela = _tela(qtbot, casa)
    esperar(qtbot, casa)
    assert _nomes(tela)[0] == "Ana Lúcia Peçanha"
    tela.tabela.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    esperar(qtbot, casa)
    tela.grab()
    esperar(qtbot, casa)
    assert _nomes(tela)[0] == NOME_LONGO
    tela.tabela.ir_para(3)
    qtbot.keyClick(tela.tabela, Qt.Key.Key_Return)
    assert anotacoes.fichas == [povo.em_estagio.servidor_id]


def test_a_write_elsewhere_keeps_the_selected_row(qtbot: QtBot, casa: Casa, ctx: Contexto) -> None:
    povoar(ctx)
    tela = _tela(qtbot, casa)
    tela.grab()
    esperar(qtbot, casa)
    tela.tabela.ir_para(2)
    antes = tela.modelo.id_da_linha(2)
    casa.executor.anunciar(Mudanca(servidores=frozenset({1})))
    esperar(qtbot, casa)
    assert tela.modelo.id_da_linha(tela.tabela.linha_atual()) == antes
    assert not tela.interessa(Mudanca(documentos=True))


def test_model_obeys_qt(qtbot: QtBot, casa: Casa, ctx: Contexto) -> None:
    povoar(ctx)
    tela = _tela(qtbot, casa)
    modelo = ModeloServidores(casa, tela)
    vigiar(modelo, tela)
    modelo.definir_ids(tela.modelo.ids())
    for linha in range(modelo.rowCount()):
        modelo.index(linha, 0).data()
    esperar(qtbot, casa)
    assert modelo.linha(0) is not None
    modelo.definir_ids([])
    assert modelo.rowCount() == 0


def test_columns_speak_of_what_is_missing_and_of_what_has_passed() -> None:
    por_chave = {c.chave: c for c in colunas(HOJE)}
    sem = _linha()
    assert (matricula_de(sem), cpf_de(sem), por_chave["proximo_prazo"].texto(sem)) == ("—", "—", "—")
    atrasado = _linha(proximo_prazo=date(2026, 11, 20), proximo_prazo_tipo=TipoPrazo.POSSE)
    tom = por_chave["proximo_prazo"].tom
    assert tom is not None
    assert tom(atrasado) is Tom.PERIGO
    assert por_chave["proximo_prazo"].texto(atrasado) == "20/11/2026 · Posse (passou)"
    assert tom(_linha(proximo_prazo=HOJE)) is None
    assert cpf_de(_linha(cpf="52998224725")) == "529.982.247-25"
    assert cpf_de(_linha(cpf="123")) == "123"


def test_the_screen_takes_a_filter_from_another(qtbot: QtBot, casa: Casa, ctx: Contexto) -> None:
    povoar(ctx)
    tela = _tela(qtbot, casa)
    tela.receber(situacao=Situacao.EMPOSSADO.value)
    esperar(qtbot, casa)
    assert tela.modelo.rowCount() == 1
