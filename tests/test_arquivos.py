"""A file is written whole or not at all, and never over the registry."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bahiaservidor.arquivos import ErroDeArquivo, conferir_destino, gravar_arquivo


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
