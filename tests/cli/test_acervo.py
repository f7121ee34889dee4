"""exportar-acervo, importar-acervo and dados-pessoais, as a user types them."""

from __future__ import annotations

from pathlib import Path

from tests.servicos.apoio_acervo import despejo

from .base import Executar


def test_exporta_e_restaura_noutro_registro(executar: Executar, banco: Path, tmp_path: Path) -> None:
    destino, novo = tmp_path / "acervo.zip", tmp_path / "novo.sqlite3"
    antes = despejo(banco)
    feito = executar("exportar-acervo", destino, "--banco", banco, "--json")
    assert (feito.situacao, feito.erros) == (0, "")
    assert feito.json["linhas"] == sum(len(linhas) for nome, linhas in antes.items() if nome != "alembic_version")
    manifesto = feito.json["manifesto_sha256"]
    assert executar("exportar-acervo", destino, "--banco", banco).frase.endswith("indique outro nome.")
    errado = executar("importar-acervo", destino, "--banco", novo, "--manifesto", "0" * 64)
    assert (errado.situacao, novo.exists()) == (2, False)
    assert manifesto in errado.frase
    restaurado = executar("importar-acervo", destino, "--banco", novo, "--manifesto", manifesto.upper())
    assert restaurado.situacao == 0
    assert "verificado, nada difere" in restaurado.saida
    assert despejo(novo) == antes
    assert executar("verificar", "--banco", novo).situacao == 0
    repetido = executar("importar-acervo", destino, "--banco", novo)
    assert repetido.situacao == 2
    assert "já tem dados" in repetido.frase


def test_o_registro_do_usuario_e_feito_onde_costuma_ficar(executar: Executar, banco: Path, tmp_path: Path) -> None:
    assert executar("exportar-acervo", tmp_path / "acervo", "--banco", banco).situacao == 0
    assert executar("importar-acervo", tmp_path / "acervo").situacao == 0
    assert executar("verificar").situacao == 0
    assert executar("importar-acervo", tmp_path / "nada").situacao == 2


def test_dados_pessoais_de_quem_se_diz(executar: Executar, banco: Path, tmp_path: Path) -> None:
    destino = tmp_path / "dados.zip"
    (linha, *_) = despejo(banco)["vinculo"]
    feito = executar("dados-pessoais", linha[0], "--saida", destino, "--banco", banco, "--json")
    assert (feito.situacao, feito.json["arquivo"]) == (0, str(destino))
    assert destino.read_bytes()[:2] == b"PK"
    assert despejo(banco)["trilha"][-1][3:6] == ("exporta", "servidor", linha[1])
    assert executar("dados-pessoais", linha[0], "--saida", destino, "--banco", banco).situacao == 2
    ninguem = executar("dados-pessoais", "999999", "--saida", tmp_path / "x.zip", "--banco", banco)
    assert (ninguem.situacao, (tmp_path / "x.zip").exists()) == (1, False)
