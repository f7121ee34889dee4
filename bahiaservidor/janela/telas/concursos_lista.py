"""The candidates of one list, in order, with who is next and why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from ...servicos.tipos import Candidato
from ..casa import Casa
from ..componentes.botao import TipoBotao, botao
from ..componentes.selo import Selo
from ..componentes.tabela import Tabela
from ..componentes.texto import Papel, como_dica, texto
from ..componentes.vazio import EstadoVazio
from ..dialogos.papeis_lote import lote_da_lista
from ..modelos.base import ModeloLista
from ..modelos.candidatos import A_NOMEAR, CONVOCADO, DESISTENTE, ELIMINADO, ESPERAM, por_que_proximo, proximo
from ..modelos.concursos import COLUNAS_CANDIDATOS, LinhaCandidato, historia
from ..tema import Tom

_PASSOS = (
    ("eliminar", "Registrar eliminação…"),
    ("fim", "Levar ao fim da lista…"),
    ("voltar", "Desfazer convocação ou saída…"),
    ("lote", "Emitir documentos em lote…"),
)


class PainelCandidatos(QWidget):
    """The strip of the next candidate, the table, and the buttons."""

    nomear = Signal(object)
    """The candidate to name."""
    incluir = Signal()
    """More candidates are to be written."""
    desistir = Signal(object)
    """The candidate who gave up."""
    convocar = Signal(object)
    """The candidates to call: those who wait, up to the one chosen."""
    passo = Signal(str, object)
    """Another step (``eliminar``, ``fim``, ``voltar``) and its candidate."""
    abrir_vinculo = Signal(int)
    """The vínculo of a candidate already named."""

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self._casa = casa
        self._candidatos: tuple[Candidato, ...] = ()
        self._impedimento = ""
        self.de_que_lista = ""
        self.faixa = QFrame(self)
        self.faixa.setProperty("superficie", True)
        caixa = QHBoxLayout(self.faixa)
        caixa.setContentsMargins(16, 12, 12, 12)
        caixa.setSpacing(12)
        palavras = QVBoxLayout()
        palavras.setSpacing(4)
        self.selo = Selo("Próximo desta lista", Tom.INFO, self.faixa)
        self.nome = texto("", Papel.SECAO, quebra=True, selecionavel=True, pai=self.faixa)
        self.razao = texto("", Papel.SUAVE, quebra=True, pai=self.faixa)
        palavras.addWidget(self.selo, 0, Qt.AlignmentFlag.AlignLeft)
        palavras.addWidget(self.nome)
        palavras.addWidget(self.razao)
        self.botao_nomear = botao("&Nomear…", TipoBotao.PRIMARIO, ao_clicar=self._nomear, pai=self.faixa)
        caixa.addLayout(palavras, 1)
        caixa.addWidget(self.botao_nomear, 0, Qt.AlignmentFlag.AlignVCenter)
        self.modelo: ModeloLista[LinhaCandidato] = ModeloLista(COLUNAS_CANDIDATOS, (), self)
        self.tabela = Tabela("concursos_candidatos", casa.preferencias, self)
        self.tabela.setAccessibleName("Candidatos da lista, na ordem de classificação")
        self.tabela.setSelectionMode(Tabela.SelectionMode.SingleSelection)
        self.tabela.definir_modelo(self.modelo)
        self.tabela.setMinimumHeight(170)
        self.tabela.definir_vazio(
            EstadoVazio(
                "Lista sem candidatos",
                "Cole os classificados da planilha, na ordem de classificação.",
                icone="candidato",
                acao="&Incluir candidatos…",
                ao_acionar=self._incluir,
            )
        )
        self.botao_incluir = botao("&Incluir…", ao_clicar=self._incluir, icone="mais", pai=self)
        self.botao_convocar = botao(
            "Con&vocar…", ao_clicar=self._convocar, dica="Convoca quem espera, na ordem, até o escolhido", pai=self
        )
        self.botao_desistir = botao("&Desistência…", ao_clicar=self._desistir, pai=self)
        self.botao_ficha = botao("Abrir &ficha", TipoBotao.DISCRETO, ao_clicar=self._abrir, pai=self)
        self.botao_outros = botao("&Outros", pai=self)
        self.menu = QMenu(self.botao_outros)
        self.acoes: dict[str, QAction] = {}
        for passo, rotulo in _PASSOS:
            acao = QAction(rotulo, self.menu)
            acao.setData(passo)
            self.menu.addAction(acao)
            self.acoes[passo] = acao
        self.menu.triggered.connect(self._dar_passo)
        self.botao_outros.setMenu(self.menu)
        self.contagem = texto("", Papel.LEGENDA, pai=self)
        self.historia = texto("", Papel.SUAVE, quebra=True, selecionavel=True, pai=self)
        pe = QHBoxLayout()
        pe.setSpacing(8)
        pe.addWidget(self.botao_incluir)
        pe.addWidget(self.botao_convocar)
        pe.addWidget(self.botao_desistir)
        pe.addWidget(self.botao_outros)
        pe.addWidget(self.botao_ficha)
        pe.addStretch(1)
        pe.addWidget(self.contagem)
        pilha = QVBoxLayout(self)
        pilha.setContentsMargins(0, 0, 0, 0)
        pilha.setSpacing(12)
        pilha.addWidget(self.faixa)
        pilha.addWidget(self.tabela, 1)
        pilha.addWidget(self.historia)
        pilha.addLayout(pe)
        # signals
        self.tabela.selecionada.connect(self._rever_botoes)
        self.tabela.aberta.connect(self._ao_abrir)
        self.definir((), "")

    def definir(self, candidatos: Sequence[Candidato], impedimento: str) -> None:
        """Show these; ``impedimento`` says why nobody can be named (a concurso that ended)."""
        antes = self.candidato_atual()
        self._candidatos = tuple(sorted(candidatos, key=lambda c: c.classificacao))
        self._impedimento = impedimento
        seguinte = proximo(self._candidatos)
        self.modelo.definir([LinhaCandidato(candidato=c, proximo=c is seguinte) for c in self._candidatos])
        self.faixa.setVisible(bool(self._candidatos))
        if seguinte is not None:
            self.selo.definir("Próximo desta lista", Tom.INFO)
            self.nome.setText(f"{seguinte.classificacao}º — {seguinte.nome}")
            self.razao.setText(impedimento or por_que_proximo(self._candidatos))
        else:
            self.selo.definir("Lista esgotada", Tom.APAGADO)
            self.nome.setText("Ninguém a nomear")
            self.razao.setText(por_que_proximo(self._candidatos))
        self.botao_nomear.setVisible(seguinte is not None)
        self.botao_nomear.setEnabled(not impedimento)
        self.botao_nomear.setToolTip(como_dica(impedimento))
        restam = sum(1 for c in self._candidatos if c.situacao in ESPERAM)
        total = len(self._candidatos)
        self.contagem.setText(f"{total} na lista, {restam} a nomear" if total else "")
        self.botao_incluir.setVisible(total > 0)
        if antes is not None:
            self.escolher(antes.id)
        self._rever_botoes()

    def filtro_em_palavras(self) -> str:
        """Return which list this is, as a file of it says."""
        return self.de_que_lista

    def escolher(self, candidato_id: int | None) -> None:
        """Make a candidate current."""
        for posicao, linha in enumerate(self.modelo.linhas()):
            if linha.candidato.id == candidato_id:
                self.tabela.ir_para(posicao)

    def candidato_atual(self) -> Candidato | None:
        """Return the candidate of the current row."""
        linha = self.modelo.linha(self.tabela.linha_atual())
        return linha.candidato if linha is not None else None

    @Slot()
    def _rever_botoes(self, *_: int) -> None:
        atual = self.candidato_atual()
        espera = atual is not None and atual.situacao in ESPERAM
        self.botao_desistir.setEnabled(espera)
        self.botao_convocar.setEnabled(bool(self.a_convocar()) and not self._impedimento)
        self.acoes["eliminar"].setEnabled(espera)
        self.acoes["fim"].setEnabled(espera)
        self.acoes["voltar"].setEnabled(atual is not None and atual.situacao in (CONVOCADO, DESISTENTE, ELIMINADO))
        for item in (self.botao_desistir, self.botao_convocar, self.botao_outros):
            item.setVisible(bool(self._candidatos))
        feito = historia(atual) if atual is not None else ""
        self.historia.setText(f"{atual.nome}: {feito}." if atual is not None and feito else "")
        self.historia.setVisible(bool(feito))
        self.botao_ficha.setVisible(atual is not None and atual.vinculo_id is not None)

    @Slot()
    def _nomear(self) -> None:
        seguinte = proximo(self._candidatos)
        if seguinte is not None and not self._impedimento:
            self.nomear.emit(seguinte)

    @Slot()
    def _incluir(self) -> None:
        self.incluir.emit()

    @Slot()
    def _desistir(self) -> None:
        atual = self.candidato_atual()
        if atual is not None and atual.situacao in ESPERAM:
            self.desistir.emit(atual)

    def a_convocar(self) -> tuple[Candidato, ...]:
        """Return who waits without a call, in order, up to the candidate chosen."""
        atual = self.candidato_atual()
        if atual is None or atual.situacao != A_NOMEAR:
            return ()
        return tuple(c for c in self._candidatos if c.situacao == A_NOMEAR and c.classificacao <= atual.classificacao)

    @Slot()
    def _convocar(self) -> None:
        quem = self.a_convocar()
        if quem and not self._impedimento:
            self.convocar.emit(quem)

    @Slot(QAction)
    def _dar_passo(self, acao: QAction) -> None:
        atual = self.candidato_atual()
        if str(acao.data()) == "lote":
            lista_id = self._candidatos[0].lista_id
            lote_da_lista(self._casa, lista_id=lista_id, onde="De quem está nesta lista.", pai=self.window())
        elif atual is not None:
            self.passo.emit(str(acao.data()), atual)

    @Slot()
    def _abrir(self) -> None:
        atual = self.candidato_atual()
        if atual is not None and atual.vinculo_id is not None:
            self.abrir_vinculo.emit(atual.vinculo_id)

    @Slot(int)
    def _ao_abrir(self, posicao: int) -> None:
        self._abrir()
