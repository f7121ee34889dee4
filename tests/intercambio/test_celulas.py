"""Each kind of cell: what is read, and what is refused by name."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bahiaservidor.estatuto.formatos.datas import PRIMEIRO_ANO, ULTIMO_ANO, formatar_data
from bahiaservidor.intercambio import celulas
from bahiaservidor.intercambio.celulas import ErroCelula

DIAS = st.dates(date(PRIMEIRO_ANO, 1, 1), date(ULTIMO_ANO, 12, 31))


class Sexo(StrEnum):
    FEMININO = "F"
    MASCULINO = "M"

    @property
    def rotulo(self) -> str:
        return self.name.capitalize()


class Causa(Enum):
    A_PEDIDO = "a_pedido"
    DE_OFICIO = "de_oficio"


def recusa(ler: Callable[[Any], object], valor: object) -> str:
    with pytest.raises(ErroCelula) as erro:
        ler(valor)
    return erro.value.mensagem


@given(DIAS)
def test_o_dia_escrito_em_dd_mm_aaaa_volta_o_mesmo(dia: date) -> None:
    assert celulas.data(formatar_data(dia)) == celulas.data(dia) == celulas.data(dia.isoformat()) == dia
    assert celulas.data_fim(formatar_data(dia)) == dia


@given(DIAS)
def test_o_mes_antes_do_dia_e_recusado_ou_ambiguo(dia: date) -> None:
    trocado = f"{dia:%m/%d/%Y}"
    if dia.day > 12:
        assert "não existe" in recusa(celulas.data, trocado)
        assert celulas.coluna_ambigua(["03/04/2026", trocado]) is not None
    else:
        assert celulas.eh_ambigua(trocado) == (dia.day != dia.month)
        assert celulas.coluna_ambigua([trocado]) is None


@given(st.text(max_size=12))
@settings(max_examples=50)
def test_qualquer_texto_e_uma_data_ou_uma_recusa(texto: str) -> None:
    with suppress(ErroCelula):
        assert isinstance(celulas.data(texto), date)


@pytest.mark.parametrize(
    ("valor", "dito"),
    [
        (None, "vazia"),
        ("23/11/26", "dois números e é ambígua"),
        ("11/23/2026", "trocados"),
        ("31/02/2026", "fevereiro de 2026 vai de 1 a 28"),
        ("01/01/1026", "anos de 1850 a 2199"),
        (date(1026, 1, 1), "anos de 1850 a 2199"),
        ("45123", "número com que a planilha guarda uma data"),
        (45123, "número com que a planilha guarda uma data"),
        (45123.5, "número com que a planilha guarda uma data"),
        (10**12, "não é uma data"),
        (True, "“verdadeiro” não é uma data"),
        ("23112026", "sem barras"),
        ("23/11/2026 00:05:00", "hora junto da data; deixe só o dia, como em 23/11/2026"),
        ("12:00:00", "é uma hora"),
        ("31/12/9999", "sem fim"),
        (date(9999, 12, 31), "sem fim"),
        ("ontem", "não é uma data"),
        ("x" * 5000, "…”"),
    ],
    ids=lambda v: f"{type(v).__name__} {str(v)[:20]}",
)
def test_datas_recusadas_pelo_nome(valor: object, dito: str) -> None:
    assert dito in recusa(celulas.data, valor)


def test_sem_fim_so_onde_se_admite() -> None:
    assert celulas.data_fim("31/12/9999") is celulas.data_fim(date(9999, 12, 31)) is celulas.data_fim(None) is None
    assert celulas.data_fim(date(2026, 11, 23)) == date(2026, 11, 23)
    assert "não existe" in recusa(celulas.data_fim, "31/02/2026")


def test_coluna_de_datas_com_o_mes_antes() -> None:
    assert celulas.coluna_ambigua(["23/11/2026", "03/04/2026", None, 7, date(2026, 1, 13)]) is None
    dito = celulas.coluna_ambigua(["03/04/2026", "07/25/2026"])
    assert dito is not None
    assert "(como 07/25/2026)" in dito
    assert [celulas.eh_ambigua(v) for v in ("03/04/2026", "04/04/2026", "07/25/2026", date(2026, 3, 4))] == [
        True, False, False, False,
    ]  # fmt: skip


def test_numeros() -> None:
    assert [celulas.inteiro(v) for v in (40, "40", "1.200")] == [40, 40, 1200]
    assert [celulas.decimal(v) for v in (7, 7.1, "7,5", "1.234,50")] == [
        Decimal(7), Decimal("7.1"), Decimal("7.5"), Decimal("1234.5"),
    ]  # fmt: skip
    assert celulas.nota("100") == 100
    for ler, valor, dito in (
        (celulas.inteiro, "40,5", "não é um número inteiro"), (celulas.inteiro, True, "não é um número inteiro"),
        (celulas.inteiro, "4E+10", "notação científica"), (celulas.inteiro, -1, "de 0 a"),
        (celulas.inteiro, "1.20", "não é um número inteiro"), (celulas.decimal, "7.5", "escreva 7,5"),
        (celulas.decimal, float("nan"), "não é um número"), (celulas.decimal, "sete", "como em 7,5"),
        (celulas.nota, "100,1", "de 0 a 100"), (celulas.inteiro, None, "vazia"), (celulas.decimal, None, "vazia"),
        (celulas.decimal, date(2026, 1, 1), "não é um número"),
    ):  # fmt: skip
        assert dito in recusa(ler, valor)


def test_sim_ou_nao() -> None:
    assert [celulas.sim_ou_nao(v) for v in ("Sim", "s", "X", True, 1)] == [True] * 5
    assert [celulas.sim_ou_nao(v) for v in ("NÃO", "n", "Falso", False, 0)] == [False] * 5
    assert "nem não" in recusa(celulas.sim_ou_nao, "talvez")
    assert "vazia" in recusa(celulas.sim_ou_nao, None)


def test_zeros_perdidos_voltam_so_quando_os_verificadores_conferem() -> None:
    assert celulas.cpf(52998224725) == celulas.cpf("529.982.247-25") == "52998224725"
    assert celulas.cpf(191) == celulas.cpf("00000000191") == "00000000191"
    assert "tem 3 números, e não 11" in recusa(celulas.cpf, 192)
    assert "não existe" in recusa(celulas.cpf, 52998224724)
    assert "notação científica" in recusa(celulas.cpf, "5,29982E+10")
    assert "guardou um número com vírgula" in recusa(celulas.cpf, 5.5)
    assert "não é o CPF" in recusa(celulas.cpf, date(2026, 1, 1))
    assert "vazia" in recusa(celulas.cpf, None)
    assert celulas.pis(12056412545) == "12056412545"
    assert "não existe" in recusa(celulas.pis, "12056412546")
    assert celulas.titulo(102345670582) == "102345670582"
    assert celulas.matricula(92116599) == celulas.matricula("92.116.599-1") == "92116599"
    assert "zeros à esquerda" in recusa(celulas.matricula, 123456)
    assert celulas.processo("009.0111.2026.0001234-56") == "009.0111.2026.0001234-56"
    assert "não pôde ser lido" in recusa(celulas.processo, 123)


def test_nomes_e_textos() -> None:
    assert celulas.nome("  José   d’Ávila ") == "José d’Ávila"
    for valor in (123, "123", "Ana 2", "---", None):
        assert "nome" in recusa(celulas.nome, valor)
    assert "limite é 120" in recusa(celulas.nome, "a" * 121)
    assert [celulas.texto(v) for v in ("uma\nduas", 7, date(2026, 11, 23), 7.5)] == [
        "uma\nduas",
        "7",
        "23/11/2026",
        "7,5",
    ]
    assert "código 7" in recusa(celulas.texto, "a\x07b")
    assert "limite é 2000" in recusa(celulas.texto, "a" * 2001)


def test_escolhas_por_rotulo_valor_ou_nome() -> None:
    assert [celulas.escolha(v, Sexo) for v in ("feminino", "F", "f", "MASCULINO")] == [
        Sexo.FEMININO, Sexo.FEMININO, Sexo.FEMININO, Sexo.MASCULINO,
    ]  # fmt: skip
    rotulos = {Causa.A_PEDIDO: "A pedido", Causa.DE_OFICIO: "De ofício"}.__getitem__
    assert [celulas.escolha(v, Causa, rotulos=rotulos) for v in ("de oficio", "DE OFÍCIO", "a_pedido", "A PEDIDO")] == [
        Causa.DE_OFICIO, Causa.DE_OFICIO, Causa.A_PEDIDO, Causa.A_PEDIDO,
    ]  # fmt: skip
    assert "uma destas: A pedido; De ofício." in recusa(lambda v: celulas.escolha(v, Causa, rotulos=rotulos), "outra")
    assert "Feminino; Masculino" in recusa(lambda v: celulas.escolha(v, Sexo), None)
