"""Files received of a person: added by button or dropped, seen in place, saved as they came, taken out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from ...arquivos import nome_para_salvar
from ...estatuto.erros import ErroDominio
from ...servicos.tipos.anexos import Anexo
from ..acessos import salvar
from ..casa import Casa
from ..componentes.aviso import FaixaAviso
from ..componentes.botao import TipoBotao, botao
from ..componentes.dialogo_arquivo import DialogoArquivo
from ..componentes.foco import ligar
from ..componentes.tabela import Tabela
from ..componentes.vazio import EstadoVazio
from ..dialogos.anexo import DialogoAnexo, DialogoRetirar
from ..modelos.base import ModeloLista
from ..modelos.processos import COLUNAS_ANEXOS
from ..operacoes import Mudanca
from ..tema import Tom

_FILTRO = "Documentos (*.pdf *.jpg *.jpeg *.png);;Todos os arquivos (*)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chegada:
    """What came of adding files: how many stayed, and what there is to tell of the others."""

    anexados: int
    ditos: tuple[str, ...]


class QuadroAnexos(QWidget):
    """The list, and the buttons under it.  Files may be dropped anywhere on it."""

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self._casa = casa
        self._servidor_id: int | None = None
        self.setAcceptDrops(True)
        self.modelo: ModeloLista[Anexo] = ModeloLista(COLUNAS_ANEXOS, (), self)
        self.tabela = Tabela("ficha_anexos", casa.preferencias, self)
        self.tabela.setAccessibleName("Anexos")
        self.tabela.definir_modelo(self.modelo)
        self.vazio = EstadoVazio(
            "Nenhum anexo",
            "Arraste para cá os PDF, JPG e PNG recebidos, ou use Anexar: eles entram no processo no lugar que couber.",
            icone="documentos",
        )
        self.tabela.definir_vazio(self.vazio)
        self.aviso = FaixaAviso(pai=self)
        so_leitura = casa.ctx.banco.somente_leitura
        self.anexar = botao("An&exar…", TipoBotao.PRIMARIO, ao_clicar=self._escolher, icone="mais", pai=self)
        self.anexar.setEnabled(not so_leitura)
        self._grava = not so_leitura
        self.ver = botao("A&brir", ao_clicar=self._ver, pai=self, dica="Ver o anexo aqui mesmo (Enter)")
        self.lugar = botao("Lu&gar…", ao_clicar=self._mudar, pai=self, dica="Lugar no processo e descrição (F2)")
        self.salvar = botao("Salvar &cópia…", ao_clicar=self._salvar, icone="salvar", pai=self)
        self.retirar = botao("Re&tirar…", TipoBotao.DISCRETO, ao_clicar=self._retirar, pai=self)
        acoes = QHBoxLayout()
        acoes.setSpacing(8)
        acoes.addWidget(self.anexar)
        acoes.addStretch(1)
        for widget in (self.retirar, self.salvar, self.lugar, self.ver):
            acoes.addWidget(widget)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 12, 0, 0)
        caixa.setSpacing(12)
        caixa.addWidget(self.aviso)
        caixa.addWidget(self.tabela, 1)
        caixa.addLayout(acoes)
        QShortcut(QKeySequence("F2"), self.tabela, self._mudar)
        QShortcut(QKeySequence("Del"), self.tabela, self._retirar)
        # signals
        self.tabela.aberta.connect(self._ver)
        self.tabela.selecionada.connect(self._mostrar_atual)
        self.modelo.modelReset.connect(self._mostrar_atual)
        self._mostrar_atual()

    def definir(self, servidor_id: int) -> None:
        """Show a person's files."""
        if servidor_id != self._servidor_id:
            self.aviso.esconder()
            self.modelo.definir(())
        self._servidor_id = servidor_id
        casa = self._casa

        def ler() -> tuple[Anexo, ...]:
            from ...servicos import anexos

            return anexos.listar(casa.ctx, servidor_id=servidor_id)

        casa.executor.ler(self, ler, sucesso=self._receber, falha=self.aviso.mostrar_erro, chave="anexos")

    def atual(self) -> Anexo | None:
        """Return the file selected."""
        return self.modelo.linha(self.tabela.linha_atual())

    def _receber(self, lidos: tuple[Anexo, ...]) -> None:
        antes = self.atual()
        self.modelo.definir(lidos)
        self.tabela.ir_para(self.modelo.posicao(lambda a: antes is not None and a.id == antes.id))
        self._mostrar_atual()

    @Slot()
    def _mostrar_atual(self, *_: object) -> None:
        tem = self.atual() is not None
        ligar(self.ver, tem, senao=self.tabela)
        ligar(self.salvar, tem, senao=self.tabela)
        ligar(self.lugar, tem and self._grava, senao=self.tabela)
        ligar(self.retirar, tem and self._grava, senao=self.tabela)

    # ------------------------------------------------------------ adding

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._grava and self._servidor_id is not None and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.receber_arquivos([url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()])
        event.acceptProposedAction()

    @Slot()
    def _escolher(self) -> None:
        dialogo = DialogoArquivo(self.window(), "Anexar", "", _FILTRO)
        dialogo.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialogo.setLabelText(QFileDialog.DialogLabel.Accept, "Anexar")
        dialogo.filesSelected.connect(self.receber_arquivos)
        dialogo.finished.connect(dialogo.deleteLater)
        dialogo.open()

    @Slot(list)
    def receber_arquivos(self, caminhos: Sequence[str]) -> None:
        """Check and keep these files, off the interface's thread; what is refused is said, the others stay."""
        if self._servidor_id is None or not caminhos:
            return
        self.aviso.esconder()
        self.anexar.setEnabled(False)
        self._casa.executor.longa(
            self, partial(_anexar, self._casa, self._servidor_id, [Path(c) for c in caminhos]), titulo="Anexando",
            sucesso=self._chegaram, falha=self.aviso.mostrar_erro, fim=self._terminou, mudou=_mudou,
        )  # fmt: skip

    def _chegaram(self, chegada: Chegada) -> None:
        if chegada.anexados:
            quantos = "1 anexo guardado" if chegada.anexados == 1 else f"{chegada.anexados} anexos guardados"
            self._casa.mensagem(f"{quantos}. Confira o lugar de cada um no processo.")
        if chegada.ditos:
            self.aviso.definir("\n".join(chegada.ditos), Tom.ATENCAO)

    def _terminou(self) -> None:
        self.anexar.setEnabled(self._grava)
        self.tabela.setFocus()  # the button was off meanwhile, and had let the keyboard go elsewhere

    # ------------------------------------------------------------ what is done with one

    @Slot()
    def _ver(self, *_: object) -> None:
        anexo = self.atual()
        if anexo is None:
            return
        nome = f"{anexo.nome.rpartition('.')[0] or anexo.nome}.pdf"

        def mostrar(pdf: bytes) -> None:
            self._casa.abrir_previa(titulo=anexo.nome, pdf=pdf, nome_arquivo=nome)

        self._ler(anexo, como_pdf=True, sucesso=mostrar)

    @Slot()
    def _salvar(self) -> None:
        anexo = self.atual()
        if anexo is not None:
            from ...servicos.acervo import extensao

            # What it is, not what who sent it called it: a PDF named .exe is saved as a PDF.
            nome = nome_para_salvar(anexo.nome, extensao(anexo.midia))
            dialogo = DialogoArquivo(self.window(), "Salvar cópia", nome)
            dialogo.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialogo.setLabelText(QFileDialog.DialogLabel.Accept, "Salvar")
            dialogo.fileSelected.connect(self.salvar_em)
            dialogo.finished.connect(dialogo.deleteLater)
            dialogo.open()

    @Slot(str)
    def salvar_em(self, destino: str) -> None:
        """Write the file selected, as it came, off the interface's thread."""
        anexo, casa = self.atual(), self._casa
        if anexo is None:
            return

        def gravar() -> Path:
            from ...servicos import anexos

            dados = anexos.bytes_de(casa.ctx, anexo_id=anexo.id)
            return salvar(casa.ctx, Path(destino), dados, "arquivo recebido", objeto="anexo", objeto_id=anexo.id)

        casa.executor.ler(self, gravar, sucesso=self._salvou, falha=self.aviso.mostrar_erro)

    def _salvou(self, caminho: Path) -> None:
        self._casa.mensagem(f"Salvo em {caminho}")

    def _ler(self, anexo: Anexo, *, como_pdf: bool, sucesso: Callable[[bytes], None]) -> None:
        casa = self._casa

        def ler() -> bytes:
            from ...servicos import anexos

            return (anexos.como_pdf if como_pdf else anexos.bytes_de)(casa.ctx, anexo_id=anexo.id)

        casa.executor.ler(self, ler, sucesso=sucesso, falha=self.aviso.mostrar_erro, chave="bytes")

    @Slot()
    def _mudar(self) -> None:
        anexo = self.atual()
        if anexo is not None and self._grava:
            DialogoAnexo(self._casa, self.window(), anexo=anexo).open()

    @Slot()
    def _retirar(self) -> None:
        anexo = self.atual()
        if anexo is not None and self._grava:
            DialogoRetirar(self._casa, self.window(), anexo=anexo).open()


def _mudou(chegada: Chegada) -> Mudanca:
    return Mudanca(documentos=chegada.anexados > 0)


def _anexar(
    casa: Casa,
    servidor_id: int,
    caminhos: Sequence[Path],
    progresso: Callable[[int, int], None],
    cancelado: Callable[[], bool],
) -> Chegada:
    from ...servicos import anexos

    anexados, ditos = 0, []
    for feitos, caminho in enumerate(caminhos):
        if cancelado():
            break
        progresso(feitos, len(caminhos))
        try:
            anexado = anexos.anexar_arquivo(casa.ctx, caminho=caminho, servidor_id=servidor_id)
        except ErroDominio as erro:
            ditos.append(erro.mensagem)
            continue
        anexados += 1
        ditos += [f"{anexado.anexo.nome}: {aviso}" for aviso in anexado.avisos]
    return Chegada(anexados=anexados, ditos=tuple(ditos))
