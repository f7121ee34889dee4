"""Where a file lives: this machine's disk, the network, a folder that a program copies to the cloud, a pen drive.

`lugar_de` is a pure function over facts (mounts, drives, environment, what exists), so that each system is judged from
any other; `lugar_fatos.py` gathers the facts of this machine.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import PurePath, PurePosixPath, PureWindowsPath
from typing import Final


class EspecieDeLugar(StrEnum):
    """What may go wrong with a file depends on this."""

    LOCAL = "local"
    REDE = "rede"
    SINCRONIZADA = "sincronizada"
    REMOVIVEL = "removivel"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lugar:
    """Where a file lives; ``nome`` says which share or which program ("OneDrive"), ``raiz`` from which folder on."""

    especie: EspecieDeLugar = EspecieDeLugar.LOCAL
    nome: str = ""
    raiz: str = ""

    @property
    def de_um_so(self) -> bool:
        """Tell whether only one program at a time may write here, and no write-ahead log is possible."""
        return self.especie in (EspecieDeLugar.REDE, EspecieDeLugar.SINCRONIZADA)


@dataclass(frozen=True, slots=True, kw_only=True)
class Montagem:
    """A mounted file system: where, of which type, from what."""

    ponto: str
    tipo: str
    origem: str = ""
    removivel: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Unidade:
    """A drive of Windows: what ``GetDriveTypeW`` answers, and the share behind it."""

    tipo: int
    origem: str = ""


REMOVIVEL_NO_WINDOWS: Final = 2
REMOTA_NO_WINDOWS: Final = 4
"""Answers of ``GetDriveTypeW``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fatos:
    """What a machine says of itself; ``existe`` asks whether something is there."""

    windows: bool = False
    casa: str = ""
    ambiente: Mapping[str, str] = field(default_factory=dict)
    montagens: tuple[Montagem, ...] = ()
    unidades: Mapping[str, Unidade] = field(default_factory=dict)
    nuvens: tuple[tuple[str, str], ...] = ()
    existe: Callable[[str], bool] = lambda _: False


_TIPOS_DE_REDE: Final = {
    "nfs": "NFS", "nfs4": "NFS", "cifs": "SMB", "smb": "SMB", "smb2": "SMB", "smb3": "SMB", "smbfs": "SMB",
    "fuse.sshfs": "SSHFS", "sshfs": "SSHFS", "macfuse": "rede", "osxfuse": "rede", "9p": "9P", "drvfs": "9P",
    "virtiofs": "pasta da máquina hospedeira", "vboxsf": "pasta da máquina hospedeira",
    "prl_fs": "pasta da máquina hospedeira", "vmhgfs": "pasta da máquina hospedeira",
    "fuse.vmhgfs-fuse": "pasta da máquina hospedeira", "afs": "AFS", "afpfs": "AFP", "ncpfs": "NCP", "coda": "Coda",
    "davfs": "WebDAV", "webdav": "WebDAV", "ceph": "Ceph", "glusterfs": "GlusterFS", "lustre": "Lustre",
    "gpfs": "GPFS", "ocfs2": "Oracle Cluster", "gfs2": "GFS2", "beegfs": "BeeGFS",
}  # fmt: skip
"""Types of file systems that another machine serves."""

_FUSE_DAQUI: Final = frozenset(
    f"fuse.{tipo}"
    for tipo in (
        "ntfs", "ntfs-3g", "exfat", "exfat-fuse", "mergerfs", "encfs", "gocryptfs", "cryfs", "fuse-overlayfs", "ext2",
        "bindfs", "lxcfs", "snapfuse", "squashfuse", "zfs", "portal", "securefs", "veracrypt", "vfat", "unionfs",
    )
)  # fmt: skip
"""File systems in user space over a disk of this machine; any other ``fuse.*`` is taken for the network."""

