"""The text that was read, with the stretch of each item coloured and signed by its situation in the margin."""

from __future__ import annotations

from bisect import bisect_right

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from ...servicos.tipos.diario import CampoLido, ItemDiario, LeituraAberta, TrechoIgnorado
from .. import icones
from ..componentes.texto import como_dica
from ..modelos.diario import SINAL_DO_ITEM, TOM_DO_ITEM
from ..tema import Tom, tokens

_MARGEM = 52
_FIGURA = 14
_BARRA = 3
"""Width of the bar beside the stretch chosen."""


class _Margem(QWidget):
    """Beside the text: the number of each item and the sign of its situation, where the item begins."""

    def __init__(self, dono: TextoDaLeitura) -> None:
        super().__init__(dono)
        self._dono = dono
        self.setAccessibleName("Situação de cada trecho")

    def sizeHint(self) -> QSize:
        return QSize(_MARGEM, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._dono.pintar_margem(self, event)


class TextoDaLeitura(QPlainTextEdit):
    """Read only. ``item_escolhido`` carries the item whose stretch the clerk put the cursor in, or selected."""

    item_escolhido = Signal(int)

    def __init__(self, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self.setReadOnly(True)
        self.setProperty("leitura", True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setAccessibleName("Texto do Diário Oficial")
        self._texto: str | None = None
        self._largas: list[int] = []
        self._itens: tuple[ItemDiario, ...] = ()
        self._ignorados: tuple[TrechoIgnorado, ...] = ()
        self._inicios: list[int] = []
        self._atual: ItemDiario | None = None
        self._campo: CampoLido | None = None
        self._movendo = False
        self._fundos: list[QTextEdit.ExtraSelection] = []
        self._margem = _Margem(self)
        self.setViewportMargins(_MARGEM, 0, 0, 0)
        self.updateRequest.connect(self._rolar_margem)
        self.cursorPositionChanged.connect(self._ao_mover)

    # ------------------------------------------------------------ showing

    def mostrar(self, aberta: LeituraAberta) -> None:
        """Show a reading; its text is only laid out again when it is another one."""
        if aberta.texto != self._texto:
            self._texto = aberta.texto
            # Qt counts a letter beyond the basic plane as two.
            self._largas = [n for n, letra in enumerate(aberta.texto) if ord(letra) > 0xFFFF]
            self._movendo = True
            self.setPlainText(aberta.texto)
            self._movendo = False
            self._atual = None
        self._itens = tuple(sorted(aberta.itens, key=lambda i: i.inicio))
        self._ignorados = aberta.ignorados
        self._inicios = [i.inicio for i in self._itens]
        if self._atual is not None:
            numero = self._atual.id
            self._atual = next((i for i in self._itens if i.id == numero), None)
        self._pintar_fundos()

    def escolher(self, item: ItemDiario | None) -> None:
        """Outline the stretch of an item and bring it into view."""
        if item is not None and self._atual is not None and item == self._atual:
            return
        self._atual, self._campo = item, None
        self._colorir()
        if item is not None:
            self._ir_para(item.inicio)

    def apontar(self, campo: CampoLido | None) -> None:
        """Underline where a datum was read."""
        self._campo = campo
        self._colorir()
        if campo is not None:
            self._ir_para(campo.inicio)

    def _ir_para(self, posicao: int) -> None:
        cursor = self.textCursor()
        self._movendo = True
        cursor.setPosition(self._qt(posicao))
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        self._movendo = False
        # The whole paragraph is read, not its first line alone at the foot of the view.
        visivel = self.cursorRect(cursor)
        if visivel.top() > self.viewport().height() * 2 // 3:
            self.centerCursor()

    def _qt(self, posicao: int) -> int:
        return posicao + bisect_right(self._largas, posicao - 1)

    def _python(self, posicao: int) -> int:
        largas = 0
        while largas < len(self._largas) and self._largas[largas] + largas < posicao:
            largas += 1
        return posicao - largas

    def _colorir(self) -> None:
        t = tokens(self)
        marcas = list(self._fundos)
        if self._atual is not None:
            marca = self._marca(self._atual.inicio, self._atual.fim, t.cor("selecao"))
            marcas.append(marca)
        if self._campo is not None:
            marca = self._marca(self._campo.inicio, self._campo.fim, t.cor("destaque"))
            marca.format.setForeground(t.cor("sobre_destaque"))
            marcas.append(marca)
        self.setExtraSelections(marcas)
        self._margem.update()

    def _pintar_fundos(self) -> None:
        """Make the colours of the items, which stay from one choice to the next."""
        t = tokens(self)
        marcas = []
        for item in self._itens:
            _, fundo = t.do_tom(TOM_DO_ITEM[item.situacao])
            marcas.append(self._marca(item.inicio, item.fim, fundo))
        apagada, _ = t.do_tom(Tom.APAGADO)
        for fora in self._ignorados:
            marca = self._marca(fora.inicio, fora.fim, None)
            marca.format.setForeground(apagada)
            marca.format.setFontItalic(True)
            marca.format.setToolTip(como_dica(f"Fora: {fora.motivo}"))
            marcas.append(marca)
        self._fundos = marcas
        self._colorir()

    def _marca(self, inicio: int, fim: int, fundo: QColor | None) -> QTextEdit.ExtraSelection:
        marca = QTextEdit.ExtraSelection()
        formato = QTextCharFormat()
        if fundo is not None:
            formato.setBackground(fundo)
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._qt(inicio))
        cursor.setPosition(self._qt(fim), QTextCursor.MoveMode.KeepAnchor)
        marca.cursor = cursor
        marca.format = formato
        return marca

    # ------------------------------------------------------------ choosing in the text

    def item_em(self, posicao: int) -> ItemDiario | None:
        """Return the item whose stretch has this position of the text."""
        numero = bisect_right(self._inicios, posicao) - 1
        if numero < 0 or posicao > self._itens[numero].fim:
            return None
        return self._itens[numero]

    def fora_em(self, posicao: int) -> TrechoIgnorado | None:
        """Return the stretch left out that has this position, None when there is none."""
        return next((f for f in self._ignorados if f.inicio <= posicao < f.fim), None)

    @Slot()
    def _ao_mover(self) -> None:
        if self._movendo:
            return
        cursor = self.textCursor()
        item = self.item_em(self._python(min(cursor.position(), cursor.anchor())))
        if item is not None and (self._atual is None or item.id != self._atual.id or item.ordem != self._atual.ordem):
            self.item_escolhido.emit(item.ordem)

    # ------------------------------------------------------------ the margin

    def pintar_margem(self, margem: QWidget, event: QPaintEvent) -> None:
        """Paint the sign of each item in view."""
        pincel = QPainter(margem)
        t = tokens(self)
        pincel.fillRect(event.rect(), t.cor("superficie"))
        pincel.setFont(self.font())
        altura = self.fontMetrics().height()
        bloco = self.firstVisibleBlock()
        primeiro = self._python(bloco.position())
        numero = max(0, bisect_right(self._inicios, primeiro) - 1)
        desvio = self.contentOffset()
        for item in self._itens[numero:]:
            bloco = self.document().findBlock(self._qt(item.inicio))
            onde = self.blockBoundingGeometry(bloco).translated(desvio)
            linha = bloco.layout().lineForTextPosition(self._qt(item.inicio) - bloco.position())
            topo = onde.top() + (linha.y() if linha.isValid() else 0)
            if topo > event.rect().bottom():
                break
            if topo + altura < event.rect().top():
                continue
            cor, _ = t.do_tom(TOM_DO_ITEM[item.situacao])
            escolhido = self._atual is not None and item.ordem == self._atual.ordem
            if escolhido:
                fim = self.document().findBlock(self._qt(item.fim))
                ate = self.blockBoundingGeometry(fim).translated(desvio).bottom()
                pincel.fillRect(QRectF(0, topo, _BARRA, ate - topo), t.cor("destaque"))
            meio = topo + (altura - _FIGURA) / 2
            icones.pintar(pincel, SINAL_DO_ITEM[item.situacao], QRectF(_MARGEM - 20, meio, _FIGURA, _FIGURA), cor)
            pincel.setPen(t.cor("texto") if escolhido else t.cor("texto_suave"))
            pincel.drawText(QRectF(4, topo, _MARGEM - 26, altura), Qt.AlignmentFlag.AlignRight, str(item.ordem))
        pincel.end()

    @Slot(QRect, int)
    def _rolar_margem(self, retangulo: QRect, dy: int) -> None:
        if dy:
            self._margem.scroll(0, dy)
        else:
            self._margem.update(0, retangulo.y(), _MARGEM, retangulo.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        dentro = self.contentsRect()
        self._margem.setGeometry(QRect(dentro.left(), dentro.top(), _MARGEM, dentro.height()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._texto is not None:
            self._pintar_fundos()
