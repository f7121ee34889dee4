"""Whatever the acts and their dates, a case ends: an outcome or a refusal with its provision, never a defect."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bahiaservidor.estatuto.atos.catalogo import POR_TIPO
from bahiaservidor.estatuto.tipos import EstadoPrazo, Situacao
from bahiaservidor.montagem import simulador
from bahiaservidor.servicos.simulacao import simular
from bahiaservidor.servicos.simulacao_atos import ATOS, MOTIVOS
from bahiaservidor.servicos.simulacao_leitura import ler_casos

NOVO = simulador()
DATAS = {"publicacao", "data", "inicio", "requerimento", "decisao", "laudo"}
FUNDAMENTOS = {
    "exoneracao_de_oficio": ["nao_exercicio", "reprovacao_estagio"],
    "reintegracao": ["judicial", "revisao"],
}
ESPECIES = {
    "aposentadoria": ["invalidez", "voluntaria", "compulsoria"],
    "extincao_cargo": ["extincao", "desnecessidade"],
}
ESCOLHAS: dict[str, list[Any]] = {
    "motivo": [motivo.value for motivo in MOTIVOS],
    "numero": [1, 2, 3, 4, 5, 6],
    "carater": ["permanente", "temporario", "vitalicio"],
    "deferida": [True, False, None],
    "resultado": ["aprovado", "reprovado"],
    "inspecao": ["apto", "inapto"],
    "cargo": ["C1", "C1", "C2", "C3"],
    "de": ["C1", "C2"],
    "para": ["C2", "C3"],
}
CARGOS = {"C1": {"vagas": 1}, "C2": {"vagas": 1}, "C3": {}}
INICIO = date(1996, 1, 1)
SITUACOES = {None, *(situacao.value for situacao in Situacao)}
ESTADOS = {estado.value for estado in EstadoPrazo}


@st.composite
def atos(sortear: st.DrawFn, *, ressalvas: bool = True) -> list[dict[str, Any]]:
    dia = INICIO + timedelta(days=sortear(st.integers(0, 12_000)))
    lista: list[dict[str, Any]] = []
    for posicao in range(sortear(st.integers(1, 9))):
        tipo = "nomeacao" if posicao == 0 else sortear(st.sampled_from(sorted(set(ATOS) & set(POR_TIPO))))
        dia += timedelta(days=sortear(st.sampled_from([-10, 0, 1, 12, 30, 60, 183, 400])))
        ato: dict[str, Any] = {"ato": tipo, "servidor": sortear(st.sampled_from("AAAB"))}
        for campo in ATOS[tipo]:
            if campo in DATAS:
                ato[campo] = dia.isoformat()
            elif campo == "fim":
                fim = (dia + timedelta(days=90)).isoformat()
                ato[campo] = fim if tipo == "mandato_sindical" else sortear(st.sampled_from([None, fim]))
            elif campo == "fundamento":
                ato[campo] = sortear(st.sampled_from(FUNDAMENTOS[tipo]))
            elif campo == "tipo":
                ato[campo] = sortear(st.sampled_from(ESPECIES[tipo]))
            elif campo in ESCOLHAS:
                ato[campo] = sortear(st.sampled_from(ESCOLHAS[campo]))
        if ressalvas and sortear(st.integers(0, 4)) == 0:
            ato["ressalva"] = {"tipo": "parecer_pge", "numero": "1", "data": dia.isoformat()}
        lista.append(ato)
    return lista


@given(lista=atos(), depois=st.integers(-400, 2000))
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_qualquer_sequencia_de_atos_chega_ao_fim(lista: list[dict[str, Any]], depois: int) -> None:
    em = max(date.fromisoformat(str(lista[0]["publicacao"])) + timedelta(days=depois), INICIO)
    caso = {"id": "x", "em": em.isoformat(), "servidores": {"A": {}, "B": {}}, "cargos": CARGOS, "atos": lista}
    casos = ler_casos(json.dumps({"formato": 1, "casos": [caso]}).encode())
    (obtido,) = simular(casos, novo_contexto=NOVO).saida["casos"]
    assert json.loads(json.dumps(obtido)) == obtido
    assert all(recusa["dispositivo"] and recusa["mensagem"] for recusa in obtido["recusas"])
    for pessoa in obtido["servidores"].values():
        assert pessoa["situacao"] in SITUACOES
        for prazo in pessoa["prazos"]:
            assert prazo["estado"] in ESTADOS
            assert (prazo["vence"] is None) is (prazo["vence_ultimo"] is None)
            assert prazo["vence"] is None or prazo["vence"] <= prazo["vence_ultimo"]
