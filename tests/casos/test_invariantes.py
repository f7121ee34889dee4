"""Whatever acts are accepted, in any order: the stored is the refolded, posts are not exceeded, dates are in order."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bahiaservidor.registro.vidas import ler_vida
from bahiaservidor.servicos import simulacao, verificacao
from bahiaservidor.servicos.contexto import Contexto
from bahiaservidor.servicos.simulacao_leitura import ler_casos

from .test_quaisquer import CARGOS, INICIO, NOVO, atos

Exame = Callable[[Contexto], None]


def _correr(caso: dict[str, Any], exame: Exame) -> dict[str, Any]:
    """Run a case and examine its registry before it is thrown away."""
    descrever = simulacao._descrever

    def examinar(ctx: Contexto, *outros: Any) -> dict[str, Any]:
        exame(ctx)
        return descrever(ctx, *outros)

    (lido,) = ler_casos(json.dumps({"formato": 1, "casos": [caso]}).encode())
    with pytest.MonkeyPatch.context() as troca:
        troca.setattr(simulacao, "_descrever", examinar)
        return simulacao.simular_caso(lido, novo_contexto=NOVO)


def _examinar(ctx: Contexto) -> None:
    resultado = verificacao.verificar(ctx)
    assert resultado.integra, resultado.divergencias
    with ctx.banco.leitura() as conexao:
        pessoas = [linha[0] for linha in conexao.exec_driver_sql("SELECT id FROM servidor")]
        postos = conexao.exec_driver_sql(
            "SELECT o.cargo_id, v.quantidade, o.desde, o.ate FROM ocupacao o "
            "JOIN (SELECT cargo_id, sum(quantidade) AS quantidade FROM vaga GROUP BY cargo_id) v "
            "ON v.cargo_id = o.cargo_id WHERE NOT o.excedente AND o.cargo_id NOT IN "
            "(SELECT transformado_em FROM cargo WHERE transformado_em IS NOT NULL)"
        ).all()
        vidas = [ler_vida(conexao, id_).vida for id_ in pessoas]
    for cargo in {linha[0] for linha in postos}:
        dele = [linha for linha in postos if linha[0] == cargo]
        eventos = sorted(
            [(desde, 1) for _, _, desde, ate in dele if ate is None or ate > desde]
            + [(ate, -1) for _, _, desde, ate in dele if ate is not None and ate > desde]
        )
        ocupados = 0
        for _, passo in eventos:
            ocupados += passo
            assert ocupados <= dele[0][1], (cargo, dele)
    for vida in vidas:
        for vinculo in vida.vinculos:
            marcos = [f.data for f in (vinculo.nomeacao, vinculo.posse, vinculo.exercicio) if f is not None]
            assert marcos == sorted(marcos)
            anterior = date.min
            for posto in vinculo.ocupacoes:
                assert posto.desde >= anterior
                assert posto.ate is None or posto.ate >= posto.desde
                anterior = posto.ate or date.max
            assert sum(posto.ate is None for posto in vinculo.ocupacoes) <= 1
            for provimento in vinculo.provimentos:
                respostas = [f.data for f in (provimento.exercicio, provimento.perdido) if f is not None]
                assert all(dia >= provimento.fato.data for dia in respostas)
            for fora in vinculo.interrupcoes:
                assert fora.inicio < fora.provido_em
                assert fora.fim is None or fora.fim >= fora.provido_em - timedelta(days=1)
            fim = vinculo.encerrado_em
            if fim is not None:
                assert all(a.fim is not None and a.fim < fim.data for a in vinculo.afastamentos)


@given(lista=atos(ressalvas=False), depois=st.integers(-400, 2000))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_nada_aceito_quebra_o_que_sempre_vale(lista: list[dict[str, Any]], depois: int) -> None:
    em = max(date.fromisoformat(str(lista[0]["publicacao"])) + timedelta(days=depois), INICIO)
    caso = {"id": "x", "em": em.isoformat(), "servidores": {"A": {}, "B": {}}, "cargos": CARGOS, "atos": lista}
    _correr(caso, _examinar)


@given(uma=atos(ressalvas=False), outra=atos(ressalvas=False), sorteio=st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_ordem_dos_atos_de_pessoas_diferentes_nao_importa(
    uma: list[dict[str, Any]], outra: list[dict[str, Any]], sorteio: Any
) -> None:
    # Nobody shares a post, and nothing happens to a cargo: then the acts of one are nothing to the other.
    de = {"A": _so_de("A", uma), "B": _so_de("B", outra)}
    misturas = []
    for _ in range(2):
        vezes = ["A"] * len(de["A"]) + ["B"] * len(de["B"])
        sorteio.shuffle(vezes)
        filas = {nome: iter(lista) for nome, lista in de.items()}
        misturas.append([next(filas[nome]) for nome in vezes])
    resultados = [
        _correr({"id": "x", "em": "2030-01-02", "servidores": {"A": {}, "B": {}}, "atos": mistura}, lambda ctx: None)
        for mistura in misturas
    ]
    assert resultados[0]["servidores"] == resultados[1]["servidores"]
    propostas = [sorted(r["propostas"], key=str) for r in resultados]
    assert propostas[0] == propostas[1]


_DOS_CARGOS = frozenset({"extincao_cargo", "transformacao_cargo"})


def _so_de(nome: str, lista: list[dict[str, Any]]) -> list[dict[str, Any]]:
    limpos = [{**ato, "servidor": nome} for ato in lista if ato["ato"] not in _DOS_CARGOS]
    return [{**ato, "cargo": "C1"} if "cargo" in ato else ato for ato in limpos]
