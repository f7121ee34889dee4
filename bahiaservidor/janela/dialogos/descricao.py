"""What a form asks for, read from the act's definition: labels, kinds, defaults. No widget here."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import Enum
from typing import Any

from ...estatuto import canonico
from ...estatuto.atos.base import TipoCampo
from ...estatuto.erros import ErroDominio


@dataclass(frozen=True, slots=True, kw_only=True)
class DescricaoCampo:
    """One field of an act's content, or of a ressalva.

    ``classe`` is the type of the value without its None; ``padrao`` is ``dataclasses.MISSING`` when the law gives none.
    """

    nome: str
    rotulo: str
    tipo: TipoCampo
    classe: Any
    anulavel: bool
    padrao: Any = dataclasses.MISSING
    ajuda: str = ""
    dispositivo: str = ""
    grupo: str = ""
    sigiloso: bool = False
    conferir: bool = False

    @property
    def obrigatorio(self) -> bool:
        """Tell whether the clerk must fill it: no default, or a choice to check that starts with nothing chosen."""
        a_conferir = self.conferir and self.tipo is TipoCampo.ESCOLHA and self.inicial is None
        return self.padrao is dataclasses.MISSING or a_conferir

    @property
    def inicial(self) -> Any:
        """What the form starts with; what must be checked starts unticked, whatever the default says.

        A choice to check starts with its member for "nothing shown yet" (``AUSENTE``) where it has one.
        """
        if self.conferir:
            return False if self.tipo is TipoCampo.SIM_NAO else getattr(self.classe, "AUSENTE", None)
        return None if self.padrao is dataclasses.MISSING else self.padrao

    def ler(self, valor: Any) -> Any:
        """Return a stored value (JSON or native) as the form holds it; what cannot be read becomes None."""
        if valor is None or self.tipo is TipoCampo.CONFERENCIA:
            return valor
        try:
            if self.classe is date and isinstance(valor, str):
                return date.fromisoformat(valor)
            if self.classe is time and isinstance(valor, str):
                return time.fromisoformat(valor)
            if isinstance(self.classe, type) and issubclass(self.classe, Enum):
                return self.classe(valor)
        except ValueError:
            return None
        return valor


def descrever(classe: type[Any]) -> tuple[DescricaoCampo, ...]:
    """Return the fields of a content class, in the order of its definition, but those the registry answers itself."""
    tipos = canonico.tipos_dos_campos(typing.cast(typing.Hashable, classe))
    resultado = []
    for campo in dataclasses.fields(classe):
        if campo.metadata.get("apurado"):
            continue
        interno, anulavel = _sem_none(tipos[campo.name])
        meta = campo.metadata
        resultado.append(
            DescricaoCampo(
                nome=campo.name,
                rotulo=meta.get("rotulo", campo.name),
                tipo=meta.get("tipo", TipoCampo.TEXTO),
                classe=interno,
                anulavel=anulavel,
                padrao=campo.default,
                ajuda=meta.get("ajuda", ""),
                dispositivo=meta.get("dispositivo", ""),
                grupo=meta.get("grupo", ""),
                sigiloso=bool(meta.get("sigiloso")),
                conferir=bool(meta.get("conferir")),
            )
        )
    return tuple(resultado)


def _sem_none(tipo: Any) -> tuple[Any, bool]:
    if typing.get_origin(tipo) in (typing.Union, types.UnionType):
        internos = [parte for parte in typing.get_args(tipo) if parte is not type(None)]
        if len(internos) == 1:
            return internos[0], True
    return tipo, False


def guardavel(valores: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values as a draft keeps them: JSON.  Drafts are read by their own user only."""
    return {nome: canonico.simples(valor) for nome, valor in valores.items()}


def ler_hora(texto: str) -> time:
    """Return the time of day written as 8:30, 08h30, 0830 or 8. Raises ErroDominio."""
    limpo = texto.strip().lower().replace("h", ":").rstrip(":").replace(".", ":")
    if limpo.isascii() and limpo.isdigit() and len(limpo) in (3, 4):
        limpo = f"{limpo[:-2]}:{limpo[-2:]}"
    horas, _, minutos = limpo.partition(":")
    if all(parte.isascii() and parte.isdigit() and len(parte) <= 2 for parte in (horas, minutos or "0")):
        h, m = int(horas), int(minutos or 0)
        if h < 24 and m < 60:
            return time(h, m)
    raise ErroDominio(f"“{texto.strip()}” não é uma hora; escreva como 08:30.")
