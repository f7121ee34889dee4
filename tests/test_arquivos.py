"""A file is written whole or not at all, and never over the registry."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bahiaservidor.arquivos import (
    ErroDeArquivo,
    arquivo_aos_poucos,
    conferir_destino,
    gravar_arquivo,
    nome_para_salvar,
    provisorio,
)


def test_grava_e_substitui_sem_deixar_sobras(tmp_path: Path) -> None:
    destino = tmp_path / "termo.pdf"
    assert gravar_arquivo(destino, b"um") == destino
    gravar_arquivo(destino, b"dois")
    assert destino.read_bytes() == b"dois"
    assert list(tmp_path.iterdir()) == [destino]


def test_o_registro_nunca_e_substituido_nem_por_outro_nome(tmp_path: Path) -> None:
    registro = tmp_path / "registro.sqlite3"
    registro.write_bytes(b"livro")
    atalho = tmp_path / "atalho.pdf"
    os.link(registro, atalho)
    for destino in (registro, tmp_path / "." / "registro.sqlite3", atalho):
        with pytest.raises(ErroDeArquivo, match="é o próprio registro"):
            gravar_arquivo(destino, b"papel", registro=registro)
    assert registro.read_bytes() == b"livro"


def test_pasta_que_nao_existe_e_dita_e_nada_fica(tmp_path: Path) -> None:
    with pytest.raises(ErroDeArquivo, match="não existe"):
        gravar_arquivo(tmp_path / "nenhuma" / "saida.pdf", b"x")
    with pytest.raises(ErroDeArquivo, match="é uma pasta"):
        conferir_destino(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_falha_no_meio_mantem_o_que_havia(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    destino = tmp_path / "termo.pdf"
    destino.write_bytes(b"antes")

    def cheio(self: Path, alvo: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", cheio)
    with pytest.raises(ErroDeArquivo, match="disco cheio"):
        gravar_arquivo(destino, b"depois")
    assert destino.read_bytes() == b"antes"
    assert list(tmp_path.iterdir()) == [destino]


@pytest.mark.parametrize("pasta", [False, True])
def test_o_que_se_faz_aos_poucos_so_aparece_inteiro(tmp_path: Path, pasta: bool) -> None:
    destino = tmp_path / "acervo"
    with provisorio(destino) as parte:
        with arquivo_aos_poucos(parte / "a" / "b.csv" if pasta else parte) as arquivo:
            arquivo.write(b"um")
        assert not destino.exists()
    assert (destino / "a" / "b.csv" if pasta else destino).read_bytes() == b"um"
    assert list(tmp_path.iterdir()) == [destino]
    with pytest.raises(ErroDeArquivo, match="já existe, e nada do que há ali é substituído"), provisorio(destino):
        raise AssertionError("nothing is begun")


def falhar_no_meio(destino: Path, falha: BaseException, *, pasta: bool) -> None:
    with provisorio(destino) as parte:
        for nome in ("x.csv",) if pasta else ("", "-wal", "-journal"):
            with arquivo_aos_poucos(parte / nome if pasta else parte.with_name(parte.name + nome)) as arquivo:
                arquivo.write(b"um")
        raise falha


@pytest.mark.parametrize("pasta", [False, True])
def test_o_que_falha_no_meio_nao_deixa_nada(tmp_path: Path, pasta: bool) -> None:
    with pytest.raises(ErroDeArquivo, match="disco cheio"):
        falhar_no_meio(tmp_path / "a", OSError(28, "No space left on device"), pasta=pasta)
    with pytest.raises(KeyboardInterrupt):
        falhar_no_meio(tmp_path / "a", KeyboardInterrupt(), pasta=pasta)
    assert list(tmp_path.iterdir()) == []


def por_um_novo(destino: Path, *, substitui: bool, de_outro: bytes = b"") -> None:
    with provisorio(destino, substitui=substitui) as parte:
        parte.write_bytes(b"novo")
        if de_outro:
            destino.write_bytes(de_outro)


def test_quem_chegou_antes_fica_mesmo_num_disco_sem_ligacoes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def sem_ligacoes(de: Path, para: Path) -> None:
        raise OSError(1, "Operation not permitted")

    for liga in (os.link, sem_ligacoes):
        monkeypatch.setattr(os, "link", liga)
        destino = tmp_path / liga.__name__
        with pytest.raises(ErroDeArquivo, match="já existe"):
            por_um_novo(destino, substitui=False, de_outro=b"de outro")
        assert destino.read_bytes() == b"de outro"
        por_um_novo(destino, substitui=True)
        assert destino.read_bytes() == b"novo"
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize(
    ("veio", "extensao", "fica"),
    [
        ("laudo.pdf", "pdf", "laudo.pdf"),
        ("laudo.pdf.exe", "pdf", "laudo.pdf.pdf"),
        ("laudo.exe", "pdf", "laudo.pdf"),
        ("../../.bashrc", "png", "bashrc.png"),
        ("C:\\Windows\\system32\\a.dll", "jpg", "a.jpg"),
        ("nul.jpg", "jpg", "_nul.jpg"),
        ('a<b>:"|?*.pdf', "pdf", "a b .pdf"),
        ("...", "pdf", "sem nome.pdf"),
    ],
)
def test_o_nome_para_salvar_e_o_do_tipo_e_cabe_em_qualquer_sistema(veio: str, extensao: str, fica: str) -> None:
    assert nome_para_salvar(veio, extensao) == fica
