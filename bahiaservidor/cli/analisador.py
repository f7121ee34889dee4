"""argparse in Portuguese, its own words included, with errors of one sentence."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, NoReturn

from ..estatuto.formatos.datas import DataInvalida, ler_data

_TRADUCOES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(padrao, re.DOTALL), modelo)
    for padrao, modelo in (
        (r"argument (.+?): expected (?:one|at least one|\d+) arguments?", "A opção {0} pede um valor."),
        (r"argument (.+?): ignored explicit argument .*", "A opção {0} não recebe valor."),
        (r"argument COMANDO: invalid choice: '?(.*?)'? \(choose from .*\)", "O comando “{0}” não existe."),
        (r"argument (.+?): invalid choice: '?(.*?)'? \(choose from (.*)\)", "“{1}” não serve para {0}; use {2}."),
        (r"argument (.+?): invalid \w+ value: '?(.*?)'?", "“{1}” não serve para {0}."),
        (r"argument (.+?): (.*)", "{0}: {1}"),
        (r"the following arguments are required: (.*)", "Falta informar {0}."),
        (r"unrecognized arguments: (.*)", "Não existe nesse comando: {0}."),
    )
)
"""What argparse says in English, and how we say it; the last two forms of an argument's error are ours already."""


class ErroDeUso(Exception):
    """The command line cannot be understood; the text is one sentence, and ``programa`` whose help explains it."""

    def __init__(self, mensagem: str, programa: str) -> None:
        super().__init__(mensagem)
        self.programa = programa


class _Formato(argparse.RawDescriptionHelpFormatter):
    """Help with our word for usage."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "uso: " if prefix is None else prefix)


class Analisador(argparse.ArgumentParser):
    """A parser with groups named in Portuguese that raises ErroDeUso instead of printing and leaving."""

    def __init__(self, *, epilogo: Callable[[], str] | None = None, **argumentos: Any) -> None:
        self._epilogo = epilogo
        argumentos |= {"formatter_class": _Formato, "add_help": False, "allow_abbrev": False}
        super().__init__(**argumentos)
        self.argumentos = self.add_argument_group("argumentos")
        self.opcoes = self.add_argument_group("opções")
        self.opcoes.add_argument("-h", "--help", "--ajuda", action="help", help="mostra esta ajuda e termina")

    def format_help(self) -> str:
        """Return the help; its last part is written only now, when somebody reads it."""
        if self._epilogo is not None:
            self.epilog = self._epilogo()
        return super().format_help()

    def error(self, message: str) -> NoReturn:
        """Raise ErroDeUso with the message in Portuguese."""
        raise ErroDeUso(traduzir(message), self.prog)


def traduzir(mensagem: str) -> str:
    """Return a message of argparse in Portuguese."""
    for padrao, modelo in _TRADUCOES:
        if achado := padrao.fullmatch(mensagem):
            # Newer versions of argparse write the choices bare, older ones as Python does.
            return modelo.format(*(str(parte).replace("'", "") for parte in achado.groups()))
    return f"A linha de comando não foi entendida: {mensagem}."


# ---------------------------------------------------------------- kinds of values


def data_(texto: str) -> date:
    """Read a date as dd/mm/aaaa or aaaa-mm-dd."""
    try:
        return ler_data(texto)
    except DataInvalida as erro:
        raise argparse.ArgumentTypeError(erro.mensagem) from erro


def inteiro(minimo: int, maximo: int) -> Any:
    """Return a reader of a whole number within bounds, both included."""

    def ler(texto: str) -> int:
        try:
            numero = int(texto)
        except ValueError:
            numero = minimo - 1
        if not minimo <= numero <= maximo:
            raise argparse.ArgumentTypeError(f"“{texto}” não é um número inteiro de {minimo} a {maximo}.")
        return numero

    return ler


def lista_de(valores: Iterable[str]) -> Any:
    """Return a reader of one or more of the values, separated by commas."""
    aceitos = tuple(valores)

    def ler(texto: str) -> tuple[str, ...]:
        partes = tuple(parte.strip() for parte in texto.split(",") if parte.strip())
        for parte in partes:
            if parte not in aceitos:
                raise argparse.ArgumentTypeError(f"“{parte}” não existe; use {', '.join(aceitos)}.")
        if not partes:
            raise argparse.ArgumentTypeError(f"falta o valor; use {', '.join(aceitos)}.")
        return partes

    return ler
