"""Entering from the command line: the user by an option, the password asked for or in a variable, never an argument."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from typing import TYPE_CHECKING, Any, Final

from ..servicos.permissoes import NINGUEM
from . import saida
from .erros import ErroDeEntrada

if TYPE_CHECKING:
    from ..servicos.contexto import Contexto

SENHA: Final = "BAHIASERVIDOR_SENHA"
CODIGO: Final = "BAHIASERVIDOR_CODIGO"
SENHA_NOVA: Final = "BAHIASERVIDOR_SENHA_NOVA"


def declarar(alvo: Any, **padrao: Any) -> None:
    """Add the option to a group of options."""
    alvo.add_argument(
        "--usuario", metavar="NOME", help="quem entra, num registro de vários usuários (a senha é pedida)", **padrao
    )


def entrar(ctx: Contexto, opcoes: argparse.Namespace) -> None:
    """Enter, where users enter with a password; elsewhere nothing is asked.  Raises ErroDeEntrada, ErroDeAcesso."""
    login: str = getattr(opcoes, "usuario", None) or ""
    if ctx.sessao is not NINGUEM:
        if login:
            raise ErroDeEntrada(
                "Este registro é usado por uma só pessoa, sem senha: não há em que entrar. Nada foi feito; repita sem "
                "a opção --usuario."
            )
        return
    from ..servicos import entrada_usuarios

    login = login or _pedir("Usuário: ", visivel=True)
    if not login:
        raise ErroDeEntrada(
            "Este registro é usado por várias pessoas, cada uma com a sua senha. Nada foi feito; indique quem entra "
            f"com --usuario NOME e dê a senha quando for pedida, ou na variável {SENHA}."
        )
    senha = dada(SENHA, f"Senha de {login}: ")
    codigo, nova = os.environ.get(CODIGO, ""), ""
    while True:
        try:
            ctx.entrar(entrada_usuarios.autenticar(ctx, login=login, senha=senha, codigo=codigo, senha_nova=nova))
            return
        except entrada_usuarios.FaltaCodigo as erro:
            codigo = _pedir("Código do segundo fator: ", visivel=True)
            if not codigo:
                raise ErroDeEntrada(f"{erro.mensagem} Nada foi feito; dê-o na variável {CODIGO}.") from erro
        except entrada_usuarios.FaltaSenhaNova as erro:
            saida.avisar(erro.mensagem)
            nova = senha_nova()


def dada(variavel: str, pergunta: str) -> str:
    """Return a password from the variable, or asked for at the terminal.  ErroDeEntrada where there is neither."""
    senha = os.environ.get(variavel) or _pedir(pergunta, visivel=False)
    if not senha:
        raise ErroDeEntrada(
            f"Falta a senha, e não há terminal em que pedi-la. Nada foi feito; dê-a na variável {variavel}."
        )
    return senha


def senha_nova() -> str:
    """Return a new password, asked for twice.  ErroDeEntrada when they differ."""
    nova = dada(SENHA_NOVA, "Senha nova: ")
    if SENHA_NOVA not in os.environ and nova != _pedir("Repita a senha nova: ", visivel=False):
        raise ErroDeEntrada("As duas senhas não são iguais. Nada foi mudado; repita o comando.")
    return nova


def _pedir(pergunta: str, *, visivel: bool) -> str:
    if sys.stdin is None or not sys.stdin.isatty():
        return ""
    if not visivel:
        return getpass.getpass(pergunta)
    if sys.stderr is not None:
        sys.stderr.write(pergunta)
        sys.stderr.flush()
    return sys.stdin.readline().strip()
