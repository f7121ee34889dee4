"""Opening the registry for one command."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from .. import caminhos
from ..estatuto.erros import ErroDominio
from .entrada import entrar
from .erros import ErroDeEntrada as ErroDeEntrada

if TYPE_CHECKING:
    from ..servicos.contexto import Contexto


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
        entrar(ctx, opcoes)
        yield ctx
    finally:
        _sair(ctx)
        desmontar(ctx)


def _sair(ctx: Contexto) -> None:
    if ctx.sessao.com_senha:
        from ..servicos import entrada_usuarios

        with suppress(ErroDominio):  # what was done is done: that the leaving is not in the trail undoes nothing
            entrada_usuarios.sair(ctx)
