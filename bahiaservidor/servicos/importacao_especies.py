"""The kinds of import, and an import as it was kept."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from ..estatuto.erros import ErroDominio
from .importacao_atos import especie_dos_afastamentos, especie_dos_atos
from .importacao_cadastros import CARGOS, VAGAS
from .importacao_concursos import CALENDARIO, CONCURSOS
from .importacao_pessoas import SERVIDORES
from .importacao_sessao import Especie
from .importacao_vinculos import ASSENTAMENTOS
from .tipos.importacao import EspecieImportacao, ImportacaoFeita


@cache
def todas() -> Mapping[str, Especie]:
    """Return the kinds of import by key."""
    ordem = (
        SERVIDORES, ASSENTAMENTOS, especie_dos_atos(), especie_dos_afastamentos(), CARGOS, VAGAS, CONCURSOS, CALENDARIO,
    )  # fmt: skip
    return {especie.chave: especie for especie in ordem}


def especie_de(chave: str) -> Especie:
    """Return a kind of import.  ErroDominio for one that does not exist."""
    achada = todas().get(chave)
    if achada is None:
        raise ErroDominio(f"Não há importação da espécie “{chave}”. São: {', '.join(todas())}. Nada foi lido.")
    return achada


def especies() -> tuple[EspecieImportacao, ...]:
    """Return the kinds of import, in the order a clerk meets them."""
    return tuple(
        EspecieImportacao(
            chave=e.chave, rotulo=e.rotulo, explicacao=e.explicacao, campos=tuple(c.mostrado for c in e.campos)
        )
        for e in todas().values()
    )


def feita(linha: Any) -> ImportacaoFeita:
    """Return a row of the imports as screens know it."""
    especie = todas().get(linha.especie)
    return ImportacaoFeita(
        id=linha.id,
        especie=linha.especie,
        rotulo=especie.rotulo if especie is not None else linha.especie,
        arquivo=linha.arquivo,
        fonte=linha.fonte,
        linhas=linha.linhas,
        entraram=linha.entraram,
        recusadas=linha.recusadas,
        instante=linha.instante,
        usuario=linha.usuario,
        operacao_id=linha.operacao_id,
        desfeita_em=linha.desfeita_em,
        desfeita_por=linha.desfeita_quem or "",
        motivo=linha.motivo,
    )
