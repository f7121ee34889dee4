"""Termo de exercício (arts. 21 and 22): the day and the time at which the servidor enters into exercício."""

from __future__ import annotations

from pathlib import Path

from bahiaservidor.documentos.modelos import DadosTermoExercicio
from bahiaservidor.documentos.textos import ModeloTexto, ler_modelo


def gerar(
    dados: DadosTermoExercicio, *, vias: int = 1, modelos: Path | None = None, modelo: ModeloTexto | None = None
) -> bytes:
    """Return the termo as a PDF; equal data give equal bytes.

    `vias`: copies drawn, each numbered when there are several (the termo is always drawn up in two of equal content).
    `modelos`: folder with the texts, instead of the shipped one; `modelo`: the texts themselves, as an órgão adjusted
    them. Raises ErroDominio when a text is not usable.
    """
    # Imported here: reportlab costs 130 ms, and whoever only lists what can be printed does not pay for it.
    from bahiaservidor.documentos.termo import desenhar_vias, numerar_vias
    from bahiaservidor.documentos.termo_exercicio_desenho import TermoExercicio

    textos = modelo or ler_modelo("termo_exercicio", modelos)
    return desenhar_vias([[TermoExercicio(dados, modelo=textos, via=via) for via in numerar_vias(vias)]])