_NOMES_EM_QUALQUER_PARTE: Final = (
    (re.compile(r"OneDrive( ?- ?.+)?", re.IGNORECASE), "OneDrive"),
    (re.compile(r"Dropbox( ?\(.+\))?", re.IGNORECASE), "Dropbox"),
    (re.compile(r"(Google ?Drive|GoogleDrive-.+|DriveFS)( ?\(.+\))?", re.IGNORECASE), "Google Drive"),
    (re.compile(r"iCloud ?Drive|com~apple~CloudDocs", re.IGNORECASE), "iCloud"),
    (re.compile(r"Nextcloud\d*", re.IGNORECASE), "Nextcloud"),
    (re.compile(r"ownCloud\d*", re.IGNORECASE), "ownCloud"),
    (re.compile(r"MEGA ?sync( ?Uploads)?", re.IGNORECASE), "MEGA"),
    (re.compile(r"pCloud ?Drive", re.IGNORECASE), "pCloud"),
    (re.compile(r"Box Sync", re.IGNORECASE), "Box"),
)
"""Folders with which these programs begin, whoever's they are."""

_NOMES_SO_NA_CASA: Final = {
    "mega": "MEGA", "box": "Box", "meu drive": "Google Drive", "my drive": "Google Drive", "seafile": "Seafile",
    "sync": "Sync", "syncthing": "Syncthing", "insync": "Google Drive", "yandex.disk": "Yandex Disk",
}  # fmt: skip
"""Names that mean it only at the root of a drive or in the user's own folder."""

_MARCAS: Final = {
    ".dropbox": "Dropbox", ".dropbox.cache": "Dropbox", ".849C9593-D756-4E56-8D6E-42412F2A707B": "OneDrive",
    ".tmp.drivedownload": "Google Drive", ".tmp.driveupload": "Google Drive", ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud", ".stfolder": "Syncthing", ".megaignore": "MEGA", ".debris": "MEGA",
}  # fmt: skip
"""Files that these programs leave in the folder they keep."""

_PELO_AMBIENTE: Final = {
    "OneDrive": "OneDrive", "OneDriveConsumer": "OneDrive", "OneDriveCommercial": "OneDrive", "Dropbox": "Dropbox",
}  # fmt: skip


def lugar_de(caminhos: tuple[str, ...], fatos: Fatos) -> Lugar:
    """Return where a file lives, given the ways to name it (as written, and with links followed).

    What a program copies to the cloud comes before the network, and this before what can be taken out.
    """
    achados = [achado for caminho in caminhos for achado in _achados(caminho, fatos)]
    ordem = (EspecieDeLugar.SINCRONIZADA, EspecieDeLugar.REDE, EspecieDeLugar.REMOVIVEL)
    return next((lugar for especie in ordem for lugar in achados if lugar.especie == especie), Lugar())


def _achados(caminho: str, fatos: Fatos) -> list[Lugar]:
    puro: PurePath
    if fatos.windows:
        puro = PureWindowsPath(_sem_prefixo(caminho))
        disco = _no_windows(puro, fatos)
    else:
        puro = PurePosixPath(caminho)
        disco = _na_montagem(puro, fatos)
    nuvem = _na_nuvem(puro, fatos)
    return [lugar for lugar in (nuvem, disco) if lugar is not None]


# ------------------------------------------------------------------ disks


def _sem_prefixo(caminho: str) -> str:
    r"""Return a Windows path without the prefix ``\\?\``, which lets long names through."""
    direto = caminho.replace("/", "\\")
    if direto.upper().startswith("\\\\?\\UNC\\"):
        return "\\\\" + direto[8:]
    return direto[4:] if direto.startswith(("\\\\?\\", "\\\\.\\")) else direto


