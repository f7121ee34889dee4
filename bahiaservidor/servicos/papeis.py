"""Papers: drawn from the registry, seen before they are issued, kept byte for byte once they are.

`termo_posse`, `termos_posse`, `termo_exercicio` and `relatorio_trimestral` give a `Papel` to preview, save or print;
`emitir` numbers and keeps it.
"""

from __future__ import annotations

from .papeis_emissao import ESPECIES, Papel, bytes_de, emitidos, emitir
from .papeis_relatorio import linhas_do_trimestre, relatorio_trimestral, totais_do_trimestre
from .papeis_termos import termo_exercicio, termo_posse, termos_posse

__all__ = [
    "ESPECIES",
    "Papel",
    "bytes_de",
    "emitidos",
    "emitir",
    "linhas_do_trimestre",
    "previa_do_relatorio",
    "relatorio_trimestral",
    "termo_exercicio",
    "termo_posse",
    "termos_posse",
    "totais_do_trimestre",
]

previa_do_relatorio = totais_do_trimestre
"""What the screen shows before the report is issued."""
