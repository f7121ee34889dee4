"""Contradições on screen: the list, its filter, the reason of each, acknowledging, the file, the card of the Painel."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bahiaservidor.janela.casa import Casa
from bahiaservidor.janela.componentes.exportar_lista import DialogoExportarLista, em_palavras
from bahiaservidor.janela.modelos.contradicoes import TOM_DA_GRAVIDADE
from bahiaservidor.janela.telas.contradicoes import TelaContradicoes
from bahiaservidor.janela.telas.contradicoes_ciencia import DialogoCiencia
from bahiaservidor.janela.telas.contradicoes_filtro import Situacao
from bahiaservidor.janela.telas.contradicoes_publicacao import DialogoPublicacao
from bahiaservidor.janela.telas.painel import TelaPainel
from bahiaservidor.relogio import RelogioFixo
from bahiaservidor.servicos import abertura, contradicoes
from bahiaservidor.servicos.tipos.contradicoes import Contradicao, Especie, FiltroContradicoes, Gravidade

from ..servicos.apoio_contradicoes import PARECER, viveiro
from .apoio_prazos import HOJE, Pedidos, casa_de_teste, conferir_modelo, esperar, mostrar, registro_vazio

NOME_LONGO = "Maria Aparecida da Conceição Evangelista dos Santos Albuquerque de Figueiredo Vasconcelos Neta"


@pytest.fixture(scope="module")
def plantado(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A registry with a few contradictions of several kinds, as the bytes of a file."""
    with viveiro() as v:
        v.nomear(date(2026, 6, 2))
        v.empossar(date(2026, 6, 2))
        v.empossar(date(2026, 11, 3), posse={"inspecao": "ausente", "ressalva": PARECER})
        iguais = {"nome": "Iracema d'Ávila", "nascimento": date(1980, 5, 6)}
        v.empossar(date(2026, 11, 3), pessoa=v.pessoa(**iguais))
        v.empossar(date(2026, 11, 3), pessoa=v.pessoa(**iguais, cpf=None))
        v.empossar(
            date(2026, 11, 3), pessoa=v.pessoa(nome=NOME_LONGO), instrumento=v.papel(date(2026, 11, 3), doe_edicao="")
        )
        cargo = v.cadastrar("cargo", nome="Médico", natureza="permanente")
        vaga = v.cadastrar("vaga", cargo_id=cargo, quantidade=2, lei="Lei 1/2000")
        for _ in range(2):
            v.empossar(date(2026, 11, 3), cargo=cargo)
        v.cadastrar("vaga", id_=vaga, cargo_id=cargo, quantidade=1, lei="Lei 2/2020")
        return v.ctx.banco.serializar()


@pytest.fixture
def casa(qapp: QApplication, plantado: bytes, tmp_path: Path) -> Iterator[tuple[Casa, Pedidos]]:
    arquivo = tmp_path / "registro.sqlite3"
    arquivo.write_bytes(plantado)
    ctx = abertura.abrir(arquivo, relogio=RelogioFixo(HOJE), usuario="Ana")
    with casa_de_teste(qapp, ctx, tmp_path) as montada:
        yield montada


@pytest.fixture
def tela(qtbot: QtBot, casa: tuple[Casa, Pedidos]) -> TelaContradicoes:
    aberta = TelaContradicoes(casa[0])
    conferir_modelo(aberta.modelo, aberta)
    mostrar(qtbot, aberta, casa[0])
    return aberta


def linhas(tela: TelaContradicoes) -> list[Contradicao]:
    lidas = [tela.modelo.linha(i) for i in range(tela.modelo.rowCount())]
    assert None not in lidas
    return [linha for linha in lidas if linha is not None]


def escolher(tela: TelaContradicoes, especie: Especie) -> Contradicao:
    posicao = next(i for i, linha in enumerate(linhas(tela)) if linha.especie is especie)
    tela.tabela.ir_para(posicao)
    atual = tela.atual()
    assert atual is not None
    return atual


