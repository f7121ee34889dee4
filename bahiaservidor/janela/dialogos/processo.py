"""Putting a process together: which provimento, what enters and in what order, what is missing; then the work."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QProgressBar,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ...estatuto.erros import ErroDominio
from ...servicos.tipos.processos import ParteProposta, PedidoProcesso, ProcessoMontado, PropostaProcesso
from ..casa import Acao, Casa
from ..componentes.botao import TipoBotao, botao
from ..componentes.campo_numero import CampoNumero
from ..componentes.combo import Combo, Opcao
from ..componentes.dialogo import Dialogo
from ..componentes.dialogo_arquivo import DialogoArquivo
from ..componentes.formulario import Formulario, campo_texto
from ..componentes.tabela import Tabela
from ..componentes.texto import Papel, como_dica, texto
from ..componentes.vazio import EstadoVazio
from ..modelos.marcaveis import ModeloMarcavel
from ..modelos.processos import COLUNAS_PARTES, tamanho
from ..operacoes import Andamento, Mudanca
from ..tema import Tom

_TITULO = "Montando o processo"


class DialogoProcesso(Dialogo):
    """Lists everything that may enter, ticked and in the legal order; the clerk changes both, sees, and has it made."""

    montado = Signal(object)
    """The `ProcessoMontado`."""

    def __init__(
        self,
        casa: Casa,
        pai: QWidget | None,
        *,
        vinculos: Sequence[Opcao],
        vinculo_id: int,
        provimento: str = "posse",
    ) -> None:
        super().__init__(
            "Montar processo", pai, largura=900,
            explicacao="Os documentos emitidos e os anexos entram na ordem legal, com capa, índice e folhas numeradas. "
            "Desmarque o que não entra e mude a ordem se for preciso.",
        )  # fmt: skip
        from ...servicos import processos

        self.casa = casa
        self._proposta: PropostaProcesso | None = None
        self._parada = Event()
        self._montando = False
        self.vinculo = Combo(vinculos, self)
        self.vinculo.definir(vinculo_id)
        self.provimento = Combo([Opcao(valor=c, rotulo=r) for c, r in processos.especies()], self)
        self.provimento.definir(provimento)
        self.numero = campo_texto(dica="009.0000.2026.0000000-00", limite=40, pai=self)
        self.destino = campo_texto(dica="Unidade que recebe", limite=200, pai=self)
        self.limite = CampoNumero(self)
        self.limite.setRange(1, 500)
        self.limite.setSuffix(" MB")
        self.formulario = Formulario(self, colunas=3)
        self.formulario.adicionar("provimento", "&Provimento", self.provimento)
        self.formulario.adicionar("numero", "Processo S&EI", self.numero)
        self.formulario.adicionar("limite", "&Tamanho de um volume", self.limite)
        self.formulario.adicionar("destino", "&Destino", self.destino, largo=True)
        self.formulario.adicionar("vinculo", "Ví&nculo", self.vinculo, largo=True)
        self.formulario.mostrar("vinculo", len(vinculos) > 1)
        self._montar_lista()
        self.cancelar = self.adicionar_botao("&Cancelar")
        self.confirmar = self.adicionar_botao("&Montar", TipoBotao.PRIMARIO, ao_clicar=self._fazer, padrao=True)
        # signals
        self.provimento.alterado.connect(self._ler)
        self.vinculo.alterado.connect(self._ler)
        self.limite.valueChanged.connect(self._mudou_limite)
        self.modelo.marcou.connect(self._resumir)
        self.tabela.selecionada.connect(self._ao_selecionar)
        self.tabela.aberta.connect(self._ver)
        casa.executor.andamento.connect(self._avancar)
        self.setObjectName("dialogoProcesso")
        self.confirmar.setEnabled(False)
        self.resize(960, 740)
        self._ler()

    def _montar_lista(self) -> None:
        self.modelo: ModeloMarcavel[ParteProposta] = ModeloMarcavel(COLUNAS_PARTES, (), self)
        self.tabela = Tabela(pai=self)
        self.tabela.setAccessibleName("O que entra no processo, na ordem")
        self.tabela.definir_modelo(self.modelo)
        # The order is the process's own: a click on a heading must not change it.
        self.tabela.setSortingEnabled(False)
        self.tabela.setMinimumHeight(120)
        self.tabela.definir_vazio(
            EstadoVazio("Nada para montar", "Emita o termo ou anexe os documentos na ficha, em Documentos.")
        )
        self.subir = botao("S&ubir", ao_clicar=self._subir, icone="seta_cima", pai=self, dica="Alt+↑")
        self.descer = botao("De&scer", ao_clicar=self._descer, icone="seta_baixo", pai=self, dica="Alt+↓")
        self.ver = botao("&Ver", ao_clicar=self._ver, pai=self, dica="Ver o documento (Enter)")
        lado = QVBoxLayout()
        lado.setSpacing(8)
        for widget in (self.subir, self.descer, self.ver):
            lado.addWidget(widget)
        lado.addStretch(1)
        linha = QHBoxLayout()
        linha.setSpacing(12)
        linha.addWidget(self.tabela, 1)
        linha.addLayout(lado)
        self.resumo = texto("", Papel.CORPO, quebra=True, pai=self)
        self.falta = texto("", Papel.SUAVE, quebra=True, pai=self)
        self.barra = QProgressBar(self)
        self.barra.setAccessibleName("Andamento")
        self.barra.setTextVisible(False)
        self.barra.hide()
        self.sempre = QCheckBox("Us&ar sempre este tamanho de volume", self)
        self.sempre.hide()
        # At 200 %, or on a small screen, what does not fit scrolls: squeezed, the fields could not be read.
        dentro = QWidget(self)
        dentro.setProperty("transparente", True)
        pilha = QVBoxLayout(dentro)
        pilha.setContentsMargins(0, 0, 0, 0)
        pilha.setSpacing(12)
        pilha.addWidget(self.formulario)
        pilha.addWidget(self.sempre)
        pilha.addLayout(linha, 1)
        pilha.addWidget(self.resumo)
        pilha.addWidget(self.falta)
        self.formulario.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        rolagem = QScrollArea(self)
        rolagem.setWidgetResizable(True)
        rolagem.setFrameShape(QScrollArea.Shape.NoFrame)
        rolagem.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rolagem.setProperty("transparente", True)
        rolagem.setWidget(dentro)
        self.corpo.addWidget(rolagem, 1)
        self.corpo.addWidget(self.barra)
        QShortcut(QKeySequence("Alt+Up"), self, self._subir)
        QShortcut(QKeySequence("Alt+Down"), self, self._descer)

    # ------------------------------------------------------------ reading

    @Slot()
    def _ler(self, *_: object) -> None:
        casa, vinculo_id, provimento = self.casa, int(self.vinculo.valor()), str(self.provimento.valor())

        def ler() -> PropostaProcesso:
            from ...servicos import processos

            return processos.propor(casa.ctx, vinculo_id=vinculo_id, provimento_=provimento)

        casa.executor.ler(self, ler, sucesso=self._receber, falha=self.aviso.mostrar_erro, chave="proposta")

    def _receber(self, proposta: PropostaProcesso) -> None:
        self._proposta = proposta
        self.aviso.esconder()
        self.modelo.definir(proposta.partes)
        for posicao, parte in enumerate(proposta.partes):
            indice = self.modelo.index(posicao, 0)
            estado = Qt.CheckState.Checked if parte.incluida else Qt.CheckState.Unchecked
            self.modelo.setData(indice, estado.value, Qt.ItemDataRole.CheckStateRole)
        if not self.numero.text().strip():
            self.numero.setText(proposta.numero)
        if not self.destino.text().strip():
            self.destino.setText(proposta.destino)
            self.destino.setCursorPosition(0)
        self.limite.setValue(proposta.limite_mb)
        self.sempre.hide()
        self.tabela.ir_para(0)
        self.tabela.setFocus()
        self._resumir()

    @Slot()
    def _mudou_limite(self, *_: object) -> None:
        if self._proposta is not None:
            self.sempre.setVisible(self.limite.value() != self._proposta.limite_mb)

    def chaves(self) -> tuple[str, ...]:
        """Return the keys of what is ticked, in the order on screen."""
        return tuple(parte.chave for parte in self.modelo.marcados())

    @Slot()
    def _resumir(self) -> None:
        if self._proposta is None:
            return
        marcados = self.modelo.marcados()
        soma = sum(parte.tamanho for parte in marcados)
        quantos = "1 documento" if len(marcados) == 1 else f"{len(marcados)} documentos"
        self.resumo.setText(f"Entram {quantos}, {tamanho(soma)}." if marcados else "Nenhum documento marcado.")
        faltam = self._proposta.faltam([parte.chave for parte in marcados])
        self.falta.setText(f"Falta: {'; '.join(faltam)}." if faltam else "Nada do que se exige está faltando.")
        self.falta.setToolTip(como_dica("\n".join(faltam)))
        self.confirmar.setEnabled(bool(marcados) and not self._montando)

    @Slot()
    def _ao_selecionar(self, *_: object) -> None:
        posicao = self.tabela.linha_atual()
        self.subir.setEnabled(posicao > 0 and not self._montando)
        self.descer.setEnabled(0 <= posicao < self.modelo.rowCount() - 1 and not self._montando)
        self.ver.setEnabled(posicao >= 0)

    # ------------------------------------------------------------ order and preview

    @Slot()
    def _subir(self) -> None:
        self._mover(-1)

    @Slot()
    def _descer(self) -> None:
        self._mover(1)

    def _mover(self, passo: int) -> None:
        de = self.tabela.linha_atual()
        para = de + passo
        linhas = list(self.modelo.linhas())
        if self._montando or not (0 <= de < len(linhas) and 0 <= para < len(linhas)):
            return
        linhas[de], linhas[para] = linhas[para], linhas[de]
        self.modelo.definir(linhas)
        self.tabela.ir_para(para)
        self._ao_selecionar()

    @Slot()
    def _ver(self, *_: object) -> None:
        parte = self.modelo.linha(self.tabela.linha_atual())
        if parte is None:
            return

        def mostrar(pdf: bytes) -> None:
            self.casa.abrir_previa(titulo=parte.titulo, pdf=pdf, nome_arquivo=f"{parte.chave}.pdf")

        self.casa.executor.ler(
            self, partial(_bytes_da_parte, self.casa, parte.chave), sucesso=mostrar, falha=self.aviso.mostrar_erro,
            chave="ver",
        )  # fmt: skip

    # ------------------------------------------------------------ the work

    @Slot()
    def _fazer(self) -> None:
        if self._montando or self._proposta is None:
            return
        self.aviso.esconder()
        self._parada = parada = Event()
        self._ocupar(True)
        pedido = PedidoProcesso(
            vinculo_id=self._proposta.vinculo_id,
            provimento=self._proposta.provimento,
            partes=self.chaves(),
            numero=self.numero.text(),
            destino=self.destino.text(),
            limite_mb=self.limite.value(),
        )
        casa, guardar = self.casa, self.sempre.isVisible() and self.sempre.isChecked()

        def montar(progresso: Callable[[int, int], None], cancelado: Callable[[], bool]) -> ProcessoMontado:
            from ...servicos import processos

            if guardar and pedido.limite_mb is not None:
                processos.gravar_limite(casa.ctx, mb=pedido.limite_mb)
            return processos.montar(
                casa.ctx, pedido=pedido, hoje=casa.hoje(), progresso=progresso,
                cancelado=lambda: cancelado() or parada.is_set(),
            )  # fmt: skip

        casa.executor.longa(
            self, montar, titulo=_TITULO, sucesso=self._montou, falha=self._recusou, fim=self._terminou,
            mudou=Mudanca(documentos=True),
        )  # fmt: skip

    def _ocupar(self, sim: bool) -> None:
        self._montando = sim
        self.formulario.setEnabled(not sim)
        self.tabela.setEnabled(not sim)
        self.barra.setRange(0, 0)
        self.barra.setVisible(sim)
        self.cancelar.setText("Pa&rar" if sim else "&Cancelar")
        self._resumir()
        self._ao_selecionar()

    def _montou(self, processo: ProcessoMontado) -> None:
        self._montando = False
        volumes = "num volume" if len(processo.volumes) == 1 else f"em {len(processo.volumes)} volumes"
        dito = f"Processo montado: {processo.folhas} folhas {volumes}."
        avisos = f" {' '.join(processo.avisos)}" if processo.avisos else ""
        salvar = SalvarEmPasta(self.casa, self.parentWidget(), processo)
        self.casa.mensagem(
            f"{dito}{avisos}", Acao(texto="Salvar em pasta…", ao_acionar=salvar),
            tom=Tom.ATENCAO if avisos else Tom.SUCESSO,
        )  # fmt: skip
        self.montado.emit(processo)
        self.accept()

    def _recusou(self, erro: ErroDominio) -> None:
        self._ocupar(False)
        if self._parada.is_set():
            self.aviso.definir("Interrompido a pedido. Nada foi montado nem guardado.", Tom.NEUTRO)
        else:
            self.aviso.mostrar_erro(erro)

    def _terminou(self) -> None:
        if self._montando:
            self._ocupar(False)

    @Slot(object)
    def _avancar(self, andamento: Andamento) -> None:
        if self._montando and andamento.titulo == _TITULO and andamento.total:
            self.barra.setRange(0, andamento.total)
            self.barra.setValue(andamento.feitos)

    def reject(self) -> None:
        """The first press stops the work under way; the dialog closes when nothing is."""
        if self._montando:
            self._parada.set()
            return
        super().reject()

    def done(self, resultado: int) -> None:
        """Close; work under way stops."""
        self._parada.set()
        super().done(resultado)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter in the list shows a paper, in a field goes nowhere: only the button puts the process together.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.confirmar.hasFocus():
            event.accept()
            return
        super().keyPressEvent(event)


class SalvarEmPasta:
    """Asks for a folder and writes the volumes there; it outlives the dialog that offered it."""

    __slots__ = ("_casa", "_janela", "_processo")

    def __init__(self, casa: Casa, janela: QWidget | None, processo: ProcessoMontado) -> None:
        self._casa, self._janela, self._processo = casa, janela, processo

    def __call__(self) -> None:
        EscolhaDePasta(self._casa, self._janela, self._processo).open()


class EscolhaDePasta(DialogoArquivo):
    """The folder where the volumes go; they are written off the interface's thread."""

    def __init__(self, casa: Casa, pai: QWidget | None, processo: ProcessoMontado) -> None:
        super().__init__(pai, "Pasta onde gravar os volumes")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFileMode(QFileDialog.FileMode.Directory)
        self.setOption(QFileDialog.Option.ShowDirsOnly)
        self.setLabelText(QFileDialog.DialogLabel.Accept, "Gravar aqui")
        self._casa, self._processo = casa, processo
        self.fileSelected.connect(self.gravar_em)

    @Slot(str)
    def gravar_em(self, pasta: str) -> None:
        """Write the volumes in the folder."""
        gravar_volumes(self._casa, self._processo, Path(pasta))


def gravar_volumes(casa: Casa, processo: ProcessoMontado, pasta: Path) -> None:
    """Write the volumes in a folder, off the interface's thread, and say where they are."""

    def gravar() -> tuple[Path, ...]:
        from ...servicos import processos

        return processos.salvar_em(casa.ctx, processo_id=processo.id, pasta=pasta)

    def dizer(caminhos: tuple[Path, ...]) -> None:
        nomes = "1 volume gravado" if len(caminhos) == 1 else f"{len(caminhos)} volumes gravados"
        casa.mensagem(f"{nomes} em {pasta}: {caminhos[0].name}{' e seguintes' if len(caminhos) > 1 else ''}.")

    casa.executor.ler(casa.executor, gravar, sucesso=dizer)


def _bytes_da_parte(casa: Casa, chave: str) -> bytes:
    from ...servicos import anexos, papeis

    if chave.startswith("d"):
        return papeis.bytes_de(casa.ctx, documento_id=int(chave[1:]))
    return anexos.como_pdf(casa.ctx, anexo_id=int(chave[1:]))
