"""Heading of the papers: ente, órgão, unit and coat of arms, by version."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from ...arquivos import ErroDeArquivo, motivo, recusar_registro
from ...servicos.modelos_documento import INSTALACAO, Timbre
from ..casa import Casa
from ..componentes.aviso import FaixaAviso
from ..componentes.botao import TipoBotao, botao
from ..componentes.dialogo_arquivo import DialogoArquivo
from ..componentes.formulario import Formulario, campo_texto
from ..componentes.texto import Papel, texto
from ..operacoes import Mudanca

_MAIOR = 4 * 1024 * 1024
_LADO = 96


class PaginaTimbre(QWidget):
    """An empty field leaves what is registered."""

    def __init__(self, casa: Casa) -> None:
        super().__init__()
        self._casa = casa
        self._orgao_id = INSTALACAO
        self._brasao: bytes | None = None
        self.ente = campo_texto(limite=120, dica="Governo do Estado da Bahia")
        self.nome = campo_texto(limite=160, dica="Como está no cadastro do órgão")
        self.unidade = campo_texto(limite=160)
        self.nota = campo_texto(limite=200, dica="Por que o timbre mudou")
        form = Formulario(self, colunas=2)
        form.adicionar("ente", "&Ente", self.ente)
        form.adicionar("nome", "Ór&gão", self.nome)
        form.adicionar("unidade", "&Unidade", self.unidade)
        form.adicionar("nota", "N&ota desta versão", self.nota)
        self.figura = texto("", pai=self)
        self.figura.setFixedSize(_LADO, _LADO)
        self.figura.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.figura.setProperty("superficie", True)
        self.figura.setAccessibleName("Brasão em uso")
        self.escolher = botao("Escolher &brasão…", ao_clicar=self._escolher, pai=self, dica="PNG ou JPG, até 2 MB")
        self.tirar = botao("&Tirar brasão", TipoBotao.DISCRETO, ao_clicar=self._tirar, pai=self)
        brasao = QHBoxLayout()
        brasao.setSpacing(12)
        brasao.addWidget(self.figura)
        brasao.addWidget(self.escolher)
        brasao.addWidget(self.tirar)
        brasao.addStretch(1)
        self.aviso = FaixaAviso(pai=self)
        self.previa = botao("&Prévia", ao_clicar=self._ver, icone="documentos", pai=self)
        self.gravar = botao("&Gravar nova versão", TipoBotao.PRIMARIO, ao_clicar=self._gravar, icone="salvar", pai=self)
        pe = QHBoxLayout()
        pe.setSpacing(8)
        pe.addStretch(1)
        pe.addWidget(self.previa)
        pe.addWidget(self.gravar)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(12)
        caixa.addWidget(texto("Campo vazio deixa o que está no cadastro.", Papel.SUAVE, quebra=True))
        caixa.addWidget(form)
        caixa.addLayout(brasao)
        caixa.addStretch(1)
        caixa.addWidget(self.aviso)
        caixa.addLayout(pe)

    def mostrar(self, orgao_id: int) -> None:
        """Read the heading of an órgão, off the interface's thread."""
        self._orgao_id = orgao_id
        casa = self._casa

        def ler() -> Timbre:
            from ...servicos import modelos_documento

            return modelos_documento.timbre(casa.ctx, orgao_id=orgao_id)

        casa.executor.ler(self, ler, sucesso=self._receber, falha=self.aviso.mostrar_erro, chave="timbre")

    def _receber(self, timbre: Timbre) -> None:
        self.aviso.esconder()
        self.ente.setText(timbre.ente)
        self.nome.setText(timbre.nome)
        self.unidade.setText(timbre.unidade)
        self.nota.clear()
        self._por(timbre.brasao)

    def _por(self, brasao: bytes | None) -> None:
        self._brasao = brasao
        self.tirar.setEnabled(brasao is not None)
        figura = QPixmap()
        if brasao is None or not figura.loadFromData(brasao):
            self.figura.setText("Sem brasão")
            return
        modo = Qt.TransformationMode.SmoothTransformation
        self.figura.setPixmap(figura.scaled(_LADO - 8, _LADO - 8, Qt.AspectRatioMode.KeepAspectRatio, modo))

    @Slot()
    def _escolher(self) -> None:
        dialogo = DialogoArquivo(self.window(), "Brasão", "", "Imagens (*.png *.jpg *.jpeg)")
        dialogo.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialogo.setLabelText(QFileDialog.DialogLabel.Accept, "Usar")
        dialogo.fileSelected.connect(self.usar_arquivo)
        dialogo.finished.connect(dialogo.deleteLater)
        dialogo.open()

    @Slot(str)
    def usar_arquivo(self, caminho: str) -> None:
        """Take a coat of arms from a file, checked before it is shown."""
        self._casa.executor.ler(
            self, partial(_ler_imagem, Path(caminho)), sucesso=self._usar, falha=self.aviso.mostrar_erro, chave="imagem"
        )

    def _usar(self, dados: bytes) -> None:
        self.aviso.esconder()
        self._por(dados)

    @Slot()
    def _tirar(self) -> None:
        self._por(None)

    def _timbre(self) -> Timbre:
        return Timbre(ente=self.ente.text(), nome=self.nome.text(), unidade=self.unidade.text(), brasao=self._brasao)

    @Slot()
    def _ver(self) -> None:
        casa, timbre, orgao_id = self._casa, self._timbre(), self._orgao_id

        def montar() -> tuple[str, bytes]:
            from ...servicos import modelos_previa

            return modelos_previa.previa_do_timbre(casa.ctx, orgao_id=orgao_id, timbre=timbre)

        casa.executor.ler(self, montar, sucesso=self._abrir, falha=self.aviso.mostrar_erro, chave="previa")

    def _abrir(self, pronto: tuple[str, bytes]) -> None:
        titulo, pdf = pronto
        self._casa.abrir_previa(titulo=titulo, pdf=pdf, nome_arquivo="previa-timbre.pdf")

    @Slot()
    def _gravar(self) -> None:
        casa, timbre, orgao_id, nota = self._casa, self._timbre(), self._orgao_id, self.nota.text()

        def gravar() -> int:
            from ...servicos import modelos_documento

            return modelos_documento.gravar_timbre(casa.ctx, timbre=timbre, orgao_id=orgao_id, nota=nota)

        casa.executor.gravar(
            self, gravar, sucesso=self._gravou, falha=self.aviso.mostrar_erro,
            mudou=Mudanca(cadastros=frozenset({"modelos"})), aguarde="Gravando o timbre",
        )  # fmt: skip

    def _gravou(self, versao: int) -> None:
        self._casa.mensagem(f"Versão {versao} do timbre gravada. O que já foi emitido continua como saiu.")


def _ler_imagem(caminho: Path) -> bytes:
    from ...servicos import modelos_documento

    recusar_registro(caminho)
    try:
        if caminho.stat().st_size > _MAIOR:
            raise ErroDeArquivo("A imagem do brasão passa de 2 MB. Nada foi alterado; escolha uma menor.")
        dados = caminho.read_bytes()
    except OSError as erro:
        raise ErroDeArquivo(
            f"O arquivo “{caminho}” não pôde ser lido ({motivo(erro)}). Nada foi alterado; escolha outro."
        ) from erro
    modelos_documento.conferir_imagem(dados)
    return dados
