"""Work off the interface's thread arrives on it, once, in order, and only to whoever is still there."""

from __future__ import annotations

import gc
import threading
import time
import weakref
from collections.abc import Callable
from typing import TypeVar

import pytest
import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.janela.erro import CaixaErro, DialogoRelatorio
from bahiaservidor.janela.operacoes import Andamento, Executor, Mudanca
from bahiaservidor.janela.tema import Tema

J = TypeVar("J")


def aberta(tipo: type[J]) -> J | None:
    return next((w for w in QApplication.topLevelWidgets() if isinstance(w, tipo) and w.isVisible()), None)


def test_o_valor_chega_na_linha_da_interface(qtbot: QtBot, executor: Executor) -> None:
    linhas: list[threading.Thread] = []
    valores: list[int] = []

    def ler() -> int:
        linhas.append(threading.current_thread())
        return 42

    def sucesso(valor: int) -> None:
        linhas.append(threading.current_thread())
        valores.append(valor)

    tarefa = executor.ler(QObject(executor), ler, sucesso=sucesso)
    qtbot.waitUntil(lambda: executor.ocioso)
    assert valores == [42]
    assert linhas[0] is not threading.main_thread()
    assert linhas[1] is threading.main_thread()
    assert tarefa.terminada


def test_gravacoes_sao_uma_de_cada_vez_e_na_ordem(qtbot: QtBot, executor: Executor) -> None:
    dono = QObject(executor)
    dentro = 0
    ao_mesmo_tempo: list[int] = []
    feitas: list[int] = []

    def gravar(numero: int) -> Callable[[], int]:
        def correr() -> int:
            nonlocal dentro
            dentro += 1
            ao_mesmo_tempo.append(dentro)
            time.sleep(0.002)
            dentro -= 1
            return numero

        return correr

    for numero in range(12):
        executor.gravar(dono, gravar(numero), sucesso=feitas.append)
    qtbot.waitUntil(lambda: executor.ocioso)
    assert feitas == list(range(12))
    assert set(ao_mesmo_tempo) == {1}


def test_a_gravacao_diz_o_que_mudou(qtbot: QtBot, executor: Executor) -> None:
    mudancas: list[Mudanca] = []
    executor.mudou.connect(mudancas.append)
    dono = QObject(executor)
    executor.gravar(dono, lambda: 7, mudou=lambda valor: Mudanca(servidores=frozenset({valor})))
    executor.gravar(dono, lambda: None, mudou=Mudanca(cadastros=frozenset({"orgaos"})))
    qtbot.waitUntil(lambda: executor.ocioso)
    assert mudancas[0].servidores == {7}
    assert mudancas[0].livro
    assert mudancas[1].cadastro("orgaos", "unidades")
    assert not mudancas[1].cadastro("cargos")


def test_a_recusa_vai_para_quem_a_espera(qtbot: QtBot, executor: Executor) -> None:
    erros: list[str] = []
    fins: list[str] = []
    mudancas: list[Mudanca] = []
    executor.mudou.connect(mudancas.append)

    def recusar() -> None:
        raise ErroDominio("A matrícula já existe.")

    executor.gravar(
        QObject(executor),
        recusar,
        falha=lambda erro: erros.append(erro.mensagem),
        fim=lambda: fins.append("fim"),
        mudou=Mudanca(tudo=True),
    )
    qtbot.waitUntil(lambda: executor.ocioso)
    assert erros == ["A matrícula já existe."]
    assert fins == ["fim"]
    assert mudancas == []


def test_a_recusa_que_ninguem_espera_abre_a_caixa(qtbot: QtBot, executor: Executor, tema: Tema) -> None:
    def recusar() -> None:
        raise ErroDominio("O prazo terminou.", dispositivo="art. 19")

    executor.ler(QObject(executor), recusar, sucesso=lambda _: None)
    qtbot.waitUntil(lambda: aberta(CaixaErro) is not None)
    caixa = aberta(CaixaErro)
    assert caixa is not None
    assert caixa.mensagem.text() == "O prazo terminou."
    caixa.close()


def test_o_defeito_abre_o_relatorio_sem_o_que_foi_digitado(qtbot: QtBot, executor: Executor, tema: Tema) -> None:
    def quebrar() -> None:
        raise ValueError("CPF 111.444.777-35 de Jurema")

    executor.ler(QObject(executor), quebrar, sucesso=lambda _: None)
    qtbot.waitUntil(lambda: aberta(DialogoRelatorio) is not None)
    relatorio = aberta(DialogoRelatorio)
    assert relatorio is not None
    assert "ValueError" in relatorio.quadro.toPlainText()
    assert "quebrar" in relatorio.quadro.toPlainText()
    assert "Jurema" not in relatorio.quadro.toPlainText()
    assert "111.444" not in relatorio.quadro.toPlainText()
    relatorio.close()


