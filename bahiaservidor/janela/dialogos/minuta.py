"""The draft of an act on screen, on paper, as a DOCX and on the clipboard: read off the interface's thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from ...estatuto.erros import ErroDominio
from ...servicos.papeis_atos_especies import COM_MINUTA, EM_LOTE
from ...servicos.tipos import Minuta, PedidoAto
from ..acessos import salvar
from ..casa import Acao, Casa
from ..componentes.dialogo_arquivo import DialogoArquivo
from ..operacoes import Mudanca
from .impressao import Pronto, emitir

if TYPE_CHECKING:
    from ...servicos.papeis import Papel

Falha = Callable[[ErroDominio], None]
SEM_NUMERO = "Minuta sem número: só para conferir. Ela é numerada quando é emitida."


@dataclass(frozen=True, slots=True, kw_only=True)
class Docx:
    """A draft ready to be saved as text."""

    nome: str
    dados: bytes


def tem_minuta(tipo: str) -> bool:
    """Tell whether an act has a draft for the DOE."""
    return tipo in COM_MINUTA


def junta(minutas: Sequence[Minuta]) -> bool:
    """Tell whether one instrument may do what these minutas prepare."""
    return len(minutas) > 1 and minutas[0].tipo in EM_LOTE and len({m.tipo for m in minutas}) == 1


# ------------------------------------------------------------------ what the actions do


def montar_papel(casa: Casa, minuta_ids: Sequence[int]) -> Papel:
    """Return the draft of a minuta, or one for several. Off the interface's thread."""
    from ...servicos import papeis_atos, papeis_atos_lote

    if len(minuta_ids) == 1:
        return papeis_atos.minuta_do_ato(casa.ctx, minuta_id=minuta_ids[0], hoje=casa.hoje())
    return papeis_atos_lote.minuta_de_varios(casa.ctx, minuta_ids=minuta_ids, hoje=casa.hoje())


def ver(casa: Casa, dono: QWidget, montar: Callable[[], Papel], falha: Falha | None = None) -> None:
    """Show a draft as it stands; nothing is numbered nor kept."""

    def mostrar(papel: Papel) -> None:
        casa.abrir_previa(titulo=papel.titulo, pdf=papel.pdf, nome_arquivo=papel.nome_arquivo)

    casa.executor.ler(dono, montar, sucesso=mostrar, falha=falha, chave="minuta")


def imprimir(casa: Casa, dono: QWidget, minuta_ids: Sequence[int], falha: Falha | None = None) -> None:
    """Number the minutas, keep the draft with its DOCX, and open it to be printed."""

    def montar() -> Pronto:
        from ...servicos import minutas

        minutas.emitir_varias(casa.ctx, minuta_ids=minuta_ids, hoje=casa.hoje())
        return emitir(casa, montar_papel(casa, minuta_ids))

    _emitir(casa, dono, montar, falha)


def emitir_papel(casa: Casa, dono: QWidget, montar: Callable[[], Papel], falha: Falha | None = None) -> None:
    """Issue a draft that has no minuta (a correction) and open it to be printed."""

    def feito() -> Pronto:
        return emitir(casa, montar())

    _emitir(casa, dono, feito, falha)


def _emitir(casa: Casa, dono: QWidget, montar: Callable[[], Pronto], falha: Falha | None) -> None:
    def mostrar(pronto: Pronto) -> None:
        casa.abrir_previa(titulo=pronto.titulo, pdf=pronto.pdf, nome_arquivo=pronto.nome_arquivo)

    casa.executor.gravar(
        dono, montar, sucesso=mostrar, falha=falha, mudou=Mudanca(documentos=True, minutas=True),
        aguarde="Montando a minuta",
    )  # fmt: skip


def salvar_docx(casa: Casa, dono: QWidget, montar: Callable[[], Papel], falha: Falha | None = None) -> None:
    """Ask where and save the draft as a DOCX."""

    def ler() -> Docx:
        papel = montar()
        gemeo = papel.gemeos[0]
        return Docx(nome=gemeo.nome_arquivo, dados=gemeo.fazer(papel.numero or 0))

    casa.executor.ler(dono, ler, sucesso=partial(_perguntar_onde, casa, dono), falha=falha, chave="docx")


