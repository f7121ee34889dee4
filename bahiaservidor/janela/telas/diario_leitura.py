"""One reading: the text at the left, its items and the one chosen at the right; everything by keyboard."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from ...servicos.tipos.diario import ItemDiario, LeituraAberta, SituacaoItem
from ..casa import Casa
from ..componentes.aviso import FaixaAviso
from ..componentes.botao import TipoBotao, botao
from ..componentes.combo import Combo, Opcao
from ..componentes.foco import ligar
from ..componentes.rolagem import rolavel
from ..componentes.tabela import Tabela
from ..componentes.texto import Papel, como_dica, texto
from ..componentes.vazio import EstadoVazio
from ..modelos.base import ModeloLista
from ..modelos.diario import colunas_itens
from ..modelos.documentos import instante_local
from ..modelos.prazos import quantos
from ..tema import Tom
from .diario_decisoes import Decisoes
from .diario_detalhe import DetalheItem
from .diario_texto import TextoDaLeitura

ATRASO_MS = 60
_ESTREITA = 900
_PENDENTES = "pendentes"
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TabelaItens(Tabela):
    """Enter confirms and Del discards: a double click, which may be a slip, only opens."""

    confirmada = Signal()
    descartada = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _com_ctrl(event) or event.key() == Qt.Key.Key_F2:
            event.ignore()  # of the whole page
        elif event.key() in _ENTER and self.currentIndex().isValid():
            self.confirmada.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.descartada.emit()
        else:
            super().keyPressEvent(event)


def _com_ctrl(event: QKeyEvent) -> bool:
    return event.key() in _ENTER and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


class PaginaLeitura(QWidget):
    """``mostrada`` carries the reading on screen; ``procurado`` is the order of the item to go to when it is shown."""

    mostrada = Signal(object)

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self._casa = casa
        self._aberta: LeituraAberta | None = None
        self.decisoes = Decisoes(casa, self, self)
        self.procurado: int | None = None
        self._espera = QTimer(self)
        self._espera.setSingleShot(True)
        self._espera.setInterval(ATRASO_MS)
        self.aviso = FaixaAviso(pai=self)
        self.texto = TextoDaLeitura(self)
        self.texto.setMinimumWidth(240)
        self.fora = texto("", Papel.LEGENDA, quebra=True, pai=self)
        self.modelo: ModeloLista[ItemDiario] = ModeloLista(colunas_itens(), (), self)
        self.tabela = TabelaItens("diario_itens", casa.preferencias, self)
        self.tabela.setAccessibleName("Itens da leitura")
        self.tabela.setMinimumHeight(140)
        self.tabela.definir_modelo(self.modelo)
        self.vazio = EstadoVazio("Nada com este filtro", "Mostre todos os itens.", icone="diario")
        self.tabela.definir_vazio(self.vazio)
        self.detalhe = DetalheItem(casa, self)
        self.detalhe.setMinimumHeight(220)
        self.filtro = Combo((), self)
        self.filtro.setAccessibleName("Mostrar")
        self.filtro.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToContents)
        self.publicacao = botao("&Publicação e papel…", ao_clicar=self.decisoes.abrir_publicacao, pai=self,
                                dica="Edição, dia e página do Diário Oficial; número e data do papel")  # fmt: skip
        self.prontos = botao("Confirmar todos os pro&ntos", TipoBotao.PRIMARIO, icone="certo", pai=self,
                             ao_clicar=self.decisoes.confirmar_prontos)  # fmt: skip
        self._montar()
        self._ligar()

    def _montar(self) -> None:
        esquerda = QWidget(self)
        coluna = QVBoxLayout(esquerda)
        coluna.setContentsMargins(0, 0, 0, 0)
        coluna.setSpacing(6)
        coluna.addWidget(self.texto, 1)
        coluna.addWidget(self.fora)
        barra = self._barra = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        barra.setSpacing(8)
        barra.addWidget(self.filtro)
        barra.addStretch(1)
        barra.addWidget(self.publicacao)
        barra.addWidget(self.prontos)
        em_pe = QSplitter(Qt.Orientation.Vertical, self)
        em_pe.setChildrenCollapsible(False)
        em_pe.addWidget(self.tabela)
        em_pe.addWidget(self.detalhe)
        em_pe.setStretchFactor(0, 2)
        em_pe.setStretchFactor(1, 3)
        em_pe.setSizes([240, 360])
        direita = QWidget(self)
        lado = QVBoxLayout(direita)
        lado.setContentsMargins(0, 0, 0, 0)
        lado.setSpacing(8)
        lado.addLayout(barra)
        lado.addWidget(em_pe, 1)
        self._divisor = QSplitter(Qt.Orientation.Horizontal)
        self._divisor.setChildrenCollapsible(False)
        self._divisor.addWidget(esquerda)
        self._divisor.addWidget(direita)
        self._divisor.setStretchFactor(0, 2)
        self._divisor.setStretchFactor(1, 3)
        self._divisor.setSizes([350, 750])
        pilha = QHBoxLayout()
        pilha.addWidget(rolavel(self._divisor))
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(8)
        caixa.addWidget(self.aviso)
        caixa.addLayout(pilha, 1)

    def _ligar(self) -> None:
        self.tabela.selecionada.connect(self._selecionou)
        self._espera.timeout.connect(self._mostrar_atual)
        self.tabela.confirmada.connect(self.decisoes.confirmar)
        self.tabela.descartada.connect(self.decisoes.descartar)
        self.tabela.aberta.connect(self._abrir_linha)
        self.texto.item_escolhido.connect(self.escolher)
        self.filtro.alterado.connect(self._filtrar)
        self.detalhe.confirmar_pedido.connect(self.decisoes.confirmar)
        self.detalhe.corrigir_pedido.connect(self.decisoes.corrigir)
        self.detalhe.descartar_pedido.connect(self.decisoes.descartar)
        self.detalhe.reabrir_pedido.connect(self.decisoes.reabrir)
        self.detalhe.pessoa_escolhida.connect(self.decisoes.escolher_pessoa)
        self.detalhe.campo_apontado.connect(self.texto.apontar)

    # ------------------------------------------------------------ reading

    def aberta(self) -> LeituraAberta | None:
        """Return the reading on screen."""
        return self._aberta

    def abrir(self, leitura_id: int, pronta: LeituraAberta | None = None) -> None:
        """Show a reading: as it was just read, or read from the registry."""
        if self._aberta is None or self._aberta.leitura.id != leitura_id:
            self._aberta = None
            self.modelo.definir(())
            self.detalhe.mostrar(None)
            self.aviso.esconder()
            self.filtro.definir(None)
        if pronta is not None:
            self.receber(pronta)
        else:
            self.reler(leitura_id)

    def reler(self, leitura_id: int | None = None) -> None:
        """Read again, and judge again: what was decided of an item may change the others."""
        id_ = leitura_id or (self._aberta.leitura.id if self._aberta is not None else None)
        if id_ is not None:
            self._casa.executor.ler(
                self, partial(_abrir, self._casa, id_), sucesso=self.receber, falha=self.aviso.mostrar_erro,
                chave="leitura",
            )  # fmt: skip

    def receber(self, aberta: LeituraAberta) -> None:
        """Show a reading, going to the item in ``procurado`` if there is one, else staying where one is."""
        nova = self._aberta is None or self._aberta.leitura.id != aberta.leitura.id
        self._aberta = aberta
        self.texto.mostrar(aberta)
        self._contar(aberta)
        self._filtrar()
        if nova:
            self._avisar(aberta)
            self.tabela.setFocus()
        self.mostrada.emit(aberta)

    def _avisar(self, aberta: LeituraAberta) -> None:
        frases = list(aberta.avisos)
        if aberta.ja_lida_em is not None:
            frases.insert(0, f"Este texto já tinha sido lido em {instante_local(aberta.ja_lida_em)}.")
        if aberta.leitura.publicacao.data is None:
            frases.append("Falta o dia em que o Diário Oficial circulou: informe-o em “Publicação e papel”.")
        self.aviso.definir(" ".join(frases), Tom.ATENCAO)

    def _contar(self, aberta: LeituraAberta) -> None:
        conta = {s: sum(i.situacao is s for i in aberta.itens) for s in SituacaoItem}
        antes = self.filtro.valor()
        opcoes = [
            Opcao(valor=None, rotulo=f"Todos ({len(aberta.itens)})"),
            Opcao(valor=_PENDENTES, rotulo=f"Pendentes ({aberta.pendentes})"),
            *(Opcao(valor=s, rotulo=f"{s.rotulo} ({n})") for s, n in conta.items() if n),
        ]
        self.filtro.definir_opcoes(opcoes)
        self.filtro.definir(antes if antes in {o.valor for o in opcoes} else None)
        prontos = conta[SituacaoItem.PRONTO]
        ligar(self.prontos, prontos > 0, senao=self.tabela)
        self.prontos.setText(f"Confirmar os {prontos} pro&ntos" if prontos > 1 else "Confirmar todos os pro&ntos")
        self.prontos.setToolTip("Registrar de uma vez o que não tem falta nem dúvida (Ctrl+Enter)")
        fora = len(aberta.ignorados)
        quantas = quantos(fora, "trecho fora, apagado no texto", "trechos fora, apagados no texto")
        self.fora.setText(f"{quantas}: passe o mouse para ver por quê." if fora else "")
        self.fora.setToolTip(como_dica("\n".join(dict.fromkeys(i.motivo for i in aberta.ignorados))))
        self.fora.setVisible(bool(fora))

    @Slot()
    def _filtrar(self, *_: object) -> None:
        aberta = self._aberta
        if aberta is None:
            return
        qual = self.filtro.valor()
        passam = [
            i for i in aberta.itens
            if qual is None or (i.situacao.pendente if qual == _PENDENTES else i.situacao is qual)
        ]  # fmt: skip
        procurado, self.procurado = self.procurado, None
        if procurado is None and (atual := self.atual()) is not None:
            procurado = atual.ordem
        self.tabela.blockSignals(True)
        self.modelo.definir(passam)
        if passam:
            self.tabela.ir_para(self.modelo.posicao(lambda i: i.ordem == procurado))
        self.tabela.blockSignals(False)
        self._mostrar_atual()

    # ------------------------------------------------------------ choosing

    def atual(self) -> ItemDiario | None:
        """Return the item selected."""
        return self.modelo.linha(self.tabela.linha_atual())

    def selecionados(self) -> list[ItemDiario]:
        """Return the items selected, in order."""
        linhas = [self.modelo.linha(posicao) for posicao in self.tabela.linhas_selecionadas()]
        return [linha for linha in linhas if linha is not None]

    @Slot(int)
    def escolher(self, ordem: int) -> None:
        """Select the item with this order, taking the filter away when it hides it."""
        if all(i.ordem != ordem for i in self.modelo.linhas()):
            self.procurado = ordem
            self.filtro.definir(None)
            self._filtrar()
        self.tabela.ir_para(self.modelo.posicao(lambda i: i.ordem == ordem))

    @Slot()
    def _mostrar_atual(self, *_: object) -> None:
        self._espera.stop()
        atual = self.atual()
        self.detalhe.mostrar(atual)
        self.texto.escolher(atual)

    @Slot(int)
    def _selecionou(self, _: int) -> None:
        # Going down with the key held, the text follows; the rest is built where one stops.
        self.texto.escolher(self.atual())
        self._espera.start()

    @Slot(int)
    def _abrir_linha(self, posicao: int) -> None:
        self.decisoes.corrigir_atual()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2:
            self.decisoes.corrigir_atual()
        elif _com_ctrl(event):
            self.decisoes.confirmar_prontos()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        estreita = event.size().width() < _ESTREITA
        self._divisor.setOrientation(Qt.Orientation.Vertical if estreita else Qt.Orientation.Horizontal)
        self.texto.setMinimumHeight(180 if estreita else 0)


def _abrir(casa: Casa, leitura_id: int) -> LeituraAberta:
    from ...servicos import diario

    return replace(diario.abrir(casa.ctx, leitura_id=leitura_id, hoje=casa.hoje()), ja_lida_em=None)