def test_a_leitura_nova_com_a_mesma_chave_toma_o_lugar_da_antiga(qtbot: QtBot, executor: Executor) -> None:
    dono = QObject(executor)
    solta = threading.Event()
    respostas: list[str] = []

    def devagar() -> str:
        solta.wait(5)
        return "antiga"

    antiga = executor.ler(dono, devagar, sucesso=respostas.append, chave="busca")
    executor.ler(dono, lambda: "nova", sucesso=respostas.append, chave="busca")
    solta.set()
    qtbot.waitUntil(lambda: executor.ocioso)
    assert respostas == ["nova"]
    assert antiga.cancelada


def test_quem_morreu_nao_recebe(qtbot: QtBot, executor: Executor) -> None:
    dono = QWidget()
    solta = threading.Event()
    recebidos: list[object] = []

    def ler() -> int:
        solta.wait(5)
        return 1

    executor.ler(dono, ler, sucesso=recebidos.append, fim=lambda: recebidos.append("fim"))
    shiboken6.delete(dono)
    solta.set()
    qtbot.waitUntil(lambda: executor.ocioso)
    assert recebidos == []


def test_o_que_foi_gravado_e_anunciado_mesmo_que_a_tela_tenha_fechado(qtbot: QtBot, executor: Executor) -> None:
    dono = QWidget()
    mudancas: list[Mudanca] = []
    executor.mudou.connect(mudancas.append)
    executor.gravar(dono, lambda: 3, mudou=Mudanca(prazos=True))
    shiboken6.delete(dono)
    qtbot.waitUntil(lambda: executor.ocioso)
    assert [m.prazos for m in mudancas] == [True]


def test_o_trabalho_terminado_nao_segura_ninguem(qtbot: QtBot, executor: Executor) -> None:
    class Dono(QObject):
        def receber(self, valor: int) -> None:
            self.valor = valor

    mortos = []
    for _ in range(5):
        dono = Dono()
        tarefa = executor.ler(dono, lambda: 1, sucesso=dono.receber)
        qtbot.waitUntil(lambda: executor.ocioso)
        assert tarefa.terminada
        mortos.append(weakref.ref(dono))
        del dono
    gc.collect()
    assert [morto() for morto in mortos] == [None] * 5


def test_o_trabalho_longo_mostra_avanco_e_para(qtbot: QtBot, executor: Executor) -> None:
    andamentos: list[Andamento] = []
    executor.andamento.connect(andamentos.append)
    comecou = threading.Event()
    recebidos: list[int] = []

    def trabalhar(progresso: Callable[[int, int], None], cancelado: Callable[[], bool]) -> int:
        for feitos in range(1, 2000):
            progresso(feitos, 2000)
            comecou.set()
            if cancelado():
                return feitos
            time.sleep(0.001)
        return 2000

    tarefa = executor.longa(QObject(executor), trabalhar, titulo="Emitindo…", sucesso=recebidos.append)
    assert comecou.wait(5)
    qtbot.waitUntil(lambda: any(a.total == 2000 for a in andamentos))
    executor.cancelar_visivel()
    qtbot.waitUntil(lambda: executor.ocioso)
    assert tarefa.cancelada
    assert recebidos == []
    assert andamentos[0].titulo == "Emitindo…"
    assert andamentos[0].cancelavel
    assert andamentos[-1].ativos == 0


def test_o_lixo_e_recolhido_so_na_linha_da_interface(qtbot: QtBot, executor: Executor) -> None:
    linhas: list[threading.Thread] = []

    class Ciclo:
        def __init__(self) -> None:
            self.eu = self

        def __del__(self) -> None:
            linhas.append(threading.current_thread())

    def encher() -> None:
        for _ in range(3000):
            Ciclo()

    executor.ler(QObject(executor), encher, sucesso=lambda _: None)
    qtbot.waitUntil(lambda: executor.ocioso)
    assert linhas == []
    qtbot.waitUntil(lambda: len(linhas) >= 2000)
    assert set(linhas) == {threading.main_thread()}


def test_encerrar_termina_o_que_se_grava(qtbot: QtBot) -> None:
    executor = Executor()
    gravados: list[int] = []

    def gravar() -> None:
        time.sleep(0.05)
        gravados.append(1)

    executor.gravar(QObject(executor), gravar, mudou=Mudanca(tudo=True))
    executor.encerrar()
    assert gravados == [1]
    depois = executor.ler(QObject(executor), lambda: 1, sucesso=lambda _: None)
    assert depois.cancelada
    assert executor.ocioso


@pytest.mark.parametrize("vezes", [60])
def test_cancelar_o_que_nao_comecou_fecha_as_contas(qtbot: QtBot, executor: Executor, vezes: int) -> None:
    dono = QObject(executor)
    for _ in range(vezes):
        executor.ler(dono, lambda: time.sleep(0.001), sucesso=lambda _: None)
    executor.cancelar(dono)
    qtbot.waitUntil(lambda: executor.ocioso)
    assert executor.ocioso
