"""Verifying: everything stored computed again from the book, on any day with the same answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import batched

from ..registro import auditoria, cadastro_conferencia, livro, projecoes
from ..registro.conexao import Conexao
from ..registro.vidas import montar
from .contexto import Contexto
from .tipos import Divergencia, Verificacao

_LOTE = 400
"""People folded at a time: memory stays flat however long the registry."""
