"""Working days: the reviewed table, the calendars made from it, and rolling."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bahiaservidor.estatuto.calendario import FERIADOS_NACIONAIS_FIXOS, Calendario, Esfera, Feriado, TabelaFeriados
from bahiaservidor.registro.recursos import ARQUIVO_FERIADOS, ler_feriados
from scripts import gerar_calendario

ARQUIVO = Path(__file__).parents[2] / "resources" / ARQUIVO_FERIADOS
TABELA = ler_feriados(ARQUIVO)
ESTADO = TABELA.para(None)
SALVADOR = TABELA.para("Salvador")

datas = st.dates(min_value=date(1980, 1, 1), max_value=date(2070, 12, 31))
calendarios = st.sampled_from([ESTADO, SALVADOR, SALVADOR.com({date(2026, 2, 16): "Carnaval"})])


def test_the_committed_table_is_what_the_script_generates() -> None:
    assert ARQUIVO.read_text(encoding="utf-8") == gerar_calendario.texto(gerar_calendario.gerar())


def test_the_script_refuses_a_holiday_nobody_decided_on() -> None:
    with pytest.raises(ValueError, match="sem decisão nossa: 13/05/2031, Abolição"):
        gerar_calendario._julgar(date(2031, 5, 13), "Abolição")


@pytest.mark.parametrize(
    ("dia", "motivo"),
    [
        (date(2026, 4, 3), "feriado nacional: Sexta-feira Santa"),
        (date(2024, 3, 29), "feriado nacional: Sexta-feira Santa"),
        (date(1989, 3, 24), "feriado nacional: Sexta-feira Santa"),
        (date(2060, 4, 16), "feriado nacional: Sexta-feira Santa"),
        (date(2026, 7, 2), "feriado estadual: Independência da Bahia"),
        (date(1996, 7, 2), "feriado estadual: Independência da Bahia"),
        (date(2024, 11, 20), "feriado nacional: Dia Nacional de Zumbi e da Consciência Negra"),
        (date(2026, 10, 12), "feriado nacional: Nossa Senhora Aparecida"),
        (date(1990, 10, 12), "feriado nacional: Nossa Senhora Aparecida"),
        (date(2026, 11, 2), "feriado nacional: Finados"),
        (date(2020, 5, 25), "feriado estadual: São João (antecipado de 24/06/2020)"),
        (date(2020, 5, 26), "feriado estadual: Independência da Bahia (antecipado de 02/07/2020)"),
        (date(2000, 4, 21), "feriado nacional: Sexta-feira Santa; feriado nacional: Tiradentes"),
        (date(2026, 11, 21), "sábado"),
        (date(2026, 11, 15), "domingo"),
    ],
)
def test_days_without_expediente_in_the_whole_state(dia: date, motivo: str) -> None:
    assert not ESTADO.eh_util(dia)
    assert ESTADO.motivo(dia) == motivo
    assert SALVADOR.motivo(dia) == motivo


@pytest.mark.parametrize(
    "dia",
    [
        date(2023, 11, 20),  # not national yet
        date(2008, 11, 20),
        date(1993, 7, 2),  # before 1996: not in the table
        date(2020, 6, 24),  # moved to 25/05/2020
        date(2020, 7, 2),  # moved to 26/05/2020
        date(2020, 12, 8),  # moved to 27/05/2020 in Salvador
        date(2020, 5, 28),  # a decree of the pandemic, not a holiday
        date(2026, 2, 16),  # Carnaval, ponto facultativo
        date(2026, 2, 17),
        date(2026, 2, 18),
        date(2026, 10, 28),  # dia do servidor, ponto facultativo
        date(2026, 6, 5),  # bridge day
        date(2026, 12, 24),
        date(1996, 10, 3),  # election day: documented in the script, not written
    ],
)
def test_days_with_expediente_everywhere(dia: date) -> None:
    assert SALVADOR.eh_util(dia)
    assert ESTADO.eh_util(dia)
    assert SALVADOR.motivo(dia) is None


@pytest.mark.parametrize(
    ("dia", "nome"),
    [
        (date(2026, 6, 4), "Corpus Christi"),
        (date(2020, 6, 11), "Corpus Christi"),
        (date(2026, 6, 24), "São João"),
        (date(1997, 6, 24), "São João"),
        (date(2026, 12, 8), "Nossa Senhora da Conceição da Praia"),
        (date(2020, 5, 27), "Nossa Senhora da Conceição da Praia (antecipado de 08/12/2020)"),
    ],
)
def test_days_without_expediente_in_salvador_alone(dia: date, nome: str) -> None:
    assert SALVADOR.motivo(dia) == f"feriado municipal de Salvador: {nome}"
    assert ESTADO.eh_util(dia)


@pytest.mark.parametrize("ano", range(1989, 2061))
def test_each_year_has_exactly_the_holidays_of_the_law(ano: int) -> None:
    nacionais = {(1, 1), (4, 21), (5, 1), (9, 7), (10, 12), (11, 2), (11, 15), (12, 25)}
    if ano >= 2024:
        nacionais.add((11, 20))
    do_ano = [f for f in TABELA.feriados if f.data.year == ano]
    fixos = [f for f in do_ano if f.esfera is Esfera.NACIONAL and f.nome != "Sexta-feira Santa"]
    assert {(f.data.month, f.data.day) for f in fixos} == nacionais
    assert len(fixos) == len(nacionais)
    assert [f.data.weekday() for f in do_ano if f.nome == "Sexta-feira Santa"] == [4]
    estaduais = {(f.data.month, f.data.day) for f in do_ano if f.esfera is Esfera.ESTADUAL}
    assert estaduais == ({(5, 25), (5, 26)} if ano == 2020 else {(7, 2)} if ano >= 1996 else set())
    municipais = {f.data for f in do_ano if f.esfera is Esfera.MUNICIPAL}
    corpus_christi = next(f.data for f in do_ano if f.nome == "Corpus Christi")
    moveis = {date(2020, 5, 27)} if ano == 2020 else {date(ano, 6, 24), date(ano, 12, 8)}
    assert municipais == {corpus_christi} | moveis
    assert corpus_christi.weekday() == 3


def test_a_municipio_is_found_without_case_or_accents() -> None:
    tabela = TabelaFeriados(
        feriados=(
            Feriado(data=date(2026, 3, 16), nome="Emancipação", esfera=Esfera.MUNICIPAL, municipio="São Félix"),
            Feriado(data=date(2026, 1, 1), nome="Confraternização Universal", esfera=Esfera.NACIONAL),
        )
    )
    assert tabela.para(" SAO  felix").motivo(date(2026, 3, 16)) == "feriado municipal de São Félix: Emancipação"
    assert tabela.municipios() == ("São Félix",)
    assert tabela.conhece("são félix")
    assert not tabela.conhece("Cachoeira")
    assert tabela.para("Cachoeira") is tabela.para(None)
    assert tabela.para("são félix") is tabela.para("SÃO FÉLIX")
    assert TABELA.municipios() == ("Salvador",)


def test_an_empty_table_reviews_no_year() -> None:
    calendario = TabelaFeriados(feriados=()).para("Salvador")
    assert not calendario.revisto(date(2026, 1, 1))
    assert calendario.motivo(date(2026, 1, 1)) == "feriado nacional: Confraternização Universal"


def test_outside_the_reviewed_years_only_weekends_and_fixed_national_holidays_are_known() -> None:
    assert TABELA.cobertura == (1989, 2060)
    assert SALVADOR.revisto(date(2060, 12, 31))
    assert not SALVADOR.revisto(date(2061, 1, 3))
    assert SALVADOR.motivo(date(2061, 11, 2)) == "feriado nacional: Finados"
    assert SALVADOR.motivo(date(2061, 1, 1)) == "sábado"
    assert SALVADOR.eh_util(date(2061, 6, 24))
    assert SALVADOR.eh_util(date(2061, 4, 8))  # Good Friday: nobody computes it here
    assert not SALVADOR.eh_util(date(2062, 11, 20))
    assert SALVADOR.eh_util(date(1985, 11, 20))
    assert SALVADOR.eh_util(date(1979, 10, 12))
    assert not SALVADOR.eh_util(date(1981, 10, 12))


def test_the_fixed_national_holidays_are_those_of_the_last_reviewed_year() -> None:
    da_tabela = {
        (f.data.month, f.data.day): f.nome
        for f in TABELA.feriados
        if f.data.year == 2060 and f.esfera is Esfera.NACIONAL and f.nome != "Sexta-feira Santa"
    }
    assert {dia: nome for dia, (_, nome) in FERIADOS_NACIONAIS_FIXOS.items()} == da_tabela


def test_days_added_by_the_clerk_close_only_the_calendar_that_has_them() -> None:
    segunda = date(2026, 2, 16)
    com_carnaval = ESTADO.com({segunda: "ponto facultativo: Carnaval"})
    assert com_carnaval.motivo(segunda) == "ponto facultativo: Carnaval"
    assert ESTADO.eh_util(segunda)
    assert com_carnaval.com({segunda: "outro"}).motivo(segunda) == "ponto facultativo: Carnaval"
    assert ESTADO.com({}) is ESTADO


def test_calendars_are_equal_and_hash_by_content_and_cannot_be_changed() -> None:
    dias = {date(2026, 1, 2): "decreto"}
    um = Calendario(dias=dias, cobertura=(2026, 2026))
    outro = Calendario(dias=dict(dias), cobertura=(2026, 2026))
    dias[date(2026, 1, 5)] = "depois"
    assert um == outro
    assert hash(um) == hash(outro)
    assert um != um.com({date(2026, 1, 5): "depois"})
    assert um.eh_util(date(2026, 1, 5))


def test_the_days_jumped_over_are_told_in_the_direction_walked() -> None:
    sabado = date(2026, 2, 28)
    assert ESTADO.dias_pulados(sabado, ESTADO.proximo_util(sabado)) == [
        (sabado, "sábado"),
        (date(2026, 3, 1), "domingo"),
    ]
    domingo = date(2026, 3, 1)
    assert ESTADO.dias_pulados(domingo, ESTADO.anterior_util(domingo)) == [(domingo, "domingo"), (sabado, "sábado")]
    assert ESTADO.dias_pulados(date(2026, 3, 2), date(2026, 3, 2)) == []


@pytest.mark.parametrize(
    ("dia", "seguinte", "anterior"),
    [
        (date(2026, 2, 28), date(2026, 3, 2), date(2026, 2, 27)),
        (date(2026, 6, 24), date(2026, 6, 25), date(2026, 6, 23)),
        (date(2025, 4, 18), date(2025, 4, 22), date(2025, 4, 17)),  # Good Friday to Tiradentes, Monday 21/04
        (date(2020, 5, 23), date(2020, 5, 28), date(2020, 5, 22)),
        (date(2026, 11, 23), date(2026, 11, 23), date(2026, 11, 23)),
    ],
)
def test_rolling_in_salvador(dia: date, seguinte: date, anterior: date) -> None:
    assert SALVADOR.proximo_util(dia) == seguinte
    assert SALVADOR.anterior_util(dia) == anterior


@given(dia=datas, calendario=calendarios)
def test_rolling_lands_on_the_nearest_working_day_of_each_side(dia: date, calendario: Calendario) -> None:
    depois, antes = calendario.proximo_util(dia), calendario.anterior_util(dia)
    assert antes <= dia <= depois
    assert calendario.eh_util(antes)
    assert calendario.eh_util(depois)
    assert (depois == dia) == (antes == dia) == calendario.eh_util(dia)
    entre = [antes + timedelta(days=n) for n in range(1, (depois - antes).days)]
    assert not any(calendario.eh_util(d) for d in entre)
    assert calendario.proximo_util(depois) == depois
    assert calendario.anterior_util(antes) == antes


@given(a=datas, b=datas, calendario=calendarios)
def test_rolling_keeps_the_order_of_days(a: date, b: date, calendario: Calendario) -> None:
    menor, maior = min(a, b), max(a, b)
    assert calendario.proximo_util(menor) <= calendario.proximo_util(maior)
    assert calendario.anterior_util(menor) <= calendario.anterior_util(maior)


@given(dia=datas, calendario=calendarios)
def test_a_day_has_a_reason_exactly_when_it_is_no_working_day(dia: date, calendario: Calendario) -> None:
    assert (calendario.motivo(dia) is None) == calendario.eh_util(dia)


@given(dia=datas)
def test_salvador_never_works_on_a_day_the_state_does_not(dia: date) -> None:
    assert ESTADO.eh_util(dia) or not SALVADOR.eh_util(dia)
