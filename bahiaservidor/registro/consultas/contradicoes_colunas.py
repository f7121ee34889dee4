"""What the queries of every kind of contradiction share: the columns of a finding, who is in service on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Date, Select, Text, and_, bindparam, case, cast, false, literal, null, or_

from .. import modelos as m
from .contradicoes_especies import Achado, Gravidade

Consulta = Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Momento:
    """The day asked, and what only reading lives can tell: a query takes these as they are.

    ``sem_valor``: acts that no longer hold.  ``corrigidas``: posses whose content is no longer the one in the table;
    ``declaradas``, those of them that declare a lawful accumulation.  ``publicados``: acts of which a later correction
    brought the paper.  ``moveis``: vínculos whose end of estágio moves with the day.  ``cargos``: transformed cargos,
    each with what it is now; ``sem_numero``: cargos of which not all the posts are known.
    """

    hoje: date
    sem_valor: tuple[int, ...] = ()
    corrigidas: tuple[int, ...] = ()
    declaradas: tuple[int, ...] = ()
    publicados: tuple[int, ...] = ()
    moveis: tuple[int, ...] = ()
    cargos: tuple[tuple[int, int], ...] = ()
    sem_numero: tuple[int, ...] = ()

    def cargo(self, coluna: Any) -> ColumnElement[Any]:
        """Return a column of cargos with each as it is now called."""
        return case(dict(self.cargos), value=coluna, else_=coluna) if self.cargos else coluna


def entre(coluna: Any, ids: tuple[int, ...]) -> ColumnElement[bool]:
    """Return the condition that a column is one of the numbers, however many: they are written in the statement."""
    return coluna.in_(bindparam(None, ids, expanding=True, literal_execute=True, type_=m.Inteiro)) if ids else false()


COLUNAS: Final = tuple(nome for nome in Achado._fields if nome != "especie")

_TIPOS: Final[Mapping[str, Any]] = {"natural": Text, "texto": Text, "desde": Date, "dia": Date, "limite": Date}


def linha(gravidade: ColumnElement[Any] | Gravidade, **valores: Any) -> list[ColumnElement[Any]]:
    """Return the columns of a finding, in the order of `COLUNAS`; what is not given is null."""
    peso = literal(int(gravidade), m.Inteiro) if isinstance(gravidade, Gravidade) else gravidade
    dados = {"texto": literal(""), **valores, "gravidade": peso}
    return [dados.get(nome, cast(null(), _TIPOS.get(nome, m.Inteiro))).label(nome) for nome in COLUNAS]


def texto(*partes: Any) -> ColumnElement[str]:
    """Return the parts as one text, between colons."""
    inteiro: ColumnElement[str] = cast(partes[0], Text)
    for parte in partes[1:]:
        inteiro = inteiro + ":" + cast(parte, Text)
    return inteiro


def vivo(vinculo: Any, hoje: date) -> ColumnElement[bool]:
    """Return the condition that a vínculo (the model, or the columns of an alias) is in service on the day.

    Ended, without effect, retired and in disponibilidade are told by their dates: the stored word is that of the end.
    """
    fora = (vinculo.fim, vinculo.sem_efeito, vinculo.aposentado_em, vinculo.disponivel_desde)
    return and_(*(or_(dia.is_(None), dia > hoje) for dia in fora))
