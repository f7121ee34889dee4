"""Any value there may be in a registry is the same after being a cell of a CSV."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.intercambio import acervo_celulas as celulas
from bahiaservidor.intercambio.acervo_celulas import BOOLEANO, INTEIRO, TEXTO

ESTRANHOS = ["", "\\", "\\N", "\\J1", '"', '""', ";", "\r", "\n", "\r\n", "\0", "a\0b", "=1+1", "@x", "🌻", "é\u0301",
             "\u2028", "\ufeff", " ", "NULL", "sim", "007", "1e5"]  # fmt: skip
textos = st.one_of(st.text(), st.sampled_from(ESTRANHOS), st.lists(st.sampled_from(ESTRANHOS)).map("".join))
valores = st.one_of(
    st.none(), textos, st.integers(-(2**63), 2**63 - 1), st.floats(allow_nan=False), st.binary(max_size=20)
)


def ida_e_volta(especies: list[str], linhas: list[tuple[Any, ...]]) -> list[list[Any]]:
    saida = io.BytesIO()
    colunas = [f"c{n}" for n in range(len(especies))]
    assert sum(celulas.escrever_csv(saida, colunas, especies, linhas)) == len(linhas)
    fluxo = io.TextIOWrapper(io.BytesIO(saida.getvalue()), "utf-8", newline="")
    titulos, *lidas = celulas.ler_csv(fluxo)
    assert titulos == colunas
    ler = celulas.leitores(especies)
    return [[leitor(celula) for leitor, celula in zip(ler, linha, strict=True)] for linha in lidas]


@given(st.lists(st.tuples(textos, valores, valores, valores), max_size=6))
@settings(max_examples=150, deadline=None)
def test_qualquer_valor_volta_igual_e_do_mesmo_tipo(linhas: list[tuple[Any, ...]]) -> None:
    lidas = ida_e_volta([TEXTO, TEXTO, INTEIRO, BOOLEANO], linhas)
    assert [[(type(v), v) for v in linha] for linha in lidas] == [[(type(v), v) for v in linha] for linha in linhas]


@given(textos.filter(lambda t: "\0" not in t and t[:1] != "\\"))
def test_o_texto_comum_se_le_com_qualquer_leitor_de_csv(texto: str) -> None:
    saida = io.BytesIO()
    assert list(celulas.escrever_csv(saida, ["a", "b"], [TEXTO, TEXTO], [(texto, None)])) == [1]
    linhas = list(csv.reader(io.StringIO(saida.getvalue().decode(), newline=""), delimiter=";"))
    assert linhas == [["a", "b"], [texto, "\\N"]]


def test_nulo_e_texto_vazio_sao_diferentes() -> None:
    assert celulas.escrever_celula(None, TEXTO) != celulas.escrever_celula("", TEXTO)
    assert ida_e_volta([TEXTO, TEXTO], [(None, "")]) == [[None, ""]]


@pytest.mark.parametrize(
    ("texto", "especie"),
    [("\\", TEXTO), ("\\Nx", TEXTO), ("\\Jx", TEXTO), ("\\J[1]", TEXTO), ("\\Jnull", TEXTO), ("\\Jtrue", TEXTO),
     ('\\J"\\ud800"', TEXTO), ("\\B*", TEXTO), ("", INTEIRO), ("1.5", INTEIRO), ("١", INTEIRO), ("9" * 30, INTEIRO),
     ("", BOOLEANO), ("1", BOOLEANO)],
)  # fmt: skip
def test_o_que_nao_foi_escrito_assim_e_recusado(texto: str, especie: str) -> None:
    with pytest.raises(celulas.CelulaIlegivel):
        celulas.ler_celula(texto, especie)


def test_celula_grande_demais_nao_entra_nem_sai(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(celulas, "MAIOR_CELULA", 1000)
    with pytest.raises(ErroDominio, match="maior do que o acervo comporta"):
        celulas.escrever_celula("x" * 1001, TEXTO)
    assert celulas.escrever_celula("x" * 1000, TEXTO) == "x" * 1000
