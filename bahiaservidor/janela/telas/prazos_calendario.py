"""A month of deadlines: each day says how many, in which state; arrows walk, Page Up and Page Down change the month."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontInfo, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolTip, QVBoxLayout, QWidget

from ...estatuto.contagem import somar_meses
from ...estatuto.formatos.datas import MESES
from ...estatuto.tipos import FimDeMes
from ...servicos.tipos import LinhaPrazo
from ..componentes.botao import TipoBotao, botao, botao_icone
from ..componentes.texto import Papel, como_dica, texto
from ..modelos.prazos import (
    ORDEM_DOS_ESTADOS,
    data_com_dia,
    palavra_de_varios,
    palavra_do_estado,
    quantos,
    tom_da_linha,
)
from ..tema import RAIO, Tom, tokens

_SEMANA: Final = ("seg", "ter", "qua", "qui", "sex", "sáb", "dom")
_ALTURA_CABECALHO: Final = 26


@dataclass(frozen=True, slots=True, kw_only=True)
class Grupo:
    """Deadlines of one day that share a word."""

    palavra: str
    tom: Tom
    quantidade: int
    exemplo: str


def agrupar(prazos: Sequence[LinhaPrazo]) -> tuple[Grupo, ...]:
    """Return the deadlines of a day by state, the most urgent first."""
    ordenados = sorted(prazos, key=lambda p: ORDEM_DOS_ESTADOS.index(p.estado))
    grupos: dict[str, list[LinhaPrazo]] = {}
    for prazo in ordenados:
        grupos.setdefault(palavra_do_estado(prazo), []).append(prazo)
    return tuple(
        Grupo(palavra=palavra_de_varios(do_grupo[0], len(do_grupo)), tom=tom_da_linha(do_grupo[0]),
              quantidade=len(do_grupo), exemplo=f"{do_grupo[0].rotulo}: {do_grupo[0].nome}")
        for do_grupo in grupos.values()
    )  # fmt: skip


def grupo_das_internas(prazos: Sequence[LinhaPrazo]) -> tuple[Grupo, ...]:
    """Return the mark of the internal dates of a day: said by name, and never mistaken for the legal date."""
    if not prazos:
        return ()
    palavra = "data interna" if len(prazos) == 1 else "datas internas"
    exemplo = f"{prazos[0].rotulo}: {prazos[0].nome}"
    return (Grupo(palavra=palavra, tom=Tom.ATENCAO, quantidade=len(prazos), exemplo=exemplo),)


class GradeMes(QWidget):
    """The grid of days, painted; one day is always current."""

    escolhido = Signal(object)
    """The current day, each time it changes."""
    aberto = Signal(object)
    """A day opened by Enter or double click."""
    mes_mudou = Signal(object)
    """The first day of the month now shown."""

    def __init__(self, hoje: date, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self._hoje = hoje
        self._atual = hoje
        self._dias: dict[date, tuple[LinhaPrazo, ...]] = {}
        self._internas: dict[date, tuple[LinhaPrazo, ...]] = {}
        self._grupos: dict[date, tuple[Grupo, ...]] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(320, 150)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._dizer()

    # ------------------------------------------------------------ value

    def atual(self) -> date:
        """Return the current day."""
        return self._atual

    def mes(self) -> date:
        """Return the first day of the month shown."""
        return self._atual.replace(day=1)

    def prazos_do_dia(self, dia: date) -> tuple[LinhaPrazo, ...]:
        """Return the deadlines of a day: those that fall due, and then those whose internal date it is."""
        vencem = self._dias.get(dia, ())
        return (*vencem, *(p for p in self._internas.get(dia, ()) if p not in vencem))

    def internas_do_dia(self, dia: date) -> tuple[LinhaPrazo, ...]:
        """Return the deadlines whose internal date is the day."""
        return self._internas.get(dia, ())

    def ir_para(self, dia: date) -> None:
        """Make a day current, showing its month."""
        if dia == self._atual or not 1900 < dia.year < 2199:
            return
        mudou = dia.replace(day=1) != self.mes()
        self._atual = dia
        if mudou:
            self._dias, self._internas, self._grupos = {}, {}, {}
            self.mes_mudou.emit(self.mes())
        self._dizer()
        self.update()
        self.escolhido.emit(dia)

    def andar_meses(self, meses: int) -> None:
        """Go some months ahead (or back), to the same day where it exists."""
        self.ir_para(somar_meses(self._atual, meses, FimDeMes.ULTIMO_DIA))

    def definir_prazos(self, prazos: Sequence[LinhaPrazo]) -> None:
        """Show these deadlines, each on the day on which it falls due and on its internal date."""
        dias: dict[date, list[LinhaPrazo]] = {}
        internas: dict[date, list[LinhaPrazo]] = {}
        for prazo in prazos:
            for marcas, dia in ((dias, prazo.vence), (internas, prazo.data_interna)):
                # Of the other months only some were read.
                if dia is not None and dia.replace(day=1) == self.mes():
                    marcas.setdefault(dia, []).append(prazo)
        self._dias = {dia: tuple(lista) for dia, lista in dias.items()}
        self._internas = {dia: tuple(lista) for dia, lista in internas.items()}
        self._grupos = {
            dia: (*agrupar(dias.get(dia, ())), *grupo_das_internas(internas.get(dia, ())))
            for dia in dias.keys() | internas.keys()
        }
        self._dizer()
        self.update()

    def _dizer(self) -> None:
        grupos = ", ".join(f"{g.quantidade} {g.palavra}" for g in self._grupos.get(self._atual, ()))
        self.setAccessibleName(f"{data_com_dia(self._atual)}: {grupos or 'nenhum prazo'}")

    # ------------------------------------------------------------ geometry

    def _primeiro(self) -> date:
        return self.mes() - timedelta(days=self.mes().weekday())

    def _semanas(self) -> int:
        primeiro = self.mes()
        return -(-(primeiro.weekday() + monthrange(primeiro.year, primeiro.month)[1]) // 7)

    def retangulo(self, dia: date) -> QRect:
        """Return where a day is painted, empty when it is not on screen."""
        semana, coluna = divmod((dia - self._primeiro()).days, 7)
        if not 0 <= semana < self._semanas():
            return QRect()
        largura = self.width() / 7
        altura = (self.height() - _ALTURA_CABECALHO) / self._semanas()
        esquerda, topo = round(coluna * largura), round(_ALTURA_CABECALHO + semana * altura)
        direita, fundo = round((coluna + 1) * largura), round(_ALTURA_CABECALHO + (semana + 1) * altura)
        return QRect(esquerda, topo, direita - esquerda, fundo - topo)

    def _dia_em(self, ponto: QPoint) -> date | None:
        if ponto.y() < _ALTURA_CABECALHO:
            return None
        coluna = min(6, max(0, int(ponto.x() * 7 / max(1, self.width()))))
        altura = (self.height() - _ALTURA_CABECALHO) / self._semanas()
        semana = min(self._semanas() - 1, int((ponto.y() - _ALTURA_CABECALHO) / altura))
        return self._primeiro() + timedelta(days=7 * semana + coluna)

    def sizeHint(self) -> QSize:
        return QSize(700, 420)

    # ------------------------------------------------------------ Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens(self)
        pincel = QPainter(self)
        pincel.setRenderHint(QPainter.RenderHint.Antialiasing)
        pincel.setPen(t.cor("texto_suave"))
        for coluna, nome in enumerate(_SEMANA):
            area = QRectF(coluna * self.width() / 7, 0, self.width() / 7, _ALTURA_CABECALHO)
            pincel.drawText(area.adjusted(8, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, nome)
        dia = self._primeiro()
        for _ in range(7 * self._semanas()):
            self._pintar_dia(pincel, dia)
            dia += timedelta(days=1)
        pincel.end()

    def _pintar_dia(self, pincel: QPainter, dia: date) -> None:
        t = tokens(self)
        area = QRectF(self.retangulo(dia)).adjusted(1.5, 1.5, -1.5, -1.5)
        do_mes = dia.month == self._atual.month
        atual = dia == self._atual
        fundo = "selecao" if atual else "superficie" if do_mes and dia.weekday() < 5 else "zebra" if do_mes else "fundo"
        focado = atual and self.hasFocus()
        pincel.setPen(QPen(t.cor("foco" if focado else "destaque" if atual else "borda"), 2 if focado else 1))
        pincel.setBrush(t.cor(fundo))
        pincel.drawRoundedRect(area, RAIO - 2, RAIO - 2)
        metrica = pincel.fontMetrics()
        linha = metrica.height() + 4
        topo = QRectF(area.left() + 6, area.top() + 2, area.width() - 10, linha)
        fonte = pincel.font()
        if dia == self._hoje:
            negrito = pincel.font()
            negrito.setBold(True)
            pincel.setFont(negrito)
        pincel.setPen(t.cor("destaque" if dia == self._hoje else "texto" if do_mes else "texto_apagado"))
        rotulo = f"{dia.day} · hoje" if dia == self._hoje else str(dia.day)
        pincel.drawText(topo, Qt.AlignmentFlag.AlignVCenter, rotulo)
        pincel.setFont(fonte)
        grupos = self._grupos.get(dia, ())
        cabem = max(1, int((area.height() - linha - 4) // linha))
        if grupos and area.height() - linha < linha:
            # No room for a line of its own: the gravest at the right of the number, in words, and how many more.
            recuo = metrica.horizontalAdvance(rotulo) + 6
            resto = sum(g.quantidade for g in grupos[1:])
            menor = QFont(fonte)
            menor.setPixelSize(max(9, round(0.82 * QFontInfo(fonte).pixelSize())))
            pincel.setFont(menor)
            self._pintar_grupo(pincel, topo.adjusted(recuo, 2, 3, -2), grupos[0], resto, apertado=True)
            pincel.setFont(fonte)
            return
        y = area.top() + linha + 2
        for numero, grupo in enumerate(grupos[:cabem], start=1):
            resto = sum(g.quantidade for g in grupos[cabem:]) if numero == cabem else 0
            self._pintar_grupo(pincel, QRectF(area.left() + 4, y, area.width() - 8, linha - 2), grupo, resto)
            y += linha

    def _pintar_grupo(
        self, pincel: QPainter, area: QRectF, grupo: Grupo, resto: int, *, apertado: bool = False
    ) -> None:
        cor, fundo = tokens(self).do_tom(grupo.tom)
        if resto:
            # What does not fit is counted at the right: "+ 3".
            mais = f"+ {resto}"
            largura = pincel.fontMetrics().horizontalAdvance(mais) + 6
            pincel.setPen(tokens(self).cor("texto"))
            pincel.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, mais)
            area = area.adjusted(0, 0, -largura, 0)
        pincel.setPen(Qt.PenStyle.NoPen)
        pincel.setBrush(fundo)
        pincel.drawRoundedRect(area, 3, 3)
        pincel.setPen(cor)
        palavras = f"{grupo.quantidade} {grupo.palavra}"
        if apertado and grupo.quantidade == 1:
            palavras = grupo.palavra
        dentro = area.adjusted(3, 0, -2, 0) if apertado else area.adjusted(6, 0, -4, 0)
        cortada = pincel.fontMetrics().elidedText(palavras, Qt.TextElideMode.ElideRight, int(dentro.width()))
        pincel.drawText(dentro, Qt.AlignmentFlag.AlignVCenter, cortada)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        passos = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
        tecla = Qt.Key(event.key())
        if tecla in passos:
            self.ir_para(self._atual + timedelta(days=passos[tecla]))
        elif tecla in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.andar_meses(1 if tecla == Qt.Key.Key_PageDown else -1)
        elif tecla == Qt.Key.Key_Home:
            self.ir_para(self._hoje)
        elif tecla in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.aberto.emit(self._atual)
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        dia = self._dia_em(event.position().toPoint())
        if dia is not None and event.button() == Qt.MouseButton.LeftButton:
            self.ir_para(dia)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.aberto.emit(self._atual)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            dia = self._dia_em(event.pos())
            grupos = self._grupos.get(dia, ()) if dia is not None else ()
            if dia is not None and grupos:
                linhas = [data_com_dia(dia), *(f"{g.quantidade} {g.palavra} — {g.exemplo}" for g in grupos)]
                QToolTip.showText(event.globalPos(), como_dica("\n".join(linhas)), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)


class CalendarioPrazos(QWidget):
    """The month with its name and the buttons that change it."""

    def __init__(self, hoje: date, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self._hoje = hoje
        self.grade = GradeMes(hoje, self)
        self._nome = texto("", Papel.SECAO, pai=self)
        self._total = texto("", Papel.SUAVE, pai=self)
        anterior = botao_icone("seta_esquerda", "Mês anterior (Page Up)", ao_clicar=self._anterior, pai=self)
        seguinte = botao_icone("seta_direita", "Mês seguinte (Page Down)", ao_clicar=self._seguinte, pai=self)
        este = botao("&Hoje", TipoBotao.DISCRETO, ao_clicar=self._ir_para_hoje, dica="Voltar a hoje (Home)", pai=self)
        cima = QHBoxLayout()
        cima.setSpacing(8)
        cima.addWidget(anterior)
        cima.addWidget(seguinte)
        cima.addWidget(self._nome)
        cima.addWidget(self._total)
        cima.addStretch(1)
        cima.addWidget(este)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(8)
        caixa.addLayout(cima)
        caixa.addWidget(self.grade, 1)
        self.grade.mes_mudou.connect(self._nomear)
        self._nomear(self.grade.mes())

    def definir_prazos(self, prazos: Sequence[LinhaPrazo], total: int) -> None:
        """Show the month's deadlines; ``total`` is how many there are, when not all were read."""
        self.grade.definir_prazos(prazos)
        palavras = quantos(total, "prazo no mês", "prazos no mês")
        if total > len(prazos):
            palavras += f" (mostrados os primeiros {len(prazos)}; filtre para ver os outros)"
        self._total.setText(palavras)

    def resumo(self) -> str:
        """Return what is said beside the month's name."""
        return self._total.text()

    @Slot(object)
    def _nomear(self, mes: date) -> None:
        self._nome.setText(f"{MESES[mes.month - 1].capitalize()} de {mes.year}")
        self._total.setText("")

    @Slot()
    def _anterior(self) -> None:
        self.grade.andar_meses(-1)

    @Slot()
    def _seguinte(self) -> None:
        self.grade.andar_meses(1)

    @Slot()
    def _ir_para_hoje(self) -> None:
        self.grade.ir_para(self._hoje)
        self.grade.setFocus()
