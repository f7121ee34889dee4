"""An entry of the book before it is stored: its canonical text, its place in the chain, its hash.

Pure: who appends one entry at a time (`livro`) and who gathers thousands (`massa`) make the very same entry.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any, Final

from ..estatuto.atos.base import Requisito, Ressalva
from ..estatuto.canonico import aspas, em_texto, simples, texto_canonico, texto_com
from ..estatuto.motor import MOTOR
from . import modelos as m

CADASTRO: Final = "cadastro"
"""Kind of the entries that hold a register's record instead of an act."""

RETIRADO: Final = "retirado"
"""Field of the record of a subject that was withdrawn: it is in no table any more."""

ORIGEM: Final = "0" * 64
"""What stands for the previous hash in the first entry about a subject."""

SEM_ANTERIOR: Final = (0, ORIGEM)
"""Sequence and hash of what comes before the first entry about a subject."""

_MOTOR: Final = str(MOTOR)
_NULO: Final = "null"


@dataclass(frozen=True, slots=True, kw_only=True)
class Operacao:
    """An open operation: what is written with it shares its instant and its author."""

    id: int
    instante: datetime
    usuario: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InstrumentoGravado:
    """A paper already in the book."""

    id: int
    hash: str


texto_do_instante: Final = lru_cache(maxsize=64)(m.texto_do_instante)
"""The text of an instant: all the entries of an operation have the same."""


def canonico(dados: Mapping[str, Any]) -> str:
    """Return the canonical text of a record: sorted keys, NFC, ISO dates."""
    return texto_canonico(dict(dados))


