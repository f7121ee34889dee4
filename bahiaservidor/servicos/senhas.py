"""Passwords: what is accepted as one (OWASP ASVS 5.0, V6.2), and how it is kept (argon2id).

Length and guessing decide, never composition; what is typed is taken exactly as it is.
"""

from __future__ import annotations

import re
import secrets
import string
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

from .. import caminhos
from ..estatuto.erros import ErroDominio

MENOR: Final = 8
RECOMENDADA: Final = 15
MAIOR: Final = 256
"""Characters: the fewest accepted, those from which it is good (V6.2.1), the most (far above the 64 of V6.2.9)."""

_POUCO: Final = 4
"""Characters left beside a word that anybody would try: with no more than these it is still that word."""

_LEET: Final = str.maketrans({"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i"})
_FILEIRAS: Final = (
    "qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890", "qazwsxedcrfvtgbyhnujmikolp", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik",
    "147258369", "741852963", "789456123", "1q2w3e4r5t6y7u8i9o0p", "q1w2e3r4t5y6u7i8o9p0", "zaq12wsxcde34rfvbgt56yhn",
    string.ascii_lowercase, "1a2b3c4d5e6f7g8h9i", "a1b2c3d4e5f6g7h8i9", "1a2s3d4f5g6h7j8k9l", "159753", "159357",
)  # fmt: skip
"""Ways the fingers go by themselves, read in both directions."""
_CURTO: Final = 3
_DO_PROGRAMA: Final = (
    "bahiaservidor", "bahia", "servidor", "servidores", "estatuto", "estado", "governo", "secretaria", "salvador",
    "administrador", "homologador", "operador", "consulta", "usuario", "sistema", "registro", "recursos", "humanos",
)  # fmt: skip
"""Words of the program and of its place that no password may rest on (V6.1.2)."""


class ErroDeSenha(ErroDominio):
    """A password that is not accepted as a new one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Custo:
    """What a guess costs: argon2's passes, memory in KiB, and lanes."""

    tempo: int = 3
    memoria: int = 65_536
    vias: int = 1


CUSTO: Final = Custo()
"""Above the least of OWASP (2 passes over 19 MiB): about a sixth of a second on an office machine."""


# ------------------------------------------------------------------ keeping


def resumir(senha: str) -> str:
    """Return argon2's text of a password: parameters, salt and hash."""
    from argon2 import PasswordHasher
    from argon2.low_level import Type

    custo = _custo()
    return PasswordHasher(
        time_cost=custo.tempo, memory_cost=custo.memoria, parallelism=custo.vias, type=Type.ID
    ).hash(senha)  # fmt: skip


def confere(guardada: str, senha: str) -> bool:
    """Tell whether this is the password; with nothing kept the answer is no, after the same work."""
    from argon2 import PasswordHasher
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        PasswordHasher().verify(guardada or _ninguem(_custo()), senha)
        return bool(guardada)
    except (VerificationError, InvalidHashError, UnicodeEncodeError):
        return False


def precisa_refazer(guardada: str) -> bool:
    """Tell whether a password was kept at another cost than today's."""
    from argon2 import extract_parameters

    custo, atual = extract_parameters(guardada), _custo()
    return (custo.time_cost, custo.memory_cost, custo.parallelism) != (atual.tempo, atual.memoria, atual.vias)


def _custo() -> Custo:
    return CUSTO


@cache
def _ninguem(custo: Custo) -> str:
    """Return what stands for the password of who does not exist, at the cost of the others."""
    return resumir(secrets.token_urlsafe(24))


def provisoria() -> str:
    """Return a random password to be changed at the first entry: 80 bits, without letters that look like others."""
    letras = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letras) for _ in range(4)) for _ in range(4)) + secrets.choice(letras)


# ------------------------------------------------------------------ accepting


def exigir_aceitavel(senha: str, *, proprias: Iterable[str] = ()) -> None:
    """Raise ErroDeSenha unless this may be a new password; ``proprias`` are words of the person and of the órgão."""
    if falta := defeito(senha, proprias=proprias):
        raise ErroDeSenha(f"{falta} A senha não foi mudada; uma frase com algumas palavras serve.")


def defeito(senha: str, *, proprias: Iterable[str] = ()) -> str:
    """Return what is wrong with a new password, in a sentence; empty when nothing is.

    No composition is asked for: any characters, in any number from 8 to 256.
    """
    if len(senha) < MENOR:
        return f"A senha tem {len(senha)} caracteres e o mínimo é {MENOR}; o recomendado é {RECOMENDADA} ou mais."
    if len(senha) > MAIOR:
        return f"A senha tem mais de {MAIOR} caracteres."
    if em_que := _apoia_em(senha, _pedacos((*_DO_PROGRAMA, *proprias))):
        return f"A senha é quase só “{em_que}”, que quem conhece você, o órgão ou o programa tentaria primeiro."
    if comum(senha):
        return "A senha está entre as mais usadas do mundo, que são as primeiras tentadas por quem quer adivinhar."
    return ""


