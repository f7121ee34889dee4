"""First step of an import: what the spreadsheet brings, which file it is, and how it was read."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QListWidget, QSizePolicy, QVBoxLayout, QWidget

from ...estatuto.erros import ErroDominio
from ...intercambio.texto_separado import CODIFICACOES, SEPARADORES
from ...servicos.tipos.importacao import ArquivoLido, EspecieImportacao
from ..casa import Casa
from ..componentes.aviso import FaixaAviso
from ..componentes.botao import TipoBotao, botao
from ..componentes.campo_numero import CampoNumero
from ..componentes.combo import Combo, Opcao
from ..componentes.dialogo_arquivo import DialogoArquivo
from ..componentes.formulario import Formulario
from ..componentes.lado_a_lado import LadoALado
from ..componentes.painel_lateral import Painel
from ..componentes.rolagem import rolavel
from ..componentes.texto import Papel, como_dica, texto
from ..dialogos.campos import estreitar
from ..dialogos.importacao_leitura import ComoLer, abrir
from ..modelos.documentos import instante_local
from ..modelos.importacoes import FILTRO_PLANILHAS, campos_aceitos, campos_pedidos, frase_do_arquivo
from ..tema import Tom
from .importacoes_amostra import TabelaAmostra
from .importacoes_saida import salvar_modelo

_ALTURA_DAS_ESPECIES: Final = 276
"""Logical pixels in which the eight kinds are seen without scrolling."""


class PaginaArquivo(QWidget):
    """The kind at the left, the file at the right.  A file may be dropped anywhere on it."""

    mudou = Signal()
    """The kind or the file is another, or is being read."""

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self._casa = casa
        self._especies: tuple[EspecieImportacao, ...] = ()
        self._lido: ArquivoLido | None = None
        self._achado: ArquivoLido | None = None
        self._lendo: ComoLer | None = None
        self.setAcceptDrops(True)
        self.aviso = FaixaAviso(pai=self)
        partes = LadoALado((self._montar_especies(), self._montar_arquivo()), (3, 7), minimo=720)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(12)
        caixa.addWidget(self.aviso)
        caixa.addWidget(rolavel(partes, self), 1)
        # signals
        self.especies.currentRowChanged.connect(self._trocar_especie)
        for combo in (self.folha, self.codificacao, self.separador):
            combo.alterado.connect(self._reler)
        self.linha.valueChanged.connect(self._reler)
        self._mostrar()

    # ------------------------------------------------------------ building

    def _montar_especies(self) -> Painel:
        painel = Painel("", self)
        self.especies = QListWidget(painel)
        self.especies.setAccessibleName("O que a planilha traz")
        self.especies.setMinimumHeight(_ALTURA_DAS_ESPECIES)
        self.especies.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rotulo = QLabel("&O que a planilha traz", painel)
        rotulo.setTextFormat(Qt.TextFormat.PlainText)
        rotulo.setProperty("papel", "rotulo")
        rotulo.setBuddy(self.especies)
        self.explicacao = texto("", Papel.CORPO, quebra=True, pai=painel)
        self.campos = texto("", Papel.LEGENDA, quebra=True, pai=painel)
        self.modelo = botao("Salvar planilha-&modelo…", TipoBotao.DISCRETO, ao_clicar=self._salvar_modelo,
                            icone="salvar", pai=painel, dica="As colunas certas e um exemplo")  # fmt: skip
        painel.corpo.addWidget(rotulo)
        painel.corpo.addWidget(self.especies, 1)
        painel.corpo.addWidget(self.explicacao)
        painel.corpo.addWidget(self.campos)
        painel.corpo.addWidget(self.modelo, 0, Qt.AlignmentFlag.AlignLeft)
        return painel

    def _montar_arquivo(self) -> Painel:
        painel = Painel("", self)
        self.nome = texto("", Papel.SECAO, quebra=True, pai=painel)
        self.fatos = texto("", Papel.SUAVE, quebra=True, pai=painel)
        self.escolher = botao("Escolher ar&quivo…", TipoBotao.SECUNDARIO, ao_clicar=self._escolher, pai=painel)
        self.escolher.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        palavras = QVBoxLayout()
        palavras.setSpacing(2)
        palavras.addWidget(self.nome)
        palavras.addWidget(self.fatos)
        topo = QHBoxLayout()
        topo.setSpacing(12)
        topo.addLayout(palavras, 1)
        topo.addWidget(self.escolher, 0, Qt.AlignmentFlag.AlignTop)
        self.folha, self.codificacao, self.separador = Combo((), self), Combo((), self), Combo((), self)
        self.linha = CampoNumero(self)
        self.linha.setRange(1, 1000)
        self.linha.setKeyboardTracking(False)
        for combo in (self.folha, self.codificacao, self.separador):
            estreitar(combo)
        # Of a workbook one chooses the sheet, of a text the other two: each group goes with its room.
        self.do_livro, self.do_texto, do_cabecalho = Formulario(), Formulario(colunas=2), Formulario()
        self.do_livro.adicionar("folha", "&Folha", self.folha)
        self.do_texto.adicionar("codificacao", "Co&dificação", self.codificacao)
        self.do_texto.adicionar("separador", "&Separador", self.separador)
        do_cabecalho.adicionar("linha", "Linha do ca&beçalho", self.linha)
        self.como = LadoALado((self.do_livro, self.do_texto, do_cabecalho), (4, 5, 2), minimo=420, pai=painel)
        self.ditos = FaixaAviso(pai=painel)
        self.amostra = TabelaAmostra(painel)
        self.amostra.setMinimumHeight(150)
        self.vazio = _Solte(painel)
        painel.corpo.addLayout(topo)
        painel.corpo.addWidget(self.como)
        painel.corpo.addWidget(self.ditos)
        painel.corpo.addWidget(self.amostra, 1)
        painel.corpo.addWidget(self.vazio, 1)
        return painel

    # ------------------------------------------------------------ kind

    def definir_especies(self, especies: Sequence[EspecieImportacao]) -> None:
        """Offer these kinds, keeping the one chosen."""
        antes = self.especie()
        self._especies = tuple(especies)
        with QSignalBlocker(self.especies):
            self.especies.clear()
            self.especies.addItems([e.rotulo for e in self._especies])
        self.escolher_especie(antes.chave if antes is not None else "")

    def escolher_especie(self, chave: str) -> None:
        """Choose a kind; the first when the key is of none."""
        posicao = next((n for n, e in enumerate(self._especies) if e.chave == chave), 0)
        self.especies.setCurrentRow(posicao)
        self._trocar_especie()

    def especie(self) -> EspecieImportacao | None:
        """Return the kind chosen."""
        posicao = self.especies.currentRow()
        return self._especies[posicao] if 0 <= posicao < len(self._especies) else None

    @Slot()
    def _trocar_especie(self, *_: object) -> None:
        especie = self.especie()
        self.explicacao.setText(especie.explicacao if especie is not None else "")
        self.campos.setText(campos_pedidos(especie) if especie is not None else "")
        self.campos.setToolTip(como_dica(campos_aceitos(especie) if especie is not None else ""))
        self.modelo.setEnabled(especie is not None)
        self.mudou.emit()

    @Slot()
    def _salvar_modelo(self) -> None:
        especie = self.especie()
        if especie is not None:
            salvar_modelo(self, self._casa, especie, falha=self.aviso.mostrar_erro)

    # ------------------------------------------------------------ file

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        arquivos = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        if len(arquivos) > 1:
            self.aviso.definir("Uma planilha de cada vez: ficou a primeira das que foram soltas.", Tom.ATENCAO)
        if arquivos:
            self.ler(ComoLer(caminho=Path(arquivos[0])))

    @Slot()
    def _escolher(self) -> None:
        onde = str(self._lido.caminho) if self._lido is not None else ""
        dialogo = DialogoArquivo(self.window(), "Planilha a importar", onde, FILTRO_PLANILHAS)
        dialogo.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialogo.setLabelText(QFileDialog.DialogLabel.Accept, "Escolher")
        dialogo.fileSelected.connect(self._escolhido)
        dialogo.finished.connect(dialogo.deleteLater)
        dialogo.open()

    @Slot(str)
    def _escolhido(self, caminho: str) -> None:
        self.aviso.esconder()
        self.ler(ComoLer(caminho=Path(caminho)))

    def ler(self, como: ComoLer) -> None:
        """Read a file off the interface's thread, and show what was found."""
        if self._lido is None or como.caminho != self._lido.caminho:
            self._achado = None
        self._lendo = como
        self._casa.executor.ler(
            self, partial(abrir, self._casa, como), sucesso=self._receber, falha=self._falhar, chave="planilha"
        )
        self._mostrar()

    def esquecer(self) -> None:
        """Show no file."""
        self._casa.executor.cancelar(self, "planilha")
        self._lido = self._achado = self._lendo = None
        self.aviso.esconder()
        self._mostrar()

    def lido(self) -> ArquivoLido | None:
        """Return the file as it was read, None while it is being read."""
        return self._lido if self._lendo is None else None

    def falta(self) -> str:
        """Return what is still to be done before the next step, empty when nothing is."""
        if self._lendo is not None:
            return "Lendo a planilha…"
        if self._lido is None:
            return "Escolha a planilha."
        if not self._lido.linhas:
            return "A planilha não tem linhas abaixo do cabeçalho."
        return "" if self.especie() is not None else "Escolha o que a planilha traz."

    def focar(self) -> None:
        """The kind comes first, then the file."""
        (self.especies if self._lido is None else self.escolher).setFocus()

    def _receber(self, lido: ArquivoLido) -> None:
        if self._achado is None:
            self._achado = lido
            self.aviso.esconder()
        self._lido, self._lendo = lido, None
        self._mostrar()

    def _falhar(self, erro: ErroDominio) -> None:
        self._lendo = None
        self.aviso.mostrar_erro(erro)
        self._mostrar()

    @Slot()
    def _reler(self, *_: object) -> None:
        lido = self._lido
        if lido is None:
            return
        outra_folha = self.folha.valor() != lido.folha
        self.ler(
            ComoLer(
                caminho=lido.caminho, folha=self.folha.valor(), codificacao=self.codificacao.valor(),
                separador=self.separador.valor(), linha_do_cabecalho=None if outra_folha else self.linha.value(),
            )
        )  # fmt: skip

    # ------------------------------------------------------------ showing

    def _mostrar(self) -> None:
        lido, lendo = self._lido, self._lendo
        self.vazio.setVisible(lido is None)
        for widget in (self.como, self.amostra, self.nome):
            widget.setVisible(lido is not None)
        self.escolher.setText("Trocar de ar&quivo…" if lido is not None else "Escolher ar&quivo…")
        if lendo is not None:
            self.fatos.setText(f"Lendo {lendo.caminho.name}…")
        elif lido is None:
            self.fatos.setText("XLSX, ODS ou CSV. O arquivo só é lido: nada nele muda.")
        else:
            self.fatos.setText(frase_do_arquivo(lido))
        if lido is not None and lendo is None:
            self._mostrar_lido(lido)
        elif lido is None:
            self.ditos.esconder()
        self.mudou.emit()

    def _mostrar_lido(self, lido: ArquivoLido) -> None:
        self.nome.setText(lido.nome)
        self.nome.setToolTip(como_dica(str(lido.caminho)))
        achado = self._achado or lido
        for combo, valor, detectado, nomes in (
            (self.folha, lido.folha, lido.folha, {f: f for f in lido.folhas}),
            (self.codificacao, lido.codificacao, achado.codificacao, CODIFICACOES),
            (
                self.separador,
                lido.separador,
                achado.separador,
                {s: f"{nome.capitalize()} ({s.strip() or 'Tab'})" for s, nome in SEPARADORES.items()},
            ),
        ):
            with QSignalBlocker(combo):
                combo.definir_opcoes(_opcoes(nomes, valor, detectado))
                combo.definir(valor)
        self.do_livro.setVisible(bool(lido.folha))
        self.do_texto.setVisible(bool(lido.codificacao))
        with QSignalBlocker(self.linha):
            self.linha.setValue(lido.linha_do_cabecalho)
        ditos = list(lido.avisos)
        if lido.ja_importado_em is not None:
            ditos.insert(0, f"Este mesmo arquivo já foi importado em {instante_local(lido.ja_importado_em)}.")
        self.ditos.definir("\n".join(ditos), Tom.ATENCAO)
        self.amostra.mostrar(lido.cabecalho, lido.amostra)


class _Solte(QFrame):
    """Where a file is dropped, while there is none."""

    def __init__(self, pai: QWidget) -> None:
        super().__init__(pai)
        self.setProperty("solte", True)
        self.setMinimumHeight(180)
        dizer = texto("Arraste a planilha para cá", Papel.SECAO, pai=self)
        detalhe = texto("ou use “Escolher arquivo…”.", Papel.SUAVE, pai=self)
        caixa = QVBoxLayout(self)
        caixa.addStretch(1)
        for rotulo in (dizer, detalhe):
            rotulo.setAlignment(Qt.AlignmentFlag.AlignCenter)
            caixa.addWidget(rotulo)
        caixa.addStretch(1)


def _opcoes(nomes: dict[str, str], valor: str | None, detectado: str | None) -> list[Opcao]:
    """Return the choices, with the one that was found out said to be so."""
    todos: dict[str | None, str] = dict(nomes.items())
    for outro in (valor, detectado):
        todos.setdefault(outro, outro or "Nenhum: uma coluna só")
    return [Opcao(valor=v, rotulo=r, detalhe="detectado" if v == detectado else "") for v, r in todos.items()]
