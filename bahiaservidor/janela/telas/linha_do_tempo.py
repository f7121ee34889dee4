"""The timeline of a file: acts as marks, periods as bars, deadlines ahead, today as a line."""

from __future__ import annotations

from datetime import date, timedelta
from html import escape

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from ..componentes.texto import como_dica
from ..tema import Tokens, tokens
from .linha_desenho import MAIOR_ESCALA, MENOR_ESCALA, Barra, Faixa, Ponto, Quadro, graduacoes, nivelar
from .linha_pintura import RAIO, pintar_barra, pintar_ponto

_NIVEIS = 4
_MARGEM = 28.0
_LARGURA_ROTULO = 200.0


class LinhaDoTempo(QAbstractScrollArea):
    """Wheel, + and - zoom; ← and → walk the marks; 0 shows everything; dragging or Shift+wheel moves in time."""

    selecionado = Signal(object)
    """The current `Ponto`, or None."""
    aberto = Signal(object)
    """The `Ponto` opened by Enter or double click."""

    def __init__(self, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self._quadro: Quadro | None = None
        self._pontos: tuple[Ponto, ...] = ()
        self._atual = -1
        self._escala = 1.0
        self._ajustada = True
        self._arrasto: tuple[float, int] | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.setMinimumHeight(220)
        self.setAccessibleName("Linha do tempo")
        self.setAccessibleDescription("Use as setas para percorrer os atos e os prazos.")

    # ------------------------------------------------------------ content

    def definir(self, quadro: Quadro | None) -> None:
        """Draw this; the mark selected stays so when it is still there."""
        antes = self.ponto_atual()
        self._quadro = quadro
        self._pontos = quadro.pontos if quadro is not None else ()
        self._atual = self._pontos.index(antes) if antes in self._pontos else -1
        if self._ajustada:
            self.mostrar_tudo()
        else:
            self._rever_barras()
        self.viewport().update()

    def ponto_atual(self) -> Ponto | None:
        """Return the mark selected."""
        return self._pontos[self._atual] if 0 <= self._atual < len(self._pontos) else None

    def selecionar(self, indice: int) -> None:
        """Select a mark by its position in time and bring it into view; -1 selects none."""
        if indice == self._atual or not -1 <= indice < len(self._pontos):
            return
        self._atual = indice
        ponto = self.ponto_atual()
        if ponto is not None:
            self._trazer(ponto.data)
            self.setAccessibleDescription(ponto.texto.replace("\n", ". "))
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        self.viewport().update()
        self.selecionado.emit(ponto)

    # ------------------------------------------------------------ scale

    @property
    def escala(self) -> float:
        """Logical pixels per day."""
        return self._escala

    def mostrar_tudo(self) -> None:
        """Fit everything up to the near deadlines."""
        self._ajustada = True
        if self._quadro is None:
            return
        dias = max(30, (self._quadro.vista_ate - self._quadro.primeiro).days)
        util = max(120.0, self.viewport().width() - 2 * _MARGEM - min(190.0, self.viewport().width() / 4))
        self._escala = min(7.0, max(MENOR_ESCALA, util / dias))
        self._rever_barras()
        self.horizontalScrollBar().setValue(0)
        self.viewport().update()

    def aproximar(self, fator: float, x: float | None = None) -> None:
        """Zoom around a point of the view (default: the mark selected, or the middle)."""
        if self._quadro is None:
            return
        if x is None:
            ponto = self.ponto_atual()
            x = self._x(ponto.data) if ponto is not None else self.viewport().width() / 2
        dia = (x + self.horizontalScrollBar().value() - _MARGEM) / self._escala
        nova = min(MAIOR_ESCALA, max(MENOR_ESCALA, self._escala * fator))
        if nova == self._escala:
            return
        self._ajustada = False
        self._escala = nova
        self._rever_barras()
        self.horizontalScrollBar().setValue(round(dia * nova + _MARGEM - x))
        self.viewport().update()

    def _x(self, dia: date) -> float:
        assert self._quadro is not None
        dias = (dia - self._quadro.primeiro).days
        return _MARGEM + dias * self._escala - self.horizontalScrollBar().value()

    def _dia(self, x: float) -> date:
        assert self._quadro is not None
        dias = (x + self.horizontalScrollBar().value() - _MARGEM) / self._escala
        return self._quadro.primeiro + timedelta(days=round(max(-3650.0, min(dias, 73000.0))))

    def _trazer(self, dia: date) -> None:
        x, largura = self._x(dia), self.viewport().width()
        if x < _MARGEM or x > largura - 120:
            barra = self.horizontalScrollBar()
            barra.setValue(round(barra.value() + x - largura / 2))

    def _rever_barras(self) -> None:
        if self._quadro is None:
            self.horizontalScrollBar().setRange(0, 0)
            self.verticalScrollBar().setRange(0, 0)
            return
        largura = self.viewport().width()
        dias = (self._quadro.ultimo - self._quadro.primeiro).days
        total = dias * self._escala + 2 * _MARGEM + _LARGURA_ROTULO
        self.horizontalScrollBar().setRange(0, max(0, round(total - largura)))
        self.horizontalScrollBar().setPageStep(largura)
        self.horizontalScrollBar().setSingleStep(40)
        altura = sum(self._altura(faixa) for faixa in self._quadro.faixas) + self._altura_eixo()
        self.verticalScrollBar().setRange(0, max(0, round(altura - self.viewport().height())))
        self.verticalScrollBar().setPageStep(self.viewport().height())
        self.verticalScrollBar().setSingleStep(24)

    # ------------------------------------------------------------ geometry

    def altura_do_conteudo(self) -> int:
        """Return the height that shows every lane without scrolling, in logical pixels."""
        faixas = self._quadro.faixas if self._quadro is not None else ()
        altura = sum(self._altura(faixa) for faixa in faixas) + self._altura_eixo()
        return max(220, round(altura) + self.horizontalScrollBar().sizeHint().height() + 12)

    def _passo(self) -> float:
        return float(self.fontMetrics().height() + 3)

    def _altura_eixo(self) -> float:
        return self._passo() + 14

    def _altura_titulo(self, faixa: Faixa) -> float:
        return self._passo() + 4 if faixa.titulo else 0.0

    def _altura(self, faixa: Faixa) -> float:
        return self._altura_titulo(faixa) + _NIVEIS * self._passo() + 26 + faixa.linhas * (self._passo() + 4) + 12

    def _tetos(self) -> list[tuple[Faixa, float]]:
        assert self._quadro is not None
        topo = -float(self.verticalScrollBar().value()) + 6
        resultado = []
        for faixa in self._quadro.faixas:
            resultado.append((faixa, topo))
            topo += self._altura(faixa)
        return resultado

    def _y_marcas(self, faixa: Faixa, topo: float) -> float:
        return topo + self._altura_titulo(faixa) + _NIVEIS * self._passo() + 10

    def _retangulo(self, barra: Barra, faixa: Faixa, topo: float) -> QRectF:
        assert self._quadro is not None
        y = self._y_marcas(faixa, topo) + 16 + barra.linha * (self._passo() + 4)
        x = self._x(barra.inicio)
        fim = barra.fim if barra.fim is not None else max(self._quadro.hoje, barra.inicio)
        return QRectF(x, y, max(3.0, self._x(fim) - x), self._passo())

    def _em(self, onde: QPointF) -> Ponto | Barra | None:
        """Return what lies under a point of the view, marks first."""
        if self._quadro is None:
            return None
        for faixa, topo in self._tetos():
            y = self._y_marcas(faixa, topo)
            perto = [p for p in faixa.pontos if abs(self._x(p.data) - onde.x()) <= RAIO + 4]
            if perto and abs(y - onde.y()) <= RAIO + 6:
                return min(perto, key=lambda p: abs(self._x(p.data) - onde.x()))
            for barra in faixa.barras:
                if self._retangulo(barra, faixa, topo).contains(onde):
                    return barra
        return None

    # ------------------------------------------------------------ painting

    def paintEvent(self, event: QPaintEvent) -> None:
        pincel = QPainter(self.viewport())
        pincel.setRenderHint(QPainter.RenderHint.Antialiasing)
        t = tokens(self)
        area = QRectF(self.viewport().rect())
        pincel.fillRect(area, t.cor("superficie"))
        if self._quadro is None:
            return
        base = area.height() - self._altura_eixo()
        self._pintar_grade(pincel, t, base)
        pincel.save()
        pincel.setClipRect(QRectF(0, 0, area.width(), base))
        for faixa, topo in self._tetos():
            self._pintar_faixa(pincel, t, faixa, topo)
        pincel.restore()
        self._pintar_hoje(pincel, t, base)

    def _pintar_grade(self, pincel: QPainter, t: Tokens, base: float) -> None:
        largura = self.viewport().width()
        pincel.setPen(QPen(t.cor("borda_forte"), 1))
        pincel.drawLine(QPointF(0, base), QPointF(largura, base))
        assert self._quadro is not None
        hoje = self._x(self._quadro.hoje)
        longe_de_hoje = self.fontMetrics().horizontalAdvance("hoje") + 12
        for graduacao in graduacoes(self._dia(-60), self._dia(largura + 60), self._escala):
            x = self._x(graduacao.dia)
            pincel.setPen(QPen(t.cor("borda"), 1))
            pincel.drawLine(QPointF(x, 0), QPointF(x, base + (6 if graduacao.forte else 4)))
            largura_rotulo = self.fontMetrics().horizontalAdvance(graduacao.rotulo)
            if x + largura_rotulo + 10 > hoje - longe_de_hoje / 2 and x < hoje + longe_de_hoje / 2:
                continue  # the flag of today is written there
            if x + 4 < 0 or x + 4 + largura_rotulo > largura:
                continue  # half a year is no year
            pincel.setPen(t.cor("texto" if graduacao.forte else "texto_suave"))
            pincel.drawText(QPointF(x + 4, base + self.fontMetrics().ascent() + 4), graduacao.rotulo)

    def _pintar_hoje(self, pincel: QPainter, t: Tokens, base: float) -> None:
        assert self._quadro is not None
        x = self._x(self._quadro.hoje)
        cor = t.cor("tom_perigo")
        pincel.setPen(QPen(cor, 1.5))
        pincel.drawLine(QPointF(x, 0), QPointF(x, base))
        metrica = QFontMetricsF(self.font())
        caixa = QRectF(x - metrica.horizontalAdvance("hoje") / 2 - 6, base + 3, metrica.horizontalAdvance("hoje") + 12,
                       metrica.height() + 2)  # fmt: skip
        pincel.setPen(Qt.PenStyle.NoPen)
        pincel.setBrush(t.cor("tom_perigo_fundo"))
        pincel.drawRoundedRect(caixa, caixa.height() / 2, caixa.height() / 2)
        pincel.setPen(cor)
        pincel.drawText(caixa, Qt.AlignmentFlag.AlignCenter, "hoje")

    def _pintar_faixa(self, pincel: QPainter, t: Tokens, faixa: Faixa, topo: float) -> None:
        largura = self.viewport().width()
        metrica = QFontMetricsF(self.font())
        if faixa.titulo:
            pincel.setPen(t.cor("texto_suave"))
            titulo = metrica.elidedText(faixa.titulo, Qt.TextElideMode.ElideRight, largura - 24)
            pincel.drawText(QPointF(12, topo + metrica.ascent() + 2), titulo)
        y = self._y_marcas(faixa, topo)
        pincel.setPen(QPen(t.cor("borda_forte"), 1.5))
        pincel.drawLine(QPointF(0, y), QPointF(largura, y))
        for barra in faixa.barras:
            pintar_barra(pincel, t, barra, self._retangulo(barra, faixa, topo), QRectF(self.viewport().rect()))
        xs = [self._x(p.data) for p in faixa.pontos]
        # Near the right edge a label says by its reticence that it goes on; nearer still it is pulled back.
        cabem = [min(_LARGURA_ROTULO, largura - x - 8) if 0 <= x <= largura - 80 else _LARGURA_ROTULO for x in xs]
        rotulos = [
            metrica.elidedText(p.rotulo, Qt.TextElideMode.ElideRight, cabe)
            for p, cabe in zip(faixa.pontos, cabem, strict=True)
        ]
        larguras = [metrica.horizontalAdvance(r) + 6 for r in rotulos]
        escritos = [min(x, max(0.0, largura - w)) if x <= largura else x for x, w in zip(xs, larguras, strict=True)]
        niveis = nivelar(escritos, larguras, _NIVEIS)
        for ponto, x, escrito, rotulo, nivel in zip(faixa.pontos, xs, escritos, rotulos, niveis, strict=True):
            if -_LARGURA_ROTULO <= x <= largura + 20:
                pintar_ponto(
                    pincel, t, ponto, QPointF(x, y), rotulo=rotulo, escrito=escrito,
                    escolhido=ponto is self.ponto_atual(),
                    altura=y - 10 - nivel * self._passo() if nivel >= 0 else None,
                    ate=self._x(ponto.ate) if ponto.ate is not None else None,
                )  # fmt: skip

    # ------------------------------------------------------------ Qt

    def sizeHint(self) -> QSize:
        if self._quadro is None:
            return QSize(720, 260)
        return QSize(720, min(520, self.altura_do_conteudo()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._ajustada:
            self.mostrar_tudo()
        else:
            self._rever_barras()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        tecla, shift = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        barra = self.horizontalScrollBar()
        if tecla in (Qt.Key.Key_Left, Qt.Key.Key_Right) and shift:
            barra.setValue(barra.value() + (80 if tecla == Qt.Key.Key_Right else -80))
        elif tecla == Qt.Key.Key_Right:
            self.selecionar(min(self._atual + 1, len(self._pontos) - 1))
        elif tecla == Qt.Key.Key_Left:
            self.selecionar(max(self._atual - 1, 0) if self._pontos else -1)
        elif tecla == Qt.Key.Key_Home:
            self.selecionar(0)
        elif tecla == Qt.Key.Key_End:
            self.selecionar(len(self._pontos) - 1)
        elif tecla in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.aproximar(1.4)
        elif tecla == Qt.Key.Key_Minus:
            self.aproximar(1 / 1.4)
        elif tecla == Qt.Key.Key_0:
            self.mostrar_tudo()
        elif tecla in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.ponto_atual() is not None:
            self.aberto.emit(self.ponto_atual())
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        passo = event.angleDelta().y() or event.angleDelta().x()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            barra = self.horizontalScrollBar()
            barra.setValue(barra.value() - passo)
        elif passo:
            self.aproximar(1.2 ** (passo / 120), event.position().x())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        achado = self._em(event.position())
        if isinstance(achado, Ponto):
            self.selecionar(self._pontos.index(achado))
        self._arrasto = (event.position().x(), self.horizontalScrollBar().value())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._arrasto is not None and event.buttons() & Qt.MouseButton.LeftButton:
            inicio, valor = self._arrasto
            self.horizontalScrollBar().setValue(round(valor + inicio - event.position().x()))
            return
        mao = isinstance(self._em(event.position()), Ponto)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if mao else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._arrasto = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        achado = self._em(event.position())
        if isinstance(achado, Ponto):
            self.aberto.emit(achado)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._atual < 0 and self._pontos and event.reason() in (
            Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason
        ):  # fmt: skip
            self.selecionar(0)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            achado = self._em(QPointF(event.pos()))
            if achado is None:
                QToolTip.hideText()
            else:
                # Escaped: what is not marked as rich text would be read as such if a name looked like it.
                dica = f"<p style='white-space:pre-wrap'>{escape(achado.texto)}</p>"
                QToolTip.showText(event.globalPos(), como_dica(dica), self.viewport())
            return True
        return super().viewportEvent(event)
