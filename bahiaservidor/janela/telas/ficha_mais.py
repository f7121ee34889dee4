"""What the file of a person offers besides acts: how it was on a day, identity, and nothing that the law does."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from ...servicos.permissoes import Permissao
from ...servicos.tipos import Ficha
from ..casa import Casa
from ..dialogos.dados_pessoais import DialogoDadosPessoais
from ..dialogos.fundir import DialogoFundir
from ..dialogos.registro_civil import DialogoRegistroCivil


class MenuDaFicha(QMenu):
    """The menu of the button “Mais”."""

    def __init__(self, casa: Casa, dono: QPushButton, *, ver_epoca: Callable[[], None]) -> None:
        super().__init__(dono)
        self._casa = casa
        self._dono = dono
        self._ficha: Ficha | None = None
        self.epoca = self.addAction("Ver como era &em outro dia…")
        self.addSeparator()
        self.registro_civil = self.addAction("Mudança de &nome ou de nascimento…")
        self.unificar = self.addAction("&Unificar com outro cadastro…")
        self.addSeparator()
        self.dados = self.addAction("&Dados pessoais para a própria pessoa…")
        self.quem_viu = self.addAction("&Quem viu esta ficha…")
        self.quem_viu.setEnabled(casa.ctx.pode(Permissao.VER_TRILHA))
        self.quem_viu.triggered.connect(self._ver_quem_viu)
        so_leitura = casa.ctx.banco.somente_leitura
        for acao in (self.registro_civil, self.unificar, self.dados):
            acao.setEnabled(not so_leitura)
        self.epoca.triggered.connect(ver_epoca)
        self.registro_civil.triggered.connect(self._mudar_registro)
        self.unificar.triggered.connect(self._unificar)
        self.dados.triggered.connect(self._entregar_dados)
        dono.setMenu(self)

    def definir(self, ficha: Ficha | None) -> None:
        """Take the file on screen."""
        self._ficha = ficha
        self._dono.setEnabled(ficha is not None)

    def _janela(self) -> QWidget:
        return self._dono.window()

    @Slot()
    def _mudar_registro(self) -> None:
        ficha = self._ficha
        if ficha is not None:
            DialogoRegistroCivil(self._casa, self._janela(), servidor_id=ficha.servidor_id, dados=ficha.dados).open()

    @Slot()
    def _unificar(self) -> None:
        if self._ficha is not None:
            DialogoFundir(self._casa, self._janela(), servidor_id=self._ficha.servidor_id).open()

    @Slot()
    def _ver_quem_viu(self) -> None:
        ficha = self._ficha
        if ficha is not None:
            nome = ficha.dados.nome_social or ficha.dados.nome
            self._casa.navegar("administracao", secao="trilha", servidor_id=ficha.servidor_id, nome=nome)

    @Slot()
    def _entregar_dados(self) -> None:
        if self._ficha is not None:
            DialogoDadosPessoais(self._casa, self._janela(), self._ficha).open()
