"""One reading: the text at the left, its items and the one chosen at the right; everything by keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from ...estatuto.erros import ErroDominio
from ...servicos.tipos.diario import Confirmados, ItemDiario, LeituraAberta, SituacaoItem, ordens_em_palavras
from ..casa import Casa
from ..componentes.aviso import FaixaAviso
from ..componentes.botao import TipoBotao, botao
from ..componentes.combo import Combo, Opcao
from ..componentes.dialogo import perguntar
from ..componentes.foco import ligar
from ..componentes.rolagem import rolavel
from ..componentes.tabela import Tabela
from ..componentes.texto import Papel, texto
from ..componentes.vazio import EstadoVazio
from ..dialogos.desfazer import acao_de_desfazer
from ..dialogos.diario_corrigir import DialogoCorrigirItem
from ..dialogos.diario_descartar import DialogoDescartar
from ..dialogos.diario_publicacao import DialogoPublicacaoDaLeitura
from ..modelos.base import ModeloLista
from ..modelos.diario import MUDOU_LEITURA, colunas_itens, mudanca_da_confirmacao
from ..modelos.documentos import instante_local
from ..modelos.prazos import quantos
from ..tema import Tom
from .diario_detalhe import DetalheItem
from .diario_texto import TextoDaLeitura

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
    """``mudou`` when something was decided; ``mostrada`` carries the reading now on screen."""

    mostrada = Signal(object)

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self._casa = casa
        self._aberta: LeituraAberta | None = None
        self._procurado: int | None = None
        self._confirmando: frozenset[int] = frozenset()
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
        self.publicacao = botao("P&ublicação e papel…", ao_clicar=self._abrir_publicacao, pai=self,
                                dica="Edição, dia e página do Diário Oficial; número e data do papel")  # fmt: skip
        self.prontos = botao("Confirmar todos os p&rontos", TipoBotao.PRIMARIO, ao_clicar=self._perguntar_prontos,
                             icone="certo", pai=self)  # fmt: skip
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
        self.tabela.selecionada.connect(self._mostrar_atual)
        self.tabela.confirmada.connect(self.confirmar)
        self.tabela.descartada.connect(self.descartar)
        self.tabela.aberta.connect(self._abrir_linha)
        self.texto.item_escolhido.connect(self.escolher)
        self.filtro.alterado.connect(self._filtrar)
        self.detalhe.confirmar_pedido.connect(self.confirmar)
        self.detalhe.corrigir_pedido.connect(self.corrigir)
        self.detalhe.descartar_pedido.connect(self.descartar)
        self.detalhe.reabrir_pedido.connect(self._reabrir)
        self.detalhe.pessoa_escolhida.connect(self._escolher_pessoa)
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
            self._receber(pronta)
        else:
            self.reler(leitura_id)

    def reler(self, leitura_id: int | None = None) -> None:
        """Read again, and judge again: what was decided of an item may change the others."""
        id_ = leitura_id or (self._aberta.leitura.id if self._aberta is not None else None)
        if id_ is not None:
            self._casa.executor.ler(
                self, partial(_abrir, self._casa, id_), sucesso=self._receber, falha=self.aviso.mostrar_erro,
                chave="leitura",
            )  # fmt: skip

    def _receber(self, aberta: LeituraAberta) -> None:
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
        self.prontos.setText(f"Confirmar os {prontos} p&rontos" if prontos > 1 else "Confirmar todos os p&rontos")
        self.prontos.setToolTip("Registrar de uma vez o que não tem falta nem dúvida (Ctrl+Enter)")
        fora = len(aberta.ignorados)
        quantas = quantos(fora, "trecho fora, apagado no texto", "trechos fora, apagados no texto")
        self.fora.setText(f"{quantas}: passe o mouse para ver por quê." if fora else "")
        self.fora.setToolTip("\n".join(dict.fromkeys(i.motivo for i in aberta.ignorados)))
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
        procurado, self._procurado = self._procurado, None
        if procurado is None and (atual := self.detalhe.atual()) is not None:
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
            self._procurado = ordem
            self.filtro.definir(None)
            self._filtrar()
        self.tabela.ir_para(self.modelo.posicao(lambda i: i.ordem == ordem))

    @Slot()
    def _mostrar_atual(self, *_: object) -> None:
        atual = self.atual()
        self.detalhe.mostrar(atual)
        self.texto.escolher(atual)

    @Slot(int)
    def _abrir_linha(self, posicao: int) -> None:
        self._corrigir_atual()

    # ------------------------------------------------------------ deciding

    @Slot()
    def confirmar(self) -> None:
        """Confirm the items selected, with those they depend on."""
        itens = [i for i in self.selecionados() if i.situacao.pendente]
        presos = [i for i in itens if not i.situacao.confirmavel]
        if presos:
            self._dizer_preso(presos[0])
            return
        if not itens or self._aberta is None:
            return
        ordens = {i.ordem for i in itens}
        antes = [i for i in self._aberta.itens if i.situacao.pendente and i.ordem not in ordens
                 and any(i.ordem in outro.depende for outro in itens)]  # fmt: skip
        repetidos = [i for i in itens if i.situacao is SituacaoItem.REPETIDO]
        todos = (*antes, *itens)
        if repetidos:
            self._perguntar("Registrar de novo?", f"{repetidos[0].duvidas[0]} Confirmar registra outro ato.", todos,
                            repetidos=True)  # fmt: skip
        elif antes:
            quais = ordens_em_palavras([i.ordem for i in antes])
            quem = "o item" if len(antes) == 1 else "os itens"
            self._perguntar("Confirmar juntos?", f"Este ato só cabe com {quem} {quais} antes dele.", todos)
        elif len(itens) > 1:
            self._perguntar("Confirmar os escolhidos?", f"{len(itens)} atos entram no livro, todos ou nenhum.", todos)
        else:
            self._gravar(todos)

    def _dizer_preso(self, item: ItemDiario) -> None:
        razao = item.pendencia
        self.aviso.definir(
            f"O item {item.ordem} ainda não pode ser confirmado. {razao} Corrija-o (F2) ou descarte-o (Del).",
            Tom.ATENCAO,
        )

    @Slot()
    def _perguntar_prontos(self) -> None:
        prontos = self._aberta.prontos if self._aberta is not None else ()
        if not prontos:
            return
        papeis = len({i.papel for i in prontos})
        quantas = quantos(len(prontos), "ato entra no livro", "atos entram no livro")
        onde = "num só papel" if papeis == 1 else f"em {papeis} papéis"
        self._perguntar("Confirmar todos os prontos?", f"{quantas}, {onde}: todos ou nenhum.", prontos)

    def _perguntar(self, titulo: str, explicacao: str, itens: Sequence[ItemDiario], *, repetidos: bool = False) -> None:
        perguntar(
            self, titulo, explicacao, confirmar="&Confirmar",
            ao_confirmar=partial(self._gravar, tuple(itens), repetidos=repetidos),
        )  # fmt: skip

    def _gravar(self, itens: Sequence[ItemDiario], *, repetidos: bool = False) -> None:
        ids = tuple(i.id for i in itens)
        self._procurado = self._proximo(itens)
        self._confirmando = frozenset(ids)
        self.detalhe.confirmar.setEnabled(False)
        self.prontos.setEnabled(False)
        self.aviso.esconder()
        self._casa.executor.gravar(
            self, partial(_confirmar, self._casa, ids, repetidos), sucesso=self._confirmou, falha=self._nao_confirmou,
            mudou=mudanca_da_confirmacao, aguarde="Registrando os atos do Diário Oficial",
        )  # fmt: skip

    def _proximo(self, itens: Sequence[ItemDiario]) -> int | None:
        """Return the first item still pending after those, or before them."""
        ordens = {i.ordem for i in itens}
        ultima = max(ordens)
        linhas = [i for i in self.modelo.linhas() if i.situacao.pendente and i.ordem not in ordens]
        depois = [i.ordem for i in linhas if i.ordem > ultima]
        return next(iter(depois or [i.ordem for i in linhas]), None)

    def _confirmou(self, feito: Confirmados) -> None:
        if self._aberta is not None:
            # Said at once; the reading that is already on its way judges the others again.
            itens = tuple(
                replace(i, situacao=SituacaoItem.CONFIRMADO) if i.id in self._confirmando else i
                for i in self._aberta.itens
            )
            self._receber(replace(self._aberta, itens=itens))
        um_so = len(feito.atos) == 1
        frase = " ".join((feito.mensagem, *feito.avisos[:1])) if um_so else feito.mensagem
        self._casa.mensagem(frase, acao_de_desfazer(self._casa, feito.atos[0], self) if um_so else None)
        self.tabela.setFocus()

    def _nao_confirmou(self, erro: ErroDominio) -> None:
        self._procurado = None
        self.aviso.mostrar_erro(erro)
        atual = self.atual()
        self.detalhe.confirmar.setEnabled(atual is not None and atual.situacao.confirmavel)
        self.prontos.setEnabled(self._aberta is not None and bool(self._aberta.prontos))

    @Slot()
    def _corrigir_atual(self) -> None:
        self.corrigir(False)

    @Slot(bool)
    def corrigir(self, com_ressalva: bool) -> None:
        """Open the form of the item selected."""
        atual, aberta = self.atual(), self._aberta
        if atual is None or aberta is None or not atual.situacao.pendente:
            return
        papel = next(p for p in aberta.papeis if p.indice == atual.papel)
        DialogoCorrigirItem(self._casa, atual, papel, self.window(), com_ressalva=com_ressalva).open()

    @Slot()
    def descartar(self) -> None:
        """Ask why the items selected are left out."""
        itens = [i for i in self.selecionados() if i.situacao.pendente]
        if itens:
            self._procurado = None
            dialogo = DialogoDescartar(self._casa, itens, self.window())
            dialogo.descartados.connect(self._descartou)
            dialogo.open()

    @Slot(int)
    def _descartou(self, _: int) -> None:
        itens = self.selecionados()
        self._procurado = self._proximo(itens) if itens else None
        self.tabela.setFocus()

    @Slot()
    def _reabrir(self) -> None:
        ids = tuple(i.id for i in self.selecionados() if not i.situacao.pendente)
        if ids:
            self._casa.executor.gravar(
                self, partial(_reabrir, self._casa, ids), falha=self.aviso.mostrar_erro, mudou=MUDOU_LEITURA
            )

    @Slot(int)
    def _escolher_pessoa(self, servidor_id: int) -> None:
        atual = self.atual()
        if atual is not None:
            self._casa.executor.gravar(
                self, partial(_escolher_pessoa, self._casa, atual, servidor_id), falha=self.aviso.mostrar_erro,
                mudou=MUDOU_LEITURA,
            )  # fmt: skip
            self.tabela.setFocus()

    @Slot()
    def _abrir_publicacao(self) -> None:
        aberta, atual = self._aberta, self.atual()
        if aberta is None:
            return
        papel = next((p for p in aberta.papeis if atual is not None and p.indice == atual.papel), None)
        DialogoPublicacaoDaLeitura(
            self._casa, aberta.leitura.id, aberta.leitura.publicacao, papel or next(iter(aberta.papeis), None),
            self.window(),
        ).open()  # fmt: skip

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2:
            self._corrigir_atual()
        elif _com_ctrl(event):
            self._perguntar_prontos()
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


def _confirmar(casa: Casa, ids: tuple[int, ...], repetidos: bool) -> Confirmados:
    from ...servicos import diario

    return diario.confirmar(casa.ctx, itens=ids, hoje=casa.hoje(), repetidos=repetidos)


def _reabrir(casa: Casa, ids: tuple[int, ...]) -> int:
    from ...servicos import diario

    return diario.reabrir(casa.ctx, itens=ids)


def _escolher_pessoa(casa: Casa, item: ItemDiario, servidor_id: int) -> None:
    from ...servicos import diario

    diario.escolher_pessoa(casa.ctx, item_id=item.id, versao=item.versao, servidor_id=servidor_id)
