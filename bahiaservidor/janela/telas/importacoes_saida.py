"""What the import gives back as a spreadsheet: the model to fill in, and the rows that stayed out with why."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from ...estatuto.erros import ErroDominio
from ...servicos.tipos.importacao import ConferenciaImportacao, EspecieImportacao, LinhaConferida
from ..casa import Casa
from ..componentes.salvar import DialogoSalvar
from ..modelos.importacoes import DUVIDA, RECUSADA, nome_da_coluna

if TYPE_CHECKING:
    from ...intercambio.recusadas import LinhaRecusada

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
    dono: QWidget, casa: Casa, conferencia: ConferenciaImportacao, *, falha: Callable[[ErroDominio], None]
) -> DialogoSalvar:
    """Ask where to save the rows that stay out, as they came, with a column that says what to correct."""
    nome = f"{conferencia.arquivo.rpartition('.')[0] or conferencia.arquivo}-recusadas.xlsx"
    dialogo = DialogoSalvar(
        dono, casa, titulo="Salvar as recusadas", nome=nome, filtros=_FILTROS, fonte=partial(_recusadas, conferencia),
        falha=falha,
    )  # fmt: skip
    dialogo.open()
    return dialogo


def tem_recusadas(conferencia: ConferenciaImportacao | None) -> bool:
    """Tell whether there is a row to be put right: one refused, or one in doubt that nobody answered."""
    return conferencia is not None and conferencia.recusadas + conferencia.duvidas > 0


def _modelo(especie: str, formato: str) -> bytes:
    from ...servicos.importacao_modelo import modelo_planilha

    return modelo_planilha(especie)


def _recusadas(conferencia: ConferenciaImportacao, formato: str) -> bytes:
    from ...intercambio import recusadas

    cabecalho = tuple(nome_da_coluna(conferencia.cabecalho, n) for n in range(len(conferencia.cabecalho)))
    onde = {titulo: n for n, titulo in enumerate(conferencia.cabecalho)}
    linhas = [_recusada(linha, onde) for linha in conferencia.linhas if linha.resultado in (RECUSADA, DUVIDA)]
    escrever = recusadas.em_csv if formato == "csv" else recusadas.xlsx
    return escrever(cabecalho=cabecalho, recusadas=linhas) or b""


def _recusada(linha: LinhaConferida, onde: Mapping[str, int]) -> LinhaRecusada:
    """Return a row with its reasons by column; those of no column are of the whole row."""
    from ...intercambio.planilha import Linha
    from ...intercambio.recusadas import LinhaRecusada

    por_coluna: dict[int, str] = {}
    da_linha = []
    for falta in linha.faltas:
        dizer = f"{falta.motivo.rstrip('.')} ({falta.dispositivo})." if falta.dispositivo else falta.motivo
        coluna = onde.get(falta.coluna)
        if coluna is None:
            da_linha.append(dizer)
        else:
            por_coluna[coluna] = f"{por_coluna[coluna]} {dizer}" if coluna in por_coluna else dizer
    return LinhaRecusada(
        linha=Linha(numero=linha.numero, valores=tuple(valor or None for valor in linha.valores)),
        por_coluna=por_coluna, da_linha=tuple(da_linha),
    )  # fmt: skip
