"""Dates as clerks type them, and in words."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bahiaservidor.estatuto.formatos.datas import (
    MESES,
    DataInvalida,
    data_com_mes,
    formatar_data,
    hora_por_extenso,
    ler_data,
    ler_data_fim,
    numero_por_extenso,
    por_extenso,
)

datas = st.dates(min_value=date(1850, 1, 1), max_value=date(2199, 12, 31))


@given(d=datas)
def test_a_date_is_read_back_as_it_is_shown(d: date) -> None:
    assert ler_data(formatar_data(d)) == d
    assert ler_data(d.isoformat()) == d
    assert ler_data(f" {d.day}/{d.month}/{d.year} ") == d
    assert ler_data_fim(f"{d.day:02}.{d.month:02}.{d.year}") == d


@pytest.mark.parametrize(
    ("texto", "mensagem"),
    [
        ("", "não foi informada"),
        ("02/07/26", "ano com dois números e é ambígua"),
        ("02/07/026", "ano incompleto"),
        ("02/07/20260", "ano incompleto ou longo demais"),
        ("31/02/2026", "fevereiro de 2026 vai de 1 a 28"),
        ("29/02/2023", "fevereiro de 2023 vai de 1 a 28"),
        ("31/04/2026", "abril de 2026 vai de 1 a 30"),
        ("00/04/2026", "abril de 2026 vai de 1 a 30"),
        ("07/23/2026", "não há mês 23. Talvez o dia e o mês estejam trocados"),
        ("40/40/2026", "não há mês 40"),
        ("10/00/2026", "não há mês 00"),
        ("2026-13-01", "não há mês 13"),
        ("2026/07/02", "começa pelo ano e é ambígua"),
        ("2026-7-2", "começa pelo ano e é ambígua"),
        ("02072026", "sem barras e é ambígua"),
        ("020726", "sem barras e é ambígua"),
        ("02/07/0226", "tem o ano 0226"),
        ("02/07/1026", "aceitam-se anos de 1850 a 2199"),
        ("02/07-2026", "não é uma data"),
        ("Data da Publicação", "“Data da Publicação” não é uma data"),
        ("٠٢/٠٧/٢٠٢٦", "não é uma data"),
        ("31/12/9999", "quer dizer “sem fim”"),
    ],
)
def test_what_is_no_date_is_refused_with_the_reason(texto: str, mensagem: str) -> None:
    with pytest.raises(DataInvalida, match=mensagem):
        ler_data(texto)


def test_no_end_is_read_only_where_an_end_is_asked() -> None:
    assert ler_data_fim("31/12/9999") is None
    assert ler_data_fim("31.12.9999") is None
    assert ler_data_fim("9999-12-31") is None
    assert ler_data_fim("  ") is None
    with pytest.raises(DataInvalida, match="ambígua"):
        ler_data_fim("31/12/99")
    with pytest.raises(DataInvalida, match="tem o ano 9998"):
        ler_data_fim("31/12/9998")


@pytest.mark.parametrize(
    ("d", "palavras"),
    [
        (date(2026, 11, 23), "vinte e três de novembro de dois mil e vinte e seis"),
        (date(2026, 5, 1), "primeiro de maio de dois mil e vinte e seis"),
        (date(1994, 9, 26), "vinte e seis de setembro de mil novecentos e noventa e quatro"),
        (date(2000, 2, 29), "vinte e nove de fevereiro de dois mil"),
        (date(1900, 3, 31), "trinta e um de março de mil e novecentos"),
        (date(2100, 1, 10), "dez de janeiro de dois mil e cem"),
    ],
)
def test_dates_in_words(d: date, palavras: str) -> None:
    assert por_extenso(d) == palavras


@given(d=datas)
def test_dates_in_words_end_in_month_and_year(d: date) -> None:
    dia, mes, ano = por_extenso(d).split(" de ")
    assert dia == ("primeiro" if d.day == 1 else numero_por_extenso(d.day))
    assert mes == MESES[d.month - 1]
    assert ano == numero_por_extenso(d.year)


def test_the_month_alone_in_words() -> None:
    assert data_com_mes(date(2026, 11, 23)) == "23 de novembro de 2026"
    assert data_com_mes(date(2026, 5, 1)) == "1º de maio de 2026"


@pytest.mark.parametrize(
    ("n", "palavras"),
    [
        (0, "zero"),
        (14, "catorze"),
        (16, "dezesseis"),
        (21, "vinte e um"),
        (100, "cem"),
        (101, "cento e um"),
        (555, "quinhentos e cinquenta e cinco"),
        (1000, "mil"),
        (1001, "mil e um"),
        (1100, "mil e cem"),
        (1101, "mil cento e um"),
        (1200, "mil e duzentos"),
        (2026, "dois mil e vinte e seis"),
        (20_000, "vinte mil"),
        (100_000, "cem mil"),
        (101_123, "cento e um mil cento e vinte e três"),
        (999_999, "novecentos e noventa e nove mil novecentos e noventa e nove"),
    ],
)
def test_numbers_in_words(n: int, palavras: str) -> None:
    assert numero_por_extenso(n) == palavras


@pytest.mark.parametrize("n", [-1, 1_000_000])
def test_numbers_beyond_the_words_are_refused(n: int) -> None:
    with pytest.raises(ValueError, match="out of range"):
        numero_por_extenso(n)


VALORES = {
    "cem": 100, "mil": 1000, "zero": 0,
    **{numero_por_extenso(n): n for n in range(1, 20)},
    **{numero_por_extenso(n): n for n in range(20, 100, 10)},
    **{numero_por_extenso(n): n for n in range(200, 1000, 100)},
    "cento": 100,
}  # fmt: skip


def _ler_por_extenso(palavras: str) -> int:
    total = parte = 0
    for palavra in palavras.replace(" e ", " ").split():
        if palavra == "mil":
            total, parte = 1000 * (parte or 1), 0
        else:
            parte += VALORES[palavra]
    return total + parte


@given(n=st.integers(0, 999_999))
def test_a_number_in_words_is_read_back(n: int) -> None:
    palavras = numero_por_extenso(n)
    assert _ler_por_extenso(palavras) == n
    assert "  " not in palavras
    assert palavras == palavras.strip()


@pytest.mark.parametrize(
    ("hora", "palavras"),
    [
        (time(0, 0), "zero hora"),
        (time(1, 0), "uma hora"),
        (time(9, 30), "nove horas e trinta minutos"),
        (time(14, 1), "catorze horas e um minuto"),
        (time(21, 0), "vinte e uma horas"),
        (time(22, 45, 30), "vinte e duas horas e quarenta e cinco minutos"),
    ],
)
def test_times_in_words(hora: time, palavras: str) -> None:
    assert hora_por_extenso(hora) == palavras


def test_feminine_numbers() -> None:
    assert numero_por_extenso(2202, feminino=True) == "duas mil duzentas e duas"
    assert numero_por_extenso(100, feminino=True) == "cem"
