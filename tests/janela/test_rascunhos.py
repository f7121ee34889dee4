"""Forms that survive: kept as they are typed, offered after a fall, given back field by field, gone once registered."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from bahiaservidor.janela import rascunhos as guardas
from bahiaservidor.janela.aplicacao import Programa
from bahiaservidor.janela.casa import Casa
from bahiaservidor.janela.componentes import retrato
from bahiaservidor.janela.componentes.dialogo import Pergunta
from bahiaservidor.janela.dialogos.ato import DialogoAto
from bahiaservidor.janela.dialogos.cadastros_orgaos import DialogoOrgao
from bahiaservidor.janela.preferencias import Preferencias
from bahiaservidor.janela.telas.administracao import TelaAdministracao
from bahiaservidor.janela.telas.ficha_dados import AbaDados
from bahiaservidor.janela.tema import Tema
from bahiaservidor.relogio import Relogio, RelogioFixo
from bahiaservidor.servicos import abertura, pessoas, rascunhos
from bahiaservidor.servicos.contexto import Contexto

from .apoio_atos import povoar
from .conftest import HOJE, Anotacoes

_QUEDA = """
    import os, sys, time
    from datetime import date
    from pathlib import Path
    from bahiaservidor.janela import rascunhos
    rascunhos.PASSO_MS = 40
    from bahiaservidor.janela.aplicacao import Programa, criar_aplicacao
    from bahiaservidor.janela.dialogos.ato import DialogoAto
    from bahiaservidor.janela.preferencias import Preferencias
    from bahiaservidor.janela.tema import Tema
    from bahiaservidor.relogio import RelogioFixo
    from bahiaservidor.servicos import abertura, rascunhos as servico

    def montar(caminho, *, relogio):
        return abertura.abrir(caminho, relogio=relogio, usuario="maria.souza")

    app = criar_aplicacao(["x"])
    arquivo = Path(sys.argv[1])
    p = Programa(arquivo, montar=montar, desmontar=abertura.fechar, relogio=RelogioFixo(date(2026, 11, 23)),
                 tema=Tema(app), preferencias=Preferencias(arquivo.with_suffix(".ini")))
    p.iniciar()

    def ate(prova):
        fim = time.monotonic() + 20
        while not prova():
            app.processEvents()
            time.sleep(0.005)
            assert time.monotonic() < fim

    ate(lambda: p.pronto and p.executor.ocioso)
    p.janela.abrir_ato(servidor_id=int(sys.argv[2]), tipo="posse")
    dialogo = p.janela.findChild(DialogoAto)
    ate(lambda: dialogo.pagina is not None and p.executor.ocioso)
    form = dialogo.pagina.form
    for nome, valor in (("data", date(2026, 11, 20)), ("local", "Gabinete da Secretária"), ("laudo_numero", "77/26")):
        form.campo(nome).definir(valor)
    form.campo("laudo_data").campo.setText("1/1")
    ate(lambda: any(r.conteudo["campos"].get("Data do laudo#1") == "1/1" for r in servico.listar(p.janela.casa.ctx)))
    print("digitado", flush=True)
    os.kill(os.getpid(), 9)
