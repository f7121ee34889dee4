"""Averbação of service time (C10): days at both ends, none counted twice, what each purpose adds up to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bahiaservidor.estatuto import prazos
from bahiaservidor.estatuto.atos import averbacao
from bahiaservidor.estatuto.atos.averbacao import exercicios_da_pessoa, tempo_averbado
from bahiaservidor.estatuto.contagem import UM_DIA
from bahiaservidor.estatuto.funcional import SEM_FIM, Averbacao, contar_averbacoes, descontar
from bahiaservidor.estatuto.tipos import FinalidadeAverbacao, OrigemTempo

from .cenario import Pessoa, dia, ressalva


def estagiaria(exercicio: str = "02/02/2026") -> Pessoa:
    return Pessoa().em_exercicio(exercicio)


def avisos(a: Pessoa, tipo: str, **campos: Any) -> str:
    return " ".join(a.julgar(tipo, **campos).avisos)


def averbar(inicio: str, fim: str, **campos: Any) -> dict[str, Any]:
    return {
        "publicacao": "01/06/2026", "origem": "privada", "empregador": "Tecelagem Aurora", "inicio": inicio, "fim": fim,
        "certidao": "CTC 12", **campos,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("inicio", "fim", "dias"),
    [
        ("02/08/1991", "29/11/1991", 120), ("01/11/1995", "30/04/1996", 182), ("29/02/1996", "29/02/1996", 1),
        ("28/02/1995", "01/03/1995", 2), ("28/02/1996", "01/03/1996", 3), ("01/01/2000", "31/12/2000", 366),
    ],
)  # fmt: skip
def test_os_dias_contam_se_com_as_duas_pontas(inicio: str, fim: str, dias: int) -> None:
    a = estagiaria()
    assert f"{dias} dia" in a.julgar("averbacao", **averbar(inicio, fim)).requisitos[1].descricao
    assert a.recusa("averbacao", **averbar(inicio, fim, dias=dias)) == ""
    assert a.recusa("averbacao", **averbar(inicio, fim, dias=dias + 1)) == "CF, art. 201, § 9º"
    a.ato("averbacao", **averbar(inicio, fim))
    assert [t.dias for t in tempo_averbado(a.vida)] == [dias]


def test_o_dispositivo_da_averbacao_depende_da_origem() -> None:
    sem_certidao = {**averbar("01/01/2000", "31/12/2000"), "certidao": ""}
    assert estagiaria().recusa("averbacao", **sem_certidao) == "CF, art. 201, § 9º"
    assert estagiaria().recusa("averbacao", **{**sem_certidao, "origem": "municipio"}) == "CF, art. 40, § 9º"


@pytest.mark.parametrize(
    ("mudanca", "dispositivo"),
    [
        ({"aposentadoria": False}, "CF, art. 201, § 9º"),
        ({"aposentadoria": False, "adicional": True}, ""),
        ({"dias": 0}, "CF, art. 201, § 9º"),
        ({"fim": "02/06/2026"}, "CF, art. 201, § 9º"),
        ({"fim": "31/12/1999"}, "CF, art. 201, § 9º"),
        ({"fim": "01/01/2000"}, ""),
        ({"publicacao": "01/02/2026"}, "CF, art. 201, § 9º"),
        ({"publicacao": "02/02/2026"}, ""),
    ],
)
def test_requisitos_da_averbacao(mudanca: dict[str, Any], dispositivo: str) -> None:
    assert estagiaria().recusa("averbacao", **{**averbar("01/01/2000", "31/12/2000"), **mudanca}) == dispositivo


def test_a_averbacao_fora_das_datas_nao_se_salva_com_ressalva() -> None:
    a = estagiaria()
    assert a.recusa("averbacao", **averbar("01/01/2000", "31/12/1999"), com=ressalva()) != ""
    assert a.recusa("averbacao", **averbar("02/06/2026", "31/12/2026"), com=ressalva()) != ""


def test_tempo_concomitante_e_avisado_e_nao_se_conta_duas_vezes() -> None:
    a = estagiaria("02/02/2026")
    assert avisos(a, "averbacao", **averbar("01/01/2026", "01/02/2026")) == ""
    assert "1 dia coincide com o exercício" in avisos(a, "averbacao", **averbar("01/01/2026", "02/02/2026"))
    a.ato("averbacao", **averbar("01/01/2026", "02/02/2026"))
    a.ato("averbacao", **averbar("31/12/2025", "05/01/2026", certidao="CTC 13"))
    assert "6 dias coincidem com outra averbação" in avisos(
        a, "averbacao", **averbar("31/12/2025", "05/01/2026", certidao="CTC 14")
    )
    # 32 days of January and 1º/02, then only 31/12/2025.
    assert [(t.dias, t.concomitantes) for t in tempo_averbado(a.vida)] == [(32, 1), (1, 5)]


def test_cada_finalidade_tem_a_sua_conta() -> None:
    a = estagiaria()
    a.ato("averbacao", **averbar("01/01/2000", "31/01/2000"))
    a.ato("averbacao", **averbar("01/01/2000", "29/02/2000", aposentadoria=False, adicional=True, certidao="2"))
    por = {finalidade: sum(t.dias for t in tempo_averbado(a.vida, finalidade)) for finalidade in FinalidadeAverbacao}
    assert [por[f] for f in FinalidadeAverbacao] == [31, 0, 60]
    assert sum(t.dias for t in tempo_averbado(a.vida)) == 60


def test_quem_se_licencia_sem_remuneracao_pode_averbar_o_que_serviu_la_fora() -> None:
    a = estagiaria("02/02/2015").ato(
        "afastamento", inicio="01/02/2019", fim="31/01/2021", motivo="interesse_particular"
    )
    assert exercicios_da_pessoa(a.vida) == [
        (dia("02/02/2015"), dia("31/01/2019")), (dia("01/02/2021"), SEM_FIM),
    ]  # fmt: skip
    a.ato("averbacao", **averbar("31/01/2019", "01/02/2021"))
    (tempo,) = tempo_averbado(a.vida)
    assert (tempo.dias, tempo.concomitantes) == (731, 2)


@given(
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 90), st.integers(1, 91)), max_size=6),
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 200)), max_size=3),
)
def test_nenhum_dia_se_conta_duas_vezes(partes: list[tuple[int, int, int]], exercicios: list[tuple[int, int]]) -> None:
    base, do_ordinal = dia("01/12/1999").toordinal(), date.fromordinal
    averbacoes = [
        Averbacao(
            inicio=do_ordinal(base + de), fim=do_ordinal(base + de + mais), dias=dias, sequencia=n,
            origem=OrigemTempo.PRIVADA, empregador="", finalidades=(),
        )
        for n, (de, mais, dias) in enumerate(partes)
    ]  # fmt: skip
    proprios = [(do_ordinal(base + de), do_ordinal(base + de + mais)) for de, mais in exercicios]
    livres = {n for de, mais, _ in partes for n in range(de, de + mais + 1)}
    livres -= {n for de, mais in exercicios for n in range(de, de + mais + 1)}
    contados = contar_averbacoes(averbacoes, proprios)
    assert sum(t.dias for t in contados) <= len(livres)
    integrais = [replace(a, dias=1000) for a in averbacoes]
    assert sum(t.dias for t in contar_averbacoes(integrais, proprios)) == len(livres)


@given(st.integers(0, 300), st.lists(st.tuples(st.integers(0, 300), st.integers(0, 60)), max_size=5))
def test_descontar_deixa_os_dias_que_sobram(tamanho: int, fora: list[tuple[int, int]]) -> None:
    zero = dia("01/02/2028")
    em = [zero + n * UM_DIA for n in range(400)]
    restos = descontar((em[0], em[tamanho]), [(em[i], em[i + n]) for i, n in fora])
    dias = [d for i, f in restos for d in em if i <= d <= f]
    assert dias == [em[n] for n in range(tamanho + 1) if not any(i <= n <= i + m for i, m in fora)]


def test_descontar_o_que_nao_tem_fim() -> None:
    assert descontar((dia("01/01/2020"), SEM_FIM), [(dia("01/02/2020"), SEM_FIM), (dia("01/03/2020"), SEM_FIM)]) == [
        (dia("01/01/2020"), dia("31/01/2020"))
    ]


def test_a_averbacao_que_cessa_deixa_de_contar() -> None:
    a = estagiaria().ato("averbacao", **averbar("01/01/2000", "31/01/2000"))
    assert tempo_averbado(averbacao.cessar(a.vida, a.atos[-1], dia("01/01/2027"))) == ()


def test_a_averbacao_nao_move_prazo_nenhum() -> None:
    a = estagiaria()

    def vencimentos() -> list[tuple[str, date | None]]:
        todos = prazos.prazos_da_vida(a.vida, lambda unidade, instante: a.regime, dia("01/06/2026"))
        return [(p.tipo.value, p.vence) for p in todos]

    antes = vencimentos()
    a.ato("averbacao", **averbar("01/01/2000", "31/01/2000"))
    assert vencimentos() == antes
