"""Reading an open archive that comes from anywhere: nothing is taken before its names, sizes and hashes are checked.

Nothing is ever unpacked to the disk: each file is read as a stream, and never more of it than the manifest says.
"""

from __future__ import annotations

import hashlib
import io
import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final

from ..arquivos import ErroDeArquivo, motivo, recusar_registro
from .acervo_celulas import MAIOR_CELULA, CelulaIlegivel, ler_csv
from .acervo_manifesto import (
    COLUNAS_DO_INDICE,
    INDICE,
    MANIFESTO,
    ArquivoDoAcervo,
    ErroDoAcervo,
    Manifesto,
    ler_manifesto,
    nome_seguro,
)

MAIOR_MANIFESTO: Final = 4 * 1024 * 1024
_RAZAO: Final = 400
"""A file packed to less than one part in so many is no registry: nothing of ours comes near it."""
_PEQUENO: Final = 1024 * 1024
_MAIOR_LISTA: Final = 100 * 1024 * 1024
"""Bytes of the list of contents of a ZIP: some 700,000 documents."""
_FIM: Final = 66_000
"""Where the list is said to be: the last bytes, with the longest comment there may be."""
_PEDACO: Final = 1024 * 1024
_QUANTOS_NOMES: Final = 5

Avanco = Callable[[int], None]
"""Told how many bytes were read since the last time; raises to stop."""


class Acervo:
    """An archive being read."""

    def __init__(self, tamanhos: dict[str, int], abrir: Callable[[str], IO[bytes]]) -> None:
        self._tamanhos = tamanhos
        self._abrir = abrir

    @property
    def tamanhos(self) -> dict[str, int]:
        """The files, each with its length."""
        return self._tamanhos

    def manifesto(self) -> tuple[Manifesto, str]:
        """Return the manifest and its own hash.  ErroDoAcervo without one."""
        if MANIFESTO not in self._tamanhos:
            raise ErroDoAcervo(
                f"A origem não tem o arquivo {MANIFESTO}: não é um acervo do bahiaservidor, ou está incompleta. Nada "
                "foi criado; confira a origem."
            )
        if self._tamanhos[MANIFESTO] > MAIOR_MANIFESTO:
            raise ErroDoAcervo(f"O arquivo {MANIFESTO} é grande demais para ser o de um acervo. Nada foi criado.")
        with self._aberto(MANIFESTO) as arquivo:
            dados = arquivo.read(MAIOR_MANIFESTO)
        return ler_manifesto(dados), hashlib.sha256(dados).hexdigest()

    @contextmanager
    def _aberto(self, nome: str) -> Iterator[IO[bytes]]:
        try:
            with self._abrir(nome) as arquivo:
                yield arquivo
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as erro:
            raise ErroDoAcervo(
                f"O arquivo “{nome}” do acervo está estragado e não pôde ser lido. Nada foi criado; use outra cópia."
            ) from erro
        except OSError as erro:
            raise ErroDeArquivo(
                f"O arquivo “{nome}” do acervo não pôde ser lido ({motivo(erro)}). Nada foi criado."
            ) from erro

    def pedacos(self, esperado: ArquivoDoAcervo) -> Iterator[bytes]:
        """Yield a file bit by bit.  ErroDoAcervo when it is not, in the end, what the manifest says."""
        sha, falta = hashlib.sha256(), esperado.bytes
        with self._aberto(esperado.nome) as arquivo:
            while pedaco := arquivo.read(min(_PEDACO, falta + 1)):
                falta -= len(pedaco)
                if falta < 0:
                    break
                sha.update(pedaco)
                yield pedaco
        if falta or sha.hexdigest() != esperado.sha256:
            raise _Alterado(f"O arquivo “{esperado.nome}” do acervo não é o que foi exportado. Nada foi criado.")

    def inteiro(self, esperado: ArquivoDoAcervo) -> bytes:
        """Return the bytes of a file.  ErroDoAcervo as `pedacos`."""
        return b"".join(self.pedacos(esperado))

    def linhas(self, esperado: ArquivoDoAcervo) -> Iterator[list[str]]:
        """Yield the rows of a table, the headings first.  ErroDoAcervo as `pedacos`, and for what is no table."""
        fluxo = io.TextIOWrapper(io.BufferedReader(_Fluxo(self.pedacos(esperado))), "utf-8", newline="")
        try:
            yield from ler_csv(_em_linhas(fluxo))
        except (CelulaIlegivel, UnicodeDecodeError) as erro:
            dito = erro.mensagem if isinstance(erro, CelulaIlegivel) else "há nele o que não é UTF-8"
            raise ErroDoAcervo(f"O arquivo “{esperado.nome}” do acervo não serve: {dito}. Nada foi criado.") from erro

    def documentos(self, indice: ArquivoDoAcervo) -> Iterator[tuple[ArquivoDoAcervo, str]]:
        """Yield the files that the index lists, each once, with the key that the registry keeps it under."""
        linhas = self.linhas(indice)
        if next(linhas, None) != list(COLUNAS_DO_INDICE):
            raise ErroDoAcervo(f"O arquivo {INDICE} não tem as colunas que devia ter. Nada foi criado.")
        anterior = ""
        for linha in linhas:
            if len(linha) != len(COLUNAS_DO_INDICE) or not linha[1].isdecimal() or len(linha[1]) > 18:
                raise ErroDoAcervo(f"O arquivo {INDICE} tem uma linha que não se entende. Nada foi criado.")
            if linha[0] != anterior:
                anterior = nome_seguro(linha[0])
                yield ArquivoDoAcervo(nome=anterior, bytes=int(linha[1]), sha256=linha[2]), linha[3]


