"""“Emitir documento…” in the file of a person, and the forms and notices of many in the Estágio screen."""

from __future__ import annotations

from datetime import date

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from bahiaservidor.janela.casa import Casa
from bahiaservidor.janela.dialogos.emissao import DialogoEmitir
from bahiaservidor.janela.dialogos.estagio_papeis import AVISOS, UNIDADES, DialogoPapeisEstagio
from bahiaservidor.janela.telas.estagio import TelaEstagio
from bahiaservidor.janela.telas.ficha import TelaFicha
from bahiaservidor.servicos import papeis_catalogo, papeis_emissao
from bahiaservidor.servicos.contexto import Contexto

from .apoio_atos import esperar, mostrar, povoar
from .apoio_prazos import Lugar
from .apoio_prazos import esperar as esperar_casa
from .apoio_prazos import mostrar as mostrar_tela
from .conftest import Anotacoes


def _ficha(qtbot: QtBot, casa: Casa, servidor_id: int) -> TelaFicha:
    tela = TelaFicha(casa)
    tela.ativar()
    tela.receber(servidor_id=servidor_id, aba="documentos")
    mostrar(qtbot, tela, casa)
    esperar(qtbot, casa)
    return tela


def _acoes(menu: QMenu) -> dict[str, QAction]:
    return {acao.text().replace("&", ""): acao for acao in menu.actions() if acao.text()}


def test_o_menu_emite_o_que_se_aplica_e_diz_por_que_nao(
    qtbot: QtBot, casa: Casa, ctx: Contexto, anotacoes: Anotacoes
) -> None:
    povo = povoar(ctx)
    tela = _ficha(qtbot, casa, povo.em_estagio.servidor_id)
    menu = tela.documentos.menu_emitir
    acoes = _acoes(menu)
    assert {"Ficha funcional", "Certidão de tempo de serviço", "Formulário de avaliação do estágio"} <= set(acoes)
    fora = next(acao.menu() for acao in menu.actions() if acao.menu() is not None)
    assert isinstance(fora, QMenu)
    motivos = [acao for acao in fora.actions() if acao.text().startswith("Comunicação de não entrada em exercício")]
    assert "já está registrada (art. 21)" in motivos[0].text()
    assert not motivos[0].isEnabled()
    acoes["Ficha funcional"].trigger()
    esperar(qtbot, casa)
    (emitido,) = papeis_emissao.emitidos(ctx, servidor_id=povo.em_estagio.servidor_id)
    assert (emitido.especie, emitido.numero) == ("ficha_funcional", "1/2026")
    assert len(anotacoes.previas) == 1
    assert tela.documentos.modelo.rowCount() == 1


def test_com_opcoes_o_dia_errado_fica_no_dialogo_e_nada_se_emite(
    qtbot: QtBot, casa: Casa, ctx: Contexto, anotacoes: Anotacoes
) -> None:
    povo = povoar(ctx)
    servidor_id = povo.em_estagio.servidor_id
    opcoes = [o for o in papeis_catalogo.opcoes(ctx, servidor_id=servidor_id, hoje=casa.hoje()) if o.pode]
    dialogo = DialogoEmitir(casa, servidor_id=servidor_id, opcoes=opcoes)
    mostrar(qtbot, dialogo, casa)
    assert dialogo.sigilo.isEnabled()
    dialogo.documento.definir(next(o for o in opcoes if o.especie == "certidao_tempo"))
    assert not dialogo.sigilo.isEnabled()
    dialogo.em.definir(date(2001, 1, 1))
    dialogo.emitir.click()
    esperar(qtbot, casa)
    assert "Nada foi emitido" in dialogo.aviso.texto()
    assert dialogo.isVisible()
    assert papeis_emissao.emitidos(ctx) == ()
    dialogo.em.definir(casa.hoje())
    dialogo.emitir.click()
    esperar(qtbot, casa)
    assert [d.especie for d in papeis_emissao.emitidos(ctx)] == ["certidao_tempo"]
    assert len(anotacoes.previas) == 1


def _papeis(qtbot: QtBot, casa: Casa, tela: TelaEstagio) -> DialogoPapeisEstagio:
    linha = tela.linha_atual()
    assert linha is not None
    dialogo = DialogoPapeisEstagio(casa, atual=(linha.vinculo_id, linha.nome), filtro=tela.filtro())
    qtbot.addWidget(dialogo)
    dialogo.show()
    return dialogo


def test_os_papeis_do_estagio_saem_de_uma_vez(qtbot: QtBot, demo: Lugar) -> None:
    casa, pedidos = demo
    tela = TelaEstagio(casa)
    mostrar_tela(qtbot, tela, casa)
    assert tela.papeis.isEnabled()
    dialogo = _papeis(qtbot, casa, tela)
    assert not dialogo.ate.isEnabled()
    dialogo.papel.definir(UNIDADES)
    assert not dialogo.numero.isEnabled()
    dialogo.ate.definir(None)
    dialogo.emitir.click()
    esperar_casa(qtbot, casa)
    assert pedidos.previas == []
    dialogo.ate.definir(date(2027, 5, 31))
    dialogo.emitir.click()
    esperar_casa(qtbot, casa)
    (emitido,) = papeis_emissao.emitidos(casa.ctx)
    assert emitido.especie == "avisos_unidades"
    assert len(pedidos.previas) == 1
    so_um = _papeis(qtbot, casa, tela)
    so_um.quem.setCurrentIndex(1)
    so_um.emitir.click()
    esperar_casa(qtbot, casa)
    assert "1 formulário," in papeis_emissao.emitidos(casa.ctx)[0].titulo


def test_quem_nao_tem_aviso_e_dito_e_o_que_se_fecha_nao_se_emite(qtbot: QtBot, demo: Lugar) -> None:
    casa, pedidos = demo
    tela = TelaEstagio(casa)
    mostrar_tela(qtbot, tela, casa)
    avisos = _papeis(qtbot, casa, tela)
    avisos.papel.definir(AVISOS)
    avisos.ate.definir(date(2027, 1, 31))
    avisos.emitir.click()
    esperar_casa(qtbot, casa)
    assert "de fora" in avisos.aviso.texto()
    assert "): nada é devido até 31/01/2027." in avisos.aviso.texto()
    assert len(pedidos.previas) == 1
    avisos.emitir.click()
    avisos.reject()
    esperar_casa(qtbot, casa)
    assert len(pedidos.previas) == 1
