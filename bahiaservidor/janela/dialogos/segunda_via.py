"""Reprint: who asks and why; then cover and paper in one to print, or the files apart."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from ...arquivos import dentro
from ...servicos.contexto import Contexto
from ...servicos.papeis_segunda_via import SegundaVia
from ...servicos.tipos import DocumentoEmitido
from ..acessos import salvar
from ..casa import Casa
from ..componentes.botao import TipoBotao
from ..componentes.dialogo import Dialogo
from ..componentes.dialogo_arquivo import DialogoArquivo
from ..componentes.formulario import Formulario, campo_texto
from ..componentes.texto import Papel, texto
from ..operacoes import Mudanca
from ..tema import Tom


class DialogoSegundaVia(Dialogo):
    """The bytes kept never change: what is new is the cover sheet, which is recorded."""

    def __init__(self, casa: Casa, documento: DocumentoEmitido, pai: QWidget | None = None) -> None:
        super().__init__(
            "Reimprimir (2ª via)", pai, largura=560,
            explicacao="O documento sai como foi emitido, depois de uma folha de rosto com quem pediu e por quê. A "
            "segunda via fica registrada.",
        )  # fmt: skip
        self._casa, self._documento = casa, documento
        self._via: SegundaVia | None = None
        self.corpo.addWidget(texto(documento.titulo, Papel.CORPO, quebra=True, selecionavel=True, pai=self))
        self.motivo = campo_texto(limite=300)
        self.pedida_por = campo_texto(casa.ctx.usuario, limite=120)
        self._form = Formulario(self)
        self._form.adicionar("motivo", "&Motivo", self.motivo, obrigatorio=True, ajuda="Sai na folha de rosto.")
        self._form.adicionar("pedida_por", "Pedida &por", self.pedida_por)
        self.corpo.addWidget(self._form)
        self.feita = texto("", Papel.SUAVE, quebra=True, pai=self)
        self.feita.hide()
        self.corpo.addWidget(self.feita)
        self.fechar = self.adicionar_botao("&Cancelar")
        self.separados = self.adicionar_botao("Salvar os &dois arquivos…", ao_clicar=self._salvar, icone="salvar")
        self.ver = self.adicionar_botao("&Ver e imprimir", TipoBotao.PRIMARIO, ao_clicar=self._ver, icone="imprimir")
        self.emitir = self.adicionar_botao(
            "&Emitir 2ª via", TipoBotao.PRIMARIO, ao_clicar=self._emitir, padrao=True, icone="documentos"
        )
        self.separados.hide()
        self.ver.hide()
        self.motivo.setFocus()

    @Slot()
    def _emitir(self) -> None:
        motivo, por = self.motivo.text(), self.pedida_por.text()
        if not motivo.strip():
            self._form.erro("motivo", "Diga o motivo da segunda via.")
            self.motivo.setFocus()
            return
        casa, id_ = self._casa, self._documento.id
        self.emitir.setEnabled(False)

        def gravar() -> SegundaVia:
            from ...servicos import papeis_segunda_via

            return papeis_segunda_via.segunda_via(
                casa.ctx, documento_id=id_, motivo=motivo, pedida_por=por, hoje=casa.hoje()
            )

        casa.executor.gravar(
            self, gravar, sucesso=self._pronta, falha=self.aviso.mostrar_erro, fim=self._terminar,
            mudou=Mudanca(documentos=True), aguarde="Emitindo a segunda via",
        )  # fmt: skip

    def _terminar(self) -> None:
        self.emitir.setEnabled(True)

    def _pronta(self, via: SegundaVia) -> None:
        self._via = via
        self.aviso.esconder()
        self._form.setEnabled(False)
        self.emitir.hide()
        self.fechar.setText("&Fechar")
        self.separados.show()
        self.ver.setVisible(via.junto is not None)
        self.feita.setText(
            f"{via.capa.titulo}. Emitida."
            if via.junto is not None
            else f"{via.capa.titulo}. Emitida. Este documento só vale no arquivo próprio: salve os dois arquivos, a "
            "folha de rosto e o documento, e entregue-os juntos."
        )
        self.feita.show()
        (self.ver if via.junto is not None else self.separados).setFocus()

    @Slot()
    def _ver(self) -> None:
        via = self._via
        if via is not None and via.junto is not None:
            self._casa.abrir_previa(titulo=via.capa.titulo, pdf=via.junto, nome_arquivo=via.nome_junto)

    @Slot()
    def _salvar(self) -> None:
        dialogo = DialogoArquivo(self, "Pasta da folha de rosto e do documento")
        dialogo.setFileMode(QFileDialog.FileMode.Directory)
        dialogo.setOption(QFileDialog.Option.ShowDirsOnly, True)
        dialogo.setLabelText(QFileDialog.DialogLabel.Accept, "Salvar aqui")
        dialogo.fileSelected.connect(self.salvar_em)
        dialogo.finished.connect(dialogo.deleteLater)
        dialogo.open()

    @Slot(str)
    def salvar_em(self, pasta: str) -> None:
        """Write cover and paper, each in its file, off the interface's thread."""
        via = self._via
        if via is None:
            return
        arquivos = ((via.nome_capa, via.pdf_capa), (via.nome_documento, via.original))
        gravar = partial(_gravar, Path(pasta), arquivos, self._casa.ctx)
        self._casa.executor.ler(self, gravar, sucesso=self._salvou, falha=self.aviso.mostrar_erro)

    def _salvou(self, pasta: Path) -> None:
        self.aviso.definir(f"Folha de rosto e documento salvos em {pasta}.", Tom.SUCESSO)


def _gravar(pasta: Path, arquivos: tuple[tuple[str, bytes], ...], ctx: Contexto) -> Path:
    for nome, dados in arquivos:
        salvar(ctx, dentro(pasta, nome), dados, "segunda via")
    return pasta