class _Alterado(ErroDoAcervo):
    """A file is not what was exported."""


class _Fluxo(io.RawIOBase):
    """Bits and pieces as a file that is read in order."""

    def __init__(self, pedacos: Iterator[bytes]) -> None:
        self._pedacos = pedacos
        self._resto = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, destino: memoryview) -> int:  # type: ignore[override]
        if not self._resto:
            self._resto = memoryview(next(self._pedacos, b""))
        quantos = min(len(destino), len(self._resto))
        destino[:quantos] = self._resto[:quantos]
        self._resto = self._resto[quantos:]
        return quantos


def _em_linhas(fluxo: io.TextIOWrapper) -> Iterator[str]:
    while linha := fluxo.readline(MAIOR_CELULA):
        if len(linha) >= MAIOR_CELULA:
            raise CelulaIlegivel("há nele uma linha longa demais")
        yield linha


# ------------------------------------------------------------------ opening


@contextmanager
def abrir_acervo(origem: Path) -> Iterator[Acervo]:
    """Give the archive of a folder or a ZIP.

    ErroDeArquivo when it cannot be read; ErroDoAcervo for what is neither, and for names that point elsewhere, links,
    repeated names, files packed beyond belief.
    """
    with ExitStack() as abertos:
        try:
            acervo = _abrir(origem, abertos)
        except (zipfile.BadZipFile, struct.error, NotImplementedError, OverflowError, ValueError) as erro:
            raise ErroDoAcervo(
                f"“{origem}” não é a pasta nem o ZIP de um acervo, ou está incompleto. Nada foi criado; confira a "
                "origem."
            ) from erro
        except OSError as erro:
            raise ErroDeArquivo(f"O acervo “{origem}” não pôde ser lido ({motivo(erro)}). Nada foi criado.") from erro
        yield acervo


def _abrir(origem: Path, abertos: ExitStack) -> Acervo:
    if origem.is_dir():
        return Acervo(_nomes_da_pasta(origem), lambda nome: _na_pasta(origem, nome))
    if not origem.exists():
        raise ErroDeArquivo(f"O acervo “{origem}” não existe. Nada foi criado; confira o nome.")
    recusar_registro(origem)
    _exigir_lista_curta(origem)
    zipado = abertos.enter_context(zipfile.ZipFile(origem))
    return Acervo(_nomes_do_zip(zipado, origem.stat().st_size), zipado.open)


def _exigir_lista_curta(origem: Path) -> None:
    """Refuse a ZIP whose list of contents alone would fill the memory: the library reads it whole."""
    with origem.open("rb") as arquivo:
        arquivo.seek(max(0, arquivo.seek(0, os.SEEK_END) - _FIM))
        fim = arquivo.read(_FIM)
    onde, longo = fim.rfind(b"PK\5\6"), fim.rfind(b"PK\6\6")
    tamanho = struct.unpack_from("<L", fim, onde + 12)[0] if 0 <= onde <= len(fim) - 22 else 0
    if tamanho == 0xFFFFFFFF and 0 <= longo <= len(fim) - 56:
        tamanho = struct.unpack_from("<Q", fim, longo + 40)[0]
    if tamanho > _MAIOR_LISTA:
        raise ErroDoAcervo(
            "O ZIP do acervo diz ter arquivos demais para ser lido na memória. Nada foi criado; se é mesmo um acervo, "
            "abra o ZIP numa pasta e restaure da pasta."
        )


def _na_pasta(pasta: Path, nome: str) -> IO[bytes]:
    caminho = pasta.joinpath(*nome.split("/"))
    recusar_registro(caminho)
    return caminho.open("rb")


def _nomes_da_pasta(pasta: Path) -> dict[str, int]:
    nomes: dict[str, int] = {}
    for onde, subpastas, arquivos in os.walk(pasta):
        for nome in (*subpastas, *arquivos):
            caminho = Path(onde) / nome
            visto = nome_seguro(caminho.relative_to(pasta).as_posix())
            dados = caminho.lstat()
            if stat.S_ISLNK(dados.st_mode) or not (stat.S_ISREG(dados.st_mode) or stat.S_ISDIR(dados.st_mode)):
                raise _atalho(visto)
            if stat.S_ISREG(dados.st_mode):
                nomes[visto] = dados.st_size
    return nomes


