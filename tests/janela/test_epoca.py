"""As on a day, as known on another: one file and the whole list, to be read and never changed."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from bahiaservidor.estatuto.tipos import Situacao
from bahiaservidor.janela.casa import Casa
from bahiaservidor.janela.dialogos import quadro_epoca
from bahiaservidor.janela.dialogos.desfazer import DialogoDesfazer
from bahiaservidor.janela.dialogos.emenda import DialogoEmenda
from bahiaservidor.janela.dialogos.mover import DialogoMoverAtos, DialogoMoverVinculo
from bahiaservidor.janela.dialogos.quadro_epoca import DialogoQuadro
from bahiaservidor.janela.modelos.epoca import fim_do_dia, palavras_da_epoca
from bahiaservidor.janela.telas.ficha import TelaFicha
from bahiaservidor.janela.telas.ficha_abas import ABAS
from bahiaservidor.janela.telas.servidores import TelaServidores
from bahiaservidor.relogio import RelogioFixo, fuso_da_bahia
from bahiaservidor.servicos import emendas
from bahiaservidor.servicos.contexto import Contexto

from .apoio_atos import HOJE, Povo, esperar, mostrar, povoar, vigiar
from .apoio_prazos import ditos
from .conftest import Anotacoes

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def povo(ctx: Contexto) -> Povo:
    return povoar(ctx)


def abrir_ficha(qtbot: QtBot, casa: Casa, servidor_id: int) -> TelaFicha:
    tela = TelaFicha(casa)
    mostrar(qtbot, tela, casa)
    tela.receber(servidor_id=servidor_id)
    esperar(qtbot, casa)
    return tela


def pedir(qtbot: QtBot, casa: Casa, tela: TelaFicha, em: date, sabido: date | None = None) -> None:
    tela.menu.epoca.trigger()
    tela.barra_epoca.em.definir(em)
    tela.barra_epoca.sabido.definir(sabido)
    qtbot.keyClick(tela.barra_epoca.em, Qt.Key.Key_Return)
    esperar(qtbot, casa)


def test_the_last_instant_of_a_day_is_that_of_bahia() -> None:
    fim = fim_do_dia(date(2026, 3, 10))
    assert fim.astimezone(fuso_da_bahia()).date() == date(2026, 3, 10)
    assert fim > datetime(2026, 3, 10, 23, 59, 59, tzinfo=fuso_da_bahia())
    assert palavras_da_epoca(date(2026, 3, 10), None) == "Como em 10/03/2026, pelo que hoje consta"
    assert palavras_da_epoca(date(2026, 3, 10), date(2026, 4, 1)).endswith("como se sabia em 01/04/2026")


def test_the_file_is_shown_as_on_a_day_and_nothing_can_be_written(
    qtbot: QtBot, casa: Casa, ctx: Contexto, povo: Povo
) -> None:
    tela = abrir_ficha(qtbot, casa, povo.em_estagio.servidor_id)
    pedir(qtbot, casa, tela, date(2026, 3, 12))
    assert "Como em 12/03/2026" in tela.barra_epoca.momento()
    (vinculo,) = tela.epoca.vinculos.linhas()
    assert vinculo.situacao is Situacao.EMPOSSADO
    assert [a.tipo for a in tela.epoca.atos.linhas()] == ["nomeacao", "posse"]
    assert not tela.registrar.isEnabled()
    assert not tela.mais.isEnabled()
    assert not tela.principal.isVisible()
    # A change meanwhile does not bring the present back by itself.
    tela.recarregar()
    esperar(qtbot, casa)
    assert tela.epoca.isVisible()
    qtbot.mouseClick(tela.barra_epoca.hoje, Qt.MouseButton.LeftButton)
    assert tela.abas.isVisible()
    assert tela.registrar.isEnabled()
    assert not tela.barra_epoca.isVisible()
    assert tela.selo.palavra() == Situacao.EM_ESTAGIO_PROBATORIO.rotulo


def test_what_was_not_known_yet_is_not_shown(qtbot: QtBot, casa: Casa, ctx: Contexto, povo: Povo) -> None:
    tela = abrir_ficha(qtbot, casa, povo.em_estagio.servidor_id)
    pedir(qtbot, casa, tela, date(2026, 3, 12), date(2026, 3, 12))
    # Everything was entered today: in March the book knew nobody.
    assert "ainda não estava registrada" in tela.barra_epoca.erro()
    assert tela.abas.isVisible()
    tela.barra_epoca.sabido.definir(date(2027, 1, 1))
    qtbot.mouseClick(tela.barra_epoca.ver, Qt.MouseButton.LeftButton)
    assert "ainda não chegou" in tela.barra_epoca.erro()
    tela.barra_epoca.em.definir(None)
    qtbot.mouseClick(tela.barra_epoca.ver, Qt.MouseButton.LeftButton)
    assert tela.barra_epoca.erro() == "Escreva o dia que quer ver."


def test_another_file_comes_back_to_today(qtbot: QtBot, casa: Casa, ctx: Contexto, povo: Povo) -> None:
    tela = abrir_ficha(qtbot, casa, povo.em_estagio.servidor_id)
    pedir(qtbot, casa, tela, date(2026, 3, 12))
    tela.receber(servidor_id=povo.nomeado.servidor_id)
    esperar(qtbot, casa)
    assert tela.barra_epoca.momento() == ""
    assert tela.abas.isVisible()


def test_what_was_undone_is_seen_as_it_was_known_before(
    qtbot: QtBot, casa: Casa, ctx: Contexto, povo: Povo, relogio: RelogioFixo
) -> None:
    quem = povo.em_estagio.servidor_id
    tela = abrir_ficha(qtbot, casa, quem)
    lida = tela._lida
    assert lida is not None
    exercicio = next(e for e in lida.ficha.historico if e.tipo == "exercicio")
    emendas.desfazer(ctx, motivo="Engano", ato_id=exercicio.ato_id, hoje=HOJE)
    tela.recarregar()
    esperar(qtbot, casa)
    pedir(qtbot, casa, tela, HOJE)
    assert tela.epoca.vinculos.linhas()[0].situacao is Situacao.EMPOSSADO
    assert [a.tipo for a in tela.epoca.atos.linhas()] == ["nomeacao", "posse"]


def test_historico_tells_what_became_of_an_act_and_offers_to_correct_it(
    qtbot: QtBot, casa: Casa, ctx: Contexto, povo: Povo
) -> None:
    quem = povo.em_estagio.servidor_id
    tela = abrir_ficha(qtbot, casa, quem)
    lida = tela._lida
    assert lida is not None
    exercicio = next(e for e in lida.ficha.historico if e.tipo == "exercicio")
    tela.abas.setCurrentIndex(list(ABAS).index("historico"))
    tela.historico.ir_para(exercicio.ato_id)
    esperar(qtbot, casa)

    def botao(rotulo: str) -> QPushButton:
        return next(
            b for b in tela.historico.detalhe.findChildren(QPushButton)
            if b.text().replace("&", "") == rotulo and b.isVisibleTo(tela)
        )  # fmt: skip

    for rotulo, tipo in (("Corrigir…", DialogoEmenda), ("Desfazer…", DialogoDesfazer),
                         ("Passar a outra ficha…", DialogoMoverAtos)):  # fmt: skip
        qtbot.mouseClick(botao(rotulo), Qt.MouseButton.LeftButton)
        esperar(qtbot, casa)
        aberto = tela.findChild(tipo)
        assert aberto is not None
        aberto.reject()
    emendas.desfazer(ctx, motivo="Digitado por engano", ato_id=exercicio.ato_id, hoje=HOJE)
    tela.recarregar()
    esperar(qtbot, casa)
    tela.historico.ir_para(exercicio.ato_id)
    esperar(qtbot, casa)
    escrito = ditos(tela.historico.detalhe)
    assert "Digitado por engano" in escrito
    with pytest.raises(StopIteration):
        botao("Corrigir…")


def test_a_mark_of_the_timeline_and_a_vinculo_offer_their_corrections(
    qtbot: QtBot, casa: Casa, ctx: Contexto, povo: Povo
) -> None:
    tela = abrir_ficha(qtbot, casa, povo.em_estagio.servidor_id)
    assert not tela.tempo.corrigir.isVisibleTo(tela) or tela.tempo._ponto is not None
    quadro = tela.tempo.linha._quadro
    assert quadro is not None
    marca = next(p for faixa in quadro.faixas for p in faixa.pontos if p.ato_id is not None)
    tela.tempo._dizer(marca)
    assert tela.tempo.corrigir.isVisible()
    qtbot.mouseClick(tela.tempo.corrigir, Qt.MouseButton.LeftButton)
    esperar(qtbot, casa)
    dialogo = tela.findChild(DialogoEmenda)
    assert dialogo is not None
    dialogo.reject()
    tela.abas.setCurrentIndex(list(ABAS).index("vinculos"))
    passar = next(b for b in tela.vinculos.findChildren(QPushButton) if b.text() == "Passar a outra pessoa…")
    qtbot.mouseClick(passar, Qt.MouseButton.LeftButton)
    mover = tela.findChild(DialogoMoverVinculo)
    assert mover is not None
    esperar(qtbot, casa)
    mover.reject()


def test_the_list_is_read_as_on_a_day_and_filtered(
    qtbot: QtBot, casa: Casa, ctx: Contexto, povo: Povo, anotacoes: Anotacoes
) -> None:
    dialogo = DialogoQuadro(casa, None)
    vigia = vigiar(dialogo.modelo, dialogo)
    mostrar(qtbot, dialogo, casa)
    assert vigia.model() is dialogo.modelo
    dialogo.barra.em.definir(date(2026, 11, 12))
    qtbot.keyClick(dialogo.barra.em, Qt.Key.Key_Return)
    esperar(qtbot, casa)
    por_nome = {x.nome: x.situacao for x in dialogo.modelo.linhas()}
    assert por_nome["Ana Lúcia Peçanha"] is Situacao.EM_ESTAGIO_PROBATORIO
    assert por_nome["Benedito Araújo"] is Situacao.EMPOSSADO
    assert "Dalva Nogueira" not in por_nome
    assert "12/11/2026" in dialogo.barra.momento()
    assert dialogo.quantos.text() == "3 vínculos"
    dialogo.situacao.definir(Situacao.EMPOSSADO)
    qtbot.mouseClick(dialogo.barra.ver, Qt.MouseButton.LeftButton)
    esperar(qtbot, casa)
    assert [x.nome for x in dialogo.modelo.linhas()] == ["Benedito Araújo"]
    qtbot.mouseClick(dialogo.ficha, Qt.MouseButton.LeftButton)
    assert anotacoes.fichas == [povo.empossado.servidor_id]
    assert not dialogo.isVisible()


def test_a_list_too_long_to_sort_comes_by_name_and_says_so(
    qtbot: QtBot, casa: Casa, ctx: Contexto, povo: Povo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quadro_epoca, "ORDENAVEIS", 3)
    dialogo = DialogoQuadro(casa, None)
    mostrar(qtbot, dialogo, casa)
    dialogo.ler(HOJE, None)
    esperar(qtbot, casa)
    nomes = [x.nome for x in dialogo.modelo.linhas()]
    assert len(nomes) == 4
    assert nomes == sorted(nomes)
    assert dialogo.quantos.text() == "4 vínculos, por nome; filtre para ordenar por outra coluna"
    assert not dialogo.tabela.isSortingEnabled()
    dialogo.reject()


def test_a_reading_can_be_stopped_and_the_list_stays(qtbot: QtBot, casa: Casa, ctx: Contexto, povo: Povo) -> None:
    dialogo = DialogoQuadro(casa, None)
    mostrar(qtbot, dialogo, casa)
    dialogo.ler(date(2026, 11, 12), None)
    assert dialogo.parar.isVisible()
    assert not dialogo.barra.ver.isEnabled()
    qtbot.mouseClick(dialogo.parar, Qt.MouseButton.LeftButton)
    esperar(qtbot, casa)
    assert dialogo.modelo.rowCount() == 0
    assert "interrompida" in dialogo.quantos.text()
    assert dialogo.barra.ver.isEnabled()
    assert dialogo.barra.momento() == ""
    dialogo.reject()


def test_the_list_of_people_opens_both(qtbot: QtBot, casa: Casa, ctx: Contexto, povo: Povo) -> None:
    tela = TelaServidores(casa)
    mostrar(qtbot, tela, casa)
    menu = tela.mais.menu()
    assert [a.text().replace("&", "") for a in menu.actions()] == [
        "O quadro como era em outro dia…", "Possíveis cadastros repetidos…", "Importar planilha…",
        "Exportar a lista…",
    ]  # fmt: skip
    menu.actions()[0].trigger()
    quadro = tela.findChild(DialogoQuadro)
    assert quadro is not None
    esperar(qtbot, casa)
    quadro.reject()
