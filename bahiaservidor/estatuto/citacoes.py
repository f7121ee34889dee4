"""Citations taken apart: which provisions one names, which of them we summarise, and in what order they are listed."""

from __future__ import annotations

import re
from typing import Final

from .dispositivos import RESUMOS

_PRIMEIRO_NUMERO: Final = re.compile(r"\d+")
_DO_ESTATUTO: Final = re.compile(r"^arts?\. ")
_E_FINAL: Final = re.compile(r",? e (?=\d)")
_FAIXA: Final = re.compile(r"^(\d+)º? a (\d+)º?$")


def do_estatuto(citacao: str) -> bool:
    """Tell whether a citation is of the statute itself: every other norm is cited by name."""
    return bool(_DO_ESTATUTO.match(citacao.strip()))


def norma(citacao: str) -> str:
    """Return the name of the norm cited ('LC 152/2015'); empty for the statute."""
    return "" if do_estatuto(citacao) else citacao.split(", art")[0].split(",")[0].strip()


def artigo(citacao: str) -> str:
    """Return the article of a citation, or its norm: 'art. 19' for 'art. 19, § 2º'."""
    return citacao.split(",")[0].strip() if do_estatuto(citacao) else norma(citacao)


def separar(citacao: str) -> tuple[str, ...]:
    """Return each provision that a citation names, as it would be cited alone.

    >>> separar("arts. 21, § 3º, e 29")
    ('art. 21, § 3º', 'art. 29')
    >>> separar("arts. 30 a 33")
    ('art. 30', 'art. 31', 'art. 32', 'art. 33')
    >>> separar("art. 19, § 2º; LC 152/2015, art. 2º")
    ('art. 19, § 2º', 'LC 152/2015, art. 2º')
    """
    partes: list[str] = []
    for pedaco in citacao.split(";"):
        limpo = pedaco.strip()
        if limpo.startswith("arts. "):
            for um in _E_FINAL.split(limpo.removeprefix("arts. ")):
                partes.extend(_um_ou_faixa(um.strip()))
        elif limpo:
            partes.append(limpo)
    return tuple(partes)


def _um_ou_faixa(texto: str) -> list[str]:
    faixa = _FAIXA.match(texto)
    if faixa is not None:
        return [f"art. {n}{'º' if n < 10 else ''}" for n in range(int(faixa[1]), int(faixa[2]) + 1)]
    # "27, 28 e 118": numbers alone between commas are articles of their own.
    achados: list[str] = []
    for pedaco in texto.split(", "):
        if re.fullmatch(r"\d+º?", pedaco) or not achados:
            achados.append(f"art. {pedaco}")
        else:
            achados[-1] += f", {pedaco}"
    return achados


def resolver(citacao: str) -> tuple[str, ...]:
    """Return the entries of RESUMOS that a citation leads to: itself, or the nearest that contains it; () if none."""
    inteira = citacao.strip()
    if inteira in RESUMOS:
        return (inteira,)
    achados: list[str] = []
    for parte in separar(inteira):
        candidata = parte
        while candidata not in RESUMOS and ", " in candidata:
            candidata = candidata.rsplit(", ", 1)[0]
        if candidata in RESUMOS and candidata not in achados:
            achados.append(candidata)
    return tuple(achados)


def ordem(citacao: str) -> tuple[bool, int, str, tuple[int, ...]]:
    """Return the key by which provisions are listed: the statute by article and paragraph, then norms by name."""
    estatuto = do_estatuto(citacao)
    numeros = tuple(int(n) for n in _PRIMEIRO_NUMERO.findall(citacao))
    if not estatuto:
        return (True, 0, citacao, ())
    primeiro = numeros[0] if numeros else 0
    especie = 0 if "," not in citacao else 2 if "inciso" in citacao else 3 if "único" in citacao else 1
    resto = (especie, *numeros[1:]) if especie != 2 else (2, _romano(citacao.rsplit(" ", 1)[-1]))
    return (False, primeiro, "", resto)


_ALGARISMOS: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def _romano(texto: str) -> int:
    valores = [_ALGARISMOS.get(letra, 0) for letra in texto]
    pares = zip(valores, [*valores[1:], 0], strict=True)
    return sum(-v if v < seguinte else v for v, seguinte in pares)


_COMPLEMENTO: Final = (
    r"(?:, (?:§§ \d+º(?:(?:, \d+º)* e| a) \d+º|§ \d+º|parágrafo único|incisos? [IVXL]+(?: a [IVXL]+)?|alínea [a-z]))*"
)
_ARTIGO: Final = rf"art\. \d+º?(?!\d){_COMPLEMENTO}"
_NORMA: Final = (
    r"(?:CF|ADCT|LRF|Código Civil|(?:LC|EC|Lei|Decreto|IN SAEB) (?:nº )?\d+(?:\.\d+)*/\d{4}|Súmula \d+(?: do STF)?)"
)
_ARTIGOS: Final = rf"arts\. \d+º?(?:{_COMPLEMENTO}(?:,? e |, | a )\d+º?)+{_COMPLEMENTO}"
_CITACAO: Final = re.compile(rf"{_NORMA}(?:, (?:{_ARTIGOS}|{_ARTIGO}))?|{_ARTIGOS}|{_ARTIGO}")


def encontrar(texto: str) -> tuple[str, ...]:
    """Return the citations that a sentence makes and that lead somewhere, in order, each once.

    >>> encontrar("Não se nomeia além do que existe (art. 3º) nem fora da ordem (arts. 12 e 14).")
    ('art. 3º', 'arts. 12 e 14')
    >>> encontrar("Três anos (EC 19/1998), e LC 152/2015, art. 2º, depois.")
    ('EC 19/1998', 'LC 152/2015, art. 2º')
    """
    achadas = dict.fromkeys(achado.group() for achado in _CITACAO.finditer(texto))
    return tuple(citacao for citacao in achadas if resolver(citacao))
