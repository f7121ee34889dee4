"""The dialog that chooses a file or a folder, with every word of it in Portuguese."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

_ROTULOS: Final = (
    (QFileDialog.DialogLabel.LookIn, "&Procurar em:"),
    (QFileDialog.DialogLabel.FileType, "&Tipo de arquivo:"),
    (QFileDialog.DialogLabel.Reject, "Cancelar"),
)
"""Qt's own Portuguese lacks the first two."""


class DialogoArquivo(QFileDialog):
    """A `QFileDialog` without a word of English, gone once closed."""

    def __init__(self, pai: QWidget | None = None, titulo: str = "", onde: str = "", filtro: str = "") -> None:
        super().__init__(pai, titulo, onde, filtro)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for rotulo, texto in _ROTULOS:
            self.setLabelText(rotulo, texto)
