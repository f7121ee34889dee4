"""Entering, locking and changing users in the real window: nothing is seen, nothing typed is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.janela.aplicacao import Programa
from bahiaservidor.janela.componentes.dialogo import Pergunta
from bahiaservidor.janela.dialogos.cadastros_orgaos import DialogoOrgao
from bahiaservidor.janela.dialogos.copias_despedida import DialogoDespedida
from bahiaservidor.janela.dialogos.minha_conta import DialogoCodigos, DialogoConta, DialogoLigar, DialogoTrocarSenha
from bahiaservidor.janela.dialogos.usuario import DialogoProvisoria, DialogoUsuario
from bahiaservidor.janela.entrada import PaginaEntrada
from bahiaservidor.janela.preferencias import Preferencias
from bahiaservidor.janela.telas.administracao import TelaAdministracao
from bahiaservidor.janela.tema import Tema
from bahiaservidor.servicos import abertura, segundo_fator, usuarios
from bahiaservidor.servicos.permissoes import NINGUEM, Papel

from ..servicos.apoio_usuarios import OUTRA, SENHA, RelogioMovel, baratear, com_administrador, trilha
from .apoio_prazos import dialogo_aberto, letras_visiveis
from .apoio_programa import Fabrica, fabricas, pronta

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def relogio() -> RelogioMovel:
    return RelogioMovel()


@pytest.fixture
def fabrica(
    qtbot: QtBot, relogio: RelogioMovel, tema: Tema, preferencias: Preferencias, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Fabrica]:
    baratear(monkeypatch)
    with fabricas(qtbot, relogio, tema, preferencias) as nova:
        yield nova


@pytest.fixture
def varios(registro: Path, relogio: RelogioMovel, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The configured registry with an administrador, and an operador whose password is provisional."""
    baratear(monkeypatch)
    ctx = abertura.abrir(registro, relogio=relogio, usuario="maria.souza")
    com_administrador(ctx)
    abertura.fechar(ctx)
    return registro


def calmo(qtbot: QtBot, programa: Programa) -> None:
    qtbot.waitUntil(lambda: programa.executor.ocioso, timeout=20_000)


def pagina(programa: Programa) -> PaginaEntrada:
    atual = programa.guarda.pagina
    assert atual is not None
    assert programa.janela.centralWidget() is atual
    return atual


def entrar(qtbot: QtBot, programa: Programa, login: str, senha: str, **mais: str) -> None:
    tela = pagina(programa)
    tela.login.setText(login)
    tela.senha.setText(senha)
    tela.codigo.setText(mais.get("codigo", ""))
    tela.nova.senha.setText(mais.get("nova", ""))
    tela.nova.repetida.setText(mais.get("nova", ""))
    qtbot.keyClick(tela.senha, Qt.Key.Key_Return)
    calmo(qtbot, programa)


def aberto(qtbot: QtBot, fabrica: Fabrica, caminho: Path) -> Programa:
    """Return the program with Ana at work."""
    programa = fabrica(caminho)
    qtbot.waitUntil(lambda: programa.guarda.bloqueada, timeout=20_000)
    entrar(qtbot, programa, "ana.lima", SENHA)
    qtbot.waitUntil(lambda: not programa.guarda.bloqueada and pronta(programa), timeout=20_000)
    return programa


def trancado(qtbot: QtBot, programa: Programa) -> None:
    ctx = programa.janela.casa.ctx if programa.janela.casa else None
    assert ctx is not None
    qtbot.waitUntil(lambda: ctx.sessao is NINGUEM and programa.executor.ocioso, timeout=20_000)


def visiveis() -> list[QWidget]:
    return [w for w in QApplication.topLevelWidgets() if w.isVisible()]


def tudo_o_que_se_le(janela: QWidget) -> str:
    campos = [c.text() for c in janela.findChildren(QLineEdit) if c.isVisible()]
    return " ".join([janela.windowTitle(), *letras_visiveis(janela), *campos])


