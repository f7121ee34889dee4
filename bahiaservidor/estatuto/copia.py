"""Copies of frozen records with some fields changed: what the fold does most."""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Hashable
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")


@cache
def _nomes(classe: Hashable) -> tuple[str, ...] | None:
    """Return the fields of a dataclass whose constructor takes them all and nothing else; None of any other."""
    tipo: Any = classe
    campos = dataclasses.fields(tipo)
    parametros = inspect.signature(tipo).parameters
    nomes = tuple(campo.name for campo in campos)
    return nomes if all(campo.init for campo in campos) and set(parametros) == set(nomes) else None


def replace(registro: T, /, **mudancas: Any) -> T:
    """Return a copy of a frozen dataclass with these fields.  TypeError for a field it does not have.

    As `dataclasses.replace`, but a record that keeps its fields in ``__dict__`` (declared without slots, because it has
    dozens of them) is copied at once instead of field by field: a refold makes several copies for each act.
    """
    campos = getattr(registro, "__dict__", None)
    if campos is None:
        classe: Any = type(registro)
        nomes = _nomes(classe)
        if nomes is None:
            return dataclasses.replace(registro, **mudancas)  # type: ignore[type-var]
        novo: T = classe(**{nome: getattr(registro, nome) for nome in nomes} | mudancas)
        return novo
    copia = object.__new__(type(registro))
    novos = copia.__dict__
    novos.update(campos)
    novos.update(mudancas)
    if len(novos) != len(campos):
        raise TypeError(f"{type(registro).__name__} has no field {', '.join(sorted(novos.keys() - campos.keys()))}")
    return copia
