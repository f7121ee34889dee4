"""One field of an import: its words, the column that gives it, and what that column has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QObject, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from ...servicos.tipos.importacao import ArquivoLido, CampoImportado
from ..componentes.combo import Combo, Opcao
from ..componentes.texto import Papel, como_dica, reestilizar, texto
from ..dialogos.campos import estreitar
from ..modelos.importacoes import nome_da_coluna

FIXO: Final = "fixo"
_NENHUMA: Final = Opcao(valor=None, rotulo="Não importar")
_UM_SO: Final = Opcao(valor=FIXO, rotulo="O mesmo valor em todas as linhas…")
_AMOSTRAS: Final = 3
_LIMITE: Final = 300
_LARGO: Final = 36
"""Characters of a sample that are shown; the rest is in the tip."""


def exemplos(lido: ArquivoLido, coluna: int) -> tuple[str, ...]:
    """Return the first values that a column has, without repeating any."""
    vistos = (linha[coluna].strip() for linha in lido.amostra if coluna < len(linha))
    return tuple(dict.fromkeys(valor for valor in vistos if valor))[:_AMOSTRAS]


def opcoes_de_colunas(lido: ArquivoLido) -> list[Opcao]:
    """Return the columns of a file as choices, each with the first values that it has."""
    colunas = [
        Opcao(valor=n, rotulo=nome_da_coluna(lido.cabecalho, n), detalhe=", ".join(exemplos(lido, n)))
        for n in range(len(lido.cabecalho))
    ]
    return [_NENHUMA, _UM_SO, *colunas]


class LinhaCampo(QObject):
    """A row of a grid: the field at the left, the column in the middle, sample or fixed value at the right."""

    alterado = Signal(object)
    """The row itself."""

    def __init__(
        self, campo: CampoImportado, lido: ArquivoLido, opcoes: Sequence[Opcao], pai: QWidget, grade: QGridLayout
    ) -> None:
        super().__init__(pai)
        self.campo, self.quadro, self._grade = campo, pai, grade
        self._lido = lido
        self.posicao = grade.rowCount()
        self._visivel = True
        nome = QLabel(f"{campo.rotulo} *" if campo.obrigatorio else campo.rotulo, pai)
        nome.setTextFormat(Qt.TextFormat.PlainText)
        nome.setWordWrap(True)
        nome.setProperty("papel", "forte" if campo.obrigatorio else "corpo")
        exemplo = f"Ex.: {campo.exemplo}" if campo.exemplo else ""
        ajuda = f"{campo.ajuda.rstrip('.')}." if campo.ajuda else ""
        dizer = " ".join(p for p in (ajuda, exemplo) if p)
        quem = QVBoxLayout()
        quem.setContentsMargins(0, 0 if dizer else 7, 0, 0)
        quem.setSpacing(2)
        quem.addWidget(nome)
        self._rotulos = [nome]
        if dizer:
            self._rotulos.append(texto(dizer, Papel.LEGENDA, quebra=True, pai=pai))
            quem.addWidget(self._rotulos[-1])
        quem.addStretch(1)
        self.coluna = Combo(opcoes, pai)
        estreitar(self.coluna)
        self.coluna.setAccessibleName(f"Coluna de {campo.rotulo}{' (obrigatório)' if campo.obrigatorio else ''}")
        self.coluna.setAccessibleDescription(dizer)
        self.amostra = texto("", Papel.SUAVE, quebra=True, pai=pai)
        self.fixo: QLineEdit | None = None
        topo = Qt.AlignmentFlag.AlignTop
        grade.addLayout(quem, self.posicao, 0)
        grade.addWidget(self.coluna, self.posicao, 1, topo)
        grade.addWidget(self.amostra, self.posicao, 2, topo)
        for widget in (*self._rotulos, self.coluna, self.amostra):
            # The three columns share the room in the same way, whatever is written in them.
            largura = QSizePolicy(QSizePolicy.Policy.Ignored, widget.sizePolicy().verticalPolicy())
            largura.setHeightForWidth(widget.sizePolicy().hasHeightForWidth())
            widget.setSizePolicy(largura)
        # signals
        self.coluna.alterado.connect(self._trocou)
        self._mostrar()

    def valor(self) -> int | str | None:
        """Return the number of the column, the fixed text, or None."""
        escolhida = self.coluna.valor()
        if escolhida != FIXO:
            return escolhida if isinstance(escolhida, int) else None
        return self.fixo.text().strip() if self.fixo is not None else ""

    def definir(self, valor: int | str | None) -> None:
        """Put the number of a column, a fixed text, or nothing; nobody is told."""
        with QSignalBlocker(self.coluna):
            self.coluna.definir(FIXO if isinstance(valor, str) else valor)
        if isinstance(valor, str):
            linha = self._linha_fixa()
            with QSignalBlocker(linha):
                linha.setText(valor)
        self._mostrar()

    def escrever(self, valor: str) -> None:
        """Write the same value for every row, as the clerk would."""
        self.coluna.definir(FIXO)
        self._linha_fixa().setText(valor)

    def marcar(self, erro: bool) -> None:
        """Show, or not, that it is wrong."""
        fixo = self.coluna.valor() == FIXO
        for widget, errado in ((self.coluna, erro and not fixo), (self.fixo, erro and fixo)):
            if widget is not None and bool(widget.property("erro")) != errado:
                widget.setProperty("erro", errado)
                reestilizar(widget)

    def mostrar(self, sim: bool) -> None:
        """Show or hide the row."""
        self._visivel = sim
        for rotulo in self._rotulos:
            rotulo.setVisible(sim)
        self.coluna.setVisible(sim)
        self._mostrar()

    def _linha_fixa(self) -> QLineEdit:
        # Made when first asked for: few of a hundred fields have the same value in every row.
        if self.fixo is None:
            self.fixo = QLineEdit(self.quadro)
            self.fixo.setMaxLength(_LIMITE)
            self.fixo.setPlaceholderText(self.campo.exemplo or "Valor para todas as linhas")
            self.fixo.setAccessibleName(f"Valor de {self.campo.rotulo} em todas as linhas")
            self._grade.addWidget(self.fixo, self.posicao, 2, Qt.AlignmentFlag.AlignTop)
            QWidget.setTabOrder(self.coluna, self.fixo)
            self.fixo.textChanged.connect(self._avisar)
        return self.fixo

    @Slot()
    def _trocou(self, *_: object) -> None:
        self._mostrar()
        if self.coluna.valor() == FIXO and self.coluna.hasFocus():
            self._linha_fixa().setFocus()
        self._avisar()

    @Slot()
    def _avisar(self, *_: object) -> None:
        self.alterado.emit(self)

    def _mostrar(self) -> None:
        escolhida = self.coluna.valor()
        if escolhida == FIXO or self.fixo is not None:
            self._linha_fixa().setVisible(escolhida == FIXO and self._visivel)
        achados = exemplos(self._lido, escolhida) if isinstance(escolhida, int) else ()
        vazia = "Coluna vazia nas primeiras linhas." if isinstance(escolhida, int) else ""
        self.amostra.setText(" · ".join(_cortado(achado) for achado in achados) or vazia)
        self.amostra.setToolTip(como_dica("\n".join(achados)))
        self.amostra.setVisible(escolhida != FIXO and self._visivel)


def _cortado(valor: str) -> str:
    return valor if len(valor) <= _LARGO else f"{valor[: _LARGO - 1].rstrip()}…"
