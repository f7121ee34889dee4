"""What each act cites and which rules it enforces: read from the code of its definition, so nothing is said twice.

The constants that a requirement names are in its compiled code, even where the source is not shipped.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from types import CodeType, FunctionType
from typing import Any, Final

from . import dispositivos
from .atos.base import DefinicaoAto
from .citacoes import encontrar
from .regras_indice import REGRAS

_CONSTANTES: Final = {
    nome: valor for nome, valor in vars(dispositivos).items()
    if nome.isupper() and isinstance(valor, str) and nome != "ESTATUTO"
}  # fmt: skip
_ID: Final = re.compile(r"0|[A-Z]\d{1,2}")
_PACOTE: Final = f"{__name__.rpartition('.')[0]}.atos"


@dataclass(frozen=True, slots=True, kw_only=True)
class Uso:
    """What an act rests on: its own citations, those of its fields with their labels, those of its requirements."""

    proprias: frozenset[str]
    campos: tuple[tuple[str, str], ...]
    requisitos: frozenset[str]
    regras: frozenset[str]

    @property
    def citacoes(self) -> frozenset[str]:
        """Every citation, whatever for."""
        return self.proprias | self.requisitos | {citacao for _, citacao in self.campos}


@cache
def uso(definicao: DefinicaoAto) -> Uso:
    """Return what a definition cites and enforces."""
    nomes: set[str] = set()
    regras: set[str] = set()
    for funcao in (definicao.admite, definicao.requisitos, definicao.efeitos):
        _ler(funcao, nomes, regras, set())
    proprias: set[str] = {definicao.dispositivo}
    if definicao.dispositivo_por is not None:
        _ler(definicao.dispositivo_por, proprias, set(), set())
    campos = tuple(
        (str(campo.metadata.get("rotulo", campo.name)), str(campo.metadata["dispositivo"]))
        for campo in dataclasses.fields(definicao.conteudo)
        if campo.metadata.get("dispositivo")
    )
    return Uso(
        proprias=frozenset(filter(None, proprias)), campos=campos, requisitos=frozenset(nomes), regras=frozenset(regras)
    )


def _ler(funcao: Callable[..., Any], citacoes: set[str], regras: set[str], vistas: set[int]) -> None:
    if isinstance(funcao, partial):
        for valor in (*funcao.args, *funcao.keywords.values()):
            _anotar(valor, citacoes, regras)
        funcao = funcao.func
    funcao = getattr(funcao, "__func__", funcao)
    if not isinstance(funcao, FunctionType) or id(funcao) in vistas or not funcao.__module__.startswith(_PACOTE):
        return
    vistas.add(id(funcao))
    for celula in funcao.__closure__ or ():
        _seguir(celula.cell_contents, citacoes, regras, vistas)
    for codigo in _codigos(funcao.__code__):
        for constante in codigo.co_consts:
            _anotar(constante, citacoes, regras)
        for nome in codigo.co_names:
            if nome in _CONSTANTES:
                citacoes.add(_CONSTANTES[nome])
            _seguir(funcao.__globals__.get(nome), citacoes, regras, vistas)


def _seguir(valor: Any, citacoes: set[str], regras: set[str], vistas: set[int]) -> None:
    if callable(valor):
        _ler(valor, citacoes, regras, vistas)
    else:
        _anotar(valor, citacoes, regras)


def _codigos(codigo: CodeType) -> Iterator[CodeType]:
    yield codigo
    for constante in codigo.co_consts:
        if isinstance(constante, CodeType):
            yield from _codigos(constante)


def _anotar(valor: Any, citacoes: set[str], regras: set[str]) -> None:
    if isinstance(valor, str):
        if _ID.fullmatch(valor) and valor in REGRAS:
            regras.add(valor)
        elif valor.startswith(("art", "CF", "LC ", "LRF", "Lei ", "Decreto ")) and valor in encontrar(valor):
            citacoes.add(valor)
    elif isinstance(valor, tuple | frozenset):
        for um in valor:
            _anotar(um, citacoes, regras)