def esperadas(casa: Casa, **filtro: object) -> list[str]:
    lista = contradicoes.todas(casa.ctx, filtro=FiltroContradicoes(**filtro), hoje=HOJE)  # type: ignore[arg-type]
    return [linha.chave for linha in lista]


ESPECIES = {
    Especie.PRAZO_VENCIDO: 2,
    Especie.RESSALVA: 1,
    Especie.POSSIVEL_DUPLICATA: 1,
    Especie.SEM_CPF: 1,
    Especie.ATO_SEM_DOE: 1,
    Especie.CARGO_ACIMA_DOS_POSTOS: 1,
}
TOTAL = sum(ESPECIES.values())

# ------------------------------------------------------------------ the list


def test_a_lista_abre_nas_mais_graves(casa: tuple[Casa, Pedidos], tela: TelaContradicoes) -> None:
    lidas = linhas(tela)
    assert [linha.chave for linha in lidas] == esperadas(casa[0])
    assert {e: sum(linha.especie is e for linha in lidas) for e in ESPECIES} == ESPECIES
    assert [linha.gravidade for linha in lidas] == sorted((linha.gravidade for linha in lidas), reverse=True)
    assert tela.cabecalho.subtitulo() == f"{TOTAL} contradições pendentes"
    celula = tela.modelo.celula(0, 0)
    assert celula[:2] == ("Alta", TOM_DA_GRAVIDADE[Gravidade.ALTA])


def test_o_filtro_oferece_so_com_numero_o_que_ha(tela: TelaContradicoes) -> None:
    rotulos = [tela.especie.itemText(i) for i in range(tela.especie.count())]
    assert rotulos[0] == "Todas as espécies"
    assert "Prazo vencido sem ato (2)" in rotulos
    assert "Excedente" in rotulos
    assert len(rotulos) == len(Especie) + 1


def test_filtrar_por_especie_e_gravidade(qtbot: QtBot, casa: tuple[Casa, Pedidos], tela: TelaContradicoes) -> None:
    tela.especie.definir(Especie.PRAZO_VENCIDO)
    esperar(qtbot, casa[0])
    assert [linha.especie for linha in linhas(tela)] == [Especie.PRAZO_VENCIDO] * 2
    tela.gravidade.definir(Gravidade.BAIXA)
    esperar(qtbot, casa[0])
    assert tela.modelo.rowCount() == 0
    assert tela.vazio.isVisible()
    assert tela.vazio.titulo() == "Nenhuma contradição com este filtro"
    assert not tela.exportar.isEnabled()
    qtbot.mouseClick(tela.vazio.botao, Qt.MouseButton.LeftButton)
    esperar(qtbot, casa[0])
    assert tela.modelo.rowCount() == TOTAL


def test_buscar_a_pessoa(qtbot: QtBot, casa: tuple[Casa, Pedidos], tela: TelaContradicoes) -> None:
    tela.busca.setText("iracema")
    qtbot.waitUntil(lambda: tela.modelo.rowCount() == 2)
    assert {linha.especie for linha in linhas(tela)} == {Especie.POSSIVEL_DUPLICATA, Especie.SEM_CPF}


@pytest.mark.parametrize("coluna", ["gravidade", "especie", "nome", "desde"])
def test_ordenar_por_coluna(qtbot: QtBot, casa: tuple[Casa, Pedidos], tela: TelaContradicoes, coluna: str) -> None:
    numero = [c.chave for c in tela.modelo.colunas].index(coluna)
    for ordem in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
        tela.tabela.sortByColumn(numero, ordem)
        esperar(qtbot, casa[0])
        ids = contradicoes.ids_contradicoes(
            casa[0].ctx, ordem=coluna, decrescente=ordem == Qt.SortOrder.DescendingOrder, hoje=HOJE
        )
        assert list(tela.modelo.ids()) == list(ids)


