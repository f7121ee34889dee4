"""A report saved as PDF, spreadsheet or CSV: the draft on the screen, or what was issued, byte for byte."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from ...arquivos import gravar_arquivo
from ...estatuto.erros import ErroDominio
from ...servicos.tipos import DocumentoEmitido
from ..casa import Casa
from ..componentes.dialogo_arquivo import DialogoArquivo
from .documentos_lista import Arquivo, ListaDocumentos

if TYPE_CHECKING:
    from ...servicos.papeis_emissao import Papel
    from ...servicos.papeis_relatorio import RelatorioApurado

_FILTROS: Final = {"PDF (*.pdf)": "pdf", "Planilha (*.xlsx)": "xlsx", "CSV (*.csv)": "csv"}

Fonte = Callable[[str], bytes]
"""Gives the bytes of a report in a format; off the interface's thread."""


class DialogoSalvarRelatorio(DialogoArquivo):
    """Asks where and in which format; the file is made and written off the interface's thread."""

    def __init__(
        self, dono: QWidget, casa: Casa, nome: str, fonte: Fonte, falha: Callable[[ErroDominio], None]
    ) -> None:
        super().__init__(dono.window(), "Salvar relatório", nome, ";;".join(_FILTROS))
        self.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.setDefaultSuffix("pdf")
        self.setLabelText(QFileDialog.DialogLabel.Accept, "Salvar")
        self._dono, self._casa, self._fonte, self._falha = dono, casa, fonte, falha
        self.filterSelected.connect(self._ao_trocar_formato)
        self.fileSelected.connect(self._gravar)
        self.finished.connect(self.deleteLater)

    @Slot(str)
    def _ao_trocar_formato(self, filtro: str) -> None:
        self.setDefaultSuffix(_FILTROS.get(filtro, "pdf"))

    @Slot(str)
    def _gravar(self, destino: str) -> None:
        caminho = Path(destino)
        self._casa.executor.ler(
            self._dono, partial(_fazer, self._casa, self._fonte, caminho), sucesso=partial(_avisar, self._casa),
            falha=self._falha,
        )  # fmt: skip


def _fazer(casa: Casa, fonte: Fonte, caminho: Path) -> Path:
    extensao = caminho.suffix.lower().lstrip(".")
    formato = extensao if extensao in _FILTROS.values() else "pdf"
    return gravar_arquivo(caminho, fonte(formato), registro=casa.ctx.banco.caminho)


def _avisar(casa: Casa, caminho: Path) -> None:
    casa.mensagem(f"Salvo em {caminho}")


def salvar_rascunho(
    dono: QWidget, casa: Casa, apurado: RelatorioApurado, *, falha: Callable[[ErroDominio], None]
) -> DialogoSalvarRelatorio:
    """Ask where to save the report that was counted, as PDF, spreadsheet or CSV."""
    dialogo = DialogoSalvarRelatorio(dono, casa, apurado.papel.nome_arquivo, partial(_do_rascunho, apurado), falha)
    dialogo.open()
    return dialogo


def _do_rascunho(apurado: RelatorioApurado, formato: str) -> bytes:
    from ...servicos import papeis_relatorio

    return papeis_relatorio.rascunho(apurado.papel, apurado.dados, formato)


def _do_emitido(casa: Casa, documento: DocumentoEmitido, formato: str) -> bytes:
    from ...servicos import papeis_emissao, papeis_relatorio

    guardado = papeis_relatorio.formatos_de(casa.ctx, documento).get(formato)
    if guardado is None:
        raise ErroDominio(
            f"Este relatório foi emitido sem o formato {formato.upper()}. Nada foi gravado; escolha outro formato, ou "
            "emita o trimestre de novo."
        )
    return papeis_emissao.bytes_de(casa.ctx, documento_id=guardado.id)


class ListaRelatorios(ListaDocumentos):
    """Issued reports: saved in any of the formats they were issued in."""

    @Slot()
    def _salvar(self) -> None:
        atual = self.atual()
        if atual is None:
            return
        self.aviso.esconder()
        nome = f"relatorio-trimestral-{atual.numero.replace('/', '-')}.pdf"
        fonte = partial(_do_emitido, self._casa, atual)
        DialogoSalvarRelatorio(self, self._casa, nome, fonte, self.aviso.mostrar_erro).open()


def emitir_relatorio(
    casa: Casa, papel: Papel, parou: Event, progresso: Callable[[int, int], None], cancelado: Callable[[], bool]
) -> tuple[DocumentoEmitido, Arquivo]:
    """Issue a report, telling how far it is, unless ``parou`` is set before it is kept. Off the interface's thread."""
    from ...servicos import papeis_emissao

    documento = papeis_emissao.emitir(
        casa.ctx, papel=papel, progresso=progresso, cancelado=lambda: parou.is_set() or cancelado()
    )
    pdf = papeis_emissao.bytes_de(casa.ctx, documento_id=documento.id)
    return documento, Arquivo(titulo=documento.titulo, nome=papel.nome_arquivo, pdf=pdf)
