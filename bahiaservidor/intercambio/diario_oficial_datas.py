"""Dates and terms as the Diário Oficial prints them, found in text already in small letters without accents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.estatuto.formatos.datas import MESES, ler_data

from .diario_oficial_texto import dobrar

NUMERO_DO_MES: Final = {dobrar(nome): numero for numero, nome in enumerate(MESES, start=1)}
MES: Final = "|".join(NUMERO_DO_MES)
_DATA: Final = re.compile(
    rf"(?<![\d.])(?:(?P<d>\d{{1,2}})\s?o?\s?(?:de\s?)?(?P<mes>{MES})\s?(?:de\s?)?(?P<a>\d{{4}})"
    r"|(?P<dn>\d{1,2})o?\s?(?P<s>[./-])\s?(?P<mn>\d{1,2})\s?(?P=s)\s?(?P<an>\d{4}|\d{2}))(?!\d)(?![./-]\d)"
)
_PUBLICACAO: Final = re.compile(r"(?:na |da )?data (?:da|de) (?:sua )?publicacao(?: d[eo]ste (?:ato|decreto))?")

DIA: Final = "\ue000"
"""Stands for each character of a date, in a text whose dates are known: an expression for a date is ``DIA+``."""
PUBLICACAO: Final = "\ue001"
"""The same for "data da publicação", where a date should be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataLida:
    """A date found; ``dia`` None when it means no end (31/12/9999), is impossible or ambiguous (``erro`` says)."""

    inicio: int
    fim: int
    dia: date | None = None
    sem_fim: bool = False
    erro: str | None = None


def datas(chave: str) -> list[DataLida]:
    """Return every date of a text, in order."""
    return [_ler(achado) for achado in _DATA.finditer(chave)]


def _ler(achado: re.Match[str]) -> DataLida:
    dia, mes = achado["d"] or achado["dn"], achado["mn"] or str(NUMERO_DO_MES[achado["mes"]])
    ano = achado["a"] or achado["an"]
    inicio, fim = achado.span()
    if (int(dia), int(mes), ano) == (31, 12, "9999"):
        return DataLida(inicio=inicio, fim=fim, sem_fim=True)
    try:
        return DataLida(inicio=inicio, fim=fim, dia=ler_data(f"{dia}/{mes}/{ano}"))
    except ErroDominio as erro:
        return DataLida(inicio=inicio, fim=fim, erro=str(erro))


def marcar(chave: str, achadas: Sequence[DataLida]) -> str:
    """Return the text with dates written as ``DIA`` and "data da publicação" as ``PUBLICACAO``, of the same length."""
    partes: list[str] = []
    fim = 0
    for achada in achadas:
        partes += [chave[fim : achada.inicio], DIA * (achada.fim - achada.inicio)]
        fim = achada.fim
    partes.append(chave[fim:])
    return _PUBLICACAO.sub(lambda achado: PUBLICACAO * len(achado[0]), "".join(partes))
