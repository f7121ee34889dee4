"""What the bottom bar shows of an open registry."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class InfoRegistro:
    """What the bottom bar and Administração show."""

    caminho: str
    esquema: str
    orgao: str
    municipio: str
    usuario: str
    servidores: int
    atos: int
    somente_leitura: bool = False
