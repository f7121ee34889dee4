"""The content of an act is read strictly: one text for one content, and nothing that cannot be kept."""

from __future__ import annotations

from datetime import date

import pytest

from bahiaservidor.estatuto.atos.catalogo import DEFINICOES
from bahiaservidor.estatuto.atos.nomeacao import Nomeacao
from bahiaservidor.estatuto.atos.posse import Posse
from bahiaservidor.estatuto.canonico import ler, problemas, simples, texto_canonico
from bahiaservidor.estatuto.erros import ErroConteudo


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
