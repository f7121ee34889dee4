"""Concursos: who is next and why, pasting candidates, withdrawals, and what an empty registry says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSpinBox
from pytestqt.qtbot import QtBot

from bahiaservidor.janela.casa import Casa
from bahiaservidor.janela.dialogos.cadastros_base import DialogoCadastro
from bahiaservidor.janela.dialogos.cadastros_concursos import (
    DialogoCandidatos,
    DialogoConcurso,
    DialogoLista,
)
from bahiaservidor.janela.dialogos.cadastros_convocacoes import (
    DialogoConvocacao,
    DialogoDesistencia,
    DialogoEliminacao,
    DialogoFimDaLista,
    DialogoProrrogacao,
    DialogoVolta,
)
from bahiaservidor.janela.modelos.candidatos import ler_candidatos, por_que_proximo, proximo
from bahiaservidor.janela.modelos.concursos import linha_de_concurso, palavras_da_validade, tom_da_validade
from bahiaservidor.janela.telas.concursos import TelaConcursos
from bahiaservidor.janela.tema import Tom
from bahiaservidor.servicos import cadastros, pessoas
from bahiaservidor.servicos.tipos import Candidato, Concurso, Lista

from .apoio_prazos import HOJE, Lugar, conferir_modelo, dialogo_aberto, esperar, mostrar

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def _concurso_com_lista(casa: Casa, homologacao: date = date(2026, 3, 2)) -> tuple[int, int]:
    concurso_id = cadastros.salvar_concurso(casa.ctx, concurso=Concurso(edital="SAEB/02/2026", homologacao=homologacao))
    cargo = cadastros.cargos(casa.ctx)[0]
    assert cargo.id is not None
    lista = Lista(concurso_id=concurso_id, cargo_id=cargo.id, polo="Salvador")
    return concurso_id, cadastros.salvar_lista(casa.ctx, lista=lista)


def _candidatos(*situacoes: str) -> list[Candidato]:
    return [
        Candidato(id=n, lista_id=1, classificacao=n, nome=f"Pessoa {n}", situacao=s)
        for n, s in enumerate(situacoes, start=1)
    ]


# ------------------------------------------------------------ reading lines


def test_lines_are_read_with_either_separator_and_a_heading_is_skipped() -> None:
    texto = "Classificação;Nome;CPF;Nascimento\n1º;Ana Souza  Prado;529.982.247-25;14/03/1994\n\n2\tRui Lima\t\t\n"
    lidas = ler_candidatos(texto, lista_id=7)
    assert [linha.erro for linha in lidas] == ["", ""]
    assert [linha.numero for linha in lidas] == [2, 4]
    primeiro, segundo = (linha.candidato for linha in lidas)
    assert primeiro == Candidato(
        lista_id=7, classificacao=1, nome="Ana Souza Prado", cpf="52998224725", nascimento=date(1994, 3, 14)
    )
    assert segundo == Candidato(lista_id=7, classificacao=2, nome="Rui Lima")


@pytest.mark.parametrize(
    ("linha", "parte"),
    [
        ("Ana", "Faltam dados"),
        ("x;Ana", "não é um número"),
        ("0;Ana", "a partir de 1"),
        ("1;", "Falta o nome"),
        ("1;;529.982.247-25", "Falta o nome"),
        ("1;12345", "não é um nome"),
        ("1;Ana;529.982.247-26", "não existe"),
        ("1;Ana;;31/02/1990", "não existe"),
        ("1;Ana;;03/04/90", "ambígua"),
        ("1;Ana;529.982.247-25;14/03/1994;x", "5 colunas"),
    ],
)
def test_each_wrong_line_says_why(linha: str, parte: str) -> None:
    (lida,) = ler_candidatos(linha, lista_id=1)
    assert lida.candidato is None
    assert parte in lida.erro


def test_a_place_or_cpf_taken_names_who_has_it() -> None:
    existentes = [Candidato(id=9, lista_id=1, classificacao=1, nome="Bia Reis", cpf="52998224725")]
    lidas = ler_candidatos("1;Ana\n2;Rui;529.982.247-25\n3;Léa\n3;Zoé", lista_id=1, existentes=existentes)
    assert "Bia Reis" in lidas[0].erro
    assert "Bia Reis" in lidas[1].erro
    assert lidas[2].erro == ""
    assert "linha 3" in lidas[3].erro


# ------------------------------------------------------------ the order


@pytest.mark.parametrize(
    ("situacoes", "seguinte", "parte"),
    [
        (("a_nomear", "a_nomear"), 1, "mais bem classificado da lista"),
        (("nomeado", "a_nomear"), 2, "Pessoa 1, já foi nomeado"),
        (("desistente", "a_nomear"), 2, "Pessoa 1, desistiu"),
        (("nomeado", "desistente", "nomeado", "a_nomear"), 4, "2 foram nomeados e 1 desistiu"),
        (("nomeado", "desistente"), None, "já foram nomeados ou deixaram a lista"),
        ((), None, ""),
    ],
)
def test_the_next_is_the_best_placed_not_named_nor_withdrawn(
    situacoes: tuple[str, ...], seguinte: int | None, parte: str
) -> None:
    candidatos = _candidatos(*situacoes)
    achado = proximo(candidatos)
    assert (achado.classificacao if achado is not None else None) == seguinte
    assert parte in por_que_proximo(candidatos)


@pytest.mark.parametrize(
    ("ate", "palavras", "tom"),
    [
        (date(2026, 11, 22), "Vencido", Tom.APAGADO),
        (date(2026, 11, 23), "Último dia", Tom.ATENCAO),
        (date(2026, 11, 24), "1 dia", Tom.ATENCAO),
        (date(2027, 11, 23), "365 dias", Tom.SUCESSO),
        (None, "Validade desconhecida", Tom.NEUTRO),
    ],
)
def test_the_days_left_are_said_in_words(ate: date | None, palavras: str, tom: Tom) -> None:
    linha = linha_de_concurso(Concurso(edital="1", homologacao=date(2025, 1, 2), valido_ate=ate), "SAEB", HOJE)
    assert palavras_da_validade(linha) == palavras
    assert tom_da_validade(linha) is tom


# ------------------------------------------------------------ the screen


def test_from_nothing_to_a_list_by_the_buttons_that_each_empty_place_offers(qtbot: QtBot, lugar: Lugar) -> None:
    casa, pedidos = lugar
    tela = TelaConcursos(casa)
    mostrar(qtbot, tela, casa)
    assert tela.pilha.currentWidget() is tela.vazio
    tela.vazio.botao.click()
    novo = dialogo_aberto(tela, DialogoConcurso)
    edital = novo.formulario.campo("edital")
    assert isinstance(edital, QLineEdit)
    edital.setText("SAEB/02/2026")
    novo.homologacao.definir(date(2026, 3, 2))
    assert novo.frase_da_validade() == "Vale até 02/03/2028, último dia incluído."
    novo.salvar()
    esperar(qtbot, casa)
    assert tela.ficha.edital.text() == "SAEB/02/2026"
    assert tela.dentro.currentWidget() is tela.sem_lista
    tela.sem_lista.botao.click()
    lista = dialogo_aberto(tela, DialogoLista)
    cargo = cadastros.cargos(casa.ctx)[0]
    campo = lista.formulario.campo("cargo")
    campo.definir(cargo.id)  # type: ignore[attr-defined]
    lista.salvar()
    esperar(qtbot, casa)
    atual = tela.lista_atual()
    assert atual is not None
    assert atual.cargo == cargo.nome
    vazio = tela.candidatos.tabela.vazio()
    assert vazio is not None
    assert vazio.isVisibleTo(tela)
    assert len(pedidos.mensagens) == 2


def test_pasted_candidates_enter_only_when_every_line_is_right(qtbot: QtBot, lugar: Lugar) -> None:
    casa, pedidos = lugar
    _, lista_id = _concurso_com_lista(casa)
    tela = TelaConcursos(casa)
    mostrar(qtbot, tela, casa)
    tela.incluir_candidatos()
    dialogo = dialogo_aberto(tela, DialogoCandidatos)
    vigia = conferir_modelo(dialogo.modelo, dialogo)
    dialogo.campo.setPlainText("1;Ana Souza\n2;Rui;111.111.111-11")
    dialogo.reler()
    assert not dialogo.confirmar.isEnabled()
    assert "1 linha precisa de correção" in dialogo.resumo.text()
    assert cadastros.candidatos(casa.ctx, lista_id=lista_id) == ()
    dialogo.campo.setPlainText("1;Ana Souza\n2;Rui Lima")
    dialogo.reler()
    assert dialogo.confirmar.text() == "&Incluir 2"
    assert vigia.model() is dialogo.modelo
    dialogo.confirmar.click()
    esperar(qtbot, casa)
    assert [c.nome for c in cadastros.candidatos(casa.ctx, lista_id=lista_id)] == ["Ana Souza", "Rui Lima"]
    assert tela.candidatos.nome.text() == "1º — Ana Souza"
    assert pedidos.mensagens == ["2 candidatos incluídos."]


def test_a_withdrawal_needs_a_ground_and_moves_the_order_on(qtbot: QtBot, lugar: Lugar) -> None:
    casa, _ = lugar
    _, lista_id = _concurso_com_lista(casa)
    novos = [Candidato(lista_id=lista_id, classificacao=n, nome=nome) for n, nome in ((1, "Ana"), (2, "Rui"))]
    cadastros.salvar_candidatos(casa.ctx, lista_id=lista_id, candidatos=novos)
    tela = TelaConcursos(casa)
    mostrar(qtbot, tela, casa)
    tela.candidatos.tabela.ir_para(0)
    assert tela.candidatos.botao_desistir.isEnabled()
    tela.candidatos.botao_desistir.click()
    dialogo = dialogo_aberto(tela, DialogoDesistencia)
    dialogo.salvar()
    fundamento = dialogo.formulario.campo("fundamento")
    assert dialogo.focusWidget() is fundamento
    assert isinstance(fundamento, QPlainTextEdit)
    fundamento.setPlainText("Termo assinado em 20/11/2026")
    dialogo.salvar()
    esperar(qtbot, casa)
    assert tela.candidatos.nome.text() == "2º — Rui"
    assert "Ana, desistiu" in tela.candidatos.razao.text()
    assert not tela.candidatos.botao_desistir.isEnabled()


def test_naming_starts_the_act(qtbot: QtBot, lugar: Lugar) -> None:
    casa, pedidos = lugar
    _, lista_id = _concurso_com_lista(casa)
    cadastros.salvar_candidatos(
        casa.ctx, lista_id=lista_id, candidatos=[Candidato(lista_id=lista_id, classificacao=1, nome="Ana")]
    )
    tela = TelaConcursos(casa)
    mostrar(qtbot, tela, casa)
    tela.candidatos.botao_nomear.click()
    assert [ato["tipo"] for ato in pedidos.atos] == ["nomeacao"]


def test_nobody_is_named_by_a_concurso_that_ended(qtbot: QtBot, lugar: Lugar) -> None:
    casa, pedidos = lugar
    _, lista_id = _concurso_com_lista(casa, date(2023, 3, 2))
    cadastros.salvar_candidatos(
        casa.ctx, lista_id=lista_id, candidatos=[Candidato(lista_id=lista_id, classificacao=1, nome="Ana")]
    )
    tela = TelaConcursos(casa)
    mostrar(qtbot, tela, casa)
    assert not tela.candidatos.botao_nomear.isEnabled()
    assert "02/03/2025" in tela.candidatos.razao.text()
    tela.candidatos.botao_nomear.click()
    assert pedidos.atos == []


def test_a_validity_over_the_law_cannot_be_typed_and_a_late_extension_does_not_count(
    qtbot: QtBot, lugar: Lugar
) -> None:
    casa, _ = lugar
    dialogo = DialogoConcurso(casa)
    qtbot.addWidget(dialogo)
    dialogo.open()
    assert dialogo.meses.maximum() == 24
    dialogo.homologacao.definir(date(2024, 1, 10))
    dialogo.prorrogacao.definir(date(2026, 1, 11))
    assert "não conta" in dialogo.frase_da_validade()
    dialogo.prorrogacao.definir(date(2026, 1, 10))
    assert dialogo.frase_da_validade() == "Vale até 10/01/2028, último dia incluído."


def test_the_demonstration_is_shown_whole_and_the_file_opens(qtbot: QtBot, demo: Lugar) -> None:
    casa, pedidos = demo
    tela = TelaConcursos(casa)
    mostrar(qtbot, tela, casa)
    assert tela.modelo.rowCount() == len(cadastros.concursos(casa.ctx)) > 1
    nomeado = None
    for concurso in cadastros.concursos(casa.ctx):
        for lista in cadastros.listas(casa.ctx, concurso_id=concurso.id or 0):
            for candidato in cadastros.candidatos(casa.ctx, lista_id=lista.id or 0):
                nomeado = nomeado or ((concurso, lista, candidato) if candidato.vinculo_id is not None else None)
    assert nomeado is not None
    concurso, lista, candidato = nomeado
    tela.receber(concurso_id=concurso.id, lista_id=lista.id)
    esperar(qtbot, casa)
    atual = tela.lista_atual()
    assert atual is not None
    assert atual.id == lista.id
    tela.candidatos.escolher(candidato.id)
    qtbot.keyClick(tela.candidatos.tabela, Qt.Key.Key_Return)
    esperar(qtbot, casa)
    assert candidato.vinculo_id is not None
    (linha,) = pessoas.linhas_servidores(casa.ctx, ids=[candidato.vinculo_id], hoje=HOJE)
    assert pedidos.fichas == [linha.servidor_id]


# ------------------------------------------------------------ calls, and who is next


def _com_candidatos(casa: Casa, *nomes: str) -> tuple[int, int]:
    concurso_id, lista_id = _concurso_com_lista(casa)
    novos = [Candidato(lista_id=lista_id, classificacao=n, nome=nome) for n, nome in enumerate(nomes, start=1)]
    cadastros.salvar_candidatos(casa.ctx, lista_id=lista_id, candidatos=novos)
    return concurso_id, lista_id


def _por_texto(dialogo: DialogoCadastro[Any], chave: str, valor: str) -> None:
    campo = dialogo.formulario.campo(chave)
    assert isinstance(campo, QLineEdit | QPlainTextEdit)
    if isinstance(campo, QPlainTextEdit):
        campo.setPlainText(valor)
    else:
        campo.setText(valor)


def test_a_call_takes_everybody_who_waits_up_to_the_one_chosen(qtbot: QtBot, lugar: Lugar) -> None:
    casa, pedidos = lugar
    _, lista_id = _com_candidatos(casa, "Ana", "Rui", "Bia")
    tela = TelaConcursos(casa)
    mostrar(qtbot, tela, casa)
    tela.candidatos.tabela.ir_para(1)
    tela.candidatos.botao_convocar.click()
    dialogo = dialogo_aberto(tela, DialogoConvocacao)
    assert dialogo.confirmar.text() == "&Convocar 2"
    dialogo.salvar()
    assert dialogo.isVisible(), "the document is missing"
    _por_texto(dialogo, "documento", "Edital 3/2026")
    dialogo.salvar()
    esperar(qtbot, casa)
    assert [c.situacao for c in cadastros.candidatos(casa.ctx, lista_id=lista_id)] == [
        "convocado", "convocado", "a_nomear",
    ]  # fmt: skip
    assert pedidos.mensagens == ["2 candidatos convocados, com prazo até 23/12/2026."]
    assert tela.candidatos.nome.text() == "1º — Ana"
    tela.candidatos.tabela.ir_para(0)
    assert "convocado em 23/11/2026, com prazo até 23/12/2026 (Edital 3/2026)" in tela.candidatos.historia.text()


def test_a_call_out_of_order_is_refused_in_the_dialog(qtbot: QtBot, lugar: Lugar) -> None:
    casa, pedidos = lugar
    _, lista_id = _com_candidatos(casa, "Ana", "Rui")
    rui = cadastros.candidatos(casa.ctx, lista_id=lista_id)[1]
    dialogo = DialogoConvocacao(casa, [rui])
    dialogo.open()
    _por_texto(dialogo, "documento", "Edital 3/2026")
    dialogo.salvar()
    esperar(qtbot, casa)
    assert "falta convocar Ana" in dialogo.aviso.texto()
    _por_texto(dialogo, "fundamento", "MS 8/2026")
    dialogo.salvar()
    esperar(qtbot, casa)
    assert pedidos.mensagens == ["1 candidato convocado, com prazo até 23/12/2026."]


@pytest.mark.parametrize(
    ("passo", "classe", "campos", "situacao"),
    [
        ("eliminar", DialogoEliminacao, {"documento": "Ato 1", "fundamento": "Não respondeu"}, "eliminado"),
        ("fim", DialogoFimDaLista, {"documento": "Requerimento 2"}, "a_nomear"),
    ],
)
def test_other_steps_open_their_dialogs_and_can_be_undone(
    qtbot: QtBot, lugar: Lugar, passo: str, classe: type[DialogoCadastro[Any]], campos: dict[str, str], situacao: str
) -> None:
    casa, _ = lugar
    concurso_id, lista_id = _com_candidatos(casa, "Ana", "Rui")
    (concurso,) = (c for c in cadastros.concursos(casa.ctx) if c.id == concurso_id)
    cadastros.salvar_concurso(casa.ctx, concurso=replace(concurso, fim_de_lista=True))
    tela = TelaConcursos(casa)
    mostrar(qtbot, tela, casa)
    tela.candidatos.tabela.ir_para(0)
    tela.candidatos.acoes[passo].trigger()
    dialogo = dialogo_aberto(tela, classe)
    for chave, valor in campos.items():
        _por_texto(dialogo, chave, valor)
    dialogo.salvar()
    esperar(qtbot, casa)
    ana = next(c for c in cadastros.candidatos(casa.ctx, lista_id=lista_id) if c.nome == "Ana")
    assert ana.situacao == situacao
    assert tela.candidatos.nome.text() == "2º — Rui"
    tela.candidatos.escolher(ana.id)
    assert tela.candidatos.acoes["voltar"].isEnabled() == (passo == "eliminar")
    if passo == "eliminar":
        tela.candidatos.acoes["voltar"].trigger()
        volta = dialogo_aberto(tela, DialogoVolta)
        _por_texto(volta, "fundamento", "Era de outra pessoa")
        volta.salvar()
        esperar(qtbot, casa)
        assert tela.candidatos.nome.text() == "1º — Ana"
    else:
        assert "era o 1º e pediu o fim da lista" in tela.candidatos.historia.text()


def test_the_extension_is_offered_once_and_inside_the_term(qtbot: QtBot, lugar: Lugar) -> None:
    casa, _ = lugar
    _com_candidatos(casa, "Ana")
    tela = TelaConcursos(casa)
    mostrar(qtbot, tela, casa)
    assert tela.ficha.botao_prorrogar.isVisibleTo(tela)
    tela.ficha.botao_prorrogar.click()
    dialogo = dialogo_aberto(tela, DialogoProrrogacao)
    _por_texto(dialogo, "documento", "Portaria 9/2026")
    dialogo.salvar()
    esperar(qtbot, casa)
    assert "prorrogado em 23/11/2026 (Portaria 9/2026)" in tela.ficha.dados.text()
    assert "vale até 02/03/2030" in tela.ficha.dados.text()
    assert not tela.ficha.botao_prorrogar.isVisibleTo(tela)


def test_who_is_next_says_the_turn_and_who_was_passed_over(qtbot: QtBot, lugar: Lugar) -> None:
    casa, pedidos = lugar
    concurso_id, lista_id = _com_candidatos(casa, "Ana", "Rui", "Bia")
    cargo = cadastros.listas(casa.ctx, concurso_id=concurso_id)[0].cargo_id
    reservada = cadastros.salvar_lista(
        casa.ctx,
        lista=Lista(concurso_id=concurso_id, cargo_id=cargo, polo="Salvador", modalidade="Pessoas com deficiência"),
    )
    cadastros.salvar_candidatos(
        casa.ctx, lista_id=reservada, candidatos=[Candidato(lista_id=reservada, classificacao=1, nome="Paula")]
    )
    (concurso,) = (c for c in cadastros.concursos(casa.ctx) if c.id == concurso_id)
    cadastros.salvar_concurso(casa.ctx, concurso=replace(concurso, alternancia="pcd=2/20"))
    ana = cadastros.candidatos(casa.ctx, lista_id=lista_id)[0]
    cadastros.registrar_desistencia(casa.ctx, candidato_id=ana.id or 0, fundamento="Termo 7")
    tela = TelaConcursos(casa)
    mostrar(qtbot, tela, casa)
    painel = tela.proximos
    vigia = conferir_modelo(painel.modelo, painel)
    tela.abas.setCurrentWidget(painel)
    assert [p.candidato.nome for p in painel.modelo.linhas()] == ["Rui", "Paula", "Bia"]
    assert painel.razao.text() == (
        "1ª vaga: ampla concorrência, 2º da lista.\n1º Ana passou: desistiu em 23/11/2026 (Termo 7)."
    )
    painel.tabela.ir_para(1)
    assert "o edital reserva a 2ª e depois uma a cada 20" in painel.razao.text()
    painel.botao_nomear.click()
    (ato,) = pedidos.atos
    assert ato["tipo"] == "nomeacao"
    assert ato["pedido"].pessoa.nome == "Rui", "the first in order, whatever the row chosen"
    painel.quantos.setValue(1)
    esperar(qtbot, casa)
    assert painel.modelo.rowCount() == 1
    assert vigia.model() is painel.modelo


def test_the_order_between_the_lists_is_written_and_read_back(qtbot: QtBot, lugar: Lugar) -> None:
    casa, _ = lugar
    concurso_id, _ = _concurso_com_lista(casa)

    def abrir() -> DialogoConcurso:
        (concurso,) = (c for c in cadastros.concursos(casa.ctx) if c.id == concurso_id)
        dialogo = DialogoConcurso(casa, concurso)
        dialogo.open()
        return dialogo

    dialogo = abrir()
    assert not dialogo.formulario.campo("pcd_primeira").isVisible()
    dialogo.alternancia.definir("edital")
    assert dialogo.formulario.campo("pcd_primeira").isVisible()
    campo = dialogo.formulario.campo("negros_primeira")
    assert isinstance(campo, QSpinBox)
    campo.setValue(0)
    dialogo.fim_de_lista.setChecked(True)
    dialogo.salvar()
    esperar(qtbot, casa)
    (gravado,) = (c for c in cadastros.concursos(casa.ctx) if c.id == concurso_id)
    assert (gravado.alternancia, gravado.fim_de_lista, gravado.desempate_servico) == ("pcd=5/20", True, False)
    dialogo = abrir()
    assert dialogo.alternancia.valor() == "edital"
    assert dialogo.valor("negros_primeira") == 0
    dialogo.salvar()
    esperar(qtbot, casa)
    (relido,) = (c for c in cadastros.concursos(casa.ctx) if c.id == concurso_id)
    assert relido == gravado
