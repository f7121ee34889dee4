"""The same entered act by act, and registries compared table by table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from typing import Any

from bahiaservidor.servicos import concursos, convocacoes, provimento
from bahiaservidor.servicos.contexto import Contexto
from bahiaservidor.servicos.tipos import Candidato, Concurso, Lista, PedidoAto, Registrado

_SORTEADAS = {"sal", "hash", "hash_anterior"}
"""Columns that differ between two registries whatever is entered: salts, and the hashes that cover them."""

_SEM_NUMERO = {"prazo", "ocupacao", "afastamento"}
"""Projections, whose ids say only how many times they were rewritten."""

_DIGESTO = re.compile(r"sha256:[0-9a-f]{64}")


class ConcursosPelosServicos:
    """Enters contests by their services."""

    def __init__(self, ctx: Contexto) -> None:
        self._ctx = ctx

    def salvar_concurso(self, concurso: Concurso) -> int:
        return concursos.salvar_concurso(self._ctx, concurso=concurso)

    def salvar_lista(self, lista: Lista) -> int:
        return concursos.salvar_lista(self._ctx, lista=lista)

    def salvar_candidatos(self, lista_id: int, candidatos: Sequence[Candidato]) -> tuple[int, ...]:
        return concursos.salvar_candidatos(self._ctx, lista_id=lista_id, candidatos=candidatos)

    def registrar_desistencia(self, candidato_id: int, *, fundamento: str, em: date) -> None:
        convocacoes.registrar_desistencia(self._ctx, candidato_id=candidato_id, fundamento=fundamento, em=em)


class PelosServicos:
    """Enters what a demonstration invents as the screens do: what the bulk path is compared with."""

    def __init__(self, ctx: Contexto) -> None:
        self._ctx = ctx
        self.concursos = ConcursosPelosServicos(ctx)

    def transacao(self) -> AbstractContextManager[object]:
        return nullcontext()

    def registrar(self, pedidos: Sequence[PedidoAto], hoje: date) -> Sequence[Registrado]:
        return provimento.registrar_lote(self._ctx, pedidos=pedidos, hoje=hoje)

    def terminar_grupo(self) -> None:
        pass


def diferencas(um: Contexto, outro: Contexto) -> dict[str, tuple[list[Any], list[Any]]]:
    """Return, by table, the rows that only one of two registries has."""
    retratos = [dict(_retrato(ctx)) for ctx in (um, outro)]
    assert retratos[0].keys() == retratos[1].keys()
    assert retratos[0]["ato"].total() > 0
    return {
        tabela: (list((linhas - retratos[1][tabela]).elements()), list((retratos[1][tabela] - linhas).elements()))
        for tabela, linhas in retratos[0].items()
        if linhas != retratos[1][tabela]
    }


def _retrato(ctx: Contexto) -> Iterator[tuple[str, Counter[tuple[Any, ...]]]]:
    with ctx.banco.leitura() as conexao:
        tabelas = conexao.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
            "AND name NOT LIKE 'busca_pessoa_%'"
        ).scalars()
        for tabela in list(tabelas):
            nomes = [linha[1] for linha in conexao.exec_driver_sql(f"PRAGMA table_info({tabela})")]
            # How many times the row was written, a guard against two people changing it at once.
            fora = _SORTEADAS | ({"versao"} if tabela == "vinculo" else set())
            fora |= {"id"} if tabela in _SEM_NUMERO else set()
            colunas = [nome for nome in nomes if nome not in fora] + (["rowid"] if tabela == "busca_pessoa" else [])
            linhas = conexao.exec_driver_sql(f"SELECT {', '.join(colunas)} FROM {tabela}")
            yield tabela, Counter(tuple(map(_sem_digesto, linha)) for linha in linhas)
        gatilhos = conexao.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type IN ('trigger', 'index')")
        yield "gatilhos e índices", Counter(tuple(linha) for linha in gatilhos)


def _sem_digesto(valor: Any) -> Any:
    """What is kept apart is digested with a salt of its own."""
    return _DIGESTO.sub("sha256", valor) if isinstance(valor, str) else valor
