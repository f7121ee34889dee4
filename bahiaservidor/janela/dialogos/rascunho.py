"""Unfinished forms: kept when a dialog closes, given back when it opens again. Secret fields are never kept."""

from __future__ import annotations

import json
from typing import Any

from ..preferencias import Preferencias

_VAZIO = ""


def chave(tipo: str, servidor_id: int | None, minuta_id: int | None = None) -> str:
    """Return the name under which the draft of a form is kept."""
    dono = f"minuta{minuta_id}" if minuta_id is not None else f"{servidor_id or 'nova_pessoa'}"
    return f"rascunhos/{tipo}_{dono}"


def guardar(preferencias: Preferencias, nome: str, valores: dict[str, Any]) -> None:
    """Keep a form's values."""
    preferencias.guardar(nome, json.dumps(valores, ensure_ascii=False, sort_keys=True))
    preferencias.gravar()


def ler(preferencias: Preferencias, nome: str) -> dict[str, Any] | None:
    """Return the values kept, or None when there is no draft that can be read."""
    texto = preferencias.texto(nome)
    if not texto:
        return None
    try:
        valores = json.loads(texto)
    except ValueError:
        return None
    return valores if isinstance(valores, dict) else None


def apagar(preferencias: Preferencias, nome: str) -> None:
    """Forget a draft."""
    if preferencias.texto(nome):
        preferencias.guardar(nome, _VAZIO)
        preferencias.gravar()
