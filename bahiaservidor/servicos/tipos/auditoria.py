"""Seals and audits, as the screens and the papers show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ...relogio import fuso_da_bahia
from ..frases import quantos


@dataclass(frozen=True, slots=True, kw_only=True)
class Selo:
    """Book, trail and papers as they stood at an instant; ``hash`` is what proves it, on paper."""

    numero: int
    instante: datetime
    motivo: str
    entradas: int
    linhas_da_trilha: int
    hash: str

    @property
    def em_grupos(self) -> str:
        """The hash as it is printed and typed: groups of four."""
        return " ".join(self.hash[i : i + 4] for i in range(0, len(self.hash), 4))

    @property
    def quando(self) -> str:
        """The instant as clocks in Bahia showed it."""
        return f"{self.instante.astimezone(fuso_da_bahia()):%d/%m/%Y %H:%M}"

    @property
    def impresso(self) -> str:
        """The seal in one line, as the quarterly report prints it."""
        return f"nº {self.numero}, de {self.quando} (hora da Bahia): {self.em_grupos}"

    @property
    def abrange(self) -> str:
        """How much there was when it was sealed, in words."""
        return (
            f"{quantos(self.entradas, 'entrada', 'entradas')} do livro e "
            f"{quantos(self.linhas_da_trilha, 'linha', 'linhas')} da trilha"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistroRuim:
    """A record that is not as it was written: where, and what is wrong, in words."""

    onde: str
    detalhe: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Auditoria:
    """What an audit held against itself and what it found; the first of ``falhas`` is the first bad record."""

    falhas: tuple[RegistroRuim, ...]
    atos: int
    trilha: int
    selos: int
    documentos: int
    comparados: int

    @property
    def integra(self) -> bool:
        """Tell whether nothing was found."""
        return not self.falhas

    @property
    def frase(self) -> str:
        """What was checked, in words."""
        selos = quantos(self.selos, "selo", "selos")
        if self.comparados:
            selos += f" ({quantos(self.comparados, 'comparado', 'comparados')} com o papel)"
        return (
            f"Conferidos {quantos(self.atos, 'ato', 'atos')}, {quantos(self.trilha, 'linha', 'linhas')} da trilha, "
            f"{selos} e {quantos(self.documentos, 'documento guardado', 'documentos guardados')}."
        )
