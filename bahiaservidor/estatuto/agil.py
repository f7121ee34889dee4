"""Frozen records that are cheap to make: a refold makes several for each act and each deadline.

The constructor that `dataclasses` writes for a frozen class asks ``object.__setattr__`` for each field, which is two
thirds of what the making costs.  `agil` writes the same constructor over the slots of an open twin of the class; the
record is closed, by becoming of its own class, before anybody else sees it.
"""

from __future__ import annotations

import dataclasses
import inspect
from typing import Any, TypeVar

T = TypeVar("T")


def agil(classe: type[T]) -> type[T]:
    """Give a frozen, keyword-only dataclass a faster constructor: same fields, same defaults, same errors.

    TypeError for what that constructor would not do: a ``__post_init__``, a default made anew for each record, an
    inherited field.
    """
    campos = dataclasses.fields(classe)  # type: ignore[arg-type]
    anotados = tuple(inspect.get_annotations(classe))
    if hasattr(classe, "__post_init__") or tuple(c.name for c in campos) != anotados:
        raise TypeError(f"{classe.__name__} cannot be made fast: it has a __post_init__ or inherited fields")
    if any(not c.kw_only or not c.init or c.default_factory is not dataclasses.MISSING for c in campos):
        raise TypeError(f"{classe.__name__} cannot be made fast: a field is positional or has a default_factory")
    padroes: dict[str, Any] = {c.name: c.default for c in campos if c.default is not dataclasses.MISSING}
    nomes = [c.name for c in campos]
    parametros = ", ".join(f"{nome}=_padroes[{nome!r}]" if nome in padroes else nome for nome in nomes)
    escopo: dict[str, Any] = {"_padroes": padroes}
    if "__slots__" in vars(classe):
        escopo |= {
            "_abrir": object.__setattr__,
            "_aberta": type(classe.__name__, (), {"__slots__": tuple(nomes)}),
            "_classe": classe,
        }
        corpo = ["_abrir(self, '__class__', _aberta)", *(f"self.{nome} = {nome}" for nome in nomes)]
        corpo.append("self.__class__ = _classe")
    else:
        corpo = [f"self.__dict__.update({', '.join(f'{nome}={nome}' for nome in nomes)})"]
    texto = f"def __init__(self, *, {parametros}):\n" + "".join(f" {linha}\n" for linha in corpo)
    # As `dataclasses` itself does: the text has only the names of fields, which the class statement checked.
    exec(texto, escopo)
    feito = escopo["__init__"]
    feito.__qualname__ = f"{classe.__qualname__}.__init__"
    feito.__annotations__ = dict(vars(classe)["__init__"].__annotations__)
    classe.__init__ = feito  # type: ignore[method-assign]
    return classe
