"""What each number of the law may hold: bounds, percentages, lists, and how the numbers fit together."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from bahiaservidor import caminhos
from bahiaservidor.estatuto.faixas import FAIXAS, LEITURAS, conferir_conjunto, conferir_desde, faixa, ler_valor
from bahiaservidor.estatuto.parametros import ErroParametro, Parametro, Parametros, ValorDatado
from bahiaservidor.registro.recursos import ARQUIVO_PARAMETROS, ler_parametros


@pytest.fixture(scope="module")
def numeros() -> Parametros:
    return ler_parametros(Path(caminhos.recursos()) / ARQUIVO_PARAMETROS)


def test_every_shipped_value_is_admitted_by_its_own_key(numeros: Parametros) -> None:
    lidos = 0
    for parametro in numeros.itens.values():
        for valor in parametro.valores:
            if valor.valor is not None and parametro.chave not in LEITURAS:
                assert ler_valor(parametro, str(valor.valor).replace(".", ",")) == valor.valor, parametro.chave
                lidos += 1
    assert lidos > 40


def test_every_known_key_exists(numeros: Parametros) -> None:
    assert set(FAIXAS) <= set(numeros.itens)


@pytest.mark.parametrize(
    ("chave", "texto", "valor"),
    [
        ("posse_dias", " 45 ", 45),
        ("posse_dias", "1", 1),
        ("posse_dias", "365", 365),
        ("pcd_percentual", "5", 5),
        ("pcd_percentual", "12,5", Decimal("12.5")),
        ("pcd_percentual", "20 %", 20),
        ("pcd_percentual", "100", 100),
        ("negros_fracao_minima", "0,50", Decimal("0.5")),
        ("alertas_submissao_meses", "6; 5, 4", "6,5,4"),
        ("estagio_escala", "  de 0   a 10 ", "de 0 a 10"),
        ("estagio_meses", "6", 6),
        ("idade_compulsoria", "75", 75),
    ],
)
def test_what_is_typed_becomes_the_value(numeros: Parametros, chave: str, texto: str, valor: object) -> None:
    lido = ler_valor(numeros.parametro(chave), texto)
    assert lido == valor
    assert type(lido) is type(valor)


@pytest.mark.parametrize(
    ("chave", "texto"),
    [
        ("posse_dias", "0"),
        ("posse_dias", "366"),
        ("posse_dias", "-5"),
        ("posse_dias", "30,5"),
        ("posse_dias", "trinta"),
        ("posse_dias", ""),
        ("posse_dias", "NaN"),
        ("posse_dias", "1e9"),
        ("posse_dias", "٣٠"),
        ("pcd_percentual", "100,01"),
        ("pcd_percentual", "Infinity"),
        ("alertas_submissao_meses", "6,6"),
        ("alertas_submissao_meses", "6,0"),
        ("alertas_submissao_meses", ","),
        ("estagio_escala", "x" * 501),
        ("estagio_meses", "5"),
        ("estagio_meses", "121"),
        ("contagem_publicacao", "art_259"),
    ],
)
def test_what_the_key_does_not_admit_is_refused(numeros: Parametros, chave: str, texto: str) -> None:
    with pytest.raises(ErroParametro, match=r"Nada foi gravado"):
        ler_valor(numeros.parametro(chave), texto)


def test_a_key_nobody_listed_follows_its_unit() -> None:
    def novo(unidade: str, valor: object = None) -> Parametro:
        datado = ValorDatado(desde=date(2000, 1, 1), valor=valor, citacao="")  # type: ignore[arg-type]
        return Parametro(chave="inventado", rotulo="Inventado", unidade=unidade, valores=(datado,))

    assert faixa(novo("dias corridos")).inteiro
    assert faixa(novo("% da RCL")).ate == 100
    assert not faixa(novo("texto")).numero
    assert faixa(novo("pontos", Decimal("1.5"))).numero
    assert not faixa(novo("")).numero


def test_a_value_does_not_begin_before_the_statute(numeros: Parametros) -> None:
    conferir_desde(numeros.parametro("posse_dias"), date(1994, 9, 26))
    with pytest.raises(ErroParametro, match="26/09/1994"):
        conferir_desde(numeros.parametro("posse_dias"), date(1994, 9, 25))


@pytest.mark.parametrize(
    ("chave", "valor", "cabe"),
    [
        ("estagio_meses", 6, True),
        ("estagio_meses", 12, True),
        ("antecedencia_submissao_meses", 24, True),
        ("avaliacao_intervalo_meses", 36, True),
        ("avaliacao_intervalo_meses", 37, False),
        ("posse_dias", 1, True),
    ],
)
def test_the_numbers_of_the_estagio_fit_together(numeros: Parametros, chave: str, valor: int, cabe: bool) -> None:
    datado = ValorDatado(desde=date(2027, 1, 1), valor=valor, citacao="")
    if cabe:
        conferir_conjunto(numeros, chave, datado)
        assert numeros.com(chave, datado).valor(chave, date(2027, 1, 1)) == valor
        return
    with pytest.raises(ErroParametro, match=r"art\. 27"):
        conferir_conjunto(numeros, chave, datado)


def test_the_gate_is_not_as_long_as_the_estagio(numeros: Parametros) -> None:
    curto = numeros.com("estagio_meses", ValorDatado(desde=date(2027, 1, 1), valor=12, citacao=""))
    with pytest.raises(ErroParametro, match="a antecedência da submissão"):
        conferir_conjunto(
            curto, "antecedencia_submissao_meses", ValorDatado(desde=date(2027, 1, 1), valor=12, citacao="")
        )
