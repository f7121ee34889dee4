"""Asks where and in which format a file is to be saved; it is made and written off the interface's thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from ...estatuto.erros import ErroDominio
from ..acessos import salvar
from ..casa import Casa
from .dialogo_arquivo import DialogoArquivo

Fonte = Callable[[str], bytes]
"""Gives the bytes in a format, by its extension; off the interface's thread."""


class DialogoSalvar(DialogoArquivo):
    """``filtros``: words of each format, as Qt writes them -> extension; the first is the usual one."""

    def __init__(
        self,
        dono: QWidget,
        casa: Casa,
        *,
        titulo: str,
        nome: str,
        filtros: Mapping[str, str],
        fonte: Fonte,
        falha: Callable[[ErroDominio], None],
    ) -> None:
        super().__init__(dono.window(), titulo, nome, ";;".join(filtros))
        self._filtros = dict(filtros)
        self._padrao = next(iter(self._filtros.values()))
        self.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.setDefaultSuffix(self._padrao)
        self.setLabelText(QFileDialog.DialogLabel.Accept, "Salvar")
        self._dono, self._casa, self._fonte, self._falha = dono, casa, fonte, falha
        self.filterSelected.connect(self._ao_trocar_formato)
        self.fileSelected.connect(self._gravar)
        self.finished.connect(self.deleteLater)

    @Slot(str)
    def _ao_trocar_formato(self, filtro: str) -> None:
        self.setDefaultSuffix(self._filtros.get(filtro, self._padrao))

    @Slot(str)
    def _gravar(self, destino: str) -> None:
        caminho = Path(destino)
        extensao = caminho.suffix.lower().lstrip(".")
        formato = extensao if extensao in self._filtros.values() else self._padrao
        self._casa.executor.ler(
            self._dono, partial(_fazer, self._casa, self._fonte, formato, caminho, self.windowTitle()),
            sucesso=partial(_avisar, self._casa), falha=self._falha,
        )  # fmt: skip


def _fazer(casa: Casa, fonte: Fonte, formato: str, caminho: Path, titulo: str) -> Path:
    return salvar(casa.ctx, caminho, fonte(formato), titulo, objeto="arquivo")


def _avisar(casa: Casa, caminho: Path) -> None:
    casa.mensagem(f"Salvo em {caminho}")
