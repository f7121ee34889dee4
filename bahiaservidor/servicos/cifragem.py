"""Registries encrypted whole under a passphrase: opening one, and going from one form to the other."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..estatuto.erros import ErroDominio
from ..registro import cifra
from ..registro.arquivo import RegistroCifrado
from ..registro.auditoria import trilhar
from ..registro.banco import Banco
from .contexto import Contexto
from .guarda_papeis import ANTES
from .permissoes import Permissao, exige
from .senhas import comum

__all__ = ["MENOR_SENHA", "Conversao", "RegistroCifrado", "cifrar", "conferir_senha", "decifrar", "informar_senha"]

MENOR_SENHA = cifra.MENOR_SENHA


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversao:
    """A registry in its new form, equal to what it was in so many tables and rows; ``guardados`` is what it was."""

    caminho: Path
    cifrado: bool
    tabelas: int
    linhas: int
    guardados: tuple[Path, ...]

    @property
    def frase(self) -> str:
        """What is said of it: where the old files are, and what having them there means."""
        onde = " e ".join(f"“{arquivo.name}”" for arquivo in self.guardados)
        if self.cifrado:
            return (
                f"O registro e os papéis estão cifrados: {self.linhas} linhas de {self.tabelas} tabelas conferidas. Os "
                f"arquivos de antes, SEM cifra, continuam na pasta ({onde}) até que alguém os apague: confira que o "
                "registro abre com a senha e apague-os, e também as cópias de segurança antigas. Sem a senha ninguém "
                "abre o registro, nem quem fez o programa: guarde-a fora deste computador."
            )
        return (
            f"O registro e os papéis não estão mais cifrados: {self.linhas} linhas de {self.tabelas} tabelas "
            f"conferidas. Os arquivos cifrados de antes continuam na pasta ({onde}) até que alguém os apague."
        )


def conferir_senha(senha: str) -> None:
    """Refuse a passphrase too short, too long, or that many people use.  ErroDominio, with nothing done."""
    cifra.conferir_senha(senha)
    if comum(senha):
        raise ErroDominio(
            "A senha do registro está entre as mais usadas do mundo, que são as primeiras tentadas. Nada foi alterado; "
            "use, por exemplo, quatro ou cinco palavras."
        )


def informar_senha(caminho: Path, *, senha: str) -> None:
    """Let this process open an encrypted registry.  RegistroCifrado for the wrong passphrase."""
    cifra.informar(caminho, senha)


@exige(Permissao.CONFIGURAR)
def cifrar(ctx: Contexto, *, senha: str) -> Conversao:
    """Encrypt the registry and its papers with a passphrase; the context goes on with what they became.

    ErroDominio, with everything as it was: a passphrase too short, the complement not installed, somebody else with
    the registry open, a copy that did not come out equal.
    """
    conferir_senha(senha)
    return _converter(ctx, senha=senha)


@exige(Permissao.CONFIGURAR)
def decifrar(ctx: Contexto) -> Conversao:
    """Put registry and papers back as open files; the context goes on with them.  ErroDominio, as `cifrar`."""
    return _converter(ctx, senha=None)


def _converter(ctx: Contexto, *, senha: str | None) -> Conversao:
    caminho = ctx.banco.caminho
    cifrado = senha is not None
    cifra.biblioteca()
    if caminho is None or ctx.banco.somente_leitura:
        raise ErroDominio("Este registro não pode ser gravado aqui. Nada foi alterado; abra-o onde possa ser gravado.")
    if cifra.cifrado(caminho) == cifrado:
        raise ErroDominio(f"O registro já {'está' if cifrado else 'não está'} cifrado. Nada foi alterado.")
    with ctx.banco.escrita() as conexao:
        # Before, so that both what is kept and what takes its place say who did it.
        trilhar(
            conexao, instante=ctx.relogio.agora(), usuario=ctx.usuario, acao="cifra" if cifrado else "decifra",
            objeto="registro",
        )  # fmt: skip
    ctx.banco.fechar()
    try:
        feito = cifra.converter(caminho, senha=senha, sufixo=ANTES[0 if cifrado else 1])
    finally:
        ctx.banco = Banco.abrir(caminho)
    return Conversao(
        caminho=caminho, cifrado=cifrado, tabelas=feito.tabelas, linhas=feito.linhas, guardados=feito.guardados
    )
