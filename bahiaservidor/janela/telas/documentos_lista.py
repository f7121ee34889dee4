"""A list of issued papers, opened and saved exactly as they were issued."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ...estatuto.erros import ErroDominio
from ...servicos.tipos import DocumentoEmitido
from ..acessos import salvar
from ..casa import Acao, Casa
from ..componentes.aviso import FaixaAviso
from ..componentes.botao import TipoBotao, botao
from ..componentes.dialogo_arquivo import DialogoArquivo
from ..componentes.foco import ligar
from ..componentes.tabela import Tabela
from ..componentes.texto import Papel, como_dica, texto
from ..componentes.vazio import EstadoVazio
from ..dialogos.segunda_via import DialogoSegundaVia
from ..modelos.base import ModeloLista
from ..modelos.documentos import colunas_documentos
from .documentos_assinaturas import MenuAssinaturas

PDF = "application/pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Arquivo:
    """A paper ready to be seen or saved; ``pdf`` are its bytes, of a twin in another format too."""

    titulo: str
    nome: str
    pdf: bytes


class ListaDocumentos(QWidget):
    """Table, and the buttons that open, save, and show whose paper it is."""

    selecionado = Signal(object)
    """The `DocumentoEmitido` selected, or None."""

    def __init__(
        self, casa: Casa, nome: str, vazio: EstadoVazio, *, com_especie: bool = True, pai: QWidget | None = None
    ) -> None:
        super().__init__(pai)
        self._casa = casa
        self._especies: Mapping[str, str] = {}
        self.modelo = ModeloLista(colunas_documentos(self.especies, com_especie=com_especie), (), self)
        self.tabela = Tabela(nome, casa.preferencias, self)
        self.tabela.setAccessibleName("Documentos emitidos")
        self.tabela.definir_modelo(self.modelo)
        self.tabela.definir_vazio(vazio)
        self.aviso = FaixaAviso(pai=self)
        self.conferencia = texto("", Papel.LEGENDA, pai=self)
        self.conferencia.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.conferencia.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.abrir = botao("A&brir", TipoBotao.PRIMARIO, ao_clicar=self._abrir, pai=self,
                           dica="Ver e imprimir o documento tal como foi emitido (Enter)")  # fmt: skip
        self.salvar = botao("&Salvar como…", ao_clicar=self._salvar, icone="salvar", pai=self)
        self.via = botao("Reimprimir (&2ª via)…", ao_clicar=self._reimprimir, icone="copia", pai=self)
        self.ficha = botao("Abrir &ficha", TipoBotao.DISCRETO, ao_clicar=self._abrir_ficha, icone="pessoa", pai=self)
        self.assinaturas = botao("Assina&turas", TipoBotao.DISCRETO, icone="cadeado", pai=self)
        self.menu_assinaturas = MenuAssinaturas(casa, self.assinaturas, self.aviso)
        acoes = QHBoxLayout()
        acoes.setSpacing(8)
        acoes.addWidget(self.conferencia, 1)
        acoes.addStretch()  # takes the room where the summary is not shown
        acoes.addWidget(self.assinaturas)
        acoes.addWidget(self.ficha)
        acoes.addWidget(self.via)
        acoes.addWidget(self.salvar)
        acoes.addWidget(self.abrir)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(12)
        caixa.addWidget(self.aviso)
        caixa.addWidget(self.tabela, 1)
        caixa.addLayout(acoes)
        # signals
        self.tabela.selecionada.connect(self._mostrar_atual)
        self.modelo.modelReset.connect(self._mostrar_atual)
        self.tabela.aberta.connect(self._abrir)
        self._mostrar_atual()

    def especies(self) -> Mapping[str, str]:
        """Return the words of each kind."""
        return self._especies

    def definir(self, documentos: tuple[DocumentoEmitido, ...], especies: Mapping[str, str]) -> None:
        """Show these papers, keeping the one selected."""
        antes = self.atual()
        self._especies = especies
        self.modelo.definir(documentos)
        self.selecionar(antes.id if antes is not None else None)

    def selecionar(self, documento_id: int | None) -> None:
        """Select a paper, or the first."""
        self.tabela.ir_para(self.modelo.posicao(lambda d: d.id == documento_id))
        self._mostrar_atual()

    def atual(self) -> DocumentoEmitido | None:
        """Return the paper selected."""
        return self.modelo.linha(self.tabela.linha_atual())

    @Slot()
    def _mostrar_atual(self) -> None:
        atual = self.atual()
        ligar(self.abrir, atual is not None, senao=self.tabela)
        ligar(self.salvar, atual is not None, senao=self.tabela)
        ligar(self.via, atual is not None and not atual.especie.startswith("segunda_via"), senao=self.tabela)
        self.ficha.setVisible(atual is not None and atual.servidor_id is not None)
        self.conferencia.setText(f"SHA-256: {atual.hash[:16]}…" if atual is not None else "")
        dica = f"Resumo do arquivo (se um só byte mudasse, seria outro): {atual.hash}" if atual is not None else ""
        self.conferencia.setToolTip(como_dica(dica))
        self.menu_assinaturas.definir(atual)
        self.selecionado.emit(atual)

    @Slot()
    def _abrir(self) -> None:
        atual = self.atual()
        # The preview shows PDF: a twin in another format is saved, and opened by the program that knows it.
        self._ler(self._abrir_previa if atual is not None and atual.midia == PDF else self._pedir_destino)

    @Slot()
    def _salvar(self) -> None:
        self._ler(self._pedir_destino)

    def _ler(self, sucesso: Callable[[Arquivo], None]) -> None:
        atual = self.atual()
        if atual is not None:
            self._casa.executor.ler(
                self, partial(ler_arquivo, self._casa, atual), sucesso=sucesso, falha=self.aviso.mostrar_erro,
                chave="bytes",
            )  # fmt: skip

    def _abrir_previa(self, arquivo: Arquivo) -> None:
        self.aviso.esconder()
        self._casa.abrir_previa(titulo=arquivo.titulo, pdf=arquivo.pdf, nome_arquivo=arquivo.nome)

    def _pedir_destino(self, arquivo: Arquivo) -> None:
        self.aviso.esconder()
        salvar_como(self, self._casa, arquivo, falha=self.aviso.mostrar_erro)

    @Slot(object)
    def abrir_documento(self, documento: DocumentoEmitido) -> None:
        """Open another paper: one made from that selected."""
        self._casa.executor.ler(
            self, partial(ler_arquivo, self._casa, documento),
            sucesso=self._abrir_previa if documento.midia == PDF else self._pedir_destino,
            falha=self.aviso.mostrar_erro, chave="bytes",
        )  # fmt: skip

    @Slot()
    def _reimprimir(self) -> None:
        atual = self.atual()
        if atual is not None:
            DialogoSegundaVia(self._casa, atual, self.window()).open()

    @Slot()
    def _abrir_ficha(self) -> None:
        atual = self.atual()
        if atual is not None and atual.servidor_id is not None:
            self._casa.abrir_ficha(atual.servidor_id)


class _Salvando(DialogoArquivo):
    """Asks where; the file is written off the interface's thread."""

    def __init__(
        self, dono: QWidget, casa: Casa, arquivo: Arquivo, falha: Callable[[ErroDominio], None] | None
    ) -> None:
        sufixo = Path(arquivo.nome).suffix.removeprefix(".")
        super().__init__(dono.window(), f"Salvar {sufixo.upper()}", arquivo.nome, f"{sufixo.upper()} (*.{sufixo})")
        self.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.setDefaultSuffix(sufixo)
        self.setLabelText(QFileDialog.DialogLabel.Accept, "Salvar")
        self._dono, self._casa, self._arquivo, self._falha = dono, casa, arquivo, falha
        self.fileSelected.connect(self._gravar)
        self.finished.connect(self.deleteLater)

    @Slot(str)
    def _gravar(self, destino: str) -> None:
        caminho = Path(destino)
        self._casa.executor.ler(
            self._dono,
            partial(salvar, self._casa.ctx, caminho, self._arquivo.pdf, self._arquivo.titulo),
            sucesso=partial(_avisar, self._casa, self._arquivo),
            falha=self._falha,
        )


