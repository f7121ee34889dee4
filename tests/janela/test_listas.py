"""What every list can do: copy, export what it shows or what is selected, columns put back, filters with a name."""

from __future__ import annotations

import csv
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from bahiaservidor.estatuto.tipos import Carater, Situacao
from bahiaservidor.janela.casa import Casa
from bahiaservidor.janela.componentes.exportar_lista import DialogoExportarLista
from bahiaservidor.janela.componentes.faixa_selecao import FaixaSelecao
from bahiaservidor.janela.componentes.filtros_salvos import _DialogoGerenciar, _DialogoSalvar
from bahiaservidor.janela.componentes.tabela import Tabela
from bahiaservidor.janela.modelos.base import ModeloLista
from bahiaservidor.janela.modelos.prazos import PREPARAR, colunas_prazos, colunas_propostas
from bahiaservidor.janela.telas.prazos import TelaPrazos
from bahiaservidor.janela.telas.servidores import TelaServidores
from bahiaservidor.servicos import agenda, filtros, pessoas
from bahiaservidor.servicos.contexto import Contexto
from bahiaservidor.servicos.tipos import DadosPessoa, FiltroPrazos

from .apoio_atos import esperar, mostrar, povoar
from .conftest import HOJE, Anotacoes


def _tela(qtbot: QtBot, casa: Casa) -> TelaServidores:
    tela = TelaServidores(casa)
    tela.ativar()
    mostrar(qtbot, tela, casa)
    return tela


def _exportar(qtbot: QtBot, casa: Casa, tela: TelaServidores, destino: Path, **escolhas: str) -> DialogoExportarLista:
    tela.tabela.abrir_exportacao()
    (dialogo,) = tela.window().findChildren(DialogoExportarLista)
    for campo, valor in escolhas.items():
        getattr(dialogo, campo).definir(valor)
    dialogo.salvar.click()
    salvando = next(w for w in QApplication.topLevelWidgets() if w.windowTitle() == "Salvar a lista" and w.isVisible())
    salvando.fileSelected.emit(str(destino))  # type: ignore[attr-defined]
    salvando.close()
    qtbot.waitUntil(destino.exists, timeout=10_000)
    esperar(qtbot, casa)
    return dialogo


