"""What tests of windows share: threads, theme, preferences, a real registry, and a house that notes what was asked."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bahiaservidor.janela.casa import Acao, Casa
from bahiaservidor.janela.erro import apresentar
from bahiaservidor.janela.operacoes import Executor
from bahiaservidor.janela.preferencias import Preferencias
from bahiaservidor.janela.tema import ModoTema, Tema, Tom
from bahiaservidor.relogio import RelogioFixo
from bahiaservidor.servicos import abertura
from bahiaservidor.servicos.contexto import Contexto

from .apoio_prazos import Lugar, casa_de_teste, registro_de_demonstracao, registro_vazio

HOJE = date(2026, 11, 23)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let Qt's off-screen platform say what it cannot do (raise a window, grab the keyboard); nothing else."""
    pasta = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(pasta):
            item.add_marker(pytest.mark.qt_log_ignore("^This plugin does not support", extend=True))


@pytest.fixture(autouse=True)
def nada_fica(qapp: QApplication) -> Iterator[None]:
    """Fail a test that leaves a window on screen."""
    yield
    abertas = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    nomes = [f"{type(w).__name__} “{w.windowTitle()}”" for w in abertas]
    for janela in abertas:
        janela.close()
    assert nomes == []


@pytest.fixture
def relogio() -> RelogioFixo:
    return RelogioFixo(HOJE)


@pytest.fixture
def preferencias(tmp_path: Path) -> Preferencias:
    return Preferencias(tmp_path / "janela.ini")


@pytest.fixture(scope="session")
def tema(qapp: QApplication) -> Tema:
    return Tema(qapp, ModoTema.CLARO)


@pytest.fixture
def executor(qtbot: QtBot) -> Iterator[Executor]:
    novo = Executor(apresentar=apresentar)
    yield novo
    novo.encerrar()


@pytest.fixture(scope="session")
def registro_modelo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A configured registry without anybody, made once and copied for each test."""
    arquivo = tmp_path_factory.mktemp("modelo") / "registro.sqlite3"
    ctx = abertura.abrir(arquivo, relogio=RelogioFixo(HOJE), usuario="maria.souza")
    abertura.configurar(ctx, orgao="Secretaria da Educação", sigla="SEC", municipio="Salvador")
    abertura.fechar(ctx)
    return arquivo


@pytest.fixture
def registro(registro_modelo: Path, tmp_path: Path) -> Path:
    """A copy of the configured registry, for this test only."""
    return Path(shutil.copy(registro_modelo, tmp_path / "registro.sqlite3"))


@pytest.fixture
def ctx(registro: Path, relogio: RelogioFixo) -> Iterator[Contexto]:
    aberto = abertura.abrir(registro, relogio=relogio, usuario="maria.souza")
    yield aberto
    abertura.fechar(aberto)


@dataclass
class Anotacoes:
    """What a screen asked of the window."""

    navegacoes: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    fichas: list[int] = field(default_factory=list)
    atos: list[dict[str, Any]] = field(default_factory=list)
    previas: list[str] = field(default_factory=list)
    mensagens: list[tuple[str, Acao | None]] = field(default_factory=list)

    def navegar(self, tela: str, **parametros: Any) -> None:
        self.navegacoes.append((tela, parametros))

    def abrir_ficha(self, servidor_id: int) -> None:
        self.fichas.append(servidor_id)

    def abrir_ato(self, **conhecido: Any) -> None:
        self.atos.append(conhecido)

    def abrir_previa(self, *, titulo: str, pdf: bytes, nome_arquivo: str) -> None:
        assert pdf.startswith(b"%PDF")
        self.previas.append(nome_arquivo)

    def mensagem(
        self, texto: str, acao: Acao | None = None, *, tom: Tom = Tom.SUCESSO, outra: Acao | None = None
    ) -> None:
        self.mensagens.append((texto, acao))


@pytest.fixture
def anotacoes() -> Anotacoes:
    return Anotacoes()


@pytest.fixture
def casa(
    ctx: Contexto,
    executor: Executor,
    relogio: RelogioFixo,
    tema: Tema,
    preferencias: Preferencias,
    anotacoes: Anotacoes,
) -> Iterator[Casa]:
    """A house over a real registry that notes what screens ask for."""
    yield Casa(
        ctx=ctx,
        executor=executor,
        relogio=relogio,
        tema=tema,
        preferencias=preferencias,
        navegar=anotacoes.navegar,
        abrir_ficha=anotacoes.abrir_ficha,
        abrir_ato=anotacoes.abrir_ato,
        abrir_previa=anotacoes.abrir_previa,
        mensagem=anotacoes.mensagem,
    )
    # The registry may only be closed when nobody reads it any more.
    executor.encerrar()


@pytest.fixture
def lugar(qapp: QApplication, tmp_path: Path) -> Iterator[Lugar]:
    """A house over a configured registry without people."""
    with casa_de_teste(qapp, registro_vazio(tmp_path), tmp_path) as dados:
        yield dados


@pytest.fixture
def demo(qapp: QApplication, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lugar]:
    """A house over a registry of invented people."""
    ctx = registro_de_demonstracao(tmp_path, tmp_path_factory.getbasetemp())
    with casa_de_teste(qapp, ctx, tmp_path) as dados:
        yield dados
