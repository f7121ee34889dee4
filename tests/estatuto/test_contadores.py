"""The two counters of S5, absence by absence: their days are always those that move the deadlines."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bahiaservidor.estatuto.contadores import AusenciaContada, Contador, contar_ausencias
from bahiaservidor.estatuto.contagem import somar_meses
from bahiaservidor.estatuto.regime import Opcoes
from bahiaservidor.estatuto.tipos import FimDeMes, MotivoAfastamento, TipoPrazo

from .cenario import Pessoa, dia

FIM, ESTABILIDADE, SUBMISSAO = TipoPrazo.FIM_ESTAGIO, TipoPrazo.ESTABILIDADE, TipoPrazo.SUBMISSAO_AVALIACAO


def contar(pessoa: Pessoa, hoje: str) -> tuple[tuple[AusenciaContada, ...], Contador, Contador]:
    vinculo = pessoa.vinculo(1)
    assert vinculo.exercicio is not None
    base = somar_meses(vinculo.exercicio.data, 36, pessoa.regime.opcoes.fim_de_mes)
    return contar_ausencias(pessoa.vida, vinculo, pessoa.regime, base, dia(hoje))


def ausente(pessoa: Pessoa, inicio: str, fim: str | None, motivo: str, **outros: Any) -> Pessoa:
    return pessoa.ato("afastamento", inicio=inicio, fim=fim, motivo=motivo, **outros)


def test_cada_ausencia_com_os_seus_dias_e_a_razao() -> None:
    a = Pessoa().em_exercicio("10/03/2023")
    ausente(a, "06/05/2024", "14/06/2024", "doenca_familia")
    ausente(a, "01/07/2024", "30/07/2024", "ferias")
    ausente(a, "01/09/2024", "10/09/2024", "licenca_saude", suspende_estagio=True, fundamento="Comissão")
    ausencias, efetivo, avaliado = contar(a, "10/01/2025")
    assert [(x.dias, x.fora_do_efetivo, x.fora_do_avaliado) for x in ausencias] == [
        (40, 40, 40),
        (30, 0, 0),
        (10, 0, 10),
    ]
    assert (efetivo.dias, efetivo.resultado) == (40, a.prazo(ESTABILIDADE, "10/01/2025").vence)
    assert (avaliado.dias, avaliado.resultado) == (50, a.prazo(FIM, "10/01/2025").vence)
    assert (efetivo.base, avaliado.base) == (dia("10/03/2026"), dia("10/03/2026"))
    assert "101" in ausencias[0].artigo_efetivo
    assert ausencias[1].artigo_efetivo == "art. 118"
    assert "foi marcado" in ausencias[2].porque_avaliado


def test_dias_de_duas_ausencias_sao_da_que_veio_primeiro() -> None:
    a = Pessoa().em_exercicio("10/03/2023")
    ausente(a, "06/05/2024", "14/06/2024", "doenca_familia")
    ausente(a, "10/06/2024", "19/06/2024", "suspensao")
    ausencias, efetivo, _ = contar(a, "10/01/2025")
    assert [x.fora_do_efetivo for x in ausencias] == [40, 5]
    assert efetivo.dias == 45


def test_a_que_comeca_no_fim_nao_tira_dias_e_a_da_vespera_tira() -> None:
    for inicio, dias in (("09/03/2026", 10), ("10/03/2026", 0), ("11/03/2026", 0)):
        a = Pessoa().em_exercicio("10/03/2023")
        fim = dia(inicio) + timedelta(days=9)
        ausente(a, inicio, f"{fim:%d/%m/%Y}", "doenca_familia")
        ausencias, efetivo, avaliado = contar(a, "20/04/2026")
        assert (ausencias[0].fora_do_efetivo, efetivo.dias, avaliado.dias) == (dias, dias, dias), inicio
        assert efetivo.resultado == a.prazo(ESTABILIDADE, "20/04/2026").vence


def test_ausencia_aberta_conta_ate_hoje_incluido() -> None:
    a = ausente(Pessoa().em_exercicio("10/03/2023"), "01/03/2026", None, "doenca_familia")
    assert contar(a, "28/02/2026")[0] == ()
    ausencias, efetivo, _ = contar(a, "01/03/2026")
    assert (ausencias[0].dias, ausencias[0].fim, efetivo.dias) == (1, None, 1)
    assert contar(a, "09/03/2026")[1].dias == 9
    assert contar(a, "09/04/2026")[1].resultado == a.prazo(ESTABILIDADE, "09/04/2026").vence


def test_cargo_temporario_aparece_e_conta() -> None:
    a = Pessoa().em_exercicio("10/03/2023")
    a.nomeado("05/01/2024", carater="temporario").ato("posse", data="10/01/2024").ato("exercicio", data="10/01/2024")
    ausencias, efetivo, avaliado = contar(a, "31/01/2024")
    assert [(x.rotulo, x.fora_do_efetivo, x.fora_do_avaliado) for x in ausencias] == [
        ("Exercício de cargo temporário", 0, 0)
    ]
    assert ausencias[0].artigo_efetivo == "art. 118, inciso II"
    assert efetivo.dias == avaliado.dias == 0


@pytest.mark.parametrize(
    ("exercicio", "leitura", "base"),
    [
        ("29/02/2024", FimDeMes.DIA_SEGUINTE, "01/03/2027"),
        ("29/02/2024", FimDeMes.ULTIMO_DIA, "28/02/2027"),
        ("31/08/2023", FimDeMes.DIA_SEGUINTE, "31/08/2026"),
        ("28/02/2025", FimDeMes.DIA_SEGUINTE, "28/02/2028"),
    ],
)
def test_inicio_em_29_de_fevereiro_e_fim_de_mes(exercicio: str, leitura: FimDeMes, base: str) -> None:
    a = Pessoa(opcoes=Opcoes(fim_de_mes=leitura)).em_exercicio(exercicio)
    assert contar(a, "01/06/2025")[1].base == dia(base)
    assert a.prazo(FIM, "01/06/2025").vence == dia(base)


def test_licenca_que_atravessa_o_portao_move_o_portao() -> None:
    """The gate is 4 months before the end of today: an absence across it moves both."""
    a = Pessoa().em_exercicio("30/06/2023")
    assert a.prazo(SUBMISSAO, "01/02/2026").vence == dia("27/02/2026")
    ausente(a, "20/02/2026", "11/03/2026", "doenca_familia")
    assert a.prazo(FIM, "12/03/2026").vence == dia("20/07/2026")
    assert a.prazo(SUBMISSAO, "12/03/2026").vence == dia("20/03/2026")
    assert a.prazo(TipoPrazo.AVALIACAO_SEMESTRAL, "12/03/2026", numero=5).vence == dia("30/12/2025")
    assert a.prazo(TipoPrazo.AVALIACAO_SEMESTRAL, "12/03/2026", numero=6).vence == dia("20/07/2026")
    a.ato("submissao_avaliacao", data="20/03/2026")
    assert a.estado(SUBMISSAO, "21/03/2026").value == "cumprido"


def test_abonos_alem_do_limite_saem_dos_dois_contadores() -> None:
    """Three a month count (art. 118); the fourth and the fifth do not."""
    a = ausente(Pessoa().em_exercicio("10/03/2023"), "06/05/2024", "10/05/2024", "abono")
    (unica,), efetivo, avaliado = contar(a, "10/01/2025")
    assert (unica.dias, unica.fora_do_efetivo, unica.fora_do_avaliado) == (5, 2, 2)
    assert "limite de abonos" in unica.porque_efetivo
    assert efetivo.resultado == a.prazo(ESTABILIDADE, "10/01/2025").vence == dia("12/03/2026")
    assert avaliado.resultado == a.prazo(FIM, "10/01/2025").vence


@pytest.mark.parametrize(
    ("motivo", "leitura", "fora", "palavras"),
    [
        (MotivoAfastamento.LICENCA_SAUDE, True, 30, "Suspende o período avaliado, pela leitura adotada aqui"),
        (MotivoAfastamento.DOENCA_FAMILIA, False, 0, "Não suspende, pela leitura adotada aqui"),
    ],
)
def test_a_leitura_escolhida_muda_so_o_periodo_avaliado(
    motivo: MotivoAfastamento, leitura: bool, fora: int, palavras: str
) -> None:
    a = Pessoa(opcoes=Opcoes(suspende_estagio=((motivo, leitura),))).em_exercicio("10/03/2023")
    ausente(a, "06/05/2024", "04/06/2024", motivo.value)
    (unica,), efetivo, avaliado = contar(a, "10/01/2025")
    assert (unica.fora_do_avaliado, unica.porque_avaliado) == (fora, palavras)
    assert unica.fora_do_efetivo == (30 if motivo is MotivoAfastamento.DOENCA_FAMILIA else 0)
    assert avaliado.resultado == a.prazo(FIM, "10/01/2025").vence
    assert efetivo.resultado == a.prazo(ESTABILIDADE, "10/01/2025").vence


def test_demissao_reintegrada_conta_no_efetivo_e_nao_no_avaliado() -> None:
    a = Pessoa().em_exercicio("10/03/2023").ato("demissao", publicacao="03/06/2024")
    a.ato("reintegracao", publicacao="02/09/2024", decisao="20/08/2024").ato("exercicio", data="10/09/2024")
    (unica,), efetivo, avaliado = contar(a, "10/01/2025")
    # From the publication of the demissão to the day before the new exercício: 03/06 to 09/09, both included.
    assert (unica.inicio, unica.fim, unica.dias) == (dia("03/06/2024"), dia("09/09/2024"), 99)
    assert (unica.rotulo, unica.artigo_efetivo) == ("Demissão, até o novo exercício", "art. 41")
    assert (efetivo.dias, avaliado.dias) == (0, 99)
    assert efetivo.resultado == a.prazo(ESTABILIDADE, "10/01/2025").vence == dia("10/03/2026")
    assert avaliado.resultado == a.prazo(FIM, "10/01/2025").vence == dia("17/06/2026")


def test_aposentadoria_revertida_sai_dos_dois() -> None:
    a = Pessoa().em_exercicio("10/03/2023").ato("aposentadoria", publicacao="03/06/2024", tipo="invalidez")
    a.ato("reversao", publicacao="02/09/2024", laudo="20/08/2024").ato("exercicio", data="10/09/2024")
    (unica,), efetivo, avaliado = contar(a, "10/01/2025")
    assert (unica.rotulo, unica.fora_do_efetivo, unica.fora_do_avaliado) == (
        "Aposentadoria, até o novo exercício", 99, 99,
    )  # fmt: skip
    assert efetivo.resultado == avaliado.resultado == a.prazo(FIM, "10/01/2025").vence == dia("17/06/2026")


_MOTIVOS = ("doenca_familia", "ferias", "suspensao", "licenca_saude", "acompanhar_conjuge")
_PERIODOS = st.lists(
    st.tuples(st.integers(0, 1500), st.integers(1, 200), st.sampled_from(_MOTIVOS)), min_size=0, max_size=5
)


@settings(max_examples=60, deadline=None)
@given(_PERIODOS, st.dates(date(2018, 1, 1), date(2020, 12, 31)))
def test_a_soma_das_ausencias_e_sempre_a_dos_prazos(periodos: list[tuple[int, int, str]], exercicio: date) -> None:
    a = Pessoa("01/01/1990").em_exercicio(f"{exercicio:%d/%m/%Y}")
    for depois, dura, motivo in periodos:
        inicio = exercicio + timedelta(days=depois)
        fim = inicio + timedelta(days=dura - 1)
        campos: dict[str, Any] = {"inicio": f"{inicio:%d/%m/%Y}", "fim": f"{fim:%d/%m/%Y}", "motivo": motivo}
        if not a.recusa("afastamento", **campos):
            a.ato("afastamento", **campos)
    hoje = "31/12/2030"
    ausencias, efetivo, avaliado = contar(a, hoje)
    assert sum(x.fora_do_efetivo for x in ausencias) == efetivo.dias
    assert sum(x.fora_do_avaliado for x in ausencias) == avaliado.dias
    assert efetivo.resultado == a.prazo(ESTABILIDADE, hoje).vence == efetivo.base + timedelta(days=efetivo.dias)
    assert avaliado.resultado == a.prazo(FIM, hoje).vence
    assert all(0 <= x.fora_do_efetivo <= x.dias for x in ausencias)
