"""Sending the pages of a paper to a printer: a printer of its own for each job, shared with no dialog."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrinter

from ..estatuto.erros import ErroDominio
from .componentes.folhas import Documento

_PONTOS = 300
"""Finest resolution at which pages are drawn, in dots an inch."""


def copia(escolhida: QPrinter) -> QPrinter:
    """Return a new printer with what the clerk chose.

    The print dialog goes on touching the printer it was given until it is destroyed, on the interface's thread, while
    the pages are sent on another: sharing one printer makes both wait for ever.
    """
    nova = QPrinter(QPrinter.PrinterMode.HighResolution)
    if escolhida.outputFormat() == QPrinter.OutputFormat.NativeFormat:
        nova.setPrinterName(escolhida.printerName())
        if escolhida.outputFileName():
            # Printing into a file in the printer's own language.
            nova.setOutputFileName(escolhida.outputFileName())
            nova.setOutputFormat(QPrinter.OutputFormat.NativeFormat)
    else:
        nova.setOutputFormat(escolhida.outputFormat())
        nova.setOutputFileName(escolhida.outputFileName())
    nova.setDocName(escolhida.docName())
    nova.setResolution(escolhida.resolution())
    # Full page first: it changes what the layout's margins mean.
    nova.setFullPage(escolhida.fullPage())
    nova.setPageLayout(escolhida.pageLayout())
    nova.setDuplex(escolhida.duplex())
    nova.setColorMode(escolhida.colorMode())
    nova.setCopyCount(escolhida.copyCount())
    nova.setCollateCopies(escolhida.collateCopies())
    nova.setPageOrder(escolhida.pageOrder())
    nova.setPaperSource(escolhida.paperSource())
    nova.setPrintRange(escolhida.printRange())
    nova.setPageRanges(escolhida.pageRanges())
    return nova


def paginas_escolhidas(impressora: QPrinter, total: int) -> list[int]:
    """Return the positions of the pages to send, in the order and as many times as the printer wants them."""
    faixas = impressora.pageRanges()
    inteiro = impressora.printRange() == QPrinter.PrintRange.AllPages and faixas.isEmpty()
    numeros = [n for n in range(total) if inteiro or faixas.isEmpty() or faixas.contains(n + 1)]
    if impressora.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        numeros.reverse()
    copias = 1 if impressora.supportsMultipleCopies() else max(1, impressora.copyCount())
    if impressora.collateCopies():
        return numeros * copias
    return [n for n in numeros for _ in range(copias)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Impressao:
    """One job: the document, the sizes of its pages in points, and a printer that nobody else holds."""

    documento: Documento
    paginas: Sequence[tuple[float, float]]
    impressora: QPrinter

    def imprimir(self, progresso: Callable[[int, int], None], cancelado: Callable[[], bool]) -> int:
        """Send the pages; return how many were sent, 0 when cancelled. For a worker's thread."""
        impressora = self.impressora
        pontos = min(impressora.resolution(), _PONTOS)
        numeros = paginas_escolhidas(impressora, len(self.paginas))
        pincel = QPainter()
        try:
            for feitas, numero in enumerate(numeros):
                if cancelado():
                    impressora.abort()
                    return 0
                self._virar(numero)
                if not pincel.isActive():
                    if not pincel.begin(impressora):
                        raise ErroDominio(
                            "A impressora não respondeu e nada foi impresso. "
                            "Confira se ela está ligada, ou salve o PDF."
                        )
                elif not impressora.newPage():
                    raise ErroDominio(
                        f"A impressora parou depois da página {numeros[feitas - 1] + 1}. Imprima de novo a partir dela."
                    )
                area = QRectF(impressora.paperRect(QPrinter.Unit.DevicePixel))
                imagem = self.documento.imagem(numero, pontos / 72)
                escala = min(area.width() / imagem.width(), area.height() / imagem.height())
                pincel.drawImage(QRectF(0, 0, imagem.width() * escala, imagem.height() * escala), imagem)
                progresso(feitas + 1, len(numeros))
        finally:
            if pincel.isActive():
                pincel.end()
        return len(numeros)

    def _virar(self, numero: int) -> None:
        largura, altura = self.paginas[numero]
        deitada = largura > altura
        orientacao = QPageLayout.Orientation.Landscape if deitada else QPageLayout.Orientation.Portrait
        self.impressora.setPageOrientation(orientacao)
