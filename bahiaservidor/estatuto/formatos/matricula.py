"""Matrícula: text of 8 digits, leading zeros kept, shown NN.NNN.NNN.

A dash and one more digit (92222222-9) is a check digit. How it is computed is not known, so it is read, set apart and
never verified, stored or compared: two texts that differ only in it are the same matrícula.

>>> validar("92.116.599")
'92116599'
>>> validar("20.306937")
'20306937'
>>> validar("92222222-9"), digito("92222222-9")
('92222222', '9')
>>> formatar("00123456")
'00.123.456'
>>> valido("123456")
False
"""

import re

from bahiaservidor.estatuto.erros import ErroDominio

_TAMANHO = 8
_FORMA = re.compile(r"(?P<numero>[0-9. ]+?)(?: ?- ?(?P<digito>[0-9]))?")


class MatriculaInvalida(ErroDominio):
    """The text is not a matrícula."""


def compactar(texto: str) -> str:
    """Return the text without points, spaces and the check digit after a dash."""
    limpo = texto.strip()
    if limpo.isdecimal():
        return limpo
    forma = _FORMA.fullmatch(limpo)
    numero = forma["numero"] if forma else limpo
    return numero.replace(".", "").replace(" ", "")


def validar(texto: str) -> str:
    """Return the 8 digits. Raises MatriculaInvalida.

    Fewer digits are refused rather than completed: nobody can tell zeros left out from digits forgotten.
    """
    numero = compactar(texto)
    if not numero:
        raise MatriculaInvalida("A matrícula não foi informada.")
    if not (numero.isascii() and numero.isdigit()):
        raise MatriculaInvalida(
            f"A matrícula “{texto.strip()}” não pôde ser lida; digite os 8 números, como em 92.116.599."
        )
    if len(numero) != _TAMANHO:
        raise MatriculaInvalida(
            f"A matrícula “{texto.strip()}” tem {len(numero)} números, e não 8; "
            "digite também os zeros à esquerda, como em 00.123.456."
        )
    return numero


def digito(texto: str) -> str:
    """Return the check digit written after a dash, or an empty text; it is not verified. Raises MatriculaInvalida."""
    validar(texto)
    forma = _FORMA.fullmatch(texto.strip())
    return (forma["digito"] or "") if forma else ""


def formatar(texto: str) -> str:
    """Return the matrícula as it is shown, NN.NNN.NNN. Raises MatriculaInvalida."""
    n = validar(texto)
    return f"{n[:2]}.{n[2:5]}.{n[5:]}"


def valido(texto: str) -> bool:
    """Return whether the text is a matrícula."""
    try:
        validar(texto)
    except MatriculaInvalida:
        return False
    return True
