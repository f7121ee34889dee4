"""What the screens of signatures are given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from .pessoas import DocumentoEmitido


@dataclass(frozen=True, slots=True, kw_only=True)
class AssinaturaConferida:
    """A signature of a kept paper and what was judged of it, in words.

    ``boa``: unaltered, covering all there was, and from a trusted chain.
    """

    signatario: str
    assinado_em: datetime | None
    integro: bool
    todo: bool
    confiavel: bool
    veredito: str
    frases: tuple[str, ...] = ()
    """The verdict, a sentence each: who, when, whole or not, chain, revocation; empty for what is read back."""

    @property
    def boa(self) -> bool:
        """Whether nothing is to be said against it."""
        return self.integro and self.todo and self.confiavel


@dataclass(frozen=True, slots=True, kw_only=True)
class Conferido:
    """The signatures of one paper; ``observacoes`` is what concerns the file and not one signature."""

    documento: DocumentoEmitido
    assinaturas: tuple[AssinaturaConferida, ...]
    observacoes: tuple[str, ...] = ()
    boa: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ExameImportacao:
    """A PDF signed elsewhere, compared with what was issued and not kept yet.

    ``frase`` says how the file was made; ``ja_guardado`` the version kept, when these very bytes were imported before.
    """

    original: DocumentoEmitido
    assinaturas: tuple[AssinaturaConferida, ...]
    frase: str
    regravado: bool
    boa: bool
    ja_guardado: DocumentoEmitido | None = None
