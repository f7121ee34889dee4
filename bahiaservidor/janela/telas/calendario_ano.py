"""The year at a glance: twelve months drawn, each day with what it is, walked by the arrow keys."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ...estatuto.formatos.datas import MESES, formatar_data
from ..componentes.texto import como_dica
from ..modelos.calendario import TONS, LinhaDia
from ..tema import Tokens, tokens

DIAS_DA_SEMANA = ("segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "sábado", "domingo")

_COLUNA = 7
_VAO = 20
_CELULA_MINIMA = 25
_CELULA_MAXIMA = 38
_UM_DIA = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Medidas:
    colunas: int
    celula: float
    largura_mes: float
    altura_mes: float
    titulo: float
    semana: float
    esquerda: float


class AnoDesenhado(QWidget):
    """Twelve months; one day is current. ←→ walk a day, ↑↓ a week, PgUp and PgDn a month, Enter opens."""

    dia_atual_mudou = Signal(object)
    """The current day (date)."""
    dia_aberto = Signal(object)
    """The day (date) on which Enter or a double click fell."""
    ano_pedido = Signal(int)
    """The year the arrows walked into."""

    def __init__(self, ano: int, hoje: date, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self._ano = ano
        self._hoje = hoje
        self._atual = hoje if hoje.year == ano else date(ano, 1, 1)
        self._marcas: dict[date, tuple[LinhaDia, ...]] = {}
        self._medidas: tuple[tuple[float, int], _Medidas] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Calendário do ano")
        politica = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        politica.setHeightForWidth(True)
        self.setSizePolicy(politica)
        self._descrever()

    # ------------------------------------------------------------ value

    def ano(self) -> int:
        """Return the year shown."""
        return self._ano

    def dia_atual(self) -> date:
        """Return the current day."""
        return self._atual

    def definir_ano(self, ano: int) -> None:
        """Show another year; the current day keeps its month and number where it exists."""
        if ano == self._ano:
            return
        self._ano = ano
        self._marcas = {}
        ultimo = monthrange(ano, self._atual.month)[1]
        if self._atual.year != ano:
            self._fixar(date(ano, self._atual.month, min(self._atual.day, ultimo)))
        self.update()

    def definir_marcas(self, marcas: Sequence[LinhaDia]) -> None:
        """Draw these days; a day may have more than one reason."""
        juntas: dict[date, list[LinhaDia]] = {}
        for marca in marcas:
            juntas.setdefault(marca.data, []).append(marca)
        self._marcas = {dia: tuple(lista) for dia, lista in juntas.items()}
        self._descrever()
        self.update()

    def marcas_do_dia(self, dia: date) -> tuple[LinhaDia, ...]:
        """Return what is known of a day."""
        return self._marcas.get(dia, ())

    def ir_para(self, dia: date) -> None:
        """Make a day current; one of another year asks for that year."""
        if dia.year != self._ano:
            self._atual = dia
            self.ano_pedido.emit(dia.year)
        self._fixar(dia)

    def descricao_do_dia(self, dia: date) -> str:
        """Return a day in words, with the reasons for which it has no expediente."""
        marcas = "; ".join(m.palavras for m in self.marcas_do_dia(dia))
        estado = marcas or ("fim de semana, sem expediente" if dia.weekday() >= 5 else "dia útil")
        quando = ", hoje" if dia == self._hoje else ""
        return f"{formatar_data(dia)}, {DIAS_DA_SEMANA[dia.weekday()]}{quando}: {estado}"

    def _fixar(self, dia: date) -> None:
        antes, self._atual = self._atual, dia
        self._descrever()
        for mudado in (antes, dia):
            # Only the months of the two days are drawn again.
            if mudado.year == self._ano:
                self.update(self.retangulo(mudado).toAlignedRect())
        self.dia_atual_mudou.emit(dia)

    def _descrever(self) -> None:
        self.setAccessibleDescription(self.descricao_do_dia(self._atual))

    # ------------------------------------------------------------ geometry

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, largura: int) -> int:
        m = self._medir(largura)
        linhas = -(-12 // m.colunas)
        return int(linhas * m.altura_mes + (linhas - 1) * 12 + 8)

    def sizeHint(self) -> QSize:
        largura = int(3 * _COLUNA * 32 + 2 * _VAO)
        return QSize(largura, self.heightForWidth(largura))

    def minimumSizeHint(self) -> QSize:
        return QSize(int(_COLUNA * _CELULA_MINIMA) + 8, 200)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # A scroll area asks for the minimum height, not for the height of a width.
        self.setMinimumHeight(self.heightForWidth(self.width()))

    def _medir(self, largura: float) -> _Medidas:
        chave = (largura, self.fontMetrics().height())
        if self._medidas is None or self._medidas[0] != chave:
            self._medidas = (chave, self._calcular(*chave))
        return self._medidas[1]

    def _calcular(self, largura: float, linha: int) -> _Medidas:
        disponivel = max(largura - 8, _COLUNA * _CELULA_MINIMA)
        colunas = 1
        for n in (2, 3, 4, 6):
            if (disponivel - (n - 1) * _VAO) / n >= _COLUNA * _CELULA_MINIMA:
                colunas = n
        celula = min(_CELULA_MAXIMA, ((disponivel - (colunas - 1) * _VAO) / colunas) / _COLUNA)
        titulo, semana = linha + 14.0, linha + 6.0
        largura_mes = celula * _COLUNA
        usada = colunas * largura_mes + (colunas - 1) * _VAO
        return _Medidas(
            colunas=colunas,
            celula=celula,
            largura_mes=largura_mes,
            altura_mes=titulo + semana + 6 * celula,
            titulo=titulo,
            semana=semana,
            esquerda=max(4.0, min(4.0 + (largura - 8 - usada) / 2, 48.0)),
        )

    def _origem(self, m: _Medidas, mes: int) -> QPointF:
        linha, coluna = divmod(mes - 1, m.colunas)
        return QPointF(m.esquerda + coluna * (m.largura_mes + _VAO), 4 + linha * (m.altura_mes + 12))

    def retangulo(self, dia: date) -> QRectF:
        """Return where a day of the year shown is drawn."""
        return self._retangulo(self._medir(self.width()), dia)

    def _retangulo(self, m: _Medidas, dia: date) -> QRectF:
        origem = self._origem(m, dia.month)
        posicao = dia.replace(day=1).weekday() + dia.day - 1
        semana, coluna = divmod(posicao, 7)
        return QRectF(
            origem.x() + coluna * m.celula, origem.y() + m.titulo + m.semana + semana * m.celula, m.celula, m.celula
        )

    def dia_em(self, ponto: QPointF) -> date | None:
        """Return the day drawn under a point."""
        for mes in range(1, 13):
            for numero in range(1, monthrange(self._ano, mes)[1] + 1):
                dia = date(self._ano, mes, numero)
                if self.retangulo(dia).contains(ponto):
                    return dia
        return None

    # ------------------------------------------------------------ painting

    def paintEvent(self, event: QPaintEvent) -> None:
        pincel = QPainter(self)
        pincel.setRenderHint(QPainter.RenderHint.Antialiasing)
        t = tokens(self)
        m = self._medir(self.width())
        for mes in range(1, 13):
            origem = self._origem(m, mes)
            area = QRectF(origem.x(), origem.y(), m.largura_mes, m.altura_mes)
            if area.toAlignedRect().intersects(event.rect()):
                self._pintar_mes(pincel, t, m, mes)
        pincel.end()

    def _pintar_mes(self, pincel: QPainter, t: Tokens, m: _Medidas, mes: int) -> None:
        origem = self._origem(m, mes)
        fonte = self.font()
        negrita = self.font()
        negrita.setBold(True)
        pincel.setFont(negrita)
        pincel.setPen(t.cor("texto"))
        esquerda = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        titulo = QRectF(origem.x() + 6, origem.y(), m.largura_mes - 6, m.titulo)
        pincel.drawText(titulo, esquerda, MESES[mes - 1].capitalize())
        pequena = self.font()
        pequena.setPointSizeF(fonte.pointSizeF() * 0.85)
        pincel.setFont(pequena)
        pincel.setPen(t.cor("texto_suave"))
        for coluna, nome in enumerate(DIAS_DA_SEMANA):
            caixa = QRectF(origem.x() + coluna * m.celula, origem.y() + m.titulo, m.celula, m.semana)
            pincel.drawText(caixa, Qt.AlignmentFlag.AlignCenter, nome[0].upper())
        pincel.setFont(fonte)
        for numero in range(1, monthrange(self._ano, mes)[1] + 1):
            self._pintar_dia(pincel, t, m, date(self._ano, mes, numero))

    def _pintar_dia(self, pincel: QPainter, t: Tokens, m: _Medidas, dia: date) -> None:
        caixa = self._retangulo(m, dia).adjusted(1.5, 1.5, -1.5, -1.5)
        marcas = self.marcas_do_dia(dia)
        cor = t.cor("texto_apagado" if dia.weekday() >= 5 else "texto")
        if marcas:
            # What was declared by decree is what the clerk answers for: it wins over the holiday of the same day.
            especie = "declarado" if any(marca.especie == "declarado" for marca in marcas) else marcas[0].especie
            cor, fundo = t.do_tom(TONS[especie])
            pincel.setPen(Qt.PenStyle.NoPen)
            pincel.setBrush(fundo)
            pincel.drawRoundedRect(caixa, 5, 5)
            negrita = self.font()
            negrita.setBold(True)
            pincel.setFont(negrita)
        if dia == self._hoje:
            pincel.setBrush(Qt.BrushStyle.NoBrush)
            pincel.setPen(QPen(t.cor("texto_suave"), 1.2))
            pincel.drawRoundedRect(caixa, 5, 5)
        if dia == self._atual:
            pincel.setBrush(Qt.BrushStyle.NoBrush)
            largura = 2.4 if self.hasFocus() else 1.6
            pincel.setPen(QPen(t.cor("foco" if self.hasFocus() else "borda_forte"), largura))
            pincel.drawRoundedRect(caixa.adjusted(0.6, 0.6, -0.6, -0.6), 5, 5)
        pincel.setPen(cor)
        pincel.drawText(caixa, Qt.AlignmentFlag.AlignCenter, str(dia.day))
        if any(marca.a_confirmar for marca in marcas):
            pequena = self.font()
            pequena.setPointSizeF(self.font().pointSizeF() * 0.68)
            pequena.setBold(True)
            pincel.setFont(pequena)
            canto = caixa.adjusted(0, 0, -2.5, 0)
            pincel.drawText(canto, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight, "?")
        if marcas:
            pincel.setFont(self.font())

    # ------------------------------------------------------------ keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        tecla = event.key()
        passos = {
            Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7,
        }  # fmt: skip
        if tecla in passos:
            self.ir_para(self._atual + passos[Qt.Key(tecla)] * _UM_DIA)
        elif tecla in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.ir_para(_outro_mes(self._atual, -1 if tecla == Qt.Key.Key_PageUp else 1))
        elif tecla == Qt.Key.Key_Home:
            self.ir_para(self._atual.replace(day=1))
        elif tecla == Qt.Key.Key_End:
            self.ir_para(self._atual.replace(day=monthrange(self._atual.year, self._atual.month)[1]))
        elif tecla in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.dia_aberto.emit(self._atual)
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        dia = self.dia_em(event.position())
        if dia is not None and event.button() == Qt.MouseButton.LeftButton:
            self._fixar(dia)
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        dia = self.dia_em(event.position())
        if dia is not None and event.button() == Qt.MouseButton.LeftButton:
            self.dia_aberto.emit(dia)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            dia = self.dia_em(QPointF(event.pos()))
            if dia is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), como_dica(self.descricao_do_dia(dia)), self)
            return True
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().event(event)


def _outro_mes(dia: date, passo: int) -> date:
    ano, mes = divmod(dia.year * 12 + dia.month - 1 + passo, 12)
    return date(ano, mes + 1, min(dia.day, monthrange(ano, mes + 1)[1]))
