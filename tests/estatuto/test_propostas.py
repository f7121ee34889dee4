"""An act is proposed only after the last day possible: each kind of proposal, on the edge and the day after (C5)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bahiaservidor.estatuto import prazos
from bahiaservidor.estatuto.prazo import Prazo
from bahiaservidor.estatuto.tipos import EstadoPrazo, TipoPrazo

from .cenario import Pessoa, dia

DIA = timedelta(days=1)


def em(quando: date) -> str:
    """Write dd/mm/aaaa."""
    return f"{quando:%d/%m/%Y}"


def nomeado(quando: date) -> Pessoa:
    return Pessoa().nomeado(em(quando))


def prorrogado(quando: date) -> Pessoa:
    pedido = em(quando + 5 * DIA)
    return nomeado(quando).ato("prorrogacao_posse", requerimento=pedido, deferida=True)


def empossado(quando: date) -> Pessoa:
    return nomeado(quando - 10 * DIA).ato("posse", data=em(quando))


def revertido(quando: date) -> Pessoa:
    p = Pessoa("03/03/1980").ato(
        "assentamento_inicial", data="02/01/2020", cargo=1, situacao="aposentado", aposentadoria="invalidez"
    )
    return p.ato("reversao", publicacao=em(quando), laudo=em(quando - 7 * DIA))


def aproveitado(quando: date) -> Pessoa:
    p = Pessoa("03/03/1980").ato(
        "assentamento_inicial", data="02/01/2020", cargo=1, situacao="em_disponibilidade",
        data_exercicio="02/02/2005", estavel_desde="02/02/2008",
    )  # fmt: skip
    return p.ato("aproveitamento", publicacao=em(quando), cargo=2)


def sem_efeito(quando: date) -> Pessoa:
    """The aproveitamento has lapsed, and the first of its two consequences was published."""
    p = aproveitado(quando)
    return p.ato("tornar_sem_efeito", publicacao=em(ultimo_dia(p, TipoPrazo.EXERCICIO, quando) + DIA))


Caso = tuple[Callable[[date], Pessoa], TipoPrazo, list[str]]

CASOS: dict[str, Caso] = {
    "posse": (nomeado, TipoPrazo.POSSE, ["tornar_sem_efeito"]),
    "posse prorrogada": (prorrogado, TipoPrazo.POSSE, ["tornar_sem_efeito"]),
    "exercício": (empossado, TipoPrazo.EXERCICIO, ["exoneracao_de_oficio"]),
    "exercício do revertido": (revertido, TipoPrazo.EXERCICIO, ["cassacao_aposentadoria"]),
    "exercício do aproveitado": (
        aproveitado, TipoPrazo.EXERCICIO, ["tornar_sem_efeito", "cassacao_disponibilidade"],
    ),
}  # fmt: skip


def aberto(pessoa: Pessoa, tipo: TipoPrazo, hoje: date) -> Prazo:
    todos = prazos.prazos_da_vida(pessoa.vida, lambda _unidade, _instante: pessoa.regime, hoje)
    return [p for p in todos if p.tipo is tipo and p.desfecho is None][-1]


def ultimo_dia(pessoa: Pessoa, tipo: TipoPrazo, quando: date) -> date:
    ultimo = aberto(pessoa, tipo, quando).vence_ultimo
    assert ultimo is not None
    return ultimo


def propostos(pessoa: Pessoa, hoje: date) -> list[str]:
    return [p.ato for p in pessoa.propostas(em(hoje))]


@pytest.mark.parametrize("caso", CASOS)
@given(quando=st.dates(date(2024, 1, 2), date(2027, 12, 20)))
@settings(max_examples=25, deadline=None)
def test_nada_se_propoe_no_ultimo_dia_e_tudo_no_seguinte(caso: str, quando: date) -> None:
    montar, tipo, atos = CASOS[caso]
    pessoa = montar(quando)
    ultimo = ultimo_dia(pessoa, tipo, quando)
    prazo = aberto(pessoa, tipo, quando)
    assert prazo.vence is not None
    assert [propostos(pessoa, ultimo - n * DIA) for n in (3, 2, 1, 0)] == [[]] * 4
    assert propostos(pessoa, prazo.vence + DIA) == (atos if prazo.vence == ultimo else []), "the grey zone is no lapse"
    assert propostos(pessoa, ultimo + DIA) == propostos(pessoa, ultimo + 400 * DIA) == atos
    assert aberto(pessoa, tipo, ultimo + DIA).estado(ultimo + DIA) is EstadoPrazo.VENCIDO


@given(quando=st.dates(date(2024, 1, 2), date(2027, 12, 20)))
@settings(max_examples=15, deadline=None)
def test_pedido_em_tempo_sem_decisao_segura_a_proposta(quando: date) -> None:
    pessoa = nomeado(quando).ato("prorrogacao_posse", requerimento=em(quando + 5 * DIA), deferida=None)
    assert propostos(pessoa, ultimo_dia(pessoa, TipoPrazo.POSSE, quando) + 90 * DIA) == []


def test_do_aproveitamento_sem_efeito_so_resta_a_cassacao() -> None:
    pessoa = sem_efeito(dia("08/04/2025"))
    assert propostos(pessoa, dia("10/07/2025")) == ["cassacao_disponibilidade"]


@pytest.mark.parametrize(
    ("nascimento", "dia_"), [("10/03/1950", "10/03/2025"), ("29/02/1952", "01/03/2027"), ("12/04/1951", "12/04/2026")]
)
def test_a_compulsoria_se_propoe_desde_o_dia_da_idade_e_nao_na_vespera(nascimento: str, dia_: str) -> None:
    """The birthday is no term that lapses: on it the person is already of that age (LC 152/2015)."""
    pessoa = Pessoa(nascimento).em_exercicio("20/02/2015")
    pessoa.ato("submissao_avaliacao", data="02/10/2017").ato("homologacao_estagio", data="20/02/2018")
    assert ultimo_dia(pessoa, TipoPrazo.COMPULSORIA, dia("20/02/2018")) == dia(dia_)
    assert (propostos(pessoa, dia(dia_) - DIA), propostos(pessoa, dia(dia_))) == ([], ["aposentadoria"])
