"""What commands print and the files they write."""

from __future__ import annotations

import errno
import io
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from ..estatuto.erros import ErroDominio

_MAIOR_COLUNA = 44


class ErroDeArquivo(ErroDominio):
    """A file named in the command line cannot be read or written."""


def preparar() -> None:
    """Make standard output and error UTF-8 on any console, and unable to fail for a character."""
    for fluxo in (sys.stdout, sys.stderr):
        if isinstance(fluxo, io.TextIOWrapper):
            fluxo.reconfigure(encoding="utf-8", errors="backslashreplace")


def escrever(texto: str = "") -> None:
    """Write a line on standard output.  Raises ErroDeArquivo when there is none, or it takes no more."""
    if sys.stdout is None:
        raise ErroDeArquivo("A saída padrão está fechada, e o resultado não pôde ser mostrado; repita o comando.")
    with escrevendo():
        sys.stdout.write(f"{texto}\n")


@contextmanager
def escrevendo() -> Iterator[None]:
    """Turn a failure of standard output into ErroDeArquivo; who stopped reading (BrokenPipeError) goes through."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as erro:
        raise ErroDeArquivo(
            f"A saída padrão não pôde ser escrita ({_motivo(erro)}), e o que ela mostra está incompleto; "
            "repita o comando com outro destino."
        ) from erro


def avisar(texto: str) -> None:
    """Write a line on standard error; without a console there is nobody to read it."""
    if sys.stderr is not None:
        sys.stderr.write(f"{texto}\n")


def escrever_json(dados: Any) -> None:
    """Write JSON on standard output, ending with a newline."""
    escrever(json.dumps(dados, ensure_ascii=False, indent=1))


def tabela(titulos: Sequence[str], linhas: Sequence[Sequence[str]]) -> str:
    """Return aligned columns of text; a cell too long ends in an ellipsis."""
    celulas = [[_cortar(celula) for celula in linha] for linha in (titulos, *linhas)]
    larguras = [max(len(linha[i]) for linha in celulas) for i in range(len(titulos))]
    texto = [
        "  ".join(c.ljust(largura) for c, largura in zip(linha, larguras, strict=True)).rstrip() for linha in celulas
    ]
    texto.insert(1, "  ".join("─" * largura for largura in larguras))
    return "\n".join(texto)


def _cortar(celula: str) -> str:
    # Names are data: a line break or a control character in one must not break the table.
    limpa = "".join(c if c.isprintable() else " " for c in celula)
    return limpa if len(limpa) <= _MAIOR_COLUNA else f"{limpa[: _MAIOR_COLUNA - 1]}…"


class Progresso:
    """Shows how far a job is on standard error, in place on a terminal.

    Elsewhere only a ``demorado`` job says something, a line per tenth: standard error is for what went wrong.
    """

    def __init__(self, rotulo: str, *, demorado: bool = False) -> None:
        self._rotulo = rotulo
        self._demorado = demorado
        self._decimo = 0

    def __call__(self, feitos: int, total: int) -> None:
        """Show ``feitos`` of ``total``."""
        fluxo = sys.stderr
        if fluxo is None or total <= 0:
            return
        decimo = feitos * 10 // total
        if fluxo.isatty():
            fluxo.write(f"\r{self._rotulo}: {feitos} de {total}" + ("\n" if feitos >= total else ""))
        elif self._demorado and decimo > self._decimo:
            fluxo.write(f"{self._rotulo}: {feitos} de {total}\n")
        self._decimo = decimo
        fluxo.flush()


def ler_arquivo(caminho: Path) -> bytes:
    """Return the bytes of a file, or of standard input for ``-``.  Raises ErroDeArquivo."""
    if str(caminho) == "-":
        return sys.stdin.buffer.read()
    try:
        return caminho.read_bytes()
    except FileNotFoundError as erro:
        raise ErroDeArquivo(f"O arquivo “{caminho}” não existe. Nada foi feito; confira o nome.") from erro
    except IsADirectoryError as erro:
        raise ErroDeArquivo(f"“{caminho}” é uma pasta, e não um arquivo. Nada foi feito.") from erro
    except OSError as erro:
        raise ErroDeArquivo(f"O arquivo “{caminho}” não pôde ser lido ({_motivo(erro)}). Nada foi feito.") from erro


def conferir_destino(caminho: Path, *, registro: Path | None = None) -> None:
    """Refuse a destination that cannot be written, or that is the registry, before doing the work for it.

    Raises ErroDeArquivo.
    """
    try:
        existe, comum = caminho.exists(), caminho.is_file()
        eh_o_registro = existe and registro is not None and registro.exists() and caminho.samefile(registro)
    except OSError as erro:
        raise ErroDeArquivo(
            f"O arquivo “{caminho}” não pode ser usado ({_motivo(erro)}). Nada foi gravado; indique outro nome."
        ) from erro
    if caminho.is_dir():
        raise ErroDeArquivo(f"“{caminho}” é uma pasta; indique o nome do arquivo. Nada foi gravado.")
    if eh_o_registro:
        raise ErroDeArquivo(f"“{caminho}” é o próprio registro. Nada foi gravado; indique outro arquivo em --saida.")
    if existe and not comum:
        # Put in the place of a device, the paper would take the device away from the whole machine.
        raise ErroDeArquivo(f"“{caminho}” não é um arquivo comum. Nada foi gravado; indique outro nome.")
    if not caminho.absolute().parent.is_dir():
        raise ErroDeArquivo(
            f"A pasta “{caminho.absolute().parent}” não existe. Nada foi gravado; crie-a ou indique outra."
        )


def gravar_arquivo(caminho: Path, conteudo: bytes) -> None:
    """Write a whole file or nothing: beside it first, then in its place.  Raises ErroDeArquivo."""
    conferir_destino(caminho)
    provisorio: Path | None = None
    try:
        descritor, nome = tempfile.mkstemp(dir=caminho.absolute().parent, prefix=f".{caminho.name}.", suffix=".parte")
        provisorio = Path(nome)
        with os.fdopen(descritor, "wb") as arquivo:
            arquivo.write(conteudo)
            arquivo.flush()
            os.fsync(arquivo.fileno())
        # mkstemp makes a private file; the paper gets the permissions of any other file of the user.
        mascara = os.umask(0)
        os.umask(mascara)
        provisorio.chmod(0o666 & ~mascara)
        provisorio.replace(caminho)
    except OSError as erro:
        if provisorio is not None:
            with suppress(OSError):
                provisorio.unlink()
        raise ErroDeArquivo(
            f"O arquivo “{caminho}” não pôde ser gravado ({_motivo(erro)}). Nada ficou pela metade; "
            "indique outro lugar ou feche o programa que o está usando."
        ) from erro


def _motivo(erro: OSError) -> str:
    if isinstance(erro, PermissionError):
        return "sem permissão"
    if erro.errno == errno.ENOSPC:
        return "disco cheio"
    if erro.errno == errno.ENAMETOOLONG:
        return "nome longo demais"
    return "erro do sistema"
