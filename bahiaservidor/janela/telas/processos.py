"""Processos: everybody's, with what became of each: what was not sent yet, what came back."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from ..casa import Casa
from ..componentes.botao import TipoBotao, botao
from ..componentes.tela import Tela
from ..operacoes import Mudanca
from .ficha_processos import QuadroProcessos


class TelaProcessos(Tela):
    """The list, reached from Documentos."""

    titulo = "Processos"
    icone = "documentos"

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__(casa, pai)
        self.cabecalho.definir_subtitulo("Processos digitais montados e o andamento de cada um")
        self.voltar = botao(
            "&Documentos", TipoBotao.DISCRETO, ao_clicar=self._voltar, icone="seta_esquerda", pai=self
        )  # fmt: skip
        self.cabecalho.adicionar_acao(self.voltar)
        self.quadro = QuadroProcessos(casa, self, de_todos=True)
        self.corpo.addWidget(self.quadro, 1)

    def recarregar(self) -> None:
        self.quadro.definir_todos()

    def interessa(self, mudanca: Mudanca) -> bool:
        return mudanca.documentos or mudanca.tudo

    def focar(self) -> None:
        """The list comes first."""
        self.quadro.tabela.setFocus()

    @Slot()
    def _voltar(self) -> None:
        self.casa.navegar("documentos")
