"""The dialog that chooses a file or a folder, with every word of it in Portuguese."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar, Final

from PySide6.QtCore import QStandardPaths, Qt, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

_ROTULOS: Final = (
    (QFileDialog.DialogLabel.LookIn, "&Procurar em:"),
    (QFileDialog.DialogLabel.FileType, "&Tipo de arquivo:"),
    (QFileDialog.DialogLabel.Reject, "Cancelar"),
)
"""Qt's own Portuguese lacks the first two."""


class DialogoArquivo(QFileDialog):
    """A `QFileDialog` without a word of English, gone once closed.

    ``onde`` may be only a name: it opens in the folder last used, at first the clerk's documents, and never in the
    program's own.
    """

    _pasta: ClassVar[str] = ""

    def __init__(self, pai: QWidget | None = None, titulo: str = "", onde: str = "", filtro: str = "") -> None:
        lugar = DialogoArquivo._pasta or QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )
        super().__init__(pai, titulo, str(Path(lugar) / onde), filtro)
        self.fileSelected.connect(self._lembrar)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for rotulo, texto in _ROTULOS:
            self.setLabelText(rotulo, texto)

    @Slot(str)
    def _lembrar(self, escolhido: str) -> None:
        pasta = self.fileMode() is QFileDialog.FileMode.Directory
        DialogoArquivo._pasta = escolhido if pasta else str(Path(escolhido).parent)
