"""What somebody acknowledged in the contradictions inbox: kept for ever, with author, instant and note."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from .base import Base, coluna

if TYPE_CHECKING:
    from sqlalchemy.orm import Mapped

    from .base import Id


class ContradicaoCiencia(Base):
    """An acknowledgement, or its withdrawal; it holds while the contradiction of this ``chave`` still says ``diz``."""

    __tablename__ = "contradicao_ciencia"

    id: Mapped[Id]
    chave: Mapped[str] = coluna(indice=True)
    diz: Mapped[str]
    nota: Mapped[str]
    em: Mapped[date]
    instante: Mapped[datetime]
    usuario: Mapped[str]
    retirada: Mapped[bool]
