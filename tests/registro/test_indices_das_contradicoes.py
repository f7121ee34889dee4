"""What is wrong is little: the queries of contradictions take the small indexes made for it, not every act."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from bahiaservidor.registro.consultas import contradicoes_pessoas as pessoas
from bahiaservidor.registro.consultas import contradicoes_regras as regras
from bahiaservidor.registro.consultas.contradicoes_colunas import Consulta, Momento
from tests.registro.base import registro


@pytest.mark.parametrize(
    ("regra", "indice"),
    [
        (regras.posses_fora_do_prazo, "ix_prazo_posse_tarde"),
        (regras.posses_na_zona, "ix_prazo_posse_tarde"),
        (regras.atos_sem_doe, "ix_instrumento_sem_doe"),
        (regras.atos_sem_doe, "ix_ato_instrumento_id_tipo"),
        (regras.nomeacoes_acima_da_lrf, "ix_ato_excetuada"),
        (pessoas.sem_nascimento, "ix_servidor_sem_nascimento"),
    ],
)
def test_a_consulta_usa_o_indice_do_que_esta_errado(regra: Callable[[Momento], Consulta], indice: str) -> None:
    with registro(configurado=False) as ctx, ctx.banco.leitura() as conexao:
        consulta = regra(Momento(hoje=date(2026, 11, 22)))
        dita = consulta.compile(dialect=conexao.dialect, compile_kwargs={"literal_binds": True})
        plano = conexao.exec_driver_sql(f"EXPLAIN QUERY PLAN {dita}").all()
        assert any(f"INDEX {indice}" in linha[3] for linha in plano), plano
