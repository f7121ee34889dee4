"""What the import gives back as a spreadsheet: the model to fill in, and the rows that stayed out with why."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtWidgets import QWidget

from ...estatuto.erros import ErroDominio
from ...servicos.tipos.importacao import ConferenciaImportacao, EspecieImportacao, PedidoImportacao
from ..casa import Casa
from ..componentes.salvar import DialogoSalvar

_XLSX: Final = {"Planilha (*.xlsx)": "xlsx"}
_FILTROS: Final = {**_XLSX, "CSV (*.csv)": "csv"}


def salvar_modelo(
    dono: QWidget, casa: Casa, especie: EspecieImportacao, *, falha: Callable[[ErroDominio], None]
) -> DialogoSalvar:
    """Ask where to save an empty spreadsheet of a kind, with its headers, instructions and examples."""
    dialogo = DialogoSalvar(
        dono, casa, titulo="Salvar planilha-modelo", nome=f"modelo-{especie.chave}.xlsx", filtros=_XLSX,
        fonte=partial(_modelo, especie.chave), falha=falha,
    )  # fmt: skip
    dialogo.open()
    return dialogo


def salvar_recusadas(
    dono: QWidget,
    casa: Casa,
    pedido: PedidoImportacao,
    conferencia: ConferenciaImportacao,
    *,
    falha: Callable[[ErroDominio], None],
) -> DialogoSalvar:
    """Ask where to save the rows that stay out, as they came, with a column that says what to correct."""
    nome = f"{conferencia.arquivo.rpartition('.')[0] or conferencia.arquivo}-recusadas.xlsx"
    dialogo = DialogoSalvar(
        dono, casa, titulo="Salvar as recusadas", nome=nome, filtros=_FILTROS,
        fonte=partial(_recusadas, pedido, conferencia), falha=falha,
    )  # fmt: skip
    dialogo.open()
    return dialogo


def tem_recusadas(conferencia: ConferenciaImportacao | None) -> bool:
    """Tell whether there is a row to be put right: one refused, or one in doubt that nobody answered."""
    return conferencia is not None and conferencia.recusadas + conferencia.duvidas > 0


def _modelo(especie: str, formato: str) -> bytes:
    from ...servicos.importacao_modelo import modelo_planilha

    return modelo_planilha(especie)


def _recusadas(pedido: PedidoImportacao, conferencia: ConferenciaImportacao, formato: str) -> bytes:
    from ...servicos import importacao

    return importacao.linhas_recusadas(pedido, conferencia, formato=formato) or b""
