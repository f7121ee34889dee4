"""Absences of art. 118 and its exclusions: which days count, abono by abono, and the limits of each kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bahiaservidor.estatuto.atos import afastamento
from bahiaservidor.estatuto.ausencias import abonos_excedentes, dias_que_nao_contam, dias_que_suspendem
from bahiaservidor.estatuto.parametros import ValorDatado
from bahiaservidor.estatuto.tipos import NAO_SAO_EFETIVO_EXERCICIO, MotivoAfastamento, Situacao, TipoPrazo
from bahiaservidor.estatuto.vida import Afastamento

from .cenario import Pessoa, dia, parametros

ABONO, FALTA, PRISAO = MotivoAfastamento.ABONO, MotivoAfastamento.FALTA_INJUSTIFICADA, MotivoAfastamento.PRISAO


def ausencia(inicio: str, fim: str | None, motivo: MotivoAfastamento, suspende: bool | None = None) -> Afastamento:
    return Afastamento(
        inicio=dia(inicio), fim=None if fim is None else dia(fim), motivo=motivo, suspende_estagio=suspende
    )


def abono(inicio: str, fim: str | None = None, suspende: bool | None = None) -> Afastamento:
    return ausencia(inicio, fim or inicio, ABONO, suspende)


def excedentes(*abonos: Afastamento) -> list[tuple[str, str]]:
    return [(f"{i:%d/%m/%Y}", f"{f:%d/%m/%Y}") for i, f in abonos_excedentes(abonos, parametros())]


# ---------------------------------------------------------------- abonos: 3 a month, 12 a year


def test_ate_tres_abonos_no_mes_contam_e_o_quarto_nao() -> None:
    assert excedentes(abono("02/03/2026", "04/03/2026")) == []
    assert excedentes(abono("02/03/2026", "05/03/2026")) == [("05/03/2026", "05/03/2026")]
    assert excedentes(abono("02/03/2026", "04/03/2026"), abono("30/03/2026", "31/03/2026")) == [
        ("30/03/2026", "31/03/2026")
    ]


def test_o_mes_recomeca_no_primeiro_dia_mesmo_em_29_de_fevereiro() -> None:
    # Three in February of a leap year, then three in March: the period crosses the month.
    assert excedentes(abono("27/02/2028", "03/03/2028")) == []
    assert excedentes(abono("26/02/2028", "03/03/2028")) == [("29/02/2028", "29/02/2028")]
    assert excedentes(abono("26/02/2027", "03/03/2027")) == []


def test_ate_doze_abonos_no_ano_contam_e_o_decimo_terceiro_nao() -> None:
    quatro_meses = [abono(f"01/0{mes}/2026", f"03/0{mes}/2026") for mes in (1, 2, 3, 4)]
    assert excedentes(*quatro_meses) == []
    assert excedentes(*quatro_meses, abono("04/05/2026")) == [("04/05/2026", "04/05/2026")]
    # The next year starts again, on the first of January.
    assert excedentes(*quatro_meses, abono("31/12/2026", "03/01/2027")) == [("31/12/2026", "31/12/2026")]


def test_o_que_passa_do_mes_nao_gasta_o_ano() -> None:
    janeiro = abono("05/01/2026", "08/01/2026")
    outros = [abono(f"01/0{mes}/2026", f"03/0{mes}/2026") for mes in (2, 3, 4)]
    assert excedentes(janeiro, *outros) == [("08/01/2026", "08/01/2026")]


def test_abonos_sobrepostos_contam_uma_vez() -> None:
    assert excedentes(abono("02/03/2026", "03/03/2026"), abono("03/03/2026", "04/03/2026")) == []


def test_o_limite_e_parametro_da_instalacao() -> None:
    novo = parametros().com("abonos_mes_maximo", ValorDatado(desde=dia("01/04/2026"), valor=1, citacao="Lei 1"))
    marco, abril = abono("02/03/2026", "04/03/2026"), abono("01/04/2026", "02/04/2026")
    assert abonos_excedentes([marco, abril], novo) == [(dia("02/04/2026"), dia("02/04/2026"))]


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 9)), max_size=12))
def test_nunca_contam_mais_de_tres_abonos_no_mes_nem_doze_no_ano(partes: list[tuple[int, int]]) -> None:
    abonos = [
        Afastamento(inicio=(i := date(2027, 11, 1) + timedelta(days=de)), fim=i + timedelta(days=mais), motivo=ABONO)
        for de, mais in partes
    ]
    dias = {a.inicio + timedelta(days=n) for a in abonos if a.fim for n in range((a.fim - a.inicio).days + 1)}
    fora = {i + timedelta(days=n) for i, f in abonos_excedentes(abonos, parametros()) for n in range((f - i).days + 1)}
    assert fora <= dias
    contam = sorted(dias - fora)
    for d in contam:
        assert sum((c.year, c.month) == (d.year, d.month) for c in contam) <= 3
        assert sum(c.year == d.year for c in contam) <= 12
    for d in fora:  # none is left out before a limit was reached
        no_mes = sum((c.year, c.month) == (d.year, d.month) for c in contam)
        no_ano = sum(c.year == d.year for c in contam)
        assert no_mes == 3 or no_ano == 12


# ---------------------------------------------------------------- the two counters


def test_o_que_nao_conta_e_o_que_a_regra_s5_enumera() -> None:
    assert {m.value for m in NAO_SAO_EFETIVO_EXERCICIO} == {
        "doenca_familia", "acompanhar_conjuge", "interesse_particular", "suspensao", "falta_injustificada",
        "prisao_condenacao",
    }  # fmt: skip
    contam = [ausencia("01/02/2026", "28/02/2026", m) for m in MotivoAfastamento if m not in NAO_SAO_EFETIVO_EXERCICIO]
    # Of all the others, only the 25 days of abono beyond the month are left out.
    assert dias_que_nao_contam(contam, parametros()) == [(dia("04/02/2026"), dia("28/02/2026"))]


def test_ausencia_aberta_fica_aberta() -> None:
    aberta = ausencia("10/03/2026", None, MotivoAfastamento.INTERESSE_PARTICULAR)
    falta = ausencia("02/03/2026", "02/03/2026", FALTA)
    assert dias_que_nao_contam([aberta, falta], parametros()) == [
        (dia("02/03/2026"), dia("02/03/2026")), (dia("10/03/2026"), None),
    ]  # fmt: skip


def test_o_periodo_avaliado_segue_a_marca_do_servidor_de_rh() -> None:
    saude = ausencia("01/02/2026", "05/02/2026", MotivoAfastamento.LICENCA_SAUDE, True)
    familia = ausencia("01/03/2026", "05/03/2026", MotivoAfastamento.DOENCA_FAMILIA, False)
    falta = ausencia("10/03/2026", "10/03/2026", FALTA)
    assert dias_que_suspendem([saude, familia, falta], parametros()) == [
        (dia("01/02/2026"), dia("05/02/2026")), (dia("10/03/2026"), dia("10/03/2026")),
    ]  # fmt: skip
    assert dias_que_nao_contam([saude, familia, falta], parametros()) == [
        (dia("01/03/2026"), dia("05/03/2026")), (dia("10/03/2026"), dia("10/03/2026")),
    ]  # fmt: skip


def test_abono_marcado_gasta_o_mes_mas_nao_suspende() -> None:
    marcado, omisso = abono("02/03/2026", "05/03/2026", False), abono("09/03/2026", "10/03/2026")
    assert dias_que_suspendem([marcado, omisso], parametros()) == [(dia("09/03/2026"), dia("10/03/2026"))]
    assert dias_que_suspendem([abono("02/03/2026", suspende=True)], parametros()) == [
        (dia("02/03/2026"), dia("02/03/2026"))
    ]


# ---------------------------------------------------------------- entering them


def estagiaria(exercicio: str = "02/02/2026") -> Pessoa:
    return Pessoa().em_exercicio(exercicio)


def avisos(a: Pessoa, tipo: str, **campos: Any) -> str:
    return " ".join(a.julgar(tipo, **campos).avisos)


@pytest.mark.parametrize("motivo", ["abono", "falta_injustificada"])
def test_abono_e_falta_tem_dias_certos(motivo: str) -> None:
    a = estagiaria()
    assert a.recusa("afastamento", inicio="02/03/2026", motivo=motivo) == "art. 118"
    assert a.recusa("afastamento", inicio="02/03/2026", fim="02/03/2026", motivo=motivo) == ""


def test_o_abono_que_passa_do_limite_e_avisado_e_nao_recusado() -> None:
    a = estagiaria().ato("afastamento", inicio="02/03/2026", fim="03/03/2026", motivo="abono")
    assert avisos(a, "afastamento", inicio="30/03/2026", fim="30/03/2026", motivo="abono") == ""
    assert "1 dia de abono passa de 3 no mês ou 12 no ano" in avisos(
        a, "afastamento", inicio="30/03/2026", fim="31/03/2026", motivo="abono"
    )
    assert "2 dias de abono passam" in avisos(a, "afastamento", inicio="29/03/2026", fim="31/03/2026", motivo="abono")


def test_o_mandato_sindical_tem_ato_proprio() -> None:
    a = estagiaria()
    assert a.recusa("afastamento", inicio="02/03/2026", motivo="mandato_sindical") == "art. 40"


def test_a_ausencia_do_art_113_so_tem_limite_quando_a_instalacao_o_registra() -> None:
    a = estagiaria()
    assert a.recusa("afastamento", inicio="27/02/2028", fim="31/03/2028", motivo="casamento") == ""
    oito = ValorDatado(desde=dia("01/01/2026"), valor=8, citacao="art. 113")
    a.regime = replace(a.regime, parametros=a.regime.parametros.com("casamento_dias", oito))
    # Eight days from 27/02 of a leap year: 27, 28, 29/02, then 1 to 5/03.
    assert a.recusa("afastamento", inicio="27/02/2028", fim="05/03/2028", motivo="casamento") == ""
    assert a.recusa("afastamento", inicio="27/02/2028", fim="06/03/2028", motivo="casamento") == "art. 113"
    assert a.recusa("afastamento", inicio="27/02/2028", motivo="casamento") == "art. 113"
    assert a.recusa("afastamento", inicio="27/02/2028", fim="06/03/2028", motivo="luto") == ""


def test_a_volta_do_servico_militar_e_avisada_depois_de_trinta_dias() -> None:
    a = estagiaria().ato("afastamento", inicio="02/03/2026", motivo="servico_militar")
    # Thirty days from 15/04/2026 is 15/05, a Friday.
    assert avisos(a, "retorno", data="15/05/2026", desincorporacao="15/04/2026") == ""
    assert "até 15/05/2026" in avisos(a, "retorno", data="16/05/2026", desincorporacao="15/04/2026")
    # From 31/03 the thirtieth day is 30/04; from 01/04 it is 01/05, a holiday, then a weekend: 04/05.
    assert avisos(a, "retorno", data="04/05/2026", desincorporacao="01/04/2026") == ""
    assert "até 04/05/2026" in avisos(a, "retorno", data="05/05/2026", desincorporacao="01/04/2026")
    assert avisos(a, "retorno", data="30/12/2026") == ""


def test_afastamento_preventivo_lembra_o_resultado_do_processo() -> None:
    assert "art. 118, X" in avisos(
        estagiaria(), "afastamento", inicio="02/03/2026", fim="30/04/2026", motivo="afastamento_preventivo"
    )


# ---------------------------------------------------------------- prison and conviction


def test_a_condenacao_muda_a_prisao_que_indica() -> None:
    a = estagiaria().ato("afastamento", inicio="02/03/2026", fim="31/03/2026", motivo="prisao")
    a.ato("afastamento", inicio="01/06/2026", fim="30/06/2026", motivo="prisao")
    assert dias_que_nao_contam(a.vinculo().afastamentos, parametros()) == []
    assert a.recusa("condenacao", data="01/03/2026") == "art. 118, inciso IX"
    assert a.recusa("condenacao", data="02/03/2026") == ""
    assert a.recusa("condenacao", data="01/09/2026", inicio_da_prisao="03/03/2026") == "art. 118, inciso IX"
    a.ato("condenacao", data="01/09/2026", inicio_da_prisao="02/03/2026")
    assert dias_que_nao_contam(a.vinculo().afastamentos, parametros()) == [(dia("02/03/2026"), dia("31/03/2026"))]
    a.ato("condenacao", data="02/09/2026")
    assert len(dias_que_nao_contam(a.vinculo().afastamentos, parametros())) == 2
    assert a.recusa("condenacao", data="03/09/2026") == "art. 118, inciso IX"


def test_a_condenacao_sem_indicar_a_prisao_e_da_ultima_que_se_conhecia() -> None:
    a = estagiaria().ato("afastamento", inicio="02/03/2026", fim="31/03/2026", motivo="prisao")
    a.ato("condenacao", data="01/09/2026")
    a.ato("afastamento", inicio="01/06/2026", fim="30/06/2026", motivo="prisao")  # found later
    assert dias_que_nao_contam(a.vinculo().afastamentos, parametros()) == [(dia("02/03/2026"), dia("31/03/2026"))]


def test_cessar_encurta_o_afastamento_ou_o_retira() -> None:
    a = estagiaria().ato("afastamento", inicio="02/03/2026", fim="31/03/2026", motivo="licenca_saude")
    alvo = a.atos[-1]
    assert afastamento.cessar(a.vida, alvo, dia("01/04/2026")).vinculos[0].afastamentos[0].fim == dia("31/03/2026")
    assert afastamento.cessar(a.vida, alvo, dia("31/03/2026")).vinculos[0].afastamentos[0].fim == dia("30/03/2026")
    assert afastamento.cessar(a.vida, alvo, dia("03/03/2026")).vinculos[0].afastamentos[0].fim == dia("02/03/2026")
    assert afastamento.cessar(a.vida, alvo, dia("02/03/2026")).vinculos[0].afastamentos == ()
    aberto = estagiaria().ato("afastamento", inicio="02/03/2026", motivo="licenca_saude")
    depois = afastamento.cessar(aberto.vida, aberto.atos[-1], dia("01/03/2028"))
    assert depois.vinculos[0].afastamentos[0].fim == dia("29/02/2028")
    assert aberto.situacao("01/03/2028") is Situacao.AFASTADO


# ---------------------------------------------------------------- what they do to the deadlines


def fim_e_estabilidade(a: Pessoa) -> tuple[str, str]:
    hoje = "01/03/2029"
    dias = (a.prazo(tipo, hoje).vence for tipo in (TipoPrazo.FIM_ESTAGIO, TipoPrazo.ESTABILIDADE))
    um, outro = (f"{d:%d/%m/%Y}" for d in dias if d is not None)
    return um, outro


def test_so_o_abono_que_passa_do_limite_empurra_os_dois_contadores() -> None:
    a = estagiaria("02/02/2026").ato("afastamento", inicio="02/03/2026", fim="04/03/2026", motivo="abono")
    assert fim_e_estabilidade(a) == ("02/02/2029", "02/02/2029")
    a.ato("afastamento", inicio="30/03/2026", fim="31/03/2026", motivo="abono")
    assert fim_e_estabilidade(a) == ("04/02/2029", "04/02/2029")
    a.ato("afastamento", inicio="01/04/2026", fim="03/04/2026", motivo="abono")
    assert fim_e_estabilidade(a) == ("04/02/2029", "04/02/2029")


def test_a_falta_conta_contra_e_a_prisao_so_depois_da_condenacao() -> None:
    a = estagiaria("02/02/2026").ato("afastamento", inicio="02/03/2026", fim="02/03/2026", motivo="falta_injustificada")
    assert fim_e_estabilidade(a) == ("03/02/2029", "03/02/2029")
    a.ato("afastamento", inicio="01/06/2026", fim="30/06/2026", motivo="prisao")
    assert fim_e_estabilidade(a) == ("03/02/2029", "03/02/2029")
    a.ato("condenacao", data="01/09/2027")
    assert fim_e_estabilidade(a) == ("05/03/2029", "05/03/2029")


def test_a_falta_nao_e_impedimento_legal_da_posse() -> None:
    a = Pessoa("01/01/1980").em_exercicio("20/02/2015")
    a.ato("afastamento", inicio="05/01/2026", fim="30/01/2026", motivo="falta_injustificada")
    a.nomeado("05/01/2026")
    assert a.prazo(TipoPrazo.POSSE, "20/01/2026").vence == dia("04/02/2026")
