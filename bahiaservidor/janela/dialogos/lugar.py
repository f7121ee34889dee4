"""Said once, when a registry is opened from the network or from a folder that is copied to the cloud."""

from __future__ import annotations

import hashlib

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QCheckBox, QWidget

from ...servicos.lugar_registro import explicacao
from ...servicos.tipos.lugar import SituacaoDoLugar
from ..casa import Casa
from ..componentes.botao import TipoBotao
from ..componentes.dialogo import Dialogo
from ..componentes.explicacao_lugar import ExplicacaoDoLugar
from ..componentes.rolagem import rolavel


class DialogoLugar(Dialogo):
    """What may happen there and what is better; it need not be read twice."""

    def __init__(self, casa: Casa, vista: SituacaoDoLugar, pai: QWidget | None = None) -> None:
        dito = explicacao(vista)
        super().__init__(dito.titulo, pai, largura=640)
        self._casa = casa
        self._chave = chave_do_lugar(vista)
        rolagem = rolavel(ExplicacaoDoLugar(dito, com_titulo=False), self)
        rolagem.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rolagem.setAccessibleName(dito.titulo)
        rolagem.setMinimumHeight(240)
        self.lido = QCheckBox("&Não dizer de novo deste registro", self)
        self.lido.setChecked(True)
        self.corpo.addWidget(rolagem, 1)
        rolagem.setSizeAdjustPolicy(rolagem.SizeAdjustPolicy.AdjustToContents)
        self.corpo.addWidget(self.lido)
        self.entendi = self.adicionar_botao("&Entendi", TipoBotao.PRIMARIO, ao_clicar=self._entendi, padrao=True)
        self.entendi.setFocus()

    @Slot()
    def _entendi(self) -> None:
        self._casa.preferencias.guardar(self._chave, self.lido.isChecked())
        self.accept()


def explicar_uma_vez(casa: Casa, vista: SituacaoDoLugar, pai: QWidget) -> None:
    """Open the dialog, unless somebody has already read it for this registry in this place."""
    if not casa.preferencias.ligado(chave_do_lugar(vista)):
        DialogoLugar(casa, vista, pai).open()


def chave_do_lugar(vista: SituacaoDoLugar) -> str:
    """Return the preference that says that somebody read what it means to keep this registry there."""
    return f"lugar/{hashlib.sha256(f'{vista.especie} {vista.caminho}'.encode()).hexdigest()[:16]}"
