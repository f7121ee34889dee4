"""Words of deadlines: how far, in which state, and which act fulfils them."""

from __future__ import annotations

from datetime import date

import pytest

from bahiaservidor.estatuto.atos.catalogo import POR_TIPO
from bahiaservidor.estatuto.tipos import EstadoPrazo, TipoPrazo
from bahiaservidor.janela.modelos.prazos import (
    ATO_PROPOSTO,
    ATO_QUE_CUMPRE,
    ROTULO_DO_REGISTRO,
    TOM_DO_ESTADO,
    ato_do_prazo,
    data_com_dia,
    distancia,
    falta,
    numero,
    palavra_de_varios,
    palavra_do_estado,
    quantos,
    tom_da_linha,
)
from bahiaservidor.janela.telas.prazos_calendario import agrupar
from bahiaservidor.janela.telas.prazos_filtro import Periodo, limites
from bahiaservidor.janela.tema import Tom
from bahiaservidor.janela.tons import tom_do_prazo
from bahiaservidor.servicos.agenda import no_mes
from bahiaservidor.servicos.tipos import FiltroPrazos

from .apoio_prazos import HOJE, prazo


@pytest.mark.parametrize(
    ("dia", "esperada"),
    [
        (date(2026, 11, 23), "hoje"),
        (date(2026, 11, 24), "amanhã"),
        (date(2026, 11, 22), "ontem"),
        (date(2026, 12, 5), "em 12 dias"),
        (date(2026, 11, 20), "há 3 dias"),
        (date(2031, 11, 23), "em 1.826 dias"),
    ],
)
def test_distance_in_words(dia: date, esperada: str) -> None:
    assert distancia(dia, HOJE) == esperada


def test_grey_zone_speaks_of_the_last_day() -> None:
    linha = prazo(estado=EstadoPrazo.ZONA_CINZENTA, vence=date(2026, 11, 20), vence_ultimo=date(2026, 11, 24))
    assert falta(linha, HOJE) == "último dia amanhã"


def test_what_is_closed_asks_nothing() -> None:
    feito = prazo(estado=EstadoPrazo.CUMPRIDO, vence=date(2026, 11, 20), fechado_em=date(2026, 11, 19))
    assert falta(feito, HOJE) == ""
    assert ato_do_prazo(feito) is None


def test_lapsed_and_resolved_is_not_alarming() -> None:
    vencido = prazo(estado=EstadoPrazo.VENCIDO, vence=date(2026, 11, 2))
    resolvido = prazo(estado=EstadoPrazo.VENCIDO, vence=date(2026, 11, 2), fechado_em=date(2026, 11, 10))
    assert (palavra_do_estado(vencido), tom_da_linha(vencido)) == ("Vencido", Tom.PERIGO)
    assert (palavra_do_estado(resolvido), tom_da_linha(resolvido)) == ("Vencido, resolvido", Tom.NEUTRO)
    assert ato_do_prazo(vencido) == "posse"
    assert ato_do_prazo(resolvido) is None


def test_tones_are_those_of_the_badges() -> None:
    assert {estado: tom_do_prazo(estado) for estado in EstadoPrazo} == TOM_DO_ESTADO


def test_every_act_offered_is_in_the_catalogue() -> None:
    assert set(ATO_QUE_CUMPRE.values()) <= set(POR_TIPO)
    assert {tipo for tipo, _ in ATO_PROPOSTO.values()} <= set(POR_TIPO)
    assert set(ATO_QUE_CUMPRE) == set(ROTULO_DO_REGISTRO)
    assert TipoPrazo.COMPULSORIA not in ATO_QUE_CUMPRE


def test_numbers_and_days_as_clerks_write_them() -> None:
    assert numero(1234567) == "1.234.567"
    assert quantos(1, "prazo", "prazos") == "1 prazo"
    assert quantos(0, "prazo", "prazos") == "0 prazos"
    assert data_com_dia(date(2026, 3, 9)) == "09/03/2026, segunda-feira"


def test_days_of_the_calendar_group_by_state_most_urgent_first() -> None:
    dia = date(2026, 11, 2)
    vencido = prazo(estado=EstadoPrazo.VENCIDO, vence=dia)
    grupos = agrupar([prazo(estado=EstadoPrazo.CUMPRIDO, vence=dia, fechado_em=dia), vencido, vencido])
    assert [(g.quantidade, g.palavra) for g in grupos] == [(2, "vencidos"), (1, "cumprido")]
    assert palavra_de_varios(prazo(estado=EstadoPrazo.ZONA_CINZENTA), 2) == "na zona cinzenta"


@pytest.mark.parametrize(
    ("periodo", "de", "ate"),
    [
        (Periodo.TODOS, None, None),
        (Periodo.ATE_ONTEM, None, date(2026, 11, 22)),
        (Periodo.DIAS_7, date(2026, 11, 23), date(2026, 11, 30)),
        (Periodo.MES, date(2026, 11, 1), date(2026, 11, 30)),
        (Periodo.TRIMESTRE, date(2026, 10, 1), date(2026, 12, 31)),
        (Periodo.ANO, date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_named_periods(periodo: Periodo, de: date | None, ate: date | None) -> None:
    assert limites(periodo, HOJE) == (de, ate)


def test_month_is_cut_by_the_period_of_the_filter() -> None:
    filtro = FiltroPrazos(dia_de=date(2026, 11, 10), dia_ate=date(2027, 3, 31), texto="ana")
    novembro = no_mes(filtro, date(2026, 11, 23))
    assert (novembro.dia_de, novembro.dia_ate, novembro.texto) == (date(2026, 11, 10), date(2026, 11, 30), "ana")
    fevereiro = no_mes(FiltroPrazos(de=date(2028, 1, 1)), date(2028, 2, 1))
    assert (fevereiro.dia_de, fevereiro.dia_ate, fevereiro.de) == (
        date(2028, 2, 1), date(2028, 2, 29), date(2028, 1, 1),
    )  # fmt: skip
