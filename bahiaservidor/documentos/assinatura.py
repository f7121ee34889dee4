"""What signing and judging signatures have in common: values, refusals, secrets, and the extra that does the work.

pyHanko costs half a second of import and is an extra: only functions import it, after `exigir_complemento`.
"""

from __future__ import annotations

import datetime as dt
import importlib
import re
from dataclasses import dataclass, field
from typing import Any, Final

from bahiaservidor.estatuto.erros import ErroDominio

_MAIOR_NOME: Final = 120
COMO_INSTALAR: Final = 'pip install "bahiaservidor[assinatura]"'

_NUMERO_NO_NOME: Final = re.compile(r"^(?P<nome>.*?)\s*:\s*(?P<numero>\d{11}|\d{14})$")
"""ICP-Brasil writes the CPF or the CNPJ after the name."""


class ErroAssinatura(ErroDominio):
    """What was given cannot be signed, or is not what it should be; the sentence says why."""


class SemComplemento(ErroAssinatura):
    """The optional libraries are not installed."""


def exigir_complemento(modulo: str = "pyhanko") -> Any:
    """Return the module of the extra. Raises SemComplemento, one sentence that says how to install it."""
    try:
        return importlib.import_module(modulo)
    except ImportError:
        raise SemComplemento(
            "A assinatura eletrônica precisa de um complemento que não está instalado. Nada foi assinado nem "
            f"conferido; instale-o com {COMO_INSTALAR} e abra o programa de novo."
        ) from None


class Segredo:
    """A password or PIN for one use: it never shows itself, and is overwritten once used.

    Python may keep other copies of what was typed; this one at least does not outlive the signature.
    """

    __slots__ = ("_bytes",)

    def __init__(self, texto: str) -> None:
        self._bytes = bytearray(texto.encode("utf-8"))

    def __repr__(self) -> str:
        return "Segredo(…)"

    def __bool__(self) -> bool:
        return bool(self._bytes)

    def revelar(self) -> bytes:
        """Return what was typed, in UTF-8."""
        return bytes(self._bytes)

    def apagar(self) -> None:
        """Overwrite it."""
        for posicao in range(len(self._bytes)):
            self._bytes[posicao] = 0
        self._bytes.clear()


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificado:
    """What a certificate says of whoever signs with it; the CPF is masked and nothing else personal is kept."""

    nome: str
    numero: str = ""
    """Masked CPF, or the CNPJ; empty when the name carries none."""
    organizacao: str = ""
    emissor: str = ""
    inicio: dt.datetime
    fim: dt.datetime
    autoassinado: bool = False

    @property
    def identificacao(self) -> str:
        """Name, with the masked number and the organisation when there are."""
        detalhes = ", ".join(filter(None, (self.numero, self.organizacao)))
        return f"{self.nome} ({detalhes})" if detalhes else self.nome


@dataclass(frozen=True, slots=True, kw_only=True)
class Raizes:
    """The certificates of authorities an installation trusts: bytes in DER or PEM."""

    raizes: tuple[bytes, ...] = field(default=(), repr=False)
    intermediarias: tuple[bytes, ...] = field(default=(), repr=False)

    @property
    def configuradas(self) -> bool:
        """Whether any root was given."""
        return bool(self.raizes)


def separar_numero(nome: str) -> tuple[str, str]:
    """Return a common name without its number, and the number as it may be shown.

    >>> separar_numero("JACIRA D'ÁVILA:52998224725")
    ("JACIRA D'ÁVILA", 'CPF ***.982.247-**')
    """
    nome = limpo(nome)
    achado = _NUMERO_NO_NOME.match(nome)
    if achado is None:
        return nome, ""
    numero = achado["numero"]
    if len(numero) == 11:
        return achado["nome"], f"CPF ***.{numero[3:6]}.{numero[6:9]}-**"
    return achado["nome"], f"CNPJ {numero[:2]}.{numero[2:5]}.{numero[5:8]}/{numero[8:12]}-{numero[12:]}"


def limpo(texto: str) -> str:
    """Return the text in one line of visible characters: what strangers write in a file is shown and kept."""
    return " ".join("".join(c if c.isprintable() else " " for c in texto).split())[:_MAIOR_NOME]


def ler_certificado(der: Any) -> Certificado:
    """Return what is shown of an ``asn1crypto`` certificate."""
    sujeito, emissor = der.subject.native, der.issuer.native
    nome, numero = separar_numero(_um(sujeito.get("common_name")) or _um(sujeito.get("organization_name")) or "?")
    return Certificado(
        nome=nome,
        numero=numero,
        organizacao=_um(sujeito.get("organization_name")),
        emissor=separar_numero(_um(emissor.get("common_name")) or _um(emissor.get("organization_name")) or "?")[0],
        inicio=der.not_valid_before,
        fim=der.not_valid_after,
        autoassinado=der.self_issued,
    )


def _um(valor: Any) -> str:
    return limpo(str(valor[0] if isinstance(valor, list) else valor)) if valor else ""
