"""What commands print and the files they write."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from ..arquivos import ErroDeArquivo, motivo, recusar_registro

_MAIOR_COLUNA = 44


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
            f"A saída padrão não pôde ser escrita ({motivo(erro)}), e o que ela mostra está incompleto; "
            "repita o comando com outro destino."
        ) from erro


def avisar(texto: str) -> None:
    """Write a line on standard error; without a console there is nobody to read it."""
    if sys.stderr is not None:
        sys.stderr.write(f"{texto}\n")


def escrever_json(dados: Any) -> None:
    """Write JSON on standard output, ending with a newline."""
    escrever(json.dumps(dados, ensure_ascii=False, indent=1))


def iso(dia: date | None) -> str | None:
    """Return a date as JSON carries it; None stays None."""
    return None if dia is None else dia.isoformat()


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
    recusar_registro(caminho)
    try:
        return caminho.read_bytes()
    except FileNotFoundError as erro:
        raise ErroDeArquivo(f"O arquivo “{caminho}” não existe. Nada foi feito; confira o nome.") from erro
    except IsADirectoryError as erro:
        raise ErroDeArquivo(f"“{caminho}” é uma pasta, e não um arquivo. Nada foi feito.") from erro
    except OSError as erro:
        raise ErroDeArquivo(f"O arquivo “{caminho}” não pôde ser lido ({motivo(erro)}). Nada foi feito.") from erro
