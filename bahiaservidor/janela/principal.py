"""The main window: navigation, search, the stack of screens, the bottom bar. Screens do the rest."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QEvent, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from ..relogio import Relogio
from . import icones
from .achados import abrir_achado, achar_no_registro, telas_achaveis
from .casa import Casa, Mensagem
from .componentes.area import area_livre
from .componentes.barra_base import BarraBase
from .componentes.barra_lugar import BarraDoLugar
from .componentes.botao import botao
from .componentes.busca_geral import Achado, BuscaGeral
from .componentes.dialogo_arquivo import DialogoArquivo
from .componentes.navegacao import Navegacao
from .componentes.pilha import Pilha
from .componentes.tela import Tela
from .menus import Comandos, Menus
from .operacoes import Executor
from .preferencias import Preferencias
from .recuperacao import Recuperacao
from .registro_telas import TELAS
from .tema import Tema

if TYPE_CHECKING:
    from ..servicos.contexto import Contexto
    from ..servicos.tipos import InfoRegistro

_DIALOGO_DO_ATO = ("bahiaservidor.janela.dialogos.ato", "DialogoAto")
_TAMANHO_INICIAL = QSize(1280, 800)
_TAMANHO_MINIMO = QSize(720, 440)


class JanelaPrincipal(QMainWindow):
    """Shown before any registry is open; `definir_registro` brings it to life, `soltar_registro` undoes that."""

    registro_pedido = Signal(object)
    """The `Path` of another registry to open."""
    apareceu = Signal()
    """The window was painted for the first time."""

    def __init__(
        self, *, executor: Executor, relogio: Relogio, tema: Tema, preferencias: Preferencias, usuario: str = ""
    ) -> None:
        super().__init__()
        self.executor = executor
        self.relogio = relogio
        self.tema = tema
        self.preferencias = preferencias
        self.casa: Casa | None = None
        self._pintada = False
        self.setWindowTitle("bahiaservidor")
        self.setWindowIcon(icones.icone("bahiaservidor"))
        self.setMinimumSize(_TAMANHO_MINIMO)
        centro = QWidget(self)
        topo = QWidget(centro)
        topo.setObjectName("topo")
        topo.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.navegacao = Navegacao(TELAS, centro)
        self.pilha = Pilha(TELAS, centro)
        self.lugar = BarraDoLugar(centro)
        self.base = BarraBase(centro)
        self.base.definir_usuario(usuario)
        self.busca = BuscaGeral(executor, telas_achaveis(), topo)
        self.busca.setMaximumWidth(640)
        self.botao_ato = botao("Novo ato", ao_clicar=self.novo_ato, icone="mais", dica="Novo ato (Ctrl+N)", pai=topo)
        self.passageira = self.pilha.mensagem
        self.mensagem: Mensagem = self.passageira.mostrar
        self.recuperacao = Recuperacao(self)
        self.setCentralWidget(self._dispor(centro, topo))
        self.menus = Menus(
            self, navegacao=self.navegacao, tema=tema, preferencias=preferencias,
            comandos=Comandos(
                novo_ato=self.novo_ato, abrir=self.escolher_registro, verificar=self.ir_para_verificacao,
                ler_de_novo=self.ler_de_novo,
                desfazer=self.recuperacao.desfazer,
            ),
        )  # fmt: skip
        self._ligar()
        self._habilitar(False)
        self._restaurar()

    def _dispor(self, centro: QWidget, topo: QWidget) -> QWidget:
        faixa = QHBoxLayout(topo)
        faixa.setContentsMargins(24, 10, 24, 11)
        faixa.setSpacing(16)
        faixa.addWidget(self.busca, 1)
        faixa.addStretch(0)
        faixa.addWidget(self.botao_ato)
        direita = QVBoxLayout()
        direita.setSpacing(0)
        direita.addWidget(topo)
        direita.addWidget(self.lugar)
        direita.addWidget(self.pilha.faixa)
        self.recuperacao.dispor(direita)
        direita.addWidget(self.pilha, 1)
        meio = QHBoxLayout()
        meio.setSpacing(0)
        meio.addWidget(self.navegacao)
        meio.addLayout(direita, 1)
        tudo = QVBoxLayout(centro)
        tudo.setContentsMargins(0, 0, 0, 0)
        tudo.setSpacing(0)
        tudo.addLayout(meio, 1)
        tudo.addWidget(self.base)
        return centro

    def _ligar(self) -> None:
        self.navegacao.escolhida.connect(self._ir)
        self.executor.andamento.connect(self.base.mostrar_andamento)
        self.base.cancelar.connect(self.executor.cancelar_visivel)
        self.busca.escolhido.connect(self._abrir_achado)
        QShortcut(QKeySequence("Ctrl+K"), self, self._focar_busca)
        QShortcut(QKeySequence("F6"), self, self._alternar_foco)
        self._numeros = [QShortcut(QKeySequence(f"Ctrl+{n}"), self, self._ir_por_numero) for n in range(1, 10)]

    # ------------------------------------------------------------ the registry

    def definir_registro(self, ctx: Contexto, informacao: InfoRegistro) -> None:
        """Give the screens an open registry, and show the last screen used."""
        self.casa = Casa(
            ctx=ctx,
            executor=self.executor,
            relogio=self.relogio,
            tema=self.tema,
            preferencias=self.preferencias,
            navegar=self.navegar,
            abrir_ficha=self.abrir_ficha,
            abrir_ato=self.abrir_ato,
            abrir_previa=self.abrir_previa,
            mensagem=self.mensagem,
        )
        self.base.definir_registro(informacao.caminho, informacao.orgao, somente_leitura=informacao.somente_leitura)
        self.base.definir_usuario(informacao.usuario)
        self.setWindowTitle(f"{informacao.orgao} – bahiaservidor" if informacao.orgao else "bahiaservidor")
        self.busca.definir_busca(self._buscar)
        self._habilitar(True)
        ultima = self.preferencias.texto("janela/tela", "painel")
        self.navegar(ultima if ultima in self.navegacao.itens else "painel")
        self.navegacao.focar()
        self.recuperacao.comecar(self.casa)

    def soltar_registro(self, titulo: str = "Abrindo o registro…", explicacao: str = "") -> None:
        """Close every screen: the registry is being closed or could not be opened."""
        self.recuperacao.parar()
        self.casa = None
        self.busca.definir_busca(None)
        self.pilha.esvaziar()
        self.lugar.soltar()
        self.pilha.aviso.definir(titulo, explicacao)
        self.base.definir_registro("", "")
        self.navegacao.marcar("")
        self._habilitar(False)

    def _habilitar(self, sim: bool) -> None:
        self.navegacao.habilitar(sim)
        self.botao_ato.setEnabled(sim)
        self.busca.setEnabled(sim)
        self.menus.habilitar(sim)

    # ------------------------------------------------------------ what Casa offers

    def navegar(self, tela: str, **parametros: Any) -> None:
        """Show a screen and hand it the parameters."""
        registro = self.pilha.registro(tela)
        if self.casa is None or registro is None:
            return
        self.pilha.mostrar(tela, self.casa, parametros)
        self.navegacao.marcar(tela if registro.na_navegacao else registro.sob)
        if registro.na_navegacao:
            self.preferencias.guardar("janela/tela", tela)

    def abrir_ficha(self, servidor_id: int) -> None:
        """Show the file of a person."""
        self.navegar("ficha", servidor_id=servidor_id)

    def abrir_ato(self, **quem: Any) -> None:
        """Open the act dialog with what is already known (`casa.AbrirAto` says what that may be)."""
        if self.casa is not None:
            modulo, nome = _DIALOGO_DO_ATO
            getattr(import_module(modulo), nome)(self.casa, self, **quem).open()

    def abrir_previa(self, *, titulo: str, pdf: bytes, nome_arquivo: str) -> None:
        """Open the preview of a paper."""
        from .previa import abrir

        abrir(self, self.executor, self.preferencias, self.casa, titulo=titulo, pdf=pdf, nome_arquivo=nome_arquivo)

    # ------------------------------------------------------------ slots

    @Slot()
    def novo_ato(self) -> None:
        """Open the act dialog for somebody still to be chosen."""
        self.abrir_ato()

    @Slot()
    def escolher_registro(self) -> None:
        """Ask for another registry."""
        dialogo = DialogoArquivo(self, "Abrir outro registro", "", "Registros (*.sqlite3 *.db);;Todos os arquivos (*)")
        dialogo.setFileMode(DialogoArquivo.FileMode.ExistingFile)
        dialogo.fileSelected.connect(self._pedir_registro)
        dialogo.open()

    @Slot(str)
    def _pedir_registro(self, caminho: str) -> None:
        self.registro_pedido.emit(Path(caminho))

    @Slot()
    def ir_para_verificacao(self) -> None:
        """Show where the registry is checked."""
        self.navegar("administracao", secao="verificacao")

    @Slot()
    def ler_de_novo(self) -> None:
        """Read the screen shown again."""
        atual = self.pilha.currentWidget()
        if isinstance(atual, Tela):
            atual.recarregar()

    @Slot(str)
    def _ir(self, chave: str) -> None:
        self.navegar(chave)

    @Slot()
    def _ir_por_numero(self) -> None:
        atalho = self.sender()
        chaves = list(self.navegacao.itens)
        posicao = next((n for n, s in enumerate(self._numeros) if s is atalho), 0)
        self.navegar(chaves[posicao])
        self._focar_tela()

    @Slot()
    def _focar_busca(self) -> None:
        self.busca.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.busca.selectAll()

    @Slot()
    def _alternar_foco(self) -> None:
        if any(item.hasFocus() for item in self.navegacao.itens.values()):
            self._focar_tela()
        else:
            self.navegacao.focar()

    def _focar_tela(self) -> None:
        atual = self.pilha.currentWidget()
        if isinstance(atual, Tela):
            atual.focar()

    @Slot(object)
    def _abrir_achado(self, achado: Achado) -> None:
        if self.casa is not None:
            abrir_achado(self.casa, achado)
            self._focar_tela()

    def _buscar(self, procurado: str) -> Sequence[Achado]:
        casa = self.casa
        return () if casa is None else achar_no_registro(casa, procurado)

    # ------------------------------------------------------------ Qt

    def _restaurar(self) -> None:
        self.resize(_TAMANHO_INICIAL.boundedTo(area_livre(self) - QSize(16, 48)))  # room for the frame
        geometria: QByteArray = self.preferencias.estado("janela/geometria")
        if not geometria.isEmpty():
            self.restoreGeometry(geometria)
        self.navegacao.recolher(self.preferencias.ligado("janela/navegacao_recolhida"))

    def event(self, event: QEvent) -> bool:
        tratado = super().event(event)
        if not self._pintada and event.type() == QEvent.Type.Paint:
            self._pintada = True
            self.apareceu.emit()
        return tratado

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Not self.screen(): its wrapper takes the screen with it when the window's own wrapper goes.
        areas = [tela.availableGeometry() for tela in QGuiApplication.screens()]
        if areas and not any(area.intersects(self.frameGeometry()) for area in areas):
            self.move(areas[0].topLeft() + QPoint(24, 24))

    def closeEvent(self, event: QCloseEvent) -> None:
        if not all(tela.pode_sair() for tela in self.pilha.abertas()):
            event.ignore()
            return
        self.recuperacao.fechar_dialogos()
        self.preferencias.guardar("janela/geometria", self.saveGeometry())
        self.preferencias.guardar("janela/navegacao_recolhida", self.navegacao.recolhida)
        self.preferencias.gravar()
        event.accept()
