"""Counting: the days on which each rule applies, the ones before and after, and the explanation."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bahiaservidor.estatuto.contagem import (
    aniversario,
    antecedencia_em_meses,
    contar_da_publicacao,
    contar_do_fato,
    contar_do_fato_prorrogado,
    dias_entre,
    idade_em,
    somar_ausencias,
    somar_meses,
    unir,
)
from bahiaservidor.estatuto.tipos import ContagemPublicacao, FimDeMes

from .cenario import dia, feriados, regime

SEM_MUNICIPIO = feriados().para(None)
DIAS = st.dates(date(1995, 1, 1), date(2055, 12, 31))


def publicado(em: str, dias: int = 30, *, mais: tuple[int, ...] = (), leitura: str = "literal") -> tuple[date, date]:
    contagem = contar_da_publicacao(
        dia(em),
        dias,
        SEM_MUNICIPIO,
        leitura=ContagemPublicacao(leitura),
        dispositivo="art. 19",
        acrescimos=mais,
    )
    return contagem.vence, contagem.vence_ultimo


@pytest.mark.parametrize(
    ("em", "vence", "ultimo"),
    [
        ("05/08/2025", "04/09/2025", "04/09/2025"),
        ("01/08/2025", "01/09/2025", "02/09/2025"),
        ("02/08/2025", "01/09/2025", "03/09/2025"),
        ("02/06/2025", "03/07/2025", "03/07/2025"),
    ],
)
def test_duas_leituras_da_publicacao(em: str, vence: str, ultimo: str) -> None:
    assert publicado(em) == (dia(vence), dia(ultimo))


def test_leitura_do_art_259_escolhida_e_a_que_vence() -> None:
    assert publicado("02/08/2025", leitura="art_259") == (dia("03/09/2025"), dia("03/09/2025"))


def test_prazo_prorrogado_e_um_so_prazo_e_o_ultimo_conta_da_cadeia() -> None:
    assert publicado("08/01/2026", mais=(30,)) == (dia("09/03/2026"), dia("11/03/2026"))


def test_prazo_prorrogado_contado_do_fato() -> None:
    contagem = contar_do_fato_prorrogado(
        dia("08/01/2026"), 30, (30,), SEM_MUNICIPIO, descricao="fim da licença", dispositivo="art. 19, § 1º"
    )
    assert (contagem.vence, contagem.vence_ultimo) == (dia("09/03/2026"), dia("11/03/2026"))


def test_ponto_facultativo_empurra_o_ultimo_dia() -> None:
    calendario = regime(fechados=("16/02/2026", "17/02/2026")).calendario
    contagem = contar_do_fato(dia("17/01/2026"), 30, calendario, descricao="posse", dispositivo="art. 21")
    assert contagem.vence == dia("18/02/2026")


def test_a_memoria_diz_as_leituras_e_os_dias_pulados() -> None:
    contagem = contar_da_publicacao(
        dia("02/08/2025"), 30, SEM_MUNICIPIO, leitura=ContagemPublicacao.LITERAL, dispositivo="art. 19"
    )
    textos = " ".join(p.texto for p in contagem.memoria)
    assert "02/08/2025 + 30 dias = 01/09/2025" in textos
    assert "02/08/2025 é sábado" in textos
    assert "04/08/2025" in textos
    assert "Último dia possível" in textos
    assert "03/09/2025" in textos
    assert all(p.dispositivo for p in contagem.memoria)


@pytest.mark.parametrize(
    ("inicio", "meses", "seguinte", "ultimo"),
    [
        ("29/02/2024", 36, "01/03/2027", "28/02/2027"),
        ("31/08/2025", 6, "01/03/2026", "28/02/2026"),
        ("31/08/2023", 6, "01/03/2024", "29/02/2024"),
        ("31/08/2025", 12, "31/08/2026", "31/08/2026"),
        ("30/06/2023", 36, "30/06/2026", "30/06/2026"),
        ("31/03/2025", -1, "01/03/2025", "28/02/2025"),
        ("31/12/2025", 2, "01/03/2026", "28/02/2026"),
    ],
)
def test_meses_de_data_a_data(inicio: str, meses: int, seguinte: str, ultimo: str) -> None:
    assert somar_meses(dia(inicio), meses) == dia(seguinte)
    assert somar_meses(dia(inicio), meses, FimDeMes.ULTIMO_DIA) == dia(ultimo)


def test_antecedencia_toma_o_dia_anterior_e_recua() -> None:
    assert antecedencia_em_meses(dia("30/06/2026"), 4, SEM_MUNICIPIO) == dia("27/02/2026")
    assert antecedencia_em_meses(dia("01/03/2027"), 4, SEM_MUNICIPIO) == dia("30/10/2026")


@pytest.mark.parametrize(
    ("de", "ate", "dias"),
    [("02/08/1991", "29/11/1991", 120), ("01/11/1995", "30/04/1996", 182), ("10/07/2026", "05/01/2027", 180)],
)
def test_certidao_conta_os_dois_extremos(de: str, ate: str, dias: int) -> None:
    assert dias_entre(dia(de), dia(ate)) == dias


def test_idade_de_quem_nasceu_em_29_de_fevereiro() -> None:
    nascimento = dia("29/02/1956")
    assert aniversario(nascimento, 70) == dia("01/03/2026")
    assert idade_em(nascimento, dia("28/02/2026")) == 69
    assert idade_em(nascimento, dia("01/03/2026")) == 70
    assert aniversario(nascimento, 72) == dia("29/02/2028")


def test_ausencia_que_comeca_no_resultado_nao_conta_e_a_da_vespera_conta() -> None:
    resultado = dia("10/03/2026")
    desde = dia("10/03/2023")
    assert somar_ausencias(resultado, desde, [(resultado, resultado)]) == (resultado, 0)
    vespera = resultado - timedelta(days=1)
    assert somar_ausencias(resultado, desde, [(vespera, vespera)]) == (dia("11/03/2026"), 1)


def test_ausencias_sobrepostas_contam_uma_vez() -> None:
    periodos = [(dia("01/05/2024"), dia("10/05/2024")), (dia("05/05/2024"), dia("12/05/2024"))]
    assert somar_ausencias(dia("10/03/2026"), dia("10/03/2023"), periodos) == (dia("22/03/2026"), 12)


@given(DIAS, st.sampled_from([30, 60]))
def test_o_ultimo_dia_nunca_e_anterior_ao_vencimento_e_ambos_sao_uteis(publicacao: date, dias: int) -> None:
    mais = (30,) if dias == 60 else ()
    contagem = contar_da_publicacao(
        publicacao, 30, SEM_MUNICIPIO, leitura=ContagemPublicacao.LITERAL, dispositivo="art. 19", acrescimos=mais
    )
    assert contagem.vence <= contagem.vence_ultimo
    assert SEM_MUNICIPIO.eh_util(contagem.vence)
    assert SEM_MUNICIPIO.eh_util(contagem.vence_ultimo)
    assert publicacao + timedelta(days=dias) <= contagem.vence <= publicacao + timedelta(days=dias + 12)


@given(DIAS, st.integers(0, 600))
def test_meses_nunca_recuam_e_so_diferem_um_dia_entre_as_leituras(inicio: date, meses: int) -> None:
    if inicio.year * 12 + inicio.month + meses > 2100 * 12:
        meses = 0
    seguinte = somar_meses(inicio, meses)
    ultimo = somar_meses(inicio, meses, FimDeMes.ULTIMO_DIA)
    assert seguinte - ultimo in (timedelta(0), timedelta(days=1))
    assert seguinte.day in (inicio.day, 1)


@given(DIAS, st.lists(st.tuples(st.integers(0, 1500), st.integers(0, 60)), max_size=6))
def test_somar_ausencias_e_o_menor_ponto_fixo(desde: date, brutos: list[tuple[int, int]]) -> None:
    periodos = [(desde + timedelta(days=i), desde + timedelta(days=i + n)) for i, n in brutos]
    base = somar_meses(desde, 36)
    resultado, dias = somar_ausencias(base, desde, periodos)
    ausentes = {i + timedelta(days=k) for i, f in periodos for k in range((f - i).days + 1)}
    lento = base
    while True:
        novo = base + timedelta(days=sum(1 for a in ausentes if desde <= a < lento))
        if novo == lento:
            break
        lento = novo
    assert resultado == lento
    assert dias == (lento - base).days


@given(st.lists(st.tuples(DIAS, st.integers(0, 40)), max_size=8))
def test_unir_da_periodos_disjuntos_e_nao_adjacentes(brutos: list[tuple[date, int]]) -> None:
    periodos = [(i, i + timedelta(days=n)) for i, n in brutos]
    unidos = unir(periodos)
    for (_, fim), (inicio, _) in itertools.pairwise(unidos):
        assert inicio > fim + timedelta(days=1)
    assert {d for i, f in periodos for d in (i, f)} <= {
        i + timedelta(days=k) for i, f in unidos for k in range((f - i).days + 1)
    }
