"""Comparison of the outcome of a case with what it expects: only what ``espera`` writes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from typing import Any

from .simulacao_leitura import Caso


def diferencas(caso: Caso, resultado: Mapping[str, Any]) -> tuple[str, ...]:
    """Return each difference in one sentence that begins with the id of the case; empty when all agrees."""
    return tuple(f"{caso.id}: {texto}" for texto in _diferencas(caso, resultado))


def _diferencas(caso: Caso, resultado: Mapping[str, Any]) -> Iterator[str]:
    for nome, esperado in caso.espera.servidores.items():
        obtido = resultado["servidores"][nome]
        if "situacao" in esperado and _json(esperado["situacao"]) != obtido["situacao"]:
            yield f"{nome}: situação esperada {_json(esperado['situacao'])}, obtida {obtido['situacao']}"
        for prazo in esperado.get("prazos", ()):
            yield from _prazo(nome, {chave: _json(valor) for chave, valor in prazo.items()}, obtido["prazos"])
    if caso.espera.recusas is not None:
        yield from _conjunto("recusa", caso.espera.recusas, resultado["recusas"], _mesma_recusa)
    if caso.espera.propostas is not None:
        yield from _conjunto("proposta", caso.espera.propostas, resultado["propostas"], _contem)


def _prazo(nome: str, esperado: Mapping[str, Any], obtidos: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    do_tipo = [
        prazo
        for prazo in obtidos
        if prazo["prazo"] == esperado["prazo"] and ("numero" not in esperado or prazo["numero"] == esperado["numero"])
    ]
    if any(_contem(esperado, prazo) for prazo in do_tipo):
        return
    vistos = [{chave: prazo[chave] for chave in esperado} for prazo in do_tipo]
    yield f"{nome}: prazo esperado {_mostrar(esperado)}, obtido {'; '.join(map(_mostrar, vistos)) or 'nenhum'}"


def _conjunto(
    especie: str, esperados: Sequence[Mapping[str, Any]], obtidos: Sequence[Mapping[str, Any]], igual: Any
) -> Iterator[str]:
    """Pair each expected item with one of the obtained, none twice, and require the same number."""
    livres = list(obtidos)
    for bruto in esperados:
        esperado = {chave: _json(valor) for chave, valor in bruto.items()}
        achado = next((item for item in livres if igual(esperado, item)), None)
        if achado is None:
            yield f"{especie} esperada e não obtida: {_mostrar(esperado)}"
        else:
            livres.remove(achado)
    for item in livres:
        yield f"{especie} obtida e não esperada: {_mostrar(item)}"


def _contem(esperado: Mapping[str, Any], obtido: Mapping[str, Any]) -> bool:
    return all(obtido[chave] == valor for chave, valor in esperado.items())


def _mesma_recusa(esperado: Mapping[str, Any], obtido: Mapping[str, Any]) -> bool:
    dispositivo = str(esperado.get("dispositivo", ""))
    resto = {chave: valor for chave, valor in esperado.items() if chave != "dispositivo"}
    return _contem(resto, obtido) and str(obtido["dispositivo"]).casefold().startswith(dispositivo.casefold())


def _json(valor: Any) -> Any:
    """Return the value as the output writes it."""
    if isinstance(valor, Enum):
        return valor.value
    if isinstance(valor, date):
        return valor.isoformat()
    return list(valor) if isinstance(valor, tuple) else valor


def _mostrar(item: Mapping[str, Any]) -> str:
    return ", ".join(f"{chave} {'nulo' if valor is None else valor}" for chave, valor in item.items())
