"""A piece of work given to the executor: what it is, what it changes, what becomes of it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QObject

from ..desistencia import enquanto
from ..estatuto.erros import ErroDominio

NAO_CORREU = object()
"""Result of work that was cancelled before it began."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mudanca:
    """What a write changed; each screen decides whether to reread.

    ``servidores`` and ``vinculos`` are ids; ``cadastros`` names registers (orgaos, unidades, autoridades, cargos,
    vagas, concursos, dias, parametros, pessoas); ``tudo`` when the writer cannot tell.
    """

    servidores: frozenset[int] = frozenset()
    vinculos: frozenset[int] = frozenset()
    prazos: bool = False
    minutas: bool = False
    documentos: bool = False
    cadastros: frozenset[str] = frozenset()
    tudo: bool = False

    @property
    def livro(self) -> bool:
        """Tell whether somebody's file changed."""
        return self.tudo or bool(self.servidores or self.vinculos)

    def cadastro(self, *nomes: str) -> bool:
        """Tell whether one of these registers changed."""
        return self.tudo or not self.cadastros.isdisjoint(nomes)


NADA_MUDA: Final = Mudanca()
"""Of a write that no screen shows, but that must be done before the program ends."""


class Tarefa:
    """Work that was asked for. Cancelling drops its result; a long job is also told to stop."""

    __slots__ = (
        "_cancelada",
        "_erro",
        "_fim",
        "_futuro",
        "_terminada",
        "_valor",
        "aguarde",
        "cancelavel",
        "chave",
        "dono",
        "falha",
        "funcao",
        "leitura",
        "mudou",
        "sucesso",
        "visivel",
    )

    def __init__(self, dono: QObject, funcao: Callable[[], Any], sucesso: Callable[[Any], None] | None) -> None:
        self.dono: QObject | None = dono
        self.funcao: Callable[[], Any] | None = funcao
        self.sucesso = sucesso
        self.falha: Callable[[ErroDominio], None] | None = None
        self._fim: Callable[[], None] | None = None
        self.mudou: Mudanca | Callable[[Any], Mudanca] | None = None
        self.aguarde = ""
        self.chave = ""
        self.visivel = False
        self.cancelavel = False
        self.leitura = False
        self._futuro: Future[None] | None = None
        self._cancelada = False
        self._terminada = False
        self._valor: Any = NAO_CORREU
        self._erro: BaseException | None = None

    @property
    def cancelada(self) -> bool:
        """Tell whether somebody cancelled it."""
        return self._cancelada

    @property
    def terminada(self) -> bool:
        """Tell whether its result was delivered or dropped."""
        return self._terminada

    def cancelar(self) -> None:
        """Drop the result; work not yet begun is not begun (a write already begun is completed)."""
        self._cancelada = True
        if self._futuro is not None:
            self._futuro.cancel()

    def _foi_abandonada(self) -> bool:
        # Writing goes on to its end whoever waits, and so does what it reads.
        return self._cancelada and self.leitura

    def _soltar(self) -> None:
        # A finished job must not keep the widget that asked for it alive.
        self._terminada = True
        self.dono = self.funcao = self.sucesso = self.falha = self._fim = self.mudou = None
        self._valor = self._erro = None

    def _correr(self) -> None:
        # The result stays here, and this frame ends before it is announced: a worker must never drop the last
        # reference to a widget, which would destroy it on the wrong thread.
        try:
            if not self._cancelada and self.funcao is not None:
                with enquanto(self._foi_abandonada):
                    self._valor = self.funcao()
        except BaseException as erro:
            self._erro = erro


@dataclass(frozen=True, slots=True, kw_only=True)
class Recusada:
    """Work that failed for want of something the clerk may still give: it may be done again, or left as it is.

    ``repetir`` receives what runs the work, given the work; ``desistir`` hands the error over to who asked.
    """

    dono: QObject | None
    erro: ErroDominio
    repetir: Callable[[Callable[[Callable[[], Any]], Any]], None]
    desistir: Callable[[], None]
