"""Table models: an array of ids in display order with a page cache, and a whole small list.

Both know their columns as a tuple in render order, and `data` makes one lookup.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, Generic, TypeGuard, TypeVar

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
    Slot,
)

from ...estatuto.erros import ErroDominio
from ..dicas import como_dica
from ..operacoes import Executor
from ..tema import Tom
from .colunas import Coluna as Coluna
from .colunas import Fonte as Fonte
from .colunas import Ordem as Ordem

L = TypeVar("L")

Indice = QModelIndex | QPersistentModelIndex

PAPEL_TOM = int(Qt.ItemDataRole.UserRole) + 1
"""Role that answers the `Tom` of a cell to be drawn as a badge (as its text, after Qt), or None."""

PAPEL_LINHA = int(Qt.ItemDataRole.UserRole) + 2
"""Role that answers the frozen row itself, or None while its page has not come."""

ESPERANDO = "…"

PRIMEIRAS: Final = 200
"""Ids of a long list that are read and shown before the others: two pages."""

_LEVA = 500
"""Rows read at a time when a whole list is."""

_SEM_PAI = QModelIndex()


class _Modelo(QAbstractTableModel, Generic[L]):
    """What both models share: columns, headers, cells."""

    ordem_pedida = Signal(object)
    """An `Ordem`, when a header is clicked."""

    def __init__(self, colunas: Sequence[Coluna[L]], pai: QObject | None = None) -> None:
        super().__init__(pai)
        self.colunas: tuple[Coluna[L], ...] = tuple(colunas)

    def linha(self, indice: int) -> L | None:
        """Return the row in a position of the display, or None when it is not there (yet)."""
        raise NotImplementedError

    def fonte(self, faixas: Sequence[range] | None = None) -> Fonte[L]:
        """Return every row, or those of some stretches of the display, for work off the interface's thread."""
        raise NotImplementedError

    def columnCount(self, parent: Indice = _SEM_PAI) -> int:
        return 0 if parent.isValid() else len(self.colunas)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.colunas):
            return None
        coluna = self.colunas[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return coluna.rotulo
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alinhamento(coluna.direita)
        return None

    def celula(self, posicao: int, numero: int) -> tuple[str, Tom | None, bool]:
        """Return the words of a cell, the tone of its badge, and whether it stands to the right."""
        linha = self.linha(posicao)
        coluna = self.colunas[numero]
        if linha is None:
            # Once a row: it will be drawn again in a moment.
            return (ESPERANDO if numero == 0 else "", None, False)
        return (coluna.texto(linha), coluna.tom(linha) if coluna.tom is not None else None, coluna.direita)

    def data(self, index: Indice, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        coluna = self.colunas[index.column()]
        if role == _ALINHAMENTO:
            return _alinhamento(coluna.direita)
        if role not in _PAPEIS:
            return None
        linha = self.linha(index.row())
        if linha is None:
            return ESPERANDO if role == _TEXTO else None
        if role == PAPEL_LINHA:
            return linha
        if role == PAPEL_TOM:
            return coluna.tom(linha) if coluna.tom is not None else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return como_dica((coluna.dica or coluna.texto)(linha))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{coluna.rotulo}: {coluna.texto(linha)}"
        return coluna.texto(linha)


_TEXTO = int(Qt.ItemDataRole.DisplayRole)
_ALINHAMENTO = int(Qt.ItemDataRole.TextAlignmentRole)
# Numbers: a comparison with a member of an enumeration costs as much as all the rest of an answer.
_PAPEIS = frozenset(
    {
        int(Qt.ItemDataRole.DisplayRole),
        int(Qt.ItemDataRole.ToolTipRole),
        int(Qt.ItemDataRole.AccessibleTextRole),
        PAPEL_LINHA,
        PAPEL_TOM,
    }
)


_A_DIREITA = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_A_ESQUERDA = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def _alinhamento(direita: bool) -> Qt.AlignmentFlag:
    return _A_DIREITA if direita else _A_ESQUERDA


def so_palavras(modelo: QAbstractItemModel) -> TypeGuard[_Modelo[Any]]:
    """Tell whether the cells of a model are words and badges only: a delegate may then ask it without Qt between."""
    return isinstance(modelo, _Modelo) and type(modelo).data is _Modelo.data


class ModeloJanela(_Modelo[L]):
    """A list of any length: ids in display order, and pages of rows read as they are painted.

    ``buscar(ids)`` runs on a reader thread and returns the rows in the order asked. Sorting is the caller's: connect
    ``ordem_pedida``, read the ids in the new order and call `definir_ids`.
    """

    pagina_chegou = Signal(object)
    """The first row (int) of a page that arrived."""

    def __init__(
        self,
        colunas: Sequence[Coluna[L]],
        buscar: Callable[[Sequence[int]], Sequence[L]],
        executor: Executor,
        pai: QObject | None = None,
        *,
        pagina: int = 100,
        paginas: int = 40,
    ) -> None:
        super().__init__(colunas, pai)
        self._buscar = buscar
        self._executor = executor
        self._tamanho = pagina
        self._limite = paginas
        self._ids: Sequence[int] = array("q")
        self._completa = True
        self._paginas: OrderedDict[int, Sequence[L]] = OrderedDict()
        self._pedidas: set[int] = set()
        self._em_curso: set[int] = set()
        self._geracao = 0
        self._relogio = QTimer(self)
        self._relogio.setSingleShot(True)
        self._relogio.setInterval(0)
        self._relogio.timeout.connect(self._pedir)

    def primeiras(self, ids: Sequence[int]) -> Sequence[L]:
        """Return the first page of a list, for `definir_ids`; on a reader thread, with the ids it has just read."""
        return self._buscar(tuple(ids[: self._tamanho])) if ids else ()

    def definir_ids(self, ids: Sequence[int], primeiras: Sequence[L] = (), *, completa: bool = True) -> None:
        """Show these, in this order; what was read before is forgotten.

        With the ``primeiras`` rows, a list that opens at its top is painted once, and not first as waiting.  Not
        ``completa``: these are its first `PRIMEIRAS` ids, and `completar` brings the rest.
        """
        self.beginResetModel()
        self._ids = ids
        self._completa = completa
        self._esquecer()
        if primeiras:
            self._paginas[0] = primeiras
        self.endResetModel()

    def completar(self, ids: Sequence[int]) -> None:
        """Show the whole of a list of which the first ids were known; what is on screen stays where it is."""
        antes = len(self._ids)
        if self._completa or len(ids) <= antes or ids[:antes] != self._ids:
            self.definir_ids(ids)
            return
        self.beginInsertRows(_SEM_PAI, antes, len(ids) - 1)
        self._ids = ids
        self._completa = True
        self.endInsertRows()

    @property
    def completa(self) -> bool:
        """Tell whether the list is known to its end."""
        return self._completa

    def esquecer(self) -> None:
        """Read the rows again, keeping the ids and the place on screen."""
        self._esquecer()
        if self._ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, len(self.colunas) - 1))

    def ids(self) -> Sequence[int]:
        """Return the ids in display order."""
        return self._ids

    def id_da_linha(self, indice: int) -> int | None:
        """Return the id in a position of the display."""
        return self._ids[indice] if 0 <= indice < len(self._ids) else None

    def linha(self, indice: int) -> L | None:
        numero, resto = divmod(indice, self._tamanho)
        pagina = self._paginas.get(numero)
        if pagina is not None:
            return pagina[resto] if resto < len(pagina) else None
        if 0 <= indice < len(self._ids) and numero not in self._em_curso:
            self._pedidas.add(numero)
            if not self._relogio.isActive():
                self._relogio.start()
        return None

    def fonte(self, faixas: Sequence[range] | None = None) -> Fonte[L]:
        if not self._completa:
            raise ErroDominio("A lista ainda está sendo lida. Nada foi feito; espere um instante e repita.")
        ids: Sequence[int] = self._ids  # replaced, and never changed in place
        if faixas is not None and [*faixas] != [range(len(ids))]:
            escolhidos = array("q")
            for faixa in faixas:
                escolhidos.extend(array("q", self._ids[faixa.start : faixa.stop]))
            ids = escolhidos
        return Fonte(total=len(ids), linhas=partial(_em_levas, self._buscar, ids))

    def rowCount(self, parent: Indice = _SEM_PAI) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if 0 <= column < len(self.colunas) and self.colunas[column].ordenavel:
            decrescente = order == Qt.SortOrder.DescendingOrder
            self.ordem_pedida.emit(Ordem(chave=self.colunas[column].chave, decrescente=decrescente))

    def _esquecer(self) -> None:
        self._geracao += 1
        self._paginas.clear()
        self._pedidas.clear()
        self._em_curso.clear()

    @Slot()
    def _pedir(self) -> None:
        # After a long scroll only the last places passed are still on screen.
        for numero in sorted(self._pedidas)[-4:]:
            self._em_curso.add(numero)
            inicio = numero * self._tamanho
            ids = tuple(self._ids[inicio : inicio + self._tamanho])
            pedido = _Pedido(modelo=self, geracao=self._geracao, numero=numero, ids=ids)
            self._executor.ler(self, pedido.ler, sucesso=pedido.entregar, falha=pedido.falhar)
        self._pedidas.clear()

    def _receber(self, geracao: int, numero: int, linhas: Sequence[L]) -> None:
        if geracao != self._geracao:
            return
        self._em_curso.discard(numero)
        self._paginas[numero] = linhas
        while len(self._paginas) > self._limite:
            self._paginas.popitem(last=False)
        inicio = numero * self._tamanho
        fim = min(inicio + self._tamanho, len(self._ids)) - 1
        if fim >= inicio:
            self.dataChanged.emit(self.index(inicio, 0), self.index(fim, len(self.colunas) - 1))
            self.pagina_chegou.emit(inicio)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pedido(Generic[L]):
    """A page that was asked for."""

    modelo: ModeloJanela[L]
    geracao: int
    numero: int
    ids: tuple[int, ...]

    def ler(self) -> Sequence[L]:
        return self.modelo._buscar(self.ids)

    def entregar(self, linhas: Sequence[L]) -> None:
        self.modelo._receber(self.geracao, self.numero, linhas)

    def falhar(self, erro: ErroDominio) -> None:
        # The row keeps its "…"; asking again at every paint would show the same error a hundred times.
        self.modelo._receber(self.geracao, self.numero, ())


