"""Pages of a PDF: rendered off the interface's thread, painted when they come into view."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QScrollArea, QWidget

from ...documentos.pdfium import TRAVA
from ..operacoes import Executor
from ..tema import tokens

VAO = 16
"""Logical pixels between pages."""

PONTO = 96 / 72
"""Logical pixels in a point, at 100 %."""


class Documento:
    """A PDF in memory. Every method may be called from any thread."""

    def __init__(self, pdf: bytes) -> None:
        self._pdf = pdf
        self._aberto: Any = None
        self._fechado = False

    def tamanhos(self) -> tuple[tuple[float, float], ...]:
        """Return width and height of each page, in points."""
        with TRAVA:
            if self._fechado:
                return ()
            documento = self._abrir()
            return tuple(documento.get_page_size(n) for n in range(len(documento)))

    def imagem(self, pagina: int, escala: float) -> QImage:
        """Return a page as an image; ``escala`` is pixels in a point."""
        with TRAVA:
            if self._fechado:
                return QImage()
            folha = self._abrir()[pagina]
            mapa = folha.render(scale=escala, rev_byteorder=False, prefer_bgrx=True)
            # Qt does not keep the buffer alive: it must outlive the copy.
            pontos = bytes(mapa.buffer)
            emprestada = QImage(pontos, mapa.width, mapa.height, mapa.stride, QImage.Format.Format_RGB32)
            imagem = emprestada.copy()
            del emprestada, pontos
            mapa.close()
            folha.close()
        return imagem

    def fechar(self) -> None:
        """Forget the document; what is asked for afterwards is empty."""
        with TRAVA:
            self._fechado = True
            if self._aberto is not None:
                self._aberto.close()
                self._aberto = None

    def _abrir(self) -> Any:
        if self._aberto is None:
            import pypdfium2  # type: ignore[import-untyped]

            self._aberto = pypdfium2.PdfDocument(self._pdf)
            # Without it the stamps of signatures, which are fields, are not drawn.
            self._aberto.init_forms()
        return self._aberto


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pedido:
    folhas: Folhas
    pagina: int
    escala: float

    def ler(self) -> QImage:
        return self.folhas.documento.imagem(self.pagina, self.escala)

    def entregar(self, imagem: QImage) -> None:
        self.folhas._receber(self.pagina, self.escala, imagem)


class Folhas(QWidget):
    """All the pages, one below the other, at one zoom."""

    def __init__(self, documento: Documento, executor: Executor, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self.documento = documento
        self._executor = executor
        self._tamanhos: tuple[tuple[float, float], ...] = ()
        self._zoom = 1.0
        self._imagens: OrderedDict[int, tuple[float, QImage]] = OrderedDict()
        self._pedidas: dict[int, float] = {}

    def definir_tamanhos(self, tamanhos: tuple[tuple[float, float], ...]) -> None:
        """Take the sizes of the pages, in points."""
        self._tamanhos = tamanhos
        self._medir()

    def definir_zoom(self, zoom: float) -> None:
        """Use this zoom (1 = 100 %)."""
        self._zoom = zoom
        self._medir()

    def retangulo(self, pagina: int) -> QRect:
        """Return where a page is."""
        topo = VAO
        for numero, (largura, altura) in enumerate(self._tamanhos):
            tamanho = QSize(round(largura * PONTO * self._zoom), round(altura * PONTO * self._zoom))
            if numero == pagina:
                return QRect(QPoint(max(VAO, (self.width() - tamanho.width()) // 2), topo), tamanho)
            topo += tamanho.height() + VAO
        return QRect()

    def prontas(self) -> int:
        """Return how many pages have an image."""
        return len(self._imagens)

    def _medir(self) -> None:
        larguras = [largura * PONTO * self._zoom for largura, _ in self._tamanhos] or [0.0]
        alturas = [altura * PONTO * self._zoom + VAO for _, altura in self._tamanhos]
        self.setMinimumSize(round(max(larguras)) + 2 * VAO, round(sum(alturas)) + VAO)
        self.update()

    def _receber(self, pagina: int, escala: float, imagem: QImage) -> None:
        if self._pedidas.get(pagina) == escala:
            del self._pedidas[pagina]
        imagem.setDevicePixelRatio(self.devicePixelRatioF())
        self._imagens[pagina] = (escala, imagem)
        self._imagens.move_to_end(pagina)
        while len(self._imagens) > 12:
            self._imagens.popitem(last=False)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens(self)
        pincel = QPainter(self)
        pincel.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        escala = PONTO * self._zoom * self.devicePixelRatioF()
        visivel = event.rect()
        for pagina in range(len(self._tamanhos)):
            area = self.retangulo(pagina)
            if area.top() > visivel.bottom():
                break
            if not area.intersects(visivel):
                continue
            pincel.fillRect(area, Qt.GlobalColor.white)
            guardada = self._imagens.get(pagina)
            if guardada is not None:
                pincel.drawImage(area, guardada[1])
            if (guardada is None or guardada[0] != escala) and self._pedidas.get(pagina) != escala:
                self._pedidas[pagina] = escala
                pedido = _Pedido(folhas=self, pagina=pagina, escala=escala)
                self._executor.ler(self, pedido.ler, sucesso=pedido.entregar, chave=f"pagina {pagina}")
            pincel.setPen(QPen(t.cor("borda_forte")))
            pincel.drawRect(area.adjusted(-1, -1, 0, 0))
        pincel.end()


class Visor(QScrollArea):
    """Scrolls the pages; Ctrl and the wheel ask for another zoom."""

    zoom_pedido = Signal(int)
    """+1 closer, -1 farther."""
    pagina_mudou = Signal(int)

    def __init__(self, folhas: Folhas, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self.folhas = folhas
        self.setWidget(folhas)
        self.setWidgetResizable(True)
        self.setProperty("visor", True)
        self.setAccessibleName("Páginas do documento")
        self._pagina = 0
        self.verticalScrollBar().valueChanged.connect(self._rolou)

    def pagina(self) -> int:
        """Return the page at the top, from 0."""
        return self._pagina

    def ir_para(self, pagina: int) -> None:
        """Bring a page to the top."""
        area = self.folhas.retangulo(pagina)
        if not area.isNull():
            self.verticalScrollBar().setValue(area.top() - VAO)

    def wheelEvent(self, event: Any) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            passo = event.angleDelta().y()
            if passo:
                self.zoom_pedido.emit(1 if passo > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    @Slot(int)
    def _rolou(self, valor: int) -> None:
        meio = valor + self.viewport().height() // 3
        pagina = 0
        while True:
            area = self.folhas.retangulo(pagina + 1)
            if area.isNull() or area.top() > meio:
                break
            pagina += 1
        if pagina != self._pagina:
            self._pagina = pagina
            self.pagina_mudou.emit(pagina)
