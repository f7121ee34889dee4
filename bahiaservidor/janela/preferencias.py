"""What the window remembers: an ini file in the user's data folder, never in the registry."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from .. import caminhos


class Preferencias:
    """Small typed access to the ini file; what cannot be read is answered with the default."""

    def __init__(self, arquivo: Path | None = None) -> None:
        self._arquivo = arquivo or caminhos.dados_do_usuario() / "janela.ini"
        self._ini = QSettings(str(self._arquivo), QSettings.Format.IniFormat)

    @property
    def arquivo(self) -> Path:
        """Where they are kept."""
        return self._arquivo

    def texto(self, chave: str, padrao: str = "") -> str:
        """Return a text."""
        valor = self._ini.value(chave, padrao)
        return valor if isinstance(valor, str) else padrao

    def ligado(self, chave: str, padrao: bool = False) -> bool:
        """Return a yes or no."""
        return self.texto(chave, "sim" if padrao else "nao") == "sim"

    def estado(self, chave: str) -> QByteArray:
        """Return the state of a widget (geometry, header), empty when there is none."""
        return QByteArray.fromBase64(QByteArray(self.texto(chave).encode("ascii", "ignore")))

    def guardar(self, chave: str, valor: str | bool | QByteArray) -> None:
        """Keep a value."""
        if isinstance(valor, QByteArray):
            valor = bytes(valor.toBase64().data()).decode("ascii")
        elif isinstance(valor, bool):
            valor = "sim" if valor else "nao"
        self._ini.setValue(chave, valor)

    def gravar(self) -> None:
        """Write the file now."""
        self._ini.sync()
