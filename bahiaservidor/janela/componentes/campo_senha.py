"""Passwords as they are typed: hidden unless asked, pasted as they come; what is wrong with a new one is said live."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ...servicos import senhas
from ..icones import icone
from ..tema import Tom
from .formulario import Formulario
from .texto import Papel, reestilizar, texto


class CampoSenha(QLineEdit):
    """A line for a password, with a button that shows it.  What is typed is never changed."""

    def __init__(self, pai: QWidget | None = None, *, dica: str = "") -> None:
        super().__init__(pai)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setPlaceholderText(dica)
        self.setMaxLength(senhas.MAIOR + 1)  # one more, so that a longer one is refused and not cut in silence
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )  # fmt: skip
        self._olho = QAction(icone("olho"), "Mostrar a senha", self)
        self._olho.setCheckable(True)
        self._olho.toggled.connect(self._mostrar)
        self.addAction(self._olho, QLineEdit.ActionPosition.TrailingPosition)

    @Slot(bool)
    def _mostrar(self, sim: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if sim else QLineEdit.EchoMode.Password)
        self._olho.setIcon(icone("olho_fechado" if sim else "olho"))
        self._olho.setText("Esconder a senha" if sim else "Mostrar a senha")

    def esquecer(self) -> None:
        """Forget what was typed, and hide what is typed next."""
        self.clear()
        self._olho.setChecked(False)


class SenhaNova(QWidget):
    """A new password, twice, and what is still wrong with it in a sentence."""

    mudou = Signal()

    def __init__(self, pai: QWidget | None = None, *, colunas: int = 1, rotulo: str = "Senha &nova") -> None:
        super().__init__(pai)
        self._proprias: tuple[str, ...] = ()
        self.senha = CampoSenha(self)
        self.repetida = CampoSenha(self)
        self.formulario = Formulario(self, colunas=colunas)
        self.formulario.adicionar("senha", rotulo, self.senha, obrigatorio=True)
        self.formulario.adicionar("repetida", "&Repita a senha", self.repetida, obrigatorio=True)
        self.dito = texto("", Papel.LEGENDA, quebra=True, pai=self)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(8)
        caixa.addWidget(self.formulario)
        caixa.addWidget(self.dito)
        self.senha.textChanged.connect(self._rever)
        self.repetida.textChanged.connect(self._rever)
        self._rever()

    def definir_proprias(self, *palavras: str) -> None:
        """Take the words that would be tried first for this person."""
        self._proprias = palavras
        self._rever()

    def valor(self) -> str:
        """Return the password typed, exactly as it was."""
        return self.senha.text()

    def defeito(self) -> str:
        """Return what keeps it from being accepted, in a sentence; empty when nothing does."""
        if ruim := senhas.defeito(self.senha.text(), proprias=self._proprias):
            return ruim
        return "" if self.senha.text() == self.repetida.text() else "As duas senhas não são iguais."

    def apontar(self) -> bool:
        """Put below the fields what is wrong, with the focus on it; tell whether something is."""
        self.formulario.limpar_erros()
        ruim = senhas.defeito(self.senha.text(), proprias=self._proprias)
        if ruim:
            self.formulario.erro("senha", ruim)
        elif self.senha.text() != self.repetida.text():
            self.formulario.erro("repetida", "As duas senhas não são iguais.")
        return self.formulario.focar_erro()

    def esquecer(self) -> None:
        """Forget what was typed."""
        self.senha.esquecer()
        self.repetida.esquecer()

    @Slot()
    def _rever(self) -> None:
        escrita = self.senha.text()
        if not escrita:
            dito, tom = (
                f"No mínimo {senhas.MENOR} caracteres, melhor com {senhas.RECOMENDADA} ou mais: uma frase com algumas "
                "palavras serve. Maiúsculas, algarismos e sinais não são exigidos.", None,
            )  # fmt: skip
        elif ruim := self.defeito():
            dito, tom = ruim, Tom.ATENCAO
        elif len(escrita) < senhas.RECOMENDADA:
            dito, tom = f"Aceita. Com {senhas.RECOMENDADA} caracteres ou mais seria bem mais difícil de achar.", None
        else:
            dito, tom = "Boa senha.", Tom.SUCESSO
        self.dito.setText(dito)
        self.dito.setProperty("tom", str(tom) if tom is not None else "")
        reestilizar(self.dito)
        self.mudou.emit()