def _nomes_do_zip(zipado: zipfile.ZipFile, tamanho: int) -> dict[str, int]:
    nomes: dict[str, int] = {}
    if sum(item.compress_size for item in zipado.infolist()) > tamanho:
        raise ErroDoAcervo(
            "O ZIP do acervo diz conter mais do que o seu tamanho comporta, como os feitos para encher o disco. Nada "
            "foi criado; não use esta cópia, e avise quem a enviou."
        )
    for item in zipado.infolist():
        # The library swaps separators and cuts at a NUL: what the file really says is what counts.
        nome = nome_seguro(item.orig_filename.removesuffix("/") if item.is_dir() else item.orig_filename)
        if stat.S_ISLNK(item.external_attr >> 16):
            raise _atalho(nome)
        if item.flag_bits & 0x1:
            raise ErroDoAcervo(f"O arquivo “{nome}” do acervo tem senha. Nada foi criado; use uma cópia sem senha.")
        if item.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise ErroDoAcervo(f"O arquivo “{nome}” do acervo está comprimido de um modo que não se lê aqui.")
        if item.is_dir():
            continue
        if nome in nomes:
            raise ErroDoAcervo(f"O acervo tem dois arquivos com o nome “{nome}”. Nada foi criado; use outra cópia.")
        if item.file_size > max(_PEQUENO, item.compress_size * _RAZAO):
            raise ErroDoAcervo(
                f"O arquivo “{nome}” do acervo incha mais de {_RAZAO} vezes ao ser aberto, como os feitos para encher "
                "o disco. Nada foi criado; não use esta cópia, e avise quem a enviou."
            )
        nomes[nome] = item.file_size
    return nomes


def _atalho(nome: str) -> ErroDoAcervo:
    return ErroDoAcervo(
        f"O acervo tem um atalho (“{nome}”) no lugar de um arquivo. Nada foi criado; copie os arquivos de verdade."
    )


# ------------------------------------------------------------------ checking


@dataclass(slots=True)
class _Achados:
    faltam: list[str] = field(default_factory=list)
    sobram: list[str] = field(default_factory=list)
    alterados: list[str] = field(default_factory=list)


def conferir(acervo: Acervo, manifesto: Manifesto, avanco: Avanco) -> None:
    """Read every file and hold it against the manifest.  ErroDoAcervo naming what is missing, changed or too many."""
    achados, vistos = _Achados(), {MANIFESTO}
    for arquivo in manifesto.arquivos:
        _conferir_um(acervo, arquivo, achados, vistos, avanco)
    indice = next((a for a in manifesto.arquivos if a.nome == INDICE), None)
    quantos = 0
    if indice is not None and indice.nome not in (*achados.faltam, *achados.alterados):
        for arquivo, _ in acervo.documentos(indice):
            _conferir_um(acervo, arquivo, achados, vistos, avanco)
            quantos += 1
        achados.sobram += [nome for nome in acervo.tamanhos if nome not in vistos]
        if quantos != manifesto.documentos:
            achados.alterados.append(INDICE)
    elif indice is None:
        achados.faltam.append(INDICE)
    partes = [
        f"{palavra} {_alguns(nomes)}"
        for palavra, nomes in (
            ("falta", achados.faltam), ("não é o que foi exportado", achados.alterados), ("sobra", achados.sobram),
        )
        if nomes
    ]  # fmt: skip
    if partes:
        raise ErroDoAcervo(
            f"O acervo não confere com o seu manifesto: {'; '.join(partes)}. Nada foi criado; use outra cópia do "
            "acervo, ou exporte-o de novo."
        )


def _conferir_um(acervo: Acervo, arquivo: ArquivoDoAcervo, achados: _Achados, vistos: set[str], avanco: Avanco) -> None:
    if arquivo.nome in vistos:
        raise ErroDoAcervo(f"O manifesto diz duas vezes o arquivo “{arquivo.nome}”. Nada foi criado; use outra cópia.")
    vistos.add(arquivo.nome)
    if arquivo.nome not in acervo.tamanhos:
        achados.faltam.append(arquivo.nome)
        return
    try:
        if acervo.tamanhos[arquivo.nome] != arquivo.bytes:
            raise _Alterado("")
        for pedaco in acervo.pedacos(arquivo):
            avanco(len(pedaco))
    except ErroDoAcervo:
        achados.alterados.append(arquivo.nome)


def _alguns(nomes: list[str]) -> str:
    ditos = ", ".join(f"“{nome}”" for nome in nomes[:_QUANTOS_NOMES])
    return ditos + (f" e mais {len(nomes) - _QUANTOS_NOMES}" if len(nomes) > _QUANTOS_NOMES else "")
