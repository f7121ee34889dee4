"""The sheet that opens over a form: what a provision asks, in our words, and the way to the whole Estatuto."""

from __future__ import annotations

from importlib import import_module

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ...estatuto.citacoes import norma, resolver
from ...estatuto.dispositivos import A_CONFERIR, ESTATUTO, RESUMOS
from ...estatuto.regras_indice import regras_de
from ..casa import Casa
from ..tema import Tom
from .botao import TipoBotao
from .dialogo import Dialogo
from .selo import Selo
from .texto import Papel, texto

_CONSULTA = ("bahiaservidor.janela.telas.consulta_estatuto", "DialogoEstatuto")


class FolhaCitacao(Dialogo):
    """Modal over what cited the provision, so that nothing typed there is lost."""

    def __init__(self, citacao: str, casa: Casa | None, pai: QWidget | None = None) -> None:
        super().__init__(citacao, pai, largura=480)
        self._citacao = citacao
        self._casa = casa
        dentro = QWidget(self)
        dentro.setProperty("transparente", True)
        caixa = QVBoxLayout(dentro)
        caixa.setContentsMargins(0, 0, 8, 0)
        caixa.setSpacing(6)
        achados = resolver(citacao)
        for dispositivo in achados:
            if len(achados) > 1 or dispositivo != citacao:
                caixa.addWidget(texto(dispositivo, Papel.SECAO, pai=dentro))
            caixa.addWidget(texto(norma(dispositivo) or ESTATUTO, Papel.LEGENDA, pai=dentro))
            caixa.addWidget(texto(RESUMOS[dispositivo], quebra=True, selecionavel=True, pai=dentro))
            if dispositivo in A_CONFERIR:
                caixa.addWidget(Selo("A conferir no texto", Tom.ATENCAO, dentro), 0, Qt.AlignmentFlag.AlignLeft)
            regras = regras_de(dispositivo)
            if regras:
                caixa.addWidget(texto("Como o programa o aplica", Papel.LEGENDA, pai=dentro))
                for regra in regras[:6]:
                    caixa.addWidget(texto(f"{regra.id}. {regra.descricao}", Papel.SUAVE, quebra=True, pai=dentro))
            caixa.addSpacing(8)
        if not achados:
            caixa.addWidget(texto("O programa não tem resumo deste dispositivo.", Papel.SUAVE, quebra=True, pai=dentro))
        caixa.addStretch(1)
        rolagem = QScrollArea(self)
        rolagem.setWidget(dentro)
        rolagem.setWidgetResizable(True)
        rolagem.setFrameShape(QFrame.Shape.NoFrame)
        rolagem.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rolagem.setProperty("transparente", True)
        rolagem.setAccessibleName(f"O que pede {citacao}")
        rolagem.setMinimumHeight(min(320, dentro.heightForWidth(420) + 8 if dentro.hasHeightForWidth() else 220))
        self.corpo.addWidget(rolagem, 1)
        self.corpo.addWidget(texto("É um resumo: o texto oficial prevalece.", Papel.LEGENDA, pai=self))
        self.inteiro = self.adicionar_botao("&Abrir no Estatuto", ao_clicar=self._abrir, icone="estatuto")
        self.inteiro.setVisible(casa is not None)
        self.fechar = self.adicionar_botao("&Fechar", TipoBotao.PRIMARIO, padrao=True)
        self.fechar.setFocus()

    @Slot()
    def _abrir(self) -> None:
        if self._casa is None:
            return
        modulo, nome = _CONSULTA
        pai = self.parentWidget()
        self.accept()
        getattr(import_module(modulo), nome)(self._casa, pai, citacao=self._citacao).open()
