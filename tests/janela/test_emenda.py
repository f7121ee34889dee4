"""Correcting the book from its windows: the question in plain words, the preview, and only then the entry."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from bahiaservidor.estatuto.tipos import AlcanceRepublicacao, TipoRessalva
from bahiaservidor.estatuto.tipos_emendas import DestinoAto, FormaEmenda, SituacaoAto
from bahiaservidor.janela.casa import Casa
from bahiaservidor.janela.componentes.citacao import Citacao
from bahiaservidor.janela.dialogos.desfazer import DialogoDesfazer, acao_de_desfazer, desfazer_ultimo
from bahiaservidor.janela.dialogos.emenda import DialogoEmenda
from bahiaservidor.janela.dialogos.emenda_pagina import PaginaEmenda
from bahiaservidor.janela.tema import Tom
from bahiaservidor.relogio import RelogioFixo
from bahiaservidor.servicos import emendas, pessoas
from bahiaservidor.servicos.contexto import Contexto
from bahiaservidor.servicos.tipos.emendas import PedidoEmenda

from .apoio_atos import HOJE, Povo, esperar, mostrar, povoar, registrar
from .apoio_prazos import ditos
from .conftest import Anotacoes

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def povo(ctx: Contexto) -> Povo:
    return povoar(ctx)


def ato_do_tipo(ctx: Contexto, servidor_id: int, tipo: str) -> int:
    ficha = pessoas.ficha(ctx, servidor_id=servidor_id, hoje=HOJE)
    return next(e.ato_id for e in ficha.historico if e.tipo == tipo)


def abrir(qtbot: QtBot, casa: Casa, ato_id: int) -> DialogoEmenda:
    dialogo = DialogoEmenda(casa, None, ato_id=ato_id)
    mostrar(qtbot, dialogo, casa)
    return dialogo


def pagina(qtbot: QtBot, casa: Casa, dialogo: DialogoEmenda, forma: FormaEmenda) -> PaginaEmenda:
    """Answer the question as a clerk does, and wait for the first preview."""
    dialogo.escolha.botoes[forma].setChecked(True)
    qtbot.mouseClick(dialogo.continuar, Qt.MouseButton.LeftButton)
    esperar(qtbot, casa)
    assert dialogo.pagina is not None
    return dialogo.pagina


def analisar(qtbot: QtBot, casa: Casa, aberta: PaginaEmenda) -> None:
    aberta.analisar()
    esperar(qtbot, casa)


def tom(aberta: PaginaEmenda) -> Tom:
    return aberta.previa.tom


def test_asks_in_plain_words_and_says_what_does_not_apply(qtbot: QtBot, casa: Casa, ctx: Contexto, povo: Povo) -> None:
    dialogo = abrir(qtbot, casa, ato_do_tipo(ctx, povo.em_estagio.servidor_id, "posse"))
    assert list(dialogo.escolha.botoes) == list(FormaEmenda)
    revogar = dialogo.escolha.botoes[FormaEmenda.REVOGACAO]
    assert not revogar.isEnabled()
    assert "Só se revoga o que dura no tempo" in revogar.accessibleDescription()
    assert "Não se aplica: Só se revoga o que dura" in ditos(dialogo.escolha)
    assert not dialogo.continuar.isEnabled()
    assert "Ana Lúcia Peçanha" in ditos(dialogo)
    dialogo.reject()


def test_the_question_is_answered_by_keyboard_alone(qtbot: QtBot, casa: Casa, ctx: Contexto, povo: Povo) -> None:
    dialogo = abrir(qtbot, casa, ato_do_tipo(ctx, povo.em_estagio.servidor_id, "posse"))
    qtbot.keyClick(dialogo.escolha.botoes[FormaEmenda.CORRECAO], Qt.Key.Key_Space)
    assert dialogo.escolha.forma() is FormaEmenda.CORRECAO
    qtbot.keyClick(dialogo.escolha.botoes[FormaEmenda.CORRECAO], Qt.Key.Key_Return)
    esperar(qtbot, casa)
    assert dialogo.pagina is not None
    assert dialogo.pagina.forma is FormaEmenda.CORRECAO
    dialogo.reject()


def test_a_transcription_is_corrected_after_showing_what_moves(
    qtbot: QtBot, casa: Casa, ctx: Contexto, povo: Povo, anotacoes: Anotacoes
) -> None:
    quem = povo.em_estagio.servidor_id
    dialogo = abrir(qtbot, casa, ato_do_tipo(ctx, quem, "exercicio"))
    aberta = pagina(qtbot, casa, dialogo, FormaEmenda.CORRECAO)
    assert not dialogo.confirmar.isEnabled()
    # What has not been written yet is no mistake.
    assert "tudo está como era" in ditos(aberta.previa)
    assert aberta.previa.tom is Tom.INFO
    assert aberta.form is not None
    campo = aberta.form.campo("data")
    assert campo is not None
    campo.definir(date(2026, 3, 18))
    analisar(qtbot, casa, aberta)
    escrito = ditos(aberta.previa)
    assert "16/03/2026  →  18/03/2026" in escrito
    assert "16/03/2029 → 18/03/2029" in escrito
    assert any(c.citacao().startswith("art. 27") for c in aberta.previa.findChildren(Citacao))
    # Nothing was written, and the reason is asked for.
    qtbot.mouseClick(dialogo.confirmar, Qt.MouseButton.LeftButton)
    assert "Escreva o motivo." in ditos(aberta)
    assert dialogo.isVisible()
    aberta.motivo.setPlainText("O termo diz 18/03/2026")
    analisar(qtbot, casa, aberta)
    qtbot.mouseClick(dialogo.confirmar, Qt.MouseButton.LeftButton)
    esperar(qtbot, casa)
    ficha = pessoas.ficha(ctx, servidor_id=quem, hoje=HOJE)
    assert ficha.vinculos[0].exercicio == date(2026, 3, 18)
    assert any("Correção registrada" in frase for frase, _ in anotacoes.mensagens)


def test_an_estorno_takes_along_what_depends_on_it(qtbot: QtBot, casa: Casa, ctx: Contexto, povo: Povo) -> None:
    quem = povo.em_estagio.servidor_id
    dialogo = abrir(qtbot, casa, ato_do_tipo(ctx, quem, "posse"))
    aberta = pagina(qtbot, casa, dialogo, FormaEmenda.ESTORNO)
    assert aberta.dependentes.isVisibleTo(aberta)
    assert "Exercício" in ditos(aberta.dependentes)
    assert not dialogo.perigo.isEnabled()
    assert not dialogo.confirmar.isVisible()
    # Tab goes from the motivo to the destinies, though they were made after the buttons at the foot.
    aberta.motivo.setFocus()
    alcancados = []
    for _ in range(3):
        qtbot.keyClick(dialogo, Qt.Key.Key_Tab)
        alcancados.append(dialogo.focusWidget())
    assert set(aberta.dependentes.combos.values()) & set(alcancados)
    aberta.motivo.setPlainText("Digitada na ficha errada")
    aberta.dependentes._todos_caem()
    assert set(aberta.dependentes.destinos().values()) == {DestinoAto.CAI}
    analisar(qtbot, casa, aberta)
    assert "Empossado" not in ditos(aberta.previa)
    assert dialogo.perigo.isEnabled()
    qtbot.mouseClick(dialogo.perigo, Qt.MouseButton.LeftButton)
    esperar(qtbot, casa)
    ficha = pessoas.ficha(ctx, servidor_id=quem, hoje=HOJE)
    assert (ficha.vinculos[0].posse, ficha.vinculos[0].exercicio) == (None, None)
    assert {e.situacao for e in ficha.historico if e.tipo in ("posse", "exercicio")} == {SituacaoAto.ESTORNADO}


def test_a_rectification_shows_both_ends_before_the_reach_is_said(
    qtbot: QtBot, casa: Casa, ctx: Contexto, povo: Povo
) -> None:
    dialogo = abrir(qtbot, casa, ato_do_tipo(ctx, povo.nomeado.servidor_id, "nomeacao"))
    aberta = pagina(qtbot, casa, dialogo, FormaEmenda.RETIFICACAO)
    assert aberta.publicacao is not None
    assert aberta.alcance is not None
    assert aberta.form is not None
    aberta.publicacao.definir(date(2026, 11, 18))
    aberta.alcance.definir(AlcanceRepublicacao.SUBSTANCIAL)
    aberta.motivo.setPlainText("Corrige a classe")
    classe = aberta.form.campo("classe")
    assert classe is not None
    classe.definir("II")
    analisar(qtbot, casa, aberta)
    escrito = ditos(aberta.previa)
    assert "Onde o prazo termina" in escrito
    assert all(alcance.rotulo in escrito for alcance in AlcanceRepublicacao)
    assert "Posse: " in escrito
    dialogo.reject()


def test_what_is_annulled_asks_a_destiny_for_each_dependent_and_a_ressalva_for_what_stays(
    qtbot: QtBot, casa: Casa, ctx: Contexto, povo: Povo
) -> None:
    quem = povo.em_estagio.servidor_id
    dialogo = abrir(qtbot, casa, ato_do_tipo(ctx, quem, "posse"))
    aberta = pagina(qtbot, casa, dialogo, FormaEmenda.ANULACAO)
    assert aberta.publicacao is not None
    aberta.publicacao.definir(date(2026, 11, 20))
    aberta.motivo.setPlainText("Processo 019.1234.2026")
    analisar(qtbot, casa, aberta)
    assert tom(aberta) is Tom.PERIGO
    (combo,) = aberta.dependentes.combos.values()
    combo.definir(DestinoAto.MANTIDO)
    analisar(qtbot, casa, aberta)
    assert "só fica com ressalva" in ditos(aberta.previa)
    assert aberta.ressalva is not None
    aberta.previa.quer_ressalva.emit()
    aberta.ressalva.form.preencher(
        {"tipo": TipoRessalva.PARECER_PGE, "numero": "PGE 55/2026", "data": date(2026, 11, 19)}
    )
    analisar(qtbot, casa, aberta)
    assert tom(aberta) is Tom.ATENCAO
    # Choosing a destiny does not build the list again: the focus stays where it was.
    assert list(aberta.dependentes.combos.values()) == [combo]
    qtbot.mouseClick(dialogo.perigo, Qt.MouseButton.LeftButton)
    esperar(qtbot, casa)
    ficha = pessoas.ficha(ctx, servidor_id=quem, hoje=HOJE)
    assert next(e for e in ficha.historico if e.tipo == "posse").situacao is SituacaoAto.ANULADO
    assert next(e for e in ficha.historico if e.tipo == "exercicio").situacao is SituacaoAto.VIGENTE


def test_the_answer_can_be_changed_and_nothing_was_written(qtbot: QtBot, casa: Casa, ctx: Contexto, povo: Povo) -> None:
    ato_id = ato_do_tipo(ctx, povo.em_estagio.servidor_id, "exercicio")
    dialogo = abrir(qtbot, casa, ato_id)
    pagina(qtbot, casa, dialogo, FormaEmenda.ESTORNO)
    qtbot.mouseClick(dialogo.voltar, Qt.MouseButton.LeftButton)
    assert dialogo.pagina is None
    pagina(qtbot, casa, dialogo, FormaEmenda.CORRECAO)
    dialogo.reject()
    assert emendas.conteudo_atual(ctx, ato_id=ato_id).situacao is SituacaoAto.VIGENTE


def test_somebody_else_corrected_it_meanwhile(qtbot: QtBot, casa: Casa, ctx: Contexto, povo: Povo) -> None:
    quem = povo.em_estagio.servidor_id
    ato_id = ato_do_tipo(ctx, quem, "exercicio")
    dialogo = abrir(qtbot, casa, ato_id)
    aberta = pagina(qtbot, casa, dialogo, FormaEmenda.ESTORNO)
    aberta.motivo.setPlainText("Engano")
    analisar(qtbot, casa, aberta)
    emendas.desfazer(ctx, motivo="Outra pessoa", ato_id=ato_id, hoje=HOJE)
    qtbot.mouseClick(dialogo.perigo, Qt.MouseButton.LeftButton)
    esperar(qtbot, casa)
    assert dialogo.isVisible()
    assert dialogo.aviso.texto()
    assert aberta.motivo.toPlainText() == "Engano"
    assert dialogo.perigo.isEnabled()
    dialogo.reject()


def test_what_was_just_registered_is_undone(
    qtbot: QtBot, casa: Casa, ctx: Contexto, povo: Povo, anotacoes: Anotacoes
) -> None:
    quem = povo.em_estagio.servidor_id
    dialogo = DialogoDesfazer(casa, None, ato_id=ato_do_tipo(ctx, quem, "posse"))
    mostrar(qtbot, dialogo, casa)
    assert "Exercício" in ditos(dialogo.painel)
    assert not dialogo.confirmar.isEnabled()
    dialogo.junto.setChecked(True)
    qtbot.mouseClick(dialogo.confirmar, Qt.MouseButton.LeftButton)
    assert "Escreva o motivo." in ditos(dialogo)
    dialogo.motivo.setText("Outra pessoa")
    qtbot.mouseClick(dialogo.confirmar, Qt.MouseButton.LeftButton)
    esperar(qtbot, casa)
    assert pessoas.ficha(ctx, servidor_id=quem, hoje=HOJE).vinculos[0].posse is None
    assert any("desfeitos" in frase for frase, _ in anotacoes.mensagens)


def test_the_message_after_an_act_undoes_it_in_one_step(
    qtbot: QtBot, casa: Casa, ctx: Contexto, povo: Povo, anotacoes: Anotacoes
) -> None:
    quem = povo.em_estagio.servidor_id
    acao = acao_de_desfazer(casa, ato_do_tipo(ctx, quem, "exercicio"))
    assert acao.texto == "Desfazer"
    acao.ao_acionar()
    esperar(qtbot, casa)
    ficha = pessoas.ficha(ctx, servidor_id=quem, hoje=HOJE)
    assert ficha.vinculos[0].exercicio is None
    assert [e.tipo for e in ficha.historico][-1] == "estorno"
    assert ("Motivo", "Desfeito logo após o registro") in ficha.historico[-1].campos
    assert anotacoes.mensagens[-1][0].startswith("1 ato desfeito")


def test_what_something_relies_on_is_shown_before_it_is_undone(
    qtbot: QtBot, casa: Casa, ctx: Contexto, povo: Povo
) -> None:
    janela = QWidget()
    qtbot.addWidget(janela)
    janela.show()
    quem = povo.em_estagio.servidor_id
    acao_de_desfazer(casa, ato_do_tipo(ctx, quem, "posse"), janela).ao_acionar()
    esperar(qtbot, casa)
    dialogo = janela.findChild(DialogoDesfazer)
    assert dialogo is not None
    assert dialogo.motivo.text() == "Desfeito logo após o registro"
    assert "Exercício" in ditos(dialogo.painel)
    assert not dialogo.confirmar.isEnabled()
    assert pessoas.ficha(ctx, servidor_id=quem, hoje=HOJE).vinculos[0].posse is not None
    dialogo.reject()


def test_ctrl_z_takes_back_one_by_one_what_this_user_registered(
    qtbot: QtBot, casa: Casa, ctx: Contexto, povo: Povo, anotacoes: Anotacoes
) -> None:
    quem = povo.em_estagio.servidor_id
    desde = ctx.relogio.agora()
    agora = desde + timedelta(minutes=1)
    casa.ctx.relogio = RelogioFixo(HOJE, agora)
    for inicio, fim in ((date(2026, 10, 5), date(2026, 10, 6)), (date(2026, 10, 12), date(2026, 10, 13))):
        registrar(ctx, "afastamento", servidor=quem, inicio=inicio, fim=fim, motivo="ferias")
    casa.ctx.usuario = "outra.pessoa"
    registrar(ctx, "afastamento", servidor=quem, inicio=date(2026, 10, 19), fim=date(2026, 10, 20),
              motivo="ferias")  # fmt: skip
    casa.ctx.usuario = "maria.souza"
    restam = []
    for _ in range(3):
        desfazer_ultimo(casa, agora)
        esperar(qtbot, casa)
        qtbot.waitUntil(lambda: casa.executor.ocioso)
        ficha = pessoas.ficha(ctx, servidor_id=quem, hoje=HOJE)
        restam.append([e.data.day for e in ficha.historico if e.tipo == "afastamento" and e.situacao.vale])
    assert restam == [[5, 19], [19], [19]]
    assert anotacoes.mensagens[-1][0].startswith("Nada foi registrado por você")


def test_a_correction_is_itself_undone_and_the_act_comes_back(
    qtbot: QtBot, casa: Casa, ctx: Contexto, povo: Povo
) -> None:
    quem = povo.em_estagio.servidor_id
    exercicio = ato_do_tipo(ctx, quem, "exercicio")
    alvo = emendas.conteudo_atual(ctx, ato_id=exercicio)
    pedido = PedidoEmenda(
        forma=FormaEmenda.CORRECAO, ato_id=exercicio, motivo="Dia errado",
        conteudo={**alvo.conteudo, "data": date(2026, 3, 18)},
    )  # fmt: skip
    emendas.registrar_emenda(ctx, pedido=pedido, hoje=HOJE)
    dialogo = abrir(qtbot, casa, ato_do_tipo(ctx, quem, "correcao"))
    assert not dialogo.escolha.botoes[FormaEmenda.REVOGACAO].isEnabled()
    aberta = pagina(qtbot, casa, dialogo, FormaEmenda.CORRECAO)
    # What says which act the correction is about is not asked: to change it is another entry.
    assert aberta.form is not None
    assert {d.nome for d in aberta.form.descricoes} <= {"data", "motivo"}
    qtbot.mouseClick(dialogo.voltar, Qt.MouseButton.LeftButton)
    aberta = pagina(qtbot, casa, dialogo, FormaEmenda.ESTORNO)
    aberta.motivo.setPlainText("O primeiro estava certo")
    analisar(qtbot, casa, aberta)
    qtbot.mouseClick(dialogo.perigo, Qt.MouseButton.LeftButton)
    esperar(qtbot, casa)
    assert pessoas.ficha(ctx, servidor_id=quem, hoje=HOJE).vinculos[0].exercicio == date(2026, 3, 16)


def test_what_lasts_is_revoked_from_a_day_on(qtbot: QtBot, casa: Casa, ctx: Contexto, povo: Povo) -> None:
    quem = povo.em_estagio.servidor_id
    registrar(
        ctx, "afastamento", servidor=quem, inicio=date(2026, 10, 5), fim=date(2026, 12, 31), motivo="licenca_saude"
    )
    dialogo = abrir(qtbot, casa, ato_do_tipo(ctx, quem, "afastamento"))
    aberta = pagina(qtbot, casa, dialogo, FormaEmenda.REVOGACAO)
    assert aberta.publicacao is not None
    assert aberta.efeitos_em is not None
    aberta.publicacao.definir(date(2026, 11, 20))
    aberta.efeitos_em.definir(date(2026, 11, 1))
    aberta.motivo.setPlainText("Ato de 20/11/2026")
    analisar(qtbot, casa, aberta)
    assert "não retroage" in ditos(aberta.previa)
    assert not dialogo.confirmar.isEnabled()
    aberta.efeitos_em.definir(date(2026, 11, 21))
    analisar(qtbot, casa, aberta)
    assert tom(aberta) is Tom.SUCESSO
    qtbot.mouseClick(dialogo.confirmar, Qt.MouseButton.LeftButton)
    esperar(qtbot, casa)
    entrada = next(e for e in pessoas.ficha(ctx, servidor_id=quem, hoje=HOJE).historico if e.tipo == "afastamento")
    assert entrada.situacao is SituacaoAto.REVOGADO


def test_work_done_under_an_annulled_nomeacao_stays_as_fact(
    qtbot: QtBot, casa: Casa, ctx: Contexto, povo: Povo
) -> None:
    quem = povo.em_estagio.servidor_id
    dialogo = abrir(qtbot, casa, ato_do_tipo(ctx, quem, "nomeacao"))
    aberta = pagina(qtbot, casa, dialogo, FormaEmenda.ANULACAO)
    assert aberta.publicacao is not None
    aberta.publicacao.definir(date(2026, 11, 20))
    aberta.motivo.setPlainText("Sentença")
    analisar(qtbot, casa, aberta)
    assert "Os dias trabalhados ficam como fato." in ditos(aberta.dependentes)
    assert not aberta.dependentes.todos.isVisible()
    for combo in aberta.dependentes.combos.values():
        combo.definir(DestinoAto.MANTIDO)
    assert set(aberta.dependentes.destinos().values()) == {DestinoAto.MANTIDO}
    analisar(qtbot, casa, aberta)
    assert dialogo.perigo.isEnabled()
    dialogo.reject()


def test_a_date_half_written_is_not_judged(qtbot: QtBot, casa: Casa, ctx: Contexto, povo: Povo) -> None:
    dialogo = abrir(qtbot, casa, ato_do_tipo(ctx, povo.em_estagio.servidor_id, "posse"))
    aberta = pagina(qtbot, casa, dialogo, FormaEmenda.ANULACAO)
    assert aberta.publicacao is not None
    aberta.motivo.setPlainText("Sentença")
    aberta.publicacao.setText("20/11")
    analisar(qtbot, casa, aberta)
    assert "Informe a data da publicação" in ditos(aberta.previa)
    qtbot.mouseClick(dialogo.perigo, Qt.MouseButton.LeftButton)
    esperar(qtbot, casa)
    assert dialogo.isVisible()
    assert dialogo.aviso.texto().startswith("Falta preencher")
    dialogo.reject()