def test_antes_de_entrar_nada_do_registro_aparece(qtbot: QtBot, fabrica: Fabrica, varios: Path) -> None:
    programa = fabrica(varios)
    qtbot.waitUntil(lambda: programa.guarda.bloqueada, timeout=20_000)
    assert not programa.pronto
    assert "Educação" not in tudo_o_que_se_le(programa.janela)
    assert not programa.janela.menuBar().isVisible()
    assert pagina(programa).outro.isVisible()
    qtbot.keyClick(pagina(programa).login, Qt.Key.Key_Return)
    assert pagina(programa).login.property("erro") is True
    for _ in range(3):
        entrar(qtbot, programa, "ana.lima", "errada")
    assert pagina(programa).aviso.texto().startswith("Usuário, senha ou código não conferem.")
    assert not pagina(programa).entrar.isEnabled()
    assert pagina(programa).entrar.text() == "Espere 2 s"
    programa.janela.close()
    programa.encerrar()
    assert "senha" not in trilha_de(varios)[-1][1]


def trilha_de(caminho: Path) -> list[tuple[str, str, str]]:
    ctx = abertura.abrir(caminho, relogio=RelogioMovel(), usuario="teste")
    try:
        return trilha(ctx)
    finally:
        abertura.fechar(ctx)


def test_quem_entra_assina_e_ao_fechar_sai(qtbot: QtBot, fabrica: Fabrica, varios: Path) -> None:
    programa = aberto(qtbot, fabrica, varios)
    janela = programa.janela
    assert janela.base.usuario.texto() == "Ana Lima (administrador)"
    assert janela.windowTitle() == "Secretaria da Educação – bahiaservidor"
    assert janela.menuBar().isVisible()
    assert programa.conta.bloquear.isEnabled()
    assert janela.casa is not None
    assert janela.casa.ctx.usuario == "ana.lima"
    janela.close()
    programa.encerrar()
    assert [a for q, a, _ in trilha_de(varios) if q == "ana.lima"] == ["entrada", "saída"]


