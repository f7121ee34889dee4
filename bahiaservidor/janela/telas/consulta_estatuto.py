"""The Estatuto opened over a form: read, search, close, and the form is as it was."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ..casa import Casa
from ..componentes.botao import TipoBotao
from ..componentes.dialogo import Dialogo
from .estatuto import TelaEstatuto


class DialogoEstatuto(Dialogo):
    """The whole screen in a dialog."""

    def __init__(self, casa: Casa, pai: QWidget | None = None, *, citacao: str = "") -> None:
        super().__init__("Consulta ao Estatuto", pai, largura=1040, explicacao="Em resumo; o texto oficial prevalece.")
        self.casa = casa
        self.tela = TelaEstatuto(casa, self)
        # The dialog has the title.
        self.tela.cabecalho.definir_titulo("")
        self.tela.cabecalho.definir_subtitulo("")
        self.corpo.addWidget(self.tela, 1)
        self.adicionar_botao("&Fechar", TipoBotao.PRIMARIO)
        self.resize(1040, 700)
        self.tela.ativar()
        if citacao:
            self.tela.receber(dispositivo=citacao)
        self.tela.tabela.setFocus()
