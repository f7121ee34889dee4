"""The name under which services speak of an open transaction, without knowing the library behind it."""

from __future__ import annotations

from sqlalchemy import Connection as Conexao

__all__ = ["Conexao"]
