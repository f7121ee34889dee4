"""Canonical text of an act's content: sorted keys, NFC, ISO dates.

The book stores this text and hashes it, so one content has exactly one text; reading is strict because a field that
is silently ignored today is evidence lost tomorrow.
"""

from __future__ import annotations

import dataclasses
import json
import types
import typing
import unicodedata
from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import date, time
from enum import Enum
from functools import cache, lru_cache
from typing import Any, Final

from .erros import ErroConteudo

MAIOR_INTEIRO: Final = 2**53 - 1
"""Largest whole number of a content: what JSON and every database read back exactly."""


def simples(valor: Any) -> Any:
    """Return ``valor`` as JSON values (dates as ISO text, enums by value, dataclasses as dictionaries)."""
    classe = type(valor)
    # The commonest first, by their very class: an enum is a text too.
    if classe is str:
        return valor if valor.isascii() else unicodedata.normalize("NFC", valor)
    if valor is None or classe is bool or classe is int:
        return valor
    if classe is date:
        return valor.isoformat()
    if isinstance(valor, Enum):
        return valor.value
    if valor is None or isinstance(valor, bool | int):
        return valor
    if isinstance(valor, str):
        return unicodedata.normalize("NFC", valor)
    if isinstance(valor, date | time):
        return valor.isoformat()
    if isinstance(valor, tuple | list):
        return [simples(item) for item in valor]
    if isinstance(valor, Mapping):
        return {str(chave): simples(item) for chave, item in valor.items()}
    if dataclasses.is_dataclass(valor) and not isinstance(valor, type):
        return {nome: simples(getattr(valor, nome)) for nome in nomes_dos_campos(typing.cast(Hashable, type(valor)))}
    raise TypeError(f"no canonical form for {type(valor).__name__}")


def texto_canonico(valor: Any) -> str:
    """Return the one text that stands for ``valor`` in the book: that of `simples`, with sorted keys, at once."""
    classe = type(valor)
    if classe is str:
        return aspas(valor if valor.isascii() else unicodedata.normalize("NFC", valor))
    if valor is None:
        return "null"
    if classe is bool:
        return "true" if valor else "false"
    if classe is int:
        return str(valor)
    if classe is date:
        return f'"{valor.isoformat()}"'
    if isinstance(valor, Enum):
        return texto_canonico(valor.value)
    if classe is tuple or classe is list:
        return f"[{','.join(map(texto_canonico, valor))}]"
    if classe is dict and all(map(_TEXTO, map(type, valor))):
        return _objeto([(_rotulo(nome), valor[nome]) for nome in sorted(valor)])
    if _nomes_em_ordem(typing.cast(Hashable, classe)):
        return texto_com(valor, {})
    return em_texto(simples(valor))


def texto_com(registro: Any, trocas: Mapping[str, Any]) -> str:
    """Return the text of a dataclass with other values in the place of some of its fields."""
    classe: Any = type(registro)
    if trocas:
        return _objeto(
            [(r, trocas[nome] if nome in trocas else getattr(registro, nome)) for nome, r in _nomes_em_ordem(classe)]
        )
    return _objeto([(rotulo, getattr(registro, nome)) for nome, rotulo in _nomes_em_ordem(classe)])


def _objeto(campos: Iterable[tuple[str, Any]]) -> str:
    """Return the text of an object, given what goes before each value and the value, in order."""
    partes = []
    for texto, valor in campos:
        # Most fields are empty, flags, numbers, days or plain text: no call for these.
        if valor is None:
            partes.append(texto + "null")
        elif valor is True or valor is False:
            partes.append(texto + ("true" if valor else "false"))
        elif type(valor) is int:
            partes.append(f"{texto}{valor}")
        elif type(valor) is str and valor.isascii():
            partes.append(texto + aspas(valor))
        elif type(valor) is date:
            partes.append(f'{texto}"{valor.isoformat()}"')
        else:
            partes.append(texto + texto_canonico(valor))
    return f"{{{','.join(partes)}}}"


em_texto: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
"""The text of JSON values: sorted keys, nothing between.  Making the encoder costs as much as using it."""

aspas: Final[Callable[[str], str]] = json.encoder.encode_basestring
"""A text as JSON writes it."""

_TEXTO: Final = {str}.__contains__


@lru_cache(maxsize=1024)
def _rotulo(nome: str) -> str:
    return f"{aspas(nome)}:"


@cache
def _nomes_em_ordem(classe: Hashable) -> tuple[tuple[str, str], ...]:
    """Return the fields of a dataclass as its text has them, each with what goes before the value; none of others."""
    if not dataclasses.is_dataclass(classe):
        return ()
    return tuple((nome, f"{aspas(nome)}:") for nome in sorted(nomes_dos_campos(classe)))


