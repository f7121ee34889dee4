"""Who may do what, what was confirmed by a second person, expunged, set aside, or left unfinished.

Loaded when first asked for: the first screen of a registry without users needs none of it.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import UniqueConstraint

from .base import Base, coluna, ref

if TYPE_CHECKING:
    from sqlalchemy.orm import Mapped

    from .base import Id


class Usuario(Base):
    """Somebody who enters with a password.  ``senha`` is argon2's text; empty for one who cannot enter yet.

    ``permissoes`` are those given beyond the role's, separated by spaces.  ``totp`` is the secret of the second factor,
    empty without one; ``totp_passo`` the last step accepted, so that no code serves twice.
    """

    __tablename__ = "usuario"

    id: Mapped[Id]
    login: Mapped[str] = coluna(unica=True)
    nome: Mapped[str]
    papel: Mapped[str]
    permissoes: Mapped[str]
    senha: Mapped[str]
    senha_em: Mapped[datetime | None]
    troca_senha: Mapped[bool]
    totp: Mapped[str]
    totp_passo: Mapped[int]
    ativo: Mapped[bool]
    falhas: Mapped[int]
    ultima_falha: Mapped[datetime | None]
    criado_em: Mapped[datetime]
    versao: Mapped[int]


class CodigoRecuperacao(Base):
    """A code that stands once for the second factor; only its hash is kept."""

    __tablename__ = "codigo_recuperacao"

    id: Mapped[Id]
    usuario_id: Mapped[int] = ref("usuario.id", indice=True)
    hash: Mapped[str]
    usado_em: Mapped[datetime | None]


class Confirmacao(Base):
    """The second person of an operation that asked for one."""

    __tablename__ = "confirmacao"

    id: Mapped[Id]
    operacao_id: Mapped[int] = ref("operacao.id", indice=True)
    usuario: Mapped[str]
    instante: Mapped[datetime]
    motivo: Mapped[str]


class Expurgo(Base):
    """What was kept apart from an act and is no more, with the reason; without this row it cannot be erased."""

    __tablename__ = "expurgo"

    id: Mapped[Id]
    ato_id: Mapped[int] = ref("ato.id", unica=True)
    instante: Mapped[datetime]
    usuario: Mapped[str]
    campos: Mapped[str]
    fundamento: Mapped[str]
    motivo: Mapped[str]


class Quarentena(Base):
    """Somebody whose book cannot be read, set aside so that the rest works; ``ato_id`` is the entry at fault."""

    __tablename__ = "quarentena"

    id: Mapped[Id]
    servidor_id: Mapped[int] = coluna(indice=True)
    ato_id: Mapped[int | None]
    motivo: Mapped[str]
    desde: Mapped[datetime]
    liberada_em: Mapped[datetime | None]


class Rascunho(Base):
    """A form left unfinished, as it was typed.  ``chave`` says which form; ``conteudo`` is JSON."""

    __tablename__ = "rascunho"
    __table_args__ = (UniqueConstraint("usuario", "chave"),)

    id: Mapped[Id]
    usuario: Mapped[str]
    chave: Mapped[str]
    titulo: Mapped[str]
    conteudo: Mapped[str]
    instante: Mapped[datetime]
