"""The model spreadsheet of a kind of import: what to fill in, with headers that the import knows."""

from __future__ import annotations

import dataclasses
from typing import Any

from .importacao_atos_campos import atos_importaveis, campos_do_ato
from .importacao_especies import especie_de
from .importacao_linha import Campo

_INSTRUCOES = (
    "Preencha a primeira folha, uma linha para cada registro, sem mudar os títulos. Colunas vazias podem ser apagadas.",
    "Datas: dia/mês/ano, com o ano de quatro números. CPF, PIS e matrícula: como texto, para não perder zeros.",
    "Depois de importar, o programa mostra o que entra e o que não entra antes de gravar qualquer coisa.",
)


def modelo_planilha(especie: str) -> bytes:
    """Return the empty model of a kind, as XLSX: headers, instructions and examples.  ErroDominio for no such kind."""
    from ..intercambio.modelo_planilha import Coluna, modelo

    achada = especie_de(especie)
    colunas = [
        Coluna(
            titulo=campo.rotulo, obrigatoria=campo.obrigatorio, explicacao=campo.ajuda, exemplo=campo.exemplo,
            data=campo.eh_data, opcoes=_opcoes(campo),
        )
        for campo in achada.campos
    ]  # fmt: skip
    aba = achada.rotulo.partition(":")[0].partition(" (")[0]
    return modelo(
        aba=aba, instrucoes=(achada.explicacao, *_INSTRUCOES), colunas=colunas,
        anexo=("Colunas de cada ato", _dos_atos()) if especie == "atos" else None,
    )  # fmt: skip


def _opcoes(campo: Campo) -> tuple[str, ...]:
    return tuple(getattr(campo.ler, "rotulos", ()))


def _dos_atos() -> list[tuple[str, ...]]:
    """Return which columns each act takes."""
    linhas: list[tuple[str, ...]] = [("Ato", "Colunas obrigatórias", "Outras colunas")]
    for ato in atos_importaveis().values():
        campos = campos_do_ato(ato)
        linhas.append(
            (
                ato.rotulo,
                _nomes([c for c in campos if _obrigatorio(c)]),
                _nomes([c for c in campos if not _obrigatorio(c)]),
            )
        )
    return linhas


def _obrigatorio(campo: dataclasses.Field[Any]) -> bool:
    return campo.default is dataclasses.MISSING


def _nomes(campos: list[dataclasses.Field[Any]]) -> str:
    return ", ".join(str(campo.metadata["rotulo"]) for campo in campos)
