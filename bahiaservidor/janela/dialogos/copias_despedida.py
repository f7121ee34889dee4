"""While the copy of the closing is made: said only when it takes long, and what to do when it fails."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QProgressBar, QWidget

from ...estatuto.erros import ErroDominio
from ..cobertura import DA_COBERTURA
from ..componentes.botao import TipoBotao
from ..componentes.dialogo import Dialogo

_DEMORA_MS = 300


class DialogoDespedida(Dialogo):
    """Closes the program when the copy is done; closes it without the copy if the clerk says so."""

    desistiu = Signal()
    """Close without the copy."""
    repetir = Signal()
    """Try the copy again."""

    def __init__(self, pai: QWidget) -> None:
        super().__init__(
            "Fazendo a cópia de segurança", pai, largura=480,
            explicacao="O programa fecha sozinho quando a cópia estiver feita e provada.",
        )  # fmt: skip
        # With the screen locked the program closes too, and asks what to do when the copy fails.
        self.setObjectName(DA_COBERTURA)
        self.barra = QProgressBar(self)
        self.barra.setAccessibleName("Andamento da cópia")
        self.barra.setTextVisible(False)
        self.barra.setRange(0, 0)
        self.corpo.addWidget(self.barra)
        self.sem_copia = self.adicionar_botao("&Fechar sem copiar", ao_clicar=self._desistir, esquerda=True)
        self.outra = self.adicionar_botao("&Tentar de novo", TipoBotao.PRIMARIO, ao_clicar=self._repetir)
        self.voltar = self.adicionar_botao("&Voltar ao programa")
        self.outra.hide()
        self.voltar.hide()
        self._demora = QTimer(self)
        self._demora.setSingleShot(True)
        self._demora.setInterval(_DEMORA_MS)
        self._demora.timeout.connect(self.open)

    def abrir_se_demorar(self) -> None:
        """Show itself in a moment, unless the program has closed by then."""
        self._demora.start()

    def falhou(self, erro: ErroDominio) -> None:
        """Say why there is no copy, and let the clerk choose."""
        self._demora.stop()
        self.definir_titulo("A cópia de segurança não foi feita")
        self.definir_explicacao("O que foi registrado hoje está no registro, mas não está em nenhuma cópia.")
        self.barra.hide()
        self.aviso.mostrar_erro(erro)
        self.outra.show()
        self.voltar.show()
        if not self.isVisible():
            self.open()

    def encerrar(self) -> None:
        """Go away, shown or not."""
        self._demora.stop()
        self.accept()
        self.deleteLater()

    @Slot()
    def _desistir(self) -> None:
        self.hide()
        self.desistiu.emit()

    @Slot()
    def _repetir(self) -> None:
        self.aviso.esconder()
        self.barra.show()
        self.outra.hide()
        self.voltar.hide()
        self.definir_titulo("Fazendo a cópia de segurança")
        self.repetir.emit()
