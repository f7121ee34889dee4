"""Consulta fundamentada from the windows: asked from a deadline, a refusal and a proposal; seen, issued, kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from bahiaservidor.janela.casa import Casa
from bahiaservidor.janela.dialogos.consulta_fundamentada import DialogoConsulta
from bahiaservidor.janela.telas.por_que import PainelPorQue
from bahiaservidor.janela.telas.propostas import TelaPropostas
from bahiaservidor.janela.tema import Tom
from bahiaservidor.servicos import agenda, papeis
from bahiaservidor.servicos.contexto import Contexto
from bahiaservidor.servicos.tipos import FiltroPrazos

from .apoio_atos import abrir_dialogo, conferir_tudo, pagina, povoar, preencher
from .apoio_prazos import HOJE, Lugar, casa_de_teste, dialogo_aberto, esperar, registro_de_demonstracao
from .conftest import Anotacoes

DEPOIS = date(2027, 3, 1)


@pytest.fixture
def mais_tarde(qapp: QApplication, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lugar]:
    ctx = registro_de_demonstracao(tmp_path, tmp_path_factory.getbasetemp())
    with casa_de_teste(qapp, ctx, tmp_path, hoje=DEPOIS) as dados:
        yield dados


def test_do_prazo_se_ve_sem_guardar_e_se_emite_guardando(qtbot: QtBot, demo: Lugar) -> None:
    casa, pedidos = demo
    painel = PainelPorQue(casa)
    qtbot.addWidget(painel)
    painel.show()
    painel.consulta.click()
    assert painel.findChildren(DialogoConsulta) == []  # nothing chosen yet
    (prazo_id, *_) = agenda.ids_prazos(casa.ctx, filtro=FiltroPrazos(), hoje=HOJE, pendentes=True)
    (linha,) = agenda.linhas_prazos(casa.ctx, ids=[prazo_id], hoje=HOJE)
    painel.mostrar(linha)
    esperar(qtbot, casa)
    painel.consulta.click()
    dialogo = dialogo_aberto(painel, DialogoConsulta)
    dialogo.perguntas.setPlainText("Há pedido não registrado?\n\n  E o suplemento?  ")
    assert dialogo.proprias() == ("Há pedido não registrado?", "E o suplemento?")
    dialogo.ver.click()
    assert not dialogo.ver.isEnabled()
    esperar(qtbot, casa)
    assert dialogo.ver.isEnabled()
    assert [p["pdf"][:4] for p in pedidos.previas] == [b"%PDF"]
    assert papeis.emitidos(casa.ctx, especie="consulta") == ()
    dialogo.emitir.click()
    esperar(qtbot, casa)
    (emitida,) = papeis.emitidos(casa.ctx, especie="consulta", servidor_id=linha.servidor_id)
    assert pedidos.previas[-1]["pdf"] == papeis.bytes_de(casa.ctx, documento_id=emitida.id)
    assert emitida.titulo in pedidos.mensagens[-1]


def test_questao_longa_demais_fica_no_dialogo(qtbot: QtBot, demo: Lugar) -> None:
    casa, pedidos = demo
    painel = PainelPorQue(casa)
    qtbot.addWidget(painel)
    painel.show()
    (prazo_id, *_) = agenda.ids_prazos(casa.ctx, filtro=FiltroPrazos(), hoje=HOJE)
    painel.mostrar(agenda.linhas_prazos(casa.ctx, ids=[prazo_id], hoje=HOJE)[0])
    esperar(qtbot, casa)
    painel.consulta.click()
    dialogo = dialogo_aberto(painel, DialogoConsulta)
    dialogo.perguntas.setPlainText("a" * 700)
    dialogo.emitir.click()
    esperar(qtbot, casa)
    assert "Cabem até 10" in dialogo.aviso.texto()
    assert dialogo.isVisible()
    assert pedidos.previas == []
    dialogo.perguntas.setPlainText("")
    assert not dialogo.aviso.isVisible()
    dialogo.reject()


def test_da_proposta(qtbot: QtBot, mais_tarde: Lugar) -> None:
    casa, pedidos = mais_tarde
    propostas = TelaPropostas(casa)
    qtbot.addWidget(propostas)
    propostas.show()
    propostas.recarregar()
    esperar(qtbot, casa)
    atual = propostas.atual()
    assert atual is not None
    propostas.consulta.click()
    dialogo = dialogo_aberto(propostas, DialogoConsulta)
    dialogo.emitir.click()
    esperar(qtbot, casa)
    assert len(papeis.emitidos(casa.ctx, especie="consulta", servidor_id=atual.servidor_id)) == 1
    assert len(pedidos.previas) == 1


def test_da_recusa_na_caixa_do_ato(qtbot: QtBot, casa: Casa, ctx: Contexto, anotacoes: Anotacoes) -> None:
    povo = povoar(ctx)
    ato = abrir_dialogo(qtbot, casa, servidor_id=povo.nomeado.servidor_id, tipo="posse")
    preencher(qtbot, casa, ato, data=date(2026, 11, 20))
    conferir_tudo(ato)
    preencher(qtbot, casa, ato)
    assert pagina(ato).painel.tom is not Tom.PERIGO
    assert _oferecidas(ato) == []
    preencher(qtbot, casa, ato, inspecao="inapto")
    (oferecida,) = _oferecidas(ato)
    oferecida.click()
    dialogo = dialogo_aberto(ato, DialogoConsulta)
    dialogo.emitir.click()
    esperar(qtbot, casa)
    (emitida,) = papeis.emitidos(ctx, especie="consulta", servidor_id=povo.nomeado.servidor_id)
    assert "Posse, 20/11/2026" in emitida.titulo
    assert len(anotacoes.previas) == 1
    ato.reject()


def _oferecidas(ato: object) -> list[QPushButton]:
    botoes = pagina(ato).painel.findChildren(QPushButton)  # type: ignore[arg-type]
    return [b for b in botoes if b.text().replace("&", "").startswith("Consulta") and b.isVisible()]
