"""Names of people and places: what is stored and what is compared.

>>> normalizar("  JACIRA   D’ÁVILA  Portugal ")
'JACIRA D’ÁVILA Portugal'
>>> chave_busca("JACIRA D’ÁVILA Portugal")
'jacira davila portugal'
>>> chave_busca("Jacira D'Avila-Portugal")
'jacira davila portugal'
"""

import re
import unicodedata
from functools import lru_cache

# Straight, typographic, grave and acute apostrophes are all typed for the same sign in the Diário Oficial.
_APOSTROFOS = re.compile("['\u2018\u2019\u02bc`\u00b4\u2032]")


class _SemMarcas(dict[int, int | None]):
    """What becomes of each letter: combining marks go.  Asked of the tables of Unicode once for each."""

    def __missing__(self, letra: int) -> int | None:
        resposta = self[letra] = None if unicodedata.combining(chr(letra)) else letra
        return resposta


_SEM_MARCAS = _SemMarcas()
_SEPARADORES = re.compile(r"[^\w]+")


def normalizar(nome: str) -> str:
    """Return the name as it is stored: NFC, single spaces, none at the ends; case and apostrophes are kept.

    Half characters, which no file can hold, are dropped.
    """
    inteiro = nome if nome.isascii() else unicodedata.normalize("NFC", nome.encode("utf-8", "ignore").decode("utf-8"))
    return " ".join(inteiro.split())


def sem_acentos(texto: str) -> str:
    """Return the text without combining marks, case kept."""
    if texto.isascii():
        return texto
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", texto).translate(_SEM_MARCAS))


@lru_cache(maxsize=1024)
def chave_busca(nome: str) -> str:
    """Return the form in which names are compared: no accents, no case, no punctuation, single spaces."""
    sem_apostrofo = _APOSTROFOS.sub("", sem_acentos(nome))
    # Casefold can decompose letters again (U+0130), so marks are taken out once more.
    return _SEPARADORES.sub(" ", sem_acentos(sem_apostrofo.casefold())).strip()