def _no_windows(puro: PureWindowsPath, fatos: Fatos) -> Lugar | None:
    if puro.drive.startswith("\\\\"):
        return Lugar(especie=EspecieDeLugar.REDE, nome=puro.drive, raiz=puro.drive)
    unidade = fatos.unidades.get(puro.drive.upper())
    if unidade is None:
        return None
    if unidade.tipo == REMOTA_NO_WINDOWS:
        nome = f"{puro.drive} ({unidade.origem})" if unidade.origem else puro.drive
        return Lugar(especie=EspecieDeLugar.REDE, nome=nome, raiz=puro.anchor)
    if unidade.tipo == REMOVIVEL_NO_WINDOWS:
        return Lugar(especie=EspecieDeLugar.REMOVIVEL, nome=puro.drive, raiz=puro.anchor)
    return None


def _na_montagem(puro: PurePosixPath, fatos: Fatos) -> Lugar | None:
    # The deepest holds the file; of two at the same place, the last one mounted covers the other.
    onde: Montagem | None = None
    for montagem in fatos.montagens:
        dentro = puro.is_relative_to(montagem.ponto)
        if dentro and (onde is None or len(montagem.ponto.rstrip("/")) >= len(onde.ponto.rstrip("/"))):
            onde = montagem
    if onde is None:
        return None
    servico = _servico(onde)
    if servico:
        nome = f"{servico} ({onde.origem})" if onde.origem else servico
        return Lugar(especie=EspecieDeLugar.REDE, nome=nome, raiz=onde.ponto)
    if onde.removivel:
        return Lugar(especie=EspecieDeLugar.REMOVIVEL, nome=onde.ponto, raiz=onde.ponto)
    return None


def _servico(montagem: Montagem) -> str:
    tipo = montagem.tipo.lower()
    if tipo in _TIPOS_DE_REDE:
        return _TIPOS_DE_REDE[tipo]
    if tipo.startswith("fuse.") and tipo not in _FUSE_DAQUI:
        return tipo.removeprefix("fuse.")
    # davfs2 and others mount as plain "fuse", and only what they mount tells.
    if tipo == "fuse" and (montagem.origem.startswith(("//", "http:", "https:")) or "@" in montagem.origem):
        return "WebDAV" if montagem.origem.startswith("http") else "rede"
    return ""


# ------------------------------------------------------------------ clouds


def _na_nuvem(puro: PurePath, fatos: Fatos) -> Lugar | None:
    pastas = [
        *fatos.nuvens,
        *((nome, fatos.ambiente[chave]) for chave, nome in _PELO_AMBIENTE.items() if fatos.ambiente.get(chave)),
    ]
    for nome, pasta in pastas:
        # A relative or empty folder would hold every file.
        raiz = type(puro)(pasta)
        if raiz.is_absolute() and raiz != type(puro)(raiz.anchor) and puro.is_relative_to(raiz):
            return _nuvem(nome, raiz)
    casa = type(puro)(fatos.casa) if fatos.casa else None
    for pai in puro.parents:
        if not pai.name:
            continue
        for padrao, nome in _NOMES_EM_QUALQUER_PARTE:
            if padrao.fullmatch(pai.name):
                return _nuvem(nome, pai)
        if pai.name == "CloudStorage" and pai.parent.name == "Library":
            return _nuvem("nuvem", pai)
        na_raiz = pai.parent == casa or (fatos.windows and str(pai.parent) == pai.anchor)
        if na_raiz and pai.name.lower() in _NOMES_SO_NA_CASA:
            return _nuvem(_NOMES_SO_NA_CASA[pai.name.lower()], pai)
    for pai in puro.parents:
        for marca, nome in _MARCAS.items():
            # In the user's own folder ".dropbox" keeps settings: the folder itself is not copied.
            if pai != casa and str(pai) != pai.anchor and fatos.existe(str(pai / marca)):
                return _nuvem(nome, pai)
    return None


def _nuvem(nome: str, raiz: PurePath) -> Lugar:
    return Lugar(especie=EspecieDeLugar.SINCRONIZADA, nome=nome, raiz=str(raiz))
