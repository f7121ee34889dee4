"""The second factor: a code of six digits that a phone computes (TOTP, RFC 6238), and codes that stand for it once."""

from __future__ import annotations

import hashlib
import hmac
import io
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from ..estatuto.erros import ErroDominio
from ..registro.conexao import Conexao
from ..registro.consultas import usuarios as consultas
from .contexto import Contexto
from .permissoes import Permissao, exige
from .tipos.usuarios import Inscricao
from .usuarios import anotar, exigir_a_propria, existente, mudar

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


def propor(ctx: Contexto) -> Inscricao:
    """Return a new secret for who is using the program, to be confirmed with a code.  Nothing is written."""
    import pyotp
    import segno

    segredo = pyotp.random_base32()
    endereco = pyotp.TOTP(segredo).provisioning_uri(name=ctx.usuario, issuer_name=EMISSOR)
    desenho = io.BytesIO()
    segno.make(endereco, error="m").save(desenho, kind="png", scale=5, border=4)
    return Inscricao(segredo=segredo, endereco=endereco, qr=desenho.getvalue())


def ligar(ctx: Contexto, *, segredo: str, codigo: str, senha: str) -> tuple[str, ...]:
    """Turn the second factor on and return the recovery codes, shown this once.

    ErroDominio, with everything as it was: a wrong password, or a code that is not of this secret.
    """
    linha = exigir_a_propria(ctx, senha)
    agora = ctx.relogio.agora()
    passo = _passo_do_codigo(segredo, codigo, agora, depois_de=0)
    if passo is None:
        raise ErroDominio(
            "O código não é o deste segredo neste instante. O segundo fator não foi ligado; confira a hora do "
            "computador e a do telefone, e digite o código que o aplicativo mostra agora."
        )
    codigos = _novos()
    with ctx.banco.escrita() as conexao:
        linha = existente(conexao, linha.id)
        consultas.trocar_codigos(conexao, linha.id, [_hash(linha.id, c) for c in codigos])
        mudar(ctx, conexao, linha, "liga o segundo fator", totp=segredo, totp_passo=passo)
    return codigos


def desligar(ctx: Contexto, *, senha: str) -> None:
    """Turn off the second factor of who is using the program.  ErroDominio for a wrong password."""
    _desligar(ctx, exigir_a_propria(ctx, senha).id)


@exige(Permissao.ADMINISTRAR_USUARIOS)
def desligar_de(ctx: Contexto, *, usuario_id: int) -> None:
    """Turn off the second factor of somebody who lost the phone and the codes."""
    _desligar(ctx, usuario_id)


def trocar_codigos(ctx: Contexto, *, senha: str) -> tuple[str, ...]:
    """Return new recovery codes, shown this once; those there were serve no more.  ErroDominio for a wrong password."""
    linha = exigir_a_propria(ctx, senha)
    if not linha.totp:
        raise ErroDominio("O segundo fator não está ligado: não há códigos de recuperação. Ligue-o antes.")
    codigos = _novos()
    with ctx.banco.escrita() as conexao:
        consultas.trocar_codigos(conexao, linha.id, [_hash(linha.id, c) for c in codigos])
        anotar(ctx, conexao, "altera", linha.id, "campos: códigos de recuperação")
    return codigos


def texto_dos_codigos(ctx: Contexto, codigos: Sequence[str]) -> str:
    """Return the recovery codes as they are printed and saved."""
    linhas = [f"{n:2}. {codigo}" for n, codigo in enumerate(codigos, start=1)]
    return "\n".join(
        [
            f"Códigos de recuperação de {ctx.usuario} no {EMISSOR}",
            "",
            "Cada um entra uma só vez no lugar do código do telefone. Guarde-os longe do computador.",
            "",
            *linhas,
            "",
        ]
    )


def aceitar(conexao: Conexao, linha: Any, codigo: str, agora: datetime, *, grava: bool) -> Aceito | None:
    """Return what was accepted as the second factor of a user, or None; a code never serves twice."""
    limpo = re.sub(r"[\s\-]", "", codigo).casefold()
    if re.fullmatch(r"\d{6}", limpo):
        passo = _passo_do_codigo(linha.totp, limpo, agora, depois_de=max(linha.totp_passo, _VISTOS.get(linha.totp, 0)))
        if passo is None:
            return None
        if not grava:
            _VISTOS[linha.totp] = passo
        return Aceito(passo=passo)
    # What cannot be written cannot be spent either: there a recovery code does not serve.
    if grava and len(limpo) == _TAMANHO and consultas.usar_codigo(conexao, linha.id, _hash(linha.id, limpo), agora):
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


def _passo_do_codigo(segredo: str, codigo: str, agora: datetime, *, depois_de: int) -> int | None:
    dito = re.sub(r"\s", "", codigo)
    atual = int(agora.timestamp()) // PASSO
    for passo in (atual, atual - 1, atual + 1):
        if passo > depois_de and hmac.compare_digest(_codigo_do_passo(segredo, passo).encode(), dito.encode()):
            return passo
    return None


def _novos() -> tuple[str, ...]:
    def novo() -> str:
        letras = "".join(secrets.choice(_LETRAS) for _ in range(_TAMANHO))
        return "-".join(letras[n : n + 4] for n in range(0, _TAMANHO, 4))

    return tuple(novo() for _ in range(CODIGOS))


def _hash(usuario_id: int, codigo: str) -> str:
    return hashlib.sha256(f"{usuario_id}:{codigo.replace('-', '')}".encode()).hexdigest()


def _desligar(ctx: Contexto, usuario_id: int) -> None:
    with ctx.banco.escrita() as conexao:
        linha = existente(conexao, usuario_id)
        consultas.trocar_codigos(conexao, linha.id, ())
        mudar(ctx, conexao, linha, "desliga o segundo fator", totp="", totp_passo=0)
