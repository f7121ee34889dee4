"""The fast constructor of frozen records: everything as the one it replaces, or refused."""

from __future__ import annotations

from copy import copy
from dataclasses import FrozenInstanceError, dataclass, field, fields, replace
from inspect import signature

import pytest

from bahiaservidor.estatuto.agil import agil


@dataclass(frozen=True, slots=True, kw_only=True)
class Comum:
    """With slots, by `dataclasses` alone."""

    a: int
    b: str = "b"
    c: tuple[int, ...] = field(default=(), compare=False)


@agil
@dataclass(frozen=True, slots=True, kw_only=True)
class ComSlots:
    """The same fields, made fast."""

    a: int
    b: str = "b"
    c: tuple[int, ...] = field(default=(), compare=False)


@agil
@dataclass(frozen=True, kw_only=True)
class SemSlots:
    """The same fields, in a dictionary."""

    a: int
    b: str = "b"
    c: tuple[int, ...] = field(default=(), compare=False)


Rapida = type[ComSlots] | type[SemSlots]


@pytest.mark.parametrize("classe", [ComSlots, SemSlots])
def test_os_mesmos_campos_padroes_e_igualdade(classe: Rapida) -> None:
    feito = classe(a=1, c=(2,))
    assert type(feito) is classe
    assert (feito.a, feito.b, feito.c) == (1, "b", (2,))
    assert feito == classe(a=1, b="b") != classe(a=2)
    assert hash(feito) == hash(classe(a=1))
    assert repr(feito) == repr(Comum(a=1, c=(2,))).replace("Comum", classe.__name__)
    assert copy(feito) == feito
    assert replace(feito, b="outro") == classe(a=1, b="outro")
    assert [c.name for c in fields(classe)] == ["a", "b", "c"]
    assert list(signature(classe).parameters) == list(signature(Comum).parameters)


@pytest.mark.parametrize("classe", [ComSlots, SemSlots])
def test_continua_fechado(classe: Rapida) -> None:
    feito = classe(a=1)
    with pytest.raises(FrozenInstanceError):
        feito.a = 2  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del feito.b


@pytest.mark.parametrize("classe", [ComSlots, SemSlots])
def test_os_mesmos_erros(classe: type) -> None:
    for errado in ({}, {"a": 1, "d": 2}):
        with pytest.raises(TypeError):
            classe(**errado)
    with pytest.raises(TypeError):
        classe(1)


def test_recusa_o_que_nao_faria_igual() -> None:
    @dataclass(frozen=True, slots=True, kw_only=True)
    class ComDepois:
        a: int

        def __post_init__(self) -> None:
            raise AssertionError

    @dataclass(frozen=True, slots=True, kw_only=True)
    class ComFabrica:
        a: list[int] = field(default_factory=list)

    @dataclass(frozen=True, slots=True)
    class PorPosicao:
        a: int

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Herdeira(Comum):
        d: int = 0

    for classe in (ComDepois, ComFabrica, PorPosicao, Herdeira):
        with pytest.raises(TypeError, match="cannot be made fast"):
            agil(classe)
