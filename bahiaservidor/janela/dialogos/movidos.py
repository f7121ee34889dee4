"""Dialogs that first list the deadlines a change of the rules moves, from and to, and only then confirm it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from ...estatuto.erros import ErroDominio
from ...servicos.contexto import Contexto
from ...servicos.movimento import Progresso, cancelavel, em_csv
from ...servicos.tipos import Movimento, PrazoMovido
from ..acessos import salvar
from ..casa import Casa
from ..componentes.area import area_livre
from ..componentes.botao import botao
from ..componentes.dialogo_arquivo import DialogoArquivo
from ..componentes.tabela import Tabela
from ..componentes.texto import Papel, texto
from ..modelos.base import ModeloLista
from ..modelos.regras import COLUNAS_MOVIDOS, milhar, palavras_do_movimento
from ..operacoes import Andamento, Mudanca
from ..tema import Tom
from .cadastros_base import DialogoCadastro

V = TypeVar("V")

_TELA_BAIXA = 700

Previsao = Callable[[Progresso, int | None], Movimento]
"""Looks at the open deadlines, telling how far it is; the number limits how many are listed (None: all)."""

Gravacao = Callable[[Progresso], Movimento]
"""Writes the change, telling how far it is."""


def com_prazos(verbo: str, quantos: int) -> str:
    """Return the words of the button that confirms: the verb, and how many deadlines move with it."""
    fim = "" if not quantos else " e mover 1 prazo" if quantos == 1 else f" e mover {milhar(quantos)} prazos"
    return f"{verbo}{fim}"


def tela_baixa(dialogo: QWidget) -> bool:
    """Tell whether the screen is too low for a form of three rows and a list."""
    return area_livre(dialogo).height() < _TELA_BAIXA


class PrazosMovidos(QWidget):
    """The deadlines that a change of the rules moves, from and to; says so when there is none."""

    def __init__(self, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self._total = 0
        self.modelo: ModeloLista[PrazoMovido] = ModeloLista(COLUNAS_MOVIDOS, (), self)
        self.tabela = Tabela(pai=self)
        self.tabela.setAccessibleName("Prazos abertos que mudam de data")
        self.tabela.definir_modelo(self.modelo)
        self.tabela.setMinimumHeight(200)
        self.resumo = texto("", Papel.CORPO, quebra=True, pai=self)
        self.topo = QHBoxLayout()
        self.topo.setSpacing(8)
        self.topo.addWidget(self.resumo, 1)
        pilha = QVBoxLayout(self)
        pilha.setContentsMargins(0, 0, 0, 0)
        pilha.setSpacing(8)
        pilha.addLayout(self.topo)
        pilha.addWidget(self.tabela, 1)
        self.limpar()

    def quantos(self) -> int:
        """Return how many deadlines move, listed or not."""
        return self._total

    def limpar(self, dito: str = "") -> None:
        """List nothing."""
        self._total = 0
        self.modelo.definir(())
        self.tabela.hide()
        self.resumo.setText(dito)
        self.resumo.setVisible(bool(dito))

    def mostrar(self, movidos: Sequence[PrazoMovido] | Movimento) -> None:
        """List these, growing the dialog to fit."""
        if not isinstance(movidos, Movimento):
            pessoas = len({movido.servidor_id for movido in movidos})
            movidos = Movimento(total=len(movidos), pessoas=pessoas, movidos=tuple(movidos))
        self.limpar(palavras_do_movimento(movidos))
        self._total = movidos.total
        if movidos.total:
            self.modelo.definir(movidos.movidos)
            self.tabela.show()
        janela = self.window()
        disposicao = janela.layout()
        if disposicao is not None:
            disposicao.activate()
        cabe = max(area_livre(janela).height() - 48, janela.height())
        janela.resize(janela.width(), min(max(janela.height(), janela.sizeHint().height()), cabe))


class DialogoComPrevia(DialogoCadastro[V]):
    """The first press lists what moves, with progress and a way to stop; with the list on screen, the second writes.

    ``automatica`` lists as soon as the dialog opens: for those in which nothing but the fundamento is written.
    """

    ver = "Ver o que &muda"

    def __init__(
        self, casa: Casa, titulo: str, pai: QWidget | None = None, *, explicacao: str = "", colunas: int = 2,
        largura: int = 860, automatica: bool = False, perigo: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(
            casa, titulo, pai, explicacao=explicacao, colunas=colunas, largura=largura, acao=self.ver, perigo=perigo
        )
        self._automatica = automatica
        self._pedido: object = None
        self._listado: object = None
        self._parada = Event()
        self._titulo_longo = ""
        self._conferida = False
        self.barra = QProgressBar(self)
        self.barra.setAccessibleName("Andamento")
        self.barra.setTextVisible(False)
        self.parar = botao("Pa&rar", ao_clicar=self._parar, pai=self)
        andamento = QHBoxLayout()
        andamento.setSpacing(8)
        andamento.addWidget(self.barra, 1)
        andamento.addWidget(self.parar)
        self.movidos = PrazosMovidos(self)
        self.salvar_lista = botao("Salvar a &lista…", ao_clicar=self._salvar_lista, icone="exportar", pai=self)
        self.movidos.topo.addWidget(self.salvar_lista, 0, Qt.AlignmentFlag.AlignTop)
        self.corpo.addLayout(andamento)
        self.corpo.addWidget(self.movidos, 1)
        for widget in (self.barra, self.parar, self.salvar_lista):
            widget.hide()
        casa.executor.andamento.connect(self._avancar)

    def showEvent(self, event: QShowEvent) -> None:
        if not self._conferida and tela_baixa(self):
            # The buttons at the foot must stay on the screen, with the list between them and the form.
            self.rolar_formulario(minimo=110)
            self.movidos.tabela.setMinimumHeight(110)
        self._conferida = True
        super().showEvent(event)

    # ------------------------------------------------------------ for subclasses

    def pergunta(self) -> object:
        """Return what the list depends on, as written now; None while it is not whole."""
        raise NotImplementedError

    def conferir_pergunta(self) -> bool:
        """Put errors below the fields the list depends on; tell whether it can be made."""
        return self.pergunta() is not None

    def previsao(self) -> Previsao:
        """Return what lists, off the interface's thread."""
        raise NotImplementedError

    def gravacao_longa(self, valor: V) -> Gravacao:
        """Return what writes, on the writer's thread."""
        raise NotImplementedError

    def acao_final(self, quantos: int) -> str:
        """Return the words of the button that confirms."""
        raise NotImplementedError

    # ------------------------------------------------------------ listing

    def listado(self) -> bool:
        """Tell whether the deadlines on screen are those of what is written."""
        return self._listado is not None

    def comecar(self) -> None:
        """List at once, in a dialog that is ``automatica``; called at the end of the subclass's ``__init__``."""
        if self._automatica:
            self._listar()

    @Slot()
    def voltar(self) -> None:
        """Forget the list: what it depended on was changed."""
        if self._gravando or not self.listado():
            return
        self._listado = None
        self.movidos.limpar()
        self.salvar_lista.hide()
        self.confirmar.setText(self.ver)

    def _listar(self) -> None:
        self._pedido = self.pergunta()
        self.movidos.limpar("Procurando os prazos que mudam…")
        self._trabalhar("Prazos que mudam", partial(_prever, self.previsao()), self._ao_listar, None)

    def _ao_listar(self, movimento: Movimento) -> None:
        self._ocupar(False)
        if self._pedido != self.pergunta():
            # What was read is of what was written then.
            self.movidos.limpar()
            return
        self._listado = self._pedido
        self.movidos.mostrar(movimento)
        self.salvar_lista.setVisible(movimento.total > 0)
        self.confirmar.setText(self.acao_final(movimento.total))
        if not self._automatica:
            self.confirmar.setFocus()

    @Slot()
    def salvar(self) -> None:
        """First list what moves; with the list on screen, write the change."""
        if self._gravando:
            return
        if not self.listado():
            self.formulario.limpar_erros()
            self.aviso.esconder()
            if self.conferir_pergunta():
                self._listar()
            return
        if not self.conferir():
            return
        try:
            valor = self.construir()
        except ErroDominio as erro:
            self.aviso.mostrar_erro(erro)
            return
        self._dito = self.dizer(valor)
        self._trabalhar("Gravando e recalculando prazos", self.gravacao_longa(valor), self._ao_gravar,
                        self.mudanca(valor))  # fmt: skip

    def _ao_gravar(self, movimento: Movimento) -> None:
        quantos = movimento.total
        movidos = "1 prazo movido" if quantos == 1 else f"{milhar(quantos)} prazos movidos"
        self._dito = f"{self._dito} {movidos if quantos else 'Nenhum prazo mudou'}.".strip()
        self._ocupar(False)
        self._ao_salvar(movimento)

    # ------------------------------------------------------------ long work

    def _trabalhar(
        self, titulo: str, trabalho: Gravacao, sucesso: Callable[[Movimento], None], mudou: Mudanca | None
    ) -> None:
        self._parada = parada = Event()
        self._titulo_longo = titulo
        self.aviso.esconder()
        self._ocupar(True)
        # Stopping goes through the event, and never drops the answer: what was written is always told as written.
        self.casa.executor.longa(
            self, lambda progresso, cancelado: trabalho(
                cancelavel(progresso, lambda: cancelado() or parada.is_set())
            ),
            titulo=titulo, sucesso=sucesso, falha=self._ao_recusar, fim=self._ao_terminar, mudou=mudou,
            escreve=mudou is not None,
        )  # fmt: skip

    def _ocupar(self, sim: bool) -> None:
        super()._ocupar(sim)
        self.formulario.setEnabled(not sim or self._automatica)
        self.barra.setRange(0, 0)
        self.barra.setVisible(sim)
        self.parar.setVisible(sim)
        self.salvar_lista.setEnabled(not sim)

    def _ao_recusar(self, erro: ErroDominio) -> None:
        super()._ao_recusar(erro)
        if not self.listado():
            self.movidos.limpar()
        if self._parada.is_set():
            self.aviso.definir("Interrompido a pedido. Nada foi alterado.", Tom.NEUTRO)

    def _ao_terminar(self) -> None:
        # A defect has a report of its own; the dialog must answer again all the same.
        if self._gravando:
            self._ocupar(False)
            if not self.listado():
                self.movidos.limpar()

    @Slot()
    def _parar(self) -> None:
        self._parada.set()
        self.parar.hide()

    @Slot(object)
    def _avancar(self, andamento: Andamento) -> None:
        if self._gravando and andamento.titulo == self._titulo_longo and andamento.total:
            self.barra.setRange(0, andamento.total)
            self.barra.setValue(andamento.feitos)

    def done(self, resultado: int) -> None:
        """Close; work under way stops, and a change not yet written is not written."""
        if resultado != self.DialogCode.Accepted:
            self._parada.set()
        super().done(resultado)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter inside a field asks for the list; it never confirms the change.
        enter = event.type() == QEvent.Type.KeyPress and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self.listado() and not self.confirmar.hasFocus() and not self.cancelar.hasFocus():
            event.accept()
            return
        super().keyPressEvent(event)

    # ------------------------------------------------------------ the list as a file

    @Slot()
    def _salvar_lista(self) -> None:
        dialogo = DialogoArquivo(self, "Salvar a lista de prazos", "prazos-que-mudam.csv", "Planilha (*.csv)")
        dialogo.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialogo.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialogo.setDefaultSuffix("csv")
        dialogo.setLabelText(QFileDialog.DialogLabel.Accept, "Salvar")
        dialogo.fileSelected.connect(self.gravar_lista)
        dialogo.open()

    @Slot(str)
    def gravar_lista(self, destino: str) -> None:
        """Write the whole list, also what the screen does not show, as a spreadsheet's text."""
        tarefa = partial(_gravar_lista, self.previsao(), Path(destino), self.casa.ctx)
        self.casa.executor.longa(
            self, partial(_sem_parar, tarefa), titulo="Salvando a lista", sucesso=self._ao_gravar_lista,
            falha=self.aviso.mostrar_erro,
        )  # fmt: skip

    def _ao_gravar_lista(self, caminho: Path) -> None:
        self.aviso.definir(f"Lista gravada em {caminho}.", Tom.SUCESSO)


def _prever(previsao: Previsao, progresso: Progresso) -> Movimento:
    from ...servicos.movimento import LISTADOS

    return previsao(progresso, LISTADOS)


def _gravar_lista(previsao: Previsao, caminho: Path, ctx: Contexto, progresso: Progresso) -> Path:
    movimento = previsao(progresso, None)
    # Spreadsheet programs take a file without a mark for one of the system's old alphabet.
    dados = f"{em_csv(movimento.movidos)}\n".encode("utf-8-sig")
    return salvar(ctx, caminho, dados, "prazos que mudam", objeto="lista")


def _sem_parar(tarefa: Callable[[Progresso], Any], progresso: Progresso, cancelado: Callable[[], bool]) -> Any:
    return tarefa(cancelavel(progresso, cancelado))
