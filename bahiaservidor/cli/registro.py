"""Opening the registry for one command."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from .. import caminhos
from ..estatuto.erros import ErroDominio
from . import saida

if TYPE_CHECKING:
    from ..servicos.contexto import Contexto


class ErroDeEntrada(ErroDominio):
    """The registry named cannot be opened or read."""


def caminho_do_banco(opcoes: argparse.Namespace) -> Path:
    """Return the registry asked for, or the user's own."""
    escolhido: Path | None = opcoes.banco
    return escolhido or caminhos.banco_padrao()


def _falta(caminho: Path) -> bool:
    try:
        return not caminho.exists()
    except OSError:
        return False  # a name that no file can have: opening it says so


@contextmanager
def aberto(opcoes: argparse.Namespace, *, criar: bool = False) -> Iterator[Contexto]:
    """Give the context of the registry asked for and close it in the end.

    Raises ErroDeEntrada when it cannot be opened; without ``criar`` a registry that is not there is not made, because
    a name typed wrongly would otherwise answer as an empty registry.
    """
    from ..montagem import desmontar, montar

    caminho = caminho_do_banco(opcoes)
    if not criar and _falta(caminho):
        raise ErroDeEntrada(
            f"O registro “{caminho}” não existe. Nada foi criado; confira o nome, abra o programa para criá-lo ou use "
            "o comando demo."
        )
    try:
        ctx = montar(caminho)
    except ErroDominio as erro:
        raise ErroDeEntrada(erro.mensagem, dispositivo=erro.dispositivo) from erro
    try:
        if relogio := aviso_do_relogio(ctx):
            saida.avisar(relogio)
        yield ctx
        # `verificar` says by itself whose it is.
        if opcoes.comando != "verificar" and (apartadas := aviso_da_quarentena(ctx)):
            saida.avisar(apartadas)
    finally:
        desmontar(ctx)


def aviso_do_relogio(ctx: Contexto) -> str:
    """Return what to tell who works with a clock before the last operation's day; empty when it is right."""
    from ..servicos import relogio_atrasado

    return relogio_atrasado.aviso_do_relogio(ctx, hoje=ctx.relogio.hoje())


def aviso_da_quarentena(ctx: Contexto) -> str:
    """Return how many people are out of what was listed or counted; empty for nobody."""
    from ..servicos import quarentena

    quantas = quarentena.quantas(ctx)
    if not quantas:
        return ""
    return (
        f"{quantas} {'pessoa' if quantas == 1 else 'pessoas'} em quarentena, fora das contas: há no livro entrada que "
        "não pode ser lida. Use o comando verificar para saber de quem é."
    )
