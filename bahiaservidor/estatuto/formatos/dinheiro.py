"""Amounts in reais, kept as whole cents.

>>> ler_reais("60.123.456.789,01")
6012345678901
>>> formatar_reais(6012345678901)
'60.123.456.789,01'
"""

from __future__ import annotations

import re

from ..erros import ErroDominio

_VALOR = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{1,2}))?")


def ler_reais(texto: str) -> int:
    """Return the cents of an amount written as in Brazil, with or without R$ and dots.  ErroDominio otherwise."""
    limpo = texto.strip().removeprefix("R$").replace(" ", "").replace("\N{NO-BREAK SPACE}", "")
    lido = _VALOR.fullmatch(limpo)
    if lido is None:
        raise ErroDominio(f"“{texto.strip()}” não é um valor em reais; escreva como 60.123.456.789,01.")
    return int(lido[1].replace(".", "")) * 100 + int((lido[2] or "0").ljust(2, "0"))


def formatar_reais(centavos: int) -> str:
    """Return an amount with dots and two decimals, without R$."""
    inteiros, resto = divmod(abs(centavos), 100)
    sinal = "-" if centavos < 0 else ""
    return f"{sinal}{inteiros:,}".replace(",", ".") + f",{resto:02d}"


def reais_em_bilhoes(centavos: int) -> str:
    """Return a large amount in few words: ``60,12 bi``, or ``850,00 mi`` below one billion."""
    divisor, palavra = (10**11, "bi") if abs(centavos) >= 10**11 else (10**8, "mi")
    return f"{centavos / divisor:.2f} {palavra}".replace(".", ",")
