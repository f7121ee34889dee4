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

_ESPACOS = re.compile(r"\s+")
# Straight, typographic, grave and acute apostrophes are all typed for the same sign in the Diário Oficial.
_APOSTROFOS = re.compile("['\u2018\u2019\u02bc`\u00b4\u2032]")
_SEPARADORES = re.compile(r"[^\w]+")


def normalizar(nome: str) -> str:
    """Return the name as it is stored: NFC, single spaces, none at the ends; case and apostrophes are kept.

    Half characters, which no file can hold, are dropped.
    """
    inteiro = nome.encode("utf-8", "ignore").decode("utf-8")
    return _ESPACOS.sub(" ", unicodedata.normalize("NFC", inteiro)).strip()


def sem_acentos(texto: str) -> str:
    """Return the text without combining marks, case kept."""
    decomposto = unicodedata.normalize("NFD", texto)
    return unicodedata.normalize("NFC", "".join(c for c in decomposto if not unicodedata.combining(c)))


def chave_busca(nome: str) -> str:
    """Return the form in which names are compared: no accents, no case, no punctuation, single spaces."""
    sem_apostrofo = _APOSTROFOS.sub("", sem_acentos(nome))
    # Casefold can decompose letters again (U+0130), so marks are taken out once more.
    return _SEPARADORES.sub(" ", sem_acentos(sem_apostrofo.casefold())).strip()
