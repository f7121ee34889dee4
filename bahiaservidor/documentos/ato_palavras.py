"""Small words that an act needs around names: articles, prepositions, a CPF half hidden."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from bahiaservidor.estatuto.formatos import cpf
from bahiaservidor.estatuto.formatos.nomes import sem_acentos

_FEMININAS: Final = ("a", "ao", "ade", "oes", "as")
_MASCULINAS: Final = ("o", "or", "os", "ores", "al", "el", "eu", "is")
_MASCULINAS_POR_EXCECAO: Final = frozenset({"programa", "sistema", "esquema", "orgao", "capitao", "escrivao"})
_ARTIGO: Final = {"f": "A", "m": "O", "": "O(A)"}
_DE: Final = {"f": "da", "m": "do", "": "de"}
_EM: Final = {"f": "na", "m": "no", "": "em"}
_SIGLA: Final = re.compile(r"^[A-ZÀ-Ú0-9/.-]{2,}$")


def genero(nome: str) -> str:
    """Return "f" or "m" by the first word of a name of cargo or órgão; empty when it does not tell."""
    primeira = nome.split()[0] if nome.split() else ""
    palavra = sem_acentos(primeira).casefold().strip(".,;:()")
    if not palavra or (_SIGLA.match(primeira) and len(nome.split()) == 1):
        return ""
    if palavra in _MASCULINAS_POR_EXCECAO:
        return "m"
    if palavra.endswith(_FEMININAS):
        return "f"
    return "m" if palavra.endswith(_MASCULINAS) else ""


def com_artigo(cargo: str) -> str:
    """Return the cargo of an authority with its article: "O Governador do Estado"; "O(A)" where it does not tell."""
    return f"{_ARTIGO[genero(cargo)]} {cargo}"


def com_de(nome: str) -> str:
    """Return an órgão after "de": "da Secretaria", "do Departamento", "de X" where the name does not tell."""
    return _preposto(_DE, nome)


def com_em(nome: str) -> str:
    """Return a unit after "em": "na Diretoria", "no Departamento", "em X" where the name does not tell."""
    return _preposto(_EM, nome)


def _preposto(formas: Mapping[str, str], nome: str) -> str:
    qual = genero(nome)
    primeira = sem_acentos(nome.split()[0]).casefold() if qual else ""
    plural = "s" if primeira.endswith(("as", "os", "oes")) else ""
    return f"{formas[qual]}{plural} {nome}"


def cpf_encoberto(numero: str | None) -> str | None:
    """Return the CPF as the DOE shows it, `***.982.247-**`: enough to tell namesakes apart.  None for one not valid."""
    if not numero or not cpf.valido(numero):
        return None
    formatado = cpf.formatar(numero)
    return f"***{formatado[3:12]}**"