def comum(senha: str) -> bool:
    """Tell whether a password is one of those that many people have.

    Known words, alone, repeated, with the usual endings or letters changed by digits; rows of keys; dates; repetitions.
    """
    simples = _simples(senha)
    return (
        simples in _mais_usadas()
        or simples in _lista()
        or simples[::-1] in _lista()
        or simples in _cortadas()
        or _repetida(simples)
        or _de_teclado(simples)
        or _de_teclado(re.sub(r"(.)\1", r"\1", simples))
        or _data(simples)
        or any(_de_palavras(forma) for forma in {simples, simples.translate(_LEET)})
    )


@cache
def _mais_usadas() -> frozenset[str]:
    """Return the thirty thousand most used passwords of zxcvbn's list: more than the 3,000 of V6.2.4."""
    from zxcvbn.frequency_lists import FREQUENCY_LISTS

    return frozenset(map(_simples, FREQUENCY_LISTS["passwords"]))


def _simples(texto: str) -> str:
    sem_acento = unicodedata.normalize("NFKD", texto)
    return "".join(c for c in sem_acento if not unicodedata.combining(c)).casefold()


def _pedacos(palavras: Iterable[str]) -> list[str]:
    pedacos = {p for texto in palavras for p in re.split(r"[^\w]+|_", _simples(texto)) if len(p) >= _CURTO}
    return sorted(pedacos, key=lambda p: (-len(p), p))


def _apoia_em(senha: str, palavras: Iterable[str]) -> str:
    """Return the words that little is left of a password without; empty when much is."""
    for forma in {_simples(senha), _simples(senha).translate(_LEET)}:
        resto, tiradas = forma, []
        for palavra in palavras:
            if palavra in resto:
                resto = resto.replace(palavra, "")
                tiradas.append(palavra)
        if sum(map(len, tiradas)) > _CURTO and len(re.sub(r"[\W_]", "", resto)) <= _POUCO:
            return " ".join(tiradas)
    return ""


def _repetida(simples: str) -> bool:
    """Tell whether it is one short piece again and again, or hardly any different characters."""
    if len(set(simples)) <= _CURTO:
        return True
    return any(
        (simples[:n] * (len(simples) // n + 1))[: len(simples)] == simples for n in range(1, len(simples) // 2 + 1)
    )


def _de_teclado(simples: str) -> bool:
    """Tell whether it is made of few rows of keys, of three or more each."""
    resto, fileiras = simples, 0
    while resto:
        andou = max((_anda(resto, fileira) for fileira in _ruas()), default=0)
        if andou < _CURTO:
            # The end of one is often cut, or marked with a digit or a sign.
            return len(resto) < _CURTO and fileiras > 0
        resto, fileiras = resto[andou:], fileiras + 1
    return fileiras <= max(1, len(simples) // _CURTO)


@cache
def _ruas() -> tuple[str, ...]:
    return tuple(rua for fileira in _FILEIRAS for rua in (fileira * 2, fileira[::-1] * 2))


def _anda(texto: str, rua: str) -> int:
    """Return how many of the first characters go along a row."""
    n = 0
    while n < len(texto) and texto[: n + 1] in rua:
        n += 1
    return n


def _data(simples: str) -> bool:
    """Tell whether it is a day with year, with signs or without."""
    numeros = re.sub(r"[/.\- ]", "", simples)
    if not re.fullmatch(r"\d{8}", numeros):
        return False
    leituras = ((numeros[:2], numeros[2:4], numeros[4:]), (numeros[6:], numeros[4:6], numeros[:4]),
                (numeros[2:4], numeros[:2], numeros[4:]))  # fmt: skip
    return any(1 <= int(d) <= 31 and 1 <= int(mes) <= 12 and 1900 <= int(a) <= 2099 for d, mes, a in leituras)


def _de_palavras(forma: str) -> bool:
    """Tell whether it is one or two known words, with what people put around them."""
    miolo = re.sub(r"^[\W\d_]{0,4}|[\W\d_]{0,8}$", "", forma)
    tentativas = {miolo, re.sub(r"[\W_]+", "", miolo), re.sub(r"[\W\d_]+", "", miolo)}
    palavras = _lista()
    for junto in tentativas:
        if not junto:
            continue
        if junto in palavras or (junto[:-1] in palavras and len(junto) > _POUCO):
            return True
        if (
            any(junto[:n] in palavras and junto[n:] in palavras for n in range(_CURTO, len(junto) - _CURTO + 1))
            and len(junto) < RECOMENDADA
        ):
            return True
    return False


@cache
def _cortadas() -> frozenset[str]:
    """Return the words as systems that took eight characters kept them."""
    return frozenset(palavra[:MENOR] for palavra in _lista())


@cache
def _lista() -> frozenset[str]:
    """Return the words of the lists shipped, one a line or several, without accents; ``#`` begins a comment."""
    pasta = caminhos.recursos() / "senhas"
    linhas = (linha for arquivo in sorted(pasta.glob("*.txt")) for linha in arquivo.read_text("utf-8").splitlines())
    return frozenset(_simples(palavra) for linha in linhas if not linha.startswith("#") for palavra in linha.split())
