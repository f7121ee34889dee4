"""A dialog whose form survives a fall: kept as it is typed, given back when the same dialog is opened again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QWidget

from .. import rascunhos
from ..casa import Casa
from ..componentes import retrato
from ..componentes.aviso import FaixaAviso
from ..componentes.dialogo import Dialogo, perguntar
from ..rascunhos import RETOMADO, Guarda
from ..tema import Tom


class DialogoComRascunho(Dialogo):
    """Cancelling throws away what was typed, and asks first when that is much; closing the window of it keeps it.

    Subclasses call `acompanhar` once the form is filled, and `terminar` when it was saved.
    """

    COM_RASCUNHO: ClassVar[bool] = True
    """False for forms of secrets: passwords, codes."""

    casa: Casa

    def __init__(self, titulo: str, pai: QWidget | None = None, *, explicacao: str = "", largura: int = 480) -> None:
        super().__init__(titulo, pai, explicacao=explicacao, largura=largura)
        self._guarda: Guarda | None = None
        self._retomado: FaixaAviso | None = None
        self._inicio: retrato.Retrato = {}
        self._chave_do_rascunho = ""
        self._descarta = False

    # ------------------------------------------------------------ for subclasses

    def de_quem(self) -> str:
        """Return what tells this form from others of its kind: the record it is about, and how it began."""
        ids = [
            (nome, getattr(valor, "id", valor)) for nome, valor in sorted(vars(self).items())
            if type(valor) is int or type(getattr(valor, "id", None)) is int
        ]  # fmt: skip
        datas = retrato.de_datas(self)
        inicio = [(nome, valor) for nome, valor in self._inicio.items() if nome not in datas]
        palavras = repr((self.windowTitle(), self._explicacao.text(), ids, inicio))
        return hashlib.sha256(palavras.encode()).hexdigest()[:16]

    def para_reabrir(self) -> Mapping[str, Any]:
        """Return what has to be known to open it again."""
        return {
            "especie": "cadastro",
            "classe": type(self).__name__,
            "tela": self.casa.preferencias.texto("janela/tela", "painel"),
        }

    # ------------------------------------------------------------ keeping

    @Slot()
    def acompanhar(self) -> None:
        """Take the form as it stands for how it began, give back what was kept of it, and keep what comes."""
        if not self.COM_RASCUNHO or self.casa.ctx.banco.somente_leitura or self._guarda is not None:
            return
        self._inicio = retrato.tirar(self)
        self._chave_do_rascunho = f"{type(self).__name__}/{self.de_quem()}"
        self._guarda = Guarda(
            self.casa, self, chave=self._chave, titulo=self.windowTitle, mais=self.para_reabrir
        )  # fmt: skip
        self._guarda.comecar()
        ler = partial(rascunhos.ler, self.casa, self._chave_do_rascunho)
        self.casa.executor.ler(self, ler, sucesso=self._retomar, falha=rascunhos.calar, chave="rascunho")

    def _chave(self) -> str:
        return self._chave_do_rascunho

    def _retomar(self, conteudo: Mapping[str, Any] | None) -> None:
        if conteudo is None or self._guarda is None or self._guarda.mexido():
            return
        self._guarda.retomar(conteudo)
        self._retomado = FaixaAviso(RETOMADO, Tom.INFO, self)
        self._retomado.adicionar_acao("&Descartar rascunho", self._recomecar)
        self.corpo.insertWidget(0, self._retomado)

    @Slot()
    def _recomecar(self) -> None:
        """Put the form back as it began."""
        if self._guarda is None:
            return
        self._guarda.esquecer()
        retrato.devolver(self, self._inicio)
        self._guarda.comecar()
        if self._retomado is not None:
            self._retomado.esconder()

    def terminar(self) -> None:
        """What was typed is saved: nothing need be kept."""
        if self._guarda is not None:
            self._guarda.esquecer()
            self._guarda = None

    # ------------------------------------------------------------ closing

    def reject(self) -> None:
        """Close without saving: what was typed goes, after a question when it is much."""
        guarda = self._guarda
        if guarda is not None and not self._descarta and not guarda.retido and guarda.muito():
            perguntar(
                self, "Descartar o que foi digitado?",
                f"Há campos preenchidos em “{self.windowTitle()}” que não foram salvos.",
                confirmar="&Descartar", ao_confirmar=self._descartar, perigo=True,
            )  # fmt: skip
            return
        if guarda is not None and not guarda.retido:
            guarda.esquecer()
        super().reject()

    def _descartar(self) -> None:
        self._descarta = True
        self.reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        # By the frame's button, or with the whole window: nobody said that it may go.
        if self._guarda is not None:
            self._guarda.reter()
        super().closeEvent(event)
