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


def _dizer_o_lugar(ctx: Contexto) -> None:
    if ctx.banco.somente_leitura:
        from ..servicos import lugar_registro

        if recado := lugar_registro.recado(lugar_registro.situacao(ctx)):
            saida.avisar(recado)


def _assumir(ctx: Contexto) -> Contexto:
    """Open to write a registry that somebody stopped using without closing it, as was asked for."""
    from ..montagem import desmontar, montar
    from ..servicos import lugar_registro

    if not lugar_registro.situacao(ctx).de_outro:
        return ctx
    try:
        caminho = lugar_registro.assumir(ctx, ao_esperar=saida.avisar)
    finally:
        desmontar(ctx)
    novo = montar(caminho)
    lugar_registro.anotar_que_assumiu(novo)
    return novo


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
        if getattr(opcoes, "assumir", False):
            ctx = _assumir(ctx)
    except ErroDominio as erro:
        raise ErroDeEntrada(erro.mensagem, dispositivo=erro.dispositivo) from erro
    try:
        _dizer_o_lugar(ctx)
        yield ctx
    finally:
        desmontar(ctx)
