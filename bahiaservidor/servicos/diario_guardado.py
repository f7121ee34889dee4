"""What is kept of an item: the reading as it was made, never changed, and what the clerk made of it, as JSON."""

from __future__ import annotations

import dataclasses
import json
import re
import types
import typing
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import Enum
from functools import cache, partial
from typing import Any, Final

from ..intercambio.diario_oficial import Papel, Proposta
from .tipos import Instrumento
from .tipos.diario import Correcao, Publicacao

Leitor = Callable[[Any], Any]

PENDENTE, CONFIRMADO, DESCARTADO = "pendente", "confirmado", "descartado"

_TIPOS: Final = {
    "decreto": "Decreto",
    "portaria": "Portaria",
    "portaria_conjunta": "Portaria conjunta",
    "resolucao": "Resolução",
    "ato": "Ato",
}


_MIUDAS: Final = frozenset({"da", "das", "de", "do", "dos", "e", "em", "para", "a", "o"})


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
        autoridade=", ".join(_sem_gritar(nome) for nome in (papel.signatario, papel.autoridade) if nome),
    )
    return dataclasses.replace(
        base,
        doe_edicao=publicacao.edicao or papel.doe_numero or "",
        doe_data=publicacao.data or papel.publicacao,
        doe_pagina=publicacao.pagina or papel.pagina or "",
        texto=texto[papel.inicio : papel.fim].strip(),
    )


def _sem_gritar(nome: str) -> str:
    """Return a name printed in capitals as people write it."""
    if not nome.isupper():
        return nome
    palavras = re.split(r"([\s(-]+)", nome.lower())
    return "".join(p if p in _MIUDAS else p[:1].upper() + p[1:] for p in palavras)


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


def _ler(classe: type[Any], dados: Mapping[str, Any]) -> Any:
    """Return a value of a class; a field that the class no longer has is left out, an absent one is as it begins."""
    leitores = _leitores(typing.cast(Hashable, classe))
    return classe(**{nome: leitores[nome](dado) for nome, dado in dados.items() if nome in leitores})


@cache
def _leitores(classe: Hashable) -> Mapping[str, Leitor]:
    tipos = typing.get_type_hints(classe)
    return {nome: _leitor(tipo) for nome, tipo in tipos.items()}


def _leitor(tipo: Any) -> Leitor:
    """Return what reads a value of this type back from JSON."""
    origem, partes = typing.get_origin(tipo), typing.get_args(tipo)
    if origem in (typing.Union, types.UnionType):
        interno = _leitor(next(p for p in partes if p is not type(None)))
        return lambda dado: None if dado is None else interno(dado)
    if origem is tuple:
        item = _leitor(partes[0])
        return lambda dado: tuple(item(um) for um in dado)
    if origem is Mapping and partes[0] is int:
        valor = _leitor(partes[1])
        return lambda dado: {int(chave): valor(um) for chave, um in dado.items()}
    if tipo is date:
        return date.fromisoformat
    if isinstance(tipo, type) and (issubclass(tipo, Enum) or dataclasses.is_dataclass(tipo)):
        return tipo if issubclass(tipo, Enum) else partial(_ler, tipo)
    return lambda dado: dado
