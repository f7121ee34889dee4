"""What is said when something goes wrong: a sentence for what the clerk can act on, a report for everything else."""

from __future__ import annotations

import logging
import platform
import sys
import threading
import traceback
from types import TracebackType

import shiboken6
from PySide6 import __version__ as versao_pyside
from PySide6.QtCore import QObject, Qt, Signal, Slot, qVersion
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPlainTextEdit, QWidget

from .. import __version__
from ..anotador import curto, pilha
from ..estatuto.erros import ErroDominio
from . import icones
from .componentes.botao import TipoBotao
from .componentes.citacao import Citacao
from .componentes.dialogo import Dialogo
from .componentes.texto import Papel, texto
from .tema import Tom, tokens

_diario = logging.getLogger(__name__)


class CaixaErro(Dialogo):
    """What happened, why, what was kept and what to do, in the words of the error."""

    def __init__(self, erro: ErroDominio, pai: QWidget | None = None) -> None:
        super().__init__("Não foi possível concluir", pai, largura=460)
        figura = QLabel(self)
        cor, _ = tokens(self).do_tom(Tom.ATENCAO)
        figura.setPixmap(icones.imagem("atencao", 32, cor, self.devicePixelRatioF()))
        self.mensagem = texto(erro.mensagem, quebra=True, selecionavel=True, pai=self)
        linha = QHBoxLayout()
        linha.setSpacing(16)
        linha.addWidget(figura, 0, Qt.AlignmentFlag.AlignTop)
        linha.addWidget(self.mensagem, 1)
        self.corpo.addLayout(linha)
        if erro.dispositivo:
            fundamento = QHBoxLayout()
            fundamento.setContentsMargins(48, 0, 0, 0)
            fundamento.setSpacing(4)
            fundamento.addWidget(texto("Fundamento:", Papel.LEGENDA, pai=self))
            fundamento.addWidget(Citacao(erro.dispositivo, self))
            fundamento.addStretch(1)
            self.corpo.addLayout(fundamento)
        self.adicionar_botao("&Entendi", TipoBotao.PRIMARIO, ao_clicar=self.accept, padrao=True)
        self.setAccessibleDescription(erro.mensagem)


def mostrar_erro(erro: ErroDominio, pai: QWidget | None = None) -> CaixaErro:
    """Open the box of an expected error, without blocking."""
    caixa = CaixaErro(erro, pai)
    caixa.open()
    return caixa


def relatorio(erro: BaseException) -> str:
    """Return what a person who repairs the program needs, and nothing about people.

    The message of the exception is left out, because it may quote what was typed.
    """
    linhas = [
        f"bahiaservidor {__version__}",
        f"Python {platform.python_version()}, PySide6 {versao_pyside}, Qt {qVersion()}",
        f"{platform.system()} {platform.release()}, {platform.machine()}",
        "",
    ]
    visto: set[int] = set()
    atual: BaseException | None = erro
    while atual is not None and id(atual) not in visto:
        visto.add(id(atual))
        if len(visto) > 1:
            linhas.append("provocada por:")
        linhas.append(f"{type(atual).__module__}.{type(atual).__qualname__}")
        for quadro in traceback.extract_tb(atual.__traceback__):
            linhas.append(f"  {curto(quadro.filename)}:{quadro.lineno} em {quadro.name}")
        atual = atual.__cause__ or atual.__context__
    return "\n".join(linhas)


class DialogoRelatorio(Dialogo):
    """The program failed: what was kept, and a report to copy."""

    def __init__(self, erro: BaseException, pai: QWidget | None = None) -> None:
        super().__init__(
            "O programa encontrou um erro inesperado",
            pai,
            explicacao=(
                "O que estava sendo feito foi interrompido e nada pela metade foi gravado: o registro continua como "
                "estava antes. Você pode continuar trabalhando. Copie o relatório abaixo e envie a quem cuida do "
                "programa; ele não contém nomes, CPF nem outros dados de pessoas."
            ),
            largura=620,
        )
        self.quadro = QPlainTextEdit(relatorio(erro), self)
        self.quadro.setReadOnly(True)
        self.quadro.setTabChangesFocus(True)
        self.quadro.setMinimumHeight(180)
        self.quadro.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.quadro.setAccessibleName("Relatório do erro")
        self.corpo.addWidget(self.quadro, 1)
        self._outros = 0
        self._contagem = texto("", Papel.LEGENDA, pai=self)
        self._contagem.hide()
        self.corpo.addWidget(self._contagem)
        self.copiar = self.adicionar_botao("&Copiar relatório", ao_clicar=self._copiar, icone="copiar")
        self.fechar = self.adicionar_botao("&Fechar", TipoBotao.PRIMARIO, ao_clicar=self.accept, padrao=True)

    def contar_outro(self) -> None:
        """Note one more error instead of opening one more window."""
        self._outros += 1
        plural = "outro erro" if self._outros == 1 else "outros erros"
        self._contagem.setText(f"Enquanto esta janela esteve aberta houve mais {self._outros} {plural}.")
        self._contagem.show()

    @Slot()
    def _copiar(self) -> None:
        QApplication.clipboard().setText(self.quadro.toPlainText())
        self.copiar.setText("Relatório copiado")


def relatar(erro: BaseException, pai: QWidget | None = None) -> DialogoRelatorio:
    """Open the report of an unexpected error; while one is open, further errors are counted in it."""
    for aberta in QApplication.topLevelWidgets():
        if isinstance(aberta, DialogoRelatorio) and shiboken6.isValid(aberta) and aberta.isVisible():
            aberta.contar_outro()
            return aberta
    dialogo = DialogoRelatorio(erro, pai)
    dialogo.open()
    return dialogo


def apresentar(erro: BaseException, pai: QWidget | None = None) -> QWidget:
    """Open what fits an error: the designed box, or the report when nobody expected it."""
    return mostrar_erro(erro, pai) if isinstance(erro, ErroDominio) else relatar(erro, pai)


class Ganchos(QObject):
    """Takes the exceptions that nobody caught, from any thread, to the report on the interface's thread."""

    _caiu = Signal(object)

    def __init__(self, pai: QObject | None = None) -> None:
        super().__init__(pai)
        self._caiu.connect(self._relatar, Qt.ConnectionType.QueuedConnection)
        self._antes = (sys.excepthook, threading.excepthook, sys.unraisablehook)

    def instalar(self) -> None:
        """Take the place of Python's own hooks."""
        sys.excepthook = self._de_python
        threading.excepthook = self._de_linha
        sys.unraisablehook = self._sem_dono

    def retirar(self) -> None:
        """Put Python's hooks back."""
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._antes

    def _de_python(self, tipo: type[BaseException], erro: BaseException, pilha: TracebackType | None) -> None:
        if issubclass(tipo, KeyboardInterrupt):
            QApplication.quit()
            return
        self._enviar(erro)

    def _de_linha(self, dados: threading.ExceptHookArgs) -> None:
        if dados.exc_value is not None:
            self._enviar(dados.exc_value)

    def _sem_dono(self, dados: sys.UnraisableHookArgs) -> None:
        if dados.exc_value is not None:
            self._enviar(dados.exc_value)

    def _enviar(self, erro: BaseException) -> None:
        _diario.error("erro inesperado: %s", pilha(erro))
        if shiboken6.isValid(self):
            self._caiu.emit(erro)

    @Slot(object)
    def _relatar(self, erro: BaseException) -> None:
        apresentar(erro, QApplication.activeWindow())