def _perguntar_onde(casa: Casa, dono: QWidget, docx: Docx) -> None:
    _SalvandoDocx(dono, casa, docx).open()


class _SalvandoDocx(DialogoArquivo):
    """Asks where; the file is written off the interface's thread."""

    def __init__(self, dono: QWidget, casa: Casa, docx: Docx) -> None:
        super().__init__(dono.window(), "Salvar em DOCX", docx.nome, "Documento de texto (*.docx)")
        self.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.setDefaultSuffix("docx")
        self.setLabelText(QFileDialog.DialogLabel.Accept, "Salvar")
        self._dono, self._casa, self._docx = dono, casa, docx
        self.fileSelected.connect(self.gravar_em)
        self.finished.connect(self.deleteLater)

    @Slot(str)
    def gravar_em(self, destino: str) -> None:
        """Write the file and say where."""
        gravar_docx(self._casa, self._dono, self._docx, Path(destino))


def gravar_docx(casa: Casa, dono: QWidget, docx: Docx, destino: Path) -> None:
    """Write the DOCX, off the interface's thread, and say where."""

    def avisar(caminho: Path) -> None:
        casa.mensagem(f"Salvo em {caminho}")

    gravar = partial(salvar, casa.ctx, destino, docx.dados, "minuta de ato")
    casa.executor.ler(dono, gravar, sucesso=avisar)


def copiar(casa: Casa, dono: QWidget, ler: Callable[[], str], falha: Falha | None = None) -> None:
    """Put the act as plain text on the clipboard, to be pasted into the DOE's system."""

    def guardar(escrito: str) -> None:
        QGuiApplication.clipboard().setText(escrito)
        casa.mensagem("Texto do ato copiado, da epígrafe à assinatura: cole-o no sistema do Diário Oficial.")

    casa.executor.ler(dono, ler, sucesso=guardar, falha=falha, chave="texto")


def texto_das_minutas(casa: Casa, minuta_ids: Sequence[int]) -> str:
    """Return the act of a minuta, or of several, as plain text. Off the interface's thread."""
    from ...servicos import papeis_atos, papeis_atos_lote

    if len(minuta_ids) == 1:
        return papeis_atos.texto_do_ato(casa.ctx, minuta_id=minuta_ids[0], hoje=casa.hoje())
    return papeis_atos_lote.texto_de_varios(casa.ctx, minuta_ids=minuta_ids, hoje=casa.hoje())


def papel_do_pedido(casa: Casa, pedido: PedidoAto) -> Papel:
    """Return the draft of what a form holds. Off the interface's thread."""
    from ...servicos import papeis_atos

    return papeis_atos.minuta_de_pedido(casa.ctx, pedido, casa.hoje())


# ------------------------------------------------------------------ what a message offers


def acao_da_minuta(casa: Casa, minuta: Minuta) -> Acao:
    """Return the button that the message offers after a minuta was kept: its draft, or the list."""
    if tem_minuta(minuta.tipo):
        return Acao(texto="Ver a minuta", ao_acionar=_VerMinuta(casa, minuta.id))
    return Acao(texto="Ver minutas", ao_acionar=_VerMinutas(casa))


class _VerMinuta:
    """Outlives the dialog: belongs to the message."""

    __slots__ = ("_casa", "_minuta_id")

    def __init__(self, casa: Casa, minuta_id: int) -> None:
        self._casa = casa
        self._minuta_id = minuta_id

    def __call__(self) -> None:
        casa, minuta_id = self._casa, self._minuta_id

        def mostrar(papel: Papel) -> None:
            casa.abrir_previa(titulo=papel.titulo, pdf=papel.pdf, nome_arquivo=papel.nome_arquivo)

        casa.executor.ler(casa.executor, partial(montar_papel, casa, (minuta_id,)), sucesso=mostrar)


class _VerMinutas:
    """Outlives the dialog: belongs to the message."""

    __slots__ = ("_casa",)

    def __init__(self, casa: Casa) -> None:
        self._casa = casa

    def __call__(self) -> None:
        self._casa.navegar("provimentos", aba="minutas")
