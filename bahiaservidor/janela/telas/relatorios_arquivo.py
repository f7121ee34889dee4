"""A report saved as PDF, spreadsheet or CSV: the draft on the screen, or what was issued, byte for byte."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from threading import Event
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from ...estatuto.erros import ErroDominio
from ...servicos.tipos import DocumentoEmitido
from ..casa import Casa
from ..componentes.salvar import DialogoSalvar, Fonte
from .documentos_lista import Arquivo, ListaDocumentos

if TYPE_CHECKING:
    from ...servicos.papeis_emissao import Papel
    from ...servicos.papeis_relatorio import RelatorioApurado

_FILTROS: Final = {"PDF (*.pdf)": "pdf", "Planilha (*.xlsx)": "xlsx", "CSV (*.csv)": "csv"}


class DialogoSalvarRelatorio(DialogoSalvar):
    """Asks where and in which format."""

    def __init__(
        self, dono: QWidget, casa: Casa, nome: str, fonte: Fonte, falha: Callable[[ErroDominio], None]
    ) -> None:
        super().__init__(dono, casa, titulo="Salvar relatório", nome=nome, filtros=_FILTROS, fonte=fonte, falha=falha)


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
