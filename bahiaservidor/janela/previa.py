"""Preview of a paper: see it, save it as PDF, print it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QKeySequence, QPageSize, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from ..arquivos import gravar_arquivo, nome_simples
from ..estatuto.erros import ErroDominio
from .acessos import anotar_saida
from .casa import Casa
from .componentes.area import area_livre
from .componentes.botao import TipoBotao, botao, botao_icone
from .componentes.dialogo_arquivo import DialogoArquivo
from .componentes.folhas import PONTO, VAO, Documento, Folhas, Visor
from .componentes.mensagem import MensagemPassageira
from .componentes.texto import Papel, texto
from .componentes.vazio import EstadoVazio
from .impressora import Impressao, copia
from .operacoes import Executor
from .preferencias import Preferencias
from .tema import Tom

ZOOMS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)
_LARGURA, _PAGINA = "Largura da janela", "Página inteira"


class JanelaPrevia(QDialog):
    """A window over the bytes of a PDF. The text can be selected in the saved PDF."""

    def __init__(
        self,
        *,
        titulo: str,
        pdf: bytes,
        nome_arquivo: str,
        executor: Executor,
        preferencias: Preferencias | None = None,
        pai: QWidget | None = None,
        registro: Path | None = None,
        ao_sair: Callable[[str], None] | None = None,
    ) -> None:
        """``registro`` is the open registry's file, over which no paper may be saved.

        ``ao_sair`` hears that the paper left the program: saved or printed.
        """
        # Asked for inside a dialog, it belongs to the dialog: otherwise it would open behind it, and be blocked.
        super().__init__(QApplication.activeModalWidget() or pai, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(titulo)
        livre = area_livre(self)
        self.resize(min(900, livre.width() - 40), min(860, livre.height() - 80))  # room for the frame
        self.setMinimumSize(560, 400)
        self._pdf = pdf
        self._registro = registro
        self._ao_sair = ao_sair
        self._nome = nome_simples(nome_arquivo)
        self._executor = executor
        self._preferencias = preferencias
        self._documento = Documento(pdf)
        self._paginas: tuple[tuple[float, float], ...] = ()
        self._zoom = 1.0
        self._ajuste = _LARGURA
        self._impressao: Impressao | None = None
        self.folhas = Folhas(self._documento, executor)
        self.visor = Visor(self.folhas, self)
        self.falha = EstadoVazio("Não foi possível mostrar o documento", icone="atencao", pai=self)
        self.falha.hide()
        barra = self._montar_barra(titulo)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(0)
        caixa.addWidget(barra)
        caixa.addWidget(self.visor, 1)
        caixa.addWidget(self.falha, 1)
        self.mensagem = MensagemPassageira(self.visor)
        self._ligar()
        self._habilitar(False)
        executor.ler(self, self._documento.tamanhos, sucesso=self._abrir, falha=self._falhou)

    def _montar_barra(self, titulo: str) -> QFrame:
        barra = QFrame(self)
        barra.setObjectName("topo")
        self.menos = botao_icone("zoom_menos", "Afastar (Ctrl+−)", pai=barra)
        self.mais = botao_icone("zoom_mais", "Aproximar (Ctrl++)", pai=barra)
        self.zoom = QComboBox(barra)
        self.zoom.setAccessibleName("Ampliação")
        self.zoom.addItems([_LARGURA, _PAGINA, *(f"{z:.0%}".replace("%", " %") for z in ZOOMS)])
        self.anterior = botao_icone("seta_cima", "Página anterior (Page Up)", pai=barra)
        self.proxima = botao_icone("seta_baixo", "Próxima página (Page Down)", pai=barra)
        self.posicao = texto("", Papel.SUAVE, pai=barra)
        self.posicao.setMinimumWidth(96)
        self.salvar = botao("&Salvar como PDF…", icone="salvar", pai=barra)
        self.imprimir = botao("&Imprimir…", TipoBotao.PRIMARIO, icone="imprimir", pai=barra)
        faixa = QHBoxLayout(barra)
        faixa.setContentsMargins(16, 10, 16, 11)
        faixa.setSpacing(8)
        for widget in (self.anterior, self.proxima, self.posicao, self.menos, self.mais, self.zoom):
            faixa.addWidget(widget)
        faixa.addStretch(1)
        faixa.addWidget(self.salvar)
        faixa.addWidget(self.imprimir)
        return barra

    def _ligar(self) -> None:
        self.menos.clicked.connect(self._afastar)
        self.mais.clicked.connect(self._aproximar)
        self.zoom.activated.connect(self._escolher_zoom)
        self.anterior.clicked.connect(self._pagina_anterior)
        self.proxima.clicked.connect(self._proxima_pagina)
        self.salvar.clicked.connect(self._escolher_arquivo)
        self.imprimir.clicked.connect(self._escolher_impressora)
        self.visor.zoom_pedido.connect(self._passo_de_zoom)
        self.visor.pagina_mudou.connect(self._mostrar_posicao)
        for teclas, slot in (
            (QKeySequence(QKeySequence.StandardKey.ZoomIn), self._aproximar),
            (QKeySequence("Ctrl+="), self._aproximar),
            (QKeySequence(QKeySequence.StandardKey.ZoomOut), self._afastar),
            (QKeySequence("Ctrl+0"), self._ajustar_largura),
            (QKeySequence(QKeySequence.StandardKey.Save), self._escolher_arquivo),
            (QKeySequence(QKeySequence.StandardKey.Print), self._escolher_impressora),
        ):
            QShortcut(teclas, self, slot)

    def _habilitar(self, sim: bool) -> None:
        for widget in (
            self.menos, self.mais, self.zoom, self.anterior, self.proxima, self.salvar, self.imprimir,
        ):  # fmt: skip
            widget.setEnabled(sim)

    # ------------------------------------------------------------ pages and zoom

    def _abrir(self, tamanhos: tuple[tuple[float, float], ...]) -> None:
        self._paginas = tamanhos
        self.folhas.definir_tamanhos(tamanhos)
        self._habilitar(bool(tamanhos))
        self._ajustar()
        self._mostrar_posicao(0)
        self.visor.setFocus()

    def _falhou(self, erro: ErroDominio) -> None:
        self.visor.hide()
        self.falha.definir("Não foi possível mostrar o documento", erro.mensagem)
        self.falha.show()

    def paginas(self) -> int:
        """Return how many pages there are, 0 until the document is open."""
        return len(self._paginas)

    def ampliacao(self) -> float:
        """Return the zoom in use (1 = 100 %)."""
        return self._zoom

    @Slot(int)
    def _mostrar_posicao(self, pagina: int) -> None:
        self.posicao.setText(f"Página {pagina + 1} de {len(self._paginas)}")
        self.anterior.setEnabled(pagina > 0)
        self.proxima.setEnabled(pagina + 1 < len(self._paginas))

    @Slot()
    def _pagina_anterior(self) -> None:
        self.visor.ir_para(self.visor.pagina() - 1)

    @Slot()
    def _proxima_pagina(self) -> None:
        self.visor.ir_para(self.visor.pagina() + 1)

    @Slot()
    def _aproximar(self) -> None:
        self._passo_de_zoom(1)

    @Slot()
    def _afastar(self) -> None:
        self._passo_de_zoom(-1)

    @Slot(int)
    def _passo_de_zoom(self, passo: int) -> None:
        if passo > 0:
            novo = next((z for z in ZOOMS if z > self._zoom + 0.01), ZOOMS[-1])
        else:
            novo = next((z for z in reversed(ZOOMS) if z < self._zoom - 0.01), ZOOMS[0])
        self._ajuste = ""
        self._usar_zoom(novo)

    @Slot()
    def _ajustar_largura(self) -> None:
        self._ajuste = _LARGURA
        self._ajustar()

    @Slot(int)
    def _escolher_zoom(self, indice: int) -> None:
        if indice < 2:
            self._ajuste = (_LARGURA, _PAGINA)[indice]
            self._ajustar()
        else:
            self._ajuste = ""
            self._usar_zoom(ZOOMS[indice - 2])

    def _ajustar(self) -> None:
        if not self._paginas or not self._ajuste:
            return
        largura = max(p[0] for p in self._paginas) * PONTO
        zoom = (self.visor.width() - 2 * VAO - 20) / largura
        if self._ajuste == _PAGINA:
            altura = max(p[1] for p in self._paginas) * PONTO
            zoom = min(zoom, (self.visor.height() - 2 * VAO) / altura)
        self._usar_zoom(max(0.2, min(zoom, 2.0)))

    def _usar_zoom(self, zoom: float) -> None:
        pagina = self.visor.pagina()
        self._zoom = zoom
        self.folhas.definir_zoom(zoom)
        if self._ajuste:
            self.zoom.setCurrentText(self._ajuste)
        else:
            self.zoom.setCurrentIndex(2 + ZOOMS.index(zoom))
        if pagina:
            self.visor.ir_para(pagina)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._ajustar()
        self.mensagem.colocar()

    # ------------------------------------------------------------ saving

    @Slot()
    def _escolher_arquivo(self) -> None:
        dialogo = DialogoArquivo(self, "Salvar como PDF", "", "PDF (*.pdf)")
        dialogo.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialogo.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialogo.setDefaultSuffix("pdf")
        pasta = self._preferencias.texto("previa/pasta") if self._preferencias is not None else ""
        if pasta and Path(pasta).is_dir():
            dialogo.setDirectory(pasta)
        dialogo.selectFile(self._nome)
        dialogo.fileSelected.connect(self.salvar_em)
        dialogo.open()

    @Slot(str)
    def salvar_em(self, caminho: str) -> None:
        """Write the PDF to a file, off the interface's thread."""
        gravar = partial(gravar_arquivo, Path(caminho), self._pdf, registro=self._registro)
        self._executor.ler(self, gravar, sucesso=self._salvou)

    def _saiu(self, como: str) -> None:
        if self._ao_sair is not None:
            self._ao_sair(como)

    def _salvou(self, caminho: Path) -> None:
        self._saiu("salvo em PDF")
        if self._preferencias is not None:
            self._preferencias.guardar("previa/pasta", str(caminho.parent))
        self.mensagem.mostrar(f"PDF salvo em “{caminho.name}”, na pasta “{caminho.parent.name or caminho.parent}”.")

    # ------------------------------------------------------------ printing

    @Slot()
    def _escolher_impressora(self) -> None:
        impressora = QPrinter(QPrinter.PrinterMode.HighResolution)
        # It becomes the name of a file when the clerk prints into one: a title has dates with bars.
        impressora.setDocName(Path(self._nome).stem)
        impressora.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        impressora.setFullPage(True)
        impressora.setFromTo(1, max(1, len(self._paginas)))
        dialogo = QPrintDialog(impressora, self)
        dialogo.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialogo.setWindowTitle("Imprimir")
        dialogo.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        dialogo.setMinMax(1, max(1, len(self._paginas)))
        dialogo.finished.connect(self._escolheu_impressora)
        # The dialog does not own the printer, and would be left pointing at nothing.
        self._dialogo, self._impressora = dialogo, impressora
        QDialog.open(dialogo)

    @Slot(int)
    def _escolheu_impressora(self, resultado: int) -> None:
        if resultado == QDialog.DialogCode.Accepted:
            self.imprimir_em(copia(self._impressora))

    def imprimir_em(self, impressora: QPrinter) -> None:
        """Send the pages to a printer that nobody else uses, off the interface's thread."""
        self._impressao = Impressao(documento=self._documento, paginas=self._paginas, impressora=impressora)
        self._executor.longa(
            self, self._impressao.imprimir, titulo="Imprimindo…", sucesso=self._imprimiu, fim=self._terminou_impressao
        )

    def _terminou_impressao(self) -> None:
        self._impressao = None

    def _imprimiu(self, paginas: int) -> None:
        if paginas:
            self._saiu("impresso")
            palavra = "página enviada" if paginas == 1 else "páginas enviadas"
            self.mensagem.mostrar(f"{paginas} {palavra} à impressora.")
        else:
            self.mensagem.mostrar("A impressão foi cancelada.", tom=Tom.ATENCAO)

    def done(self, resultado: int) -> None:
        self._executor.cancelar(self)
        self._executor.cancelar(self.folhas)
        self._documento.fechar()
        super().done(resultado)

    def sizeHint(self) -> QSize:
        return QSize(900, 860)


def abrir(
    pai: QWidget, executor: Executor, preferencias: Preferencias, casa: Casa | None, *, titulo: str, pdf: bytes,
    nome_arquivo: str,
) -> None:  # fmt: skip
    """Show a paper of the open registry; when it leaves the program, that is noted."""
    JanelaPrevia(
        titulo=titulo, pdf=pdf, nome_arquivo=nome_arquivo, executor=executor, preferencias=preferencias, pai=pai,
        registro=casa.ctx.banco.caminho if casa is not None else None,
        ao_sair=partial(anotar_saida, casa.ctx, titulo) if casa is not None else None,
    ).show()  # fmt: skip
