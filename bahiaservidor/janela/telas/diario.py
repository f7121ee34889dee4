"""Diário Oficial: the readings kept, and one of them open."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ...servicos.tipos.diario import LeituraAberta, LeituraGuardada
from ..casa import Casa
from ..componentes.aviso import FaixaAviso
from ..componentes.botao import TipoBotao, botao
from ..componentes.tabela import Tabela
from ..componentes.tela import Tela
from ..componentes.vazio import EstadoVazio
from ..dialogos.diario_nova import DialogoNovaLeitura
from ..modelos.base import ModeloLista
from ..modelos.diario import colunas_leituras
from ..modelos.prazos import quantos
from ..operacoes import Mudanca
from .diario_leitura import PaginaLeitura

_EXPLICACAO = "Decretos e portarias publicados, lidos e conferidos antes de entrar no livro"


class TelaDiario(Tela):
    """The list of readings; Enter opens one, and Ctrl+V reads what was copied."""

    titulo = "Diário Oficial"
    icone = "diario"

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__(casa, pai)
        self._procurada: int | None = None
        self.setAcceptDrops(True)
        self.cabecalho.definir_subtitulo(_EXPLICACAO)
        self.voltar = botao("&Leituras", TipoBotao.DISCRETO, ao_clicar=self._voltar, icone="seta_esquerda", pai=self,
                            dica="Voltar à lista de leituras (Alt+Seta à esquerda)")  # fmt: skip
        self.nova = botao("&Nova leitura…", TipoBotao.PRIMARIO, ao_clicar=self.nova_leitura, icone="mais", pai=self,
                          dica="Colar ou abrir um texto do Diário Oficial (Ctrl+V cola o que foi copiado)")  # fmt: skip
        self.cabecalho.adicionar_acao(self.voltar)
        self.cabecalho.adicionar_acao(self.nova)
        self.aviso = FaixaAviso(pai=self)
        self.modelo: ModeloLista[LeituraGuardada] = ModeloLista(colunas_leituras(), (), self)
        self.tabela = Tabela("diario_leituras", casa.preferencias, self)
        self.tabela.setAccessibleName("Leituras do Diário Oficial")
        self.tabela.setSelectionMode(Tabela.SelectionMode.SingleSelection)
        self.tabela.definir_modelo(self.modelo)
        self.vazio = EstadoVazio(
            "Nenhuma leitura ainda",
            "Copie um decreto ou portaria do Diário Oficial e cole aqui, ou abra o PDF. O programa propõe cada ato, "
            "com o trecho ao lado, e nada entra no livro antes de você confirmar.",
            icone="diario", acao="Nova leitura…", ao_acionar=self.nova_leitura,
        )  # fmt: skip
        self.tabela.definir_vazio(self.vazio)
        lista = QWidget(self)
        caixa = QVBoxLayout(lista)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(12)
        caixa.addWidget(self.aviso)
        caixa.addWidget(self.tabela, 1)
        self._lista = lista
        self.pagina = PaginaLeitura(casa, self)
        self.pilha = QStackedWidget(self)
        self.pilha.addWidget(lista)
        self.pilha.addWidget(self.pagina)
        self.corpo.addWidget(self.pilha, 1)
        self._mostrar_lista()
        # signals
        self.tabela.aberta.connect(self._abrir_linha)
        self.pagina.mostrada.connect(self._mostrou)
        colar = QShortcut(QKeySequence.StandardKey.Paste, lista, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        colar.activated.connect(self.colar)
        for tecla in ("Alt+Left", "Escape"):
            atras = QShortcut(QKeySequence(tecla), self.pagina)
            atras.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            atras.activated.connect(self._voltar)

    # ------------------------------------------------------------ reading

    def recarregar(self) -> None:
        self.casa.executor.ler(
            self, partial(_ler, self.casa), sucesso=self._receber, falha=self.aviso.mostrar_erro, chave="leituras"
        )
        if self.pilha.currentWidget() is self.pagina:
            self.pagina.reler()

    def receber(self, **parametros: Any) -> None:
        """Take ``leitura_id`` to open, ``texto`` or ``arquivo`` to read."""
        leitura_id = parametros.get("leitura_id")
        if isinstance(leitura_id, int):
            self._abrir(leitura_id)
        elif isinstance(parametros.get("texto"), str):
            self._dialogo(parametros["texto"])
        elif isinstance(parametros.get("arquivo"), str):
            self._dialogo().abrir_arquivo(parametros["arquivo"])

    def interessa(self, mudanca: Mudanca) -> bool:
        return mudanca.livro or mudanca.cadastro("leituras", "pessoas", "cargos", "orgaos", "concursos", "vagas")

    def focar(self) -> None:
        """The list of what is on screen comes first."""
        if self.pilha.currentWidget() is self.pagina:
            self.pagina.tabela.setFocus()
        else:
            (self.tabela if self.modelo.rowCount() else self.vazio.botao).setFocus()

    def _receber(self, leituras: tuple[LeituraGuardada, ...]) -> None:
        self.aviso.esconder()
        atual = self.modelo.linha(self.tabela.linha_atual())
        procurada = self._procurada or (atual.id if atual is not None else None)
        self._procurada = None
        self.modelo.definir(leituras)
        if leituras:
            self.tabela.ir_para(self.modelo.posicao(lambda r: r.id == procurada))
        if self.pilha.currentWidget() is self._lista:
            self.nova.setVisible(bool(leituras))
            self._dizer_pendentes()

    def _dizer_pendentes(self) -> None:
        pendentes = sum(leitura.pendentes for leitura in self.modelo.linhas())
        conta = f" · {quantos(pendentes, 'item pendente', 'itens pendentes')}" if pendentes else ""
        self.cabecalho.definir_titulo(self.titulo)
        self.cabecalho.definir_subtitulo(f"{_EXPLICACAO}{conta}")

    # ------------------------------------------------------------ going to and fro

    @Slot(int)
    def _abrir_linha(self, posicao: int) -> None:
        leitura = self.modelo.linha(posicao)
        if leitura is not None:
            self._abrir(leitura.id)

    def _abrir(self, leitura_id: int, pronta: LeituraAberta | None = None) -> None:
        self._procurada = leitura_id
        self.voltar.show()
        self.nova.hide()
        self.pilha.setCurrentWidget(self.pagina)
        self.pagina.abrir(leitura_id, pronta)
        self.pagina.tabela.setFocus()

    @Slot(object)
    def _mostrou(self, aberta: LeituraAberta) -> None:
        if self.pilha.currentWidget() is not self.pagina:
            return
        pendentes, total = aberta.pendentes, len(aberta.itens)
        conta = f"{quantos(pendentes, 'pendente', 'pendentes')} de {total}" if pendentes else "Nada pendente"
        onde = aberta.leitura.publicacao
        edicao = f"DOE nº {onde.edicao}" if onde.edicao else "DOE"
        dia = f"{edicao}, de {onde.data:%d/%m/%Y}" if onde.data is not None else "sem dia de publicação"
        self.cabecalho.definir_titulo(aberta.leitura.titulo)
        self.cabecalho.definir_subtitulo(f"{conta} · {dia} · {aberta.leitura.origem}")

    @Slot()
    def _voltar(self) -> None:
        if self.pilha.currentWidget() is self.pagina:
            self._mostrar_lista()
            self._dizer_pendentes()
            self.focar()

    def _mostrar_lista(self) -> None:
        self.voltar.hide()
        self.nova.setVisible(bool(self.modelo.rowCount()))
        self.pilha.setCurrentWidget(self._lista)

    # ------------------------------------------------------------ a new reading

    @Slot()
    def nova_leitura(self) -> None:
        """Open the dialog of a new reading."""
        self._dialogo()

    @Slot()
    def colar(self) -> None:
        """Open it with what was copied."""
        self._dialogo(QGuiApplication.clipboard().text())

    def _dialogo(self, colado: str = "") -> DialogoNovaLeitura:
        dialogo = DialogoNovaLeitura(self.casa, self.window(), colado=colado)
        dialogo.lida.connect(self._leu)
        dialogo.open()
        return dialogo

    @Slot(object)
    def _leu(self, aberta: LeituraAberta) -> None:
        self._abrir(aberta.leitura.id, aberta)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        dados = event.mimeData()
        if any(url.isLocalFile() for url in dados.urls()) or dados.hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        arquivos = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        if arquivos:
            self._dialogo().abrir_arquivo(arquivos[0])
        else:
            self._dialogo(event.mimeData().text())


def _ler(casa: Casa) -> tuple[LeituraGuardada, ...]:
    from ...servicos import diario

    return diario.leituras(casa.ctx)
