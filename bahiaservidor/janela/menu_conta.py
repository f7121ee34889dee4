"""What the menu Registro offers to who entered with a password: the account, locking, another user."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction, QKeySequence

from . import icones
from .guarda import Guarda
from .menus import Menus

if TYPE_CHECKING:
    from .principal import JanelaPrincipal


class MenuConta(QObject):
    """Three actions above Sair, that serve only where users enter with a password."""

    def __init__(self, janela: JanelaPrincipal, menus: Menus, guarda: Guarda) -> None:
        super().__init__(janela)
        self._janela, self._guarda = janela, guarda
        self.conta = QAction(icones.icone("usuario"), "&Minha conta…", self)
        self.bloquear = QAction(icones.icone("cadeado"), "&Bloquear agora", self)
        self.bloquear.setShortcut(QKeySequence("Ctrl+L"))
        self.trocar = QAction("&Trocar de usuário…", self)
        for acao in (self.conta, self.bloquear, self.trocar):
            menus.registro.insertAction(menus.sair, acao)
        menus.registro.insertSeparator(menus.sair)
        # signals
        self.conta.triggered.connect(self.abrir_conta)
        self.bloquear.triggered.connect(guarda.bloquear)
        self.trocar.triggered.connect(guarda.trocar_de_usuario)
        menus.registro.aboutToShow.connect(self._rever)
        guarda.entrou.connect(self._rever)
        self._rever()

    @Slot()
    def abrir_conta(self) -> None:
        """Open the account of who is using the program."""
        if self._janela.casa is not None:
            from .dialogos.minha_conta import DialogoConta

            DialogoConta(self._janela.casa, self._janela).open()

    @Slot()
    def _rever(self, *_: object) -> None:
        com_senha = self._guarda.sessao.com_senha
        for acao in (self.conta, self.bloquear, self.trocar):
            acao.setEnabled(com_senha)
            acao.setToolTip("" if com_senha else "Este registro é usado por uma só pessoa, sem senha.")
