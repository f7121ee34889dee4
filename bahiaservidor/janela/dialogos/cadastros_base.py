"""What the dialogs of registers share: fields by key, errors below the field, saving on the writer's thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QPlainTextEdit, QScrollArea, QSizePolicy, QSpinBox, QWidget

from ...estatuto.erros import ErroDominio
from ...estatuto.formatos.nomes import normalizar
from ..casa import Casa
from ..componentes.botao import TipoBotao
from ..componentes.campo_data import CampoData
from ..componentes.campo_numero import CampoNumero
from ..componentes.combo import Combo, ComboBusca, Opcao
from ..componentes.formulario import Formulario, campo_texto
from ..operacoes import Mudanca
from .com_rascunho import DialogoComRascunho

V = TypeVar("V")
W = TypeVar("W", bound=QWidget)

FALTA = "Preencha este campo."


class DialogoCadastro(DialogoComRascunho, Generic[V]):
    """A form that saves one value. Subclasses add fields, `construir` the value and say how it is saved.

    ``salvo`` carries what the service answered (an id, mostly). What is refused is said in the strip; the dialog stays
    open with everything that was typed.
    """

    salvo = Signal(object)

    def __init__(
        self,
        casa: Casa,
        titulo: str,
        pai: QWidget | None = None,
        *,
        explicacao: str = "",
        colunas: int = 2,
        largura: int = 640,
        acao: str = "&Salvar",
        perigo: bool = False,
    ) -> None:
        super().__init__(titulo, pai, explicacao=explicacao, largura=largura)
        self.casa = casa
        self._obrigatorios: dict[str, str] = {}
        self._gravando = False
        self._arrumado = False
        self.formulario = Formulario(self, colunas=colunas)
        self.formulario.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.corpo.addWidget(self.formulario)
        self.cancelar = self.adicionar_botao("&Cancelar")
        tipo = TipoBotao.PERIGO if perigo else TipoBotao.PRIMARIO
        self.confirmar = self.adicionar_botao(acao, tipo, ao_clicar=self.salvar, padrao=True)

    # ------------------------------------------------------------ for subclasses

    def construir(self) -> V:
        """Return the value written; fields were already checked. ErroDominio goes to the strip."""
        raise NotImplementedError

    def gravacao(self, valor: V) -> Callable[[], object]:
        """Return what the writer's thread runs."""
        raise NotImplementedError

    def mudanca(self, valor: V) -> Mudanca:
        """Return what the screens have to reread."""
        raise NotImplementedError

    def dizer(self, valor: V) -> str:
        """Return the sentence shown after saving."""
        return "Salvo."

    def verificar(self) -> None:
        """Put errors below fields that are wrong together. For subclasses."""

    # ------------------------------------------------------------ fields

    def texto(
        self, chave: str, rotulo: str, valor: str = "", *, obrigatorio: bool = False, ajuda: str = "",
        dica: str = "", largo: bool = False, sugestoes: Sequence[str] = (), limite: int = 300,
    ) -> QLineEdit:  # fmt: skip
        """Add a line of text; ``sugestoes`` are offered while typing and never imposed."""
        campo = campo_texto(valor, dica=dica, limite=limite, pai=self)
        if sugestoes:
            completador = QCompleter(list(sugestoes), campo)
            completador.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completador.setFilterMode(Qt.MatchFlag.MatchContains)
            campo.setCompleter(completador)
        return self._por(chave, rotulo, campo, obrigatorio, ajuda, largo)

    def texto_longo(
        self, chave: str, rotulo: str, valor: str = "", *, obrigatorio: bool = False, ajuda: str = "", dica: str = ""
    ) -> QPlainTextEdit:
        """Add a few lines of text; Tab leaves the field."""
        campo = QPlainTextEdit(valor, self)
        campo.setTabChangesFocus(True)
        campo.setPlaceholderText(dica)
        campo.setFixedHeight(campo.fontMetrics().height() * 3 + 20)
        return self._por(chave, rotulo, campo, obrigatorio, ajuda, True)

    def data(
        self, chave: str, rotulo: str, valor: date | None = None, *, obrigatorio: bool = False, ajuda: str = ""
    ) -> CampoData:
        """Add a date."""
        campo = CampoData(self, hoje=self.casa.hoje)
        campo.definir(valor)
        return self._por(chave, rotulo, campo, obrigatorio, ajuda, False)

    def inteiro(
        self, chave: str, rotulo: str, valor: int, *, de: int = 0, ate: int = 99_999, ajuda: str = ""
    ) -> QSpinBox:
        """Add a whole number."""
        campo = CampoNumero(self)
        campo.setRange(de, ate)
        campo.setValue(valor)
        campo.setGroupSeparatorShown(False)
        return self._por(chave, rotulo, campo, True, ajuda, False)

    def combo(
        self, chave: str, rotulo: str, opcoes: Sequence[Opcao], valor: Any = None, *, obrigatorio: bool = False,
        ajuda: str = "", largo: bool = False,
    ) -> Combo:  # fmt: skip
        """Add a short list."""
        campo = Combo(opcoes, self)
        campo.definir(valor)
        campo.setMinimumContentsLength(12)
        campo.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        return self._por(chave, rotulo, campo, obrigatorio, ajuda, largo)

    def busca(
        self, chave: str, rotulo: str, opcoes: Sequence[Opcao], valor: Any = None, *, obrigatorio: bool = False,
        ajuda: str = "", dica: str = "Digite para procurar", largo: bool = False,
    ) -> ComboBusca:  # fmt: skip
        """Add a searchable list."""
        campo = ComboBusca(opcoes, dica=dica, pai=self)
        campo.definir(valor)
        return self._por(chave, rotulo, campo, obrigatorio, ajuda, largo)

    def _por(self, chave: str, rotulo: str, campo: W, obrigatorio: bool, ajuda: str, largo: bool) -> W:
        self.formulario.adicionar(chave, rotulo, campo, obrigatorio=obrigatorio, ajuda=ajuda, largo=largo)
        if obrigatorio:
            self._obrigatorios[chave] = rotulo.replace("&", "")
        return campo

    def exigir(self, chave: str, sim: bool) -> None:
        """Make a field mandatory, or no longer so (for fields that appear by choice)."""
        if sim:
            self._obrigatorios[chave] = chave
        else:
            self._obrigatorios.pop(chave, None)

    # ------------------------------------------------------------ values

    def valor(self, chave: str) -> Any:
        """Return what a field holds: trimmed text, a date or None, a number, the value chosen."""
        campo = self.formulario.campo(chave)
        if isinstance(campo, CampoData):
            return campo.data()
        if isinstance(campo, Combo | ComboBusca):
            return campo.valor()
        if isinstance(campo, QSpinBox):
            return campo.value()
        if isinstance(campo, QPlainTextEdit):
            return campo.toPlainText().strip()
        if isinstance(campo, QLineEdit):
            return normalizar(campo.text())
        raise TypeError(type(campo).__name__)

    def conferir(self) -> bool:
        """Check every field, put errors below those that are wrong and the focus on the first; tell whether all are."""
        self.formulario.limpar_erros()
        self.aviso.esconder()
        for chave in self.formulario.chaves():
            campo = self.formulario.campo(chave)
            if isinstance(campo, CampoData) and campo.erro():
                self.formulario.erro(chave, campo.erro())
            elif isinstance(campo, ComboBusca) and campo.valor() is None and campo.text().strip():
                self.formulario.erro(chave, "Não há item com este nome; escolha um da lista.")
            elif chave in self._obrigatorios and not campo.isHidden() and self.valor(chave) in ("", None):
                self.formulario.erro(chave, FALTA)
        self.verificar()
        return not self.formulario.focar_erro()

    def ordem_das_datas(self, inicio: str, fim: str, mensagem: str) -> None:
        """Say below ``fim`` that it comes before ``inicio``, when it does."""
        de, ate = self.valor(inicio), self.valor(fim)
        if de is not None and ate is not None and ate < de:
            self.formulario.erro(fim, mensagem)

    def showEvent(self, event: QShowEvent) -> None:
        if not self._arrumado:
            self._arrumado = True
            # Buttons come last for the keyboard, though they were made before the fields.
            fora = (self.cancelar, self.confirmar)
            focaveis = [
                w for w in self.findChildren(QWidget)
                if w not in fora and w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.window() is self
            ]  # fmt: skip
            if focaveis:
                self.setTabOrder(focaveis[-1], self.cancelar)
                self.setTabOrder(self.cancelar, self.confirmar)
            self.focar_primeiro()
            self.acompanhar()
        super().showEvent(event)

    def focar_primeiro(self) -> None:
        """Give the focus to the first field that is empty, or to the first."""
        campos = [self.formulario.campo(chave) for chave in self.formulario.chaves()]
        visiveis = [campo for campo in campos if not campo.isHidden()]
        vazios = [
            campo for campo, chave in zip(campos, self.formulario.chaves(), strict=True)
            if not campo.isHidden() and chave in self._obrigatorios and self.valor(chave) in ("", None)
        ]  # fmt: skip
        for campo in (vazios or visiveis)[:1]:
            campo.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------ saving

    @Slot()
    def salvar(self) -> None:
        """Check, build and save."""
        if self._gravando or not self.conferir():
            return
        try:
            valor = self.construir()
        except ErroDominio as erro:
            self.aviso.mostrar_erro(erro)
            return
        self._ocupar(True)
        dito = self.dizer(valor)
        self._dito = dito
        self.casa.executor.gravar(
            self, self.gravacao(valor), sucesso=self._ao_salvar, falha=self._ao_recusar, fim=self._ao_terminar,
            mudou=self.mudanca(valor),
        )  # fmt: skip

    _dito = ""

    def _ocupar(self, sim: bool) -> None:
        self._gravando = sim
        self.confirmar.setEnabled(not sim)

    def _ao_terminar(self) -> None:
        # An unexpected failure is reported elsewhere; what was typed is still here, to try again.
        self._ocupar(False)

    @Slot(object)
    def _ao_salvar(self, resposta: object) -> None:
        self._gravando = False
        self.terminar()
        self.casa.mensagem(self._dito)
        self.salvo.emit(resposta)
        self.accept()

    def _ao_recusar(self, erro: ErroDominio) -> None:
        self._ocupar(False)
        self.aviso.mostrar_erro(erro)

    def rolar_formulario(self, minimo: int = 400) -> None:
        """Put the form inside a scroll area, ``minimo`` pixels high at least: for long forms on small screens."""
        rolagem = QScrollArea(self)
        rolagem.setWidgetResizable(True)
        rolagem.setFrameShape(QScrollArea.Shape.NoFrame)
        rolagem.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rolagem.setProperty("transparente", True)
        self.corpo.replaceWidget(self.formulario, rolagem)
        rolagem.setWidget(self.formulario)
        self.formulario.setAutoFillBackground(False)
        rolagem.setMinimumHeight(min(minimo, self.formulario.sizeHint().height() + 8))
