"""The content of an act is read strictly: one text for one content, and nothing that cannot be kept."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from bahiaservidor.estatuto.atos.base import Requisito, Ressalva
from bahiaservidor.estatuto.atos.catalogo import DEFINICOES
from bahiaservidor.estatuto.atos.nomeacao import Nomeacao
from bahiaservidor.estatuto.atos.posse import ItemConferido, Posse
from bahiaservidor.estatuto.canonico import ler, problemas, simples, texto_canonico
from bahiaservidor.estatuto.erros import ErroConteudo
from bahiaservidor.estatuto.tipos import TipoRessalva


def test_um_conteudo_tem_um_so_texto() -> None:
    posse = Posse(data=date(2026, 1, 19), local="Sa\u0303o Joa\u0303o")
    assert '"local":"São João"' in texto_canonico(posse)
    assert ler(Posse, simples(posse)) == ler(Posse, {"data": "2026-01-19", "local": "São João"})


@pytest.mark.parametrize(
    ("dados", "campo"),
    [
        ({}, "publicacao"),
        ({"publicacao": "2026-02-30", "cargo": 1}, "publicacao"),
        ({"publicacao": "2026-1-5", "cargo": 1}, "publicacao"),
        ({"publicacao": "2026-01-05", "cargo": True}, "cargo"),
        ({"publicacao": "2026-01-05", "cargo": 10**30}, "cargo"),
        ({"publicacao": "2026-01-05", "cargo": 1, "carater": "eterno"}, "carater"),
        ({"publicacao": "2026-01-05", "cargo": 1, "posto": "\udce9"}, "posto"),
        ({"publicacao": "2026-01-05", "cargo": 1, "inventado": 1}, "inventado"),
    ],
)
def test_o_campo_errado_e_dito_pelo_nome(dados: dict[str, object], campo: str) -> None:
    with pytest.raises(ErroConteudo) as erro:
        ler(Nomeacao, dados)
    assert erro.value.campo == campo
    assert campo in [p.campo for p in problemas(Nomeacao, dados)]


def test_todo_ato_tem_a_sua_data_e_os_seus_rotulos() -> None:
    for definicao in DEFINICOES:
        campos = {c.name: c for c in definicao.conteudo.__dataclass_fields__.values()}
        assert definicao.campo_data in campos
        assert all(c.metadata["rotulo"] for c in campos.values())


@pytest.mark.parametrize(
    "valor",
    [
        {"b": [1, None, True, 'a"\\\n\x01é'], "a": {"z": date(2026, 1, 2), "ã": ("e\u0301", False)}},
        Posse(data=date(2026, 3, 2), local="Sa\u0303o Tome\u0301", laudo_numero='7"'),
        Requisito(regra="N1", descricao="Há posto", dispositivo="art. 3º", atendido=True),
        Ressalva(tipo=TipoRessalva.DECISAO_JUDICIAL, numero="1", data=date(2026, 1, 5)),
        Posse(data=date(2026, 3, 2), itens=(ItemConferido(item="CPF", conferido_por="Ana"),)),
    ],
)
def test_o_texto_escrito_de_uma_vez_e_o_do_json(valor: Any) -> None:
    assert texto_canonico(valor) == json.dumps(
        simples(valor), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
