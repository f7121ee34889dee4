"""The technical log: one line for each failure, in UTC, and nothing about anybody, whatever went wrong."""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from bahiaservidor import anotador
from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.janela.casa import Casa
from bahiaservidor.janela.erro import CaixaErro, DialogoRelatorio, Ganchos
from bahiaservidor.janela.tema import Tema
from bahiaservidor.servicos import pessoas
from bahiaservidor.servicos.contexto import Contexto

from .apoio_atos import esperar, povoar

NOME, CPF = "Jurema Quaresma d’Ávila", "111.444.777-35"
SUJO = f"{NOME}\r\n2026-01-01T00:00:00.000+00:00 ERROR bahiaservidor tudo certo\x1b[2J\u202e{CPF}"
LINHA = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00 (WARNING|ERROR|CRITICAL) \S+ .+")


@pytest.fixture
def arquivo(tmp_path: Path) -> Iterator[Path]:
    diario = anotador.instalar(tmp_path)
    yield tmp_path / anotador.NOME
    logging.getLogger().removeHandler(diario)
    diario.close()


def falhar() -> None:
    try:
        int(SUJO)
    except ValueError as causa:
        raise RuntimeError(f"ficha de {SUJO}") from causa


def nada(_: object) -> None:
    raise AssertionError("what failed did not")


def linhas(arquivo: Path) -> list[str]:
    """Return the lines, each held against its form; nobody's data is in any of them."""
    lidas = arquivo.read_text("utf-8").split("\n")
    assert lidas.pop() == ""
    for linha in lidas:
        assert LINHA.fullmatch(linha), linha
        assert linha.isprintable()
        for marca in (NOME, "Jurema", CPF, "11144477735", "tudo certo"):
            assert marca not in linha
    return lidas


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_uma_sessao_com_erros_nao_deixa_nome_nem_cpf(
    qtbot: QtBot, casa: Casa, ctx: Contexto, tema: Tema, arquivo: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    povo = povoar(ctx)
    ganchos = Ganchos()
    ganchos.instalar()
    try:
        dono = QWidget()
        qtbot.addWidget(dono)
        # Expected and unexpected, from a reader, from the writer, from a thread of nobody's.
        casa.executor.ler(dono, falhar, sucesso=nada)
        casa.executor.gravar(dono, falhar)
        casa.executor.ler(dono, lambda: pessoas.ficha(ctx, servidor_id=9999, hoje=casa.hoje()), sucesso=nada)
        casa.executor.ler(dono, recusar, sucesso=nada)
        esperar(qtbot, casa)
        linha = threading.Thread(target=falhar)
        linha.start()
        linha.join()
        qtbot.wait(20)
    finally:
        ganchos.retirar()
    logging.getLogger("sqlalchemy.pool").error("parameters: %s", SUJO)
    logging.getLogger("pypdf").warning(SUJO)
    try:
        falhar()
    except RuntimeError:
        logging.getLogger("alembic").exception(SUJO)
    assert povo.nomeado.servidor_id
    lidas = linhas(arquivo)
    assert sum("falha inesperada num trabalho: builtins.RuntimeError" in linha for linha in lidas) == 2
    assert sum("erro inesperado: builtins.RuntimeError" in linha for linha in lidas) == 1
    assert sum("omitida" in linha for linha in lidas) == 3
    assert "janela/test_anotador.py" in lidas[0] or "test_anotador.py:" in lidas[0]
    dito = capfd.readouterr()
    for marca in ("Jurema", CPF):
        assert marca not in dito.err
    for janela in QApplication.topLevelWidgets():
        if isinstance(janela, DialogoRelatorio):
            assert "Jurema" not in janela.quadro.toPlainText()
        if isinstance(janela, DialogoRelatorio | CaixaErro):
            janela.close()


def recusar() -> None:
    raise ErroDominio(f"{NOME} já tomou posse. Nada foi gravado.")


def test_nossa_mensagem_nao_quebra_a_linha_nem_a_vira(arquivo: Path) -> None:
    logging.getLogger("bahiaservidor.x").error("caminho %s", "a\nb\x1b[31m\u202ec\u2028")
    (linha,) = arquivo.read_text("utf-8").splitlines()
    assert linha.endswith("ERROR bahiaservidor.x caminho a\\u{a}b\\u{1b}[31m\\u{202e}c\\u{2028}")


def test_o_diario_que_nao_se_grava_nao_para_ninguem(tmp_path: Path) -> None:
    diario = anotador.DiarioTecnico(tmp_path / "não há" / "x.log")
    diario.handle(logging.LogRecord("bahiaservidor", logging.ERROR, "", 0, "oi", None, None))
    diario.close()
    assert list(tmp_path.iterdir()) == []
