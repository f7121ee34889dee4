"""What makes a paper recognisable: the digest of its contents, what the QR code says, and reading both back."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import re
from dataclasses import dataclass
from typing import Any, Final

_MARCA: Final = "bahiaservidor"
_CHAVES: Final = re.compile(rb"/Keywords \((" + _MARCA.encode() + rb";[^()\\]*)\)")
_DIGITOS: Final = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Marca:
    """What a paper says of itself: kind, number and year as printed, digest of its contents (32 hexadecimal digits)."""

    especie: str
    numero: str
    codigo: str

    @property
    def texto_qr(self) -> str:
        """The words of the QR code, in the characters that make it smallest."""
        return f"BAHIASERVIDOR:{self.especie.replace('_', '-')}:{self.numero}:{self.codigo}".upper()

    @property
    def palavras_chave(self) -> str:
        """What the metadata says."""
        return f"{_MARCA};{self.especie};{self.numero};{self.codigo}"


def codigo_de(conteudo: object, *extras: str) -> str:
    """Return the digest of a paper's contents (a dataclass): equal contents, equal digest, on any machine."""
    plano = dataclasses.asdict(conteudo) if dataclasses.is_dataclass(conteudo) else conteudo  # type: ignore[arg-type]
    texto = json.dumps([plano, extras], default=_simples, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(texto.encode()).hexdigest()[:_DIGITOS].upper()


def _simples(valor: Any) -> str:
    if isinstance(valor, bytes):
        return hashlib.sha256(valor).hexdigest()
    return str(getattr(valor, "value", valor))


def ler_marca(pdf: bytes) -> Marca | None:
    """Return what a PDF says of itself, or None when it is not of this program.

    The first metadata counts: what a signature appends afterwards does not change what the paper is.
    """
    achado = _CHAVES.search(pdf)
    if achado is None:
        return None
    partes = achado.group(1).decode("ascii", "replace").split(";")
    return Marca(especie=partes[1], numero=partes[2], codigo=partes[3]) if len(partes) == 4 else None
