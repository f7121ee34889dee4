"""Modelos de documento: the texts of each paper beside what the órgão made of them, by version; heading and arms."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ...servicos.modelos_documento import INSTALACAO, ModeloAjustavel
from ..casa import Casa
from ..componentes.aviso import FaixaAviso
from ..componentes.combo import Combo, Opcao
from ..componentes.texto import Papel, como_dica, texto
from .administracao_modelo_texto import PaginaModelo
from .administracao_timbre import PaginaTimbre


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lido:
    orgaos: tuple[Opcao, ...]
    modelos: tuple[ModeloAjustavel, ...]


class SecaoModelos(QWidget):
    """Papers at the left, under the órgão; the one chosen at the right."""

    def __init__(self, casa: Casa) -> None:
        super().__init__()
        self._casa = casa
        self._modelos: tuple[ModeloAjustavel, ...] = ()
        self._timbre_de: int | None = None
        self.orgao = Combo((Opcao(valor=INSTALACAO, rotulo="Toda a instalação"),), self)
        self.orgao.setAccessibleName("De qual órgão são os modelos")
        self.lista = QListWidget(self)
        self.lista.setAccessibleName("Documentos")
        self.lista.setIconSize(QSize(16, 16))
        self.lista.setMinimumWidth(170)
        self.lista.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # long names end in an ellipsis
        self.aviso = FaixaAviso(pai=self)
        self.pagina = PaginaModelo(casa)
        self.timbre = PaginaTimbre(casa)
        self.pilha = QStackedWidget(self)
        self.pilha.addWidget(self.timbre)
        self.pilha.addWidget(self.pagina)
        topo = QHBoxLayout()
        topo.setSpacing(8)
        explica = "Cada ajuste é uma versão nova; o que já foi emitido não muda. O do órgão vale antes do geral."
        topo.addWidget(texto(explica, Papel.SUAVE, quebra=True), 1)
        topo.addWidget(self.orgao)
        divisor = QSplitter(Qt.Orientation.Horizontal, self)
        divisor.setChildrenCollapsible(False)
        divisor.addWidget(self.lista)
        divisor.addWidget(self.pilha)
        divisor.setStretchFactor(1, 1)
        divisor.setSizes([270, 650])
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(12)
        caixa.addLayout(topo)
        caixa.addWidget(self.aviso)
        caixa.addWidget(divisor, 1)
        # signals
        self.orgao.alterado.connect(self.ler)
        self.lista.currentRowChanged.connect(self._escolher)

    @Slot()
    def ler(self, *_: object) -> None:
        """Read the papers of the órgão chosen, off the interface's thread."""
        casa, orgao_id = self._casa, self.orgao.valor() or INSTALACAO

        def ler() -> _Lido:
            from ...servicos import cadastros, modelos_documento

            orgaos = [Opcao(valor=o.id, rotulo=o.sigla or o.nome) for o in cadastros.orgaos(casa.ctx)]
            return _Lido(
                orgaos=(Opcao(valor=INSTALACAO, rotulo="Toda a instalação"), *orgaos),
                modelos=modelos_documento.listar(casa.ctx, orgao_id=orgao_id),
            )

        casa.executor.ler(self, ler, sucesso=self._mostrar, falha=self.aviso.mostrar_erro, chave="modelos")

    def _mostrar(self, lido: _Lido) -> None:
        self.orgao.definir_opcoes(lido.orgaos)
        self._modelos = lido.modelos
        antes = max(self.lista.currentRow(), 0)
        self.lista.blockSignals(True)
        self.lista.clear()
        self.lista.addItem(QListWidgetItem("Timbre e brasão"))
        for modelo in lido.modelos:
            ajustado = " (ajustado)" if "." in modelo.versao else ""
            item = QListWidgetItem(f"{modelo.titulo_original}{ajustado}")
            item.setToolTip(como_dica(item.text()))
            self.lista.addItem(item)
        self.lista.blockSignals(False)
        self.lista.setCurrentRow(min(antes, self.lista.count() - 1))
        self._escolher(self.lista.currentRow())

    @Slot(int)
    def _escolher(self, posicao: int) -> None:
        orgao_id = self.orgao.valor() or INSTALACAO
        if posicao <= 0:
            # Read again only for another órgão: what is being written must not go because somebody wrote elsewhere.
            if self._timbre_de != orgao_id:
                self._timbre_de = orgao_id
                self.timbre.mostrar(orgao_id)
            self.pilha.setCurrentWidget(self.timbre)
        elif posicao <= len(self._modelos):
            self.pagina.mostrar(self._modelos[posicao - 1], orgao_id)
            self.pilha.setCurrentWidget(self.pagina)
