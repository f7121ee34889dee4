"""Leituras and Parâmetros da lei: what would move is on screen before it is confirmed; cancelling changes nothing."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from bahiaservidor.estatuto.atos.republicacao import Republicacao
from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.estatuto.tipos import AlcanceRepublicacao, TipoPrazo
from bahiaservidor.janela.dialogos import listas
from bahiaservidor.janela.dialogos.formulario_ato import FormularioAto
from bahiaservidor.janela.dialogos.regras import (
    DialogoJanela,
    DialogoLeitura,
    DialogoRetirada,
    DialogoValor,
)
from bahiaservidor.janela.modelos.base import ModeloLista
from bahiaservidor.janela.modelos.regras import (
    COLUNAS_MOVIDOS,
    linhas_em_uso,
    palavras_do_movimento,
    valor_em_palavras,
)
from bahiaservidor.janela.telas.administracao import TelaAdministracao
from bahiaservidor.servicos import leituras, parametros
from bahiaservidor.servicos.movimento import Progresso
from bahiaservidor.servicos.tipos import EspecieMovimento, Movimento, PrazoMovido, RegistroDeValor

from .apoio_prazos import (
    Lugar,
    casa_de_teste,
    conferir_modelo,
    dialogo_aberto,
    esperar,
    mostrar,
    registro_de_demonstracao,
)

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture(scope="module")
def modelos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("modelos")


@pytest.fixture
def lugar(qapp: QApplication, tmp_path: Path, modelos: Path) -> Iterator[Lugar]:
    with casa_de_teste(qapp, registro_de_demonstracao(tmp_path, modelos), tmp_path) as dados:
        yield dados


@pytest.fixture
def tela(qtbot: QtBot, lugar: Lugar) -> TelaAdministracao:
    casa, _ = lugar
    nova = TelaAdministracao(casa)
    mostrar(qtbot, nova, casa)
    return nova


def escrever(dialogo: DialogoValor | DialogoJanela | DialogoLeitura | DialogoRetirada, **textos: str) -> None:
    for chave, texto in textos.items():
        campo = dialogo.formulario.campo(chave)
        if isinstance(campo, QPlainTextEdit):
            campo.setPlainText(texto)
        else:
            assert isinstance(campo, QLineEdit)
            campo.setText(texto)


def abrir_valor(tela: TelaAdministracao, chave: str) -> DialogoValor:
    tela.receber(secao="parametros")
    tela.parametros.ir_para(chave)
    tela.parametros.novo.click()
    return dialogo_aberto(tela, DialogoValor)


# ------------------------------------------------------------------ readings


def test_the_readings_say_what_is_in_use_and_ask_nothing_until_another_is_marked(tela: TelaAdministracao) -> None:
    tela.receber(secao="leituras")
    assert list(tela.leituras.quadros) == ["contagem_publicacao", "fim_de_mes", "republicacao"]
    quadro = tela.leituras.quadros["contagem_publicacao"]
    assert quadro.botao_de("literal").isChecked()
    assert not quadro.ver.isEnabled()
    assert "ninguém escolheu aqui" in quadro.situacao.text()
    quadro.botao_de("art_259").setChecked(True)
    assert quadro.ver.isEnabled()
    assert tela.leituras.tabela.isHidden()
    assert "valem as do programa" in tela.leituras.sem_escolhas.text()


def test_switching_a_reading_lists_first_then_asks_why_then_writes(
    qtbot: QtBot, tela: TelaAdministracao, lugar: Lugar
) -> None:
    casa, pedidos = lugar
    tela.receber(secao="leituras")
    quadro = tela.leituras.quadros["contagem_publicacao"]
    quadro.botao_de("art_259").setChecked(True)
    quadro.ver.click()
    dialogo = dialogo_aberto(tela, DialogoLeitura)
    assert not dialogo.confirmar.isEnabled(), "the list comes first"
    esperar(qtbot, casa)
    previsto = leituras.prever(casa.ctx, chave="contagem_publicacao", valor="art_259", hoje=casa.hoje())
    assert dialogo.movidos.quantos() == previsto.total
    assert dialogo.movidos.modelo.linhas() == previsto.movidos
    assert previsto.total == 1
    assert dialogo.confirmar.text() == "&Adotar a leitura e mover 1 prazo"
    dialogo.confirmar.click()
    assert dialogo.formulario.campo("fundamento").accessibleDescription() == "Preencha este campo."
    assert not leituras.leituras(casa.ctx)[0].escolhida
    escrever(dialogo, fundamento="Parecer PGE nº 12/2026")
    dialogo.confirmar.click()
    esperar(qtbot, casa)
    assert pedidos.mensagens[-1].endswith("Art. 259, §§ 1º e 2º. 1 prazo movido.")
    assert leituras.leituras(casa.ctx)[0].valor == "art_259"
    assert quadro.botao_de("art_259").isChecked()
    assert "Parecer PGE nº 12/2026" in quadro.situacao.text()
    (escolha,) = tela.leituras.modelo.linhas()
    assert (escolha.usuario, escolha.fundamento) == ("Ana", "Parecer PGE nº 12/2026")
    assert not tela.leituras.tabela.isHidden()


def test_closing_without_confirming_changes_nothing(qtbot: QtBot, tela: TelaAdministracao, lugar: Lugar) -> None:
    casa, pedidos = lugar
    tela.receber(secao="leituras")
    quadro = tela.leituras.quadros["fim_de_mes"]
    quadro.botao_de("ultimo_dia").setChecked(True)
    quadro.ver.click()
    dialogo = dialogo_aberto(tela, DialogoLeitura)
    esperar(qtbot, casa)
    escrever(dialogo, fundamento="Parecer")
    qtbot.keyClick(dialogo, Qt.Key.Key_Escape)
    esperar(qtbot, casa)
    assert not any(leitura.escolhida for leitura in leituras.leituras(casa.ctx))
    assert pedidos.mensagens == []


def test_a_kind_of_absence_is_chosen_one_at_a_time(qtbot: QtBot, tela: TelaAdministracao, lugar: Lugar) -> None:
    casa, _ = lugar
    tela.receber(secao="leituras")
    ausencias = tela.leituras.ausencias
    ausencias.ausencia.definir("suspende_estagio.ferias")
    assert ausencias.botao_de("padrao").text() == "Como no efetivo exercício: não suspende"
    ausencias.botao_de("suspende").setChecked(True)
    ausencias.ver.click()
    dialogo = dialogo_aberto(tela, DialogoLeitura)
    esperar(qtbot, casa)
    escrever(dialogo, fundamento="Decreto 7.899/2001, lido pela PGE")
    dialogo.confirmar.click()
    esperar(qtbot, casa)
    assert ausencias.resumo.text() == "Fora do padrão: Férias (suspende o período avaliado)."
    assert ausencias.ausencia.valor() == "suspende_estagio.ferias"
    ausencias.ausencia.definir("suspende_estagio.luto")
    assert ausencias.botao_de("padrao").isChecked()
    assert "ninguém escolheu aqui" in ausencias.situacao.text()


def test_a_republication_starts_with_the_reach_the_installation_chose(qtbot: QtBot, lugar: Lugar) -> None:
    casa, _ = lugar
    leituras.escolher(
        casa.ctx, chave="republicacao", valor="substancial", fundamento="Circular 2/2026", hoje=casa.hoje()
    )
    form = FormularioAto(Republicacao, hoje=casa.hoje)
    qtbot.addWidget(form)
    form.definir_listas(listas.carregar(casa.ctx))
    alcance = form.campo("alcance")
    assert alcance is not None
    assert alcance.valor() is AlcanceRepublicacao.SUBSTANCIAL
    assert not form.alterou(), "a default is no change of the clerk's"
    form.preencher({"alcance": "formal"})
    assert alcance.valor() is AlcanceRepublicacao.FORMAL
    assert form.alterou()


# ------------------------------------------------------------------ numbers of the law


def test_parameters_show_article_check_doubt_and_origin(tela: TelaAdministracao, lugar: Lugar) -> None:
    casa, _ = lugar
    tela.receber(secao="parametros")
    todas = parametros.parametros(casa.ctx)
    janelas = parametros.janelas(casa.ctx)
    assert len([x for x in tela.parametros.modelo.linhas() if x.parametro is not None]) == len(todas)
    posse = next(x for x in tela.parametros.modelo.linhas() if x.chave == "posse_dias")
    assert (posse.valor, posse.citacao, posse.confirmado, posse.move) == ("30 dias corridos", "art. 19", True, True)
    tela.parametros.so_duvidas.setChecked(True)
    duvidosas = {x.chave for x in tela.parametros.modelo.linhas() if x.parametro is not None}
    a_confirmar = casa.ctx.regimes(None, None).parametros.a_confirmar(casa.hoje())
    assert duvidosas == {p.chave for p in a_confirmar}
    tela.parametros.so_duvidas.setChecked(False)
    tela.parametros.so_vigentes.setChecked(False)
    linhas = tela.parametros.modelo.linhas()
    assert len(linhas) == sum(len(p.valores) for p in todas) + len(janelas)
    tela.parametros.so_daqui.setChecked(True)
    assert tela.parametros.modelo.rowCount() == 0
    tela.parametros.so_daqui.setChecked(False)
    tela.parametros.busca.setText("compulsoria")
    tela.parametros.busca.buscou.emit("compulsoria")
    assert {x.chave for x in tela.parametros.modelo.linhas()} == {"idade_compulsoria", "alerta_compulsoria_dias"}


def test_the_what_if_needs_only_value_and_day_and_writes_nothing(
    qtbot: QtBot, tela: TelaAdministracao, lugar: Lugar
) -> None:
    casa, pedidos = lugar
    dialogo = abrir_valor(tela, "estagio_meses")
    assert "36 meses, desde 05/06/1998" in dialogo._explicacao.text()
    dialogo.confirmar.click()
    assert dialogo.formulario.campo("valor").accessibleDescription() == "Preencha este campo."
    assert dialogo.formulario.campo("desde").accessibleDescription() == "Preencha este campo."
    escrever(dialogo, valor="999", desde="01/01/2024")
    dialogo.confirmar.click()
    esperar(qtbot, casa)
    assert "de 6 a 120" in dialogo.aviso.texto()
    assert dialogo.confirmar.isEnabled()
    escrever(dialogo, valor="24")
    dialogo.confirmar.click()
    esperar(qtbot, casa)
    assert dialogo.listado()
    assert dialogo.movidos.quantos() > 0
    assert dialogo.salvar_lista.isVisible()
    escrever(dialogo, valor="25")
    assert not dialogo.listado(), "the list was of another value"
    assert dialogo.movidos.modelo.rowCount() == 0
    assert dialogo.confirmar.text() == "Ver o que &muda"
    dialogo.reject()
    esperar(qtbot, casa)
    assert not any(v.da_instalacao for p in parametros.parametros(casa.ctx) for v in p.valores)
    assert pedidos.mensagens == []


def test_a_value_is_entered_after_the_list_with_its_source_and_withdrawn(
    qtbot: QtBot, tela: TelaAdministracao, lugar: Lugar
) -> None:
    casa, pedidos = lugar
    dialogo = abrir_valor(tela, "estagio_meses")
    escrever(dialogo, valor="24", desde="01/01/2024")
    qtbot.keyClick(dialogo.formulario.campo("valor"), Qt.Key.Key_Return)
    esperar(qtbot, casa)
    quantos = dialogo.movidos.quantos()
    assert dialogo.confirmar.text() == f"&Registrar o valor e mover {quantos} prazos"
    # Enter inside a field never confirms.
    qtbot.keyClick(dialogo.formulario.campo("valor"), Qt.Key.Key_Return)
    assert dialogo.isVisible()
    dialogo.fonte.confirmado.setChecked(True)
    dialogo.confirmar.click()
    descricao = dialogo.formulario.campo("conferido_em").accessibleDescription()
    assert descricao == "Informe o dia em que o texto foi lido."
    escrever(dialogo, citacao="Lei nº 15.001/2026, art. 1º", fundamento="Circular 4/2026", conferido_em="20/11/2026")
    dialogo.confirmar.click()
    esperar(qtbot, casa)
    assert pedidos.mensagens[-1].endswith(f"novo valor desde 01/01/2024. {quantos} prazos movidos.")
    linha = tela.parametros.selecionada()
    assert linha is None or linha.chave == "estagio_meses"
    tela.parametros.so_daqui.setChecked(True)
    (daqui,) = tela.parametros.modelo.linhas()
    assert (daqui.valor, daqui.citacao, daqui.confirmado) == ("24 meses", "Lei nº 15.001/2026, art. 1º", True)
    assert (daqui.usuario, daqui.observacao) == ("Ana", "Circular 4/2026")
    tela.parametros.tabela.ir_para(0)
    assert tela.parametros.retirar.isEnabled()
    tela.parametros.retirar.click()
    retirada = dialogo_aberto(tela, DialogoRetirada)
    esperar(qtbot, casa)
    assert retirada.movidos.quantos() == quantos
    escrever(retirada, fundamento="Registrado por engano")
    retirada.confirmar.click()
    esperar(qtbot, casa)
    assert tela.parametros.modelo.rowCount() == 0
    assert casa.ctx.regimes(None, None).parametros.inteiro("estagio_meses", casa.hoje()) == 36


def test_a_value_of_the_future_is_listed_beside_that_of_today(tela: TelaAdministracao, lugar: Lugar) -> None:
    casa, _ = lugar
    registro = RegistroDeValor(
        chave="posse_dias", valor="45", desde=date(2027, 3, 1), citacao="Lei 1/2026", fundamento="Circular"
    )
    parametros.registrar(casa.ctx, registro=registro, hoje=casa.hoje())
    linhas = linhas_em_uso(parametros.parametros(casa.ctx), parametros.janelas(casa.ctx), casa.hoje())
    tela.parametros.definir(linhas)
    achadas = [x for x in tela.parametros.modelo.linhas() if x.chave == "posse_dias"]
    assert [(x.valor, x.vigente, x.futuro) for x in achadas] == [
        ("30 dias corridos", True, False),
        ("45 dias corridos", False, True),
    ]


def test_what_came_with_the_program_is_not_withdrawn(tela: TelaAdministracao) -> None:
    tela.receber(secao="parametros")
    tela.parametros.ir_para("posse_dias")
    assert tela.parametros.novo.isEnabled()
    assert not tela.parametros.retirar.isEnabled()
    assert "Só se retira" in tela.parametros.retirar.toolTip()


def test_a_number_that_moves_no_deadline_says_so(qtbot: QtBot, tela: TelaAdministracao, lugar: Lugar) -> None:
    casa, _ = lugar
    dialogo = abrir_valor(tela, "jornada_semanal_horas")
    assert "Nenhum prazo depende dele" in dialogo._explicacao.text()
    escrever(dialogo, valor="40", desde="01/01/2027")
    dialogo.confirmar.click()
    esperar(qtbot, casa)
    assert dialogo.movidos.resumo.text() == "Nenhum prazo aberto muda de data."
    assert dialogo.confirmar.text() == "&Registrar o valor"
    dialogo.reject()


def test_stopping_the_list_leaves_the_dialog_ready(
    qtbot: QtBot, tela: TelaAdministracao, lugar: Lugar, monkeypatch: pytest.MonkeyPatch
) -> None:
    casa, _ = lugar
    comecou: list[bool] = []

    def lenta(ctx: object, *, progresso: Progresso, **_: object) -> Movimento:
        for n in range(100_000):
            comecou.append(True)
            time.sleep(0.001)
            progresso(n, 100_000)
        return Movimento()

    monkeypatch.setattr("bahiaservidor.servicos.reforma.prever", lenta)
    dialogo = abrir_valor(tela, "posse_dias")
    escrever(dialogo, valor="45", desde="01/01/2026")
    dialogo.confirmar.click()
    qtbot.waitUntil(lambda: bool(comecou))
    assert dialogo.parar.isVisible()
    assert not dialogo.confirmar.isEnabled()
    dialogo.parar.click()
    esperar(qtbot, casa)
    assert "Interrompido" in dialogo.aviso.texto()
    assert dialogo.confirmar.isEnabled()
    assert not dialogo.listado()
    assert dialogo.barra.isHidden()
    dialogo.reject()


def test_stopping_the_writing_leaves_nothing_written(
    qtbot: QtBot, tela: TelaAdministracao, lugar: Lugar, monkeypatch: pytest.MonkeyPatch
) -> None:
    casa, _ = lugar
    dialogo = abrir_valor(tela, "estagio_meses")
    escrever(dialogo, valor="24", desde="01/01/2024", citacao="Lei 1/2026", fundamento="Circular")
    dialogo.confirmar.click()
    esperar(qtbot, casa)
    quantos = dialogo.movidos.quantos()
    # Stopped before the writer's thread tells its first step.
    registrar = parametros.registrar

    def parada(*args: object, **dados: object) -> Movimento:
        dialogo._parada.set()
        return registrar(*args, **dados)  # type: ignore[arg-type]

    monkeypatch.setattr("bahiaservidor.servicos.parametros.registrar", parada)
    dialogo.confirmar.click()
    esperar(qtbot, casa)
    assert "Nada foi alterado" in dialogo.aviso.texto()
    assert dialogo.movidos.quantos() == quantos, "the list is still that of what is written"
    assert not any(v.da_instalacao for p in parametros.parametros(casa.ctx) for v in p.valores)
    dialogo.reject()


def test_a_refusal_while_writing_is_said_and_the_dialog_stays(
    qtbot: QtBot, tela: TelaAdministracao, lugar: Lugar, monkeypatch: pytest.MonkeyPatch
) -> None:
    casa, _ = lugar

    def recusar(*_: object, **__: object) -> Movimento:
        raise ErroDominio("O registro está protegido contra gravação.")

    dialogo = abrir_valor(tela, "jornada_semanal_horas")
    escrever(dialogo, valor="40", desde="01/01/2027", citacao="Lei 1/2026", fundamento="Circular")
    dialogo.confirmar.click()
    esperar(qtbot, casa)
    monkeypatch.setattr("bahiaservidor.servicos.parametros.registrar", recusar)
    dialogo.confirmar.click()
    esperar(qtbot, casa)
    assert dialogo.aviso.texto() == "O registro está protegido contra gravação."
    assert dialogo.confirmar.isEnabled()
    assert dialogo.valor("citacao") == "Lei 1/2026"
    dialogo.reject()


def test_the_whole_list_is_saved_as_a_sheet(
    qtbot: QtBot, tela: TelaAdministracao, lugar: Lugar, tmp_path: Path
) -> None:
    casa, _ = lugar
    dialogo = abrir_valor(tela, "estagio_meses")
    escrever(dialogo, valor="24", desde="01/01/2024")
    dialogo.confirmar.click()
    esperar(qtbot, casa)
    destino = tmp_path / "lista.csv"
    dialogo.gravar_lista(str(destino))
    esperar(qtbot, casa)
    assert str(destino) in dialogo.aviso.texto()
    linhas = destino.read_text("utf-8-sig").splitlines()
    assert len(linhas) == dialogo.movidos.quantos() + 1
    dialogo.reject()


def test_a_window_is_entered(qtbot: QtBot, tela: TelaAdministracao, lugar: Lugar) -> None:
    casa, pedidos = lugar
    tela.receber(secao="parametros")
    tela.parametros.nova_janela.click()
    dialogo = dialogo_aberto(tela, DialogoJanela)
    escrever(
        dialogo, rotulo="Eleições municipais de 2028", inicio="01/07/2028", fim="30/06/2028",
        citacao="Lei 9.504/1997, art. 73, inciso V", fundamento="Calendário eleitoral",
    )  # fmt: skip
    dialogo.confirmar.click()
    assert dialogo.formulario.campo("fim").accessibleDescription() == "O último dia é anterior ao primeiro."
    escrever(dialogo, fim="01/01/2029")
    dialogo.confirmar.click()
    esperar(qtbot, casa)
    assert pedidos.mensagens == ["Janela registrada: Eleições municipais de 2028."]
    tela.parametros.so_daqui.setChecked(True)
    (linha,) = tela.parametros.modelo.linhas()
    assert (linha.rotulo, linha.valor, linha.desde) == (
        "Janela: Eleições municipais de 2028", "até 01/01/2029", date(2028, 7, 1),
    )  # fmt: skip
    tela.parametros.tabela.ir_para(0)
    tela.parametros.mudar()
    editar = dialogo_aberto(tela, DialogoJanela)
    assert editar.valor("rotulo") == "Eleições municipais de 2028"
    editar.reject()


# ------------------------------------------------------------------ words and models


def test_models_obey_qt(tela: TelaAdministracao) -> None:
    todos: tuple[ModeloLista[Any], ...] = (tela.leituras.modelo, tela.parametros.modelo)
    for modelo in todos:
        vigia = conferir_modelo(modelo, tela)
        linhas = modelo.linhas()
        modelo.definir(())
        modelo.definir(linhas)
        modelo.sort(0, Qt.SortOrder.DescendingOrder)
        assert vigia.model() is modelo


def _movido(**dados: object) -> PrazoMovido:
    base: dict[str, object] = {
        "prazo_id": 1, "nome": "Ana", "tipo": TipoPrazo.POSSE, "de": date(2026, 3, 9), "para": date(2026, 3, 11),
        "ultimo_de": date(2026, 3, 11), "ultimo_para": date(2026, 3, 11),
    }  # fmt: skip
    return PrazoMovido(**(base | dados))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("dados", "palavras"),
    [
        ({}, ["Ana", "Posse", "09/03/2026", "11/03/2026 (qua)", "continua 11/03/2026"]),
        (
            {"ultimo_para": date(2026, 3, 12)},
            ["Ana", "Posse", "09/03/2026", "11/03/2026 (qua)", "11/03/2026 → 12/03/2026"],
        ),
        (
            {"ultimo_de": date(2026, 3, 9)},
            ["Ana", "Posse", "09/03/2026", "11/03/2026 (qua)", "o mesmo"],
        ),
        (
            {"especie": EspecieMovimento.SURGE, "de": None, "ultimo_de": None, "numero": 7,
             "tipo": TipoPrazo.AVALIACAO_SEMESTRAL},
            ["Ana", "Avaliação do estágio nº 7", "não existia", "11/03/2026 (qua)", "—"],
        ),
        (
            {"especie": EspecieMovimento.DEIXA, "para": None, "ultimo_para": None},
            ["Ana", "Posse", "09/03/2026", "deixa de existir", "—"],
        ),
        ({"de": None, "ultimo_de": None}, ["Ana", "Posse", "suspenso", "11/03/2026 (qua)", "o mesmo"]),
    ],
)  # fmt: skip
def test_a_moved_deadline_in_words(dados: dict[str, object], palavras: list[str]) -> None:
    assert [coluna.texto(_movido(**dados)) for coluna in COLUNAS_MOVIDOS] == palavras


def test_how_much_moves_in_words() -> None:
    assert palavras_do_movimento(Movimento()) == "Nenhum prazo aberto muda de data."
    um = palavras_do_movimento(Movimento(total=1, pessoas=1, movidos=(_movido(),)))
    assert um.startswith("1 prazo aberto muda de data, de 1 servidor.")
    muitos = palavras_do_movimento(Movimento(total=12345, pessoas=2000, movidos=(_movido(),)))
    assert muitos.startswith("12.345 prazos abertos mudam de data, de 2.000 servidores.")
    assert muitos.endswith("Aparecem os 1 primeiros; a lista salva traz todos.")


def test_a_value_in_words() -> None:
    assert valor_em_palavras(None, "dias") == "ainda não informado"
    assert valor_em_palavras("6,5", "meses") == "6, 5 meses"
    assert valor_em_palavras("de 0 a 10, com vírgula", "texto") == "de 0 a 10, com vírgula"
    assert valor_em_palavras("art_259", "leitura (literal ou art_259)") == "Art. 259, §§ 1º e 2º"
