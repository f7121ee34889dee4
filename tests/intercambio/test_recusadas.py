"""The rows that did not enter go back out as they came, with what to put right, and may come in again."""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from bahiaservidor.intercambio import recusadas
from bahiaservidor.intercambio.planilha import Linha, Valor, abrir, ler
from bahiaservidor.intercambio.recusadas import LinhaRecusada

from .planilhas import gravado

CABECALHO = ("Nome", "CPF", "Nascimento", "Nota", "=Obs")
VALORES: tuple[tuple[Valor, ...], ...] = (
    ('=cmd|"/c calc"!A0', "529.982.247-24", date(2026, 11, 23), -7.5, None),
    ("@Ana", None, date(1855, 1, 2), True, "-1"),
    ("José; Água", "1", "31/02/2026", 7),
)
RECUSADAS = tuple(
    LinhaRecusada(linha=Linha(numero=10 + n, valores=valores), por_coluna={1: f"O CPF {n} não existe."},
                  da_linha=("Já está no registro.",) if n == 1 else ())
    for n, valores in enumerate(VALORES)
)  # fmt: skip
TITULOS = ("Linha", "Nome", "CPF", "Nascimento", "Nota", "=Obs", "O que corrigir")


def partes(dados: bytes) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(dados)) as zip_:
        return {nome: zip_.read(nome).decode("utf-8") for nome in zip_.namelist()}


def test_o_que_sai_em_xlsx_volta_igual(tmp_path: Path) -> None:
    dados = recusadas.xlsx(cabecalho=CABECALHO, recusadas=RECUSADAS)
    assert dados is not None
    tabela = ler(abrir(gravado(tmp_path, "r.xlsx", dados)))
    assert tabela.cabecalho == TITULOS
    assert tabela.avisos == ()
    assert [linha.valores[1:-1] for linha in tabela.linhas] == [
        VALORES[0], ("@Ana", None, "02/01/1855", True, "-1"), (*VALORES[2], None),
    ]  # fmt: skip
    assert [linha.valores[0] for linha in tabela.linhas] == [10, 11, 12]
    assert tabela.linhas[1].valores[-1] == "Já está no registro. | CPF: O CPF 1 não existe."


def test_o_que_sai_em_csv_volta_igual_como_texto(tmp_path: Path) -> None:
    dados = recusadas.em_csv(cabecalho=CABECALHO, recusadas=RECUSADAS)
    assert dados is not None
    tabela = ler(abrir(gravado(tmp_path, "r.csv", dados)))
    assert tabela.cabecalho == TITULOS
    assert [linha.valores[1:-1] for linha in tabela.linhas] == [
        (VALORES[0][0], "529.982.247-24", "23/11/2026", "-7,5", None),
        ("@Ana", None, "02/01/1855", "sim", "-1"),
        ("José; Água", "1", "31/02/2026", "7", None),
    ]


@pytest.mark.parametrize("inicio", ["=", "+", "-", "@"])
def test_nenhuma_celula_e_uma_formula(inicio: str) -> None:
    recusada = LinhaRecusada(linha=Linha(numero=2, valores=(f"{inicio}1+1",)), por_coluna={0: f"{inicio}x"})
    dados = recusadas.xlsx(cabecalho=(f"{inicio}A",), recusadas=[recusada])
    texto = recusadas.em_csv(cabecalho=(f"{inicio}A",), recusadas=[recusada])
    assert dados is not None
    assert texto is not None
    folha = partes(dados)["xl/worksheets/sheet1.xml"]
    assert "<f>" not in folha
    assert f"<t>{inicio}" not in folha
    assert all(not celula.startswith(inicio) for linha in texto.decode("utf-8-sig").splitlines()
               for celula in linha.split(";"))  # fmt: skip


def test_a_celula_errada_e_destacada_e_diz_por_que() -> None:
    dados = recusadas.xlsx(cabecalho=CABECALHO, recusadas=RECUSADAS)
    assert dados is not None
    xml = partes(dados)
    comentarios = xml["xl/comments1.xml"]
    assert [f'ref="C{linha}"' in comentarios for linha in (1, 2, 3, 4)] == [False, True, True, True]
    assert "O CPF 2 não existe." in comentarios
    folha = xml["xl/worksheets/sheet1.xml"]
    assert '<pane ySplit="1"' in folha
    estilos = {ref: folha.partition(f'<c r="{ref}" s="')[2].partition('"')[0] for ref in ("B2", "C2", "C3")}
    assert estilos["C2"] == estilos["C3"] != estilos["B2"]


def test_recusadas_de_novo_nao_repetem_as_colunas(tmp_path: Path) -> None:
    dados = recusadas.xlsx(cabecalho=CABECALHO, recusadas=RECUSADAS)
    assert dados is not None
    tabela = ler(abrir(gravado(tmp_path, "r.xlsx", dados)))
    outra = recusadas.xlsx(
        cabecalho=tabela.cabecalho, recusadas=[LinhaRecusada(linha=tabela.linhas[0], por_coluna={2: "Ainda não."})]
    )
    assert outra is not None
    assert ler(abrir(gravado(tmp_path, "s.xlsx", outra))).cabecalho == TITULOS
    assert recusadas.xlsx(cabecalho=CABECALHO, recusadas=RECUSADAS, cancelado=lambda: True) is None
