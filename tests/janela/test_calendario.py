"""Calendário: the year drawn and walked, the holidays of a município, declaring and revoking a day."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from bahiaservidor.estatuto.calendario import Feriado
from bahiaservidor.estatuto.tipos import EstadoPrazo, TipoPrazo
from bahiaservidor.janela.casa import Casa
from bahiaservidor.janela.dialogos.cadastros_dias import DialogoDia, DialogoRevogacao
from bahiaservidor.janela.modelos.calendario import LinhaDia
from bahiaservidor.janela.telas.calendario import TelaCalendario
from bahiaservidor.janela.telas.calendario_ano import AnoDesenhado
from bahiaservidor.janela.telas.calendario_leitura import DO_REGISTRO, ler_ano
from bahiaservidor.servicos import abertura, agenda, cadastros
from bahiaservidor.servicos.tipos import DiaSemExpediente, FiltroPrazos, LinhaPrazo

from .apoio_prazos import HOJE, Lugar, conferir_modelo, dialogo_aberto, esperar, mostrar

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def _escrever(dialogo: DialogoDia, **textos: str) -> None:
    for chave, texto in textos.items():
        campo = dialogo.formulario.campo(chave)
        assert isinstance(campo, QLineEdit)
        campo.setText(texto)


def _um_prazo(casa: Casa) -> LinhaPrazo:
    """Return an open deadline that rolls, whose day is a working day ahead."""
    filtro = FiltroPrazos(estados=(EstadoPrazo.ABERTO,), tipos=(TipoPrazo.POSSE, TipoPrazo.EXERCICIO))
    ids = agenda.ids_prazos(casa.ctx, filtro=filtro, hoje=HOJE)
    linhas = agenda.linhas_prazos(casa.ctx, ids=ids, hoje=HOJE)
    return next(linha for linha in linhas if linha.vence is not None and linha.vence > HOJE)


# ------------------------------------------------------------ the drawing


def test_every_day_has_its_place_and_is_found_under_the_pointer(qtbot: QtBot) -> None:
    ano = AnoDesenhado(2026, HOJE)
    qtbot.addWidget(ano)
    for largura in (200, 600, 900, 1500):
        ano.resize(largura, ano.heightForWidth(largura))
        for dia in (date(2026, 1, 1), date(2026, 2, 28), date(2026, 8, 31), date(2026, 12, 31)):
            caixa = ano.retangulo(dia)
            assert ano.dia_em(caixa.center()) == dia
            assert caixa.bottom() <= ano.heightForWidth(largura)
            assert caixa.right() <= max(largura, ano.minimumSizeHint().width())


@pytest.mark.parametrize(
    ("tecla", "esperado"),
    [
        (Qt.Key.Key_Left, date(2026, 1, 30)),
        (Qt.Key.Key_Right, date(2026, 2, 1)),
        (Qt.Key.Key_Up, date(2026, 1, 24)),
        (Qt.Key.Key_Down, date(2026, 2, 7)),
        (Qt.Key.Key_PageDown, date(2026, 2, 28)),
        (Qt.Key.Key_Home, date(2026, 1, 1)),
        (Qt.Key.Key_End, date(2026, 1, 31)),
    ],
)
def test_keys_walk_the_year(qtbot: QtBot, tecla: Qt.Key, esperado: date) -> None:
    ano = AnoDesenhado(2026, HOJE)
    qtbot.addWidget(ano)
    ano.ir_para(date(2026, 1, 31))
    qtbot.keyClick(ano, tecla)
    assert ano.dia_atual() == esperado
    assert ano.accessibleDescription().startswith(esperado.strftime("%d/%m/%Y"))


def test_walking_out_of_the_year_asks_for_the_other(qtbot: QtBot) -> None:
    ano = AnoDesenhado(2026, HOJE)
    qtbot.addWidget(ano)
    ano.ir_para(date(2026, 1, 1))
    with qtbot.waitSignal(ano.ano_pedido) as pedido:
        qtbot.keyClick(ano, Qt.Key.Key_Left)
    assert pedido.args == [2025]
    assert ano.dia_atual() == date(2025, 12, 31)


def test_a_day_is_said_in_words_with_its_doubt(qtbot: QtBot) -> None:
    ano = AnoDesenhado(2026, HOJE)
    qtbot.addWidget(ano)
    duvida = LinhaDia(data=date(2026, 6, 24), especie="municipal", nome="São João", onde="Salvador", a_confirmar=True)
    ano.definir_marcas([duvida])
    assert ano.descricao_do_dia(date(2026, 6, 24)) == (
        "24/06/2026, quarta-feira: Feriado municipal: São João, Salvador (a confirmar)"
    )
    assert ano.descricao_do_dia(HOJE) == "23/11/2026, segunda-feira, hoje: dia útil"
    assert "fim de semana" in ano.descricao_do_dia(date(2026, 11, 22))


# ------------------------------------------------------------ the screen


def test_the_municipio_decides_the_holidays(qtbot: QtBot, lugar: Lugar) -> None:
    casa, _ = lugar
    tela = TelaCalendario(casa)
    mostrar(qtbot, tela, casa)
    vigia = conferir_modelo(tela.modelo, tela)
    dias = {linha.data: linha for linha in tela.modelo.linhas()}
    assert dias[date(2026, 7, 2)].especie == "estadual"
    assert dias[date(2026, 6, 24)].especie == "municipal"
    tela.seletor_municipio.definir("")
    esperar(qtbot, casa)
    assert date(2026, 6, 24) not in {linha.data for linha in tela.modelo.linhas()}
    assert casa.preferencias.texto("calendario/municipio", "?") == ""
    assert vigia.model() is tela.modelo


def test_the_source_of_a_holiday_and_its_doubt_are_shown(qtbot: QtBot, lugar: Lugar) -> None:
    casa, _ = lugar
    duvidosos: list[Feriado] = [f for f in casa.ctx.tabela_feriados.feriados if not f.conferido and not f.municipio]
    feriado = duvidosos[-1]
    tela = TelaCalendario(casa)
    mostrar(qtbot, tela, casa)
    tela.receber(dia=feriado.data)
    esperar(qtbot, casa)
    assert tela.seletor_ano.value() == feriado.data.year
    assert tela.dia_duvida.palavra() == "a confirmar"
    assert feriado.fonte in tela.dia_fonte.text()
    assert tela.dia_nome.text().startswith(feriado.nome)


def test_a_year_outside_the_table_warns(qtbot: QtBot, lugar: Lugar) -> None:
    casa, _ = lugar
    tela = TelaCalendario(casa)
    mostrar(qtbot, tela, casa)
    assert not tela.aviso.isVisibleTo(tela)
    tela.seletor_ano.setValue(2090)
    esperar(qtbot, casa)
    assert "2060" in tela.aviso.texto()
    assert tela.desenho.ano() == 2090


def test_declaring_lists_what_moves_before_it_is_confirmed(qtbot: QtBot, demo: Lugar) -> None:
    casa, pedidos = demo
    prazo = _um_prazo(casa)
    assert prazo.vence is not None
    tela = TelaCalendario(casa)
    mostrar(qtbot, tela, casa)
    tela.receber(dia=prazo.vence)
    esperar(qtbot, casa)
    tela.declarar()
    dialogo = dialogo_aberto(tela, DialogoDia)
    assert dialogo.dia.data() == prazo.vence
    _escrever(dialogo, descricao="Ponto facultativo", fundamento="Decreto nº 24.001")
    dialogo.confirmar.click()
    esperar(qtbot, casa)
    assert dialogo.listado()
    movido = next(m for m in dialogo.movidos.modelo.linhas() if m.prazo_id == prazo.id)
    assert movido.de == prazo.vence
    assert movido.para is not None
    assert movido.para > prazo.vence
    assert prazo.vence not in {d.data for d in cadastros.dias_sem_expediente(casa.ctx, ano=prazo.vence.year)}
    dialogo.confirmar.click()
    esperar(qtbot, casa)
    (depois,) = agenda.linhas_prazos(casa.ctx, ids=[prazo.id], hoje=HOJE)
    assert depois.vence == movido.para
    assert [m for m in pedidos.mensagens if "sem expediente" in m]
    assert tela.dia_selo.palavra() == "Sem expediente"
    assert tela.revogar.isVisibleTo(tela)


def test_changing_the_day_after_the_list_lists_again(qtbot: QtBot, demo: Lugar) -> None:
    casa, _ = demo
    dialogo = DialogoDia(casa, date(2026, 12, 16))
    qtbot.addWidget(dialogo)
    dialogo.open()
    _escrever(dialogo, descricao="Ponto facultativo", fundamento="Decreto nº 24.001")
    dialogo.salvar()
    esperar(qtbot, casa)
    assert dialogo.listado()
    dialogo.dia.definir(date(2026, 12, 17))
    assert not dialogo.listado()
    assert dialogo.confirmar.text() == "Ver &prazos atingidos"


@pytest.mark.parametrize(
    ("dia", "campo", "parte"),
    [
        (date(2026, 11, 28), "data", "fim de semana"),
        (None, "data", "Preencha"),
        (date(2026, 12, 16), "descricao", "Preencha"),
    ],
)
def test_what_is_missing_is_said_below_its_field(
    qtbot: QtBot, lugar: Lugar, dia: date | None, campo: str, parte: str
) -> None:
    casa, _ = lugar
    dialogo = DialogoDia(casa, dia)
    qtbot.addWidget(dialogo)
    dialogo.open()
    dialogo.salvar()
    assert parte in dialogo.formulario.campo(campo).accessibleDescription()
    assert not dialogo.listado()


def test_a_municipal_day_asks_for_the_municipio(qtbot: QtBot, lugar: Lugar) -> None:
    casa, _ = lugar
    dialogo = DialogoDia(casa, date(2026, 12, 16))
    qtbot.addWidget(dialogo)
    dialogo.open()
    _escrever(dialogo, descricao="Aniversário da cidade", fundamento="Lei municipal 1/1900")
    dialogo.esfera.definir("municipal")
    assert dialogo.formulario.campo("municipio").isVisible()
    dialogo.salvar()
    assert dialogo.focusWidget() is dialogo.formulario.campo("municipio")
    _escrever(dialogo, municipio="Jequié")
    dialogo.salvar()
    esperar(qtbot, casa)
    assert dialogo.movidos.resumo.text() == "Nenhum prazo aberto muda de data."
    dialogo.salvar()
    esperar(qtbot, casa)
    (dia,) = cadastros.dias_sem_expediente(casa.ctx, ano=2026)
    assert (dia.esfera, dia.municipio) == ("municipal", "Jequié")


def test_a_day_declared_twice_is_refused_and_the_dialog_stays(qtbot: QtBot, lugar: Lugar) -> None:
    casa, _ = lugar
    dia = DiaSemExpediente(data=date(2026, 12, 16), descricao="Ponto facultativo", fundamento="Decreto 1")
    cadastros.salvar_dia(casa.ctx, dia=dia, hoje=HOJE)
    dialogo = DialogoDia(casa, dia.data)
    qtbot.addWidget(dialogo)
    dialogo.open()
    _escrever(dialogo, descricao="Ponto facultativo", fundamento="Decreto 2")
    dialogo.salvar()
    esperar(qtbot, casa)
    assert dialogo.isVisible()
    assert dialogo.aviso.isVisible()
    assert len(cadastros.dias_sem_expediente(casa.ctx, ano=2026)) == 1


def test_revoking_needs_a_ground_and_keeps_the_entry(qtbot: QtBot, lugar: Lugar) -> None:
    casa, pedidos = lugar
    dia = DiaSemExpediente(data=date(2026, 12, 16), descricao="Ponto facultativo", fundamento="Decreto 1")
    cadastros.salvar_dia(casa.ctx, dia=dia, hoje=HOJE)
    tela = TelaCalendario(casa)
    mostrar(qtbot, tela, casa)
    posicao = next(n for n, linha in enumerate(tela.modelo.linhas()) if linha.data == dia.data)
    tela.tabela.ir_para(posicao)
    assert tela.desenho.dia_atual() == dia.data
    qtbot.keyClick(tela.tabela, Qt.Key.Key_Return)
    dialogo = dialogo_aberto(tela, DialogoRevogacao)
    esperar(qtbot, casa)
    assert dialogo.movidos.resumo.text() == "Nenhum prazo aberto muda de data."
    dialogo.salvar()
    fundamento = dialogo.formulario.campo("fundamento")
    assert isinstance(fundamento, QPlainTextEdit)
    assert dialogo.focusWidget() is fundamento
    fundamento.setPlainText("Decreto 2, que revogou o ponto facultativo")
    dialogo.salvar()
    esperar(qtbot, casa)
    (guardado,) = cadastros.dias_sem_expediente(casa.ctx, ano=2026)
    assert guardado.revogado_em is not None
    assert tela.dia_selo.palavra() == "Revogado"
    assert not tela.revogar.isVisibleTo(tela)
    assert pedidos.mensagens == ["16/12/2026 voltou a ter expediente. Nenhum prazo mudou."]


def test_o_calendario_comeca_no_municipio_do_registro(casa: Casa) -> None:
    municipio = abertura.informacao(casa.ctx).municipio
    assert municipio
    assert ler_ano(casa.ctx, 2026, DO_REGISTRO).municipio == municipio
    assert ler_ano(casa.ctx, 2026, "").municipio == ""
