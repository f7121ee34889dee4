"""A layout that breaks into lines, as words do: for badges that must fit in any width."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QLayout, QLayoutItem, QWidget


class Fluxo(QLayout):
    """Left to right, then down; each line centred on its tallest item."""

    def __init__(self, pai: QWidget | None = None, *, espaco: int = 6) -> None:
        super().__init__(pai)
        self._itens: list[QLayoutItem] = []
        self._espaco = espaco
        self.setContentsMargins(QMargins(0, 0, 0, 0))

    def addItem(self, item: QLayoutItem) -> None:
        self._itens.append(item)

    def count(self) -> int:
        return len(self._itens)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._itens[index] if 0 <= index < len(self._itens) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._itens.pop(index) if 0 <= index < len(self._itens) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._dispor(QRect(0, 0, width, 0), mover=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._dispor(rect, mover=True)

    def sizeHint(self) -> QSize:
        visiveis = [item for item in self._itens if not item.isEmpty()]
        largura = sum(item.sizeHint().width() + self._espaco for item in visiveis) - self._espaco
        return QSize(max(0, largura), max((item.sizeHint().height() for item in visiveis), default=0))

    def minimumSize(self) -> QSize:
        visiveis = [item.minimumSize() for item in self._itens if not item.isEmpty()]
        return QSize(
            max((tamanho.width() for tamanho in visiveis), default=0),
            max((tamanho.height() for tamanho in visiveis), default=0),
        )

    def _dispor(self, rect: QRect, *, mover: bool) -> int:
        """Place (or only measure) the items; return the height they take."""
        linhas: list[list[QLayoutItem]] = [[]]
        x = 0
        for item in self._itens:
            if item.isEmpty():
                continue
            largura = item.sizeHint().width()
            if linhas[-1] and x + largura > rect.width():
                linhas.append([])
                x = 0
            linhas[-1].append(item)
            x += largura + self._espaco
        y = rect.top()
        for linha in linhas:
            alto = max((item.sizeHint().height() for item in linha), default=0)
            x = rect.left()
            for item in linha:
                tamanho = item.sizeHint()
                if mover:
                    item.setGeometry(QRect(QPoint(x, y + (alto - tamanho.height()) // 2), tamanho))
                x += tamanho.width() + self._espaco
            y += alto + self._espaco
        return max(0, y - self._espaco - rect.top())


def dobrar(linha: QBoxLayout, *, largura: int, limite: int) -> None:
    """Put what is in a row one under the other where there are fewer pixels than it takes, as at 200 %."""
    direcao = QBoxLayout.Direction.TopToBottom if largura < limite else QBoxLayout.Direction.LeftToRight
    linha.setDirection(direcao)
