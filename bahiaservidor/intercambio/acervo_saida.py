"""Writing an open archive, as a folder or as a ZIP: each file once, measured and hashed as it goes."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from ..arquivos import arquivo_aos_poucos
from .acervo_manifesto import ArquivoDoAcervo

_JA_COMPRIMIDOS: Final = (".pdf", ".jpg", ".png", ".docx", ".xlsx", ".bin")
_NIVEL: Final = 3
"""Of compression: the text of a registry gets two thirds of what the highest would give, in a quarter of the time."""


class Medido:
    """A file being written: what goes through it is counted and hashed."""

    __slots__ = ("_destino", "_sha", "bytes")

    def __init__(self, destino: IO[bytes]) -> None:
        self._destino = destino
        self._sha = hashlib.sha256()
        self.bytes = 0

    def write(self, dados: bytes) -> int:
        """Write."""
        self._sha.update(dados)
        self.bytes += len(dados)
        return self._destino.write(dados)

    @property
    def sha256(self) -> str:
        """The hash of what was written."""
        return self._sha.hexdigest()

    def medida(self, nome: str) -> ArquivoDoAcervo:
        """Return what the manifest says of the file."""
        return ArquivoDoAcervo(nome=nome, bytes=self.bytes, sha256=self.sha256)


class SaidaEmPasta:
    """A folder."""

    def __init__(self, pasta: Path) -> None:
        self._pasta = pasta
        pasta.mkdir()

    @contextmanager
    def novo(self, nome: str) -> Iterator[Medido]:
        """Give a new file to be written."""
        with arquivo_aos_poucos(self._pasta.joinpath(*nome.split("/"))) as destino:
            yield Medido(destino)


class SaidaEmZip:
    """A ZIP, of any size (ZIP64); what is compressed already is stored as it is.

    Its files bear no date: the manifest has it, and equal archives are equal bytes.
    """

    def __init__(self, arquivo: IO[bytes]) -> None:
        self._zip = zipfile.ZipFile(arquivo, "w", zipfile.ZIP_DEFLATED, allowZip64=True, compresslevel=_NIVEL)

    @contextmanager
    def novo(self, nome: str) -> Iterator[Medido]:
        """Give a new file to be written."""
        item = zipfile.ZipInfo(nome) if nome.endswith(_JA_COMPRIMIDOS) else nome
        with self._zip.open(item, "w", force_zip64=True) as destino:
            yield Medido(destino)

    def fechar(self) -> None:
        """Write the list of contents at the end of the file."""
        self._zip.close()


Saida = SaidaEmPasta | SaidaEmZip
"""Where an archive is written."""


@contextmanager
def saida(provisorio: Path, *, em_zip: bool) -> Iterator[Saida]:
    """Give where an archive is written: a new folder or a new ZIP at ``provisorio``."""
    if not em_zip:
        yield SaidaEmPasta(provisorio)
        return
    with arquivo_aos_poucos(provisorio) as arquivo:
        destino = SaidaEmZip(arquivo)
        try:
            yield destino
        finally:
            destino.fechar()
