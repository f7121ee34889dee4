"""Tab of the estágio: cards, both counters absence by absence, who evaluates, the ways out."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from bahiaservidor.janela.dialogos.estagio_notas import DialogoNotas
from bahiaservidor.janela.telas.ficha import TelaFicha
from bahiaservidor.janela.telas.ficha_estagio import AbaEstagio
from bahiaservidor.servicos import estagio as servico
from bahiaservidor.servicos import provimento
from bahiaservidor.servicos.contexto import Contexto
from bahiaservidor.servicos.tipos import PedidoAto
from bahiaservidor.servicos.tipos.estagio import FiltroEstagio, LinhaEstagio

from .apoio_prazos import (
    HOJE,
    casa_de_teste,
    conferir_modelo,
    esperar,
    mostrar,
    registro_de_demonstracao,
)


def _sem_ausencias(ctx: Contexto) -> LinhaEstagio:
    """Return somebody in estágio, with time ahead and no absence yet."""
    ids = servico.ids_em_estagio(ctx, filtro=FiltroEstagio(), hoje=HOJE)
    for linha in servico.linhas_em_estagio(ctx, ids=ids, hoje=HOJE):
        contadores = servico.contadores(ctx, vinculo_id=linha.vinculo_id, hoje=HOJE)
        meio_ano = linha.exercicio is not None and linha.exercicio + timedelta(days=180) < HOJE
        if contadores is not None and not contadores.ausencias and meio_ano and linha.proxima_avaliacao is not None:
            return linha
    raise AssertionError("nobody")


def _registrar(ctx: Contexto, linha: LinhaEstagio, tipo: str, **conteudo: Any) -> None:
    pedido = PedidoAto(tipo=tipo, servidor_id=linha.servidor_id, vinculo_id=linha.vinculo_id, conteudo=conteudo)
    provimento.registrar(ctx, pedido=pedido, hoje=HOJE)


def _abrir(qtbot: QtBot, casa: Any, servidor_id: int) -> TelaFicha:
    tela = TelaFicha(casa)
    tela.receber(servidor_id=servidor_id, aba="estagio")
    mostrar(qtbot, tela, casa)
    assert isinstance(tela.aba_atual(), AbaEstagio)
    return tela


def _palavras(aba: AbaEstagio) -> str:
    return "\n".join(rotulo.text() for rotulo in aba.findChildren(QLabel))


def test_both_counters_absence_by_absence(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    ctx = registro_de_demonstracao(tmp_path, tmp_path_factory.getbasetemp())
    linha = _sem_ausencias(ctx)
    assert linha.exercicio is not None
    inicio = linha.exercicio + timedelta(days=90)
    _registrar(
        ctx, linha, "afastamento", inicio=inicio, fim=inicio + timedelta(days=29), motivo="licenca_saude",
        suspende_estagio=True, fundamento="Decisão da comissão",
    )  # fmt: skip
    _registrar(
        ctx, linha, "afastamento", inicio=inicio + timedelta(days=40), fim=inicio + timedelta(days=49),
        motivo="doenca_familia",
    )  # fmt: skip
    with casa_de_teste(qapp, ctx, tmp_path) as (casa, _):
        tela = _abrir(qtbot, casa, linha.servidor_id)
        aba = tela.estagio
        conferir_modelo(aba.ausencias, aba)
        textos = [[coluna.texto(a) for coluna in aba.ausencias.colunas[2:5]] for a in aba.ausencias.linhas()]
        assert textos == [["30", "conta", "fora 30 dias"], ["10", "fora 10 dias", "fora 10 dias"]]
        porques = [aba.ausencias.colunas[5].texto(a) for a in aba.ausencias.linhas()]
        assert "como foi marcado no afastamento" in porques[0]
        assert "arts. 101 e 118" in porques[1]
        assert "+ 40 dias = " in aba.somas.text()
        assert "+ 10 dias = " in aba.somas.text()
        detalhe = aba.blocos.detalhe()
        assert detalhe is not None
        assert detalhe.contadores is not None
        assert f"{detalhe.contadores.avaliado.resultado:%d/%m/%Y}" == aba.fim.numero()


def test_tab_evaluates_and_asks_for_what_is_missing(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    ctx = registro_de_demonstracao(tmp_path, tmp_path_factory.getbasetemp())
    linha = _sem_ausencias(ctx)
    with casa_de_teste(qapp, ctx, tmp_path) as (casa, pedidos):
        tela = _abrir(qtbot, casa, linha.servidor_id)
        aba = tela.estagio
        assert "Ninguém foi designado ainda." in _palavras(aba)
        botoes = {b.text(): b for b in aba.blocos.findChildren(QPushButton)}
        botoes["Designar avaliadores…"].click()
        quem = {"servidor_id": linha.servidor_id, "vinculo_id": linha.vinculo_id}
        assert pedidos.atos[-1] == {**quem, "tipo": "designacao_avaliadores"}
        _registrar(ctx, linha, "designacao_avaliadores", data=HOJE, chefe="Lia Sodré", comissao="Ana Reis\nRui Melo")
        aba.mostrar(aba.ficha)  # type: ignore[arg-type]
        esperar(qtbot, casa)
        assert "Comissão: Ana Reis, Rui Melo" in _palavras(aba)
        botoes = {b.text(): b for b in aba.blocos.findChildren(QPushButton)}
        botoes["Trocar avaliadores…"].click()
        pedido = pedidos.atos[-1]["pedido"]
        assert (pedido.tipo, pedido.conteudo["chefe"]) == ("designacao_avaliadores", "Lia Sodré")
        aba.avaliar.click()
        esperar(qtbot, casa)
        (dialogo,) = aba.window().findChildren(DialogoNotas)
        assert linha.proxima_avaliacao is not None
        assert dialogo.numero.value() == linha.proxima_avaliacao.numero
        assert dialogo.avaliador.text() == "Lia Sodré"
        dialogo.reject()


def test_failed_leads_to_the_act_the_law_proposes(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    ctx = registro_de_demonstracao(tmp_path, tmp_path_factory.getbasetemp())
    ids = servico.ids_em_estagio(ctx, filtro=FiltroEstagio(), hoje=HOJE)
    # Nothing is due yet of who has just begun: the submission is all that is missing.
    linha = max(servico.linhas_em_estagio(ctx, ids=ids, hoje=HOJE), key=lambda x: x.exercicio or date.min)
    _registrar(ctx, linha, "submissao_avaliacao", data=HOJE)
    _registrar(ctx, linha, "homologacao_estagio", data=HOJE, resultado="reprovado")
    with casa_de_teste(qapp, ctx, tmp_path) as (casa, pedidos):
        tela = _abrir(qtbot, casa, linha.servidor_id)
        aba = tela.estagio
        assert "propõe-se a exoneração de ofício" in _palavras(aba)
        botoes = {b.text(): b for b in aba.blocos.findChildren(QPushButton)}
        botoes["Exonerar de ofício…"].click()
        pedido = pedidos.atos[-1]["pedido"]
        assert (pedido.tipo, pedido.conteudo) == ("exoneracao_de_oficio", {"fundamento": "reprovacao_estagio"})
        assert "Trocar avaliadores…" not in botoes
        assert aba._acoes.isHidden()