def test_a_lista_vai_a_planilha_com_o_que_o_filtro_mostra(
    qtbot: QtBot, casa: Casa, ctx: Contexto, tmp_path: Path, anotacoes: Anotacoes
) -> None:
    povo = povoar(ctx)
    tela = _tela(qtbot, casa)
    tela.carater.definir(Carater.PERMANENTE.value)
    esperar(qtbot, casa)
    mostradas = tela.modelo.rowCount()
    assert 0 < mostradas <= 4
    destino = tmp_path / "lista.csv"
    _exportar(qtbot, casa, tela, destino, formato="csv", colunas="todas")
    linhas = list(csv.reader(destino.read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert linhas[0][:3] == ["Nome", "Matrícula", "CPF"]
    assert len(linhas) == mostradas + 1
    ids = tela.modelo.ids()
    esperadas = [linha.nome for linha in pessoas.linhas_servidores(ctx, ids=ids, hoje=HOJE)]
    assert [linha[0] for linha in linhas[1:]] == esperadas
    assert tela.filtro_em_palavras() == f"caráter: {Carater.PERMANENTE.rotulo}"
    assert povo.cargo
    assert any("linhas em “lista.csv”" in mensagem for mensagem, _ in anotacoes.mensagens)


def test_o_menu_tambem_exporta(qtbot: QtBot, casa: Casa, ctx: Contexto) -> None:
    povoar(ctx)
    tela = _tela(qtbot, casa)
    menu = tela.mais.menu()
    assert menu is not None
    next(a for a in menu.actions() if "Exportar" in a.text()).trigger()
    (dialogo,) = tela.window().findChildren(DialogoExportarLista)
    dialogo.close()


def test_so_o_que_esta_selecionado(qtbot: QtBot, casa: Casa, ctx: Contexto, tmp_path: Path) -> None:
    povoar(ctx)
    tela = _tela(qtbot, casa)
    tabela = tela.tabela
    tabela.selectAll()
    assert tabela.quantas_selecionadas() == tela.modelo.rowCount() == 4
    assert tabela.faixas_selecionadas() == [range(4)]
    marcar = QItemSelectionModel.SelectionFlag
    tabela.selectionModel().select(tela.modelo.index(1, 0), marcar.Deselect | marcar.Rows)
    assert tabela.linhas_selecionadas() == [0, 2, 3]
    destino = tmp_path / "tres.csv"
    _exportar(qtbot, casa, tela, destino, formato="csv")
    assert len(destino.read_text("utf-8-sig").splitlines()) == 4
    qtbot.keyClick(tabela, Qt.Key.Key_Escape)
    assert tabela.quantas_selecionadas() == 1


def test_a_faixa_do_que_esta_selecionado_cabe_na_lista_estreita(qtbot: QtBot, casa: Casa, ctx: Contexto) -> None:
    povoar(ctx)
    tela = _tela(qtbot, casa)
    tabela = Tabela(pai=tela)
    tabela.definir_modelo(ModeloLista(tela.modelo.colunas, list(tela.modelo.fonte().linhas())))
    tabela.resize(700, 200)
    tabela.show()
    tabela.selectAll()
    faixa = tabela.findChildren(FaixaSelecao)[0]
    assert not faixa.todas.isVisible()
    tabela.resize(260, 200)
    assert faixa.todas.isVisible()
    assert tabela.rect().contains(faixa.geometry())
    assert faixa.sizeHint().width() <= faixa.width()
    menu = faixa.todas.menu()
    assert menu is not None
    assert [acao.text() for acao in menu.actions()] == ["&Copiar", "&Exportar a lista…"]


def test_copiar_leva_tambem_o_que_nao_foi_lido(qtbot: QtBot, casa: Casa, ctx: Contexto) -> None:
    povoar(ctx)
    tela = _tela(qtbot, casa)
    tela.modelo.esquecer()
    tela.tabela.selectAll()
    QApplication.clipboard().clear()
    tela.tabela.copiar.trigger()
    qtbot.waitUntil(lambda: bool(QApplication.clipboard().text()), timeout=5_000)
    linhas = QApplication.clipboard().text().split("\n")
    assert linhas[0].startswith("Nome\tMatrícula\t")
    assert len(linhas) == 5
    assert "…" not in QApplication.clipboard().text()


def test_a_formula_num_nome_nao_corre(qtbot: QtBot, casa: Casa, ctx: Contexto, tmp_path: Path) -> None:
    povo = povoar(ctx)
    servidor = pessoas.linhas_servidores(ctx, ids=[1], hoje=HOJE)[0].servidor_id
    pessoas.atualizar_pessoa(ctx, servidor_id=servidor, dados=DadosPessoa(nome="=cmd|'/c calc'!A1"))
    tela = _tela(qtbot, casa)
    destino = tmp_path / "lista.csv"
    _exportar(qtbot, casa, tela, destino, formato="csv")
    assert "'=cmd" in destino.read_text("utf-8-sig")
    assert "\n=cmd" not in destino.read_text("utf-8-sig")
    assert povo.cargo


def test_as_colunas_voltam_ao_que_eram(qtbot: QtBot, casa: Casa, ctx: Contexto) -> None:
    povoar(ctx)
    tela = _tela(qtbot, casa)
    tabela, cabecalho = tela.tabela, tela.tabela.horizontalHeader()
    cabecalho.moveSection(0, 3)
    tabela.setColumnHidden(1, True)
    tabela.setColumnHidden(2, False)
    tabela.restaurar_colunas()
    assert [cabecalho.logicalIndex(v) for v in range(4)] == [0, 1, 2, 3]
    assert [tabela.isColumnHidden(c) for c in (1, 2)] == [False, True]
    outra = _tela(qtbot, casa)
    assert outra.tabela.isColumnHidden(2)


def test_toda_coluna_ordena(qtbot: QtBot, casa: Casa, ctx: Contexto) -> None:
    povoar(ctx)
    tela = _tela(qtbot, casa)
    for coluna in tela.modelo.colunas:
        assert coluna.ordenavel, coluna.chave
        ids = {
            decrescente: list(
                pessoas.ids_servidores(
                    ctx, filtro=tela.filtro(), ordem=coluna.chave, decrescente=decrescente, hoje=HOJE
                )
            )
            for decrescente in (False, True)
        }
        assert sorted(ids[False]) == sorted(ids[True]) == [1, 2, 3, 4]


def test_os_periodos_filtram_com_as_pontas(ctx: Contexto, casa: Casa, qtbot: QtBot) -> None:
    povoar(ctx)
    tela = _tela(qtbot, casa)
    linhas = pessoas.linhas_servidores(ctx, ids=[1, 2, 3, 4], hoje=HOJE)
    datas = sorted({linha.nomeacao for linha in linhas if linha.nomeacao is not None})
    assert datas
    tela.filtros.nomeacao_de.definir(datas[0])
    tela.filtros.nomeacao_ate.definir(datas[0])
    esperar(qtbot, casa)
    assert tela.modelo.rowCount() == sum(linha.nomeacao == datas[0] for linha in linhas)
    assert tela.filtros.mais.isChecked()
    tela.filtros.limpar_tudo()
    esperar(qtbot, casa)
    assert tela.modelo.rowCount() == 4


# ------------------------------------------------------------------ filters with a name


def test_o_filtro_se_guarda_com_nome_e_se_usa_outra_vez(qtbot: QtBot, casa: Casa, ctx: Contexto) -> None:
    povo = povoar(ctx)
    tela = _tela(qtbot, casa)
    salvos = tela.filtros.salvos
    assert not salvos.salvar.isEnabled()
    tela.situacao.definir(Situacao.NOMEADO.value)
    tela.cargo.definir(povo.cargo)
    assert salvos.salvar.isEnabled()
    salvos.salvar.trigger()
    (dialogo,) = tela.window().findChildren(_DialogoSalvar)
    dialogo.nome.setText("  Nomeados & à espera ")
    dialogo._salvar()
    qtbot.waitUntil(lambda: salvos.nomes() == ("Nomeados & à espera",), timeout=5_000)
    assert salvos.text() == "Nomeados && à espera"
    tela.filtros.limpar_tudo()
    assert salvos.text() == "Filtros salvos"
    outra = _tela(qtbot, casa)
    outra.filtros.salvos.usar("Nomeados & à espera")
    assert outra.filtro().situacoes == (Situacao.NOMEADO,)
    assert outra.filtro().cargo_id == povo.cargo
    outra.carater.definir(Carater.TEMPORARIO.value)
    assert outra.filtros.salvos.text() == "Nomeados && à espera (modificado)"
    esperar(qtbot, casa)


def test_renomear_e_apagar(qtbot: QtBot, casa: Casa, ctx: Contexto) -> None:
    filtros.salvar(ctx, tela="servidores", nome="Um", estado={"carater": "permanente"})
    filtros.salvar(ctx, tela="servidores", nome="Dois", estado={"carater": "temporario"})
    tela = _tela(qtbot, casa)
    salvos = tela.filtros.salvos
    assert salvos.nomes() == ("Dois", "Um")
    salvos.gerenciar.trigger()
    (dialogo,) = tela.window().findChildren(_DialogoGerenciar)
    dialogo.nome.setText("Um")
    dialogo.renomear.click()
    qtbot.waitUntil(lambda: "Já há um filtro" in dialogo.aviso.texto(), timeout=5_000)
    dialogo.nome.setText("Três")
    dialogo.renomear.click()
    qtbot.waitUntil(lambda: salvos.nomes() == ("Três", "Um"), timeout=5_000)
    dialogo.apagar.click()
    qtbot.waitUntil(lambda: salvos.nomes() == ("Um",), timeout=5_000)
    dialogo.close()
    esperar(qtbot, casa)


def test_o_filtro_de_um_cargo_que_nao_ha_diz_isso(
    qtbot: QtBot, casa: Casa, ctx: Contexto, anotacoes: Anotacoes
) -> None:
    povoar(ctx)
    filtros.salvar(ctx, tela="servidores", nome="Antigo", estado={"cargo": 9_999, "carater": "permanente"})
    tela = _tela(qtbot, casa)
    tela.filtros.salvos.usar("Antigo")
    assert any("não existe mais no registro (cargo)" in mensagem for mensagem, _ in anotacoes.mensagens)
    assert tela.filtro().carater is Carater.PERMANENTE
    assert tela.filtro().cargo_id is None
    esperar(qtbot, casa)


def test_toda_coluna_dos_prazos_ordena(ctx: Contexto) -> None:
    povoar(ctx)
    todos = sorted(agenda.ids_prazos(ctx, filtro=FiltroPrazos(), hoje=HOJE))
    assert todos
    for coluna in colunas_prazos(lambda: HOJE):
        assert coluna.ordenavel, coluna.chave
        for decrescente in (False, True):
            ids = agenda.ids_prazos(ctx, filtro=FiltroPrazos(), ordem=coluna.chave, decrescente=decrescente, hoje=HOJE)
            assert sorted(ids) == todos


# ------------------------------------------------------------------ before the registers come


def _antes_dos_cadastros(qtbot: QtBot, casa: Casa) -> TelaServidores:
    tela = TelaServidores(casa)
    qtbot.addWidget(tela)
    return tela


def test_o_filtro_usado_antes_dos_cadastros_espera_por_eles(
    qtbot: QtBot, casa: Casa, ctx: Contexto, anotacoes: Anotacoes
) -> None:
    povo = povoar(ctx)
    filtros.salvar(ctx, tela="servidores", nome="Do cargo", estado={"cargo": povo.cargo, "carater": "permanente"})
    tela = _antes_dos_cadastros(qtbot, casa)
    salvos = tela.filtros.salvos
    salvos.ler()
    esperar(qtbot, casa)
    salvos.usar("Do cargo")
    assert anotacoes.mensagens == []
    assert salvos.text() == "Do cargo"
    assert tela.filtro().cargo_id is None
    tela.ativar()
    esperar(qtbot, casa)
    assert tela.filtro().cargo_id == povo.cargo
    assert salvos.text() == "Do cargo"


def test_o_filtro_lembrado_nao_se_perde_por_digitar_antes_dos_cadastros(
    qtbot: QtBot, casa: Casa, ctx: Contexto
) -> None:
    povo = povoar(ctx)
    casa.preferencias.guardar("servidores/filtro", f'{{"cargo": {povo.cargo}}}')
    tela = _antes_dos_cadastros(qtbot, casa)
    tela.carater.definir(Carater.PERMANENTE.value)
    tela.ativar()
    esperar(qtbot, casa)
    assert tela.filtro().cargo_id == povo.cargo
    assert _antes_dos_cadastros(qtbot, casa).filtros.campos.estado() == {"cargo": povo.cargo, "carater": "permanente"}


def test_o_que_se_escolhe_depois_vale_mais_do_que_o_que_esperava(qtbot: QtBot, casa: Casa, ctx: Contexto) -> None:
    povo = povoar(ctx)
    casa.preferencias.guardar("servidores/filtro", f'{{"cargo": {povo.cargo}}}')
    tela = _antes_dos_cadastros(qtbot, casa)
    tela.filtros.limpar_tudo()
    tela.ativar()
    esperar(qtbot, casa)
    assert tela.filtro().cargo_id is None


def test_o_filtro_dos_prazos_espera_o_orgao_e_se_diz_na_planilha(qtbot: QtBot, casa: Casa, ctx: Contexto) -> None:
    povoar(ctx)
    tela = TelaPrazos(casa)
    qtbot.addWidget(tela)
    tela.filtro.definir(FiltroPrazos(orgao_id=1), pendentes=True)
    assert tela.filtro.filtro().orgao_id is None
    tela.ativar()
    esperar(qtbot, casa)
    assert tela.filtro.filtro().orgao_id == 1
    assert tela.filtro_em_palavras() == f"só pendentes; órgão: {tela.filtro.orgao.text()}"
    assert tela.tabela.exportavel().filtro == tela.filtro_em_palavras()


def test_o_que_diz_duas_coisas_se_desdobra_no_arquivo(qtbot: QtBot, casa: Casa, ctx: Contexto) -> None:
    povoar(ctx)
    tela = _tela(qtbot, casa)
    exportavel = tela.tabela.exportavel()
    rotulos = [coluna.rotulo for coluna in exportavel.visiveis]
    onde = rotulos.index("Próximo prazo")
    assert rotulos[onde + 1] == "Que prazo é"
    linhas = [[c.por_extenso(linha) for c in exportavel.visiveis] for linha in exportavel.tudo.linhas()]
    com_prazo = [linha for linha in linhas if linha[onde] != "—"]
    assert com_prazo
    for linha in com_prazo:
        assert len(linha[onde]) == len("dd/mm/aaaa")
        assert linha[onde + 1] != "—"
    assert all(coluna.chave != PREPARAR for c in colunas_propostas(lambda: HOJE) for coluna in c.no_arquivo())


def test_a_lista_de_um_dialogo_nao_leva_o_filtro_da_tela(qtbot: QtBot, casa: Casa, ctx: Contexto) -> None:
    povoar(ctx)
    tela = _tela(qtbot, casa)
    tela.carater.definir(Carater.PERMANENTE.value)
    dialogo = QDialog(tela)
    dialogo.setWindowTitle("Possíveis repetidos")
    tabela = Tabela(pai=dialogo)
    tabela.definir_modelo(ModeloLista(tela.modelo.colunas))
    assert (tabela.exportavel().titulo, tabela.exportavel().filtro) == ("Possíveis repetidos", "")
    assert tela.tabela.exportavel().filtro != ""
    assert tabela._casa() is casa
    esperar(qtbot, casa)
