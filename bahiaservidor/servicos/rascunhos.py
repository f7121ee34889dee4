"""Forms left unfinished, as they were typed: kept for who typed them until registered or discarded.

They may hold health data that nobody registered yet: only their own user ever reads them.  A read-only registry keeps
none, and nobody is bothered with that.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from ..registro.consultas import rascunhos as consultas
from .contexto import Contexto
from .permissoes import Permissao, exige

MAIOR: Final = 512 * 1024
"""Characters of a form that is kept: no form has more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormularioPorTerminar:
    """A form that somebody left: ``chave`` says which, ``conteudo`` what was typed."""

    chave: str
    titulo: str
    conteudo: Mapping[str, Any]
    instante: datetime


@exige(Permissao.CONSULTAR)
def guardar(ctx: Contexto, *, chave: str, titulo: str, conteudo: Mapping[str, Any]) -> bool:
    """Keep a form over what was kept of it; tell whether it was."""
    escrito = json.dumps(conteudo, ensure_ascii=False, sort_keys=True)
    if ctx.banco.somente_leitura or len(escrito) > MAIOR:
        return False
    with ctx.banco.escrita() as conexao:
        consultas.gravar(
            conexao, usuario=ctx.usuario, chave=chave, titulo=titulo[:200], conteudo=escrito,
            instante=ctx.relogio.agora(),
        )  # fmt: skip
    return True


@exige(Permissao.CONSULTAR)
def apagar(ctx: Contexto, *, chave: str) -> None:
    """Forget a form: it was registered, or discarded."""
    if ctx.banco.somente_leitura:
        return
    with ctx.banco.leitura() as conexao:
        if not consultas.existe(conexao, usuario=ctx.usuario, chave=chave):
            return
    with ctx.banco.escrita() as conexao:
        consultas.apagar(conexao, usuario=ctx.usuario, chave=chave)


@exige(Permissao.CONSULTAR)
def listar(ctx: Contexto) -> tuple[FormularioPorTerminar, ...]:
    """Return the forms that this user left unfinished, the latest first; one that cannot be read is left out."""
    with ctx.banco.leitura() as conexao:
        linhas = consultas.de(conexao, ctx.usuario)
    lidos = []
    for linha in linhas:
        try:
            conteudo = json.loads(linha.conteudo)
        except ValueError:
            continue
        if isinstance(conteudo, dict):
            lidos.append(
                FormularioPorTerminar(
                    chave=linha.chave, titulo=linha.titulo, conteudo=conteudo, instante=linha.instante
                )
            )
    return tuple(lidos)


def ler(ctx: Contexto, *, chave: str) -> Mapping[str, Any] | None:
    """Return what was typed in a form, or None."""
    return next((r.conteudo for r in listar(ctx) if r.chave == chave), None)
