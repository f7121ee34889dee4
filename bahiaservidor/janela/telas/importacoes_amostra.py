"""The first rows of a spreadsheet, under its own headers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from ..componentes.tabela import Tabela
from ..componentes.vazio import EstadoVazio
from ..modelos.base import Coluna, ModeloLista
from ..modelos.importacoes import nome_da_coluna

Celulas = tuple[str, ...]


class TabelaAmostra(Tabela):
    """A table whose columns are those of the file."""

    def __init__(self, pai: QWidget | None = None) -> None:
        super().__init__("", None, pai)
        self.setAccessibleName("Primeiras linhas da planilha")
        self._lidas: ModeloLista[Celulas] | None = None
        self.mostrar((), ())
        self.definir_vazio(EstadoVazio("Nenhuma linha abaixo do cabeçalho", "Confira a folha e a linha do cabeçalho."))

    def mostrar(self, cabecalho: Sequence[str], linhas: Sequence[Celulas]) -> None:
        """Show these rows."""
        antes = self._lidas
        colunas = [
            Coluna(chave=str(n), rotulo=nome_da_coluna(cabecalho, n), texto=_celula(n), largura=140, ordenavel=False)
            for n in range(len(cabecalho))
        ]
        self._lidas = ModeloLista(colunas, linhas, self)
        self.definir_modelo(self._lidas)
        if antes is not None:
            antes.deleteLater()


def _celula(posicao: int) -> Callable[[Celulas], str]:
    return lambda linha: linha[posicao] if posicao < len(linha) else ""
