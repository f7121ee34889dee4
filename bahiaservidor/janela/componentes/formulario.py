"""Forms: a label above each field, with accelerator, required mark, help and the reason of an error."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from .citacao import Citacoes
from .texto import Papel, reestilizar, texto


@dataclass(slots=True, kw_only=True)
class _Campo:
    rotulo: QLabel
    widget: QWidget
    ajuda: QLabel
    texto_ajuda: str
    caixa: QWidget


class Formulario(QWidget):
    """Fields in one or more columns, in the order added."""

    def __init__(self, pai: QWidget | None = None, *, colunas: int = 1) -> None:
        super().__init__(pai)
        self._colunas = colunas
        self._campos: dict[str, _Campo] = {}
        self._linha = 0
        self._coluna = 0
        self._grade = QGridLayout(self)
        self._grade.setContentsMargins(0, 0, 0, 0)
        self._grade.setHorizontalSpacing(16)
        self._grade.setVerticalSpacing(12)
        for coluna in range(colunas):
            self._grade.setColumnStretch(coluna, 1)

    def adicionar(
        self,
        chave: str,
        rotulo: str,
        campo: QWidget,
        *,
        obrigatorio: bool = False,
        ajuda: str = "",
        largo: bool = False,
    ) -> QWidget:
        """Add a field under ``chave``; ``rotulo`` may carry an accelerator; ``largo`` takes the whole row."""
        nome = rotulo.replace("&", "")
        # A label with a buddy: "&" marks its accelerator, and the rest is plain text.
        etiqueta = QLabel(f"{rotulo} *" if obrigatorio else rotulo, self)
        etiqueta.setTextFormat(Qt.TextFormat.PlainText)
        etiqueta.setProperty("papel", "rotulo")
        etiqueta.setBuddy(campo)
        campo.setAccessibleName(f"{nome} (obrigatório)" if obrigatorio else nome)
        explicacao = texto(ajuda, Papel.LEGENDA, quebra=True, pai=self)
        explicacao.setVisible(bool(ajuda))
        if ajuda:
            campo.setAccessibleDescription(ajuda)
        caixa = QWidget(self)
        pilha = QVBoxLayout(caixa)
        pilha.setContentsMargins(0, 0, 0, 0)
        pilha.setSpacing(4)
        pilha.addWidget(etiqueta)
        pilha.addWidget(campo)
        linha_ajuda = QHBoxLayout()
        linha_ajuda.setSpacing(4)
        linha_ajuda.addWidget(explicacao, 1)
        linha_ajuda.addWidget(Citacoes(ajuda, caixa), 0, Qt.AlignmentFlag.AlignTop)
        pilha.addLayout(linha_ajuda)
        pilha.addStretch(1)
        if largo and self._coluna:
            self._proxima_linha()
        self._grade.addWidget(caixa, self._linha, self._coluna, 1, self._colunas if largo else 1)
        self._coluna += self._colunas if largo else 1
        if self._coluna >= self._colunas:
            self._proxima_linha()
        self._campos[chave] = _Campo(rotulo=etiqueta, widget=campo, ajuda=explicacao, texto_ajuda=ajuda, caixa=caixa)
        if isinstance(campo, QLineEdit):
            campo.textEdited.connect(self._ao_corrigir)
        return campo

    def secao(self, titulo: str) -> QLabel:
        """Start a group of fields with a title."""
        if self._coluna:
            self._proxima_linha()
        rotulo = texto(titulo, Papel.SECAO, pai=self)
        self._grade.addWidget(rotulo, self._linha, 0, 1, self._colunas)
        self._proxima_linha()
        return rotulo

    def campo(self, chave: str) -> QWidget:
        """Return the field added under a key."""
        return self._campos[chave].widget

    def chaves(self) -> tuple[str, ...]:
        """Return the keys, in the order added."""
        return tuple(self._campos)

    def erro(self, chave: str, mensagem: str) -> None:
        """Say below a field why it is wrong; empty puts its help back."""
        campo = self._campos[chave]
        campo.ajuda.setText(mensagem or campo.texto_ajuda)
        campo.ajuda.setProperty("tom", "perigo" if mensagem else "")
        campo.ajuda.setVisible(bool(mensagem or campo.texto_ajuda))
        campo.widget.setProperty("erro", bool(mensagem))
        campo.widget.setAccessibleDescription(mensagem or campo.texto_ajuda)
        for widget in (campo.ajuda, campo.widget):
            reestilizar(widget)

    def limpar_erros(self) -> None:
        """Take every error away."""
        for chave in self._campos:
            self.erro(chave, "")

    def focar_erro(self) -> bool:
        """Give the focus to the first field with an error; tell whether there is one."""
        for campo in self._campos.values():
            if campo.widget.property("erro"):
                campo.widget.setFocus()
                return True
        return False

    def mostrar(self, chave: str, visivel: bool) -> None:
        """Show or hide a field with its label."""
        self._campos[chave].caixa.setVisible(visivel)

    @Slot()
    def _ao_corrigir(self) -> None:
        # What was refused is being written again: red stays only until then.
        escrito = self.sender()
        for chave, campo in self._campos.items():
            if campo.widget is escrito and campo.widget.property("erro"):
                self.erro(chave, "")

    def _proxima_linha(self) -> None:
        self._linha += 1
        self._coluna = 0


def campo_texto(valor: str = "", *, dica: str = "", limite: int = 0, pai: QWidget | None = None) -> QLineEdit:
    """Return a line of text."""
    campo = QLineEdit(valor, pai)
    campo.setPlaceholderText(dica)
    if limite:
        campo.setMaxLength(limite)
    return campo


def campo_secreto(pai: QWidget | None = None, *, limite: int = 200) -> QLineEdit:
    """Return a field whose text is not shown, nor learnt by the keyboard."""
    campo = campo_texto(limite=limite, pai=pai)
    campo.setEchoMode(QLineEdit.EchoMode.Password)
    campo.setInputMethodHints(
        Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
    )
    return campo
