"""The facts of this machine by which `lugar.py` judges where a file lives.

Nothing here fails: what cannot be learned is not known, and a file of which nothing is known is on this disk.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from .lugar import REMOTA_NO_WINDOWS, Fatos, Lugar, Montagem, Unidade, lugar_de

_MAIOR_ARQUIVO: Final = 256 * 1024
"""Bytes read of the settings of another program."""

_NA_LINHA_DO_MAC: Final = re.compile(r"(?P<origem>.+?) on (?P<ponto>/.*) \((?P<opcoes>[^()]*)\)$")


def lugar_do_arquivo(caminho: Path) -> Lugar:
    """Return where a file of this machine lives, by the name given and by where its links lead."""
    escrito = str(caminho.absolute())
    try:
        seguido = str(caminho.resolve())
    except (OSError, RuntimeError):
        seguido = escrito
    return lugar_de(tuple(dict.fromkeys((escrito, seguido))), fatos_daqui((escrito, seguido)))


def fatos_daqui(caminhos: tuple[str, ...]) -> Fatos:
    """Return what this machine says of itself; on Windows, of the drives of these paths."""
    windows = sys.platform == "win32"
    return Fatos(
        windows=windows,
        casa=_casa(),
        ambiente=dict(os.environ),
        montagens=() if windows else tuple(_montagens()),
        unidades=_unidades(caminhos) if windows else {},
        nuvens=tuple(_nuvens(os.environ, _casa())),
        existe=os.path.lexists,
    )


def _casa() -> str:
    try:
        return str(Path.home())
    except RuntimeError:
        return ""


def _texto(caminho: Path) -> str:
    try:
        with caminho.open("rb") as arquivo:
            return arquivo.read(_MAIOR_ARQUIVO).decode("utf-8", "replace")
    except (OSError, ValueError):
        return ""


# ------------------------------------------------------------------ mounts


def _montagens() -> Iterator[Montagem]:
    if sys.platform == "darwin":
        with suppress(OSError, subprocess.SubprocessError):
            saida = subprocess.run(
                ["/sbin/mount"], capture_output=True, text=True, errors="replace", timeout=5, check=False
            )
            yield from montagens_do_mac(saida.stdout)
        return
    yield from montagens_do_linux(_texto(Path("/proc/self/mountinfo")), removivel=_removivel)


def montagens_do_linux(mountinfo: str, *, removivel: Any = lambda _: False) -> Iterator[Montagem]:
    """Give what ``/proc/self/mountinfo`` tells; ``removivel`` answers for a device, as "8:17"."""
    for linha in mountinfo.splitlines():
        antes, separador, depois = linha.partition(" - ")
        campos, fim = antes.split(" "), depois.split(" ")
        if separador and len(campos) >= 5 and len(fim) >= 2:
            yield Montagem(
                ponto=_sem_escapes(campos[4]), tipo=fim[0], origem=_sem_escapes(fim[1]), removivel=removivel(campos[2])
            )


def _sem_escapes(campo: str) -> str:
    # Spaces, tabs and backslashes come as octal numbers of bytes.
    octeto = re.sub(rb"\\([0-3][0-7]{2})", lambda m: bytes([int(m[1], 8)]), campo.encode("utf-8", "surrogateescape"))
    return octeto.decode("utf-8", "surrogateescape")


def _removivel(aparelho: str) -> bool:
    if aparelho.startswith("0:"):
        return False
    with suppress(OSError, RuntimeError):
        pasta = (Path("/sys/dev/block") / aparelho).resolve()
        # A partition says nothing: its disk does.
        return any(_texto(onde / "removable").strip() == "1" for onde in (pasta, pasta.parent))
    return False


def montagens_do_mac(saida: str) -> Iterator[Montagem]:
    """Give what the command ``mount`` of macOS prints."""
    for linha in saida.splitlines():
        achado = _NA_LINHA_DO_MAC.fullmatch(linha.strip())
        if achado is not None:
            tipo, *opcoes = (opcao.strip() for opcao in achado["opcoes"].split(","))
            fora = achado["ponto"].startswith("/Volumes/") and tipo in ("msdos", "exfat", "hfs", "ntfs", "apfs")
            yield Montagem(
                ponto=achado["ponto"], tipo=tipo, origem=achado["origem"], removivel=fora and "local" in opcoes
            )


# ------------------------------------------------------------------ Windows


def _unidades(caminhos: tuple[str, ...]) -> Mapping[str, Unidade]:
    achadas: dict[str, Unidade] = {}
    if sys.platform == "win32":
        import ctypes

        for caminho in caminhos:
            letra = os.path.splitdrive(caminho)[0].upper()
            if len(letra) == 2 and letra not in achadas:
                tipo = int(ctypes.windll.kernel32.GetDriveTypeW(letra + "\\"))
                origem = ""
                if tipo == REMOTA_NO_WINDOWS:
                    texto = ctypes.create_unicode_buffer(1024)
                    tamanho = ctypes.c_ulong(1024)
                    if ctypes.windll.mpr.WNetGetConnectionW(letra, texto, ctypes.byref(tamanho)) == 0:
                        origem = texto.value
                achadas[letra] = Unidade(tipo=tipo, origem=origem)
    return achadas


def _do_onedrive() -> list[tuple[str, str]]:
    """Return the folders that OneDrive keeps in the registry of Windows, one an account."""
    pastas: list[tuple[str, str]] = []
    if sys.platform == "win32":
        import winreg

        raiz = r"Software\Microsoft\OneDrive\Accounts"
        with suppress(OSError), winreg.OpenKey(winreg.HKEY_CURRENT_USER, raiz) as contas:
            for numero in range(32):
                with winreg.OpenKey(contas, winreg.EnumKey(contas, numero)) as conta, suppress(OSError):
                    pastas.append(("OneDrive", str(winreg.QueryValueEx(conta, "UserFolder")[0])))
    return pastas


# ------------------------------------------------------------------ clouds


def _nuvens(ambiente: Mapping[str, str], casa: str) -> Iterator[tuple[str, str]]:
    yield from _do_onedrive()
    bases = [ambiente.get("APPDATA", ""), ambiente.get("LOCALAPPDATA", "")]
    arquivos = [Path(base) / "Dropbox" / "info.json" for base in bases if base]
    if casa:
        arquivos.append(Path(casa) / ".dropbox" / "info.json")
    for arquivo in arquivos:
        for pasta in pastas_do_dropbox(_texto(arquivo)):
            yield "Dropbox", pasta


def pastas_do_dropbox(texto: str) -> list[str]:
    """Return the folders that the ``info.json`` of Dropbox names; none for a text that is something else."""
    try:
        lido = json.loads(texto) if texto else {}
    except (ValueError, RecursionError):
        return []
    contas = lido.values() if isinstance(lido, dict) else ()
    pastas = [conta.get("path") for conta in contas if isinstance(conta, dict)]
    return [pasta for pasta in pastas if isinstance(pasta, str) and pasta and "\0" not in pasta]
