"""PIS/PASEP (NIS): 11 digits, the last of them a check digit.

>>> validar("120.56412.54-5")
'12056412545'
>>> formatar("12056412545")
'120.56412.54-5'
>>> valido("120.56412.54-6")
False
"""

from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.estatuto.formatos._digitos import modulo_11, so_digitos

_TAMANHO = 11
_PESOS = (3, 2, 9, 8, 7, 6, 5, 4, 3, 2)


class PISInvalido(ErroDominio):
    """The text is not a PIS/PASEP number."""


def compactar(texto: str) -> str:
    """Return the text without the separators a PIS/PASEP is written with."""
    return so_digitos(texto, separadores=" .-/")


def validar(texto: str) -> str:
    """Return the 11 digits. Raises PISInvalido."""
    digitos = compactar(texto)
    if not digitos:
        raise PISInvalido("O PIS/PASEP não foi informado.")
    if not (digitos.isascii() and digitos.isdigit()):
        raise PISInvalido(f"O PIS/PASEP “{texto.strip()}” tem caracteres que não são números; digite os 11 números.")
    if len(digitos) != _TAMANHO:
        raise PISInvalido(
            f"O PIS/PASEP “{texto.strip()}” tem {len(digitos)} números, e não 11; confira os números digitados."
        )
    # Eleven zeros satisfy the sum but are never issued.
    if len(set(digitos)) == 1 or digitos[-1] != digito_verificador(digitos[:-1]):
        raise PISInvalido(
            f"O PIS/PASEP “{texto.strip()}” não existe: o último número não confere com os demais; "
            "confira os números digitados."
        )
    return digitos


def digito_verificador(base: str) -> str:
    """Return the check digit of the first ten digits."""
    return modulo_11(base, _PESOS)


def formatar(texto: str) -> str:
    """Return the number as it is shown, NNN.NNNNN.NN-N. Raises PISInvalido."""
    d = validar(texto)
    return f"{d[:3]}.{d[3:8]}.{d[8:10]}-{d[10]}"


def valido(texto: str) -> bool:
    """Return whether the text is a PIS/PASEP number."""
    try:
        validar(texto)
    except PISInvalido:
        return False
    return True
