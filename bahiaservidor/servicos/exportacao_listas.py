"""A list of the program in a spreadsheet: what the filter shows, in its order, every row."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Final

from ..arquivos import conferir_destino, gravar_arquivo
from ..estatuto.erros import ErroDominio
from ..estatuto.formatos.datas import formatar_data, ler_data
from ..intercambio import tabelas
from ..intercambio.tabelas import Celula
from ..registro import configuracao
from . import acessos
from .contexto import Contexto
from .permissoes import Permissao, exige
from .planilhas import sem_formula

Progresso = Callable[[int, int], None]
Cancelado = Callable[[], bool]

_DIA: Final = re.compile(r"\d{2}/\d{2}/\d{4}")
_NUMERO: Final = re.compile(r"[+-]?(\d+|\d{1,3}(\.\d{3})+)(,\d+)?")
_VAZIOS: Final = ("", "—", "–")
_LARGURA_MAXIMA: Final = 60
_PIXELS_POR_LETRA: Final = 7


class FormatoLista(StrEnum):
    """What a list may be written as."""

    XLSX = "xlsx"
    CSV = "csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class ColunaExportada:
    """A column of the file: its heading, its width in characters, and whether what it says is a number."""

    titulo: str
    largura: int
    numero: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ListaExportada:
    """A list as it is to be written: ``linhas`` gives the rows, as shown, when called; ``filtro`` says it in words."""

    titulo: str
    filtro: str
    colunas: Sequence[ColunaExportada]
    total: int
    linhas: Callable[[], Iterator[Sequence[str]]]


def em_letras(titulo: str, pixels: int) -> int:
    """Return the width of a column of the screen in characters, with room for its heading."""
    return max(len(titulo) + 2, pixels // _PIXELS_POR_LETRA)


@exige(Permissao.EXPORTAR)
def exportar(
    ctx: Contexto,
    *,
    lista: ListaExportada,
    formato: FormatoLista,
    destino: Path,
    hoje: date,
    progresso: Progresso | None = None,
    cancelado: Cancelado | None = None,
) -> int:
    """Write the list and return how many rows it has; the trail keeps which list, which filter and how many rows.

    ErroDominio, with no file written, when ``cancelado`` answers yes, for more rows than a sheet takes, or where the
    file cannot be written; the trail keeps that it was tried.
    """
    dito = f"{lista.titulo}: {lista.total} linhas, {formato.value}"
    with acessos.tentativa(ctx, "lista", None, dito):
        _escrever(ctx, lista, formato, destino, hoje, progresso, cancelado)
    # The text typed in a search, which may be a name, stays out.
    acessos.saiu(ctx, "lista", None, dito)
    return lista.total


def _escrever(
    ctx: Contexto,
    lista: ListaExportada,
    formato: FormatoLista,
    destino: Path,
    hoje: date,
    progresso: Progresso | None,
    cancelado: Cancelado | None,
) -> None:
    registro = ctx.banco.caminho
    conferir_destino(destino, registro=registro)
    if formato is FormatoLista.XLSX and lista.total > tabelas.LINHAS_XLSX:
        raise ErroDominio(
            f"A lista tem {lista.total} linhas, e uma planilha XLSX aceita {tabelas.LINHAS_XLSX}. Nada foi gravado; "
            "filtre a lista ou salve em CSV."
        )
    titulos = [sem_formula(coluna.titulo) for coluna in lista.colunas]
    linhas = ([_celula(texto, c) for texto, c in zip(linha, lista.colunas, strict=True)] for linha in lista.linhas())
    conteudo: bytes | None
    if formato is FormatoLista.XLSX:
        conteudo = tabelas.xlsx(
            aba=_nome_da_aba(lista.titulo),
            antes=[sem_formula(linha) for linha in _antes(ctx, lista, hoje)],
            titulos=titulos,
            larguras=[min(coluna.largura, _LARGURA_MAXIMA) for coluna in lista.colunas],
            linhas=linhas,
            total=lista.total,
            progresso=progresso,
            cancelado=cancelado,
        )
    else:
        conteudo = tabelas.em_csv(
            titulos=titulos, linhas=linhas, total=lista.total, progresso=progresso, cancelado=cancelado
        )
    if conteudo is None:
        raise ErroDominio("A exportação foi cancelada. Nenhum arquivo foi gravado.")
    gravar_arquivo(destino, conteudo, registro=registro)


def _antes(ctx: Contexto, lista: ListaExportada, hoje: date) -> list[str]:
    with ctx.banco.leitura() as conexao:
        orgao = configuracao.nome_do_orgao(conexao)
    quando = f"Em {formatar_data(hoje)}, por {ctx.usuario}"
    quantas = "1 linha" if lista.total == 1 else f"{lista.total} linhas"
    filtro = f"Filtro: {lista.filtro}" if lista.filtro else "Sem filtro"
    return [parte for parte in (orgao or "", lista.titulo, f"{quando}: {quantas}. {filtro}.") if parte]


def _celula(texto: str, coluna: ColunaExportada) -> Celula:
    """Return a cell as a spreadsheet wants it: real dates and numbers, text that is never run."""
    if texto in _VAZIOS:
        return None
    if _DIA.fullmatch(texto):
        try:
            return ler_data(texto)
        except ErroDominio:
            return texto
    if coluna.numero and _NUMERO.fullmatch(texto):
        lido = texto.replace(".", "").replace(",", ".")
        return float(lido) if "." in lido else int(lido)
    return sem_formula(texto)


def _nome_da_aba(titulo: str) -> str:
    # A sheet's name takes 31 characters, none of these.
    return re.sub(r"[\[\]:*?/\\']", " ", titulo)[:31].strip() or "Lista"
