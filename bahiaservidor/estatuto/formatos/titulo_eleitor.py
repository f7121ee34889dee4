"""Título de eleitor: 12 digits: a sequence of eight, the state of issue (01 to 28) and two check digits.

>>> validar("1023 4567 05 82")
'102345670582'
>>> formatar("102345670582")
'1023 4567 0582'
>>> uf("102345670582")
'BA'
>>> valido("102345670583")
False
"""

from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.estatuto.formatos._digitos import so_digitos

_TAMANHO = 12
_UFS = (
    "SP", "MG", "RJ", "RS", "BA", "PR", "CE", "PE", "SC", "GO", "MA", "PB", "PA", "ES",
    "PI", "RN", "AL", "MT", "MS", "DF", "SE", "AM", "RO", "AC", "AP", "RR", "TO", "exterior",
)  # fmt: skip
_CALCULO_SP_MG = ("01", "02")


class TituloInvalido(ErroDominio):
    """The text is not the number of a título de eleitor."""


def compactar(texto: str) -> str:
    """Return the text without the separators a título is written with."""
    return so_digitos(texto, separadores=" .-/")


def validar(texto: str) -> str:
    """Return the 12 digits; leading zeros left out are put back. Raises TituloInvalido."""
    digitos = compactar(texto)
    if not digitos:
        raise TituloInvalido("O título de eleitor não foi informado.")
    if not (digitos.isascii() and digitos.isdigit()):
        raise TituloInvalido(f"O título de eleitor “{texto.strip()}” tem caracteres que não são números.")
    # Old cards print the sequence without its leading zeros; state and check digits are always the last four.
    if not 5 <= len(digitos) <= _TAMANHO:
        raise TituloInvalido(
            f"O título de eleitor “{texto.strip()}” tem {len(digitos)} números, e não 12; confira os números digitados."
        )
    digitos = digitos.zfill(_TAMANHO)
    if not 1 <= int(digitos[8:10]) <= len(_UFS) or not int(digitos[:8]):
        raise TituloInvalido(
            f"O título de eleitor “{texto.strip()}” não existe: {digitos[8:10]} não é o número de nenhuma unidade da "
            "federação ou a sequência está zerada; confira os números digitados."
        )
    if digitos[10:] != digitos_verificadores(digitos[:10]):
        raise TituloInvalido(
            f"O título de eleitor “{texto.strip()}” não existe: os dois últimos números não conferem com os demais; "
            "confira os números digitados."
        )
    return digitos


def digitos_verificadores(base: str) -> str:
    """Return the two check digits of the sequence of eight and the state's two digits."""
    estado = base[8:10]
    primeiro = _digito(base[:8], range(2, 10), estado)
    return primeiro + _digito(estado + primeiro, range(7, 10), estado)


def uf(texto: str) -> str:
    """Return the state of issue, such as 'BA', or 'exterior'. Raises TituloInvalido."""
    return _UFS[int(validar(texto)[8:10]) - 1]


def formatar(texto: str) -> str:
    """Return the number as it is shown, in three groups of four. Raises TituloInvalido."""
    d = validar(texto)
    return f"{d[:4]} {d[4:8]} {d[8:]}"


def valido(texto: str) -> bool:
    """Return whether the text is the number of a título de eleitor."""
    try:
        validar(texto)
    except TituloInvalido:
        return False
    return True


def _digito(digitos: str, pesos: range, estado: str) -> str:
    resto = sum(int(d) * p for d, p in zip(digitos, pesos, strict=True)) % 11
    if resto == 0 and estado in _CALCULO_SP_MG:
        # São Paulo and Minas Gerais write 1 where the others write 0.
        return "1"
    return "0" if resto == 10 else str(resto)
