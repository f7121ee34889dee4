"""The item chosen: who it is about, what was read and how surely, what is missing, what the law says, what to do."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ...estatuto.atos.catalogo import POR_TIPO
from ...estatuto.erros import ErroDominio
from ...servicos.tipos import Analise
from ...servicos.tipos.diario import CampoLido, ItemDiario, SituacaoItem, ordens_em_palavras, palavra_da_confianca
from ...servicos.tipos.emendas import AnaliseEmenda
from ...servicos.tipos.importacao import Parecido
from ..casa import Casa
from ..componentes.botao import TipoBotao, botao
from ..componentes.citacao import Citacao, agrupar
from ..componentes.painel_lateral import PainelLateral
from ..componentes.selo import Selo
from ..componentes.texto import Papel, texto
from ..componentes.vazio import EstadoVazio
from ..dialogos.analise import LinhaMarcada, PainelAnalise
from ..dialogos.diario_corrigir import em_uma_linha
from ..dialogos.emenda_previa import PreviaEmenda
from ..modelos.diario import TOM_DA_CERTEZA, TOM_DO_ITEM
from ..modelos.prazos import quantos
from ..tema import Tom

ATRASO_MS = 80
_ESTREITO = 620
_AO_LADO = 16
"""Letters of a citation that fit beside the badges."""


class _Juizo(PainelAnalise):
    """What the law says of an item; a reasoned consultation is asked for in the form, where there is one."""

    def _oferecer_consulta(self) -> None:
        pass


class CamposLidos(QWidget):
    """What was read of an item, how surely, and where; the rows are used again from one item to the next."""

    apontado = Signal(object)
    """The `CampoLido` to show in the text."""

    def __init__(self, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self._campos: tuple[CampoLido, ...] = ()
        self._linhas: list[tuple[QPushButton, QLabel, Selo]] = []
        self._grade = QGridLayout(self)
        self._grade.setContentsMargins(0, 0, 0, 0)
        self._grade.setHorizontalSpacing(10)
        self._grade.setVerticalSpacing(6)
        self._grade.setColumnStretch(1, 1)

    def mostrar(self, campos: tuple[CampoLido, ...]) -> None:
        """Show these."""
        self._campos = campos
        while len(self._linhas) < len(campos):
            self._linhas.append(self._nova(len(self._linhas)))
        for numero, (onde, valor, selo) in enumerate(self._linhas):
            for widget in (onde, valor, selo):
                widget.setVisible(numero < len(campos))
            if numero < len(campos):
                campo = campos[numero]
                certeza = palavra_da_confianca(campo.confianca)
                onde.setText(campo.rotulo)
                onde.setAccessibleName(f"{campo.rotulo}: {campo.valor}. Leitura {certeza.lower()}. Mostrar no texto.")
                valor.setText(campo.valor)
                selo.definir(certeza, TOM_DA_CERTEZA[certeza])

    def _nova(self, numero: int) -> tuple[QPushButton, QLabel, Selo]:
        onde = botao("", TipoBotao.DISCRETO, ao_clicar=partial(self._apontar, numero), pai=self)
        onde.setProperty("tipo", "citacao")
        onde.setToolTip("Mostrar no texto")
        valor = texto("", Papel.CORPO, quebra=True, selecionavel=True, pai=self)
        valor.setMinimumWidth(60)
        selo = Selo(pai=self)
        topo = Qt.AlignmentFlag.AlignTop
        self._grade.addWidget(onde, numero, 0, topo | Qt.AlignmentFlag.AlignLeft)
        self._grade.addWidget(valor, numero, 1, topo)
        self._grade.addWidget(selo, numero, 2, topo)
        return onde, valor, selo

    def _apontar(self, numero: int, *_: object) -> None:
        self.apontado.emit(self._campos[numero])


class DetalheItem(QWidget):
    """Shows one item. Every button only says what was asked: the screen does it."""

    confirmar_pedido = Signal()
    corrigir_pedido = Signal(bool)
    """True when the ressalva is what is asked for."""
    descartar_pedido = Signal()
    reabrir_pedido = Signal()
    pessoa_escolhida = Signal(int)
    campo_apontado = Signal(object)
    """The `CampoLido` to show in the text."""

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self._casa = casa
        self._item: ItemDiario | None = None
        self.setAccessibleName("Item escolhido")
        self.lido = PainelLateral("", self, largura=340)
        self.lido.setMinimumWidth(260)
        self.juizo = _Juizo(self)
        self.previa = PreviaEmenda(self)
        self._lei = QStackedWidget(self)
        self._lei.addWidget(self.juizo)
        self._lei.addWidget(self.previa)
        self.espera = PainelLateral("O que a lei diz", self)
        self._frase = texto("", Papel.SUAVE, quebra=True, pai=self)
        self.espera.corpo.addWidget(self._frase)
        self._lei.addWidget(self.espera)
        self._campos = CamposLidos(self)
        self._antes = QWidget(self)
        self._caixa_antes = QVBoxLayout(self._antes)
        self._caixa_antes.setContentsMargins(0, 0, 0, 0)
        self._caixa_antes.setSpacing(10)
        self._lido_no_texto = texto("Lido no texto", Papel.SECAO, pai=self)
        self._lido_no_texto.setContentsMargins(0, 6, 0, 0)
        for widget in (self._antes, self._lido_no_texto, self._campos):
            self.lido.corpo.addWidget(widget)
        self._lei.setMinimumWidth(240)
        self._divisor = QSplitter(Qt.Orientation.Horizontal, self)
        self._divisor.setChildrenCollapsible(False)
        self._divisor.addWidget(self.lido)
        self._divisor.addWidget(self._lei)
        self._divisor.setStretchFactor(0, 4)
        self._divisor.setStretchFactor(1, 3)
        self._divisor.setSizes([400, 300])
        self.confirmar = botao("Con&firmar", TipoBotao.PRIMARIO, ao_clicar=self._pedir_confirmacao, pai=self,
                               dica="Registrar o ato deste item no livro (Enter, na lista)")  # fmt: skip
        self.corrigir = botao("C&orrigir…", ao_clicar=self._pedir_correcao, icone="editar", pai=self,
                              dica="Mudar o ato, a pessoa ou os dados (F2)")  # fmt: skip
        self.descartar = botao("Descar&tar…", ao_clicar=self._pedir_descarte, pai=self,
                               dica="Deixar de fora, com o motivo (Del)")  # fmt: skip
        self.reabrir = botao("Rea&brir", ao_clicar=self._pedir_reabertura, pai=self,
                             dica="Voltar o item a pendente")  # fmt: skip
        self.ficha = botao("Abrir ficha", TipoBotao.DISCRETO, ao_clicar=self._abrir_ficha, icone="pessoa", pai=self)
        acoes = QHBoxLayout()
        acoes.setSpacing(8)
        acoes.addWidget(self.ficha)
        acoes.addStretch(1)
        for acao in (self.reabrir, self.descartar, self.corrigir, self.confirmar):
            acoes.addWidget(acao)
        dentro = QWidget(self)
        caixa = QVBoxLayout(dentro)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(8)
        caixa.addWidget(self._divisor, 1)
        caixa.addLayout(acoes)
        self._pilha = QStackedWidget(self)
        self._pilha.addWidget(
            EstadoVazio("Nenhum item escolhido", "Escolha um item da lista, ou clique no texto.", icone="diario")
        )
        self._pilha.addWidget(dentro)
        fora = QVBoxLayout(self)
        fora.setContentsMargins(0, 0, 0, 0)
        fora.addWidget(self._pilha)
        self._espera = QTimer(self)
        self._espera.setSingleShot(True)
        self._espera.setInterval(ATRASO_MS)
        # signals
        self._espera.timeout.connect(self._analisar)
        self._campos.apontado.connect(self.campo_apontado)
        self.juizo.quer_ressalva.connect(self._pedir_ressalva)
        self.previa.quer_ressalva.connect(self._pedir_ressalva)

    # ------------------------------------------------------------ showing

    def atual(self) -> ItemDiario | None:
        """Return the item shown."""
        return self._item

    def mostrar(self, item: ItemDiario | None) -> None:
        """Show an item, or the invitation to choose one."""
        if item == self._item and item is not None:
            return
        self._item = item
        self._espera.stop()
        self._casa.executor.cancelar(self, "analise")
        self._pilha.setCurrentIndex(0 if item is None else 1)
        if item is not None:
            self._botoes(item)
            self._montar(item)
            self._rever_lei(item)

    def _botoes(self, item: ItemDiario) -> None:
        pendente = item.situacao.pendente
        self.confirmar.setVisible(pendente)
        self.confirmar.setEnabled(item.situacao.confirmavel)
        self.corrigir.setVisible(pendente)
        self.descartar.setVisible(pendente)
        self.reabrir.setVisible(not pendente)
        self.ficha.setVisible(item.servidor_id is not None)

    def _montar(self, item: ItemDiario) -> None:
        painel = self.lido
        corpo = self._caixa_antes
        while (velho := corpo.takeAt(0)) is not None:
            widget = velho.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        painel.definir_titulo(f"{item.ordem}. {item.rotulo}")
        self._cabeca(item)
        for frase in item.faltas:
            corpo.addWidget(LinhaMarcada(Tom.PERIGO, frase, palavra="Falta"))
        if item.recusa:
            corpo.addWidget(LinhaMarcada(Tom.PERIGO, item.recusa, palavra="A lei recusa"))
        for frase in item.duvidas:
            corpo.addWidget(LinhaMarcada(Tom.ATENCAO, frase, palavra="Dúvida"))
        if item.depende:
            quais = ordens_em_palavras(item.depende)
            frase = (
                f"Entra depois {'do item' if len(item.depende) == 1 else 'dos itens'} {quais}, na mesma confirmação."
            )
            corpo.addWidget(LinhaMarcada(Tom.INFO, frase, palavra="Ordem"))
        if not item.situacao.pendente and item.motivo:
            corpo.addWidget(texto(f"Motivo: {item.motivo}", quebra=True))
        self._pessoas(item)
        self._campos.mostrar(item.campos)
        self._lido_no_texto.setVisible(bool(item.campos))
        agrupar(painel)
        painel.ao_topo()

    def _cabeca(self, item: ItemDiario) -> None:
        linha = QWidget()
        caixa = QHBoxLayout(linha)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(6)
        caixa.addWidget(Selo(item.situacao.rotulo, TOM_DO_ITEM[item.situacao]))
        if item.corrigido and item.situacao.pendente:
            caixa.addWidget(Selo("Corrigido", Tom.INFO))
        if item.reservas:
            caixa.addWidget(Selo("Com ressalva", Tom.ATENCAO))
        definicao = POR_TIPO.get(item.tipo or "")
        if definicao is not None and len(definicao.dispositivo) <= _AO_LADO:
            caixa.addWidget(Citacao(definicao.dispositivo))
        caixa.addStretch(1)
        self._caixa_antes.addWidget(linha)
        if definicao is not None and len(definicao.dispositivo) > _AO_LADO:
            self._caixa_antes.addWidget(Citacao(definicao.dispositivo), 0, Qt.AlignmentFlag.AlignLeft)

    def _pessoas(self, item: ItemDiario) -> None:
        corpo = self._caixa_antes
        if item.nova_pessoa:
            self._secao("Pessoa")
            corpo.addWidget(texto(f"{item.nome} — entra como pessoa nova", quebra=True))
            return
        if not item.pessoas:
            return
        certa = next((p for p in item.pessoas if p.servidor_id == item.servidor_id), None)
        if certa is not None:
            self._secao("Pessoa")
            corpo.addWidget(self._pessoa(certa, escolhida=True, pendente=item.situacao.pendente))
            return
        self._secao("Quem pode ser" if len(item.pessoas) == 1 else f"Quem pode ser ({len(item.pessoas)})")
        for pessoa in item.pessoas:
            corpo.addWidget(self._pessoa(pessoa, escolhida=False, pendente=item.situacao.pendente))

    def _pessoa(self, pessoa: Parecido, *, escolhida: bool, pendente: bool) -> QWidget:
        quadro = QFrame()
        quadro.setProperty("superficie", not escolhida)
        caixa = QVBoxLayout(quadro)
        margem = 0 if escolhida else 10
        caixa.setContentsMargins(margem, margem, margem, margem)
        caixa.setSpacing(2)
        caixa.addWidget(texto(pessoa.nome, Papel.CORPO, quebra=True, selecionavel=True))
        caixa.addWidget(texto(em_uma_linha(pessoa), Papel.LEGENDA, quebra=True, selecionavel=True))
        iguais = f"Igual: {', '.join(pessoa.iguais)}" if pessoa.iguais else ""
        diferentes = f"Diferente: {', '.join(pessoa.diferentes)}" if pessoa.diferentes else ""
        comparados = " · ".join(parte for parte in (iguais, diferentes) if parte)
        if comparados:
            caixa.addWidget(texto(comparados, Papel.LEGENDA, quebra=True))
        if not escolhida and pendente:
            acao = botao("É esta pessoa", ao_clicar=partial(self._escolher_pessoa, pessoa.servidor_id))
            acao.setAccessibleName(f"É esta pessoa: {pessoa.nome}, {em_uma_linha(pessoa)}")
            caixa.addWidget(acao, 0, Qt.AlignmentFlag.AlignLeft)
        return quadro

    def _secao(self, titulo: str) -> None:
        rotulo = texto(titulo, Papel.SECAO)
        rotulo.setContentsMargins(0, 6, 0, 0)
        self._caixa_antes.addWidget(rotulo)

    # ------------------------------------------------------------ the law

    def _rever_lei(self, item: ItemDiario) -> None:
        if not item.situacao.pendente:
            feito = "O ato está no livro." if item.situacao is SituacaoItem.CONFIRMADO else "O item foi descartado."
            self._mandar_esperar(feito)
        elif item.tipo is None:
            self._mandar_esperar("Diga que ato é (Corrigir) ou descarte o item.")
        elif item.pedido is None and (item.emenda is None or not item.emenda.ato_id):
            self._mandar_esperar(next(iter(item.faltas), "Falta o ato do livro de que o texto fala."))
        elif item.pedido is not None and item.servidor_id is None and not item.nova_pessoa:
            self._mandar_esperar("Escolha a pessoa: aqui aparecem os requisitos, os efeitos e os prazos.")
        else:
            # What is on screen is of the item before: it must not be taken for this one's.
            self._mandar_esperar("Vendo o que a lei diz deste ato…")
            self._espera.start()

    def _mandar_esperar(self, frase: str) -> None:
        self._frase.setText(frase)
        self._lei.setCurrentWidget(self.espera)

    @Slot()
    def _analisar(self) -> None:
        item, casa = self._item, self._casa
        if item is not None:
            casa.executor.ler(
                self, partial(_analisar, casa, item), sucesso=self._julgado, falha=self._sem_juizo, chave="analise"
            )

    def _julgado(self, analise: Analise | AnaliseEmenda) -> None:
        item = self._item
        if isinstance(analise, AnaliseEmenda):
            self.previa.mostrar(analise, ressalva=True)
            self._lei.setCurrentWidget(self.previa)
        elif item is not None and item.depende and analise.recusa is not None:
            antes = quantos(len(item.depende), "item", "itens")
            self._mandar_esperar(
                f"Sozinho, a lei recusa este ato; com {antes} antes dele, na mesma confirmação, admite."
            )
        else:
            self.juizo.mostrar(analise)
            self._lei.setCurrentWidget(self.juizo)

    def _sem_juizo(self, erro: ErroDominio) -> None:
        self._mandar_esperar(erro.mensagem)

    # ------------------------------------------------------------ asking

    @Slot()
    def _pedir_confirmacao(self) -> None:
        self.confirmar_pedido.emit()

    @Slot()
    def _pedir_correcao(self) -> None:
        self.corrigir_pedido.emit(False)

    @Slot()
    def _pedir_ressalva(self) -> None:
        self.corrigir_pedido.emit(True)

    @Slot()
    def _pedir_descarte(self) -> None:
        self.descartar_pedido.emit()

    @Slot()
    def _pedir_reabertura(self) -> None:
        self.reabrir_pedido.emit()

    def _escolher_pessoa(self, servidor_id: int, *_: object) -> None:
        self.pessoa_escolhida.emit(servidor_id)

    @Slot()
    def _abrir_ficha(self) -> None:
        if self._item is not None and self._item.servidor_id is not None:
            self._casa.abrir_ficha(self._item.servidor_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        estreito = event.size().width() < _ESTREITO
        self._divisor.setOrientation(Qt.Orientation.Vertical if estreito else Qt.Orientation.Horizontal)


def _analisar(casa: Casa, item: ItemDiario) -> Any:
    from ...servicos import emendas, provimento

    if item.emenda is not None:
        return emendas.analisar_emenda(casa.ctx, pedido=item.emenda, hoje=casa.hoje())
    assert item.pedido is not None
    return provimento.analisar(casa.ctx, pedido=item.pedido, hoje=casa.hoje())
