"""Readers of cells, one for each kind of value.  ErroDominio says what is wrong with the cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from typing import Any, Final

from rapidfuzz import fuzz, process

from ..estatuto.erros import ErroDominio
from ..estatuto.formatos import cpf as cpf_
from ..estatuto.formatos import matricula as matricula_
from ..estatuto.formatos import pis as pis_
from ..estatuto.formatos import titulo_eleitor
from ..estatuto.formatos.datas import ler_data, ler_data_fim
from ..estatuto.formatos.nomes import chave_busca, normalizar
from .importacao_linha import Valor, como_texto

MAIOR_TEXTO: Final = 4_000
"""Characters of a text: longer ones are a mistake of the file."""

_INTEIRO: Final = re.compile(r"-?\d{1,3}(?:\.\d{3})+|-?\d{1,12}")
_SIM: Final = frozenset({"sim", "s", "x", "1", "verdadeiro", "true"})
_NAO: Final = frozenset({"nao", "n", "0", "falso", "false"})


def texto(valor: Valor) -> str:
    """Return the text of a cell, with single spaces."""
    limpo = normalizar(como_texto(valor))
    if len(limpo) > MAIOR_TEXTO:
        raise ErroDominio(f"O texto tem {len(limpo)} caracteres; aceitam-se até {MAIOR_TEXTO}.")
    return limpo


def nome(valor: Valor) -> str:
    """Return a name of a person: letters, at least two words or one long enough to be one."""
    limpo = texto(valor)
    if limpo and (any(c.isdigit() for c in limpo) or len(chave_busca(limpo)) < 2):
        raise ErroDominio(f"“{limpo}” não é um nome de pessoa; confira a coluna.")
    return limpo


def data(valor: Valor) -> date | None:
    """Return the date of a cell, read as dd/mm/aaaa; a number is no date until its column says so."""
    if isinstance(valor, date):
        return ler_data(f"{valor:%d/%m/%Y}")
    return ler_data(como_texto(valor)) if como_texto(valor) else None


def data_fim(valor: Valor) -> date | None:
    """Return the date on which something ends, None for no end (31/12/9999)."""
    if isinstance(valor, date):
        return ler_data_fim(f"{valor.day:02}/{valor.month:02}/{valor.year:04}")
    return ler_data_fim(como_texto(valor))


def _numero(valor: Valor, digitos: int) -> str:
    """Return the digits of a cell; a number of the spreadsheet lost its leading zeros, which are put back."""
    if isinstance(valor, int | float) and not isinstance(valor, bool):
        return como_texto(valor).zfill(digitos)
    return como_texto(valor)


def cpf(valor: Valor) -> str:
    """Return the 11 digits of a CPF."""
    return cpf_.validar(_numero(valor, 11))


def pis(valor: Valor) -> str:
    """Return the 11 digits of a PIS/PASEP."""
    return pis_.validar(_numero(valor, 11))


def matricula(valor: Valor) -> str:
    """Return the 8 digits of a matrícula."""
    return matricula_.validar(_numero(valor, 8))


def titulo(valor: Valor) -> str:
    """Return the 12 digits of a título de eleitor."""
    return titulo_eleitor.validar(_numero(valor, 12))


def inteiro(valor: Valor) -> int:
    """Return the whole number of a cell."""
    if isinstance(valor, int) and not isinstance(valor, bool):
        return valor
    escrito = como_texto(valor)
    if _INTEIRO.fullmatch(escrito) is None:
        raise ErroDominio(f"“{escrito}” não é um número inteiro.")
    return int(escrito.replace(".", ""))


def sim_nao(valor: Valor) -> bool:
    """Return whether a cell says yes."""
    if isinstance(valor, bool):
        return valor
    chave = chave_busca(como_texto(valor))
    if chave not in _SIM | _NAO:
        raise ErroDominio(f"“{como_texto(valor)}” não é sim nem não.")
    return chave in _SIM


def sexo(valor: Valor) -> str:
    """Return F or M."""
    inicial = chave_busca(como_texto(valor))
    if inicial not in ("f", "m", "feminino", "masculino"):
        raise ErroDominio(f"O sexo “{como_texto(valor)}” não é F nem M.")
    return inicial[0].upper()


def uf(valor: Valor) -> str:
    """Return the two letters of a State."""
    sigla = texto(valor).upper()
    if sigla not in _UFS:
        raise ErroDominio(f"“{sigla}” não é a sigla de um Estado.")
    return sigla


_UFS: Final = frozenset(
    [
        "AC",
        "AL",
        "AM",
        "AP",
        "BA",
        "CE",
        "DF",
        "ES",
        "GO",
        "MA",
        "MG",
        "MS",
        "MT",
        "PA",
        "PB",
        "PE",
        "PI",
        "PR",
        "RJ",
        "RN",
        "RO",
        "RR",
        "RS",
        "SC",
        "SE",
        "SP",
        "TO",
    ]
)


def escolha(vocabulario: type[Enum], sinonimos: Mapping[str, Enum] | None = None) -> Callable[[Valor], Any]:
    """Return the reader of one of the words of a vocabulary, by its label or its key, as anybody writes it."""
    por_chave = {chave_busca(str(membro.value)): membro for membro in vocabulario}
    por_chave |= {chave_busca(str(getattr(membro, "rotulo", membro.name))): membro for membro in vocabulario}
    por_chave |= {chave_busca(nome): membro for nome, membro in (sinonimos or {}).items()}
    rotulos = [str(getattr(membro, "rotulo", membro.value)) for membro in vocabulario]

    def ler(valor: Valor) -> Any:
        escrito = como_texto(valor)
        achado = por_chave.get(chave_busca(escrito))
        if achado is None:
            quais = ", ".join(rotulos[:8]) + (" e outros" if len(rotulos) > 8 else "")
            raise ErroDominio(f"“{escrito}” não é uma das opções.{quis_dizer(escrito, rotulos)} São: {quais}.")
        return achado

    return ler


def quis_dizer(escrito: str, nomes: list[str] | tuple[str, ...], *, quantos: int = 2) -> str:
    """Return the question whether something near was meant, or nothing when nothing is near."""
    achados = process.extract(
        chave_busca(escrito), {n: chave_busca(n) for n in nomes}, scorer=fuzz.WRatio, score_cutoff=80, limit=quantos
    )
    perto = [f"“{nome}”" for _, _, nome in achados]
    return f" Você quis dizer {' ou '.join(perto)}?" if perto else ""
