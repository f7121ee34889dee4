"""Spreadsheets from the command line: examined, imported, listed, taken back."""

from __future__ import annotations

from pathlib import Path

from .base import Executar


def _planilha(pasta: Path, *linhas: str) -> Path:
    caminho = pasta / "pessoas.csv"
    caminho.write_text("\n".join(("Pessoa;Documento;Nascimento", *linhas)), encoding="utf-8")
    return caminho


def test_confere_importa_lista_e_desfaz(executar: Executar, banco: Path, tmp_path: Path) -> None:
    arquivo = _planilha(tmp_path, "Jacira de Ávila;529.982.247-25;07/04/1985", "Zeferino Couto;529.982.247-24;")
    comum = ("--banco", banco, "--mapa", "nome=Pessoa", "--mapa", "cpf=2", "--em", "20/11/2026")
    fora = tmp_path / "fora.xlsx"
    conferida = executar("importar", "servidores", arquivo, *comum, "--recusadas", fora)
    assert conferida.situacao == 1
    assert "Linhas que entram: 1; " in conferida.saida
    assert "Linha 3: Documento: O CPF" in conferida.saida
    assert "Nada foi gravado" in conferida.saida
    assert fora.read_bytes()[:2] == b"PK"
    dados = executar("importar", "servidores", arquivo, *comum, "--registrar", "--json")
    assert dados.situacao == 0
    assert (dados.json["entram"], dados.json["recusadas"], dados.json["importacao"]) == (1, 1, 1)
    assert executar("verificar", "--banco", banco).situacao == 0
    assert "pessoas.csv" in executar("importacoes", "--banco", banco).saida
    assert executar("desfazer-importacao", "1", "--motivo", "errada", "--banco", banco).situacao == 0
    (feita,) = executar("importacoes", "--banco", banco, "--json").json
    assert feita["desfeita_em"]
    assert feita["motivo"] == "errada"
    assert executar("desfazer-importacao", "1", "--motivo", "errada", "--banco", banco).situacao == 1
    assert executar("verificar", "--banco", banco).situacao == 0


def test_o_que_nao_serve_e_dito_em_uma_frase(executar: Executar, banco: Path, tmp_path: Path) -> None:
    arquivo = _planilha(tmp_path, "Jacira de Ávila;529.982.247-25;07/04/1985")
    comum = ("--banco", banco)
    for argumentos, situacao, parte in (
        (("gatos", arquivo), 1, "gatos"),
        (("servidores", tmp_path / "nada.csv"), 2, "nada.csv"),
        (("servidores", arquivo, "--mapa", "nome"), 2, "--mapa"),
        (("servidores", arquivo, "--mapa", "nome=Outra"), 2, "Outra"),
        (("servidores", arquivo, "--mapa", "gato=Pessoa"), 1, "gato"),
        (("servidores", arquivo), 1, "Nome"),
        (("servidores", arquivo, "--mapa", "nome=Pessoa", "--escolha", "2=talvez"), 2, "--escolha"),
    ):
        execucao = executar("importar", *argumentos, *comum)
        assert execucao.situacao == situacao, argumentos
        assert parte in execucao.frase


def test_modelo_de_planilha(executar: Executar, tmp_path: Path) -> None:
    saida = tmp_path / "modelo.xlsx"
    assert executar("modelo-planilha", "assentamentos", saida).situacao == 0
    assert saida.read_bytes()[:2] == b"PK"
    assert executar("modelo-planilha", "gatos", saida).situacao == 1
    outro = executar("modelo-planilha", "assentamentos", tmp_path / "modelo.csv")
    assert outro.situacao == 2
    assert ".xlsx" in outro.frase


def test_o_registro_conferido_fica_como_estava(executar: Executar, banco: Path, tmp_path: Path) -> None:
    arquivo = _planilha(tmp_path, "Jacira de Ávila;529.982.247-25;07/04/1985")
    antes = banco.read_bytes()
    assert executar("importar", "servidores", arquivo, "--banco", banco, "--mapa", "nome=Pessoa").situacao == 0
    assert banco.read_bytes() == antes
