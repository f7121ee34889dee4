"""A short list with a tick on each row: who is called, who came."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from ...estatuto.formatos.nomes import chave_busca
from ...servicos.tipos import LinhaPrazo, Minuta
from .base import Coluna, Indice, ModeloLista
from .prazos import TOM_DO_ESTADO, data_ou_traco


class ComId(Protocol):
    """Anything with an id."""

    @property
    def id(self) -> int: ...


M = TypeVar("M", bound=ComId)


class ModeloMarcavel(ModeloLista[M]):
    """Ticks live in the first column and survive sorting and filtering."""

    marcou = Signal()

    def __init__(self, colunas: Sequence[Coluna[M]], linhas: Sequence[M] = (), pai: QObject | None = None) -> None:
        super().__init__(colunas, linhas, pai)
        self._todas: tuple[M, ...] = tuple(linhas)
        self._marcados: set[int] = set()

    def definir(self, linhas: Sequence[M]) -> None:
        """Show these; ticks of rows that are gone are forgotten."""
        self._todas = tuple(linhas)
        self._marcados &= {linha.id for linha in self._todas}
        super().definir(self._todas)

    def filtrar(self, escrito: str) -> None:
        """Show the rows that have every word written, in any column."""
        palavras = chave_busca(escrito).split()
        super().definir(
            [linha for linha in self._todas if all(p in self._palavras(linha) for p in palavras)]
            if palavras else self._todas
        )  # fmt: skip

    def marcados(self) -> tuple[M, ...]:
        """Return the ticked rows, shown or filtered out."""
        return tuple(linha for linha in self._todas if linha.id in self._marcados)

    def marcar_visiveis(self, marcado: bool) -> None:
        """Tick, or untick, every row shown."""
        ids = {linha.id for linha in self.linhas()}
        self._marcados = self._marcados | ids if marcado else self._marcados - ids
        self._avisar(0, self.rowCount() - 1)

    @Slot(int)
    def alternar(self, posicao: int) -> None:
        """Turn the tick of a row."""
        linha = self.linha(posicao)
        if linha is not None:
            self._marcados ^= {linha.id}
            self._avisar(posicao, posicao)

    def flags(self, index: Indice) -> Qt.ItemFlag:
        bandeiras = super().flags(index)
        if index.isValid() and index.column() == 0:
            bandeiras |= Qt.ItemFlag.ItemIsUserCheckable
        return bandeiras

    def data(self, index: Indice, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.CheckStateRole and index.isValid() and index.column() == 0:
            linha = self.linha(index.row())
            marcado = linha is not None and linha.id in self._marcados
            return Qt.CheckState.Checked if marcado else Qt.CheckState.Unchecked
        return super().data(index, role)

    def setData(self, index: Indice, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        linha = self.linha(index.row()) if index.isValid() else None
        if role != Qt.ItemDataRole.CheckStateRole or linha is None or index.column() != 0:
            return False
        if Qt.CheckState(value) == Qt.CheckState.Checked:
            self._marcados.add(linha.id)
        else:
            self._marcados.discard(linha.id)
        self._avisar(index.row(), index.row())
        return True

    def _palavras(self, linha: M) -> str:
        return chave_busca(" ".join(coluna.texto(linha) for coluna in self.colunas))

    def _avisar(self, de: int, ate: int) -> None:
        if ate >= de:
            self.dataChanged.emit(self.index(de, 0), self.index(ate, 0), [int(Qt.ItemDataRole.CheckStateRole)])
        self.marcou.emit()


def colunas_convocados() -> tuple[Coluna[LinhaPrazo], ...]:
    """Return the columns of who waits for the posse."""
    return (
        Coluna(chave="nome", rotulo="Nome", largura=210, texto=lambda p: p.nome, estica=True, forte=True),
        Coluna(chave="cargo", rotulo="Cargo", largura=130, texto=lambda p: p.cargo),
        Coluna(
            chave="prazo", rotulo="Posse até", largura=108, texto=lambda p: data_ou_traco(p.vence),
            ordem=lambda p: p.vence,
        ),
        Coluna(
            chave="estado", rotulo="Prazo", largura=124, texto=lambda p: p.estado.rotulo,
            tom=lambda p: TOM_DO_ESTADO[p.estado],
        ),
        Coluna(chave="unidade", rotulo="Unidade", largura=150, texto=lambda p: p.unidade, oculta=True),
    )  # fmt: skip


def colunas_presenca() -> tuple[Coluna[Minuta], ...]:
    """Return the columns of who was expected."""
    return (
        Coluna(chave="nome", rotulo="Veio", largura=320, texto=lambda m: m.nome, estica=True, forte=True),
        Coluna(chave="numero", rotulo="Termo nº", largura=110, texto=lambda m: m.numero),
        Coluna(chave="cargo", rotulo="Cargo", largura=260, texto=lambda m: m.cargo),
    )
