"""Auditoria on screen: seals, an audit, a printed seal typed, the termo, the verifier; and erasing from Histórico."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from bahiaservidor.janela.casa import Casa
from bahiaservidor.janela.componentes.salvar import DialogoSalvar
from bahiaservidor.janela.dialogos.expurgo import DialogoExpurgo
from bahiaservidor.janela.telas.administracao import TelaAdministracao
from bahiaservidor.janela.telas.ficha import TelaFicha
from bahiaservidor.servicos import auditoria
from bahiaservidor.servicos.contexto import Contexto
from bahiaservidor.servicos.permissoes import PERMISSOES_DO_PAPEL, Papel, Sessao

from . import apoio_atos
from .apoio_prazos import Lugar, conferir_modelo, dialogo_aberto, ditos, esperar, mostrar
from .conftest import Anotacoes

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def tela(qtbot: QtBot, lugar: Lugar) -> TelaAdministracao:
    casa, _ = lugar
    tela = TelaAdministracao(casa)
    mostrar(qtbot, tela, casa)
    tela.receber(secao="auditoria")
    assert tela.pilha.currentWidget() is tela.auditoria
    return tela


def test_o_termo_sela_aparece_na_lista_e_se_compara(
    qtbot: QtBot, lugar: Lugar, tela: TelaAdministracao, tmp_path: Path
) -> None:
    (casa, pedidos), secao = lugar, tela.auditoria
    conferir_modelo(secao.selos, secao)
    assert secao.selos.rowCount() == 0
    secao.termo.click()
    esperar(qtbot, casa)
    selo = secao.selos.linha(0)
    assert selo is not None
    assert (selo, selo.motivo) == (auditoria.ultimo(casa.ctx), "Termo de selo")
    assert secao.termo.isEnabled()
    assert pedidos.previas
    secao.impresso.setText(f"{selo.numero}: {selo.em_grupos}")
    secao.comecar.click()
    assert not secao.comecar.isEnabled()
    esperar(qtbot, casa)
    assert secao.aviso.texto().startswith("Tudo confere. Conferidos ")
    assert "comparado com o papel" in secao.aviso.texto()
    secao.impresso.setText(f"{selo.numero}: {'0' * 16}")
    secao.comecar.click()
    esperar(qtbot, casa)
    assert "Primeiro registro ruim: selo 1: não é o impresso" in secao.aviso.texto()
    secao.impresso.setText("não sei")
    secao.comecar.click()
    esperar(qtbot, casa)
    assert "“não sei” não é um selo" in secao.aviso.texto()
    assert secao.comecar.isEnabled()
    secao.conferidor.click()
    dialogo = dialogo_aberto(secao, DialogoSalvar)
    dialogo.fileSelected.emit(str(tmp_path / "conferir.py"))
    dialogo.close()
    esperar(qtbot, casa)
    assert (tmp_path / "conferir.py").read_bytes() == auditoria.conferidor()
    assert secao.minimumSizeHint().width() < 640


def test_o_que_nao_confere_fica_na_tela(qtbot: QtBot, lugar: Lugar, tela: TelaAdministracao) -> None:
    (casa, _), secao = lugar, tela.auditoria
    auditoria.selar(casa.ctx, motivo="antes")
    assert casa.ctx.banco.caminho is not None
    with closing(sqlite3.connect(casa.ctx.banco.caminho, isolation_level=None)) as shell:
        shell.execute("DROP TRIGGER ato_nao_altera")
        shell.execute("UPDATE ato SET registrado_por = 'outra' WHERE id = 1")
    secao.comecar.click()
    esperar(qtbot, casa)
    assert "Primeiro registro ruim: ato 1: o conteúdo não é o que foi registrado" in secao.aviso.texto()
    conferir_modelo(secao.ruins, secao)
    assert [linha.onde for linha in secao.ruins.linhas()] == ["ato 1", "gatilho ato_nao_altera"]
    assert secao.tabela_ruins.isVisible()


def historico(qtbot: QtBot, casa: Casa, servidor_id: int, ato_id: int) -> TelaFicha:
    tela = TelaFicha(casa)
    tela.ativar()
    tela.receber(servidor_id=servidor_id, aba="historico")
    apoio_atos.mostrar(qtbot, tela, casa)
    tela.historico.ir_para(ato_id)
    return tela


def botao_de_expurgo(tela: TelaFicha) -> list[QPushButton]:
    return [b for b in tela.historico.findChildren(QPushButton) if "xpurgar" in b.text() and b.isVisibleTo(tela)]


def test_expurga_pelo_historico_e_diz_o_que_ficou(
    qtbot: QtBot, casa: Casa, ctx: Contexto, anotacoes: Anotacoes
) -> None:
    povo = apoio_atos.povoar(ctx)
    pessoa = povo.nomeado.servidor_id
    posse = apoio_atos.registrar(
        ctx, "posse", servidor=pessoa, data=date(2026, 11, 20), laudo_numero="LAUDO-77123"
    )  # fmt: skip
    ctx.entrar(
        Sessao(usuario="ivo", usuario_id=1, papel=Papel.OPERADOR, permissoes=PERMISSOES_DO_PAPEL[Papel.OPERADOR])
    )
    assert botao_de_expurgo(historico(qtbot, casa, pessoa, posse.ato_id)) == []
    ctx.entrar(Sessao(usuario="jacira"))
    tela = historico(qtbot, casa, pessoa, posse.ato_id)
    assert "LAUDO-77123" in ditos(tela)
    botao_de_expurgo(tela)[0].click()
    apoio_atos.esperar(qtbot, casa)
    dialogo = dialogo_aberto(tela, DialogoExpurgo)
    assert "Serão apagados" in ditos(dialogo)
    assert "cópias de segurança" in ditos(dialogo)
    assert not dialogo.confirmar.isEnabled()
    dialogo.ciente.setChecked(True)
    dialogo.confirmar.click()
    apoio_atos.esperar(qtbot, casa)
    assert "Escreva o motivo" in dialogo.aviso.texto()
    dialogo.motivo.setText("Pedido do titular, deferido.")
    dialogo.fundamento.setText("LGPD, art. 18, VI")
    dialogo.confirmar.click()
    apoio_atos.esperar(qtbot, casa)
    assert "Apagados os dados sigilosos" in str(anotacoes.mensagens[-1])
    tela.recarregar()
    apoio_atos.esperar(qtbot, casa)
    tela.historico.ir_para(posse.ato_id)
    lido = "\n".join(rotulo.text() for rotulo in tela.historico.findChildren(QLabel))
    assert "LAUDO-77123" not in lido
    assert "expurgados em" in lido
    assert "por jacira" in lido
    assert botao_de_expurgo(tela) == []
