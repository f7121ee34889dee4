"""The deadlines behind a cell of the reconciliation; from a row, the person's file."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from ...documentos.relatorio_figuras import contar
from ...documentos.relatorio_modelos import LinhaRelatorio
from ..casa import Casa
from ..componentes.botao import TipoBotao
from ..componentes.dialogo import Dialogo
from ..componentes.tabela import Tabela
from ..modelos.base import ModeloLista
from ..modelos.relatorio import COLUNAS_DA_LISTA


class DialogoPrazosDoRelatorio(Dialogo):
    """The list, in the order of the report; Enter opens the file of the row."""

    def __init__(self, casa: Casa, titulo: str, linhas: Sequence[LinhaRelatorio], pai: QWidget | None = None) -> None:
        super().__init__(titulo, pai, explicacao=f"{contar(len(linhas))}, na ordem do relatório.", largura=1040)
        self._casa = casa
        self.modelo: ModeloLista[LinhaRelatorio] = ModeloLista(COLUNAS_DA_LISTA, linhas, self)
        self.tabela = Tabela("relatorio_celula", casa.preferencias, self)
        self.tabela.setAccessibleName(f"Prazos: {titulo}")
        self.tabela.definir_modelo(self.modelo)
        self.tabela.setMinimumHeight(260)
        self.corpo.addWidget(self.tabela, 1)
        self.ficha = self.adicionar_botao(
            "Abrir &ficha", TipoBotao.PRIMARIO, ao_clicar=self._abrir_ficha, icone="pessoa", padrao=True
        )
        self.fechar = self.adicionar_botao("&Fechar")
        self.tabela.aberta.connect(self._abrir_ficha)
        self.tabela.selecionada.connect(self._rever)
        self.tabela.ir_para(0)
        self._rever()
        self.tabela.setFocus()

    @Slot()
    def _rever(self, *_: object) -> None:
        linha = self.modelo.linha(self.tabela.linha_atual())
        tem = linha is not None and linha.servidor_id is not None
        self.ficha.setEnabled(tem)
        self.ficha.setToolTip("" if tem or linha is None else "Este prazo não é de uma pessoa.")

    @Slot()
    def _abrir_ficha(self, *_: object) -> None:
        linha = self.modelo.linha(self.tabela.linha_atual())
        if linha is None or linha.servidor_id is None:
            return
        servidor_id = linha.servidor_id
        self.accept()
        self._casa.abrir_ficha(servidor_id)
