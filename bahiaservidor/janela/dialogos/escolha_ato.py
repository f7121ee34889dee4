"""First page of the act dialog: whose act, and which; those the state does not allow say why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ...estatuto.tipos import Situacao
from ...servicos.tipos import AtoPossivel, LinhaServidor
from ..casa import Casa
from ..componentes.aviso import FaixaAviso
from ..componentes.citacao import Citacao
from ..componentes.texto import Papel, texto
from ..tema import Tom, tokens
from .pessoa import CampoPessoa

_PAPEL_ATO = int(Qt.ItemDataRole.UserRole) + 1


PRINCIPAIS: dict[Situacao, tuple[str, str]] = {
    Situacao.NOMEADO: ("posse", "Registrar &posse"),
    Situacao.EMPOSSADO: ("exercicio", "Registrar &exercício"),
    Situacao.AGUARDANDO_EXERCICIO: ("exercicio", "Registrar &exercício"),
    Situacao.AFASTADO: ("retorno", "Registrar re&torno"),
}
"""What one does next with a person in each state: (act, words of the button)."""

_ABREM = frozenset({"nomeacao", "assentamento_inicial"})


class _Delegado(QStyledItemDelegate):
    """Name and article; below, in what is not allowed, the reason."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        ato = index.data(_PAPEL_ATO)
        if not isinstance(ato, AtoPossivel):
            super().paint(painter, option, index)
            return
        opcao = QStyleOptionViewItem(option)
        self.initStyleOption(opcao, index)
        opcao.text = ""
        widget = opcao.widget
        estilo: QStyle = widget.style()
        estilo.drawControl(QStyle.ControlElement.CE_ItemViewItem, opcao, painter, widget)
        t = tokens(widget)
        area = QRectF(opcao.rect).adjusted(12, 6, -12, -6)
        metrica = QFontMetrics(opcao.font)
        painter.save()
        fonte = QFont(opcao.font)
        painter.setFont(fonte)
        painter.setPen(t.cor("texto_suave"))
        artigo = metrica.elidedText(ato.dispositivo, Qt.TextElideMode.ElideRight, int(area.width() / 3))
        topo = QRectF(area.left(), area.top(), area.width(), metrica.height())
        painter.drawText(topo, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, artigo)
        livre = area.width() - metrica.horizontalAdvance(artigo) - 16
        fonte.setWeight(QFont.Weight.DemiBold if ato.permitido else QFont.Weight.Normal)
        painter.setFont(fonte)
        painter.setPen(t.cor("texto" if ato.permitido else "texto_suave"))
        nome = QFontMetrics(fonte).elidedText(ato.rotulo, Qt.TextElideMode.ElideRight, int(livre))
        painter.drawText(topo, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, nome)
        if not ato.permitido:
            fonte.setWeight(QFont.Weight.Normal)
            painter.setFont(fonte)
            baixo = QRectF(area.left(), topo.bottom() + 2, area.width(), metrica.height())
            razao = metrica.elidedText(ato.razao, Qt.TextElideMode.ElideRight, int(area.width()))
            painter.drawText(baixo, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, razao)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        ato = index.data(_PAPEL_ATO)
        altura = QFontMetrics(option.font).height()
        linhas = 2 if isinstance(ato, AtoPossivel) and not ato.permitido else 1
        return QSize(200, altura * linhas + 2 * (linhas - 1) + 14)


class EscolhaAto(QWidget):
    """Emits the person and the act chosen."""

    pessoa_escolhida = Signal(object)
    """A `LinhaServidor`."""
    ato_escolhido = Signal(str)

    def __init__(self, casa: Casa, *, com_pessoa: bool, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self.pessoa = CampoPessoa(casa)
        self.rotulo_pessoa = texto("De quem é o ato", Papel.SECAO)
        self.nota_pessoa = texto(
            "Para quem ainda não está no registro, escolha Nomeação ou Assentamento inicial.", Papel.SUAVE, quebra=True
        )
        self.lista = QListWidget()
        self.lista.setItemDelegate(_Delegado(self.lista))
        self.lista.setAccessibleName("Atos")
        self.lista.setUniformItemSizes(False)
        self.lista.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.razao = FaixaAviso()
        self.citacao = Citacao(pai=self)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(10)
        for widget in (self.rotulo_pessoa, self.pessoa, self.nota_pessoa):
            widget.setVisible(com_pessoa)
            caixa.addWidget(widget)
        caixa.addWidget(texto("Qual ato", Papel.SECAO))
        caixa.addWidget(self.lista, 1)
        caixa.addWidget(self.citacao, 0, Qt.AlignmentFlag.AlignLeft)
        caixa.addWidget(self.razao)
        # signals
        self.pessoa.escolhida.connect(self._escolheu_pessoa)
        self.lista.itemActivated.connect(self._ativou)
        self.lista.currentItemChanged.connect(self._mudou)

    def definir_atos(self, atos: Sequence[AtoPossivel], *, situacao: Situacao | None = None) -> None:
        """Offer these: the next act of a life first, then the allowed, then the others with their reasons."""
        principal = PRINCIPAIS[situacao][0] if situacao in PRINCIPAIS else ""

        def chave(ato: AtoPossivel) -> tuple[bool, bool, bool]:
            # Who already has a file is seldom named again.
            return (not ato.permitido, ato.tipo != principal, situacao is not None and ato.tipo in _ABREM)

        self.lista.clear()
        for ato in sorted(atos, key=chave):
            item = QListWidgetItem(ato.rotulo)
            item.setData(_PAPEL_ATO, ato)
            dito = ato.rotulo if ato.permitido else f"{ato.rotulo}, não permitido agora: {ato.razao}"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, dito)
            self.lista.addItem(item)
        if self.lista.count():
            self.lista.setCurrentRow(0)

    def atual(self) -> AtoPossivel | None:
        """Return the act under the cursor."""
        ato = self.lista.currentIndex().data(_PAPEL_ATO)
        return ato if isinstance(ato, AtoPossivel) else None

    def avancar(self) -> None:
        """Choose the act under the cursor, or say why it cannot be."""
        ato = self.atual()
        if ato is None:
            self.razao.definir("Escolha um ato da lista.", Tom.INFO)
        elif ato.permitido:
            self.ato_escolhido.emit(ato.tipo)
        else:
            self.razao.definir(ato.razao, Tom.ATENCAO)

    @Slot(object)
    def _escolheu_pessoa(self, linha: LinhaServidor) -> None:
        self.pessoa_escolhida.emit(linha)
        self.lista.setFocus()

    @Slot(QListWidgetItem)
    def _ativou(self, _item: QListWidgetItem) -> None:
        self.avancar()

    @Slot(QListWidgetItem, QListWidgetItem)
    def _mudou(self, *_: object) -> None:
        ato = self.atual()
        self.citacao.definir(ato.dispositivo if ato is not None else "")
        if ato is None or ato.permitido:
            self.razao.esconder()
        else:
            self.razao.definir(ato.razao, Tom.ATENCAO)
