"""Copies encrypted in the age format (age-encryption.org): to a public key, whose other half a passphrase keeps.

Making a copy needs no secret; opening one needs the passphrase.  Whoever has neither this program nor its authors
opens them with `age`: the key file with the passphrase, the copy with the key.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, Final

from ..arquivos import arquivo_aos_poucos, gravar_arquivo
from ..estatuto.erros import ErroDominio
from ..registro.copias import CopiaReprovada, como_o_registro
from .copias_manifesto import Manifesto
from .senhas import comum

ARQUIVO_DA_CHAVE: Final = "chave-das-copias.age"
"""Name of the key file kept in each destination."""
MENOR_FRASE: Final = 15
MAIOR_FRASE: Final = 256

AVISO: Final = (
    "Quem perde a frase perde as cópias cifradas: ninguém, nem quem fez o programa, abre uma cópia sem ela. Escreva-a "
    "e guarde-a em lugar seguro, fora deste computador."
)
"""Said before the clerk chooses to encrypt."""


class ErroDeFrase(ErroDominio):
    """The passphrase is not that of the key, or would not do as one."""


def conferir_frase(frase: str) -> None:
    """Refuse a passphrase too short, too long, or that many people use.  Raises ErroDeFrase."""
    if not MENOR_FRASE <= len(frase) <= MAIOR_FRASE or len(set(frase)) < 5:
        raise ErroDeFrase(
            f"A frase tem de ter de {MENOR_FRASE} a {MAIOR_FRASE} caracteres, e não os mesmos repetidos: quem tiver a "
            "cópia pode tentar quantas quiser. Nada foi alterado; junte, por exemplo, quatro palavras sem relação."
        )
    if comum(frase):
        raise ErroDeFrase(
            "A frase está entre as mais usadas do mundo, que são as primeiras tentadas. Nada foi alterado; junte, por "
            "exemplo, quatro palavras sem relação."
        )


def criar_chave(frase: str) -> tuple[str, str]:
    """Return a new key: its public half, and the file that the passphrase opens.  Raises ErroDeFrase."""
    conferir_frase(frase)
    import pyrage  # type: ignore[import-untyped]

    identidade = pyrage.x25519.Identity.generate()
    fechada = pyrage.passphrase.encrypt(f"{identidade}\n".encode(), frase, armored=True)
    return str(identidade.to_public()), fechada.decode("ascii")


def abrir_chave(chave: str, frase: str) -> Any:
    """Return the secret half of the key in a file's text.  Raises ErroDeFrase."""
    import pyrage

    try:
        aberta = pyrage.passphrase.decrypt(chave.encode(), frase)
        return pyrage.x25519.Identity.from_str(aberta.decode("ascii").strip())
    except (pyrage.DecryptError, pyrage.IdentityError, UnicodeError) as erro:
        raise ErroDeFrase(
            "A frase não abre a chave das cópias. Nada foi alterado; confira maiúsculas, acentos e espaços, e repita."
        ) from erro


def impressao(chave: str) -> str:
    """Return the SHA-256 of a key file, by which a copy says which one opens it."""
    return hashlib.sha256(chave.encode()).hexdigest()


def chaves_em(pasta: Path) -> list[str]:
    """Return the key files of a folder: that of today's copies, and those of earlier ones."""
    achadas = []
    for arquivo in sorted(pasta.glob("chave-das-copias*.age")):
        with suppress(OSError, UnicodeError):
            achadas.append(arquivo.read_text("ascii"))
    return achadas


def guardar_chave(pasta: Path, chave: str) -> None:
    """Put the key file beside the copies it opens; one of another key stays, under a name of its own.

    Raises ErroDeArquivo and OSError.
    """
    arquivo = pasta / ARQUIVO_DA_CHAVE
    if chave in chaves_em(pasta):
        return
    if arquivo.exists():
        anterior = impressao(arquivo.read_text("ascii", "replace"))[:12]
        arquivo.replace(pasta / f"{arquivo.stem}-{anterior}{arquivo.suffix}")
    gravar_arquivo(arquivo, chave.encode("ascii"))


def levar_chave(qual: str, de: Path, para: Path) -> None:
    """Bring the key file of a copy to another folder.  Raises ErroDeArquivo and OSError."""
    for chave in chaves_em(de):
        if impressao(chave) == qual:
            guardar_chave(para, chave)


class _Contado:
    """Passes bytes on, and remembers how many they were, their hash, and what the disk refused."""

    def __init__(self, arquivo: BinaryIO) -> None:
        self._arquivo = arquivo
        self.materia, self.tamanho = hashlib.sha256(), 0
        self.recusa: OSError | None = None

    def write(self, pedaco: bytes) -> int:
        self.materia.update(pedaco)
        self.tamanho += len(pedaco)
        try:
            return self._arquivo.write(pedaco)
        except OSError as erro:
            self.recusa = erro
            raise

    def flush(self) -> None:
        self._arquivo.flush()


def cifrar(origem: Path, novo: Path, recipiente: str) -> tuple[int, str]:
    """Write a file encrypted to a public key; return the size of what was written, and its SHA-256.  Raises OSError."""
    import pyrage

    with origem.open("rb") as lido, arquivo_aos_poucos(novo) as escrito:
        contado = _Contado(escrito)
        try:
            pyrage.encrypt_io(lido, contado, [pyrage.x25519.Recipient.from_str(recipiente)])
        except pyrage.EncryptError:
            if contado.recusa is not None:
                raise contado.recusa from None
            raise
    return contado.tamanho, contado.materia.hexdigest()


def decifrar(origem: Path, novo: Path, identidade: Any) -> str:
    """Write a copy as it was before it was encrypted; return its SHA-256.  Raises CopiaReprovada and OSError."""
    import pyrage

    with origem.open("rb") as lido, arquivo_aos_poucos(novo) as escrito:
        contado = _Contado(escrito)
        try:
            pyrage.decrypt_io(lido, contado, [identidade])
        except pyrage.DecryptError as erro:
            if contado.recusa is not None:
                raise contado.recusa from None
            raise CopiaReprovada(
                "o arquivo cifrado está danificado ou incompleto, ou foi cifrado com outra chave"
            ) from erro
    return contado.materia.hexdigest()


def aberta_em(obra: Path, pasta: Path, manifesto: Manifesto, identidade: Any, registro: Path) -> Path:
    """Return the registry in a copy as a file to be read: the copy itself, or what it is once decrypted, in ``obra``.

    Raises CopiaReprovada and OSError.
    """
    aberta = pasta / manifesto.arquivo
    if manifesto.cifrada:
        aberta = obra / "aberta.sqlite3"
        if decifrar(pasta / manifesto.arquivo, aberta, identidade) != manifesto.sha256_aberto:
            raise CopiaReprovada("o que estava cifrado não é o registro que foi copiado")
    como_o_registro(aberta, registro)
    return aberta
