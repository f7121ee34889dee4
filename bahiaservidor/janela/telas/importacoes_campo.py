"""One field of an import: its words, the column that gives it, and what that column has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from ...servicos.tipos.importacao import ArquivoLido, CampoImportado
from ..componentes.combo import Combo, Opcao
from ..componentes.lado_a_lado import LadoALado
from ..componentes.texto import Papel, reestilizar, texto
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


class LinhaCampo(QFrame):
    """The field at the left, the column in the middle, sample or fixed value at the right."""

    alterado = Signal()

    def __init__(self, campo: CampoImportado, lido: ArquivoLido, opcoes: Sequence[Opcao], pai: QWidget) -> None:
        super().__init__(pai)
        self.campo = campo
        self._lido = lido
        nome = QLabel(f"{campo.rotulo} *" if campo.obrigatorio else campo.rotulo, self)
        nome.setTextFormat(Qt.TextFormat.PlainText)
        nome.setWordWrap(True)
        nome.setProperty("papel", "forte" if campo.obrigatorio else "corpo")
        exemplo = f"Ex.: {campo.exemplo}" if campo.exemplo else ""
        ajuda = f"{campo.ajuda.rstrip('.')}." if campo.ajuda else ""
        self.ajuda = texto(" ".join(p for p in (ajuda, exemplo) if p), Papel.LEGENDA, quebra=True, pai=self)
        self.ajuda.setVisible(bool(self.ajuda.text()))
        quem = _pilha(nome, self.ajuda, topo=0 if self.ajuda.text() else 7)
        self.coluna = Combo(opcoes, self)
        estreitar(self.coluna)
        self.coluna.setAccessibleName(f"Coluna de {campo.rotulo}{' (obrigatório)' if campo.obrigatorio else ''}")
        self.coluna.setAccessibleDescription(self.ajuda.text())
        self.amostra = texto("", Papel.SUAVE, quebra=True, pai=self)
        self.fixo = QLineEdit(self)
        self.fixo.setMaxLength(_LIMITE)
        self.fixo.setPlaceholderText(campo.exemplo or "Valor para todas as linhas")
        self.fixo.setAccessibleName(f"Valor de {campo.rotulo} em todas as linhas")
        partes = (quem, _pilha(self.coluna), _pilha(self.amostra, self.fixo))
        for parte in partes:
            # The three columns have the same width in every row, whatever is written in them.
            parte.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 6, 0, 6)
        caixa.addWidget(LadoALado(partes, (10, 9, 8), minimo=520))
        # signals
        self.coluna.alterado.connect(self._trocou)
        self.fixo.textChanged.connect(self._avisar)
        self._mostrar()

    def valor(self) -> int | str | None:
        """Return the number of the column, the fixed text, or None."""
        escolhida = self.coluna.valor()
        return self.fixo.text().strip() if escolhida == FIXO else escolhida

    def definir(self, valor: int | str | None) -> None:
        """Put the number of a column, a fixed text, or nothing; nobody is told."""
        with QSignalBlocker(self.coluna), QSignalBlocker(self.fixo):
            fixo = isinstance(valor, str)
            self.coluna.definir(FIXO if fixo else valor)
            self.fixo.setText(valor if isinstance(valor, str) else "")
        self._mostrar()

    def falta(self) -> bool:
        """Tell whether it is required and nothing gives it, or a fixed value was asked for and not written."""
        valor = self.valor()
        return valor == "" or (valor is None and self.campo.obrigatorio)

    def marcar(self, erro: bool) -> None:
        """Show, or not, that it is wrong."""
        alvo = self.fixo if self.coluna.valor() == FIXO else self.coluna
        for widget in (self.coluna, self.fixo):
            if bool(widget.property("erro")) != (erro and widget is alvo):
                widget.setProperty("erro", erro and widget is alvo)
                reestilizar(widget)

    @Slot()
    def _trocou(self, *_: object) -> None:
        self._mostrar()
        if self.coluna.valor() == FIXO and self.coluna.hasFocus():
            self.fixo.setFocus()
        self._avisar()

    @Slot()
    def _avisar(self, *_: object) -> None:
        self.alterado.emit()

    def _mostrar(self) -> None:
        escolhida = self.coluna.valor()
        self.fixo.setVisible(escolhida == FIXO)
        achados = exemplos(self._lido, escolhida) if isinstance(escolhida, int) else ()
        vazia = "Coluna vazia nas primeiras linhas." if isinstance(escolhida, int) else ""
        self.amostra.setText(" · ".join(_cortado(achado) for achado in achados) or vazia)
        self.amostra.setToolTip("\n".join(achados))
        self.amostra.setVisible(escolhida != FIXO)


def _cortado(valor: str) -> str:
    return valor if len(valor) <= _LARGO else f"{valor[: _LARGO - 1].rstrip()}…"


def _pilha(*widgets: QWidget, topo: int = 0) -> QWidget:
    dentro = QWidget()
    caixa = QVBoxLayout(dentro)
    caixa.setContentsMargins(0, topo, 0, 0)
    caixa.setSpacing(2)
    for widget in widgets:
        caixa.addWidget(widget)
    caixa.addStretch(1)
    return dentro
