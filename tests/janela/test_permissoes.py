"""The window of who may not do everything: what is off and why, what is refused in a sentence, the second person."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from bahiaservidor import janela
from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.janela.casa import Casa
from bahiaservidor.janela.erro import CaixaErro
from bahiaservidor.janela.operacoes import Executor
from bahiaservidor.janela.permitido import BOTOES, COMPONENTES, vedar
from bahiaservidor.janela.segunda_pessoa import DialogoSegundaPessoa, pedir
from bahiaservidor.janela.telas.administracao_seguranca import SecaoSeguranca
from bahiaservidor.janela.telas.servidores import TelaServidores
from bahiaservidor.servicos import cadastros, provimento, segunda_pessoa
from bahiaservidor.servicos.contexto import Contexto
from bahiaservidor.servicos.permissoes import ErroDePermissao, Papel, Permissao
from bahiaservidor.servicos.tipos import Orgao, PedidoAto
from tests.servicos.apoio_permissoes import como, sessao

from .apoio_atos import NOME_LONGO, povoar


def aberto(tipo: type[QWidget]) -> Any:
    achados = [w for w in QApplication.topLevelWidgets() if isinstance(w, tipo) and w.isVisible()]
    assert len(achados) == 1, achados
    return achados[0]


def test_cada_botao_da_tabela_existe_e_pede_uma_permissao() -> None:
    feitos: dict[str, set[str]] = {}
    for arquivo in Path(janela.__file__).parent.rglob("*.py"):
        escrito = arquivo.read_text(encoding="utf-8")
        procuradas = {*BOTOES, *COMPONENTES} & set(re.findall(r"^class (\w+)", escrito, re.MULTILINE))
        for classe in ast.parse(escrito).body if procuradas else ():
            if isinstance(classe, ast.ClassDef):
                nomes = feitos.setdefault(classe.name, set())
                nomes |= {
                    alvo.attr
                    for no in ast.walk(classe)
                    if isinstance(no, ast.Assign)
                    for alvo in no.targets
                    if isinstance(alvo, ast.Attribute)
                }
    for classe_, botoes in BOTOES.items():
        assert set(botoes) <= feitos[classe_], classe_
    assert set(COMPONENTES) <= set(feitos)
    for pede in {*COMPONENTES.values(), *(p for botoes in BOTOES.values() for p in botoes.values())}:
        assert Permissao[pede]


def test_a_tela_desliga_o_que_o_papel_nao_pode_e_diz_por_que(casa: Casa, ctx: Contexto, qtbot: QtBot) -> None:
    with como(ctx, sessao(Papel.CONSULTA)):
        tela = TelaServidores(casa)
        qtbot.addWidget(tela)
        tela.ativar()
        assert not tela.nomear.isEnabled()
        assert "O seu papel (consulta) não tem permissão para preparar minutas" in tela.nomear.toolTip()
        tela.nomear.setEnabled(True)
        tela.nomear.setToolTip("")
        assert not tela.nomear.isEnabled()
        assert "preparar minutas" in tela.nomear.toolTip()
        qtbot.waitUntil(lambda: casa.executor.ocioso)
    with como(ctx, sessao(Papel.OPERADOR)):
        vedar(tela, ctx)
        assert tela.nomear.isEnabled()
        assert "papel" not in tela.nomear.toolTip()


def test_o_servico_decide_e_a_janela_diz_a_frase(ctx: Contexto, executor: Executor, qtbot: QtBot) -> None:
    dono = QWidget()
    qtbot.addWidget(dono)
    antes = len(cadastros.orgaos(ctx))
    with como(ctx, sessao(Papel.CONSULTA)):
        executor.gravar(dono, lambda: cadastros.salvar_orgao(ctx, orgao=Orgao(nome="Outro", sigla="OUT")))
        qtbot.waitUntil(lambda: executor.ocioso)
    caixa = aberto(CaixaErro)
    assert "não tem permissão para alterar cadastros. Nada foi feito" in caixa.mensagem.text()
    caixa.close()
    assert len(cadastros.orgaos(ctx)) == antes


# ------------------------------------------------------------------ the second person


class Pedido(QObject):
    """Asks, as a screen does, for an act that needs a second person."""

    def __init__(self, ctx: Contexto, executor: Executor, hoje: Any) -> None:
        super().__init__()
        self.ctx, self.executor, self.hoje = ctx, executor, hoje
        self.servidor = povoar(ctx).nomeado.servidor_id
        segunda_pessoa.escolher(ctx, especies=("tornar_sem_efeito",))
        self.feitos: list[Any] = []
        self.falhas: list[ErroDominio] = []

    def pedir(self) -> None:
        pedido = PedidoAto(
            tipo="tornar_sem_efeito", servidor_id=self.servidor,
            conteudo={"publicacao": "2026-11-20", "fundamento": "outro", "texto": "Desistiu"},
        )  # fmt: skip
        ctx, hoje = self.ctx, self.hoje
        self.executor.gravar(
            self, lambda: provimento.registrar(ctx, pedido=pedido, hoje=hoje), sucesso=self.feitos.append,
            falha=self.falhas.append,
        )  # fmt: skip


@pytest.fixture
def pedido(ctx: Contexto, executor: Executor, casa: Casa) -> Pedido:
    def intermediar(recusada: Any) -> bool:
        if getattr(recusada.erro, "pede_confirmacao", False):
            pedir(ctx, executor, recusada)
            return True
        return False

    executor.intermediar = intermediar
    return Pedido(ctx, executor, casa.hoje())


def test_a_segunda_pessoa_se_pede_e_o_trabalho_se_repete(pedido: Pedido, executor: Executor, qtbot: QtBot) -> None:
    pedido.pedir()
    qtbot.waitUntil(lambda: executor.ocioso)
    dialogo: DialogoSegundaPessoa = aberto(DialogoSegundaPessoa)
    assert dialogo.atos.text() == f"• Tornar sem efeito, {NOME_LONGO}"
    dialogo.login.setText("maria.souza")
    dialogo.confirmar.click()
    qtbot.waitUntil(lambda: executor.ocioso)
    assert dialogo.isVisible()
    assert "outra pessoa" in dialogo.aviso.texto()
    assert pedido.feitos == pedido.falhas == []
    dialogo.login.setText("Rita Lima")
    dialogo.confirmar.click()
    qtbot.waitUntil(lambda: bool(pedido.feitos))
    assert pedido.falhas == []
    with pedido.ctx.banco.leitura() as conexao:
        assert conexao.exec_driver_sql("SELECT usuario FROM confirmacao").scalar_one() == "Rita Lima"


def test_sem_a_segunda_pessoa_quem_pediu_recebe_a_frase(pedido: Pedido, executor: Executor, qtbot: QtBot) -> None:
    pedido.pedir()
    qtbot.waitUntil(lambda: executor.ocioso)
    aberto(DialogoSegundaPessoa).reject()
    assert [type(f).__name__ for f in pedido.falhas] == ["FaltaSegundaPessoa"]
    assert "Nada foi registrado" in pedido.falhas[0].mensagem
    assert pedido.feitos == []


def test_outro_erro_segue_o_seu_caminho(pedido: Pedido, executor: Executor, qtbot: QtBot) -> None:
    with como(pedido.ctx, sessao(Papel.OPERADOR)):
        pedido.pedir()
        qtbot.waitUntil(lambda: executor.ocioso)
    assert [type(f) for f in pedido.falhas] == [ErroDePermissao]


# ------------------------------------------------------------------ Administração, Segurança


def test_a_secao_guarda_o_que_se_marca_e_so_quem_configura(casa: Casa, ctx: Contexto, qtbot: QtBot) -> None:
    secao = SecaoSeguranca(casa)
    qtbot.addWidget(secao)
    secao.ler()
    qtbot.waitUntil(lambda: bool(secao.caixas))
    assert not secao.guardar.isEnabled()
    secao.caixas["demissao"].setChecked(True)
    secao.mascarar.setChecked(True)
    assert secao.guardar.isEnabled()
    secao.guardar.click()
    qtbot.waitUntil(lambda: casa.executor.ocioso and not secao.guardar.isEnabled())
    assert [e.chave for e in segunda_pessoa.especies(ctx) if e.ligada] == ["demissao"]
    secao.caixas["demissao"].setChecked(False)
    with como(ctx, sessao(Papel.OPERADOR)):
        secao.guardar.click()
        qtbot.waitUntil(lambda: casa.executor.ocioso)
    assert "configurar o programa" in secao.aviso.texto()
    assert [e.chave for e in segunda_pessoa.especies(ctx) if e.ligada] == ["demissao"]
