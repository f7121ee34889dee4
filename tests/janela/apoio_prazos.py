"""What the tests of the screens of deadlines share: a house that writes down what it is asked, and registries."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QTabBar, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from bahiaservidor.estatuto.tipos import EstadoPrazo, TipoPrazo
from bahiaservidor.janela.casa import Casa
from bahiaservidor.janela.componentes.tela import Tela
from bahiaservidor.janela.erro import apresentar
from bahiaservidor.janela.modelos.base import ModeloJanela, ModeloLista
from bahiaservidor.janela.operacoes import Executor
from bahiaservidor.janela.preferencias import Preferencias
from bahiaservidor.janela.registro_telas import RegistroTela
from bahiaservidor.janela.tema import ModoTema, Tema
from bahiaservidor.relogio import RelogioFixo
from bahiaservidor.servicos import abertura, demonstracao, pessoas
from bahiaservidor.servicos.contexto import Contexto
from bahiaservidor.servicos.tipos import FiltroServidores, LinhaPrazo

HOJE = date(2026, 11, 23)
SERVIDORES = 60

D = TypeVar("D", bound=QDialog)


@dataclass
class Pedidos:
    """What the screens asked of the window."""

    navegacoes: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    fichas: list[int] = field(default_factory=list)
    atos: list[dict[str, Any]] = field(default_factory=list)
    previas: list[dict[str, Any]] = field(default_factory=list)
    mensagens: list[str] = field(default_factory=list)
    sobre_dialogo: bool = False

    def navegar(self, tela: str, **parametros: Any) -> None:
        """Write down where."""
        self.navegacoes.append((tela, parametros))

    def abrir_ato(self, **quem: Any) -> None:
        """Write down which act."""
        self.atos.append(quem)

    def abrir_previa(self, **papel: Any) -> None:
        """Write down which paper, and whether a dialog was in front."""
        self.previas.append(papel)
        self.sobre_dialogo = QApplication.activeModalWidget() is not None

    def mensagem(self, texto: str, acao: object = None, **_: object) -> None:
        """Write down what was said."""
        self.mensagens.append(texto)


Lugar = tuple[Casa, Pedidos]
"""A house over a registry, and what its screens asked of the window."""


@contextmanager
def casa_de_teste(app: QApplication, ctx: Contexto, pasta: Path, hoje: date = HOJE) -> Iterator[Lugar]:
    """Give a house over a registry; its threads end and the registry closes with the block."""
    pedidos = Pedidos()
    executor = Executor(apresentar=apresentar)
    tema = Tema(app, ModoTema.CLARO)
    casa = Casa(
        ctx=ctx,
        executor=executor,
        relogio=RelogioFixo(hoje),
        tema=tema,
        preferencias=Preferencias(pasta / "janela.ini"),
        navegar=pedidos.navegar,
        abrir_ficha=pedidos.fichas.append,
        abrir_ato=pedidos.abrir_ato,
        abrir_previa=pedidos.abrir_previa,
        mensagem=pedidos.mensagem,
    )
    try:
        yield casa, pedidos
    finally:
        executor.encerrar()
        tema.deleteLater()
        abertura.fechar(ctx)


def registro_vazio(pasta: Path) -> Contexto:
    """Return a configured registry without people."""
    ctx = abertura.abrir(pasta / "vazio.db", relogio=RelogioFixo(HOJE), usuario="Ana")
    abertura.configurar(ctx, orgao="Secretaria da Administração", sigla="SAEB", municipio="Salvador")
    return ctx


def registro_de_demonstracao(pasta: Path, modelos: Path) -> Contexto:
    """Return a registry with invented people; made once for the whole run and copied."""
    pronto = modelos / "demonstracao.db"
    if not pronto.exists():
        provisorio = modelos / "demonstracao_em_obras.db"
        ctx = abertura.abrir(provisorio, relogio=RelogioFixo(HOJE), usuario="Ana")
        demonstracao.preencher(ctx, servidores=SERVIDORES, semente=1, em=HOJE)
        abertura.fechar(ctx)
        provisorio.rename(pronto)
    copia = pasta / "registro.db"
    shutil.copy(pronto, copia)
    return abertura.abrir(copia, relogio=RelogioFixo(HOJE), usuario="Ana")


def mostrar(qtbot: QtBot, tela: Tela, casa: Casa) -> None:
    """Show a screen as the window does, and wait for what it reads."""
    qtbot.addWidget(tela)
    tela.resize(1140, 740)
    tela.show()
    tela.ativar()
    esperar(qtbot, casa)


def abas_da_tela(qtbot: QtBot, casa: Casa, registro: RegistroTela) -> Iterator[Tela]:
    """Show a screen, the ficha on somebody, and give it once for each of its tabs, with what it reads already there."""
    modulo, _, nome = registro.fabrica.partition(":")
    tela: Tela = getattr(import_module(modulo), nome)(casa)
    mostrar(qtbot, tela, casa)
    if registro.chave == "ficha":
        tela.receber(servidor_id=primeira_pessoa(casa))
        esperar(qtbot, casa)
    abas = tela.findChild(QTabWidget)
    for indice in range(abas.count() if abas is not None else 1):
        if abas is not None:
            abas.setCurrentIndex(indice)
        esperar(qtbot, casa)
        yield tela


def primeira_pessoa(casa: Casa) -> int:
    """Return the first person of the list."""
    ids = pessoas.ids_servidores(casa.ctx, filtro=FiltroServidores(), hoje=HOJE)
    (linha,) = pessoas.linhas_servidores(casa.ctx, ids=(ids[0],), hoje=HOJE)
    return linha.servidor_id


def dialogo_aberto(tela: QWidget, classe: type[D]) -> D:
    """Return the one visible dialog of a kind over the screen."""
    (achado,) = [d for d in tela.window().findChildren(classe) if d.isVisible()]
    return achado


def esperar(qtbot: QtBot, casa: Casa) -> None:
    """Wait until nothing is being read or written, pages of rows included."""

    def parado() -> bool:
        return casa.executor.ocioso

    qtbot.waitUntil(parado, timeout=10_000)
    # A screen may ask only a frame after it is painted, and a page of rows after the one before it.
    qtbot.wait(25)
    qtbot.waitUntil(parado, timeout=10_000)


def ditos(onde: QWidget) -> str:
    """Return every label on show, a line each."""
    return "\n".join(r.text() for r in onde.findChildren(QLabel) if r.isVisibleTo(onde))


def letras_visiveis(onde: QWidget, mais: Iterable[str] = ()) -> Counter[str]:
    """Return how many things on show, and how many of the words given, answer each Alt+letter."""
    textos = [b.text() for b in onde.findChildren(QAbstractButton) if b.isVisible()]
    textos += [r.text() for r in onde.findChildren(QLabel) if r.isVisible() and r.buddy() is not None]
    for abas in onde.findChildren(QTabBar):
        if abas.isVisible():
            textos += [abas.tabText(n) for n in range(abas.count())]
    atalhos = (QKeySequence.mnemonic(texto).toString() for texto in [*textos, *mais])
    return Counter(atalho for atalho in atalhos if atalho)


def conferir_modelo(modelo: ModeloLista[Any] | ModeloJanela[Any], pai: QWidget) -> QAbstractItemModelTester:
    """Watch a model: any breach of the rules of Qt's models ends the run."""
    return QAbstractItemModelTester(modelo, QAbstractItemModelTester.FailureReportingMode.Fatal, pai)


def prazo(
    tipo: TipoPrazo = TipoPrazo.POSSE,
    estado: EstadoPrazo = EstadoPrazo.ABERTO,
    *,
    prazo_id: int = 1,
    vinculo_id: int = 1,
    nome: str = "Ana Luíza Conceição",
    numero: int | None = None,
    inicio: date | None = None,
    vence: date | None = None,
    vence_ultimo: date | None = None,
    fechado_em: date | None = None,
) -> LinhaPrazo:
    """Return a row with what the test says."""
    return LinhaPrazo(
        id=prazo_id,
        vinculo_id=vinculo_id,
        servidor_id=vinculo_id + 1000,
        nome=nome,
        matricula="12345678",
        cargo="Analista Técnico",
        unidade="Sede",
        orgao="SAEB",
        tipo=tipo,
        numero=numero,
        inicio=inicio,
        vence=vence,
        vence_ultimo=vence_ultimo if vence_ultimo is not None else vence,
        estado=estado,
        dispositivo="art. 19",
        fechado_em=fechado_em,
        fechado_por=7 if fechado_em is not None else None,
    )
