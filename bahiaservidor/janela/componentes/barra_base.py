"""The bottom bar: registry in use, user, jobs under way, last verified backup."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QSizePolicy, QWidget

from .. import icones
from ..operacoes import Andamento
from ..tema import Tom, tokens
from .botao import botao_icone
from .texto import Papel, como_dica, reestilizar, texto


class _Item(QWidget):
    """An icon and a few words."""

    def __init__(self, icone: str, pai: QWidget) -> None:
        super().__init__(pai)
        self._icone = icone
        self.tom: Tom | None = None
        self._figura = QLabel(self)
        self._palavras = texto("", pai=self)
        caixa = QHBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(6)
        caixa.addWidget(self._figura)
        caixa.addWidget(self._palavras)
        self.pintar()

    def definir(self, palavras: str, dica: str = "") -> None:
        self._palavras.setText(palavras)
        self.setToolTip(como_dica(dica))
        self.setAccessibleName(palavras)
        self.setAccessibleDescription(dica)
        self.setVisible(bool(palavras))

    def texto(self) -> str:
        return self._palavras.text()

    def pintar(self) -> None:
        cor = tokens(self).cor("texto_suave")
        if self.tom is not None:
            cor, _ = tokens(self).do_tom(self.tom)
        self._figura.setPixmap(icones.imagem(self._icone, 14, cor, self.devicePixelRatioF()))


class _ItemQueAbre(_Item):
    """One that a click, Enter or the space bar opens, and that may be in a tone."""

    def __init__(self, icone: str, pai: QWidget, ao_abrir: Callable[[], None]) -> None:
        super().__init__(icone, pai)
        self._ao_abrir = ao_abrir
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def no_tom(self, tom: Tom | None) -> None:
        self.tom = tom
        self._palavras.setProperty("tom", str(tom) if tom is not None else "")
        self._palavras.setProperty("papel", str(Papel.FORTE if tom is not None else Papel.CORPO))
        reestilizar(self._palavras)
        self.pintar()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._ao_abrir()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._ao_abrir()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._sublinhar(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._sublinhar(False)

    def _sublinhar(self, sim: bool) -> None:
        fonte = self._palavras.font()
        fonte.setUnderline(sim)
        self._palavras.setFont(fonte)


class BarraBase(QWidget):
    """What is always true, in one line."""

    cancelar = Signal()
    """The clerk asked to stop the long job shown."""
    copias_pedidas = Signal()
    """The clerk wants to see the copies."""

    def __init__(self, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self.setObjectName("base")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(30)
        self.banco = _Item("banco", self)
        self.usuario = _Item("usuario", self)
        self.copia = _ItemQueAbre("copia", self, self._pedir_copias)
        self.trabalho = texto("", pai=self)
        self.trabalho.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.trabalho.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.avanco = QProgressBar(self)
        self.avanco.setFixedWidth(120)
        self.avanco.setTextVisible(False)
        self.parar = botao_icone("fechar", "Cancelar o trabalho em andamento", ao_clicar=self._cancelar, pai=self)
        self.parar.setFixedSize(24, 24)
        caixa = QHBoxLayout(self)
        caixa.setContentsMargins(16, 1, 12, 0)
        caixa.setSpacing(20)
        caixa.addWidget(self.banco)
        caixa.addWidget(self.usuario)
        caixa.addWidget(self.copia)
        caixa.addWidget(self.trabalho, 1)
        caixa.addWidget(self.avanco)
        caixa.addWidget(self.parar)
        self.definir_copia("")
        self.mostrar_andamento(Andamento(ativos=0))
        self.definir_registro("", "")

    def definir_registro(self, caminho: str, orgao: str, *, somente_leitura: bool = False) -> None:
        """Say which file is open and whose it is."""
        if not caminho:
            self.banco.definir("Nenhum registro aberto")
            return
        nome = Path(caminho).name
        palavras = f"{orgao} · {nome}" if orgao else nome
        self.banco.definir(f"{palavras} (somente leitura)" if somente_leitura else palavras, caminho)

    def definir_usuario(self, usuario: str) -> None:
        """Say who is working."""
        self.usuario.definir(usuario, "Quem assina o que for registrado nesta sessão" if usuario else "")

    def definir_sessao(self, usuario: str, nome: str, papel: str, *, com_senha: bool) -> None:
        """Say who entered, and as what; without a password, that there is none."""
        if com_senha:
            palavras = f"{nome} ({papel})"
            self.usuario.definir(palavras, f"Entrou como {usuario}; assina o que for registrado nesta sessão")
            return
        palavras = "uso por uma só pessoa, sem senha"
        self.usuario.definir(
            f"{usuario} · {palavras}" if usuario else palavras.capitalize(),
            "Quem abre este registro faz tudo, sem se identificar. Para que cada um entre com a sua senha, crie "
            "usuários em Administração, Usuários.",
        )

    def definir_copia(self, palavras: str, dica: str = "", tom: Tom | None = None) -> None:
        """Say how the copies are; nothing while no registry is open."""
        self.copia.definir(palavras, dica)
        self.copia.no_tom(tom)

    @Slot()
    def _pedir_copias(self) -> None:
        self.copias_pedidas.emit()

    @Slot(object)
    def mostrar_andamento(self, andamento: Andamento) -> None:
        """Show the jobs under way."""
        palavras = andamento.titulo
        if andamento.ativos > 1:
            palavras = f"{palavras} (e mais {andamento.ativos - 1})"
        self.trabalho.setText(palavras if andamento.ativos else "")
        self.avanco.setVisible(andamento.ativos > 0)
        self.parar.setVisible(andamento.ativos > 0 and andamento.cancelavel)
        self.avanco.setRange(0, max(0, andamento.total))
        self.avanco.setValue(andamento.feitos)
        self.avanco.setAccessibleName(palavras)

    @Slot()
    def _cancelar(self) -> None:
        self.cancelar.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            for item in (self.banco, self.usuario, self.copia):
                item.pintar()
