"""Many small strings on one page, at the cost of writing them: what a list of a hundred thousand rows needs.

reportlab formats each number and splits each string by glyph, in Python, every time.  Here a string is split once for
each sheet, and numbers have two decimals: a sixth of the time.
"""

from __future__ import annotations

from typing import Any, Final

from reportlab.pdfbase import pdfmetrics

from bahiaservidor.documentos.folha import Folha

_GUARDADAS: Final = 40_000


class Escrita:
    """A run of text on the current page of a sheet; `fim` draws it, in black, over what was drawn before."""

    __slots__ = ("_canvas", "_codigo", "_fonte", "_partes")

    def __init__(self, folha: Folha) -> None:
        self._canvas: Any = folha.canvas
        self._codigo: list[str] = []
        self._fonte = ""
        self._partes = folha.partes

    def em(self, x: float, y: float, texto: str, fonte: str, corpo: float) -> None:
        """Write the text with its baseline at that point."""
        partes = self._partes.get((fonte, texto))
        if partes is None:
            partes = self._separar(texto, fonte)
        codigo = self._codigo
        codigo.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm")
        for nome, escrito in partes:
            escolhida = f"{nome} {corpo} Tf"
            if escolhida != self._fonte:
                codigo.append(escolhida)
                self._fonte = escolhida
            codigo.append(f"({escrito}) Tj")

    def _separar(self, texto: str, fonte: str) -> list[tuple[str, str]]:
        """Return the text by subset of its font, escaped; a glyph gets its place in a subset when first met."""
        fonte_: Any = pdfmetrics.getFont(fonte)
        documento = self._canvas._doc
        partes = [
            (fonte_.getSubsetInternalName(subconjunto, documento), self._canvas._escape(pedaco))
            for subconjunto, pedaco in fonte_.splitString(texto, documento)
        ]
        if len(self._partes) >= _GUARDADAS:
            self._partes.clear()
        self._partes[fonte, texto] = partes
        return partes

    def fim(self) -> None:
        """Draw what was written."""
        self._canvas.setFillGray(0)
        self._canvas._code.append(f"BT {' '.join(self._codigo)} ET")
