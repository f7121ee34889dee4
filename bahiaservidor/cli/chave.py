"""The passphrase of an encrypted registry, from the environment or typed without being shown."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path
from typing import Final

from ..servicos import cifragem
from . import saida

VARIAVEL: Final = "BAHIASERVIDOR_CHAVE"
_TENTATIVAS: Final = 3


def abrir_com_senha(caminho: Path, recusa: cifragem.RegistroCifrado) -> None:
    """Let this process open an encrypted registry.  Raises RegistroCifrado, ``recusa`` when nobody can be asked."""
    if VARIAVEL in os.environ:
        cifragem.informar_senha(caminho, senha=os.environ[VARIAVEL])
        return
    if not sys.stdin.isatty():
        raise cifragem.RegistroCifrado(f"{recusa.mensagem} Sem terminal, a senha vem da variável {VARIAVEL}.")
    for tentativa in range(1, _TENTATIVAS + 1):
        try:
            cifragem.informar_senha(caminho, senha=_pedir("Senha do registro: "))
        except cifragem.RegistroCifrado as erro:
            if tentativa == _TENTATIVAS:
                raise
            saida.avisar(erro.mensagem)
        else:
            return


def senha_nova() -> str:
    """Return the passphrase a registry is to have: typed twice, or from the environment.  ErroRegistro."""
    if VARIAVEL in os.environ:
        senha = os.environ[VARIAVEL]
    else:
        senha = _pedir(f"Senha nova do registro ({cifragem.MENOR_SENHA} caracteres ou mais): ")
        if _pedir("A mesma senha, outra vez: ") != senha:
            raise cifragem.RegistroCifrado("As duas senhas não são iguais. Nada foi alterado; repita o comando.")
    cifragem.conferir_senha(senha)
    return senha


def _pedir(pergunta: str) -> str:
    try:
        return getpass.getpass(pergunta)
    except EOFError:
        return ""
