"""What happened to the act? Five answers in plain words; those the act does not admit say why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QRadioButton, QScrollArea, QVBoxLayout, QWidget

from ...estatuto.tipos_emendas import FormaEmenda
from ...servicos.tipos.emendas import AlvoEmenda, FormaPossivel
from ..componentes.citacao import Citacoes
from ..componentes.texto import Papel, texto
from ..modelos.emendas import PERGUNTA


class EscolhaForma(QWidget):
    """Emits when the answer changes."""

    alterada = Signal()

    def __init__(self, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self._grupo = QButtonGroup(self)
        self.botoes: dict[FormaEmenda, QRadioButton] = {}
        dentro = QWidget(self)
        dentro.setProperty("transparente", True)
        self._historia = texto("", Papel.SUAVE, quebra=True, pai=dentro)
        self._opcoes = QVBoxLayout()
        self._opcoes.setSpacing(8)
        caixa = QVBoxLayout(dentro)
        caixa.setContentsMargins(0, 0, 8, 0)
        caixa.setSpacing(10)
        caixa.addWidget(self._historia)
        caixa.addWidget(texto("O que aconteceu?", Papel.SECAO, pai=dentro))
        caixa.addLayout(self._opcoes)
        caixa.addStretch(1)
        # At 200 % the five do not fit on the screen: squeezed, their words would be cut.
        rolagem = QScrollArea(self)
        rolagem.setWidget(dentro)
        rolagem.setWidgetResizable(True)
        rolagem.setFrameShape(QFrame.Shape.NoFrame)
        rolagem.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rolagem.setProperty("transparente", True)
        rolagem.setAccessibleName("O que aconteceu")
        rolagem.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._rolagem = rolagem
        fora = QVBoxLayout(self)
        fora.setContentsMargins(0, 0, 0, 0)
        fora.addWidget(rolagem)
        self._grupo.idToggled.connect(self._mudou)

    def definir(self, alvo: AlvoEmenda, formas: Sequence[FormaPossivel]) -> None:
        """Offer the ways of an act."""
        self._historia.setText("\n".join(alvo.historia))
        self._historia.setVisible(bool(alvo.historia))
        for numero, possivel in enumerate(formas, start=1):
            self._opcoes.addWidget(self._opcao(numero, possivel))

    def _opcao(self, numero: int, possivel: FormaPossivel) -> QWidget:
        quadro = QFrame(self._rolagem.widget())
        quadro.setProperty("superficie", True)
        escolha = QRadioButton(f"&{numero}. {PERGUNTA[possivel.forma]}", quadro)
        escolha.setEnabled(possivel.permitida)
        escolha.setAccessibleName(PERGUNTA[possivel.forma])
        escolha.setAccessibleDescription(possivel.explicacao if possivel.permitida else possivel.razao)
        self._grupo.addButton(escolha, numero - 1)
        self.botoes[possivel.forma] = escolha
        explicacao: QLabel = texto(f"{possivel.rotulo}. {possivel.explicacao}", Papel.SUAVE, quebra=True, pai=quadro)
        palavras = QVBoxLayout()
        palavras.setContentsMargins(28, 0, 0, 0)
        palavras.setSpacing(2)
        palavras.addWidget(explicacao)
        if not possivel.permitida:
            palavras.addWidget(texto(f"Não se aplica: {possivel.razao}", Papel.LEGENDA, quebra=True, pai=quadro))
            palavras.addWidget(Citacoes(possivel.razao, quadro), 0, Qt.AlignmentFlag.AlignLeft)
        dentro = QVBoxLayout(quadro)
        dentro.setContentsMargins(12, 8, 12, 10)
        dentro.setSpacing(2)
        topo = QHBoxLayout()
        topo.addWidget(escolha, 1)
        dentro.addLayout(topo)
        dentro.addLayout(palavras)
        return quadro

    def forma(self) -> FormaEmenda | None:
        """Return the answer, None until there is one."""
        return next((forma for forma, botao in self.botoes.items() if botao.isChecked()), None)

    def focar(self) -> None:
        """Give the focus to the answer, or to the first that the act admits."""
        ativos = [b for b in self.botoes.values() if b.isEnabled()]
        alvo = next((b for b in ativos if b.isChecked()), ativos[0] if ativos else None)
        if alvo is not None:
            alvo.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot(int, bool)
    def _mudou(self, *_: object) -> None:
        self.alterada.emit()
