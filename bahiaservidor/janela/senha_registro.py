"""The page that asks for the passphrase of an encrypted registry, in the place of the screens."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot

from ..estatuto.erros import ErroDominio
from .componentes.aviso import FaixaAviso
from .componentes.botao import TipoBotao, botao
from .componentes.formulario import Formulario, campo_secreto
from .componentes.pagina_central import PaginaCentral

if TYPE_CHECKING:
    from .principal import JanelaPrincipal


def pede_senha(erro: ErroDominio) -> bool:
    """Tell whether a registry was not opened because its passphrase is missing."""
    from ..servicos.cifragem import RegistroCifrado

    return isinstance(erro, RegistroCifrado)


class PaginaSenha(PaginaCentral):
    """Takes the passphrase and has the registry opened again by ``abrir``; a wrong one stays to be typed again."""

    def __init__(self, janela: JanelaPrincipal, caminho: Path, abrir: Callable[[], None]) -> None:
        super().__init__(janela, largura=520)
        self._janela, self._caminho, self._reabrir = janela, caminho, abrir
        self.senha = campo_secreto(self.quadro, limite=256)
        self.aviso = FaixaAviso(pai=self.quadro)
        self.abrir = botao("&Abrir", TipoBotao.PRIMARIO, ao_clicar=self._responder, icone="cadeado", pai=self.quadro)
        formulario = Formulario(self.quadro)
        formulario.adicionar(
            "senha", "&Senha do registro", self.senha,
            ajuda="A que foi escolhida ao cifrá-lo. Sem ela ninguém o abre: procure-a onde o órgão a guarda.",
        )  # fmt: skip
        onde = f"{caminho.name}, em {caminho.parent}"
        self.titulo.setText("O registro está cifrado")
        self.frase.setText(onde)
        self.dentro.addWidget(formulario)
        self.dentro.addWidget(self.aviso)
        self.dentro.addWidget(self.abrir, 0, Qt.AlignmentFlag.AlignRight)
        self.senha.returnPressed.connect(self._responder)
        janela.soltar_registro("O registro está cifrado")
        janela.pilha.mostrar_pagina(self)
        self.senha.setFocus()

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
