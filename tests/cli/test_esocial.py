"""The tables of eSocial, from the command line."""

from __future__ import annotations

from pathlib import Path

from .base import Executar


def test_uma_tabela_por_evento(executar: Executar, banco: Path, tmp_path: Path) -> None:
    comum = ("esocial", "--de", "01/01/2020", "--ate", "31/12/2026", "--pasta", tmp_path, "--banco", banco)
    feitos = executar(*comum, "--formato", "csv", "--json").json
    assert [feito["evento"] for feito in feitos] == ["s-2200", "s-2298", "s-2299"]
    assert feitos[0]["linhas"] > 5
    for feito in feitos:
        arquivo = Path(feito["arquivo"])
        assert arquivo.parent == tmp_path
        # The header is one of the lines.
        assert len(arquivo.read_text("utf-8-sig").splitlines()) == feito["linhas"] + 1
    um = executar(*comum, "--evento", "s-2299")
    assert um.saida.startswith("S-2299: ")
    assert (tmp_path / "esocial-s-2299-2020-01-01-a-2026-12-31.xlsx").read_bytes().startswith(b"PK")


def test_periodo_trocado_nao_grava_nada(executar: Executar, banco: Path, tmp_path: Path) -> None:
    pasta = tmp_path / "saida"
    pasta.mkdir()
    recusada = executar("esocial", "--de", "02/02/2026", "--ate", "01/02/2026", "--pasta", pasta, "--banco", banco)
    assert recusada.situacao != 0
    assert "antes de começar" in recusada.frase
    assert list(pasta.iterdir()) == []
