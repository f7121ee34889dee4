"""Symbols of cargos: commission (DAS-1, DAS-2A to DAS-2D, DAS-3, DAI-4 to DAI-7) and universities (A-40-IV-M).

>>> validar("das 2d")
'DAS-2D'
>>> validar("DAI4")
'DAI-4'
>>> validar("a-40-iv-m"), validar("T-40-II-2"), validar("AUX-30-I")
('A-40-IV-M', 'T-40-II-2', 'AUX-30-I')
>>> eh_comissao("DAS-3"), eh_comissao("T-40-II-2")
(True, False)
>>> valido("DAS-9")
False
"""

import re

from bahiaservidor.estatuto.erros import ErroDominio

COMISSAO = ("DAS-1", "DAS-2A", "DAS-2B", "DAS-2C", "DAS-2D", "DAS-3", "DAI-4", "DAI-5", "DAI-6", "DAI-7")
"""Commission symbols, from the highest to the lowest."""

_COMISSAO = re.compile(r"(DAS|DAI)-?([0-9][A-Z]?)")
# Career (A, T, AUX), weekly hours, grau in Roman numerals, referência (letters or a digit) where there is one.
_UNIVERSIDADE = re.compile(r"(?:A|T|AUX)-[0-9]{2}-(?:I{1,3}|IV)(?:-(?:S|EE?|M|D|[1-3]))?")


class SimboloInvalido(ErroDominio):
    """The text is not the symbol of a cargo."""


def compactar(texto: str) -> str:
    """Return the text in capitals, with one plain dash between the groups."""
    simples = texto.strip().upper().replace("\u2013", "-").replace("\u2011", "-")
    compacto = re.sub(r"[\s\-]+", "-", simples)
    comissao = _COMISSAO.fullmatch(compacto) or _COMISSAO.fullmatch(compacto.replace("-", ""))
    return f"{comissao[1]}-{comissao[2]}" if comissao else compacto


def validar(texto: str) -> str:
    """Return the symbol in its one written form. Raises SimboloInvalido."""
    simbolo = compactar(texto)
    if not simbolo:
        raise SimboloInvalido("O símbolo do cargo não foi informado.")
    if simbolo in COMISSAO or _UNIVERSIDADE.fullmatch(simbolo):
        return simbolo
    raise SimboloInvalido(
        f"O símbolo “{texto.strip()}” não é conhecido; os de comissão são {', '.join(COMISSAO)}, "
        "e os das universidades têm a forma A-40-IV-M, T-40-II-2 ou AUX-30-I."
    )


def eh_comissao(texto: str) -> bool:
    """Return whether the symbol is of a cargo in commission. Raises SimboloInvalido."""
    return validar(texto) in COMISSAO


def formatar(texto: str) -> str:
    """Return the symbol as it is shown, which is as it is stored. Raises SimboloInvalido."""
    return validar(texto)


def valido(texto: str) -> bool:
    """Return whether the text is the symbol of a cargo."""
    try:
        validar(texto)
    except SimboloInvalido:
        return False
    return True