@cache
def nomes_dos_campos(classe: Hashable) -> tuple[str, ...]:
    """Return the names of a dataclass's fields, in order of definition."""
    return tuple(campo.name for campo in dataclasses.fields(typing.cast(type[Any], classe)))


@cache
def tipos_dos_campos(classe: Hashable) -> dict[str, Any]:
    """Return the resolved types of a dataclass's fields."""
    return typing.get_type_hints(typing.cast(type[Any], classe))


def ler(classe: type[Any], dados: Mapping[str, Any], *, caminho: str = "") -> Any:
    """Build ``classe`` from JSON values.

    Raises ``ErroConteudo`` naming the path of the first field that is unknown, missing or of the wrong kind.
    """
    leitores = _leitores(typing.cast(Hashable, classe))
    if type(dados) is not dict and not isinstance(dados, Mapping):
        raise ErroConteudo(f"“{caminho}” deve ser um objeto.", campo=caminho)
    prefixo = f"{caminho}." if caminho else ""
    if leitores.keys() >= dados.keys() and dados.keys() >= _obrigatorios(typing.cast(Hashable, classe)):
        try:
            diretos = _diretos(typing.cast(Hashable, classe))
            return classe(
                **{
                    nome: valor if type(valor) in diretos[nome] else leitores[nome][0](valor, prefixo + nome)
                    for nome, valor in dados.items()
                }
            )
        except ErroConteudo:
            pass  # read again below, in the order of the fields, for the first of them to be named
    for nome in dados:
        if nome not in leitores:
            raise ErroConteudo(f"O campo “{prefixo}{nome}” não existe.", campo=f"{prefixo}{nome}")
    argumentos: dict[str, Any] = {}
    for nome, (leitor, obrigatorio) in leitores.items():
        if nome in dados:
            argumentos[nome] = leitor(dados[nome], prefixo + nome)
        elif obrigatorio:
            raise ErroConteudo(f"Falta o campo “{prefixo}{nome}”.", campo=prefixo + nome)
    return classe(**argumentos)


def ler_gravado(classe: type[Any], dados: Mapping[str, Any]) -> Any:
    """Build ``classe`` from the JSON values of an entry of the book, which were checked when it was written.

    The same as `ler` for what `simples` gives, without asking again of each value whether it is of its kind; what does
    not fit is given to `ler`, which says why.
    """
    argumentos = dict(dados)
    try:
        for nome, converter in _conversoes(typing.cast(Hashable, classe)):
            valor = argumentos.get(nome)
            if valor is not None:
                argumentos[nome] = converter(valor)
        return classe(**argumentos)
    except (KeyError, TypeError, ValueError):
        return ler(classe, dados)


@cache
def _conversoes(classe: Hashable) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    """Return what turns the JSON value of a field into the field's, for those where they are not the same."""
    tipos = tipos_dos_campos(classe)
    todas = ((nome, _conversao(tipos[nome], nome)) for nome in nomes_dos_campos(classe))
    return tuple((nome, converter) for nome, converter in todas if converter is not None)


def _conversao(tipo: Any, nome: str) -> Callable[[Any], Any] | None:
    if typing.get_origin(tipo) in (typing.Union, types.UnionType):
        (tipo,) = (parte for parte in typing.get_args(tipo) if parte is not type(None))
    if tipo in (bool, int, str):
        return None
    if tipo is date:
        return date.fromisoformat
    if isinstance(tipo, type) and issubclass(tipo, Enum):
        return {membro.value: membro for membro in tipo}.__getitem__
    leitor = _leitor(tipo)
    return lambda valor: leitor(valor, nome)


def problemas(classe: type[Any], dados: Mapping[str, Any]) -> list[ErroConteudo]:
    """Return every field of ``dados`` that ``ler`` would refuse, in order: what a form marks at once."""
    leitores = _leitores(typing.cast(Hashable, classe))
    erros = [ErroConteudo(f"O campo “{nome}” não existe.", campo=nome) for nome in dados if nome not in leitores]
    for nome, (leitor, obrigatorio) in leitores.items():
        if nome not in dados:
            if obrigatorio:
                erros.append(ErroConteudo(f"Falta o campo “{nome}”.", campo=nome))
            continue
        try:
            leitor(dados[nome], nome)
        except ErroConteudo as erro:
            erros.append(erro)
    return erros


Leitor = Callable[[Any, str], Any]


@cache
def _obrigatorios(classe: Hashable) -> frozenset[str]:
    return frozenset(nome for nome, (_, obrigatorio) in _leitores(classe).items() if obrigatorio)


