"""Where a file lives, on each system, told from the facts; what this machine says of itself; copies in conflict."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bahiaservidor.registro.banco import Banco
from bahiaservidor.registro.copias_em_conflito import copias_em_conflito
from bahiaservidor.registro.lugar import EspecieDeLugar as E
from bahiaservidor.registro.lugar import Fatos, Lugar, Montagem, Unidade, lugar_de
from bahiaservidor.registro.lugar_fatos import (
    lugar_do_arquivo,
    montagens_do_linux,
    montagens_do_mac,
    pastas_do_dropbox,
)

CASA = "/casa/maria"

MOUNTINFO = r"""
27 1 254:0 / / rw,relatime - ext4 /dev/vda rw
30 27 0:27 / /dev/shm rw - tmpfs tmpfs rw
35 27 0:40 / /tmp rw - overlay overlay rw,lowerdir=/a
36 27 0:41 / /mnt/rh rw shared:3 - nfs4 srv:/rh rw,vers=4.2
37 27 0:42 / /mnt/com\040espaço rw - cifs //srv/Pessoal\040RH rw
38 27 0:43 / /mnt/ssh rw - fuse.sshfs ana@srv:/dados rw
39 27 0:44 / /mnt/c rw - 9p C:\134 rw,aname=drvfs
40 27 8:33 / /media/maria/PEN rw - vfat /dev/sdc1 rw
41 27 0:45 / /mnt/ntfs rw - fuseblk /dev/sdb1 rw
42 27 0:46 / /mnt/dav rw - fuse https://nuvem.exemplo/ rw
43 27 0:47 / /mnt/cofre rw - fuse.gocryptfs /cifrado rw
44 27 0:48 / /run/user/1000/gvfs rw - fuse.gvfsd-fuse gvfsd-fuse rw
45 36 254:1 / /mnt/rh/disco rw - ext4 /dev/vdb rw
linha sem sentido
46 27 0:49 / /mnt/vbox rw - vboxsf Pasta rw
"""

MAC = """/dev/disk1s1 on / (apfs, sealed, local, read-only, journaled)
//maria@srv/RH on /Volumes/RH (smbfs, nodev, nosuid, mounted by maria)
/dev/disk4s1 on /Volumes/PEN (msdos, local, nodev, nosuid, noowners)
srv:/export/a (b) on /private/nfs (nfs, asynchronous)
map auto_home on /System/Volumes/Data/home (autofs, automounted)
"""


def no_linux(caminho: str, **fatos: object) -> Lugar:
    montagens = tuple(montagens_do_linux(MOUNTINFO, removivel=lambda aparelho: aparelho == "8:33"))
    return lugar_de((caminho,), Fatos(casa=CASA, montagens=montagens, **fatos))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("caminho", "especie", "nome"),
    [
        ("/tmp/a.sqlite3", E.LOCAL, ""),
        ("/dev/shm/a.sqlite3", E.LOCAL, ""),
        (f"{CASA}/a.sqlite3", E.LOCAL, ""),
        ("/mnt/rh/a.sqlite3", E.REDE, "NFS (srv:/rh)"),
        ("/mnt/rhx/a.sqlite3", E.LOCAL, ""),
        ("/mnt/rh/disco/a.sqlite3", E.LOCAL, ""),
        ("/mnt/com espaço/a.sqlite3", E.REDE, "SMB (//srv/Pessoal RH)"),
        ("/mnt/ssh/a/b.sqlite3", E.REDE, "SSHFS (ana@srv:/dados)"),
        ("/mnt/c/Users/a.sqlite3", E.REDE, "9P (C:\\)"),
        ("/media/maria/PEN/a.sqlite3", E.REMOVIVEL, "/media/maria/PEN"),
        ("/mnt/ntfs/a.sqlite3", E.LOCAL, ""),
        ("/mnt/dav/a.sqlite3", E.REDE, "WebDAV (https://nuvem.exemplo/)"),
        ("/mnt/cofre/a.sqlite3", E.LOCAL, ""),
        ("/run/user/1000/gvfs/smb-share/a", E.REDE, "gvfsd-fuse (gvfsd-fuse)"),
        ("/mnt/vbox/a.sqlite3", E.REDE, "pasta da máquina hospedeira (Pasta)"),
        (f"{CASA}/OneDrive/a.sqlite3", E.SINCRONIZADA, "OneDrive"),
        (f"{CASA}/OneDrive - Governo da Bahia/rh/a.sqlite3", E.SINCRONIZADA, "OneDrive"),
        (f"{CASA}/Dropbox (Pessoal)/a.sqlite3", E.SINCRONIZADA, "Dropbox"),
        (f"{CASA}/Library/Mobile Documents/com~apple~CloudDocs/a", E.SINCRONIZADA, "iCloud"),
        (f"{CASA}/Library/CloudStorage/GoogleDrive-a@b.c/a", E.SINCRONIZADA, "Google Drive"),
        (f"{CASA}/Library/CloudStorage/Outra-conta/a", E.SINCRONIZADA, "nuvem"),
        (f"{CASA}/Nextcloud/a.sqlite3", E.SINCRONIZADA, "Nextcloud"),
        (f"{CASA}/MEGA/a.sqlite3", E.SINCRONIZADA, "MEGA"),
        (f"{CASA}/projetos/mega/a.sqlite3", E.LOCAL, ""),
        (f"{CASA}/meus-dropboxes/a.sqlite3", E.LOCAL, ""),
        (f"{CASA}/OneDrive", E.LOCAL, ""),
        ("/mnt/rh/Dropbox/a.sqlite3", E.SINCRONIZADA, "Dropbox"),
    ],
)
def test_no_linux_e_no_mac(caminho: str, especie: E, nome: str) -> None:
    achado = no_linux(caminho)
    assert (achado.especie, achado.nome) == (especie, nome)
    assert achado.de_um_so == (especie in (E.REDE, E.SINCRONIZADA))


@pytest.mark.parametrize(
    ("caminho", "especie", "nome"),
    [
        ("C:\\Dados\\a.sqlite3", E.LOCAL, ""),
        ("\\\\srv\\rh\\a.sqlite3", E.REDE, "\\\\srv\\rh"),
        ("//srv/rh/a.sqlite3", E.REDE, "\\\\srv\\rh"),
        ("\\\\?\\UNC\\srv\\rh\\a.sqlite3", E.REDE, "\\\\srv\\rh"),
        ("\\\\wsl.localhost\\Debian\\a.sqlite3", E.REDE, "\\\\wsl.localhost\\Debian"),
        ("\\\\?\\C:\\Dados\\a.sqlite3", E.LOCAL, ""),
        ("z:\\rh\\a.sqlite3", E.REDE, "z: (\\\\srv\\setor)"),
        ("Y:\\a.sqlite3", E.REDE, "Y:"),
        ("E:\\a.sqlite3", E.REMOVIVEL, "E:"),
        ("C:\\Gente\\maria\\OneDrive - SEC\\a.sqlite3", E.SINCRONIZADA, "OneDrive"),
        ("D:\\Nuvem do Governo\\rh\\a.sqlite3", E.SINCRONIZADA, "OneDrive"),
        ("G:\\Meu Drive\\a.sqlite3", E.SINCRONIZADA, "Google Drive"),
        ("C:\\x\\Meu Drive\\a.sqlite3", E.LOCAL, ""),
        ("Z:\\Dropbox\\a.sqlite3", E.SINCRONIZADA, "Dropbox"),
    ],
)
def test_no_windows(caminho: str, especie: E, nome: str) -> None:
    unidades = {"C:": Unidade(tipo=3), "Z:": Unidade(tipo=4, origem="\\\\srv\\setor"), "Y:": Unidade(tipo=4)}
    fatos = Fatos(
        windows=True, casa="C:\\Gente\\maria", unidades={**unidades, "E:": Unidade(tipo=2)},
        ambiente={"OneDriveCommercial": "D:\\nuvem do governo", "OneDrive": "", "Dropbox": "C:\\"},
    )  # fmt: skip
    achado = lugar_de((caminho,), fatos)
    assert (achado.especie, achado.nome) == (especie, nome)


def test_o_mount_do_mac() -> None:
    fatos = Fatos(casa="/Gente/maria", montagens=tuple(montagens_do_mac(MAC)))
    visto = {c: lugar_de((f"{c}/a",), fatos).especie for c in ("/Volumes/RH", "/Volumes/PEN", "/private/nfs", "/etc")}
    assert visto == {"/Volumes/RH": E.REDE, "/Volumes/PEN": E.REMOVIVEL, "/private/nfs": E.REDE, "/etc": E.LOCAL}


def test_o_arquivo_que_o_programa_da_nuvem_deixa_e_a_pasta_que_ele_diz_ter() -> None:
    existe = {"/dados/rh/.stfolder", f"{CASA}/.dropbox"}.__contains__
    assert no_linux("/dados/rh/2026/a.sqlite3", existe=existe).nome == "Syncthing"
    assert no_linux("/dados/outra/a.sqlite3", existe=existe).especie == E.LOCAL
    # The settings of Dropbox in the user's own folder do not make all of it a copied folder.
    assert no_linux(f"{CASA}/a.sqlite3", existe=existe).especie == E.LOCAL
    pastas = pastas_do_dropbox('{"business": {"path": "/dados/Caixa"}, "x": 3, "y": {"path": [1]}, "z": {"path": ""}}')
    assert pastas == ["/dados/Caixa"]
    nuvens = tuple(("Dropbox", pasta) for pasta in (*pastas, "", ".", "/"))
    assert no_linux("/dados/Caixa/a.sqlite3", nuvens=nuvens).nome == "Dropbox"
    assert no_linux("/dados/outra/a.sqlite3", nuvens=nuvens).especie == E.LOCAL


def test_um_atalho_e_visto_pelos_dois_nomes(tmp_path: Path) -> None:
    pasta = tmp_path / "OneDrive"
    pasta.mkdir()
    (tmp_path / "atalho").symlink_to(pasta)
    assert lugar_do_arquivo(tmp_path / "atalho" / "a.sqlite3").nome == "OneDrive"
    assert lugar_do_arquivo(tmp_path / "a.sqlite3") == Lugar()
    assert lugar_do_arquivo(Path(__file__)).especie == E.LOCAL


@given(st.text(), st.text())
def test_texto_qualquer_nao_derruba_quem_le_os_fatos(texto: str, caminho: str) -> None:
    pastas_do_dropbox(texto)
    montagens = (*montagens_do_linux(texto), *montagens_do_mac(texto), Montagem(ponto=texto, tipo=texto))
    for windows in (False, True):
        fatos = Fatos(
            windows=windows, casa=texto, montagens=montagens, nuvens=(("x", texto),), ambiente={"OneDrive": texto}
        )
        assert isinstance(lugar_de((caminho,), fatos), Lugar)


def test_copias_em_conflito_ao_lado_do_registro(tmp_path: Path) -> None:
    registro = tmp_path / "registro.sqlite3"
    Banco.abrir(registro).fechar()
    em_conflito = [
        "registro (1).sqlite3", "registro (PC-2's conflicted copy 2026-11-22).sqlite3",
        "registro (conflito de PC-2).sqlite3", "registro 2.sqlite3", "registro-DESKTOP-A1B2.sqlite3",
        "registro.sync-conflict-20261122-143200-ABCDEF.sqlite3", "registro_conflict_PC.sqlite3",
    ]  # fmt: skip
    outros = ["registro-antes da mudança.sqlite3", "registro2025.sqlite3", "outro (1).sqlite3", "registro (1).txt"]
    for nome in (*em_conflito, *outros):
        (tmp_path / nome).write_bytes(registro.read_bytes())
    (tmp_path / "registro (2).sqlite3").write_bytes(b"SQLite format 3\0 de outro programa".ljust(100, b"\0"))
    (tmp_path / "registro (3).sqlite3").mkdir()
    (tmp_path / "registro (4).sqlite3").hardlink_to(registro)  # opening it would drop the locks of the registry itself
    assert copias_em_conflito(registro) == tuple(sorted(em_conflito))
    assert copias_em_conflito(tmp_path / "nenhuma" / "registro.sqlite3") == ()
