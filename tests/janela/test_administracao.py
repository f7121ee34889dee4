"""Administração: registers saved through their dialogs, verification, the file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QHeaderView,
    QLineEdit,
    QScrollArea,
    QStackedWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from bahiaservidor.janela.componentes.tela import Tela
from bahiaservidor.janela.dialogos.cadastros_orgaos import DialogoAutoridade, DialogoOrgao, DialogoUnidade
from bahiaservidor.janela.modelos.administracao import LinhaAutoridade, palavras_da_validade
from bahiaservidor.janela.telas.administracao import SECOES, TelaAdministracao
from bahiaservidor.janela.telas.administracao_leitura import tamanho_em_palavras
from bahiaservidor.janela.telas.administracao_secoes import SecaoVerificacao
from bahiaservidor.janela.telas.calendario import TelaCalendario
from bahiaservidor.janela.telas.cargos import TelaCargos
from bahiaservidor.janela.telas.concursos import TelaConcursos
from bahiaservidor.janela.telas.estatuto import TelaEstatuto
from bahiaservidor.servicos import cadastros
from bahiaservidor.servicos.contexto import Contexto
from bahiaservidor.servicos.tipos import Autoridade, Divergencia, Verificacao

from .apoio_prazos import HOJE, Lugar, conferir_modelo, dialogo_aberto, esperar, mostrar

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def tela(qtbot: QtBot, lugar: Lugar) -> TelaAdministracao:
    casa, _ = lugar
    nova = TelaAdministracao(casa)
    mostrar(qtbot, nova, casa)
    return nova


def _escrever(dialogo: DialogoOrgao | DialogoUnidade | DialogoAutoridade, **textos: str) -> None:
    for chave, texto in textos.items():
        campo = dialogo.formulario.campo(chave)
        assert isinstance(campo, QLineEdit)
        campo.setText(texto)


@pytest.mark.parametrize("classe", [TelaAdministracao, TelaCalendario, TelaCargos, TelaConcursos, TelaEstatuto])
def test_every_control_says_its_name(qtbot: QtBot, lugar: Lugar, classe: type[Tela]) -> None:
    casa, _ = lugar
    tela = classe(casa)
    mostrar(qtbot, tela, casa)
    focaveis = [
        w for w in tela.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.isVisibleTo(tela)
    ]
    internos = (QScrollArea, QHeaderView, QStackedWidget)
    mudos = [
        w for w in focaveis
        if not isinstance(w, internos) and not isinstance(w.parent(), QAbstractSpinBox)
        and not (w.accessibleName() or str(w.property("text") or ""))
    ]  # fmt: skip
    assert focaveis
    assert mudos == []


def test_every_section_opens_by_key_and_by_link(qtbot: QtBot, tela: TelaAdministracao) -> None:
    abertas = []
    for chave, _, _ in SECOES:
        tela.receber(secao=chave)
        abertas.append(tela.pilha.currentWidget())
    assert len(set(abertas)) == len(SECOES)
    tela.receber(secao="não existe")
    assert tela.pilha.currentWidget() is abertas[-1]
    tela.focar()
    qtbot.keyClick(tela.lista, Qt.Key.Key_Home)
    assert tela.pilha.currentWidget() is tela.orgaos


def test_models_obey_qt(tela: TelaAdministracao) -> None:
    modelos = (
        tela.orgaos.modelo,
        tela.unidades.modelo,
        tela.autoridades.modelo,
    )
    vigias = [conferir_modelo(modelo, tela) for modelo in modelos]
    for modelo in modelos:
        linhas = modelo.linhas()
        modelo.definir(())
        modelo.definir(linhas)
        modelo.sort(0, Qt.SortOrder.DescendingOrder)
    assert [v.model() for v in vigias] == list(modelos)


def test_a_new_orgao_and_its_unidade(qtbot: QtBot, lugar: Lugar, tela: TelaAdministracao) -> None:
    casa, pedidos = lugar
    tela.orgaos.botao_novo.click()
    orgao = dialogo_aberto(tela, DialogoOrgao)
    _escrever(orgao, nome="Secretaria da Saúde", sigla="SESAB")
    orgao.salvar()
    esperar(qtbot, casa)
    novo = next(o for o in cadastros.orgaos(casa.ctx) if o.sigla == "SESAB")
    tela.receber(secao="unidades")
    tela.unidades.botao_novo.click()
    unidade = dialogo_aberto(tela, DialogoUnidade)
    unidade.salvar()
    assert unidade.focusWidget() is unidade.formulario.campo("orgao")
    unidade.formulario.campo("orgao").definir(novo.id)  # type: ignore[attr-defined]
    _escrever(unidade, nome="Hospital Geral de Jequié", municipio="Jequié")
    unidade.salvar()
    esperar(qtbot, casa)
    linha = next(x for x in tela.unidades.modelo.linhas() if x.unidade.nome == "Hospital Geral de Jequié")
    assert linha.orgao == "SESAB"
    assert not linha.conhece_municipio
    assert pedidos.mensagens == ["Órgão salvo: Secretaria da Saúde.", "Unidade salva: Hospital Geral de Jequié."]


def test_dates_out_of_order_are_said_below_the_second(qtbot: QtBot, lugar: Lugar) -> None:
    casa, _ = lugar
    dialogo = DialogoOrgao(casa)
    qtbot.addWidget(dialogo)
    dialogo.open()
    _escrever(dialogo, nome="Órgão", desde="02/01/2026", ate="01/01/2026")
    dialogo.salvar()
    assert dialogo.formulario.campo("ate").accessibleDescription() == "O fim é anterior ao início."
    _escrever(dialogo, ate="31/02/2026")
    dialogo.salvar()
    assert "não existe" in dialogo.formulario.campo("ate").accessibleDescription()
    assert len(cadastros.orgaos(casa.ctx)) == 1


def test_an_autoridade_with_inciso_delegation_and_validity(qtbot: QtBot, lugar: Lugar, tela: TelaAdministracao) -> None:
    casa, _ = lugar
    tela.receber(secao="autoridades")
    vazio = tela.autoridades.tabela.vazio()
    assert vazio is not None
    vazio.botao.click()
    dialogo = dialogo_aberto(tela, DialogoAutoridade)
    _escrever(
        dialogo, nome="Lia Prado", cargo="Diretora-Geral", matricula="92.116.59", delegacao="Portaria 1/2026",
        desde="02/01/2026",
    )  # fmt: skip
    dialogo.formulario.campo("inciso").definir("VI")  # type: ignore[attr-defined]
    dialogo.salvar()
    assert dialogo.focusWidget() is dialogo.formulario.campo("matricula")
    _escrever(dialogo, matricula="92.116.599")
    dialogo.salvar()
    esperar(qtbot, casa)
    (salva,) = cadastros.autoridades(casa.ctx)
    assert salva == Autoridade(
        id=salva.id, nome="Lia Prado", cargo="Diretora-Geral", matricula="92116599", inciso="VI",
        delegacao="Portaria 1/2026", desde=date(2026, 1, 2),
    )  # fmt: skip
    tela.autoridades.tabela.ir_para(0)
    qtbot.keyClick(tela.autoridades.tabela, Qt.Key.Key_Return)
    editar = dialogo_aberto(tela, DialogoAutoridade)
    assert editar.valor("nome") == "Lia Prado"
    assert editar.valor("inciso") == "VI"
    editar.reject()


@pytest.mark.parametrize(
    ("desde", "ate", "situacao", "palavras"),
    [
        (None, None, "Vigente", "—"),
        (date(2026, 11, 23), None, "Vigente", "desde 23/11/2026"),
        (date(2026, 11, 24), None, "Futura", "desde 24/11/2026"),
        (None, date(2026, 11, 22), "Encerrada", "até 22/11/2026"),
        (date(2026, 1, 1), date(2026, 11, 23), "Vigente", "desde 01/01/2026 até 23/11/2026"),
    ],
)
def test_the_validity_of_an_autoridade_in_words(
    desde: date | None, ate: date | None, situacao: str, palavras: str
) -> None:
    linha = LinhaAutoridade(autoridade=Autoridade(nome="A", cargo="B", desde=desde, ate=ate), orgao="", hoje=HOJE)
    assert linha.situacao == situacao
    assert palavras_da_validade(desde, ate) == palavras


def test_a_sound_book_is_said_to_be_so(qtbot: QtBot, tela: TelaAdministracao, lugar: Lugar) -> None:
    casa, _ = lugar
    tela.receber(secao="verificacao")
    tela.verificacao.comecar.click()
    assert not tela.verificacao.comecar.isEnabled()
    esperar(qtbot, casa)
    assert "íntegro" in tela.verificacao.aviso.texto()
    assert tela.verificacao.comecar.isEnabled()


def test_differences_are_listed(qtbot: QtBot, lugar: Lugar) -> None:
    casa, _ = lugar
    achadas = tuple(Divergencia(objeto=f"vínculo {n}", detalhe="situação difere") for n in range(3))

    def verificar(ctx: Contexto, *, progresso: Callable[[int, int], None]) -> Verificacao:
        progresso(1, 3)
        progresso(3, 3)
        return replace(Verificacao(vinculos=3, prazos=9, atos=1234), divergencias=achadas)

    secao = SecaoVerificacao(casa, verificar)
    qtbot.addWidget(secao)
    secao.show()
    vigia = conferir_modelo(secao.modelo, secao)
    secao.verificar()
    esperar(qtbot, casa)
    assert secao.modelo.linhas() == achadas
    assert "3 diferenças" in secao.aviso.texto()
    assert "1.234 atos" in secao.totais.text()
    assert vigia.model() is secao.modelo


def test_a_verification_can_be_stopped(qtbot: QtBot, lugar: Lugar) -> None:
    casa, _ = lugar
    vistos: list[int] = []

    def verificar(ctx: Contexto, *, progresso: Callable[[int, int], None]) -> Verificacao:
        for n in range(1_000_000):
            vistos.append(n)
            progresso(n, 1_000_000)
        return Verificacao(vinculos=0, prazos=0, atos=0)

    secao = SecaoVerificacao(casa, verificar)
    qtbot.addWidget(secao)
    secao.show()
    secao.verificar()
    qtbot.waitUntil(lambda: bool(vistos))
    secao.parar.click()
    esperar(qtbot, casa)
    assert len(vistos) < 1_000_000
    assert "interrompida" in secao.aviso.texto()
    assert secao.comecar.isEnabled()


def test_the_file_is_told_with_its_size(tela: TelaAdministracao, lugar: Lugar, tmp_path: Path) -> None:
    casa, _ = lugar
    tela.receber(secao="registro")
    assert tela.registro.valor("caminho") == str(casa.ctx.banco.caminho)
    assert tela.registro.valor("orgao") == "Secretaria da Administração"
    assert tela.registro.valor("tamanho").endswith(("kB", "MB"))
    tela.registro.copiar.click()
    assert QApplication.clipboard().text() == str(casa.ctx.banco.caminho)
    assert tamanho_em_palavras(str(tmp_path / "nada")) == "—"
