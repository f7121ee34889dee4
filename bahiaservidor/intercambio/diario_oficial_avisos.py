"""What the clerk should know of a whole reading: the day it came out, namesakes, who leaves one post for another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from bahiaservidor.estatuto.formatos.matricula import formatar
from bahiaservidor.estatuto.formatos.nomes import chave_busca

from .diario_oficial_tipos import Papel, Proposta

_MOSTRADOS: Final = 20

SEM_DATA: Final = "O texto não traz a data da edição do Diário Oficial de todos os papéis; informe-a ao confirmar."
"""Only for a reading of which nobody said the day."""


def avisos(papeis: Sequence[Papel], propostas: Sequence[Proposta]) -> tuple[str, ...]:
    """Return the sentences, the one about the whole text first."""
    atos = [p for p in propostas if p.situacao in ("lida", "incompleta")]
    saida = []
    if atos and any(papeis[p.papel].publicacao is None for p in atos):
        saida.append(SEM_DATA)
    nao_lidos = sum(p.situacao == "nao_lida" for p in propostas)
    if nao_lidos:
        saida.append(
            f"Trechos que não puderam ser lidos como ato, e estão na lista para que nada se perca: {nao_lidos}."
        )
    return (*saida, *_homonimos(atos)[:_MOSTRADOS], *_trocas(atos)[:_MOSTRADOS])


def _homonimos(atos: Sequence[Proposta]) -> list[str]:
    """Return a sentence for each name with more than one matrícula: the matrícula says who is who, never the name."""
    matriculas: dict[str, dict[str, str]] = defaultdict(dict)
    for p in atos:
        if p.nome and p.matricula:
            matriculas[chave_busca(p.nome)].setdefault(p.matricula, p.nome)
    return [
        f"Há homônimos: {next(iter(quem.values()))} aparece com as matrículas {', '.join(map(formatar, quem))}."
        for quem in matriculas.values()
        if len(quem) > 1
    ]


def _trocas(atos: Sequence[Proposta]) -> list[str]:
    """Return a sentence for each person exonerated and named in the same text: the order matters."""
    verbos: dict[str, set[str]] = defaultdict(set)
    nomes: dict[str, str] = {}
    for p in atos:
        if p.matricula and p.nome and p.tipo:
            verbos[p.matricula].add(p.tipo.split("_")[0])
            nomes.setdefault(p.matricula, p.nome)
    return [
        f"Há exoneração e nomeação de {nomes[matricula]} (matrícula {formatar(matricula)}) no mesmo texto; "
        "os atos se registram na ordem em que saíram."
        for matricula, tipos in verbos.items()
        if {"exoneracao", "nomeacao"} <= tipos
    ]
