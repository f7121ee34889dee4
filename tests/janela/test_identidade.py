"""The same person twice, a namesake's act, a change of name: read first, confirmed after, and everything told."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.janela.casa import Casa
from bahiaservidor.janela.componentes.combo import Combo
from bahiaservidor.janela.dialogos.duplicados import DialogoDuplicados
from bahiaservidor.janela.dialogos.fundir import DialogoFundir
from bahiaservidor.janela.dialogos.identidade_base import DialogoIdentidade
from bahiaservidor.janela.dialogos.mover import DialogoMoverAtos, DialogoMoverVinculo
from bahiaservidor.janela.dialogos.pessoa import CampoPessoa
from bahiaservidor.janela.dialogos.registro_civil import DialogoRegistroCivil
from bahiaservidor.janela.tema import Tom
from bahiaservidor.servicos import pessoas
from bahiaservidor.servicos.contexto import Contexto
from bahiaservidor.servicos.tipos import DadosPessoa, Ficha, FiltroServidores, LinhaServidor

from .apoio_atos import HOJE, Povo, esperar, mostrar, povoar, registrar, vigiar
from .apoio_prazos import ditos
from .conftest import Anotacoes

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def povo(ctx: Contexto) -> Povo:
    return povoar(ctx)


@pytest.fixture
def repetida(ctx: Contexto, povo: Povo) -> int:
    """Ana Lúcia, registered again by mistake, named to a cargo temporário."""
    feita = registrar(
        ctx, "nomeacao", publicacao=date(2026, 11, 3), cargo=povo.temporario, unidade=povo.unidade,
        carater="temporario", autoridade=povo.autoridade,
        pessoa=DadosPessoa(nome="Ana Lúcia Peçanha", nascimento=date(1990, 1, 1), cpf="52998224725", sexo="F"),
    )  # fmt: skip
    return feita.servidor_id


def ficha(ctx: Contexto, servidor_id: int) -> Ficha:
    return pessoas.ficha(ctx, servidor_id=servidor_id, hoje=HOJE)


def linha(ctx: Contexto, servidor_id: int) -> LinhaServidor:
    ids = pessoas.ids_servidores(ctx, filtro=FiltroServidores(), hoje=HOJE)
    return next(x for x in pessoas.linhas_servidores(ctx, ids=tuple(ids), hoje=HOJE) if x.servidor_id == servidor_id)


def parar(qtbot: QtBot, casa: Casa, dialogo: DialogoIdentidade) -> None:
    """Wait for the preview of what was just written."""
    dialogo.antever()
    esperar(qtbot, casa)


def confirmar(qtbot: QtBot, casa: Casa, dialogo: DialogoIdentidade) -> None:
    qtbot.mouseClick(dialogo.confirmar, Qt.MouseButton.LeftButton)
    esperar(qtbot, casa)


def test_two_records_become_one_after_a_look_at_both(
    qtbot: QtBot, casa: Casa, ctx: Contexto, povo: Povo, repetida: int, anotacoes: Anotacoes
) -> None:
    um = povo.em_estagio.servidor_id
    dialogo = DialogoFundir(casa, None, servidor_id=um)
    mostrar(qtbot, dialogo, casa)
    assert not dialogo.confirmar.isEnabled()
    assert "Escolha o outro cadastro" in ditos(dialogo.painel)
    dialogo.pessoa.escolhida.emit(linha(ctx, repetida))
    esperar(qtbot, casa)
    parar(qtbot, casa, dialogo)
    escrito = ditos(dialogo)
    assert f"Ficha nº {um}" in escrito
    assert f"Ficha nº {repetida} · CPF 529.982.247-25" in escrito
    assert "Nomeação, de 03/11/2026" in ditos(dialogo.painel)
    assert dialogo.manter() == (um, repetida)
    # Without a reason nothing is written.
    confirmar(qtbot, casa, dialogo)
    assert dialogo.isVisible()
    assert "Escreva o motivo." in ditos(dialogo)
    dialogo.motivo.setPlainText("Mesmo CPF nos documentos")
    confirmar(qtbot, casa, dialogo)
    unida = ficha(ctx, um)
    assert len(unida.vinculos) == 2
    assert unida.dados.cpf == "52998224725"
    assert any("unificados" in frase for frase, _ in anotacoes.mensagens)


def test_which_record_stays_is_a_choice_and_what_differs_is_asked(
    qtbot: QtBot, casa: Casa, ctx: Contexto, povo: Povo, repetida: int
) -> None:
    um = povo.em_estagio.servidor_id
    pessoas.atualizar_pessoa(
        ctx, servidor_id=um, dados=DadosPessoa(nome="Ana Lúcia Peçanha", nascimento=date(1990, 1, 1), cpf="11144477735")
    )
    dialogo = DialogoFundir(casa, None, servidor_id=um, outro_id=repetida)
    mostrar(qtbot, dialogo, casa)
    parar(qtbot, casa, dialogo)
    dialogo.segundo.fica.setChecked(True)
    parar(qtbot, casa, dialogo)
    assert dialogo.manter() == (repetida, um)
    combo = dialogo._escolhas["cpf"]
    assert isinstance(combo, Combo)
    combo.definir("outro")
    dados = dialogo.dados()
    assert dados is not None
    assert dados.cpf == "11144477735"
    dialogo.motivo.setPlainText("Certidão")
    confirmar(qtbot, casa, dialogo)
    assert ficha(ctx, repetida).dados.cpf == "11144477735"
    assert len(ficha(ctx, repetida).vinculos) == 2


def test_pairs_that_look_alike_are_listed_and_compared(
    qtbot: QtBot, casa: Casa, ctx: Contexto, povo: Povo, repetida: int
) -> None:
    dialogo = DialogoDuplicados(casa, None)
    vigia = vigiar(dialogo.modelo, dialogo)
    mostrar(qtbot, dialogo, casa)
    assert vigia.model() is dialogo.modelo
    par = dialogo.atual()
    assert par is not None
    assert {par.servidor_id, par.outro_id} == {povo.em_estagio.servidor_id, repetida}
    qtbot.mouseClick(dialogo.comparar, Qt.MouseButton.LeftButton)
    esperar(qtbot, casa)
    fundir = dialogo.findChild(DialogoFundir)
    assert fundir is not None
    parar(qtbot, casa, fundir)
    fundir.motivo.setPlainText("Mesma pessoa")
    confirmar(qtbot, casa, fundir)
    assert dialogo.modelo.rowCount() == 0
    vazio = dialogo.tabela.vazio()
    assert vazio is not None
    assert vazio.titulo() == "Nenhum cadastro repetido"
    dialogo.reject()


def test_an_act_of_a_namesake_passes_to_the_right_file(qtbot: QtBot, casa: Casa, ctx: Contexto, povo: Povo) -> None:
    de, para = povo.em_estagio.servidor_id, povo.empossado.servidor_id
    registrar(ctx, "afastamento", servidor=de, inicio=date(2026, 11, 2), fim=date(2026, 11, 6), motivo="licenca_saude")
    origem = ficha(ctx, de)
    entrada = next(e for e in origem.historico if e.tipo == "afastamento")
    dialogo = DialogoMoverAtos(casa, None, ficha=origem, entrada=entrada)
    mostrar(qtbot, dialogo, casa)
    assert "Ana Lúcia Peçanha" in ditos(dialogo)
    assert not dialogo.confirmar.isEnabled()
    dialogo.escolher(linha(ctx, para))
    esperar(qtbot, casa)
    parar(qtbot, casa, dialogo)
    assert "Benedito Araújo" in ditos(dialogo)
    assert dialogo.previa is not None
    assert [a.ato_id for a in dialogo.previa.atos] == [entrada.ato_id]
    dialogo.motivo.setPlainText("Era do outro servidor")
    confirmar(qtbot, casa, dialogo)
    assert "afastamento" in {e.tipo for e in ficha(ctx, para).historico}
    assert not any(isinstance(w, DialogoMoverAtos) and w.isVisible() for w in QApplication.topLevelWidgets())


def test_a_whole_vinculo_passes_to_another_person(
    qtbot: QtBot, casa: Casa, ctx: Contexto, povo: Povo, repetida: int
) -> None:
    para = povo.em_estagio.servidor_id
    origem = ficha(ctx, repetida)
    dialogo = DialogoMoverVinculo(casa, None, ficha=origem, vinculo=origem.vinculos[0])
    mostrar(qtbot, dialogo, casa)
    dialogo.escolher(linha(ctx, para))
    parar(qtbot, casa, dialogo)
    dialogo.motivo.setPlainText("Nomeação digitada num cadastro novo")
    confirmar(qtbot, casa, dialogo)
    assert len(ficha(ctx, para).vinculos) == 2


def test_a_person_is_found_while_typing(qtbot: QtBot, casa: Casa, ctx: Contexto, povo: Povo) -> None:
    dialogo = DialogoFundir(casa, None, servidor_id=povo.em_estagio.servidor_id)
    mostrar(qtbot, dialogo, casa)
    campo = dialogo.findChild(CampoPessoa)
    assert campo is not None
    qtbot.keyClicks(campo, "benedito")
    qtbot.waitUntil(lambda: bool(campo._linhas))
    assert [x.nome for x in campo._linhas.values()] == ["Benedito Araújo"]
    QApplication.sendPostedEvents()
    dialogo.reject()


def test_a_change_of_birth_date_lists_every_deadline_that_moves(
    qtbot: QtBot, casa: Casa, ctx: Contexto, povo: Povo
) -> None:
    quem = povo.em_estagio.servidor_id
    dialogo = DialogoRegistroCivil(casa, None, servidor_id=quem, dados=ficha(ctx, quem).dados)
    mostrar(qtbot, dialogo, casa)
    assert "Mude o nome ou o nascimento" in ditos(dialogo.painel)
    dialogo.nascimento.definir(date(1960, 5, 2))
    dialogo.nome.setText("Ana Lúcia Peçanha Bittencourt")
    parar(qtbot, casa, dialogo)
    escrito = ditos(dialogo.painel)
    assert "01/01/2065 → 02/05/2035" in escrito
    assert "Ana Lúcia Peçanha  →  Ana Lúcia Peçanha Bittencourt" in escrito
    confirmar(qtbot, casa, dialogo)
    for falta in ("Escreva o fundamento.", "Informe o processo ou o assento.", "Informe o dia da decisão"):
        assert falta in ditos(dialogo)
    dialogo.motivo.setPlainText("Retificação judicial do registro")
    dialogo.decisao.setText("0001234-55.2026.8.05.0001")
    dialogo.data.definir(date(2026, 11, 9))
    confirmar(qtbot, casa, dialogo)
    dados = ficha(ctx, quem).dados
    assert (dados.nome, dados.nascimento) == ("Ana Lúcia Peçanha Bittencourt", date(1960, 5, 2))
    assert dados.nomes_anteriores == ("Ana Lúcia Peçanha",)


def test_what_cannot_be_is_said_and_what_was_typed_stays(qtbot: QtBot, casa: Casa, ctx: Contexto, povo: Povo) -> None:
    quem = povo.em_estagio.servidor_id
    dialogo = DialogoRegistroCivil(casa, None, servidor_id=quem, dados=ficha(ctx, quem).dados)
    mostrar(qtbot, dialogo, casa)
    dialogo.nascimento.definir(date(2026, 6, 1))
    parar(qtbot, casa, dialogo)
    assert dialogo.painel.tom is Tom.PERIGO
    assert not dialogo.confirmar.isEnabled()
    dialogo._recusou(ErroDominio("Outra pessoa mudou esta ficha. Nada foi registrado."))
    assert "Nada foi registrado" in dialogo.aviso.texto()
    assert dialogo.nascimento.data() == date(2026, 6, 1)
    dialogo.reject()


def test_tab_goes_from_the_last_field_to_the_reason_and_then_to_the_buttons(
    qtbot: QtBot, casa: Casa, ctx: Contexto, povo: Povo
) -> None:
    quem = povo.em_estagio.servidor_id
    dialogo = DialogoRegistroCivil(casa, None, servidor_id=quem, dados=ficha(ctx, quem).dados)
    mostrar(qtbot, dialogo, casa)
    dialogo.autoridade.setFocus()
    qtbot.keyClick(dialogo.autoridade, Qt.Key.Key_Tab)
    assert dialogo.focusWidget() is dialogo.motivo
    # The preview scrolls by keys, so it may be a stop on the way to the foot.
    alcancados = []
    for _ in range(3):
        qtbot.keyClick(dialogo, Qt.Key.Key_Tab)
        alcancados.append(dialogo.focusWidget())
    assert dialogo._cancelar in alcancados, alcancados
