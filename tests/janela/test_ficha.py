"""The file of one person, over a real registry."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from bahiaservidor.estatuto.tipos import EstadoPrazo
from bahiaservidor.janela.casa import Casa
from bahiaservidor.janela.componentes.aviso import FaixaAviso
from bahiaservidor.janela.componentes.tela import Cabecalho
from bahiaservidor.janela.telas.ficha import TelaFicha, distancia
from bahiaservidor.janela.telas.ficha_vinculos import DialogoMatricula
from bahiaservidor.servicos import pessoas
from bahiaservidor.servicos.contexto import Contexto
from bahiaservidor.servicos.tipos import DadosPessoa

from .apoio_atos import CPFS, HOJE, NOME_LONGO, esperar, mostrar, povoar, registrar, ressalva, vigiar
from .conftest import Anotacoes


def _abrir(qtbot: QtBot, casa: Casa, servidor_id: int, aba: str = "") -> TelaFicha:
    tela = TelaFicha(casa)
    tela.ativar()
    tela.receber(servidor_id=servidor_id, aba=aba)
    mostrar(qtbot, tela, casa)
    return tela


def _escritos(tela: TelaFicha) -> str:
    return "\n".join(rotulo.text() for rotulo in tela.findChildren(QLabel) if rotulo.isVisible())


@pytest.mark.parametrize(
    ("dias", "palavras"), [(0, "hoje"), (1, "amanhã"), (-1, "ontem"), (12, "em 12 dias"), (-3, "há 3 dias")]
)
def test_distance_in_words(dias: int, palavras: str) -> None:
    assert distancia(date.fromordinal(HOJE.toordinal() + dias), HOJE) == palavras


def test_header_says_who_in_what_state_and_what_is_next(
    qtbot: QtBot, casa: Casa, ctx: Contexto, anotacoes: Anotacoes
) -> None:
    povo = povoar(ctx)
    tela = _abrir(qtbot, casa, povo.nomeado.servidor_id)
    assert NOME_LONGO in _escritos(tela) or tela.cabecalho.findChildren(QLabel)[0].toolTip() == NOME_LONGO
    assert tela.selo.palavra() == "Nomeado"
    assert tela.prazo.text() == "Posse: 10/12/2026, em 17 dias"
    assert tela.selo_prazo.palavra() == EstadoPrazo.ABERTO.rotulo
    assert tela.principal.text().replace("&", "") == "Registrar posse"
    tela.principal.click()
    assert anotacoes.atos[-1] == {
        "servidor_id": povo.nomeado.servidor_id, "vinculo_id": povo.nomeado.vinculo_id, "tipo": "posse",
    }  # fmt: skip


def test_every_tab_shows_without_a_word(qtbot: QtBot, casa: Casa, ctx: Contexto) -> None:
    povo = povoar(ctx)
    tela = _abrir(qtbot, casa, povo.em_estagio.servidor_id)
    for indice in range(tela.abas.count()):
        tela.abas.setCurrentIndex(indice)
        esperar(qtbot, casa)
        assert not tela.grab().isNull()
    assert tela.principal.isHidden()
    assert tela.estagio.fim.numero() == "16/03/2029"
    assert tela.estagio.avaliacoes.numero() == "0 de 6"
    assert tela.prazos.porque.explicacao() is not None
    assert tela.vinculos.findChildren(QLabel)[0].text() == "1. Analista de Gestão"


def test_history_says_who_when_and_why_it_was_accepted(qtbot: QtBot, casa: Casa, ctx: Contexto) -> None:
    povo = povoar(ctx)
    registrar(
        ctx, "posse", servidor=povo.nomeado.servidor_id, data=date(2026, 11, 20), inspecao="inapto",
        ressalva=ressalva(date(2026, 11, 18)),
    )  # fmt: skip
    tela = _abrir(qtbot, casa, povo.nomeado.servidor_id, aba="historico")
    assert tela.selo_ressalva.palavra() == "1 ressalva"
    primeira = tela.historico.modelo.linha(0)
    assert primeira is not None
    assert primeira.tipo == "posse"
    palavras = _escritos(tela)
    assert "maria.souza" in palavras
    assert "Decisão judicial" in palavras
    assert "Ressalvado" in palavras
    assert primeira.hash[:32] in palavras
    vigiar(tela.historico.modelo, tela)
    vigiar(tela.prazos.modelo, tela)
    tela.historico.modelo.definir(())


def test_a_mark_of_the_timeline_opens_its_entry(qtbot: QtBot, casa: Casa, ctx: Contexto) -> None:
    povo = povoar(ctx)
    tela = _abrir(qtbot, casa, povo.em_estagio.servidor_id)
    tela.tempo.linha.selecionar(1)
    tela.tempo.linha.aberto.emit(tela.tempo.linha.ponto_atual())
    esperar(qtbot, casa)
    assert tela.aba_atual() is tela.historico
    atual = tela.historico.modelo.linha(tela.historico.tabela.linha_atual())
    assert atual is not None
    assert atual.tipo == "posse"


def test_at_200_percent_the_actions_leave_the_name_its_room(qtbot: QtBot) -> None:
    cabecalho = Cabecalho(NOME_LONGO, "Matrícula 92.000.105 · Analista de Gestão · Coordenação de Pessoal")
    acao = QPushButton("Registrar exercício e mais palavras")
    cabecalho.adicionar_acao(acao)
    qtbot.addWidget(cabecalho)
    cabecalho.resize(900, 120)
    cabecalho.show()
    assert acao.geometry().left() > cabecalho._titulo.geometry().right()
    cabecalho.resize(acao.sizeHint().width() + 100, 160)
    qtbot.waitUntil(lambda: acao.geometry().top() > cabecalho._subtitulo.geometry().bottom())
    assert cabecalho._titulo.width() > acao.sizeHint().width()


@pytest.mark.parametrize("aba", ["historico", "prazos"])
def test_nothing_of_the_person_seen_before_stays_at_the_right(
    qtbot: QtBot, casa: Casa, ctx: Contexto, aba: str
) -> None:
    povo = povoar(ctx)
    tela = _abrir(qtbot, casa, povo.em_estagio.servidor_id, aba=aba)
    tela.historico.tabela.ir_para(1)
    tela.prazos.tabela.ir_para(1)
    tela.receber(servidor_id=povo.nomeado.servidor_id)
    esperar(qtbot, casa)
    for lista in (tela.historico, tela.prazos):
        lista.mostrar_se_preciso()
        assert lista.tabela.linha_atual() == 0
    prazo = tela.prazos.porque.prazo()
    assert prazo is not None
    assert prazo.servidor_id == povo.nomeado.servidor_id
    primeira = tela.historico.modelo.linha(0)
    assert primeira is not None
    assert primeira.hash[:32] in "\n".join(r.text() for r in tela.historico.detalhe.findChildren(QLabel))


# ---------------------------------------------------------------- personal data


def _campo(tela: TelaFicha, nome: str) -> QLineEdit:
    campo = tela.dados._campos[nome]
    assert isinstance(campo, QLineEdit)
    return campo


def test_personal_data_are_checked_and_saved_in_the_book(
    qtbot: QtBot, casa: Casa, ctx: Contexto, anotacoes: Anotacoes
) -> None:
    povo = povoar(ctx)
    tela = _abrir(qtbot, casa, povo.em_estagio.servidor_id, aba="dados")
    assert not tela.dados.guardar.isEnabled()
    assert tela.pode_sair()
    _campo(tela, "cpf").setText("529.982.247-24")
    assert not tela.pode_sair()
    tela.dados.guardar.click()
    assert tela.dados.aviso.texto() == "Há campos por corrigir. Nada foi guardado."
    assert "não existe" in _escritos(tela)
    _campo(tela, "cpf").setText(CPFS[0])
    _campo(tela, "pis").setText("12056124477")
    _campo(tela, "nomes_anteriores").setText("Ana Lúcia Reis;  Ana Peçanha ")
    tela.dados.guardar.click()
    esperar(qtbot, casa)
    dados = pessoas.pessoa(ctx, servidor_id=povo.em_estagio.servidor_id)
    assert (dados.cpf, dados.pis) == (CPFS[0], "12056124477")
    assert dados.nomes_anteriores == ("Ana Lúcia Reis", "Ana Peçanha")
    assert anotacoes.mensagens[-1][0] == "Dados pessoais guardados."
    assert _campo(tela, "cpf").text() == "529.982.247-25"
    assert not tela.dados.guardar.isEnabled()


def test_a_cpf_of_somebody_else_is_refused_and_what_was_typed_stays(
    qtbot: QtBot, casa: Casa, ctx: Contexto, anotacoes: Anotacoes
) -> None:
    povo = povoar(ctx)
    dados = pessoas.pessoa(ctx, servidor_id=povo.nomeado.servidor_id)
    pessoas.atualizar_pessoa(ctx, servidor_id=povo.nomeado.servidor_id, dados=replace(dados, cpf=CPFS[0]))
    tela = _abrir(qtbot, casa, povo.em_estagio.servidor_id, aba="dados")
    _campo(tela, "cpf").setText(CPFS[0])
    tela.dados.guardar.click()
    esperar(qtbot, casa)
    assert "CPF" in tela.dados.aviso.texto()
    assert _campo(tela, "cpf").text() in (CPFS[0], "529.982.247-25")
    assert anotacoes.mensagens == []
    tela.dados.desfazer.click()
    assert tela.pode_sair()


def test_what_is_being_typed_survives_a_reading(qtbot: QtBot, casa: Casa, ctx: Contexto) -> None:
    povo = povoar(ctx)
    tela = _abrir(qtbot, casa, povo.em_estagio.servidor_id, aba="dados")
    _campo(tela, "telefone").setText("71 3333-4444")
    tela.recarregar()
    esperar(qtbot, casa)
    assert _campo(tela, "telefone").text() == "71 3333-4444"


# ---------------------------------------------------------------- matrícula, papers, proposals


def test_matricula_is_given_once(qtbot: QtBot, casa: Casa, ctx: Contexto, anotacoes: Anotacoes) -> None:
    povo = povoar(ctx)
    tela = _abrir(qtbot, casa, povo.empossado.servidor_id, aba="vinculos")
    vinculo = pessoas.ficha(ctx, servidor_id=povo.empossado.servidor_id, hoje=HOJE).vinculos[0]
    dialogo = DialogoMatricula(casa, povo.empossado.servidor_id, vinculo, tela)
    mostrar(qtbot, dialogo, casa)
    dialogo.campo.setText("123")
    dialogo.guardar.click()
    assert dialogo.isVisible()
    dialogo.campo.setText("92.116.599")  # taken by another
    dialogo.guardar.click()
    esperar(qtbot, casa)
    assert "92.116.599" in dialogo.aviso.texto()
    dialogo.campo.setText("92116600")
    dialogo.guardar.click()
    esperar(qtbot, casa)
    assert pessoas.ficha(ctx, servidor_id=povo.empossado.servidor_id, hoje=HOJE).vinculos[0].matricula == "92116600"
    assert anotacoes.mensagens[-1][0] == "Matrícula 92.116.600 atribuída."


def test_termos_are_printed_from_the_file_and_kept(
    qtbot: QtBot, casa: Casa, ctx: Contexto, anotacoes: Anotacoes
) -> None:
    povo = povoar(ctx)
    tela = _abrir(qtbot, casa, povo.em_estagio.servidor_id, aba="documentos")
    tela.documentos.termo_posse.click()
    esperar(qtbot, casa)
    tela.documentos.termo_exercicio.click()
    esperar(qtbot, casa)
    assert len(anotacoes.previas) == 2
    assert tela.documentos.modelo.rowCount() == 2
    tela.documentos.tabela.aberta.emit(0)
    esperar(qtbot, casa)
    assert len(anotacoes.previas) == 3


def test_what_the_law_suggests_is_offered_not_done(
    qtbot: QtBot, casa: Casa, ctx: Contexto, anotacoes: Anotacoes
) -> None:
    povo = povoar(ctx)
    nomeado = registrar(
        ctx, "nomeacao", pessoa=DadosPessoa(nome="Fábio Torres", nascimento=date(1991, 1, 1)),
        publicacao=date(2026, 8, 4), cargo=povo.temporario, carater="temporario", unidade=povo.unidade,
    )  # fmt: skip
    tela = _abrir(qtbot, casa, nomeado.servidor_id)
    faixas = [f for f in tela.findChildren(FaixaAviso) if f.isVisible()]
    assert len(faixas) == 1
    assert "sem efeito" in faixas[0].texto().lower() or "art. 19" in faixas[0].accessibleName()
    faixas[0]._abrir()  # type: ignore[attr-defined]
    assert anotacoes.atos[-1]["tipo"] == "tornar_sem_efeito"


def test_nobody_open_says_where_to_go(qtbot: QtBot, casa: Casa, anotacoes: Anotacoes) -> None:
    tela = TelaFicha(casa)
    tela.ativar()
    mostrar(qtbot, tela, casa)
    tela._vazio.botao.click()
    assert anotacoes.navegacoes == [("servidores", {})]
