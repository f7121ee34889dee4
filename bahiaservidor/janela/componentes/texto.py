"""Labels: plain text always, because names of people are data."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from ..dicas import como_dica as como_dica
from ..tema import Tom


class Papel(StrEnum):
    """Place of a text in the page."""

    TITULO = "titulo"
    SECAO = "secao"
    CORPO = "corpo"
    FORTE = "forte"
    SUAVE = "suave"
    LEGENDA = "legenda"
    NUMERO = "numero"
    ROTULO = "rotulo"


def texto(
    conteudo: str = "",
    papel: Papel = Papel.CORPO,
    *,
    quebra: bool = False,
    selecionavel: bool = False,
    tom: Tom | None = None,
    pai: QWidget | None = None,
) -> QLabel:
    """Return a plain-text label; ``quebra`` wraps lines, ``selecionavel`` lets the clerk copy."""
    rotulo = QLabel(conteudo, pai)
    rotulo.setTextFormat(Qt.TextFormat.PlainText)
    rotulo.setProperty("papel", str(papel))
    rotulo.setWordWrap(quebra)
    if tom is not None:
        rotulo.setProperty("tom", str(tom))
    if selecionavel:
        rotulo.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
    return rotulo


def reestilizar(widget: QWidget) -> None:
    """Read the style sheet again after a property that it looks at has changed."""
    estilo = widget.style()
    estilo.unpolish(widget)
    estilo.polish(widget)
    widget.update()
