"""Opening the registry for one command."""

from __future__ import annotations

import argparse
import getpass
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from .. import caminhos
from ..estatuto.erros import ErroDominio
from . import saida
from .entrada import entrar
from .erros import ErroDeEntrada as ErroDeEntrada

if TYPE_CHECKING:
    from ..servicos.contexto import Contexto


SENHA_DE_QUEM_CONFIRMA: Final = "BAHIASERVIDOR_SENHA_CONFIRMA"
CODIGO_DE_QUEM_CONFIRMA: Final = "BAHIASERVIDOR_CODIGO_CONFIRMA"
"""Where the password and the code of the second person are looked for before they are asked."""


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
        try:
            ctx = montar(caminho)
        except ErroDominio as erro:
            from ..servicos import cifragem
            from .chave import abrir_com_senha

            if not isinstance(erro, cifragem.RegistroCifrado):
                raise
            abrir_com_senha(caminho, erro)
            ctx = montar(caminho)
        if getattr(opcoes, "assumir", False):
            ctx = _assumir(ctx)
    except ErroDominio as erro:
        raise ErroDeEntrada(erro.mensagem, dispositivo=erro.dispositivo) from erro
    try:
        _dizer_o_lugar(ctx)
        entrar(ctx, opcoes)
        if relogio := aviso_do_relogio(ctx):
            saida.avisar(relogio)
        with _confirmado(ctx, getattr(opcoes, "confirma", "")):
            yield ctx
        # After another registry is put in its place there is nothing left to ask of this one.
        # `verificar` says by itself whose it is.
        calado = getattr(opcoes, "trocado", False) or opcoes.comando == "verificar"
        if not calado and (apartadas := aviso_da_quarentena(ctx)):
            saida.avisar(apartadas)
    finally:
        _sair(ctx)
        desmontar(ctx)


@contextmanager
def _confirmado(ctx: Contexto, quem: str) -> Iterator[None]:
    """Run the command with the second person named in ``--confirma``, who gives a password where people have one."""
    if not quem:
        yield
        return
    from ..servicos import segunda_pessoa

    if ctx.sessao.com_senha:
        senha = os.environ.get(SENHA_DE_QUEM_CONFIRMA) or getpass.getpass(f"Senha de quem confirma, {quem}: ")
        codigo = os.environ.get(CODIGO_DE_QUEM_CONFIRMA, "")
        confirmante = segunda_pessoa.identificar(ctx, login=quem, senha=senha, codigo=codigo)
    else:
        confirmante = segunda_pessoa.pelo_nome(ctx, quem)
    with segunda_pessoa.confirmada_por(ctx, confirmante):
        yield


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


def _sair(ctx: Contexto) -> None:
    if ctx.sessao.com_senha:
        from ..servicos import entrada_usuarios

        with suppress(ErroDominio):  # what was done is done: that the leaving is not in the trail undoes nothing
            entrada_usuarios.sair(ctx)
