"""Where the registry lives and who has it open, as windows and commands show it."""

from __future__ import annotations

from dataclasses import dataclass

from ...registro.lugar import EspecieDeLugar
from ...registro.uso import EstadoDoUso

__all__ = ["EspecieDeLugar", "EstadoDoUso", "Explicacao", "SituacaoDoLugar"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SituacaoDoLugar:
    """``quem`` has the turn to write, in words; ``outras_janelas`` are those of this machine, on its own disk."""

    especie: EspecieDeLugar = EspecieDeLugar.LOCAL
    nome: str = ""
    raiz: str = ""
    caminho: str = ""
    estado: EstadoDoUso = EstadoDoUso.LIVRE
    quem: str = ""
    outras_janelas: tuple[str, ...] = ()
    copias_em_conflito: tuple[str, ...] = ()

    @property
    def de_um_so(self) -> bool:
        """Tell whether only one person at a time may write there."""
        return self.especie in (EspecieDeLugar.REDE, EspecieDeLugar.SINCRONIZADA)

    @property
    def de_outro(self) -> bool:
        """Tell whether this program only reads because somebody else has, had or took the turn to write."""
        return self.estado not in (EstadoDoUso.LIVRE, EstadoDoUso.MINHA)


@dataclass(frozen=True, slots=True, kw_only=True)
class Explicacao:
    """What a place means for the registry: a sentence, and lists of sentences under titles."""

    titulo: str
    frase: str
    partes: tuple[tuple[str, tuple[str, ...]], ...]
