"""The rows of a spreadsheet that did not enter, given back as they came with a column that says what to put right.

Put right, the file is imported again as it is: the two columns that were added are known by their names and left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from . import tabelas
from .planilha import Linha, Valor
from .tabelas import Cancelado, Celula, Progresso, sem_formula

COLUNA_LINHA: Final = "Linha"
COLUNA_MOTIVO: Final = "O que corrigir"
ACRESCENTADAS: Final = (COLUNA_LINHA, COLUNA_MOTIVO)
"""Columns that are ours: a reading that finds them ignores them."""

_LARGURA: Final = (8, 42)
_LARGURA_MOTIVO: Final = 60
_MAIOR_NOTA: Final = 1_000
_MAIS_NOTAS: Final = 20_000
"""Comments of a workbook: each is a drawing, and beyond this nobody opens the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinhaRecusada:
    """A row that did not enter: the reasons by column (position in the header, from 0) and those of the whole row."""

    linha: Linha
    por_coluna: Mapping[int, str] = field(default_factory=dict)
    da_linha: tuple[str, ...] = ()


def _motivo(cabecalho: Sequence[str], recusada: LinhaRecusada) -> str:
    celulas = (f"{cabecalho[coluna]}: {motivo}" for coluna, motivo in sorted(recusada.por_coluna.items()))
    return " | ".join((*recusada.da_linha, *celulas))


def _colunas(cabecalho: Sequence[str]) -> list[int]:
    """Return the columns that are given back: those of an earlier refusal are written again, not twice."""
    return [posicao for posicao, titulo in enumerate(cabecalho) if titulo not in ACRESCENTADAS]


def _linhas(
    cabecalho: Sequence[str], recusadas: Sequence[LinhaRecusada], *, so_texto: bool
) -> Iterator[tuple[Celula, ...]]:
    colunas = _colunas(cabecalho)
    for recusada in recusadas:
        valores = recusada.linha.valores
        celulas = (_inofensiva(valores[c] if c < len(valores) else None, so_texto=so_texto) for c in colunas)
        yield recusada.linha.numero, *celulas, sem_formula(_motivo(cabecalho, recusada))


def _inofensiva(valor: Valor, *, so_texto: bool) -> Celula:
    if isinstance(valor, str):
        return sem_formula(valor)
    # A negative number is a number in a workbook; where there is only text it could pass for a formula.
    return sem_formula(tabelas.em_texto(valor)) if so_texto else valor


def xlsx(
    *,
    cabecalho: Sequence[str],
    recusadas: Sequence[LinhaRecusada],
    progresso: Progresso | None = None,
    cancelado: Cancelado | None = None,
) -> bytes | None:
    """Return the refused rows as a workbook, wrong cells highlighted and commented; None if cancelled."""
    colunas = _colunas(cabecalho)
    larguras = [_LARGURA[0]]
    for coluna in colunas:
        textos = (len(tabelas.em_texto(r.linha.valores[coluna])) for r in recusadas[:200]
                  if coluna < len(r.linha.valores))  # fmt: skip
        larguras.append(min(max(len(cabecalho[coluna]) + 2, *textos, _LARGURA[0]), _LARGURA[1]))
    posicoes = {coluna: posicao for posicao, coluna in enumerate(colunas, start=1)}
    notas: dict[tuple[int, int], str] = {}
    for numero, recusada in enumerate(recusadas):
        for coluna, motivo in recusada.por_coluna.items():
            if coluna in posicoes and len(notas) < _MAIS_NOTAS:
                notas[numero, posicoes[coluna]] = motivo[:_MAIOR_NOTA]
    return tabelas.xlsx(
        aba="Recusadas",
        antes=(),
        titulos=(COLUNA_LINHA, *(sem_formula(cabecalho[c]) for c in colunas), COLUNA_MOTIVO),
        larguras=(*larguras, _LARGURA_MOTIVO),
        linhas=_linhas(cabecalho, recusadas, so_texto=False),
        total=len(recusadas),
        progresso=progresso,
        cancelado=cancelado,
        notas=notas,
    )


def em_csv(
    *,
    cabecalho: Sequence[str],
    recusadas: Sequence[LinhaRecusada],
    progresso: Progresso | None = None,
    cancelado: Cancelado | None = None,
) -> bytes | None:
    """Return the refused rows as CSV; None if cancelled."""
    return tabelas.em_csv(
        titulos=(COLUNA_LINHA, *(sem_formula(cabecalho[c]) for c in _colunas(cabecalho)), COLUNA_MOTIVO),
        linhas=_linhas(cabecalho, recusadas, so_texto=True),
        total=len(recusadas),
        progresso=progresso,
        cancelado=cancelado,
    )