def _em_levas(buscar: Callable[[Sequence[int]], Sequence[L]], ids: Sequence[int]) -> Iterator[L]:
    for inicio in range(0, len(ids), _LEVA):
        yield from buscar(tuple(ids[inicio : inicio + _LEVA]))


class ModeloLista(_Modelo[L]):
    """A short list held whole; sorts itself by the ``ordem`` (or the words) of a column."""

    def __init__(self, colunas: Sequence[Coluna[L]], linhas: Sequence[L] = (), pai: QObject | None = None) -> None:
        super().__init__(colunas, pai)
        self._linhas: list[L] = list(linhas)
        self._ordem: tuple[int, bool] | None = None

    def definir(self, linhas: Sequence[L]) -> None:
        """Show these rows, in the order given or in the one the clerk chose."""
        self.beginResetModel()
        self._linhas = list(linhas)
        self._ordenar()
        self.endResetModel()

    def linhas(self) -> tuple[L, ...]:
        """Return the rows in display order."""
        return tuple(self._linhas)

    def fonte(self, faixas: Sequence[range] | None = None) -> Fonte[L]:
        inteira = self.linhas()
        pedidas = inteira if faixas is None else tuple(inteira[i] for faixa in faixas for i in faixa)
        return Fonte(total=len(pedidas), linhas=partial(iter, pedidas))

    def posicao(self, prova: Callable[[L], bool]) -> int:
        """Return where the first row that passes is, the first of all when none does: what stays selected."""
        return next((n for n, linha in enumerate(self._linhas) if prova(linha)), 0)

    def linha(self, indice: int) -> L | None:
        return self._linhas[indice] if 0 <= indice < len(self._linhas) else None

    def rowCount(self, parent: Indice = _SEM_PAI) -> int:
        return 0 if parent.isValid() else len(self._linhas)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if not 0 <= column < len(self.colunas) or not self.colunas[column].ordenavel:
            return
        decrescente = order == Qt.SortOrder.DescendingOrder
        self._ordem = (column, decrescente)
        self.layoutAboutToBeChanged.emit()
        antes = list(self._linhas)
        fixos = self.persistentIndexList()
        self._ordenar()
        onde = {id(linha): i for i, linha in enumerate(self._linhas)}
        self.changePersistentIndexList(fixos, [self.index(onde[id(antes[i.row()])], i.column()) for i in fixos])
        self.layoutChanged.emit()
        self.ordem_pedida.emit(Ordem(chave=self.colunas[column].chave, decrescente=decrescente))

    def _ordenar(self) -> None:
        if self._ordem is None:
            return
        coluna = self.colunas[self._ordem[0]]
        chave = coluna.ordem or coluna.texto
        self._linhas.sort(key=lambda linha: _comparavel(chave(linha)), reverse=self._ordem[1])


def _comparavel(valor: Any) -> tuple[bool, Any]:
    """Return a key that puts what is missing last and compares words without case."""
    return (valor is None, "" if valor is None else valor.casefold() if isinstance(valor, str) else valor)
