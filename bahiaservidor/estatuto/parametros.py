"""Dated parameters (rule C12): every number of the law with its first day, citation and last check.

The values themselves live in `resources/parametros/estatuto.toml`; `bahiaservidor.registro.recursos` reads them.
An installation overrides them with `Parametros.com`, which is what the clerk's own entries become.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from bahiaservidor.estatuto.erros import ErroDominio

ValorParametro = int | str | bool | Decimal
"""What a parameter may hold; None stands for 'not known yet', which section 11 allows."""


class ErroParametro(ErroDominio):
    """A parameter is missing, empty or of another kind than the rule needs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ValorDatado:
    """A value and the first day it holds. `confirmado` is false for what nobody has read in the law's text."""

    desde: date
    valor: ValorParametro | None
    citacao: str
    conferido_em: date | None = None
    confirmado: bool = True
    observacao: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parametro:
    """A parameter and its values in order of date. `referencia` says which date of the case chooses the value."""

    chave: str
    rotulo: str
    unidade: str = ""
    referencia: str = ""
    valores: tuple[ValorDatado, ...]

    def __post_init__(self) -> None:
        ordenados = tuple(sorted(self.valores, key=lambda v: v.desde))
        if not ordenados:
            raise ErroParametro(f"O parâmetro “{self.chave}” não tem nenhum valor.")
        if len({v.desde for v in ordenados}) != len(ordenados):
            raise ErroParametro(f"O parâmetro “{self.chave}” tem dois valores que começam no mesmo dia.")
        object.__setattr__(self, "valores", ordenados)

    def em(self, dia: date) -> ValorDatado:
        """Return the value in force on the day; before the first one, the first."""
        if len(self.valores) == 1:
            return self.valores[0]
        posicao = bisect_right(self.valores, dia, key=lambda v: v.desde)
        return self.valores[max(posicao - 1, 0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Janela:
    """A span of days, both included, in which a kind of act is forbidden or restrained (N10)."""

    chave: str
    rotulo: str
    inicio: date
    fim: date
    citacao: str
    conferido_em: date | None = None
    confirmado: bool = False
    observacao: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parametros:
    """All parameters, by key, and the windows of N10."""

    itens: Mapping[str, Parametro] = field(hash=False)
    janelas: tuple[Janela, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "itens", MappingProxyType(dict(self.itens)))

    def parametro(self, chave: str) -> Parametro:
        """Return the parameter with all its values. Raises ErroParametro if there is none with the key."""
        encontrado = self.itens.get(chave)
        if encontrado is None:
            raise ErroParametro(
                f"O parâmetro “{chave}” não está no arquivo de parâmetros; restaure o arquivo que acompanha o programa."
            )
        return encontrado

    def datado(self, chave: str, em: date) -> ValorDatado:
        """Return the value in force on the day with its citation and its check; before the first one, the first."""
        return self.parametro(chave).em(em)

    def valor(self, chave: str, em: date) -> ValorParametro | None:
        """Return the bare value in force on the day; None if it is not known yet (section 11)."""
        return self.datado(chave, em).valor

    def citacao(self, chave: str, em: date) -> str:
        """Return the article the value in force on the day rests on."""
        return self.datado(chave, em).citacao

    def confirmado(self, chave: str, em: date) -> bool:
        """Return whether the value in force on the day was read in the law's text."""
        return self.datado(chave, em).confirmado

    def inteiro(self, chave: str, em: date) -> int:
        """Return the value as a whole number. Raises ErroParametro if it is empty or is no whole number."""
        valor = self.parametro(chave).em(em).valor
        if isinstance(valor, bool) or not isinstance(valor, int):
            raise self._outro_tipo(chave, valor, "um número inteiro")
        return valor

    def decimal(self, chave: str, em: date) -> Decimal:
        """Return the value as a decimal number. Raises ErroParametro if it is empty or is no number."""
        valor = self.valor(chave, em)
        if isinstance(valor, bool) or not isinstance(valor, int | Decimal):
            raise self._outro_tipo(chave, valor, "um número")
        return Decimal(valor)

    def texto(self, chave: str, em: date) -> str:
        """Return the value as text. Raises ErroParametro if it is empty or is no text."""
        valor = self.valor(chave, em)
        if not isinstance(valor, str):
            raise self._outro_tipo(chave, valor, "um texto")
        return valor

    def inteiros(self, chave: str, em: date) -> tuple[int, ...]:
        """Return a list such as '6,5' as numbers, in the order written."""
        partes = [parte.strip() for parte in self.texto(chave, em).split(",") if parte.strip()]
        if not all(parte.isdecimal() for parte in partes):
            raise self._outro_tipo(chave, ",".join(partes), "uma lista de números inteiros separados por vírgula")
        return tuple(int(parte) for parte in partes)

    def a_confirmar(self, em: date) -> tuple[Parametro, ...]:
        """Return the parameters whose value in force on the day is empty or was not confirmed, in key order."""
        itens = (self.itens[chave] for chave in sorted(self.itens))
        return tuple(p for p in itens if p.em(em).valor is None or not p.em(em).confirmado)

    def janelas_em(self, chave: str, dia: date) -> tuple[Janela, ...]:
        """Return the windows of that key which include the day."""
        return tuple(j for j in self.janelas if j.chave == chave and j.inicio <= dia <= j.fim)

    def com(self, chave: str, *valores: ValorDatado) -> "Parametros":
        """Return a copy in which these values are added to the parameter; one with the same first day is replaced."""
        atual = self.parametro(chave)
        por_dia = {v.desde: v for v in atual.valores} | {v.desde: v for v in valores}
        novo = replace(atual, valores=tuple(por_dia.values()))
        return Parametros(itens={**self.itens, chave: novo}, janelas=self.janelas)

    def com_janelas(self, *janelas: Janela) -> "Parametros":
        """Return a copy that also has these windows; one with the same key and first day is replaced."""
        por_inicio = {(j.chave, j.inicio): j for j in (*self.janelas, *janelas)}
        ordenadas = tuple(por_inicio[k] for k in sorted(por_inicio))
        return Parametros(itens=self.itens, janelas=ordenadas)

    def _outro_tipo(self, chave: str, valor: object, esperado: str) -> ErroParametro:
        rotulo = self.parametro(chave).rotulo
        if valor is None:
            return ErroParametro(
                f"O parâmetro “{rotulo}” ainda não foi informado; registre o valor e a fonte nas configurações."
            )
        return ErroParametro(f"O parâmetro “{rotulo}” deveria ser {esperado} e está como “{valor}”.")
