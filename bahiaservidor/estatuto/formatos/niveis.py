"""Classes and referências of a cargo (arts. 3º-6º), read from the words of the career law.

>>> [n.rotulo for n in ler_niveis("classes I-III")]
['Classe I', 'Classe II', 'Classe III']
>>> [f.rotulo for f in ler_niveis("graus I-II / refs 1-2")[0].referencias]
['Referência 1', 'Referência 2']
>>> [n.rotulo for n in ler_niveis("8 classes")]
['8 classes']
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_ROMANOS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_ESPECIES = {"classe": "Classe", "grau": "Grau", "nivel": "Nível", "nível": "Nível", "ref": "Referência"}
_FRASE = re.compile(r"(classe|grau|n[ií]vel|ref)(?:s|is|es|er[eê]ncias?)?\.?\s+(.+)", re.IGNORECASE)
_FAIXA = re.compile(r"([IVX]+|\d+)\s*[-–a]\s*([IVX]+|\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Referencia:
    """A referência of a class."""

    rotulo: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Nivel:
    """A class (or grau) and its referências; ``reconhecido`` False keeps words that could not be split."""

    rotulo: str
    referencias: tuple[Referencia, ...] = ()
    reconhecido: bool = True


def ler_niveis(texto: str) -> tuple[Nivel, ...]:
    """Return the classes written, in order; words that cannot be split come back as one level, never dropped."""
    limpo = " ".join(texto.split())
    if not limpo:
        return ()
    classes, _, resto = limpo.partition(" / ")
    nomes = _nomes(classes)
    referencias = tuple(Referencia(rotulo=nome) for nome in _nomes(resto)) if resto else ()
    if not nomes or (resto and not referencias):
        return (Nivel(rotulo=limpo, reconhecido=False),)
    return tuple(Nivel(rotulo=nome, referencias=referencias) for nome in nomes)


def _nomes(frase: str) -> list[str]:
    """Return the labelled items of 'classes I-IV', 'refs S,E,EE', 'classes 3ª/2ª/1ª/Especial'; empty if unclear."""
    achado = _FRASE.fullmatch(frase.strip())
    if achado is None or "(" in achado[2]:
        return []
    especie = _ESPECIES[achado[1].lower()]
    itens: list[str] = []
    for parte in re.split(r"[,/;]|\se\s", achado[2]):
        item = parte.strip()
        faixa = _FAIXA.fullmatch(item)
        if faixa is not None:
            abertos = _abrir(faixa[1], faixa[2])
            if not abertos:
                return []
            itens += abertos
        elif item and " " not in item:
            itens.append(item)
        else:
            return []
    return [f"{especie} {item}" for item in itens]


def _abrir(inicio: str, fim: str) -> list[str]:
    if inicio in _ROMANOS and fim in _ROMANOS:
        de, ate = _ROMANOS.index(inicio), _ROMANOS.index(fim)
        return list(_ROMANOS[de : ate + 1])
    if inicio.isdecimal() and fim.isdecimal() and 0 <= int(fim) - int(inicio) <= 60:
        return [str(n) for n in range(int(inicio), int(fim) + 1)]
    return []
