"""The search of the whole program (Ctrl+K): people, cargos, processes and screens, answering as one types."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ...estatuto.formatos.nomes import chave_busca
from .. import icones
from ..dicas import como_dica
from ..operacoes import Executor
from ..tema import tokens
from .campo_busca import CampoBusca
from .texto import Papel, texto

ICONES = {
    "tela": "painel",
    "servidor": "pessoa",
    "cargo": "cargos",
    "processo": "documentos",
    "acao": "mais",
    "sugestao": "busca",
}
ALTURA = 48
MAXIMO_VISIVEL = 8

_MAIOR_DITO = 40
"""Letters of the text looked for that fit in the sentence which says that nothing was found."""

_MAIOR_TEXTO = 300
"""Letters that are looked for at most: who pastes a whole page looks for nobody."""

_PASSOS = {
    int(Qt.Key.Key_Down): 1,
    int(Qt.Key.Key_Up): -1,
    int(Qt.Key.Key_PageDown): MAXIMO_VISIVEL - 1,
    int(Qt.Key.Key_PageUp): 1 - MAXIMO_VISIVEL,
}
"""How far each key walks among the answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Achado:
    """One answer: what it is, its words, and what choosing it carries to the window."""

    especie: str
    titulo: str
    detalhe: str = ""
    icone: str = ""
    id: int | None = None
    chave: str = ""


class ModeloAchados(QAbstractListModel):
    """The answers, in order."""

    def __init__(self, pai: QObject | None = None) -> None:
        super().__init__(pai)
        self._achados: tuple[Achado, ...] = ()

    def definir(self, achados: Sequence[Achado]) -> None:
        """Show these."""
        self.beginResetModel()
        self._achados = tuple(achados)
        self.endResetModel()

    def achado(self, posicao: int) -> Achado | None:
        """Return the answer in a position."""
        return self._achados[posicao] if 0 <= posicao < len(self._achados) else None

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._achados)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        achado = self.achado(index.row()) if index.isValid() else None
        if achado is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            palavras = f"{achado.titulo}, {achado.detalhe}" if achado.detalhe else achado.titulo
            return como_dica(palavras) if role == Qt.ItemDataRole.ToolTipRole else palavras
        return achado if role == Qt.ItemDataRole.UserRole else None


class _Desenho(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, ALTURA)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        achado = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(achado, Achado):
            return
        t = tokens(option.widget)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect).adjusted(4, 1, -4, -1)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(t.cor("selecao"))
            painter.drawRoundedRect(area, 6, 6)
        nome = achado.icone or ICONES.get(achado.especie, "documentos")
        icones.pintar(painter, nome, QRectF(area.left() + 10, area.center().y() - 9, 18, 18), t.cor("texto_suave"))
        largura = int(area.width() - 52)
        esquerda = area.left() + 40
        fonte = QFont(option.font)
        fonte.setWeight(QFont.Weight.Medium)
        painter.setFont(fonte)
        painter.setPen(t.cor("texto"))
        titulo = painter.fontMetrics().elidedText(achado.titulo, Qt.TextElideMode.ElideRight, largura)
        if achado.detalhe:
            meia = area.height() / 2
            alto = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
            painter.drawText(QRectF(esquerda, area.top(), largura, meia - 0.5), alto, titulo)
            fonte = QFont(option.font)
            fonte.setPointSizeF(fonte.pointSizeF() * 0.9)
            painter.setFont(fonte)
            painter.setPen(t.cor("texto_suave"))
            detalhe = painter.fontMetrics().elidedText(achado.detalhe, Qt.TextElideMode.ElideRight, largura)
            baixo = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
            painter.drawText(QRectF(esquerda, area.top() + meia + 0.5, largura, meia), baixo, detalhe)
        else:
            painter.drawText(
                QRectF(esquerda, area.top(), largura, area.height()), Qt.AlignmentFlag.AlignVCenter, titulo
            )
        painter.restore()


