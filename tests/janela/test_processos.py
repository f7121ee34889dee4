"""Files received and processes in the person's file: added, seen, put together, delivered; nothing waits."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from bahiaservidor.janela.casa import Casa
from bahiaservidor.janela.componentes.combo import Opcao
from bahiaservidor.janela.dialogos.anexo import DialogoAnexo, DialogoRetirar
from bahiaservidor.janela.dialogos.conferencia import Conferencia
from bahiaservidor.janela.dialogos.processo import DialogoProcesso, gravar_volumes
from bahiaservidor.janela.dialogos.processo_entrega import DialogoEntrega
from bahiaservidor.janela.modelos.processos import tamanho
from bahiaservidor.janela.telas.ficha import TelaFicha
from bahiaservidor.janela.telas.processos import TelaProcessos
from bahiaservidor.servicos import anexos, papeis, processos
from bahiaservidor.servicos.contexto import Contexto
from bahiaservidor.servicos.tipos import Registrado
from bahiaservidor.servicos.tipos.processos import PedidoProcesso, ProcessoMontado, SituacaoEntrega
from tests.documentos import arquivos

from .apoio_atos import HOJE, esperar, mostrar, povoar, vigiar
from .conftest import Anotacoes


@pytest.fixture
def pessoa(ctx: Contexto) -> Registrado:
    return povoar(ctx).em_estagio


def _capturar(widget: QWidget, nome: str) -> None:
    pasta = os.environ.get("BAHIASERVIDOR_CAPTURAS")
    if pasta:
        widget.grab().save(str(Path(pasta) / f"{nome}.png"))


def _abrir(qtbot: QtBot, casa: Casa, pessoa: Registrado, secao: int) -> TelaFicha:
    tela = TelaFicha(casa)
    tela.ativar()
    tela.receber(servidor_id=pessoa.servidor_id, aba="documentos")
    mostrar(qtbot, tela, casa)
    tela.documentos.secoes.setCurrentIndex(secao)
    esperar(qtbot, casa)
    return tela


def _com_papeis(ctx: Contexto, pessoa: Registrado) -> None:
    papeis.emitir(ctx, papel=papeis.termo_posse(ctx, vinculo_id=pessoa.vinculo_id, hoje=HOJE))
    for n, nome in enumerate(("outros papéis.pdf", "laudo.pdf", "rg.pdf"), start=1):
        dados = arquivos.pdf(nome, n)
        anexos.anexar(ctx, dados=dados, nome=nome, vinculo_id=pessoa.vinculo_id, peca=anexos.lugar_pelo_nome(nome))


def _dialogo(qtbot: QtBot, casa: Casa, pessoa: Registrado) -> DialogoProcesso:
    dialogo = DialogoProcesso(
        casa, None, vinculos=[Opcao(valor=pessoa.vinculo_id, rotulo="1. Analista")], vinculo_id=pessoa.vinculo_id
    )
    qtbot.addWidget(dialogo)
    dialogo.open()
    esperar(qtbot, casa)
    return dialogo


def test_sizes_in_words() -> None:
    assert [tamanho(n) for n in (1, 740 * 1024, 1_400_000)] == ["1 KB", "740 KB", "1,3 MB"]


def test_dropped_files_are_checked_kept_and_told(
    qtbot: QtBot, casa: Casa, pessoa: Registrado, tmp_path: Path, anotacoes: Anotacoes
) -> None:
    tela = _abrir(qtbot, casa, pessoa, 1)
    quadro = tela.documentos.anexos
    assert not quadro.ver.isEnabled()
    _capturar(tela, "anexos_vazio")
    (tmp_path / "Diploma.pdf").write_bytes(arquivos.pdf())
    (tmp_path / "rg.jpg").write_bytes(arquivos.imagem("JPEG"))
    (tmp_path / "planilha.pdf").write_bytes(b"PK\3\4")
    dados = QMimeData()
    dados.setUrls([QUrl.fromLocalFile(str(tmp_path / nome)) for nome in ("Diploma.pdf", "rg.jpg", "planilha.pdf")])
    solto = QDropEvent(
        QPointF(20, 20), Qt.DropAction.CopyAction, dados, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    quadro.dropEvent(solto)
    esperar(qtbot, casa)
    tela.recarregar()
    esperar(qtbot, casa)
    assert [(a.nome, a.rotulo) for a in quadro.modelo.linhas()] == [
        ("Diploma.pdf", "Diploma registrado"), ("rg.jpg", "Documento de identidade"),
    ]  # fmt: skip
    assert "“planilha.pdf” não é PDF, JPG nem PNG" in quadro.aviso.texto()
    assert anotacoes.mensagens[-1][0].startswith("2 anexos guardados")
    vigiar(quadro.modelo, quadro)
    _capturar(tela, "anexos")
    quadro.tabela.ir_para(1)
    quadro.ver.click()
    esperar(qtbot, casa)
    assert anotacoes.previas == ["rg.pdf"]
    quadro.salvar_em(str(tmp_path / "copia.jpg"))
    esperar(qtbot, casa)
    assert (tmp_path / "copia.jpg").read_bytes() == (tmp_path / "rg.jpg").read_bytes()


def test_place_and_reason(qtbot: QtBot, casa: Casa, ctx: Contexto, pessoa: Registrado) -> None:
    anexo = anexos.anexar(ctx, dados=arquivos.pdf(), nome="a.pdf", servidor_id=pessoa.servidor_id).anexo
    lugar = DialogoAnexo(casa, None, anexo=anexo)
    qtbot.addWidget(lugar)
    lugar.open()
    lugar.peca.definir("diploma")
    lugar.descricao.setText("Diploma de Direito")
    lugar.confirmar.click()
    esperar(qtbot, casa)
    assert anexos.ler(ctx, anexo_id=anexo.id).titulo == "Diploma de Direito"
    retirar = DialogoRetirar(casa, None, anexo=anexo)
    qtbot.addWidget(retirar)
    retirar.open()
    retirar.confirmar.click()
    esperar(qtbot, casa)
    assert anexos.ler(ctx, anexo_id=anexo.id).retirado == ""
    retirar.motivo.setPlainText("Era de outra pessoa")
    retirar.confirmar.click()
    esperar(qtbot, casa)
    assert anexos.ler(ctx, anexo_id=anexo.id).retirado == "Era de outra pessoa"


def test_the_clerk_chooses_orders_and_has_it_made(
    qtbot: QtBot, casa: Casa, ctx: Contexto, pessoa: Registrado, anotacoes: Anotacoes, tmp_path: Path
) -> None:
    _com_papeis(ctx, pessoa)
    dialogo = _dialogo(qtbot, casa, pessoa)
    titulos = ["Documento de identidade", "Laudo da Junta Médica Oficial", "Termo de posse", "outros papéis"]
    assert [parte.titulo for parte in dialogo.modelo.linhas()] == titulos
    assert dialogo.resumo.text().startswith("Entram 4 documentos")
    assert "CPF em situação regular" in dialogo.falta.text()
    assert "Laudo" not in dialogo.falta.text()
    vigiar(dialogo.modelo, dialogo)
    _capturar(dialogo, "montar")
    dialogo.modelo.alternar(1)
    assert "Laudo da Junta Médica Oficial" in dialogo.falta.text()
    dialogo.tabela.ir_para(3)
    assert not dialogo.descer.isEnabled()
    dialogo.subir.click()
    dialogo.subir.click()
    assert [parte.titulo for parte in dialogo.modelo.linhas()][1] == "outros papéis"
    dialogo.ver.click()
    esperar(qtbot, casa)
    assert len(anotacoes.previas) == 1
    dialogo.destino.setText("Coordenação de Provimento")
    assert dialogo.sempre.isHidden()
    dialogo.limite.setValue(8)
    dialogo.sempre.setChecked(True)
    with qtbot.waitSignal(dialogo.montado) as feito:
        dialogo.confirmar.click()
        assert dialogo.barra.isVisible()
    processo: ProcessoMontado = feito.args[0]
    esperar(qtbot, casa)
    assert processo.indice[1].startswith("outros papéis (fl")
    assert len(processo.indice) == 4
    assert processo.limite_mb == processos.limite_mb(ctx) == 8
    frase, acao = anotacoes.mensagens[-1]
    assert frase.startswith(f"Processo montado: {processo.folhas} folhas num volume")
    assert acao is not None
    assert acao.texto == "Salvar em pasta…"
    gravar_volumes(casa, processo, tmp_path)
    esperar(qtbot, casa)
    assert (tmp_path / "posse-92116599-1.pdf").exists()
    assert "1 volume gravado" in anotacoes.mensagens[-1][0]


def test_what_cannot_be_made_is_said_and_the_dialog_stays(
    qtbot: QtBot, casa: Casa, ctx: Contexto, pessoa: Registrado
) -> None:
    _com_papeis(ctx, pessoa)
    dialogo = _dialogo(qtbot, casa, pessoa)
    dialogo.numero.setText("123")
    dialogo.confirmar.click()
    esperar(qtbot, casa)
    assert dialogo.isVisible()
    assert dialogo.aviso.texto()
    assert dialogo.confirmar.isEnabled()
    assert processos.listar(ctx) == ()
    for posicao in range(4):
        dialogo.modelo.alternar(posicao)
    assert dialogo.resumo.text() == "Nenhum documento marcado."
    assert not dialogo.confirmar.isEnabled()
    dialogo.reject()


def test_stopping_leaves_nothing(qtbot: QtBot, casa: Casa, ctx: Contexto, pessoa: Registrado) -> None:
    _com_papeis(ctx, pessoa)
    dialogo = _dialogo(qtbot, casa, pessoa)
    dialogo.confirmar.click()
    dialogo.reject()
    esperar(qtbot, casa)
    assert dialogo.aviso.texto() == "Interrompido a pedido. Nada foi montado nem guardado."
    assert processos.listar(ctx) == ()
    dialogo.reject()
    assert not dialogo.isVisible()


def test_news_of_a_process_until_it_is_made_again(
    qtbot: QtBot, casa: Casa, ctx: Contexto, pessoa: Registrado, tmp_path: Path, anotacoes: Anotacoes
) -> None:
    _com_papeis(ctx, pessoa)
    processo = processos.montar(
        ctx, hoje=HOJE,
        pedido=PedidoProcesso(vinculo_id=pessoa.vinculo_id, provimento="posse", destino="SAEB"),
    )  # fmt: skip
    tela = _abrir(qtbot, casa, pessoa, 2)
    quadro = tela.documentos.processos
    assert [p.palavras for p in quadro.modelo.linhas()] == ["Montado, por enviar"]
    assert quadro.de_novo.isHidden()
    quadro.ver.click()
    esperar(qtbot, casa)
    assert anotacoes.previas == ["posse-92116599-1.pdf"]
    enviar = DialogoEntrega(casa, None, processo=processo)
    qtbot.addWidget(enviar)
    enviar.open()
    assert enviar.destino.text() == "SAEB"
    assert not enviar.motivo.isVisible()
    enviar.confirmar.click()
    esperar(qtbot, casa)
    (tmp_path / "recibo.pdf").write_bytes(arquivos.pdf("Recibo"))
    rejeitar = DialogoEntrega(casa, None, processo=processos.ler(ctx, processo_id=processo.id))
    qtbot.addWidget(rejeitar)
    rejeitar.open()
    rejeitar.situacao.definir(SituacaoEntrega.REJEITADO)
    rejeitar.confirmar.click()
    assert rejeitar.isVisible()
    rejeitar.motivo.setPlainText("Falta a página do DOE")
    rejeitar.definir_recibo(str(tmp_path / "recibo.pdf"))
    _capturar(rejeitar, "andamento")
    rejeitar.confirmar.click()
    esperar(qtbot, casa)
    tela.recarregar()
    esperar(qtbot, casa)
    assert [p.palavras for p in quadro.modelo.linhas()] == ["Rejeitado em 23/11/2026: Falta a página do DOE"]
    assert not quadro.de_novo.isHidden()
    assert [a.peca for a in tela.documentos.anexos.modelo.linhas()][-1] == "recibo"
    vigiar(quadro.modelo, quadro)
    _capturar(tela, "processos")


def test_everybodys_processes_with_their_state(
    qtbot: QtBot, casa: Casa, ctx: Contexto, pessoa: Registrado, anotacoes: Anotacoes
) -> None:
    _com_papeis(ctx, pessoa)
    processos.montar(ctx, pedido=PedidoProcesso(vinculo_id=pessoa.vinculo_id, provimento="posse"), hoje=HOJE)
    tela = TelaProcessos(casa)
    tela.ativar()
    mostrar(qtbot, tela, casa)
    assert [(p.nome, p.palavras) for p in tela.quadro.modelo.linhas()] == [("Ana Lúcia Peçanha", "Montado, por enviar")]
    assert tela.quadro.montar.isHidden()
    tela.quadro.ficha.click()
    assert anotacoes.fichas == [pessoa.servidor_id]
    tela.voltar.click()
    assert anotacoes.navegacoes[-1][0] == "documentos"
    _capturar(tela, "todos")


def test_the_checklist_marks_what_is_attached(qtbot: QtBot, casa: Casa, ctx: Contexto, pessoa: Registrado) -> None:
    _com_papeis(ctx, pessoa)
    lista = Conferencia(hoje=casa.hoje, usuario="Ana")
    qtbot.addWidget(lista)
    lista.ler_anexos(casa, pessoa.servidor_id)
    esperar(qtbot, casa)
    marcados = [linha.item.chave for linha in lista._linhas if not linha.marca.icon().isNull()]
    assert marcados == ["rg", "laudo"]