def test_bloqueada_esconde_tudo_e_devolve_o_que_se_digitava(
    qtbot: QtBot, fabrica: Fabrica, varios: Path, relogio: RelogioMovel
) -> None:
    programa = aberto(qtbot, fabrica, varios)
    janela, casa = programa.janela, programa.janela.casa
    assert casa is not None
    qtbot.keyClick(janela, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert janela.navegacao.marcada() == "servidores"
    dialogo = DialogoOrgao(casa, pai=janela)
    dialogo.open()
    nome = dialogo.formulario.campo("nome")
    assert isinstance(nome, QLineEdit)
    nome.setText("Secretaria por terminar")
    programa.conta.bloquear.trigger()
    assert visiveis() == [janela]
    lido = tudo_o_que_se_le(janela)
    assert "terminar" not in lido
    assert "Educação" not in lido
    trancado(qtbot, programa)
    # What opens meanwhile stays behind, and no shortcut acts.
    tardio = DialogoOrgao(casa, pai=janela)
    tardio.open()
    qtbot.waitUntil(lambda: visiveis() == [janela])
    qtbot.keyClick(janela, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert janela.navegacao.marcada() == "servidores"
    entrar(qtbot, programa, "ana.lima", "errada")
    assert programa.guarda.bloqueada
    entrar(qtbot, programa, "ana.lima", SENHA)
    assert not programa.guarda.bloqueada
    assert dialogo.isVisible()
    assert tardio.isVisible()
    assert nome.text() == "Secretaria por terminar"
    assert casa.ctx.usuario == "ana.lima"
    assert janela.casa is casa  # the screens are those there were
    assert janela.windowTitle() == "Secretaria da Educação – bahiaservidor"
    tardio.reject()
    dialogo.reject()


def test_bloqueada_ainda_se_fecha_quando_a_copia_falha(qtbot: QtBot, fabrica: Fabrica, varios: Path) -> None:
    programa = aberto(qtbot, fabrica, varios)
    programa.conta.bloquear.trigger()
    trancado(qtbot, programa)
    pergunta = DialogoDespedida(programa.janela)
    pergunta.falhou(ErroDominio("O disco está cheio."))
    qtbot.wait(50)
    assert pergunta.isVisible()
    with qtbot.waitSignal(pergunta.desistiu):
        pergunta.sem_copia.click()


def test_sem_uso_a_tela_se_bloqueia(qtbot: QtBot, fabrica: Fabrica, varios: Path, relogio: RelogioMovel) -> None:
    programa = aberto(qtbot, fabrica, varios)
    casa = programa.janela.casa
    assert casa is not None
    usuarios.gravar_minutos_ocioso(casa.ctx, minutos=5)
    relogio.andar(minutes=4)
    programa.guarda.olhar()
    calmo(qtbot, programa)
    assert not programa.guarda.bloqueada
    janela_do_sistema = programa.janela.windowHandle()
    assert janela_do_sistema is not None
    QTest.keyClick(janela_do_sistema, Qt.Key.Key_Shift)  # somebody came back
    relogio.andar(minutes=4)
    programa.guarda.olhar()
    assert not programa.guarda.bloqueada
    relogio.andar(minutes=-60)
    programa.guarda.olhar()  # the clock went back: the count begins again
    assert not programa.guarda.bloqueada
    relogio.andar(minutes=5)
    programa.guarda.olhar()
    assert programa.guarda.bloqueada
    trancado(qtbot, programa)
    entrar(qtbot, programa, "ana.lima", SENHA)
    assert not programa.guarda.bloqueada


def test_outra_pessoa_entra_so_depois_de_fechar_o_que_ficou(qtbot: QtBot, fabrica: Fabrica, varios: Path) -> None:
    programa = aberto(qtbot, fabrica, varios)
    janela, casa = programa.janela, programa.janela.casa
    assert casa is not None
    rui = usuarios.criar(casa.ctx, login="rui", nome="Rui Barros", papel=Papel.OPERADOR)
    dialogo = DialogoOrgao(casa, pai=janela)
    dialogo.open()
    programa.conta.trocar.trigger()
    assert pagina(programa).login.text() == ""
    trancado(qtbot, programa)
    entrar(qtbot, programa, "rui", rui.senha)
    assert pagina(programa).nova.isVisible()
    entrar(qtbot, programa, "rui", rui.senha, nova=OUTRA)
    pergunta = dialogo_aberto(programa.janela, Pergunta)
    assert "Ana Lima deixou uma janela aberta" in pergunta.windowTitle()
    pergunta.reject()
    calmo(qtbot, programa)
    assert programa.guarda.bloqueada
    assert casa.ctx.sessao is NINGUEM
    entrar(qtbot, programa, "rui", OUTRA)
    dialogo_aberto(programa.janela, Pergunta).confirmar.click()
    qtbot.waitUntil(lambda: not programa.guarda.bloqueada and pronta(programa), timeout=20_000)
    assert visiveis() == [janela]
    assert janela.base.usuario.texto() == "Rui Barros (operador)"
    janela.navegar("administracao", secao="usuarios")
    calmo(qtbot, programa)
    tela = janela.pilha.currentWidget()
    assert isinstance(tela, TelaAdministracao)
    assert "não administra" in tela.usuarios.aviso.texto()
    assert tela.usuarios.cadastro.modelo.rowCount() == 0
    assert [(q, a) for q, a, _ in trilha(casa.ctx)][-5:] == [
        ("ana.lima", "cria"), ("ana.lima", "bloqueio"), ("rui", "entrada"), ("rui", "saída"), ("rui", "entrada"),
    ]  # fmt: skip


def test_do_uso_por_uma_so_pessoa_ao_primeiro_usuario(qtbot: QtBot, fabrica: Fabrica, registro: Path) -> None:
    programa = fabrica(registro)
    qtbot.waitUntil(lambda: pronta(programa), timeout=20_000)
    janela = programa.janela
    assert janela.base.usuario.texto() == "maria.souza · uso por uma só pessoa, sem senha"
    assert not programa.conta.bloquear.isEnabled()
    programa.guarda.bloquear()
    assert not programa.guarda.bloqueada
    janela.navegar("administracao", secao="usuarios")
    calmo(qtbot, programa)
    tela = janela.pilha.currentWidget()
    assert isinstance(tela, TelaAdministracao)
    vazio = tela.usuarios.cadastro.tabela.vazio()
    assert vazio is not None
    assert vazio.titulo() == "Uso por uma só pessoa, sem senha"
    vazio.botao.click()
    dialogo = dialogo_aberto(programa.janela, DialogoUsuario)
    assert not dialogo.papel.isEnabled()
    dialogo.login.setText("ana.lima")
    nome = dialogo.formulario.campo("nome")
    assert isinstance(nome, QLineEdit)
    nome.setText("Ana Lima")
    assert dialogo.senha is not None
    dialogo.senha.senha.setText("analima1")
    dialogo.senha.repetida.setText("analima1")
    dialogo.salvar()
    assert dialogo.senha.senha.property("erro") is True
    for campo in (dialogo.senha.senha, dialogo.senha.repetida):
        campo.setText(SENHA)
    dialogo.salvar()
    qtbot.waitUntil(lambda: programa.guarda.bloqueada, timeout=20_000)
    entrar(qtbot, programa, "ana.lima", SENHA)
    qtbot.waitUntil(lambda: not programa.guarda.bloqueada and pronta(programa), timeout=20_000)
    janela.navegar("administracao", secao="usuarios")
    calmo(qtbot, programa)
    tela = janela.pilha.currentWidget()
    assert isinstance(tela, TelaAdministracao)
    tela.usuarios.novo()
    dialogo = dialogo_aberto(programa.janela, DialogoUsuario)
    dialogo.login.setText("rui")
    nome = dialogo.formulario.campo("nome")
    assert isinstance(nome, QLineEdit)
    nome.setText("Rui Barros")
    dialogo.salvar()
    calmo(qtbot, programa)
    provisoria = dialogo_aberto(programa.janela, DialogoProvisoria)
    provisoria.copiar.click()
    assert len(QApplication.clipboard().text()) == 20
    provisoria.accept()
    assert [u.login for u in (tela.usuarios.cadastro.modelo.linha(n) for n in range(2)) if u] == ["ana.lima", "rui"]
    tela.usuarios.cadastro.tabela.ir_para(0)
    tela.usuarios.ativo.click()
    dialogo_aberto(programa.janela, Pergunta).confirmar.click()
    calmo(qtbot, programa)
    assert "único administrador" in tela.usuarios.aviso.texto()


def test_minha_conta_troca_a_senha_e_liga_o_segundo_fator(
    qtbot: QtBot, fabrica: Fabrica, varios: Path, relogio: RelogioMovel
) -> None:
    programa = aberto(qtbot, fabrica, varios)
    programa.conta.abrir_conta()
    conta = dialogo_aberto(programa.janela, DialogoConta)
    calmo(qtbot, programa)
    assert "desligado" in conta.valores["fator"].text()
    conta.trocar.click()
    troca = dialogo_aberto(programa.janela, DialogoTrocarSenha)
    troca.atual.setText("errada")
    for campo in (troca.nova.senha, troca.nova.repetida):
        campo.setText(f"  {OUTRA}  ")  # taken exactly as it is
    troca.salvar()
    calmo(qtbot, programa)
    assert "não conferem" in troca.aviso.texto()
    troca.atual.setText(SENHA)
    troca.salvar()
    calmo(qtbot, programa)
    conta.ligar.click()
    ligar = dialogo_aberto(programa.janela, DialogoLigar)
    calmo(qtbot, programa)
    assert not ligar.figura.pixmap().isNull()
    segredo = ligar.segredo.text().replace(" ", "")
    ligar.atual.setText(f"  {OUTRA}  ")
    ligar.codigo.setText(segundo_fator.codigo_de(segredo, relogio.agora()))
    ligar.salvar()
    calmo(qtbot, programa)
    codigos = dialogo_aberto(programa.janela, DialogoCodigos)
    guardado = codigos.codigos[0]
    assert guardado in codigos.lista.text()
    codigos.accept()
    calmo(qtbot, programa)
    assert conta.valores["fator"].text() == "ligado, com 10 códigos de recuperação por usar"
    conta.accept()
    programa.guarda.bloquear()
    trancado(qtbot, programa)
    entrar(qtbot, programa, "ana.lima", f"  {OUTRA}  ")
    assert pagina(programa).codigo.isVisible()
    entrar(qtbot, programa, "ana.lima", f"  {OUTRA}  ", codigo=guardado)
    assert not programa.guarda.bloqueada
