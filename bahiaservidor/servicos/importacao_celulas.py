"""Readers of cells that imports add to those of ``intercambio.celulas``: words with synonyms, and near misses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any, Final

from rapidfuzz import fuzz, process

from ..estatuto.erros import ErroDominio
from ..estatuto.formatos.nomes import chave_busca, normalizar
from ..intercambio import celulas
from ..intercambio.celulas import cpf, data, matricula, nome, pis, titulo
from .importacao_linha import Valor, como_texto

__all__ = [
    "Escolha",
    "colocacao",
    "cpf",
    "data",
    "inteiro",
    "matricula",
    "nome",
    "pis",
    "quantidade",
    "quis_dizer",
    "sexo",
    "sim_nao",
    "texto",
    "titulo",
    "uf",
]

sim_nao = celulas.sim_ou_nao

_UFS: Final = (
    "AC", "AL", "AM", "AP", "BA", "CE", "DF", "ES", "GO", "MA", "MG", "MS", "MT", "PA", "PB", "PE", "PI", "PR", "RJ",
    "RN", "RO", "RR", "RS", "SC", "SE", "SP", "TO",
)  # fmt: skip
_MOSTRADAS: Final = 8


def inteiro(valor: Valor) -> int:
    """Return the whole number of a cell, from zero on."""
    return celulas.inteiro(valor)


def colocacao(valor: Valor) -> int:
    """Return the place in a list, which an edital writes as 1º or 1."""
    escrita = como_texto(valor)
    return celulas.inteiro(escrita.rstrip(" ºª°.") if escrita.endswith(("º", "ª", "°")) else valor, minimo=1)


def quantidade(valor: Valor) -> int:
    """Return the whole number of a cell, which may be negative: posts taken away."""
    return celulas.inteiro(valor, minimo=-1_000_000, maximo=1_000_000)


def texto(valor: Valor) -> str:
    """Return the text of a cell in one line, with single spaces."""
    return normalizar(celulas.texto(valor))


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


class Escolha:
    """Reads one of the words of a vocabulary, by its label or its key, or by other words that mean the same."""

    def __init__(self, vocabulario: type[Enum], sinonimos: Mapping[str, Enum] | None = None) -> None:
        self.rotulos = tuple(str(getattr(membro, "rotulo", membro.value)) for membro in vocabulario)
        self._por_chave = {chave_busca(outro): membro for outro, membro in (sinonimos or {}).items()}
        self._por_chave |= {_chave(str(membro.value)): membro for membro in vocabulario}
        self._por_chave |= {_chave(rotulo): m for rotulo, m in zip(self.rotulos, vocabulario, strict=True)}

    def __call__(self, valor: Valor) -> Any:
        """Return the member of a cell.  ErroDominio, with what is near, when there is none."""
        escrito = como_texto(valor)
        achado = self._por_chave.get(_chave(escrito))
        if achado is None:
            quais = ", ".join(self.rotulos[:_MOSTRADAS]) + (" e outros" if len(self.rotulos) > _MOSTRADAS else "")
            raise ErroDominio(f"“{escrito}” não é uma das opções.{quis_dizer(escrito, self.rotulos)} São: {quais}.")
        return achado


def _chave(escrito: str) -> str:
    return chave_busca(escrito.replace("_", " "))


def quis_dizer(escrito: str, nomes: Sequence[str], *, quantos: int = 2) -> str:
    """Return the question whether something near was meant, or nothing when nothing is near."""
    achados = process.extract(
        chave_busca(escrito), {n: chave_busca(n) for n in nomes}, scorer=fuzz.WRatio, score_cutoff=80, limit=quantos
    )
    perto = [f"“{nome}”" for _, _, nome in achados]
    return f" Você quis dizer {' ou '.join(perto)}?" if perto else ""
