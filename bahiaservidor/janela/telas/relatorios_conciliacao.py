"""The reconciliation on the screen: lines by kind, a number in each cell, and its list one key away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QVBoxLayout, QWidget

from ...documentos.relatorio_figuras import Figuras, Rubricas, milhar, por_cento
from ...documentos.relatorio_modelos import Secao
from ..casa import Casa
from ..componentes.tabela import Tabela
from ..componentes.texto import Papel, texto
from ..componentes.vazio import EstadoVazio
from ..dialogos.relatorio_prazos import DialogoPrazosDoRelatorio
from ..modelos.base import ModeloLista
from ..modelos.relatorio import (
    Fluxo,
    colunas_da_conciliacao,
    da_celula,
    fluxos,
    linhas_da_conciliacao,
    quantos,
)
from ..tema import ALTURA_LINHA

if TYPE_CHECKING:
    from ...servicos.papeis_relatorio import RelatorioApurado


class TabelaDeCelulas(Tabela):
    """A table walked cell by cell: Enter, the space bar or a click opens the one in focus."""

    celula_aberta = Signal(int, int)
    """Row and column of a cell that was opened."""

    def __init__(self, pai: QWidget | None = None) -> None:
        super().__init__(pai=pai)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.verticalHeader().setDefaultSectionSize(ALTURA_LINHA * 4 // 5)
        cabecalho = self.horizontalHeader()
        cabecalho.setFixedHeight(ALTURA_LINHA * 3 // 2)
        cabecalho.setSectionsMovable(False)
        self.clicked.connect(self._abrir_celula)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        atual = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and atual.isValid():
            self._abrir_celula(atual)
            event.accept()
            return
        super().keyPressEvent(event)

    @Slot(QModelIndex)
    def _abrir_celula(self, indice: QModelIndex) -> None:
        self.celula_aberta.emit(indice.row(), indice.column())


class PainelConciliacao(QWidget):
    """The key figures in one line, where the start comes from, and the table."""

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self._casa = casa
        self._apurado: RelatorioApurado | None = None
        self._fluxos: tuple[Fluxo, ...] = ()
        self.modelo: ModeloLista[Rubricas] | None = None
        self.resumo = texto("", Papel.CORPO, quebra=True, pai=self)
        self.saldo = texto("", Papel.LEGENDA, quebra=True, pai=self)
        self.tabela = TabelaDeCelulas(self)
        self.tabela.setAccessibleName("Conciliação do trimestre")
        self.tabela.setMinimumHeight(200)
        self.tabela.celula_aberta.connect(self._abrir_celula)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(8)
        caixa.addWidget(self.resumo)
        caixa.addWidget(self.tabela, 1)
        caixa.addWidget(self.saldo)
        self.limpar()

    def limpar(self) -> None:
        """Show nothing counted yet."""
        self._mostrar(None, "Nada apurado ainda", "Escolha o trimestre e gere: a conciliação aparece aqui.")

    def mostrar(self, apurado: RelatorioApurado) -> None:
        """Show a quarter."""
        self._mostrar(apurado, "Nenhum prazo neste trimestre", "Nada venceu nem estava pendente nesse período.")

    def _mostrar(self, apurado: RelatorioApurado | None, titulo: str, vazio: str) -> None:
        self._apurado = apurado
        antigo = self.modelo
        if apurado is None:
            self._fluxos = ()
            self.modelo = ModeloLista((), (), self)
        else:
            self._fluxos = fluxos(apurado.figuras)
            colunas = colunas_da_conciliacao(apurado.figuras)
            self.modelo = ModeloLista(colunas, linhas_da_conciliacao(apurado.figuras), self)
        self.tabela.definir_modelo(self.modelo)
        self.tabela.definir_vazio(EstadoVazio(titulo, vazio, icone="relatorios"))
        self.tabela.horizontalHeader().setVisible(bool(self._fluxos) and self.modelo.rowCount() > 0)
        if antigo is not None:
            antigo.deleteLater()
        tem = apurado is not None and bool(apurado.figuras.total)
        self.resumo.setText(_palavras(apurado.figuras) if apurado is not None and tem else "")
        self.saldo.setText(f"Pendentes no início: {apurado.dados.saldo}." if apurado is not None and tem else "")
        self.resumo.setVisible(tem)
        self.saldo.setVisible(tem)
        if self.modelo.rowCount():
            self.tabela.setCurrentIndex(self.modelo.index(0, 1))

    @Slot(int, int)
    def _abrir_celula(self, linha: int, coluna: int) -> None:
        rubricas = self.modelo.linha(linha) if self.modelo is not None else None
        if self._apurado is None or rubricas is None:
            return
        fluxo = self._fluxos[coluna - 1] if coluna else None
        if not (quantos(rubricas, fluxo) if fluxo is not None else rubricas.total):
            return
        onde = fluxo.rotulo if fluxo is not None else "todos"
        titulo = f"{rubricas.rotulo}: {onde[:1].lower()}{onde[1:]}"
        linhas = da_celula(self._apurado.dados, rubricas, fluxo)
        DialogoPrazosDoRelatorio(self._casa, titulo, linhas, self.window()).open()


def _palavras(figuras: Figuras) -> str:
    em_tempo = figuras.cumpridos_em_tempo
    partes = [f"{milhar(figuras.secoes[Secao.VENCIDOS])} vencidos em trimestres anteriores e ainda sem ato"]
    partes.append(f"{milhar(figuras.vencidos_no_trimestre)} vencidos depois disso")
    if em_tempo.total:
        partes.append(f"{por_cento(em_tempo.por_cento)} cumpridos no prazo")
    return f"{milhar(figuras.total)} prazos: " + "; ".join(partes) + "."
