"""`bahiaservidor reforma`: what a change of the law would move, in text, JSON and CSV, and what it refuses."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import pytest

from .base import Executar
from .conftest import EM

PEDIDO = ("--parametro", "estagio_meses", "--valor", "24", "--desde", "2024-01-01", "--em", EM)


def test_a_reform_in_text_says_from_and_to(executar: Executar, banco: Path) -> None:
    execucao = executar("reforma", "--banco", banco, *PEDIDO)
    assert (execucao.situacao, execucao.erros) == (0, "")
    linhas = execucao.saida.splitlines()
    assert linhas[0].split()[:3] == ["nome", "matrícula", "prazo"]
    assert "não existiria" in execucao.saida
    assert "prazos abertos mudariam de data, de " in linhas[-1]


def test_the_same_in_json_and_csv(executar: Executar, banco: Path, tmp_path: Path) -> None:
    dados = executar("reforma", "--banco", banco, *PEDIDO, "--json").json
    assert dados["parametros"] == [{"chave": "estagio_meses", "valor": "24", "desde": "2024-01-01"}]
    assert (dados["em"], dados["leituras"]) == ("2026-11-20", {})
    fins = [p for p in dados["prazos"] if p["prazo"] == "fim_estagio"]
    assert fins
    for fim in fins:
        de, para = (date.fromisoformat(fim[x]["vence"]) for x in ("de", "para"))
        assert 364 <= (de - para).days <= 366
        assert fim["para"]["vence"] == fim["para"]["vence_ultimo"]
        assert fim["mudanca"] == "muda"
    assert executar("reforma", "--banco", banco, *PEDIDO, "--formato", "json").json == dados
    arquivo = tmp_path / "lista.csv"
    execucao = executar("reforma", "--banco", banco, *PEDIDO, "--formato", "csv", "--saida", arquivo)
    assert execucao.situacao == 0
    assert execucao.saida.endswith(f"Lista gravada em {arquivo}.\n")
    with arquivo.open(encoding="utf-8-sig", newline="") as texto:
        linhas = list(csv.DictReader(texto, delimiter=";"))
    assert len(linhas) == len(dados["prazos"])
    assert [x["nome"] for x in linhas] == [p["nome"] for p in dados["prazos"]]
    vencimento = date.fromisoformat(fins[0]["de"]["vence"])
    assert f"{vencimento:%d/%m/%Y}" in {x["vence_de"] for x in linhas if x["prazo"] == "fim_estagio"}


def test_another_reading(executar: Executar, banco: Path, tmp_path: Path) -> None:
    dados = executar("reforma", "--banco", banco, "--leitura", "contagem_publicacao=art_259", "--em", EM, "--json").json
    assert dados["leituras"] == {"contagem_publicacao": "art_259"}
    assert {p["prazo"] for p in dados["prazos"]} <= {"posse", "exercicio", "apresentacao"}
    for prazo in dados["prazos"]:
        assert prazo["de"]["vence"] < prazo["para"]["vence"] <= prazo["para"]["vence_ultimo"]
        assert prazo["de"]["vence_ultimo"] == prazo["para"]["vence_ultimo"]
    texto = tmp_path / "lista.json"
    executar(
        "reforma", "--banco", banco, "--leitura", "contagem_publicacao=art_259", "--em", EM, "--formato", "json",
        "--saida", texto,
    )  # fmt: skip
    assert json.loads(texto.read_text("utf-8")) == dados


def test_nothing_moves_and_nothing_is_written(executar: Executar, banco: Path) -> None:
    antes = banco.read_bytes()
    execucao = executar(
        "reforma", "--banco", banco, "--parametro", "posse_dias", "--valor", "30", "--desde", "2026-01-01", "--em", EM
    )
    assert execucao.situacao == 0
    assert execucao.saida == "Nenhum prazo aberto mudaria de data.\n"
    execucao = executar("reforma", "--banco", banco, *PEDIDO)
    assert execucao.situacao == 0
    assert banco.read_bytes() == antes


@pytest.mark.parametrize(
    ("argumentos", "frase"),
    [
        ((), "Falta dizer o que mudaria."),
        (("--parametro", "posse_dias"), "Falta informar --valor e --desde."),
        (("--parametro", "posse_dias", "--valor", "45"), "Falta informar --desde."),
        (("--parametro", "xis", "--valor", "45", "--desde", "2026-01-01"), "O parâmetro “xis” não existe."),
        (("--parametro", "posse_dias", "--valor", "0", "--desde", "2026-01-01"), "“0” não serve para “Prazo para"),
        (("--parametro", "posse_dias", "--valor", "45", "--desde", "2026-02-30"), "2026-02-30"),
        (("--leitura", "contagem_publicacao"), "“contagem_publicacao” não é uma leitura"),
        (("--leitura", "xis=y"), "A leitura “xis” não existe."),
        (("--leitura", "fim_de_mes=amanha"), "A leitura “amanha” não existe para “fim_de_mes”."),
        (("--leitura", "fim_de_mes=ultimo_dia", "--formato", "pdf"), "“pdf” não serve para --formato"),
        (("--leitura", "fim_de_mes=ultimo_dia", "--formato", "csv", "--json"), "--json e --formato pedem"),
        (("--leitura", "fim_de_mes=ultimo_dia", "--saida", "."), "“.” é uma pasta"),
    ],
)
def test_what_cannot_be_understood_is_wrong_usage(
    executar: Executar, banco: Path, argumentos: tuple[str, ...], frase: str
) -> None:
    execucao = executar("reforma", "--banco", banco, *argumentos)
    assert (execucao.situacao, execucao.saida) == (2, "")
    assert frase in execucao.frase


def test_without_a_registry(executar: Executar, tmp_path: Path) -> None:
    execucao = executar("reforma", "--banco", tmp_path / "nada.sqlite3", *PEDIDO)
    assert execucao.situacao == 2
    assert "não existe" in execucao.frase


def test_the_help_lists_parameters_and_readings(executar: Executar) -> None:
    ajuda = executar("reforma", "--help").saida
    assert "estagio_meses" in ajuda
    assert "contagem_publicacao (literal, art_259)" in ajuda


@pytest.mark.parametrize("regra", ["dias:0", "dias:20001", "meses:00", "idade:131", "publicacao:9999999"])
def test_a_count_out_of_bounds_is_wrong_usage(executar: Executar, regra: str) -> None:
    execucao = executar("calcular", regra, "--inicio", "05/01/2026")
    assert (execucao.situacao, execucao.saida) == (2, "")
    assert "pede um número de 1 a" in execucao.frase
