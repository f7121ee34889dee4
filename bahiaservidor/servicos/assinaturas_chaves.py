"""The key of whoever signs, as the screen and the command line give it: for one signature, and then forgotten."""

from __future__ import annotations

import datetime as dt
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from ..arquivos import ErroDeArquivo, motivo, recusar_registro
from ..documentos.assinatura import Segredo
from ..documentos.assinatura_chaves import CertificadoNoToken, Chave, chave_a1, chave_do_token, listar_token

__all__ = ["CertificadoNoToken", "ChaveA1", "ChaveToken", "Segredo", "certificados_do_token", "ler_a1", "ler_arquivo"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChaveA1:
    """A PKCS#12 file and its password, for one signature."""

    arquivo: bytes = field(repr=False)
    senha: Segredo

    def abrir(self, agora: dt.datetime) -> AbstractContextManager[Chave]:
        """Give the key. ErroAssinatura says why it cannot sign."""
        return nullcontext(chave_a1(self.arquivo, self.senha, agora=agora))

    def apagar(self) -> None:
        """Forget the password."""
        self.senha.apagar()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChaveToken:
    """A token: the module that speaks with it, which token and certificate (empty: the only one), and its PIN."""

    modulo: str
    pin: Segredo
    ficha: str = ""
    rotulo: str = ""

    def abrir(self, agora: dt.datetime) -> AbstractContextManager[Chave]:
        """Give the key while the session is open. ErroAssinatura says why it cannot sign."""
        return chave_do_token(self.modulo, pin=self.pin, agora=agora, ficha=self.ficha, rotulo=self.rotulo)

    def apagar(self) -> None:
        """Forget the PIN."""
        self.pin.apagar()


def certificados_do_token(modulo: str) -> tuple[CertificadoNoToken, ...]:
    """Return the certificates to sign with that the tokens of a PKCS#11 module show. ErroAssinatura when it fails."""
    return tuple(certificado for certificado in listar_token(modulo) if certificado.com_chave)


def ler_arquivo(caminho: Path) -> bytes:
    """Return the bytes of a file that somebody chose. ErroDeArquivo when it cannot be read."""
    recusar_registro(caminho)
    try:
        return caminho.read_bytes()
    except FileNotFoundError:
        raise ErroDeArquivo(f"O arquivo “{caminho}” não existe. Nada foi feito; confira o nome.") from None
    except OSError as erro:
        raise ErroDeArquivo(f"O arquivo “{caminho}” não pôde ser lido ({motivo(erro)}). Nada foi feito.") from None


def ler_a1(caminho: Path, senha: Segredo) -> ChaveA1:
    """Return the key of an A1 file, yet to be opened. ErroDeArquivo when it cannot be read (and the password goes)."""
    try:
        return ChaveA1(arquivo=ler_arquivo(caminho), senha=senha)
    except ErroDeArquivo:
        senha.apagar()
        raise
