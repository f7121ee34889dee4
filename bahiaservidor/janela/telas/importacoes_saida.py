"""What the import gives back as a spreadsheet: the model to fill in, and the rows that stayed out with why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtWidgets import QWidget

from ...estatuto.erros import ErroDominio
from ...servicos.tipos.importacao import ConferenciaImportacao, EspecieImportacao, LinhaConferida
from ..casa import Casa
from ..componentes.salvar import DialogoSalvar
from ..modelos.importacoes import RECUSADA, nome_da_coluna

_FILTROS: Final = {"Planilha (*.xlsx)": "xlsx", "CSV (*.csv)": "csv"}
CORRIGIR: Final = "O que corrigir"


def salvar_modelo(
    dono: QWidget, casa: Casa, especie: EspecieImportacao, *, falha: Callable[[ErroDominio], None]
) -> DialogoSalvar:
    """Ask where to save an empty spreadsheet of a kind, with its headers and one example."""
    titulos = [campo.rotulo for campo in especie.campos]
    exemplo = [campo.exemplo for campo in especie.campos]
    return _salvar(
        dono, casa, titulo="Salvar planilha-modelo", nome=f"modelo-{especie.chave}.xlsx", aba="Modelo",
        titulos=titulos, linhas=[exemplo], falha=falha,
    )  # fmt: skip


def salvar_recusadas(
    dono: QWidget, casa: Casa, conferencia: ConferenciaImportacao, *, falha: Callable[[ErroDominio], None]
) -> DialogoSalvar:
    """Ask where to save the rows refused, as they came, with a column that says what to correct."""
    cabecalho = conferencia.cabecalho
    titulos = [*(nome_da_coluna(cabecalho, n) for n in range(len(cabecalho))), CORRIGIR]
    linhas = [
        [*linha.valores, *[""] * (len(cabecalho) - len(linha.valores)), o_que_corrigir(linha)]
        for linha in conferencia.linhas
        if linha.resultado == RECUSADA
    ]
    nome = f"{conferencia.arquivo.rpartition('.')[0] or conferencia.arquivo}-recusadas.xlsx"
    return _salvar(
        dono, casa, titulo="Salvar as recusadas", nome=nome, aba="Recusadas", titulos=titulos, linhas=linhas,
        falha=falha,
    )  # fmt: skip


def o_que_corrigir(linha: LinhaConferida) -> str:
    """Return every reason of a row, in one cell."""
    ditos = []
    for falta in linha.faltas:
        onde = f"{falta.coluna or falta.campo}: " if falta.coluna or falta.campo else ""
        artigo = f" ({falta.dispositivo})" if falta.dispositivo else ""
        ditos.append(f"{onde}{falta.motivo.rstrip('.')}{artigo}")
    return "; ".join(ditos)


def _salvar(
    dono: QWidget,
    casa: Casa,
    *,
    titulo: str,
    nome: str,
    aba: str,
    titulos: Sequence[str],
    linhas: Sequence[Sequence[str]],
    falha: Callable[[ErroDominio], None],
) -> DialogoSalvar:
    fonte = partial(_planilha, aba, titulos, linhas)
    dialogo = DialogoSalvar(dono, casa, titulo=titulo, nome=nome, filtros=_FILTROS, fonte=fonte, falha=falha)
    dialogo.open()
    return dialogo


def _planilha(aba: str, titulos: Sequence[str], linhas: Sequence[Sequence[str]], formato: str) -> bytes:
    from ...intercambio import tabelas
    from ...servicos.planilhas import sem_formula

    if formato == "csv":
        # Only text is written to a workbook; a CSV says nothing of the kind of its cells.
        limpas = ([sem_formula(celula) for celula in linha] for linha in linhas)
        return tabelas.em_csv(titulos=titulos, linhas=limpas, total=len(linhas)) or b""
    larguras = [min(60, max(len(t) + 4, *(len(linha[n]) for linha in linhas[:200]), 10)) for n, t in enumerate(titulos)]
    return tabelas.xlsx(aba=aba, antes=(), titulos=titulos, larguras=larguras, linhas=linhas, total=len(linhas)) or b""
