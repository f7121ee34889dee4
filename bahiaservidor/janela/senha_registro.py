"""The page that asks for the passphrase of an encrypted registry, in the place of the screens."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from ..estatuto.erros import ErroDominio
from . import icones
from .componentes.aviso import FaixaAviso
from .componentes.botao import TipoBotao, botao
from .componentes.formulario import Formulario, campo_secreto
from .componentes.texto import Papel, texto

if TYPE_CHECKING:
    from .principal import JanelaPrincipal


def pede_senha(erro: ErroDominio) -> bool:
    """Tell whether a registry was not opened because its passphrase is missing."""
    from ..servicos.cifragem import RegistroCifrado

    return isinstance(erro, RegistroCifrado)


class PaginaSenha(QScrollArea):
    """Takes the passphrase and has the registry opened again by ``abrir``; a wrong one stays to be typed again."""

    def __init__(self, janela: JanelaPrincipal, caminho: Path, abrir: Callable[[], None]) -> None:
        super().__init__(janela)
        self._janela, self._caminho, self._reabrir = janela, caminho, abrir
        self.setProperty("transparente", True)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        fundo = QWidget()
        fundo.setProperty("transparente", True)
        quadro = QFrame(fundo)
        quadro.setProperty("superficie", True)
        quadro.setMaximumWidth(520)
        self.senha = campo_secreto(quadro, limite=256)
        self.aviso = FaixaAviso(pai=quadro)
        self.abrir = botao("&Abrir", TipoBotao.PRIMARIO, ao_clicar=self._responder, icone="cadeado", pai=quadro)
        self._dispor(fundo, quadro)
        self.setWidget(fundo)
        self.senha.returnPressed.connect(self._responder)
        janela.soltar_registro("O registro está cifrado")
        janela.pilha.mostrar_pagina(self)
        self.senha.setFocus()

    def _dispor(self, fundo: QWidget, quadro: QFrame) -> None:
        figura = QLabel(quadro)
        figura.setPixmap(icones.icone("cadeado").pixmap(32, 32))
        alto = QHBoxLayout()
        alto.setSpacing(16)
        alto.addWidget(figura, 0, Qt.AlignmentFlag.AlignTop)
        palavras = QVBoxLayout()
        palavras.setSpacing(4)
        palavras.addWidget(texto("O registro está cifrado", Papel.TITULO, quebra=True, pai=quadro))
        onde = texto(f"{self._caminho.name}, em {self._caminho.parent}", Papel.SUAVE, quebra=True, pai=quadro)
        onde.setToolTip(str(self._caminho))
        palavras.addWidget(onde)
        alto.addLayout(palavras, 1)
        formulario = Formulario(quadro)
        formulario.adicionar(
            "senha", "&Senha do registro", self.senha,
            ajuda="A que foi escolhida ao cifrá-lo. Sem ela ninguém o abre: procure-a onde o órgão a guarda.",
        )  # fmt: skip
        pe = QHBoxLayout()
        pe.addStretch(1)
        pe.addWidget(self.abrir)
        dentro = QVBoxLayout(quadro)
        dentro.setContentsMargins(32, 28, 32, 24)
        dentro.setSpacing(20)
        dentro.addLayout(alto)
        dentro.addWidget(formulario)
        dentro.addWidget(self.aviso)
        dentro.addLayout(pe)
        centro = QHBoxLayout()
        centro.addStretch(1)
        centro.addWidget(quadro, 100)
        centro.addStretch(1)
        caixa = QVBoxLayout(fundo)
        caixa.setContentsMargins(24, 24, 24, 24)
        caixa.addStretch(2)
        caixa.addLayout(centro)
        caixa.addStretch(3)

    @Slot()
    def _responder(self) -> None:
        if not self.abrir.isEnabled():
            return
        self.aviso.esconder()
        self._ocupar(True)
        self._janela.executor.gravar(
            self, partial(_informar, self._caminho, self.senha.text()), sucesso=self._abriu, falha=self._nao_abriu,
            aguarde="Abrindo o registro cifrado…",
        )  # fmt: skip

    def _ocupar(self, sim: bool) -> None:
        self.abrir.setEnabled(not sim)
        self.senha.setEnabled(not sim)

    def _abriu(self, _: None) -> None:
        self.senha.clear()
        self._janela.soltar_registro()
        self._reabrir()
        self.deleteLater()

    def _nao_abriu(self, erro: ErroDominio) -> None:
        self._ocupar(False)
        self.aviso.mostrar_erro(erro)
        self.senha.selectAll()
        self.senha.setFocus()


def _informar(caminho: Path, senha: str) -> None:
    from ..servicos import cifragem

    cifragem.informar_senha(caminho, senha=senha)