def salvar_como(
    dono: QWidget, casa: Casa, arquivo: Arquivo, *, falha: Callable[[ErroDominio], None] | None = None
) -> QFileDialog:
    """Ask where to save and save; ``falha`` hears why it could not be."""
    dialogo = _Salvando(dono, casa, arquivo, falha)
    dialogo.open()
    return dialogo


def _avisar(casa: Casa, arquivo: Arquivo, caminho: Path) -> None:
    ver = partial(casa.abrir_previa, titulo=arquivo.titulo, pdf=arquivo.pdf, nome_arquivo=arquivo.nome)
    acao = Acao(texto="Abrir", ao_acionar=ver) if arquivo.pdf.startswith(b"%PDF") else None
    casa.mensagem(f"Salvo em {caminho}", acao)


def ler_arquivo(casa: Casa, documento: DocumentoEmitido) -> Arquivo:
    """Return an issued paper as it was issued. ErroDominio when what is kept is not that."""
    from ...servicos import papeis_emissao

    pdf = papeis_emissao.bytes_de(casa.ctx, documento_id=documento.id)
    nome = papeis_emissao.nome_de_arquivo(documento.especie, documento.numero.replace("/", "-"))
    if documento.midia != PDF:
        nome = f"{Path(nome).stem}.{documento.especie.rpartition('_')[2]}"
    return Arquivo(titulo=documento.titulo, nome=nome, pdf=pdf)


def ler_documentos(casa: Casa, especie: str | None) -> tuple[tuple[DocumentoEmitido, ...], Mapping[str, str]]:
    """Return the issued papers, the latest first, and the words of the kinds. Off the interface's thread.

    What was kept with a paper in another format is not a paper by itself: it opens in no preview.
    """
    from ...servicos import papeis_emissao

    guardados = papeis_emissao.emitidos(casa.ctx, especie=especie)
    emitidos = tuple(d for d in guardados if d.midia == papeis_emissao.PDF)
    nomes = {d.especie: papeis_emissao.nome_da_especie(d.especie) for d in emitidos}
    return emitidos, {**papeis_emissao.ESPECIES, **nomes}
