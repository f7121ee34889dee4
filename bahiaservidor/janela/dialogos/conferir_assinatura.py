"""The verdict on the signatures of a paper, in words; and a PDF signed elsewhere, looked at before it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ...estatuto.erros import ErroDominio
from ...servicos.tipos import DocumentoEmitido
from ...servicos.tipos.assinaturas import AssinaturaConferida, Conferido, ExameImportacao
from ..casa import Casa
from ..componentes.area import area_livre
from ..componentes.botao import TipoBotao
from ..componentes.dialogo import Dialogo
from ..componentes.dialogo_arquivo import DialogoArquivo
from ..componentes.rolagem import rolavel
from ..componentes.selo import Selo
from ..componentes.texto import Papel, texto
from ..operacoes import Mudanca
from ..tema import Tom

_SEM_PASTA = "Nenhuma autoridade raiz configurada: a cadeia dos certificados não é conferida."


def situacao(assinatura: AssinaturaConferida) -> tuple[str, Tom]:
    """Return the word of a signature and its tone."""
    if not (assinatura.integro and assinatura.todo):
        return "Alterado", Tom.PERIGO
    return ("Confere", Tom.SUCESSO) if assinatura.confiavel else ("Inteiro, cadeia não confirmada", Tom.ATENCAO)


class CartaoAssinatura(QFrame):
    """One signature: who, the word, and the sentences."""

    def __init__(self, numero: int, assinatura: AssinaturaConferida, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        palavra, tom = situacao(assinatura)
        topo = QHBoxLayout()
        topo.setSpacing(8)
        nome = texto(f"{numero}. {assinatura.signatario}", Papel.SECAO, quebra=True, selecionavel=True, pai=self)
        topo.addWidget(nome, 1)
        topo.addWidget(Selo(palavra, tom, self), 0, Qt.AlignmentFlag.AlignTop)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 4, 0, 8)
        caixa.setSpacing(4)
        caixa.addLayout(topo)
        frases = "\n".join(f"• {frase}" for frase in assinatura.frases) or assinatura.veredito
        caixa.addWidget(texto(frases, quebra=True, selecionavel=True, pai=self))
        self.setAccessibleName(f"{assinatura.signatario}: {palavra}")
        self.setAccessibleDescription(assinatura.veredito)


class _ComVereditos(Dialogo):
    """Cards in a page that scrolls."""

    def __init__(self, titulo: str, pai: QWidget | None, *, sobre: str) -> None:
        super().__init__(titulo, pai, largura=640)
        self._sobre = sobre
        self._dentro = QWidget()
        self._pilha = QVBoxLayout(self._dentro)
        self._pilha.setContentsMargins(0, 0, 8, 0)
        self._pilha.setSpacing(8)
        self._area = rolavel(self._dentro, self)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Small screens and 200 %: the buttons at the foot must stay on it.
        self._area.setMinimumHeight(max(90, min(400, area_livre(self).height() - 260)))
        self._area.setAccessibleName("Vereditos")
        self.corpo.addWidget(self._area, 1)

    def cartoes(self) -> list[CartaoAssinatura]:
        """Return the cards shown."""
        return self._dentro.findChildren(CartaoAssinatura)

    def _limpar(self) -> None:
        while (item := self._pilha.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()

    def _dizer(self, frase: str, papel: Papel = Papel.CORPO) -> None:
        self._pilha.addWidget(texto(frase, papel, quebra=True, selecionavel=True, pai=self._dentro))

    def _mostrar(
        self, assinaturas: Sequence[AssinaturaConferida], observacoes: Sequence[str], rodape: str = ""
    ) -> None:
        self._limpar()
        self._dizer(self._sobre, Papel.SUAVE)
        for observacao in observacoes:
            self._dizer(observacao)
        for numero, assinatura in enumerate(assinaturas, start=1):
            self._pilha.addWidget(CartaoAssinatura(numero, assinatura, self._dentro))
        if rodape:
            self._dizer(rodape, Papel.LEGENDA)
        self._pilha.addStretch(1)

    def _esperar(self, frase: str) -> None:
        self._limpar()
        self._dizer(frase, Papel.SUAVE)
        self._pilha.addStretch(1)


class DialogoConferir(_ComVereditos):
    """Judges the signatures now; the verdict is kept with the paper when it changes."""

    def __init__(self, casa: Casa, documento: DocumentoEmitido, pai: QWidget | None = None) -> None:
        super().__init__("Conferir assinaturas", pai, sobre=f"{documento.titulo}.")
        self._casa, self._documento = casa, documento
        self.raizes = self.adicionar_botao("Autoridades &raiz…", ao_clicar=self._escolher_pasta, esquerda=True)
        self.raizes.setEnabled(not casa.ctx.banco.somente_leitura)
        self.fechar = self.adicionar_botao("Fec&har", TipoBotao.PRIMARIO, ao_clicar=self.accept, padrao=True)
        self.fechar.setFocus()
        self.conferir()

    @Slot()
    def conferir(self) -> None:
        """Read and judge."""
        self._esperar("Conferindo as assinaturas…")
        self._casa.executor.gravar(
            self, partial(_conferir, self._casa, self._documento.id), sucesso=self._receber, falha=self._falhar
        )

    def _receber(self, lido: tuple[Conferido, str]) -> None:
        conferido, pasta = lido
        self.aviso.esconder()
        rodape = f"Autoridades raiz: {pasta}" if pasta else _SEM_PASTA
        self._mostrar(conferido.assinaturas, conferido.observacoes, rodape)
        if conferido.boa:
            self.aviso.definir("Todas as assinaturas conferem.", Tom.SUCESSO)

    def _falhar(self, erro: ErroDominio) -> None:
        self._limpar()
        self.aviso.mostrar_erro(erro)

    @Slot()
    def _escolher_pasta(self) -> None:
        dialogo = DialogoArquivo(self, "Pasta com os certificados das autoridades raiz")
        dialogo.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialogo.setFileMode(QFileDialog.FileMode.Directory)
        dialogo.setLabelText(QFileDialog.DialogLabel.Accept, "Escolher")
        dialogo.fileSelected.connect(self.definir_pasta)
        dialogo.open()

    @Slot(str)
    def definir_pasta(self, pasta: str) -> None:
        """Trust the authorities of this folder from now on, and judge again."""
        casa = self._casa

        def gravar() -> int:
            from ...servicos import assinaturas_raizes

            return assinaturas_raizes.definir_pasta_de_raizes(casa.ctx, pasta=pasta)

        casa.executor.gravar(self, gravar, sucesso=self._definiu, falha=self.aviso.mostrar_erro)

    def _definiu(self, quantas: int) -> None:
        self._casa.mensagem(f"Autoridades raiz configuradas: {quantas}.")
        self.conferir()


class DialogoImportar(_ComVereditos):
    """What was found in a PDF signed elsewhere; it is kept only if the clerk says so. ``guardado``: the paper kept."""

    guardado = Signal(object)

    def __init__(self, casa: Casa, exame: ExameImportacao, pdf: bytes, pai: QWidget | None = None) -> None:
        super().__init__("Importar documento assinado", pai, sobre=f"Versão assinada de {exame.original.titulo}.")
        self._casa, self._exame, self._pdf = casa, exame, pdf
        self._mostrar(exame.assinaturas, (exame.frase,))
        self.adicionar_botao("&Cancelar")
        self.guardar = self.adicionar_botao("&Guardar", TipoBotao.PRIMARIO, ao_clicar=self._guardar, padrao=True)
        if exame.ja_guardado is not None:
            self.guardar.setEnabled(False)
            self.aviso.definir("Este mesmo arquivo já está guardado; nada há a importar.", Tom.INFO)
        elif not exame.boa:
            self.aviso.definir(
                "O documento está inteiro, mas nem tudo nas assinaturas pôde ser confirmado: leia o veredito antes de "
                "guardar.", Tom.ATENCAO,
            )  # fmt: skip
        elif exame.regravado:
            self.aviso.definir(
                "Como o arquivo foi regravado, a prova de que é o documento emitido é a comparação das páginas, e não "
                "a dos bytes.", Tom.INFO,
            )  # fmt: skip
        self.guardar.setFocus()

    @Slot()
    def _guardar(self) -> None:
        casa, pdf, original_id = self._casa, self._pdf, self._exame.original.id

        def gravar() -> DocumentoEmitido:
            from ...servicos import assinaturas

            return assinaturas.importar(casa.ctx, pdf=pdf, documento_id=original_id)

        self.guardar.setEnabled(False)
        casa.executor.gravar(
            self, gravar, sucesso=self._guardou, falha=self._recusou, mudou=Mudanca(documentos=True),
            aguarde="Guardando o documento assinado",
        )  # fmt: skip

    def _guardou(self, documento: DocumentoEmitido) -> None:
        self._casa.mensagem(f"Guardado: {documento.titulo}.")
        self.guardado.emit(documento)
        self.accept()

    def _recusou(self, erro: ErroDominio) -> None:
        self.guardar.setEnabled(True)
        self.aviso.mostrar_erro(erro)


def _conferir(casa: Casa, documento_id: int) -> tuple[Conferido, str]:
    from ...servicos import assinaturas, assinaturas_raizes

    conferido = assinaturas.conferir_documento(casa.ctx, documento_id=documento_id)
    return conferido, assinaturas_raizes.pasta_de_raizes(casa.ctx)


def examinar(casa: Casa, arquivo: str, documento_id: int | None) -> tuple[ExameImportacao, bytes]:
    """Read a PDF and compare it with what was issued; ``documento_id`` is tried when the contents do not tell."""
    from ...servicos import assinaturas
    from ...servicos.assinaturas_chaves import ler_arquivo

    pdf = ler_arquivo(Path(arquivo))
    try:
        return assinaturas.examinar(casa.ctx, pdf=pdf), pdf
    except assinaturas.DeNenhumDocumento:
        if documento_id is None:
            raise
    return assinaturas.examinar(casa.ctx, pdf=pdf, documento_id=documento_id), pdf
