"""Number of an administrative process: SEI (NNN.NNNN.AAAA.NNNNNNN-NN, second group of 4 or 5 digits) or 13 old digits.

The text itself is stored, with its separators: without them the two lengths of the second group could be confused.

>>> validar(" 009.0111.2026.0001234-56 ")
'009.0111.2026.0001234-56'
>>> validar("009.01115.2026.0001234-56")
'009.01115.2026.0001234-56'
>>> validar("0300.150.012.345"), eh_antigo("0300150012345")
('0300150012345', True)
>>> validar("00901112026000123456")
'009.0111.2026.0001234-56'
>>> valido("009.0111.2026")
False
"""

import re

from bahiaservidor.estatuto.erros import ErroDominio

_SEI = re.compile(r"[0-9]{3}\.[0-9]{4,5}\.[0-9]{4}\.[0-9]{7}-[0-9]{2}")
_SEI_SEM_SINAIS = re.compile(r"([0-9]{3})([0-9]{4,5})([0-9]{4})([0-9]{7})([0-9]{2})")
_ANTIGO = re.compile(r"[0-9]{13}")


class ProcessoInvalido(ErroDominio):
    """The text is not the number of a process."""


def compactar(texto: str) -> str:
    """Return the text without white space; typographic dashes become plain ones."""
    return re.sub(r"\s+", "", texto).replace("\u2013", "-").replace("\u2011", "-")


def validar(texto: str) -> str:
    """Return the number in its one written form: with separators for SEI, 13 bare digits for an old one.

    Raises ProcessoInvalido.
    """
    numero = compactar(texto)
    if not numero:
        raise ProcessoInvalido("O número do processo não foi informado.")
    if _SEI.fullmatch(numero):
        return numero
    digitos = re.sub(r"[.\-/]", "", numero)
    if _ANTIGO.fullmatch(digitos):
        return digitos
    # 20 or 21 bare digits tell the length of the second group; separators in other places are not guessed.
    if numero == digitos and (grupos := _SEI_SEM_SINAIS.fullmatch(numero)):
        orgao, unidade, ano, sequencia, verificador = grupos.groups()
        return f"{orgao}.{unidade}.{ano}.{sequencia}-{verificador}"
    raise ProcessoInvalido(
        f"O número de processo “{texto.strip()}” não pôde ser lido; "
        "o do SEI tem a forma 009.0111.2026.0001234-56, e o antigo tem 13 números."
    )


def eh_antigo(texto: str) -> bool:
    """Return whether the number is of a process older than SEI. Raises ProcessoInvalido."""
    return bool(_ANTIGO.fullmatch(validar(texto)))


def formatar(texto: str) -> str:
    """Return the number as it is shown, which is as it is stored. Raises ProcessoInvalido."""
    return validar(texto)


def valido(texto: str) -> bool:
    """Return whether the text is the number of a process."""
    try:
        validar(texto)
    except ProcessoInvalido:
        return False
    return True
