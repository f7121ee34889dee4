"""The registry as somebody uses it: each reading and each writing asks first whether it may be."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from .banco import Banco
from .conexao import Conexao

GRAVES = "atos_graves"
"""Where an open connection keeps the acts of high value entered in it, until they are confirmed by a second person."""

SO_CPF_INTEIRO = "busca_so_cpf_inteiro"
"""Mark left on a connection of who may not see the CPF: digit by digit, the search would tell it."""

Guarda = Callable[[bool], None]
"""Told whether it is to write; raises when it may not be."""
AoAbrir = Callable[[Conexao], None]
"""Called with each connection opened, before it is used."""
AoConcluir = Callable[[Conexao], None]
"""Called with what is about to be committed; what it raises undoes all of it."""


class _Abertas(threading.local):
    def __init__(self) -> None:
        self.quantas = 0
        self.depois: list[Callable[[], None]] = []


class BancoGuardado(Banco):
    """A ``Banco`` whose transactions pass by a guard.  All else is the registry's own: this keeps nothing."""

    def __init__(self, banco: Banco, guarda: Guarda, ao_abrir: AoAbrir, ao_concluir: AoConcluir) -> None:
        """Guard ``banco``; one already guarded by somebody else is guarded by this one instead."""
        dentro = banco.dentro if isinstance(banco, BancoGuardado) else banco
        object.__setattr__(self, "dentro", dentro)
        object.__setattr__(self, "_guarda", guarda)
        object.__setattr__(self, "_ao_abrir", ao_abrir)
        object.__setattr__(self, "_ao_concluir", ao_concluir)
        object.__setattr__(self, "_abertas", _Abertas())

    @classmethod
    def temporario(cls, copia_de: bytes | Path | None = None) -> Banco:
        """Return a registry in memory, which nobody guards until a context does."""
        return Banco.temporario(copia_de)

    dentro: Banco
    _guarda: Guarda
    _ao_abrir: AoAbrir
    _ao_concluir: AoConcluir
    _abertas: _Abertas

    @property
    def ocupado(self) -> bool:
        """Tell whether this thread has a transaction open here: it cannot write in another."""
        return self._abertas.quantas > 0

    @contextmanager
    def _aberta(self) -> Iterator[None]:
        self._abertas.quantas += 1
        try:
            yield
        finally:
            self._abertas.quantas -= 1
            if not self._abertas.quantas:
                depois, self._abertas.depois = self._abertas.depois, []
                for fazer in depois:
                    fazer()

    def ao_desocupar(self, fazer: Callable[[], None]) -> None:
        """Do something that may write: now, or when what this thread has open here is closed."""
        if self.ocupado:
            self._abertas.depois.append(fazer)
        else:
            fazer()

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
        with self._aberta(), self.dentro.leitura() as conexao:
            self._ao_abrir(conexao)
            yield conexao

    @contextmanager
    def escrita(self) -> Iterator[Conexao]:
        """Give a connection that writes, if the guard lets."""
        self._guarda(True)
        with self._aberta(), self.dentro.escrita() as conexao:
            self._ao_abrir(conexao)
            conexao.info.pop(GRAVES, None)
            yield conexao
            self._ao_concluir(conexao)
