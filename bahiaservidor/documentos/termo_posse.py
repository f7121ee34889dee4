"""Termo de posse (arts. 16 to 20): one paper for cargo permanente, temporário and vitalício.

The minuta printed for signature and the paper of a registered posse are the same: what is signed is the termo itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from bahiaservidor.documentos.modelos import DadosTermoPosse
from bahiaservidor.documentos.textos import ModeloTexto, ler_modelo


def gerar(
    dados: DadosTermoPosse, *, vias: int = 1, modelos: Path | None = None, modelo: ModeloTexto | None = None
) -> bytes:
    """Return the termo as a PDF; equal data give equal bytes.

    `vias`: copies drawn, each numbered when there are several (the termo is always drawn up in two of equal content).
    `modelos`: folder with the texts, instead of the shipped one; `modelo`: the texts themselves, as an órgão adjusted
    them. Raises ErroDominio when a text is not usable.
    """
    return gerar_lote([dados], vias=vias, modelos=modelos, modelo=modelo)


def gerar_lote(
    lote: Sequence[DadosTermoPosse],
    *,
    vias: int = 1,
    modelos: Path | None = None,
    modelo: ModeloTexto | None = None,
    progresso: Callable[[int, int], None] | None = None,
    cancelado: Callable[[], bool] | None = None,
) -> bytes:
    """Return one PDF with all the termos of a ceremony, each numbered "página x de y" on its own.

    `progresso` receives termos done and total. Raises ErroDominio (nothing kept) when `cancelado` answers yes.
    """
    if not lote:
        raise ValueError("gerar_lote precisa de ao menos um termo")
    # Imported here: reportlab costs 130 ms, and whoever only lists what can be printed does not pay for it.
    from bahiaservidor.documentos.termo import desenhar_vias, numerar_vias
    from bahiaservidor.documentos.termo_posse_desenho import TermoPosse

    textos = modelo or ler_modelo("termo_posse", modelos)
    termos = [[TermoPosse(dados, modelo=textos, via=via) for via in numerar_vias(vias)] for dados in lote]
    return desenhar_vias(termos, progresso, cancelado)
