"""``diario``: what a text proposes, as a table and as JSON; nothing registered; kept when asked."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from .base import Executar

FIXO = ("--em", "20/11/2026", "--publicacao", "19/11/2026")


@pytest.fixture
def alguem(banco: Path) -> tuple[str, str, str]:
    """Name, matrícula and cargo of somebody who holds a cargo in commission."""
    with sqlite3.connect(banco) as conexao:
        linha = conexao.execute(
            "SELECT s.nome, v.matricula, c.nome FROM vinculo v JOIN servidor s ON s.id = v.servidor_id "
            "JOIN cargo c ON c.id = v.cargo_id WHERE v.carater = 'temporario' AND v.situacao_base = 'em_exercicio' "
            "AND v.matricula IS NOT NULL ORDER BY v.id LIMIT 1"
        ).fetchone()
    conexao.close()
    return (str(linha[0]), str(linha[1]), str(linha[2]))


def decreto(nome: str, matricula: str, cargo: str) -> str:
    numero = f"{matricula[:2]}.{matricula[2:5]}.{matricula[5:]}"
    return (
        "O GOVERNADOR DO ESTADO DA BAHIA, no uso de suas atribuições,\n\nR E S O L V E\n\n"
        f"exonerar, a pedido, {nome.upper()}, matrícula nº {numero}, do cargo de {cargo}.\n"
    )


def quantos(banco: Path, tabela: str) -> int:
    conexao = sqlite3.connect(banco)
    total = int(conexao.execute(f"SELECT count(*) FROM {tabela}").fetchone()[0])
    conexao.close()
    return total


def test_mostra_o_que_propoe_e_nao_registra(
    executar: Executar, banco: Path, alguem: tuple[str, str, str], tmp_path: Path
) -> None:
    arquivo = tmp_path / "doe.txt"
    arquivo.write_text(decreto(*alguem), "utf-8")
    antes = quantos(banco, "ato")
    feito = executar("diario", arquivo, "--banco", banco, *FIXO)
    assert feito.situacao == 0, feito.erros
    assert "Pronto" in feito.saida
    assert "Exoneração a pedido" in feito.saida
    assert "1 item, 1 pronto. Nada foi guardado; confirme os atos na janela." in feito.saida
    assert (quantos(banco, "ato"), quantos(banco, "leitura")) == (antes, 0)
    # Without the day of the publication somebody has to decide.
    sem_dia = executar("diario", arquivo, "--banco", banco, "--em", "20/11/2026")
    assert sem_dia.situacao == 1
    assert "Falta o dia em que o Diário Oficial" in sem_dia.saida


def test_json_e_guardar(executar: Executar, banco: Path, alguem: tuple[str, str, str], tmp_path: Path) -> None:
    arquivo = tmp_path / "doe.txt"
    arquivo.write_bytes(decreto(*alguem).encode("cp1252"))
    feito = executar("diario", arquivo, "--banco", banco, "--json", "--guardar", *FIXO)
    assert feito.situacao == 0, feito.erros
    dados = json.loads(feito.saida)
    (item,) = dados["itens"]
    assert (item["tipo"], item["situacao"], item["matricula"]) == ("exoneracao_a_pedido", "pronto", alguem[1])
    assert item["conteudo"]["publicacao"] == "2026-11-19"
    assert dados["leitura"] == 1
    assert (quantos(banco, "leitura"), quantos(banco, "leitura_item")) == (1, 1)


def test_arquivo_que_nao_e_texto_diz_por_que(executar: Executar, banco: Path, tmp_path: Path) -> None:
    arquivo = tmp_path / "planilha.xlsx"
    arquivo.write_bytes(b"PK\x03\x04\x00\x00")
    feito = executar("diario", arquivo, "--banco", banco)
    assert feito.situacao == 2
    assert "não é texto nem PDF" in feito.erros