def montar_entrada(
    operacao: Operacao,
    *,
    sujeito_tipo: str,
    sujeito_id: int,
    tipo: str,
    conteudo: Any,
    anterior: tuple[int, str],
    sal: str,
    sal_apartado: str,
    versao: int = 1,
    data_legal: date | None = None,
    servidor_id: int | None = None,
    vinculo_id: int | None = None,
    requisitos: Sequence[Requisito] | None = None,
    ressalva: Ressalva | None = None,
    instrumento: InstrumentoGravado | None = None,
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the columns of an entry, but its id, in the order of the table, and what is kept apart from it.

    ``conteudo`` is the act's dataclass or a mapping; ``anterior`` is the sequence and hash of the entry before it about
    the same subject.  ``sal_apartado`` goes when what is kept apart goes: a digest of so little could be guessed with
    one that stays.
    """
    texto, apartados = _texto_do_conteudo(conteudo, sal_apartado)
    seq, hash_anterior = anterior
    valores: dict[str, Any] = {
        "operacao_id": operacao.id,
        "instrumento_id": instrumento.id if instrumento is not None else None,
        "sujeito_tipo": sujeito_tipo,
        "sujeito_id": sujeito_id,
        "servidor_id": servidor_id,
        "vinculo_id": vinculo_id,
        "seq": seq + 1,
        "tipo": tipo,
        "versao": versao,
        "data_legal": data_legal,
        "conteudo": texto,
        "requisitos": None,
        "ressalva": texto_canonico(ressalva) if ressalva is not None else None,
        "registrado_em": operacao.instante,
        "registrado_por": operacao.usuario,
        "motor": _MOTOR,
        "sal": sal,
        "hash_anterior": hash_anterior,
    }
    if requisitos is not None:
        valores["requisitos"] = f"[{','.join(map(_texto_do_requisito, requisitos))}]"
    valores["hash"] = hash_da_entrada(valores, instrumento.hash if instrumento is not None else "")
    return valores, apartados


def hash_da_entrada(valores: Mapping[str, Any], hash_do_papel: str) -> str:
    """Return the hash of an entry: everything it says, its salt, the paper that carries it, the previous hash.

    Its text is a JSON list, and then content and requirements as they are kept, a line each: JSON text has no line
    break of its own, so that no two entries have the same text, and what is long is not quoted to be hashed.
    """
    v = valores
    data: date | None = v["data_legal"]
    pessoa, vinculo, requisitos, ressalva = v["servidor_id"], v["vinculo_id"], v["requisitos"], v["ressalva"]
    # The text of a JSON list of these values, written by hand: it is half of what an entry costs.
    materia = (
        f"[{aspas(v['hash_anterior'])},{v['operacao_id']},{aspas(v['sujeito_tipo'])},{v['sujeito_id']},{v['seq']},"
        f"{aspas(v['tipo'])},{v['versao']},{_NULO if data is None else aspas(data.isoformat())},"
        f"{_NULO if pessoa is None else pessoa},{_NULO if vinculo is None else vinculo},"
        f"{_NULO if ressalva is None else aspas(ressalva)},{aspas(hash_do_papel)},"
        f"{aspas(texto_do_instante(v['registrado_em']))},{aspas(v['registrado_por'])},{aspas(v['motor'])},"
        f"{aspas(v['sal'])}]\n{v['conteudo']}"
    )
    if requisitos is not None:
        materia = f"{materia}\n{requisitos}"
    return hashlib.sha256(materia.encode()).hexdigest()


def hash_antigo_da_entrada(valores: Mapping[str, Any], hash_do_papel: str) -> str:
    """Return the hash that entries had before schema 0011: of one JSON list, without the operation."""
    v = valores
    data: date | None = v["data_legal"]
    return hash_da_lista(
        v["hash_anterior"], v["sujeito_tipo"], v["sujeito_id"], v["seq"], v["tipo"], v["versao"],
        None if data is None else data.isoformat(), v["servidor_id"], v["vinculo_id"], v["conteudo"], v["requisitos"],
        v["ressalva"], hash_do_papel, texto_do_instante(v["registrado_em"]), v["registrado_por"], v["motor"], v["sal"],
    )  # fmt: skip


def hash_da_lista(*valores: str | int | None) -> str:
    """Return the hash of these values written as a JSON list: no two lists have the same text."""
    return hashlib.sha256(em_texto(list(valores)).encode()).hexdigest()


def hash_do_instrumento(fixo: Mapping[str, Any]) -> str:
    """Return the hash of what never changes in a paper."""
    return hashlib.sha256(canonico(fixo).encode()).hexdigest()


def digesto(sal: str, campo: str, valor: Any) -> str:
    """Return what the book holds in the place of a field kept apart."""
    materia = f"[{aspas(sal)},{aspas(campo)},{aspas(valor)}]" if type(valor) is str else em_texto([sal, campo, valor])
    return "sha256:" + hashlib.sha256(materia.encode()).hexdigest()


@lru_cache(maxsize=4096)
def _texto_do_requisito(requisito: Requisito) -> str:
    """Return its text: most acts meet the same ones in the same words."""
    return texto_canonico(requisito)


def _texto_do_conteudo(conteudo: Any, sal: str) -> tuple[str, dict[str, Any]]:
    """Return the canonical text of a content and what is kept apart from it, replaced there by its digests."""
    if type(conteudo) is dict or isinstance(conteudo, Mapping):
        return canonico(conteudo), {}
    nomes = _sigilosos(conteudo.__class__)
    if not any(getattr(conteudo, nome) for nome in nomes):
        return texto_canonico(conteudo), {}
    # Empty ones say nothing and stay.
    apartados = {nome: simples(valor) for nome in nomes if (valor := getattr(conteudo, nome)) not in (None, "", False)}
    digestos = {nome: digesto(sal, nome, valor) for nome, valor in apartados.items()}
    return texto_com(conteudo, digestos), apartados


@cache
def _sigilosos(classe: type[Any]) -> tuple[str, ...]:
    if not is_dataclass(classe):
        return ()
    return tuple(campo.name for campo in fields(classe) if campo.metadata.get("sigiloso"))
