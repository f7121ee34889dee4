"""The form of one way of correcting the book, with what it would change at the right, live."""

from __future__ import annotations

import dataclasses
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QScrollArea, QSplitter, QVBoxLayout, QWidget

from ...estatuto.atos.base import TipoCampo
from ...estatuto.atos.catalogo import POR_TIPO
from ...estatuto.erros import ErroDominio
from ...estatuto.tipos import AlcanceRepublicacao
from ...estatuto.tipos_emendas import FormaEmenda
from ...servicos.tipos.emendas import AlvoEmenda, AnaliseEmenda, PedidoEmenda
from ..casa import Casa
from ..componentes.campo_data import CampoData
from ..componentes.combo import Combo, Opcao
from ..componentes.formulario import Formulario
from ..componentes.painel_lateral import Painel
from ..componentes.rolagem import rolavel
from ..modelos.emendas import MOTIVO
from .descricao import descrever
from .emenda_dependentes import ListaDependentes
from .emenda_previa import PreviaEmenda
from .formulario_ato import FormularioAto
from .listas import Listas
from .secoes import SecaoInstrumento, SecaoRessalva

ATRASO_MS = 200
_ESTREITA = 860
_FORA = frozenset({"ato", "caem", "mantidos", "movido_para", "de", "novo", "novo_sigiloso", "versao", "pares"})
"""Fields that say which act an entry is about: to change them is another entry."""
_FIXOS = frozenset({TipoCampo.CANDIDATO, TipoCampo.CONFERENCIA})
"""Kinds that a correction keeps as they are: a wrong candidate is a wrong act."""

_ALCANCES = (
    Opcao(valor=None, rotulo="Escolha o alcance…"),
    *(Opcao(valor=a, rotulo=a.rotulo) for a in AlcanceRepublicacao),
)


