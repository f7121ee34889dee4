"""What it means for the registry to live where it does: a sentence, and short lists under titles."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ...servicos.tipos.lugar import Explicacao
from .texto import Papel, texto


class ExplicacaoDoLugar(QWidget):
    """Plain text throughout: names of folders and shares are data."""

    def __init__(self, explicacao: Explicacao, pai: QWidget | None = None, *, com_titulo: bool = True) -> None:
        super().__init__(pai)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(6)
        if com_titulo:
            caixa.addWidget(texto(explicacao.titulo, Papel.SECAO, quebra=True, pai=self))
        caixa.addWidget(texto(explicacao.frase, Papel.CORPO, quebra=True, selecionavel=True, pai=self))
        for titulo, frases in explicacao.partes:
            caixa.addSpacing(6)
            caixa.addWidget(texto(titulo, Papel.FORTE, quebra=True, pai=self))
            grade = QGridLayout()
            grade.setHorizontalSpacing(8)
            grade.setVerticalSpacing(4)
            grade.setColumnStretch(1, 1)
            for linha, frase in enumerate(frases):
                grade.addWidget(texto("•", Papel.SUAVE, pai=self), linha, 0, Qt.AlignmentFlag.AlignTop)
                grade.addWidget(texto(frase, Papel.CORPO, quebra=True, pai=self), linha, 1)
            caixa.addLayout(grade)