class BuscaGeral(CampoBusca):
    """The field and its answers, which float below it inside the window and never take the focus."""

    escolhido = Signal(object)
    """The `Achado` chosen."""

    def __init__(self, executor: Executor, locais: Sequence[Achado], pai: QWidget) -> None:
        super().__init__("Buscar pessoa, CPF, matrícula, cargo, processo ou tela   (Ctrl+K)", atraso_ms=60, pai=pai)
        self.setObjectName("buscaGeral")
        self.setAccessibleName("Buscar em todo o programa")
        self.setMaxLength(_MAIOR_TEXTO)
        self._executor = executor
        self._locais = tuple((chave_busca(f"{a.titulo} {a.detalhe}"), a) for a in locais)
        self._buscar: Callable[[str], Sequence[Achado]] | None = None
        self._procurado = ""
        self._esperando = self._escolher_ao_chegar = self._andou = False
        self._quadro = QFrame(pai.window())
        self._quadro.setObjectName("resultados")
        self._quadro.hide()
        self.modelo = ModeloAchados(self)
        self.lista = QListView(self._quadro)
        self.lista.setModel(self.modelo)
        self.lista.setItemDelegate(_Desenho(self.lista))
        self.lista.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.lista.setUniformItemSizes(True)
        self.lista.setMouseTracking(True)
        self.lista.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.lista.setAccessibleName("Resultados da busca")
        self._nada = texto("", Papel.SUAVE, quebra=True, pai=self._quadro)
        self._nada.setContentsMargins(12, 12, 12, 12)
        caixa = QVBoxLayout(self._quadro)
        caixa.setContentsMargins(4, 4, 4, 4)
        caixa.addWidget(self.lista)
        caixa.addWidget(self._nada)
        # signals
        self.textEdited.connect(self._locais_primeiro)
        self.buscou.connect(self._perguntar)
        self.lista.clicked.connect(self._clicar)
        self.lista.entered.connect(self.lista.setCurrentIndex)

    def definir_busca(self, buscar: Callable[[str], Sequence[Achado]] | None) -> None:
        """Search the registry with this function (on a reader thread); None while no registry is open."""
        self._buscar = buscar

    def aberta(self) -> bool:
        """Tell whether the answers are on screen."""
        return self._quadro.isVisible()

    @Slot()
    def fechar(self) -> None:
        """Put the answers away; one on its way opens them no more."""
        self._esperando = self._escolher_ao_chegar = False
        self._procurado = self._ultimo = ""
        self._espera.stop()
        self._executor.cancelar(self, "busca")
        self._quadro.hide()

    # ------------------------------------------------------------ answering

    def _telas(self, procurado: str) -> list[Achado]:
        pedacos = chave_busca(procurado).split()
        return [a for chave, a in self._locais if pedacos and all(p in chave for p in pedacos)][:5]

    @Slot(str)
    def _locais_primeiro(self, escrito: str) -> None:
        if escrito.strip() == self._procurado and self.aberta():
            return  # a space at the end asks nothing else
        self._procurado = escrito.strip()
        self._ultimo = ""  # a letter typed and taken back is asked again: its answer was given up
        self._escolher_ao_chegar = self._andou = False
        if not self._procurado:
            self.fechar()
            return
        locais = self._telas(self._procurado)
        self._esperando = self._buscar is not None
        # Without a screen to show, those found a moment ago stay until the new answers come.
        antes = (self.modelo.achado(n) for n in range(self.modelo.rowCount() if self._esperando else 0))
        ficam = [a for a in antes if a is not None and a.especie not in ("tela", "sugestao")]
        if locais or self.aberta():
            self._mostrar(locais or ficam, esperando=self._esperando)

    @Slot(str)
    def _perguntar(self, procurado: str) -> None:
        self._procurado = procurado
        if not procurado:
            self.fechar()
        elif self._buscar is None:
            self._mostrar(self._telas(procurado))
        else:
            self._esperando = True
            pergunta = _Pergunta(campo=self, buscar=self._buscar, procurado=procurado)
            self._executor.ler(self, pergunta.ler, sucesso=pergunta.entregar, chave="busca")

    def _perguntar_ja(self) -> None:
        self._espera.stop()
        self._ultimo = self.text().strip()
        self._perguntar(self._ultimo)

    def _responder(self, procurado: str, achados: Sequence[Achado]) -> None:
        if procurado != self._procurado or not self.hasFocus():
            return
        escolher, self._escolher_ao_chegar = self._escolher_ao_chegar, False
        self._mostrar(_em_ordem(achados, self._telas(procurado), procurado))
        if escolher:
            self._escolher(0)

    def _mostrar(self, achados: Sequence[Achado], *, esperando: bool = False) -> None:
        self._esperando = esperando
        escolhido = self.modelo.achado(self.lista.currentIndex().row()) if self._andou else None
        self.modelo.definir(achados)
        self.lista.setVisible(bool(achados))
        self._nada.setVisible(not achados)
        self._nada.setText("Procurando…" if esperando else f"Nada encontrado para “{_curto(self._procurado)}”.")
        if achados:
            onde = achados.index(escolhido) if escolhido in achados else 0
            self.lista.setCurrentIndex(self.modelo.index(onde))
        janela = self.window()
        canto = self.mapTo(janela, QPoint(0, self.height() + 4))
        dito = max(48, self._nada.heightForWidth(self.width() - 8) + 10)
        altura = min(len(achados), MAXIMO_VISIVEL) * ALTURA + 10 if achados else dito
        self._quadro.setGeometry(canto.x(), canto.y(), self.width(), min(altura, janela.height() - canto.y() - 8))
        self._quadro.show()
        self._quadro.raise_()

    # ------------------------------------------------------------ choosing

    def _andar(self, passo: int) -> None:
        atual = self.lista.currentIndex().row()
        total = self.modelo.rowCount()
        self._escolher_ao_chegar, self._andou = False, True
        if total:
            # One by one it goes round; by pages it stops at the ends.
            para = (atual + passo) % total if abs(passo) == 1 else max(0, min(total - 1, atual + passo))
            self.lista.setCurrentIndex(self.modelo.index(para))

    def _ja_serve(self) -> bool:
        """Tell whether Enter means what is current, though the answers of the registry have not come."""
        atual = self.modelo.achado(self.lista.currentIndex().row()) if self.aberta() else None
        return atual is not None and (self._andou or (atual.especie == "tela" and _desse_nome(atual, self._procurado)))

    @Slot(QModelIndex)
    def _clicar(self, indice: QModelIndex) -> None:
        self._escolher(indice.row())

    def _escolher(self, posicao: int) -> None:
        achado = self.modelo.achado(posicao)
        if achado is not None and achado.especie == "sugestao":
            self.setText(achado.chave)
            self._perguntar_ja()
        elif achado is not None:
            self.fechar()
            self.clear()
            self.escolhido.emit(achado)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        tecla = event.key()
        enter = tecla in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if self.aberta() and tecla in _PASSOS:
            self._andar(_PASSOS[tecla])
        elif enter and self._esperando and not self._ja_serve():
            self._escolher_ao_chegar = True  # what is on screen is not the answer yet
            if self._espera.isActive():
                self._perguntar_ja()
        elif self.aberta() and enter and self.modelo.rowCount():
            self._escolher(self.lista.currentIndex().row())
        elif not self.aberta() and (enter or tecla == Qt.Key.Key_Down) and self.text().strip():
            self._perguntar_ja()
        elif self.aberta() and tecla == Qt.Key.Key_Escape:
            self.fechar()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self.fechar()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange and not self.isEnabled():
            self.fechar()


def _em_ordem(achados: Sequence[Achado], telas: Sequence[Achado], procurado: str) -> list[Achado]:
    """Return everything, the likeliest first: the screen of that name; spellings that nobody wrote, last."""
    desta = [t for t in telas if _desse_nome(t, procurado)]
    certos = [a for a in achados if a.especie != "sugestao"]
    grafias = [a for a in achados if a.especie == "sugestao"]
    return [*desta, *certos, *(t for t in telas if t not in desta), *grafias]


def _desse_nome(tela: Achado, procurado: str) -> bool:
    """Tell whether the name of a screen begins with those words, whole: nobody writes them looking for a person."""
    return f"{chave_busca(tela.titulo)} ".startswith(f"{chave_busca(procurado)} ")


def _curto(procurado: str) -> str:
    return procurado if len(procurado) <= _MAIOR_DITO else f"{procurado[:_MAIOR_DITO]}…"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pergunta:
    campo: BuscaGeral
    buscar: Callable[[str], Sequence[Achado]]
    procurado: str

    def ler(self) -> Sequence[Achado]:
        return self.buscar(self.procurado)

    def entregar(self, achados: Sequence[Achado]) -> None:
        self.campo._responder(self.procurado, achados)
