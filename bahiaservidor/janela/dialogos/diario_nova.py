"""A new reading of the Diário Oficial: a text pasted, or the text of a file."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPlainTextEdit, QWidget

from ...estatuto.erros import ErroDominio
from ...servicos.tipos.diario import LeituraAberta, Publicacao, TextoLido
from ..casa import Casa
from ..componentes.botao import TipoBotao, botao
from ..componentes.dialogo import Dialogo
from ..componentes.dialogo_arquivo import DialogoArquivo
from ..componentes.texto import Papel, texto
from ..modelos.diario import MUDOU_LEITURA
from ..modelos.prazos import quantos
from ..tema import Tom
from .diario_publicacao import CamposPublicacao

AMOSTRA: Final = 20_000
"""Letters of a file that are shown: the reading shows all of it."""

FILTROS: Final = ["Diário Oficial (*.pdf *.txt)", "Todos os arquivos (*)"]


class DialogoNovaLeitura(Dialogo):
    """``lida`` carries the `LeituraAberta` that was kept."""

    lida = Signal(object)

    def __init__(self, casa: Casa, pai: QWidget | None = None, *, colado: str = "") -> None:
        super().__init__(
            "Nova leitura do Diário Oficial", pai, largura=760,
            explicacao="Cole o texto do Diário Oficial, ou abra o arquivo. O programa propõe os atos; nada entra no "
            "livro antes de você confirmar.",
        )  # fmt: skip
        self._casa = casa
        self._arquivo: TextoLido | None = None
        self.setAcceptDrops(True)
        self.caixa = QPlainTextEdit(colado)
        self.caixa.setAccessibleName("Texto do Diário Oficial")
        self.caixa.setPlaceholderText("Cole aqui (Ctrl+V) o texto copiado da página ou do PDF, ou solte o arquivo.")
        self.caixa.setTabChangesFocus(True)
        self.caixa.setAcceptDrops(False)  # the dialog takes what is dropped, files too
        self.caixa.setMinimumHeight(180)
        self.abrir = botao("&Abrir arquivo…", ao_clicar=self.escolher_arquivo, icone="documentos", pai=self)
        self.tirar = botao("&Tirar o arquivo", TipoBotao.DISCRETO, ao_clicar=self._tirar, pai=self)
        self.tirar.hide()
        self.nome = texto("", Papel.SUAVE, quebra=True, pai=self)
        linha = QHBoxLayout()
        linha.setSpacing(8)
        linha.addWidget(self.abrir)
        linha.addWidget(self.nome, 1)
        linha.addWidget(self.tirar)
        self.publicacao = CamposPublicacao(hoje=casa.hoje)
        self.corpo.addWidget(self.caixa, 1)
        self.corpo.addLayout(linha)
        self.corpo.addWidget(self.publicacao)
        self.corpo.addWidget(
            texto("Em branco, valem a edição e o dia que o próprio texto trouxer.", Papel.LEGENDA, quebra=True)
        )
        self.adicionar_botao("&Cancelar")
        self.ler = self.adicionar_botao("&Ler", TipoBotao.PRIMARIO, ao_clicar=self._ler)
        self.ler.setToolTip("Ler o texto e propor os atos (Ctrl+Enter)")
        self.resize(760, 600)
        atalho = QShortcut(QKeySequence("Ctrl+Return"), self)
        # signals
        atalho.activated.connect(self._ler)
        self.caixa.textChanged.connect(self.aviso.esconder)
        self.caixa.setFocus()

    # ------------------------------------------------------------ where the text comes from

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a file or a text."""
        dados = event.mimeData()
        if (dados.hasUrls() and dados.urls()[0].isLocalFile()) or dados.hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the first file dropped, or paste the text."""
        dados = event.mimeData()
        event.acceptProposedAction()
        if dados.hasUrls() and dados.urls()[0].isLocalFile():
            self.abrir_arquivo(dados.urls()[0].toLocalFile())
        else:
            self._tirar()
            self.caixa.setPlainText(dados.text())

    @Slot()
    def escolher_arquivo(self) -> None:
        """Ask for a file."""
        dialogo = DialogoArquivo(self, "Abrir o Diário Oficial")
        dialogo.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialogo.setNameFilters(FILTROS)
        dialogo.setLabelText(QFileDialog.DialogLabel.Accept, "Abrir")
        dialogo.fileSelected.connect(self.abrir_arquivo)
        dialogo.open()

    @Slot(str)
    def abrir_arquivo(self, caminho: str) -> None:
        """Read the text of a file, off the interface's thread."""
        self.nome.setText(f"Abrindo “{Path(caminho).name}”…")
        self._ocupar(True)
        self._casa.executor.ler(
            self, partial(_texto_do_arquivo, Path(caminho)), sucesso=self._abriu, falha=self._falhou, chave="arquivo"
        )

    def _abriu(self, lido: TextoLido) -> None:
        self._ocupar(False)
        self._arquivo = lido
        amostra = lido.texto[:AMOSTRA]
        if len(lido.texto) > AMOSTRA:
            amostra += "\n\n[…] O resto do arquivo aparece na leitura."
        self.caixa.setPlainText(amostra)
        self.caixa.setReadOnly(True)
        self.caixa.moveCursor(self.caixa.textCursor().MoveOperation.Start)
        paginas = f" · {quantos(lido.paginas, 'página', 'páginas')}" if lido.paginas else ""
        self.nome.setText(f"{lido.origem} · {lido.codificacao}{paginas}")
        self.tirar.show()
        if lido.avisos:
            self.aviso.definir(" ".join(lido.avisos), Tom.ATENCAO)
        self.ler.setFocus()

    @Slot()
    def _tirar(self) -> None:
        self._arquivo = None
        self.caixa.setReadOnly(False)
        self.caixa.clear()
        self.nome.setText("")
        self.tirar.hide()
        self.caixa.setFocus()

    # ------------------------------------------------------------ reading

    @Slot()
    def _ler(self) -> None:
        if not self.ler.isEnabled() or not self.publicacao.conferir():
            return
        if self._arquivo is not None:
            inteiro, origem = self._arquivo.texto, self._arquivo.origem
        else:
            inteiro, origem = self.caixa.toPlainText(), "Colado"
        if not inteiro.strip():
            self.aviso.definir("Cole o texto do Diário Oficial ou abra um arquivo. Nada foi lido.", Tom.ATENCAO)
            self.caixa.setFocus()
            return
        self._ocupar(True)
        self._casa.executor.gravar(
            self, partial(_ler, self._casa, inteiro, origem, self.publicacao.publicacao()), sucesso=self._leu,
            falha=self._falhou, mudou=MUDOU_LEITURA, aguarde="Lendo o Diário Oficial",
        )  # fmt: skip

    def _leu(self, aberta: LeituraAberta) -> None:
        self.lida.emit(aberta)
        self.accept()

    def _falhou(self, erro: ErroDominio) -> None:
        self._ocupar(False)
        if self._arquivo is None:
            self.nome.setText("")
        self.aviso.mostrar_erro(erro)

    def _ocupar(self, sim: bool) -> None:
        for widget in (self.ler, self.abrir, self.tirar):
            widget.setEnabled(not sim)


def _texto_do_arquivo(caminho: Path) -> TextoLido:
    from ...servicos import diario

    return diario.texto_de(caminho)


def _ler(casa: Casa, inteiro: str, origem: str, publicacao: Publicacao) -> LeituraAberta:
    from ...servicos import diario

    return diario.ler(casa.ctx, texto=inteiro, origem=origem, hoje=casa.hoje(), publicacao=publicacao)
