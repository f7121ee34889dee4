"""The limits of the LRF (N7): three lines, strictly above, the quadrimestre closed before the day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from bahiaservidor import caminhos
from bahiaservidor.estatuto.lrf import (
    FaixaLrf,
    SituacaoLrf,
    fim_do_quadrimestre,
    limites_lrf,
    percentual_da_rcl,
    ultimo_encerrado,
)
from bahiaservidor.estatuto.parametros import ValorDatado
from bahiaservidor.registro.recursos import ARQUIVO_PARAMETROS, ler_parametros

PARAMETROS = ler_parametros(Path(caminhos.recursos()) / ARQUIVO_PARAMETROS)
HOJE = date(2026, 3, 2)


def test_the_three_lines_of_the_executive() -> None:
    linhas = limites_lrf(PARAMETROS, HOJE)
    assert (linhas.alerta, linhas.prudencial, linhas.maximo) == (Decimal("44.1"), Decimal("46.55"), Decimal(49))


def test_a_new_maximum_moves_the_prudential_line_unless_it_was_entered_too() -> None:
    novo = PARAMETROS.com("lrf_limite_executivo", ValorDatado(desde=date(2026, 1, 1), valor=48, citacao="x"))
    assert limites_lrf(novo, HOJE).prudencial == Decimal("45.6")
    assert limites_lrf(novo, date(2025, 12, 31)).prudencial == Decimal("46.55")
    dito = novo.com("lrf_prudencial_executivo", ValorDatado(desde=date(2026, 1, 1), valor=Decimal("45.5"), citacao="x"))
    assert limites_lrf(dito, HOJE).prudencial == Decimal("45.5")


@pytest.mark.parametrize(
    ("despesa", "faixa"),
    [
        (44_10, FaixaLrf.ABAIXO), (44_11, FaixaLrf.ALERTA), (46_55, FaixaLrf.ALERTA), (46_56, FaixaLrf.PRUDENCIAL),
        (49_00, FaixaLrf.PRUDENCIAL), (49_01, FaixaLrf.MAXIMO),
    ],
)  # fmt: skip
def test_a_limit_is_passed_above_it_and_not_on_it(despesa: int, faixa: FaixaLrf) -> None:
    assert limites_lrf(PARAMETROS, HOJE).faixa(percentual_da_rcl(despesa, 100_00)) is faixa


@pytest.mark.parametrize(
    ("dia", "esperado"),
    [
        (date(2026, 1, 1), (2025, 3)), (date(2026, 4, 30), (2025, 3)), (date(2026, 5, 1), (2026, 1)),
        (date(2026, 8, 31), (2026, 1)), (date(2026, 9, 1), (2026, 2)), (date(2026, 12, 31), (2026, 2)),
    ],
)  # fmt: skip
def test_the_quadrimestre_that_had_ended(dia: date, esperado: tuple[int, int]) -> None:
    assert ultimo_encerrado(dia) == esperado
    assert fim_do_quadrimestre(*esperado) < dia


def test_the_situation_says_itself_in_one_sentence() -> None:
    situacao = SituacaoLrf(
        ano=2026, quadrimestre=2, percentual=Decimal("46.56"), alerta=Decimal("44.1"), prudencial=Decimal("46.55"),
        maximo=Decimal(49),
    )  # fmt: skip
    assert situacao.acima_do_prudencial
    assert situacao.faixa is FaixaLrf.PRUDENCIAL
    assert situacao.palavras == (
        "2º quadrimestre de 2026 (até 31/08/2026): despesa com pessoal de 46,56 % da RCL, acima do limite prudencial "
        "de 46,55 %."
    )
