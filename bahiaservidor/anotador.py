"""The technical log: one line for each thing that went wrong, in UTC, with nothing about anybody.

What a message of ours says is a template and values that we chose; what an exception, or another library, says may
quote what was typed, and is left out: only its kind and the lines of code it went through are written.
"""

from __future__ import annotations

import logging
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

NOME: Final = "bahiaservidor.log"
"""The log's file, in the user's data folder."""

_NOSSO: Final = "bahiaservidor"
_MAIOR: Final = 512 * 1024
_ANTERIORES: Final = 2


class FormatoSeguro(logging.Formatter):
    """One line for each record: instant in UTC, level, where from, what; nothing that may end or fake a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        instante = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        nosso = record.name.partition(".")[0] == _NOSSO
        dito = record.getMessage() if nosso else "(mensagem de outra biblioteca, omitida)"
        if record.exc_info and record.exc_info[1] is not None:
            dito = f"{dito} | {pilha(record.exc_info[1])}"
        return visivel(f"{instante} {record.levelname} {record.name} {dito}")


class DiarioTecnico(logging.Handler):
    """Keeps the lines in a file that never grows beyond a few hundred kilobytes; a disk that fails stops nobody."""

    def __init__(self, arquivo: Path) -> None:
        super().__init__(logging.WARNING)
        self.setFormatter(FormatoSeguro())
        self._arquivo = arquivo
        self._escrevente: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line."""
        try:
            if self._escrevente is None:
                # Imported with the first line: most mornings nothing goes wrong.
                from logging.handlers import RotatingFileHandler

                self._escrevente = RotatingFileHandler(
                    self._arquivo, maxBytes=_MAIOR, backupCount=_ANTERIORES, encoding="utf-8"
                )
                self._escrevente.setFormatter(self.formatter)
            self._escrevente.emit(record)
        except OSError:
            return

    def close(self) -> None:
        """Close the file."""
        if self._escrevente is not None:
            self._escrevente.close()
            self._escrevente = None
        super().close()


def instalar(pasta: Path) -> DiarioTecnico:
    """Send what every part of the program logs to the log of a folder; nothing goes to the console."""
    diario = DiarioTecnico(pasta / NOME)
    logging.getLogger().addHandler(diario)
    return diario


def visivel(texto: str) -> str:
    """Return a text of one line: what does not print, or turns the text around, is written by its number."""
    if texto.isprintable():
        return texto
    return "".join(c if c.isprintable() else f"\\u{{{ord(c):x}}}" for c in texto)


def pilha(erro: BaseException) -> str:
    """Return the kinds of an error and of what caused it, with the lines each went through; never what they say."""
    ditos: list[str] = []
    visto: set[int] = set()
    atual: BaseException | None = erro
    while atual is not None and id(atual) not in visto:
        visto.add(id(atual))
        lugares = [f"{curto(q.filename)}:{q.lineno}" for q in traceback.extract_tb(atual.__traceback__)]
        ditos.append(f"{type(atual).__module__}.{type(atual).__qualname__} ({' > '.join(lugares)})")
        atual = atual.__cause__ or atual.__context__
    return " <- ".join(ditos)


def curto(arquivo: str) -> str:
    """Return the path from the package on: the rest may carry the name of a user."""
    partes = Path(arquivo).parts
    for marco in ("bahiaservidor", "site-packages", "lib"):
        if marco in partes:
            posicao = len(partes) - 1 - partes[::-1].index(marco)
            if posicao < len(partes) - 1:
                return "/".join(partes[posicao:])
    return partes[-1] if partes else arquivo
