"""What every screen receives: the registry, the threads, the day, and the way to the other screens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from ..relogio import Relogio
from .operacoes import Executor
from .preferencias import Preferencias
from .tema import Tema, Tom

if TYPE_CHECKING:
    from ..servicos.contexto import Contexto
    from ..servicos.tipos import PedidoAto


@dataclass(frozen=True, slots=True, kw_only=True)
class Acao:
    """A button inside a message: its words and what it does."""

    texto: str
    ao_acionar: Callable[[], None]


class Navegar(Protocol):
    """Shows a screen by key; the keywords reach its ``receber``."""

    def __call__(self, tela: str, **parametros: Any) -> None: ...


class AbrirAto(Protocol):
    """Opens the act dialog, with what is already known."""

    def __call__(
        self,
        *,
        servidor_id: int | None = None,
        vinculo_id: int | None = None,
        tipo: str | None = None,
        minuta_id: int | None = None,
        pedido: PedidoAto | None = None,
    ) -> None: ...


class Mensagem(Protocol):
    """Says in passing what was done, with an optional button, and another."""

    def __call__(
        self, texto: str, acao: Acao | None = None, *, tom: Tom = Tom.SUCESSO, outra: Acao | None = None
    ) -> None: ...


class AbrirPrevia(Protocol):
    """Opens the preview of a PDF."""

    def __call__(self, *, titulo: str, pdf: bytes, nome_arquivo: str) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Casa:
    """Given to every screen and dialog."""

    ctx: Contexto
    executor: Executor
    relogio: Relogio
    tema: Tema
    preferencias: Preferencias
    navegar: Navegar
    abrir_ficha: Callable[[int], None]
    abrir_ato: AbrirAto
    abrir_previa: AbrirPrevia
    mensagem: Mensagem

    def hoje(self) -> date:
        """Return the civil date in Bahia."""
        return self.relogio.hoje()
