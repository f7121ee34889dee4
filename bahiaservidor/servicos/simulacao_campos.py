"""Readers of JSON values for case files: each gives the value or names the path that is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, Final

from ..estatuto.erros import ErroDominio
from ..estatuto.formatos.datas import PRIMEIRO_ANO, ULTIMO_ANO

Leitor = Callable[[Any, str], Any]
"""Takes a JSON value and its path; returns what the program uses, or raises ErroCaso."""

OBRIGATORIO: Final = object()


class ErroCaso(ErroDominio):
    """The file is not a valid case file; ``caminho`` is the path of the field to correct, empty for the whole file."""

    def __init__(self, caminho: str, problema: str) -> None:
        onde = f"“{caminho}” {problema}" if caminho else problema
        super().__init__(f"O arquivo de casos não é válido: {onde}. Nenhum caso foi simulado.")
        self.caminho = caminho


class CasoDesconhecido(ErroDominio):
    """A case asked for is not in the file."""


@dataclass(frozen=True, slots=True)
class Campo:
    """A field of a JSON object; without ``padrao`` it is mandatory."""

    leitor: Leitor
    padrao: Any = OBRIGATORIO


Campos = Mapping[str, Campo]


def objeto(campos: Campos) -> Leitor:
    """Return a reader of an object with exactly these fields; absent ones get their default."""

    def ler(valor: Any, caminho: str) -> dict[str, Any]:
        bruto = mapa(valor, caminho)
        prefixo = f"{caminho}." if caminho else ""
        for nome in bruto:
            if nome not in campos:
                raise ErroCaso(prefixo + nome, "não existe no formato")
        lido: dict[str, Any] = {}
        for nome, campo in campos.items():
            if nome in bruto:
                lido[nome] = campo.leitor(bruto[nome], prefixo + nome)
            elif campo.padrao is OBRIGATORIO:
                raise ErroCaso(prefixo + nome, "é obrigatório e não foi informado")
            else:
                lido[nome] = campo.padrao
        return lido

    return ler


def so_o_escrito(campos: Campos) -> Leitor:
    """Return a reader of an object in which only mandatory fields are completed: what is absent stays absent."""
    ler_tudo = objeto(campos)

    def ler(valor: Any, caminho: str) -> dict[str, Any]:
        lido: dict[str, Any] = ler_tudo(valor, caminho)
        return {nome: lido[nome] for nome in valor}

    return ler


def mapa(valor: Any, caminho: str) -> dict[str, Any]:
    """Return the JSON object as it is."""
    if not isinstance(valor, dict):
        raise ErroCaso(caminho, "deve ser um objeto")
    return valor


def lista(leitor: Leitor) -> Leitor:
    """Return a reader of a list of what ``leitor`` reads."""

    def ler(valor: Any, caminho: str) -> tuple[Any, ...]:
        if not isinstance(valor, list):
            raise ErroCaso(caminho, "deve ser uma lista")
        return tuple(leitor(item, f"{caminho}[{i}]") for i, item in enumerate(valor))

    return ler


def ou_nulo(leitor: Leitor) -> Leitor:
    """Return a reader that also admits null."""
    return lambda valor, caminho: None if valor is None else leitor(valor, caminho)


def texto(valor: Any, caminho: str) -> str:
    """Read a text that says something."""
    if not isinstance(valor, str) or not valor.strip():
        raise ErroCaso(caminho, "deve ser um texto não vazio")
    return valor


def texto_livre(valor: Any, caminho: str) -> str:
    """Read a text, even empty."""
    if not isinstance(valor, str):
        raise ErroCaso(caminho, "deve ser um texto")
    return valor


def booleano(valor: Any, caminho: str) -> bool:
    """Read true or false."""
    if not isinstance(valor, bool):
        raise ErroCaso(caminho, "deve ser true ou false")
    return valor


def inteiro(minimo: int, maximo: int) -> Leitor:
    """Return a reader of a whole number within bounds, both included."""

    def ler(valor: Any, caminho: str) -> int:
        if isinstance(valor, bool) or not isinstance(valor, int):
            raise ErroCaso(caminho, "deve ser um número inteiro")
        if not minimo <= valor <= maximo:
            raise ErroCaso(caminho, f"deve ser um número de {minimo} a {maximo}")
        return valor

    return ler


def data(valor: Any, caminho: str) -> date:
    """Read an ISO date, aaaa-mm-dd, that exists."""
    lida: date | None = None
    if isinstance(valor, str) and len(valor) == 10 and valor[4] == valor[7] == "-":
        try:
            lida = date.fromisoformat(valor)
        except ValueError:
            lida = None
    if lida is None:
        raise ErroCaso(caminho, "deve ser uma data que exista, no formato aaaa-mm-dd")
    if not PRIMEIRO_ANO <= lida.year <= ULTIMO_ANO:
        raise ErroCaso(caminho, f"deve ser uma data dos anos {PRIMEIRO_ANO} a {ULTIMO_ANO}")
    return lida


def escolha(valores: type[Enum] | tuple[str, ...]) -> Leitor:
    """Return a reader of one of the values: a member of the enum, or the text itself."""
    aceitos = {str(v): v for v in valores} if isinstance(valores, tuple) else {str(v.value): v for v in valores}

    def ler(valor: Any, caminho: str) -> Any:
        if not isinstance(valor, str) or valor not in aceitos:
            raise ErroCaso(caminho, f"deve ser um destes valores: {', '.join(aceitos)}")
        return aceitos[valor]

    return ler
