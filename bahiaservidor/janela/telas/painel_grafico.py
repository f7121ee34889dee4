"""Deadlines by month and kind: stacked bars, walked with the arrows, each opening the list behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ...estatuto.formatos.datas import MESES
from ...estatuto.tipos import TipoPrazo
from ..componentes.texto import como_dica
from ..modelos.prazos import numero, quantos
from ..tema import tokens

if TYPE_CHECKING:
    from ...servicos.tipos import BarraMes

_CORES: Final[dict[TipoPrazo, tuple[str, str]]] = {
    TipoPrazo.POSSE: ("#2a6fc9", "#6ea8f2"),
    TipoPrazo.EXERCICIO: ("#1d8a70", "#5cc9ab"),
    TipoPrazo.AVALIACAO_SEMESTRAL: ("#c98a1b", "#e3b558"),
    TipoPrazo.SUBMISSAO_AVALIACAO: ("#a8522f", "#dd8b66"),
    TipoPrazo.FIM_ESTAGIO: ("#7a4bb0", "#b08ae0"),
    TipoPrazo.ESTABILIDADE: ("#5b7f2b", "#9cc266"),
    TipoPrazo.APRESENTACAO: ("#4a6076", "#93a9bf"),
    TipoPrazo.COMPULSORIA: ("#b03a5b", "#e5829f"),
    TipoPrazo.RECONSIDERACAO_AVALIACAO: ("#8a6d3b", "#cdb07a"),
    TipoPrazo.DECISAO_RECONSIDERACAO: ("#6b5b95", "#a99bd0"),
    TipoPrazo.RECURSO_AVALIACAO: ("#35707f", "#7db9c8"),
}
"""Colour of each kind, on light and on dark; the legend and the reading line give the words."""

_MARGEM_ESQUERDA: Final = 44
_ALTURA_MESES: Final = 38
_ALTURA_LEITURA: Final = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Escolha:
    """A bar (``tipo`` None: the whole month) that somebody opened."""

    ano: int
    mes: int
    tipo: TipoPrazo | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mes:
    """One column: its kinds in the order of the statute, bottom first."""

    ano: int
    mes: int
    partes: tuple[tuple[TipoPrazo, int], ...]

    @property
    def total(self) -> int:
        """How many in the month."""
        return sum(quantidade for _, quantidade in self.partes)

    @property
    def nome(self) -> str:
        """The month in words."""
        return f"{MESES[self.mes - 1]} de {self.ano}"


def por_colunas(barras: Sequence[BarraMes]) -> tuple[Mes, ...]:
    """Return one column a month, without gaps between the first and the last."""
    contagem: dict[tuple[int, int], dict[TipoPrazo, int]] = {}
    for barra in barras:
        tipos = contagem.setdefault((barra.ano, barra.mes), {})
        tipos[barra.tipo] = tipos.get(barra.tipo, 0) + barra.quantidade
    if not contagem:
        return ()
    (ano, mes), fim = min(contagem), max(contagem)
    colunas = []
    while (ano, mes) <= fim:
        tipos = contagem.get((ano, mes), {})
        partes = tuple((tipo, tipos[tipo]) for tipo in TipoPrazo if tipos.get(tipo))
        colunas.append(Mes(ano=ano, mes=mes, partes=partes))
        ano, mes = (ano, mes + 1) if mes < 12 else (ano + 1, 1)
    return tuple(colunas)


def escala(maximo: int) -> tuple[int, int]:
    """Return (step, top) of the axis: about four lines, at round numbers."""
    if maximo <= 4:
        return 1, max(1, maximo)
    passo, base = 1, 1
    while True:
        for fator in (1, 2, 5):
            passo = fator * base
            if passo * 5 >= maximo:
                return passo, -(-maximo // passo) * passo
        base *= 10


class GraficoPrazos(QWidget):
    """←/→ walk the months, ↑/↓ the kinds inside one, Enter opens the list."""

    aberta = Signal(object)
    """An `Escolha`, by click or Enter."""

    def __init__(self, hoje: date, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self._hoje = hoje
        self._meses: tuple[Mes, ...] = ()
        self._tipos: tuple[TipoPrazo, ...] = ()
        self._coluna = -1
        self._parte = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(280, 190)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._dizer()

    # ------------------------------------------------------------ value

    def definir(self, barras: Sequence[BarraMes]) -> None:
        """Show these months."""
        self._meses = por_colunas(barras)
        presentes = {tipo for mes in self._meses for tipo, _ in mes.partes}
        self._tipos = tuple(tipo for tipo in TipoPrazo if tipo in presentes)
        self._coluna = min(self._coluna, len(self._meses) - 1)
        self._parte = -1
        self._dizer()
        self.update()

    def meses(self) -> tuple[Mes, ...]:
        """Return the columns shown."""
        return self._meses

    def escolha(self) -> Escolha | None:
        """Return the bar under the keyboard's cursor."""
        if not 0 <= self._coluna < len(self._meses):
            return None
        mes = self._meses[self._coluna]
        tipo = mes.partes[self._parte][0] if 0 <= self._parte < len(mes.partes) else None
        return Escolha(ano=mes.ano, mes=mes.mes, tipo=tipo)

    def leitura(self) -> str:
        """Return the cursor's bar in words, empty without one."""
        if not 0 <= self._coluna < len(self._meses):
            return ""
        mes = self._meses[self._coluna]
        nome = mes.nome.capitalize()
        if 0 <= self._parte < len(mes.partes):
            tipo, quantidade = mes.partes[self._parte]
            return f"{nome} — {tipo.rotulo}: {numero(quantidade)}"
        return f"{nome} — {quantos(mes.total, 'prazo', 'prazos')}"

    def _dizer(self) -> None:
        self.setAccessibleName("Prazos por mês e tipo")
        resumo = "; ".join(f"{m.nome}: {m.total}" for m in self._meses)
        self.setAccessibleDescription(self.leitura() or resumo or "Nenhum prazo nos próximos meses")

    # ------------------------------------------------------------ geometry

    def _altura_da_legenda(self) -> int:
        return self._linhas_da_legenda()[1]

    def _linhas_da_legenda(self) -> tuple[list[tuple[TipoPrazo, QRectF]], int]:
        metrica = self.fontMetrics()
        alto = metrica.height() + 6
        x, y, itens = 0.0, 0.0, []
        for tipo in self._tipos:
            largura = metrica.horizontalAdvance(tipo.rotulo) + 32
            if x and x + largura > self.width():
                x, y = 0.0, y + alto
            itens.append((tipo, QRectF(x, y, largura, alto)))
            x += largura
        return itens, int(y + alto) if itens else 0

    def _area(self) -> QRectF:
        topo = self._altura_da_legenda() + 28
        fundo = self.height() - _ALTURA_MESES - _ALTURA_LEITURA
        return QRectF(_MARGEM_ESQUERDA, topo, max(1, self.width() - _MARGEM_ESQUERDA - 4), max(1, fundo - topo))

    def retangulos(self, coluna: int) -> list[QRectF]:
        """Return where each part of a column is painted, bottom first."""
        area, mes = self._area(), self._meses[coluna]
        _, topo = escala(max(m.total for m in self._meses))
        passo = area.width() / len(self._meses)
        largura = min(46.0, passo * 0.62)
        x = area.left() + coluna * passo + (passo - largura) / 2
        y, resultado = area.bottom(), []
        for _, quantidade in mes.partes:
            altura = max(1.0, quantidade / topo * area.height())
            y -= altura
            resultado.append(QRectF(x, y, largura, altura))
        return resultado

    def _em(self, ponto: QPointF) -> tuple[int, int]:
        """Return (column, part) under a point; part -1 above or below the bar, column -1 outside."""
        area = self._area()
        if not self._meses or not area.left() <= ponto.x() <= area.right() or ponto.y() < area.top():
            return -1, -1
        coluna = min(len(self._meses) - 1, int((ponto.x() - area.left()) / area.width() * len(self._meses)))
        if ponto.y() > area.bottom() + _ALTURA_MESES:
            return -1, -1
        for parte, retangulo in enumerate(self.retangulos(coluna)):
            if retangulo.contains(ponto):
                return coluna, parte
        return coluna, -1

    def sizeHint(self) -> QSize:
        return QSize(560, 320)

    # ------------------------------------------------------------ painting

    def paintEvent(self, event: QPaintEvent) -> None:
        pincel = QPainter(self)
        pincel.setRenderHint(QPainter.RenderHint.Antialiasing)
        t = tokens(self)
        if not self._meses:
            pincel.setPen(t.cor("texto_suave"))
            pincel.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter, "Nenhum prazo nos próximos meses")
            pincel.end()
            return
        self._pintar_legenda(pincel)
        self._pintar_eixo(pincel)
        for coluna in range(len(self._meses)):
            self._pintar_coluna(pincel, coluna)
        pincel.setPen(t.cor("texto" if self.leitura() else "texto_suave"))
        rodape = QRectF(0, self.height() - _ALTURA_LEITURA, self.width(), _ALTURA_LEITURA)
        palavras = self.leitura() or "Clique numa barra, ou use as setas e Enter, para abrir a lista."
        pincel.drawText(rodape, Qt.AlignmentFlag.AlignVCenter, palavras)
        pincel.end()

    def _cor(self, tipo: TipoPrazo) -> QColor:
        return QColor(_CORES[tipo][1 if tokens(self).escuro else 0])

    def _pintar_legenda(self, pincel: QPainter) -> None:
        for tipo, caixa in self._linhas_da_legenda()[0]:
            pincel.setPen(Qt.PenStyle.NoPen)
            pincel.setBrush(self._cor(tipo))
            pincel.drawRoundedRect(QRectF(caixa.left(), caixa.center().y() - 5, 10, 10), 2, 2)
            pincel.setPen(tokens(self).cor("texto_suave"))
            pincel.drawText(caixa.adjusted(16, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, tipo.rotulo)

    def _pintar_eixo(self, pincel: QPainter) -> None:
        t, area = tokens(self), self._area()
        passo, topo = escala(max(m.total for m in self._meses))
        for valor in range(0, topo + 1, passo):
            y = area.bottom() - valor / topo * area.height()
            pincel.setPen(QPen(t.cor("borda_forte" if valor == 0 else "borda"), 1))
            pincel.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            pincel.setPen(t.cor("texto_suave"))
            caixa = QRectF(0, y - 10, _MARGEM_ESQUERDA - 8, 20)
            pincel.drawText(caixa, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, numero(valor))

    def _pintar_coluna(self, pincel: QPainter, coluna: int) -> None:
        t, area, mes = tokens(self), self._area(), self._meses[coluna]
        passo = area.width() / len(self._meses)
        caixa = QRectF(area.left() + coluna * passo, area.top() - 22, passo, area.height() + 22 + _ALTURA_MESES)
        cursor = coluna == self._coluna
        if cursor:
            pincel.setPen(QPen(t.cor("foco"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
            pincel.setBrush(t.cor("realce"))
            pincel.drawRoundedRect(caixa.adjusted(1, 1, -1, -1), 4, 4)
        retangulos = self.retangulos(coluna)
        for parte, ((tipo, _), retangulo) in enumerate(zip(mes.partes, retangulos, strict=True)):
            escolhida = cursor and parte == self._parte
            separa = QPen(t.cor("superficie"), 1) if retangulo.height() > 4 else Qt.PenStyle.NoPen
            pincel.setPen(QPen(t.cor("texto"), 2) if escolhida else separa)
            pincel.setBrush(self._cor(tipo))
            pincel.drawRect(retangulo)
        alto = retangulos[-1].top() if retangulos else area.bottom()
        if mes.total and passo >= pincel.fontMetrics().horizontalAdvance(numero(mes.total)):
            pincel.setPen(t.cor("texto"))
            pincel.drawText(QRectF(caixa.left(), alto - 18, passo, 16), Qt.AlignmentFlag.AlignCenter, numero(mes.total))
        hoje = (mes.ano, mes.mes) == (self._hoje.year, self._hoje.month)
        fonte = pincel.font()
        if hoje:
            negrito = pincel.font()
            negrito.setBold(True)
            pincel.setFont(negrito)
        pincel.setPen(t.cor("destaque" if hoje else "texto_suave"))
        rotulo = QRectF(caixa.left(), area.bottom() + 3, passo, 16)
        pincel.drawText(rotulo, Qt.AlignmentFlag.AlignCenter, MESES[mes.mes - 1][:3])
        pincel.setFont(fonte)
        if coluna == 0 or mes.mes == 1:
            pincel.setPen(t.cor("texto_apagado"))
            pincel.drawText(rotulo.translated(0, 16), Qt.AlignmentFlag.AlignCenter, str(mes.ano))

    # ------------------------------------------------------------ keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        tecla = Qt.Key(event.key())
        if not self._meses:
            super().keyPressEvent(event)
            return
        ultima = len(self._meses) - 1
        if tecla == Qt.Key.Key_Left:
            self._por_cursor(max(0, self._coluna - 1), -1)
        elif tecla == Qt.Key.Key_Right:
            self._por_cursor(min(ultima, self._coluna + 1), -1)
        elif tecla == Qt.Key.Key_Home:
            self._por_cursor(0, -1)
        elif tecla == Qt.Key.Key_End:
            self._por_cursor(ultima, -1)
        elif tecla == Qt.Key.Key_Up:
            coluna = max(0, self._coluna)
            self._por_cursor(coluna, min(len(self._meses[coluna].partes) - 1, self._parte + 1))
        elif tecla == Qt.Key.Key_Down:
            self._por_cursor(max(0, self._coluna), max(-1, self._parte - 1))
        elif tecla in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._abrir()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def _por_cursor(self, coluna: int, parte: int) -> None:
        if (coluna, parte) != (self._coluna, self._parte):
            self._coluna, self._parte = coluna, parte
            self._dizer()
            self.update()

    def _abrir(self) -> None:
        escolha = self.escolha()
        if escolha is not None and self._meses[self._coluna].total:
            self.aberta.emit(escolha)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._coluna < 0 and self._meses:
            atual = [i for i, m in enumerate(self._meses) if (m.ano, m.mes) == (self._hoje.year, self._hoje.month)]
            self._por_cursor(atual[0] if atual else 0, -1)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        coluna, parte = self._em(event.position())
        if event.button() == Qt.MouseButton.LeftButton and coluna >= 0:
            self._por_cursor(coluna, parte)
            self._abrir()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        dentro = self._em(event.position())[0] >= 0
        self.setCursor(Qt.CursorShape.PointingHandCursor if dentro else Qt.CursorShape.ArrowCursor)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            coluna, _ = self._em(QPointF(event.pos()))
            if coluna >= 0 and self._meses[coluna].total:
                mes = self._meses[coluna]
                linhas = [mes.nome.capitalize(), *(f"{tipo.rotulo}: {numero(n)}" for tipo, n in reversed(mes.partes))]
                QToolTip.showText(event.globalPos(), como_dica("\n".join(linhas)), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)
