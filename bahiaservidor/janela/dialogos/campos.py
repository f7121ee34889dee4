"""Widgets for the fields of an act: one adapter for each kind, all with the same five questions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, time
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QIntValidator
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from ...estatuto.atos.base import TipoCampo
from ...estatuto.erros import ErroDominio
from ..componentes.campo_data import CampoData
from ..componentes.combo import Combo, ComboBusca, Opcao
from .conferencia import Conferencia
from .descricao import DescricaoCampo, ler_hora

LIMITE_TEXTO = 400
ESCOLHA = "Escolha…"


class Campo(QObject):
    """A field on the form: what it holds, whether that can be read, and how to fill it."""

    alterado = Signal()

    def __init__(self, descricao: DescricaoCampo, widget: QWidget) -> None:
        super().__init__(widget)
        self.descricao = descricao
        self.widget = widget
        dica = " · ".join(parte for parte in (descricao.ajuda, descricao.dispositivo) if parte)
        widget.setAccessibleName(f"{descricao.rotulo} (obrigatório)" if descricao.obrigatorio else descricao.rotulo)
        widget.setAccessibleDescription(dica)

    def valor(self) -> Any:
        """Return what is filled in; None when nothing is (an empty text is an empty text)."""
        raise NotImplementedError

    def definir(self, valor: Any) -> None:
        """Fill it in."""
        raise NotImplementedError

    def erro(self) -> str:
        """Return why what is written cannot be read, empty when it can."""
        return ""

    def falta(self) -> bool:
        """Tell whether the clerk still has to fill it."""
        return self.descricao.obrigatorio and self.valor() is None

    def esta_no_inicio(self) -> bool:
        """Tell whether it still holds what the form started with."""
        return bool((self.valor() or None) == (self.descricao.inicial or None)) and not self.erro()

    def focar(self) -> None:
        """Give it the focus."""
        self.widget.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _mudou(self, *_: object) -> None:
        self.alterado.emit()


class _Data(Campo):
    def __init__(self, descricao: DescricaoCampo, hoje: Callable[[], date]) -> None:
        self.campo = CampoData(hoje=hoje)
        super().__init__(descricao, self.campo)
        self.campo.textChanged.connect(self._mudou)

    def valor(self) -> date | None:
        return self.campo.data()

    def definir(self, valor: Any) -> None:
        self.campo.definir(self.descricao.ler(valor))

    def erro(self) -> str:
        # While the date is being typed it is not wrong yet.
        return self.campo.erro() if not self.campo.hasFocus() or len(self.campo.text()) >= 10 else ""

    def falta(self) -> bool:
        return super().falta() or bool(self.campo.text().strip() and self.campo.data() is None)


class _Linha(Campo):
    def __init__(self, descricao: DescricaoCampo) -> None:
        self.campo = QLineEdit()
        self.campo.setMaxLength(LIMITE_TEXTO)
        super().__init__(descricao, self.campo)
        self.campo.textChanged.connect(self._mudou)

    def valor(self) -> Any:
        escrito = self.campo.text().strip()
        return None if self.descricao.anulavel and not escrito else escrito

    def definir(self, valor: Any) -> None:
        self.campo.setText("" if valor is None else str(valor))

    def falta(self) -> bool:
        return self.descricao.obrigatorio and not self.campo.text().strip()


class _Hora(_Linha):
    def __init__(self, descricao: DescricaoCampo) -> None:
        super().__init__(descricao)
        self.campo.setPlaceholderText("hh:mm")
        self.campo.setMaxLength(5)
        self.campo.editingFinished.connect(self._arrumar)

    def valor(self) -> time | None:
        try:
            return ler_hora(self.campo.text()) if self.campo.text().strip() else None
        except ErroDominio:
            return None

    def definir(self, valor: Any) -> None:
        lida = self.descricao.ler(valor)
        self.campo.setText(f"{lida:%H:%M}" if isinstance(lida, time) else "")

    def erro(self) -> str:
        if not self.campo.text().strip() or self.campo.hasFocus():
            return ""
        try:
            ler_hora(self.campo.text())
        except ErroDominio as erro:
            return erro.mensagem
        return ""

    def falta(self) -> bool:
        return bool(self.campo.text().strip() and self.valor() is None) or Campo.falta(self)

    @Slot()
    def _arrumar(self) -> None:
        lida = self.valor()
        if lida is not None:
            self.campo.setText(f"{lida:%H:%M}")


class _Inteiro(_Linha):
    def __init__(self, descricao: DescricaoCampo) -> None:
        super().__init__(descricao)
        self.campo.setValidator(QIntValidator(0, 99_999, self.campo))
        self.campo.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)

    def valor(self) -> int | None:
        escrito = self.campo.text().strip()
        if escrito:
            return int(escrito)
        # An empty number of a field that has a default is the default.
        return None if self.descricao.anulavel or self.descricao.obrigatorio else self.descricao.inicial

    def definir(self, valor: Any) -> None:
        self.campo.setText("" if valor is None or valor == 0 else str(valor))


class _TextoLongo(Campo):
    def __init__(self, descricao: DescricaoCampo) -> None:
        self.campo = QPlainTextEdit()
        self.campo.setTabChangesFocus(True)
        self.campo.setFixedHeight(QFontMetrics(self.campo.font()).lineSpacing() * 3 + 18)
        super().__init__(descricao, self.campo)
        self.campo.textChanged.connect(self._mudou)

    def valor(self) -> str:
        return self.campo.toPlainText().strip()

    def definir(self, valor: Any) -> None:
        self.campo.setPlainText("" if valor is None else str(valor))

    def falta(self) -> bool:
        return self.descricao.obrigatorio and not self.valor()


class _SimNao(Campo):
    def __init__(self, descricao: DescricaoCampo) -> None:
        self.campo = QCheckBox(descricao.rotulo.replace("&", "&&"))
        super().__init__(descricao, self.campo)
        self.campo.toggled.connect(self._mudou)

    def valor(self) -> bool:
        return self.campo.isChecked()

    def definir(self, valor: Any) -> None:
        self.campo.setChecked(bool(valor))


class _Lista(Campo):
    def __init__(self, descricao: DescricaoCampo, opcoes: Sequence[Opcao]) -> None:
        self.campo = Combo(opcoes)
        estreitar(self.campo)
        super().__init__(descricao, self.campo)
        self.campo.currentIndexChanged.connect(self._mudou)

    def valor(self) -> Any:
        return self.campo.valor()

    def definir(self, valor: Any) -> None:
        self.campo.definir(self.descricao.ler(valor))

    def falta(self) -> bool:
        return self.descricao.obrigatorio and self.valor() is None


class _Registro(Campo):
    """A cargo, unidade or autoridade; the choices arrive later, and a value given before waits for them."""

    def __init__(self, descricao: DescricaoCampo, dica: str) -> None:
        self.campo = ComboBusca(dica=dica)
        super().__init__(descricao, self.campo)
        self._esperado: Any = None
        self.campo.alterado.connect(self._mudou)

    def definir_opcoes(self, opcoes: Sequence[Opcao]) -> None:
        """Offer these."""
        esperado = self.valor()
        self.campo.definir_opcoes(opcoes)
        if esperado is not None:
            self.campo.definir(esperado)
        if opcoes:
            self._esperado = None

    def valor(self) -> Any:
        escolhido = self.campo.valor()
        return self._esperado if escolhido is None and not self.campo.text() else escolhido

    def definir(self, valor: Any) -> None:
        self._esperado = valor if not self.campo.opcoes() else None
        self.campo.definir(valor)

    def erro(self) -> str:
        solto = self.campo.valor() is None and bool(self.campo.text().strip()) and not self.campo.hasFocus()
        return f"“{self.campo.text().strip()}” não está na lista; escolha um item dela." if solto else ""

    def falta(self) -> bool:
        return super().falta() or (self.campo.valor() is None and bool(self.campo.text().strip()))


class CampoConferencia(Campo):
    """The checklist of documents."""

    def __init__(self, descricao: DescricaoCampo, hoje: Callable[[], date], usuario: str) -> None:
        self.campo = Conferencia(hoje=hoje, usuario=usuario)
        super().__init__(descricao, self.campo)
        self.campo.alterada.connect(self._mudou)

    def valor(self) -> tuple[Any, ...]:
        return self.campo.itens()

    def definir(self, valor: Any) -> None:
        self.campo.definir(valor or ())


_DICAS = {
    TipoCampo.CARGO: "Digite parte do nome do cargo",
    TipoCampo.UNIDADE: "Digite parte do nome ou a sigla",
    TipoCampo.AUTORIDADE: "Digite parte do nome ou do cargo",
}


def criar_campo(descricao: DescricaoCampo, *, hoje: Callable[[], date], usuario: str = "") -> Campo:
    """Return the field for a description, already with what the form starts with.

    `TipoCampo.CANDIDATO` is composed by the dialog itself, which also fills person and cargo from it.
    """
    campo: Campo
    match descricao.tipo:
        case TipoCampo.DATA:
            campo = _Data(descricao, hoje)
        case TipoCampo.HORA:
            campo = _Hora(descricao)
        case TipoCampo.INTEIRO:
            campo = _Inteiro(descricao)
        case TipoCampo.TEXTO_LONGO:
            campo = _TextoLongo(descricao)
        case TipoCampo.SIM_NAO:
            campo = _SimNao(descricao)
        case TipoCampo.SIM_NAO_PENDENTE:
            campo = _Lista(descricao, _PENDENTE)
        case TipoCampo.ESCOLHA:
            campo = _Lista(descricao, _opcoes(descricao))
        case TipoCampo.CARGO | TipoCampo.UNIDADE | TipoCampo.AUTORIDADE:
            campo = _Registro(descricao, _DICAS[descricao.tipo])
        case TipoCampo.CONFERENCIA:
            campo = CampoConferencia(descricao, hoje, usuario)
        case _:
            campo = _Linha(descricao)
    campo.definir(descricao.inicial)
    return campo


_PENDENTE = (
    Opcao(valor=None, rotulo="A decidir"),
    Opcao(valor=True, rotulo="Sim"),
    Opcao(valor=False, rotulo="Não"),
)


def _opcoes(descricao: DescricaoCampo) -> tuple[Opcao, ...]:
    membros = tuple(Opcao(valor=membro, rotulo=membro.rotulo) for membro in descricao.classe)
    if descricao.inicial is None:
        return (Opcao(valor=None, rotulo=ESCOLHA), *membros)
    return membros


def estreitar(combo: Combo) -> None:
    """Let a list be narrower than its longest choice, so that no name widens the form."""
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(8)


def oferecer(campo: Campo, opcoes: Sequence[Opcao]) -> None:
    """Give a register field its choices; any other field is left alone."""
    if isinstance(campo, _Registro):
        campo.definir_opcoes(opcoes)