class PaginaEmenda(QWidget):
    """``analisada`` carries each verdict; ``alterada`` is emitted at each change, before it."""

    alterada = Signal()
    analisada = Signal(object)

    def __init__(
        self, casa: Casa, alvo: AlvoEmenda, forma: FormaEmenda, listas: Listas, pai: QWidget | None = None
    ) -> None:
        super().__init__(pai)
        self.casa = casa
        self.alvo = alvo
        self.forma = forma
        self.analise: AnaliseEmenda | None = None
        self._listas = listas
        self.publicacao = CampoData(self, hoje=casa.hoje) if forma.publicada else None
        self.efeitos_em = CampoData(self, hoje=casa.hoje) if forma is FormaEmenda.REVOGACAO else None
        self.alcance = Combo(_ALCANCES, self) if forma is FormaEmenda.RETIFICACAO else None
        self.motivo = QPlainTextEdit(self)
        self.motivo.setTabChangesFocus(True)
        self.motivo.setFixedHeight(self.motivo.fontMetrics().height() * 3 + 20)
        self.form = self._do_conteudo()
        self.dependentes = ListaDependentes(forma, self)
        self.instrumento = SecaoInstrumento(hoje=casa.hoje) if forma.publicada else None
        com_ressalva = forma in (FormaEmenda.CORRECAO, FormaEmenda.RETIFICACAO, FormaEmenda.ANULACAO)
        self.ressalva = SecaoRessalva(hoje=casa.hoje) if com_ressalva else None
        self.previa = PreviaEmenda(self)
        self._espera = QTimer(self)
        self._espera.setSingleShot(True)
        self._espera.setInterval(ATRASO_MS)
        self._divisor = QSplitter(Qt.Orientation.Horizontal, self)
        self._divisor.setChildrenCollapsible(False)
        self._divisor.addWidget(self._coluna())
        self._divisor.addWidget(self.previa)
        self._divisor.setStretchFactor(0, 5)
        self._divisor.setStretchFactor(1, 3)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.addWidget(self._divisor)
        self._ligar()

    # ------------------------------------------------------------ building

    def _do_conteudo(self) -> FormularioAto | None:
        if self.forma not in (FormaEmenda.CORRECAO, FormaEmenda.RETIFICACAO):
            return None
        classe = POR_TIPO[self.alvo.tipo].conteudo
        apurados = {c.name for c in dataclasses.fields(classe) if c.metadata.get("apurado") or "tipo" not in c.metadata}
        fixos = {d.nome for d in descrever(classe) if d.tipo in _FIXOS}
        form = FormularioAto(
            classe, hoje=self.casa.hoje, usuario=self.casa.ctx.usuario, titulo="Como deve constar",
            sem=_FORA | apurados | fixos,
        )  # fmt: skip
        form.definir_listas(self._listas)
        form.preencher(self.alvo.conteudo)
        return form

    def _coluna(self) -> QScrollArea:
        dentro = QWidget()
        pilha = QVBoxLayout(dentro)
        pilha.setContentsMargins(0, 0, 8, 0)
        pilha.setSpacing(16)
        quadro = Painel(self.forma.rotulo, dentro)
        self.formulario = Formulario(quadro, colunas=2)
        if self.publicacao is not None:
            self.formulario.adicionar("publicacao", "&Publicação no DOE", self.publicacao, obrigatorio=True)
        if self.efeitos_em is not None:
            self.formulario.adicionar("efeitos_em", "&Deixa de valer em", self.efeitos_em,
                                      ajuda="Em branco: no dia da publicação.")  # fmt: skip
        if self.alcance is not None:
            self.formulario.adicionar("alcance", "A&lcance", self.alcance, obrigatorio=True,
                                      ajuda="Mudar pessoa, cargo ou quadro recomeça os prazos.")  # fmt: skip
        rotulo, ajuda = MOTIVO[self.forma]
        self.formulario.adicionar("motivo", rotulo, self.motivo, obrigatorio=True, ajuda=ajuda, largo=True)
        quadro.corpo.addWidget(self.formulario)
        for widget in (quadro, self.form, self.dependentes, self.instrumento, self.ressalva):
            if widget is not None:
                pilha.addWidget(widget)
        pilha.addStretch(1)
        rolagem = rolavel(dentro)
        rolagem.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rolagem.setMinimumWidth(320)
        return rolagem

    def _ligar(self) -> None:
        self._espera.timeout.connect(self.analisar)
        self.motivo.textChanged.connect(self._mudou)
        self.dependentes.alterada.connect(self._mudou)
        for campo in (self.publicacao, self.efeitos_em):
            if campo is not None:
                campo.textChanged.connect(self._mudou)
                campo.editingFinished.connect(self._rever)
        if self.alcance is not None:
            self.alcance.alterado.connect(self._mudou)
        for secao in (self.form, self.instrumento, self.ressalva):
            if secao is not None:
                secao.alterado.connect(self._mudou)
        if self.ressalva is not None:
            self.previa.quer_ressalva.connect(self.ressalva.expandir)

    def focar(self) -> None:
        """Give the focus to what is filled first."""
        (self.publicacao or self.motivo).setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------ what is asked for

    def pedido(self, *, para_analise: bool = False) -> PedidoEmenda:
        """Return what is filled in. What the correction moves can be shown before its reason is written."""
        publicacao = self.publicacao.data() if self.publicacao is not None else None
        motivo = self.motivo.toPlainText().strip()
        return PedidoEmenda(
            forma=self.forma,
            ato_id=self.alvo.ato_id,
            motivo=motivo or ("—" if para_analise else ""),
            publicacao=publicacao,
            efeitos_em=self.efeitos_em.data() if self.efeitos_em is not None else None,
            conteudo=self._conteudo(),
            alcance=self.alcance.valor() if self.alcance is not None else None,
            destinos=self.dependentes.destinos(),
            ressalva=self.ressalva.ressalva() if self.ressalva is not None else None,
            instrumento=(
                self.instrumento.instrumento(publicado_em=publicacao, autoridade="")
                if self.instrumento is not None and not para_analise
                else None
            ),
            versao=self.alvo.versao,
        )

    def _conteudo(self) -> dict[str, Any] | None:
        if self.form is None:
            return None
        mostrados = {d.nome for d in self.form.descricoes}
        # What the form does not show stays as it holds.
        guardados = {nome: valor for nome, valor in self.alvo.conteudo.items() if nome not in mostrados}
        return guardados | self.form.valores()

    def conferir(self) -> bool:
        """Say below each field what is missing or cannot be read; tell whether nothing is."""
        self.formulario.limpar_erros()
        self._rever()
        if self.publicacao is not None and not self.publicacao.erro() and self.publicacao.data() is None:
            self.formulario.erro("publicacao", "Informe o dia em que saiu no Diário Oficial.")
        if self.alcance is not None and self.alcance.valor() is None:
            self.formulario.erro("alcance", "Diga se é formal ou substancial.")
        if not self.motivo.toPlainText().strip():
            self.formulario.erro("motivo", f"Escreva o {'fundamento' if self.forma.publicada else 'motivo'}.")
        return not self.formulario.focar_erro() and not (self.form is not None and self.form.erros())

    @Slot()
    def _rever(self) -> None:
        for chave, campo in (("publicacao", self.publicacao), ("efeitos_em", self.efeitos_em)):
            if campo is not None:
                self.formulario.erro(chave, campo.erro())

    # ------------------------------------------------------------ what it would change

    @Slot()
    def _mudou(self, *_: object) -> None:
        self.analise = None
        self._espera.start()
        self.alterada.emit()

    @Slot()
    def analisar(self) -> None:
        """Read what the correction would do."""
        casa, pedido = self.casa, self.pedido(para_analise=True)

        def ler() -> AnaliseEmenda:
            from ...servicos import emendas

            return emendas.analisar_emenda(casa.ctx, pedido=pedido, hoje=casa.hoje())

        casa.executor.ler(self, ler, sucesso=self._receber, falha=self._falhar, chave="analise")

    def _receber(self, analise: AnaliseEmenda) -> None:
        self.analise = analise
        self.dependentes.definir(analise.dependentes)
        self.previa.mostrar(analise, ressalva=self.ressalva is not None)
        self.analisada.emit(analise)

    def _falhar(self, erro: ErroDominio) -> None:
        self.previa.recusar(erro)
        self.analisada.emit(None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        deitado = event.size().width() >= _ESTREITA
        self._divisor.setOrientation(Qt.Orientation.Horizontal if deitado else Qt.Orientation.Vertical)