def test_receber_filtra(qtbot: QtBot, casa: tuple[Casa, Pedidos], tela: TelaContradicoes) -> None:
    tela.receber(especie=Especie.RESSALVA)
    esperar(qtbot, casa[0])
    assert [linha.especie for linha in linhas(tela)] == [Especie.RESSALVA]


def test_registro_limpo_diz_que_esta_limpo(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    with casa_de_teste(qapp, registro_vazio(tmp_path), tmp_path) as (casa, _):
        tela = TelaContradicoes(casa)
        mostrar(qtbot, tela, casa)
        assert tela.vazio.titulo() == "Nenhuma contradição pendente"
        assert not tela.vazio.botao.isVisible()
        assert not tela.exportar.isEnabled()
        assert tela.cabecalho.subtitulo() == "0 contradições pendentes"
        tela.situacao.definir(Situacao.CIENTES)
        esperar(qtbot, casa)
        assert tela.vazio.titulo() == "Nenhuma contradição com ciência"


# ------------------------------------------------------------------ the reason


def test_o_painel_diz_o_que_por_que_e_o_que_fazer(tela: TelaContradicoes) -> None:
    for especie in ESPECIES:
        contradicao = escolher(tela, especie)
        assert tela.painel.atual() == contradicao
        dito = tela.painel.textos()
        for frase in (contradicao.o_que, contradicao.por_que, contradicao.o_que_fazer):
            assert frase in dito
        assert tela.painel.artigo.citacao() == contradicao.dispositivo
        assert tela.painel.artigo.isEnabled()
        for ato in contradicao.atos:
            assert ato.frase in dito


def test_o_nome_longo_cabe_quebrado(tela: TelaContradicoes) -> None:
    contradicao = escolher(tela, Especie.ATO_SEM_DOE)
    assert contradicao.nome == NOME_LONGO
    nome = tela.painel.rotulo_do_nome()
    assert nome.text() == NOME_LONGO
    assert nome.height() >= nome.heightForWidth(nome.width()) > nome.fontMetrics().height()


def test_as_palavras_nao_se_cortam(tela: TelaContradicoes) -> None:
    tela.resize(760, 480)
    for especie in ESPECIES:
        escolher(tela, especie)
        for rotulo in tela.painel.rotulos():
            assert rotulo.height() >= rotulo.heightForWidth(rotulo.width()), rotulo.text()


def test_abrir_a_ficha_e_o_artigo(qtbot: QtBot, casa: tuple[Casa, Pedidos], tela: TelaContradicoes) -> None:
    contradicao = escolher(tela, Especie.RESSALVA)
    qtbot.mouseClick(tela.painel.abrir, Qt.MouseButton.LeftButton)
    qtbot.keyClick(tela.tabela, Qt.Key.Key_Return)
    assert casa[1].fichas == [contradicao.servidor_id] * 2
    qtbot.mouseClick(tela.painel.artigo, Qt.MouseButton.LeftButton)
    assert casa[1].navegacoes == [("estatuto", {"dispositivo": "art. 20", "volta": "contradicoes"})]


def test_a_duplicata_abre_as_duas_fichas(qtbot: QtBot, casa: tuple[Casa, Pedidos], tela: TelaContradicoes) -> None:
    contradicao = escolher(tela, Especie.POSSIVEL_DUPLICATA)
    qtbot.mouseClick(tela.painel.outra, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(tela.painel.abrir, Qt.MouseButton.LeftButton)
    assert casa[1].fichas == [contradicao.outro_servidor_id, contradicao.servidor_id]
    assert len(set(casa[1].fichas)) == 2


def test_o_cargo_cheio_abre_o_cargo(qtbot: QtBot, casa: tuple[Casa, Pedidos], tela: TelaContradicoes) -> None:
    contradicao = escolher(tela, Especie.CARGO_ACIMA_DOS_POSTOS)
    assert not tela.painel.abrir.isVisible()
    qtbot.mouseClick(tela.painel.cargo, Qt.MouseButton.LeftButton)
    qtbot.keyClick(tela.tabela, Qt.Key.Key_Return)
    assert casa[1].navegacoes == [("cargos", {"cargo_id": contradicao.cargo_id})] * 2


def test_o_ato_que_resolve_se_abre_daqui(qtbot: QtBot, casa: tuple[Casa, Pedidos], tela: TelaContradicoes) -> None:
    contradicao = next(linha for linha in linhas(tela) if linha.chave.endswith(":posse:0"))
    tela.tabela.ir_para(linhas(tela).index(contradicao))
    assert tela.painel.registrar.text() == "Regi&strar: tornar sem efeito…"
    qtbot.mouseClick(tela.painel.registrar, Qt.MouseButton.LeftButton)
    quem = {"servidor_id": contradicao.servidor_id, "vinculo_id": contradicao.vinculo_id}
    assert casa[1].atos == [{**quem, "tipo": "tornar_sem_efeito"}]
    escolher(tela, Especie.SEM_CPF)
    assert not tela.painel.registrar.isVisible()


def test_completar_a_publicacao(qtbot: QtBot, casa: tuple[Casa, Pedidos], tela: TelaContradicoes) -> None:
    contradicao = escolher(tela, Especie.ATO_SEM_DOE)
    qtbot.mouseClick(tela.painel.completar, Qt.MouseButton.LeftButton)
    aberto = QApplication.activeModalWidget()
    assert isinstance(aberto, DialogoPublicacao)
    qtbot.addWidget(aberto)
    qtbot.waitUntil(lambda: aberto.data.data() == date(2026, 11, 3))
    qtbot.mouseClick(aberto.salvar, Qt.MouseButton.LeftButton)
    assert aberto.isVisible(), "without the edition nothing is kept"
    aberto.edicao.setText("24.512")
    aberto.data.definir(date(2026, 11, 4))
    qtbot.mouseClick(aberto.salvar, Qt.MouseButton.LeftButton)
    esperar(qtbot, casa[0])
    assert "diz que foi publicado em 03/11/2026" in aberto.aviso.texto()
    aberto.data.definir(date(2026, 11, 3))
    qtbot.mouseClick(aberto.salvar, Qt.MouseButton.LeftButton)
    esperar(qtbot, casa[0])
    assert casa[1].mensagens == ["Publicação completada."]
    assert contradicao.chave not in esperadas(casa[0])


# ------------------------------------------------------------------ acknowledging


def dialogo(qtbot: QtBot) -> DialogoCiencia:
    aberto = QApplication.activeModalWidget()
    assert isinstance(aberto, DialogoCiencia)
    qtbot.addWidget(aberto)
    return aberto


def test_dar_ciencia_pede_nota_e_nao_esconde(qtbot: QtBot, casa: tuple[Casa, Pedidos], tela: TelaContradicoes) -> None:
    contradicao = escolher(tela, Especie.RESSALVA)
    tela.activateWindow()
    tela.tabela.setFocus()
    qtbot.waitUntil(tela.tabela.hasFocus)
    qtbot.keyClick(tela.tabela, Qt.Key.Key_Space)
    aberto = dialogo(qtbot)
    qtbot.mouseClick(aberto.confirmar, Qt.MouseButton.LeftButton)
    assert aberto.isVisible(), "without a note nothing is kept"
    aberto.nota.setText("Parecer conferido")
    qtbot.mouseClick(aberto.confirmar, Qt.MouseButton.LeftButton)
    esperar(qtbot, casa[0])
    tela.recarregar()
    esperar(qtbot, casa[0])
    assert contradicao.chave not in [linha.chave for linha in linhas(tela)]
    assert tela.cabecalho.subtitulo() == f"{TOTAL - 1} contradições pendentes · 1 com ciência"
    assert casa[1].mensagens == ["1 contradição passou a “Com ciência”, com a sua nota."]
    tela.situacao.definir(Situacao.CIENTES)
    esperar(qtbot, casa[0])
    assert [linha.chave for linha in linhas(tela)] == [contradicao.chave]
    assert "Ana, em 23/11/2026: Parecer conferido" in tela.painel.textos()
    assert not tela.painel.ciente.isVisible()


def test_retirar_a_ciencia(qtbot: QtBot, casa: tuple[Casa, Pedidos], tela: TelaContradicoes) -> None:
    todas = [linha.id for linha in linhas(tela)]
    contradicoes.dar_ciencia(casa[0].ctx, ids=todas, nota="Todas", hoje=HOJE)
    tela.situacao.definir(Situacao.TODAS)
    esperar(qtbot, casa[0])
    escolhida = escolher(tela, Especie.SEM_CPF)
    qtbot.mouseClick(tela.painel.retirar, Qt.MouseButton.LeftButton)
    pergunta = QApplication.activeModalWidget()
    assert pergunta is not None
    qtbot.mouseClick(pergunta.confirmar, Qt.MouseButton.LeftButton)  # type: ignore[attr-defined]
    esperar(qtbot, casa[0])
    assert esperadas(casa[0]) == [escolhida.chave]


def test_dar_ciencia_de_varias(qtbot: QtBot, casa: tuple[Casa, Pedidos], tela: TelaContradicoes) -> None:
    tela.tabela.selectAll()
    qtbot.mouseClick(tela.painel.ciente, Qt.MouseButton.LeftButton)
    aberto = dialogo(qtbot)
    aberto.nota.setText("Levantamento de novembro")
    qtbot.mouseClick(aberto.confirmar, Qt.MouseButton.LeftButton)
    esperar(qtbot, casa[0])
    assert casa[1].mensagens == [f"{TOTAL} contradições passaram a “Com ciência”, com a sua nota."]
    assert esperadas(casa[0]) == []
    assert len(esperadas(casa[0], cientes=True)) == TOTAL


def test_a_ciencia_do_que_ja_nao_existe_se_explica(
    qtbot: QtBot, casa: tuple[Casa, Pedidos], tela: TelaContradicoes
) -> None:
    from dataclasses import replace

    inexistente = replace(linhas(tela)[0], id=1 << 39)
    aberto = DialogoCiencia(casa[0], [inexistente], tela)
    qtbot.addWidget(aberto)
    aberto.open()
    aberto.nota.setText("x")
    qtbot.mouseClick(aberto.confirmar, Qt.MouseButton.LeftButton)
    esperar(qtbot, casa[0])
    assert aberto.isVisible()
    assert "não existe mais" in aberto.aviso.texto()
    assert aberto.confirmar.isEnabled()
    aberto.reject()


# ------------------------------------------------------------------ export, Painel


def test_exportar_leva_o_que_o_filtro_mostra(qtbot: QtBot, casa: tuple[Casa, Pedidos], tela: TelaContradicoes) -> None:
    tela.especie.definir(Especie.PRAZO_VENCIDO)
    esperar(qtbot, casa[0])
    tela.exportar.click()
    (dialogo,) = tela.window().findChildren(DialogoExportarLista)
    lista = tela.tabela.exportavel()
    assert lista.titulo == "Lista de contradições"
    assert lista.filtro == "espécie: Prazo vencido sem ato (2)"
    linhas = list(em_palavras(lista.tudo, lista.todas))
    assert len(linhas) == 2
    assert all("Prazo vencido sem ato" in linha for linha in linhas)
    dialogo.close()


def test_o_cartao_do_painel_conta_e_abre(qtbot: QtBot, casa: tuple[Casa, Pedidos]) -> None:
    painel = TelaPainel(casa[0])
    mostrar(qtbot, painel, casa[0])
    cartao = painel.cartoes["contradicoes"]
    assert cartao.numero() == str(TOTAL)
    assert cartao.accessibleDescription() == "3 graves"
    qtbot.mouseClick(cartao, Qt.MouseButton.LeftButton)
    assert casa[1].navegacoes == [("contradicoes", {})]