@cache
def _leitores(classe: Hashable) -> dict[str, tuple[Leitor, bool]]:
    tipos = tipos_dos_campos(classe)
    resultado: dict[str, tuple[Leitor, bool]] = {}
    for campo in dataclasses.fields(typing.cast(type[Any], classe)):
        obrigatorio = campo.default is dataclasses.MISSING and campo.default_factory is dataclasses.MISSING
        resultado[campo.name] = (_leitor(tipos[campo.name]), obrigatorio)
    return resultado


@cache
def _diretos(classe: Hashable) -> dict[str, tuple[type, ...]]:
    """Return, for each field, the classes whose values it takes as they are, with nothing to check."""
    return {nome: _classes_diretas(tipo) for nome, tipo in tipos_dos_campos(classe).items()}


def _classes_diretas(tipo: Any) -> tuple[type, ...]:
    if typing.get_origin(tipo) in (typing.Union, types.UnionType):
        return tuple(classe for parte in typing.get_args(tipo) for classe in _classes_diretas(parte))
    direta = tipo in (bool, date, types.NoneType) or (isinstance(tipo, type) and issubclass(tipo, Enum))
    return (tipo,) if direta else ()


def _leitor(tipo: Any) -> Leitor:
    origem = typing.get_origin(tipo)
    if origem in (typing.Union, types.UnionType):
        internos = [parte for parte in typing.get_args(tipo) if parte is not type(None)]
        if len(internos) != 1:
            raise TypeError(f"unsupported union {tipo}")
        interno = _leitor(internos[0])
        return lambda valor, caminho: None if valor is None else interno(valor, caminho)
    if origem is tuple:
        item = _leitor(typing.get_args(tipo)[0])
        return lambda valor, caminho: _lista(valor, caminho, item)
    if dataclasses.is_dataclass(tipo):
        classe = typing.cast(type[Any], tipo)
        return lambda valor, caminho: ler(classe, valor, caminho=caminho)
    if isinstance(tipo, type) and issubclass(tipo, Enum):
        return lambda valor, caminho: _enum(tipo, valor, caminho)
    simples_: dict[Any, Leitor] = {bool: _booleano, int: _inteiro, str: _texto, date: _data, time: _hora}
    return simples_[tipo]


def _lista(valor: Any, caminho: str, item: Leitor) -> tuple[Any, ...]:
    if not isinstance(valor, list | tuple):
        raise ErroConteudo(f"“{caminho}” deve ser uma lista.", campo=caminho)
    return tuple(item(elemento, f"{caminho}[{i}]") for i, elemento in enumerate(valor))


def _enum(tipo: type[Enum], valor: Any, caminho: str) -> Enum:
    if isinstance(valor, tipo):
        return valor
    try:
        return tipo(valor)
    except ValueError:
        aceitos = ", ".join(str(membro.value) for membro in tipo)
        raise ErroConteudo(f"“{caminho}” deve ser um destes valores: {aceitos}.", campo=caminho) from None


def _booleano(valor: Any, caminho: str) -> bool:
    if not isinstance(valor, bool):
        raise ErroConteudo(f"“{caminho}” deve ser verdadeiro ou falso.", campo=caminho)
    return valor


def _inteiro(valor: Any, caminho: str) -> int:
    if isinstance(valor, bool) or not isinstance(valor, int):
        raise ErroConteudo(f"“{caminho}” deve ser um número inteiro.", campo=caminho)
    if abs(valor) > MAIOR_INTEIRO:
        raise ErroConteudo(f"“{caminho}” é um número grande demais.", campo=caminho)
    return valor


def _texto(valor: Any, caminho: str) -> str:
    if not isinstance(valor, str):
        raise ErroConteudo(f"“{caminho}” deve ser um texto.", campo=caminho)
    if valor.isascii():
        return valor
    if any("\ud800" <= letra <= "\udfff" for letra in valor):
        raise ErroConteudo(f"“{caminho}” tem um sinal que não é letra de alfabeto nenhum.", campo=caminho)
    return unicodedata.normalize("NFC", valor)


def _data(valor: Any, caminho: str) -> date:
    if isinstance(valor, date):
        return valor
    if isinstance(valor, str) and len(valor) == 10:
        try:
            return date.fromisoformat(valor)
        except ValueError:
            pass
    raise ErroConteudo(f"“{caminho}” deve ser uma data existente, no formato aaaa-mm-dd.", campo=caminho)


def _hora(valor: Any, caminho: str) -> time:
    if isinstance(valor, time):
        return valor
    try:
        return time.fromisoformat(valor)
    except (TypeError, ValueError):
        raise ErroConteudo(f"“{caminho}” deve ser uma hora, no formato hh:mm.", campo=caminho) from None
