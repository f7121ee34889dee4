"""Who has a registry open, as it is written in a small file beside it: name, login, machine, process, since when."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import re
import sys
import uuid
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

from ..arquivos import MAIOR_PEQUENO

_TAMANHO: Final = 1024
"""Bytes of the file, always: written over itself, it never keeps the end of what it said before."""

_MAIOR_PALAVRA: Final = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Ocupante:
    """Somebody with the registry open; ``chave`` is drawn at each opening and tells one from another.

    ``marca`` changes when the file is renewed: two readings with the same one saw the same moment of it.
    """

    chave: str
    nome: str = ""
    login: str = ""
    maquina: str = ""
    placa: str = ""
    pid: int = 0
    desde: datetime | None = None
    marca: tuple[int, ...] = ()

    @property
    def quem(self) -> str:
        """Who it is, in words; empty when the file does not say."""
        return self.nome or self.login

    @property
    def daqui(self) -> bool:
        """Tell whether it is a program of this machine."""
        return bool(self.placa) and self.placa == placa_daqui()

    @property
    def morto(self) -> bool:
        """Tell whether it is known to have ended: a program of this machine that no longer runs."""
        return self.daqui and not vive(self.pid)


def bytes_de(ocupante: Ocupante, *, renovado: datetime) -> bytes:
    """Return what is written of somebody."""
    dados = {
        "chave": ocupante.chave, "nome": _palavra(ocupante.nome), "usuario": _palavra(ocupante.login),
        "maquina": _palavra(ocupante.maquina), "placa": ocupante.placa, "pid": ocupante.pid,
        "desde": (ocupante.desde or renovado).astimezone(UTC).isoformat(timespec="seconds"),
        "renovado": renovado.astimezone(UTC).isoformat(timespec="milliseconds"),
    }  # fmt: skip
    return json.dumps(dados).encode("ascii").ljust(_TAMANHO - 1) + b"\n"


def ler_ocupante(caminho: Path) -> Ocupante | None:
    """Return who is written in a file, None when there is no file.  OSError when it cannot be read.

    What says nothing that can be read is somebody unknown: it was not left there by chance.
    """
    try:
        # Opened each time: a shared folder answers about a name from memory, about what it opens from the server.
        with caminho.open("rb", buffering=0) as arquivo:
            visto = os.fstat(arquivo.fileno())
            conteudo = arquivo.read(MAIOR_PEQUENO)
    except FileNotFoundError:
        return None
    return ocupante_de(conteudo, marca=(visto.st_mtime_ns, _numero_de(conteudo)))


def ocupante_de(conteudo: bytes, *, marca: tuple[int, ...] = ()) -> Ocupante:
    """Return who some bytes speak of; whatever they are, somebody."""
    try:
        lido = json.loads(conteudo)
    except (ValueError, RecursionError):
        lido = None
    dados: dict[str, Any] = lido if isinstance(lido, dict) else {}
    chave, pid = dados.get("chave"), dados.get("pid")
    desde = None
    with suppress(ValueError, TypeError, OverflowError):
        escrito = datetime.fromisoformat(dados["desde"]) if "desde" in dados else None
        desde = escrito.astimezone(UTC) if escrito is not None and escrito.tzinfo is not None else None
    return Ocupante(
        chave=chave if isinstance(chave, str) and chave else hashlib.sha256(conteudo).hexdigest(),
        nome=_palavra(dados.get("nome")), login=_palavra(dados.get("usuario")), maquina=_palavra(dados.get("maquina")),
        placa=_palavra(dados.get("placa")), pid=pid if isinstance(pid, int) and 0 < pid < 2**31 else 0, desde=desde,
        marca=marca,
    )  # fmt: skip


def _numero_de(conteudo: bytes) -> int:
    """Return a number that changes with the contents: some disks keep the instant of a file by the second or two."""
    return int.from_bytes(hashlib.blake2b(conteudo, digest_size=8).digest())


def _palavra(valor: object) -> str:
    """Return a text as it is shown: one line, without what does not print, not too long."""
    texto = valor if isinstance(valor, str) else ""
    return re.sub(r"\s+", " ", "".join(c if c.isprintable() else " " for c in texto)).strip()[:_MAIOR_PALAVRA]


# ------------------------------------------------------------------ this machine


def maquina_daqui() -> str:
    """Return the name by which people know this machine."""
    return platform.node() or "máquina sem nome"


@cache
def placa_daqui() -> str:
    """Return what tells this machine from another of the same name, empty when nothing does."""
    numero = uuid.getnode()
    if numero >> 40 & 1:  # drawn at random: not the address of a network card
        return ""
    return hashlib.sha256(f"{numero:012x}|{platform.node()}".encode()).hexdigest()[:16]


def vive(pid: int) -> bool:
    """Tell whether a process of this machine still runs; when that cannot be known, it does."""
    if pid <= 0:
        return True
    if sys.platform == "win32":
        import ctypes

        # Not os.kill: on Windows a signal 0 is Ctrl+C for the other program.
        aberto = ctypes.windll.kernel32.OpenProcess(0x1000, False, pid)  # PROCESS_QUERY_LIMITED_INFORMATION
        if not aberto:
            return bool(ctypes.windll.kernel32.GetLastError() == 5)  # ERROR_ACCESS_DENIED: somebody else's
        codigo = ctypes.c_ulong()
        ctypes.windll.kernel32.GetExitCodeProcess(aberto, ctypes.byref(codigo))
        ctypes.windll.kernel32.CloseHandle(aberto)
        return codigo.value == 259  # STILL_ACTIVE
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
