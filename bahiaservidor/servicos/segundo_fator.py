"""The second factor: a code of six digits that a phone computes (TOTP, RFC 6238), and codes that stand for it once."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from ..registro.conexao import Conexao
from ..registro.consultas import usuarios as consultas

EMISSOR: Final = "bahiaservidor"
PASSO: Final = 30
"""Seconds that a code lasts; the one before and the one after are taken too, for clocks that differ."""
CODIGOS: Final = 10
_LETRAS: Final = "abcdefghijkmnpqrstuvwxyz23456789"
_TAMANHO: Final = 24
"""Letters of a recovery code: 120 bits, so that a plain hash is enough to keep it (ASVS 6.5.2)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aceito:
    """A second factor that was right: the step to remember, and whether it was a recovery code."""

    passo: int
    recuperacao: bool = False


def aceitar(conexao: Conexao, linha: Any, codigo: str, agora: datetime, *, grava: bool) -> Aceito | None:
    """Return what was accepted as the second factor of a user, or None; a code never serves twice."""
    limpo = re.sub(r"[\s\-]", "", codigo).casefold()
    if re.fullmatch(r"\d{6}", limpo):
        passo = passo_do_codigo(linha.totp, limpo, agora, depois_de=max(linha.totp_passo, _VISTOS.get(linha.totp, 0)))
        if passo is None:
            return None
        if not grava:
            _VISTOS[linha.totp] = passo
        return Aceito(passo=passo)
    # What cannot be written cannot be spent either: there a recovery code does not serve.
    if (
        grava
        and len(limpo) == _TAMANHO
        and consultas.usar_codigo(conexao, linha.id, hash_do_codigo(linha.id, limpo), agora)
    ):
        return Aceito(passo=linha.totp_passo, recuperacao=True)
    return None


_VISTOS: Final[dict[str, int]] = {}
"""Last steps accepted over registries that cannot be written."""


def codigo_de(segredo: str, agora: datetime) -> str:
    """Return the code of an instant, as the phone shows it."""
    return _codigo_do_passo(segredo, int(agora.timestamp()) // PASSO)


def _codigo_do_passo(segredo: str, passo: int) -> str:
    import pyotp

    return pyotp.TOTP(segredo, interval=PASSO).generate_otp(passo)


def passo_do_codigo(segredo: str, codigo: str, agora: datetime, *, depois_de: int) -> int | None:
    """Return the step that a code is of, near this instant and after another step; None when it is of none."""
    dito = re.sub(r"\s", "", codigo)
    atual = int(agora.timestamp()) // PASSO
    for passo in (atual, atual - 1, atual + 1):
        if passo > depois_de and hmac.compare_digest(_codigo_do_passo(segredo, passo).encode(), dito.encode()):
            return passo
    return None


def novos_codigos() -> tuple[str, ...]:
    """Return ten recovery codes."""

    def novo() -> str:
        letras = "".join(secrets.choice(_LETRAS) for _ in range(_TAMANHO))
        return "-".join(letras[n : n + 4] for n in range(0, _TAMANHO, 4))

    return tuple(novo() for _ in range(CODIGOS))


def hash_do_codigo(usuario_id: int, codigo: str) -> str:
    """Return what is kept of a recovery code."""
    return hashlib.sha256(f"{usuario_id}:{codigo.replace('-', '')}".encode()).hexdigest()
