"""The registry as somebody uses it: each reading and each writing asks first whether it may be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from .banco import Banco
from .conexao import Conexao

GRAVES = "atos_graves"
"""Where an open connection keeps the acts of high value entered in it, until they are confirmed by a second person."""

Guarda = Callable[[bool], None]
"""Told whether it is to write; raises when it may not be."""
AoConcluir = Callable[[Conexao], None]
"""Called with what is about to be committed; what it raises undoes all of it."""


class BancoGuardado(Banco):
    """A ``Banco`` whose transactions pass by a guard.  All else is the registry's own: this keeps nothing."""

    def __init__(self, banco: Banco, guarda: Guarda, ao_concluir: AoConcluir) -> None:
        """Guard ``banco``; one already guarded by somebody else is guarded by this one instead."""
        dentro = banco.dentro if isinstance(banco, BancoGuardado) else banco
        object.__setattr__(self, "dentro", dentro)
        object.__setattr__(self, "_guarda", guarda)
        object.__setattr__(self, "_ao_concluir", ao_concluir)

    dentro: Banco
    _guarda: Guarda
    _ao_concluir: AoConcluir

    def __getattr__(self, nome: str) -> Any:
        """Ask the registry for what is not here."""
        return getattr(object.__getattribute__(self, "dentro"), nome)

    def __setattr__(self, nome: str, valor: Any) -> None:
        """Change the registry, not the view of it."""
        setattr(self.dentro, nome, valor)

    @contextmanager
    def leitura(self) -> Iterator[Conexao]:
        """Give a connection that reads, if the guard lets."""
        self._guarda(False)
        with self.dentro.leitura() as conexao:
            yield conexao

    @contextmanager
    def escrita(self) -> Iterator[Conexao]:
        """Give a connection that writes, if the guard lets."""
        self._guarda(True)
        with self.dentro.escrita() as conexao:
            conexao.info.pop(GRAVES, None)
            yield conexao
            self._ao_concluir(conexao)
