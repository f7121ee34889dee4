"""What is kept of an item: the reading as it was made, never changed, and what the clerk made of it, as JSON."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import Enum
from functools import cache
from typing import Any, Final

from ..intercambio.diario_oficial import Papel, Proposta
from .tipos import Instrumento
from .tipos.diario import Correcao, Publicacao

PENDENTE, CONFIRMADO, DESCARTADO = "pendente", "confirmado", "descartado"

_TIPOS: Final = {
    "decreto": "Decreto",
    "portaria": "Portaria",
    "portaria_conjunta": "Portaria conjunta",
    "resolucao": "Resolução",
    "ato": "Ato",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Guardado:
    """An item as kept.

    ``instrumento`` is the clerk's correction of its paper, ``correcao`` that of the act, and ``tipo`` the act that the
    clerk says the text is.
    """

    id: int
    leitura_id: int
    ordem: int
    inicio: int
    fim: int
    proposta: Proposta
    papel: Papel
    tipo: str | None = None
    instrumento: Instrumento | None = None
    correcao: Correcao | None = None
    estado: str = PENDENTE
    motivo: str = ""
    servidor_id: int | None = None
    vinculo_id: int | None = None
    ato_id: int | None = None
    versao: int = 1

    @property
    def lida(self) -> Proposta:
        """What was read, as the act that the clerk says it is."""
        return self.proposta if self.tipo is None else dataclasses.replace(self.proposta, tipo=self.tipo)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Conteudo:
    """The JSON of an item."""

    proposta: Proposta
    papel: Papel
    tipo: str | None = None
    instrumento: Instrumento | None = None
    correcao: Correcao | None = None


def escrever(guardado: Guardado) -> str:
    """Return the JSON of an item."""
    conteudo = _Conteudo(
        proposta=guardado.proposta, papel=guardado.papel, tipo=guardado.tipo, instrumento=guardado.instrumento,
        correcao=guardado.correcao,
    )  # fmt: skip
    return json.dumps(_simples(conteudo), ensure_ascii=False, separators=(",", ":"))


def ler(linha: Any) -> Guardado:
    """Return an item from its row."""
    conteudo = _ler(_Conteudo, json.loads(linha.proposta))
    return Guardado(
        id=linha.id, leitura_id=linha.leitura_id, ordem=linha.ordem, inicio=linha.inicio, fim=linha.fim,
        proposta=conteudo.proposta, papel=conteudo.papel, tipo=conteudo.tipo,
        instrumento=conteudo.instrumento, correcao=conteudo.correcao, estado=linha.estado, motivo=linha.motivo,
        servidor_id=linha.servidor_id, vinculo_id=linha.vinculo_id, ato_id=linha.ato_id, versao=linha.versao,
    )  # fmt: skip


def instrumento_de(guardado: Guardado, publicacao: Publicacao, texto: str) -> Instrumento:
    """Return the paper that the acts of an item's paper share in the book: equal for all of them.

    ``texto`` is the whole text that was read.
    """
    papel = guardado.papel
    base = guardado.instrumento or Instrumento(
        tipo=_TIPOS.get(papel.tipo or "", (papel.tipo or "ato").replace("_", " ").capitalize()),
        numero=papel.numero or "",
        data=papel.data,
        autoridade=", ".join(filter(None, (papel.signatario, papel.autoridade))),
    )
    return dataclasses.replace(
        base,
        doe_edicao=publicacao.edicao or papel.doe_numero or "",
        doe_data=publicacao.data or papel.publicacao,
        doe_pagina=publicacao.pagina or papel.pagina or "",
        texto=texto[papel.inicio : papel.fim].strip(),
    )


# ------------------------------------------------------------------ JSON of plain values


def _simples(valor: Any) -> Any:
    if isinstance(valor, Enum):
        return valor.value
    if isinstance(valor, date | time):
        return valor.isoformat()
    if isinstance(valor, Mapping):
        return {str(chave): _simples(item) for chave, item in valor.items()}
    if isinstance(valor, tuple | list):
        return [_simples(item) for item in valor]
    if dataclasses.is_dataclass(valor) and not isinstance(valor, type):
        # What is as it begins says nothing, and a reading is mostly that.
        return {
            c.name: _simples(getattr(valor, c.name))
            for c in dataclasses.fields(valor)
            if c.default is dataclasses.MISSING or getattr(valor, c.name) != c.default
        }
    return valor


@cache
def _campos(classe: Hashable) -> Mapping[str, Any]:
    return typing.get_type_hints(classe)


def _ler(classe: type[Any], dados: Mapping[str, Any]) -> Any:
    """Return a value of a class; a field that the class no longer has is left out, an absent one is as it begins."""
    return classe(
        **{
            nome: _valor(tipo, dados[nome])
            for nome, tipo in _campos(typing.cast(Hashable, classe)).items()
            if nome in dados
        }
    )


def _valor(tipo: Any, dado: Any) -> Any:
    if dado is None:
        return None
    origem, partes = typing.get_origin(tipo), typing.get_args(tipo)
    if origem in (typing.Union, types.UnionType):
        return _valor(next(p for p in partes if p is not type(None)), dado)
    if origem is tuple:
        return tuple(_valor(partes[0], item) for item in dado)
    if origem is not None and isinstance(dado, Mapping):
        return {(int(k) if partes[0] is int else k): _valor(partes[1], v) for k, v in dado.items()}
    if tipo is date:
        return date.fromisoformat(dado)
    if isinstance(tipo, type) and issubclass(tipo, Enum):
        return tipo(dado)
    if dataclasses.is_dataclass(tipo) and isinstance(tipo, type):
        return _ler(tipo, dado)
    return dado
