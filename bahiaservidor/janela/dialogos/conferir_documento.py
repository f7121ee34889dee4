"""Is this file, or this code on paper, one of ours, and unaltered?"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ...arquivos import ErroDeArquivo, motivo, recusar_registro
from ...servicos.conferencia_documentos import Conferido, Veredito
from ..casa import Casa
from ..componentes.botao import TipoBotao, botao
from ..componentes.dialogo import Dialogo
from ..componentes.dialogo_arquivo import DialogoArquivo
from ..componentes.formulario import Formulario, campo_texto
from ..componentes.texto import Papel, texto
from ..tema import Tom

TONS = {
    Veredito.INALTERADO: Tom.SUCESSO,
    Veredito.GEMEO: Tom.SUCESSO,
    Veredito.SEGUNDA_VIA: Tom.SUCESSO,
    Veredito.ACRESCIDO: Tom.INFO,
    Veredito.CODIGO_CONHECIDO: Tom.INFO,
    Veredito.ALTERADO: Tom.PERIGO,
    Veredito.CODIGO_DESCONHECIDO: Tom.ATENCAO,
    Veredito.ALHEIO: Tom.ATENCAO,
    Veredito.NAO_PDF: Tom.ATENCAO,
    Veredito.ILEGIVEL: Tom.ATENCAO,
}


class AreaDeSoltar(QFrame):
    """Where a file may be dropped; the button does the same from the keyboard."""

    def __init__(self, dono: DialogoConferirDocumento) -> None:
        super().__init__(dono)
        self._dono = dono
        self.setProperty("superficie", True)
        self.setAcceptDrops(True)
        self.escolher = botao("Escolher &arquivo…", TipoBotao.PRIMARIO, ao_clicar=dono.escolher_arquivo, pai=self)
        self.nome = texto("Solte aqui o arquivo, ou escolha-o.", Papel.SUAVE, quebra=True, pai=self)
        linha = QHBoxLayout(self)
        linha.setContentsMargins(16, 14, 16, 14)
        linha.setSpacing(12)
        linha.addWidget(self.nome, 1)
        linha.addWidget(self.escolher)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files, nothing else."""
        if event.mimeData().hasUrls() and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Check the first file dropped."""
        event.acceptProposedAction()
        self._dono.conferir_arquivo(event.mimeData().urls()[0].toLocalFile())


class DialogoConferirDocumento(Dialogo):
    """The verdict stays on screen; another file may be checked right after."""

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__(
            "Conferir documento", pai, largura=640,
            explicacao="Diz se um arquivo saiu deste registro e está como saiu. De quem só tem o papel, confira o "
            "código do rodapé. Nada é gravado.",
        )  # fmt: skip
        self._casa = casa
        self._conferido: Conferido | None = None
        self._nome = ""
        self.area = AreaDeSoltar(self)
        self.corpo.addWidget(self.area)
        self.codigo = campo_texto(dica="1A2B 3C4D …", limite=120)
        self.pelo_codigo = botao("Conferir &código", ao_clicar=self._conferir_codigo, pai=self)
        self.codigo.returnPressed.connect(self._conferir_codigo)
        self._form = Formulario(self)
        self._form.adicionar("codigo", "Ou digite o có&digo do rodapé", self.codigo)
        linha = QHBoxLayout()
        linha.setSpacing(8)
        linha.addWidget(self._form, 1)
        linha.addWidget(self.pelo_codigo, 0, Qt.AlignmentFlag.AlignBottom)
        self.corpo.addLayout(linha)
        self.dados = texto("", Papel.CORPO, quebra=True, selecionavel=True, pai=self)
        self.frase = texto("", Papel.CORPO, quebra=True, selecionavel=True, pai=self)
        pilha = QVBoxLayout()
        pilha.setSpacing(8)
        pilha.addWidget(self.frase)
        pilha.addWidget(self.dados)
        self.corpo.addLayout(pilha)
        self.corpo.addStretch(1)
        self.ficha = self.adicionar_botao(
            "Abrir &ficha", TipoBotao.DISCRETO, ao_clicar=self._abrir_ficha, esquerda=True
        )
        self.guardado = self.adicionar_botao("Abrir o &guardado", ao_clicar=self._abrir_guardado)
        self.fechar = self.adicionar_botao("&Fechar")
        self._mostrar(None)
        self.area.escolher.setFocus()

    @Slot()
    def escolher_arquivo(self) -> None:
        """Ask for a file."""
        dialogo = DialogoArquivo(self, "Conferir documento")
        dialogo.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialogo.setNameFilters(["Documentos (*.pdf *.docx *.xlsx *.csv)", "Todos os arquivos (*)"])
        dialogo.setLabelText(QFileDialog.DialogLabel.Accept, "Conferir")
        dialogo.fileSelected.connect(self.conferir_arquivo)
        dialogo.finished.connect(dialogo.deleteLater)
        dialogo.open()

    @Slot(str)
    def conferir_arquivo(self, caminho: str) -> None:
        """Check a file, off the interface's thread."""
        self.area.nome.setText(f"Conferindo {Path(caminho).name}…")
        self._pedir(partial(_conferir, self._casa, Path(caminho)), Path(caminho).name)

    @Slot()
    def _conferir_codigo(self) -> None:
        escrito = self.codigo.text().strip()
        if escrito:
            self._pedir(partial(_conferir_codigo, self._casa, escrito), "")

    def _pedir(self, funcao: partial[Conferido], nome: str) -> None:
        self.aviso.esconder()
        self._nome = nome
        self._casa.executor.ler(
            self, funcao, sucesso=self._mostrar, falha=self.aviso.mostrar_erro, fim=self._terminar, chave="conferir"
        )

    def _terminar(self) -> None:
        self.area.nome.setText(f"Conferido: {self._nome}" if self._nome else "Solte aqui o arquivo, ou escolha-o.")

    def _mostrar(self, conferido: Conferido | None) -> None:
        self._conferido = conferido
        tem = conferido is not None
        self.guardado.setVisible(tem and conferido is not None and conferido.documento_id is not None)
        self.ficha.setVisible(tem and conferido is not None and conferido.servidor_id is not None)
        self.frase.setVisible(tem)
        self.dados.setVisible(tem and conferido is not None and bool(conferido.dados))
        if conferido is None:
            return
        self.aviso.definir(f"{conferido.veredito.titulo}.", TONS[conferido.veredito])
        self.frase.setText(conferido.frase)
        self.dados.setText("\n".join(f"{rotulo}: {valor}" for rotulo, valor in conferido.dados))

    @Slot()
    def _abrir_guardado(self) -> None:
        if self._conferido is None or self._conferido.documento_id is None:
            return
        id_ = self._conferido.documento_id
        self._casa.executor.ler(
            self, partial(_ler_guardado, self._casa, id_), sucesso=self._abrir_previa, falha=self.aviso.mostrar_erro
        )

    def _abrir_previa(self, guardado: tuple[str, str, bytes]) -> None:
        titulo, nome, pdf = guardado
        if not pdf.startswith(b"%PDF"):
            self.aviso.definir("O guardado não é um PDF: salve-o em Documentos e abra-o no programa dele.", Tom.INFO)
            return
        self._casa.abrir_previa(titulo=titulo, pdf=pdf, nome_arquivo=nome)

    @Slot()
    def _abrir_ficha(self) -> None:
        if self._conferido is not None and self._conferido.servidor_id is not None:
            self._casa.abrir_ficha(self._conferido.servidor_id)
            self.accept()


def _conferir(casa: Casa, caminho: Path) -> Conferido:
    from ...servicos import conferencia_documentos

    recusar_registro(caminho)
    try:
        if caminho.stat().st_size > conferencia_documentos.MAIOR_ARQUIVO:
            raise conferencia_documentos.grande_demais()
        dados = caminho.read_bytes()
    except OSError as erro:
        raise ErroDeArquivo(
            f"O arquivo “{caminho}” não pôde ser lido ({motivo(erro)}). Nada foi alterado; escolha outro."
        ) from erro
    return conferencia_documentos.conferir(casa.ctx, dados=dados)


def _conferir_codigo(casa: Casa, codigo: str) -> Conferido:
    from ...servicos import conferencia_documentos

    return conferencia_documentos.conferir_codigo(casa.ctx, codigo=codigo)


def _ler_guardado(casa: Casa, documento_id: int) -> tuple[str, str, bytes]:
    from ...servicos import livro_papeis, papeis_emissao

    linha = livro_papeis.linha(casa.ctx, documento_id=documento_id)
    nome = papeis_emissao.nome_de_arquivo(linha.especie, linha.numero, linha.ano)
    return linha.titulo, nome, papeis_emissao.bytes_de(casa.ctx, documento_id=documento_id)
