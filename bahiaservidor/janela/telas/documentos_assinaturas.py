"""What a list of papers offers about signatures: signing, taking in what was signed elsewhere, judging."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton

from ...servicos.tipos import DocumentoEmitido
from ...servicos.tipos.assinaturas import ExameImportacao
from ..casa import Casa
from ..componentes.aviso import FaixaAviso
from ..componentes.dialogo_arquivo import DialogoArquivo
from ..dialogos.assinar import DialogoAssinar
from ..dialogos.conferir_assinatura import DialogoConferir, DialogoImportar, examinar

_PDF = "application/pdf"


class MenuAssinaturas(QMenu):
    """The menu of a button; what is refused is said in the strip of the list."""

    def __init__(self, casa: Casa, dono: QPushButton, aviso: FaixaAviso) -> None:
        super().__init__(dono)
        self._casa, self._dono, self._aviso = casa, dono, aviso
        self._documento: DocumentoEmitido | None = None
        self.assinar = self.addAction("&Assinar…")
        self.importar = self.addAction("&Importar assinado…")
        self.conferir = self.addAction("&Conferir assinaturas…")
        self.importar.setToolTip("Guardar a versão assinada fora, como no gov.br")
        self.assinar.triggered.connect(self._assinar)
        self.importar.triggered.connect(self._importar)
        self.conferir.triggered.connect(self._conferir)
        dono.setMenu(self)
        self.definir(None)

    def definir(self, documento: DocumentoEmitido | None) -> None:
        """Take the paper selected."""
        self._documento = documento
        em_pdf = documento is not None and documento.midia == _PDF
        so_leitura = self._casa.ctx.banco.somente_leitura
        self.assinar.setEnabled(em_pdf and not so_leitura)
        self.importar.setEnabled(not so_leitura)
        self.conferir.setEnabled(em_pdf)

    @Slot()
    def _assinar(self) -> None:
        if self._documento is not None:
            self._aviso.esconder()
            DialogoAssinar(self._casa, self._documento, self._dono.window()).open()

    @Slot()
    def _conferir(self) -> None:
        if self._documento is not None:
            self._aviso.esconder()
            DialogoConferir(self._casa, self._documento, self._dono.window()).open()

    @Slot()
    def _importar(self) -> None:
        dialogo = DialogoArquivo(self._dono.window(), "Importar documento assinado", "", "PDF (*.pdf)")
        dialogo.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialogo.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialogo.setLabelText(QFileDialog.DialogLabel.Accept, "Importar")
        dialogo.fileSelected.connect(self.examinar)
        dialogo.open()

    @Slot(str)
    def examinar(self, arquivo: str) -> None:
        """Compare a file with what was issued, then ask whether to keep it."""
        self._aviso.esconder()
        documento_id = self._documento.id if self._documento is not None else None
        self._casa.executor.ler(
            self, partial(examinar, self._casa, arquivo, documento_id), sucesso=self._mostrar,
            falha=self._aviso.mostrar_erro, chave="exame",
        )  # fmt: skip

    def _mostrar(self, lido: tuple[ExameImportacao, bytes]) -> None:
        DialogoImportar(self._casa, *lido, self._dono.window()).open()
