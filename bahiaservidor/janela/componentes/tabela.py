"""The one table of the program: rows to read, columns to choose, everything by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QEvent, QItemSelection, QModelIndex, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from ..casa import Casa
from ..modelos.base import Fonte, ModeloJanela, ModeloLista
from ..preferencias import Preferencias
from ..tema import ALTURA_LINHA
from .citacao import MenuCitacoes
from .exportar_lista import DialogoExportarLista, Exportavel, copiar
from .faixa_selecao import FaixaSelecao
from .selo import DelegadoCelulas
from .vazio import EstadoVazio

Modelo = ModeloJanela[Any] | ModeloLista[Any]

MAIOR_LOTE: Final = 5_000
"""Rows that one action takes at most: a dialog has to show them."""

_A_VISTA: Final = 100
"""Few rows are mostly on screen already."""


class Tabela(QTableView):
    """A `QTableView` over one of our models; remembers its columns under ``nome`` when it has ``preferencias``."""

    aberta = Signal(int)
    """The position of a row opened by Enter or double click."""
    selecionada = Signal(int)
    """The position of the current row, -1 when there is none."""

    def __init__(self, nome: str = "", preferencias: Preferencias | None = None, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self._nome = nome
        self._preferencias = preferencias
        self._modelo: Modelo | None = None
        self._vazio: EstadoVazio | None = None
        self._restaurada = False
        self._reparte = False
        self._repartindo = False
        self._acoes: tuple[QAction, ...] = ()
        self._faixa: FaixaSelecao | None = None
        self.setItemDelegate(DelegadoCelulas(self))
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ALTURA_LINHA)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        cabecalho = self.horizontalHeader()
        cabecalho.setHighlightSections(False)
        cabecalho.setSectionsMovable(True)
        cabecalho.setMinimumSectionSize(48)
        cabecalho.setFixedHeight(ALTURA_LINHA)
        cabecalho.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        cabecalho.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.exportar = self._acao("&Exportar a lista…", "Ctrl+Shift+E", self.abrir_exportacao)
        self.copiar = self._acao("&Copiar", "", self._copiar)
        self.marcar_tudo = self._acao("&Selecionar tudo", "", self.selectAll)
        # signals
        cabecalho.customContextMenuRequested.connect(self._menu_do_cabecalho)
        cabecalho.sectionResized.connect(self._guardar_colunas)
        cabecalho.sectionMoved.connect(self._guardar_colunas)
        self.doubleClicked.connect(self._abrir_indice)

    # ------------------------------------------------------------ set-up

    def definir_modelo(self, modelo: Modelo) -> None:
        """Show a model, with the columns as the clerk left them."""
        self._restaurada = False
        self._modelo = modelo
        self.setModel(modelo)
        cabecalho = self.horizontalHeader()
        cabecalho.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        cabecalho.setSortIndicatorClearable(False)
        self.setSortingEnabled(True)
        estica = False
        for numero, coluna in enumerate(modelo.colunas):
            self.setColumnWidth(numero, coluna.largura)
            self.setColumnHidden(numero, coluna.oculta)
            if coluna.estica and not estica:
                estica = True
                cabecalho.setSectionResizeMode(numero, QHeaderView.ResizeMode.Stretch)
        self._reparte = any(coluna.cresce for coluna in modelo.colunas)
        cabecalho.setStretchLastSection(not estica and not self._reparte)
        if self._preferencias is not None and self._nome:
            estado = self._preferencias.estado(self._chave())
            if not estado.isEmpty():
                cabecalho.restoreState(estado)
                if not isinstance(modelo, ModeloLista):
                    # Its rows are read in the order of the screen, which says no column: an arrow would be false.
                    cabecalho.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
                self._reparte = False
        self._restaurada = True
        self._repartir_folga()
        modelo.modelReset.connect(self._dispor_ja)
        for sinal in (modelo.modelReset, modelo.rowsInserted, modelo.rowsRemoved):
            sinal.connect(self._rever_vazio)
        self._rever_vazio()

    def definir_vazio(self, vazio: EstadoVazio) -> None:
        """Say this over the table while it has no rows."""
        if self._vazio is not None:
            self._vazio.deleteLater()
        self._vazio = vazio
        vazio.setParent(self.viewport())
        self._rever_vazio()

    def definir_acoes(self, *acoes: QAction) -> None:
        """Offer these in the menu of the rows, above the articles that a row cites, and for all that is selected."""
        self._acoes = acoes
        if self._faixa is not None:
            self._faixa.definir_acoes((*acoes, self.copiar, self.exportar))

    def _acao(self, rotulo: str, tecla: str, ao_acionar: Callable[[], None]) -> QAction:
        acao = QAction(rotulo, self)
        if tecla:
            acao.setShortcut(QKeySequence(tecla))
            acao.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            self.addAction(acao)
        acao.triggered.connect(ao_acionar)
        return acao

    def vazio(self) -> EstadoVazio | None:
        """Return what is said while there are no rows."""
        return self._vazio

    # ------------------------------------------------------------ rows

    def linha_atual(self) -> int:
        """Return the position of the current row, -1 when there is none."""
        return self.currentIndex().row()

    def linhas_selecionadas(self) -> list[int]:
        """Return the positions of the selected rows, in order."""
        return [posicao for faixa in self.faixas_selecionadas() for posicao in faixa]

    def faixas_selecionadas(self) -> list[range]:
        """Return the stretches of selected rows, in order: all of a long list is one, and not an index a row."""
        if self._modelo is None:
            return []
        # A range has a column or all of them: rows are selected whole, so the first column tells.
        return sorted(
            (range(s.top(), s.bottom() + 1) for s in self.selectionModel().selection().toList() if s.left() == 0),
            key=lambda faixa: faixa.start,
        )

    def quantas_selecionadas(self) -> int:
        """Return how many rows are selected."""
        return sum(len(faixa) for faixa in self.faixas_selecionadas())

    def com_as_selecionadas(self, fazer: Callable[[Sequence[Any]], None]) -> None:
        """Hand over every selected row; those that were never shown are read first, behind the window."""
        casa = self._casa()
        if casa is None or self._modelo is None:
            return
        fonte = self._modelo.fonte(self.faixas_selecionadas())
        a_vista = [self._modelo.linha(n) for n in self.linhas_selecionadas()] if fonte.total <= _A_VISTA else [None]
        if a_vista and None not in a_vista:
            fazer(a_vista)
        elif fonte.total > MAIOR_LOTE:
            casa.mensagem(f"De uma vez, até {MAIOR_LOTE} linhas; selecione menos ou filtre a lista.")
        elif fonte.total:
            casa.executor.ler(self, partial(_ler, fonte), sucesso=fazer, chave="selecionadas")

    def ir_para(self, posicao: int) -> None:
        """Make a row current and bring it into view."""
        if self._modelo is not None and 0 <= posicao < self._modelo.rowCount():
            self.selectRow(posicao)
            self.scrollTo(self._modelo.index(posicao, 0))

    # ------------------------------------------------------------ Qt

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        # Opened by the mouse and by the Menu key: cells hold no links, and an article is one choice away all the same.
        linha = self._modelo.linha(self.linha_atual()) if self._modelo is not None else None
        if self._modelo is None or linha is None:
            return
        menu = MenuCitacoes((coluna.texto(linha) for coluna in self._modelo.colunas), self)
        citacoes = menu.actions()
        if citacoes and self._acoes:
            menu.insertActions(citacoes[0], self._acoes)
            menu.insertSeparator(citacoes[0])
        else:
            menu.addActions(self._acoes)
        if self._casa() is not None:
            menu.addSeparator()
            menu.addActions((self.copiar, self.marcar_tudo, self.exportar))
        if not menu.isEmpty():
            por_tecla = event.reason() == QContextMenuEvent.Reason.Keyboard
            onde = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
            menu.popup(onde if por_tecla else event.globalPos())

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.selecionada.emit(current.row())

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        quantas = self.quantas_selecionadas()
        if self._faixa is None and quantas > 1 and self._casa() is not None:
            self._faixa = FaixaSelecao(self)
            self._faixa.definir_acoes((*self._acoes, self.copiar, self.exportar))
        if self._faixa is not None:
            self._faixa.mostrar(quantas)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.quantas_selecionadas() > 1:
            self.selectRow(max(self.linha_atual(), 0))
            event.accept()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.aberta.emit(self.currentIndex().row())
            event.accept()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self._copiar()
            event.accept()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._faixa is not None:
            self._faixa.dispor()
        self._ajustar_vazio()
        self._repartir_folga()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._ajustar_vazio()
        return super().viewportEvent(event)

    # ------------------------------------------------------------ inside

    @Slot(QModelIndex)
    def _abrir_indice(self, indice: QModelIndex) -> None:
        self.aberta.emit(indice.row())

    @Slot()
    def _copiar(self) -> None:
        if self._modelo is not None:
            copiar(self._casa(), self, self.exportavel())

    @Slot()
    def abrir_exportacao(self) -> None:
        """Ask what of the list goes to a file, and where."""
        casa = self._casa()
        if casa is not None and self._modelo is not None:
            varias = self.quantas_selecionadas() > 1
            DialogoExportarLista(casa, self.exportavel(), self.window(), so_escolhidas=varias).open()

    def exportavel(self) -> Exportavel:
        """Return the list as it stands, to be read behind the window."""
        assert self._modelo is not None
        colunas, cabecalho = self._modelo.colunas, self.horizontalHeader()
        na_ordem = [cabecalho.logicalIndex(visual) for visual in range(len(colunas))]
        tela = self._acima("filtro_em_palavras", na_janela=True)  # a dialog's list is not filtered as the screen is
        return Exportavel(
            titulo=self.accessibleName() or str(getattr(tela, "titulo", "")) or self.window().windowTitle(),
            filtro=tela.filtro_em_palavras() if tela is not None else "",
            visiveis=tuple(c for n in na_ordem if not self.isColumnHidden(n) for c in colunas[n].no_arquivo()),
            todas=tuple(c for n in na_ordem for c in colunas[n].no_arquivo()),
            tudo=self._modelo.fonte(),
            escolhidas=self._modelo.fonte(self.faixas_selecionadas()),
        )

    def _casa(self) -> Casa | None:
        dono = self._acima("casa")
        return dono.casa if dono is not None else None

    def _acima(self, nome: str, *, na_janela: bool = False) -> Any:
        """Return the nearest of what the table is in that has this attribute, in its own window or in any; or None."""
        acima: Any = self.parentWidget()
        while acima is not None and getattr(acima, nome, None) is None:
            acima = None if na_janela and acima.isWindow() else acima.parentWidget()
        return acima

    def _repartir_folga(self) -> None:
        """Share the room left over among the columns that ask for it; what the clerk sized stays as it is."""
        if self._modelo is None or not self._reparte:
            return
        visiveis = [(n, c) for n, c in enumerate(self._modelo.colunas) if not self.isColumnHidden(n)]
        partes = sum(c.cresce for _, c in visiveis)
        folga = max(0, self.viewport().width() - sum(c.largura for _, c in visiveis))
        self._repartindo = True
        for numero, coluna in visiveis:
            ganho = folga * coluna.cresce // partes if partes else 0
            self.setColumnWidth(numero, coluna.largura + ganho)
        self._repartindo = False

    @Slot()
    def _dispor_ja(self) -> None:
        # Qt would paint the new rows, lay them out a moment later, and paint them all again.
        self.executeDelayedItemsLayout()
        if self._faixa is not None:
            self._faixa.mostrar(0)  # with other rows, nothing is selected, and Qt does not say so

    @Slot()
    def _rever_vazio(self, *_: QObject) -> None:
        if self._vazio is not None and self._modelo is not None:
            self._vazio.setVisible(self._modelo.rowCount() == 0)
            self._ajustar_vazio()

    def _ajustar_vazio(self) -> None:
        if self._vazio is not None:
            self._vazio.setGeometry(self.viewport().rect())

    @Slot(QPoint)
    def _menu_do_cabecalho(self, ponto: QPoint) -> None:
        menu = self.menu_de_colunas()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.horizontalHeader().mapToGlobal(ponto))

    def menu_de_colunas(self) -> QMenu:
        """Return a menu that shows and hides columns."""
        menu = QMenu("Colunas", self)
        modelo = self.model()
        for numero in range(modelo.columnCount()):
            rotulo = str(modelo.headerData(numero, Qt.Orientation.Horizontal) or "")
            acao = QAction(rotulo, menu)
            acao.setCheckable(True)
            acao.setChecked(not self.isColumnHidden(numero))
            acao.setData(numero)
            menu.addAction(acao)
        menu.triggered.connect(self._alternar_coluna)
        menu.addSeparator()
        menu.addAction("&Restaurar as colunas").triggered.connect(self.restaurar_colunas)
        return menu

    @Slot()
    def restaurar_colunas(self) -> None:
        """Put the columns back as they came: which, in what order, how wide."""
        if self._modelo is None:
            return
        cabecalho = self.horizontalHeader()
        self._repartindo = True
        for numero, coluna in enumerate(self._modelo.colunas):
            cabecalho.moveSection(cabecalho.visualIndex(numero), numero)
            self.setColumnHidden(numero, coluna.oculta)
            self.setColumnWidth(numero, coluna.largura)
        self._repartindo = False
        self._reparte = any(coluna.cresce for coluna in self._modelo.colunas)
        self._repartir_folga()
        if self._preferencias is not None and self._nome:
            self._preferencias.guardar(self._chave(), "")

    @Slot(QAction)
    def _alternar_coluna(self, acao: QAction) -> None:
        if not acao.isCheckable():
            return
        visiveis = self.model().columnCount() - self.horizontalHeader().hiddenSectionCount()
        if not acao.isChecked() and visiveis <= 1:
            acao.setChecked(True)
            return
        self._repartindo = True  # hiding resizes to nothing, and nobody sized a column by hand
        self.setColumnHidden(int(acao.data()), not acao.isChecked())
        self._repartindo = False
        self._repartir_folga()
        self._guardar_colunas()

    def _chave(self) -> str:
        # What an earlier layout of the same table kept would not fit columns that share the room left over.
        jeito = "_c" if self._modelo is not None and any(c.cresce for c in self._modelo.colunas) else ""
        return f"tabelas/{self._nome}_{self.model().columnCount()}{jeito}"

    @Slot()
    def _guardar_colunas(self, *_: int) -> None:
        if not self._restaurada or self._repartindo:
            return
        self._reparte = False
        if self._preferencias is not None and self._nome:
            self._preferencias.guardar(self._chave(), self.horizontalHeader().saveState())


def _ler(fonte: Fonte[Any]) -> Sequence[Any]:
    return tuple(fonte.linhas())