"""


def _montar(caminho: Path, *, relogio: Relogio) -> Contexto:
    return abertura.abrir(caminho, relogio=relogio, usuario="maria.souza")


@pytest.fixture(autouse=True)
def depressa(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guardas, "PASSO_MS", 20)


@pytest.fixture
def programa(registro: Path, tema: Tema, preferencias: Preferencias) -> Iterator[Programa]:
    novo = Programa(registro, montar=_montar, desmontar=abertura.fechar, relogio=RelogioFixo(HOJE), tema=tema,
                    preferencias=preferencias)  # fmt: skip
    yield novo
    novo.janela.close()
    novo.encerrar()


def _esperar(qtbot: QtBot, casa: Casa) -> None:
    qtbot.waitUntil(lambda: casa.executor.ocioso, timeout=10_000)


def _guardados(qtbot: QtBot, casa: Casa, quantos: int) -> tuple[rascunhos.FormularioPorTerminar, ...]:
    qtbot.waitUntil(lambda: len(rascunhos.listar(casa.ctx)) == quantos, timeout=5000)
    return rascunhos.listar(casa.ctx)


def test_a_queda_nao_leva_o_que_se_digitou(qtbot: QtBot, programa: Programa, registro: Path) -> None:
    ctx = _montar(registro, relogio=RelogioFixo(HOJE))
    quem = povoar(ctx).nomeado
    nome = pessoas.pessoa(ctx, servidor_id=quem.servidor_id).nome
    abertura.fechar(ctx)
    feito = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(_QUEDA), str(registro), str(quem.servidor_id)], check=False,
        capture_output=True, text=True, env=os.environ.copy(), timeout=60,
    )  # fmt: skip
    assert (feito.returncode, feito.stdout) == (-9, "digitado\n"), feito.stderr
    programa.iniciar()
    janela = programa.janela
    qtbot.waitUntil(lambda: programa.pronto and programa.executor.ocioso, timeout=15_000)
    faixa = janela.recuperacao.faixa
    assert faixa.isVisible()
    assert faixa.aviso.texto() == f"Há 1 formulário por terminar: Posse de {nome}, 12:00."
    janela.recuperacao.continuar()
    dialogo = janela.findChild(DialogoAto)
    assert dialogo is not None
    qtbot.waitUntil(lambda: dialogo.pagina is not None and programa.executor.ocioso, timeout=10_000)
    assert dialogo.pagina is not None
    assert not faixa.isVisible()
    form = dialogo.pagina.form
    lidos = [campo.valor() for nome in ("data", "local", "laudo_numero") if (campo := form.campo(nome)) is not None]
    assert lidos == [date(2026, 11, 20), "Gabinete da Secretária", "77/26"]
    assert retrato.tirar(dialogo.pagina)["Data do laudo#1"] == "1/1"
    dialogo._descartar_rascunho()
    assert janela.casa is not None
    _guardados(qtbot, janela.casa, 0)
    dialogo.reject()


def test_um_cadastro_guarda_o_que_se_digita_e_esquece_ao_salvar(
    qtbot: QtBot, casa: Casa, anotacoes: Anotacoes
) -> None:  # fmt: skip
    dialogo = DialogoOrgao(casa)
    dialogo.open()
    _esperar(qtbot, casa)
    qtbot.keyClicks(dialogo.formulario.campo("nome"), "Orgao novo")
    (guardado,) = _guardados(qtbot, casa, 1)
    assert guardado.titulo == "Novo órgão"
    assert guardado.conteudo["especie"] == "cadastro"
    dialogo._guarda.reter()  # type: ignore[union-attr]
    dialogo.reject()
    outro = DialogoOrgao(casa)
    outro.open()
    qtbot.waitUntil(lambda: outro.valor("nome") == "Orgao novo", timeout=5000)
    qtbot.keyClicks(outro.formulario.campo("sigla"), "ON")
    outro.salvar()
    _esperar(qtbot, casa)
    _guardados(qtbot, casa, 0)
    assert anotacoes.mensagens


def test_cancelar_pergunta_so_quando_se_digitou_muito(qtbot: QtBot, casa: Casa) -> None:
    pai = QWidget()
    qtbot.addWidget(pai)
    pai.show()
    pouco = DialogoOrgao(casa, pai=pai)
    pouco.open()
    _esperar(qtbot, casa)
    qtbot.keyClicks(pouco.formulario.campo("nome"), "O")
    pouco.reject()
    assert not pouco.isVisible()
    muito = DialogoOrgao(casa, pai=pai)
    muito.open()
    _esperar(qtbot, casa)
    qtbot.keyClicks(muito.formulario.campo("nome"), "Secretaria de nome comprido " * 3)
    _guardados(qtbot, casa, 1)
    qtbot.keyClick(muito, Qt.Key.Key_Escape)
    pergunta = next(p for p in muito.findChildren(Pergunta))
    assert muito.isVisible()
    assert pergunta.isVisible()
    pergunta.confirmar.click()
    _guardados(qtbot, casa, 0)


def test_senhas_nunca_se_guardam(qtbot: QtBot) -> None:
    dono = QWidget()
    qtbot.addWidget(dono)
    caixa = QVBoxLayout(dono)
    senha, nome = QLineEdit("segredo 1"), QLineEdit("Ana")
    senha.setEchoMode(QLineEdit.EchoMode.Password)
    for campo in (senha, nome):
        caixa.addWidget(campo)
    assert "segredo" not in json.dumps(retrato.tirar(dono))
    senha.setEchoMode(QLineEdit.EchoMode.Normal)
    assert list(retrato.tirar(dono).values()) == ["Ana"]


def test_registro_so_de_leitura_nada_guarda_nem_reclama(
    qtbot: QtBot, casa: Casa, ctx: Contexto, monkeypatch: pytest.MonkeyPatch
) -> None:
    quem = povoar(ctx).nomeado
    monkeypatch.setattr(type(ctx.banco), "somente_leitura", property(lambda _: True))
    dialogo = DialogoAto(casa, servidor_id=quem.servidor_id, tipo="posse")
    dialogo.open()
    qtbot.waitUntil(lambda: dialogo.pagina is not None and casa.executor.ocioso, timeout=10_000)
    assert dialogo.pagina is not None
    local = dialogo.pagina.form.campo("local")
    assert local is not None
    local.definir("Gabinete")
    qtbot.wait(100)
    dialogo.reject()
    _esperar(qtbot, casa)
    assert rascunhos.listar(ctx) == ()


def test_o_rascunho_e_de_quem_digitou_e_o_que_nao_se_le_e_deixado(ctx: Contexto) -> None:
    assert rascunhos.guardar(ctx, chave="x", titulo="Posse", conteudo={"campos": {"a": "b"}})
    assert not rascunhos.guardar(ctx, chave="y", titulo="Posse", conteudo={"campos": {"a": "b" * rascunhos.MAIOR}})
    ctx.usuario = "outra"
    assert rascunhos.listar(ctx) == ()
    rascunhos.apagar(ctx, chave="x")
    ctx.usuario = "maria.souza"
    assert rascunhos.ler(ctx, chave="x") == {"campos": {"a": "b"}}
    with ctx.banco.escrita() as conexao:
        conexao.exec_driver_sql("UPDATE rascunho SET conteudo = '{quebrado'")
    assert rascunhos.listar(ctx) == ()


def test_a_janela_oferece_continuar_um_cadastro_novo_e_descartar(qtbot: QtBot, programa: Programa) -> None:
    programa.iniciar()
    janela, recuperacao = programa.janela, programa.janela.recuperacao
    qtbot.waitUntil(lambda: programa.pronto and programa.executor.ocioso, timeout=15_000)
    casa = janela.casa
    assert casa is not None
    janela.navegar("administracao", secao="orgaos")
    _esperar(qtbot, casa)
    (tela,) = janela.findChildren(TelaAdministracao)
    tela.novo_orgao()
    (primeiro,) = janela.findChildren(DialogoOrgao)
    _esperar(qtbot, casa)
    qtbot.keyClicks(primeiro.formulario.campo("nome"), "Agencia")
    primeiro.close()
    _guardados(qtbot, casa, 1)
    janela.navegar("painel")
    recuperacao.ler()
    qtbot.waitUntil(recuperacao.faixa.isVisible, timeout=5000)
    assert recuperacao.faixa.aviso.texto().startswith("Há 1 formulário por terminar: Novo órgão, ")
    recuperacao.continuar()

    def voltou() -> bool:
        return any(d.isVisible() and d.valor("nome") == "Agencia" for d in janela.findChildren(DialogoOrgao))

    qtbot.waitUntil(voltou, timeout=10_000)
    assert not recuperacao.faixa.isVisible()
    next(d for d in janela.findChildren(DialogoOrgao) if d.isVisible()).close()
    rascunhos.guardar(casa.ctx, chave="outra", titulo="Editar cargo", conteudo={"especie": "cadastro"})
    recuperacao.ler()
    qtbot.waitUntil(recuperacao.faixa.isVisible, timeout=5000)
    recuperacao.descartar()
    pergunta = next(p for p in janela.findChildren(Pergunta) if p.isVisible())
    pergunta.confirmar.click()
    qtbot.waitUntil(lambda: "outra" not in [r.chave for r in rascunhos.listar(casa.ctx)], timeout=5000)
    assert not recuperacao.faixa.isVisible()


def test_os_dados_pessoais_por_guardar_voltam(qtbot: QtBot, casa: Casa, ctx: Contexto) -> None:
    quem = povoar(ctx).nomeado.servidor_id
    ficha = pessoas.ficha(ctx, servidor_id=quem, hoje=HOJE)
    aba = AbaDados(casa)
    qtbot.addWidget(aba)
    aba.definir(ficha, ())
    aba.mostrar_se_preciso()
    _esperar(qtbot, casa)
    telefone = aba._campos["telefone"]
    assert isinstance(telefone, QLineEdit)
    telefone.setText("71 3333-0000")
    (guardado,) = _guardados(qtbot, casa, 1)
    assert guardado.titulo == f"Dados pessoais de {ficha.dados.nome}"
    outra = AbaDados(casa)
    qtbot.addWidget(outra)
    outra.definir(ficha, ())
    outra.mostrar_se_preciso()
    qtbot.waitUntil(outra.alterou, timeout=5000)
    dados = outra.dados()
    assert dados is not None
    assert dados.telefone == "71 3333-0000"
    outra._guardar()
    _esperar(qtbot, casa)
    aba._desfazer()
    _guardados(qtbot, casa, 0)
