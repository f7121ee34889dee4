"""Asks where to write one person's data, to be handed to that person; the work is done off the interface's thread."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from ...servicos.papeis_especies import nome_de_arquivo
from ..casa import Casa
from ..componentes.dialogo_arquivo import DialogoArquivo

if TYPE_CHECKING:
    from ...servicos.dados_pessoais_pacote import DadosExportados
    from ...servicos.tipos import Ficha

_TITULO: Final = "Reunindo os dados pessoais"


class DialogoDadosPessoais(DialogoArquivo):
    """The name of the ZIP; what is there already is never replaced."""

    def __init__(self, casa: Casa, pai: QWidget, ficha: Ficha) -> None:
        dados = ficha.dados
        nome = nome_de_arquivo("dados pessoais de", dados.nome_social or dados.nome).removesuffix(".pdf")
        super().__init__(pai, "Dados pessoais para a própria pessoa", f"{nome}.zip", "Um arquivo ZIP (*.zip)")
        self.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.setOption(QFileDialog.Option.DontConfirmOverwrite)
        self.setDefaultSuffix("zip")
        self.setLabelText(QFileDialog.DialogLabel.Accept, "Gravar")
        self._casa, self._pai, self._servidor_id = casa, pai, ficha.servidor_id
        self.fileSelected.connect(self._gravar)

    @Slot(str)
    def _gravar(self, nome: str) -> None:
        casa, pai = self._casa, self._pai
        # The window asks, not this dialog: it is gone before the work ends.
        casa.executor.longa(
            pai, partial(_exportar, casa, self._servidor_id, Path(nome)), titulo=_TITULO, escreve=True,
            sucesso=partial(_avisar, casa),
        )  # fmt: skip


def _exportar(
    casa: Casa, servidor_id: int, destino: Path, progresso: Callable[[int, int], None], cancelado: Callable[[], bool]
) -> DadosExportados:
    from ...servicos import dados_pessoais_pacote

    return dados_pessoais_pacote.exportar(
        casa.ctx, servidor_id=servidor_id, destino=destino, hoje=casa.hoje(), progresso=progresso, cancelado=cancelado
    )


def _avisar(casa: Casa, feito: DadosExportados) -> None:
    casa.mensagem(f"Dados pessoais gravados em {feito.caminho}")
