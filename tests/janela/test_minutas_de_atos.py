"""Drafts from the windows: the act dialog, the list of minutas, the file, the corrections; notice and defence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from bahiaservidor.estatuto.tipos_emendas import FormaEmenda
from bahiaservidor.janela.casa import Casa
from bahiaservidor.janela.dialogos.ato import DialogoAto
from bahiaservidor.janela.dialogos.contraditorio import DialogoContraditorio
from bahiaservidor.janela.dialogos.emenda import DialogoEmenda
from bahiaservidor.janela.dialogos.menu_minuta import MenuMinuta
from bahiaservidor.janela.dialogos.minuta import Docx, gravar_docx
from bahiaservidor.janela.telas.documentos_lista import ler_arquivo
from bahiaservidor.janela.telas.propostas import TelaPropostas
from bahiaservidor.janela.telas.provimentos import TelaProvimentos
from bahiaservidor.servicos import contraditorio, minutas, papeis, papeis_atos
from bahiaservidor.servicos.contexto import Contexto
from bahiaservidor.servicos.papeis_emissao import gemeos_de
from bahiaservidor.servicos.tipos import Minuta, PedidoAto, Proposta
from bahiaservidor.servicos.tipos.contraditorio import MeioAviso

from .apoio_atos import HOJE, Povo, esperar, mostrar, povoar, registrar
from .conftest import Anotacoes


def _preparar(ctx: Contexto, povo: Povo, tipo: str = "exoneracao_a_pedido") -> Minuta:
    quem = povo.em_estagio if tipo != "tornar_sem_efeito" else povo.nomeado
    pedido = PedidoAto(
        tipo=tipo, conteudo={"publicacao": HOJE}, servidor_id=quem.servidor_id, vinculo_id=quem.vinculo_id
    )
    return minutas.preparar(ctx, pedido=pedido, hoje=HOJE)


def _minutas(qtbot: QtBot, casa: Casa) -> TelaProvimentos:
    tela = TelaProvimentos(casa)
    tela.ativar()
    mostrar(qtbot, tela, casa)
    tela.receber(aba="minutas")
    tela.minutas.tabela.ir_para(0)
    return tela


def test_the_dialog_shows_the_draft_before_and_after_it_is_kept(
    qtbot: QtBot, casa: Casa, ctx: Contexto, anotacoes: Anotacoes
) -> None:
    povo = povoar(ctx)
    dialogo = DialogoAto(
        casa, servidor_id=povo.em_estagio.servidor_id, vinculo_id=povo.em_estagio.vinculo_id, tipo="exoneracao_a_pedido"
    )
    mostrar(qtbot, dialogo, casa)
    assert dialogo.ver.isVisible()
    assert not dialogo.defesa.isVisible()
    dialogo.ver.click()
    esperar(qtbot, casa)
    assert anotacoes.previas[-1].startswith("minuta-de-exoneracao-a-pedido")
    assert minutas.listar(ctx) == ()
    dialogo.preparar.click()
    esperar(qtbot, casa)
    frase, acao = anotacoes.mensagens[-1]
    assert frase.startswith("Minuta de exoneração a pedido preparada")
    assert acao is not None
    assert acao.texto == "Ver a minuta"
    acao.ao_acionar()
    esperar(qtbot, casa)
    assert len(anotacoes.previas) == 2


def test_an_act_that_is_not_published_offers_no_draft(qtbot: QtBot, casa: Casa, ctx: Contexto) -> None:
    povo = povoar(ctx)
    quem = povo.em_estagio
    dialogo = DialogoAto(casa, servidor_id=quem.servidor_id, vinculo_id=quem.vinculo_id, tipo="afastamento")
    mostrar(qtbot, dialogo, casa)
    assert not dialogo.ver.isVisible()
    dialogo.reject()


def test_a_minuta_is_issued_with_its_docx_and_its_text_copied(
    qtbot: QtBot, casa: Casa, ctx: Contexto, anotacoes: Anotacoes, tmp_path: Path
) -> None:
    feita = _preparar(ctx, povoar(ctx))
    tela = _minutas(qtbot, casa)
    lista = tela.minutas
    assert lista.imprimir.isEnabled()
    assert not lista.minuta.defesa.isEnabled()
    lista.imprimir.click()
    esperar(qtbot, casa)
    assert anotacoes.previas == ["minuta-de-exoneracao-a-pedido-ana-lucia-pecanha-1-2026.pdf"]
    (emitido, gemeo) = sorted(papeis.emitidos(ctx), key=lambda d: d.id)
    assert gemeos_de(ctx, documento_id=emitido.id) == (gemeo,)
    lista.minuta.texto.trigger()
    esperar(qtbot, casa)
    assert "Exonerar, a pedido, Ana Lúcia Peçanha" in QGuiApplication.clipboard().text()
    lista.minuta.docx.trigger()
    esperar(qtbot, casa)
    (salvando,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, QFileDialog)]
    salvando.close()
    guardado = Docx(nome="m.docx", dados=papeis_atos.docx_do_ato(ctx, minuta_id=feita.id, hoje=HOJE))
    gravar_docx(casa, tela, guardado, tmp_path / "m.docx")
    esperar(qtbot, casa)
    assert docx.Document(BytesIO((tmp_path / "m.docx").read_bytes())).paragraphs
    assert ler_arquivo(casa, gemeo).nome.endswith(".docx")
    lista.enviada.click()
    esperar(qtbot, casa)
    assert [m.estado for m in minutas.listar(ctx)] == ["enviada"]


def test_two_nominations_go_out_in_one_act(qtbot: QtBot, casa: Casa, ctx: Contexto, anotacoes: Anotacoes) -> None:
    povo = povoar(ctx)
    for candidato in povo.candidatos[3:5]:
        conteudo = {"publicacao": HOJE, "cargo": povo.cargo, "candidato": candidato, "carater": "permanente"}
        minutas.preparar(ctx, pedido=PedidoAto(tipo="nomeacao", conteudo=conteudo), hoje=HOJE)
    tela = _minutas(qtbot, casa)
    tela.minutas.tabela.selectAll()
    assert tela.minutas.minuta.pode_ver()
    tela.minutas.imprimir.click()
    esperar(qtbot, casa)
    assert anotacoes.previas == ["minuta-de-nomeacao-de-varias-pessoas-2-pessoas.pdf"]
    assert sorted(m.numero for m in minutas.listar(ctx)) == ["1/2026", "2/2026"]


def test_issuing_against_somebody_waits_for_notice_and_defence(
    qtbot: QtBot, casa: Casa, ctx: Contexto, anotacoes: Anotacoes
) -> None:
    povo = povoar(ctx)
    feita = _preparar(ctx, povo, "tornar_sem_efeito")
    tela = _minutas(qtbot, casa)
    tela.minutas.imprimir.click()
    esperar(qtbot, casa)
    assert "Falta: o aviso à pessoa" in anotacoes.mensagens[-1][0]
    assert anotacoes.previas == []
    assert minutas.obter(ctx, minuta_id=feita.id).numero == ""
    tela.minutas.minuta.ver.trigger()
    esperar(qtbot, casa)
    assert len(anotacoes.previas) == 1
    tela.minutas.minuta.defesa.trigger()
    esperar(qtbot, casa)
    (dialogo,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, DialogoContraditorio)]
    esperar(qtbot, casa)
    assert "enquanto faltar: o aviso à pessoa" in dialogo.faltas.texto()
    dialogo.datas["aviso_em"].setText("99/99/2026")
    dialogo.guardar.click()
    assert dialogo.isVisible()
    dialogo.datas["aviso_em"].definir(date(2026, 11, 3))
    dialogo.meio.definir(MeioAviso.EDITAL)
    assert "o comprovante do aviso" in dialogo.faltas.texto()
    dialogo.dispensa.setPlainText("urgente")
    dialogo.guardar.click()
    esperar(qtbot, casa)
    assert "não diz o bastante" in dialogo.aviso.texto()
    dialogo.dispensa.setPlainText("Renúncia expressa, em termo assinado")
    assert "A minuta sai com o fundamento" in dialogo.faltas.texto()
    dialogo.guardar.click()
    esperar(qtbot, casa)
    guardada = contraditorio.situacao(ctx, ato="tornar_sem_efeito", vinculo_id=povo.nomeado.vinculo_id, hoje=HOJE)
    assert guardada is not None
    assert (guardada.defesa.minuta_id, guardada.defesa.aviso_meio) == (feita.id, MeioAviso.EDITAL)
    tela.minutas.imprimir.click()
    esperar(qtbot, casa)
    assert len(anotacoes.previas) == 2
    assert minutas.obter(ctx, minuta_id=feita.id).numero == "1/2026"


def test_the_act_dialog_says_what_the_defence_lacks_and_registers_the_fact_all_the_same(
    qtbot: QtBot, casa: Casa, ctx: Contexto
) -> None:
    povo = povoar(ctx)
    quem = povo.em_estagio
    conteudo = {"publicacao": HOJE, "processo": "PAD 1/2026"}
    pedido = PedidoAto(tipo="demissao", conteudo=conteudo, servidor_id=quem.servidor_id, vinculo_id=quem.vinculo_id)
    dialogo = DialogoAto(casa, servidor_id=quem.servidor_id, pedido=pedido)
    mostrar(qtbot, dialogo, casa)
    esperar(qtbot, casa)
    assert "Antes deste ato cabem aviso e defesa. Falta: o aviso à pessoa" in dialogo.defesa.texto()
    dialogo.defesa.abrir()
    esperar(qtbot, casa)
    (aviso,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, DialogoContraditorio)]
    aviso.dispensa.setPlainText("Decisão judicial que manda demitir")
    aviso.guardar.click()
    esperar(qtbot, casa)
    assert "Sem aviso e defesa completos: Decisão judicial" in dialogo.defesa.texto()
    registrados: list[object] = []
    dialogo.registrado.connect(registrados.append)
    dialogo.registrar.click()
    esperar(qtbot, casa)
    assert len(registrados) == 1


def test_the_correction_has_its_draft_or_its_note(
    qtbot: QtBot, casa: Casa, ctx: Contexto, anotacoes: Anotacoes
) -> None:
    povo = povoar(ctx)
    feito = registrar(ctx, "afastamento", servidor=povo.em_estagio.servidor_id, inicio=HOJE, motivo="ferias")
    dialogo = DialogoEmenda(casa, ato_id=feito.ato_id)
    mostrar(qtbot, dialogo, casa)
    assert not dialogo.minuta.botao.isVisible()
    dialogo.abrir_forma(FormaEmenda.ESTORNO)
    esperar(qtbot, casa)
    assert dialogo.minuta.botao.text() == "Nota para o &assentamento"
    assert not dialogo.minuta.docx.isVisible()
    dialogo.minuta.emitir.trigger()
    esperar(qtbot, casa)
    assert anotacoes.previas[-1].startswith("registro-de-correcao")
    dialogo.abrir_forma(FormaEmenda.ANULACAO)
    esperar(qtbot, casa)
    assert dialogo.minuta.defesa.isVisible()
    dialogo.minuta.ver.trigger()
    esperar(qtbot, casa)
    assert len(anotacoes.previas) == 2
    dialogo.minuta.emitir.trigger()
    esperar(qtbot, casa)
    assert "aviso e defesa" in dialogo.aviso.texto()
    dialogo.reject()


def test_the_menu_offers_nothing_for_what_is_done(qtbot: QtBot, casa: Casa, ctx: Contexto) -> None:
    feita = _preparar(ctx, povoar(ctx))
    tela = _minutas(qtbot, casa)
    menu = MenuMinuta(casa, tela)
    menu.definir((feita,))
    assert menu.pode_ver()
    cancelada = minutas.anular(ctx, minuta_id=feita.id, motivo="erro")
    menu.definir((cancelada,))
    assert not menu.botao.isEnabled()


def test_a_proposal_opens_its_notice_and_defence(qtbot: QtBot, casa: Casa, ctx: Contexto) -> None:
    povo = povoar(ctx)
    dialogo = TelaPropostas(casa)
    mostrar(qtbot, dialogo, casa)
    proposta = Proposta(
        servidor_id=povo.nomeado.servidor_id, vinculo_id=povo.nomeado.vinculo_id, nome="Ana", ato="tornar_sem_efeito",
        rotulo="Tornar sem efeito", dispositivo="art. 19, § 2º", razao="", desde=HOJE,
    )  # fmt: skip
    dialogo._receber((replace(proposta, ato="aproveitamento"), proposta))
    dialogo.tabela.ir_para(0)
    assert not dialogo.defesa.isEnabled()
    dialogo.tabela.ir_para(1)
    dialogo.defesa.click()
    esperar(qtbot, casa)
    (aviso,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, DialogoContraditorio) and w.isVisible()]
    esperar(qtbot, casa)
    assert aviso.windowTitle() == "Aviso e defesa: tornar sem efeito"
    aviso.reject()
