"""Spending on personnel by quadrimestre against the three limits: a line of points, walked with the arrows."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ...estatuto.lrf import FaixaLrf, porcento
from ...servicos.tipos.lrf import QuadrimestreLrf
from ..componentes.texto import como_dica
from ..modelos.lrf import TONS
from ..tema import Tom, tokens

_ALTURA_LEITURA: Final = 26
_ALTURA_EIXO: Final = 40
_MARGEM: Final = 52
_RAIO: Final = 5.0

_LIMITES: Final = (
    ("maximo", "Máximo", Tom.PERIGO),
    ("prudencial", "Prudencial", Tom.ZONA),
    ("alerta", "Alerta", Tom.ATENCAO),
)


class GraficoLrf(QWidget):
    """←/→ walk the quadrimestres, Enter opens the figures of one."""

    aberto = Signal(int)
    """The id of the entry opened by click or Enter."""
    percorrido = Signal(int)
    """The id of the entry under the cursor."""

    def __init__(self, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self._pontos: tuple[QuadrimestreLrf, ...] = ()
        self._cursor = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(320, 196)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._dizer()

    # ------------------------------------------------------------ value

    def definir(self, quadrimestres: Sequence[QuadrimestreLrf]) -> None:
        """Show these, the oldest at the left."""
        self._pontos = tuple(sorted(quadrimestres, key=lambda q: q.fim))
        self._cursor = min(self._cursor, len(self._pontos) - 1)
        self._dizer()
        self.update()

    def escolher(self, id_: int | None) -> None:
        """Put the cursor on an entry, without telling anybody."""
        achado = next((n for n, q in enumerate(self._pontos) if q.numeros.id == id_), -1)
        if achado != self._cursor:
            self._cursor = achado
            self._dizer()
            self.update()

    def leitura(self) -> str:
        """Return the cursor's point in words, empty without one."""
        if not 0 <= self._cursor < len(self._pontos):
            return ""
        q = self._pontos[self._cursor]
        return f"{q.nome}: {porcento(q.percentual)} da RCL — {q.faixa.rotulo.lower()} {self._folga(q)}"

    @staticmethod
    def _folga(q: QuadrimestreLrf) -> str:
        """Return how far the figure is from the next limit, or above the one it passed."""
        if q.faixa is FaixaLrf.MAXIMO:
            return f"(de {porcento(q.limites.maximo)})."
        if q.faixa is FaixaLrf.PRUDENCIAL:
            return f"(de {porcento(q.limites.prudencial)})."
        falta = f"{q.limites.prudencial - q.percentual:.2f}".replace(".", ",")
        return f"(faltam {falta} pontos para o prudencial)."

    def _dizer(self) -> None:
        self.setAccessibleName("Despesa com pessoal por quadrimestre, contra os limites da LRF")
        resumo = "; ".join(f"{q.nome}: {porcento(q.percentual)}, {q.faixa.rotulo.lower()}" for q in self._pontos)
        self.setAccessibleDescription(self.leitura() or resumo or "Nenhum quadrimestre registrado")

    # ------------------------------------------------------------ geometry

    def _area(self) -> QRectF:
        direita = self.fontMetrics().horizontalAdvance("Prudencial 46,55 %") + 14
        alto = self.height() - _ALTURA_EIXO - _ALTURA_LEITURA - 16
        return QRectF(_MARGEM, 16, max(1, self.width() - _MARGEM - direita), max(1, alto))

    def faixa_do_eixo(self) -> tuple[Decimal, Decimal]:
        """Return the lowest and the highest percentage drawn: the figures and the lines, with room around them."""
        valores = [q.percentual for q in self._pontos]
        for q in self._pontos:
            valores += [q.limites.alerta, q.limites.maximo]
        baixo, alto = min(valores), max(valores)
        folga = max(Decimal(1), (alto - baixo) / 8)
        return max(Decimal(0), baixo - folga), alto + folga

    def _y(self, valor: Decimal) -> float:
        area = self._area()
        baixo, alto = self.faixa_do_eixo()
        return area.bottom() - float((valor - baixo) / (alto - baixo)) * area.height()

    def _x(self, coluna: int) -> float:
        area = self._area()
        return area.left() + area.width() * (coluna + 0.5) / len(self._pontos)

    def ponto(self, coluna: int) -> QPointF:
        """Return where a point is painted."""
        return QPointF(self._x(coluna), self._y(self._pontos[coluna].percentual))

    def _em(self, ponto: QPointF) -> int:
        area = self._area()
        if not self._pontos or not area.adjusted(0, -16, 0, _ALTURA_EIXO).contains(ponto):
            return -1
        return min(len(self._pontos) - 1, int((ponto.x() - area.left()) / area.width() * len(self._pontos)))

    def sizeHint(self) -> QSize:
        return QSize(640, 196)

    # ------------------------------------------------------------ painting

    def paintEvent(self, event: QPaintEvent) -> None:
        pincel = QPainter(self)
        pincel.setRenderHint(QPainter.RenderHint.Antialiasing)
        t = tokens(self)
        if not self._pontos:
            pincel.setPen(t.cor("texto_suave"))
            pincel.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter, "Nenhum quadrimestre registrado")
            pincel.end()
            return
        self._pintar_cursor(pincel)
        self._pintar_eixo(pincel)
        self._pintar_limites(pincel)
        self._pintar_pontos(pincel)
        pincel.setPen(t.cor("texto" if self.leitura() else "texto_suave"))
        rodape = QRectF(0, self.height() - _ALTURA_LEITURA, self.width(), _ALTURA_LEITURA)
        palavras = self.leitura() or "Use as setas para percorrer e Enter para abrir os números."
        pincel.drawText(rodape, Qt.AlignmentFlag.AlignVCenter, palavras)
        pincel.end()

    def _pintar_eixo(self, pincel: QPainter) -> None:
        t, area = tokens(self), self._area()
        baixo, alto = self.faixa_do_eixo()
        passo = 1 if alto - baixo <= 8 else 2 if alto - baixo <= 16 else 5 if alto - baixo <= 40 else 20
        valor = int(baixo) + passo - int(baixo) % passo if int(baixo) % passo or baixo > int(baixo) else int(baixo)
        while valor <= alto:
            y = self._y(Decimal(valor))
            pincel.setPen(QPen(t.cor("borda"), 1))
            pincel.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            pincel.setPen(t.cor("texto_suave"))
            caixa = QRectF(0, y - 10, _MARGEM - 8, 20)
            pincel.drawText(caixa, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, f"{valor} %")
            valor += passo
        pincel.setPen(QPen(t.cor("borda_forte"), 1))
        pincel.drawLine(area.bottomLeft(), area.bottomRight())

    def _pintar_limites(self, pincel: QPainter) -> None:
        t, area = tokens(self), self._area()
        largura = area.width() / len(self._pontos)
        ocupados: list[float] = []
        for chave, rotulo, tom in _LIMITES:
            cor, _ = t.do_tom(tom)
            pincel.setPen(QPen(cor, 1.5, Qt.PenStyle.DashLine))
            linha = QPolygonF()
            for coluna, q in enumerate(self._pontos):
                y = self._y(getattr(q.limites, chave))
                esquerda = area.left() + coluna * largura
                linha.append(QPointF(esquerda, y))
                linha.append(QPointF(esquerda + largura, y))
            pincel.drawPolyline(linha)
            valor: Decimal = getattr(self._pontos[-1].limites, chave)
            alto = pincel.fontMetrics().height()
            y = self._y(valor)
            while any(abs(y - outro) < alto for outro in ocupados):
                y += 2
            ocupados.append(y)
            pincel.setPen(cor)
            caixa = QRectF(area.right() + 8, y - alto / 2, self.width() - area.right() - 8, alto)
            pincel.drawText(caixa, Qt.AlignmentFlag.AlignVCenter, f"{rotulo} {porcento(valor)}")

    def _pintar_cursor(self, pincel: QPainter) -> None:
        t, area = tokens(self), self._area()
        if 0 <= self._cursor < len(self._pontos):
            largura = area.width() / len(self._pontos)
            caixa = QRectF(area.left() + self._cursor * largura, area.top(), largura, area.height() + _ALTURA_EIXO)
            pincel.setPen(QPen(t.cor("foco"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
            pincel.setBrush(t.cor("realce"))
            pincel.drawRoundedRect(caixa.adjusted(1, 1, -1, -1), 4, 4)

    def _pintar_pontos(self, pincel: QPainter) -> None:
        t, area = tokens(self), self._area()
        largura = area.width() / len(self._pontos)
        pincel.setBrush(Qt.BrushStyle.NoBrush)
        pincel.setPen(QPen(t.cor("texto_suave"), 2))
        pincel.drawPolyline(QPolygonF([self.ponto(n) for n in range(len(self._pontos))]))
        metrica = pincel.fontMetrics()
        # Names are dropped where they would not fit: each is still read under the cursor.
        salto = max(1, int(metrica.horizontalAdvance("0º/0000") // max(largura, 1)) + 1)
        for coluna, q in enumerate(self._pontos):
            ponto = self.ponto(coluna)
            self._pintar_ponto(pincel, ponto, TONS[q.faixa], q.faixa)
            if largura >= metrica.horizontalAdvance("00,00") + 4:
                texto = f"{q.percentual:.2f}".replace(".", ",")
                ocupa = metrica.horizontalAdvance(texto) + 4
                acima = QRectF(ponto.x() - ocupa / 2, ponto.y() - 25, ocupa, 17)
                # A line behind the number would make it another number.
                pincel.fillRect(acima, t.cor("realce" if coluna == self._cursor else "superficie"))
                pincel.setPen(t.cor("texto"))
                pincel.drawText(acima, Qt.AlignmentFlag.AlignCenter, texto)
            if coluna % salto == 0:
                pincel.setPen(t.cor("texto_suave"))
                abaixo = QRectF(ponto.x() - largura * salto / 2, area.bottom() + 6, largura * salto, 18)
                pincel.drawText(abaixo, Qt.AlignmentFlag.AlignCenter, f"{q.numeros.quadrimestre}º/{q.numeros.ano}")

    def _pintar_ponto(self, pincel: QPainter, em: QPointF, tom: Tom, faixa: FaixaLrf) -> None:
        """Paint a mark: its shape says the band too, for who does not tell the colours apart."""
        t = tokens(self)
        cor, _ = t.do_tom(tom)
        pincel.setPen(QPen(t.cor("superficie"), 1.5))
        pincel.setBrush(cor)
        r = _RAIO
        if faixa in (FaixaLrf.ABAIXO, FaixaLrf.ALERTA):
            pincel.drawEllipse(em, r, r)
        elif faixa is FaixaLrf.PRUDENCIAL:
            pincel.drawPolygon(QPolygonF([em + QPointF(0, -r - 2), em + QPointF(r + 1, r), em + QPointF(-r - 1, r)]))
        else:
            pincel.drawRect(QRectF(em.x() - r, em.y() - r, 2 * r, 2 * r))

    # ------------------------------------------------------------ keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        tecla = Qt.Key(event.key())
        passos = {Qt.Key.Key_Left: self._cursor - 1, Qt.Key.Key_Right: self._cursor + 1, Qt.Key.Key_Home: 0,
                  Qt.Key.Key_End: len(self._pontos) - 1}  # fmt: skip
        if self._pontos and tecla in passos:
            self._por_cursor(min(max(0, passos[tecla]), len(self._pontos) - 1))
        elif self._pontos and tecla in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._abrir()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def _por_cursor(self, coluna: int) -> None:
        if coluna != self._cursor and 0 <= coluna < len(self._pontos):
            self._cursor = coluna
            self._dizer()
            self.update()
            self.percorrido.emit(self._pontos[coluna].numeros.id or 0)

    def _abrir(self) -> None:
        if 0 <= self._cursor < len(self._pontos):
            self.aberto.emit(self._pontos[self._cursor].numeros.id or 0)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._cursor < 0:
            self._por_cursor(len(self._pontos) - 1)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._por_cursor(self._em(event.position()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._em(event.position()) >= 0:
            self._abrir()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            coluna = self._em(QPointF(event.pos()))
            if coluna >= 0:
                q = self._pontos[coluna]
                linhas = (q.nome, f"{porcento(q.percentual)} da RCL — {q.faixa.rotulo.lower()}")
                QToolTip.showText(event.globalPos(), como_dica("\n".join(linhas)), self)
                return True
            QToolTip.hideText()
        return super().event(event)
