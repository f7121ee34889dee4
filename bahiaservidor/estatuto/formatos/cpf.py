"""CPF: 11 digits, the last two of them check digits.

>>> validar("529.982.247-25")
'52998224725'
>>> formatar("52998224725")
'529.982.247-25'
>>> valido("529.982.247-24")
False
>>> mascarar("52998224725")
'***.982.247-**'
"""

import re

from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.estatuto.formatos._digitos import modulo_11, so_digitos

_TAMANHO = 11
MASCARA = "***.{}.{}-**"
"""How a CPF is shown to who may not see it: enough to tell two people apart, not to use it."""
_MASCARADO = re.compile(r"\*{3}\.?(\d{3})\.?(\d{3})-?\*{2}", re.ASCII)


class CPFInvalido(ErroDominio):
    """The text is not a CPF."""


def compactar(texto: str) -> str:
    """Return the text without the separators a CPF is written with."""
    return so_digitos(texto, separadores=" .-/")


def validar(texto: str) -> str:
    """Return the 11 digits. Raises CPFInvalido."""
    digitos = compactar(texto)
    if not digitos:
        raise CPFInvalido("O CPF não foi informado.")
    if not (digitos.isascii() and digitos.isdigit()):
        raise CPFInvalido(f"O CPF “{texto.strip()}” tem caracteres que não são números; digite os 11 números.")
    if len(digitos) != _TAMANHO:
        raise CPFInvalido(
            f"O CPF “{texto.strip()}” tem {len(digitos)} números, e não 11; confira os números digitados."
        )
    # 111.111.111-11 and its like satisfy the sums but are never issued.
    if len(set(digitos)) == 1 or digitos[-2:] != digitos_verificadores(digitos[:-2]):
        raise CPFInvalido(
            f"O CPF “{texto.strip()}” não existe: os dois últimos números não conferem com os demais; "
            "confira os números digitados."
        )
    return digitos


def digitos_verificadores(base: str) -> str:
    """Return the two check digits of the first nine digits."""
    primeiro = modulo_11(base, range(10, 1, -1))
    return primeiro + modulo_11(base + primeiro, range(11, 1, -1))


def formatar(texto: str) -> str:
    """Return the CPF as it is shown, NNN.NNN.NNN-NN; one already masked stays so. Raises CPFInvalido."""
    if mascarado(texto):
        return mascarar(texto)
    d = validar(texto)
    return f"{d[:3]}.{d[3:6]}.{d[6:9]}-{d[9:]}"


def valido(texto: str) -> bool:
    """Return whether the text is a CPF."""
    try:
        validar(texto)
    except CPFInvalido:
        return False
    return True


def mascarar(texto: str) -> str:
    """Return the CPF with only its six middle digits; what is no CPF is hidden whole."""
    achado = _MASCARADO.fullmatch(texto.strip())
    if achado is not None:
        return MASCARA.format(achado[1], achado[2])
    digitos = compactar(texto)
    if len(digitos) != _TAMANHO or not (digitos.isascii() and digitos.isdigit()):
        return MASCARA.format("***", "***")
    return MASCARA.format(digitos[3:6], digitos[6:9])


def mascarado(texto: str) -> bool:
    """Return whether the text is a CPF masked by `mascarar`, with or without its points."""
    return _MASCARADO.fullmatch(texto.strip()) is not None
